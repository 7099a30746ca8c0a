"""Everything of many dossiers, one after the other, without holding them all."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from motcua_tui.domain import events as ev
from motcua_tui.domain.codes import Channel, Outcome, ReturnWay, State
from motcua_tui.storage.codes import Clock, maybe_date, maybe_value, values_of
from motcua_tui.storage.connection import Connection
from motcua_tui.storage.happenings import KINDS
from motcua_tui.storage.reads.rows import Row, rows

_AT_ONCE: Final = 500
_UNDONE: Final = KINDS.index(ev.Undone)


def _moment(kind: type[ev.Happening], which: str) -> str:
    """The first (``min``) or last (``max``) happening of a kind; an undone one is as if it never was."""
    return f"""(SELECT {which}(e.happened_at) FROM dossier_event e
    WHERE e.dossier_id = d.id AND e.kind = {KINDS.index(kind)} AND NOT EXISTS (
        SELECT 1 FROM dossier_event u WHERE u.dossier_id = d.id AND u.kind = {_UNDONE}
        AND CAST(json_extract(u.detail, '$.event') AS INTEGER) = e.number))"""  # noqa: S608


_DOSSIERS: Final = f"""
SELECT d.code, p.code, v.name, v.field, d.applicant, d.applicant_id, d.phone, d.email, d.address,
       d.submitter, d.submitter_id, d.submitter_phone, b.name, o.name, d.note, d.fee_receipt,
       d.fee_collector, d.receipt_number, d.result_number, d.late_cause,
       d.filed_by_officer, d.paid_online, d.papers_digitised, d.result_digitised,
       d.channel, d.state, d.outcome, d.returned_by, d.sets, d.fee,
       d.lawful_due, d.promised_due, d.submitted_at, d.accepted_at,
       {_moment(ev.HandedOver, "min")}, {_moment(ev.SupplementAsked, "max")}, {_moment(ev.Resumed, "max")},
       {_moment(ev.PaymentAsked, "max")}, {_moment(ev.Declined, "max")}, d.finished_at, d.returned_at
FROM dossier d
JOIN procedure_version v ON v.id = d.procedure_version_id
JOIN procedure p ON p.id = v.procedure_id
LEFT JOIN department b ON b.id = d.department_id
LEFT JOIN officer o ON o.id = d.officer_id
JOIN json_each(:codes) c ON c.value = d.code
WHERE d.agency_id = 1 ORDER BY c.key
"""  # noqa: S608
_EVENTS: Final = """
SELECT d.code, e.number, e.kind, e.happened_at, e.recorded_at, e.actor, e.detail
FROM dossier d
JOIN json_each(:codes) c ON c.value = d.code
JOIN dossier_event e ON e.dossier_id = d.id
WHERE d.agency_id = 1 ORDER BY c.key, e.number
"""


@dataclass(frozen=True, slots=True)
class DossierFacts:
    """A dossier as a register tells it; moments are local and naive."""

    code: str
    procedure_code: str
    procedure: str
    field: str
    applicant: str
    applicant_id: str
    phone: str
    email: str
    address: str
    submitter: str
    submitter_id: str
    submitter_phone: str
    department: str
    officer: str
    note: str
    fee_receipt: str
    fee_collector: str
    receipt_number: str
    result_number: str
    late_cause: str
    filed_by_officer: bool
    paid_online: bool
    papers_digitised: bool
    result_digitised: bool
    channel: Channel
    state: State
    outcome: Outcome | None
    returned_by: ReturnWay | None
    sets: int
    fee: int | None
    due_on: date | None
    """The lawful due date."""
    promised_due: date | None
    submitted_at: datetime | None
    accepted_at: datetime | None
    handed_over_at: datetime | None
    supplement_asked_at: datetime | None
    """Of the last request."""
    supplement_done_at: datetime | None
    payment_asked_at: datetime | None
    """Where that is what is waited for."""
    ended_at: datetime | None
    """The result, the stop, the closing, or the refusal to accept."""
    returned_at: datetime | None


@dataclass(frozen=True, slots=True)
class EventFacts:
    """One happening of a dossier; ``detail`` is JSON."""

    code: str
    number: int
    kind: str
    happened_at: datetime
    recorded_at: datetime
    actor: str
    detail: str


def dossiers(connection: Connection, codes: Sequence[str], *, zone: str) -> Iterator[DossierFacts]:
    """The dossiers of these codes, in their order."""
    clock = Clock(zone)
    for found in _in_turn(connection, _DOSSIERS, codes):
        yield _facts(found, clock)


def events(connection: Connection, codes: Sequence[str], *, zone: str) -> Iterator[EventFacts]:
    """The history of the dossiers of these codes, one after the other."""
    clock = Clock(zone)
    for code, number, kind, happened, recorded, actor, detail in _in_turn(connection, _EVENTS, codes):
        name = KINDS[kind].__name__
        yield EventFacts(code, number, name, clock.local(happened), clock.local(recorded), actor, detail)


def _in_turn(connection: Connection, sql: str, codes: Sequence[str]) -> Iterator[Row]:
    for first in range(0, len(codes), _AT_ONCE):
        yield from rows(connection, sql, {"codes": json.dumps(codes[first : first + _AT_ONCE])})


def _facts(columns: Row, clock: Clock) -> DossierFacts:
    def local(seconds: int | None) -> datetime | None:
        return None if seconds is None else clock.local(seconds)

    code, procedure_code, procedure, field, applicant, applicant_id, phone, email, address, submitter = (
        columns[:10]
    )
    submitter_id, submitter_phone, department, officer, note, fee_receipt, *texts = columns[10:20]
    fee_collector, receipt_number, result_number, late_cause = texts
    filed_by_officer, paid_online, papers_digitised, result_digitised = map(bool, columns[20:24])
    channel, state, outcome, way, sets, fee, due, promised = columns[24:32]
    submitted, accepted, handed_over, asked, done, payment, *ended = map(local, columns[32:])
    declined, finished, returned = ended
    return DossierFacts(
        code=code,
        procedure_code=procedure_code,
        procedure=procedure,
        field=field,
        applicant=applicant,
        applicant_id=applicant_id,
        phone=phone,
        email=email,
        address=address,
        submitter=submitter,
        submitter_id=submitter_id,
        submitter_phone=submitter_phone,
        department=department or "",
        officer=officer or "",
        note=note,
        fee_receipt=fee_receipt,
        fee_collector=fee_collector,
        receipt_number=receipt_number,
        result_number=result_number,
        late_cause=late_cause,
        filed_by_officer=filed_by_officer,
        paid_online=paid_online,
        papers_digitised=papers_digitised,
        result_digitised=result_digitised,
        channel=values_of(Channel)[channel],
        state=values_of(State)[state],
        outcome=maybe_value(Outcome, outcome),
        returned_by=maybe_value(ReturnWay, way),
        sets=sets,
        fee=fee,
        due_on=maybe_date(due),
        promised_due=maybe_date(promised),
        submitted_at=submitted,
        accepted_at=accepted,
        handed_over_at=handed_over,
        supplement_asked_at=asked,
        supplement_done_at=done if asked and done and done >= asked else None,
        payment_asked_at=payment if values_of(State)[state] is State.AWAITING_PAYMENT else None,
        ended_at=finished or declined,
        returned_at=returned,
    )
