"""What ``report`` says beside the figures: other periods, measures, and the codes behind a count."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from motcua_tui.cli.output import data, emit_json
from motcua_tui.domain.measures import Criterion, Measures
from motcua_tui.reports import comparing, measuring
from motcua_tui.reports.model import PeriodReport
from motcua_tui.services import measures as measured
from motcua_tui.services.criteria import criteria
from motcua_tui.services.desk import Desk
from motcua_tui.services.reporting import Against, Question, others


@dataclass(frozen=True, slots=True)
class Beside:
    """The other periods, and the measures where they were asked for."""

    others: Mapping[Against, PeriodReport]
    measures: Measures | None
    criteria: tuple[Criterion, ...]

    def lines(self, report: PeriodReport, width: int) -> Iterator[str]:
        others = {other.period: other for other in self.others.values()}
        told = [*comparing.to_lines(report, tuple(others.values()), width)]
        if self.measures is not None:
            told += measuring.to_lines(self.measures, self.criteria, report.numbers, width)
        if told:
            yield ""
        yield from told[:-1]

    def json(self, report: PeriodReport) -> dict[str, object]:
        compared = {
            key: comparing.to_json(report, self.others[kind]) if kind in self.others else None
            for key, kind in (("previous", Against.PREVIOUS), ("last_year", Against.LAST_YEAR))
        }
        if self.measures is None:
            return {"comparison": compared}
        told = measuring.to_json(self.measures, self.criteria, report.numbers.decimals)
        return {"comparison": compared, "measures": told}


def beside(desk: Desk, question: Question, against: Against | None, *, measures: bool) -> Beside:
    """``against``: both periods unless told otherwise."""
    first, last = question.period.first, question.period.last
    return Beside(
        others(desk, question, against or Against.BOTH),
        measured.of(desk, first, last, question.judge_by) if measures else None,
        criteria(desk) if measures else (),
    )


def codes(desk: Desk, question: Question, name: str, *, as_json: bool) -> None:
    """The codes of the dossiers or procedures that a count counts, one a line."""
    count = measured.count_named(name)
    period = question.period
    found = measured.codes_behind(desk, period.first, period.last, count, question.judge_by)
    if as_json:
        emit_json(found)
        return
    for code in found:
        data(code)
