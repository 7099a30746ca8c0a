"""The desk a service works for: its record, its settings, its calendar, its clock.

Made by ``bootstrap`` and handed to every service function, so nothing below reads a clock, a file
or the environment for itself.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from motcua_tui.config import Settings
from motcua_tui.domain.calendar import WorkCalendar
from motcua_tui.domain.office import OfficeHours
from motcua_tui.domain.roles import OPEN, Right, Seat
from motcua_tui.storage.database import Database
from motcua_tui.storage.reads import officers as officer_reads

if TYPE_CHECKING:
    from motcua_tui.domain.catalogue import ProcedureVersion
    from motcua_tui.domain.lifecycle import Rules
    from motcua_tui.storage.unit_of_work import UnitOfWork

Clock = Callable[[], datetime]
"""Tells the local time of the office, naive."""


@dataclass(frozen=True, slots=True)
class Desk:
    database: Database
    settings: Settings
    calendar: WorkCalendar
    office: OfficeHours
    clock: Clock
    seat: Seat = OPEN
    draft: int | None = None
    """The kept form that goes with what is written from it, in one transaction."""

    @property
    def actor(self) -> str:
        """Who is recorded with what is written: whoever is signed in or, at an open desk, has the seat."""
        return self.seat.name if self.seat.guarded else self.settings.officer

    @property
    def letterhead(self) -> Settings:
        """The settings as papers have them, on which stands whoever writes."""
        return replace(self.settings, officer=self.actor)

    def now(self) -> datetime:
        return self.clock()

    def today(self) -> date:
        return self.clock().date()

    def rules(self, version: ProcedureVersion) -> Rules:
        """The rules of a dossier of that procedure version."""
        from motcua_tui.domain.lifecycle import Rules

        return Rules(version, self.calendar, self.office)

    def require(self, right: Right) -> None:
        """Raise RightError when whoever sits here does not have the right."""
        _require(self.seat, right)

    def unit_of_work(self, right: Right) -> UnitOfWork:
        """One transaction of somebody who has that right by the roles as they are now. Raises RightError.

        The first call loads the writing side, which no list or report needs.
        """
        _require(officer_reads.seat(self.database.reader(), officer=self.seat.officer), right)
        return self._transaction()

    def warm_up(self) -> None:
        """Load the writing side ahead of its first use, where anything can be written."""
        if not self.database.damage:
            self._transaction()

    def _transaction(self) -> UnitOfWork:
        return self.database.unit_of_work(
            zone=self.settings.zone, actor=self.actor, now=self.clock(), draft=self.draft
        )


def _require(seat: Seat, right: Right) -> None:
    if not seat.may(right):
        from motcua_tui.role_labels import refusal

        raise refusal(seat, right)
