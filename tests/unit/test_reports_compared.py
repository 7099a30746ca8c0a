"""A report beside another period, and measures, as lines and as JSON."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from motcua_tui.domain.codes import Channel, JudgeBy
from motcua_tui.domain.ledger import Cell, Judgement, Ledger, Origin, Status
from motcua_tui.domain.measures import QD_766, RATES, Count, Measures, ProcedureTime, ProcessingTime
from motcua_tui.domain.numbers import NumberStyle
from motcua_tui.domain.periods import Period
from motcua_tui.domain.profiles import ProfileName, Ratio, profile
from motcua_tui.domain.text import cells
from motcua_tui.reports import comparing, measuring
from motcua_tui.reports.model import PeriodReport

NUMBERS = NumberStyle()
QUARTER = Period(date(2026, 6, 15), date(2026, 9, 15))


def report(
    early: int, late: int, label: str = "Quý III/2026", numbers: NumberStyle = NUMBERS
) -> PeriodReport:
    def cell(judgement: Judgement) -> Cell:
        return Cell(1, Channel.DIRECT, Origin.NEW, Status.GRANTED, judgement)

    ledger = Ledger(QUARTER, [(cell(Judgement.EARLY), early), (cell(Judgement.LATE), late)])
    return PeriodReport(
        period=QUARTER,
        label=label,
        profile=ProfileName.FORM_07A,
        judge_by=JudgeBy.LAWFUL_DUE,
        as_on_time=False,
        total=profile(ProfileName.FORM_07A).summarise(ledger),
        rows=(),
        by=None,
        warnings=(),
        numbers=numbers,
        agency="Sở Mẫu",
        desk="Một cửa",
    )


@pytest.mark.parametrize(
    ("now", "before", "told"),
    [
        (26, 20, "+6 (+30,00%)"),
        (20, 25, "−5 (−20,00%)"),
        (7, 7, "0"),
        (3, 0, "+3"),
        (0, 0, "0"),
        (2_500, 1_000, "+1.500 (+150,00%)"),
    ],
)
def test_a_change_is_told_with_its_share_of_what_was_before(now: int, before: int, told: str) -> None:
    assert comparing.Change("received.new", now, before).told(NUMBERS) == told


@pytest.mark.parametrize(
    ("now", "before", "moved", "told"),
    [
        (Ratio(3, 4), Ratio(2, 3), Fraction(25, 3), "+8,33 điểm %"),
        (Ratio(2, 3), Ratio(3, 4), Fraction(-25, 3), "−8,33 điểm %"),
        (Ratio(1, 2), Ratio(2, 4), Fraction(0), "0,00 điểm %"),
        (Ratio(0, 0), Ratio(2, 4), None, ""),
        (Ratio(1, 2), Ratio(0, 0), None, ""),
    ],
)
def test_a_rate_moves_by_points_of_a_per_cent(
    now: Ratio, before: Ratio, moved: Fraction | None, told: str
) -> None:
    assert comparing.points(now, before) == moved
    assert comparing.points_told(moved, NUMBERS) == told


def test_another_period_stands_beside_the_report_line_by_line() -> None:
    lines = list(comparing.to_lines(report(30, 2), [report(20, 5, "Quý II/2026")], 80))

    assert lines[0] == "So với Quý II/2026 (15/06/2026–14/09/2026)"
    assert lines[2].split() == ["Tiếp", "nhận", "mới", "32", "25", "+7", "(+28,00%)"]
    assert lines[7].split()[-4:] == ["2", "5", "−3", "(−60,00%)"]
    assert lines[10].split()[4:] == ["93,75%", "80,00%", "+13,75", "điểm", "%"]
    assert max(map(cells, lines)) <= 80


def test_another_period_as_json_has_figures_and_differences() -> None:
    told: Any = comparing.to_json(report(30, 2), report(20, 5, "Quý II/2026"))

    assert told["figures"]["received.new"] == 25
    assert told["changes"]["finished.late"] == {"difference": -3, "percent": "-60.00"}
    assert told["changes"]["pending.total"] == {"difference": 0, "percent": None}
    assert (told["rates"]["on_time"], told["on_time_points"]) == ("80.00", "13.75")
    nothing: Any = comparing.to_json(report(1, 0), report(0, 0))
    assert (nothing["rates"]["on_time"], nothing["on_time_points"]) == (None, None)


TIME = ProcessingTime(4, Fraction(15, 4), Fraction(4), 7)
COUNTS = dict.fromkeys(Count, 0) | {
    Count.ALL: 10,
    Count.WITHIN_DUE: 9,
    Count.WITH_FEE: 3,
    Count.PAID_ONLINE: 1,
}
MEASURES = Measures(
    QUARTER,
    JudgeBy.LAWFUL_DUE,
    COUNTS,
    TIME,
    (ProcedureTime("1.01", "Cấp phép", TIME),),
    (("Khai thiếu", 2), ("", 1)),
)
EMPTY = Measures(QUARTER, JudgeBy.LAWFUL_DUE, dict.fromkeys(Count, 0), None, (), ())


def test_every_count_and_rate_has_a_name_and_a_place() -> None:
    assert set(measuring.NAMES) == set(Count)
    placed = [rate for _heading, rates in measuring.SECTIONS for rate in rates]
    assert sorted(placed) == sorted(RATES)


@pytest.mark.parametrize("width", [60, 80, 140])
def test_measures_in_lines_fit_and_say_n_of_n(width: int) -> None:
    lines = list(measuring.to_lines(MEASURES, QD_766, NUMBERS, width))

    assert max(map(cells, lines)) <= width
    text = "\n".join(" ".join(line.split()) for line in lines)
    assert "Nộp phí, lệ phí trực tuyến 1/3 33,33%" in text
    assert "Trung bình 3,75\nTrung vị 4,00\nLâu nhất 7" in text
    assert "Khai thiếu 2\nChưa ghi nguyên nhân 1" in text
    assert "9/10 18,00/20" in text


def test_measures_of_an_empty_period_leave_out_days_and_causes() -> None:
    text = "\n".join(measuring.to_lines(EMPTY, QD_766, NUMBERS, 80))

    assert "0/0 –" in " ".join(text.split())
    assert "Trung bình" not in text
    assert "Nguyên nhân" not in text


def test_measures_as_json_have_counts_rates_days_and_scores() -> None:
    told: Any = measuring.to_json(MEASURES, QD_766, 2)

    assert told["counts"]["all"] == 10
    assert told["rates"]["paid_online"] == {
        "numerator": "paid_online",
        "denominator": "with_fee",
        "n": 1,
        "of": 3,
        "rate": "33.33",
    }
    assert told["processing_days"] == {"n": 4, "average": "3.75", "median": "4.00", "longest": 7}
    assert told["procedures"] == [{"code": "1.01", "name": "Cấp phép", **told["processing_days"]}]
    assert told["late_causes"] == [{"cause": "Khai thiếu", "n": 2}, {"cause": "", "n": 1}]
    first = told["indices"][0]
    assert (first["code"], first["rate"], first["score"], first["points"]) == ("2.1", "90.00", "18.00", "20")
    nothing: Any = measuring.to_json(EMPTY, QD_766, 2)
    assert nothing["processing_days"] is None
    assert nothing["indices"][0]["score"] is None
    assert Decimal(nothing["indices"][0]["threshold"]) == 100
