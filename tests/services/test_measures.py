"""Measures on a real database, against an oracle that looks at one dossier after another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from fractions import Fraction
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import NOW, ZONE
from tests.engines import examples
from tests.services.desks import ARCHITECT, BUILDING, desk_over, particulars, writing
from tests.storage.histories import Told, days, dossiers

from motcua_tui.domain import events as ev
from motcua_tui.domain.catalogue import ProcedureVersion
from motcua_tui.domain.codes import Channel, Outcome, ReturnWay
from motcua_tui.domain.ledger import Cell, Facts, Judgement, Origin, Status, classify
from motcua_tui.domain.limits import TimeLimit
from motcua_tui.domain.measures import CELLS, TRAITS, Count, Rate
from motcua_tui.domain.office import acceptance_due
from motcua_tui.domain.periods import Period
from motcua_tui.domain.profiles import Ratio
from motcua_tui.services import browse, measures
from motcua_tui.services.desk import Desk
from motcua_tui.storage.database import Database
from motcua_tui.storage.reads.dossiers import Sort

SEPTEMBER = (date(2026, 9, 1), date(2026, 9, 30))
NOVEMBER = (date(2026, 11, 1), date(2026, 11, 30))
LATE = {Judgement.LATE, Judgement.OVERDUE}

periods = st.builds(lambda day, n: Period(day, day + timedelta(days=n)), days, st.integers(1, 20))


@st.composite
def registers(draw: st.DrawFn) -> list[Told]:
    """Random dossiers with the facts of their receipts."""
    found = []
    for told in draw(dossiers()):
        flag = st.booleans()
        facts = replace(
            told.particulars,
            filed_by_officer=draw(flag),
            fee=draw(st.sampled_from([None, 0, 150_000])),
            paid_online=draw(flag),
            papers_digitised=draw(flag),
            result_digitised=draw(flag),
        )
        events = tuple(
            replace(event, what=ev.Returned(draw(st.sampled_from(ReturnWay))))
            if isinstance(event.what, ev.Returned)
            else event
            for event in told.events
        )
        found.append(Told(facts, events))
    return found


@pytest.fixture
def fill(new_database: Callable[[], Database]) -> Callable[[list[Told]], Desk]:
    """Makes a desk of its own with some dossiers, as often as it is called."""

    def filled(told: list[Told]) -> Desk:
        database = new_database()
        with database.unit_of_work(zone=ZONE, actor="Mai", now=NOW) as uow:
            uow.dossiers.bulk_add((d.particulars, d.events) for d in told)
            uow.commit()
        return desk_over(database)

    return filled


def counts_of(told: Told, period: Period, desk: Desk) -> set[Count]:
    """The counts of dossiers that one dossier belongs to, by the rules of docs/counting.md."""
    facts, now = told.particulars, told.standing()
    found: set[Count] = set()
    then = Facts.of(told.standing(until=period.last), facts.procedure_version, facts.channel)
    cell = classify(then, period) if then else None
    if cell is not None:
        found |= _by_cell(cell)
    if now.accepted_at and now.accepted_at.date() in period:
        found |= {
            count
            for count, holds in (
                (Count.FILED_BY_OFFICER, facts.filed_by_officer),
                (Count.ONLINE_BY_OFFICER, facts.filed_by_officer and facts.channel.online),
                (Count.WITH_FEE, bool(facts.fee)),
                (Count.PAID_ONLINE, bool(facts.fee) and facts.paid_online),
                (Count.PAPERS_DIGITISED, facts.papers_digitised),
            )
            if holds
        }
        if facts.channel.online and now.submitted_at:
            in_time = now.accepted_at <= acceptance_due(now.submitted_at, desk.office)
            found |= {Count.TIMED, Count.ACCEPTED_IN_TIME if in_time else Count.ACCEPTED_LATE}
    if took(told, period) is not None:
        found |= {Count.RESULTS} | ({Count.RESULTS_DIGITISED} if facts.result_digitised else set())
    if now.returned_at and now.returned_at.date() in period:
        by_post = now.returned_by is ReturnWay.POST
        found |= {Count.RETURNED} | ({Count.RETURNED_BY_POST} if by_post else set())
    if Count.APOLOGISED in found:
        found.add(Count.APOLOGISED_LATE if now.apology_late else Count.APOLOGISED_IN_TIME)
    return found


def _by_cell(cell: Cell) -> set[Count]:
    new, online = cell.origin is Origin.NEW, cell.channel.online
    pending, late = cell.status is Status.PENDING, cell.judgement in LATE
    told = (
        (Count.ALL, True),
        (Count.RECEIVED, new),
        (Count.ONLINE, new and online),
        (Count.ONLINE_FULL, new and cell.channel is Channel.ONLINE_FULL),
        (Count.ONLINE_PARTIAL, new and cell.channel is Channel.ONLINE_PARTIAL),
        (Count.POST, new and cell.channel is Channel.POST),
        (Count.DIRECT, new and cell.channel is Channel.DIRECT),
        (Count.RECEIVED_SERVED, new and cell.group == BUILDING),
        (Count.ONLINE_SERVED, new and online and cell.group == BUILDING),
        (Count.FINISHED, not pending),
        (Count.BY_DUE, not pending and not late),
        (Count.FINISHED_LATE, not pending and late),
        (Count.RE_DATED, not pending and cell.re_dated),
        (Count.REFUSED, cell.status is Status.REFUSED),
        (Count.STOPPED, cell.status is Status.STOPPED),
        (Count.CLOSED, cell.status is Status.CLOSED),
        (Count.PENDING, pending),
        (Count.OVERDUE, pending and late),
        (Count.AWAITING_SUPPLEMENT, pending and cell.waiting),
        (Count.WITHIN_DUE, not late),
        (Count.LATE, late),
        (Count.APOLOGISED, late and cell.re_dated),
    )
    return {count for count, holds in told if holds}


def took(told: Told, period: Period) -> tuple[date, date] | None:
    """From when to when a result of the period took; None where the dossier gave none in it."""
    now = told.standing()
    if now.accepted_on is None or now.finished_on is None:
        return None
    ended_on = max(now.accepted_on, now.finished_on)
    given = now.outcome in (Outcome.GRANTED, Outcome.REFUSED) and ended_on in period
    return (now.accepted_on, ended_on) if given else None


def working_days(desk: Desk, start: date, end: date) -> int:
    return sum(desk.calendar.is_working(start + timedelta(days=n)) for n in range(1, (end - start).days + 1))


def listed(desk: Desk, period: Period, count: Count) -> set[str]:
    wanted = measures.dossiers_behind(desk, period.first, period.last, count)
    found = browse.window(desk, wanted, Sort(), 0, 99)
    assert browse.count(desk, wanted) == len(found)
    return {one.line.code for one in found}


@examples(40)
@given(told=registers(), period=periods)
def test_measures_of_random_dossiers_are_those_of_the_rules_one_by_one(
    fill: Callable[[list[Told]], Desk], told: list[Told], period: Period
) -> None:
    desk = fill(told)
    made = measures.of(desk, period.first, period.last)

    expected: dict[Count, set[str]] = {count: set() for count in Count if not count.of_procedures}
    for one in told:
        for count in counts_of(one, period, desk):
            expected[count].add(one.particulars.code)
    assert {count: made[count] for count in expected} == {c: len(codes) for c, codes in expected.items()}
    for count, codes in expected.items():
        assert listed(desk, period, count) == codes, count

    taken = [working_days(desk, *span) for one in told if (span := took(one, period))]
    if made.time is None:
        assert not taken
    else:
        assert (made.time.n, made.time.longest) == (len(taken), max(taken))
        assert made.time.average == Fraction(sum(taken), len(taken))
        assert made.time.median == Fraction(str(median(taken)))
        assert sum(one.time.n for one in made.procedures) == len(taken)

    late = [one for one in told if one.particulars.code in expected[Count.LATE]]
    causes = Counter("chậm phối hợp" if one.standing().redates else "" for one in late)
    assert dict(made.causes) == dict(causes)


def test_a_count_is_one_of_cells_of_traits_of_waiting_times_or_of_procedures() -> None:
    from_waiting = {Count.ACCEPTED_IN_TIME, Count.ACCEPTED_LATE}
    assert {c for c in Count if not c.of_procedures} == CELLS.keys() | TRAITS.keys() | from_waiting


def events(*happenings: tuple[str, ev.Happening]) -> tuple[ev.Event, ...]:
    return tuple(
        ev.Event(datetime.fromisoformat(at), what, number)
        for number, (at, what) in enumerate(happenings, start=1)
    )


def online(code: str, submitted: str, accepted: str) -> Told:
    facts = replace(particulars(code), channel=Channel.ONLINE_FULL)
    due = date(2026, 11, 30)
    return Told(facts, events((submitted, ev.Submitted()), (accepted, ev.Accepted(due))))


@pytest.mark.parametrize(
    ("submitted", "accepted", "in_time"),
    [
        # Monday to Friday 07:30-11:30 and 13:30-17:00, so a day has 7 and a half hours.
        ("2026-11-02T07:30", "2026-11-03T08:00", True),
        ("2026-11-02T07:30", "2026-11-03T08:01", False),
        # Friday 15:30 + 1:30 that day, Monday 4:00 + 2:30 in the afternoon.
        ("2026-11-06T15:30", "2026-11-09T16:00", True),
        ("2026-11-06T15:30", "2026-11-09T16:01", False),
        # The last minute of a session: the noon that follows is too late.
        ("2026-11-02T11:00", "2026-11-03T11:30", True),
        ("2026-11-02T11:00", "2026-11-03T12:00", False),
        # Accepted on a Sunday: no office time has passed since Friday evening.
        ("2026-11-06T18:00", "2026-11-08T20:00", True),
        # Long before the period.
        ("2026-03-02T09:00", "2026-11-03T09:00", False),
    ],
)  # fmt: skip
def test_acceptance_is_in_time_within_eight_office_hours(
    fill: Callable[[list[Told]], Desk], submitted: str, accepted: str, *, in_time: bool
) -> None:
    desk = fill([online("A-1", submitted, accepted)])

    made = measures.of(desk, *NOVEMBER)

    assert made.rate(Rate.ACCEPTED_IN_TIME) == Ratio(int(in_time), 1)
    assert made[Count.ACCEPTED_LATE] == (not in_time)


def finished(code: str, accepted: str, ready: str, version: int = BUILDING, **result: str) -> Told:
    outcome = ev.ResultReady(Outcome.GRANTED, **result)
    taken = events((accepted, ev.Accepted(date(2026, 9, 9))), (ready, outcome))
    return Told(particulars(code, version), taken)


def test_processing_time_is_in_working_days_by_procedure_and_whole(
    fill: Callable[[list[Told]], Desk],
) -> None:
    """By hand; 31 Aug to 2 Sep 2026 are off, Saturday 22 Aug is worked for Monday 31 Aug."""
    desk = fill(
        [
            finished("A-1", "2026-08-20T09:00", "2026-09-01T09:00"),  # 21, 22, 24 … 28: 7
            finished("A-2", "2026-08-28T09:00", "2026-09-03T09:00"),  # 3: 1
            finished("A-3", "2026-09-03T09:00", "2026-09-03T16:00"),  # the same day: 0
            finished("B-1", "2026-09-03T09:00", "2026-09-14T09:00", ARCHITECT),  # 4, 7–11, 14: 7
            finished("B-2", "2026-09-03T09:00", "2026-10-14T09:00", ARCHITECT),  # after the period
        ]
    )

    made = measures.of(desk, *SEPTEMBER)

    assert made.time is not None
    assert (made.time.n, made.time.average, made.time.median) == (4, Fraction(15, 4), Fraction(4))
    architect, building = made.procedures
    assert (architect.code, architect.time.average) == ("1.008991", Fraction(7))
    assert (building.code, building.time.n) == ("1.013233", 3)
    assert (building.time.average, building.time.median) == (Fraction(8, 3), Fraction(1))
    wanted = measures.results_of(desk, *SEPTEMBER, "1.013233")
    assert {one.line.code for one in browse.window(desk, wanted, Sort(), 0, 9)} == {"A-1", "A-2", "A-3"}


def test_causes_are_told_the_most_frequent_first_and_the_untold_last(
    fill: Callable[[list[Told]], Desk],
) -> None:
    ready = "2026-09-15T09:00"
    desk = fill(
        [
            *(finished(f"A-{n}", "2026-09-03T09:00", ready) for n in range(3)),
            finished("B-1", "2026-09-03T09:00", ready, late_cause="Hồ sơ khai thiếu"),
            *(finished(f"C-{n}", "2026-09-03T09:00", ready, late_cause="Lỗi hệ thống") for n in range(2)),
        ]
    )

    assert measures.of(desk, *SEPTEMBER).causes == (("Lỗi hệ thống", 2), ("Hồ sơ khai thiếu", 1), ("", 3))


class TestProcedures:
    @pytest.fixture
    def desk(self, small_desk: Desk) -> Desk:
        """Five procedures more than the template's; dossiers of November on three of them."""
        with writing(small_desk) as uow:

            def add(code: str, **how: object) -> int:
                version = ProcedureVersion(
                    code=code,
                    name=f"Thủ tục {code}",
                    limit=TimeLimit.parse("5 LV"),
                    **how,  # type: ignore[arg-type]  # each test names its own fields
                )
                return uow.catalogue.add(version).id

            partial = add("2.01", online=Channel.ONLINE_PARTIAL, legal_limit=TimeLimit.parse("7 LV"))
            add("2.02", online=Channel.ONLINE_PARTIAL, post=True, legal_limit=TimeLimit.parse("7 ngày"))
            add("2.03", fee=150_000, legal_limit=TimeLimit.parse("5 LV"))
            add("2.04", valid_to=date(2026, 10, 31))
            add("2.05", valid_from=date(2026, 12, 1))
            for code, version, channel in (
                ("A-1", BUILDING, Channel.DIRECT),
                ("A-2", ARCHITECT, Channel.DIRECT),
                ("A-3", partial, Channel.ONLINE_PARTIAL),
            ):
                facts = replace(particulars(code, version), channel=channel)
                uow.dossiers.add(facts, events(("2026-11-05T09:00", ev.Accepted(date(2026, 11, 12)))))
            uow.commit()
        return small_desk

    @pytest.mark.parametrize(
        ("count", "codes"),
        [
            (Count.PROCEDURES, ["1.008991", "1.013233", "2.01", "2.02", "2.03"]),
            (Count.PROCEDURES_USED, ["1.008991", "1.013233", "2.01"]),
            (Count.PROCEDURES_ONLINE, ["1.013233", "2.01", "2.02"]),
            (Count.PROCEDURES_ONLINE_FULL, ["1.013233"]),
            (Count.PROCEDURES_ONLINE_PARTIAL, ["2.01", "2.02"]),
            (Count.PROCEDURES_ONLINE_USED, ["2.01"]),
            (Count.PROCEDURES_ONLINE_FULL_USED, []),
            (Count.PROCEDURES_ONLINE_PARTIAL_USED, ["2.01"]),
            (Count.PROCEDURES_ONLINE_UNUSED, ["1.013233", "2.02"]),
            (Count.PROCEDURES_BY_POST, ["2.02"]),
            (Count.PROCEDURES_WITH_FEE, ["2.03"]),
            (Count.PROCEDURES_LIMITED, ["2.01", "2.03"]),
            (Count.PROCEDURES_SHORTENED, ["2.01"]),
        ],
    )
    def test_a_count_of_procedures_names_them(self, desk: Desk, count: Count, codes: list[str]) -> None:
        assert measures.of(desk, *NOVEMBER)[count] == len(codes)
        assert [v.code for v in measures.procedures_behind(desk, *NOVEMBER, count)] == codes

    @pytest.mark.parametrize(
        ("count", "codes"),
        [
            (Count.PROCEDURES_USED, {"A-1", "A-2", "A-3"}),
            (Count.PROCEDURES_ONLINE, {"A-1", "A-3"}),
            (Count.PROCEDURES_ONLINE_USED, {"A-3"}),
            (Count.PROCEDURES_ONLINE_UNUSED, {"A-1"}),
        ],
    )
    def test_behind_a_count_of_procedures_stand_their_dossiers(
        self, desk: Desk, count: Count, codes: set[str]
    ) -> None:
        assert listed(desk, Period(date(2026, 11, 1), date(2026, 12, 1)), count) == codes


@pytest.mark.file_only("asks for the plan of SQLite")
def test_the_pass_over_facts_reads_one_range_of_the_covering_index(database: Database) -> None:
    statements: list[str] = []
    reader = database.reader()
    reader.set_trace_callback(statements.append)
    measures.of(desk_over(database), *NOVEMBER)
    reader.set_trace_callback(None)
    plans = [
        " ".join(row[3] for row in reader.execute(f"EXPLAIN QUERY PLAN {sql}"))
        for sql in statements
        if "dossier d" in sql and "dossier_event" not in sql
    ]
    assert not [plan for plan in plans if "SCAN d" in plan]
    covering = ("USING COVERING INDEX dossier_ledger", "USING COVERING INDEX dossier_judged")
    assert sum(any(index in plan for index in covering) for plan in plans) >= 8
