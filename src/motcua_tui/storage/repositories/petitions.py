"""Writing the book of petitions; every changed field is recorded beside it."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Final

from motcua_tui.domain.changes import Subject
from motcua_tui.domain.petitions import Petition
from motcua_tui.storage.codes import code_of, maybe_ordinal
from motcua_tui.storage.office_tables import PetitionRow
from motcua_tui.storage.reads import petitions as reads
from motcua_tui.storage.repositories.changes import ChangesRepository
from motcua_tui.storage.repositories.references import References
from motcua_tui.storage.repositories.transaction import Transaction

_RECORDED: Final = tuple(field.name for field in fields(Petition) if field.name != "number")


class PetitionRepository:
    def __init__(self, transaction: Transaction) -> None:
        self._in = transaction
        self._changes = ChangesRepository(transaction)
        self._references = References(transaction.connection)

    def get(self, number: int) -> Petition | None:
        """The petition of that number; None where there is none."""
        return reads.petition(self._in.connection, number)

    def add(self, petition: Petition) -> Petition:
        """Store a new petition; gives it with its number."""
        row = self._row(petition)
        self._in.session.add(row)
        self._in.session.flush()
        assert row.id is not None
        stored = replace(petition, number=row.id)
        for name in _RECORDED:
            self._record(stored, name, "")
        return stored

    def update(self, before: Petition, after: Petition) -> None:
        """Put a stored petition right."""
        row = self._row(after)
        row.id = before.number
        self._in.session.merge(row)
        self._in.session.flush()
        for name in _RECORDED:
            self._record(after, name, _text(before, name))

    def _record(self, petition: Petition, name: str, before: str) -> None:
        self._changes.record(
            Subject.PETITION, str(petition.number), before, _text(petition, name), field=name
        )

    def _row(self, petition: Petition) -> PetitionRow:
        return PetitionRow(
            received_on=petition.received_on.toordinal(),
            channel=code_of(petition.channel),
            sender=petition.sender,
            phone=petition.phone,
            content=petition.content,
            procedure=petition.procedure,
            dossier=petition.dossier,
            department_id=self._references.department(petition.department),
            answer_by=petition.answer_by.toordinal(),
            answered_on=maybe_ordinal(petition.answered_on),
            answer=petition.answer,
        )


def _text(petition: Petition, name: str) -> str:
    value = getattr(petition, name)
    return "" if value is None else str(value)
