"""The desk a service works for: its record, its settings, its calendar, its clock.

Made by ``bootstrap`` and handed to every service function, so nothing below reads a clock, a file
or the environment for itself.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from motcua_tui.config import Settings
from motcua_tui.domain.calendar import WorkCalendar
from motcua_tui.domain.office import OfficeHours
from motcua_tui.storage.database import Database

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

    def now(self) -> datetime:
        return self.clock()

    def today(self) -> date:
        return self.clock().date()

    def rules(self, version: ProcedureVersion) -> Rules:
        """The rules of a dossier of that procedure version."""
        from motcua_tui.domain.lifecycle import Rules

        return Rules(version, self.calendar, self.office)

    def unit_of_work(self) -> UnitOfWork:
        """One transaction. The first call loads the writing side, which no list or report needs."""
        return self.database.unit_of_work(
            zone=self.settings.zone, actor=self.settings.officer, now=self.clock()
        )
