"""Which dossiers there are, by code."""

from __future__ import annotations

import sqlite3

from motcua_tui.storage.reads.rows import rows


def dossier_codes(connection: sqlite3.Connection) -> frozenset[str]:
    """The codes of all dossiers; a few bytes each, read from the index that keeps them unique."""
    return frozenset(code for (code,) in connection.execute("SELECT code FROM dossier"))


def codes_beginning(connection: sqlite3.Connection, prefix: str) -> list[str]:
    """The codes that begin with ``prefix``, in byte order; the prefix is not empty."""
    after = prefix[:-1] + chr(ord(prefix[-1]) + 1)
    found = rows(
        connection,
        "SELECT code FROM dossier WHERE agency_id = 1 AND code >= :prefix AND code < :after ORDER BY code",
        {"prefix": prefix, "after": after},
    )
    return [code for (code,) in found]


def code_after(connection: sqlite3.Connection, prefix: str) -> str:
    """The code after the last one that begins with ``prefix`` and goes on with a running number."""
    numbers = (code.removeprefix(prefix) for code in codes_beginning(connection, prefix))
    last = max((int(number) for number in numbers if number.isdecimal()), default=0)
    return f"{prefix}{last + 1:04}"
