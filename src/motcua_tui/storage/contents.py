"""All that a database holds, as plain rows: every table with its columns, parents before children.

One list serves the file that a whole desk is written to, the move to another database and the copy that is
made of a server. What a database makes by itself (search index, sequences) or counts for itself is not in it.
"""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from sqlalchemy import Column
from sqlalchemy import Table as Table

from motcua_tui.storage.connection import Connection
from motcua_tui.storage.office_tables import DraftRow
from motcua_tui.storage.reads.rows import row

Value = int | str | bool | bytes | None
Values = tuple[Value, ...]

TABLES: Final[tuple[Table, ...]] = tuple(DraftRow.metadata.sorted_tables)
"""Every table, those that others point to first."""

SET_UP: Final = frozenset({"agency", "setting", "calendar_day", "office_session"})
"""What a new desk has before anything is recorded; replaced by what is brought in."""

_COUNTER: Final = "writes"
"""What a database counts for itself; it begins at 0 in another."""

_MOST: Final = 2**63
"""Whole numbers that a database keeps are smaller."""
_OBEYED: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
"""What no text that was cleaned holds: a terminal obeys it, or it cannot be written."""


def names(table: Table) -> tuple[str, ...]:
    """The columns of a table in their order."""
    return tuple(table.columns.keys())


def counts(connection: Connection) -> dict[str, int]:
    """How many rows each table has, by its name."""
    return {table.name: _count(connection, table) for table in TABLES}


def is_new(connection: Connection) -> bool:
    """Whether nothing was recorded yet."""
    return not any(_count(connection, table) for table in TABLES if table.name not in SET_UP)


def read(connection: Connection, table: Table) -> Iterator[Values]:
    """The rows of a table by its primary key, truth values as bool whatever the database has for them."""
    columns = ", ".join("0" if name == _COUNTER else name for name in names(table))
    keys = ", ".join(table.primary_key.columns.keys())
    flags = [place for place, column in enumerate(table.columns) if _kind(column) is bool]
    # Names of tables and columns are ours, never text from outside.
    for found in connection.stream(f"SELECT {columns} FROM {table.name} ORDER BY {keys}"):  # noqa: S608
        values = list(found)
        for place in flags:
            values[place] = bool(values[place])
        yield tuple(values)


def as_json(value: Value) -> int | str | bool | None:
    """A value of a row for JSON, bytes as base64."""
    return b64encode(value).decode("ascii") if isinstance(value, bytes) else value


def decoder(table: Table) -> Callable[[Sequence[object]], Values]:
    """Makes of the JSON values of a row what its columns hold; it raises ValueError for anything else."""
    readers = [_reader(column) for column in table.columns]

    def decode(values: Sequence[object]) -> Values:
        return tuple(read(value) for read, value in zip(readers, values, strict=True))

    return decode


def _reader(column: Column[Any]) -> Callable[[object], Value]:  # columns are of every type
    kind, nullable = _kind(column), bool(column.nullable)

    def read(value: object) -> Value:
        match value:
            case None if nullable:
                return None
            case bool():
                if kind is bool:
                    return value
            case int() if kind is int and -_MOST <= value < _MOST:
                return value
            case str() if kind is bytes:
                return b64decode(value, validate=True)
            case str() if kind is str and not _OBEYED.search(value):
                return value
        raise ValueError(value)

    return read


def _kind(column: Column[Any]) -> type:
    """What the values of a column are; SQLModel does not say it of texts."""
    kind = column.type.python_type
    return kind if kind in (bool, int, bytes) else str


def _count(connection: Connection, table: Table) -> int:
    found = row(connection, f"SELECT count(*) FROM {table.name}")  # noqa: S608
    assert found is not None
    return int(found[0])
