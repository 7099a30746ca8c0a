"""Writing locked periods: one is made, and taken back with a reason; what was sent is never changed."""

from __future__ import annotations

from sqlalchemy import update
from sqlmodel import col

from motcua_tui.domain.locking import Issue, LockedPeriod
from motcua_tui.storage.codes import code_of
from motcua_tui.storage.issues import encode_ledger, encode_texts, seal
from motcua_tui.storage.journal import head
from motcua_tui.storage.office_tables import LockedFileRow, LockedPeriodRow
from motcua_tui.storage.repositories.transaction import Transaction


class LockRepository:
    def __init__(self, transaction: Transaction) -> None:
        self._in = transaction

    def add(self, lock: LockedPeriod, issue: Issue) -> None:
        """Store a lock made now by this officer; its id, hash, entry, instant and officer are given here."""
        period = lock.period
        row = LockedPeriodRow(
            name=lock.reporting.name,
            starts_on=period.start.toordinal(),
            ends_on=period.end.toordinal(),
            profile=lock.profile.value,
            judge_by=code_of(lock.judge_by),
            as_on_time=lock.as_on_time,
            ledger=encode_ledger(issue.places),
            text=encode_texts(issue.texts),
            hash="",
            entry=head(self._in.connection).entries,
            locked_at=self._in.now,
            actor=self._in.actor,
        )
        parts = (row.name, row.profile, row.judge_by, int(row.as_on_time), row.entry, row.ledger, row.text)
        row.hash = seal(map(str, parts), issue.files)
        self._in.session.add(row)
        self._in.session.flush()
        assert row.id is not None
        for name, content in issue.files.items():
            self._in.session.add(LockedFileRow(locked_period_id=row.id, name=name, content=content))
        self._in.session.flush()

    def unlock(self, lock: int, reason: str) -> bool:
        """End a lock that is in force; False when it is not."""
        in_force = (col(LockedPeriodRow.id) == lock, col(LockedPeriodRow.unlocked_at).is_(None))
        ended = {"unlocked_at": self._in.now, "unlocked_by": self._in.actor, "unlock_reason": reason}
        return self._in.session.exec(update(LockedPeriodRow).where(*in_force).values(**ended)).rowcount == 1
