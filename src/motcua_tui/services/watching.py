"""Whether others changed the record or the office since one looked last."""

from __future__ import annotations

from motcua_tui.services.desk import Desk
from motcua_tui.storage.database import Database


class Watch:
    """For one program, which asks every now and then; what it writes itself is no news."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._writes = database.writes_of_others()

    def news(self) -> bool:
        """Somebody else wrote since this was asked last. Raises StorageError."""
        known, self._writes = self._writes, self._database.writes_of_others()
        return self._writes > known


def same_office(one: Desk, other: Desk) -> bool:
    """Both work by the same settings, calendar and hours, and for the same officer."""
    return (
        one.settings == other.settings
        and one.seat == other.seat
        and one.office.sessions == other.office.sessions
        and one.calendar.confirmed_until == other.calendar.confirmed_until
        and one.calendar.days() == other.calendar.days()
    )
