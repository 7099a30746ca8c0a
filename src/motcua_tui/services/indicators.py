"""The indicators of a period: the forms filled from what was typed and what the record says, and typing them.

Computed rows come from the measures of the period, the book of petitions and the versions of the catalogue;
each leads back to what it counts. An officer may type another figure over a computed one, and is told so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Final

from motcua_tui.domain.catalogue import ProcedureVersion
from motcua_tui.domain.codes import ProcedureMark
from motcua_tui.domain.indicator_sheet import Filled, fill, missing
from motcua_tui.domain.indicators import (
    NOT_APPLICABLE,
    Form,
    Indicator,
    Kind,
    Typed,
    parse_registry,
    read,
)
from motcua_tui.domain.measures import Count
from motcua_tui.domain.periods import Period, ReportingPeriod
from motcua_tui.domain.roles import Right
from motcua_tui.domain.text import clean
from motcua_tui.errors import InputError, NotFoundError
from motcua_tui.i18n import _
from motcua_tui.services import measures, petitions
from motcua_tui.services.desk import Desk
from motcua_tui.storage.reads import catalogue as catalogue_reads
from motcua_tui.storage.reads import indicators as reads
from motcua_tui.storage.reads.dossiers import DossierQuery

PETITIONS_RECEIVED: Final = "petitions_received"
"""Carried over and received, so that those answered are some of them."""
PETITIONS_ANSWERED: Final = "petitions_answered"
PROCEDURES_NEW: Final = "procedures_new"
"""Procedures whose first version came into force in the period."""
PROCEDURES_ENDED: Final = "procedures_ended"
"""Procedures of which a version was replaced or abolished in the period: its last day was the day before."""
PROCEDURES_PAID_ONLINE: Final = "procedures_paid_online"
"""Procedures with a fee that can be paid online: marked so, or one received in the period was paid so."""
_MARKED: Final = {f"procedures_{mark.replace('-', '_')}": mark for mark in ProcedureMark}
"""Procedures in force on the last day that bear a mark, by the source of the row."""
_TOLD_TOGETHER: Final = (
    frozenset({ProcedureMark.PROVINCE, ProcedureMark.DISTRICT, ProcedureMark.COMMUNE}),
    frozenset({ProcedureMark.LINKED_SAME_LEVEL, ProcedureMark.LINKED_LEVELS}),
    frozenset({ProcedureMark.ANYWHERE}),
    frozenset({ProcedureMark.NATIONAL_PORTAL}),
)
"""Marks that answer one question: where no procedure bears any of them, nobody has answered it, and the rows
are missing rather than 0."""


@dataclass(frozen=True, slots=True)
class FormSheet:
    """One form of one period, beside the period before."""

    form: Form
    reporting: ReportingPeriod
    rows: tuple[Filled, ...]
    typed: Mapping[str, str]
    """What is typed, as it was typed, by id."""
    previous: Period
    before: Mapping[str, Filled]
    """The rows of the previous period, by code."""

    def __getitem__(self, code: str) -> Filled:
        return next(row for row in self.rows if row.indicator.code == code)

    @property
    def missing(self) -> tuple[Indicator, ...]:
        return missing(self.rows)

    @property
    def faulty(self) -> tuple[Filled, ...]:
        return tuple(row for row in self.rows if row.faults)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a computed figure counts: dossiers, or procedures and petitions by a line each."""

    dossiers: DossierQuery | None = None
    lines: tuple[str, ...] = ()


@cache
def registry() -> tuple[Indicator, ...]:
    """All indicators, in the order of their forms."""
    shipped = files("motcua_tui") / "data" / "indicators.csv"
    return parse_registry(shipped.read_text(encoding="utf-8"))


def indicator(name: str) -> Indicator:
    """The indicator of an id (``bm3.1.4``). Raises NotFoundError."""
    found = next((row for row in registry() if row.id == name.strip().lower()), None)
    if found is None:
        raise NotFoundError(
            _("Không có chỉ tiêu “{name}”.").format(name=name), _("Xem các chỉ tiêu: motcua indicators list.")
        )
    return found


def sheet(desk: Desk, form: Form, reporting: ReportingPeriod) -> FormSheet:
    """One form of a period. Raises StorageError."""
    (found,) = sheets(desk, reporting, (form,))
    return found


def sheets(
    desk: Desk, reporting: ReportingPeriod, forms: Iterable[Form] = tuple(Form)
) -> tuple[FormSheet, ...]:
    """Some forms of a period; the record is asked once for all of them."""
    record: dict[Period, Mapping[str, int]] = {}

    def rows(form: Form, period: Period) -> tuple[Filled, ...]:
        asked = [row for row in registry() if row.form is form]
        if any(row.source for row in asked) and period not in record:
            record[period] = recorded(desk, period)
        typed = reads.values(desk.database.reader(), period)
        return fill(asked, typed, record.get(period, {}), desk.settings.decimals)

    found = []
    for form in forms:
        previous = _previous(desk, form, reporting)
        before = {row.indicator.code: row for row in rows(form, previous)}
        now = rows(form, reporting.period)
        typed = reads.values(desk.database.reader(), reporting.period)
        found.append(FormSheet(form, reporting, now, typed, previous, before))
    return tuple(found)


def _previous(desk: Desk, form: Form, reporting: ReportingPeriod) -> Period:
    """The period to hold this one against: the one before it or, scores being of a year, that of last year;
    where nothing is typed for it the last one before that has something, if there is any."""
    usual = (reporting.previous().period, reporting.same_last_year().period)
    likely = usual[::-1] if form is Form.SCORE else usual
    known = reads.periods_until(desk.database.reader(), reporting.period.start)
    return next((period for period in (*likely, *known) if period in known), likely[0])


def put(desk: Desk, reporting: ReportingPeriod, values: Mapping[str, str]) -> int:
    """Store figures as they were typed, by id; an empty one takes a figure back, ``-`` says that the row does
    not concern the office. Gives how many changed.

    What is no value of its kind is stored as well, and told by ``sheet``: nothing that was typed is lost.
    Raises NotFoundError for an id that there is not, InputError for a heading.
    """
    kept = {}
    for name, text in values.items():
        row = indicator(name)
        if row.kind is Kind.GROUP:
            raise InputError(_("“{name}” là tiêu đề, không có số liệu.").format(name=row.name))
        kept[row.id] = _cleaned(row, text)
    with desk.unit_of_work(Right.INDICATORS) as uow:
        stored = uow.indicators.put(reporting.period, kept)
        uow.commit()
    return stored


def retyped(sheet: FormSheet, values: Mapping[str, str], decimals: int) -> FormSheet:
    """The form as it is with other texts typed, by id, before they are stored."""
    asked = [row.indicator for row in sheet.rows]
    typed = {**sheet.typed, **{row.id: _cleaned(row, values[row.id]) for row in asked if row.id in values}}
    known = {row.indicator.source: row.recorded for row in sheet.rows if row.recorded is not None}
    return replace(sheet, rows=fill(asked, typed, known, decimals), typed=typed)


def _cleaned(row: Indicator, text: str) -> str:
    cleaned = clean(text, multiline=row.kind is Kind.TEXT)
    return NOT_APPLICABLE if cleaned in ("-", NOT_APPLICABLE) else cleaned


def understood(values: Mapping[str, str]) -> None:
    """Raises InputError for the first text that is no value of its indicator, NotFoundError without one."""
    for name, text in values.items():
        row, cleaned = indicator(name), clean(text)
        if cleaned and cleaned != "-":
            try:
                read(row, cleaned)
            except InputError as error:
                raise InputError(f"{row.id}: {error.message}", error.hint) from None


def history(desk: Desk, reporting: ReportingPeriod) -> tuple[Typed, ...]:
    """Every change of the typed figures of a period, oldest first."""
    return reads.history(desk.database.reader(), reporting.period, zone=desk.settings.zone)


# The record


def recorded(desk: Desk, period: Period) -> dict[str, int]:
    """The figures that the record gives for a period, by their sources."""
    counted = measures.of(desk, period.first, period.last)
    book = petitions.counts(desk, period.first, period.last)
    return {
        **{count.value: counted[count] for count in Count},
        PETITIONS_RECEIVED: book.carried_over + book.received,
        PETITIONS_ANSWERED: book.answered,
        **{name: len(_procedures(desk, name, period)) for name in _OF_CATALOGUE},
        **{
            source: len(_procedures(desk, source, period))
            for source, mark in _MARKED.items()
            if mark in _answered(desk, period)
        },
    }


def _answered(desk: Desk, period: Period) -> frozenset[ProcedureMark]:
    """The marks of the questions that somebody answered for a procedure in force on the last day."""
    versions = catalogue_reads.versions(desk.database.reader())
    told = {mark for version in versions if version.in_force(period.last) for mark in version.marks}
    return frozenset(mark for marks in _TOLD_TOGETHER if marks & told for mark in marks)


def behind(desk: Desk, reporting: ReportingPeriod, row: Indicator) -> Evidence:
    """What a computed figure counts. Raises InputError for a row that is only typed."""
    period, source = reporting.period, row.source
    if not source:
        raise InputError(
            _("Chỉ tiêu {name} do cán bộ nhập, không tính từ sổ.").format(name=row.id),
            _("Ai nhập, lúc nào: motcua indicators history."),
        )
    if source in _OF_CATALOGUE or source in _MARKED:
        return Evidence(lines=tuple(map(_line, _procedures(desk, source, period))))
    if source in (PETITIONS_RECEIVED, PETITIONS_ANSWERED):
        return Evidence(lines=_petitions(desk, period, answered=source == PETITIONS_ANSWERED))
    count = Count(source)
    if count.of_procedures:
        found = measures.procedures_behind(desk, period.first, period.last, count)
        return Evidence(lines=tuple(map(_line, found)))
    return Evidence(measures.dossiers_behind(desk, period.first, period.last, count))


_OF_CATALOGUE: Final = (PROCEDURES_NEW, PROCEDURES_ENDED, PROCEDURES_PAID_ONLINE)


def _procedures(desk: Desk, source: str, period: Period) -> list[ProcedureVersion]:
    """The procedures of one of our own counts, each as one of its versions, by code."""
    connection = desk.database.reader()
    versions = sorted(catalogue_reads.versions(connection), key=lambda v: (v.code, v.valid_from or date.min))
    match source:
        case "procedures_new":
            first = {version.procedure_id: version for version in reversed(versions)}
            found = [v for v in first.values() if v.valid_from is not None and v.valid_from in period]
        case "procedures_ended":
            found = [v for v in versions if v.valid_to and v.valid_to + timedelta(days=1) in period]
        case "procedures_paid_online":
            paid = reads.procedures_paid_online(connection, period)
            marked = ProcedureMark.ONLINE_PAYMENT
            in_force = (v for v in versions if v.in_force(period.last) and v.fee)
            found = [v for v in in_force if v.procedure_id in paid or marked in v.marks]
        case _:
            mark = _MARKED[source]
            found = [v for v in versions if v.in_force(period.last) and mark in v.marks]
    return sorted({v.procedure_id: v for v in found}.values(), key=lambda v: v.code)


def _line(version: ProcedureVersion) -> str:
    return f"{version.code} {version.name}"


def _petitions(desk: Desk, period: Period, *, answered: bool) -> tuple[str, ...]:
    """The petitions in hand in a period, or those of them that were answered in it."""
    in_hand = (
        one
        for one in petitions.petitions(desk)
        if one.received_on < period.end and (one.answered_on is None or one.answered_on >= period.start)
    )
    return tuple(
        f"{one.number} {one.sender}: {one.content}"
        for one in in_hand
        if not answered or (one.answered_on is not None and one.answered_on in period)
    )
