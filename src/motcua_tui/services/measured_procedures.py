"""Counting procedures: which are in force, served online, used, by post, with a fee, with a shorter limit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Final

from motcua_tui.domain.catalogue import ProcedureVersion
from motcua_tui.domain.codes import Channel
from motcua_tui.domain.ledger import Ledger, Origin
from motcua_tui.domain.measures import Count


class Procedure:
    """A procedure by its versions in force, one a case and channel, with what it received in a period."""

    def __init__(self, versions: tuple[ProcedureVersion, ...], received: int, online: int) -> None:
        self.versions = versions
        self.used = received > 0
        self.used_online = online > 0

    @property
    def level(self) -> Channel | None:
        """The best online service that a case has; None where none has."""
        levels = {version.online for version in self.versions}
        return next((level for level in Channel if level.online and level in levels), None)

    @property
    def full(self) -> bool:
        return self.level is Channel.ONLINE_FULL

    @property
    def partial(self) -> bool:
        return self.level is Channel.ONLINE_PARTIAL


_TAKES: Final[Mapping[Count, Callable[[Procedure], bool]]] = {
    Count.PROCEDURES: lambda procedure: True,
    Count.PROCEDURES_USED: lambda procedure: procedure.used,
    Count.PROCEDURES_ONLINE: lambda procedure: procedure.level is not None,
    Count.PROCEDURES_ONLINE_FULL: lambda procedure: procedure.full,
    Count.PROCEDURES_ONLINE_PARTIAL: lambda procedure: procedure.partial,
    Count.PROCEDURES_ONLINE_USED: lambda procedure: procedure.level is not None and procedure.used_online,
    Count.PROCEDURES_ONLINE_FULL_USED: lambda procedure: procedure.full and procedure.used_online,
    Count.PROCEDURES_ONLINE_PARTIAL_USED: lambda procedure: procedure.partial and procedure.used_online,
    Count.PROCEDURES_ONLINE_UNUSED: lambda procedure: (
        procedure.level is not None and not procedure.used_online
    ),
    Count.PROCEDURES_BY_POST: lambda procedure: any(version.post for version in procedure.versions),
    Count.PROCEDURES_WITH_FEE: lambda procedure: any(version.fee for version in procedure.versions),
    Count.PROCEDURES_LIMITED: lambda procedure: any(map(_limited, procedure.versions)),
    Count.PROCEDURES_SHORTENED: lambda procedure: any(map(_shortened, procedure.versions)),
}


class MeasuredProcedures:
    """The procedures in force on the last day of a period, and what they received in it.

    A procedure that ended before the last day is none of them, whatever it received.
    """

    def __init__(self, versions: Iterable[ProcedureVersion], ledger: Ledger, last: date) -> None:
        """``ledger`` is grouped by procedure version."""
        known = tuple(versions)
        procedure_of = {version.id: version.procedure_id for version in known}
        received: Counter[int] = Counter()
        online: Counter[int] = Counter()
        for cell, n in ledger:
            if cell.origin is Origin.NEW:
                received[procedure_of[cell.group]] += n
                online[procedure_of[cell.group]] += n if cell.channel.online else 0
        in_force: dict[int, list[ProcedureVersion]] = {}
        for version in known:
            if version.in_force(last):
                in_force.setdefault(version.procedure_id, []).append(version)
        self._procedures = [
            Procedure(tuple(found), received[procedure], online[procedure])
            for procedure, found in in_force.items()
        ]

    def counts(self) -> dict[Count, int]:
        return {count: sum(map(takes, self._procedures)) for count, takes in _TAKES.items()}

    def behind(self, count: Count) -> tuple[ProcedureVersion, ...]:
        """The procedures that a count takes, by code, each as one of its versions in force."""
        found = (procedure.versions[0] for procedure in self._procedures if _TAKES[count](procedure))
        return tuple(sorted(found, key=lambda version: version.code))


def _limited(version: ProcedureVersion) -> bool:
    """Whether its legal and local limits can be compared; those of two units cannot."""
    legal, local = version.legal_limit, version.limit
    return legal is not None and local is not None and legal.unit is local.unit


def _shortened(version: ProcedureVersion) -> bool:
    legal, local = version.legal_limit, version.limit
    return (
        legal is not None and local is not None and legal.unit is local.unit and local.amount < legal.amount
    )
