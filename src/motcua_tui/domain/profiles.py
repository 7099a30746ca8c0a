"""Profiles: which cells of the ledger go to which figure of a report.

Practice differs between forms and provinces; the ledger does not. A profile names, for every
figure of the summary, the cells it adds up, and the two counts of its on-time rate. The profile's
name is printed under every table.

Sources: 07a/BTP/KSTT, TT 09/2026/TT-BTP (periods ending from 1 Aug 2026); II.06a/VPCP/KSTT,
TT 01/2020/TT-VPCP (before); TT 02/2017/TT-VPCP; the OpenCPS statistics; the province of Gia Lai's
portal; QĐ 766/QĐ-TTg item 2.1.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Final

from motcua_tui.domain.codes import Channel
from motcua_tui.domain.ledger import Cell, CellFilter, Judgement, Ledger, Origin, Status
from motcua_tui.domain.numbers import percent


class ProfileName(StrEnum):
    FORM_07A = "07a"
    FORM_06A = "06a"
    FORM_07A_2017 = "07a-2017"
    SEPARATE = "separate"
    GIA_LAI = "gia-lai"
    QD_766 = "766"


Figure = tuple[CellFilter, ...]
"""A figure: the cells it adds up, as disjoint filters."""


@dataclass(frozen=True, slots=True)
class Ratio:
    """n out of ``of``; a rate is always shown with both."""

    n: int
    of: int

    def percent(self, decimals: int = 2) -> Decimal | None:
        """Half-up percentage, None when there is nothing to divide by."""
        return percent(self.n, self.of, decimals)


@dataclass(frozen=True, slots=True)
class Summary:
    """The figures of one period, or of one row of it, by their names (``received.total`` …)."""

    figures: Mapping[str, int]
    on_time: Ratio

    def __getitem__(self, name: str) -> int:
        return self.figures[name]

    @property
    def residue(self) -> int:
        """What received holds and nothing else accounts for: 0 from our own data, always."""
        outside = sum(n for name, n in self.figures.items() if name.startswith("outside."))
        return self["received.total"] - self["finished.total"] - self["pending.total"] - outside


@dataclass(frozen=True, slots=True)
class Profile:
    """The cells of every figure. ``figures`` keeps the order of the report."""

    name: ProfileName
    figures: Mapping[str, Figure] = field(repr=False)
    _counted_in: dict[tuple[object, ...], tuple[str, ...]] = field(
        default_factory=dict, repr=False, compare=False
    )

    def summarise(self, ledger: Ledger, groups: frozenset[int] | None = None) -> Summary:
        """The figures of a ledger, of all its groups or of those given."""
        counts = dict.fromkeys(self.figures, 0)
        for cell, n in ledger:
            if groups is None or cell.group in groups:
                for name in self._counting(cell):
                    counts[name] += n
        return Summary(counts, self._on_time(counts))

    def _counting(self, cell: Cell) -> tuple[str, ...]:
        """The figures that count a cell; cells are of few kinds, so these are worked out once."""
        kind = cell.kind
        if kind not in self._counted_in:
            self._counted_in[kind] = tuple(
                name for name, figure in self.figures.items() if any(cells.takes(cell) for cells in figure)
            )
        return self._counted_in[kind]

    def _on_time(self, n: Mapping[str, int]) -> Ratio:
        by_due = n["finished.early"] + n["finished.on_time"]
        if self.name is ProfileName.GIA_LAI:
            late = n["finished.late"] + n["pending.overdue"]
            return Ratio(n["received.total"] - late, n["received.total"])
        if self.name is ProfileName.QD_766:
            return Ratio(by_due + n["pending.in_time"], n["finished.total"] + n["pending.total"])
        return Ratio(by_due, n["finished.total"])


_NEW: Final = frozenset({Origin.NEW})
_OTHER: Final = frozenset({Status.REFUSED, Status.STOPPED, Status.CLOSED})
_ENDED: Final = frozenset({Status.GRANTED}) | _OTHER
_EARLY: Final = frozenset({Judgement.EARLY})
_ON_TIME: Final = frozenset({Judgement.ON_TIME})
_LATE: Final = frozenset({Judgement.LATE})
_IN_TIME: Final = frozenset({Judgement.IN_TIME})
_OVERDUE: Final = frozenset({Judgement.OVERDUE})
_PENDING: Final = frozenset({Status.PENDING})


@cache
def profile(name: ProfileName, *, as_on_time: bool = False) -> Profile:
    """The profile of that name.

    ``as_on_time`` counts refused, stopped and closed dossiers as on time whatever their dates, as
    some provinces do; it does not touch ``separate``, where they stand apart.
    """
    separate = name is ProfileName.SEPARATE
    judged = frozenset({Status.GRANTED}) if separate or as_on_time else _ENDED
    finished = frozenset({Status.GRANTED}) if separate else _ENDED
    inside = False if separate else None

    def ended(judgement: frozenset[Judgement], no_due: bool | None = None) -> Figure:
        return (CellFilter(status=judged, judgement=judgement, no_due=no_due),)

    early, on_time, late = ended(_EARLY), ended(_ON_TIME), ended(_LATE)
    if name is ProfileName.GIA_LAI:
        early = (*ended(_EARLY), *ended(_ON_TIME, no_due=False))
        on_time = ended(_ON_TIME, no_due=True)
    elif name is ProfileName.FORM_07A_2017:
        early, on_time = (), ended(_EARLY | _ON_TIME)
    if as_on_time and not separate:
        on_time = (*on_time, CellFilter(status=_OTHER))

    pending = CellFilter(status=_PENDING, waiting=inside)

    def apart(status: Status, *, outside: bool) -> Figure:
        return (CellFilter(status=frozenset({status})),) if outside is separate else ()

    waiting: Figure = (CellFilter(status=_PENDING, waiting=True),)
    return Profile(
        name,
        {
            "received.total": (CellFilter(),),
            **{
                f"received.{channel}": (CellFilter(origin=_NEW, channel=frozenset({channel})),)
                for channel in Channel
            },
            "received.new": (CellFilter(origin=_NEW),),
            "received.carried_over": (CellFilter(origin=frozenset({Origin.CARRIED_OVER})),),
            "finished.total": (CellFilter(status=finished),),
            "finished.early": early,
            "finished.on_time": on_time,
            "finished.late": late,
            "finished.refused": apart(Status.REFUSED, outside=False),
            "finished.stopped": apart(Status.STOPPED, outside=False),
            "finished.closed": apart(Status.CLOSED, outside=False),
            "finished.no_due": (CellFilter(status=finished, no_due=True),),
            "finished.re_dated": (CellFilter(status=finished, re_dated=True),),
            "pending.total": (pending,),
            "pending.in_time": (replace(pending, judgement=_IN_TIME),),
            "pending.overdue": (replace(pending, judgement=_OVERDUE),),
            "pending.no_due": (replace(pending, no_due=True),),
            "pending.due_on_last_day": (replace(pending, due_on_last_day=True),),
            "pending.awaiting_supplement": () if separate else waiting,
            "outside.refused": apart(Status.REFUSED, outside=True),
            "outside.stopped": apart(Status.STOPPED, outside=True),
            "outside.closed": apart(Status.CLOSED, outside=True),
            "outside.awaiting_supplement": waiting if separate else (),
        },
    )
