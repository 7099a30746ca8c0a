"""Who came before: applicants found by a number or a name, and what they have open.

Every statement goes through an index, so that it may run at each key that is typed.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from motcua_tui.domain.codes import State
from motcua_tui.domain.text import fold, sort_text, tokens
from motcua_tui.storage.codes import code_of, maybe_date
from motcua_tui.storage.connection import Connection
from motcua_tui.storage.reads.rows import Parameters, row, rows

Number = Literal["applicant_id", "phone"]

MOST_OFFERED: Final = 5
"""The applicants that are offered at most."""
_MOST_OF_ONE: Final = 20
"""The newest dossiers that are looked at for each number: several people may share a telephone."""
_MOST_NAMED: Final = 200
"""The newest dossiers that are looked at for a name."""
_MOST_LATEST: Final = 200
"""The newest dossiers among which an officer's last one is looked for."""

_NUMBERS: Final = {
    "applicant_id": """
        SELECT applicant_id FROM dossier
        WHERE applicant_id <> '' AND applicant_id >= :first AND applicant_id < :after
        GROUP BY applicant_id ORDER BY applicant_id LIMIT :most""",
    "phone": """
        SELECT phone FROM dossier WHERE phone <> '' AND phone >= :first AND phone < :after
        GROUP BY phone ORDER BY phone LIMIT :most""",
}
_NEWEST_OF: Final = {
    "applicant_id": """
        SELECT id FROM dossier WHERE applicant_id <> '' AND applicant_id = :number
        ORDER BY id DESC LIMIT :most""",
    "phone": "SELECT id FROM dossier WHERE phone <> '' AND phone = :number ORDER BY id DESC LIMIT :most",
}
_FACTS: Final = """
SELECT applicant, applicant_id, phone, email, address FROM dossier
WHERE id IN (SELECT value FROM json_each(:ids)) ORDER BY id DESC
"""
_COUNT_BY_ID: Final = "SELECT count(*) FROM dossier WHERE applicant_id <> '' AND applicant_id = :id"
_COUNT_BY_NAME: Final = """
SELECT count(*) FROM dossier WHERE applicant_key = :key AND applicant_id = '' AND phone = :phone
"""
# The plus signs keep the database from walking the index of all open dossiers instead.
_OPEN_OF: Final = """
SELECT d.code, d.lawful_due FROM dossier d
WHERE d.id IN (
    SELECT id FROM dossier WHERE applicant_id <> '' AND applicant_id = :id
    UNION SELECT id FROM dossier WHERE phone <> '' AND phone = :phone)
  AND +d.outcome IS NULL AND +d.state <> :declined AND d.code <> :but
  AND +d.procedure_version_id IN (
    SELECT v.id FROM procedure_version v
    WHERE v.procedure_id = (SELECT procedure_id FROM procedure_version WHERE id = :version))
ORDER BY d.id DESC
"""
_LATEST: Final = """
SELECT d.code FROM (SELECT id, code FROM dossier ORDER BY id DESC LIMIT :most) d
JOIN dossier_event e ON e.dossier_id = d.id AND e.number = 1
WHERE e.actor = :actor ORDER BY d.id DESC LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class Applicant:
    """Somebody known from earlier dossiers, as the newest of them has it."""

    name: str
    applicant_id: str
    phone: str
    email: str
    address: str
    dossiers: int
    """How many there are of the same number, or of the same name and telephone where there is none."""


def with_number(connection: Connection, which: Number, beginning: str) -> list[Applicant]:
    """The applicants whose number begins so, at most ``MOST_OFFERED``; the text is not empty."""
    after = beginning[:-1] + chr(ord(beginning[-1]) + 1)
    bounds: Parameters = {"first": beginning, "after": after, "most": MOST_OFFERED}
    ids: list[int] = []
    for (number,) in rows(connection, _NUMBERS[which], bounds):
        newest = rows(connection, _NEWEST_OF[which], {"number": number, "most": _MOST_OF_ONE})
        ids += [dossier for (dossier,) in newest]
    return _applicants(connection, ids)


def named(connection: Connection, text: str) -> list[Applicant]:
    """The applicants whose name holds words that begin as those typed, the newest first; accents aside."""
    words = tokens(text)
    if not words:
        return []
    sql, wanted = connection.found(words)
    found = rows(connection, f"{sql} ORDER BY id DESC LIMIT {_MOST_NAMED}", wanted)
    return _applicants(connection, [dossier for (dossier,) in found], words)


def open_dossiers(
    connection: Connection, version_id: int, applicant_id: str, phone: str, *, but: str
) -> list[tuple[str, date | None]]:
    """Code and lawful due date of what is not finished for that number or telephone in the procedure of
    that version, the newest first; without the dossier ``but``."""
    wanted: Parameters = {
        "version": version_id,
        "id": applicant_id,
        "phone": phone,
        "but": but,
        "declined": code_of(State.DECLINED),
    }
    return [(code, maybe_date(due)) for code, due in rows(connection, _OPEN_OF, wanted)]


def latest_of(connection: Connection, actor: str) -> str | None:
    """The code of the newest dossier that this officer put into the record, if it is not long ago."""
    found = row(connection, _LATEST, {"actor": actor, "most": _MOST_LATEST})
    return found[0] if found else None


def _applicants(connection: Connection, ids: list[int], words: list[str] | None = None) -> list[Applicant]:
    """The people behind the dossiers, each once; with ``words`` only those whose name has them."""
    people: dict[tuple[str, ...], tuple[str, str, str, str, str]] = {}
    for name, applicant_id, phone, email, address in rows(connection, _FACTS, {"ids": json.dumps(ids)}):
        if words and not _has(name, words):
            continue
        person = (applicant_id,) if applicant_id else (fold(name), phone)
        people.setdefault(person, (name, applicant_id, phone, email, address))
        if len(people) == MOST_OFFERED:
            break
    return [
        Applicant(*facts, dossiers=_count(connection, facts[0], facts[1], facts[2]))
        for facts in people.values()
    ]


def _has(name: str, words: list[str]) -> bool:
    in_name = tokens(name)
    return all(any(token.startswith(word) for token in in_name) for word in words)


def _count(connection: Connection, name: str, applicant_id: str, phone: str) -> int:
    if applicant_id:
        found = row(connection, _COUNT_BY_ID, {"id": applicant_id})
    else:
        found = row(connection, _COUNT_BY_NAME, {"key": sort_text(name), "phone": phone})
    return int(found[0]) if found else 0
