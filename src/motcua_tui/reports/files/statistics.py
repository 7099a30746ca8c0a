"""The statistical forms: one row a field (or whatever the rows are), the columns of the circular.

07a/BTP/KSTT of TT 09/2026/TT-BTP, II.06a/VPCP/KSTT of TT 01/2020/TT-VPCP and 07a of TT 02/2017/TT-VPCP
have their own columns; what is counted by another profile takes those of 07a, with more of them for what that
profile sets apart. The row of numbers says which column is the sum of which.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from motcua_tui.domain.profiles import ProfileName, Summary
from motcua_tui.reports.columns import ROWS, row_name
from motcua_tui.reports.files.paper import Column, Kind, Paper, Row, Table, Weight
from motcua_tui.reports.files.printing import Printing, agencies, signatures
from motcua_tui.reports.files.wording import notes, period_lines
from motcua_tui.reports.model import PeriodReport

_RECEIVED: Final = "Số lượng hồ sơ tiếp nhận"
_IN_PERIOD: Final = "Tiếp nhận mới trong kỳ"
_ONLINE: Final = "Trực tuyến"
_FINISHED: Final = "Số lượng hồ sơ đã giải quyết"
_PENDING: Final = "Số lượng hồ sơ đang giải quyết"
_APART: Final = "Tính riêng"
_COUNTS: Final = 104
"""Characters that all columns of counts take at least, so that the form fills the page."""
_TITLE: Final = "TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH"


@dataclass(frozen=True, slots=True)
class _Counted:
    """A column of counts: its headings, its number, and the figures that it adds up."""

    path: tuple[str, ...]
    number: str
    figures: tuple[str, ...]

    def count(self, summary: Summary) -> int:
        return sum(summary[name] for name in self.figures)


_CODES: Final[Mapping[ProfileName, tuple[str, str]]] = {
    ProfileName.FORM_07A: ("Biểu số 07a/BTP/KSTT", "Ban hành theo Thông tư số 09/2026/TT-BTP"),
    ProfileName.FORM_06A: ("Biểu số II.06a/VPCP/KSTT", "Ban hành theo Thông tư số 01/2020/TT-VPCP"),
    ProfileName.FORM_07A_2017: ("Biểu số 07a", "Ban hành theo Thông tư số 02/2017/TT-VPCP"),
}
_COLUMNS_07A: Final = (
    _Counted((_RECEIVED, "Tổng số"), "(3)=(4)+(5)+(6)+(7)+(8)", ("received.total",)),
    _Counted((_RECEIVED, _IN_PERIOD, "Trực tuyến toàn trình"), "(4)", ("received.online_full",)),
    _Counted((_RECEIVED, _IN_PERIOD, "Trực tuyến một phần"), "(5)", ("received.online_partial",)),
    _Counted((_RECEIVED, _IN_PERIOD, "Bưu chính công ích"), "(6)", ("received.post",)),
    _Counted((_RECEIVED, _IN_PERIOD, "Trực tiếp"), "(7)", ("received.direct",)),
    _Counted((_RECEIVED, "Từ kỳ trước"), "(8)", ("received.carried_over",)),
    _Counted((_FINISHED, "Tổng số"), "(9)=(10)+(11)+(12)", ("finished.total",)),
    _Counted((_FINISHED, "Trước hạn"), "(10)", ("finished.early",)),
    _Counted((_FINISHED, "Đúng hạn"), "(11)", ("finished.on_time",)),
    _Counted((_FINISHED, "Quá hạn"), "(12)", ("finished.late",)),
    _Counted((_PENDING, "Tổng số"), "(13)=(14)+(15)", ("pending.total",)),
    _Counted((_PENDING, "Trong hạn"), "(14)", ("pending.in_time",)),
    _Counted((_PENDING, "Quá hạn"), "(15)", ("pending.overdue",)),
)
_COLUMNS_APART: Final = (
    _Counted((_APART, "Từ chối"), "(16)", ("outside.refused",)),
    _Counted((_APART, "Dừng"), "(17)", ("outside.stopped",)),
    _Counted((_APART, "Đóng"), "(18)", ("outside.closed",)),
    _Counted((_APART, "Chờ bổ sung"), "(19)", ("outside.awaiting_supplement",)),
)
_COLUMNS_06A: Final = (
    _Counted((_RECEIVED, "Tổng số"), "(3)=(4)+(5)+(6)", ("received.total",)),
    _Counted((_RECEIVED, "Trong kỳ", _ONLINE), "(4)", ("received.online_full", "received.online_partial")),
    _Counted(
        (_RECEIVED, "Trong kỳ", "Trực tiếp, dịch vụ bưu chính"), "(5)", ("received.direct", "received.post")
    ),
    _Counted((_RECEIVED, "Từ kỳ trước"), "(6)", ("received.carried_over",)),
    _Counted((_FINISHED, "Tổng số"), "(7)=(8)+(9)+(10)", ("finished.total",)),
    _Counted((_FINISHED, "Trước hạn"), "(8)", ("finished.early",)),
    _Counted((_FINISHED, "Đúng hạn"), "(9)", ("finished.on_time",)),
    _Counted((_FINISHED, "Quá hạn"), "(10)", ("finished.late",)),
    _Counted((_PENDING, "Tổng số"), "(11)=(12)+(13)", ("pending.total",)),
    _Counted((_PENDING, "Trong hạn"), "(12)", ("pending.in_time",)),
    _Counted((_PENDING, "Quá hạn"), "(13)", ("pending.overdue",)),
)
_COLUMNS_2017: Final = (
    _Counted(("Số hồ sơ nhận giải quyết", "Tổng số"), "(3)=(4)+(5)", ("received.total",)),
    _Counted(("Số hồ sơ nhận giải quyết", "Kỳ trước chuyển qua"), "(4)", ("received.carried_over",)),
    _Counted(("Số hồ sơ nhận giải quyết", "Mới tiếp nhận"), "(5)", ("received.new",)),
    _Counted(("Số hồ sơ đã giải quyết", "Tổng số"), "(6)=(7)+(8)", ("finished.total",)),
    _Counted(("Số hồ sơ đã giải quyết", "Trả đúng thời hạn"), "(7)", ("finished.early", "finished.on_time")),
    _Counted(("Số hồ sơ đã giải quyết", "Trả quá hạn"), "(8)", ("finished.late",)),
    _Counted(("Số hồ sơ đang giải quyết", "Tổng số"), "(9)=(10)+(11)", ("pending.total",)),
    _Counted(("Số hồ sơ đang giải quyết", "Chưa đến hạn"), "(10)", ("pending.in_time",)),
    _Counted(("Số hồ sơ đang giải quyết", "Quá hạn"), "(11)", ("pending.overdue",)),
)


def statistical_form(report: PeriodReport, printing: Printing) -> Paper:
    """The form of the report's profile, filled; totals are the report's own, not sums of the rows."""
    counted = _columns(report.profile)
    widths = [max(7, 0.6 * len(column.number)) for column in counted]
    stretched = max(1, _COUNTS / sum(widths))
    columns = (
        Column(("STT",), 5, Kind.CENTRED, "(1)"),
        Column((ROWS[report.by] if report.by else "Toàn cơ quan",), 32, Kind.TEXT, "(2)"),
        *(
            Column(column.path, width * stretched, Kind.COUNT, column.number)
            for column, width in zip(counted, widths, strict=True)
        ),
    )
    rows = [
        _row(str(number), row_name(row.key, report.by), counted, row.summary)
        for number, row in enumerate(report.rows, start=1)
    ]
    total = _row("", "Tổng số", counted, report.total, Weight.TOTAL)
    return Paper(
        name=f"Biểu {report.profile.value}",
        title=_TITLE,
        subtitle=period_lines(report.period, report.label),
        left=_CODES.get(report.profile, (printing.agency, printing.desk)),
        right=agencies(printing),
        unit="hồ sơ",
        tables=(Table(columns, (*rows, total)),),
        notes=notes(report),
        dated=printing.dated,
        place=printing.place,
        signatures=signatures(printing),
    )


def _columns(name: ProfileName) -> tuple[_Counted, ...]:
    match name:
        case ProfileName.FORM_06A:
            return _COLUMNS_06A
        case ProfileName.FORM_07A_2017:
            return _COLUMNS_2017
        case ProfileName.SEPARATE:
            return _COLUMNS_07A + _COLUMNS_APART
        case _:
            return _COLUMNS_07A


def _row(
    number: str,
    name: str,
    columns: tuple[_Counted, ...],
    summary: Summary,
    weight: Weight = Weight.PLAIN,
) -> Row:
    return Row((number, name, *(column.count(summary) for column in columns)), weight)
