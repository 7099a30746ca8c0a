"""The control slip's lines: who gave a dossier to whom, when, and how much of the limit each used.

Here are the words; ``domain.process`` counts.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from motcua_tui.domain.process import Leg
from motcua_tui.domain.timeliness import Timeliness
from motcua_tui.domain.typed_dates import short_date
from motcua_tui.reports.letters.fields import StepRow

_JUDGED: Final = {
    Timeliness.EARLY: "Trước hạn",
    Timeliness.ON_TIME: "Đúng hạn",
    Timeliness.LATE: "Quá hạn",
    Timeliness.OVERDUE: "Đang giải quyết, quá hạn",
}


def steps(legs: Iterable[Leg]) -> tuple[StepRow, ...]:
    """The hand-overs from the applicant to the officers, back to the desk and to the applicant."""
    return tuple(_row(place, leg) for place, leg in enumerate(legs, 1))


def _row(place: int, leg: Leg) -> StepRow:
    step = f"Bước {leg.step}: {leg.name}" if leg.step else ""
    return StepRow(
        place=str(place),
        giver=leg.giver,
        taker=leg.taker,
        at=f"{leg.began_at:%H:%M} {short_date(leg.began_at.date())}",
        allowed=_allowed(leg),
        used=_used(leg),
        judgement=_judged(leg),
        note="; ".join(filter(None, (step, leg.note))),
    )


def _allowed(leg: Leg) -> str:
    """The limit of the step and its end, or what was left of the dossier's."""
    if leg.limit is None or leg.due is None:
        return "" if leg.days_left is None else str(leg.days_left)
    at = f"{leg.due.at:%H:%M} " if leg.due.at else ""
    return f"{leg.limit}, đến {at}{short_date(leg.due.on)}"


def _used(leg: Leg) -> str:
    if leg.used is None or not leg.in_minutes:
        return "" if leg.used is None else str(leg.used)
    hours, minutes = divmod(leg.used, 60)
    return f"{hours} giờ {minutes:02d} phút" if hours else f"{minutes} phút"


def _judged(leg: Leg) -> str:
    if leg.judged is None:
        return "Đang giải quyết" if leg.counts else ""
    return _JUDGED.get(leg.judged, "Đang giải quyết")
