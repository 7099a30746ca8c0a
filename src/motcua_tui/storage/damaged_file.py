"""A record in a file that is damaged: what can still be read is read, and nothing is written."""

from __future__ import annotations

import sqlite3
from contextlib import AbstractContextManager, closing
from pathlib import Path
from typing import Final, NoReturn

from motcua_tui.errors import DamagedError
from motcua_tui.storage.connect import APPLICATION_ID
from motcua_tui.storage.connection import Connection
from motcua_tui.storage.failures import told
from motcua_tui.storage.looking import connect_to_look
from motcua_tui.storage.store import Writer
from motcua_tui.storage.versions import NEWEST

_READABLE: Final = ("dossier", "dossier_event", "setting")
"""Tables of which one at least must be readable for the record to be worth opening."""


class DamagedFileStore:
    """``why`` is raised by whatever would write."""

    def __init__(self, path: Path, why: DamagedError) -> None:
        self._path = path
        self._why = why

    def create(self) -> NoReturn:
        raise self._why

    def open(self) -> None:
        """Raises ``why`` when nothing can be read, or the file is not ours."""
        try:
            with closing(connect_to_look(self._path)) as connection:
                ours = connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
                newest = connection.execute("PRAGMA user_version").fetchone() == (NEWEST,)
                readable = any(_readable(connection, table) for table in _READABLE)
        except sqlite3.Error as error:
            raise self._why from error
        if not (ours and newest and readable):
            raise self._why

    def reader(self) -> Connection:
        try:
            return connect_to_look(self._path)
        except sqlite3.Error as error:
            raise told(error) from error

    def writer(self) -> Writer:
        raise self._why

    def writing(self, reader: Connection) -> AbstractContextManager[Connection]:
        raise self._why

    def bytes(self, reader: Connection) -> int:
        return self._path.stat().st_size


def _readable(connection: Connection, table: str) -> bool:
    try:
        connection.execute(f"SELECT * FROM {table} LIMIT 1").fetchall()  # noqa: S608  # names of ours
    except sqlite3.Error:
        return False
    return True
