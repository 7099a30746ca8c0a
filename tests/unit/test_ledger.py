"""Every dossier of a period falls into exactly one cell, by the rules of counting."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua_tui.domain import events as ev
from motcua_tui.domain.codes import Channel, JudgeBy, Outcome
from motcua_tui.domain.ledger import Cell, CellFilter, Facts, Judgement, Ledger, Origin, Status, classify
from motcua_tui.domain.periods import Period

MARCH = Period(date(2026, 3, 1), date(2026, 4, 1))
LAST = date(2026, 3, 31)
DAY_BEFORE = date(2026, 2, 28)


def march(day: int) -> date:
    return date(2026, 3, day)


PENDING = Facts(
    group=1,
    channel=Channel.DIRECT,
    accepted_on=march(2),
    finished_on=None,
    lawful_due=march(20),
    promised_due=None,
    outcome=None,
    waiting_since=None,
)


def finished(day: date, outcome: Outcome = Outcome.GRANTED, **changes: object) -> Facts:
    return replace(PENDING, finished_on=day, outcome=outcome, **changes)  # type: ignore[arg-type]  # any field


def cell(facts: Facts, judge_by: JudgeBy = JudgeBy.LAWFUL_DUE) -> Cell:
    found = classify(facts, MARCH, judge_by)
    assert found is not None
    return found


@pytest.mark.parametrize(("channel", "online"), list(zip(Channel, (True, True, False, False), strict=True)))
def test_online_when_full_or_partial_then_true(channel: Channel, online: bool) -> None:
    assert channel.online is online


@pytest.mark.parametrize(
    "facts",
    [
        replace(PENDING, accepted_on=date(2026, 4, 1)),
        finished(DAY_BEFORE, accepted_on=date(2026, 2, 2)),
        finished(date(2026, 2, 2), accepted_on=DAY_BEFORE),
    ],
    ids=["accepted after", "finished before", "finished before, with the dates swapped"],
)
def test_classify_when_not_open_in_the_period_then_not_counted(facts: Facts) -> None:
    assert classify(facts, MARCH) is None


@pytest.mark.parametrize(
    ("accepted_on", "origin"),
    [
        (DAY_BEFORE, Origin.CARRIED_OVER),
        (march(1), Origin.NEW),
        (LAST, Origin.NEW),
    ],
)
def test_classify_when_accepted_before_the_first_day_then_carried_over(
    accepted_on: date, origin: Origin
) -> None:
    assert cell(replace(PENDING, accepted_on=accepted_on)).origin is origin


def test_classify_when_finished_on_the_first_day_then_it_was_still_open_when_the_period_began() -> None:
    found = cell(finished(march(1), accepted_on=date(2026, 2, 2)))
    assert (found.origin, found.status) == (Origin.CARRIED_OVER, Status.GRANTED)


@pytest.mark.parametrize(
    ("finished_on", "status"),
    [(LAST, Status.GRANTED), (date(2026, 4, 1), Status.PENDING), (None, Status.PENDING)],
)
def test_classify_when_not_finished_by_the_last_day_then_pending(
    finished_on: date | None, status: Status
) -> None:
    assert cell(replace(PENDING, finished_on=finished_on)).status is status


@pytest.mark.parametrize(
    ("day", "judgement"), [(19, Judgement.EARLY), (20, Judgement.ON_TIME), (21, Judgement.LATE)]
)
def test_classify_when_finished_then_compared_with_the_due_date(day: int, judgement: Judgement) -> None:
    assert cell(finished(march(day))).judgement is judgement


@pytest.mark.parametrize(
    ("due", "judgement", "on_last_day"),
    [
        (date(2026, 3, 30), Judgement.OVERDUE, False),
        (LAST, Judgement.IN_TIME, True),
        (date(2026, 4, 1), Judgement.IN_TIME, False),
        (None, Judgement.IN_TIME, False),
    ],
)
def test_classify_when_pending_then_overdue_only_after_the_due_date(
    due: date | None, judgement: Judgement, on_last_day: bool
) -> None:
    found = cell(replace(PENDING, lawful_due=due))
    assert (found.judgement, found.due_on_last_day, found.no_due) == (judgement, on_last_day, due is None)


def test_classify_when_finished_without_due_date_then_on_time_and_marked() -> None:
    found = cell(finished(march(30), lawful_due=None))
    assert (found.judgement, found.no_due) == (Judgement.ON_TIME, True)


@pytest.mark.parametrize(
    ("since", "judgement", "waiting"),
    [
        (march(19), Judgement.IN_TIME, True),
        (march(20), Judgement.IN_TIME, True),
        (march(21), Judgement.OVERDUE, True),
        (date(2026, 4, 1), Judgement.OVERDUE, False),
    ],
    ids=["asked in time", "asked on the due date", "overdue when asked", "asked after the period"],
)
def test_classify_when_waiting_then_cannot_become_overdue_but_stays_so(
    since: date, judgement: Judgement, waiting: bool
) -> None:
    found = cell(replace(PENDING, waiting_since=since))
    assert (found.judgement, found.waiting) == (judgement, waiting)


@pytest.mark.parametrize(
    ("asked", "judgement"),
    [(march(20), Judgement.ON_TIME), (march(21), Judgement.LATE), (None, Judgement.LATE)],
    ids=["asked by the due date", "asked later", "imported, never asked"],
)
def test_classify_when_closed_then_judged_by_the_day_the_supplement_was_asked_for(
    asked: date | None, judgement: Judgement
) -> None:
    found = cell(finished(march(30), Outcome.CLOSED, waiting_since=asked))
    assert (found.status, found.judgement, found.waiting) == (Status.CLOSED, judgement, False)


@pytest.mark.parametrize(
    ("day", "judgement"), [(10, Judgement.EARLY), (20, Judgement.ON_TIME), (25, Judgement.LATE)]
)
@pytest.mark.parametrize("outcome", [Outcome.STOPPED, Outcome.REFUSED])
def test_classify_when_withdrawn_or_refused_then_judged_by_its_own_date_even_while_waiting(
    outcome: Outcome, day: int, judgement: Judgement
) -> None:
    found = cell(finished(march(day), outcome, waiting_since=march(5)))
    assert (found.status, found.judgement) == (Status(outcome), judgement)


def test_classify_when_finish_is_before_acceptance_then_it_counts_on_the_acceptance_day() -> None:
    swapped = finished(DAY_BEFORE, accepted_on=march(5))
    assert (cell(swapped).origin, cell(swapped).status) == (Origin.NEW, Status.GRANTED)
    february = Period(date(2026, 2, 1), date(2026, 3, 1))
    assert classify(swapped, february) is None


def test_classify_when_the_outcome_is_unknown_then_granted() -> None:
    assert cell(replace(PENDING, finished_on=march(9))).status is Status.GRANTED


def test_classify_when_judged_by_the_promise_then_the_new_date_decides() -> None:
    late = finished(march(25), promised_due=march(27))
    assert cell(late).judgement is Judgement.LATE
    assert cell(late, JudgeBy.PROMISED).judgement is Judgement.EARLY
    assert cell(late).re_dated
    assert cell(finished(march(25)), JudgeBy.PROMISED).judgement is Judgement.LATE


def test_facts_when_not_accepted_then_none() -> None:
    assert Facts.of(ev.Standing(), 1, Channel.DIRECT) is None


def test_facts_when_accepted_then_those_of_the_standing() -> None:
    standing = ev.Standing(accepted_at=datetime.combine(march(2), time(9)), lawful_due=march(20))
    assert Facts.of(standing, 1, Channel.DIRECT) == PENDING


def test_ledger_when_counted_or_given_cells_then_the_same() -> None:
    facts = [PENDING, PENDING, replace(PENDING, group=7), replace(PENDING, accepted_on=date(2026, 4, 1))]
    counted = Ledger.count(facts, MARCH)
    given_cells = Ledger(MARCH, [(cell(PENDING), 1), (cell(PENDING), 1), (cell(facts[2]), 1)])
    assert dict(counted) == dict(given_cells) == {cell(PENDING): 2, cell(facts[2]): 1}
    assert counted.groups() == (1, 7)
    assert counted.total(CellFilter()) == 3
    assert counted.total(CellFilter(), frozenset({7})) == 1


EVERY_CONDITION = CellFilter(
    channel=frozenset({Channel.DIRECT}),
    origin=frozenset({Origin.NEW}),
    status=frozenset({Status.PENDING}),
    judgement=frozenset({Judgement.OVERDUE}),
    waiting=False,
    no_due=False,
    re_dated=False,
    due_on_last_day=False,
)


@pytest.mark.parametrize(
    "change",
    [
        {"channel": Channel.POST},
        {"origin": Origin.CARRIED_OVER},
        {"status": Status.GRANTED},
        {"judgement": Judgement.IN_TIME},
        {"waiting": True},
        {"no_due": True},
        {"re_dated": True},
        {"due_on_last_day": True},
    ],
    ids=lambda change: next(iter(change)),
)
def test_filter_when_one_condition_fails_then_the_cell_is_not_taken(change: dict[str, object]) -> None:
    assert EVERY_CONDITION.takes(cell(PENDING))
    assert not EVERY_CONDITION.takes(replace(cell(PENDING), **change))  # type: ignore[arg-type]  # any field


DAYS = st.integers(0, 40).map(lambda n: date(2026, 2, 20) + timedelta(days=n))


@st.composite
def dossiers(draw: st.DrawFn) -> Facts:
    accepted_on = draw(DAYS)
    finished_on = draw(st.none() | st.integers(-2, 40).map(lambda n: accepted_on + timedelta(days=n)))
    return Facts(
        group=draw(st.integers(1, 3)),
        channel=draw(st.sampled_from(Channel)),
        accepted_on=accepted_on,
        finished_on=finished_on,
        lawful_due=draw(st.none() | DAYS),
        promised_due=draw(st.none() | DAYS),
        outcome=draw(st.sampled_from(Outcome)) if finished_on else None,
        waiting_since=draw(st.none() | st.integers(0, 10).map(lambda n: accepted_on + timedelta(days=n))),
    )


periods = st.builds(lambda first, days: Period(first, first + timedelta(days=days)), DAYS, st.integers(1, 20))
registers = st.lists(dossiers(), max_size=30)


def origins(ledger: Ledger, *origin: Origin) -> int:
    return ledger.total(CellFilter(origin=frozenset(origin)))


def pending(ledger: Ledger) -> int:
    return ledger.total(CellFilter(status=frozenset({Status.PENDING})))


def ended(ledger: Ledger) -> int:
    return ledger.total(CellFilter(status=frozenset(Status) - {Status.PENDING}))


@given(registers, periods)
def test_ledger_when_counted_then_received_is_finished_plus_pending(
    facts: list[Facts], period: Period
) -> None:
    ledger = Ledger.count(facts, period)
    assert origins(ledger, Origin.CARRIED_OVER) + origins(ledger, Origin.NEW) == ended(ledger) + pending(
        ledger
    )


@given(registers, periods)
def test_ledger_when_periods_follow_each_other_then_carried_over_is_what_was_pending(
    facts: list[Facts], period: Period
) -> None:
    following = Period(period.end, period.end + timedelta(days=9))
    assert origins(Ledger.count(facts, following), Origin.CARRIED_OVER) == pending(
        Ledger.count(facts, period)
    )


@given(registers, periods, st.integers(1, 19))
def test_ledger_when_split_then_received_and_finished_add_up(
    facts: list[Facts], period: Period, days: int
) -> None:
    middle = min(period.start + timedelta(days=days), period.last)
    if middle == period.start:
        return
    whole = Ledger.count(facts, period)
    parts = [Ledger.count(facts, p) for p in (Period(period.start, middle), Period(middle, period.end))]
    assert origins(whole, Origin.NEW) == sum(origins(p, Origin.NEW) for p in parts)
    assert ended(whole) == sum(ended(p) for p in parts)


@given(registers, periods)
def test_ledger_when_counted_by_group_then_the_groups_add_up(facts: list[Facts], period: Period) -> None:
    ledger = Ledger.count(facts, period)
    by_group = Counter(f.group for f in facts if classify(f, period))
    assert {g: ledger.total(CellFilter(), frozenset({g})) for g in ledger.groups()} == by_group
