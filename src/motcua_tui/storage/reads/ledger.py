"""Counting a period in one pass over the covering index ``dossier_ledger``.

The SQL here says the same as ``domain.ledger.classify``, which stays the rule; a test holds the two
together. Every dossier becomes one integer, its cell packed, and these are counted. The few
whose due date, waiting or outcome changed after the period's last day are left out of the pass and
classified from their events.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from motcua_tui.domain.codes import Channel, JudgeBy, Outcome
from motcua_tui.domain.ledger import (
    Cell,
    CellFilter,
    Facts,
    Judgement,
    Ledger,
    Origin,
    Status,
    classify,
)
from motcua_tui.domain.periods import Period
from motcua_tui.storage.codes import Clock, code_of, values_of
from motcua_tui.storage.connection import Connection
from motcua_tui.storage.reads.rows import Parameters, counted, rows


class GroupBy(StrEnum):
    """What the groups of a ledger are the ids of; ``procedure`` means procedure versions."""

    PROCEDURE = "procedure"
    DEPARTMENT = "department"
    OFFICER = "officer"
    AGENCY = "agency"


_GROUP: Final = {
    GroupBy.PROCEDURE: "d.procedure_version_id",
    GroupBy.DEPARTMENT: "coalesce(d.department_id, 0)",
    GroupBy.OFFICER: "coalesce(d.officer_id, 0)",
    GroupBy.AGENCY: "d.agency_id",
}
_DUE: Final = {
    JudgeBy.LAWFUL_DUE: "d.lawful_due",
    JudgeBy.PROMISED: "coalesce(d.promised_due, d.lawful_due)",
}

_COUNTS: Final = "d.ended_on >= :first AND d.accepted_on <= :last"
_REVISED: Final = "d.revised_on > :last"
_SETTLED: Final = f"{_COUNTS} AND ({_REVISED}) IS NOT TRUE"
_PENDING: Final = "d.ended_on > :last"
_WAITING: Final = f"({_PENDING} AND d.waiting_since IS NOT NULL AND d.waiting_since <= :last)"
_ORIGIN: Final = "(d.accepted_on >= :first)"
_RE_DATED: Final = "(d.promised_due IS NOT NULL)"
# The statuses are pending and then the outcomes in their order.
_STATUS: Final = f"(CASE WHEN {_PENDING} THEN 0 ELSE 1 + coalesce(d.outcome, 0) END)"


def _judgement(due: str) -> str:
    early, on_time, late, in_time, overdue = map(code_of, Judgement)
    closed = code_of(Outcome.CLOSED)
    return f"""(CASE
        WHEN {_WAITING} THEN CASE WHEN {due} < d.waiting_since THEN {overdue} ELSE {in_time} END
        WHEN {_PENDING} THEN CASE WHEN {due} < :last THEN {overdue} ELSE {in_time} END
        WHEN {due} IS NULL THEN {on_time}
        WHEN d.outcome = {closed} AND d.waiting_since IS NOT NULL
            THEN CASE WHEN d.waiting_since <= {due} THEN {on_time} ELSE {late} END
        WHEN d.finished_on < {due} THEN {early}
        WHEN d.finished_on = {due} THEN {on_time}
        ELSE {late} END)"""


@dataclass(frozen=True, slots=True)
class _Part:
    """One part of a cell: its SQL and how many values it has."""

    sql: str
    size: int


def _parts(judge_by: JudgeBy) -> tuple[_Part, ...]:
    """The parts of a cell after its group, in the order in which they are packed."""
    due = _DUE[judge_by]
    return (
        _Part("d.channel", len(Channel)),
        _Part(_ORIGIN, len(Origin)),
        _Part(_STATUS, len(Status)),
        _Part(_judgement(due), len(Judgement)),
        _Part(_WAITING, 2),
        _Part(f"({due} IS NULL)", 2),
        _Part(_RE_DATED, 2),
        _Part(f"({_PENDING} AND {due} IS NOT NULL AND {due} = :last)", 2),
    )


def ledger(connection: Connection, period: Period, judge_by: JudgeBy, by: GroupBy, *, zone: str) -> Ledger:
    """The ledger of a period; dossiers without a department or officer are group 0 there."""
    parts = _parts(judge_by)
    sql = f"SELECT {_packed(parts, by)} FROM dossier d WHERE {_SETTLED}"  # noqa: S608
    packed = counted(connection, sql, _bounds(period))
    settled = [(_unpacked(cell, parts), n) for cell, n in packed.items()]
    revised = [(cell, 1) for _, cell in _revised(connection, period, judge_by, by, zone)]
    return Ledger(period, settled + revised)


def cells(
    connection: Connection, period: Period, judge_by: JudgeBy, by: GroupBy, *, zone: str
) -> dict[int, Cell]:
    """The cell of every dossier that counts in a period, by its id; equal cells are one object."""
    parts = _parts(judge_by)
    sql = f"SELECT d.id, {_packed(parts, by)} FROM dossier d WHERE {_SETTLED}"  # noqa: S608
    known: dict[int, Cell] = {}
    found: dict[int, Cell] = {}
    for dossier, packed in rows(connection, sql, _bounds(period)):
        if packed not in known:
            known[packed] = _unpacked(packed, parts)
        found[dossier] = known[packed]
    found.update(_revised(connection, period, judge_by, by, zone))
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
    revised = [
        dossier
        for dossier, cell in _revised(connection, period, judge_by, by, zone)
        if (groups is None or cell.group in groups) and any(cells.takes(cell) for cells in figure)
    ]
    settled = f"SELECT d.id FROM dossier d WHERE {_settled_behind(judge_by, by, figure, groups)}"  # noqa: S608
    sql = f"d.id IN ({settled} UNION ALL SELECT value FROM json_each(:revised))"  # noqa: S608
    return sql, {**_bounds(period), "revised": json.dumps(revised)}


def one_behind(
    judge_by: JudgeBy, by: GroupBy, figure: tuple[CellFilter, ...], groups: frozenset[int] | None
) -> str:
    """The condition of ``behind``, with its parameters, to be asked of one dossier that is known."""
    settled = _settled_behind(judge_by, by, figure, groups)
    return f"(({settled}) OR d.id IN (SELECT value FROM json_each(:revised)))"  # noqa: S608


def _settled_behind(
    judge_by: JudgeBy, by: GroupBy, figure: tuple[CellFilter, ...], groups: frozenset[int] | None
) -> str:
    parts = _parts(judge_by)
    taken = " OR ".join(_taken(cells, parts) for cells in figure) or "FALSE"
    # The sum keeps the database on the index of all that counts.
    grouped = "" if groups is None else f" AND {_GROUP[by]} + 0 IN ({_listed(groups)})"
    statuses = {status for cells in figure for status in cells.status or Status}
    ended = " AND d.ended_on <= :last" if Status.PENDING not in statuses else ""
    ended = f" AND {_PENDING}" if statuses == {Status.PENDING} else ended
    return f"{_SETTLED}{ended} AND ({taken}){grouped}"


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
) GROUP BY week
"""
# The plus keeps the database from looking for the few revised ones among all that count.
_REVISED_EVENTS: Final = f"""
SELECT d.id, d.channel, {{group}}, e.happened_at, e.kind, e.detail, e.number
FROM dossier d JOIN dossier_event e ON e.dossier_id = d.id
WHERE +{_COUNTS} AND {_REVISED}
"""  # noqa: S608


def _revised(
    connection: Connection, period: Period, judge_by: JudgeBy, by: GroupBy, zone: str
) -> Iterator[tuple[int, Cell]]:
    """The dossiers revised after the period, each with its cell by the events up to its last day."""
    from motcua_tui.domain.events import Event, replay
    from motcua_tui.storage.happenings import decode

    clock = Clock(zone)
    told: dict[tuple[int, int, int], list[Event]] = {}
    found = rows(connection, _REVISED_EVENTS.format(group=_GROUP[by]), _bounds(period))
    for dossier, channel, group, happened_at, kind, detail, number in found:
        event = Event(clock.local(happened_at), decode(kind, detail), number)
        told.setdefault((dossier, channel, group), []).append(event)
    for (dossier, channel, group), events in told.items():
        facts = Facts.of(replay(events, period.last), group, values_of(Channel)[channel])
        cell = classify(facts, period, judge_by) if facts else None
        if cell is not None:
            yield dossier, cell


def _packed(parts: tuple[_Part, ...], by: GroupBy) -> str:
    """The SQL of a cell as one number."""
    key = _GROUP[by]
    for part in parts:
        key = f"({key}) * {part.size} + {part.sql}"
    return key


def _unpacked(packed: int, parts: tuple[_Part, ...]) -> Cell:
    values: list[int] = []
    for part in reversed(parts):
        packed, value = divmod(packed, part.size)
        values.append(value)
    on_last_day, re_dated, no_due, waiting, judgement, status, origin, channel = values
    return Cell(
        packed,
        values_of(Channel)[channel],
        values_of(Origin)[origin],
        values_of(Status)[status],
        values_of(Judgement)[judgement],
        bool(waiting),
        bool(no_due),
        bool(re_dated),
        bool(on_last_day),
    )


def _taken(cells: CellFilter, parts: tuple[_Part, ...]) -> str:
    """The condition of a filter, part by part in the order of ``_parts``."""
    coded = (cells.channel, cells.origin, cells.status, cells.judgement)
    flags = (cells.waiting, cells.no_due, cells.re_dated, cells.due_on_last_day)
    wanted = [None if values is None else {code_of(value) for value in values} for values in coded]
    wanted += [None if flag is None else {int(flag)} for flag in flags]
    conditions = [
        f"{part.sql} IN ({_listed(values)})"
        for part, values in zip(parts, wanted, strict=True)
        if values is not None
    ]
    return f"({' AND '.join(conditions)})" if conditions else "TRUE"


def _listed(numbers: set[int] | frozenset[int]) -> str:
    return ", ".join(map(str, sorted(numbers)))


def _bounds(period: Period) -> dict[str, int]:
    return {"first": period.first.toordinal(), "last": period.last.toordinal()}
