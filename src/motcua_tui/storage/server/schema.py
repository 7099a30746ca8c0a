"""The tables on a server: which version is there, and bringing it to the newest."""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, Integer, String, Table, event
from sqlalchemy.engine import Connection

from motcua_tui.storage.migrate import upgrade


def widen(table: Table, *_when: Any, **_how: Any) -> None:
    """Whole numbers of eight bytes, because an instant outgrows four in 2038; texts in the order of their
    bytes, whatever the order of the server's language."""
    for column in table.columns:
        if isinstance(column.type, Integer):
            column.type = BigInteger()
        elif isinstance(column.type, String):
            column.type = String(collation="C")


def bring_up_to_date(connection: Connection) -> None:
    """Run the revisions that the database lacks in the transaction of this connection."""
    event.listen(Table, "before_create", widen)
    try:
        upgrade(connection)
    finally:
        event.remove(Table, "before_create", widen)
