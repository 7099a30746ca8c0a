"""``due --batch``: a CSV of acceptances and limits comes back with its due dates."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Final

from motcua_tui.cli.context import iso_moment
from motcua_tui.cli.output import data, emit_json, say
from motcua_tui.domain.codes import Unit
from motcua_tui.domain.deadlines import Due
from motcua_tui.domain.limits import TimeLimit
from motcua_tui.errors import FileError, MotcuaError
from motcua_tui.i18n import _

Ask = Callable[[datetime, TimeLimit], Due]

NEEDED: Final = ("accepted", "limit", "unit")
DUE: Final = "due"


def run(path: Path, ask: Ask, *, as_json: bool) -> int:
    """Print the rows of a file with the column ``due``; gives the number of rows that have none.

    Other columns, their order and the delimiter (comma or semicolon) stay. Raises FileError.
    """
    names, rows, delimiter = _read(path)
    keys = [name.strip().lower() for name in names]
    missing = [name for name in NEEDED if name not in keys]
    if missing:
        raise FileError(
            _("Tệp thiếu cột {columns}.").format(columns=", ".join(missing)),
            _("Dòng đầu của tệp phải có: accepted, limit, unit."),
        )
    width = len(keys)
    at_due = keys.index(DUE) if DUE in keys else width
    done: list[list[str]] = []
    refused = 0
    for line, row in rows:
        cells = row + [""] * (width - len(row))
        accepted, limit, unit = (cells[keys.index(name)] for name in NEEDED)
        try:
            answer = _due(accepted, limit, unit, ask)
        except MotcuaError as error:
            answer = ""
            refused += 1
            say(_("Dòng {row}: {why}").format(row=line, why=f"{error.message} {error.hint}"))
        done.append(_placed(cells, at_due, width, answer))
    names = _placed(names, at_due, width, DUE)
    if as_json:
        emit_json([dict(zip(names, row, strict=False)) for row in done])
        return refused
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows([names, *done])
    data(out.getvalue(), end="")
    return refused


def _placed(row: list[str], place: int, width: int, cell: str) -> list[str]:
    """The row with the cell in the column ``due`` that it has, or in a new one after the ``width`` others."""
    return [*row[:place], cell, *row[place + (place < width) :]]


def due_text(found: Due, unit: Unit) -> str:
    """The date of a term in days, the minute of one in working hours."""
    if found.at is None or unit is not Unit.WORKING_HOURS:
        return found.on.isoformat()
    return datetime.combine(found.on, found.at).isoformat(timespec="minutes")


def _due(accepted: str, limit: str, unit: str, ask: Ask) -> str:
    term = TimeLimit.of(limit, unit)
    at, _timed = iso_moment(accepted)
    return due_text(ask(at, term), term.unit)


def _read(path: Path) -> tuple[list[str], list[tuple[int, list[str]]], str]:
    """The headings, the rows that are not blank with their line numbers, and the delimiter."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        header = text.partition("\n")[0]
        delimiter = ";" if header.count(";") > header.count(",") else ","
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        names = next(reader, [])
        return names, [(reader.line_num, row) for row in reader if row], delimiter
    except (OSError, UnicodeDecodeError, csv.Error):
        raise FileError(
            _("Không đọc được tệp {path}.").format(path=path),
            _("Kiểm tra tên tệp; tệp phải là CSV mã UTF-8."),
        ) from None
