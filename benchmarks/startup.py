"""From exec to the first text that matters, in a real terminal; and what lies in memory then.

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
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks import data
from benchmarks._measure import Row, Table, compare
from benchmarks._terminal import CODE, MOTCUA, PAGE_DOWN, Terminal, opened

ROUNDS: Final = 5
COLD_ROUNDS: Final = 3
PAGES: Final = 40
"""How far down the list is gone through before its memory is looked at."""

_BARE_PYTHON: Final = "print('first frame')"
_BARE_TEXTUAL: Final = """
from textual.app import App
from textual.widgets import Label

class Bare(App):
    def compose(self):
        yield Label("first frame")

Bare().run()
"""
WORD: Final = re.compile(rb"first frame")
APPS: Final = {
    "harlequin": (("--locale", "C"), re.compile(rb"Data Catalog")),
    "dooit": ((), re.compile(rb"Workspaces")),
}
"""Two well-known programs made with Textual, pinned in ``requirements-bench-apps.txt``: what they are started
with, and words of their first frame."""


@dataclass(frozen=True, slots=True)
class Program:
    """A command, and the text that it is waited for; ``problem``: why it cannot be run."""

    name: str
    what: str
    command: Sequence[str]
    wanted: re.Pattern[bytes]
    problem: str = ""
    screen: bool = True
    """Stays until it is ended."""


def run(sizes: Sequence[int]) -> list[Table]:
    with TemporaryDirectory() as name:
        home = Path(name)
        warm = _programs(sizes)
        cold = [program for program in warm if program.name.startswith(("bare Textual", "motcua at"))]
        return [
            Table("From exec to the first text, warm", _started(warm, home, ROUNDS)),
            Table("From exec to the first text, cold", _started(cold, home, COLD_ROUNDS, _drop_from_cache)),
            Table("Memory", _memory(warm, home)),
        ]


def _programs(sizes: Sequence[int]) -> list[Program]:
    largest = sizes[-1]
    return [
        Program("bare Textual app", "its only word", (sys.executable, "-c", _BARE_TEXTUAL), WORD),
        *(
            Program(f"motcua at {size:,}", "the first dossier", opened(size), CODE)
            for size in dict.fromkeys((sizes[0], largest))
        ),
        *_apps(),
        Program(
            "motcua list", f"of {largest:,}", opened(largest, "list", "--limit", "20"), CODE, screen=False
        ),
        Program(
            "motcua report",
            f"a month of {largest:,}",
            opened(largest, "report", "--period", "cal:2026-10"),
            re.compile(rb"\d"),
            screen=False,
        ),
        Program("motcua --help", "", (*MOTCUA, "--help"), re.compile(rb"--today"), screen=False),
        Program("bare Python", "one word", (sys.executable, "-c", _BARE_PYTHON), WORD, screen=False),
    ]


def _apps() -> list[Program]:
    """The other apps, in an environment of their own."""
    problem, folder = "", data.FOLDER / "apps"
    pins = Path(__file__).parents[1] / "requirements-bench-apps.txt"
    if not all((folder / "bin" / app).exists() for app in APPS):
        made = subprocess.run([sys.executable, "-m", "venv", str(folder)], capture_output=True, check=False)
        install = [str(folder / "bin" / "pip"), "install", "--quiet", "--require-hashes", "-r", str(pins)]
        if made.returncode or subprocess.run(install, capture_output=True, check=False).returncode:
            problem = "could not be installed"
    python = str(folder / "bin" / "python")
    return [
        Program(app, "its first words", (python, str(folder / "bin" / app), *more), words, problem)
        for app, (more, words) in APPS.items()
    ]


def _started(
    programs: Sequence[Program], home: Path, rounds: int, before: Callable[[], None] | None = None
) -> list[Row]:
    """Once to warm up, then round after round; where nothing is warm, at once."""
    times: dict[str, list[float]] = {program.name: [] for program in programs}
    problems = {program.name: program.problem for program in programs}
    for turn in range(rounds if before else rounds + 1):
        for program in programs:
            if not problems[program.name]:
                if before:
                    before()
                try:
                    with Terminal(program.command, home) as terminal:
                        taken = terminal.wait_for(program.wanted)
                except (AssertionError, OSError) as error:
                    problems[program.name] = f"failed: {error}"[:160]
                else:
                    times[program.name] += [taken] if turn or before else []
    able = [program for program in programs if not problems[program.name]]
    rows = compare([(program.name, program.what, times[program.name]) for program in able])
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
        if program.problem or not program.screen:
            continue
        try:
            with Terminal(program.command, home) as terminal:
                terminal.wait_for(program.wanted)
                terminal.settle()
                held.append((program.name, "at rest", terminal.memory()))
                if program.name.startswith("motcua at"):
                    terminal.type(b"2")
                    terminal.settle()
                    for _ in range(PAGES):
                        terminal.type(PAGE_DOWN)
                        terminal.settle(0.05)
                    held.append((f"{program.name}, in the list", f"{PAGES} pages down", terminal.memory()))
        except (AssertionError, OSError) as error:
            rows.append(Row(program.name, "", problem=f"failed: {error}"[:160]))
    _, _, unit = held[0]
    return [
        Row(name, what, ratio=size / unit, value=f"{size / 2**20:.0f} MB") for name, what, size in held
    ] + rows
