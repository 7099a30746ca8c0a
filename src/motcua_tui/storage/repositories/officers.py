"""Writing the people of the office. Nobody is ever deleted: dossiers and their history name them."""

from __future__ import annotations

from datetime import date

from sqlmodel import select

from motcua_tui.domain.changes import Subject
from motcua_tui.storage.codes import maybe_ordinal
from motcua_tui.storage.repositories.changes import ChangesRepository
from motcua_tui.storage.repositories.transaction import Transaction
from motcua_tui.storage.tables import OWN_AGENCY, OfficerRow


class OfficerRepository:
    def __init__(self, transaction: Transaction) -> None:
        self._in = transaction
        self._changes = ChangesRepository(transaction)

    def known(self, name: str) -> bool:
        """There is an officer of that name, retired or not."""
        return self._row(name) is not None

    def retired(self, name: str) -> bool:
        """The officer of that name has left."""
        row = self._row(name)
        return row is not None and row.retired_on is not None

    def add(self, name: str) -> None:
        """A new officer."""
        self._in.session.add(OfficerRow(name=name))
        self._in.session.flush()
        self._changes.record(Subject.OFFICER, name, "", name, field="name")

    def rename(self, before: str, after: str) -> None:
        """Another name for a known officer; the dossiers follow, their history keeps what it says."""
        self._known(before).name = after
        self._in.session.flush()
        self._changes.record(Subject.OFFICER, after, before, after, field="name")

    def retire(self, name: str, on: date | None) -> None:
        """A known officer has left on that day, or with None is back."""
        row = self._known(name)
        before, row.retired_on = row.retired_on, maybe_ordinal(on)
        self._in.session.flush()
        self._changes.record(Subject.OFFICER, name, _day(before), _day(row.retired_on), field="retired_on")

    def _row(self, name: str) -> OfficerRow | None:
        return self._in.session.exec(
            select(OfficerRow).where(OfficerRow.agency_id == OWN_AGENCY, OfficerRow.name == name)
        ).first()

    def _known(self, name: str) -> OfficerRow:
        row = self._row(name)
        assert row is not None
        return row


def _day(ordinal: int | None) -> str:
    return "" if ordinal is None else date.fromordinal(ordinal).isoformat()
