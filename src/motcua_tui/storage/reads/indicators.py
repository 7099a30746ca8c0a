"""The figures that officers typed for a period, as they are now and as they came to be."""

from __future__ import annotations

from datetime import date
from typing import Final

from motcua_tui.domain.indicators import Typed
from motcua_tui.domain.periods import Period
from motcua_tui.storage.codes import Clock
from motcua_tui.storage.connection import Connection
from motcua_tui.storage.reads.rows import Parameters, rows

_OF_PERIOD: Final = "agency_id = 1 AND starts_on = :start AND ends_on = :end"
_VALUES: Final = f"""
SELECT v.indicator, v.value FROM indicator_value v
JOIN (SELECT max(id) AS id FROM indicator_value WHERE {_OF_PERIOD} GROUP BY indicator) last ON last.id = v.id
WHERE v.value <> '' ORDER BY v.id
"""  # noqa: S608
_HISTORY: Final = f"""
SELECT indicator, value, recorded_at, actor FROM indicator_value WHERE {_OF_PERIOD} ORDER BY id
"""  # noqa: S608
_PERIODS: Final = """
SELECT DISTINCT starts_on, ends_on FROM indicator_value
WHERE agency_id = 1 AND ends_on <= :before ORDER BY ends_on DESC, starts_on
"""
_PAID_ONLINE: Final = """
SELECT DISTINCT v.procedure_id FROM dossier d JOIN procedure_version v ON v.id = d.procedure_version_id
WHERE d.accepted_on >= :start AND d.accepted_on < :end AND d.paid_online AND d.fee > 0
"""


def values(connection: Connection, period: Period) -> dict[str, str]:
    """What is typed for a period, by the ids of the indicators."""
    return dict(rows(connection, _VALUES, _bounds(period)))


def history(connection: Connection, period: Period, *, zone: str) -> tuple[Typed, ...]:
    """Every change of the figures of a period, oldest first."""
    clock = Clock(zone)
    before: dict[str, str] = {}
    told = []
    for indicator, value, recorded_at, actor in rows(connection, _HISTORY, _bounds(period)):
        told.append(Typed(indicator, before.get(indicator, ""), value, clock.local(recorded_at), actor))
        before[indicator] = value
    return tuple(told)


def periods_until(connection: Connection, before: date) -> tuple[Period, ...]:
    """The periods that figures were typed for and that were over by the day ``before``; the latest first, of
    those that end together the longest."""
    found = rows(connection, _PERIODS, {"before": before.toordinal()})
    return tuple(Period(date.fromordinal(start), date.fromordinal(end)) for start, end in found)


def procedures_paid_online(connection: Connection, period: Period) -> frozenset[int]:
    """The ids of the procedures that had a fee paid online for a dossier received in a period."""
    return frozenset(procedure for (procedure,) in rows(connection, _PAID_ONLINE, _bounds(period)))


def _bounds(period: Period) -> Parameters:
    return {"start": period.start.toordinal(), "end": period.end.toordinal()}
