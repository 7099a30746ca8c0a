"""Rows of plain values as xlsx, csv or JSON Lines, written one after the other.

Nothing is held but the row at hand. Texts that a spreadsheet would take for a formula get an apostrophe in
front (``neutral``), which the import takes away again (``restored``); JSON Lines has them as they are.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import IO, Final

Value = str | int | bool | date | datetime | None

ENDINGS: Final = (".xlsx", ".csv", ".jsonl")
MOST_SHEET_ROWS: Final = 1_048_575
"""Rows of a sheet below its heading."""
_FORMULA: Final = re.compile(r"'*[=+\-@\t\r]")
_QUOTED_FORMULA: Final = re.compile(r"'+[=+\-@\t\r]")


@dataclass(frozen=True, slots=True)
class Heading:
    """A column: its name in JSON, its title in a sheet and how wide it is there (in characters)."""

    key: str
    title: str
    width: int = 14


def neutral(text: str) -> str:
    """The text with an apostrophe in front where a spreadsheet would take it for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def restored(text: str) -> str:
    """The text that ``neutral`` was given."""
    return text[1:] if _QUOTED_FORMULA.match(text) else text


def write_rows(
    file: IO[bytes], ending: str, headings: Sequence[Heading], rows: Iterable[Sequence[Value]]
) -> int:
    """Write the rows in the format of the ending; gives how many they were."""
    match ending:
        case ".xlsx":
            return _sheet(file, headings, rows)
        case ".csv":
            return _csv(file, headings, rows)
        case _:
            return _json_lines(file, headings, rows)


def _csv(file: IO[bytes], headings: Sequence[Heading], rows: Iterable[Sequence[Value]]) -> int:
    """With a byte order mark, so that spreadsheets see that it is UTF-8."""
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow([heading.title for heading in headings])
    count = 0
    for row in rows:
        writer.writerow([_plain(value) for value in row])
        count += 1
    text.detach()
    return count


def _plain(value: Value) -> str | int:
    match value:
        case None:
            return ""
        case bool():
            return "x" if value else ""
        case datetime():
            return value.isoformat(" ") if value.time() else value.date().isoformat()
        case date():
            return value.isoformat()
        case str():
            return neutral(value)
        case _:
            return value


def _json_lines(file: IO[bytes], headings: Sequence[Heading], rows: Iterable[Sequence[Value]]) -> int:
    count = 0
    for row in rows:
        told = {
            heading.key: value.isoformat() if isinstance(value, date) else value
            for heading, value in zip(headings, row, strict=True)
        }
        file.write(f"{json.dumps(told, ensure_ascii=False)}\n".encode())
        count += 1
    return count


def _sheet(file: IO[bytes], headings: Sequence[Heading], rows: Iterable[Sequence[Value]]) -> int:
    from xlsxwriter import Workbook

    book = Workbook(file, {"constant_memory": True, "strings_to_urls": False})
    sheet = book.add_worksheet()
    title = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    moment = book.add_format({"num_format": "dd/mm/yyyy hh:mm:ss"})
    for column, heading in enumerate(headings):
        sheet.set_column(column, column, heading.width)
        sheet.write_string(0, column, heading.title, title)
    sheet.freeze_panes(1, 1)
    count = 0
    for count, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            match value:
                case None | False:
                    continue
                case True:
                    sheet.write_string(count, column, "x")
                case datetime():
                    sheet.write_datetime(count, column, value, moment if value.time() else day)
                case date():
                    sheet.write_datetime(count, column, datetime.combine(value, time.min), day)
                case str():
                    sheet.write_string(count, column, neutral(value))
                case _:
                    sheet.write_number(count, column, value)
    sheet.autofilter(0, 0, count, len(headings) - 1)
    book.close()
    return count
