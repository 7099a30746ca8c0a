"""The book of petitions."""

from __future__ import annotations

from datetime import date

from motcua_tui.domain.petitions import Petition, PetitionChannel
from motcua_tui.storage.codes import maybe_date, values_of
from motcua_tui.storage.connection import Connection
from motcua_tui.storage.reads.rows import Row, row, rows

_PETITIONS = """
SELECT p.id, p.received_on, p.channel, p.sender, p.phone, p.content, p.procedure, p.dossier, d.name,
       p.answer_by, p.answered_on, p.answer
FROM petition p LEFT JOIN department d ON d.id = p.department_id
"""
_ALL = f"{_PETITIONS} WHERE p.agency_id = 1 ORDER BY p.received_on, p.id"
_ONE = f"{_PETITIONS} WHERE p.agency_id = 1 AND p.id = :number"


def petitions(connection: Connection) -> tuple[Petition, ...]:
    """All petitions, in the order in which they were received."""
    return tuple(map(_petition, rows(connection, _ALL)))


def petition(connection: Connection, number: int) -> Petition | None:
    """The petition of that number; None where there is none."""
    found = row(connection, _ONE, {"number": number})
    return None if found is None else _petition(found)


def _petition(columns: Row) -> Petition:
    number, received, channel, sender, phone, content, procedure, dossier, department, *answering = columns
    answer_by, answered_on, answer = answering
    return Petition(
        number=number,
        received_on=date.fromordinal(received),
        channel=values_of(PetitionChannel)[channel],
        sender=sender,
        phone=phone,
        content=content,
        procedure=procedure,
        dossier=dossier,
        department=department or "",
        answer_by=date.fromordinal(answer_by),
        answered_on=maybe_date(answered_on),
        answer=answer,
    )
