"""Desks for the tests of services: a real database, the shipped calendar, and a clock that is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from motcua_tui.bootstrap import office_hours
from motcua_tui.config import Settings
from motcua_tui.domain.dossier import Particulars
from motcua_tui.domain.roles import Right
from motcua_tui.services.base_calendar import base_calendar
from motcua_tui.services.desk import Desk
from motcua_tui.storage.database import Database

if TYPE_CHECKING:
    from motcua_tui.storage.unit_of_work import UnitOfWork

CALENDAR = base_calendar(confirmed_until=date(2026, 12, 31))
NOW = datetime(2026, 11, 23, 9, 40)
BUILDING, ARCHITECT = 1, 2
"""Procedure versions of the template database: 5 and 4 working days."""


def desk_over(database: Database, now: datetime = NOW, *, near_days: int = 2) -> Desk:
    settings = Settings(officer="Mai", agency_id="H48", near_days=near_days)
    return Desk(database, settings, CALENDAR, office_hours((), CALENDAR), lambda: now)


def at(desk: Desk, day: int, hour: int = 9) -> Desk:
    """The same desk on another day of November 2026."""
    return replace(desk, clock=lambda: datetime(2026, 11, day, hour))


def particulars(code: str = "A-1", version: int = BUILDING, applicant: str = "Nguyễn Văn Đạt") -> Particulars:
    return Particulars(code=code, procedure_version=version, applicant=applicant)


def writing(desk: Desk) -> UnitOfWork:
    """A transaction of a test's own, beside every verb."""
    return desk.unit_of_work(Right.OFFICERS)
