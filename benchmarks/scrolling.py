"""Keys and the frames that they lead to, in a real terminal: pages of a list, and a report being counted.

Page Down is pressed, and held down as a keyboard repeats it, in a bare list of Textual and in the list of
open dossiers. On the report screen the year is changed again and again, and the cursor moved meanwhile.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Sequence
from itertools import chain, repeat
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter_ns
from typing import Final

from benchmarks._measure import MS, Row, Table, compare
from benchmarks._terminal import CODE, PAGE_DOWN, Terminal, opened

PRESSES: Final = 40
LONG: Final = 100_000
"""Dossiers of a desk whose list of open ones has ``PRESSES`` pages."""
HOLD_SECONDS: Final = 0.033
"""Between two repeats of a key that is held down."""
LONGEST_NS: Final = 2_000_000_000

_BARE: Final = "bare Textual list"
_BARE_LIST: Final = """
from textual.app import App
from textual.widgets import OptionList

class Bare(App):
    def compose(self):
        yield OptionList(*(f"dossier {n:06}-0000 " + "x" * 50 for n in range(2000)))

Bare().run()
"""
BARE: Final = (sys.executable, "-c", _BARE_LIST)
LINE: Final = re.compile(rb"dossier 00000")
SEARCH_FIELD: Final = re.compile("Tìm".encode())

_UP, _DOWN, _LEFT, _RIGHT = (b"\x1b[A", b"\x1b[B", b"\x1b[D", b"\x1b[C")
_LIST, _REPORT, _KIND, _ENTER = (b"2", b"3", b"p", b"\r")
_FROM_QUARTER_TO_YEAR: Final = 3
_MOVED: Final = (_DOWN, _UP) * 4
_COUNTED: Final = (*(_LEFT, *_MOVED) * 2, *(_RIGHT, *_MOVED) * 2)
"""Two years back and forth, the cursor moving while each is counted."""


def run(sizes: Sequence[int]) -> list[Table]:
    """The list of open dossiers must have many pages; the report, many dossiers."""
    with TemporaryDirectory() as name:
        home = Path(name)
        long = [size for size in sizes if size >= LONG]
        return [
            Table("Scrolling", _scrolling(long, home)),
            Table("Keys while a report is counted", _counting(sizes[-1], home)),
        ]


def _scrolling(sizes: Sequence[int], home: Path) -> list[Row]:
    """From a key to the last byte of its frame; one after the other, then held down."""
    pressed: list[tuple[str, str, Sequence[float]]] = []
    held: list[Row] = []
    for size in (None, *sizes):
        name = _BARE if size is None else f"motcua at {size:,}"
        with Terminal(opened(size) if size else BARE, home) as terminal:
            terminal.wait_for(CODE if size else LINE)
            terminal.settle()
            if size:
                terminal.forget()
                terminal.type(_LIST)
                terminal.wait_for(SEARCH_FIELD)
            terminal.settle(1)
            begun, done = zip(*(_pressed(terminal) for _ in range(PRESSES)), strict=True)
            told = f"to the last byte of its frame; to the first {median(begun) / MS:.1f} ms"
            pressed.append((f"{name}, a page down", told, done))
            held.append(_waits(f"{name}, held down", terminal, repeat(PAGE_DOWN, PRESSES)))
    return [*compare(pressed), *_against_first(held)]


def _counting(size: int, home: Path) -> list[Row]:
    with Terminal(BARE, home) as terminal:
        terminal.wait_for(LINE)
        terminal.settle(1)
        bare = _waits(_BARE, terminal, chain.from_iterable(repeat(_MOVED, 4)))
    with Terminal(opened(size), home) as terminal:
        terminal.wait_for(CODE)
        for key in (_REPORT, _KIND, *(_DOWN,) * _FROM_QUARTER_TO_YEAR, _ENTER):
            terminal.settle()
            terminal.type(key)
        terminal.settle(2)
        counting = _waits(f"motcua at {size:,}", terminal, _COUNTED)
    return _against_first([bare, counting])


def _against_first(rows: Sequence[Row]) -> list[Row]:
    floor = rows[0].ns
    assert floor
    return [Row(row.name, row.what, row.ns, (row.ns or 0) / floor) for row in rows]


def _waits(name: str, terminal: Terminal, keys: Iterable[bytes]) -> Row:
    """The longest wait for something to be drawn, the keys coming as a keyboard repeats them."""
    taken = [_held(terminal, key) for key in keys]
    kept = sum(ns <= HOLD_SECONDS * 1e9 for ns in taken)
    told = f"longest wait of {len(taken)} keys, median {median(taken) / MS:.1f} ms, {kept} in time"
    return Row(name, told, max(taken))


def _pressed(terminal: Terminal) -> tuple[int, int]:
    """How long after a key the first and last bytes of its frame came; ``LONGEST_NS`` where nothing did."""
    start = perf_counter_ns()
    terminal.type(PAGE_DOWN)
    came: list[int] = []
    while terminal.read(0.1) and (not came or came[-1] < LONGEST_NS):
        came.append(perf_counter_ns() - start)
    return (came[0], came[-1]) if came else (LONGEST_NS, LONGEST_NS)


def _held(terminal: Terminal, key: bytes) -> int:
    """How long after a key something was drawn; comes back when the next one is to be pressed."""
    start = perf_counter_ns()
    terminal.type(key)
    drawn = None
    while (left := HOLD_SECONDS - (perf_counter_ns() - start) / 1e9) > 0 or drawn is None:
        if terminal.read(max(left, 0.001)) and drawn is None:
            drawn = perf_counter_ns() - start
        if perf_counter_ns() - start > LONGEST_NS:
            break
    return drawn if drawn is not None else perf_counter_ns() - start
