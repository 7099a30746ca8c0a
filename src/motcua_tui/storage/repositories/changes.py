"""Writing what the office changed. Rows are only ever added."""

from __future__ import annotations

from motcua_tui.domain.changes import Subject
from motcua_tui.storage.codes import code_of
from motcua_tui.storage.journal import Recorded
from motcua_tui.storage.office_tables import OfficeChangeRow
from motcua_tui.storage.repositories.transaction import Transaction


class ChangesRepository:
    def __init__(self, transaction: Transaction) -> None:
        self._in = transaction

    def record(self, subject: Subject, name: str, before: str, after: str, *, field: str = "") -> None:
        """One field went from ``before`` to ``after``; nothing is written where they are the same."""
        if before == after:
            return
        row = OfficeChangeRow(
            entry=self._in.journal.entry,
            subject=code_of(subject),
            name=name,
            field=field,
            before=before,
            after=after,
            recorded_at=self._in.now,
            actor=self._in.actor,
        )
        self._in.session.add(row)
        self._in.session.flush()
        assert row.id is not None
        told = (row.id, row.subject, name, field, before, after, row.recorded_at, row.actor)
        self._in.journal.add(Recorded.CHANGE, told)
