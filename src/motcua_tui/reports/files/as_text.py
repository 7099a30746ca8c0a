"""A form or list as text to paste into a message: a line a row, without the columns that are empty."""

from __future__ import annotations

from collections.abc import Iterator

from motcua_tui.reports.files.paper import Column, Kind, Paper, Row, Table, Value, Weight, text_of


def to_text(paper: Paper) -> str:
    """Title and dates, the rows below the names of their groups, the notes. Signatures stay on paper."""
    parts = ["\n".join((paper.title, *paper.subtitle))]
    parts += ["\n".join(_table(table)) for table in paper.tables]
    parts += ["\n".join(paper.notes)] if paper.notes else []
    return "\n\n".join(parts)


def _table(table: Table) -> Iterator[str]:
    if table.caption:
        yield table.caption
    if not table.rows:
        yield table.empty
    for row in table.rows:
        yield _line(table.columns, row)


def _line(columns: tuple[Column, ...], row: Row) -> str:
    if row.weight is Weight.GROUP:
        return f"{text_of(row.values[0])}:"
    number, *values = row.values
    said = " · ".join(filter(None, map(_said, columns[1:], values)))
    return f"{text_of(number)}. {said}" if number else said


def _said(column: Column, value: Value) -> str:
    """The value, behind its heading where it is a bare date or count."""
    text = " ".join(text_of(value).split())
    if text and column.kind in (Kind.DATE, Kind.COUNT):
        return f"{column.path[-1]} {text}"
    return text
