from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua_tui.domain.codes import Unit
from motcua_tui.domain.limits import MAX_AMOUNT, TimeLimit, parse_unit
from motcua_tui.errors import InputError

LV, DAYS, HOURS = Unit.WORKING_DAYS, Unit.DAYS, Unit.WORKING_HOURS


@pytest.mark.parametrize(
    ("text", "amount", "unit"),
    [
        ("5 LV", "5", LV),
        ("5lv", "5", LV),
        ("06 ngày làm việc", "6", LV),
        ("7  Ngày LÀM VIỆC ", "7", LV),
        ("7 ngay lam viec", "7", LV),
        ("3 ngày LV", "3", LV),
        ("1.5 Ngày làm việc", "1.5", LV),
        ("0,5 ngày làm việc", "0.5", LV),
        ("½ ngày", "0.5", LV),
        ("1/2 ngày", "0.5", LV),
        ("2½ ngày làm việc", "2.5", LV),
        ("2 1/2 ngày làm việc", "2.5", LV),
        ("20 ngày", "20", DAYS),
        ("300 Ngày", "300", DAYS),
        ("0 ngày", "0", DAYS),
        ("1 Giờ", "1", HOURS),
        ("8 giờ làm việc", "8", HOURS),
        ("1,25 giờ", "1.25", HOURS),
        ("5 working_days", "5", LV),
    ],
)
def test_parse_a_limit_as_it_is_written_reads_amount_and_unit(text: str, amount: str, unit: Unit) -> None:
    assert TimeLimit.parse(text) == TimeLimit(Decimal(amount), unit)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "5",
        "ngày",
        "abc",
        "2 Tháng",
        "1 tuần",
        "5 ngày hoặc 7 ngày",
        "-5 ngày",
        "1.000 ngày",
        "21/2 ngày làm việc",
        "2,5½ ngày làm việc",
        "1½ ngày",
        "1,5 ngày",
        "0,3 ngày làm việc",
        "0,01 giờ",
        "9999 ngày",
        "5 [/] ngày",
    ],
)
def test_parse_what_is_no_limit_is_refused_and_never_guessed(text: str) -> None:
    with pytest.raises(InputError) as refused:
        TimeLimit.parse(text)
    assert refused.value.message
    assert refused.value.hint


def test_parse_an_unknown_unit_names_it() -> None:
    with pytest.raises(InputError, match="“Tháng”"):
        TimeLimit.parse("2 Tháng")


def test_of_two_cells_reads_like_one_text() -> None:
    assert TimeLimit.of("1.5", "Ngày làm việc") == TimeLimit.parse("1,5 LV")
    assert TimeLimit.of(" 20 ", "days") == TimeLimit.parse("20 ngày")


@pytest.mark.parametrize("unit", list(Unit))
def test_parse_unit_knows_every_code(unit: Unit) -> None:
    assert parse_unit(unit.value) is unit


@pytest.mark.parametrize(
    "amount", [Decimal(-1), Decimal(MAX_AMOUNT + 1), Decimal("NaN"), Decimal("Infinity"), Decimal("2.25")]
)
def test_an_amount_that_cannot_be_counted_is_refused(amount: Decimal) -> None:
    with pytest.raises(InputError):
        TimeLimit(amount, LV)


@pytest.mark.parametrize(
    ("amount", "unit", "text"),
    [
        ("5", LV, "5 ngày làm việc"),
        ("5.0", LV, "5 ngày làm việc"),
        ("10", LV, "10 ngày làm việc"),
        ("0", LV, "0 ngày làm việc"),
        ("0.5", LV, "½ ngày làm việc"),
        ("2.5", LV, "2½ ngày làm việc"),
        ("20", DAYS, "20 ngày"),
        ("300", DAYS, "300 ngày"),
        ("8", HOURS, "8 giờ làm việc"),
        ("0.5", HOURS, "0,5 giờ làm việc"),
    ],
)
def test_str_of_a_limit_is_vietnamese(amount: str, unit: Unit, text: str) -> None:
    assert str(TimeLimit(Decimal(amount), unit)) == text


@given(
    st.one_of(
        st.builds(TimeLimit, st.integers(0, 2 * MAX_AMOUNT).map(lambda n: Decimal(n) / 2), st.just(LV)),
        st.builds(TimeLimit, st.integers(0, MAX_AMOUNT).map(Decimal), st.just(DAYS)),
        st.builds(TimeLimit, st.integers(0, 20 * MAX_AMOUNT).map(lambda n: Decimal(n) / 20), st.just(HOURS)),
    )
)
def test_parse_of_the_printed_limit_gives_the_limit_back(limit: TimeLimit) -> None:
    assert TimeLimit.parse(str(limit)) == limit


def test_of_when_the_amount_is_no_number_then_only_the_amount_is_quoted() -> None:
    with pytest.raises(InputError) as raised:
        TimeLimit.of("6 ngày", "working_days")
    assert "“6 ngày”" in raised.value.message
    assert "working_days" not in raised.value.message
