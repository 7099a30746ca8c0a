"""One dossier whole: its particulars, and its events with when and by whom they were recorded."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from motcua_tui.domain.codes import Channel
from motcua_tui.domain.dossier import Dossier, Paper, Particulars
from motcua_tui.domain.events import Event, replay
from motcua_tui.storage.codes import Clock, values_of
from motcua_tui.storage.connection import Connection
from motcua_tui.storage.happenings import decode
from motcua_tui.storage.reads.rows import row, rows

_DOSSIER = """
SELECT d.id, d.version, d.code, d.procedure_version_id, d.applicant, d.channel, d.applicant_id, d.phone,
       d.email, d.address, d.submitter, d.submitter_id, d.submitter_phone, d.filed_by_officer, p.name, o.name,
       d.sets, d.fee, d.fee_receipt, d.fee_collector, d.paid_online, d.papers_digitised, d.result_digitised,
       d.receipt_number, d.note
FROM dossier d
LEFT JOIN department p ON p.id = d.department_id
LEFT JOIN officer o ON o.id = d.officer_id
WHERE d.agency_id = 1 AND d.code = :code
"""
_PAPERS = """
SELECT name, originals, copies, received, digitised FROM paper WHERE dossier_id = :dossier ORDER BY number
"""
_EVENTS = """
SELECT happened_at, kind, detail, number, recorded_at, actor
FROM dossier_event WHERE dossier_id = :dossier ORDER BY number
"""
_RECORDER = "SELECT actor FROM dossier_event WHERE dossier_id = :dossier AND number = :number"


@dataclass(frozen=True, slots=True)
class StoredEvent:
    """An event, the local instant at which it was recorded, and by whom."""

    event: Event
    recorded_at: datetime
    actor: str


@dataclass(frozen=True, slots=True)
class StoredDossier:
    """A dossier as it stands, and its history in the order of recording."""

    dossier: Dossier
    history: tuple[StoredEvent, ...]


def load(connection: Connection, code: str, *, zone: str) -> StoredDossier | None:
    """The dossier of that code with its history; None when there is none."""
    found = row(connection, _DOSSIER, {"code": code})
    if found is None:
        return None
    dossier_id, version, *facts = found
    history = events_of(connection, dossier_id, Clock(zone))
    events = tuple(stored.event for stored in history)
    dossier = Dossier(
        id=dossier_id,
        version=version,
        particulars=replace(_particulars(*facts), papers=_papers(connection, dossier_id)),
        standing=replay(events),
        events=events,
    )
    return StoredDossier(dossier, history)


def events_of(connection: Connection, dossier_id: int, clock: Clock) -> tuple[StoredEvent, ...]:
    """The events of one dossier in the order of recording."""
    return tuple(
        StoredEvent(
            Event(clock.local(happened_at), decode(kind, detail), number), clock.local(recorded_at), actor
        )
        for happened_at, kind, detail, number, recorded_at, actor in rows(
            connection, _EVENTS, {"dossier": dossier_id}
        )
    )


def recorder(connection: Connection, dossier_id: int, number: int) -> str:
    """Who recorded that event of a dossier."""
    found = row(connection, _RECORDER, {"dossier": dossier_id, "number": number})
    return str(found[0]) if found else ""


def _papers(connection: Connection, dossier_id: int) -> tuple[Paper, ...]:
    return tuple(
        Paper(name, originals, copies, bool(received), bool(digitised))
        for name, originals, copies, received, digitised in rows(connection, _PAPERS, {"dossier": dossier_id})
    )


def _particulars(
    code: str,
    procedure_version: int,
    applicant: str,
    channel: int,
    applicant_id: str,
    phone: str,
    email: str,
    address: str,
    submitter: str,
    submitter_id: str,
    submitter_phone: str,
    filed_by_officer: int,
    department: str | None,
    officer: str | None,
    sets: int,
    fee: int | None,
    fee_receipt: str,
    fee_collector: str,
    paid_online: int,
    papers_digitised: int,
    result_digitised: int,
    receipt_number: str,
    note: str,
) -> Particulars:
    return Particulars(
        code=code,
        procedure_version=procedure_version,
        applicant=applicant,
        channel=values_of(Channel)[channel],
        applicant_id=applicant_id,
        phone=phone,
        email=email,
        address=address,
        submitter=submitter,
        submitter_id=submitter_id,
        submitter_phone=submitter_phone,
        filed_by_officer=bool(filed_by_officer),
        department=department or "",
        officer=officer or "",
        sets=sets,
        fee=fee,
        fee_receipt=fee_receipt,
        fee_collector=fee_collector,
        paid_online=bool(paid_online),
        papers_digitised=bool(papers_digitised),
        result_digitised=bool(result_digitised),
        receipt_number=receipt_number,
        note=note,
    )
