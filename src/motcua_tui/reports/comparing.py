"""A report beside other periods: figures, differences, and by how many points the on-time rate moved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from motcua_tui import i18n
from motcua_tui.domain.numbers import NumberStyle, rounded
from motcua_tui.domain.periods import ReportingPeriod
from motcua_tui.domain.profiles import Ratio
from motcua_tui.domain.text import cells, ellipsis
from motcua_tui.reports.model import PeriodReport


def _(text: str) -> str:
    """Marks a text for the catalogue; it is translated when it is shown."""
    return text


COMPARED: Final[Mapping[str, str]] = {
    "received.new": _("Tiếp nhận mới"),
    "received.total": _("Tổng số tiếp nhận"),
    "finished.total": _("Đã giải quyết"),
    "finished.early": _("Giải quyết trước hạn"),
    "finished.on_time": _("Giải quyết đúng hạn"),
    "finished.late": _("Giải quyết trễ hạn"),
    "pending.total": _("Đang giải quyết"),
    "pending.overdue": _("Đang quá hạn"),
}
"""The figures that are compared, by the names that files have for them."""
RATE: Final = _("Tỷ lệ đúng hạn")
_THIS: Final = _("kỳ này")
_OTHER: Final = _("kỳ so sánh")
_CHANGE: Final = _("tăng, giảm")
POINTS: Final = _("{n} điểm %")
_AGAINST: Final = _("So với {period}")


@dataclass(frozen=True, slots=True)
class Change:
    """A figure now and in another period."""

    figure: str
    now: int
    before: int

    @property
    def difference(self) -> int:
        return self.now - self.before

    def told(self, numbers: NumberStyle) -> str:
        """``+6 (+30,00%)``; without a percentage where there was nothing, 0 for no change."""
        if not self.difference:
            return "0"
        sign = "+" if self.difference > 0 else "−"
        change = f"{sign}{numbers.group(abs(self.difference))}"
        if not self.before:
            return change
        return f"{change} ({sign}{numbers.percent(abs(self.difference), self.before)})"


def changes(report: PeriodReport, other: PeriodReport) -> tuple[Change, ...]:
    """The compared figures of two periods counted by one profile."""
    return tuple(Change(figure, report.total[figure], other.total[figure]) for figure in COMPARED)


def points(now: Ratio, before: Ratio) -> Fraction | None:
    """By how many points of a per cent a rate moved, exactly; None where one of them is none."""
    if not (now.of and before.of):
        return None
    return 100 * (Fraction(now.n, now.of) - Fraction(before.n, before.of))


def signed(moved: Fraction, numbers: NumberStyle) -> str:
    """A difference of rates: ``+1,39``."""
    sign = "+" if moved > 0 else "−" if moved < 0 else ""
    return f"{sign}{numbers.decimal(rounded(abs(moved), numbers.decimals))}"


def points_told(moved: Fraction | None, numbers: NumberStyle) -> str:
    """``+1,39 điểm %`` in the language of the screens; empty for none."""
    return "" if moved is None else i18n._(POINTS).format(n=signed(moved, numbers))


def to_lines(report: PeriodReport, others: Sequence[PeriodReport], width: int) -> Iterator[str]:
    """A small table for each other period, in lines of at most ``width`` cells, from 60 up."""
    numbers, now = report.numbers, report.total.on_time
    for other in others:
        before = other.total.on_time
        rows = [
            (
                i18n._(COMPARED[one.figure]),
                numbers.group(one.now),
                numbers.group(one.before),
                one.told(numbers),
            )
            for one in changes(report, other)
        ]
        rows.append(
            (
                i18n._(RATE),
                numbers.percent(now.n, now.of),
                numbers.percent(before.n, before.of),
                points_told(points(now, before), numbers),
            )
        )
        grid = [("", i18n._(_THIS), i18n._(_OTHER), i18n._(_CHANGE)), *rows]
        widths = [max(cells(row[place]) for row in grid) for place in range(4)]
        yield ellipsis(i18n._(_AGAINST).format(period=period_told(other)), width)
        for row in grid:
            name, *figures = row
            right = "  ".join(
                " " * (w - cells(text)) + text for w, text in zip(widths[1:], figures, strict=True)
            )
            yield f"  {name}{' ' * (widths[0] - cells(name))}  {right}".rstrip()
        yield ""


def period_told(report: PeriodReport) -> str:
    """What a period is called, with its dates."""
    dates = ReportingPeriod.free(report.period.first, report.period.last).label
    return dates if report.label in ("", dates) else f"{report.label} ({dates})"


def to_json(report: PeriodReport, other: PeriodReport) -> dict[str, object]:
    """Another period as JSON values: its figures, and how those of the report differ from them."""
    decimals = report.numbers.decimals
    moved = points(report.total.on_time, other.total.on_time)
    rate = other.total.on_time.percent(decimals)
    return {
        "period": {"from": other.period.first.isoformat(), "to": other.period.last.isoformat()},
        "label": other.label,
        "figures": dict(other.total.figures),
        "rates": {"on_time": None if rate is None else f"{rate:f}"},
        "changes": {
            one.figure: {"difference": one.difference, "percent": _percent(one, decimals)}
            for one in changes(report, other)
        },
        "on_time_points": None if moved is None else f"{rounded(moved, decimals):f}",
    }


def _percent(change: Change, decimals: int) -> str | None:
    value = Ratio(change.difference, change.before).percent(decimals)
    return None if value is None else f"{value:f}"
