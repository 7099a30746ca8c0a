from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.engines import examples
from tests.nasty_texts import NASTY
from tests.storage.histories import Told, days, dossiers

from motcua_tui.domain import events as ev
from motcua_tui.domain.calendar import WorkCalendar
from motcua_tui.domain.codes import Channel, Outcome, State
from motcua_tui.domain.dossier import Particulars
from motcua_tui.domain.events import Event
from motcua_tui.domain.periods import Period
from motcua_tui.domain.text import clean, sort_text, tokens
from motcua_tui.domain.timeliness import Timeliness, timeliness
from motcua_tui.storage.database import Database
from motcua_tui.storage.reads import dossiers as lists
from motcua_tui.storage.reads import orders
from motcua_tui.storage.reads.codes import codes_beginning, dossier_codes
from motcua_tui.storage.reads.dossiers import (
    MOST_FOUND,
    DossierLine,
    DossierQuery,
    Sort,
    SortKey,
)

Fill = Callable[[list[Told]], Database]

CALENDAR = WorkCalendar((), confirmed_until=date(2026, 12, 31))
NEAR_DAYS = 2
PROCEDURES = {1: "Gia hạn giấy phép xây dựng", 2: "Gia hạn chứng chỉ hành nghề kiến trúc"}
CODES = {1: "1.013233", 2: "1.008991"}
FIELDS = {1: "Hoạt động xây dựng", 2: "Kiến trúc"}


def judged(told: Told, today: date) -> Timeliness | None:
    standing = told.standing()
    return timeliness(
        due_on=standing.lawful_due,
        finished_on=standing.finished_on,
        today=today,
        calendar=CALENDAR,
        waiting_since=standing.waiting_since,
        near_days=NEAR_DAYS,
        accepted=standing.accepted_on is not None,
        closed=standing.outcome is Outcome.CLOSED,
    )


def takes(query: DossierQuery, told: Told) -> bool:
    """What the query means, said of one dossier without SQL."""
    who, standing = told.particulars, told.standing()
    is_open = standing.accepted_on is not None and standing.finished_on is None
    kind = judged(told, query.today)
    until = standing.wait.complete_by if standing.wait else None
    words = tokens(
        f"{who.code} {who.applicant} {who.phone} {who.submitter} {PROCEDURES[who.procedure_version]}"
    )
    running = is_open and standing.waiting_since is None

    def within(day: date | None, period: Period | None) -> bool:
        return period is None or (day is not None and day in period)

    return all(
        (
            all(any(word.startswith(typed) for word in words) for typed in tokens(query.text)),
            query.codes is None or who.code in query.codes,
            query.states is None
            or (standing.state in query.states and (is_open or not all(s.open for s in query.states))),
            query.open is None or query.open is is_open,
            query.timeliness is None or kind in query.timeliness,
            query.field is None or FIELDS[who.procedure_version] == query.field,
            query.procedure is None
            or query.procedure in (CODES[who.procedure_version], PROCEDURES[who.procedure_version]),
            query.versions is None or who.procedure_version in query.versions,
            query.channel is None or who.channel is query.channel,
            query.department is None or who.department == query.department,
            query.officer is None or who.officer == query.officer,
            within(standing.accepted_on, query.accepted),
            within(standing.lawful_due, query.due),
            within(standing.finished_on, query.finished),
            query.returned is None or query.returned is (standing.returned_at is not None),
            query.silent_before is None
            or (
                is_open
                and standing.last_event_on is not None
                and standing.last_event_on < query.silent_before
            ),
            not query.unapologised
            or (
                standing.redates == 0
                and (
                    kind is Timeliness.OVERDUE
                    or (kind is Timeliness.LATE and standing.state is State.RESULT_READY)
                )
            ),
            query.apologise_until is None
            or (
                running
                and standing.redates == 0
                and standing.lawful_due is not None
                and query.today < standing.lawful_due <= query.apologise_until
            ),
            query.wait_ends_by is None or (is_open and until is not None and until <= query.wait_ends_by),
        )
    )


def near_until(today: date) -> date:
    return CALENDAR.add(today, NEAR_DAYS + 1) - timedelta(days=1)


periods = st.none() | st.builds(lambda day, n: Period(day, day + timedelta(days=n)), days, st.integers(1, 20))
some_states = st.none() | st.frozensets(st.sampled_from(State), max_size=4)
texts = st.sampled_from(["", "nguyen", "NGUYỄN th", "gia han", "h48 dai", "0912", "khong co", "tret", "-"])


@st.composite
def queries(draw: st.DrawFn) -> DossierQuery:
    today = draw(days)
    return DossierQuery(
        today=today,
        near_until=near_until(today),
        text=draw(texts),
        states=draw(some_states),
        open=draw(st.none() | st.booleans()),
        timeliness=draw(st.none() | st.frozensets(st.sampled_from(Timeliness), max_size=3)),
    )


@st.composite
def rarer_queries(draw: st.DrawFn) -> DossierQuery:
    """One or two of the other conditions, or hardly anything would be found."""
    today = draw(days)
    conditions = {
        "codes": draw(
            st.frozensets(st.sampled_from(["000.00.64.H48-261100-0000", "000.00.64.H48-261101-0001"]))
        ),
        "field": draw(st.sampled_from(["Kiến trúc", "Đất đai"])),
        "procedure": draw(st.sampled_from(["1.013233", PROCEDURES[2], "9.9"])),
        "versions": draw(st.frozensets(st.integers(1, 3))),
        "channel": draw(st.sampled_from(Channel)),
        "department": draw(st.sampled_from(["Phòng Kinh tế", "Phòng khác"])),
        "officer": draw(st.sampled_from(["Mai", "Đức", "Ai"])),
        "accepted": draw(periods),
        "due": draw(periods),
        "finished": draw(periods),
        "returned": draw(st.booleans()),
        "silent_before": draw(days),
        "unapologised": True,
        "apologise_until": today + timedelta(days=draw(st.integers(1, 5))),
        "wait_ends_by": draw(days),
    }
    names = draw(st.lists(st.sampled_from(sorted(conditions)), min_size=1, max_size=2, unique=True))
    chosen = {name: conditions[name] for name in names}
    return replace(DossierQuery(today=today, near_until=near_until(today)), **chosen)  # type: ignore[arg-type]


@examples(60)
@given(told=dossiers(), query=queries() | rarer_queries())
def test_list_of_random_dossiers_holds_those_that_the_query_means(
    fill: Fill, told: list[Told], query: DossierQuery
) -> None:
    database = fill(told)
    found = lists.window(database.reader(), query, Sort(SortKey.CODE), 0, 99)
    expected = sorted(d.particulars.code for d in told if takes(query, d))
    assert [line.code for line in found] == expected
    assert lists.count(database.reader(), query) == len(expected)


def sorted_by(key: SortKey, line: DossierLine) -> object:
    match key:
        case SortKey.DUE:
            return line.due_on
        case SortKey.CODE:
            return line.code
        case SortKey.APPLICANT:
            return sort_text(line.applicant)
        case SortKey.PROCEDURE:
            return sort_text(line.procedure)
        case SortKey.ACCEPTED:
            return line.accepted_on
        case SortKey.FINISHED:
            return line.finished_on
        case SortKey.STATE:
            return list(State).index(line.state), line.due_on


@examples(30)
@given(told=dossiers(), key=st.sampled_from(SortKey), descending=st.booleans(), size=st.integers(1, 5))
def test_windows_of_any_order_join_to_the_whole_list_and_know_each_place(
    fill: Fill, told: list[Told], key: SortKey, descending: bool, size: int
) -> None:
    reader = fill(told).reader()
    sort, everything = Sort(key, descending), DossierQuery()
    whole = [
        line
        for first in range(0, len(told), size)
        for line in lists.window(reader, everything, sort, first, size)
    ]
    with_value = [line for line in whole if sorted_by(key, line) is not None]
    if key is SortKey.STATE:
        with_value = [line for line in whole if line.due_on is not None]
    in_order = sorted(with_value, key=lambda line: (sorted_by(key, line), line.id), reverse=descending)
    assert [line for line in whole if line in with_value] == in_order
    assert len(whole) == len({line.id for line in whole}) == len(told)
    found = lists.select(reader, everything)
    places = [found.position(reader, sort, line.id) for line in whole]
    assert places == list(range(len(told)))


@examples(60)
@given(
    told=dossiers(),
    query=queries() | rarer_queries() | st.just(DossierQuery()) | st.just(DossierQuery(open=True)),
    sort=st.builds(Sort, st.sampled_from(SortKey), st.booleans()),
    places=st.lists(st.integers(0, 12), min_size=1, max_size=6),
    patience=st.integers(1, 8),
    few=st.integers(1, 5),
    counted=st.booleans(),
)
def test_pages_of_one_list_in_any_sequence_are_cut_from_the_whole(
    fill: Fill,
    told: list[Told],
    query: DossierQuery,
    sort: Sort,
    places: list[int],
    patience: int,
    few: int,
    counted: bool,
) -> None:
    reader = fill(told).reader()
    whole = lists.select(reader, query).codes(reader, sort)
    found = lists.select(reader, query)
    if counted:
        assert found.count(reader) == len(whole)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(orders, "LOOKED_AT", patience)
        patched.setattr(orders, "FEW", few)
        for place in places:
            page = found.page(reader, sort, place, 3)
            assert [line.code for line in page] == whole[place : place + 3]
    ids = {line.id: line.code for line in found.page(reader, sort, 0, len(told))}
    assert [found.position(reader, sort, dossier) for dossier in ids] == list(range(len(whole)))


def test_position_of_a_dossier_outside_the_list_is_none(fill: Fill) -> None:
    reader = fill([_accepted("A-1")]).reader()
    assert lists.select(reader, DossierQuery(open=False)).position(reader, Sort(), 1) is None
    assert lists.select(reader, DossierQuery()).position(reader, Sort(), 99) is None


def test_line_shows_everything_that_a_list_needs(fill: Fill) -> None:
    told = Told(
        Particulars(
            code="A-1",
            procedure_version=1,
            applicant="Nguyễn Thị Hòa",
            channel=Channel.POST,
            department="Phòng Kinh tế",
            officer="Mai",
        ),
        (
            Event(datetime(2026, 11, 3, 8), ev.Accepted(date(2026, 11, 10)), 1),
            Event(datetime(2026, 11, 4, 8), ev.ReDated(date(2026, 11, 20), "chậm", late=True), 2),
            Event(datetime(2026, 11, 5, 8), ev.SupplementAsked("x", complete_by=date(2026, 11, 25)), 3),
        ),
    )
    database = fill([told])
    assert lists.line(database.reader(), 1) == DossierLine(
        id=1,
        code="A-1",
        procedure=PROCEDURES[1],
        procedure_code="1.013233",
        field=FIELDS[1],
        applicant="Nguyễn Thị Hòa",
        channel=Channel.POST,
        accepted_on=date(2026, 11, 3),
        due_on=date(2026, 11, 10),
        due_time=None,
        promised_due=date(2026, 11, 20),
        finished_on=None,
        returned_on=None,
        state=State.AWAITING_SUPPLEMENT,
        outcome=None,
        waiting_since=date(2026, 11, 5),
        waiting_until=date(2026, 11, 25),
        department="Phòng Kinh tế",
        officer="Mai",
        last_event_on=date(2026, 11, 5),
        redates=1,
        apology_late=True,
    )


@pytest.mark.parametrize("text", [*NASTY, '" OR 1', "a* NEAR b", "search : x", "^x", "'; DROP TABLE dossier"])
def test_search_for_anything_that_can_be_typed_finds_who_has_it(fill: Fill, text: str) -> None:
    name = clean(text)
    reader = fill([_accepted("A-1", applicant=name), _accepted("A-2")]).reader()
    found = [line.code for line in lists.window(reader, DossierQuery(text=text), Sort(SortKey.CODE), 0, 9)]
    assert "A-1" in found


def _accepted(code: str, applicant: str = "Trần Văn Đức", *, finished: bool = False) -> Told:
    events: list[Event] = [Event(datetime(2026, 11, 3, 8), ev.Accepted(date(2026, 11, 10)), 1)]
    if finished:
        events.append(Event(datetime(2026, 11, 4, 8), ev.ResultReady(Outcome.GRANTED), 2))
    return Told(Particulars(code=code, procedure_version=1, applicant=applicant), tuple(events))


@pytest.fixture
def crowd(fill: Fill) -> Database:
    """Many of one name, the oldest three open."""
    return fill([_accepted(f"A-{n:04d}", finished=n >= 3) for n in range(MOST_FOUND + 10)])


def test_search_with_very_many_matches_shows_the_newest_and_says_so(crowd: Database) -> None:
    reader = crowd.reader()
    found = lists.select(reader, DossierQuery(text="duc"))
    assert found.cut
    assert found.count(reader) == MOST_FOUND
    (first,) = found.page(reader, Sort(SortKey.CODE), 0, 1)
    assert first.code == "A-0010"


def test_search_among_open_dossiers_finds_every_match(crowd: Database) -> None:
    query = DossierQuery(text="duc", open=True)
    assert lists.count(crowd.reader(), query) == 3
    assert not lists.select(crowd.reader(), query).cut


def test_search_with_another_condition_looks_at_the_newest_matches(crowd: Database) -> None:
    query = DossierQuery(text="duc", officer="Mai")
    assert lists.count(crowd.reader(), query) == 0
    assert lists.select(crowd.reader(), query).cut


def test_search_for_every_match_is_not_cut(crowd: Database) -> None:
    query = DossierQuery(text="duc", every_match=True)
    assert lists.count(crowd.reader(), query) == MOST_FOUND + 10
    assert not lists.select(crowd.reader(), query).cut


def test_codes_are_known_all_or_by_their_beginning(fill: Fill) -> None:
    reader = fill([_accepted(code) for code in ("H48-2", "H48-1", "H49-1", "h48-1", "H4")]).reader()
    assert dossier_codes(reader) == {"H4", "H48-1", "H48-2", "H49-1", "h48-1"}
    assert codes_beginning(reader, "H48-") == ["H48-1", "H48-2"]
    assert codes_beginning(reader, "X") == []


@pytest.mark.file_only("asks for the plan of SQLite")
@pytest.mark.parametrize(
    ("query", "sort", "index"),
    [
        (DossierQuery(open=True), Sort(SortKey.DUE), "dossier_open"),
        (DossierQuery(timeliness=frozenset({Timeliness.OVERDUE})), Sort(SortKey.DUE), "dossier_open"),
        (DossierQuery(states=frozenset({State.SUBMITTED})), Sort(SortKey.DUE), "dossier_state"),
        (DossierQuery(states=frozenset({State.RESULT_READY})), Sort(SortKey.DUE), "dossier_state"),
        (DossierQuery(unapologised=True), Sort(SortKey.DUE), "dossier_unapologised"),
        (DossierQuery(), Sort(SortKey.DUE), "dossier_due"),
        (DossierQuery(), Sort(SortKey.DUE, descending=True), "dossier_due"),
        (DossierQuery(), Sort(SortKey.ACCEPTED, descending=True), "dossier_accepted"),
        (DossierQuery(), Sort(SortKey.CODE), "sqlite_autoindex_dossier_1"),
        (DossierQuery(), Sort(SortKey.FINISHED, descending=True), "dossier_finished"),
    ],
)
def test_default_windows_walk_an_index_and_sort_nothing(
    database: Database, query: DossierQuery, sort: Sort, index: str
) -> None:
    reader = database.reader()
    statements: list[str] = []
    reader.set_trace_callback(statements.append)
    lists.window(reader, query, sort, 0, 50)
    reader.set_trace_callback(None)
    plan = " / ".join(row[3] for row in reader.execute(f"EXPLAIN QUERY PLAN {statements[0]}"))
    assert index in plan
    assert "TEMP B-TREE" not in plan


@pytest.mark.file_only("asks for the plan of SQLite")
def test_what_nobody_has_collected_is_found_by_its_index(database: Database) -> None:
    statements: list[str] = []
    reader = database.reader()
    reader.set_trace_callback(statements.append)
    lists.count(reader, DossierQuery(returned=False))
    reader.set_trace_callback(None)
    plans = [row[3] for sql in statements for row in reader.execute(f"EXPLAIN QUERY PLAN {sql}")]
    assert plans == ["SCAN d USING COVERING INDEX dossier_not_returned"]
