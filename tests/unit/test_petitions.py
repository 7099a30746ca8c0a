from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua_tui.domain.periods import Period
from motcua_tui.domain.petitions import Petition, PetitionCounts, counts
from motcua_tui.domain.timeliness import Timeliness
from motcua_tui.services.base_calendar import base_calendar

CALENDAR = base_calendar(confirmed_until=date(2026, 12, 31))
SEPTEMBER = Period(date(2026, 9, 1), date(2026, 10, 1))


def told(received: date, by: date, answered: date | None = None) -> Petition:
    return Petition(received_on=received, answer_by=by, answered_on=answered, sender="Ông A", content="…")


@pytest.mark.parametrize(
    ("answered", "today", "expected", "left"),
    [
        (None, date(2026, 9, 7), Timeliness.IN_TIME, 4),
        (None, date(2026, 9, 9), Timeliness.NEAR, 2),
        (None, date(2026, 9, 11), Timeliness.DUE_TODAY, 0),
        (None, date(2026, 9, 14), Timeliness.OVERDUE, -1),
        (date(2026, 9, 10), date(2026, 9, 30), Timeliness.EARLY, 1),
        (date(2026, 9, 11), date(2026, 9, 30), Timeliness.ON_TIME, 0),
        (date(2026, 9, 15), date(2026, 9, 30), Timeliness.LATE, -2),
    ],
)
def test_standing_follows_the_day_by_which_to_answer(
    answered: date | None, today: date, expected: Timeliness, left: int
) -> None:
    petition = told(date(2026, 9, 3), date(2026, 9, 11), answered)
    assert petition.standing(today, CALENDAR) is expected
    assert petition.days_left(today, CALENDAR) == left
    assert petition.open is (answered is None)


def test_counts_of_a_month_follow_from_the_dates() -> None:
    book = [
        told(date(2026, 8, 3), date(2026, 8, 20), date(2026, 8, 31)),  # over before the month
        told(date(2026, 8, 3), date(2026, 8, 20), date(2026, 9, 1)),  # carried over, late
        told(date(2026, 8, 20), date(2026, 9, 29)),  # carried over, overdue on the last day
        told(date(2026, 9, 1), date(2026, 9, 15), date(2026, 9, 14)),  # early
        told(date(2026, 9, 1), date(2026, 9, 15), date(2026, 9, 15)),  # on time
        told(date(2026, 9, 30), date(2026, 9, 30)),  # due on the last day: still in time
        told(date(2026, 9, 30), date(2026, 10, 9), date(2026, 10, 1)),  # answered after the month
        told(date(2026, 10, 1), date(2026, 10, 9)),  # received after the month
    ]
    found = counts(book, SEPTEMBER)
    assert found == PetitionCounts(
        carried_over=2, received=4, early=1, on_time=1, late=1, pending_in_time=2, pending_overdue=1
    )
    assert (found.answered, found.pending) == (3, 3)


DAYS = st.dates(date(2026, 1, 1), date(2026, 6, 30))


@st.composite
def books(draw: st.DrawFn) -> list[Petition]:
    made = []
    for received in draw(st.lists(DAYS, max_size=12)):
        waited = draw(st.none() | st.integers(0, 40))
        answered = None if waited is None else received + timedelta(waited)
        made.append(told(received, received + timedelta(draw(st.integers(0, 30))), answered))
    return made


@given(books(), DAYS, st.integers(1, 60))
def test_what_comes_in_goes_out_or_is_carried_into_the_next_period(
    book: list[Petition], start: date, days: int
) -> None:
    period = Period(start, start + timedelta(days))
    found = counts(book, period)
    assert found.carried_over + found.received == found.answered + found.pending
    assert found.pending == counts(book, period.next()).carried_over
    assert found.received == sum(start <= p.received_on < period.end for p in book)
