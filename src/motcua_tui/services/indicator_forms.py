"""The forms of the reform reports and the indices of QĐ 766/QĐ-TTg, filled for a period."""

from __future__ import annotations

from motcua_tui.domain.codes import JudgeBy
from motcua_tui.domain.indicators import Form
from motcua_tui.domain.periods import ReportingPeriod
from motcua_tui.reports.files.indicators import FilledForm, Scored, index_form, indicator_form, score_form
from motcua_tui.reports.files.paper import Paper
from motcua_tui.reports.files.printing import Printing
from motcua_tui.services import indicators, measures
from motcua_tui.services.criteria import criteria
from motcua_tui.services.desk import Desk


def indicator_paper(desk: Desk, form: Form, reporting: ReportingPeriod, printing: Printing) -> Paper:
    """One of Biểu mẫu 1–7, or the score table."""
    found = indicators.sheet(desk, form, reporting)
    filled = FilledForm(form, found.rows, found.before, reporting.period, reporting.label, found.previous)
    return score_form(filled, printing) if form is Form.SCORE else indicator_form(filled, printing)


def index_paper(
    desk: Desk, reporting: ReportingPeriod, judge_by: JudgeBy | None, printing: Printing
) -> Paper:
    """The indices of QĐ 766/QĐ-TTg that the desk counts."""
    period = reporting.period
    counted = measures.of(desk, period.first, period.last, judge_by)
    scored = []
    for criterion in criteria(desk):
        ratio = criterion.ratio(counted)
        points, score = criterion.points, criterion.score(counted)
        scored.append(Scored(criterion.code, criterion.name, ratio.n, ratio.of, points, score))
    return index_form(scored, period, reporting.label, desk.settings.decimals, printing)
