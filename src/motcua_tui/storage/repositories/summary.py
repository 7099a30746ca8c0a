"""Keeping ``dossier_summary`` as the dossiers are, in the transaction that changes them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from motcua_tui.storage import summary
from motcua_tui.storage.connection import Connection
from motcua_tui.storage.summary import KEY, Key

_SAME: Final = " AND ".join(f"{name} = ?" for name in KEY)
_MORE: Final = f"""
INSERT INTO dossier_summary ({", ".join(KEY)}, n) VALUES ({", ".join("?" * len(KEY))}, ?)
ON CONFLICT ({", ".join(KEY)}) DO UPDATE SET n = dossier_summary.n + excluded.n
"""  # noqa: S608
_NONE_LEFT: Final = f"DELETE FROM dossier_summary WHERE n = ? AND {_SAME}"  # noqa: S608
_FEWER: Final = f"UPDATE dossier_summary SET n = n - ? WHERE {_SAME}"  # noqa: S608


@contextmanager
def recounted(connection: Connection, dossier_id: int) -> Iterator[None]:
    """Inside it one dossier changes."""
    before = summary.of_one(connection, dossier_id)
    yield
    after = summary.of_one(connection, dossier_id)
    _store(connection, after - before, before - after)


def count_new(connection: Connection, last_id: int) -> None:
    """Add the dossiers that were stored after the one with this id."""
    _store(connection, summary.of_those_after(connection, last_id), Counter())


def rebuild(connection: Connection) -> None:
    """Count all dossiers anew."""
    connection.execute("DELETE FROM dossier_summary")
    count_new(connection, 0)


def _store(connection: Connection, more: Counter[Key], fewer: Counter[Key]) -> None:
    if fewer:
        gone = [(n, *key) for key, n in fewer.items()]
        connection.executemany(_NONE_LEFT, gone)
        connection.executemany(_FEWER, gone)
    if more:
        connection.executemany(_MORE, [(*key, n) for key, n in more.items()])
