"""A form or list as it lies on the page, before it is a file: heading, tables, notes, signatures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from itertools import accumulate
from typing import Final

from motcua_tui.domain.numbers import group
from motcua_tui.domain.text import cells
from motcua_tui.domain.typed_dates import paper_date, short_date

Value = str | int | date | None
"""What a cell holds; nothing is an empty cell."""

MARGIN_MM: Final = 12
"""Left, right and bottom margin of every page."""


class Kind(Enum):
    """How the values of a column are set."""

    TEXT = auto()
    CENTRED = auto()
    COUNT = auto()
    DATE = auto()


class Weight(Enum):
    """What a row is: one of many, the title of those below it, or their sum."""

    PLAIN = auto()
    GROUP = auto()
    TOTAL = auto()


@dataclass(frozen=True, slots=True)
class Column:
    """``path`` are the headings from the uppermost down; neighbours with the same one share it.

    ``width`` is in characters. ``number`` is what stands in the row of column numbers: ``(3)=(4)+(5)``.
    """

    path: tuple[str, ...]
    width: float
    kind: Kind = Kind.COUNT
    number: str = ""
    span: int = 1
    """How many columns of the page's grid it covers, where tables of a page have different columns."""


@dataclass(frozen=True, slots=True)
class Row:
    """A value for each column; a group has its title alone."""

    values: tuple[Value, ...]
    weight: Weight = Weight.PLAIN


@dataclass(frozen=True, slots=True)
class Table:
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    caption: str = ""
    empty: str = "Không có hồ sơ."
    """What is said where there is no row."""

    @property
    def numbered(self) -> bool:
        return any(column.number for column in self.columns)

    @property
    def depth(self) -> int:
        """Lines of headings, without the column numbers."""
        return max(len(column.path) for column in self.columns)

    @property
    def grid(self) -> int:
        """Columns of the page's grid."""
        return sum(column.span for column in self.columns)

    @property
    def places(self) -> tuple[int, ...]:
        """The first grid column of each column."""
        return tuple(accumulate((column.span for column in self.columns[:-1]), initial=0))

    @property
    def body(self) -> tuple[Row, ...]:
        """The rows, or one that says that there is none."""
        return self.rows or (Row((self.empty,), Weight.GROUP),)


@dataclass(frozen=True, slots=True)
class Signature:
    role: str
    hint: str
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One form or list. ``left`` and ``right`` stand beside the title, line by line."""

    name: str
    """A short name, for the sheet of a workbook."""
    title: str
    subtitle: tuple[str, ...]
    left: tuple[str, ...]
    right: tuple[str, ...]
    tables: tuple[Table, ...]
    dated: date
    place: str
    unit: str = ""
    notes: tuple[str, ...] = ()
    signatures: tuple[Signature, ...] = ()
    landscape: bool = True
    one_page: bool = False
    """Shrunk to a single sheet of A4."""

    @property
    def place_and_date(self) -> str:
        """``Mẫu, ngày 05 tháng 01 năm 2026``; dots where no place is known."""
        return f"{self.place or '……………'}, {paper_date(self.dated)}"

    @property
    def width_mm(self) -> int:
        """What the margins leave of A4."""
        return (297 if self.landscape else 210) - 2 * MARGIN_MM


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading and the columns and lines it covers, both from 0 and the ends included."""

    text: str
    left: int
    right: int
    top: int
    bottom: int


def headings(columns: Sequence[Column]) -> list[Heading]:
    """The headings of a table, by line and place: shared ones once, short paths down to the last line."""
    depth = max(len(column.path) for column in columns)
    found = []
    for line in range(depth):
        here = 0
        while here < len(columns):
            path, first = columns[here].path, here
            here += 1
            if line >= len(path):
                continue
            shared = line < len(path) - 1
            while shared and here < len(columns) and _shares(columns[here].path, path[: line + 1]):
                here += 1
            found.append(Heading(path[line], first, here - 1, line, line if shared else depth - 1))
    return found


def _shares(path: tuple[str, ...], above: tuple[str, ...]) -> bool:
    """Whether a column stands under those headings; not if its own heading is the last of them."""
    return len(path) > len(above) and path[: len(above)] == above


def text_of(value: Value) -> str:
    """A value as it is printed."""
    match value:
        case None:
            return ""
        case int():
            return group(value)
        case date():
            return short_date(value)
        case _:
            return value


def lines_needed(text: str, width: float) -> int:
    """How many lines a text takes in so many characters, at a guess that is rather too high."""
    return sum(max(1, -(-cells(line) // max(1, int(width)))) for line in text.split("\n"))


def counted_rows(rows: Iterable[tuple[Value, ...]]) -> tuple[Row, ...]:
    """Rows with their running number in front."""
    return tuple(Row((str(number), *values)) for number, values in enumerate(rows, start=1))
