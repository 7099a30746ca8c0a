"""The writing side of a file: SQLAlchemy over the connections of ``connect``."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlalchemy import create_engine, event
from sqlalchemy.engine import Connection as Begun
from sqlalchemy.engine import Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from motcua_tui.errors import StorageError
from motcua_tui.storage.connect import Connection, connect
from motcua_tui.storage.failures import damaged, told
from motcua_tui.storage.store import COUNTED, Writer


def writer(path: Path) -> Writer:
    """Takes the write lock at the start of a transaction (``BEGIN IMMEDIATE``)."""
    engine = _engine(path, "journal_mode = WAL")
    event.listen(engine, "begin", _count)
    return Writer(engine, _plain, _told)


def bring_up_to_date(path: Path) -> None:
    """Run the revisions that the file lacks, all or none. Raises StorageError.

    Foreign keys are off meanwhile, because rebuilding a table with them on deletes the rows that
    point to it; they are checked before the end.
    """
    from motcua_tui.storage.migrate import upgrade

    try:
        with _engine(path, "foreign_keys = OFF").begin() as connection:
            upgrade(connection, lambda number: f"PRAGMA user_version = {number}")
            if connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                raise damaged()
    except DBAPIError as error:
        raise (_told(error) or error) from error


def _engine(path: Path, pragma: str) -> Engine:
    def opened() -> Connection:
        connection = connect(path)
        connection.execute(f"PRAGMA {pragma}")
        return connection

    made = create_engine("sqlite://", creator=opened, poolclass=NullPool)
    event.listen(made, "begin", _begin)
    return made


def _begin(connection: Begun) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _count(connection: Begun) -> None:
    connection.exec_driver_sql(COUNTED)


def _plain(raw: object) -> Connection:
    assert isinstance(raw, Connection)
    return raw


def _told(error: BaseException) -> StorageError | None:
    cause = error.orig if isinstance(error, DBAPIError) else error
    return told(cause) if isinstance(cause, sqlite3.Error) else None
