"""The rows of a sheet under its header, by our column names; what is not a row of data is left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from operator import itemgetter
from pathlib import Path
from typing import Final, TypeVar

from motcua_tui.domain.text import fold
from motcua_tui.i18n import _
from motcua_tui.services.importing.cells import (
    Reading,
    Unreadable,
    read_text,
    reading,
)
from motcua_tui.services.importing.fonts import in_unicode
from motcua_tui.services.importing.headings import (
    Header,
    Words,
    choose_sheet,
    find_header,
    is_numbering,
    missing_from,
    plain,
)
from motcua_tui.services.importing.mapping import ImportMap
from motcua_tui.services.importing.result import Notes, RowRefused
from motcua_tui.services.importing.sheets import Cell, Row, Sheet, open_sheets

Cells = dict[str, Cell]
"""One row: our column names and what stands there."""

_T = TypeVar("_T")

_TOTALS: Final = (
    *("tong cong", "tong so", "luy ke"),
    *(f"cong {part}" for part in ("ngay", "tuan", "thang", "quy", "nam", "trang", "don")),
)
_TOTAL: Final = frozenset((*_TOTALS, "cong", "tong"))
_FIRST_LETTERS: Final = frozenset("CcTtLl")


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet with its header found. ``rows`` may be gone through again."""

    sheet: Sheet
    header: Header
    map: ImportMap

    @classmethod
    def open(
        cls,
        path: Path,
        words: Words,
        needed: Sequence[Sequence[str]],
        map: ImportMap,
        sheet: str | None = None,
    ) -> Table:
        """Raises FileError when the file cannot be read or has no such header, InputError for the map
        and for text of an old font that nobody has confirmed."""
        sheets = (in_unicode(found, map.font) for found in open_sheets(path, sheet or map.sheet))
        return cls(*choose_sheet(path, sheets, map.words(words), map.needed(needed), map.header_row), map)

    @classmethod
    def open_every(
        cls, path: Path, words: Words, needed: Sequence[Sequence[str]], map: ImportMap, notes: Notes
    ) -> list[Table]:
        """The tables of all visible sheets; those without a header are told. Raises as ``open`` does."""
        tables: list[Table] = []
        sheets = [in_unicode(sheet, map.font) for sheet in open_sheets(path)]
        groups = map.needed(needed)
        for sheet in sheets:
            header = find_header(sheet, map.words(words), groups, map.header_row)
            if missing_from(header, groups):
                notes.warn(1, _("Tờ “{sheet}” không có tiêu đề của sổ: bỏ qua.").format(sheet=sheet.name))
            else:
                tables.append(cls(replace(sheet, beside=()), header, map))
        return tables or [
            cls(*choose_sheet(path, iter(sheets), map.words(words), groups, map.header_row), map)
        ]

    @property
    def header_row(self) -> int:
        """The (last) row of the header, as a person counts."""
        return self.header.first

    def has(self, name: str) -> bool:
        return name in self.header.columns

    def title(self, name: str) -> str:
        """The sheet's own heading of a column; our name where the sheet has no such column."""
        return self.header.titles.get(name, name)

    def unused(self) -> tuple[str, ...]:
        """The headings of the columns that nothing is read from."""
        (heading,) = islice(self.sheet.rows(), self.header.first - 1, self.header.first)
        used = frozenset(self.header.columns.values())
        titles = (read_text(cell) for place, cell in enumerate(heading) if place not in used)
        return tuple(filter(None, titles))

    def rows(self) -> Iterator[tuple[int, Cells]]:
        """Row number and cells; without blank rows, total rows and the row that numbers the columns."""
        names = tuple(self.header.columns)
        places = tuple(self.header.columns.values())
        pick = itemgetter(*places)
        width = max(places) + 1
        body = islice(self.sheet.rows(), self.header.first, None)
        for number, row in enumerate(body, self.header.first + 1):
            if number == self.header.first + 1 and is_numbering(row):
                continue
            full = row if len(row) >= width else [*row, *[""] * (width - len(row))]
            values = pick(full)
            if any(map(_filled, values)) and not _is_total(row):
                yield number, dict(zip(names, values, strict=True))

    def survey(self, dates: Sequence[str], notes: Notes) -> tuple[frozenset[str], int]:
        """Of these date columns the doubtful ones, and how many rows there are, blank ones included.

        A column is doubtful when something in it can only be read with the month first and the map
        states no order: then what could be read either way is not to be guessed. What else of the
        sheet a person may have overlooked goes to ``notes``.
        """
        watched = {} if self.map.order else {n: self.header.columns[n] for n in dates if self.has(n)}
        seen: dict[str, set[Reading | None]] = {name: set() for name in watched}
        count = 0
        for row in islice(self.sheet.rows(), self.header.first, None):
            count += 1
            for name, place in watched.items():
                if place < len(row) and (cell := row[place]) != "":
                    seen[name].add(reading(cell))
        for name, readings in seen.items():
            if readings - {None} == {Reading.DAY_FIRST, Reading.EARLY_CELL}:
                notes.warn(
                    self.header_row,
                    _(
                        "Cột “{column}”: ô chữ đều có ngày sau 12, ô ngày đều có ngày đến 12; "
                        "có thể bảng tính đã đảo ngày và tháng."
                    ).format(column=self.title(name)),
                )
        if self.sheet.beside:
            notes.warn(
                self.header_row,
                _("Chỉ đọc tờ “{sheet}”, chưa đọc: {others}.").format(
                    sheet=self.sheet.name, others=", ".join(self.sheet.beside)
                ),
            )
        if self.sheet.hidden_rows:
            notes.warn(
                self.header_row,
                _("Tờ “{sheet}” có {n} dòng ẩn; các dòng đó cũng được nhập.").format(
                    sheet=self.sheet.name, n=self.sheet.hidden_rows
                ),
            )
        doubtful = (name for name, readings in seen.items() if Reading.MONTH_FIRST in readings)
        return frozenset(doubtful), count

    def refusal(self, name: str, cell: Cell, why: str) -> RowRefused:
        return RowRefused(self.title(name), read_text(cell), why)

    def text(self, cells: Cells, name: str) -> str:
        """The text of a cell, after the map's ``values`` of that column."""
        cell = cells.get(name, "")
        if cell == "":
            return ""
        text = read_text(cell)
        theirs = self.map.values.get(name)
        return theirs.get(fold(text), text) if theirs else text

    def read(self, cells: Cells, name: str, reader: Callable[[Cell], _T]) -> _T:
        """The value of a cell; raises RowRefused where it cannot be read."""
        cell = cells.get(name, "")
        try:
            return reader(cell)
        except Unreadable as error:
            raise self.refusal(name, cell, error.why) from None


def _filled(cell: Cell) -> bool:
    return bool(cell.strip()) if type(cell) is str else True


def _is_total(row: Row) -> bool:
    """Whether the first thing that the row says is “Tổng cộng” or the like."""
    first = next((cell for cell in row if _filled(cell)), "")
    if type(first) is not str or first.lstrip()[:1] not in _FIRST_LETTERS:
        return False
    words = plain(first)
    return words in _TOTAL or words.startswith(_TOTALS)
