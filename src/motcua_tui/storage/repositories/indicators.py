"""Writing the figures that officers type for a period. Rows are only ever added."""

from __future__ import annotations

from collections.abc import Mapping

from motcua_tui.domain.periods import Period
from motcua_tui.storage.office_tables import IndicatorValueRow
from motcua_tui.storage.reads import indicators as reads
from motcua_tui.storage.repositories.transaction import Transaction


class IndicatorRepository:
    def __init__(self, transaction: Transaction) -> None:
        self._in = transaction

    def put(self, period: Period, values: Mapping[str, str]) -> int:
        """Store the figures that differ from those that stand, by id; an empty one takes a figure back.

        Gives how many were stored.
        """
        standing = reads.values(self._in.connection, period)
        changed = {name: value for name, value in values.items() if value != standing.get(name, "")}
        for name, value in changed.items():
            row = IndicatorValueRow(
                indicator=name,
                starts_on=period.start.toordinal(),
                ends_on=period.end.toordinal(),
                value=value,
                recorded_at=self._in.now,
                actor=self._in.actor,
            )
            self._in.session.add(row)
        self._in.session.flush()
        return len(changed)
