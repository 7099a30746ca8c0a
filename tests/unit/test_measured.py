"""Rates, processing times and scores from counts that are given; office time against the office hours."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from statistics import mean, median

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.services.desks import CALENDAR

from motcua_tui.domain.codes import JudgeBy
from motcua_tui.domain.measures import (
    CELLS,
    QD_766,
    RATES,
    SERVED,
    Count,
    Criterion,
    Measures,
    ProcessingTime,
    Rate,
)
from motcua_tui.domain.office import DEFAULT_SESSIONS, OfficeHours
from motcua_tui.domain.office_time import OfficeTime
from motcua_tui.domain.periods import Period
from motcua_tui.domain.profiles import Ratio

NOVEMBER = Period(date(2026, 11, 1), date(2026, 12, 1))
MONDAY = datetime(2026, 11, 2)


def measures(**counts: int) -> Measures:
    known = {count: counts.get(count.value, 0) for count in Count}
    return Measures(NOVEMBER, JudgeBy.LAWFUL_DUE, known, None, (), ())


def test_every_rate_is_a_part_of_its_whole() -> None:
    assert set(RATES) == set(Rate)
    assert measures(paid_online=3, with_fee=4).rate(Rate.PAID_ONLINE) == Ratio(3, 4)
    assert measures(finished_by_due=5, finished=8).rate(Rate.ON_TIME) == Ratio(5, 8)
    assert set(CELLS) >= SERVED


@pytest.mark.parametrize(
    ("distribution", "n", "average", "middle", "longest"),
    [
        ({0: 1}, 1, Fraction(0), Fraction(0), 0),
        # 1, 2, 2, 9
        ({2: 2, 9: 1, 1: 1}, 4, Fraction(7, 2), Fraction(2), 9),
        # 1, 2, 5, 5: half-way between 2 and 5
        ({1: 1, 2: 1, 5: 2}, 4, Fraction(13, 4), Fraction(7, 2), 5),
        # 3, 3, 8
        ({8: 1, 3: 2, 4: 0}, 3, Fraction(14, 3), Fraction(3), 8),
    ],
)
def test_processing_time_by_hand(
    distribution: dict[int, int], n: int, average: Fraction, middle: Fraction, longest: int
) -> None:
    assert ProcessingTime.of(distribution) == ProcessingTime(n, average, middle, longest)


def test_processing_time_of_nothing_is_none() -> None:
    assert ProcessingTime.of({}) is None


@given(st.lists(st.integers(0, 40), min_size=1))
def test_processing_time_is_that_of_the_days_one_by_one(taken: list[int]) -> None:
    time = ProcessingTime.of(Counter(taken))
    assert time is not None
    assert time.average == mean(map(Fraction, taken))
    assert time.median == median(map(Fraction, taken))
    assert (time.n, time.longest) == (len(taken), max(taken))


@pytest.mark.parametrize(
    ("n", "of", "threshold", "score"),
    [
        (3, 4, 100, Fraction(15)),
        (4, 4, 100, Fraction(20)),
        (1, 3, 100, Fraction(20, 3)),
        # 90 % of them is enough for all points
        (9, 10, 90, Fraction(20)),
        (8, 10, 90, Fraction(16)),
        (0, 10, 90, Fraction(0)),
        (0, 0, 100, None),
    ],
)
def test_a_criterion_earns_points_times_rate_and_all_from_its_threshold_on(
    n: int, of: int, threshold: int, score: Fraction | None
) -> None:
    row = Criterion("2.1", "Đúng hạn", Count.WITHIN_DUE, Count.ALL, Decimal(20), Decimal(threshold))
    assert row.score(measures(within_due=n, all=of)) == score


def test_the_indices_of_decision_766_have_its_points() -> None:
    assert {row.code: row.points for row in QD_766} == {
        "2.1": 20,
        "3.1": 2,
        "3.2": 4,
        "3.3": 6,
        "3.6": 6,
        "4.1": 6,
        "4.2": 4,
    }


def in_seconds(at: datetime) -> int:
    return int((at - MONDAY).total_seconds())


OFFICE = OfficeHours(DEFAULT_SESSIONS, CALENDAR)
TIME = OfficeTime(
    (in_seconds(opens), in_seconds(closes))
    for n in range(40)
    for opens, closes in OFFICE.sessions_on((MONDAY + timedelta(days=n)).date())
)
moments = st.datetimes(MONDAY - timedelta(days=3), MONDAY + timedelta(days=39)).map(
    lambda at: at.replace(second=0, microsecond=0)
)


@given(start=moments, end=moments)
def test_office_time_in_sums_is_the_office_time_of_the_rule(start: datetime, end: datetime) -> None:
    start, end = max(start, MONDAY), max(end, MONDAY)
    assert TIME.between(in_seconds(start), in_seconds(end)) == 60 * OFFICE.minutes_between(start, end)


def test_office_time_before_the_first_session_and_after_the_last_stands_still() -> None:
    time = OfficeTime([(100, 160), (200, 230)])
    assert (time.between(0, 100), time.between(0, 130), time.between(170, 190)) == (0, 30, 0)
    assert (time.between(0, 500), time.between(500, 0)) == (90, -90)
