"""What the rows shall not be over at a million dossiers, and why some are.

A reason is shown only where its row is over in the run that is told of.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from benchmarks._measure import MS, Row

MILLION: Final = 1_000_000
FLAT_MS: Final = 5.0
"""A step that still takes no longer than a first page may is as good as flat."""


class Kind(StrEnum):
    RATIO = "ratio"
    """Times the first row of the table."""
    MS = "ms"
    GROWTH = "growth"
    """Times the same step at the fewest dossiers."""


@dataclass(frozen=True, slots=True)
class Aim:
    """``title`` and ``row`` are patterns of a table's title and the names of its rows."""

    what: str
    title: str
    row: str
    most: float
    kind: Kind = Kind.RATIO
    reasons: tuple[tuple[str, str], ...] = ()
    """Why a row with such a name is over."""

    @property
    def told(self) -> str:
        match self.kind:
            case Kind.RATIO:
                return f"≤ {self.most:g} ×"
            case Kind.MS:
                return f"≤ {self.most:.3g} ms"
            case Kind.GROWTH:
                return f"≤ {self.most:g} × from the fewest on, or {FLAT_MS:g} ms"

    def met(self, figure: float, row: Row) -> bool:
        return figure <= self.most or (
            self.kind is Kind.GROWTH and row.ns is not None and row.ns <= FLAT_MS * MS
        )


_RARE: Final = (
    "few of the newest fit: for the lines of one page up to 2,000 dossiers are walked over, or all that fit"
    " are found once by an index; the pages after it are cut from there"
)
_OPEN: Final = "the open dossiers are counted one by one, and there are 20,000 of them instead of 20"
_WORDS: Final = (
    "the lists of two or three common words, up to a million entries each, are gone through side by side"
    " until 300 dossiers have all of them"
)
_CODE: Final = "what every code begins with fits all 20,000 open dossiers, and they are put in order"
_MODULES: Final = (
    "the modules and styles of our own that stand on a bare Textual, the same at a thousand and a million"
)
_FRAME: Final = (
    "all lines of a screen are laid out, compared and written in the interpreter, as in the bare list"
)

AIMS: Final = (
    Aim(
        "the report of a month against the scan of the index",
        "Report of a month",
        "report",
        2,
        reasons=(
            (
                "*",
                "the scan itself takes under 3 ms; names, warnings and notes cost the same at any size",
            ),
        ),
    ),
    Aim("the report of a year against the scan of the index", "Report of a year", "report", 4),
    Aim(
        "all years by month",
        "Report of all years",
        "report by month",
        300,
        Kind.MS,
    ),
    Aim(
        "the first page behind a figure",
        "Pages",
        "behind *",
        5,
        Kind.MS,
        (("*", _RARE),),
    ),
    Aim("the first page, and the end", "Pages", "* by *", 5, Kind.MS),
    Aim(
        "the worst keystroke of a search",
        "Search",
        "worst, *",
        15,
        Kind.MS,
        (("*open*", _CODE), ("*", _WORDS)),
    ),
    Aim("99 of 100 keystrokes", "Search", "99th of 100, *", 5, Kind.MS, (("*open*", _CODE), ("*", _WORDS))),
    Aim(
        "from exec to the first dossier against a bare Textual app, warm",
        "From exec to the first text, warm",
        "motcua at *",
        1.5,
        reasons=(("*", _MODULES),),
    ),
    Aim(
        "the same, cold",
        "From exec to the first text, cold",
        "motcua at *",
        1.5,
        reasons=(("*", f"{_MODULES}, read from the disk"),),
    ),
    Aim(
        "memory at rest against a bare Textual app",
        "Memory",
        "motcua at *",
        1.5,
        reasons=(
            ("*in the list", f"{_MODULES}; the writing side, loaded in time; the rows that are kept"),
            ("*", _MODULES),
        ),
    ),
    Aim(
        "Page Down, from the key to its frame",
        "Scrolling",
        "motcua at *, a page down",
        1000 / 60,
        Kind.MS,
        (("*", _FRAME),),
    ),
    Aim(
        "a key held down, longest wait",
        "Scrolling",
        "motcua at *, held down",
        50,
        Kind.MS,
        (("*", "the window of rows after the next is read and drawn by the same processor"),),
    ),
    Aim(
        "keys while the report of a year is counted, longest wait",
        "Keys while a report is counted",
        "motcua at *",
        50,
        Kind.MS,
        (("*", "the thread that counts takes turns of 5 ms with the frames at the interpreter"),),
    ),
    Aim(
        "import against the reader and a raw insert of the same rows",
        "Import of *",
        "import",
        1.5,
        reasons=(
            ("*", "understanding the cells, the rules and the events, for each row in the interpreter"),
        ),
    ),
    Aim(
        "steps that a person waits for are flat",
        "*",
        "*",
        2,
        Kind.GROWTH,
        (
            ("first screen", _OPEN),
            ("badges", _OPEN),
            ("*in open dossiers", _CODE),
            ("*in * dossiers", _WORDS),
            ("jump into the middle", "the index is counted from the nearest known place"),
            ("*", _RARE),
        ),
    ),
)
