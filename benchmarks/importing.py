"""Bringing in a register: the whole import against its reader and a raw insert of what it stores.

The raw way knows every row beforehand and writes it in one transaction with a large cache, search indexed
at the end. The least there could be makes all indexes at the end too, as the import does into a new desk.
What is above it is understanding the cells, the rules and the events.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks import _measure, data
from benchmarks._measure import Aim, Row, compare, taken_by
from motcua_tui.services.importing.dossiers import NEEDED, import_dossiers
from motcua_tui.services.importing.headings import DOSSIER
from motcua_tui.services.importing.mapping import ImportMap
from motcua_tui.services.importing.table import Table
from motcua_tui.storage.connect import Connection, connect

ROWS: Final = 100_000
ROUNDS: Final = 3
TABLES: Final = ("department", "officer", "dossier", "dossier_event", "waiting")

_CACHE: Final = "PRAGMA cache_size = -131072"
_TRIGGER: Final = "SELECT sql FROM sqlite_master WHERE name = 'dossier_fts_insert'"
_SEARCH: Final = "INSERT INTO dossier_fts (rowid, search) SELECT id, search FROM dossier"

Stored = Mapping[str, Sequence[tuple[object, ...]]]


def run(rows: int = ROWS) -> list[_measure.Table]:
    """From csv and from xlsx."""
    return [
        _measure.Table(f"Import of {rows:,} rows from {path.suffix[1:]}", measured(path, rows))
        for path in (data.register_csv(rows), data.register_xlsx(rows))
    ]


def measured(path: Path, rows: int) -> list[Row]:
    """Reader alone, reader and raw insert, import, in turn and each into a new desk."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        empty = folder / "empty.db"
        data.empty_desk(empty).database.close()
        target = _copy(empty, folder / "first.db")
        _import(path, target, rows)
        stored = _stored(target)
        times: dict[str, list[int]] = {"raw": [], "import": [], "least": [], "reader": []}
        for turn in range(ROUNDS):
            into = partial(_copy, empty)
            raw, whole, least = (into(folder / f"{kind}-{turn}.db") for kind in ("raw", "import", "least"))
            times["raw"].append(taken_by(partial(_read_and_insert, path, raw, stored)))
            times["import"].append(taken_by(partial(_import, path, whole, rows)))
            times["least"].append(taken_by(partial(_read_and_load, path, least, stored)))
            times["reader"].append(taken_by(partial(_read, path)))
            for done in (raw, whole, least):
                done.unlink()
    written = sum(map(len, stored.values()))
    return compare(
        [
            ("reader + raw insert", f"{written:,} rows of {len(stored)} tables", times["raw"]),
            ("import", "", times["import"]),
            ("reader + insert, all indexes last", "", times["least"]),
            ("reader alone", "", times["reader"]),
        ],
        {"import": Aim(ratio=1.5)},
    )


def _import(path: Path, target: Path, rows: int) -> None:
    desk = data.open_desk(target)
    result = import_dossiers(desk, path)
    desk.database.close()
    if result.added != rows:
        raise AssertionError(f"{result.added} of {rows} rows came in: {result.refused[:3]}")


def _read(path: Path) -> None:
    for _row in Table.open(path, DOSSIER, NEEDED, ImportMap()).rows():
        pass


def _read_and_insert(path: Path, target: Path, stored: Stored) -> None:
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


def _read_and_load(path: Path, target: Path, stored: Stored) -> None:
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


def _stored(path: Path) -> Stored:
    """All that the import has written, table by table."""
    with closing(connect(path)) as connection:
        tables = {table: connection.execute(f"SELECT * FROM {table}").fetchall() for table in TABLES}  # noqa: S608
    return {table: rows for table, rows in tables.items() if rows}


def _copy(empty: Path, target: Path) -> Path:
    shutil.copyfile(empty, target)
    return target
