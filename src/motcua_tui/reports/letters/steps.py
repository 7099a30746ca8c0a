"""The control slip's lines: who gave a dossier to whom, when, and how much of the limit each used.

Who holds a dossier is allowed what is left of the limit when it comes, in working days, and uses those
until passing it on; early, on time or late is judged by the due date in force on that day. With the
result at the desk the limit is over, and nothing more is judged.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import zip_longest

from motcua_tui.domain import events as ev
from motcua_tui.domain.calendar import WorkCalendar
from motcua_tui.domain.dossier import Dossier
from motcua_tui.domain.typed_dates import short_date
from motcua_tui.reports.letters.fields import StepRow


@dataclass(frozen=True, slots=True)
class _Leg:
    """One hand-over."""

    at: datetime
    giver: str
    taker: str
    note: str = ""
    judged: bool = True


def steps(dossier: Dossier, desk: str, calendar: WorkCalendar) -> tuple[StepRow, ...]:
    """The hand-overs from the applicant to the officers, back to the desk and to the applicant."""
    legs = list(_legs(dossier, desk))
    ends = [leg.at.date() for leg in legs[1:]]
    return tuple(
        _row(place, dossier, leg, end, calendar)
        for place, (leg, end) in enumerate(zip_longest(legs, ends), 1)
    )


def _legs(dossier: Dossier, desk: str) -> Iterator[_Leg]:
    citizen = dossier.particulars.submitter or dossier.particulars.applicant
    holder = desk
    for event in sorted(ev.that_count(dossier.events), key=lambda e: (e.on, e.number)):
        match event.what:
            case ev.Accepted():
                yield _Leg(event.at, citizen, desk)
            case ev.HandedOver(department, officer, note):
                taker = ", ".join(filter(None, (department, officer)))
                yield _Leg(event.at, holder, taker, note)
                holder = taker
            case ev.ResultReady():
                yield _Leg(event.at, holder, desk, judged=False)
            case ev.Returned():
                yield _Leg(event.at, desk, citizen, judged=False)


def _row(place: int, dossier: Dossier, leg: _Leg, end: date | None, calendar: WorkCalendar) -> StepRow:
    came = leg.at.date()
    row = StepRow(
        place=str(place),
        giver=leg.giver,
        taker=leg.taker,
        at=f"{leg.at:%H:%M} {short_date(came)}",
        note=leg.note,
    )
    if not leg.judged:
        return row
    due_on = _due(dossier, came)
    return replace(
        row,
        allowed=str(calendar.count(came, due_on)) if due_on else "",
        used=str(calendar.count(came, end)) if end else "",
        judgement=_judged(end, _due(dossier, end)) if end else "Đang giải quyết",
    )


def _due(dossier: Dossier, day: date) -> date | None:
    """The due date in force at the end of that day."""
    return ev.replay(dossier.events, until=day).lawful_due


def _judged(passed_on: date, due_on: date | None) -> str:
    if due_on is None or passed_on == due_on:
        return "Đúng hạn"
    return "Trước hạn" if passed_on < due_on else "Quá hạn"
