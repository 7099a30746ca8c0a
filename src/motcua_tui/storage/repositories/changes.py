"""Writing what the office changed. Rows are only ever added."""

from __future__ import annotations

from typing import Final

from motcua_tui.domain.changes import Subject
from motcua_tui.storage.codes import code_of
from motcua_tui.storage.journal import Recorded
from motcua_tui.storage.repositories.transaction import Transaction

_ADD: Final = """
INSERT INTO office_change (agency_id, entry, subject, name, field, before, after, recorded_at, actor)
VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id
"""


class ChangesRepository:
    def __init__(self, transaction: Transaction) -> None:
        self._in = transaction

    def record(self, subject: Subject, name: str, before: str, after: str, *, field: str = "") -> None:
        """One field went from ``before`` to ``after``; nothing is written where they are the same."""
        if before == after:
            return
        told = (code_of(subject), name, field, before, after, self._in.now, self._in.actor)
        added = self._in.connection.execute(_ADD, (self._in.journal.entry, *told))
        self._in.journal.add(Recorded.CHANGE, (*added.fetchone(), *told))
