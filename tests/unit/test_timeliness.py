from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua_tui.domain.calendar import CalendarDay, WorkCalendar
from motcua_tui.domain.codes import DayKind
from motcua_tui.domain.timeliness import Timeliness, days_left, timeliness

CALENDAR = WorkCalendar(
    [
        CalendarDay(date(2026, 1, 1), DayKind.OFF, "Tết Dương lịch"),
        CalendarDay(date(2026, 1, 2), DayKind.OFF, "Nghỉ hoán đổi", date(2026, 1, 10)),
        CalendarDay(date(2026, 1, 10), DayKind.WORK, "Làm bù", date(2026, 1, 2)),
    ],
    confirmed_until=date(2026, 11, 22),
)
WEDNESDAY = date(2026, 3, 4)
FRIDAY = date(2026, 3, 6)
SATURDAY = date(2026, 3, 7)
MONDAY = date(2026, 3, 9)

days = st.dates(date(2025, 12, 1), date(2026, 3, 31))
maybe_days = st.none() | days


@pytest.mark.parametrize(
    ("due_on", "today", "left"),
    [
        (FRIDAY, WEDNESDAY, 2),
        (MONDAY, FRIDAY, 1),
        (FRIDAY, FRIDAY, 0),
        (MONDAY, SATURDAY, 1),
        (SATURDAY, FRIDAY, 0),  # due by hand on a day off
        (FRIDAY, SATURDAY, -1),  # past, though no working day has gone by
        (FRIDAY, MONDAY, -1),
        (FRIDAY, date(2026, 3, 10), -2),
        (date(2025, 12, 31), date(2026, 1, 4), -1),
        (date(2026, 1, 12), date(2026, 1, 9), 2),  # the make-up Saturday counts
        (None, FRIDAY, None),
    ],
)
def test_days_left_is_signed_and_never_zero_when_past(
    due_on: date | None, today: date, left: int | None
) -> None:
    assert days_left(due_on, today, CALENDAR) == left


def test_days_left_while_waiting_is_none() -> None:
    assert days_left(FRIDAY, WEDNESDAY, CALENDAR, waiting=True) is None


def standing(
    due_on: date | None,
    today: date,
    *,
    finished_on: date | None = None,
    waiting_since: date | None = None,
    near_days: int = 2,
    accepted: bool = True,
    closed: bool = False,
) -> Timeliness | None:
    return timeliness(
        due_on=due_on,
        finished_on=finished_on,
        today=today,
        calendar=CALENDAR,
        waiting_since=waiting_since,
        near_days=near_days,
        accepted=accepted,
        closed=closed,
    )


@pytest.mark.parametrize(
    ("due_on", "today", "expected"),
    [
        (MONDAY, WEDNESDAY, Timeliness.IN_TIME),
        (FRIDAY, WEDNESDAY, Timeliness.NEAR),
        (MONDAY, SATURDAY, Timeliness.NEAR),
        (SATURDAY, FRIDAY, Timeliness.NEAR),
        (FRIDAY, FRIDAY, Timeliness.DUE_TODAY),
        (FRIDAY, SATURDAY, Timeliness.OVERDUE),
        (None, FRIDAY, Timeliness.IN_TIME),
    ],
)
def test_timeliness_of_an_open_dossier_follows_the_days_left(
    due_on: date | None, today: date, expected: Timeliness
) -> None:
    assert standing(due_on, today) is expected


def test_timeliness_near_days_is_a_setting() -> None:
    assert standing(FRIDAY, WEDNESDAY, near_days=1) is Timeliness.IN_TIME
    assert standing(MONDAY, WEDNESDAY, near_days=3) is Timeliness.NEAR


@pytest.mark.parametrize(
    ("due_on", "finished_on", "expected"),
    [
        (FRIDAY, WEDNESDAY, Timeliness.EARLY),
        (FRIDAY, FRIDAY, Timeliness.ON_TIME),  # at 23:59 of the due date too: dates decide
        (FRIDAY, SATURDAY, Timeliness.LATE),  # at 00:01 of the day after
        (None, SATURDAY, Timeliness.ON_TIME),
    ],
)
def test_timeliness_of_a_finished_dossier_compares_dates(
    due_on: date | None, finished_on: date, expected: Timeliness
) -> None:
    assert standing(due_on, date(2026, 3, 31), finished_on=finished_on) is expected


@pytest.mark.parametrize(
    ("due_on", "asked", "today", "expected"),
    [
        (FRIDAY, WEDNESDAY, date(2026, 3, 31), Timeliness.IN_TIME),
        (FRIDAY, FRIDAY, date(2026, 3, 31), Timeliness.IN_TIME),
        (FRIDAY, SATURDAY, SATURDAY, Timeliness.OVERDUE),
        (FRIDAY, WEDNESDAY, FRIDAY, Timeliness.IN_TIME),
        (None, WEDNESDAY, FRIDAY, Timeliness.IN_TIME),
    ],
)
def test_timeliness_while_waiting_is_in_time_unless_overdue_when_asked(
    due_on: date | None, asked: date, today: date, expected: Timeliness
) -> None:
    assert standing(due_on, today, waiting_since=asked) is expected


@pytest.mark.parametrize(
    ("due_on", "asked", "expected"),
    [
        (FRIDAY, FRIDAY, Timeliness.ON_TIME),
        (FRIDAY, SATURDAY, Timeliness.LATE),
        (FRIDAY, None, Timeliness.LATE),
        (None, SATURDAY, Timeliness.ON_TIME),
    ],
)
def test_timeliness_of_a_closed_dossier_is_judged_by_the_day_it_was_asked(
    due_on: date | None, asked: date | None, expected: Timeliness
) -> None:
    closed_on = date(2026, 3, 20)
    assert standing(due_on, closed_on, finished_on=closed_on, waiting_since=asked, closed=True) is expected


@given(maybe_days, maybe_days, days, maybe_days)
def test_timeliness_while_not_accepted_is_none(
    due_on: date | None, finished_on: date | None, today: date, asked: date | None
) -> None:
    assert standing(due_on, today, finished_on=finished_on, waiting_since=asked, accepted=False) is None


@given(days, days)
def test_days_left_and_timeliness_always_agree(due_on: date, today: date) -> None:
    left = days_left(due_on, today, CALENDAR)
    assert left is not None
    expected = {
        Timeliness.OVERDUE: left < 0,
        Timeliness.DUE_TODAY: today == due_on,
        Timeliness.NEAR: 0 <= left <= 2 and today < due_on,
        Timeliness.IN_TIME: left > 2,
    }
    assert [name for name, holds in expected.items() if holds] == [standing(due_on, today)]


@given(days, st.integers(1, 60))
def test_days_left_of_a_day_later_is_never_more(due_on: date, ahead: int) -> None:
    today = due_on - timedelta(days=30) + timedelta(days=ahead)
    first, second = (days_left(due_on, day, CALENDAR) for day in (today, today + timedelta(days=1)))
    assert first is not None
    assert second is not None
    assert second <= first
