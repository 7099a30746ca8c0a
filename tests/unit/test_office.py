from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua_tui.domain.calendar import CalendarDay, WorkCalendar
from motcua_tui.domain.codes import DayKind
from motcua_tui.domain.office import (
    DEFAULT_SESSIONS,
    AcceptanceStatus,
    OfficeHours,
    OfficeSession,
    acceptance_due,
    acceptance_status,
    parse_sessions,
)
from motcua_tui.errors import InputError

# 2026-01-02 (a Friday) is off and Saturday 2026-01-10 is worked instead.
CALENDAR = WorkCalendar(
    [
        CalendarDay(date(2026, 1, 1), DayKind.OFF, "Tết Dương lịch"),
        CalendarDay(date(2026, 1, 2), DayKind.OFF, "Nghỉ hoán đổi", date(2026, 1, 10)),
        CalendarDay(date(2026, 1, 10), DayKind.WORK, "Làm bù", date(2026, 1, 2)),
    ],
    confirmed_until=date(2026, 11, 22),
)
OFFICE = OfficeHours(DEFAULT_SESSIONS, CALENDAR)
FRIDAY = 4
SATURDAY = 5


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


moments = st.datetimes(at("2025-12-20"), at("2026-03-31"))


def test_default_sessions_are_morning_and_afternoon_monday_to_friday() -> None:
    assert OFFICE.sessions_on(date(2026, 3, 2)) == (
        (at("2026-03-02T07:30"), at("2026-03-02T11:30")),
        (at("2026-03-02T13:30"), at("2026-03-02T17:00")),
    )
    assert {session.weekday for session in DEFAULT_SESSIONS} == {0, 1, 2, 3, 4}


def test_sessions_on_a_saturday_on_duty_are_none_because_it_does_not_count() -> None:
    on_duty = OfficeSession(SATURDAY, time(7, 30), time(11, 30))
    office = OfficeHours([*DEFAULT_SESSIONS, on_duty], CALENDAR)
    assert office.sessions_on(date(2026, 1, 17)) == ()


def test_sessions_on_a_make_up_saturday_are_those_of_the_weekday_it_replaces() -> None:
    short_friday = OfficeSession(FRIDAY, time(8), time(12))
    on_duty = OfficeSession(SATURDAY, time(7, 30), time(11, 30))
    office = OfficeHours([*DEFAULT_SESSIONS[:8], short_friday, on_duty], CALENDAR)
    assert office.sessions_on(date(2026, 1, 10)) == ((at("2026-01-10T08:00"), at("2026-01-10T12:00")),)


def test_sessions_of_a_season_when_in_season_replace_those_of_the_year() -> None:
    summer = [
        OfficeSession(day, time(7), time(11), season_from=(4, 16), season_to=(10, 15)) for day in range(5)
    ]
    office = OfficeHours([*DEFAULT_SESSIONS, *summer], CALENDAR)
    assert office.closing(date(2026, 4, 15)) == at("2026-04-15T17:00")
    assert office.sessions_on(date(2026, 4, 16)) == ((at("2026-04-16T07:00"), at("2026-04-16T11:00")),)
    assert office.closing(date(2026, 10, 15)) == at("2026-10-15T11:00")
    assert office.closing(date(2026, 10, 16)) == at("2026-10-16T17:00")


@pytest.mark.parametrize(
    ("day", "inside"),
    [
        (date(2026, 10, 15), False),
        (date(2026, 10, 16), True),
        (date(2026, 12, 31), True),
        (date(2027, 1, 1), True),
        (date(2027, 4, 15), True),
        (date(2027, 4, 16), False),
    ],
)
def test_a_season_that_passes_the_turn_of_the_year_holds_both_ends(day: date, *, inside: bool) -> None:
    winter = OfficeSession(0, time(8), time(12), season_from=(10, 16), season_to=(4, 15))
    assert winter.in_season(day) is inside


def test_closing_of_a_day_without_sessions_is_the_latest_of_any_day() -> None:
    office = OfficeHours(
        [OfficeSession(0, time(8), time(12)), OfficeSession(1, time(13), time(16))], CALENDAR
    )
    assert office.closing(date(2026, 3, 2)) == at("2026-03-02T12:00")
    assert office.closing(date(2026, 3, 4)) == at("2026-03-04T16:00")
    assert office.closing(date(2026, 3, 7)) == at("2026-03-07T16:00")


@pytest.mark.parametrize(
    ("start", "end", "minutes"),
    [
        ("2026-03-02T07:30", "2026-03-02T17:00", 450),
        ("2026-03-02T11:00", "2026-03-02T14:00", 60),
        ("2026-03-02T11:30", "2026-03-02T13:30", 0),
        ("2026-03-02T08:00:30", "2026-03-02T08:02:00", 1),
        ("2026-03-06T16:00", "2026-03-09T08:30", 120),
        ("2026-03-07T08:00", "2026-03-08T20:00", 0),
        ("2026-01-09T15:30", "2026-01-12T07:30", 90 + 450),
        ("2026-03-02T14:00", "2026-03-02T11:00", -60),
    ],
)
def test_minutes_between_counts_office_time_only(start: str, end: str, minutes: int) -> None:
    assert OFFICE.minutes_between(at(start), at(end)) == minutes


@pytest.mark.parametrize(
    ("start", "minutes", "end"),
    [
        ("2026-03-02T11:00", 60, "2026-03-02T14:00"),
        ("2026-03-02T11:00", 30, "2026-03-02T11:30"),
        ("2026-03-02T07:30", 450, "2026-03-02T17:00"),
        ("2026-03-02T12:00", 0, "2026-03-02T13:30"),
        ("2026-03-02T09:15", 0, "2026-03-02T09:15"),
        ("2026-03-06T17:00", 1, "2026-03-09T07:31"),
        ("2026-03-07T09:00", 60, "2026-03-09T08:30"),
    ],
)
def test_add_minutes_runs_through_office_time_only(start: str, minutes: int, end: str) -> None:
    assert OFFICE.add_minutes(at(start), minutes) == at(end)


@given(moments, st.integers(0, 5000))
def test_minutes_between_after_add_minutes_gives_them_back(start: datetime, minutes: int) -> None:
    end = OFFICE.add_minutes(start, minutes)
    assert end >= start
    assert OFFICE.minutes_between(start, end) == minutes
    assert OFFICE.minutes_between(end, start) == -minutes


@given(
    st.datetimes(at("2025-12-31"), at("2026-01-14")).map(lambda m: m.replace(second=0, microsecond=0)),
    st.integers(0, 6000),
)
def test_minutes_between_agrees_with_a_walk_minute_by_minute(start: datetime, length: int) -> None:
    def in_office(moment: datetime) -> bool:
        clock = (moment.hour, moment.minute)
        works = CALENDAR.is_working(moment.date())
        return works and ((7, 30) <= clock < (11, 30) or (13, 30) <= clock < (17, 0))

    expected = sum(in_office(start + timedelta(minutes=ahead)) for ahead in range(length))
    assert OFFICE.minutes_between(start, start + timedelta(minutes=length)) == expected


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2026-03-02T00:00", "2026-03-02T17:00"),
        ("2026-03-02T07:30", "2026-03-02T17:00"),
        ("2026-03-02T09:00", "2026-03-02T17:00"),
        ("2026-03-02T12:00", "2026-03-02T17:00"),
        ("2026-03-02T13:30", "2026-03-03T11:30"),
        ("2026-03-02T18:00", "2026-03-03T11:30"),
        ("2026-03-06T14:00", "2026-03-09T11:30"),
        ("2026-03-07T09:00", "2026-03-09T11:30"),
    ],
)
def test_half_day_ends_with_the_next_session(start: str, end: str) -> None:
    assert OFFICE.half_day(at(start)) == at(end)


def test_half_day_when_a_weekday_has_no_session_passes_over_it() -> None:
    office = OfficeHours([OfficeSession(0, time(8), time(12)), OfficeSession(3, time(8), time(12))], CALENDAR)
    assert office.half_day(at("2026-03-02T09:00")) == at("2026-03-05T12:00")
    assert office.half_day(at("2026-03-03T09:00")) == at("2026-03-05T12:00")


def test_parse_sessions_reads_hours_for_monday_to_friday() -> None:
    sessions = parse_sessions(" 07:00-11:30 , 13:30–17:00 ")
    assert len(sessions) == 10
    assert sessions[:2] == (
        OfficeSession(0, time(7), time(11, 30)),
        OfficeSession(0, time(13, 30), time(17)),
    )
    assert parse_sessions("13:30-17:00,07:00-11:30") == sessions


@pytest.mark.parametrize(
    "text",
    [
        "",
        "abc",
        "07:00",
        "07:00-25:00",
        "7h-11h",
        "11:30-07:00",
        "08:00-08:00",
        "07:00-12:00,11:00-17:00",
        "07:00-11:30,",
    ],
)
def test_parse_sessions_of_nonsense_is_refused(text: str) -> None:
    with pytest.raises(InputError) as refused:
        parse_sessions(text)
    assert refused.value.hint


@pytest.mark.parametrize(
    "sessions",
    [
        [],
        [OfficeSession(SATURDAY, time(7, 30), time(11, 30))],
        [OfficeSession(0, time(8), time(12)), OfficeSession(0, time(11), time(13))],
    ],
)
def test_office_hours_that_cannot_be_counted_are_refused(sessions: list[OfficeSession]) -> None:
    with pytest.raises(InputError):
        OfficeHours(sessions, CALENDAR)


@pytest.mark.parametrize(
    ("sessions", "submitted", "due"),
    [
        ("07:00-11:30,13:30-17:00", "2026-01-09T15:30", "2026-01-10T15:30"),
        ("07:30-11:30,13:30-17:00", "2026-03-06T18:00", "2026-03-10T08:00"),
    ],
)
def test_acceptance_due_is_eight_working_hours_after_submission(
    sessions: str, submitted: str, due: str
) -> None:
    office = OfficeHours(parse_sessions(sessions), CALENDAR)
    assert acceptance_due(at(submitted), office) == at(due)


@pytest.mark.parametrize(
    ("now", "minutes_left", "alert", "overdue"),
    [
        ("2026-03-07T10:00", 480, False, False),
        ("2026-03-09T09:29", 361, False, False),
        ("2026-03-09T09:30", 360, True, False),
        ("2026-03-10T08:00", 0, True, False),
        ("2026-03-10T08:00:01", 0, True, True),
        ("2026-03-10T08:10", -10, True, True),
    ],
)
def test_acceptance_status_alerts_after_two_hours_and_is_overdue_after_eight(
    now: str, minutes_left: int, *, alert: bool, overdue: bool
) -> None:
    status = acceptance_status(at("2026-03-06T18:00"), at(now), OFFICE)
    assert status == AcceptanceStatus(at("2026-03-10T08:00"), minutes_left, alert, overdue)
