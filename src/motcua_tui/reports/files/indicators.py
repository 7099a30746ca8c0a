"""The forms of the reform reports on paper: Biểu mẫu 1–7, the score table, the indices of QĐ 766/QĐ-TTg.

What nobody typed is printed as dots and named below the table, never as 0.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

from motcua_tui.domain.indicator_sheet import Filled, Origin, missing
from motcua_tui.domain.indicators import TITLES, Form, Kind
from motcua_tui.domain.numbers import NO_FIGURE, decimal_text, group, percent, percent_text
from motcua_tui.domain.periods import Period
from motcua_tui.reports.files.paper import Column, Paper, Row, Table, Value, Weight
from motcua_tui.reports.files.paper import Kind as Set
from motcua_tui.reports.files.printing import Printing, agencies, signatures
from motcua_tui.reports.files.wording import dates, period_lines

DOTS: Final = "…"
_ATTACHED: Final = "Kèm theo báo cáo cải cách hành chính"
_COMPONENTS: Final = 7
_SPAN: Final = 3
"""Grid columns of the widest column, so that the heading of the page can be cut into three."""


@dataclass(frozen=True, slots=True)
class FilledForm:
    """One form of one period with the period that it is held against."""

    form: Form
    rows: Sequence[Filled]
    before: Mapping[str, Filled]
    """The rows of the previous period, by code."""
    period: Period
    label: str
    """What people call the period; empty for any two dates."""
    previous: Period

    def text(self, code: str) -> str:
        return next(row.text for row in self.rows if row.indicator.code == code) or DOTS

    def amount(self, code: str) -> Decimal | None:
        return _amount(next(row for row in self.rows if row.indicator.code == code))


@dataclass(frozen=True, slots=True)
class Scored:
    """An index with its two counts and its points; no rate where there is nothing to divide by."""

    code: str
    name: str
    n: int
    of: int
    points: Decimal
    score: Fraction | None


def indicator_form(filled: FilledForm, printing: Printing) -> Paper:
    """Biểu mẫu 1–7: number, indicator, unit, figure, and the figure of the period before."""
    columns = (
        Column(("TT",), 7, Set.CENTRED),
        Column(("Chỉ tiêu",), 72, Set.TEXT, span=_SPAN),
        Column(("Đơn vị tính",), 20, Set.CENTRED),
        Column(("Số liệu",), 18),
        Column(("Kỳ trước",), 18),
    )
    rows = tuple(
        Row(
            (
                row.indicator.code,
                row.indicator.name,
                row.indicator.unit,
                "" if row.origin is Origin.NONE else _shown(row),
                "" if row.origin is Origin.NONE else _shown(filled.before[row.indicator.code]),
            ),
            Weight.TOTAL if row.origin is Origin.NONE or row.indicator.level == 1 else Weight.PLAIN,
        )
        for row in filled.rows
    )
    name = (
        f"Biểu mẫu {filled.form.removeprefix('bm')}" if filled.form.startswith("bm") else TITLES[filled.form]
    )
    return _paper(name, TITLES[filled.form], filled, Table(columns, rows), tuple(_notes(filled)), printing)


def score_form(filled: FilledForm, printing: Printing) -> Paper:
    """The components of the reform index: maximum, score, score of the year before, and the difference."""
    columns = (
        Column(("STT",), 6, Set.CENTRED),
        Column(("Lĩnh vực",), 60, Set.TEXT, span=_SPAN),
        Column(("Điểm tối đa",), 16),
        Column(("Điểm đạt",), 16),
        Column(("Điểm kỳ trước",), 16),
        Column(("Tăng, giảm",), 16),
    )
    codes = [str(number) for number in range(1, _COMPONENTS + 1)]
    named = {row.indicator.code: row.indicator.name.rpartition(":")[0] for row in filled.rows}
    rows = [Row((code, named[code], *_scores(filled, code))) for code in codes]
    rows.append(Row(("", "Tổng cộng điểm", *_scores(filled, "total")), Weight.TOTAL))
    before = filled.before["rank"].text or DOTS
    rows.append(Row(("", "Xếp loại", "", filled.text("rank"), before, ""), Weight.TOTAL))
    table = Table(columns, tuple(rows))
    notes = (*_notes(filled), *_compared(filled))
    return _paper("Chỉ số CCHC", "KẾT QUẢ CHỈ SỐ CẢI CÁCH HÀNH CHÍNH", filled, table, notes, printing)


def index_form(
    scored: Sequence[Scored], period: Period, label: str, decimals: int, printing: Printing
) -> Paper:
    """The indices of QĐ 766/QĐ-TTg that a desk counts, each with its two counts, rate and points."""
    columns = (
        Column(("Chỉ số",), 8, Set.CENTRED),
        Column(("Nội dung",), 56, Set.TEXT, span=_SPAN),
        Column(("Số hồ sơ, thủ tục đạt",), 14),
        Column(("Tổng số hồ sơ, thủ tục",), 14),
        Column(("Tỷ lệ",), 12),
        Column(("Điểm tối đa",), 12),
        Column(("Điểm đạt",), 12),
    )
    rows = [
        Row(
            (
                one.code,
                one.name,
                one.n,
                one.of,
                percent_text(one.n, one.of, decimals),
                decimal_text(one.points),
                _points(one.score, decimals),
            )
        )
        for one in scored
    ]
    known = [one for one in scored if one.score is not None]
    total = sum((one.score or Fraction(0) for one in known), Fraction(0))
    most = sum((one.points for one in known), Decimal(0))
    rows.append(
        Row(("", "Tổng cộng", None, None, "", decimal_text(most), _points(total, decimals)), Weight.TOTAL)
    )
    notes = [
        "Điểm đạt = điểm tối đa × tỷ lệ; chỉ tính các chỉ số mà sổ của bộ phận một cửa đếm được.",
        *(
            f"Chỉ số {one.code}: kỳ này không có hồ sơ, thủ tục để tính, không cộng vào tổng."
            for one in scored
            if one.score is None
        ),
    ]
    return Paper(
        name="QĐ 766",
        title="BỘ CHỈ SỐ PHỤC VỤ NGƯỜI DÂN, DOANH NGHIỆP",
        subtitle=period_lines(period, label),
        left=("Chỉ số theo Quyết định số 766/QĐ-TTg", "của Thủ tướng Chính phủ"),
        right=agencies(printing),
        tables=(Table(columns, tuple(rows)),),
        notes=tuple(notes),
        dated=printing.dated,
        place=printing.place,
        signatures=signatures(printing),
    )


def _paper(
    name: str, title: str, filled: FilledForm, table: Table, notes: tuple[str, ...], printing: Printing
) -> Paper:
    return Paper(
        name=name,
        title=title.upper(),
        subtitle=period_lines(filled.period, filled.label),
        left=(name.upper(), _ATTACHED),
        right=agencies(printing),
        tables=(table,),
        notes=notes,
        dated=printing.dated,
        place=printing.place,
        signatures=signatures(printing),
    )


def _shown(row: Filled) -> Value:
    """A count as a number, anything else as its text."""
    figure = row.figure
    if row.indicator.kind is Kind.COUNT and figure is not None and figure.of is None:
        return int(figure.amount)
    return row.text or DOTS


def _amount(row: Filled) -> Decimal | None:
    return row.figure.amount if row.figure else None


def _scores(filled: FilledForm, code: str) -> tuple[str, str, str, str]:
    """Maximum, score, score before, difference."""
    now, before = filled.amount(code), _amount(filled.before[code])
    change = DOTS if now is None or before is None else _signed(now - before)
    return filled.text(f"{code}.max"), filled.text(code), filled.before[code].text or DOTS, change


def _signed(change: Decimal) -> str:
    return f"+{decimal_text(change)}" if change > 0 else decimal_text(change)


def _compared(filled: FilledForm) -> Iterator[str]:
    """How the total moved, as reports say it."""
    now, before = filled.amount("total"), _amount(filled.before["total"])
    if now is not None and before is not None and now != before:
        word = "tăng" if now > before else "giảm"
        moved = f"{word} {decimal_text(abs(now - before))} điểm so với kỳ trước ({decimal_text(before)} điểm)"
        yield f"Tổng điểm {decimal_text(now)}, {moved}."


def _points(score: Fraction | None, decimals: int) -> str:
    """A score, rounded half-up."""
    if score is None:
        return NO_FIGURE
    value = percent(score.numerator, 100 * score.denominator, decimals)
    assert value is not None
    return decimal_text(value)


def _notes(filled: FilledForm) -> Iterator[str]:
    """What is not typed, what comes from the record, what does not fit, and which period stands beside."""
    if lacking := missing(filled.rows):
        yield f"Chưa có số liệu ({group(len(lacking))} chỉ tiêu): {_codes(row.code for row in lacking)}."
    if recorded := [row.indicator.code for row in filled.rows if row.origin is Origin.RECORD]:
        yield f"Tính từ sổ của bộ phận một cửa: {_codes(recorded)}."
    if faulty := [row.indicator.code for row in filled.rows if row.faults]:
        yield f"Cần kiểm tra lại: {_codes(faulty)}."
    if any(row.text for row in filled.before.values()):
        yield f"Kỳ trước: {dates(filled.previous).lower()}."


def _codes(codes: Iterator[str] | Sequence[str]) -> str:
    return "; ".join(codes)
