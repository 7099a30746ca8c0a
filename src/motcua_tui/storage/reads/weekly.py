"""What came in and what was finished week by week."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from motcua_tui.storage.connection import Connection
from motcua_tui.storage.reads.rows import rows

_WEEKLY: Final = """
SELECT week, sum(received), sum(finished) FROM (
    SELECT (accepted_on - :first) / 7 AS week, 1 AS received, 0 AS finished
    FROM dossier WHERE accepted_on >= :first AND accepted_on < :end
    UNION ALL
    SELECT (ended_on - :first) / 7, 0, 1 FROM dossier WHERE ended_on >= :first AND ended_on < :end
) w GROUP BY week
"""


def weekly(connection: Connection, first_monday: date, weeks: int) -> list[tuple[int, int]]:
    """Received and finished of so many weeks from a Monday on."""
    counts = [(0, 0)] * weeks
    found = rows(
        connection,
        _WEEKLY,
        {
            "first": first_monday.toordinal(),
            "end": (first_monday + timedelta(weeks=weeks)).toordinal(),
        },
    )
    for week, received, finished in found:
        counts[week] = (received, finished)
    return counts
