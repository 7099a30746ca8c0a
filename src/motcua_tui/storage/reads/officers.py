"""The people of the office, and how much each of them has in hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from motcua_tui.domain.roles import Role, Seat
from motcua_tui.storage.codes import maybe_date, maybe_value, values_of
from motcua_tui.storage.connection import Connection
from motcua_tui.storage.reads.rows import rows

_OFFICERS: Final = """
SELECT o.name, o.retired_on, coalesce(d.count, 0), o.role, coalesce(o.login, ''), o.pin_hash IS NOT NULL,
       o.wrong_pins
FROM officer o LEFT JOIN (
    SELECT officer_id, count(*) AS count FROM dossier WHERE is_open GROUP BY officer_id
) d ON d.officer_id = o.id
WHERE o.agency_id = 1 ORDER BY o.name
"""
_WITH_ROLES: Final = """
SELECT id, name, role, login FROM officer
WHERE agency_id = 1 AND role IS NOT NULL AND retired_on IS NULL ORDER BY id
"""


@dataclass(frozen=True, slots=True)
class Officer:
    """``retired_on`` is the day from which nothing more is given to this officer, ``login`` the name on the
    machine, ``wrong_pins`` how often in a row a wrong PIN was typed since the last right one."""

    name: str
    retired_on: date | None
    open_dossiers: int
    role: Role | None = None
    login: str = ""
    has_pin: bool = False
    wrong_pins: int = 0

    @property
    def active(self) -> bool:
        return self.retired_on is None

    @property
    def can_sign_in(self) -> bool:
        """At a desk with roles this officer can be known."""
        return self.active and self.role is not None and (self.has_pin or bool(self.login))


def officers(connection: Connection) -> tuple[Officer, ...]:
    """Everybody there ever was, by name."""
    found = rows(connection, _OFFICERS)
    return tuple(
        Officer(name, maybe_date(retired), count, maybe_value(Role, role), login, bool(has_pin), wrong)
        for name, retired, count, role, login, has_pin, wrong in found
    )


def seat(connection: Connection, *, officer: int | None = None, login: str = "") -> Seat:
    """Who sits at the desk as its roles are now: the officer of that number, or of that name on the machine.

    The desk is not guarded while nobody who works there has a role.
    """
    guarded = False
    for id, name, role, known in rows(connection, _WITH_ROLES):
        guarded = True
        if id == officer or (login and known == login):
            return Seat(id, name, values_of(Role)[role], guarded)
    return Seat(guarded=guarded)
