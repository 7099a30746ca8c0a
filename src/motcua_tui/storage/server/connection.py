"""A connection to a server that understands the room's SQL."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Final

import psycopg
from psycopg import sql as parts
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg.types.numeric import Int8Dumper, IntLoader
from psycopg.types.string import StrDumper

from motcua_tui.storage.connection import NOTHING, Named, Placed
from motcua_tui.storage.place import Server
from motcua_tui.storage.server.failures import told
from motcua_tui.storage.server.translation import as_list, translated

LOCK_SECONDS: Final = 10
"""How long a writer waits for another before it gives up."""
STATEMENT_SECONDS: Final = 600
"""How long one statement may take; an import of a million dossiers is many short ones."""

_HOW: Final = {"connect_timeout": "10", "keepalives_idle": "30", "application_name": "motcua"}
_AT_ONCE: Final = 5000
_MANY: Final = 1000
_GROWING: Final = "dossier, dossier_event, dossier_earlier, dossier_summary, waiting, paper"
"""The tables that have rows of every dossier."""

Raw = psycopg.Connection[tuple[Any, ...]]


def connect(server: Server, *, read_only: bool = False) -> Raw:
    """A connection in autocommit mode. Raises ``psycopg.Error``.

    Whole numbers go and come as such whatever their size: a sum is one, too.
    """
    given = conninfo_to_dict(server.url)
    how = make_conninfo(server.url, **{name: value for name, value in _HOW.items() if name not in given})
    raw = psycopg.connect(how, autocommit=True)
    raw.adapters.register_dumper(int, Int8Dumper)
    raw.adapters.register_dumper(str, StrDumper)
    raw.adapters.register_loader("numeric", IntLoader)
    session = {
        "lock_timeout": f"{LOCK_SECONDS}s",
        "statement_timeout": f"{STATEMENT_SECONDS}s",
        "client_encoding": "UTF8",
        "jit": "off",
        "random_page_cost": "1.1",  # a server of today has no turning disks
        "default_transaction_read_only": "on" if read_only else "off",
    }
    raw.execute("; ".join(f"SET {name} = '{value}'" for name, value in session.items()))
    return raw


class ServerConnection:
    """A connection of ``storage.connection``; psycopg's errors come out as StorageError.

    With ``renew`` a connection that was lost is made again, by the statement that finds it lost where no
    transaction is open.
    """

    def __init__(self, raw: Raw, renew: Callable[[], Raw] | None = None) -> None:
        self._raw = raw
        self._renew = renew

    def __del__(self) -> None:
        if self._renew:
            self._raw.close()

    def execute(self, sql: str, parameters: Named | Placed = NOTHING, /) -> psycopg.Cursor[tuple[Any, ...]]:
        statement = translated(sql)
        values = _values(parameters, statement.lists)
        # The text is ours; what comes from outside is in the parameters.
        text = parts.SQL(statement.sql)
        prepare = False if statement.by_value else None
        try:
            return self._run(lambda raw: raw.execute(text, values, prepare=prepare))
        except psycopg.Error as error:
            raise told(error) from error

    def executemany(self, sql: str, parameters: Iterable[Any], /) -> psycopg.Cursor[tuple[Any, ...]]:
        text = parts.SQL(translated(sql).sql)
        cursor = self._raw.cursor()
        try:
            cursor.executemany(text, parameters)
        except psycopg.Error as error:
            raise told(error) from error
        return cursor

    def stream(self, sql: str, parameters: Named = NOTHING, /) -> Iterator[Any]:
        """By a cursor of the server, which keeps the rows."""
        statement = translated(sql)
        text = parts.SQL(statement.sql)
        try:
            with self._raw.cursor(name=f"stream_{id(statement):x}", withhold=True) as cursor:
                cursor.itersize = _AT_ONCE
                cursor.execute(text, _values(parameters, statement.lists))
                yield from cursor
        except psycopg.Error as error:
            raise told(error) from error

    def tally(self, sql: str, parameters: Named, /) -> Iterable[tuple[int, int]]:
        counted = f"SELECT n, count(*) FROM ({sql}) AS each_ (n) GROUP BY n"  # noqa: S608
        return [(n, times) for n, times in self.execute(counted, parameters)]

    def found(self, words: Sequence[str], /, *, still_open: bool = False) -> tuple[str, dict[str, str]]:
        """By the trigrams of the index ``dossier_search`` or ``dossier_search_open``."""
        named = {f"has{place}": f"% {word}%" for place, word in enumerate(words)}
        terms = [f"(' ' || search) LIKE :{name}" for name in named]
        having = " AND ".join([*terms, "is_open"] if still_open else terms)
        return f"SELECT id FROM dossier WHERE {having}", named  # noqa: S608

    def load(self, table: str, columns: Sequence[str], rows: Iterable[Placed], /) -> None:
        """By COPY."""
        names = parts.SQL(", ").join(map(parts.Identifier, columns))
        copy = parts.SQL("COPY {} ({}) FROM STDIN").format(parts.Identifier(table), names)
        try:
            with self._raw.cursor().copy(copy) as target:
                for row in rows:
                    target.write_row(row)
            if "id" in columns:
                self._number_on(table)
        except psycopg.Error as error:
            raise told(error) from error

    @contextmanager
    def loading(self, about: int = 1) -> Iterator[None]:
        """What the planner knows of the tables is made anew at the end, lest the next reads go by what was
        there before. Only their owner may; to others the server says so and does nothing."""
        yield
        if about >= _MANY:
            self.execute(f"ANALYZE {_GROWING}")

    @contextmanager
    def writing(self) -> Iterator[None]:
        """A transaction that can write, on a connection that otherwise cannot."""
        self._run(lambda raw: raw.execute("BEGIN READ WRITE"))
        try:
            yield
        except BaseException:
            self._take_back()
            raise
        self._raw.commit()

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        self.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        try:
            yield
        finally:
            self._take_back()

    def close(self) -> None:
        self._raw.close()

    def _run(self, ask: Callable[[Raw], psycopg.Cursor[tuple[Any, ...]]]) -> psycopg.Cursor[tuple[Any, ...]]:
        alone = self._raw.closed or self._raw.info.transaction_status is psycopg.pq.TransactionStatus.IDLE
        try:
            return ask(self._raw)
        except psycopg.OperationalError:
            if self._renew is None or not alone or not self._raw.closed:
                raise
        self._raw = self._renew()
        return ask(self._raw)

    def _take_back(self) -> None:
        """End the transaction; one whose connection was lost is ended by the server."""
        if not self._raw.closed:
            self._raw.rollback()

    def _number_on(self, table: str) -> None:
        """Ids that were given by the rows are not given again by the database."""
        last = parts.SQL(
            "SELECT setval(pg_get_serial_sequence({}, 'id'), max(id)) FROM {} HAVING max(id) > 0"
        )
        self._raw.execute(last.format(table, parts.Identifier(table)))


def _values(parameters: Named | Placed, lists: frozenset[str]) -> Named | Placed:
    if not lists or not isinstance(parameters, Mapping):
        return parameters
    return {**parameters, **{as_list(name): json.loads(parameters[name]) for name in lists}}
