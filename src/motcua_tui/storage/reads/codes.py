"""Which dossiers there are, by code."""

from __future__ import annotations

import sqlite3


def dossier_codes(connection: sqlite3.Connection) -> frozenset[str]:
    """The codes of all dossiers; a few bytes each, read from the index that keeps them unique."""
    return frozenset(code for (code,) in connection.execute("SELECT code FROM dossier"))
