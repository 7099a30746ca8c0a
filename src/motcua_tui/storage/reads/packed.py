"""Cells of the ledger as SQL: where their dossiers are found, and how a cell becomes one integer and back.

The dossiers that ended in a period are one stretch of the index ``dossier_ledger``, each with a number that
says how it was judged (``storage.judged``). Those that were pending at the end of it are found by going from
one later day on which something ended to the next, and looking there for what was accepted before. The few
that were revised after the period stand in ``dossier_earlier`` as they were then. For totals of whole months
the rows of ``dossier_summary`` are gone through the same way in the place of both.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum, StrEnum
from functools import cache
from math import prod
from typing import Final

from motcua_tui.domain.codes import Channel, JudgeBy
from motcua_tui.domain.ledger import Cell, CellFilter, Judgement, Origin, Status
from motcua_tui.domain.periods import Period
from motcua_tui.storage.codes import values_of
from motcua_tui.storage.judged import JUDGED

_Told = tuple[Channel, Origin, Status, Judgement, bool, bool, bool, bool]
"""A cell without its group."""
_ORIGINS: Final = (Origin.CARRIED_OVER, Origin.NEW)

_NEW: Final = "d.accepted_on >= s.first_on"


class _Due(IntEnum):
    """How a pending dossier stands to its due date; those that wait for the applicant have it once more."""

    IN_TIME = 0
    OVERDUE = 1
    LAST_DAY = 2
    NO_DUE = 3


_PLACES: Final = 2 * len(_Due)
_PLACE: Final = f"""(CASE WHEN d.waiting_since <= s.last_on
    THEN {len(_Due)} + CASE WHEN {{due}} < d.waiting_since THEN {_Due.OVERDUE:d}
        WHEN {{due}} = s.last_on THEN {_Due.LAST_DAY:d} WHEN {{due}} IS NULL THEN {_Due.NO_DUE:d}
        ELSE {_Due.IN_TIME:d} END
    ELSE CASE WHEN {{due}} > s.last_on THEN {_Due.IN_TIME:d} WHEN {{due}} < s.last_on THEN {_Due.OVERDUE:d}
        WHEN {{due}} = s.last_on THEN {_Due.LAST_DAY:d} ELSE {_Due.NO_DUE:d} END END)"""
_ENDED: Final = "d.ended_on >= s.first_on AND d.ended_on <= s.last_on"
_PENDING: Final = "d.accepted_on <= s.last_on AND d.ended_on > s.last_on"


def _ended_in(table: str) -> str:
    return f"FROM span s CROSS JOIN {table} d WHERE {_ENDED}"


def _pending_at(table: str) -> str:
    return f"""FROM later CROSS JOIN span s CROSS JOIN {table} d
    WHERE s.last_on < later.ended_on AND (later.oldest_on IS NULL OR s.last_on >= later.oldest_on)
      AND d.ended_on = later.ended_on AND d.accepted_on <= s.last_on"""


ENDED_IN: Final = _ended_in("dossier")
"""The dossiers that ended in each span."""
PENDING_AT: Final = _pending_at("dossier")
"""The dossiers that were pending on the last day of each span."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where dossiers are found: ``d`` in each span ``s``, either as they ended in it or as they were pending
    at its end, and the condition that they stood so on its last day."""

    ended: str
    pending: str
    held: str
    later: str
    """The table ``later``: from one day on which something ended to the next, each with the first acceptance
    of what ended on it; nothing has ended on the first of its rows."""
    lawful_due: str = "d.lawful_due"
    promised_due: str = "d.promised_due"

    def due(self, judge_by: JudgeBy) -> str:
        promised = judge_by is JudgeBy.PROMISED
        return f"coalesce({self.promised_due}, {self.lawful_due})" if promised else self.lawful_due


_EARLIER: Final = """(SELECT e.dossier_id AS id, e.from_on, e.until_on, e.accepted_on, e.ended_on, e.judged,
    e.lawful_due, e.promised_due, e.waiting_since, c.channel, c.procedure_version_id, c.department_id,
    c.officer_id, c.agency_id FROM dossier_earlier e, dossier c WHERE c.id = e.dossier_id)"""
_THEN: Final = "d.until_on > s.last_on AND d.from_on <= s.last_on"
LATER: Final = """later (ended_on, oldest_on) AS (
    SELECT CAST(:from_on AS BIGINT), CAST(0 AS BIGINT) UNION ALL
    SELECT d.ended_on, d.accepted_on FROM later JOIN dossier d ON d.id = (SELECT next.id FROM dossier next
        WHERE next.ended_on > later.ended_on ORDER BY next.ended_on, next.accepted_on LIMIT 1))"""
_LATER_SUMMED: Final = """later_day (ended_on) AS (SELECT CAST(:from_on AS BIGINT) UNION ALL
    SELECT (SELECT min(next.ended_on) FROM dossier_summary next WHERE next.ended_on > later_day.ended_on)
    FROM later_day WHERE later_day.ended_on IS NOT NULL),
later (ended_on, oldest_on) AS (SELECT ended_on,
    (SELECT min(d.accepted_on) FROM dossier_summary d WHERE d.ended_on = later_day.ended_on)
    FROM later_day WHERE ended_on IS NOT NULL)"""

AS_THEY_ARE: Final = Source(ENDED_IN, PENDING_AT, "(d.revised_on > s.last_on) IS NOT TRUE", LATER)
AS_THEY_WERE: Final = Source(
    f"FROM span s CROSS JOIN {_EARLIER} d WHERE {_ENDED} AND d.judged IS NOT NULL",
    f"FROM span s CROSS JOIN {_EARLIER} d WHERE {_PENDING}",
    _THEN,
    LATER,
)
SUMMED: Final = Source(
    _ended_in("dossier_summary"),
    _pending_at("dossier_summary"),
    _THEN,
    _LATER_SUMMED,
    "nullif(d.lawful_due, 0)",
    "nullif(d.promised_due, 0)",
)
"""Rows that stand for ``d.n`` dossiers each; they have no groups."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a cell: its SQL and how many values it has."""

    sql: str
    size: int


_CHANNEL: Final = Part("d.channel", len(Channel))


@dataclass(frozen=True, slots=True)
class Kind:
    """The dossiers that ended in a period, or those that were pending at its end: where they are found,
    the parts of their cells after the group in the order in which they are packed, and what these say."""

    source: str
    among: str
    """The condition that a dossier is one of these."""
    parts: tuple[Part, ...]
    told: Callable[[Sequence[int]], _Told]
    wanted: Callable[[CellFilter], Sequence[Collection[int] | None] | None]
    """The values of each part that a filter takes, None where it takes all; None where it takes none
    of these dossiers."""

    def packed(self, key: str, *more: Part) -> str:
        """The SQL of a cell as one number, from the key of its group on."""
        for part in (*self.parts, *more):
            key = f"({key}) * {part.size} + {part.sql}"
        return key

    def cells(self) -> Callable[[int], Cell]:
        """Unpacks cells; what is told beside the group is worked out once."""
        told: dict[int, _Told] = {}
        size = prod(part.size for part in self.parts)

        def cell(packed: int) -> Cell:
            group, rest = divmod(packed, size)
            if rest not in told:
                told[rest] = self.told(self._values(rest))
            return Cell(group, *told[rest])

        return cell

    def taken(self, figure: Iterable[CellFilter]) -> str | None:
        """The condition of what a figure counts of these; None where that is nothing."""
        wanted = [values for cells in figure if (values := self.wanted(cells)) is not None]
        return " OR ".join(map(self._all, wanted)) or None

    def _all(self, wanted: Sequence[Collection[int] | None]) -> str:
        conditions = [
            f"{part.sql} IN ({listed(values)})" if values else "FALSE"
            for part, values in zip(self.parts, wanted, strict=True)
            if values is not None
        ]
        return f"({' AND '.join(conditions)})" if conditions else "TRUE"

    def _values(self, rest: int) -> list[int]:
        values: list[int] = []
        for part in reversed(self.parts):
            rest, value = divmod(rest, part.size)
            values.append(value)
        return values[::-1]


@cache
def kinds(judge_by: JudgeBy, source: Source) -> tuple[Kind, Kind]:
    """What ended and what was pending, which together are all of a source that counts."""
    return _ended(judge_by, source), _pending(judge_by, source)


def _ended(judge_by: JudgeBy, source: Source) -> Kind:
    def told(values: Sequence[int]) -> _Told:
        judged, channel, new = values
        how = JUDGED[judged]
        judgement = how.by(judge_by)
        return (
            values_of(Channel)[channel],
            _ORIGINS[new],
            how.status,
            judgement or Judgement.ON_TIME,
            False,
            judgement is None,
            how.re_dated,
            False,
        )

    each = [Cell(0, *told((code, 0, 0))) for code in range(len(JUDGED))]

    def wanted(cells: CellFilter) -> Sequence[Collection[int] | None] | None:
        how = replace(cells, channel=None, origin=None)
        judged = [code for code, cell in enumerate(each) if how.takes(cell)]
        every = len(judged) == len(JUDGED)
        return ((None if every else judged), *_received(cells)) if judged else None

    parts = (Part("d.judged", len(JUDGED)), _CHANNEL, _flag(_NEW))
    return Kind(f"{source.ended} AND {source.held}", f"{_ENDED} AND {source.held}", parts, told, wanted)


def _pending(judge_by: JudgeBy, source: Source) -> Kind:
    def told(values: Sequence[int]) -> _Told:
        place, channel, new, re_dated = values
        waits, how = divmod(place, len(_Due))
        late = Judgement.OVERDUE if how == _Due.OVERDUE else Judgement.IN_TIME
        return (
            values_of(Channel)[channel],
            _ORIGINS[new],
            Status.PENDING,
            late,
            bool(waits),
            how == _Due.NO_DUE,
            bool(re_dated),
            how == _Due.LAST_DAY,
        )

    def wanted(cells: CellFilter) -> Sequence[Collection[int] | None] | None:
        how = replace(cells, channel=None, origin=None, re_dated=None)
        places = [code for code in range(_PLACES) if how.takes(Cell(0, *told((code, 0, 0, 0))))]
        every = len(places) == _PLACES
        flag = None if cells.re_dated is None else (int(cells.re_dated),)
        return ((None if every else places), *_received(cells), flag) if places else None

    parts = (
        Part(_PLACE.format(due=source.due(judge_by)), _PLACES),
        _CHANNEL,
        _flag(_NEW),
        _flag(f"{source.promised_due} IS NOT NULL"),
    )
    return Kind(f"{source.pending} AND {source.held}", f"{_PENDING} AND {source.held}", parts, told, wanted)


class Spans:
    """The periods as a table of days ``span`` beside ``later``, in front of a SELECT."""

    def __init__(self, periods: Sequence[Period], later: str = LATER) -> None:
        self.parameters: dict[str, str | int | None] = {
            "from_on": min(period.last for period in periods).toordinal()
        }
        for number, period in enumerate(periods):
            self.parameters[f"first_{number}"] = period.first.toordinal()
            self.parameters[f"last_{number}"] = period.last.toordinal()
        rows = (f"({number}, :first_{number}, :last_{number})" for number in range(len(periods)))
        self.sql = f"WITH RECURSIVE span (number, first_on, last_on) AS (VALUES {', '.join(rows)}), {later}"


def _flag(condition: str) -> Part:
    return Part(f"CAST(({condition}) AS INTEGER)", 2)


def _received(cells: CellFilter) -> tuple[Collection[int] | None, Collection[int] | None]:
    """The channels and the origins that a filter takes."""
    return (
        None if cells.channel is None else _places(values_of(Channel), cells.channel),
        None if cells.origin is None else _places(_ORIGINS, cells.origin),
    )


def _places(values: Sequence[StrEnum], wanted: Collection[StrEnum]) -> list[int]:
    return [place for place, value in enumerate(values) if value in wanted]


def listed(numbers: Iterable[int]) -> str:
    return ", ".join(map(str, sorted(numbers)))
