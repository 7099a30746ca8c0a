from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua_tui.domain.numbers import (
    NumberStyle,
    decimal_text,
    group,
    pad,
    percent,
    percent_text,
    rounded,
)

COUNTS = st.integers(-(10**9), 10**9)


@pytest.mark.parametrize(
    ("n", "wanted"),
    [(0, "0"), (999, "999"), (1253, "1.253"), (-1253, "-1.253"), (-999, "-999"), (1_000_000, "1.000.000")],
)
def test_group_when_thousands_then_dots(n: int, wanted: str) -> None:
    assert group(n) == wanted


@pytest.mark.parametrize(
    ("n", "of", "decimals", "wanted"),
    [
        (766, 773, 2, "99,09%"),
        (1, 773, 3, "0,129%"),
        (6, 773, 2, "0,78%"),
        (819, 825, 2, "99,27%"),
        (767, 773, 2, "99,22%"),
        (1, 3, 0, "33%"),
        (1, 8, 2, "12,50%"),
        (1, 800, 2, "0,13%"),  # 0,125 rounds up, not to even
        (3, 800, 2, "0,38%"),
        (-1, 800, 2, "-0,13%"),
        (0, 5, 2, "0,00%"),
        (2469, 2, 2, "123.450,00%"),
        (0, 0, 2, "–"),
        (5, 0, 2, "–"),
    ],
)
def test_percent_text_when_printed_then_decimal_comma_and_half_up(
    n: int, of: int, decimals: int, wanted: str
) -> None:
    assert percent_text(n, of, decimals) == wanted


@pytest.mark.parametrize(
    ("n", "of", "decimals", "wanted"),
    [
        (773, 773, 2, "100%"),
        (999, 1000, 2, "99,9%"),
        (766, 773, 2, "99,09%"),
        (0, 5, 2, "0%"),
        (1, 10, 0, "10%"),
        (0, 0, 2, "–"),
    ],
)
def test_percent_text_when_trimmed_then_no_idle_zeros(n: int, of: int, decimals: int, wanted: str) -> None:
    assert percent_text(n, of, decimals, trim=True) == wanted


@given(COUNTS, COUNTS, st.integers(0, 6))
def test_percent_when_any_counts_then_the_nearest_decimal_and_half_away_from_zero(
    n: int, of: int, decimals: int
) -> None:
    value = percent(n, of, decimals)
    if of == 0:
        assert value is None
        return
    assert value is not None
    exact = Fraction(n * 100, of)
    rounded = Fraction(floor(abs(exact) * 10**decimals + Fraction(1, 2)), 10**decimals)
    assert Fraction(value) == (rounded if exact >= 0 else -rounded)
    assert -value.as_tuple().exponent == decimals
    assert not (value == 0 and value.is_signed())


@pytest.mark.parametrize(
    ("value", "decimals", "wanted"),
    [
        ("1253.5", None, "1.253,5"),
        ("1253.50", None, "1.253,50"),
        ("1253", None, "1.253"),
        ("2.5", 0, "3"),
        ("0.125", 2, "0,13"),
        ("-0.125", 2, "-0,13"),
        ("-0.001", 2, "0,00"),
        ("20", 1, "20,0"),
        ("1E+3", None, "1.000"),
        ("-1234567.891", 1, "-1.234.567,9"),
    ],
)
def test_decimal_text_when_printed_then_vietnamese_marks(
    value: str, decimals: int | None, wanted: str
) -> None:
    assert decimal_text(Decimal(value), decimals) == wanted


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=3))
def test_decimal_text_when_read_back_then_the_same_value(value: Decimal) -> None:
    assert Decimal(decimal_text(value).replace(".", "").replace(",", ".")) == value


@pytest.mark.parametrize(
    ("n", "width", "wanted"), [(5, 2, "05"), (11, 2, "11"), (123, 2, "123"), (7, 4, "0007")]
)
def test_pad_when_short_then_leading_zeros(n: int, width: int, wanted: str) -> None:
    assert pad(n, width) == wanted


@pytest.mark.parametrize(
    ("style", "group", "count", "percent"),
    [
        (NumberStyle(), "1.253", "5", "33,33%"),
        (NumberStyle(1, dot=True), "1,253", "5", "33.3%"),
        (NumberStyle(0, padded=True), "1.253", "05", "33%"),
    ],
)
def test_number_style_writes_counts_and_percentages(
    style: NumberStyle, group: str, count: str, percent: str
) -> None:
    assert (style.group(1253), style.count(5), style.percent(1, 3)) == (group, count, percent)
    assert (style.count(0), style.count(10), style.percent(0, 0)) == ("0", "10", "–")


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        (Fraction(1, 8), 2, "0.13"),
        (Fraction(-1, 8), 2, "-0.13"),
        (Fraction(1, 3), 0, "0"),
        (Fraction(-1, 3), 0, "0"),
        (Fraction(95, 13), 3, "7.308"),
        (Fraction(5), 1, "5.0"),
    ],
)
def test_rounded_goes_half_up_away_from_zero(value: Fraction, decimals: int, expected: str) -> None:
    assert str(rounded(value, decimals)) == expected


def test_a_fraction_is_written_in_the_style_and_none_as_a_dash() -> None:
    assert NumberStyle().fraction(Fraction(2469, 2)) == "1.234,50"
    assert NumberStyle(dot=True).fraction(Fraction(2469, 2)) == "1,234.50"
    assert NumberStyle().fraction(None) == "–"
