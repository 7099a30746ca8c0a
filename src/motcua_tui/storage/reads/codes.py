"""Which dossiers there are, by code."""

from __future__ import annotations

import json
from collections.abc import Sequence

from motcua_tui.storage.connection import Connection
from motcua_tui.storage.reads.rows import rows


def dossier_codes(connection: Connection) -> frozenset[str]:
    """The codes of all dossiers; a few bytes each, read from the index that keeps them unique."""
    return frozenset(code for (code,) in connection.execute("SELECT code FROM dossier"))


def first_known(connection: Connection, words: Sequence[str]) -> str | None:
    """The first of the words that is the code of a dossier."""
    found = rows(
        connection,
        "SELECT code FROM dossier WHERE agency_id = 1 AND code IN (SELECT value FROM json_each(:words))",
        {"words": json.dumps(words)},
    )
    known = {code for (code,) in found}
    return next((word for word in words if word in known), None)


def codes_beginning(connection: Connection, prefix: str) -> list[str]:
    """The codes that begin with ``prefix``, in byte order; the prefix is not empty."""
    after = prefix[:-1] + chr(ord(prefix[-1]) + 1)
    found = rows(
        connection,
        "SELECT code FROM dossier WHERE agency_id = 1 AND code >= :prefix AND code < :after ORDER BY code",
        {"prefix": prefix, "after": after},
    )
    return [code for (code,) in found]


def code_after(connection: Connection, prefix: str) -> str:
    """The code after the last one that begins with ``prefix`` and goes on with a running number."""
    numbers = (code.removeprefix(prefix) for code in codes_beginning(connection, prefix))
    last = max((int(number) for number in numbers if number.isdecimal()), default=0)
    return f"{prefix}{last + 1:04}"
