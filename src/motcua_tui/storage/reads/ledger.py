"""Counting periods: totals of whole months over the summary, all others over the covering index.

The SQL says the same as ``domain.ledger.classify``, which stays the rule; a test holds the two together.
Every dossier becomes one integer, its cell packed (``packed``), and these are counted. The few whose due
date, waiting or outcome changed after the period's last day count as they stood then. A list of dossiers
never comes from the summary, so that it shows what the figure has.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

from motcua_tui.domain.codes import JudgeBy
from motcua_tui.domain.ledger import Cell, CellFilter, Ledger
from motcua_tui.domain.periods import Period
from motcua_tui.storage.connection import Connection
from motcua_tui.storage.reads.packed import (
    AS_THEY_ARE,
    AS_THEY_WERE,
    SUMMED,
    Part,
    Spans,
    kinds,
    listed,
)
from motcua_tui.storage.reads.rows import Parameters, counted, rows
from motcua_tui.storage.summary import has_whole_months


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
_EACH: Final = (AS_THEY_ARE, AS_THEY_WERE)


def ledger(connection: Connection, period: Period, judge_by: JudgeBy, by: GroupBy) -> Ledger:
    """The ledger of a period; dossiers without a department or officer are group 0 there."""
    (one,) = ledgers(connection, (period,), judge_by, by)
    return one


def ledgers(
    connection: Connection, periods: Sequence[Period], judge_by: JudgeBy, by: GroupBy
) -> list[Ledger]:
    """The ledgers of some periods, in as many statements as that of one of their kind."""
    found: dict[Period, list[tuple[Cell, int]]] = {period: [] for period in periods}
    summed = {period for period in found if by is GroupBy.NOTHING and has_whole_months(period)}
    for source in (SUMMED, *_EACH):
        some = [period for period in found if (period in summed) is (source is SUMMED)]
        if not some:
            continue
        spans, number = Spans(some, source.later), Part("s.number", len(some))
        for kind in kinds(judge_by, source):
            cell_of = kind.cells()
            packed = f"{spans.sql} SELECT {kind.packed(_GROUP[by], number)}"
            if source is SUMMED:
                sql = f"{packed}, CAST(sum(d.n) AS BIGINT) {kind.source} GROUP BY 1"
                counts: Mapping[int, int] = dict(rows(connection, sql, spans.parameters))
            else:
                counts = counted(connection, f"{packed} {kind.source}", spans.parameters)
            for cell, n in counts.items():
                rest, place = divmod(cell, number.size)
                found[some[place]].append((cell_of(rest), n))
    return [Ledger(period, found[period]) for period in periods]


def cells(connection: Connection, period: Period, judge_by: JudgeBy, by: GroupBy) -> dict[int, Cell]:
    """The cell of every dossier that counts in a period, by its id; equal cells are one object."""
    spans = Spans((period,))
    found: dict[int, Cell] = {}
    for source in _EACH:
        for kind in kinds(judge_by, source):
            cell_of = cache(kind.cells())
            sql = f"{spans.sql} SELECT d.id, {kind.packed(_GROUP[by])} {kind.source}"
            found.update(
                (dossier, cell_of(packed)) for dossier, packed in rows(connection, sql, spans.parameters)
            )
    return found


@dataclass(frozen=True, slots=True)
class Behind:
    """Exactly the dossiers that a figure counts: the SELECT of their ids, in no order."""

    sql: str
    parameters: Parameters

    @property
    def condition(self) -> str:
        """It takes these of ``dossier d``."""
        return f"d.id IN ({self.sql})"

    def ids(self, connection: Connection, most: int) -> list[int] | None:
        """None where there are more than so many."""
        found = rows(connection, f"{self.sql} LIMIT {most + 1}", self.parameters)
        return [dossier for (dossier,) in found] if len(found) <= most else None


def behind(
    connection: Connection,
    period: Period,
    judge_by: JudgeBy,
    by: GroupBy,
    figure: tuple[CellFilter, ...],
    groups: frozenset[int] | None,
) -> Behind:
    """The dossiers of a figure, in all groups or in those given."""
    spans = Spans((period,))
    among = "" if groups is None else f" AND {_one_of(by, groups)}"
    as_they_are, as_they_were = (
        [
            f"SELECT d.id {kind.source} AND ({taken}){among}"
            for kind in kinds(judge_by, source)
            if (taken := kind.taken(figure))
        ]
        for source in _EACH
    )
    revised = [
        dossier
        for sql in as_they_were
        for (dossier,) in rows(connection, f"{spans.sql} {sql}", spans.parameters)
    ]
    found = " UNION ALL ".join((*as_they_are, "SELECT CAST(value AS BIGINT) FROM json_each(:revised)"))
    return Behind(f"{spans.sql} {found}", {**spans.parameters, "revised": json.dumps(revised)})


def one_behind(
    judge_by: JudgeBy, by: GroupBy, figure: tuple[CellFilter, ...], groups: frozenset[int] | None
) -> str:
    """The condition of ``Behind``, with its parameters, to be asked of one dossier that is known."""
    taken = [
        f"({kind.among} AND ({taken}))"
        for kind in kinds(judge_by, AS_THEY_ARE)
        if (taken := kind.taken(figure))
    ]
    settled = f"({' OR '.join(taken) or 'FALSE'})"
    if groups is not None:
        settled += f" AND {_one_of(by, groups)}"
    settled = settled.replace("s.first_on", ":first_0").replace("s.last_on", ":last_0")
    return f"(({settled}) OR d.id IN (SELECT value FROM json_each(:revised)))"  # noqa: S608


def _one_of(by: GroupBy, groups: frozenset[int]) -> str:
    """The sum keeps the database on the index of all that counts."""
    return f"{_GROUP[by]} + 0 IN ({listed(groups)})"
