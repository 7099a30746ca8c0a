from __future__ import annotations

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua_tui.domain.office import OfficeSession, parse_sessions, parse_week, week_rules
from motcua_tui.errors import InputError

WEEK = parse_sessions("07:30-11:30,13:30-17:00")


def test_week_is_one_line_for_the_days_that_are_alike() -> None:
    saturday = OfficeSession(5, time(8), time(11))
    summer = [OfficeSession(day, time(7), time(11, 30), (4, 16), (10, 15)) for day in (0, 1, 2, 4)]
    assert week_rules([*WEEK, saturday, *summer]) == (
        "T2-T6 07:30-11:30,13:30-17:00",
        "T7 08:00-11:00",
        "16/4-15/10 T2-T4,T6 07:00-11:30",
    )


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("t2,cn 8:00-11:00", [OfficeSession(0, time(8), time(11)), OfficeSession(6, time(8), time(11))]),
        ("  1/11 - 31/3  T7 7:30–11:30 ", [OfficeSession(5, time(7, 30), time(11, 30), (11, 1), (3, 31))]),
        ("29/2-1/3 T2 8:00-9:00", [OfficeSession(0, time(8), time(9), (2, 29), (3, 1))]),
    ],
)
def test_line_is_read_as_people_type_it(line: str, expected: list[OfficeSession]) -> None:
    assert list(parse_week([line])) == expected


@pytest.mark.parametrize(
    "line",
    [
        "",
        "T2-T6",
        "T2-T8 07:30-11:30",
        "T6-T2 07:30-11:30",
        "T2--T3 07:30-11:30",
        "30/2-1/3 T2 07:30-11:30",
        "T2 11:30-07:30",
        "T2 07:30-25:00",
        "T2 07:30-11:30,11:00-12:00",
        "hôm nào cũng được 7:30-11:30",
    ],
)
def test_line_that_says_something_else_is_refused(line: str) -> None:
    with pytest.raises(InputError):
        parse_week([line])


def test_two_lines_for_one_day_must_not_overlap() -> None:
    with pytest.raises(InputError):
        parse_week(["T2-T6 07:30-11:30", "T4 11:00-12:00"])


SEASONS = st.sampled_from([(None, None), ((4, 16), (10, 15)), ((11, 1), (3, 31))])


@given(st.sets(st.tuples(st.integers(0, 6), SEASONS, st.integers(0, 11)), max_size=20))
def test_lines_read_back_as_the_sessions_they_were_written_for(
    chosen: set[tuple[int, tuple[tuple[int, int] | None, tuple[int, int] | None], int]],
) -> None:
    sessions = {
        OfficeSession(weekday, time(2 * hour), time(2 * hour + 1, 45), *season)
        for weekday, season, hour in chosen
    }
    assert set(parse_week(week_rules(sessions))) == sessions
