"""What the three styles of report sentences share: figures in the office's way of writing, and the ending.

The ending is the same in every style: how it was judged where that is not the rule, causes, apologies,
comparison. The styles themselves are in ``reports.sentences``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from motcua_tui.domain.codes import JudgeBy
from motcua_tui.domain.numbers import rounded
from motcua_tui.domain.periods import ReportingPeriod
from motcua_tui.domain.profiles import ProfileName, Ratio
from motcua_tui.domain.typed_dates import short_date
from motcua_tui.reports.model import PeriodReport


@dataclass(frozen=True, slots=True)
class SentenceExtras:
    """What a report may say beyond its own ledger."""

    online: Ratio | None = None
    """Online dossiers out of those received on procedures with online service (style B)."""
    late_causes: tuple[tuple[str, int], ...] = ()
    """Late and overdue dossiers by cause; the empty one is the cause that nobody told."""
    apologised: Ratio | None = None
    """Those that the applicant got an apology for, out of the late and overdue ones."""
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


class Prose:
    """A report about to be put into sentences."""

    def __init__(self, report: PeriodReport, extras: SentenceExtras) -> None:
        self.report = report
        self.extras = extras
        self.n = report.total
        self.count = report.numbers.count

    # the figures

    @property
    def online(self) -> int:
        return self.n["received.online_full"] + self.n["received.online_partial"]

    @property
    def offline(self) -> int:
        return self.n["received.direct"] + self.n["received.post"]

    @property
    def by_due(self) -> int:
        return self.n["finished.early"] + self.n["finished.on_time"]

    @property
    def own_rate(self) -> str:
        """The name of the profile's rate where that is not one of the finished dossiers."""
        return _OWN_RATES.get(self.report.profile, "")

    def others(self, part: str) -> list[tuple[str, int]]:
        """The outcomes other than granted, within the finished or apart, that have a dossier."""
        counts = ((what, self.n.figures.get(f"{part}.{key}", 0)) for key, what in _OTHERS.items())
        return [(what, count) for what, count in counts if count]

    # how they are written

    def told(self, count: int) -> bool:
        """Whether a count is written as a number: nought may be said in words instead."""
        return count > 0 or not self.report.numbers.zero_in_words

    def dossiers(self, n: int) -> str:
        return f"{self.count(n)} hồ sơ"

    def out_of(self, ratio: Ratio) -> str:
        return f"{self.count(ratio.n)}/{self.count(ratio.of)}"

    def rate(self, ratio: Ratio) -> str:
        """The percentage; all of them is ``100%``, and nothing that was only rounded to it."""
        return "100%" if ratio.n == ratio.of else self.report.numbers.percent(ratio.n, ratio.of)

    def share(self, ratio: Ratio) -> str:
        """``754/983 (76,70%)``."""
        return f"{self.out_of(ratio)} ({self.rate(ratio)})"

    def joined(self, parts: Sequence[tuple[str, int]], between: str, unit: str = "") -> str:
        return between.join(f"{what} {self.count(count)}{unit}" for what, count in parts)

    @property
    def period(self) -> str:
        report = self.report
        return f"{report.label} ({_dates(report)})" if _named(report) else f"({_dates(report)})"

    def ending(self) -> list[str]:
        """Whole sentences that follow the figures."""
        return [*self._how_judged(), *self._lateness(), *map(self._comparison, self.extras.compared)]

    def _how_judged(self) -> Iterator[str]:
        if self.report.judge_by is JudgeBy.PROMISED:
            yield "Thời hạn được xét theo ngày hẹn lại, nếu có."
        if self.report.as_on_time and self.others("finished"):
            yield "Hồ sơ từ chối, dừng và đóng được tính là giải quyết đúng hạn."

    def _lateness(self) -> Iterator[str]:
        """The causes that were told, then the apologies."""
        causes = [(cause or "chưa ghi nguyên nhân", n) for cause, n in self.extras.late_causes]
        if any(cause for cause, _n in self.extras.late_causes):
            yield f"Nguyên nhân trễ hạn, quá hạn: {self.joined(causes, '; ', ' hồ sơ')}."
        if re_dated := self.n["finished.re_dated"]:
            yield f"Trong số hồ sơ đã giải quyết có {self.dossiers(re_dated)} đã xin lỗi và hẹn lại ngày trả."
        apologised = self.extras.apologised
        if apologised is not None and apologised.of:
            yield f"Đã xin lỗi và hẹn lại ngày trả đối với {self.out_of(apologised)} hồ sơ trễ hạn, quá hạn."

    def _comparison(self, before: PeriodReport) -> str:
        name = before.label if _named(before) else f"kỳ {_dates(before)}"
        changes = [
            f"{what} {self._change(before.total[figure], self.n[figure])}"
            for what, figure in (("tiếp nhận mới", "received.new"), ("đã giải quyết", "finished.total"))
        ]
        changes += self._rate_change(before.total.on_time, self.n.on_time)
        return f"So với {name}: {'; '.join(changes)}."

    def _change(self, before: int, after: int) -> str:
        change = abs(after - before)
        if not change:
            return "không đổi"
        word = "tăng" if after > before else "giảm"
        if not before:
            return f"{word} {self.dossiers(change)}"
        ratio = Ratio(change, before)
        return f"{word} {self.out_of(ratio)} hồ sơ ({self.rate(ratio)})"

    def _rate_change(self, before: Ratio, after: Ratio) -> Iterator[str]:
        """By how many points of a per cent the on-time rate moved; nothing where one of them is none."""
        if before.of and after.of:
            points = 100 * (Fraction(after.n, after.of) - Fraction(before.n, before.of))
            word = "tăng" if points > 0 else "giảm"
            moved = self.report.numbers.decimal(rounded(abs(points), self.report.numbers.decimals))
            yield f"tỷ lệ đúng hạn {f'{word} {moved} điểm phần trăm' if points else 'không đổi'}"


def _named(report: PeriodReport) -> bool:
    period = report.period
    return report.label not in ("", ReportingPeriod.free(period.first, period.last).label)


def _dates(report: PeriodReport) -> str:
    return f"từ ngày {short_date(report.period.first)} đến ngày {short_date(report.period.last)}"
