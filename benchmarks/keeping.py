"""What is done now and then: files of a period, the record as a file, copies, proofs, a new desk.

Each stands beside the least that must be done for it: reading the same rows and writing them with the same
writer, copying the file, looking at its pages.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from contextlib import closing
from functools import partial
from importlib import import_module
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter_ns
from typing import Final

from benchmarks import data
from benchmarks._measure import Contender, Row, Table, measure, peer
from motcua_tui.domain.periods import Preset
from motcua_tui.services import forms
from motcua_tui.services.desk import Desk
from motcua_tui.services.file_names import Format
from motcua_tui.services.files import save_paper
from motcua_tui.services.forms import FormName, FormRequest
from motcua_tui.services.period_files import export as save_period
from motcua_tui.services.period_files import exports
from motcua_tui.services.proving import prove
from motcua_tui.services.record_export import RecordPart, export
from motcua_tui.services.reporting import By, Question
from motcua_tui.storage.backup import backup
from motcua_tui.storage.connect import connect
from motcua_tui.storage.database import Database

EXPORTED: Final = 10_000
PROVED: Final = 100_000
MONTH: Final = "cal:2025-09"
ROUNDS: Final = 3


def run(sizes: Sequence[int]) -> list[Table]:
    """Files and proofs at one size; copies at the largest."""
    exported, proved = (min(most, sizes[-1]) for most in (EXPORTED, PROVED))
    with TemporaryDirectory(dir=data.FOLDER) as name:
        folder = Path(name)
        desk = data.desk(exported)
        tables = [
            Table(f"The record of {exported:,} dossiers as a file", _record(desk, folder)),
            Table(f"The register of one month of {exported:,} dossiers as a file", _register(desk, folder)),
            Table("A new desk", _made(folder)),
        ]
        desk.database.close()
        tables.append(Table(f"Proof of {proved:,} dossiers", _proof(_path(proved))))
        tables.append(Table(f"Copy of {sizes[-1]:,} dossiers", _copies(_path(sizes[-1]), folder)))
    return tables


def _path(dossiers: int) -> Path:
    database = data.desk(dossiers).database
    database.close()
    assert database.path
    return database.path


def _record(desk: Desk, folder: Path) -> list[Row]:
    names = count()

    def ours(ending: str) -> Callable[[], object]:
        return lambda: export(desk, RecordPart.DOSSIERS, folder / f"record-{next(names)}.{ending}")

    def raw() -> None:
        found = desk.database.reader().execute("SELECT * FROM dossier")
        workbook = import_module("xlsxwriter").Workbook
        with workbook(folder / f"raw-{next(names)}.xlsx", {"constant_memory": True}) as book:
            sheet = book.add_worksheet()
            for number, row in enumerate(found):
                sheet.write_row(number, 0, row)

    return measure(
        [
            Contender("rows and xlsxwriter", "every column as it is stored", raw),
            Contender("export to xlsx", "with the dates of its events", ours("xlsx")),
            Contender("export to csv", "", ours("csv")),
            Contender("export to jsonl", "", ours("jsonl")),
        ],
        rounds=ROUNDS,
        clock=perf_counter_ns,
    )


def _register(desk: Desk, folder: Path) -> list[Row]:
    """Into xlsx, docx and html, against a workbook of the same cells and a table that grows row by row."""
    request = FormRequest(FormName.REGISTER, Preset.parse(MONTH))
    paper = forms.form(desk, request)
    cells = [[str(cell) for cell in row.values] for table in paper.tables for row in table.rows]
    names = count()

    def ours(ending: str) -> Callable[[], object]:
        return lambda: save_paper(paper, folder / f"register-{next(names)}.{ending}")

    def raw() -> None:
        with import_module("xlsxwriter").Workbook(folder / f"raw-{next(names)}.xlsx") as book:
            sheet = book.add_worksheet()
            for number, row in enumerate(cells):
                sheet.write_row(number, 0, row)

    question = Question.of(desk, Preset.parse(MONTH), by=By.FIELD)

    def as_page() -> object:
        wanted = exports([None], [Format.HTML])
        return save_period(desk, question, wanted, folder / f"pages-{next(names)}")

    def growing() -> Callable[[], int]:
        document = import_module("docx").Document

        def write() -> int:
            table = document().add_table(rows=0, cols=len(cells[0]))
            for row in cells:
                for cell, text in zip(table.add_row().cells, row, strict=False):
                    cell.text = text
            return len(cells)

        return write

    return measure(
        [
            Contender("xlsxwriter", f"{len(cells):,} rows", raw),
            Contender("the form", "read and filled in", lambda: forms.form(desk, request)),
            *(Contender(f"to {kind}", "", ours(kind)) for kind in ("xlsx", "docx")),
            peer("python-docx, row by row", "", growing, len(cells)),
            Contender("the report to html", "of the same month, with its tables", as_page),
        ],
        rounds=ROUNDS,
        clock=perf_counter_ns,
    )


def _proof(path: Path) -> list[Row]:
    def pages() -> None:
        with closing(connect(path)) as connection:
            connection.execute("PRAGMA integrity_check").fetchall()

    return measure(
        [
            Contender("PRAGMA integrity_check", "pages and indexes", pages),
            Contender(
                "verify", "pages, every history replayed, the chain, locked periods", lambda: prove(path)
            ),
        ],
        rounds=1,
        clock=perf_counter_ns,
    )


def _made(folder: Path) -> list[Row]:
    """An empty desk, by the migrations; against the same statements given to SQLite at once."""
    first = folder / "first.db"
    Database.create(first).close()
    with closing(connect(first)) as connection:
        wanted = "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT GLOB 'dossier_fts*_*'"
        statements = [sql for (sql,) in connection.execute(wanted) if "sqlite_" not in sql.split("(")[0]]
    names = count()

    def raw() -> None:
        path = folder / f"raw-{next(names)}.db"
        path.touch()
        with closing(connect(path)) as connection:
            connection.execute("BEGIN")
            for statement in statements:
                connection.execute(statement)
            connection.execute("COMMIT")

    return measure(
        [
            Contender("the statements alone", f"{len(statements)} of them", raw),
            Contender("migrated", "", lambda: Database.create(folder / f"made-{next(names)}.db").close()),
        ],
        rounds=ROUNDS,
        clock=perf_counter_ns,
    )


def _copies(path: Path, folder: Path) -> list[Row]:
    target = partial(folder.joinpath, "copy.db")

    def copied(way: Callable[[Path], object]) -> Callable[[], None]:
        def copy() -> None:
            target().unlink(missing_ok=True)
            way(target())

        return copy

    def vacuumed(into: Path) -> None:
        with closing(connect(path)) as connection:
            connection.execute("VACUUM INTO ?", (str(into),))

    def duplicated(into: Path) -> None:
        shutil.copyfile(path, into)

    size = f"{path.stat().st_size / 2**20:,.0f} MB"
    return measure(
        [
            Contender("copying the file", f"{size}; not safe while others write", copied(duplicated)),
            Contender("backup", "safe while others write", copied(lambda into: backup(path, into))),
            Contender("VACUUM INTO", "", copied(vacuumed)),
        ],
        rounds=ROUNDS,
        clock=perf_counter_ns,
    )
