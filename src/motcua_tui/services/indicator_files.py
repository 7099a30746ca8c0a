"""The typed figures of a period out to a table and in from one, for those who fill them in elsewhere."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from motcua_tui.domain.indicators import Kind
from motcua_tui.domain.text import clean, fold
from motcua_tui.errors import FileError, MotcuaError
from motcua_tui.i18n import _
from motcua_tui.reports.as_csv import plain_cell
from motcua_tui.services.importing.sheets import Cell, Row, open_sheets
from motcua_tui.services.indicators import FormSheet, indicator, understood
from motcua_tui.services.saving import save

COLUMNS: Final = ("id", "code", "name", "unit", "value", "shown", "previous")
"""``value`` is what was typed, ``shown`` what the form prints: typed, from the record or derived."""
_BYTE_ORDER_MARK: Final = "\ufeff"
"""Without it a spreadsheet program does not take the text for UTF-8."""


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row of a table that was not taken, by its number from 1, and why."""

    row: int
    value: str
    error: MotcuaError


@dataclass(frozen=True, slots=True)
class Table:
    """The figures of a table by id, and the rows that hold none."""

    values: dict[str, str]
    refused: tuple[RefusedRow, ...]


def to_csv(sheets: Iterable[FormSheet]) -> str:
    """The forms as CSV, a line an indicator; headings have no line."""
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\n").writerow
    write(COLUMNS)
    for sheet in sheets:
        for row in sheet.rows:
            asked = row.indicator
            if asked.kind is not Kind.GROUP:
                texts = (sheet.typed.get(asked.id, ""), row.text, sheet.before[asked.code].text)
                write((asked.id, asked.code, asked.name, asked.unit, *map(plain_cell, texts)))
    return out.getvalue()


def save_csv(sheets: Iterable[FormSheet], path: Path, *, force: bool = False) -> None:
    """Write the forms to a CSV file. Raises OutputError."""
    save(path, (_BYTE_ORDER_MARK + to_csv(sheets)).encode(), force=force)


def read_table(path: Path) -> Table:
    """The figures of a csv, xlsx or ods table with the columns ``id`` and ``value``, without its empty cells.

    Raises FileError when it cannot be read or has no such columns.
    """
    for sheet in open_sheets(path):
        rows = enumerate(sheet.rows(), start=1)
        for _number, row in rows:
            names = [fold(_text(cell)) for cell in row]
            if "id" in names and "value" in names:
                return _figures(rows, names.index("id"), names.index("value"))
    raise FileError(
        _("Tệp {name} không có cột id và value.").format(name=path.name),
        _("Lấy tệp mẫu: motcua indicators export -o tệp.csv."),
    )


def _figures(rows: Iterable[tuple[int, Row]], id_at: int, value_at: int) -> Table:
    values: dict[str, str] = {}
    refused = []
    for number, row in rows:
        if len(row) <= max(id_at, value_at):
            continue
        name, value = _text(row[id_at]), _text(row[value_at])
        if not name or not value:
            continue
        try:
            understood({name: value})
        except MotcuaError as error:
            refused.append(RefusedRow(number, value, error))
        else:
            values[indicator(name).id] = value
    return Table(values, tuple(refused))


def _text(cell: Cell) -> str:
    """A cell as it would be typed: numbers with a decimal comma, a text without the mark against formulas."""
    match cell:
        case bool():
            return str(int(cell))
        case float():
            return str(int(cell)) if cell.is_integer() else f"{cell!r}".replace(".", ",")
        case str():
            text = clean(cell, multiline=True)
            return text[1:] if plain_cell(text[1:]) == text else text
        case _:
            return str(cell)
