"""Data that cannot be right (hồ sơ gây lỗi thống kê): listed beside a report, never dropped.

The dossiers looked at are those that count in the period, and those that can count in none because
a date is missing. No order is asked of the database: it would walk the wrong index for it.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date
from typing import Final

from motcua_tui.domain.codes import Channel, State
from motcua_tui.domain.periods import Period
from motcua_tui.storage.codes import code_of
from motcua_tui.storage.reads.rows import rows

_ONLINE: Final = ", ".join(str(code_of(channel)) for channel in Channel if channel.online)
_ENDED: Final = ", ".join(
    str(code_of(state)) for state in (State.RESULT_READY, State.RETURNED, State.STOPPED, State.CLOSED)
)
_COUNTS: Final = "d.ended_on >= :first AND d.accepted_on <= :last"

_KINDS: Final = {
    "finish_before_acceptance": f"{_COUNTS} AND d.finished_on < d.accepted_on",
    "finished_without_date": f"d.state IN ({_ENDED}) AND d.finished_on IS NULL AND d.last_event_on >= :first",
    "no_acceptance": "d.accepted_on IS NULL AND d.finished_on >= :first AND d.finished_on <= :last",
    "future_date": f"""{_COUNTS} AND (d.accepted_on > :today OR d.returned_on > :today
        OR (d.finished_on IS NOT NULL AND d.finished_on > :today))""",
    "due_before_acceptance": f"{_COUNTS} AND d.lawful_due < d.accepted_on",
    "no_due": f"{_COUNTS} AND d.lawful_due IS NULL",
    "online_without_service": f"""{_COUNTS} AND d.channel IN ({_ONLINE})
        AND (SELECT v.online FROM procedure_version v WHERE v.id = d.procedure_version_id) IS NULL""",  # noqa: S608
    "late_entry": f"{_COUNTS} AND d.finish_recorded_on - d.finished_on > :late_entry_days",
}


@dataclass(frozen=True, slots=True)
class DataWarning:
    """One kind of error and the dossiers that have it, by code."""

    kind: str
    codes: tuple[str, ...]


def warnings(
    connection: sqlite3.Connection, period: Period, *, today: date, late_entry_days: int
) -> tuple[DataWarning, ...]:
    """The kinds of error that the dossiers of a period have, each with their codes."""
    values = {
        "first": period.first.toordinal(),
        "last": period.last.toordinal(),
        "today": today.toordinal(),
        "late_entry_days": late_entry_days,
    }
    found = (DataWarning(kind, _codes(connection, condition, values)) for kind, condition in _KINDS.items())
    return tuple(warning for warning in found if warning.codes)


def _codes(connection: sqlite3.Connection, condition: str, values: dict[str, int]) -> tuple[str, ...]:
    found = rows(connection, f"SELECT d.code FROM dossier d WHERE {condition}", values)  # noqa: S608
    return tuple(sorted(code for (code,) in found))
