"""A record in a database of a server."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from typing import Final

import psycopg

from motcua_tui.errors import StorageError
from motcua_tui.storage.connection import Connection
from motcua_tui.storage.failures import newer
from motcua_tui.storage.place import Server
from motcua_tui.storage.server import failures
from motcua_tui.storage.server.connection import Raw, ServerConnection, connect
from motcua_tui.storage.store import Writer
from motcua_tui.storage.versions import NEWEST

_STATE: Final = """
SELECT current_setting('server_version_num')::int / 10000, current_setting('server_encoding') = 'UTF8',
       to_regclass('alembic_version') IS NOT NULL AND to_regclass('dossier_event') IS NOT NULL,
       NOT EXISTS (SELECT 1 FROM pg_class
                   WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p', 'v'))
"""
_VERSION: Final = "SELECT version_num FROM alembic_version"
_AGENCY: Final = "INSERT INTO agency (id, code, name, writes) VALUES (1, '', '', 0)"


class ServerStore:
    """An office's database; several agencies of a province may share a server."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._connected: list[ServerConnection] = []
        """What ``open`` looked with, for the first who reads: connecting takes longer than any page."""

    def create(self) -> None:
        if self._version() is not None:
            raise failures.taken()
        from motcua_tui.storage.server.writer import make_tables

        make_tables(self._server, _AGENCY)

    def upgrade(self) -> bool:
        """Bring an older version to the newest, which only the owner of the tables can; False where it is
        not older."""
        version = self._version()
        if version is None or version >= NEWEST:
            return False
        from motcua_tui.storage.server.writer import make_tables

        make_tables(self._server)
        return True

    def open(self) -> None:
        reader = self.reader()
        try:
            _require_newest(_version(reader))
        except StorageError:
            reader.close()
            raise
        self._connected.append(reader)

    def reader(self) -> ServerConnection:
        with suppress(IndexError):
            return self._connected.pop()
        try:
            return ServerConnection(self._for_reading(), renew=self._for_reading)
        except psycopg.Error as error:
            raise failures.told(error) from error

    def writer(self) -> Writer:
        from motcua_tui.storage.server.writer import writer

        return writer(self._server)

    @contextmanager
    def writing(self, reader: Connection) -> Iterator[Connection]:
        assert isinstance(reader, ServerConnection)
        try:
            with reader.writing():
                yield reader
        except psycopg.Error as error:
            raise failures.told(error) from error

    def bytes(self, reader: Connection) -> int:
        return int(reader.execute("SELECT pg_database_size(current_database())").fetchone()[0])

    def _for_reading(self) -> Raw:
        return connect(self._server, read_only=True)

    def _version(self) -> int | None:
        with closing(self.reader()) as reader:
            return _version(reader)


def _require_newest(version: int | None) -> None:
    if version is None:
        raise failures.empty()
    if version > NEWEST:
        raise newer()
    if version < NEWEST:
        raise failures.older()


def _version(reader: ServerConnection) -> int | None:
    """The version of the tables; None in an empty database. Raises StorageError for anything else."""
    found = reader.execute(_STATE).fetchone()
    assert found is not None
    version, unicode, ours, empty = found
    if version < failures.OLDEST_SERVER:
        raise failures.too_old(version)
    if not unicode:
        raise failures.not_unicode()
    if empty:
        return None
    if not ours:
        raise failures.other()
    number = reader.execute(_VERSION).fetchone()
    return int(number[0]) if number else 0
