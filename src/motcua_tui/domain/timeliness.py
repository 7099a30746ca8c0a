"""How a dossier stands against its due date: days left, and early, on time or late.

Here: the judgement of one dossier on one day. Not here: how the due date came about
(``domain.deadlines``) and the sums over many dossiers (``domain.ledger``).
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import date

    from motcua_tui.domain.calendar import WorkCalendar

NEAR_DAYS: Final = 2
"""An open dossier with so many working days left, or fewer, is near its due date."""


class Timeliness(StrEnum):
    """Against the due date: four for an open dossier, three for a finished one."""

    IN_TIME = "in_time"
    NEAR = "near"
    DUE_TODAY = "due_today"
    OVERDUE = "overdue"
    EARLY = "early"
    ON_TIME = "on_time"
    LATE = "late"


def days_left(
    due_on: date | None, today: date, calendar: WorkCalendar, *, waiting: bool = False
) -> int | None:
    """Working days left, signed: +3 three are left, 0 due today, −3 three late.

    Past the due date it is −1 at least, also when no working day has gone by since. There is
    no number without a due date or while the desk waits for a supplement.
    """
    if due_on is None or waiting:
        return None
    if today <= due_on:
        return calendar.count(today, due_on)
    return -max(1, calendar.count(due_on, today))


def timeliness(
    *,
    due_on: date | None,
    finished_on: date | None,
    today: date,
    calendar: WorkCalendar,
    waiting_since: date | None = None,
    near_days: int = NEAR_DAYS,
    accepted: bool = True,
    closed: bool = False,
) -> Timeliness | None:
    """The standing of a dossier on ``today``, by local dates; ``None`` while it is not accepted.

    ``waiting_since`` is the day the supplement was asked for: a waiting dossier cannot become
    overdue, but one that was overdue when asked stays so. ``closed`` (the supplement never
    came) is judged by that day as well, not by the day of closing. Without a due date a
    dossier is in time, or on time when finished.
    """
    if not accepted:
        return None
    if finished_on is None:
        return _open(due_on, today, calendar, waiting_since, near_days)
    if due_on is None:
        return Timeliness.ON_TIME
    if closed and waiting_since is not None:
        return Timeliness.ON_TIME if waiting_since <= due_on else Timeliness.LATE
    if finished_on == due_on:
        return Timeliness.ON_TIME
    return Timeliness.EARLY if finished_on < due_on else Timeliness.LATE


def _open(
    due_on: date | None, today: date, calendar: WorkCalendar, waiting_since: date | None, near_days: int
) -> Timeliness:
    if due_on is None:
        return Timeliness.IN_TIME
    if waiting_since is not None:
        return Timeliness.OVERDUE if due_on < waiting_since else Timeliness.IN_TIME
    if today > due_on:
        return Timeliness.OVERDUE
    if today == due_on:
        return Timeliness.DUE_TODAY
    return Timeliness.NEAR if calendar.count(today, due_on) <= near_days else Timeliness.IN_TIME
