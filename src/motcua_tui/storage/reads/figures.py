"""The dossiers behind a figure of a report, as a list asks for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from motcua_tui.domain.codes import JudgeBy
from motcua_tui.domain.ledger import CellFilter, Origin, Status
from motcua_tui.domain.periods import Period
from motcua_tui.storage.connection import Connection
from motcua_tui.storage.reads.ledger import Behind, GroupBy, behind, one_behind
from motcua_tui.storage.reads.orders import SortKey

_EVER: Final = date.min.toordinal()


@dataclass(frozen=True, slots=True)
class FigureQuery:
    """The dossiers behind one figure of a report, in all groups or in those given."""

    period: Period
    judge_by: JudgeBy
    figure: tuple[CellFilter, ...]
    by: GroupBy
    groups: frozenset[int] | None = None

    @property
    def of_finished(self) -> bool:
        """It counts nothing but dossiers that were finished in the period."""
        return all(cells.status is not None and Status.PENDING not in cells.status for cells in self.figure)

    @property
    def may_be_rare(self) -> bool:
        """It takes a part only of what was finished or pending, for which there is an index."""
        return all(cells.status is not None or cells.judgement is not None for cells in self.figure)

    def days(self) -> dict[SortKey, tuple[int, int]]:
        """Between which days all of its dossiers were accepted and, where that is known, finished."""
        origins = {origin for cells in self.figure for origin in cells.origin or Origin}
        first, last = self.period.first.toordinal(), self.period.last.toordinal()
        accepted = {
            frozenset({Origin.NEW}): (first, last),
            frozenset({Origin.CARRIED_OVER}): (_EVER, first - 1),
        }.get(frozenset(origins), (_EVER, last))
        return {SortKey.ACCEPTED: accepted} | ({SortKey.FINISHED: (_EVER, last)} if self.of_finished else {})

    def found(self, connection: Connection) -> Behind:
        """Its dossiers. Raises StorageError."""
        return behind(connection, self.period, self.judge_by, self.by, self.figure, self.groups)

    def of_one(self) -> str:
        """The condition that a dossier which is known is one of them, with the parameters of ``found``."""
        return one_behind(self.judge_by, self.by, self.figure, self.groups)
