"""Writing the people of the office. Nobody is ever deleted: dossiers and their history name them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import col, select

from motcua_tui.domain.changes import Subject
from motcua_tui.domain.roles import Role
from motcua_tui.storage.codes import code_of, maybe_code, maybe_ordinal, maybe_value
from motcua_tui.storage.repositories.changes import ChangesRepository
from motcua_tui.storage.repositories.transaction import Transaction
from motcua_tui.storage.tables import OWN_AGENCY, OfficerRow

PIN_SET = "set"
"""What the journal says of a PIN; never the PIN, nor what is kept of it."""


@dataclass(frozen=True, slots=True)
class KeptPin:
    """What is kept of an officer's PIN, and the wrong ones in a row up to a local instant."""

    officer: int
    hash: str
    wrong: int
    wrong_at: datetime | None


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

    def give_role(self, name: str, role: Role | None) -> None:
        """What a known officer is at the desk from now on; None for nothing."""
        row = self._known(name)
        before, row.role = maybe_value(Role, row.role), maybe_code(role)
        self._in.session.flush()
        self._changes.record(Subject.OFFICER, name, before or "", role or "", field="role")

    def set_login(self, name: str, login: str) -> None:
        """The name of a known officer on the machine; empty for none."""
        row = self._known(name)
        before, row.login = row.login or "", login or None
        self._in.session.flush()
        self._changes.record(Subject.OFFICER, name, before, login, field="login")

    def with_login(self, login: str) -> str | None:
        """Who has that name on the machine."""
        found = self._in.session.exec(
            select(OfficerRow).where(OfficerRow.agency_id == OWN_AGENCY, OfficerRow.login == login)
        ).first()
        return found.name if found else None

    def set_pin(self, name: str, hash: str | None) -> None:
        """Another PIN of a known officer, or none; wrong ones are forgotten."""
        row = self._known(name)
        had, row.pin_hash = row.pin_hash is not None, hash
        row.wrong_pins, row.wrong_pin_at = 0, None
        self._in.session.flush()
        before, after = (PIN_SET, "") if hash is None and had else ("", PIN_SET if hash else "")
        self._changes.record(Subject.OFFICER, name, before, after, field="pin")

    def pin(self, name: str) -> KeptPin | None:
        """What is kept of the PIN of somebody who works here and has a role; None where there is none."""
        row = self._row(name)
        if row is None or row.pin_hash is None or row.role is None or row.retired_on is not None:
            return None
        assert row.id is not None
        wrong_at = None if row.wrong_pin_at is None else self._in.clock.local(row.wrong_pin_at)
        return KeptPin(row.id, row.pin_hash, row.wrong_pins, wrong_at)

    def count_guess(self, name: str) -> None:
        """One more PIN was typed for a known officer, a wrong one until it proves right."""
        row = self._known(name)
        row.wrong_pins, row.wrong_pin_at = row.wrong_pins + 1, self._in.now
        self._in.session.flush()

    def forget_guesses(self, name: str) -> None:
        """The PIN that was typed last was right."""
        row = self._known(name)
        row.wrong_pins, row.wrong_pin_at = 0, None
        self._in.session.flush()

    def ungoverned(self) -> bool:
        """Somebody who works here has a role, and no head could sign in to change that."""
        working = self._in.session.exec(
            select(OfficerRow).where(
                OfficerRow.agency_id == OWN_AGENCY,
                col(OfficerRow.role).is_not(None),
                col(OfficerRow.retired_on).is_(None),
            )
        ).all()
        heads = (row for row in working if row.role == code_of(Role.HEAD))
        return bool(working) and not any(row.pin_hash or row.login for row in heads)

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
