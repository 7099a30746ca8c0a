"""Finding dossiers: the lists behind every count, their status today, and one dossier whole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from motcua_tui.domain.codes import Outcome, State, SupplementEffect
from motcua_tui.domain.text import clean, sort_key
from motcua_tui.domain.timeliness import Timeliness, days_left, timeliness
from motcua_tui.errors import NotFoundError
from motcua_tui.i18n import _
from motcua_tui.services.desk import Desk
from motcua_tui.storage.reads import dossiers as reads
from motcua_tui.storage.reads import office as office_reads
from motcua_tui.storage.reads.dossiers import DossierLine, DossierQuery, Sort, SortKey

if TYPE_CHECKING:
    from motcua_tui.domain.catalogue import ProcedureVersion
    from motcua_tui.domain.consulting import Consultation
    from motcua_tui.domain.deadlines import ExplainedDay
    from motcua_tui.domain.dossier import Dossier
    from motcua_tui.domain.process import Leg
    from motcua_tui.storage.connection import Connection
    from motcua_tui.storage.reads.history import StoredEvent


class View(StrEnum):
    """The lists that the desk watches; each is the door behind a count of the first screen."""

    OVERDUE = "overdue"
    DUE_TODAY = "due_today"
    NEAR = "near"
    TO_ACCEPT = "to_accept"
    MUST_APOLOGISE = "must_apologise"
    WAITING = "waiting"
    LATE_UNAPOLOGISED = "late_unapologised"
    TO_COLLECT = "to_collect"
    SILENT = "silent"
    OPEN = "open"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of a list with its status today."""

    line: DossierLine
    timeliness: Timeliness | None
    days_left: int | None
    """Signed working days: +3 left, −3 late; None without a due date or while waiting."""
    tentative: bool
    """The due date lies in a part of the calendar that is not confirmed."""


class DossierList:
    """The dossiers of a query, found once: its pages are quick to come by wherever they lie, and those of one
    list fit together. Whoever wants the list as it is now makes a new one. Any thread may ask."""

    def __init__(self, desk: Desk, wanted: DossierQuery) -> None:
        self.query = wanted
        self.total: int | None = None
        """How many dossiers there are, once they were counted."""
        self._desk = desk

    @cached_property
    def _selection(self) -> reads.Selection:
        return reads.select(self._connection, self.query)

    @property
    def _connection(self) -> Connection:
        return self._desk.database.reader()

    @property
    def cut(self) -> bool:
        """The search found more than the list shows."""
        return self._selection.cut

    def count(self) -> int:
        """How many dossiers there are; counted once."""
        self.total = self._selection.count(self._connection)
        return self.total

    def page(self, sort: Sort, first: int, count: int) -> tuple[Listed, ...]:
        """Up to ``count`` lines from place ``first`` on, with their status today."""
        return tuple(
            listed(self._desk, line) for line in self._selection.page(self._connection, sort, first, count)
        )

    def codes(self, sort: Sort) -> list[str]:
        """All codes in that order; of a search, those that the list shows."""
        return self._selection.codes(self._connection, sort)

    def place(self, sort: Sort, code: str) -> int | None:
        """The place of the dossier with that code, from 0; None when it is not in the list."""
        dossier_id = reads.id_of(self._connection, code)
        return None if dossier_id is None else self._selection.position(self._connection, sort, dossier_id)


@dataclass(frozen=True, slots=True)
class DossierPage:
    """One dossier whole: its status, its history and why its due date is what it is."""

    dossier: Dossier
    version: ProcedureVersion
    listed: Listed
    history: tuple[StoredEvent, ...]
    explanation: tuple[ExplainedDay, ...]
    """Day by day from acceptance to the date on the receipt, or from the completion of the dossier where
    the limit began anew; empty where the date was not computed."""
    legs: tuple[Leg, ...] = ()
    """The hand-overs, and how the steps of the internal process stand now."""
    consultations: tuple[Consultation, ...] = ()
    """The other agencies that were asked."""

    @property
    def step(self) -> Leg | None:
        """The step of the internal process that goes on now, if one does."""
        last = self.legs[-1] if self.legs else None
        return last if last and last.step and last.ended_at is None else None


@dataclass(frozen=True, slots=True)
class Choices:
    """What lists can be narrowed to, each in Vietnamese order."""

    fields: tuple[str, ...]
    procedures: tuple[str, ...]
    departments: tuple[str, ...]
    officers: tuple[str, ...]


def choices(desk: Desk) -> Choices:
    from motcua_tui.storage.reads import catalogue as catalogue_reads

    connection = desk.database.reader()
    versions = catalogue_reads.versions(connection)
    return Choices(
        _in_order(version.field for version in versions),
        _in_order(version.name for version in versions),
        _in_order(office_reads.departments(connection).values()),
        _in_order(office_reads.officers(connection).values()),
    )


def _in_order(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({name for name in names if name}, key=sort_key))


def near_until(desk: Desk) -> date:
    """The last date that has ``near_days`` working days left, or fewer."""
    return desk.calendar.add(desk.today(), desk.settings.near_days + 1) - timedelta(days=1)


def query(desk: Desk, view: View = View.ALL) -> DossierQuery:
    """The query behind a view, as of the desk's today; narrow it further with ``replace``."""
    today = desk.today()
    base = DossierQuery(today=today, near_until=near_until(desk))
    match view:
        case View.OVERDUE:
            return replace(base, timeliness=frozenset({Timeliness.OVERDUE}))
        case View.DUE_TODAY:
            return replace(base, timeliness=frozenset({Timeliness.DUE_TODAY}))
        case View.NEAR:
            return replace(base, timeliness=frozenset({Timeliness.NEAR}))
        case View.TO_ACCEPT:
            return replace(base, states=frozenset({State.SUBMITTED}))
        case View.MUST_APOLOGISE:
            return replace(base, apologise_until=apologise_until(desk))
        case View.WAITING:
            return replace(base, states=frozenset({State.AWAITING_SUPPLEMENT}))
        case View.LATE_UNAPOLOGISED:
            return replace(base, unapologised=True)
        case View.TO_COLLECT:
            return replace(base, states=frozenset({State.RESULT_READY}))
        case View.SILENT:
            return replace(base, open=True, silent_before=silent_before(desk))
        case View.OPEN:
            return replace(base, open=True)
        case View.ALL:
            return base


def first_order(wanted: DossierQuery) -> Sort:
    """How a list opens: by due date; the dossiers behind a figure of what was finished by the day of that,
    those behind any other figure by their acceptance, the newest first."""
    if wanted.figure is None:
        return Sort()
    return Sort(SortKey.FINISHED if wanted.figure.of_finished else SortKey.ACCEPTED, descending=True)


def silent_before(desk: Desk) -> date:
    """Open dossiers whose last event lies before this day have been silent too long."""
    return desk.calendar.subtract(desk.today(), desk.settings.stale_days)


def apologise_until(desk: Desk) -> date:
    """Open dossiers due after today and up to this day must be apologised for today, or never in time:
    today is the last working day before their due date (NĐ 118/2025 art. 19.6). On a day off there are
    none: the last moment for the next working day has passed, that for later days is still to come."""
    today = desk.today()
    return desk.calendar.add(today, 1) if desk.calendar.is_working(today) else today


def window(desk: Desk, wanted: DossierQuery, sort: Sort, first: int, count: int) -> Sequence[Listed]:
    """Lines ``first`` to ``first + count`` of a list, with their status today."""
    return [listed(desk, line) for line in reads.window(desk.database.reader(), wanted, sort, first, count)]


def count(desk: Desk, wanted: DossierQuery) -> int:
    return reads.count(desk.database.reader(), wanted)


def codes(desk: Desk, wanted: DossierQuery, sort: Sort) -> list[str]:
    """The codes of a whole list in its order; of a search, those that the list shows."""
    return DossierList(desk, wanted).codes(sort)


def listed(desk: Desk, line: DossierLine) -> Listed:
    today = desk.today()
    waiting = line.waiting_since is not None and line.finished_on is None
    judged = timeliness(
        due_on=line.due_on,
        finished_on=line.finished_on,
        today=today,
        calendar=desk.calendar,
        waiting_since=line.waiting_since,
        near_days=desk.settings.near_days,
        accepted=line.accepted_on is not None,
        closed=line.outcome is Outcome.CLOSED,
    )
    left = None
    if line.accepted_on is not None:
        left = days_left(line.due_on, line.finished_on or today, desk.calendar, waiting=waiting)
    tentative = (
        line.finished_on is None
        and line.accepted_on is not None
        and line.due_on is not None
        and not desk.calendar.confirmed(line.accepted_on, line.due_on)
    )
    return Listed(line, judged, left, tentative)


def by_code(desk: Desk, text: str) -> str | None:
    """The code of the only dossier that has this code, or else holds this part of one; None where there
    are several or none."""
    return reads.only_code(desk.database.reader(), clean(text))


def mentioned(desk: Desk, text: str) -> str | None:
    """The code of the dossier that a sentence names; None where it names none."""
    from motcua_tui.storage.reads.codes import first_known

    words = [word.strip(".,:;()“”") for word in text.split()]
    return first_known(desk.database.reader(), words)


def find(desk: Desk, code: str) -> DossierPage:
    """One dossier by its code. Raises NotFoundError."""
    from motcua_tui.domain.consulting import consultations
    from motcua_tui.domain.process import legs
    from motcua_tui.storage.reads import catalogue as catalogue_reads
    from motcua_tui.storage.reads.history import load

    connection = desk.database.reader()
    stored = load(connection, clean(code), zone=desk.settings.zone)
    if stored is None:
        raise NotFoundError(
            _("Không có hồ sơ mã “{code}”.").format(code=code),
            _("Tìm bằng một phần mã hoặc tên: motcua list --search …"),
        )
    dossier = stored.dossier
    version = catalogue_reads.version(connection, dossier.particulars.procedure_version)
    line = reads.line(connection, dossier.id)
    return DossierPage(
        dossier,
        version,
        listed(desk, line),
        stored.history,
        _explanation(desk, dossier, version),
        legs(dossier, desk.settings.desk, desk.rules(version), desk.now()),
        consultations(dossier.events),
    )


def _explanation(desk: Desk, dossier: Dossier, version: ProcedureVersion) -> tuple[ExplainedDay, ...]:
    from motcua_tui.domain.deadlines import explain
    from motcua_tui.domain.events import Resumed, that_count

    standing, limit = dossier.standing, desk.rules(version).limit
    completed_at = None
    if version.supplement.effect is SupplementEffect.RESTART:
        resumed = (e.at for e in that_count(dossier.events) if isinstance(e.what, Resumed))
        completed_at = max(resumed, default=None)
    for start, due_on in (
        (completed_at, standing.lawful_due),
        (standing.accepted_at, standing.receipt_due),
    ):
        if limit is not None and start is not None:
            days = explain(limit, start, desk.calendar, desk.office, after_15h=version.after_15h)
            if days[-1].on == due_on:
                return days
    return ()
