"""Where a desk's record is: a file, or a database of a PostgreSQL server."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from motcua_tui.locations import typed

_FILE: Final = "sqlite:///"
_SERVER: Final = {"postgresql://": "postgresql://", "postgres://": "postgresql://"} | {
    "postgresql+psycopg://": "postgresql://"
}


@dataclass(frozen=True, slots=True)
class Server:
    """A database of a server by its libpq URL. As text it is without what may be a secret: password and
    options."""

    url: str = field(repr=False)

    def __str__(self) -> str:
        parts = urlsplit(self.url)
        login, at, host = parts.netloc.rpartition("@")
        return f"{parts.scheme}://{login.partition(':')[0]}{at}{host}{parts.path}"


Place = Path | Server


def place_of(text: str) -> Place:
    """The place that a path or a URL names. Raises ValueError for a URL of another kind."""
    for written, known in _SERVER.items():
        if text.startswith(written):
            return Server(known + text.removeprefix(written))
    path = text.removeprefix(_FILE)
    if "://" in path:
        raise ValueError(path.partition("://")[0])
    return typed(path)
