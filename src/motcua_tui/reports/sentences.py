"""The period report in sentences, as they stand in written reports: Vietnamese in every language.

Three styles: A, dash lines with ``n/N, đạt tỷ lệ x%`` and zero in words; B, short sentences, early
and on time in one figure, zero as 0; C, one narrative sentence with ``trong đó``. The order is the
same in all: period, received, finished, pending, other outcomes, causes and apologies, comparison.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from motcua_tui.domain.codes import JudgeBy
from motcua_tui.domain.numbers import group, percent_text
from motcua_tui.domain.periods import ReportingPeriod
from motcua_tui.domain.profiles import ProfileName, Ratio, Summary
from motcua_tui.domain.typed_dates import short_date
from motcua_tui.reports.model import PeriodReport


class Style(StrEnum):
    A = "a"
    B = "b"
    C = "c"


@dataclass(frozen=True, slots=True)
class SentenceExtras:
    """What a report may say beyond its own ledger."""

    online: Ratio | None = None
    """Online dossiers out of those received on procedures with online service (style B)."""
    late_causes: tuple[tuple[str, int], ...] = ()
    """Late and overdue dossiers by cause."""
    compared: tuple[PeriodReport, ...] = ()
    """The period before, the same period last year."""


NO_EXTRAS: Final = SentenceExtras()

_OTHERS: Final = {
    "refused": "từ chối giải quyết",
    "stopped": "dừng giải quyết theo đề nghị của người nộp",
    "closed": "đóng do không bổ sung",
    "awaiting_supplement": "chờ bổ sung",
}
_OWN_RATES: Final = {
    ProfileName.GIA_LAI: "Tỷ lệ hồ sơ không trễ hạn trên tổng số tiếp nhận",
    ProfileName.QD_766: "Tỷ lệ hồ sơ đúng hạn theo Quyết định số 766/QĐ-TTg",
}
"""The rates whose denominator is not the finished dossiers."""


def sentences(report: PeriodReport, style: Style, *, extras: SentenceExtras = NO_EXTRAS) -> str:
    """The report in one of the three styles; lines are separated by a newline."""
    match style:
        case Style.A:
            return _style_a(report, extras)
        case Style.B:
            return _style_b(report, extras)
        case Style.C:
            return _style_c(report, extras)


def _style_a(report: PeriodReport, extras: SentenceExtras) -> str:
    n = report.total
    lines = [
        f"Về Hệ thống thông tin một cửa điện tử {_period(report)}",
        _received_a(n),
        f"- {_finished_a(report)}.",
        f"- {_pending_a(n)}.",
    ]
    own_rate = _OWN_RATES.get(report.profile)
    if own_rate and n.on_time.of:
        lines.append(f"- {own_rate} là {_out_of(n.on_time)}, đạt tỷ lệ {_rate(n.on_time, report)}.")
    if others := _others(n, "finished"):
        lines.append(f"- Trong số hồ sơ đã giải quyết có {_joined(others, '; ', ' hồ sơ')}.")
    if apart := _others(n, "outside"):
        lines.append(f"- Ngoài ra, tính riêng {_dossiers(_sum(apart))}: {_joined(apart, '; ', ' hồ sơ')}.")
    return "\n".join([*lines, *(f"- {sentence}" for sentence in _closing(report, extras))])


def _received_a(n: Summary) -> str:
    if not n["received.total"]:
        return "Trong kỳ không có hồ sơ tiếp nhận, không có hồ sơ kỳ trước chuyển sang."
    parts = (
        ("trực tuyến", _online(n)),
        ("trực tiếp, bưu chính", _offline(n)),
        ("kỳ trước chuyển sang", n["received.carried_over"]),
    )
    told = "; ".join(
        f"{what} {_dossiers(count)}" if count else f"không có hồ sơ {what}" for what, count in parts
    )
    return f"Tổng số hồ sơ tiếp nhận trong kỳ: {_dossiers(n['received.total'])} (trong đó, {told})."


def _finished_a(report: PeriodReport) -> str:
    of = report.total["finished.total"]
    if not of:
        return "Trong kỳ không có hồ sơ đã giải quyết"
    told = "; ".join(
        f"{what} là {group(count)}/{group(of)}, đạt tỷ lệ {_rate(Ratio(count, of), report)}"
        if count
        else f"không có hồ sơ {what}"
        for what, count in _judged(report)
    )
    return f"Tỷ lệ hồ sơ đã giải quyết: {told[0].upper()}{told[1:]}"


def _pending_a(n: Summary) -> str:
    in_time, overdue = n["pending.in_time"], n["pending.overdue"]
    if not n["pending.total"]:
        return "Không có hồ sơ đang giải quyết"
    if not in_time:
        told = f"{_dossiers(overdue)} quá hạn; không có hồ sơ trong hạn"
    elif not overdue:
        told = f"{_dossiers(in_time)} trong hạn; không có hồ sơ quá hạn"
    else:
        told = f"{_dossiers(in_time)} trong hạn; {_dossiers(overdue)} quá hạn"
    if waiting := n["pending.awaiting_supplement"]:
        told += f"; trong đó {_dossiers(waiting)} chờ bổ sung"
    return f"Hồ sơ đang giải quyết {told}"


def _style_b(report: PeriodReport, extras: SentenceExtras) -> str:
    n = report.total
    told = [
        f"Tổng hợp kết quả giải quyết hồ sơ thủ tục hành chính {_period(report)}:",
        f"Tổng số hồ sơ tiếp nhận {group(n['received.total'])}.",
        f"Trong đó trực tuyến {group(_online(n))}; trực tiếp, bưu chính {group(_offline(n))}; "
        f"kỳ trước chuyển sang {group(n['received.carried_over'])}.",
        f"Hồ sơ đã giải quyết đúng và trước hạn {group(_by_due(n))}; trễ hạn {group(n['finished.late'])}.",
    ]
    if finished := n["finished.total"]:
        told.append(f"Tỷ lệ đúng và trước hạn {_share(Ratio(_by_due(n), finished), report)}.")
    told.append(f"Hồ sơ đang giải quyết {group(n['pending.total'])}.")
    if n["pending.total"]:
        told.append(
            f"Trong đó trong hạn {group(n['pending.in_time'])}; quá hạn {group(n['pending.overdue'])}."
        )
    if waiting := n["pending.awaiting_supplement"]:
        told.append(f"Đang chờ bổ sung {group(waiting)}.")
    own_rate = _OWN_RATES.get(report.profile)
    if own_rate and n.on_time.of:
        told.append(f"{own_rate} {_share(n.on_time, report)}.")
    if others := _others(n, "finished"):
        told.append(f"Trong số đã giải quyết có {_joined(others, '; ')}.")
    if apart := _others(n, "outside"):
        told.append(f"Hồ sơ tính riêng {group(_sum(apart))} ({_joined(apart, '; ')}).")
    lines = [" ".join([*told, *_closing(report, extras)])]
    if extras.online is not None and extras.online.of:
        lines.append(f"Tổng số {_share(extras.online, report)} hồ sơ tiếp nhận trực tuyến.")
    return "\n".join(lines)


def _style_c(report: PeriodReport, extras: SentenceExtras) -> str:
    n = report.total
    who = report.agency or "đơn vị"
    period = _period(report)
    when = f"{period.strip('()')}, {who}" if period.startswith("(") else f"{period}, {who}"
    when = when[0].upper() + when[1:]
    if not n["received.total"]:
        story = f"{when} không tiếp nhận hồ sơ nào và không có hồ sơ tồn kỳ trước"
    else:
        clauses = [f"{when} {_received_c(report)}", _finished_c(report), _pending_c(n)]
        if own_rate := _OWN_RATES.get(report.profile):
            clauses.append(f"{own_rate[0].lower()}{own_rate[1:]} {_share(n.on_time, report)}")
        if apart := _others(n, "outside"):
            clauses.append(f"tính riêng {_dossiers(_sum(apart))}, gồm {_joined(apart, ', ', ' hồ sơ')}")
        story = "; ".join(clauses)
    return " ".join([f"{story}.", *_closing(report, extras)])


def _received_c(report: PeriodReport) -> str:
    n = report.total
    new, carried = n["received.new"], n["received.carried_over"]
    if not new:
        return f"không tiếp nhận hồ sơ mới, tồn kỳ trước {_dossiers(carried)}"
    channels = (("trực tuyến", _online(n)), ("trực tiếp và bưu chính", _offline(n)))
    if not carried:
        told = ", ".join(_counted(what, count, new, report) for what, count in channels)
        return f"đã tiếp nhận {_dossiers(new)}, trong đó {told}, không có hồ sơ tồn kỳ trước"
    told = "; ".join(
        f"{what} {group(count)}/{group(new)} hồ sơ, đạt {_rate(Ratio(count, new), report)}"
        if count
        else f"không có hồ sơ {what}"
        for what, count in channels
    )
    return (
        f"đã tiếp nhận {_dossiers(n['received.total'])}, trong đó tiếp nhận mới {_dossiers(new)} "
        f"({told}), tồn kỳ trước {_dossiers(carried)}"
    )


def _finished_c(report: PeriodReport) -> str:
    n = report.total
    of = n["finished.total"]
    if not of:
        return "chưa giải quyết xong hồ sơ nào"
    told = [
        _counted("đúng và trước hạn", _by_due(n), of, report),
        _counted("quá hạn", n["finished.late"], of, report),
    ]
    if others := _others(n, "finished"):
        told.append(f"có {_joined(others, ', ', ' hồ sơ')}")
    return f"{_counted('đã giải quyết', of, n['received.total'], report)}, trong đó {', '.join(told)}"


def _pending_c(n: Summary) -> str:
    in_time, overdue = n["pending.in_time"], n["pending.overdue"]
    if not n["pending.total"]:
        return "không còn hồ sơ đang giải quyết"
    told = f"còn lại {_dossiers(n['pending.total'])} đang giải quyết"
    if not overdue:
        told += ", không có hồ sơ quá hạn"
    elif not in_time:
        told += ", đều quá hạn"
    else:
        told += f", trong đó {_dossiers(in_time)} trong hạn, {_dossiers(overdue)} quá hạn"
    waiting = n["pending.awaiting_supplement"]
    return f"{told}, có {_dossiers(waiting)} chờ bổ sung" if waiting else told


def _counted(what: str, count: int, of: int, report: PeriodReport) -> str:
    """``đã giải quyết 855/937 hồ sơ (91,25%)``, or that there is none."""
    if not count:
        return f"không có hồ sơ {what}"
    return f"{what} {group(count)}/{group(of)} hồ sơ ({_rate(Ratio(count, of), report)})"


def _closing(report: PeriodReport, extras: SentenceExtras) -> list[str]:
    """How it was judged where that is not the rule, causes, apologies, comparison: whole sentences."""
    told = []
    if report.judge_by is JudgeBy.PROMISED:
        told.append("Thời hạn được xét theo ngày hẹn lại, nếu có.")
    if report.as_on_time and _others(report.total, "finished"):
        told.append("Hồ sơ từ chối, dừng và đóng được tính là giải quyết đúng hạn.")
    if extras.late_causes:
        told.append(f"Nguyên nhân trễ hạn, quá hạn: {_joined(extras.late_causes, '; ', ' hồ sơ')}.")
    if re_dated := report.total["finished.re_dated"]:
        told.append(f"Trong số hồ sơ đã giải quyết có {_dossiers(re_dated)} đã xin lỗi và hẹn lại ngày trả.")
    return told + [_comparison(report, before) for before in extras.compared]


def _comparison(report: PeriodReport, before: PeriodReport) -> str:
    name = before.label if _named(before) else f"kỳ {_dates(before)}"
    changes = [
        f"{what} {_change(before.total[figure], report.total[figure], report)}"
        for what, figure in (("tiếp nhận mới", "received.new"), ("đã giải quyết", "finished.total"))
    ]
    return f"So với {name}: {'; '.join(changes)}."


def _change(before: int, after: int, report: PeriodReport) -> str:
    change = abs(after - before)
    if not change:
        return "không đổi"
    word = "tăng" if after > before else "giảm"
    if not before:
        return f"{word} {_dossiers(change)}"
    return f"{word} {group(change)}/{group(before)} hồ sơ ({_rate(Ratio(change, before), report)})"


def _judged(report: PeriodReport) -> list[tuple[str, int]]:
    """The finished by their due dates, in the words of the profile."""
    n = report.total
    early, on_time, late = n["finished.early"], n["finished.on_time"], n["finished.late"]
    match report.profile:
        case ProfileName.FORM_07A_2017:
            return [("đúng hạn", on_time), ("trễ hạn", late)]
        case ProfileName.GIA_LAI:
            others = [("đúng hạn", on_time)] if on_time else []
            return [("trước hạn (kể cả đúng ngày hẹn)", early), *others, ("trễ hạn", late)]
        case _:
            return [("trước hạn", early), ("đúng hạn", on_time), ("trễ hạn", late)]


def _others(n: Summary, part: str) -> list[tuple[str, int]]:
    """The outcomes other than granted, within the finished or apart, that have a dossier."""
    counts = ((what, n.figures.get(f"{part}.{key}", 0)) for key, what in _OTHERS.items())
    return [(what, count) for what, count in counts if count]


def _online(n: Summary) -> int:
    return n["received.online_full"] + n["received.online_partial"]


def _offline(n: Summary) -> int:
    return n["received.direct"] + n["received.post"]


def _by_due(n: Summary) -> int:
    return n["finished.early"] + n["finished.on_time"]


def _sum(parts: Sequence[tuple[str, int]]) -> int:
    return sum(count for _what, count in parts)


def _joined(parts: Sequence[tuple[str, int]], between: str, unit: str = "") -> str:
    return between.join(f"{what} {group(count)}{unit}" for what, count in parts)


def _dossiers(n: int) -> str:
    return f"{group(n)} hồ sơ"


def _share(ratio: Ratio, report: PeriodReport) -> str:
    """``754/983 (76,70%)``."""
    return f"{_out_of(ratio)} ({_rate(ratio, report)})"


def _out_of(ratio: Ratio) -> str:
    return f"{group(ratio.n)}/{group(ratio.of)}"


def _rate(ratio: Ratio, report: PeriodReport) -> str:
    """The percentage; all of them is ``100%``, and nothing that was only rounded to it."""
    return "100%" if ratio.n == ratio.of else percent_text(ratio.n, ratio.of, report.decimals)


def _named(report: PeriodReport) -> bool:
    period = report.period
    return report.label not in ("", ReportingPeriod.free(period.first, period.last).label)


def _period(report: PeriodReport) -> str:
    return f"{report.label} ({_dates(report)})" if _named(report) else f"({_dates(report)})"


def _dates(report: PeriodReport) -> str:
    return f"từ ngày {short_date(report.period.first)} đến ngày {short_date(report.period.last)}"
