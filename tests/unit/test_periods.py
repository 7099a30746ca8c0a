from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua_tui.domain.periods import (
    KINDS,
    Period,
    Preset,
    ReportingPeriod,
    current,
    default_profile_name,
    sending_date,
)
from motcua_tui.errors import InputError

DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))
PERIODS = st.tuples(DAYS, st.integers(1, 800)).map(lambda pair: Period(pair[0], pair[0] + timedelta(pair[1])))
KIND = st.sampled_from(KINDS)


def two_dates(first: str, last: str) -> Period:
    return Period(date.fromisoformat(first), date.fromisoformat(last) + timedelta(days=1))


# NĐ 09/2019/NĐ-CP art. 12 for the decree's own periods; the rest by their names.
NAMED = [
    ("2026-09", "2026-08-15", "2026-09-14", "Tháng 9/2026"),
    ("2026-01", "2025-12-15", "2026-01-14", "Tháng 1/2026"),
    ("2026-q1", "2025-12-15", "2026-03-14", "Quý I/2026"),
    ("2026-q2", "2026-03-15", "2026-06-14", "Quý II/2026"),
    ("2026-q3", "2026-06-15", "2026-09-14", "Quý III/2026"),
    ("2026-q4", "2026-09-15", "2026-12-14", "Quý IV/2026"),
    ("2026-h1", "2025-12-15", "2026-06-14", "6 tháng đầu năm 2026"),
    ("2026-h2", "2026-06-15", "2026-12-14", "6 tháng cuối năm 2026"),
    ("2026-9m", "2025-12-15", "2026-09-14", "9 tháng năm 2026"),
    ("2026", "2025-12-15", "2026-12-14", "Năm 2026"),
    ("cal:2026-09", "2026-09-01", "2026-09-30", "Tháng 9/2026 (theo lịch)"),
    ("cal:2024-02", "2024-02-01", "2024-02-29", "Tháng 2/2024 (theo lịch)"),
    ("cal:2026-q3", "2026-07-01", "2026-09-30", "Quý III/2026 (theo lịch)"),
    ("cal:2026", "2026-01-01", "2026-12-31", "Năm 2026 (theo lịch)"),
    ("21-20:2026-09", "2026-08-21", "2026-09-20", "Tháng 9/2026 (21–20)"),
    ("21-20:2026-01", "2025-12-21", "2026-01-20", "Tháng 1/2026 (21–20)"),
    ("week:2026-11-19", "2026-11-13", "2026-11-19", "Tuần 13/11–19/11/2026"),
    ("week:2026-01-01", "2025-12-26", "2026-01-01", "Tuần 26/12/2025–01/01/2026"),
    ("2023-01-01..2023-10-30", "2023-01-01", "2023-10-30", "01/01/2023–30/10/2023"),
]


@pytest.mark.parametrize(("name", "first", "last", "label"), NAMED)
def test_preset_when_named_then_its_days_and_its_label(name: str, first: str, last: str, label: str) -> None:
    reported = Preset.parse(name)
    assert reported.period == two_dates(first, last)
    assert (reported.name, reported.label) == (name, label)


@pytest.mark.parametrize("day", ["2026-11-19", "2026-11-20", "2026-11-21", "2026-11-25"])
def test_week_when_a_date_is_given_then_the_last_full_week_that_ended_by_then(day: str) -> None:
    assert Preset.parse(f"week:{day}").period == two_dates("2026-11-13", "2026-11-19")


def test_parse_when_capitals_and_spaces_then_the_same() -> None:
    assert Preset.parse(" CAL:2026-Q3 ") == Preset.parse("cal:2026-q3")


@pytest.mark.parametrize(
    "name",
    [
        "",
        "quý 3",
        "2026-13",
        "2026-00",
        "2026-9",
        "2026-q5",
        "2026-h3",
        "2026-6m",
        "0001-q1",
        "1899",
        "cal:2026-h1",
        "cal:2026-9m",
        "21-20:2026",
        "21-20:2026-q3",
        "week:2026-02-30",
        "week:1026-02-20",
        "week:",
        "2026-01-01..2026-02-30",
        "2026-02-01..2026-01-30",
        "[/]" * 100,
    ],
)
def test_parse_when_not_a_period_then_input_error_with_a_hint(name: str) -> None:
    with pytest.raises(InputError) as caught:
        Preset.parse(name)
    assert caught.value.hint
    assert len(caught.value.message) < 100


def test_parse_when_unknown_then_the_hint_names_the_forms() -> None:
    with pytest.raises(InputError) as caught:
        Preset.parse("tháng trước")
    for form in ("2026-09", "2026-q3", "2026-h1", "2026-9m", "cal:2026-q3", "21-20:2026-09", "week:"):
        assert form in caught.value.hint


@given(KIND, DAYS)
def test_name_when_parsed_then_the_same_period(kind: Preset, today: date) -> None:
    reported = current(kind, today)
    assert Preset.parse(reported.name) == reported


@given(PERIODS)
def test_name_when_free_then_parsed_back(period: Period) -> None:
    reported = ReportingPeriod.free(period.first, period.last)
    assert reported.period == period
    assert Preset.parse(reported.name) == reported


@given(KIND, DAYS)
def test_current_when_a_day_then_the_period_holds_it(kind: Preset, today: date) -> None:
    period = current(kind, today).period
    if kind is Preset.NINE_MONTHS and (9, 15) <= (today.month, today.day) <= (12, 14):
        assert period.last == date(today.year, 9, 14)
    else:
        assert today in period


@given(KIND, DAYS)
def test_neighbours_when_there_and_back_then_the_same(kind: Preset, today: date) -> None:
    reported = current(kind, today)
    assert reported.next().previous() == reported == reported.previous().next()


@given(KIND.filter(lambda kind: kind is not Preset.NINE_MONTHS), DAYS)
def test_neighbours_when_a_preset_then_they_touch(kind: Preset, today: date) -> None:
    reported = current(kind, today)
    assert reported.next().period.start == reported.period.end
    assert reported.next() == current(kind, reported.period.end)


def test_neighbours_when_nine_months_then_a_year_apart() -> None:
    nine = Preset.parse("2026-9m")
    assert (nine.previous().name, nine.next().name) == ("2025-9m", "2027-9m")


@given(PERIODS)
def test_period_neighbours_when_any_two_dates_then_they_touch_and_are_as_long(period: Period) -> None:
    before, after = period.previous(), period.next()
    assert (before.end, after.start) == (period.start, period.end)
    in_months = period.start.day == period.end.day <= 28
    assert in_months or before.days == period.days == after.days
    if in_months:
        assert before.start.day == after.end.day == period.start.day
        assert after.previous() == period == before.next()


@pytest.mark.parametrize(
    ("first", "last", "previous_first", "next_last"),
    [
        ("2026-06-15", "2026-09-14", "2026-03-15", "2026-12-14"),
        ("2026-01-01", "2026-01-31", "2025-12-01", "2026-02-28"),
        ("2026-01-01", "2026-10-30", "2025-03-04", "2027-08-29"),
        ("2026-01-31", "2026-03-30", "2025-12-03", "2026-05-28"),
        ("2026-11-21", "2026-11-21", "2026-11-20", "2026-11-22"),
    ],
)
def test_period_neighbours_when_whole_months_then_by_month_else_by_day(
    first: str, last: str, previous_first: str, next_last: str
) -> None:
    period = two_dates(first, last)
    assert period.previous().first == date.fromisoformat(previous_first)
    assert period.next().last == date.fromisoformat(next_last)


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("2026-q3", "2025-q3"),
        ("2026-9m", "2025-9m"),
        ("cal:2024-02", "cal:2023-02"),
        ("21-20:2026-01", "21-20:2025-01"),
        ("week:2026-11-19", "week:2025-11-20"),
        ("2024-02-29..2024-03-10", "2023-02-28..2023-03-10"),
        ("2024-01-01..2024-02-29", "2023-01-01..2023-02-28"),
    ],
)
def test_same_last_year_when_compared_then_the_like_period(name: str, wanted: str) -> None:
    assert Preset.parse(name).same_last_year().name == wanted


@given(PERIODS | st.builds(lambda kind, day: current(kind, day).period, KIND, DAYS))
def test_months_when_any_period_then_they_cover_it_once(period: Period) -> None:
    parts = period.months()
    assert parts[0][1].start == period.start
    assert parts[-1][1].end == period.end
    for (name, part), (later_name, later) in pairwise(parts):
        assert part.end == later.start
        assert name < later_name


@pytest.mark.parametrize(
    ("period", "wanted"),
    [
        (
            "2026-q3",
            [
                ("2026-07", "2026-06-15", "2026-07-14"),
                ("2026-08", "2026-07-15", "2026-08-14"),
                ("2026-09", "2026-08-15", "2026-09-14"),
            ],
        ),
        ("21-20:2026-01", [("2026-01", "2025-12-21", "2026-01-20")]),
        (
            "2026-11-20..2027-01-05",
            [
                ("2026-11", "2026-11-20", "2026-11-30"),
                ("2026-12", "2026-12-01", "2026-12-31"),
                ("2027-01", "2027-01-01", "2027-01-05"),
            ],
        ),
        ("2026-06-15..2026-06-20", [("2026-06", "2026-06-15", "2026-06-20")]),
        (
            "week:2026-11-05",
            [("2026-10", "2026-10-30", "2026-10-31"), ("2026-11", "2026-11-01", "2026-11-05")],
        ),
    ],
)
def test_months_when_the_period_starts_on_the_15th_or_21st_then_they_do(
    period: str, wanted: list[tuple[str, str, str]]
) -> None:
    found = Preset.parse(period).period.months()
    assert [(name, part.first, part.last) for name, part in found] == [
        (name, date.fromisoformat(first), date.fromisoformat(last)) for name, first, last in wanted
    ]


@given(KIND.filter(lambda kind: kind is not Preset.WEEK), DAYS)
def test_months_when_a_preset_then_each_is_that_kind_of_month(kind: Preset, today: date) -> None:
    reported = current(kind, today)
    prefix = reported.name.rpartition(":")[0]
    for name, part in reported.period.months():
        assert Preset.parse(f"{prefix}:{name}" if prefix else name).period == part


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("2026-07", "06a"),
        ("cal:2026-07", "06a"),
        ("2026-q3", "07a"),
        ("2026-08-01..2026-08-01", "07a"),
        ("2026-08", "07a"),
    ],
)
def test_default_profile_when_the_last_day_decides_then_07a_from_1_august_2026(
    name: str, wanted: str
) -> None:
    assert default_profile_name(Preset.parse(name).period) == wanted


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("2026-11", date(2026, 11, 20)),
        ("2026-q3", date(2026, 9, 20)),
        ("2026", date(2026, 12, 20)),
        ("cal:2026-09", None),
        ("21-20:2026-09", None),
        ("week:2026-11-19", None),
    ],
)
def test_sending_date_when_a_decree_period_then_the_20th_of_its_last_month(
    name: str, wanted: date | None
) -> None:
    assert sending_date(Preset.parse(name).period) == wanted


def test_period_when_asked_then_half_open_inside_and_inclusive_outside() -> None:
    period = two_dates("2026-08-15", "2026-09-14")
    assert (period.first, period.last, period.days) == (date(2026, 8, 15), date(2026, 9, 14), 31)
    assert date(2026, 8, 15) in period
    assert date(2026, 9, 14) in period
    assert date(2026, 8, 14) not in period
    assert date(2026, 9, 15) not in period


def test_period_when_it_holds_no_day_then_refused() -> None:
    with pytest.raises(ValueError, match="2026-01-01"):
        Period(date(2026, 1, 1), date(2026, 1, 1))
