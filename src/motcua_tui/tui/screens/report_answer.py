"""Everything that the report screen shows of a question, asked for in one go by a thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from motcua_tui.reports.model import PeriodReport, ReportRow
from motcua_tui.reports.sentences import Style, sentences
from motcua_tui.services import locking, reporting
from motcua_tui.services.desk import Desk
from motcua_tui.services.locking import Chain, Standing
from motcua_tui.services.reporting import Against, By, Comparison, Question

_MOST_MONTHS: Final = 13
"""A year from the middle of a month to the middle of another."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A question with everything that is shown of it."""

    question: Question
    report: PeriodReport
    comparison: Comparison
    months: tuple[ReportRow, ...]
    """The months as bars; none where there is one, or more than fit."""
    chain: Chain
    standing: Standing | None

    @classmethod
    def to(cls, desk: Desk, question: Question) -> Answer:
        report = reporting.report(desk, question)
        months: tuple[ReportRow, ...] = ()
        if 1 < len(question.period.months()) <= _MOST_MONTHS:
            months = report.rows if question.by is By.MONTH else reporting.months(desk, question)
        others = reporting.compared(desk, question)
        return cls(
            question,
            report,
            others,
            months,
            locking.chain(desk, report, others.pending_before),
            locking.standing(desk, report),
        )

    @property
    def empty(self) -> bool:
        return not self.report.total["received.total"]


def written(desk: Desk, answer: Answer, against: Against) -> dict[Style, str]:
    """The sentences in every style, compared with the periods that the screen compares with."""
    usual = against is Against.BOTH
    extras = reporting.sentence_extras(desk, answer.question, None if usual else against)
    return {style: sentences(answer.report, style, extras=extras) for style in Style}
