from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import motcua_tui
from motcua_tui.domain.calendar import FIRST_YEAR, LAST_YEAR, CalendarDay, WorkCalendar
from motcua_tui.domain.codes import DayKind
from motcua_tui.errors import InputError

A_DAY = timedelta(days=1)
ROWS = list(
    csv.DictReader((Path(motcua_tui.__file__).parent / "data" / "calendar_vn.csv").open(encoding="utf-8"))
)
KINDS = {date.fromisoformat(row["date"]): row["kind"] for row in ROWS}
DAYS = [CalendarDay(on, DayKind(kind), "Ngày nghỉ") for on, kind in KINDS.items()]


def works(day: date) -> bool:
    """The oracle: the shipped file read by hand, the weekend otherwise."""
    return KINDS[day] == "work" if day in KINDS else day.weekday() < 5


def walk(day: date, steps: int) -> date:
    step = A_DAY if steps > 0 else -A_DAY
    for _ in range(abs(steps)):
        day += step
        while not works(day):
            day += step
    return day


def off(on: date, label: str = "Ngày nghỉ") -> CalendarDay:
    return CalendarDay(on, DayKind.OFF, label)


def make(*days: CalendarDay) -> WorkCalendar:
    return WorkCalendar(days, confirmed_until=date(2026, 11, 22))


dates = st.dates(date(2018, 1, 1), date(2030, 12, 31))
shared = make(*DAYS)


@given(dates, st.integers(-150, 150))
def test_add_any_days_agrees_with_a_walk_day_by_day(day: date, steps: int) -> None:
    assert make(*DAYS).add(day, steps) == walk(day, steps)
    assert shared.add(day, steps) == walk(day, steps)
    assert shared.subtract(day, steps) == walk(day, -steps)


@given(dates, st.integers(0, 500))
def test_count_any_span_agrees_with_a_walk_day_by_day(start: date, length: int) -> None:
    end = start + timedelta(days=length)
    expected = sum(works(start + timedelta(days=ahead)) for ahead in range(1, length + 1))
    for calendar in (make(*DAYS), shared):
        assert calendar.count(start, end) == expected
        assert calendar.count(end, start) == -expected


@given(dates, st.integers(1, 3000))
def test_count_after_add_and_subtract_gives_back_the_days(day: date, days: int) -> None:
    assert shared.count(day, shared.add(day, days)) == days
    earlier = shared.subtract(day, days)
    assert shared.count(earlier - A_DAY, day - A_DAY) == days


@given(dates)
def test_nearest_working_day_is_the_day_itself_or_the_next_that_works(day: date) -> None:
    assert shared.is_working(day) == works(day)
    assert shared.next_working(day) == (day if works(day) else walk(day, 1))
    assert shared.previous_working(day) == (day if works(day) else walk(day, -1))


def test_add_on_the_turn_of_indexed_years_needs_no_other_year_than_it_reaches() -> None:
    asked: list[int] = []

    def extend(year: int) -> list[CalendarDay]:
        asked.append(year)
        return [off(date(year, 1, 1))]

    calendar = WorkCalendar([], confirmed_until=date(2026, 12, 31), extend=extend)
    assert calendar.add(date(2026, 12, 1), 5) == date(2026, 12, 8)
    assert asked == [2026]
    assert calendar.add(date(2026, 12, 31), 1) == date(2027, 1, 4)
    assert asked == [2026, 2027]
    assert calendar.subtract(date(2026, 1, 2), 1) == date(2025, 12, 31)
    assert asked == [2026, 2027, 2025]
    assert calendar.count(date(2025, 1, 1), date(2027, 12, 31)) == calendar.count(
        date(2025, 12, 31), date(2027, 12, 31)
    ) + calendar.count(date(2025, 1, 1), date(2025, 12, 31))
    assert asked == [2026, 2027, 2025]


def test_index_when_a_far_year_is_asked_first_fills_the_years_between() -> None:
    calendar = make(*DAYS)
    assert calendar.is_working(date(2030, 5, 6))
    assert not calendar.is_working(date(2018, 5, 1))
    assert calendar.count(date(2024, 4, 26), date(2024, 5, 7)) == 5


def test_given_days_when_the_base_says_otherwise_win() -> None:
    calendar = WorkCalendar(
        [CalendarDay(date(2027, 2, 4), DayKind.WORK, "Làm việc"), off(date(2027, 2, 11))],
        confirmed_until=date(2027, 12, 31),
        extend=lambda year: [off(date(year, 2, 4), "29 Tết"), off(date(year, 2, 5), "Giao thừa")],
    )
    assert calendar.is_working(date(2027, 2, 4))
    assert not calendar.is_working(date(2027, 2, 5))
    assert not calendar.is_working(date(2027, 2, 11))


def test_two_rows_for_one_date_when_given_the_later_holds() -> None:
    monday = date(2026, 11, 23)
    assert make(off(monday), CalendarDay(monday, DayKind.WORK, "Làm việc")).is_working(monday)


def test_exception_gives_the_row_of_the_day_or_none() -> None:
    row = CalendarDay(date(2026, 11, 24), DayKind.OFF, "Ngày Văn hóa Việt Nam", source="NQ 28/2026/QH16")
    calendar = make(row)
    assert calendar.exception(row.on) is row
    assert calendar.exception(date(2026, 11, 25)) is None


def test_days_lists_what_is_known_by_date_and_one_year_when_asked() -> None:
    calendar = WorkCalendar(
        [off(date(2026, 9, 2)), off(date(2026, 1, 1))],
        confirmed_until=date(2026, 12, 31),
        extend=lambda year: [off(date(year, 5, 1))],
    )
    assert [day.on for day in calendar.days()] == [date(2026, 1, 1), date(2026, 9, 2)]
    assert [day.on for day in calendar.days(2027)] == [date(2027, 5, 1)]
    assert [day.on for day in calendar.days()] == [date(2026, 1, 1), date(2026, 9, 2), date(2027, 5, 1)]


@pytest.mark.parametrize(
    ("start", "end", "confirmed"),
    [
        (date(2026, 11, 20), date(2026, 11, 22), True),
        (date(2026, 11, 20), date(2026, 11, 23), False),
        (date(2026, 11, 23), date(2026, 11, 20), False),
        (date(2027, 3, 1), date(2027, 3, 2), False),
    ],
)
def test_confirmed_when_the_span_passes_the_last_certain_day_is_false(
    start: date, end: date, confirmed: bool
) -> None:
    calendar = make()
    assert calendar.confirmed_until == date(2026, 11, 22)
    assert calendar.confirmed(start, end) is confirmed


def test_session_weekday_when_a_saturday_is_made_up_is_the_weekday_it_replaces() -> None:
    calendar = make(
        CalendarDay(date(2026, 8, 22), DayKind.WORK, "Làm bù", date(2026, 8, 31)),
        CalendarDay(date(2015, 2, 14), DayKind.WORK, "Làm bù"),
        CalendarDay(date(2026, 9, 3), DayKind.WORK, "Làm việc"),
    )
    monday, wednesday, thursday, friday = 0, 2, 3, 4
    assert calendar.session_weekday(date(2026, 8, 22)) == monday
    assert calendar.session_weekday(date(2026, 8, 29)) is None
    assert calendar.session_weekday(date(2026, 8, 26)) == wednesday
    assert calendar.session_weekday(date(2026, 9, 3)) == thursday
    assert calendar.session_weekday(date(2015, 2, 14)) == friday


def test_weekend_when_only_sunday_is_off_counts_saturdays() -> None:
    calendar = WorkCalendar([], confirmed_until=date(2026, 12, 31), weekend=frozenset({6}))
    assert calendar.add(date(2026, 11, 20), 2) == date(2026, 11, 23)


@pytest.mark.parametrize("day", [date(FIRST_YEAR - 1, 12, 31), date(LAST_YEAR + 1, 1, 1), date.max, date.min])
def test_a_date_outside_the_years_of_the_calendar_when_asked_is_refused(day: date) -> None:
    calendar = make()
    for ask in (calendar.is_working, calendar.exception, calendar.next_working):
        with pytest.raises(InputError, match=f"{FIRST_YEAR}–{LAST_YEAR}"):
            ask(day)
    with pytest.raises(InputError):
        calendar.add(day, 1)
    with pytest.raises(InputError):
        calendar.subtract(day, 1)


def test_a_count_that_runs_out_of_years_when_added_is_refused() -> None:
    calendar = make()
    with pytest.raises(InputError):
        calendar.add(date(2026, 11, 21), 10**9)
    with pytest.raises(InputError):
        calendar.subtract(date(2026, 11, 21), 10**9)
    assert calendar.add(date(2026, 11, 20), 1) == date(2026, 11, 23)
