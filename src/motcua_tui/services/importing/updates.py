"""What a row adds to a dossier that is in the record already.

Nothing is overwritten: what the record lacks is appended, and where it says otherwise the old
events are undone by new ones. What the row leaves blank stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Final, NamedTuple

from motcua_tui.domain import events as ev
from motcua_tui.domain.codes import Channel
from motcua_tui.domain.dossier import Dossier, Particulars
from motcua_tui.domain.events import Standing
from motcua_tui.domain.numbers import group
from motcua_tui.domain.typed_dates import short_date
from motcua_tui.i18n import _
from motcua_tui.labels import (
    channel_label,
    event_label,
    fact_label,
    outcome_label,
    return_label,
    state_label,
)
from motcua_tui.services.importing.drafts import Draft

_TOLD: Final = (
    "applicant",
    "applicant_id",
    "phone",
    "address",
    "submitter",
    "submitter_id",
    "submitter_phone",
    "department",
    "officer",
    "fee_receipt",
    "fee_collector",
    "receipt_number",
    "note",
)
_FACTS: Final = (*_TOLD, "channel", "fee")
_ENDS: Final = (ev.ResultReady, ev.Stopped, ev.Closed)


def changes(dossier: Dossier, draft: Draft, now: datetime) -> tuple[list[ev.Event], Particulars]:
    """The events to append, and the particulars as they are then; no events when nothing is new.

    The procedure stays: the version at acceptance governs a dossier to its end.
    """
    particulars, amended = _amended(dossier.particulars, draft.particulars, now)
    return [*_told_anew(dossier, draft, now), *amended], particulars


class Field(NamedTuple):
    """A field of a dossier and what it says before and after, in words; "" is nothing."""

    name: str
    before: str
    after: str


def differences(dossier: Dossier, events: Sequence[ev.Event], told: Particulars) -> tuple[Field, ...]:
    """What becomes other when ``events`` are appended; at least one field where there are events."""
    last = max((event.number for event in dossier.events), default=0)
    numbered = [replace(event, number=place) for place, event in enumerate(events, last + 1)]
    before, after = _said(dossier.standing), _said(ev.replay((*dossier.events, *numbered)))
    old = dossier.particulars
    facts = (
        Field(fact_label(name), _fact(getattr(old, name)), _fact(getattr(told, name))) for name in _FACTS
    )
    stands = (Field(name, before[name], after[name]) for name in after)
    changed = tuple(field for field in (*stands, *facts) if field.before != field.after)
    return changed or tuple(_steps(events))


def _steps(events: Sequence[ev.Event]) -> Iterator[Field]:
    """Steps that leave the dossier as it stands, such as a hand-over told later."""
    for event in events:
        if not isinstance(event.what, ev.Undone):
            yield Field(_("lịch sử"), "", f"{short_date(event.on)}: {event_label(event.what)}")


def _fact(value: object) -> str:
    if isinstance(value, Channel):
        return channel_label(value)
    return group(value) if isinstance(value, int) else str(value or "")


def _said(standing: Standing) -> dict[str, str]:
    """Where a dossier stands, field by field."""
    waits = [wait for wait in standing.waits if wait.stops_clock]
    return {
        _("ngày nộp"): _day(standing.submitted_at),
        _("ngày tiếp nhận"): _day(standing.accepted_at),
        _("hẹn trả trên giấy hẹn"): _day(standing.receipt_due),
        _("hạn giải quyết"): _day(standing.lawful_due),
        _("hẹn lại", "date"): _day(standing.promised_due),
        _("yêu cầu bổ sung"): ", ".join(_day(wait.asked_on) for wait in waits),
        _("bổ sung xong"): ", ".join(_day(wait.ended_on) for wait in waits if wait.ended_on),
        _("ngày có kết quả"): _day(standing.finished_at),
        _("kết quả", "outcome"): outcome_label(standing.outcome) if standing.outcome else "",
        _("số kết quả"): standing.result_number,
        _("lý do trễ hạn"): standing.late_cause,
        _("ngày trả"): _day(standing.returned_at),
        _("hình thức trả"): return_label(standing.returned_by) if standing.returned_by else "",
        _("trạng thái"): state_label(standing.state) if standing.state else "",
    }


def _day(day: date | None) -> str:
    return short_date(day) if day else ""


def _amended(old: Particulars, told: Particulars, now: datetime) -> tuple[Particulars, list[ev.Event]]:
    new: dict[str, str] = {}
    for name in _TOLD:
        value = getattr(told, name)
        if value and value != getattr(old, name):
            new[name] = value
    amended = [ev.Event(now, ev.Amended(name, getattr(old, name), value)) for name, value in new.items()]
    changed = replace(old, **new)  # type: ignore[arg-type]  # every name in _TOLD is a text
    if told.channel is not old.channel:
        changed = replace(changed, channel=told.channel)
        amended.append(ev.Event(now, ev.Amended("channel", old.channel, told.channel)))
    if told.fee is not None and told.fee != old.fee:
        changed = replace(changed, fee=told.fee)
        amended.append(ev.Event(now, ev.Amended("fee", str(old.fee or ""), str(told.fee))))
    return changed, amended


def _told_anew(dossier: Dossier, draft: Draft, now: datetime) -> list[ev.Event]:
    undone = {event.what.event for event in dossier.events if isinstance(event.what, ev.Undone)}
    standing = [event for event in dossier.events if event.number not in undone]
    missing = [
        event
        for event in draft.events
        if not any(_same(known, event, due_told=draft.due_told) for known in standing)
    ]
    kinds = {_kind(event) for event in draft.events}
    contradicted = {_kind(event) for event in missing} & {_kind(event) for event in standing}
    if not contradicted:
        return missing
    # Events of one day count in the order of recording, so all that the row tells is told again.
    taken_back = [ev.Event(now, ev.Undone(event.number)) for event in standing if _kind(event) in kinds]
    return [*taken_back, *draft.events]


def _kind(event: ev.Event) -> type[object]:
    return ev.ResultReady if isinstance(event.what, _ENDS) else type(event.what)


def _same(known: ev.Event, told: ev.Event, *, due_told: bool) -> bool:
    """Whether the record says what the row says: registers know days and leave out reasons."""
    if type(known.what) is not type(told.what):
        return False
    match known.what, told.what:
        case ev.ReDated() as old, ev.ReDated() as new:
            return old.promised_due == new.promised_due
        case ev.Accepted() as old, ev.Accepted() as new:
            return known.on == told.on and (not due_told or old.due_on == new.due_on)
        case ev.ResultReady() as old, ev.ResultReady() as new:
            return (
                known.on == told.on
                and old.outcome is new.outcome
                and new.result_number in ("", old.result_number)
                and new.late_cause in ("", old.late_cause)
            )
    return known.on == told.on
