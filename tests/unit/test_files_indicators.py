"""The forms of the reform reports on paper: nothing invented, what is missing named, scores compared."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import motcua_tui
from motcua_tui.domain.indicator_sheet import fill
from motcua_tui.domain.indicators import Form, parse_registry
from motcua_tui.domain.periods import Period
from motcua_tui.reports.files.indicators import FilledForm, Scored, index_form, indicator_form, score_form
from motcua_tui.reports.files.paper import Value, Weight
from motcua_tui.reports.files.printing import Printing

YEAR, BEFORE = Period(date(2023, 1, 1), date(2024, 1, 1)), Period(date(2022, 1, 1), date(2023, 1, 1))
PRINTING = Printing("Sở Xây dựng", "Một cửa", "UBND tỉnh", "Mai", "Mẫu", date(2024, 1, 20))
SHIPPED = parse_registry(
    (Path(motcua_tui.__file__).parent / "data" / "indicators.csv").read_text(encoding="utf-8")
)
SCORES = ("12,23", "10", "10,86", "9", "11", "7,41", "15,11")
MOST = ("15,5", "14", "17,5", "10", "12", "11", "20")


def filled(
    form: Form,
    typed: Mapping[str, str],
    before: Mapping[str, str] | None = None,
    recorded: Mapping[str, int] | None = None,
) -> FilledForm:
    rows = [row for row in SHIPPED if row.form is form]

    def of(texts: Mapping[str, str]) -> Mapping[str, str]:
        return {f"{form}.{code}": text for code, text in texts.items()}

    earlier = {row.indicator.code: row for row in fill(rows, of(before or {}), {})}
    now = fill(rows, of(typed), recorded or {})
    return FilledForm(form, now, earlier, YEAR, "Năm 2023", BEFORE)


def cells(paper_rows: Mapping[str, tuple[Value, ...]], code: str) -> tuple[Value, ...]:
    return paper_rows[code][3:]


def test_indicator_form_when_printed_then_figures_dots_and_what_is_said_below() -> None:
    typed = {"1": "7", "2.1": "24", "2.2": "25", "6.2": "Phiếu", "3.2": "–"}
    paper = indicator_form(filled(Form.BM1, typed, {"1": "5"}), PRINTING)
    rows = {str(row.values[0]): row.values for row in paper.tables[0].rows}
    assert cells(rows, "1") == (7, 5)
    assert cells(rows, "2") == ("104,17%", "…")
    assert cells(rows, "3") == ("", "")
    assert cells(rows, "3.2") == ("–", "…")
    assert cells(rows, "6.2") == ("Phiếu", "…")
    assert (paper.name, paper.left[0], paper.title) == (
        "Biểu mẫu 1",
        "BIỂU MẪU 1",
        "CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH CCHC",
    )
    missing, faulty, before = paper.notes
    assert missing.startswith("Chưa có số liệu (13 chỉ tiêu): 3.1; ")
    assert faulty == "Cần kiểm tra lại: 2.2."
    assert before == "Kỳ trước: từ ngày 01/01/2022 đến ngày 31/12/2022."


def test_indicator_form_when_rows_come_from_the_record_then_they_are_named() -> None:
    paper = indicator_form(
        filled(Form.BM7, {}, recorded={"online_served": 754, "received_served": 983}), PRINTING
    )
    rows = {str(row.values[0]): row.values for row in paper.tables[0].rows}
    assert (cells(rows, "6.7"), cells(rows, "6.7.2")) == (("76,70%", "…"), (754, "…"))
    assert "Tính từ sổ của bộ phận một cửa: 6.7.1; 6.7.2." in paper.notes


def test_score_form_when_last_year_is_known_then_the_differences() -> None:
    typed = {str(n): text for n, text in enumerate(SCORES, 1)} | {"rank": "Khá"}
    typed |= {f"{n}.max": text for n, text in enumerate(MOST, 1)}
    paper = score_form(filled(Form.SCORE, typed, {"1": "12,5", "2": "10", "total": "72,324"}), PRINTING)
    rows = [row.values for row in paper.tables[0].rows]
    assert rows[0] == (
        "1",
        "Công tác chỉ đạo điều hành cải cách hành chính",
        "15,5",
        "12,23",
        "12,5",
        "-0,27",
    )
    assert rows[1][2:] == ("14", "10", "10", "0")
    assert rows[2][4:] == ("…", "…")
    assert rows[7][1:] == ("Tổng cộng điểm", "100", "75,61", "72,324", "+3,286")
    assert rows[8][1:] == ("Xếp loại", "", "Khá", "…", "")
    assert "Tổng điểm 75,61, tăng 3,286 điểm so với kỳ trước (72,324 điểm)." in paper.notes


def test_score_form_when_nothing_is_typed_then_dots_alone() -> None:
    paper = score_form(filled(Form.SCORE, {}), PRINTING)
    assert {value for row in paper.tables[0].rows for value in row.values[2:]} == {"…", ""}
    assert len(paper.notes) == 1


def test_index_form_when_one_has_nothing_to_divide_by_then_it_is_left_out_of_the_sum() -> None:
    scored = [
        Scored("2.1", "Đúng hạn", 1, 3, Decimal(20), Fraction(20, 3)),
        Scored("3.6", "Thanh toán", 0, 0, Decimal(6), None),
    ]
    paper = index_form(scored, YEAR, "", 2, PRINTING)
    first, second, total = paper.tables[0].rows
    assert first.values[2:] == (1, 3, "33,33%", "20", "6,67")
    assert second.values[2:] == (0, 0, "–", "6", "–")
    assert (total.values[5:], total.weight) == (("20", "6,67"), Weight.TOTAL)
    assert "3.6" in paper.notes[1]
