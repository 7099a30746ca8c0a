"""What came in and what was finished week by week."""

from __future__ import annotations

from datetime import date
from typing import Final

from motcua_tui.storage.connection import Connection
from motcua_tui.storage.reads.rows import rows

_IN: Final = "d.{day} >= :first + 7 * week.number AND d.{day} < :first + 7 * week.number + 7"
# Each week is a stretch of an index.
_WEEKLY: Final = f"""
WITH RECURSIVE week (number) AS (
    SELECT 0 UNION ALL SELECT number + 1 FROM week WHERE number + 1 < :weeks)
SELECT (SELECT count(*) FROM dossier d WHERE {_IN.format(day="accepted_on")}),
    (SELECT count(*) FROM dossier d WHERE {_IN.format(day="ended_on")})
FROM week ORDER BY number
"""  # noqa: S608


def weekly(connection: Connection, first_monday: date, weeks: int) -> list[tuple[int, int]]:
    """Received and finished of so many weeks, at least one, from a Monday on."""
    found = rows(connection, _WEEKLY, {"first": first_monday.toordinal(), "weeks": weeks})
    return [(received, finished) for received, finished in found]
