"""What an officer waits for while looking through lists, at every size: pages, counts, figures, search.

The floor of a page is the bare reading of as many rows; that of search is going through all dossiers.
The last table sets each step at the largest desk beside the same step at the smallest: what still takes no
longer than a first page may is as good as flat.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from statistics import median
from time import process_time_ns
from typing import Final

from benchmarks import data
from benchmarks._measure import MS, Aim, Contender, Row, Table, measure, taken_by
from motcua_tui.domain.codes import Channel
from motcua_tui.domain.periods import Preset
from motcua_tui.domain.timeliness import Timeliness
from motcua_tui.services import browse, reporting
from motcua_tui.services.browse import DossierList, View
from motcua_tui.services.desk import Desk
from motcua_tui.services.reporting import By, Question
from motcua_tui.services.today import morning
from motcua_tui.storage.reads.dossiers import DossierQuery, Sort, SortKey

PAGE: Final = 60
"""Lines that a table asks for at a time."""
YEAR: Final = "cal:2025"
FIGURES: Final = ("received.new", "received.post", "finished.late", "finished.refused", "pending.overdue")
GROWN: Final = 5.0
FIRST_PAGE: Final = Aim(ms=GROWN)
FLOORS: Final = ("bare rows", "bare scan", "going through all")
ROUNDS: Final = 9

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

_OPEN_SCAN: Final = "SELECT count(*), sum(lawful_due) FROM dossier INDEXED BY dossier_open WHERE is_open"
_ROWS: Final = "SELECT * FROM dossier ORDER BY id DESC LIMIT :count"
_LIKE: Final = "SELECT count(*) FROM dossier WHERE search LIKE '% nguyen%' AND search LIKE '% thi%'"


def run(sizes: Sequence[int]) -> list[Table]:
    """The steps at every size, and how much each grows from the first size to the last."""
    tables: list[Table] = []
    steps: dict[int, dict[str, float]] = {}
    for size in sizes:
        desk = data.desk(size)
        found = [
            Table(f"Pages at {size:,} dossiers, against the bare reading of {PAGE} rows", pages(desk)),
            Table(f"Lists with conditions at {size:,} dossiers", filters(desk)),
            Table(
                f"First screen at {size:,} dossiers, against the bare scan of the open ones",
                first_screen(desk),
            ),
            Table(f"Search at {size:,} dossiers, each keystroke against going through all", search(desk)),
        ]
        steps[size] = {row.name: row.ns for table in found for row in table.rows if row.ns is not None}
        tables += found
        desk.database.close()
    first, last = steps[sizes[0]], steps[sizes[-1]]
    if first is not last:
        title = f"Growth from {sizes[0]:,} to {sizes[-1]:,} dossiers"
        tables.append(
            Table(title, [_grown(name, first[name], ns) for name, ns in last.items() if name not in FLOORS])
        )
    return tables


def _grown(name: str, before: float, after: float) -> Row:
    """A step may take twice as long at most, or still no longer than a first page may. What comes after the
    page is there has no aim."""
    waited_for = not name.startswith("count ")
    met = after <= 2 * before or after <= GROWN * MS
    aim = Aim(ratio=2) if waited_for else None
    return Row(name, f"{before / MS:.2f} ms at first", after, after / before, aim, met=met if aim else None)


def pages(desk: Desk) -> list[Row]:
    """The first page of lists in all orders, the end, the next page far down, and what is behind figures."""
    everything, still_open = (browse.query(desk, view) for view in (View.ALL, View.OPEN))
    whole = DossierList(desk, everything)
    last = whole.count()
    by_due = Sort(SortKey.DUE)
    middle = max(0, last // 2)
    whole.page(by_due, middle, PAGE)
    year = Question.of(desk, Preset.parse(YEAR), by=By.FIELD)
    behind = {figure: reporting.dossiers_behind(desk, year, [figure]) for figure in FIGURES}
    rows = partial(desk.database.reader().execute, _ROWS, {"count": PAGE})
    return measure(
        [
            Contender("bare rows", "newest first", lambda: rows().fetchall()),
            *(
                Contender(f"open by {key}", "", first_page(desk, still_open, Sort(key)), aim=FIRST_PAGE)
                for key in SortKey
            ),
            *(
                Contender(f"all by {key}", "", first_page(desk, everything, Sort(key)), aim=FIRST_PAGE)
                for key in SortKey
            ),
            Contender(
                "to the end", "all by due date", lambda: whole.page(by_due, last - PAGE, PAGE), aim=FIRST_PAGE
            ),
            Contender(
                "next page far down",
                f"all by due date, from line {middle + PAGE:,}",
                lambda: whole.page(by_due, middle + PAGE, PAGE),
                aim=FIRST_PAGE,
            ),
            Contender(
                "jump into the middle",
                "once, counting from an end",
                _page_far_down(desk, everything, by_due, middle),
            ),
            *(
                Contender(
                    f"behind {figure}",
                    f"of the year 2025: {DossierList(desk, wanted).count():,}",
                    first_page(desk, wanted, browse.first_order(wanted)),
                    aim=FIRST_PAGE,
                )
                for figure, wanted in behind.items()
            ),
            Contender("count of all", "after the page is there", _count(desk, everything)),
            Contender("count of the open", "after the page is there", _count(desk, still_open)),
            Contender(
                "count behind finished.late", "after the page is there", _count(desk, behind["finished.late"])
            ),
        ],
        rounds=ROUNDS,
    )


def filters(desk: Desk) -> list[Row]:
    """Conditions and their combinations among all dossiers; by due date, and the newest first."""
    base, choices = browse.query(desk, View.ALL), browse.choices(desk)
    field, procedure, officer = choices.fields[0], choices.procedures[5], choices.officers[0]
    late = frozenset({Timeliness.LATE})
    month = Preset.parse("cal:2024-03").period
    asked: dict[str, DossierQuery] = {
        "officer": replace(base, officer=officer),
        "field": replace(base, field=field),
        "procedure": replace(base, procedure=procedure),
        "channel": replace(base, channel=Channel.POST),
        "late": replace(base, timeliness=late),
        "accepted in a month": replace(base, accepted=month),
        "officer, late": replace(base, officer=officer, timeliness=late),
        "field, channel, month": replace(base, field=field, channel=Channel.DIRECT, accepted=month),
        "open, officer, field": replace(base, open=True, officer=officer, field=field),
        "not returned": replace(base, returned=False),
    }
    newest = Sort(SortKey.ACCEPTED, descending=True)
    rows = partial(desk.database.reader().execute, _ROWS, {"count": PAGE})
    return measure(
        [
            Contender("bare rows", "newest first", lambda: rows().fetchall()),
            *(
                Contender(
                    f"{name}, {words}",
                    f"{DossierList(desk, wanted).count():,}",
                    first_page(desk, wanted, sort),
                )
                for name, wanted in asked.items()
                for words, sort in (("by due date", Sort()), ("newest first", newest))
            ),
        ],
        rounds=5,
    )


def first_screen(desk: Desk) -> list[Row]:
    scan = partial(desk.database.reader().execute, _OPEN_SCAN)
    return measure(
        [
            Contender("bare scan", "of the index of open dossiers", lambda: scan().fetchall()),
            Contender("first screen", "counts, weeks and what is due next", lambda: morning(desk)),
        ]
    )


def search(desk: Desk) -> list[Row]:
    """Every keystroke once as its median of a few rounds; then median, 99th and worst of them all."""
    scan = partial(desk.database.reader().execute, _LIKE)
    by_processor = partial(taken_by, clock=process_time_ns)
    going_through = median(by_processor(lambda: scan().fetchall()) for _ in range(ROUNDS_OF_TYPING))
    rows = [Row("going through all", "LIKE over the folded text", going_through, 1.0)]
    for view in (View.ALL, View.OPEN):
        strokes = _strokes(desk, browse.query(desk, view))
        taken = sorted(strokes, key=lambda stroke: strokes[stroke])
        for name, place, aim in (
            ("median", 0.5, None),
            ("99th of 100", 0.99, Aim(ms=5)),
            ("worst", 1.0, Aim(ms=15)),
        ):
            stroke = taken[round(place * (len(taken) - 1))]
            ns = strokes[stroke]
            what = f"“{stroke}”, one of {len(taken)} keystrokes"
            rows.append(Row(f"{name}, in {view} dossiers", what, ns, ns / going_through, aim))
    return rows


def _strokes(desk: Desk, within: DossierQuery) -> dict[str, float]:
    """Everything that stands in the field while ``TYPED`` is typed, and the time of its answer."""
    texts = dict.fromkeys(text[: place + 1] for text in TYPED for place in range(len(text)))
    times: dict[str, list[int]] = {text: [] for text in texts}
    for _ in range(ROUNDS_OF_TYPING):
        for text in texts:
            page = first_page(desk, replace(within, text=text), Sort())
            times[text].append(taken_by(page, clock=process_time_ns))
    return {text: median(taken) for text, taken in times.items()}


def first_page(desk: Desk, wanted: DossierQuery, sort: Sort) -> Callable[[], object]:
    """The list is opened anew each time."""
    return lambda: DossierList(desk, wanted).page(sort, 0, PAGE)


def _page_far_down(desk: Desk, wanted: DossierQuery, sort: Sort, first: int) -> Callable[[], object]:
    return lambda: DossierList(desk, wanted).page(sort, first, PAGE)


def _count(desk: Desk, wanted: DossierQuery) -> Callable[[], object]:
    return lambda: DossierList(desk, wanted).count()
