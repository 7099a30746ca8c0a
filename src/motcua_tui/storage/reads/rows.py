"""Running one statement and getting all its rows, with SQLite's errors told to a person."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Mapping
from typing import Any

from motcua_tui.storage.connection import Connection
from motcua_tui.storage.failures import told

Parameters = Mapping[str, str | int | None]
# A row's columns are as different as the statements; each read gives them their types.
Row = tuple[Any, ...]


def rows(connection: Connection, sql: str, parameters: Parameters | None = None) -> list[Row]:
    """All rows of a statement with named parameters. Raises StorageError."""
    try:
        return connection.execute(sql, parameters or {}).fetchall()
    except sqlite3.Error as error:
        raise told(error) from error


def row(connection: Connection, sql: str, parameters: Parameters | None = None) -> Row | None:
    """The first row of a statement, or None."""
    try:
        found: Row | None = connection.execute(sql, parameters or {}).fetchone()
    except sqlite3.Error as error:
        raise told(error) from error
    return found


def counted(connection: Connection, sql: str, parameters: Parameters) -> Counter[int]:
    """How often each number comes that a statement of one column gives. Raises StorageError."""
    try:
        return Counter(dict(connection.tally(sql, parameters)))
    except sqlite3.Error as error:
        raise told(error) from error
