"""The people of the office, and how much each of them has in hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from motcua_tui.storage.codes import maybe_date
from motcua_tui.storage.connection import Connection
from motcua_tui.storage.reads.rows import rows

_OFFICERS: Final = """
SELECT o.name, o.retired_on, coalesce(d.count, 0) FROM officer o LEFT JOIN (
    SELECT officer_id, count(*) AS count FROM dossier WHERE is_open GROUP BY officer_id
) d ON d.officer_id = o.id
WHERE o.agency_id = 1 ORDER BY o.name
"""


@dataclass(frozen=True, slots=True)
class Officer:
    """``retired_on`` is the day from which nothing more is given to this officer."""

    name: str
    retired_on: date | None
    open_dossiers: int

    @property
    def active(self) -> bool:
        return self.retired_on is None


def officers(connection: Connection) -> tuple[Officer, ...]:
    """Everybody there ever was, by name."""
    found = rows(connection, _OFFICERS)
    return tuple(Officer(name, maybe_date(retired), count) for name, retired, count in found)
