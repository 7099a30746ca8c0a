from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta

from holidays import country_holidays

from motcua_tui.domain.calendar import CalendarDay
from motcua_tui.domain.codes import DayKind
from motcua_tui.services.base_calendar import (
    CONFIRMED_UNTIL,
    GUESS,
    base_calendar,
    guessed_days,
    shipped_days,
)


def test_shipped_days_against_the_holidays_package_differ_on_two_days_only() -> None:
    package = country_holidays("VN", years=range(2018, 2027))
    calendar = base_calendar()
    span = (date(2018, 1, 1) + timedelta(days=ahead) for ahead in range(9 * 365 + 2))
    differ = {day for day in span if package.is_working_day(day) != calendar.is_working(day)}
    assert differ == {date(2026, 1, 2), date(2026, 1, 10)}
    assert not calendar.is_working(date(2026, 1, 2))
    assert calendar.is_working(date(2026, 1, 10))


def test_shipped_days_of_2015_to_2017_are_those_of_the_package() -> None:
    for year in (2015, 2016, 2017):
        shipped = [(row.on, row.kind, row.label) for row in shipped_days() if row.on.year == year]
        assert shipped == [(row.on, row.kind, row.label) for row in guessed_days(year)]


def test_shipped_days_each_name_their_document_and_swaps_point_at_each_other() -> None:
    rows = {row.on: row for row in shipped_days()}
    assert all(row.label and row.source for row in rows.values())
    swaps = [row for row in rows.values() if row.replaces]
    assert len(swaps) == 12
    for row in swaps:
        assert row.replaces is not None
        other = rows[row.replaces]
        assert other.replaces == row.on
        assert other.kind is not row.kind
        assert other.source == row.source
    assert rows[date(2026, 1, 10)] == CalendarDay(
        date(2026, 1, 10), DayKind.WORK, "Làm bù", date(2026, 1, 2), "12729/VPCP-KGVX"
    )


def test_shipped_days_are_weekdays_off_and_weekends_worked() -> None:
    for row in shipped_days():
        assert (row.on.weekday() >= 5) is (row.kind is DayKind.WORK), row


def test_guessed_days_of_a_year_beyond_the_file_come_from_the_package_without_weekends() -> None:
    rows = guessed_days(2027)
    assert {row.source for row in rows} == {GUESS}
    assert {row.on.year for row in rows} == {2027}
    assert date(2027, 11, 24) in {row.on for row in rows}
    assert all(row.on.weekday() < 5 for row in rows)
    assert [row.on for row in rows] == sorted(row.on for row in rows)


def test_guessed_days_of_a_year_with_swaps_hold_the_saturdays_worked() -> None:
    worked = [row.on for row in guessed_days(2014) if row.kind is DayKind.WORK]
    assert worked == [date(2014, 4, 26), date(2014, 9, 6), date(2014, 12, 27)]


def test_base_calendar_beyond_the_file_is_guessed_and_not_confirmed() -> None:
    calendar = base_calendar()
    assert calendar.confirmed_until == CONFIRMED_UNTIL == date(2026, 11, 22)
    assert not calendar.is_working(date(2027, 1, 1))
    assert not calendar.confirmed(date(2026, 12, 31), date(2027, 1, 4))


def test_base_calendar_when_the_office_says_otherwise_takes_its_rows() -> None:
    monday, saturday = date(2026, 11, 23), date(2026, 11, 28)
    calendar = base_calendar(
        [
            CalendarDay(monday, DayKind.OFF, "Nghỉ hoán đổi", saturday),
            CalendarDay(saturday, DayKind.WORK, "Làm bù", monday),
            CalendarDay(date(2026, 11, 24), DayKind.WORK, "Trực"),
            CalendarDay(date(2027, 2, 11), DayKind.OFF, "Tết"),
        ],
        confirmed_until=date(2026, 12, 31),
    )
    assert [calendar.is_working(day) for day in (monday, date(2026, 11, 24), saturday)] == [False, True, True]
    assert calendar.session_weekday(saturday) == 0
    assert not calendar.is_working(date(2027, 2, 11))
    assert not calendar.is_working(date(2027, 2, 5))
    assert calendar.confirmed(date(2026, 11, 20), saturday)


def test_base_calendar_within_the_shipped_years_leaves_the_package_alone() -> None:
    script = (
        "import sys; from datetime import date\n"
        "from motcua_tui.services.base_calendar import base_calendar\n"
        "assert base_calendar().add(date(2026, 1, 5), 5) == date(2026, 1, 10)\n"
        "assert 'holidays' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
