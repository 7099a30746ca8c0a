"""What an officer waits for while reading: reports, pages, badges, and search while typing.

Every answer comes from the services, as the screens ask for it, beside the least that the database
could do for it and, for reports, beside one COUNT query for each cell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from statistics import median
from typing import Final

from benchmarks import data
from benchmarks._measure import Contender, Row, measure, nanoseconds, show
from motcua_tui.domain.ledger import Ledger
from motcua_tui.domain.periods import Preset
from motcua_tui.reports.model import PeriodReport
from motcua_tui.services import browse, measures, reporting
from motcua_tui.services.browse import View
from motcua_tui.services.desk import Desk
from motcua_tui.services.reporting import By, Question
from motcua_tui.services.today import morning
from motcua_tui.storage.reads.dossiers import DossierQuery, Sort, SortKey
from motcua_tui.storage.reads.ledger import GroupBy, ledger

SIZES: Final = (10_000, 100_000, 1_000_000)
PERIODS: Final = {
    "month": "cal:2026-09",
    "year": "cal:2025",
    "all years": f"{data.FIRST}..{data.TODAY}",
}
PAGE: Final = 40
"""Lines that a table asks for at a time."""

TYPED: Final = (
    "nguyễn thị lan",
    "Tran Van Hung",
    "đỗ ngọc ánh",
    "le minh quan",
    "công ty tnhh xây dựng bình minh",
    "cong ty cp dau tu kim long",
    "ban quản lý dự án gia hưng",
    "cấp mới chứng chỉ hành nghề",
    "cap lai cchn kien truc",
    "000.00.64.H48-250612-0012",
    "H48-240301",
    "260115-00",
    "0900 000 123",
    "thi uyen 0900",
    "nguyen an cchn",
)
"""What officers type into the search field, letter by letter."""
ROUNDS_OF_TYPING: Final = 3

_INDEX_SCAN: Final = """
SELECT count(*), sum(accepted_on), sum(lawful_due), sum(channel) FROM dossier INDEXED BY dossier_ledger
WHERE ended_on >= :first AND accepted_on <= :last
"""
_OPEN_SCAN: Final = "SELECT count(*), sum(lawful_due) FROM dossier INDEXED BY dossier_open WHERE is_open"
_ROWS: Final = "SELECT * FROM dossier ORDER BY id DESC LIMIT :count"
_LIKE: Final = "SELECT count(*) FROM dossier WHERE search LIKE '% nguyen%' AND search LIKE '% thi%'"


def run(dossiers: int) -> None:
    """Measure a desk with so many dossiers and print the ratios."""
    desk = data.desk(dossiers)
    total, still_open = (browse.count(desk, browse.query(desk, view)) for view in (View.ALL, View.OPEN))
    print(f"\n=== {total:,} dossiers, {still_open:,} open ===")
    for name, period in PERIODS.items():
        show(f"Report of one {name}", reports(desk, period))
    show("Pages, against the bare reading of as many rows", pages(desk))
    show("The first screen, against the bare scan of the open dossiers", badges(desk))
    show("Search, each keystroke against going through all dossiers", search(desk))


def reports(desk: Desk, name: str) -> list[Row]:
    """A report against the bare index scan of its dossiers and against counting every cell."""
    reporting_period = Preset.parse(name)
    question = Question.of(desk, reporting_period)
    by_field = Question.of(desk, reporting_period, by=By.FIELD)
    period = question.period
    bounds = {"first": period.first.toordinal(), "last": period.last.toordinal()}
    scan = partial(_all, desk, _INDEX_SCAN, bounds)
    (scanned, *_sums), *_ = scan()
    told = reporting.report(desk, by_field)
    cells = list(_cells(told))
    return measure(
        [
            Contender("bare index scan", f"{scanned:,} rows", scan),
            Contender("figures", "the cells of the ledger", lambda: _ledger(desk, question)),
            Contender("report", "totals and data warnings", lambda: reporting.report(desk, question)),
            Contender("report by field", f"{len(cells):,} cells", lambda: reporting.report(desk, by_field)),
            Contender(
                "measures",
                "counts, processing times, causes, eight hours",
                lambda: measures.of(desk, period.first, period.last),
            ),
            Contender("a COUNT for each cell", "", lambda: _count_cells(desk, by_field, cells)),
        ],
        rounds=7,
    )


def pages(desk: Desk) -> list[Row]:
    """The first page of lists in their orders, a page at the end, and the dossiers behind a figure."""
    everything, still_open = (browse.query(desk, view) for view in (View.ALL, View.OPEN))
    last = browse.count(desk, everything) - PAGE
    year = Question.of(desk, Preset.parse(PERIODS["year"]), by=By.FIELD)
    late = reporting.dossiers_behind(desk, year, ["finished.late"])
    by_due = Sort(SortKey.DUE)
    return measure(
        [
            Contender(
                "bare rows", f"{PAGE} of them, newest first", partial(_all, desk, _ROWS, {"count": PAGE})
            ),
            Contender("open by due", "the list as it opens", _page(desk, still_open, by_due)),
            *(
                Contender(f"all by {key}", "", _page(desk, everything, Sort(key)))
                for key in (SortKey.DUE, SortKey.ACCEPTED, SortKey.CODE, SortKey.APPLICANT)
            ),
            Contender("all by accepted, newest", "", _page(desk, everything, Sort(SortKey.ACCEPTED, True))),
            Contender("to the end", f"all by due from line {last:,}", _page(desk, everything, by_due, last)),
            Contender("count of all", "once for each list", lambda: browse.count(desk, everything)),
            Contender("drill-down", "late ones of the year", _page(desk, late, by_due)),
            Contender("drill-down, count", "once for each list", lambda: browse.count(desk, late)),
        ]
    )


def badges(desk: Desk) -> list[Row]:
    return measure(
        [
            Contender("bare scan", "of the index of open dossiers", partial(_all, desk, _OPEN_SCAN, {})),
            Contender("first screen", "counts, weeks and what is due next", lambda: morning(desk)),
        ]
    )


def search(desk: Desk) -> list[Row]:
    """Every keystroke once as its median of a few rounds; then median, 99th and worst of them all."""
    going_through = median(nanoseconds(partial(_all, desk, _LIKE, {})) for _ in range(ROUNDS_OF_TYPING))
    rows = [Row("going through all", "LIKE over the folded text", going_through, 1.0)]
    for view in (View.ALL, View.OPEN):
        strokes = _strokes(desk, browse.query(desk, view))
        taken = sorted(strokes, key=lambda stroke: strokes[stroke])
        for name, place in (("median", 0.5), ("99th of 100", 0.99), ("worst", 1.0)):
            stroke = taken[round(place * (len(taken) - 1))]
            ns = strokes[stroke]
            what = f"“{stroke}”, one of {len(taken)} keystrokes"
            rows.append(Row(f"{name}, in {view} dossiers", what, ns, ns / going_through))
    return rows


def _strokes(desk: Desk, within: DossierQuery) -> dict[str, float]:
    """Everything that stands in the field while ``TYPED`` is typed, and the time of its answer."""
    texts = dict.fromkeys(text[: place + 1] for text in TYPED for place in range(len(text)))
    times: dict[str, list[int]] = {text: [] for text in texts}
    for _ in range(ROUNDS_OF_TYPING):
        for text in texts:
            times[text].append(nanoseconds(lambda text=text: _answer(desk, within, text)))  # type: ignore[misc]  # mypy does not infer the bound default
    return {text: median(taken) for text, taken in times.items()}


def _answer(desk: Desk, within: DossierQuery, text: str) -> None:
    """What the list asks for at a keystroke."""
    browse.found(desk, replace(within, text=text), Sort(SortKey.DUE), 0, PAGE)


def _ledger(desk: Desk, question: Question) -> Ledger:
    connection, zone = desk.database.reader(), desk.settings.zone
    return ledger(connection, question.period, question.judge_by, GroupBy.PROCEDURE, zone=zone)


def _page(desk: Desk, wanted: DossierQuery, sort: Sort, first: int = 0) -> Callable[[], object]:
    return lambda: browse.window(desk, wanted, sort, first, PAGE)


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


def _all(desk: Desk, sql: str, parameters: dict[str, int]) -> list[tuple[int, ...]]:
    return desk.database.reader().execute(sql, parameters).fetchall()


if __name__ == "__main__":
    for size in SIZES:
        run(size)
