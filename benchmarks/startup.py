"""From exec to the first text that matters, in a real terminal; what lies in memory then; and scrolling.

The screens are measured to the first dossier on them, a bare Textual app to its only word, other people's
apps to their first words. Cold means that the files of the program and the desk were dropped from the cache
of the system before, as after switching the computer on.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter_ns
from typing import Final

from benchmarks import data
from benchmarks._measure import MS, Aim, Row, Table, compare
from benchmarks._terminal import Terminal

ROUNDS: Final = 5
COLD_ROUNDS: Final = 2
PRESSES: Final = 40
LONG: Final = 100_000
"""Dossiers of a desk whose list of open ones has ``PRESSES`` pages."""
HOLD_SECONDS: Final = 0.033
"""Between two repeats of a key that is held down."""
FRAME: Final = Aim(ms=1000 / 60)
BLOCKED: Final = Aim(ms=50)
MEMORY: Final = Aim(ratio=1.5)

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
_BARE_LIST: Final = """
from textual.app import App
from textual.widgets import OptionList

class Bare(App):
    def compose(self):
        yield OptionList(*(f"dossier {n:06}-0000 " + "x" * 50 for n in range(2000)))

Bare().run()
"""
WORD: Final = re.compile(rb"first frame")
CODE: Final = re.compile(rb"\d{6}-\d{4}")
SEARCH_FIELD: Final = re.compile("Tìm".encode())
ANY_WORD: Final = re.compile(rb"[A-Za-z]{4}")
APPS: Final = ("harlequin", "dooit")
"""Two well-known programs made with Textual, pinned in ``requirements-bench-apps.txt``."""
_PAGE_DOWN: Final = b"\x1b[6~"


@dataclass(frozen=True, slots=True)
class Program:
    """A command, and the text that it is waited for; ``problem``: why it cannot be run."""

    name: str
    what: str
    command: Sequence[str]
    wanted: re.Pattern[bytes]
    aim: Aim | None = None
    problem: str = ""


def run(sizes: Sequence[int]) -> list[Table]:
    with TemporaryDirectory() as name:
        home = Path(name)
        warm = _programs(sizes)
        cold = [program for program in warm if program.name.startswith(("bare Textual", "motcua at"))]
        return [
            Table("From exec to the first text, warm", _started(warm, home, ROUNDS)),
            Table("From exec to the first text, cold", _started(cold, home, COLD_ROUNDS, _drop_from_cache)),
            Table("Memory at rest", _memory(warm, home)),
        ]


def scrolling(sizes: Sequence[int]) -> list[Table]:
    """Through the open dossiers, of which there must be many pages."""
    with TemporaryDirectory() as name:
        return [Table("Page Down", _paging([size for size in sizes if size >= LONG], Path(name)))]


def _programs(sizes: Sequence[int]) -> list[Program]:
    def opened(size: int, *more: str) -> tuple[str, ...]:
        database = data.desk(size).database
        database.close()
        return (*_MOTCUA, "--db", str(database.path), "--today", data.TODAY.isoformat(), *more)

    first_data = Aim(ratio=1.5)
    largest = sizes[-1]
    return [
        Program("bare Textual app", "its only word", (sys.executable, "-c", _BARE_TEXTUAL), WORD),
        *(
            Program(f"motcua at {size:,}", "the first dossier", opened(size), CODE, first_data)
            for size in dict.fromkeys((sizes[0], largest))
        ),
        *_apps(),
        Program("motcua list", f"of {largest:,}", opened(largest, "list", "--limit", "20"), CODE),
        Program(
            "motcua report",
            f"a month of {largest:,}",
            opened(largest, "report", "--period", "cal:2026-10"),
            re.compile(rb"\d"),
        ),
        Program("motcua --help", "", (*_MOTCUA, "--help"), re.compile(rb"--today")),
        Program("bare Python", "one word", (sys.executable, "-c", _BARE_PYTHON), WORD),
    ]


def _apps() -> list[Program]:
    """The other apps, in an environment of their own."""
    problem, folder = "", data.FOLDER / "apps"
    pins = Path(__file__).parents[1] / "requirements-bench-apps.txt"
    if not (folder / "bin" / APPS[-1]).exists():
        made = subprocess.run([sys.executable, "-m", "venv", str(folder)], capture_output=True, check=False)
        install = [str(folder / "bin" / "pip"), "install", "--quiet", "--require-hashes", "-r", str(pins)]
        if made.returncode or subprocess.run(install, capture_output=True, check=False).returncode:
            problem = "could not be installed"
    return [
        Program(app, "its first words", (str(folder / "bin" / app),), ANY_WORD, problem=problem)
        for app in APPS
    ]


def _started(
    programs: Sequence[Program], home: Path, rounds: int, before: Callable[[], None] = lambda: None
) -> list[Row]:
    """Once to warm up, then round after round."""
    times: dict[str, list[float]] = {program.name: [] for program in programs}
    problems = {program.name: program.problem for program in programs}
    for turn in range(rounds + 1):
        for program in programs:
            if not problems[program.name]:
                before()
                try:
                    with Terminal(program.command, home) as terminal:
                        taken = terminal.wait_for(program.wanted)
                except (AssertionError, OSError) as error:
                    problems[program.name] = f"failed: {error}"[:160]
                else:
                    times[program.name] += [taken] if turn else []
    able = [program for program in programs if not problems[program.name]]
    aims = {program.name: program.aim for program in able if program.aim}
    rows = compare([(program.name, program.what, times[program.name]) for program in able], aims)
    return rows + [Row(name, "", problem=problem) for name, problem in problems.items() if problem]


def _drop_from_cache() -> None:
    """The files of Python, its packages, the program and the desks."""
    folders = [Path(sys.prefix), Path(sys.base_prefix) / "lib", Path(__file__).parents[1] / "src"]
    files = [
        path for folder in folders for path in folder.rglob("*") if path.suffix in (".pyc", ".so", ".py")
    ]
    for path in (*files, *data.FOLDER.glob("desk-*.db")):
        with path.open("rb") as file:
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _memory(programs: Sequence[Program], home: Path) -> list[Row]:
    """Proportional set size once nothing more is drawn; of the screens also after paging through the list."""
    held: list[tuple[str, str, int]] = []
    rows: list[Row] = []
    for program in programs:
        if program.problem or program.wanted not in (WORD, CODE, ANY_WORD) or program.name == "motcua list":
            continue
        if program.name == "bare Python":
            continue
        try:
            with Terminal(program.command, home) as terminal:
                terminal.wait_for(program.wanted)
                terminal.settle()
                held.append((program.name, "at rest", terminal.memory()))
                if program.name.startswith("motcua at"):
                    terminal.type(b"2")
                    terminal.settle()
                    for _ in range(PRESSES):
                        terminal.type(_PAGE_DOWN)
                        terminal.settle(0.05)
                    held.append((f"{program.name}, in the list", f"{PRESSES} pages down", terminal.memory()))
        except (AssertionError, OSError) as error:
            rows.append(Row(program.name, "", problem=f"failed: {error}"[:160]))
    _, _, unit = held[0]
    return [
        Row(
            name,
            what,
            None,
            size / unit,
            MEMORY if "motcua" in name else None,
            value=f"{size / 2**20:.0f} MB",
            met=size / unit <= 1.5 if "motcua" in name else None,
        )
        for name, what, size in held
    ] + rows


def _paging(sizes: Sequence[int], home: Path) -> list[Row]:
    """From a key to the last byte of its frame; one after the other, then held down."""
    lists = {
        "bare Textual list": ((sys.executable, "-c", _BARE_LIST), b"", re.compile(rb"dossier 00000")),
    } | {
        f"motcua at {size:,}": (
            (*_MOTCUA, "--db", str(data.desk(size).database.path), "--today", data.TODAY.isoformat()),
            b"2",
            CODE,
        )
        for size in sizes
    }
    pressed: list[tuple[str, str, Sequence[float]]] = []
    held: list[Row] = []
    for name, (command, before, wanted) in lists.items():
        with Terminal(command, home) as terminal:
            terminal.wait_for(wanted)
            terminal.settle()
            if before:
                terminal.forget()
                terminal.type(before)
                terminal.wait_for(SEARCH_FIELD)
            terminal.settle(1)
            pressed.append(
                (f"{name}, a page down", "key to frame", [_pressed(terminal) for _ in range(PRESSES)])
            )
            taken = _held_down(terminal)
        kept = sum(ns <= HOLD_SECONDS * 1e9 for ns in taken)
        held.append(
            Row(
                f"{name}, held down",
                f"longest wait of {len(taken)} keys; {kept} frames came before the next key, median"
                f" {median(taken) / MS:.1f} ms",
                max(taken),
                aim=BLOCKED,
            )
        )
    return [*compare(pressed, {name: FRAME for name, _, _ in pressed}), *held]


def _pressed(terminal: Terminal) -> int:
    start = perf_counter_ns()
    terminal.type(_PAGE_DOWN)
    end = start
    while terminal.read(0.1):
        end = perf_counter_ns()
    return end - start


def _held_down(terminal: Terminal) -> list[int]:
    """How long after each key something was drawn, the keys coming as a keyboard repeats them."""
    taken: list[int] = []
    for _ in range(PRESSES):
        start = perf_counter_ns()
        terminal.type(_PAGE_DOWN)
        drawn = None
        while (left := HOLD_SECONDS - (perf_counter_ns() - start) / 1e9) > 0 or drawn is None:
            if terminal.read(max(left, 0.001)) and drawn is None:
                drawn = perf_counter_ns() - start
            if perf_counter_ns() - start > 2e9:
                break
        taken.append(drawn if drawn is not None else perf_counter_ns() - start)
    return taken
