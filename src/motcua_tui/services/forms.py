"""The forms and lists of the desk: which there are, and what goes into each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from motcua_tui.domain import petitions as domain_petitions
from motcua_tui.domain.codes import JudgeBy
from motcua_tui.domain.indicators import Form
from motcua_tui.domain.periods import Period, Preset, ReportingPeriod
from motcua_tui.domain.profiles import ProfileName
from motcua_tui.domain.reasons import parse_reasons
from motcua_tui.domain.timeliness import days_left
from motcua_tui.errors import InputError
from motcua_tui.i18n import _
from motcua_tui.reports.files.causes import LateDossier, causes_form
from motcua_tui.reports.files.paper import Paper, Weight
from motcua_tui.reports.files.petitions import petition_book
from motcua_tui.reports.files.statistics import statistical_form
from motcua_tui.reports.files.weekly import DUE_DAYS, NamedDossier, weekly_sheet
from motcua_tui.services import browse, lists, petitions
from motcua_tui.services.browse import Listed
from motcua_tui.services.desk import Desk
from motcua_tui.services.indicator_forms import index_paper, indicator_paper
from motcua_tui.services.lateness import FINISHED_LATE, OVERDUE, Late, late_dossiers
from motcua_tui.services.printing import printing
from motcua_tui.services.reporting import By, Question, dossiers_behind, report
from motcua_tui.storage.reads.dossiers import Sort, SortKey


class FormName(StrEnum):
    """The forms and lists by the names of the command line."""

    FORM_07A = "07a"
    FORM_06A = "06a"
    FORM_07A_2017 = "07a-2017"
    CAUSES = "causes"
    REGISTER = "register"
    WEEKLY = "weekly"
    REMINDERS = "reminders"
    HAND_OVER = "hand-over"
    RESULTS = "results"
    POSTED = "posted"
    FEES = "fees"
    SHORTENED_LIMITS = "shortened-limits"
    UNUSED_ONLINE = "unused-online"
    FILED_BY_OFFICER = "filed-by-officer"
    BM1 = "bm1"
    BM2 = "bm2"
    BM3 = "bm3"
    BM4 = "bm4"
    BM5 = "bm5"
    BM6 = "bm6"
    BM7 = "bm7"
    SCORE = "score"
    QD_766 = "766"
    PETITIONS = "petitions"


@dataclass(frozen=True, slots=True)
class FormRequest:
    """A form of a period. ``by`` is what the rows of statistics and causes stand for."""

    name: FormName
    reporting: ReportingPeriod
    by: By = By.FIELD
    judge_by: JudgeBy | None = None
    department: str = ""
    """Of which department a list is; empty: of all."""

    @property
    def period(self) -> Period:
        return self.reporting.period


_OF_THE_DAY: Final = frozenset(
    {
        FormName.REMINDERS,
        FormName.HAND_OVER,
        FormName.RESULTS,
        FormName.POSTED,
        FormName.FEES,
        FormName.SHORTENED_LIMITS,
    }
)


def usual_period(desk: Desk, name: FormName) -> ReportingPeriod | None:
    """The period of a form that nobody named: the last full week, today, or none that goes without saying."""
    today = desk.today()
    if name is FormName.WEEKLY:
        return Preset.parse(f"week:{today}")
    return ReportingPeriod.free(today, today) if name in _OF_THE_DAY else None


def form(desk: Desk, request: FormRequest) -> Paper:
    """The form, filled from the record.

    Raises StorageError, InputError for rows that it cannot have, or a department of a form that is not
    made of dossiers of departments.
    """
    if make := _OF_A_DEPARTMENT.get(request.name):
        return make(desk, request.period, request.department)
    if request.department:
        raise InputError(
            _("Biểu này không lập riêng cho từng phòng, đơn vị."), _("Bỏ phần chọn phòng, đơn vị.")
        )
    return _FORMS[request.name](desk, request)


def of_each_department(desk: Desk, request: FormRequest) -> list[tuple[str, Paper]]:
    """A list for each department that has something on it, to be signed by itself.

    Raises as ``form``, and InputError for a list that is not grouped by department.
    """
    if request.name not in GROUPED:
        raise InputError(_("Danh sách này không chia theo phòng, đơn vị."), _("In một tệp cho cả danh sách."))
    made = form(desk, request)
    groups = [row.values[0] for table in made.tables for row in table.rows if row.weight is Weight.GROUP]
    names = dict.fromkeys(str(group) for group in groups)
    return [(name, form(desk, replace(request, department=name))) for name in names]


def has_departments(name: FormName) -> bool:
    """Whether a list may be made for one department."""
    return name in _OF_A_DEPARTMENT


def _statistics(desk: Desk, request: FormRequest) -> Paper:
    profile = ProfileName(request.name.value)
    question = Question.of(desk, request.reporting, profile, request.by, request.judge_by)
    return statistical_form(report(desk, question), printing(desk))


def _causes(desk: Desk, request: FormRequest) -> Paper:
    if request.by is By.MONTH:
        # A dossier that is overdue for months would be counted in each of them.
        raise InputError(
            _("Biểu nguyên nhân quá hạn không chia theo tháng được."), _("In riêng biểu của từng tháng.")
        )
    question = Question.of(desk, request.reporting, by=request.by, judge_by=request.judge_by)
    made = report(desk, question)
    late = [
        LateDossier(row.key, dossier.finished, dossier.cause)
        for row in made.rows
        if row.summary[FINISHED_LATE] + row.summary[OVERDUE]
        for dossier in late_dossiers(desk, question, (FINISHED_LATE, OVERDUE), row.key)
    ]
    named = [cause.text for cause in parse_reasons(desk.settings.late_causes)]
    return causes_form(made, late, named, printing(desk))


def _indicators(desk: Desk, request: FormRequest) -> Paper:
    return indicator_paper(desk, Form(request.name.value), request.reporting, printing(desk))


def _indices(desk: Desk, request: FormRequest) -> Paper:
    return index_paper(desk, request.reporting, request.judge_by, printing(desk))


def _weekly(desk: Desk, request: FormRequest) -> Paper:
    asked = Question.of(desk, request.reporting, by=By.DEPARTMENT, judge_by=request.judge_by)
    last = request.period.last
    overdue = late_dossiers(desk, asked, (OVERDUE,))
    coming = replace(
        dossiers_behind(desk, asked, ("pending.in_time",)),
        due=Period(request.period.end, desk.calendar.add(last, DUE_DAYS) + timedelta(days=1)),
    )
    due = browse.window(desk, coming, Sort(SortKey.DUE), 0, browse.count(desk, coming))
    return weekly_sheet(
        report(desk, asked),
        report(desk, replace(asked, by=By.OFFICER)),
        [_named_late(desk, late, last) for late in overdue],
        [_named_due(desk, listed, last) for listed in due if listed.line.waiting_since is None],
        printing(desk),
    )


def _named_late(desk: Desk, late: Late, on: date) -> NamedDossier:
    line, left = late.line, days_left(late.due_on, on, desk.calendar)
    return NamedDossier(line.code, line.procedure, line.officer, late.due_on, left, late.cause)


def _named_due(desk: Desk, listed: Listed, on: date) -> NamedDossier:
    line = listed.line
    left = days_left(line.due_on, on, desk.calendar)
    return NamedDossier(line.code, line.procedure, line.officer, line.due_on, left, "")


def _petitions(desk: Desk, request: FormRequest) -> Paper:
    period = request.period
    found = (p for p in petitions.petitions(desk) if domain_petitions.concerns(p, period))
    return petition_book(found, petitions.counts(desk, period.first, period.last), period, printing(desk))


GROUPED: Final = frozenset(
    {FormName.REMINDERS, FormName.HAND_OVER, FormName.RESULTS, FormName.FILED_BY_OFFICER}
)
"""The lists with a part for each department."""
_OF_A_DEPARTMENT: Final[Mapping[FormName, Callable[[Desk, Period, str], Paper]]] = {
    FormName.REGISTER: lists.register,
    FormName.REMINDERS: lists.reminders,
    FormName.HAND_OVER: lists.hand_over,
    FormName.RESULTS: lists.results,
    FormName.POSTED: lists.posted,
    FormName.FEES: lists.fees,
    FormName.FILED_BY_OFFICER: lists.filed_by_officer,
}
_FORMS: Final[Mapping[FormName, Callable[[Desk, FormRequest], Paper]]] = {
    FormName.FORM_07A: _statistics,
    FormName.FORM_06A: _statistics,
    FormName.FORM_07A_2017: _statistics,
    FormName.CAUSES: _causes,
    FormName.WEEKLY: _weekly,
    FormName.SHORTENED_LIMITS: lambda desk, request: lists.shortened_limits(desk, request.period),
    FormName.UNUSED_ONLINE: lambda desk, request: lists.unused_online(desk, request.period),
    **{FormName(of.value): _indicators for of in Form if of.value.startswith("bm")},
    FormName.SCORE: _indicators,
    FormName.QD_766: _indices,
    FormName.PETITIONS: _petitions,
}
