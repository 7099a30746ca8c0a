"""Counting periods over the covering index ``dossier_ledger``.

The SQL says the same as ``domain.ledger.classify``, which stays the rule; a test holds the two together.
Every dossier becomes one integer, its cell packed (``packed``), and these are counted. The few whose due
date, waiting or outcome changed after the period's last day are left out and classified from their events.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from typing import Final

from motcua_tui.domain.codes import Channel, JudgeBy
from motcua_tui.domain.ledger import Cell, CellFilter, Facts, Ledger, classify
from motcua_tui.domain.periods import Period
from motcua_tui.storage.codes import Clock, values_of
from motcua_tui.storage.connection import Connection
from motcua_tui.storage.reads.packed import Part, Spans, kinds, listed
from motcua_tui.storage.reads.rows import Parameters, counted, rows


class GroupBy(StrEnum):
    """What the groups of a ledger are the ids of; ``procedure`` means procedure versions."""

    PROCEDURE = "procedure"
    DEPARTMENT = "department"
    OFFICER = "officer"
    AGENCY = "agency"
    NOTHING = "nothing"
    """All dossiers are group 0."""


_GROUP: Final = {
    GroupBy.PROCEDURE: "d.procedure_version_id",
    GroupBy.DEPARTMENT: "coalesce(d.department_id, 0)",
    GroupBy.OFFICER: "coalesce(d.officer_id, 0)",
    GroupBy.AGENCY: "d.agency_id",
    GroupBy.NOTHING: "0",
}
# The plus keeps the database from looking for the few revised ones among all that count.
_REVISED: Final = """
SELECT d.id, d.accepted_on, d.revised_on FROM dossier d
WHERE d.revised_on > :from_on AND +d.accepted_on <= :until_on AND +d.ended_on >= :since_on
"""
_HISTORIES: Final = """
SELECT d.id, d.channel, {group}, e.happened_at, e.kind, e.detail, e.number
FROM dossier d JOIN dossier_event e ON e.dossier_id = d.id
WHERE d.id IN (SELECT value FROM json_each(:revised)) AND e.kind IN ({kinds})
"""


def ledger(connection: Connection, period: Period, judge_by: JudgeBy, by: GroupBy, *, zone: str) -> Ledger:
    """The ledger of a period; dossiers without a department or officer are group 0 there."""
    (one,) = ledgers(connection, (period,), judge_by, by, zone=zone)
    return one


def ledgers(
    connection: Connection, periods: Sequence[Period], judge_by: JudgeBy, by: GroupBy, *, zone: str
) -> list[Ledger]:
    """The ledgers of some periods, in as many statements as that of one."""
    if not periods:
        return []
    spans = Spans(periods)
    number = Part("s.number", len(periods))
    found: list[list[tuple[Cell, int]]] = [[] for _ in periods]
    for kind in kinds(judge_by):
        cell_of = kind.cells()
        sql = f"{spans.sql} SELECT {kind.packed(_GROUP[by], number)} {kind.source}"
        for packed, n in counted(connection, sql, spans.parameters).items():
            rest, place = divmod(packed, number.size)
            found[place].append((cell_of(rest), n))
    for place, _, cell in _revised(connection, spans, judge_by, by, zone):
        found[place].append((cell, 1))
    return list(map(Ledger, periods, found))


def cells(
    connection: Connection, period: Period, judge_by: JudgeBy, by: GroupBy, *, zone: str
) -> dict[int, Cell]:
    """The cell of every dossier that counts in a period, by its id; equal cells are one object."""
    spans = Spans((period,))
    found: dict[int, Cell] = {}
    for kind in kinds(judge_by):
        cell_of = cache(kind.cells())
        sql = f"{spans.sql} SELECT d.id, {kind.packed(_GROUP[by])} {kind.source}"
        found.update(
            (dossier, cell_of(packed)) for dossier, packed in rows(connection, sql, spans.parameters)
        )
    found.update((dossier, cell) for _, dossier, cell in _revised(connection, spans, judge_by, by, zone))
    return found


def behind(
    connection: Connection,
    period: Period,
    judge_by: JudgeBy,
    by: GroupBy,
    figure: tuple[CellFilter, ...],
    groups: frozenset[int] | None,
    *,
    zone: str,
) -> tuple[str, Parameters]:
    """The condition on ``dossier d`` that takes exactly the dossiers a figure counts."""
    spans = Spans((period,))
    grouped = "" if groups is None else f" AND {_GROUP[by]} IN ({listed(groups)})"
    parts = [
        f"SELECT d.id {kind.source} AND ({taken}){grouped}"
        for kind in kinds(judge_by)
        if (taken := kind.taken(figure))
    ]
    revised = [
        dossier
        for _, dossier, cell in _revised(connection, spans, judge_by, by, zone)
        if (groups is None or cell.group in groups) and any(cells.takes(cell) for cells in figure)
    ]
    found = " UNION ALL ".join((*parts, "SELECT CAST(value AS BIGINT) FROM json_each(:revised)"))
    return f"d.id IN ({spans.sql} {found})", {**spans.parameters, "revised": json.dumps(revised)}


def one_behind(
    judge_by: JudgeBy, by: GroupBy, figure: tuple[CellFilter, ...], groups: frozenset[int] | None
) -> str:
    """The condition of ``behind``, with its parameters, to be asked of one dossier that is known."""
    taken = [f"({kind.among} AND ({taken}))" for kind in kinds(judge_by) if (taken := kind.taken(figure))]
    settled = f"({' OR '.join(taken) or 'FALSE'})"
    if groups is not None:
        # The sum keeps the database on the index of all that counts.
        settled += f" AND {_GROUP[by]} + 0 IN ({listed(groups)})"
    settled = settled.replace("s.first_on", ":first_0").replace("s.last_on", ":last_0")
    return f"(({settled}) OR d.id IN (SELECT value FROM json_each(:revised)))"  # noqa: S608


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


_WEEKLY: Final = """
SELECT week, sum(received), sum(finished) FROM (
    SELECT (accepted_on - :first) / 7 AS week, 1 AS received, 0 AS finished
    FROM dossier WHERE accepted_on >= :first AND accepted_on < :end
    UNION ALL
    SELECT (ended_on - :first) / 7, 0, 1 FROM dossier WHERE ended_on >= :first AND ended_on < :end
) w GROUP BY week
"""


def _revised(
    connection: Connection, spans: Spans, judge_by: JudgeBy, by: GroupBy, zone: str
) -> Iterator[tuple[int, int, Cell]]:
    """The dossiers revised after a period: its number, and the cell by the events up to its last day."""
    wanted: dict[int, Sequence[tuple[int, Period]]] = {}
    for dossier, accepted_on, revised_on in rows(connection, _REVISED, spans.parameters):
        if periods := spans.between(accepted_on, revised_on):
            wanted[dossier] = periods
    if not wanted:
        return
    from motcua_tui.domain.events import Event, replay
    from motcua_tui.storage.happenings import COUNTING, decode

    clock = Clock(zone)
    told: dict[tuple[int, int, int], list[Event]] = {}
    sql = _HISTORIES.format(group=_GROUP[by], kinds=listed(COUNTING))
    for dossier, channel, group, happened_at, kind, detail, number in rows(
        connection, sql, {"revised": json.dumps(list(wanted))}
    ):
        event = Event(clock.local(happened_at), decode(kind, detail), number)
        told.setdefault((dossier, channel, group), []).append(event)
    for (dossier, channel, group), events in told.items():
        for place, period in wanted[dossier]:
            facts = Facts.of(replay(events, period.last), group, values_of(Channel)[channel])
            cell = classify(facts, period, judge_by) if facts else None
            if cell is not None:
                yield place, dossier, cell
