"""The report of a period at every size: beside the scan of the index that it must read, and beside its peers.

DuckDB and Polars get the columns that they need beforehand, keep them in memory and use one thread, as we do;
the loop goes through mapped objects; one COUNT for each cell asks as somebody would who checks a report by
hand, and is measured for some of the cells. All must come to the figures of the report. Peers judge each
dossier by its row; those that were revised after the period, which the report judges from their events, may
differ.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from importlib import import_module
from itertools import islice
from typing import Any, Final

from benchmarks import data
from benchmarks._measure import Contender, Row, Table, measure, peer
from motcua_tui.domain.codes import Outcome
from motcua_tui.domain.ledger import Ledger
from motcua_tui.domain.periods import Preset
from motcua_tui.reports.model import PeriodReport
from motcua_tui.services import browse, measures, reporting
from motcua_tui.services.desk import Desk
from motcua_tui.services.reporting import By, Question
from motcua_tui.storage.codes import code_of
from motcua_tui.storage.reads.ledger import GroupBy, ledger

ALL: Final = "all years"
PERIODS: Final = {
    "a month": "cal:2026-09",
    "a year": "cal:2025",
    ALL: f"{data.FIRST}..2026-11-30",
}
UNTIL_TODAY: Final = f"{data.FIRST}..{data.TODAY}"
"""Its last month is not whole."""
CELLS: Final = 20
"""Cells that are counted one by one; the time of all is theirs many times over."""
MOST_OBJECTS: Final = 20_000
ROUNDS: Final = 3

_INDEX_SCAN: Final = """
SELECT count(*), sum(accepted_on), sum(lawful_due), sum(channel) FROM dossier INDEXED BY dossier_ledger
WHERE ended_on >= :first AND accepted_on <= :last
"""
_COLUMNS: Final = (
    "procedure_version_id",
    "accepted_on",
    "ended_on",
    "finished_on",
    "lawful_due",
    "waiting_since",
    "outcome",
)
_NOTHING: Final = -1
_PIECE: Final = 100_000
_CLOSED: Final = f"(outcome = {code_of(Outcome.CLOSED)} AND waiting_since IS NOT NULL)"
_PEER_FIGURES: Final = (
    "received.total",
    "received.new",
    "finished.early",
    "finished.on_time",
    "finished.late",
    "pending.in_time",
    "pending.overdue",
)
_PEER_SQL: Final = f"""
SELECT field, count(*), count(*) FILTER (WHERE accepted_on >= $first),
  count(*) FILTER (WHERE ended_on <= $last AND judged = 0),
  count(*) FILTER (WHERE ended_on <= $last AND judged = 1),
  count(*) FILTER (WHERE ended_on <= $last AND judged = 2),
  count(*) FILTER (WHERE ended_on > $last AND NOT overdue),
  count(*) FILTER (WHERE ended_on > $last AND overdue)
FROM (SELECT *, CASE WHEN lawful_due IS NULL THEN 1
    WHEN {_CLOSED} THEN CASE WHEN waiting_since <= lawful_due THEN 1 ELSE 2 END
    WHEN finished_on < lawful_due THEN 0 WHEN finished_on = lawful_due THEN 1 ELSE 2 END AS judged,
    coalesce(lawful_due < CASE WHEN waiting_since <= $last THEN waiting_since ELSE $last END, FALSE)
      AS overdue
  FROM dossier WHERE ended_on >= $first AND accepted_on <= $last)
JOIN version ON version.id = procedure_version_id GROUP BY field
"""  # noqa: S608

Told = Mapping[str, tuple[int, ...]]
"""The figures of ``_PEER_FIGURES`` by field."""


def run(sizes: Sequence[int]) -> list[Table]:
    tables = []
    for size in sizes:
        desk = data.desk(size)
        peers = Peers(desk)
        tables += [Table(f"Report of {name}", report(desk, name, peers), size) for name in PERIODS]
        desk.database.close()
    return tables


def report(desk: Desk, name: str, peers: Peers) -> list[Row]:
    """The report in its kinds against the scan, and its peers."""
    preset = Preset.parse(PERIODS[name])
    question, by_field, by_procedure, by_month = (
        Question.of(desk, preset, by=by) for by in (None, By.FIELD, By.PROCEDURE, By.MONTH)
    )
    period = question.period
    bounds = {"first": period.first.toordinal(), "last": period.last.toordinal()}
    scan = partial(desk.database.reader().execute, _INDEX_SCAN, bounds)
    (scanned, *_sums) = scan().fetchone()
    told = reporting.report(desk, by_field)
    figures = {row.key: tuple(row.summary.figures[figure] for figure in _PEER_FIGURES) for row in told.rows}
    figures = {field: counts for field, counts in figures.items() if any(counts)}
    agreed = partial(_agrees, figures, peers.revised_after(bounds["last"]))
    contenders = [
        Contender("bare index scan", f"{scanned:,} entries", lambda: scan().fetchall()),
        Contender("figures", "the cells of the ledger", lambda: _ledger(desk, question)),
        Contender("report", "totals and data warnings", lambda: reporting.report(desk, question)),
        Contender("report by field", f"{len(told.rows)} rows", lambda: reporting.report(desk, by_field)),
        Contender("report by procedure", "", lambda: reporting.report(desk, by_procedure)),
        Contender(
            "report by month", f"{len(period.months())} months", lambda: reporting.report(desk, by_month)
        ),
        Contender(
            "measures",
            "processing times, causes, eight hours",
            lambda: measures.of(desk, period.first, period.last),
        ),
        peer("DuckDB by field", "in memory, seven figures", partial(peers.duckdb, bounds), agreed),
        peer("Polars by field", "in memory, seven figures", partial(peers.polars, bounds), agreed),
        _cell_by_cell(desk, by_field, told),
    ]
    if name == ALL:
        until_today = Question.of(desk, Preset.parse(UNTIL_TODAY), by=By.MONTH)
        contenders.append(
            Contender("by month until today", "no whole month", lambda: reporting.report(desk, until_today))
        )
    if scanned <= MOST_OBJECTS:
        loop = partial(peers.loop, bounds)
        contenders.append(peer("a loop over objects", "SQLModel, seven figures", loop, agreed))
    return measure(contenders, rounds=ROUNDS)


def _cell_by_cell(desk: Desk, question: Question, told: PeriodReport) -> Contender:
    cells = list(_cells(told))
    some = cells[:: max(1, len(cells) // CELLS)]
    return Contender(
        "a COUNT for each cell",
        f"{len(cells):,} cells, by {len(some)} of them",
        lambda: _count_cells(desk, question, some),
        len(some) / len(cells),
    )


class Peers:
    """The same dossiers in the other libraries, loaded when first asked for."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._reader = desk.database.reader()
        self._duckdb: Any = None  # Any: peers are loaded by name and may be missing
        self._polars: Any = None
        self._columns: Any = None

    def revised_after(self, last: int) -> int:
        found = self._reader.execute("SELECT count(*) FROM dossier WHERE revised_on > :last", {"last": last})
        return int(found.fetchone()[0])

    def duckdb(self, bounds: dict[str, int]) -> Callable[[], Told]:
        if self._duckdb is None:
            made = import_module("duckdb").connect(config={"threads": 1})
            frame = import_module("pandas").DataFrame
            columns = frame(self._dossiers(), columns=_COLUMNS).astype("Int32")
            made.register("dossiers", columns.mask(columns == _NOTHING))
            made.execute("CREATE TABLE dossier AS SELECT * FROM dossiers")
            made.register("versions", frame(self._versions(), columns=("id", "field")))
            made.execute("CREATE TABLE version AS SELECT * FROM versions")
            self._duckdb = made
        return lambda: {
            field: tuple(counts) for field, *counts in self._duckdb.execute(_PEER_SQL, bounds).fetchall()
        }

    def polars(self, bounds: dict[str, int]) -> Callable[[], Told]:
        polars = import_module("polars")
        if self._polars is None:
            dossier = polars.DataFrame(self._dossiers(), schema=dict.fromkeys(_COLUMNS, polars.Int32))
            dossier = dossier.with_columns(polars.all().replace(_NOTHING, None))
            version = polars.DataFrame(
                self._versions(), schema={"id": polars.Int32, "field": polars.String}, orient="row"
            )
            self._polars = dossier, version
        first, last = bounds["first"], bounds["last"]
        dossier, version = self._polars
        column = polars.col
        closed = (column("outcome") == code_of(Outcome.CLOSED)) & column("waiting_since").is_not_null()
        judged = (
            polars.when(column("lawful_due").is_null())
            .then(1)
            .when(closed)
            .then(polars.when(column("waiting_since") <= column("lawful_due")).then(1).otherwise(2))
            .when(column("finished_on") < column("lawful_due"))
            .then(0)
            .when(column("finished_on") == column("lawful_due"))
            .then(1)
            .otherwise(2)
        )
        waited = polars.when(column("waiting_since") <= last).then(column("waiting_since")).otherwise(last)
        overdue = (column("lawful_due") < waited).fill_null(value=False)
        ended = column("ended_on") <= last
        counts = (
            polars.len(),
            (column("accepted_on") >= first).sum().alias("new"),
            *((ended & (judged == kind)).sum().alias(f"judged{kind}") for kind in range(3)),
            (~ended & ~overdue).sum().alias("in_time"),
            (~ended & overdue).sum().alias("overdue"),
        )

        def told() -> Told:
            among = dossier.lazy().filter((column("ended_on") >= first) & (column("accepted_on") <= last))
            joined = among.join(version.lazy(), left_on="procedure_version_id", right_on="id")
            return {row[0]: row[1:] for row in joined.group_by("field").agg(*counts).collect().rows()}

        return told

    def loop(self, bounds: dict[str, int]) -> Callable[[], Told]:
        from sqlmodel import Session, create_engine, select

        from motcua_tui.storage.tables import DossierRow, ProcedureVersionRow

        engine = create_engine(f"sqlite:///{self._desk.database.path}")
        first, last = bounds["first"], bounds["last"]
        closed = code_of(Outcome.CLOSED)

        def told() -> Told:
            counted: dict[str, Counter[int]] = {}
            with Session(engine) as session:
                fields = {v.id: v.field for v in session.exec(select(ProcedureVersionRow))}
                wanted = select(DossierRow).where(
                    DossierRow.ended_on >= first,
                    DossierRow.accepted_on <= last,  # type: ignore[operator]  # a column of the table
                )
                for row in session.exec(wanted):
                    counts = counted.setdefault(fields[row.procedure_version_id], Counter())
                    counts[0] += 1
                    counts[1] += (row.accepted_on or 0) >= first
                    counts[
                        _place(
                            row.ended_on <= last,
                            row.lawful_due,
                            row.finished_on,
                            row.waiting_since,
                            row.outcome == closed,
                            last,
                        )
                    ] += 1
            return {field: tuple(counts[place] for place in range(7)) for field, counts in counted.items()}

        return told

    def _dossiers(self) -> Any:
        """The columns as an array of numbers, ``_NOTHING`` where there is none."""
        if self._columns is None:
            numpy = import_module("numpy")
            columns = ", ".join(f"coalesce({column}, {_NOTHING})" for column in _COLUMNS)
            found = self._reader.execute(
                f"SELECT {columns} FROM dossier WHERE accepted_on IS NOT NULL"  # noqa: S608
            )
            pieces = iter(lambda: list(islice(found, _PIECE)), [])
            self._columns = numpy.concatenate([numpy.array(piece, dtype="int32") for piece in pieces])
        return self._columns

    def _versions(self) -> list[tuple[int, str]]:
        return self._reader.execute("SELECT id, field FROM procedure_version").fetchall()


def _place(
    ended: bool, due: int | None, finished: int | None, waiting: int | None, closed: bool, last: int
) -> int:
    """Which of the seven figures a dossier counts in by its judgement."""
    if not ended:
        limit = waiting if waiting is not None and waiting <= last else last
        return 6 if due is not None and due < limit else 5
    if due is None:
        return 3
    if closed and waiting is not None:
        return 3 if waiting <= due else 4
    assert finished is not None
    return 2 if finished < due else 3 if finished == due else 4


def _agrees(figures: Told, revised: int, told: Told) -> bool:
    """The same fields, and no more differences than there are dossiers that were revised later."""
    differences = sum(
        abs(ours - theirs)
        for field in figures
        for ours, theirs in zip(figures[field], told.get(field, ()), strict=False)
    )
    return set(told) == set(figures) and differences <= 2 * revised


def _ledger(desk: Desk, question: Question) -> Ledger:
    return ledger(desk.database.reader(), question.period, question.judge_by, GroupBy.PROCEDURE)


def _cells(told: PeriodReport) -> Iterator[tuple[str, str | None, int]]:
    """Figure, row and count of every cell of a report; the row of a total is None."""
    for row, summary in [(None, told.total), *((row.key, row.summary) for row in told.rows)]:
        for figure, n in summary.figures.items():
            yield figure, row, n


def _count_cells(desk: Desk, question: Question, cells: list[tuple[str, str | None, int]]) -> None:
    """One query for each cell, which must count what the report says."""
    for figure, row, n in cells:
        counted = browse.count(desk, reporting.dossiers_behind(desk, question, [figure], row))
        if counted != n:
            raise AssertionError(f"{figure} of {row}: {counted} counted, {n} reported")
