from __future__ import annotations

import csv
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import motcua_tui
from motcua_tui.domain.calendar import CalendarDay, WorkCalendar
from motcua_tui.domain.codes import DayKind, Unit
from motcua_tui.domain.deadlines import (
    AFTER_15H,
    DAY_ZERO,
    FROM_THE_MOMENT,
    ROLL_OVER,
    Due,
    ExplainedDay,
    due,
    explain,
    last_apology_day,
    paused,
    restarted,
)
from motcua_tui.domain.limits import TimeLimit
from motcua_tui.domain.office import DEFAULT_SESSIONS, OfficeHours, parse_sessions
from motcua_tui.errors import InputError


def shipped() -> list[CalendarDay]:
    path = Path(motcua_tui.__file__).parent / "data" / "calendar_vn.csv"
    return [
        CalendarDay(
            date.fromisoformat(row["date"]),
            DayKind(row["kind"]),
            row["label"],
            date.fromisoformat(row["replaces"]) if row["replaces"] else None,
            row["source"],
        )
        for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    ]


CALENDAR = WorkCalendar(shipped(), confirmed_until=date(2026, 11, 22))
OFFICE = OfficeHours(DEFAULT_SESSIONS, CALENDAR)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def due_of(accepted: str, limit: str, *, after_15h: bool = False) -> Due:
    return due(TimeLimit.parse(limit), at(accepted), CALENDAR, OFFICE, after_15h=after_15h)


@pytest.mark.parametrize(
    ("accepted", "limit", "expected"),
    [
        ("2025-12-31", "5 LV", date(2026, 1, 9)),
        ("2026-01-05", "5 LV", date(2026, 1, 10)),
        ("2026-02-13", "1 LV", date(2026, 2, 23)),
        ("2026-02-10", "10 LV", date(2026, 3, 3)),
        ("2026-02-10", "7 ngày", date(2026, 2, 23)),
        ("2026-01-30", "20 ngày", date(2026, 2, 23)),
        ("2026-04-10", "20 ngày", date(2026, 5, 4)),
        ("2024-04-26", "5 LV", date(2024, 5, 7)),
        ("2025-04-24", "5 LV", date(2025, 5, 5)),
        ("2026-08-20", "3 LV", date(2026, 8, 24)),
        ("2026-08-28", "1 LV", date(2026, 9, 3)),
        ("2026-11-23", "1 LV", date(2026, 11, 25)),
    ],
)
@pytest.mark.parametrize("clock", ["T00:00", "T08:00", "T16:59", "T23:59"])
def test_due_of_a_day_term_is_a_date_whatever_the_hour(
    accepted: str, limit: str, expected: date, clock: str
) -> None:
    assert due_of(accepted + clock, limit) == Due(expected, None, confirmed=expected <= date(2026, 11, 22))


@pytest.mark.parametrize(
    ("accepted", "limit", "expected"),
    [
        ("2026-03-07T09:00", "1 LV", date(2026, 3, 9)),  # a Saturday
        ("2026-02-18T09:00", "1 LV", date(2026, 2, 23)),  # Tết
        ("2026-01-10T09:00", "1 LV", date(2026, 1, 12)),  # a make-up Saturday counts as day 0
        ("2026-08-22T09:00", "2 LV", date(2026, 8, 25)),
        ("2026-03-07T09:00", "2 ngày", date(2026, 3, 9)),
        ("2026-03-07T09:00", "1 ngày", date(2026, 3, 9)),  # Sunday, moved to Monday
        ("2026-01-09T09:00", "1 ngày", date(2026, 1, 10)),  # a make-up Saturday is no day off
    ],
)
def test_due_when_accepted_or_ending_on_an_off_or_make_up_day(
    accepted: str, limit: str, expected: date
) -> None:
    assert due_of(accepted, limit).on == expected


@pytest.mark.parametrize("limit", ["0 LV", "0 ngày"])
def test_due_of_no_days_is_the_same_day_or_the_next_working_day(limit: str) -> None:
    assert due_of("2026-03-04T16:00", limit) == Due(date(2026, 3, 4), None, confirmed=True)
    assert due_of("2026-01-10T09:00", limit).on == date(2026, 1, 10)
    assert due_of("2026-03-07T09:00", limit).on == date(2026, 3, 9)


@pytest.mark.parametrize(
    ("accepted", "limit", "expected"),
    [
        ("2026-03-04T09:00", "½ ngày", "2026-03-04T17:00"),
        ("2026-03-04T14:00", "½ ngày", "2026-03-05T11:30"),
        ("2026-03-06T14:00", "½ ngày", "2026-03-09T11:30"),
        ("2026-01-09T14:00", "½ ngày", "2026-01-10T11:30"),
        ("2026-03-04T09:00", "1½ LV", "2026-03-05T17:00"),
        ("2026-03-04T14:00", "1½ LV", "2026-03-06T11:30"),
        ("2026-03-06T14:00", "2½ LV", "2026-03-11T11:30"),
        ("2026-03-07T09:00", "½ ngày", "2026-03-09T11:30"),
        ("2026-03-07T09:00", "1½ LV", "2026-03-10T11:30"),
        ("2026-03-04T11:00", "1 giờ", "2026-03-04T14:00"),
        ("2026-03-04T15:30", "8 giờ", "2026-03-05T16:00"),
        ("2026-03-06T18:00", "8 giờ làm việc", "2026-03-10T08:00"),
        ("2026-03-07T09:00", "0 giờ", "2026-03-09T07:30"),
    ],
)
def test_due_of_hours_and_half_days_carries_a_time(accepted: str, limit: str, expected: str) -> None:
    end = at(expected)
    assert due_of(accepted, limit) == Due(end.date(), end.time(), confirmed=True)


def test_due_of_hours_follows_the_sessions_of_the_office() -> None:
    office = OfficeHours(parse_sessions("07:00-11:30,13:30-17:00"), CALENDAR)
    hours = TimeLimit.parse("8 giờ làm việc")
    assert due(hours, at("2026-01-09T15:30"), CALENDAR, office) == Due(
        date(2026, 1, 10), time(15, 30), confirmed=True
    )


@pytest.mark.parametrize(
    ("accepted", "limit", "expected"),
    [
        ("2026-03-04T15:00", "1 LV", date(2026, 3, 5)),
        ("2026-03-04T15:00:01", "1 LV", date(2026, 3, 6)),
        ("2026-03-06T16:00", "1 LV", date(2026, 3, 10)),
        ("2026-03-06T16:00", "3 ngày", date(2026, 3, 12)),
        ("2026-03-06T16:00", "0 LV", date(2026, 3, 9)),
        ("2026-03-07T16:00", "1 LV", date(2026, 3, 9)),
        ("2026-03-06T16:00", "½ ngày", date(2026, 3, 9)),
        ("2026-03-04T16:00", "1 giờ", date(2026, 3, 4)),
    ],
)
def test_due_after_15h_when_the_procedure_says_so_counts_from_the_next_working_day(
    accepted: str, limit: str, expected: date
) -> None:
    assert due_of(accepted, limit, after_15h=True).on == expected


def test_due_counted_beyond_the_confirmed_calendar_is_tentative() -> None:
    assert due_of("2026-11-19T09:00", "1 LV") == Due(date(2026, 11, 20), None, confirmed=True)
    assert due_of("2026-11-20T09:00", "1 LV") == Due(date(2026, 11, 23), None, confirmed=False)
    assert due_of("2026-11-20T09:00", "2 ngày") == Due(date(2026, 11, 23), None, confirmed=False)


def test_due_in_a_year_without_a_calendar_skips_weekends_and_is_tentative() -> None:
    assert due_of("2031-01-02T09:00", "2 LV") == Due(date(2031, 1, 6), None, confirmed=False)


@pytest.mark.parametrize("unit", list(Unit))
@pytest.mark.parametrize("accepted", ["1890-01-01T09:00", "2100-12-31T09:00", "9999-12-31T09:00"])
def test_due_outside_the_years_of_the_calendar_is_refused(unit: Unit, accepted: str) -> None:
    with pytest.raises(InputError):
        due(TimeLimit(Decimal(20), unit), at(accepted), CALENDAR, OFFICE)


def test_supplement_when_it_restarts_counts_the_limit_anew_from_completion() -> None:
    limit = TimeLimit.parse("20 LV")
    assert due(limit, at("2026-03-02T09:00"), CALENDAR, OFFICE).on == date(2026, 3, 30)
    assert restarted(limit, at("2026-03-16T09:00"), CALENDAR, OFFICE) == Due(
        date(2026, 4, 13), None, confirmed=True
    )
    late = at("2026-03-16T15:30")
    assert restarted(limit, late, CALENDAR, OFFICE, after_15h=True).on == date(2026, 4, 14)


@pytest.mark.parametrize(
    ("limit", "due_on", "asked", "completed", "expected"),
    [
        ("20 LV", date(2026, 3, 30), date(2026, 3, 5), date(2026, 3, 16), date(2026, 4, 8)),
        ("20 LV", date(2026, 3, 30), date(2026, 3, 5), date(2026, 3, 5), date(2026, 3, 30)),
        ("20 ngày", date(2026, 3, 23), date(2026, 3, 5), date(2026, 3, 16), date(2026, 4, 3)),
        (
            "20 ngày",
            date(2026, 3, 23),
            date(2026, 3, 4),
            date(2026, 3, 16),
            date(2026, 4, 6),
        ),  # from a Saturday
        ("20 LV", date(2026, 11, 19), date(2026, 11, 10), date(2026, 11, 12), date(2026, 11, 23)),
    ],
)
def test_supplement_when_it_pauses_adds_the_days_waited_in_the_unit_of_the_limit(
    limit: str, due_on: date, asked: date, completed: date, expected: date
) -> None:
    moved = paused(TimeLimit.parse(limit), due_on, asked, completed, CALENDAR)
    assert moved == Due(expected, None, confirmed=expected <= date(2026, 11, 22))


def test_supplement_when_it_pauses_hours_adds_working_days_and_keeps_the_time() -> None:
    moved = paused(
        TimeLimit.parse("8 giờ"),
        date(2026, 3, 6),
        date(2026, 3, 5),
        date(2026, 3, 9),
        CALENDAR,
        at=time(14, 30),
    )
    assert moved == Due(date(2026, 3, 10), time(14, 30), confirmed=True)


def test_supplement_complete_before_it_was_asked_for_is_refused() -> None:
    with pytest.raises(InputError) as refused:
        paused(TimeLimit.parse("5 LV"), date(2026, 3, 9), date(2026, 3, 5), date(2026, 3, 4), CALENDAR)
    assert refused.value.hint


@pytest.mark.parametrize(
    ("due_on", "expected"),
    [
        (date(2026, 3, 4), date(2026, 3, 3)),
        (date(2026, 3, 9), date(2026, 3, 6)),
        (date(2026, 1, 12), date(2026, 1, 10)),
        (date(2026, 2, 23), date(2026, 2, 13)),
    ],
)
def test_last_apology_day_is_the_last_working_day_before_the_due_date(due_on: date, expected: date) -> None:
    assert last_apology_day(due_on, CALENDAR) == expected


def explained(accepted: str, limit: str, *, after_15h: bool = False) -> tuple[ExplainedDay, ...]:
    return explain(TimeLimit.parse(limit), at(accepted), CALENDAR, OFFICE, after_15h=after_15h)


def row(
    on: str, number: int | None, reason: str, source: str, *, counted: bool | None = None
) -> ExplainedDay:
    return ExplainedDay(
        date.fromisoformat(on), number is not None if counted is None else counted, number, reason, source
    )


ZERO = "Ngày đầu của thời hạn, không tính"
WEEKEND = ("Cuối tuần", "QĐ 188/1999/QĐ-TTg")


def test_explain_working_days_gives_the_reason_and_document_of_each_day() -> None:
    assert explained("2025-12-31T09:00", "2 LV") == (
        row("2025-12-31", None, ZERO, DAY_ZERO),
        row("2026-01-01", None, "Tết Dương lịch", "BLLĐ 2019, Điều 112"),
        row("2026-01-02", None, "Nghỉ hoán đổi", "12729/VPCP-KGVX"),
        row("2026-01-03", None, *WEEKEND),
        row("2026-01-04", None, *WEEKEND),
        row("2026-01-05", 1, "Ngày làm việc", ""),
        row("2026-01-06", 2, "Ngày làm việc", ""),
    )


def test_explain_a_make_up_saturday_says_which_day_it_replaces() -> None:
    assert explained("2026-01-09T09:00", "1 LV")[-1] == row(
        "2026-01-10", 1, "Làm bù cho ngày 02/01/2026", "12729/VPCP-KGVX"
    )
    assert explained("2015-02-13T09:00", "1 LV")[-1] == row("2015-02-14", 1, "Làm bù", "Python holidays (VN)")


def test_explain_calendar_days_counts_days_off_and_rolls_over_the_last() -> None:
    days = explained("2026-02-14T09:00", "3 ngày")
    assert days == (
        row("2026-02-14", None, ZERO, DAY_ZERO),
        row("2026-02-15", 1, "Cuối tuần, vẫn tính", WEEKEND[1]),
        row("2026-02-16", 2, "Giao thừa Tết Nguyên Đán, vẫn tính", "9441/TB-BNV"),
        row(
            "2026-02-17",
            3,
            "Tết Nguyên Đán: ngày cuối là ngày nghỉ, chuyển sang ngày làm việc tiếp theo",
            ROLL_OVER,
        ),
        row("2026-02-18", None, "Mùng hai Tết Nguyên Đán", "9441/TB-BNV"),
        row("2026-02-19", None, "Mùng ba Tết Nguyên Đán", "9441/TB-BNV"),
        row("2026-02-20", None, "Mùng bốn Tết Nguyên Đán", "9441/TB-BNV"),
        row("2026-02-21", None, *WEEKEND),
        row("2026-02-22", None, *WEEKEND),
        row("2026-02-23", None, "Hết hạn vào ngày làm việc tiếp theo", ROLL_OVER),
    )


def test_explain_calendar_days_within_a_week_counts_each() -> None:
    assert [(day.number, day.reason) for day in explained("2026-03-02T09:00", "2 ngày")] == [
        (None, ZERO),
        (1, "Tính mọi ngày"),
        (2, "Tính mọi ngày"),
    ]


@pytest.mark.parametrize("limit", ["0 LV", "0 ngày"])
def test_explain_no_days_ends_the_same_day_or_rolls_over(limit: str) -> None:
    assert explained("2026-03-04T09:00", limit) == (row("2026-03-04", None, "Trả trong ngày tiếp nhận", ""),)
    assert explained("2026-03-07T09:00", limit) == (
        row("2026-03-07", None, ZERO, DAY_ZERO),
        row("2026-03-08", None, *WEEKEND),
        row("2026-03-09", None, "Hết hạn vào ngày làm việc tiếp theo", ROLL_OVER),
    )


def test_explain_half_days_says_when_the_half_ends() -> None:
    assert explained("2026-03-04T09:00", "½ ngày") == (
        row("2026-03-04", None, "Nửa ngày, hết lúc 17:00", "", counted=True),
    )
    assert explained("2026-03-06T14:00", "½ ngày")[-1] == row("2026-03-09", 1, "Nửa ngày, hết lúc 11:30", "")


def test_explain_hours_counts_the_office_minutes_of_each_day() -> None:
    assert explained("2026-03-06T16:30", "8 giờ") == (
        row("2026-03-06", None, "Tính từ lúc 16:30: 30 phút", FROM_THE_MOMENT, counted=True),
        row("2026-03-07", None, *WEEKEND),
        row("2026-03-08", None, *WEEKEND),
        row("2026-03-09", None, "Tính 450 phút giờ làm việc", "", counted=True),
    )
    assert explained("2026-03-05T18:00", "1 giờ")[0] == row(
        "2026-03-05", None, "Ngoài giờ làm việc", FROM_THE_MOMENT
    )


def test_explain_after_15h_shows_the_days_before_the_first() -> None:
    assert explained("2026-03-06T16:00", "1 LV", after_15h=True) == (
        row("2026-03-06", None, "Tiếp nhận sau 15 giờ, tính từ ngày làm việc tiếp theo", AFTER_15H),
        row("2026-03-07", None, *WEEKEND),
        row("2026-03-08", None, *WEEKEND),
        row("2026-03-09", None, ZERO, DAY_ZERO),
        row("2026-03-10", 1, "Ngày làm việc", ""),
    )


limits = st.one_of(
    st.builds(TimeLimit, st.integers(0, 90).map(Decimal), st.sampled_from([Unit.WORKING_DAYS, Unit.DAYS])),
    st.builds(TimeLimit, st.integers(0, 60).map(lambda n: Decimal(n) / 2), st.just(Unit.WORKING_DAYS)),
    st.builds(TimeLimit, st.integers(0, 60).map(Decimal), st.just(Unit.WORKING_HOURS)),
)


@given(limits, st.datetimes(at("2018-01-01"), at("2026-12-31")), st.booleans())
def test_explain_any_limit_runs_from_acceptance_to_the_due_day_and_counts_the_limit(
    limit: TimeLimit, accepted: datetime, after_15h: bool
) -> None:
    end = due(limit, accepted, CALENDAR, OFFICE, after_15h=after_15h)
    days = explain(limit, accepted, CALENDAR, OFFICE, after_15h=after_15h)
    assert [day.on for day in days] == [accepted.date() + timedelta(days=n) for n in range(len(days))]
    assert days[-1].on == end.on
    assert CALENDAR.is_working(end.on)
    assert all(day.reason for day in days)
    numbers = [day.number for day in days if day.number is not None]
    assert numbers == list(range(1, len(numbers) + 1))
    if limit.unit is not Unit.WORKING_HOURS:
        assert len(numbers) - int(limit.amount) in ((0, 1) if limit.amount % 1 else (0,))
    skipped = [day for day in days if not day.counted]
    assert all(day.source or CALENDAR.is_working(day.on) for day in skipped)


@given(st.integers(0, 60), st.datetimes(at("2018-01-01"), at("2026-06-30")))
def test_due_of_a_longer_limit_is_never_earlier(amount: int, accepted: datetime) -> None:
    for unit in Unit:
        shorter, longer = (TimeLimit(Decimal(n), unit) for n in (amount, amount + 1))
        first, second = (due(limit, accepted, CALENDAR, OFFICE) for limit in (shorter, longer))
        assert (first.on, first.at or time.min) <= (second.on, second.at or time.min)
