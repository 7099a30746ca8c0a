"""Programs in a real terminal of 80 × 24: started, waited for, typed to."""

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
from pathlib import Path
from time import perf_counter_ns
from types import TracebackType
from typing import Final, NoReturn, Self

from benchmarks import data

COLUMNS: Final = 80
LINES: Final = 24
PATIENCE_NS: Final = 60_000_000_000
UNREST_NS: Final = 15_000_000_000
MOTCUA: Final = (sys.executable, "-m", "motcua_tui")
CODE: Final = re.compile(rb"\d{6}-\d{4}")
"""The end of a dossier's code."""
PAGE_DOWN: Final = b"\x1b[6~"
ESCAPES: Final = re.compile(
    rb"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[PX^_].*?\x1b\\|\x1b[@-Z\\-_]", re.DOTALL
)
# Textual asks whether frames can be drawn at once; a terminal that can says so.
_ASKED: Final = b"\x1b[?2026$p"
_ANSWER: Final = b"\x1b[?2026;1$y"


def opened(size: int, *more: str) -> tuple[str, ...]:
    """The command that opens the desk of so many dossiers on its day."""
    database = data.desk(size).database
    database.close()
    return (*MOTCUA, "--db", str(database.path), "--today", data.TODAY.isoformat(), *more)


class Terminal:
    """A program that runs while the context lasts; then it is ended."""

    def __init__(self, command: Sequence[str], home: Path | None = None) -> None:
        self._command = command
        self._home = home
        self._told = b""
        self._ended = False

    def __enter__(self) -> Self:
        self.started_ns = perf_counter_ns()
        self.pid, self._file = pty.fork()
        if self.pid == 0:
            _become(self._command, self._home)
        fcntl.ioctl(self._file, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self._file)

    def wait_for(self, wanted: re.Pattern[bytes]) -> int:
        """Nanoseconds from the start until that text was written. Raises AssertionError."""
        while not wanted.search(ESCAPES.sub(b"", self._told)):
            if self._ended or perf_counter_ns() - self.started_ns > PATIENCE_NS:
                raise AssertionError(f"{wanted.pattern!r} never came: {self._told[-300:]!r}")
            self.read(1)
        return perf_counter_ns() - self.started_ns

    def read(self, seconds: float) -> bytes:
        """What is written next; nothing when that takes longer."""
        if not select.select([self._file], [], [], seconds)[0]:
            return b""
        try:
            chunk = os.read(self._file, 65536)
        except OSError:
            self._ended = True
            return b""
        self._told = (self._told + chunk)[-262144:]
        if _ASKED in chunk:
            os.write(self._file, _ANSWER)
        return chunk

    def settle(self, silence: float = 0.5) -> None:
        """Wait until nothing has been written for so many seconds, or it never ends."""
        begun = perf_counter_ns()
        while self.read(silence) and perf_counter_ns() - begun < UNREST_NS:
            pass

    def forget(self) -> None:
        """What was written until now is not what is waited for."""
        self._told = b""

    def type(self, keys: bytes) -> None:
        os.write(self._file, keys)

    def memory(self) -> int:
        """Bytes that the program holds for itself alone and its share of what it shares."""
        rollup = Path(f"/proc/{self.pid}/smaps_rollup").read_text()
        (line,) = (line for line in rollup.splitlines() if line.startswith("Pss:"))
        return int(line.split()[1]) * 1024


def _become(command: Sequence[str], home: Path | None) -> NoReturn:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment |= {
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "COLUMNS": str(COLUMNS),
        "LINES": str(LINES),
    }
    if home:
        environment |= {"HOME": str(home), "XDG_CONFIG_HOME": str(home), "XDG_DATA_HOME": str(home)}
    try:
        os.execve(command[0], list(command), environment)
    except OSError:
        os._exit(127)
