"""Looking at a database file that nothing may be written to: a copy, or a record that is damaged."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from motcua_tui.errors import DamagedError
from motcua_tui.storage.connect import BUSY_SECONDS, Connection
from motcua_tui.storage.failures import damaged, told


def connect_to_look(path: Path) -> Connection:
    """A connection that writes neither to the file nor beside it, and sees what the file itself holds.

    What is only in the log beside it (``-wal``) is seen where that log is whole and nothing hinders it.
    """
    beside = path.with_name(f"{path.name}-wal")
    alone = "" if beside.exists() and beside.stat().st_size else "&immutable=1"
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=ro{alone}",
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
        factory=Connection,
    )


def require_sound(path: Path) -> None:
    """Raise DamagedError when the pages of a database or of a copy do not hang together.

    That an index says what its table says is not looked at, which would take many times as long.
    """
    connection = connect_to_look(path)
    try:
        if connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise damaged()
    except sqlite3.Error as error:
        raise told(error) from error
    finally:
        connection.close()


def is_sound(path: Path) -> bool:
    """The pages hang together, as ``require_sound`` says."""
    try:
        require_sound(path)
    except DamagedError:
        return False
    return True
