"""Complaints and suggestions of citizens (phản ánh, kiến nghị), and how many were answered in time.

A petition is answered by a day that the officer sets when it is received (Decree 20/2008/NĐ-CP on
petitions about administrative rules, amended by Decree 92/2017/NĐ-CP); it is judged by that day as a
dossier is by its due date. Not here: who may answer, and how petitions are kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from motcua_tui.domain.calendar import WorkCalendar
from motcua_tui.domain.periods import Period
from motcua_tui.domain.timeliness import NEAR_DAYS, Timeliness, days_left, timeliness


class PetitionChannel(StrEnum):
    """How a petition came in (hình thức tiếp nhận)."""

    DESK = "desk"
    WRITTEN = "written"
    PHONE = "phone"
    EMAIL = "email"
    PORTAL = "portal"
    SURVEY = "survey"


@dataclass(frozen=True, slots=True, kw_only=True)
class Petition:
    """One petition of the book. Text is already clean; ``number`` is 0 until it is stored."""

    number: int = 0
    received_on: date
    channel: PetitionChannel = PetitionChannel.DESK
    sender: str
    phone: str = ""
    content: str
    procedure: str = ""
    """Code of the procedure it is about, if any."""
    dossier: str = ""
    """Code of the dossier it is about, if any."""
    department: str = ""
    """Who was asked to answer."""
    answer_by: date
    answered_on: date | None = None
    answer: str = ""

    @property
    def open(self) -> bool:
        return self.answered_on is None

    def standing(self, today: date, calendar: WorkCalendar, near_days: int = NEAR_DAYS) -> Timeliness:
        """In time, near, due today or overdue while open; early, on time or late once answered."""
        found = timeliness(
            due_on=self.answer_by,
            finished_on=self.answered_on,
            today=today,
            calendar=calendar,
            near_days=near_days,
        )
        assert found is not None  # only a dossier that is not accepted has none
        return found

    def days_left(self, today: date, calendar: WorkCalendar) -> int | None:
        """Working days left, signed; of an answered petition, those it was early or late by."""
        return days_left(self.answer_by, self.answered_on or today, calendar)


@dataclass(frozen=True, slots=True)
class PetitionCounts:
    """The petitions of a period. Carried over and received together are answered and pending together."""

    carried_over: int
    received: int
    early: int
    on_time: int
    late: int
    pending_in_time: int
    pending_overdue: int

    @property
    def answered(self) -> int:
        return self.early + self.on_time + self.late

    @property
    def pending(self) -> int:
        return self.pending_in_time + self.pending_overdue


def concerns(petition: Petition, period: Period) -> bool:
    """The petition was received in the period, or was still open when it began."""
    answered = petition.answered_on
    return petition.received_on <= period.last and (answered is None or answered >= period.start)


def counts(petitions: Iterable[Petition], period: Period) -> PetitionCounts:
    """Count as dossiers are counted: by local dates, as of the end of the period's last day.

    Due on the last day is still in time.
    """
    carried = received = early = on_time = late = in_time = overdue = 0
    for petition in petitions:
        if not concerns(petition, period):
            continue
        answered = petition.answered_on
        if petition.received_on in period:
            received += 1
        else:
            carried += 1
        if answered is None or answered > period.last:
            overdue += petition.answer_by < period.last
            in_time += petition.answer_by >= period.last
        else:
            early += answered < petition.answer_by
            on_time += answered == petition.answer_by
            late += answered > petition.answer_by
    return PetitionCounts(carried, received, early, on_time, late, in_time, overdue)
