"""The writing side of a server: SQLAlchemy over the connections of ``connection``."""

from __future__ import annotations

from typing import Any, Final

import psycopg
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import Connection as Begun
from sqlalchemy.exc import DBAPIError

from motcua_tui.errors import StorageError
from motcua_tui.storage.office_tables import DraftRow
from motcua_tui.storage.place import Server
from motcua_tui.storage.server.connection import ServerConnection, connect
from motcua_tui.storage.server.failures import told
from motcua_tui.storage.server.schema import bring_up_to_date, widen
from motcua_tui.storage.store import COUNTED, Writer

_KEPT: Final = 1
_MOST: Final = 3
"""Connections of this program that write: one is kept open, others wait longer than they write."""


def writer(server: Server) -> Writer:
    """A transaction begins by counting itself in the row of its agency: until it ends no other of the
    same agency begins, so codes and the chain go on without gaps, and readers see that there was one."""
    for table in DraftRow.metadata.tables.values():
        widen(table)
    engine = _engine(server, pool_size=_KEPT, max_overflow=_MOST - _KEPT, pool_pre_ping=True)
    event.listen(engine, "begin", _begin)
    return Writer(engine, _plain, _told)


def make_tables(server: Server, *more: str) -> None:
    """Run the revisions that the database lacks, and more statements after them, all or none."""
    engine = _engine(server)
    try:
        with engine.begin() as connection:
            bring_up_to_date(connection)
            for statement in more:
                connection.exec_driver_sql(statement)
    except (DBAPIError, psycopg.Error) as error:
        raise (_told(error) or error) from error
    finally:
        engine.dispose()


def _engine(server: Server, **pool: Any) -> Engine:  # the options of a pool are of many types
    return create_engine(
        "postgresql+psycopg://", creator=lambda: _opened(server), use_native_hstore=False, **pool
    )


def _opened(server: Server) -> psycopg.Connection[Any]:
    raw = connect(server)
    raw.autocommit = False
    return raw


def _begin(connection: Begun) -> None:
    connection.exec_driver_sql(COUNTED)


def _plain(raw: object) -> ServerConnection:
    assert isinstance(raw, psycopg.Connection)
    return ServerConnection(raw)


def _told(error: BaseException) -> StorageError | None:
    cause = error.orig if isinstance(error, DBAPIError) else error
    return told(cause) if isinstance(cause, psycopg.Error) else None
