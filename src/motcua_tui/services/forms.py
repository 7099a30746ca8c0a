"""The forms and lists of the desk: which there are, and what goes into each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from motcua_tui.domain import petitions as domain_petitions
from motcua_tui.domain.catalogue import ProcedureVersion
from motcua_tui.domain.codes import JudgeBy, ReturnWay
from motcua_tui.domain.indicators import Form
from motcua_tui.domain.limits import TimeLimit
from motcua_tui.domain.numbers import percent_text
from motcua_tui.domain.periods import Period, Preset, ReportingPeriod
from motcua_tui.domain.profiles import ProfileName
from motcua_tui.domain.reasons import parse_reasons
from motcua_tui.domain.text import sort_key
from motcua_tui.domain.timeliness import Timeliness, days_left
from motcua_tui.domain.typed_dates import short_date
from motcua_tui.errors import InputError
from motcua_tui.i18n import _
from motcua_tui.reports.columns import CHANNELS
from motcua_tui.reports.files import lists
from motcua_tui.reports.files.causes import LateDossier, causes_form
from motcua_tui.reports.files.paper import Paper
from motcua_tui.reports.files.petitions import petition_book
from motcua_tui.reports.files.printing import Printing
from motcua_tui.reports.files.statistics import statistical_form
from motcua_tui.reports.files.weekly import DUE_DAYS, NamedDossier, weekly_sheet
from motcua_tui.services import browse, petitions
from motcua_tui.services.browse import Listed, View
from motcua_tui.services.desk import Desk
from motcua_tui.services.indicator_forms import index_paper, indicator_paper
from motcua_tui.services.lateness import FINISHED_LATE, OVERDUE, Late, late_dossiers
from motcua_tui.services.reporting import By, Question, dossiers_behind, report
from motcua_tui.storage.reads import catalogue as catalogue_reads
from motcua_tui.storage.reads import forms as reads
from motcua_tui.storage.reads.dossiers import Sort, SortKey
from motcua_tui.storage.reads.forms import RegisterLine


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

    @property
    def period(self) -> Period:
        return self.reporting.period


_OF_THE_DAY: Final = frozenset(
    {FormName.REMINDERS, FormName.HAND_OVER, FormName.FEES, FormName.SHORTENED_LIMITS}
)


def usual_period(desk: Desk, name: FormName) -> ReportingPeriod | None:
    """The period of a form that nobody named: the last full week, today, or none that goes without saying."""
    today = desk.today()
    if name is FormName.WEEKLY:
        return Preset.parse(f"week:{today}")
    return ReportingPeriod.free(today, today) if name in _OF_THE_DAY else None


def form(desk: Desk, request: FormRequest) -> Paper:
    """The form, filled from the record. Raises StorageError, InputError for rows that it cannot have."""
    return _FORMS[request.name](desk, request)


def printing(desk: Desk) -> Printing:
    """Who prints, and today's date."""
    settings = desk.settings
    return Printing(
        agency=settings.agency,
        desk=settings.desk,
        receiver=settings.receiver,
        preparer=settings.officer,
        place=settings.place,
        signatory=settings.signatory,
        signatory_title=settings.signatory_title,
        dated=desk.today(),
    )


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


def _register(desk: Desk, request: FormRequest) -> Paper:
    entries = (
        lists.RegisterEntry(
            code=line.code,
            procedure=line.procedure,
            sets=line.sets,
            applicant=line.applicant,
            contact=", ".join(filter(None, (line.address, line.phone))),
            department=line.department,
            accepted_on=line.accepted_on,
            due_on=line.receipt_due,
            passed_on=line.passed_on,
            finished_on=line.finished_on,
            returned_on=line.returned_on,
            returned_by=_WAYS[line.returned_by] if line.returned_by else "",
            note=line.note,
        )
        for line in _lines(desk, request.period)
    )
    return lists.register(entries, request.period, printing(desk))


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


def _reminders(desk: Desk, _request: FormRequest) -> Paper:
    views = (View.OVERDUE, View.DUE_TODAY, View.NEAR, View.SILENT)
    found: dict[int, Listed] = {}
    for view in views:
        wanted = browse.query(desk, view)
        for listed in browse.window(desk, wanted, Sort(SortKey.DUE), 0, browse.count(desk, wanted)):
            found.setdefault(listed.line.id, listed)
    entries = [
        lists.Reminder(
            listed.line.department,
            listed.line.code,
            listed.line.procedure,
            listed.line.officer,
            listed.line.due_on,
            _standing(listed),
        )
        for listed in found.values()
    ]
    entries.sort(key=lambda e: (sort_key(e.department), e.due_on or date.max, e.code))
    return lists.reminders(entries, desk.today(), printing(desk))


def _standing(listed: Listed) -> str:
    """Why a dossier is on the list of reminders; Vietnamese in every language."""
    match listed.timeliness, listed.days_left:
        case Timeliness.OVERDUE, int(left):
            return f"Quá hạn {-left} ngày làm việc"
        case Timeliness.OVERDUE, _:
            return "Quá hạn"
        case Timeliness.DUE_TODAY, _:
            return "Đến hạn hôm nay"
        case Timeliness.NEAR, left:
            return f"Còn {left} ngày làm việc"
        case _:
            last = listed.line.last_event_on
            return f"Không cập nhật từ {short_date(last)}" if last else "Không cập nhật"


def _hand_over(desk: Desk, request: FormRequest) -> Paper:
    lines = reads.handed_over(desk.database.reader(), request.period, zone=desk.settings.zone)
    entries = [
        lists.HandOver(
            line.department,
            line.code,
            line.procedure,
            line.applicant,
            line.sets,
            line.accepted_on,
            line.receipt_due,
        )
        for line in _by_department(lines)
    ]
    return lists.hand_over(entries, request.period, printing(desk))


def _fees(desk: Desk, request: FormRequest) -> Paper:
    entries = [
        lists.Fee(
            line.code,
            line.procedure,
            line.applicant,
            line.accepted_on,
            line.paid_online,
            line.fee_receipt,
            line.fee,
        )
        for line in _lines(desk, request.period)
        if line.fee
    ]
    return lists.fees(entries, request.period, printing(desk))


def _shortened_limits(desk: Desk, request: FormRequest) -> Paper:
    on = request.period.last
    compared = [
        (version, version.legal_limit, version.limit)
        for version in _in_force(desk, on)
        if version.legal_limit is not None and version.limit is not None
    ]
    found = [
        lists.ShortenedLimit(
            version.code,
            f"{version.name} ({version.case})" if version.case else version.name,
            version.field,
            str(legal),
            str(local),
            _cut(legal, local),
            version.valid_from,
            version.decision,
        )
        for version, legal, local in compared
        if legal != local
    ]
    return lists.shortened_limits(found, len(compared), on, printing(desk))


def _cut(legal: TimeLimit, local: TimeLimit) -> str:
    """By how much the local limit is shorter; limits of two units are not compared."""
    if legal.unit is not local.unit:
        return "Khác đơn vị"
    if legal.amount < local.amount:
        return f"Dài hơn {TimeLimit(local.amount - legal.amount, legal.unit)}"
    cut = legal.amount - local.amount
    return f"{TimeLimit(cut, legal.unit)} ({percent_text(int(cut * 100), int(legal.amount * 100))})"


def _unused_online(desk: Desk, request: FormRequest) -> Paper:
    received = reads.received(desk.database.reader(), request.period)
    served = {v.procedure_id: v for v in _in_force(desk, request.period.last) if v.online is not None}
    found = []
    for procedure, version in served.items():
        total, online = received.get(procedure, (0, 0))
        if not online and version.online is not None:
            level = CHANNELS[version.online]
            found.append(lists.UnusedService(version.code, version.name, version.field, level, total))
    return lists.unused_services(found, len(served), request.period, printing(desk))


def _filed_by_officer(desk: Desk, request: FormRequest) -> Paper:
    online = [line for line in _lines(desk, request.period) if line.channel.online]
    found = [
        lists.FiledByOfficer(
            line.code,
            line.procedure,
            line.applicant,
            CHANNELS[line.channel],
            line.accepted_on,
            line.department,
            line.officer,
        )
        for line in _by_department(line for line in online if line.filed_by_officer)
    ]
    return lists.filed_by_officer(found, len(online), request.period, printing(desk))


def _petitions(desk: Desk, request: FormRequest) -> Paper:
    period = request.period
    found = (p for p in petitions.petitions(desk) if domain_petitions.concerns(p, period))
    return petition_book(found, petitions.counts(desk, period.first, period.last), period, printing(desk))


def _lines(desk: Desk, period: Period) -> list[RegisterLine]:
    return reads.register(desk.database.reader(), period, zone=desk.settings.zone)


def _by_department(lines: Iterable[RegisterLine]) -> list[RegisterLine]:
    return sorted(lines, key=lambda line: sort_key(line.department))


def _in_force(desk: Desk, on: date) -> list[ProcedureVersion]:
    """The versions in force on a day, by field and name."""
    versions = (v for v in catalogue_reads.versions(desk.database.reader()) if v.in_force(on))
    return sorted(versions, key=lambda v: (sort_key(v.field), sort_key(v.name), v.case))


_WAYS: Final = {
    ReturnWay.DESK: "Tại bộ phận một cửa",
    ReturnWay.POST: "Bưu chính công ích",
    ReturnWay.ONLINE: "Trực tuyến",
}
_FORMS: Final[Mapping[FormName, Callable[[Desk, FormRequest], Paper]]] = {
    FormName.FORM_07A: _statistics,
    FormName.FORM_06A: _statistics,
    FormName.FORM_07A_2017: _statistics,
    FormName.CAUSES: _causes,
    FormName.REGISTER: _register,
    FormName.WEEKLY: _weekly,
    FormName.REMINDERS: _reminders,
    FormName.HAND_OVER: _hand_over,
    FormName.FEES: _fees,
    FormName.SHORTENED_LIMITS: _shortened_limits,
    FormName.UNUSED_ONLINE: _unused_online,
    FormName.FILED_BY_OFFICER: _filed_by_officer,
    **{FormName(of.value): _indicators for of in Form if of.value.startswith("bm")},
    FormName.SCORE: _indicators,
    FormName.QD_766: _indices,
    FormName.PETITIONS: _petitions,
}
