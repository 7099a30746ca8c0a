"""Writing the lists that the desk keeps under a name."""

from __future__ import annotations

from sqlalchemy import ColumnElement
from sqlmodel import col, delete, update

from motcua_tui.storage.office_tables import SavedViewRow
from motcua_tui.storage.repositories.transaction import Transaction
from motcua_tui.storage.tables import OWN_AGENCY


class ViewRepository:
    def __init__(self, transaction: Transaction) -> None:
        self._in = transaction

    def put(self, name: str, content: str) -> None:
        """Keep a list under a name; the one that had it is replaced."""
        self._in.session.merge(
            SavedViewRow(name=name, content=content, saved_at=self._in.now, actor=self._in.actor)
        )
        self._in.session.flush()

    def rename(self, name: str, new: str) -> bool:
        """Give a list another name, which is free; False where there is none of that name."""
        changed = self._in.session.exec(update(SavedViewRow).where(*_named(name)).values(name=new))
        return changed.rowcount == 1

    def remove(self, name: str) -> bool:
        """Forget a list; False where there is none of that name."""
        return self._in.session.exec(delete(SavedViewRow).where(*_named(name))).rowcount == 1


def _named(name: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return col(SavedViewRow.agency_id) == OWN_AGENCY, col(SavedViewRow.name) == name
