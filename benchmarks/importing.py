"""Bringing in a register: the whole import against its reader and a raw insert of what it stores.

The raw way knows every row beforehand and writes it in one transaction with a large cache, search indexed
at the end. The least there could be makes all indexes at the end too, as the import does into a new desk.
What is above it is understanding the cells, the rules and the events.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks import _measure, data
from benchmarks._measure import Contender, Row, measure
from motcua_tui.services.importing.dossiers import NEEDED, import_dossiers
from motcua_tui.services.importing.headings import DOSSIER
from motcua_tui.services.importing.mapping import ImportMap
from motcua_tui.services.importing.table import Table
from motcua_tui.storage.connect import Connection, connect

ROWS: Final = 100_000
ROUNDS: Final = 3
BUDGET_NS: Final = 12_000_000_000

_CACHE: Final = "PRAGMA cache_size = -131072"
_TRIGGER: Final = "SELECT sql FROM sqlite_master WHERE name = 'dossier_fts_insert'"
_SEARCH: Final = "INSERT INTO dossier_fts (rowid, search) SELECT id, search FROM dossier"

_TABLES: Final = """
SELECT name FROM sqlite_master
WHERE type = 'table' AND name NOT GLOB 'dossier_fts*' AND name NOT GLOB 'sqlite_*'
"""

Stored = Mapping[str, Sequence[tuple[object, ...]]]
IntoNew = Callable[[Callable[[Path], None]], Callable[[], None]]
"""Into a copy of an empty desk, each time."""


def rows(sizes: Sequence[int]) -> int:
    """How many are brought in."""
    return min(ROWS, sizes[-1])


def run(sizes: Sequence[int]) -> list[_measure.Table]:
    """From csv and from xlsx."""
    brought = rows(sizes)
    paths = (data.register_csv(brought), data.register_xlsx(brought))
    with TemporaryDirectory() as name:
        folder = Path(name)
        empty = folder / "empty.db"
        data.empty_desk(empty).database.close()
        first = _copy(empty, folder / "first.db")
        _import(paths[0], brought, first)
        stored = _stored(first, empty)
        into = partial(_into_new, empty, folder / "new.db")
        return [
            _measure.Table(
                f"Import of {brought:,} rows from {path.suffix[1:]}", _measured(path, brought, stored, into)
            )
            for path in paths
        ]


def _measured(path: Path, rows: int, stored: Stored, into: IntoNew) -> list[Row]:
    """Reader alone, reader and raw insert, import, each into a new desk."""
    written = f"{sum(map(len, stored.values())):,} rows of {len(stored)} tables"
    return measure(
        [
            Contender("reader + raw insert", written, into(partial(_read_and_insert, path, stored))),
            Contender("import", "", into(partial(_import, path, rows))),
            Contender("reader + insert, all indexes last", "", into(partial(_read_and_load, path, stored))),
            Contender("reader alone", "", partial(_read, path)),
        ],
        rounds=ROUNDS,
        budget_ns=BUDGET_NS,
    )


def _into_new(empty: Path, target: Path, bring: Callable[[Path], None]) -> Callable[[], None]:
    def brought() -> None:
        bring(_copy(empty, target))
        target.unlink()

    return brought


def _import(path: Path, rows: int, target: Path) -> None:
    desk = data.open_desk(target)
    result = import_dossiers(desk, path)
    desk.database.close()
    if result.added != rows:
        raise AssertionError(f"{result.added} of {rows} rows came in: {result.refused[:3]}")


def _read(path: Path) -> None:
    for _row in Table.open(path, DOSSIER, NEEDED, ImportMap()).rows():
        pass


def _read_and_insert(path: Path, stored: Stored, target: Path) -> None:
    _read(path)
    with closing(connect(target)) as connection:
        connection.execute(_CACHE)
        connection.execute("BEGIN IMMEDIATE")
        (trigger,) = connection.execute(_TRIGGER).fetchone()
        connection.execute("DROP TRIGGER dossier_fts_insert")
        _insert(connection, stored)
        connection.execute(_SEARCH)
        connection.execute(trigger)
        connection.execute("COMMIT")


def _read_and_load(path: Path, stored: Stored, target: Path) -> None:
    _read(path)
    with closing(connect(target)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        with connection.loading(len(stored["dossier"])):
            _insert(connection, stored)
        connection.execute("COMMIT")


def _insert(connection: Connection, stored: Stored) -> None:
    """A new desk has some of the departments and officers."""
    for table, rows in stored.items():
        holders = ", ".join("?" * len(rows[0]))
        connection.executemany(f"INSERT OR IGNORE INTO {table} VALUES ({holders})", rows)  # noqa: S608


def _stored(path: Path, empty: Path) -> Stored:
    """The tables that the import has added to, with all their rows."""
    with closing(connect(path)) as connection, closing(connect(empty)) as before:
        names = [name for (name,) in connection.execute(_TABLES)]
        found = {name: connection.execute(f"SELECT * FROM {name}").fetchall() for name in names}  # noqa: S608
        fewer = {
            name: before.execute(f"SELECT count(*) FROM {name}").fetchone()[0]  # noqa: S608
            for name in names
        }
    return {name: rows for name, rows in found.items() if len(rows) > fewer[name]}


def _copy(empty: Path, target: Path) -> Path:
    shutil.copyfile(empty, target)
    return target
