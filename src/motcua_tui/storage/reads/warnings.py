"""Data that cannot be right (hồ sơ gây lỗi thống kê): listed beside a report, never dropped.

The dossiers looked at are those that count in the period, and those that can count in none because
a date is missing. No order is asked of the database: it would walk the wrong index for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from motcua_tui.domain.codes import Channel, State
from motcua_tui.domain.periods import Period
from motcua_tui.storage.codes import code_of
from motcua_tui.storage.connection import Connection
from motcua_tui.storage.reads.rows import rows

_ONLINE: Final = ", ".join(str(code_of(channel)) for channel in Channel if channel.online)
_ENDED: Final = ", ".join(
    str(code_of(state)) for state in (State.RESULT_READY, State.RETURNED, State.STOPPED, State.CLOSED)
)
# Of the dossiers that count in the period; all of it is in the covering index of the ledger.
_COUNTED: Final = {
    "finish_before_acceptance": "d.finished_on < d.accepted_on",
    "future_date": "(d.accepted_on > :today OR d.finished_on > :today OR d.returned_on > :today)",
    "due_before_acceptance": "d.lawful_due < d.accepted_on",
    "no_due": "d.lawful_due IS NULL",
    "online_without_service": f"""(d.channel IN ({_ONLINE})
        AND d.procedure_version_id IN (SELECT id FROM procedure_version WHERE online IS NULL))""",  # noqa: S608
    "step_limits_differ": """d.procedure_version_id IN (
        SELECT s.procedure_version_id FROM step s JOIN procedure_version v ON v.id = s.procedure_version_id
        GROUP BY s.procedure_version_id, v.limit_amount HAVING sum(s.limit_amount) <> v.limit_amount)""",
    "late_entry": "d.finish_recorded_on - d.finished_on > :late_entry_days",
}
_ENDED_SINCE: Final = f"d.state IN ({_ENDED}) AND d.last_event_on >= :first"
# Without a finish a dossier is open or was never accepted: two arms, so that each is found in its index.
_MISSING_A_DATE: Final = {
    "finished_without_date": f"""d.is_open AND {_ENDED_SINCE}
        UNION ALL SELECT d.code FROM dossier d
        WHERE d.accepted_on IS NULL AND d.finished_on IS NULL AND {_ENDED_SINCE}""",  # noqa: S608
    "no_acceptance": "d.accepted_on IS NULL AND d.finished_on >= :first AND d.finished_on <= :last",
}
# The doubtful ones are found in one walk over the index; only they are read.
_DOUBTFUL: Final = f"""
SELECT d.code, {", ".join(_COUNTED.values())} FROM dossier d WHERE d.id IN (
    SELECT d.id FROM dossier d
    WHERE d.ended_on >= :first AND d.accepted_on <= :last AND ({" OR ".join(_COUNTED.values())}))
"""  # noqa: S608


@dataclass(frozen=True, slots=True)
class DataWarning:
    """One kind of error and the dossiers that have it, by code."""

    kind: str
    codes: tuple[str, ...]


def warnings(
    connection: Connection, period: Period, *, today: date, late_entry_days: int
) -> tuple[DataWarning, ...]:
    """The kinds of error that the dossiers of a period have, each with their codes."""
    values = {
        "first": period.first.toordinal(),
        "last": period.last.toordinal(),
        "today": today.toordinal(),
        "late_entry_days": late_entry_days,
    }
    codes: dict[str, list[str]] = {kind: [] for kind in _COUNTED}
    for code, *doubts in rows(connection, _DOUBTFUL, values):
        for kind, doubted in zip(_COUNTED, doubts, strict=True):
            if doubted:
                codes[kind].append(code)
    for kind, condition in _MISSING_A_DATE.items():
        found = rows(connection, f"SELECT d.code FROM dossier d WHERE {condition}", values)  # noqa: S608
        codes[kind] = [code for (code,) in found]
    return tuple(DataWarning(kind, tuple(sorted(found))) for kind, found in codes.items() if found)
