from __future__ import annotations

from datetime import date, datetime, timedelta

from hypothesis import given
from tests.storage.histories import DAYS, FIRST_DAY, histories

from motcua_tui.domain import events as ev
from motcua_tui.domain.codes import Outcome
from motcua_tui.domain.events import Event, Standing, replay
from motcua_tui.domain.hindsight import past


def counting(standing: Standing) -> tuple[object, ...]:
    return (
        standing.accepted_on,
        standing.finished_on,
        standing.outcome,
        standing.lawful_due,
        standing.promised_due,
        standing.waiting_since,
    )


@given(told=histories())
def test_past_when_any_day_before_the_last_revision_is_asked_for_then_what_the_events_made_of_it(
    told: tuple[Event, ...],
) -> None:
    revised_on = replay(told).revised_on
    stretches = list(past(told, revised_on))
    for day in (FIRST_DAY + timedelta(days=n) for n in range(-1, DAYS + 2)):
        then = replay(told, day)
        found = [
            counting(stretch.standing) for stretch in stretches if stretch.from_on <= day < stretch.until_on
        ]
        known = revised_on is not None and day < revised_on and then.accepted_on is not None
        assert found == ([counting(then)] if known else [])


def test_past_when_nothing_was_revised_then_none() -> None:
    assert list(past([], None)) == []


def test_past_ends_where_the_last_revision_begins() -> None:
    told = [
        Event(datetime(2026, 11, 3, 9), ev.Accepted(date(2026, 11, 10)), 1),
        Event(datetime(2026, 11, 5, 9), ev.SupplementAsked("bản vẽ", complete_by=date(2026, 11, 20)), 2),
        Event(datetime(2026, 11, 9, 9), ev.Resumed(date(2026, 11, 16)), 3),
        Event(datetime(2026, 11, 12, 9), ev.ResultReady(Outcome.GRANTED), 4),
    ]
    stretches = list(past(told, date(2026, 11, 9)))
    assert [(one.from_on.day, one.until_on.day) for one in stretches] == [(3, 5), (5, 9)]
    assert [one.standing.waiting_since for one in stretches] == [None, date(2026, 11, 5)]
