"""Indicators of the CCHC reports: what is understood, what follows, and what is found wrong."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import motcua_tui
from motcua_tui.domain.indicator_sheet import Filled, Origin, fill, missing
from motcua_tui.domain.indicators import (
    NOT_APPLICABLE,
    Form,
    Indicator,
    Kind,
    Sign,
    parse_registry,
    read,
)
from motcua_tui.errors import InputError

SHIPPED = parse_registry(
    (Path(motcua_tui.__file__).parent / "data" / "indicators.csv").read_text(encoding="utf-8")
)


def of_form(form: str) -> tuple[Indicator, ...]:
    return tuple(row for row in SHIPPED if row.form == form)


def filled(
    form: str, typed: Mapping[str, str], recorded: Mapping[str, int] | None = None
) -> dict[str, Filled]:
    by_id = {f"{form}.{code}": text for code, text in typed.items()}
    return {row.indicator.code: row for row in fill(of_form(form), by_id, recorded or {})}


def row(kind: Kind, unit: str = "") -> Indicator:
    return Indicator(Form.BM1, "1", "Chỉ tiêu", unit, kind)


# The registry


def test_registry_when_shipped_then_every_check_names_rows_of_its_form() -> None:
    codes = {(row.form, row.code) for row in SHIPPED}
    assert len(codes) == len(SHIPPED)
    named = [(row.form, code) for row in SHIPPED if row.check for code in row.check.of]
    assert set(named) <= codes
    assert all(row.kind is Kind.COUNT for row in SHIPPED if row.source)
    assert all(row.check.sign is Sign.RATIO for row in SHIPPED if row.kind is Kind.RATE and row.check)


@pytest.mark.parametrize(
    ("form", "rows"),
    [("bm1", 22), ("bm2", 14), ("bm3", 25), ("bm4", 21), ("bm5", 16), ("bm6", 13), ("bm7", 35)],
)
def test_registry_when_shipped_then_the_rows_of_the_seven_forms(form: str, rows: int) -> None:
    assert len(of_form(form)) == rows
    assert of_form(form)[0].level == 1


# Reading


@pytest.mark.parametrize(
    ("kind", "text", "amount"),
    [
        (Kind.COUNT, "01", "1"),
        (Kind.COUNT, "1.253", "1253"),
        (Kind.COUNT, "1192", "1192"),
        (Kind.COUNT, "02/02", "2"),
        (Kind.DECIMAL, "10,86", "10.86"),
        (Kind.DECIMAL, "15.5", "15.5"),
        (Kind.DECIMAL, "1.234,5", "1234.5"),
        (Kind.DECIMAL, "-3,286", "-3.286"),
        (Kind.RATE, "100%", "100"),
        (Kind.RATE, "76.70 %", "76.70"),
        (Kind.RATE, "100% (19/19)", "100"),
        (Kind.RATE, "754/983", "76.70"),
    ],
)
def test_read_when_a_value_of_its_kind_then_the_amount(kind: Kind, text: str, amount: str) -> None:
    figure = read(row(kind), text)
    assert figure is not None
    assert figure.amount == Decimal(amount)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (Kind.COUNT, "mười"),
        (Kind.COUNT, "1,5"),
        (Kind.COUNT, "12.53"),
        (Kind.DECIMAL, "3.286"),
        (Kind.DECIMAL, "1,2,3"),
        (Kind.RATE, "gần 100%"),
        (Kind.RATE, "5/0"),
    ],
)
def test_read_when_not_of_its_kind_or_of_two_meanings_then_refused(kind: Kind, text: str) -> None:
    with pytest.raises(InputError):
        read(row(kind), text)


def test_read_when_a_choice_then_only_those_of_the_unit() -> None:
    asked = row(Kind.CHOICE, "Chưa có = 0; 2 cấp = 1; 3 cấp = 2")
    assert [read(asked, text) is not None for text in ("0", "01", "2")] == [True] * 3
    with pytest.raises(InputError, match="3"):
        read(asked, "3")


def test_read_when_words_or_not_applicable_then_no_figure() -> None:
    assert read(row(Kind.TEXT), "Phiếu tại Bộ phận một cửa") is None
    assert read(row(Kind.COUNT), NOT_APPLICABLE) is None


# What follows


def test_fill_when_nothing_is_typed_then_missing_and_never_zero() -> None:
    rows = fill(of_form("bm1"), {}, {})
    assert {row.text for row in rows} == {""}
    assert len(missing(rows)) == 19
    assert {row.origin for row in rows if row.indicator.kind is Kind.GROUP} == {Origin.NONE}


def test_fill_when_the_counts_are_there_then_the_rate_follows() -> None:
    rows = filled("bm7", {"6.4.1": "8"}, {"procedures_online_partial": 6, "received_served": 983})
    assert (rows["6.4"].text, rows["6.4"].origin) == ("75%", Origin.DERIVED)
    assert (rows["6.4.2"].text, rows["6.4.2"].origin) == ("6", Origin.RECORD)
    assert (rows["6.7.1"].text, rows["6.7"].origin) == ("983", Origin.MISSING)


def test_fill_when_totals_stand_on_totals_then_all_follow() -> None:
    typed = {"2.2": "1", "2.3": "2", "2.4.1": "1", "2.4.2": "0", "2.4.3": "3", "2.5": "0"}
    rows = filled("bm6", typed)
    assert (rows["2.4"].text, rows["2.1"].text) == ("4", "7")


def test_fill_when_a_rate_has_nothing_to_divide_by_then_a_dash() -> None:
    rows = filled("bm1", {"3.3.1": "0", "3.3.2": "0"})
    assert (rows["3.3"].text, rows["3.3"].origin, rows["3.3"].faults) == ("–", Origin.DERIVED, ())


def test_fill_when_a_row_does_not_apply_then_it_is_neither_missing_nor_a_number() -> None:
    rows = filled("bm2", {"1.1": "1", "1.2": "–", "1.3": "–"})
    assert (rows["1.2"].text, rows["1.2"].origin) == ("–", Origin.TYPED)
    assert rows["1"].origin is Origin.MISSING


def test_fill_when_the_score_table_of_2023_then_its_total() -> None:
    scores = ("12,23", "10", "10,86", "9", "11", "7,41", "15,11")
    most = ("15,5", "14", "17,5", "10", "12", "11", "20")
    typed = {str(n): text for n, text in enumerate(scores, 1)}
    typed |= {f"{n}.max": text for n, text in enumerate(most, 1)}
    rows = filled("score", typed)
    assert (rows["total"].text, rows["total.max"].text) == ("75,61", "100")
    assert [row.faults for row in rows.values() if row.faults] == []
    assert filled("score", {**typed, "total": "72,32"})["total"].faults != ()


# What is wrong


@pytest.mark.parametrize(
    ("form", "typed", "code", "said"),
    [
        ("bm7", {"6.5.1": "11", "6.5.2": "48"}, "6.5.2", "Lớn hơn chỉ tiêu 6.5.1: 11."),
        ("bm3", {"1.4": "97", "1.4.1": "78", "1.4.2": "18", "1.4.3": "2"}, "1.4", "cộng lại là 98"),
        ("bm3", {"1.4": "97", "1.4.1": "98"}, "1.4", "cộng lại là 98"),
        ("bm1", {"5.1": "237", "5.2": "236", "5.3": "2"}, "5.1", "cộng lại là 238"),
        ("bm1", {"2": "99%", "2.1": "24", "2.2": "24"}, "2", "24/24 là 100%."),
        ("bm7", {"6.7": "76,71", "6.7.1": "983", "6.7.2": "754"}, "6.7", "754/983 là 76,70%."),
        ("bm4", {"3.4": "90% (19/19)"}, "3.4", "19/19 là 100%."),
        ("bm5", {"1.1": "03/02"}, "1.1", "Tử số 3 lớn hơn mẫu số 2."),
        ("bm1", {"3.3": "100%", "3.3.1": "0", "3.3.2": "0"}, "3.3", "Mẫu số của tỷ lệ là 0."),
        ("bm1", {"1": "bảy"}, "1", "“bảy” không phải số đếm."),
    ],
)
def test_fill_when_something_does_not_fit_then_it_is_said_at_its_row(
    form: str, typed: dict[str, str], code: str, said: str
) -> None:
    rows = filled(form, typed)
    assert [said in fault for fault in rows[code].faults] == [True]
    assert [other for other, row in rows.items() if row.faults] == [code]


@pytest.mark.parametrize(
    ("form", "typed"),
    [
        ("bm1", {"5.1": "237", "5.2": "236", "5.3": "01", "5.4": "0"}),
        ("bm3", {"1.4": "97", "1.4.1": "78", "1.4.2": "18", "1.4.3": "1"}),
        ("bm3", {"1.4": "97", "1.4.1": "78"}),
        ("bm5", {"4": "01", "4.2": "0", "4.3": "0", "4.4": "0"}),
        ("bm7", {"6.7": "76.70 %", "6.7.1": "983", "6.7.2": "754"}),
        ("bm7", {"6.7": "77%", "6.7.1": "983", "6.7.2": "754"}),
        ("bm4", {"3.4": "100% (19/19)"}),
    ],
)
def test_fill_when_all_fits_then_nothing_is_said(form: str, typed: dict[str, str]) -> None:
    assert [row.faults for row in filled(form, typed).values() if row.faults] == []


def test_fill_when_typed_otherwise_than_recorded_then_both_are_told() -> None:
    same, other = (filled("bm3", {"3.4.1": text}, {"petitions_received": 2})["3.4.1"] for text in ("02", "3"))
    assert (same.text, same.origin, same.faults) == ("2", Origin.TYPED, ())
    assert (other.text, other.recorded, other.faults) == ("3", 2, ("Khác số liệu trong sổ: 2.",))


@given(st.lists(st.integers(0, 5_000), min_size=3, max_size=3), st.integers(-2, 2))
def test_fill_when_parts_and_total_are_random_then_only_a_wrong_total_is_told(
    parts: list[int], error: int
) -> None:
    typed = {f"1.4.{n}": str(part) for n, part in enumerate(parts, 1)}
    assert filled("bm3", typed)["1.4"].text.replace(".", "") == str(sum(parts))
    total = max(0, sum(parts) + error)
    assert bool(filled("bm3", {**typed, "1.4": str(total)})["1.4"].faults) is (total != sum(parts))


@given(st.integers(0, 10_000), st.integers(1, 10_000), st.integers(0, 3))
def test_fill_when_a_rate_is_typed_then_right_within_half_a_unit_of_its_last_decimal(
    n: int, of: int, decimals: int
) -> None:
    n = min(n, of)
    shown = f"{100 * n / of:.{decimals}f}"
    rows = filled("bm3", {"3.1": f"{shown}%".replace(".", ","), "3.1.1": str(of), "3.1.2": str(n)})
    off_by = abs(Decimal(shown) - Decimal(100 * n) / of)
    if rows["3.1"].faults:
        assert off_by * 2 * 10**decimals >= 1 - Decimal("1e-9")
    else:
        assert off_by * 2 * 10**decimals <= 1
