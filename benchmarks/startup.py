"""From exec to the first text that matters, in a real terminal of 80 × 24, with warm bytecode.

The screens are measured to the first dossier on them, a bare Textual app to its only word.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
from collections.abc import Sequence
from dataclasses import dataclass
from time import perf_counter_ns
from typing import Final

from benchmarks import data
from benchmarks._measure import Row, compare, show

DOSSIERS: Final = 100_000
ROUNDS: Final = 11
COLUMNS: Final = 80
LINES: Final = 24
PATIENCE_NS: Final = 60_000_000_000

_MOTCUA: Final = (sys.executable, "-m", "motcua_tui")
_BARE_PYTHON: Final = "print('first frame')"
_BARE_TEXTUAL: Final = """
from textual.app import App
from textual.widgets import Label

class Bare(App):
    def compose(self):
        yield Label("first frame")

Bare().run()
"""
_ESCAPES: Final = re.compile(
    rb"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[PX^_].*?\x1b\\|\x1b[@-Z\\-_]", re.DOTALL
)
# Textual asks whether frames can be drawn at once; a terminal that can says so.
_ASKED: Final = b"\x1b[?2026$p"
_ANSWER: Final = b"\x1b[?2026;0$y"


@dataclass(frozen=True, slots=True)
class Program:
    """A command, and the text that it is waited for."""

    name: str
    what: str
    command: Sequence[str]
    wanted: re.Pattern[bytes]


def run(dossiers: int = DOSSIERS) -> None:
    """Measure all programs in turn and print the ratios."""
    database = str(data.desk(dossiers).database.path)
    opened = (*_MOTCUA, "--db", database, "--today", data.TODAY.isoformat())
    word = re.compile(rb"first frame")
    code = re.compile(rb"\d{6}-\d{4}")
    report = ("report", "--period", "cal:2026-10")
    programs = (
        Program("bare Textual app", "its only word", (sys.executable, "-c", _BARE_TEXTUAL), word),
        Program("motcua", f"the first dossier of {dossiers:,}", opened, code),
        Program("motcua list", "the first dossier", (*opened, "list", "--limit", "20"), code),
        Program("motcua report", "a month", (*opened, *report), re.compile(rb"\d")),
        Program("motcua --help", "", (*_MOTCUA, "--help"), re.compile(rb"--today")),
        Program("bare Python", "one word", (sys.executable, "-c", _BARE_PYTHON), word),
    )
    show("From exec to the first text", measured(programs))


def measured(programs: Sequence[Program]) -> list[Row]:
    """Once to warm up, then round after round."""
    times: dict[str, list[int]] = {program.name: [] for program in programs}
    for turn in range(ROUNDS + 1):
        for program in programs:
            taken = _until(program)
            if turn:
                times[program.name].append(taken)
    return compare((program.name, program.what, times[program.name]) for program in programs)


def _until(program: Program) -> int:
    """Nanoseconds until the wanted text is on the screen; then the program is ended."""
    start = perf_counter_ns()
    child, terminal = pty.fork()
    if child == 0:
        _become(program.command)
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
    told = b""
    try:
        while not program.wanted.search(_ESCAPES.sub(b"", told)):
            if perf_counter_ns() - start > PATIENCE_NS:
                raise AssertionError(
                    f"{program.name} never showed {program.wanted.pattern!r}: {told[-500:]!r}"
                )
            if select.select([terminal], [], [], 1)[0]:
                chunk = _read(terminal)
                if not chunk:
                    raise AssertionError(f"{program.name} ended before: {told[-500:]!r}")
                told += chunk
                if _ASKED in chunk:
                    os.write(terminal, _ANSWER)
        return perf_counter_ns() - start
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(terminal)


def _become(command: Sequence[str]) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment |= {
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "COLUMNS": str(COLUMNS),
        "LINES": str(LINES),
    }
    os.execve(command[0], list(command), environment)


def _read(terminal: int) -> bytes:
    """What the program wrote; nothing when it has ended."""
    try:
        return os.read(terminal, 65536)
    except OSError:
        return b""


if __name__ == "__main__":
    run()
