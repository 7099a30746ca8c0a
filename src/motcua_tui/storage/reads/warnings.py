"""Data that cannot be right (hồ sơ gây lỗi thống kê): listed beside a report, never dropped.

The dossiers looked at are those that count in the period, and those that can count in none because
a date is missing. Each kind of doubt is found where an index has it; the period is not gone through.
No order is asked of the database: it would walk the wrong index for it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from motcua_tui.domain.codes import Channel, JudgeBy, State
from motcua_tui.domain.ledger import CellFilter, Ledger
from motcua_tui.domain.periods import Period
from motcua_tui.storage.codes import code_of
from motcua_tui.storage.connection import Connection
from motcua_tui.storage.reads.ledger import GroupBy, behind
from motcua_tui.storage.reads.rows import Parameters, rows

KINDS: Final = (
    "finish_before_acceptance",
    "future_date",
    "due_before_acceptance",
    "no_due",
    "online_without_service",
    "step_limits_differ",
    "late_entry",
    "finished_without_date",
    "no_acceptance",
)
"""The kinds of error, in the order in which they are told."""

_ENDED: Final = ", ".join(
    str(code_of(state)) for state in (State.RESULT_READY, State.RETURNED, State.STOPPED, State.CLOSED)
)
_COUNTS: Final = "+d.ended_on >= :first AND +d.accepted_on <= :last"
_BY_ROW: Final = {
    "finish_before_acceptance": "d.finished_on < d.accepted_on",
    "due_before_acceptance": "d.lawful_due < d.accepted_on",
    "no_due": "d.lawful_due IS NULL",
    "late_entry": "d.finish_recorded_on - d.finished_on > :late_entry_days",
}
# The first condition is that of the index, word by word.
_DOUBTFUL: Final = f"""
SELECT d.code, {", ".join(_BY_ROW.values())} FROM dossier d
WHERE (d.finished_on < d.accepted_on OR d.lawful_due < d.accepted_on OR d.lawful_due IS NULL
       OR d.finish_recorded_on > d.finished_on)
  AND d.ended_on >= :first AND d.accepted_on <= :last
"""  # noqa: S608
# Each arm of the union is found in its own index.
_BY_DATE: Final = {
    "future_date": f"""d.accepted_on > :today AND d.accepted_on <= :last AND +d.ended_on >= :first
        UNION SELECT d.code FROM dossier d WHERE d.finished_on > :today AND {_COUNTS}
        UNION SELECT d.code FROM dossier d WHERE d.returned_on > :today AND {_COUNTS}""",  # noqa: S608
    "finished_without_date": f"d.finished_on IS NULL AND d.state IN ({_ENDED}) AND d.last_event_on >= :first",
    "no_acceptance": "d.accepted_on IS NULL AND d.finished_on >= :first AND d.finished_on <= :last",
}
_UNSERVED: Final = "SELECT id FROM procedure_version WHERE online IS NULL"
_DIFFERING: Final = """
SELECT s.procedure_version_id FROM step s JOIN procedure_version v ON v.id = s.procedure_version_id
GROUP BY s.procedure_version_id, v.limit_amount HAVING sum(s.limit_amount) <> v.limit_amount
"""
_BY_PROCEDURE: Final = {
    "online_without_service": (
        _UNSERVED,
        CellFilter(channel=frozenset(channel for channel in Channel if channel.online)),
    ),
    "step_limits_differ": (_DIFFERING, CellFilter()),
}


@dataclass(frozen=True, slots=True)
class DataWarning:
    """One kind of error and the dossiers that have it, by code."""

    kind: str
    codes: tuple[str, ...]


def warnings(
    connection: Connection,
    period: Period,
    *,
    today: date,
    late_entry_days: int,
    by_procedure: Ledger | None = None,
) -> tuple[DataWarning, ...]:
    """The kinds of error that the dossiers of a period have, each with their codes.

    Where the ledger by procedure is known, it saves looking for what nobody handed in.
    """
    values = {
        "first": period.first.toordinal(),
        "last": period.last.toordinal(),
        "today": today.toordinal(),
        "late_entry_days": late_entry_days,
    }
    codes: defaultdict[str, list[str]] = defaultdict(list)
    for code, *doubts in rows(connection, _DOUBTFUL, values):
        for kind, doubted in zip(_BY_ROW, doubts, strict=True):
            if doubted:
                codes[kind].append(code)
    for kind, condition in _BY_DATE.items():
        codes[kind] += _codes(connection, condition, values)
    for kind, (versions, cells) in _BY_PROCEDURE.items():
        groups = frozenset(version for (version,) in rows(connection, versions))
        if groups and (by_procedure is None or by_procedure.total(cells, groups)):
            codes[kind] += _behind(connection, period, cells, groups)
    return tuple(DataWarning(kind, tuple(sorted(codes[kind]))) for kind in KINDS if codes[kind])


def _behind(
    connection: Connection, period: Period, cells: CellFilter, groups: frozenset[int]
) -> Iterator[str]:
    found = behind(connection, period, JudgeBy.LAWFUL_DUE, GroupBy.PROCEDURE, (cells,), groups)
    return _codes(connection, found.condition, found.parameters)


def _codes(connection: Connection, condition: str, values: Parameters) -> Iterator[str]:
    return (code for (code,) in rows(connection, f"SELECT d.code FROM dossier d WHERE {condition}", values))  # noqa: S608
