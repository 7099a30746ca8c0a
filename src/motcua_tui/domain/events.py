"""What can happen to a dossier, and what the happenings so far make of it.

A dossier is the sum of its events: :func:`replay` folds them into a :class:`Standing`, and
folding only those up to a day gives the standing as of that day, which is how a past report
comes out the same today. Nothing here forbids anything (that is ``lifecycle``): history read
from an old register must be told as it was.

Events are ordered by local day, then by the order in which they were recorded, because an old
register knows days, not hours. Where it has the days the wrong way round (a result before the
acceptance, collected before the result), the dossier is finished or returned all the same. An undone
event counts as if it had never happened.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from types import SimpleNamespace
from typing import Final, NamedTuple

from motcua_tui.domain.codes import Outcome, ReturnWay, State, WaitKind


@dataclass(frozen=True, slots=True)
class Submitted:
    """Filed, not yet accepted: no clock runs but the desk's eight working hours."""


@dataclass(frozen=True, slots=True)
class Declined:
    """Refused before acceptance, so never a received dossier."""

    reason: str


@dataclass(frozen=True, slots=True)
class Accepted:
    """Accepted, with the date printed on the receipt; ``manual_reason`` where a person set it."""

    due_on: date | None
    due_time: time | None = None
    manual_reason: str = ""


@dataclass(frozen=True, slots=True)
class HandedOver:
    department: str = ""
    officer: str = ""
    note: str = ""
    from_department: str = ""
    """In charge until then, and again when the step is undone."""
    from_officer: str = ""
    step: int = 0
    """The place of the step of the internal process that this begins, from 1; 0 outside of it."""


@dataclass(frozen=True, slots=True)
class SupplementAsked:
    """The applicant is asked to complete the dossier, by ``complete_by``."""

    what: str
    reason: str = ""
    ground: str = ""
    complete_by: date | None = None


@dataclass(frozen=True, slots=True)
class Resumed:
    """Complete again; ``due_on`` is the lawful due date from now on."""

    due_on: date | None
    due_time: time | None = None


@dataclass(frozen=True, slots=True)
class PaymentAsked:
    """Waiting for the applicant's payment; the clock runs on unless ``pauses``."""

    complete_by: date | None = None
    pauses: bool = False


@dataclass(frozen=True, slots=True)
class PaymentReceived:
    due_on: date | None
    due_time: time | None = None


@dataclass(frozen=True, slots=True)
class Consulted:
    """Another agency is asked; the clock runs on."""

    agency: str
    answer_by: date | None = None


@dataclass(frozen=True, slots=True)
class Answered:
    note: str = ""


@dataclass(frozen=True, slots=True)
class ReDated:
    """Apology with a new date; ``late`` when it came after the last lawful moment."""

    promised_due: date
    reason: str
    late: bool = False


@dataclass(frozen=True, slots=True)
class DueMoved:
    """The lawful due date moved by an officer's decision, such as a confirmed calendar change."""

    due_on: date | None
    due_time: time | None
    reason: str


@dataclass(frozen=True, slots=True)
class ResultReady:
    """The result is at the desk: the finish of every statistic."""

    outcome: Outcome
    result_number: str = ""
    reason: str = ""
    late_cause: str = ""


@dataclass(frozen=True, slots=True)
class Corrected:
    """A wrong result was put right; the finish date stays."""

    outcome: Outcome
    result_number: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Returned:
    way: ReturnWay = ReturnWay.DESK


@dataclass(frozen=True, slots=True)
class Stopped:
    """Ended at the applicant's wish."""

    reason: str = ""


@dataclass(frozen=True, slots=True)
class Closed:
    """Ended because the supplement never came."""

    reason: str = ""


@dataclass(frozen=True, slots=True)
class Amended:
    """A fact that no deadline depends on was put right: ``field`` from ``before`` to ``after``."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Undone:
    """Event number ``event`` was a mistake and counts as if it had not happened."""

    event: int


@dataclass(frozen=True, slots=True)
class LetterIssued:
    """A paper about the dossier was made; the dossier stands as before.

    ``paper`` is the name printed on it, ``file`` the name of the file without its folder.
    """

    paper: str
    number: str = ""
    file: str = ""


Happening = (
    Submitted
    | Declined
    | Accepted
    | HandedOver
    | SupplementAsked
    | Resumed
    | PaymentAsked
    | PaymentReceived
    | Consulted
    | Answered
    | ReDated
    | DueMoved
    | ResultReady
    | Corrected
    | Returned
    | Stopped
    | Closed
    | Amended
    | Undone
    | LetterIssued
)


@dataclass(frozen=True, slots=True)
class Event:
    """One happening at a local instant; ``number`` is its place in the order of recording."""

    at: datetime
    what: Happening
    number: int = 0

    @property
    def on(self) -> date:
        return self.at.date()


@dataclass(frozen=True, slots=True)
class Wait:
    """One stretch of waiting; open while ``ended_on`` is None."""

    kind: WaitKind
    asked_on: date
    complete_by: date | None = None
    ended_on: date | None = None
    stops_clock: bool = False


class Standing(NamedTuple):
    """What the events so far make of a dossier."""

    state: State | None = None
    submitted_at: datetime | None = None
    accepted_at: datetime | None = None
    receipt_due: date | None = None
    lawful_due: date | None = None
    due_time: time | None = None
    promised_due: date | None = None
    outcome: Outcome | None = None
    finished_at: datetime | None = None
    returned_at: datetime | None = None
    returned_by: ReturnWay | None = None
    waits: tuple[Wait, ...] = ()
    supplements: int = 0
    redates: int = 0
    apology_late: bool = False
    result_number: str = ""
    late_cause: str = ""
    revised_on: date | None = None
    """The last day on which due date, waiting or outcome changed after acceptance; before that day
    a report must ask the events."""
    last_event_on: date | None = None

    @property
    def accepted_on(self) -> date | None:
        return self.accepted_at.date() if self.accepted_at else None

    @property
    def finished_on(self) -> date | None:
        return self.finished_at.date() if self.finished_at else None

    @property
    def wait(self) -> Wait | None:
        """The wait for the applicant that is open, or was when the dossier ended."""
        if not self.waits:
            return None
        return next((w for w in reversed(self.waits) if w.stops_clock and w.ended_on is None), None)

    @property
    def consultation(self) -> Wait | None:
        """The consultation of another agency that has no answer yet."""
        return next((w for w in self.waits if w.kind is WaitKind.CONSULTATION and w.ended_on is None), None)

    @property
    def waiting_since(self) -> date | None:
        return self.wait.asked_on if self.wait else None


_NOTHING: Final = Standing()._asdict()


def apply(standing: Standing, event: Event) -> Standing:
    """The standing after one more event."""
    now = SimpleNamespace(**standing._asdict())
    _tell(now, event)
    now.last_event_on = max(event.on, standing.last_event_on or event.on)
    return Standing._make(vars(now).values())


def _tell(now: SimpleNamespace, event: Event) -> None:
    """Change what the event changes of a standing in the making, but for the day of the last one.

    A named tuple would be made anew for each event, and a register has several for each of its rows.
    """
    on = event.on
    match event.what:
        case Submitted():
            now.state, now.submitted_at = State.SUBMITTED, event.at
        case Declined():
            now.state = State.DECLINED
        case Accepted(due_on, due_time):
            if now.finished_at is None:
                now.state = State.ACCEPTED
            now.accepted_at = event.at
            now.receipt_due = now.lawful_due = due_on
            now.due_time = due_time
        case HandedOver():
            if now.state is State.ACCEPTED:
                now.state = State.PROCESSING
        case SupplementAsked(complete_by=by):
            now.state, now.revised_on = State.AWAITING_SUPPLEMENT, on
            now.waits = (*now.waits, Wait(WaitKind.SUPPLEMENT, on, by, stops_clock=True))
            now.supplements += 1
        case Resumed(due_on, due_time):
            now.state, now.revised_on = State.PROCESSING, on
            now.waits = _ended(now.waits, WaitKind.SUPPLEMENT, on)
            now.lawful_due, now.due_time = due_on, due_time
        case PaymentAsked(by, pauses):
            now.state, now.revised_on = State.AWAITING_PAYMENT, on
            now.waits = (*now.waits, Wait(WaitKind.PAYMENT, on, by, stops_clock=pauses))
        case PaymentReceived(due_on, due_time):
            now.state, now.revised_on = State.PROCESSING, on
            now.waits = _ended(now.waits, WaitKind.PAYMENT, on)
            now.lawful_due, now.due_time = due_on, due_time
        case Consulted(answer_by=by):
            now.waits = (*now.waits, Wait(WaitKind.CONSULTATION, on, by))
        case Answered():
            now.waits = _ended(now.waits, WaitKind.CONSULTATION, on)
        case ReDated(promised_due, late=late):
            now.promised_due, now.apology_late, now.revised_on = promised_due, late, on
            now.redates += 1
        case DueMoved(due_on, due_time):
            now.lawful_due, now.due_time, now.revised_on = due_on, due_time, on
        case ResultReady(outcome, result_number, late_cause=cause):
            now.state = State.RETURNED if now.returned_at else State.RESULT_READY
            now.outcome, now.finished_at = outcome, event.at
            now.result_number, now.late_cause = result_number, cause
        case Corrected(outcome, result_number):
            now.outcome, now.revised_on = outcome, on
            now.result_number = result_number or now.result_number
        case Returned(way):
            now.state, now.returned_at, now.returned_by = State.RETURNED, event.at, way
        case Stopped():
            now.state, now.outcome, now.finished_at = State.STOPPED, Outcome.STOPPED, event.at
        case Closed():
            now.state, now.outcome, now.finished_at = State.CLOSED, Outcome.CLOSED, event.at
        case Amended() | Undone() | LetterIssued():  # pragma: no branch
            pass


def replay(events: Iterable[Event], until: date | None = None) -> Standing:
    """The standing that the events make, or made at the end of day ``until``."""
    told = that_count(events)
    if until is not None:
        told = [e for e in told if e.on <= until]
    told.sort(key=lambda e: (e.at.date(), e.number))
    now = SimpleNamespace(**_NOTHING)
    for event in told:
        _tell(now, event)
    if told:
        now.last_event_on = told[-1].on
    return Standing._make(vars(now).values())


def that_count(events: Iterable[Event]) -> list[Event]:
    """The events that were not undone, in their order; an undoing that is itself undone restores."""
    recorded = list(events)
    undoings = [(e.number, e.what.event) for e in recorded if isinstance(e.what, Undone)]
    if not undoings:
        return recorded
    undone: set[int] = set()
    for number, event in sorted(undoings, reverse=True):
        if number not in undone:
            undone.add(event)
    return [e for e in recorded if e.number not in undone]


def _ended(waits: tuple[Wait, ...], kind: WaitKind, on: date) -> tuple[Wait, ...]:
    return tuple(replace(w, ended_on=on) if w.kind is kind and w.ended_on is None else w for w in waits)
