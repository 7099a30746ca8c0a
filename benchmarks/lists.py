"""What an officer waits for while looking through lists, at every size: pages, counts, figures, search.

The floor of a page is the bare reading of as many rows; that of search is going through all dossiers.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial
from statistics import median
from typing import Final

from benchmarks import data
from benchmarks._measure import Contender, Row, Table, by_processor, measure
from motcua_tui.domain.codes import Channel
from motcua_tui.domain.periods import Preset
from motcua_tui.domain.timeliness import Timeliness
from motcua_tui.services import browse, reporting
from motcua_tui.services.browse import DossierList, View
from motcua_tui.services.desk import Desk
from motcua_tui.services.reporting import By, Question
from motcua_tui.services.today import SOON, morning
from motcua_tui.storage.reads.badges import badges
from motcua_tui.storage.reads.dossiers import DossierQuery, Sort, SortKey

PAGE: Final = 60
"""Lines that a table asks for at a time."""
YEAR: Final = "cal:2025"
FIGURES: Final = ("received.new", "received.post", "finished.late", "finished.refused", "pending.overdue")
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
    tables: list[Table] = []
    for size in sizes:
        desk = data.desk(size)
        tables += [
            Table("Pages", pages(desk), size, steps=True),
            Table("Lists with conditions", filters(desk), size, steps=True),
            Table("First screen", first_screen(desk), size, steps=True),
            Table("Search", search(desk), size, steps=True),
            Table("Counting a list, after its page is there", counts(desk), size),
        ]
        desk.database.close()
    return tables


def pages(desk: Desk) -> list[Row]:
    """The first page of lists in all orders, the end, the next page far down, and what is behind figures."""
    everything, still_open = (browse.query(desk, view) for view in (View.ALL, View.OPEN))
    whole = DossierList(desk, everything)
    last = whole.count()
    by_due = Sort(SortKey.DUE)
    middle = max(0, last // 2)
    whole.page(by_due, middle, PAGE)
    return measure(
        [
            _bare_rows(desk),
            *(Contender(f"open by {key}", "", first_page(desk, still_open, Sort(key))) for key in SortKey),
            *(Contender(f"all by {key}", "", first_page(desk, everything, Sort(key))) for key in SortKey),
            Contender("to the end by due", "of all", lambda: whole.page(by_due, max(0, last - PAGE), PAGE)),
            Contender(
                "next page far down by due",
                f"of all, from line {middle + PAGE:,}",
                lambda: whole.page(by_due, middle + PAGE, PAGE),
            ),
            Contender(
                "jump into the middle",
                "once, counting from an end",
                lambda: DossierList(desk, everything).page(by_due, middle, PAGE),
            ),
            *(
                Contender(
                    f"behind {figure}",
                    f"of the year 2025: {DossierList(desk, wanted).count():,}",
                    first_page(desk, wanted, browse.first_order(wanted)),
                )
                for figure, wanted in _behind(desk).items()
            ),
        ],
        rounds=ROUNDS,
    )


def counts(desk: Desk) -> list[Row]:
    """Nobody waits for these: the page stands already."""
    everything, still_open = (browse.query(desk, view) for view in (View.ALL, View.OPEN))
    late = _behind(desk)["finished.late"]
    scan = partial(desk.database.reader().execute, _OPEN_SCAN)
    return measure(
        [
            Contender("bare scan", "of the index of open dossiers", lambda: scan().fetchall()),
            Contender("the open", "", lambda: DossierList(desk, still_open).count()),
            Contender("all", "", lambda: DossierList(desk, everything).count()),
            Contender("behind finished.late", "", lambda: DossierList(desk, late).count()),
        ],
        rounds=ROUNDS,
    )


def _behind(desk: Desk) -> dict[str, DossierQuery]:
    year = Question.of(desk, Preset.parse(YEAR), by=By.FIELD)
    return {figure: reporting.dossiers_behind(desk, year, [figure]) for figure in FIGURES}


def _bare_rows(desk: Desk) -> Contender:
    rows = partial(desk.database.reader().execute, _ROWS, {"count": PAGE})
    return Contender("bare rows", f"{PAGE}, newest first", lambda: rows().fetchall())


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
    return measure(
        [
            _bare_rows(desk),
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
            Contender("badges", "the counts of the open ones", _badges(desk)),
            Contender("first screen", "badges, weeks and what is due next", lambda: morning(desk)),
        ]
    )


def _badges(desk: Desk) -> Callable[[], object]:
    today = desk.today()
    return partial(
        badges,
        desk.database.reader(),
        today=today,
        near_until=browse.near_until(desk),
        apologise_until=browse.apologise_until(desk),
        silent_before=browse.silent_before(desk),
        soon_until=desk.calendar.add(today, SOON + 1) - timedelta(days=1),
        zone=desk.settings.zone,
    )


def search(desk: Desk) -> list[Row]:
    """Every keystroke once as its median of a few rounds; then median, 99th and worst of them all."""
    scan = partial(desk.database.reader().execute, _LIKE)
    (floor,) = measure(
        [Contender("going through all", "LIKE over the folded text", lambda: scan().fetchall())],
        rounds=ROUNDS_OF_TYPING,
    )
    assert floor.ns is not None
    rows = [floor]
    for view in (View.ALL, View.OPEN):
        strokes = _strokes(desk, browse.query(desk, view))
        taken = sorted(strokes, key=lambda stroke: strokes[stroke])
        for name, place in (("median", 0.5), ("99th of 100", 0.99), ("worst", 1.0)):
            stroke = taken[round(place * (len(taken) - 1))]
            ns = strokes[stroke]
            what = f"“{stroke}”, one of {len(taken)} keystrokes"
            rows.append(Row(f"{name}, in {view} dossiers", what, ns, ns / floor.ns))
    return rows


def _strokes(desk: Desk, within: DossierQuery) -> dict[str, float]:
    """Everything that stands in the field while ``TYPED`` is typed, and the time of its answer."""
    texts = dict.fromkeys(text[: place + 1] for text in TYPED for place in range(len(text)))
    times: dict[str, list[int]] = {text: [] for text in texts}
    for _ in range(ROUNDS_OF_TYPING):
        for text in texts:
            times[text].append(by_processor(first_page(desk, replace(within, text=text), Sort())))
    return {text: median(taken) for text, taken in times.items()}


def first_page(desk: Desk, wanted: DossierQuery, sort: Sort) -> Callable[[], object]:
    """The list is opened anew each time."""
    return lambda: DossierList(desk, wanted).page(sort, 0, PAGE)
