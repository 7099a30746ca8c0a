"""How much falls due when, and the histories that a change of the calendar concerns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from operator import itemgetter
from typing import Final

from motcua_tui.domain.events import Event
from motcua_tui.domain.periods import Period
from motcua_tui.storage.codes import Clock
from motcua_tui.storage.connection import Connection
from motcua_tui.storage.happenings import decode
from motcua_tui.storage.reads.rows import rows

_LOAD: Final = """
SELECT lawful_due, count(*) FROM dossier
WHERE is_open AND lawful_due >= :start AND lawful_due < :end GROUP BY lawful_due
"""
_OPEN_HISTORIES: Final = """
SELECT d.id, d.code, d.applicant, d.procedure_version_id, e.happened_at, e.kind, e.detail, e.number,
       e.recorded_at
FROM dossier d JOIN dossier_event e ON e.dossier_id = d.id
WHERE d.is_open AND d.lawful_due IS NOT NULL
ORDER BY d.lawful_due, d.id, e.number
"""
_RECORDED: Final = "SELECT day_on, recorded_at FROM calendar_day WHERE agency_id = 1"


@dataclass(frozen=True, slots=True)
class OpenHistory:
    """An open dossier with a due date and all that happened to it."""

    code: str
    applicant: str
    version_id: int
    events: tuple[Event, ...]
    recorded_at: tuple[datetime, ...]
    """When each event was recorded."""


def due_by_day(connection: Connection, period: Period) -> dict[date, int]:
    """How many open dossiers fall due on each day of the period; days without any are left out."""
    found = rows(connection, _LOAD, {"start": period.start.toordinal(), "end": period.end.toordinal()})
    return {date.fromordinal(day): count for day, count in found}


def open_histories(connection: Connection, *, zone: str) -> Iterator[OpenHistory]:
    """The open dossiers that have a due date, earliest first."""
    clock = Clock(zone)
    for _id, group in groupby(rows(connection, _OPEN_HISTORIES), key=itemgetter(0)):
        told = list(group)
        _dossier, code, applicant, version_id, *_event = told[0]
        events = tuple(
            Event(clock.local(at), decode(kind, detail), number)
            for *_who, at, kind, detail, number, _rec in told
        )
        recorded = tuple(clock.local(row[-1]) for row in told)
        yield OpenHistory(code, applicant, version_id, events, recorded)


def days_recorded(connection: Connection, *, zone: str) -> dict[date, datetime]:
    """When each row of the office's calendar was written."""
    clock = Clock(zone)
    return {date.fromordinal(day): clock.local(at) for day, at in rows(connection, _RECORDED)}
