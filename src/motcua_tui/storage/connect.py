"""Opening a connection to a database file that exists, with the PRAGMAs of this program."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Final

BUSY_SECONDS: Final = 10.0
"""How long a writer waits for another before it gives up."""


APPLICATION_ID: Final = 0x4D434341
"""``MCCA`` in the header of the file: the database of a one-stop desk."""

OLDEST_SQLITE: Final = (3, 38)
"""The oldest SQLite with everything that the statements use."""


def sqlite_version() -> tuple[int, ...]:
    return sqlite3.sqlite_version_info


class Connection(sqlite3.Connection):
    """A connection that can be referred to weakly, so that it goes when its thread ends."""


def connect(path: Path) -> Connection:
    """A connection in autocommit mode; never makes a file. Another thread may close it."""
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=rw",
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
        factory=Connection,
    )
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")
    return connection
