"""What the HTML page says beside the figures: other periods, measures, processing times, scored indices.

Lines of text ready for a table; Vietnamese in every language.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from motcua_tui.domain.measures import RATES, Criterion, Measures, ProcessingTime
from motcua_tui.domain.numbers import NumberStyle
from motcua_tui.domain.profiles import Ratio
from motcua_tui.reports.comparing import COMPARED, POINTS, RATE, changes, period_told, points, signed
from motcua_tui.reports.measuring import NAMES, SECTIONS
from motcua_tui.reports.model import PeriodReport


@dataclass(frozen=True, slots=True)
class Beside:
    """What is told beside the figures of a report."""

    others: Sequence[PeriodReport] = ()
    """The periods to compare with."""
    measures: Measures | None = None
    criteria: Sequence[Criterion] = ()


NOTHING_BESIDE: Final = Beside()


@dataclass(frozen=True, slots=True)
class ComparedLine:
    name: str
    now: str
    before: str
    change: str


@dataclass(frozen=True, slots=True)
class ComparedPeriod:
    name: str
    lines: tuple[ComparedLine, ...]


@dataclass(frozen=True, slots=True)
class MeasuredLine:
    """A rate with its two counts; ``score`` only of a criterion."""

    name: str
    n: str
    of: str
    rate: str
    score: str = ""


@dataclass(frozen=True, slots=True)
class TimeLine:
    name: str
    n: str
    average: str
    median: str
    longest: str


def compared(report: PeriodReport, other: PeriodReport) -> ComparedPeriod:
    """Figures, differences, and the on-time rate with the points that it moved."""
    numbers, now, before = report.numbers, report.total.on_time, other.total.on_time
    lines = [
        ComparedLine(
            COMPARED[one.figure], numbers.group(one.now), numbers.group(one.before), one.told(numbers)
        )
        for one in changes(report, other)
    ]
    moved = points(now, before)
    told = "" if moved is None else POINTS.format(n=signed(moved, numbers))
    rates = (numbers.percent(now.n, now.of), numbers.percent(before.n, before.of))
    return ComparedPeriod(period_told(other), (*lines, ComparedLine(RATE, *rates, told)))


def measured(measures: Measures, numbers: NumberStyle) -> list[tuple[str, list[MeasuredLine]]]:
    """The rates under their headings."""
    return [
        (heading, [_line(NAMES[RATES[rate][0]], measures.rate(rate), numbers) for rate in rates])
        for heading, rates in SECTIONS
    ]


def times(measures: Measures, numbers: NumberStyle) -> list[TimeLine]:
    """The processing time of all results first, then of each procedure; nothing where there is no result."""
    if measures.time is None:
        return []
    whole = _time("Tất cả thủ tục", measures.time, numbers)
    return [whole, *(_time(one.name, one.time, numbers) for one in measures.procedures)]


def indices(measures: Measures, criteria: Sequence[Criterion], numbers: NumberStyle) -> list[MeasuredLine]:
    return [
        _line(
            f"{criterion.code} {criterion.name}",
            criterion.ratio(measures),
            numbers,
            f"{numbers.fraction(criterion.score(measures))}/{numbers.decimal(criterion.points)}",
        )
        for criterion in criteria
    ]


def _line(name: str, ratio: Ratio, numbers: NumberStyle, score: str = "") -> MeasuredLine:
    rate = numbers.percent(ratio.n, ratio.of)
    return MeasuredLine(name, numbers.group(ratio.n), numbers.group(ratio.of), rate, score)


def _time(name: str, time: ProcessingTime, numbers: NumberStyle) -> TimeLine:
    return TimeLine(
        name,
        numbers.group(time.n),
        numbers.fraction(time.average),
        numbers.fraction(time.median),
        numbers.group(time.longest),
    )
