"""What the lists on paper need of dossiers beyond what the lists on the screen show.

Which dossiers stand behind a figure is said by ``reads.dossiers``; here are the register's own columns,
the causes of lateness, and the procedures that were applied for.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final

from motcua_tui.domain import events as ev
from motcua_tui.domain.codes import Channel, Outcome, ReturnWay
from motcua_tui.domain.periods import Period
from motcua_tui.storage.codes import Clock, code_of, maybe_date, maybe_value, values_of
from motcua_tui.storage.connection import Connection
from motcua_tui.storage.happenings import KINDS
from motcua_tui.storage.reads.rows import Row, rows

_RE_DATED: Final = KINDS.index(ev.ReDated)
_HANDED_OVER: Final = KINDS.index(ev.HandedOver)
_UNDONE: Final = KINDS.index(ev.Undone)
_ONLINE: Final = ", ".join(str(code_of(channel)) for channel in Channel if channel.online)
_WITH_RESULT: Final = ", ".join(str(code_of(outcome)) for outcome in (Outcome.GRANTED, Outcome.REFUSED))

_IN_ORDER: Final = "ORDER BY d.accepted_on, d.id"
# An undone step is as if it had never happened.
_PASSED_AT: Final = f"""(SELECT min(e.happened_at) FROM dossier_event e
    WHERE e.dossier_id = d.id AND e.kind = {_HANDED_OVER} AND NOT EXISTS (
        SELECT 1 FROM dossier_event u WHERE u.dossier_id = d.id AND u.kind = {_UNDONE}
        AND CAST(json_extract(u.detail, '$.event') AS INTEGER) = e.number))"""  # noqa: S608
_REGISTER: Final = f"""
SELECT d.code, v.name, d.sets, d.applicant, d.address, d.phone, b.name, o.name, d.channel,
       d.filed_by_officer, d.accepted_on, d.receipt_due, {_PASSED_AT}, d.finished_on, d.returned_on,
       d.returned_by, d.result_number, d.fee, d.fee_receipt, d.fee_collector, d.paid_online, d.note
FROM dossier d
JOIN procedure_version v ON v.id = d.procedure_version_id
LEFT JOIN department b ON b.id = d.department_id
LEFT JOIN officer o ON o.id = d.officer_id
"""  # noqa: S608
_ACCEPTED: Final = f"{_REGISTER} WHERE d.accepted_on >= :start AND d.accepted_on < :end {_IN_ORDER}"
_HANDED: Final = f"""{_REGISTER} WHERE d.accepted_on IS NOT NULL AND d.id IN (
    SELECT dossier_id FROM dossier_event
    WHERE kind = {_HANDED_OVER} AND happened_at >= :from AND happened_at < :until) {_IN_ORDER}"""  # noqa: S608
_RESULTS: Final = f"""{_REGISTER} WHERE d.accepted_on IS NOT NULL AND d.outcome IN ({_WITH_RESULT})
    AND d.finished_on >= :start AND d.finished_on < :end {_IN_ORDER}"""
_RETURNED: Final = f"""{_REGISTER} WHERE d.accepted_on IS NOT NULL AND d.returned_by = :way AND d.id IN (
    SELECT id FROM dossier WHERE returned_on >= :start AND returned_on < :end) {_IN_ORDER}"""  # noqa: S608
_TOGETHER: Final = """
SELECT d.code, v.name, d.receipt_due FROM dossier d
JOIN procedure_version v ON v.id = d.procedure_version_id
WHERE d.accepted_on = :day AND (d.code = :receipt OR d.receipt_number = :receipt) ORDER BY d.id
"""
_LATE: Final = f"""
SELECT d.id, d.late_cause, d.revised_on, CASE WHEN d.redates > 0 THEN (
    SELECT json_extract(e.detail, '$.reason') FROM dossier_event e
    WHERE e.dossier_id = d.id AND e.kind = {_RE_DATED} ORDER BY e.number DESC LIMIT 1) END
FROM dossier d WHERE d.id IN (SELECT value FROM json_each(:ids))
"""  # noqa: S608
_RECEIVED: Final = f"""
SELECT v.procedure_id, count(*), count(*) FILTER (WHERE d.channel IN ({_ONLINE}))
FROM dossier d JOIN procedure_version v ON v.id = d.procedure_version_id
WHERE d.accepted_on >= :start AND d.accepted_on < :end GROUP BY v.procedure_id
"""  # noqa: S608


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """A dossier as the register (sổ theo dõi hồ sơ) has it. ``passed_on`` is the first hand-over."""

    code: str
    procedure: str
    sets: int
    applicant: str
    address: str
    phone: str
    department: str
    officer: str
    channel: Channel
    filed_by_officer: bool
    accepted_on: date
    receipt_due: date | None
    passed_on: date | None
    finished_on: date | None
    returned_on: date | None
    returned_by: ReturnWay | None
    result_number: str
    fee: int | None
    fee_receipt: str
    fee_collector: str
    paid_online: bool
    note: str


@dataclass(frozen=True, slots=True)
class LateFacts:
    """Why a dossier is late, as was recorded with its result or told in the last apology."""

    cause: str
    apology: str
    revised_on: date | None
    """The last day on which its due date, waiting or outcome changed."""


def register(connection: Connection, period: Period, *, zone: str) -> list[RegisterLine]:
    """The dossiers accepted in a period, in that order."""
    clock = Clock(zone)
    return [_register_line(columns, clock) for columns in rows(connection, _ACCEPTED, _bounds(period))]


def handed_over(connection: Connection, period: Period, *, zone: str) -> list[RegisterLine]:
    """The dossiers first passed on in a period, in the order of acceptance."""
    clock = Clock(zone)
    instants = {
        "from": clock.stored(datetime.combine(period.start, time())),
        "until": clock.stored(datetime.combine(period.end, time())),
    }
    found = (_register_line(columns, clock) for columns in rows(connection, _HANDED, instants))
    return [line for line in found if line.passed_on is not None and line.passed_on in period]


def results(connection: Connection, period: Period, *, zone: str) -> list[RegisterLine]:
    """The dossiers whose result came in a period, in the order of acceptance."""
    clock = Clock(zone)
    return [_register_line(columns, clock) for columns in rows(connection, _RESULTS, _bounds(period))]


def returned(connection: Connection, period: Period, way: ReturnWay, *, zone: str) -> list[RegisterLine]:
    """The dossiers whose result went out that way in a period, in the order of acceptance."""
    clock = Clock(zone)
    named = {**_bounds(period), "way": code_of(way)}
    return [_register_line(columns, clock) for columns in rows(connection, _RETURNED, named)]


def on_receipt(connection: Connection, receipt: str, accepted_on: date) -> list[tuple[str, str, date | None]]:
    """Code, procedure and date to return of the dossiers on a receipt, all accepted on one day."""
    found = rows(connection, _TOGETHER, {"receipt": receipt, "day": accepted_on.toordinal()})
    return [(code, procedure, maybe_date(due)) for code, procedure, due in found]


def late_facts(connection: Connection, dossiers: Iterable[int]) -> dict[int, LateFacts]:
    """What is known of the lateness of some dossiers, by their ids."""
    found = rows(connection, _LATE, {"ids": json.dumps(list(dossiers))})
    return {
        dossier: LateFacts(cause, apology or "", maybe_date(revised_on))
        for dossier, cause, revised_on, apology in found
    }


def received(connection: Connection, period: Period) -> dict[int, tuple[int, int]]:
    """How many dossiers each procedure received in a period, in all and online, by its id."""
    found = rows(connection, _RECEIVED, _bounds(period))
    return {procedure: (total, online) for procedure, total, online in found}


def _bounds(period: Period) -> dict[str, int]:
    return {"start": period.start.toordinal(), "end": period.end.toordinal()}


def _register_line(columns: Row, clock: Clock) -> RegisterLine:
    code, procedure, sets, applicant, address, phone, department, officer, *way = columns
    channel, filed_by_officer, accepted_on, receipt_due, passed_at, finished_on, returned_on, *end = way
    returned_by, result_number, fee, fee_receipt, fee_collector, paid_online, note = end
    return RegisterLine(
        code,
        procedure,
        sets,
        applicant,
        address,
        phone,
        department or "",
        officer or "",
        values_of(Channel)[channel],
        bool(filed_by_officer),
        date.fromordinal(accepted_on),
        maybe_date(receipt_due),
        None if passed_at is None else clock.local(passed_at).date(),
        maybe_date(finished_on),
        maybe_date(returned_on),
        maybe_value(ReturnWay, returned_by),
        result_number,
        fee,
        fee_receipt,
        fee_collector,
        bool(paid_online),
        note,
    )
