"""What stands beside the figures of a printed form: which form it is, how it was counted, what it holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from motcua_tui.domain.codes import JudgeBy
from motcua_tui.domain.periods import Period, ReportingPeriod
from motcua_tui.domain.profiles import ProfileName
from motcua_tui.domain.typed_dates import short_date
from motcua_tui.reports.model import PeriodReport

PROFILES: Final[Mapping[ProfileName, str]] = {
    ProfileName.FORM_07A: "biểu 07a/BTP/KSTT, Thông tư 09/2026/TT-BTP",
    ProfileName.FORM_06A: "biểu II.06a/VPCP/KSTT, Thông tư 01/2020/TT-VPCP",
    ProfileName.FORM_07A_2017: "biểu 07a, Thông tư 02/2017/TT-VPCP",
    ProfileName.SEPARATE: "từ chối, dừng, đóng và chờ bổ sung tính riêng",
    ProfileName.GIA_LAI: "cổng Gia Lai, đúng ngày hẹn tính là trước hạn",
    ProfileName.QD_766: "Quyết định 766/QĐ-TTg, chỉ số 2.1",
}
RATES: Final[Mapping[ProfileName, str]] = {
    ProfileName.FORM_07A: "(trước hạn + đúng hạn) / đã giải quyết",
    ProfileName.FORM_06A: "(trước hạn + đúng hạn) / đã giải quyết",
    ProfileName.FORM_07A_2017: "đúng hạn / đã giải quyết",
    ProfileName.SEPARATE: "(trước hạn + đúng hạn) / (trước hạn + đúng hạn + quá hạn)",
    ProfileName.GIA_LAI: "1 − (giải quyết quá hạn + đang quá hạn) / tổng tiếp nhận",
    ProfileName.QD_766: "(trước hạn + đúng hạn + đang trong hạn) / tất cả",
}
JUDGED_BY: Final[Mapping[JudgeBy, str]] = {
    JudgeBy.LAWFUL_DUE: "xét theo hạn giải quyết",
    JudgeBy.PROMISED: "xét theo ngày hẹn lại, nếu có",
}
WARNINGS: Final[Mapping[str, str]] = {
    "no_acceptance": "không có ngày tiếp nhận",
    "finished_without_date": "đã giải quyết nhưng không có ngày",
    "finish_before_acceptance": "có kết quả trước ngày tiếp nhận",
    "future_date": "có ngày ở tương lai",
    "due_before_acceptance": "hạn trước ngày tiếp nhận",
    "no_due": "không có ngày hẹn trả",
    "online_without_service": "nộp trực tuyến thủ tục không có dịch vụ trực tuyến",
    "step_limits_differ": "tổng thời hạn các bước khác thời hạn thủ tục",
    "late_entry": "ghi kết quả muộn",
}
_AMONG: Final = (
    ("từ chối giải quyết", ("finished.refused",)),
    ("dừng giải quyết", ("finished.stopped",)),
    ("đóng hồ sơ", ("finished.closed",)),
    ("chờ bổ sung", ("pending.awaiting_supplement",)),
    ("đến hạn ngày cuối kỳ", ("pending.due_on_last_day",)),
    ("không có ngày hẹn trả", ("finished.no_due", "pending.no_due")),
)


def dates(period: Period) -> str:
    """``Từ ngày 15/06/2026 đến ngày 14/09/2026``: every report bears its two dates, or its only one."""
    if period.first == period.last:
        return f"Ngày {short_date(period.first)}"
    return f"Từ ngày {short_date(period.first)} đến ngày {short_date(period.last)}"


def period_lines(period: Period, label: str) -> tuple[str, ...]:
    """What the period is called, where it has a name, and its dates."""
    free = ReportingPeriod.free(period.first, period.last).label
    return (f"({dates(period)})",) if label in ("", free) else (f"Kỳ báo cáo: {label}", f"({dates(period)})")


def how_counted(report: PeriodReport) -> str:
    """The profile by its name, and by which due date it judges; stands under every table."""
    how = [PROFILES[report.profile], JUDGED_BY[report.judge_by]]
    if report.as_on_time and report.profile is not ProfileName.SEPARATE:
        how.append("từ chối, dừng và đóng tính là đúng hạn")
    return f"Cách tính {report.profile.value}: {'; '.join(how)}."


def rate(report: PeriodReport) -> str:
    """The on-time rate with its two counts and what they are."""
    n, of = report.total.on_time.n, report.total.on_time.of
    percentage, group = report.numbers.percent(n, of), report.numbers.group
    return f"Tỷ lệ đúng hạn: {group(n)}/{group(of)} = {percentage}; {RATES[report.profile]}."


def balance(report: PeriodReport) -> str:
    """Received against finished and pending; the difference is 0 from our own data."""
    total, group = report.total, report.numbers.group
    outside = sum(n for name, n in total.figures.items() if name.startswith("outside."))
    apart = f" + tính riêng {group(outside)}" if outside else ""
    return (
        f"Đối chiếu: tiếp nhận {group(total['received.total'])} = đã giải quyết"
        f" {group(total['finished.total'])} + đang giải quyết {group(total['pending.total'])}{apart};"
        f" chênh lệch {group(total.residue)}."
    )


def notes(report: PeriodReport) -> tuple[str, ...]:
    """All that is printed under a table of figures."""
    return (
        how_counted(report),
        rate(report),
        _among_them(report),
        balance(report),
        *warnings(report),
    )


def warnings(report: PeriodReport) -> Iterator[str]:
    """The data warnings, counted; the dossiers themselves are in the lists of the desk."""
    for warning in report.warnings:
        what = WARNINGS.get(warning.kind, warning.kind)
        yield f"Cần kiểm tra dữ liệu: {report.numbers.group(len(warning.codes))} hồ sơ {what}."


def _among_them(report: PeriodReport) -> str:
    total, group = report.total, report.numbers.group
    counts = [(what, sum(total[name] for name in names)) for what, names in _AMONG]
    told = [f"đã hẹn lại {group(total['finished.re_dated'])}"]
    told += [f"{what} {group(n)}" for what, n in counts if n]
    return f"Trong đó: {'; '.join(told)}."
