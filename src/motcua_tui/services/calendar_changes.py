"""What a change of the calendar does to the due dates of open dossiers: they are listed, a person decides.

Nothing moves silently. A dossier is listed when its due date is what the rules gave before the change and
something else after it; dates that were set by hand or taken from a register are never touched.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from typing import Final

from motcua_tui.domain.calendar import WorkCalendar
from motcua_tui.domain.catalogue import ProcedureVersion
from motcua_tui.domain.changes import Subject
from motcua_tui.domain.events import (
    Accepted,
    DueMoved,
    Event,
    PaymentReceived,
    Resumed,
    Standing,
    replay,
    that_count,
)
from motcua_tui.domain.lifecycle import Rules
from motcua_tui.domain.office import RULE_JOINT, OfficeHours, OfficeSession, parse_week
from motcua_tui.domain.recount import recounted
from motcua_tui.domain.roles import Right
from motcua_tui.domain.text import clean
from motcua_tui.errors import InputError
from motcua_tui.i18n import _
from motcua_tui.services.base_calendar import base_calendar
from motcua_tui.services.desk import Desk
from motcua_tui.storage.reads import catalogue as catalogue_reads
from motcua_tui.storage.reads.changes import changes
from motcua_tui.storage.reads.load import OpenHistory, days_recorded, open_histories

_SETS_DUE: Final = (Accepted, Resumed, PaymentReceived, DueMoved)


@dataclass(frozen=True, slots=True)
class DueMove:
    """An open dossier whose due date the calendar would move; times for hour- and half-day terms only."""

    code: str
    applicant: str
    due_on: date
    due_time: time | None
    would_be: date
    would_be_time: time | None


def moves(desk: Desk, changed: WorkCalendar) -> tuple[DueMove, ...]:
    """The open dossiers that ``changed`` would give another due date than the desk's calendar does."""
    return moves_with_hours(desk, desk.office.under(changed))


def moves_with_hours(desk: Desk, changed: OfficeHours) -> tuple[DueMove, ...]:
    """The open dossiers that other office hours would give another due date or time."""
    now = desk.office.under(desk.calendar)
    return _moves(desk, lambda _history: now, changed)


def outdated(desk: Desk) -> tuple[DueMove, ...]:
    """The open dossiers whose due date was counted before the office wrote days into its calendar or changed
    its hours, and would be another one today."""
    recorded = days_recorded(desk.database.reader(), zone=desk.settings.zone)
    rows = [(recorded[day.on], day) for day in desk.calendar.days() if day.on in recorded]

    @cache
    def known_at(writings: frozenset[datetime]) -> WorkCalendar:
        return base_calendar(day for at, day in rows if at in writings)

    hours = _hours_before(desk)

    def as_known(history: OpenHistory) -> OfficeHours:
        counted_at = _counted_at(history)
        calendar = known_at(frozenset(at for at, _day in rows if at < counted_at))
        then = next((sessions for at, sessions in hours if at > counted_at), desk.office.sessions)
        return OfficeHours(then, calendar)

    return _moves(desk, as_known, desk.office.under(desk.calendar))


def _hours_before(desk: Desk) -> list[tuple[datetime, tuple[OfficeSession, ...]]]:
    """When the office changed its hours, and what they were until then; oldest first."""
    made = changes(desk.database.reader(), Subject.SESSIONS, zone=desk.settings.zone)
    return [(change.recorded_at, parse_week(change.before.split(RULE_JOINT))) for change in reversed(made)]


def move(desk: Desk, codes: Collection[str], reason: str) -> int:
    """Give these open dossiers the due dates of the desk's calendar, all in one transaction; says how many.

    Raises InputError without a reason, NotFoundError for an unknown code; dossiers that meanwhile are
    finished or have that date already are left as they are.
    """
    reason = clean(reason)
    if not reason:
        raise InputError(
            _("Dời hạn cần có lý do."), _("Ghi lý do, ví dụ: hoán đổi ngày làm việc theo văn bản.")
        )
    moved = 0
    with desk.unit_of_work(Right.CALENDAR) as uow:
        for code in codes:
            dossier = uow.dossiers.get(clean(code))
            rules = desk.rules(uow.catalogue.get(dossier.particulars.procedure_version))
            now, new = dossier.standing, recounted(dossier.events, rules)
            if now.state is None or not now.state.open or _due(now) == _due(new):
                continue
            uow.dossiers.append(dossier, [Event(desk.now(), DueMoved(new.lawful_due, new.due_time, reason))])
            moved += 1
        uow.commit()
    return moved


def _moves(
    desk: Desk, before: Callable[[OpenHistory], OfficeHours], changed: OfficeHours
) -> tuple[DueMove, ...]:
    connection = desk.database.reader()
    versions = {version.id: version for version in catalogue_reads.versions(connection)}
    found = []
    for history in open_histories(connection, zone=desk.settings.zone):
        version = versions[history.version_id]
        now = replay(history.events)
        new = recounted(history.events, _rules(version, changed))
        if _due(new) == _due(now) or new.lawful_due is None or now.lawful_due is None:
            continue
        if _due(recounted(history.events, _rules(version, before(history)))) == _due(now):
            found.append(
                DueMove(
                    history.code,
                    history.applicant,
                    now.lawful_due,
                    now.due_time,
                    new.lawful_due,
                    new.due_time,
                )
            )
    return tuple(found)


def _counted_at(history: OpenHistory) -> datetime:
    """When the due date in force was recorded."""
    counting = {event.number for event in that_count(history.events) if isinstance(event.what, _SETS_DUE)}
    return max(
        at for event, at in zip(history.events, history.recorded_at, strict=True) if event.number in counting
    )


def _rules(version: ProcedureVersion, office: OfficeHours) -> Rules:
    return Rules(version, office.calendar, office)


def _due(standing: Standing) -> tuple[date | None, time | None]:
    return standing.lawful_due, standing.due_time
