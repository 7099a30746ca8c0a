"""A paper as a spreadsheet (xlsx) that prints on A4 as it is: one page wide, headings on every page.

Counts and dates are numbers, so that they can be counted on; texts are never formulas. Rows are written
from the top down and forgotten, so a register of any length needs little memory.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Final

from motcua_tui.reports.files.paper import (
    MARGIN_MM,
    Column,
    Kind,
    Paper,
    Row,
    Signature,
    Table,
    Value,
    Weight,
    headings,
    lines_needed,
)

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

_A4: Final = 9
_FONT: Final = "Times New Roman"
_SIZE: Final = 11
_TITLE_SIZE: Final = 13
_SMALL_SIZE: Final = 8
_LINE: Final = 15.0
"""Height of a line of text in points."""
_LETTERS: Final = 1.15
"""Letters of our font in one unit of width, which is a digit of the default font."""
_LONGEST: Final = 32_767
"""Characters that a cell holds."""
_MM_PER_INCH: Final = 25.4
_SIDES: Final = (0.27, 0.73)
"""Where the middle of the heading begins and ends, as shares of the width."""

_Look = Mapping[str, str | int | bool]

_FRAMED: Final[_Look] = {"border": 1, "valign": "vcenter", "text_wrap": True}
_ALIGNED: Final = {Kind.TEXT: "left", Kind.CENTRED: "center", Kind.COUNT: "right", Kind.DATE: "center"}
_NUMBERS: Final[Mapping[Kind, _Look]] = {
    Kind.COUNT: {"num_format": "#,##0", "indent": 1},
    Kind.DATE: {"num_format": "dd/mm/yyyy"},
    # What a text looks like it stays, also after it was edited.
    Kind.TEXT: {"quote_prefix": True},
}


def to_xlsx(paper: Paper) -> bytes:
    """The file."""
    from xlsxwriter import Workbook

    out = io.BytesIO()
    workbook = Workbook(out, {"constant_memory": True})
    workbook.set_properties({"title": paper.title, "created": datetime.combine(paper.dated, time())})
    _Sheet(workbook, paper).write()
    workbook.close()
    return out.getvalue()


class _Sheet:
    """The one sheet, written line by line from the top."""

    def __init__(self, workbook: Workbook, paper: Paper) -> None:
        self._workbook = workbook
        self._paper = paper
        self._sheet: Worksheet = workbook.add_worksheet(paper.name)
        self._formats: dict[tuple[tuple[str, str | int | bool], ...], Format] = {}
        first = paper.tables[0]
        self._widths = [column.width / column.span for column in first.columns for _ in range(column.span)]
        self._last = first.grid - 1
        self._line = 0

    def write(self) -> None:
        paper, sheet = self._paper, self._sheet
        self._set_page()
        self._write_heading()
        if paper.unit:
            self._merged(self._line, 0, self._last, f"Đơn vị tính: {paper.unit}", italic=True, align="right")
            self._line += 1
        for number, table in enumerate(paper.tables):
            if table.caption:
                self._line += bool(number)
                self._merged(self._line, 0, self._last, table.caption, bold=True)
                self._line += 1
            first = self._line
            self._write_headings(table)
            if len(paper.tables) == 1:
                sheet.repeat_rows(first, self._line - 1)
                sheet.freeze_panes(self._line, 0)
            self._write_rows(table)
        self._write_notes()
        self._write_signatures()

    def _set_page(self) -> None:
        sheet = self._sheet
        if self._paper.landscape:
            sheet.set_landscape()
        sheet.set_paper(_A4)
        margin = MARGIN_MM / _MM_PER_INCH
        sheet.set_margins(left=margin, right=margin, top=margin, bottom=margin + 0.2)
        sheet.center_horizontally()
        sheet.fit_to_pages(1, int(self._paper.one_page))
        sheet.set_footer(f'&C&"{_FONT}"&9Trang &P/&N')
        sheet.hide_gridlines(2)
        for place, width in enumerate(self._widths):
            sheet.set_column(place, place, width)

    def _write_heading(self) -> None:
        """The three parts of the heading side by side, then an empty line."""
        paper = self._paper
        left, right = self._sides()
        middle = (paper.title, *paper.subtitle)
        for line in range(max(len(paper.left), len(middle), len(paper.right))):
            self._parts(
                (0, left - 1, _at(paper.left, line), {"bold": line == 0, "align": "left"}),
                (
                    left,
                    right,
                    _at(middle, line),
                    {"bold": line == 0, "font_size": _TITLE_SIZE if line == 0 else _SIZE},
                ),
                (right + 1, self._last, _at(paper.right, line), {"align": "left"}),
            )
        self._line += 1

    def _sides(self) -> tuple[int, int]:
        """The first and last grid column of the middle of the heading."""
        total, passed, middle = sum(self._widths), 0.0, []
        for place, width in enumerate(self._widths):
            if _SIDES[0] * total <= passed + width / 2 <= _SIDES[1] * total:
                middle.append(place)
            passed += width
        return max(1, middle[0]), min(self._last - 1, middle[-1])

    def _parts(self, *parts: tuple[int, int, str, _Look]) -> None:
        """Texts side by side on one line, as high as the longest needs."""
        needed = max(
            lines_needed(
                text,
                sum(self._widths[first : last + 1]) * _LETTERS * _SIZE / int(look.get("font_size", _SIZE)),
            )
            for first, last, text, look in parts
        )
        self._sheet.set_row(self._line, needed * _LINE)
        for first, last, text, look in parts:
            self._merged(self._line, first, last, text, **{"align": "center", **look})
        self._line += 1

    def _write_headings(self, table: Table) -> None:
        """The lines of headings: every cell for its frame, then what they share is joined."""
        look = self._format(**_FRAMED, bold=True, align="center")
        found = headings(table.columns)
        places = table.places
        for line in range(table.depth):
            here = (h for h in found if h.top == h.bottom == line)
            needed = max(
                (lines_needed(h.text, self._wide(table, h.left, h.right) - 1) for h in here), default=1
            )
            self._sheet.set_row(self._line + line, _LINE * needed + 3)
            for place in range(table.grid):
                text = next((h.text for h in found if h.top == line and places[h.left] == place), "")
                self._put(self._line + line, place, text, look)
        for heading in found:
            first, last = places[heading.left], self._end(table, heading.right)
            if (heading.top, first) != (heading.bottom, last):
                # merge_range would write into lines that are gone already.
                self._sheet.merge.append([self._line + heading.top, first, self._line + heading.bottom, last])
        self._line += table.depth
        if table.numbered:
            small = self._format(**_FRAMED, align="center", italic=True, font_size=_SMALL_SIZE)
            needed = max(lines_needed(c.number, c.width * 1.7) for c in table.columns)
            self._sheet.set_row(self._line, 11 * needed + 2)
            for place, column in zip(places, table.columns, strict=True):
                self._put(self._line, place, column.number, small)
            self._line += 1

    def _write_rows(self, table: Table) -> None:
        spans = [(first, self._end(table, number)) for number, first in enumerate(table.places)]
        widths = [sum(self._widths[first : last + 1]) * _LETTERS - 1 for first, last in spans]
        looks = {
            weight: [self._look(column, bold=weight is Weight.TOTAL) for column in table.columns]
            for weight in (Weight.PLAIN, Weight.TOTAL)
        }
        for row in table.body:
            if row.weight is Weight.GROUP:
                self._merged(self._line, 0, self._last, row.values[0], **_FRAMED, bold=True)
            else:
                # Not every program stretches a line to what is in it.
                self._sheet.set_row(self._line, _LINE * _lines(row, widths) + 3)
                for (first, last), value, look in zip(spans, row.values, looks[row.weight], strict=True):
                    self._across(self._line, first, last, value, look)
            self._line += 1

    def _look(self, column: Column, *, bold: bool) -> Format:
        numbers = _NUMBERS.get(column.kind, {})
        return self._format(**{**_FRAMED, **numbers, "align": _ALIGNED[column.kind], "bold": bold})

    def _write_notes(self) -> None:
        self._line += 1
        for note in self._paper.notes:
            self._sheet.set_row(self._line, _LINE * lines_needed(note, sum(self._widths) * _LETTERS))
            self._merged(self._line, 0, self._last, note, italic=True, align="left")
            self._line += 1

    def _write_signatures(self) -> None:
        signatures = self._paper.signatures
        if not signatures:
            return
        self._line += 1
        halves = list(self._shares(len(signatures)))
        first, last = halves[-1]
        self._merged(self._line, first, last, self._paper.place_and_date, italic=True, align="center")
        for below, part, look in _SIGNED:
            for (left, right), signature in zip(halves, signatures, strict=True):
                self._merged(self._line + below, left, right, part(signature), **look)

    def _shares(self, parts: int) -> Iterator[tuple[int, int]]:
        """The grid cut into parts of about the same width."""
        total, passed, first = sum(self._widths), 0.0, 0
        for part in range(1, parts + 1):
            last = first
            while last < self._last and passed + sum(self._widths[first : last + 1]) < total * part / parts:
                last += 1
            yield first, self._last if part == parts else last
            passed += sum(self._widths[first : last + 1])
            first = last + 1

    def _wide(self, table: Table, left: int, right: int) -> float:
        """The width in characters of some columns."""
        return sum(self._widths[table.places[left] : self._end(table, right) + 1])

    @staticmethod
    def _end(table: Table, number: int) -> int:
        """The last grid column of a column."""
        return table.places[number] + table.columns[number].span - 1

    def _merged(self, line: int, first: int, last: int, value: Value, **look: str | int | bool) -> None:
        """A value of some look across cells of one line."""
        self._across(
            line, first, last, value, self._format(**{"valign": "vcenter", "text_wrap": True, **look})
        )

    def _across(self, line: int, first: int, last: int, value: Value, look: Format) -> None:
        if first != last:
            self._sheet.merge_range(line, first, line, last, "", look)
        self._put(line, first, value, look)

    def _put(self, line: int, place: int, value: Value, look: Format) -> None:
        match value:
            case None | "":
                self._sheet.write_blank(line, place, None, look)
            case int():
                self._sheet.write_number(line, place, value, look)
            case date():
                self._sheet.write_datetime(line, place, datetime.combine(value, time()), look)
            case _:
                self._sheet.write_string(line, place, value[:_LONGEST], look)

    def _format(self, **look: str | int | bool) -> Format:
        """The format of that look, made once."""
        key = tuple(sorted(look.items()))
        if key not in self._formats:
            self._formats[key] = self._workbook.add_format({"font_name": _FONT, "font_size": _SIZE, **look})
        return self._formats[key]


def _role(signature: Signature) -> str:
    return signature.role


def _hint(signature: Signature) -> str:
    return signature.hint


def _name(signature: Signature) -> str:
    return signature.name


_SIGNED: Final[tuple[tuple[int, Callable[[Signature], str], _Look], ...]] = (
    (1, _role, {"bold": True, "align": "center"}),
    (2, _hint, {"italic": True, "align": "center"}),
    (6, _name, {"bold": True, "align": "center"}),
)
"""The parts of a signature by the lines that they stand below the date."""


def _lines(row: Row, widths: Sequence[float]) -> int:
    """How many lines the longest text of a row takes."""
    return max(
        lines_needed(value, width) if isinstance(value, str) else 1
        for value, width in zip(row.values, widths, strict=True)
    )


def _at(lines: tuple[str, ...], line: int) -> str:
    return lines[line] if line < len(lines) else ""
