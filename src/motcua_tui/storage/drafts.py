"""Forms as they were left, kept until they are saved or thrown away.

Written past the unit of work: a draft is no part of the record, and keeping one must be quick from the
first key on, before the writing side is loaded.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from motcua_tui.storage.database import Database
from motcua_tui.storage.reads.rows import Parameters, row
from motcua_tui.storage.store import DROP_DRAFT

Content = Mapping[str, str]
"""What the fields of a form hold, by their names."""

_INSERT: Final = """
INSERT INTO draft (agency_id, actor, form, subject, content, saved_at)
VALUES (1, :actor, :form, :subject, :content, :saved_at) RETURNING id
"""
_UPDATE: Final = "UPDATE draft SET content = :content, saved_at = :saved_at WHERE id = :id"
_PRUNE: Final = "DELETE FROM draft WHERE saved_at < :before"
_NEWEST: Final = """
SELECT id, content, saved_at FROM draft
WHERE actor = :actor AND form = :form AND subject = :subject AND saved_at >= :since
ORDER BY saved_at DESC, id DESC LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class Place:
    """Whose draft, of which form, and of which dossier where the form has one."""

    actor: str
    form: str
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A kept form. ``saved_at`` is in UTC seconds."""

    id: int
    content: Content
    saved_at: int


def newest(database: Database, place: Place, *, since: int) -> Draft | None:
    """The draft that was kept last, not before ``since``."""
    wanted: Parameters = {"actor": place.actor, "form": place.form, "subject": place.subject, "since": since}
    found = row(database.reader(), _NEWEST, wanted)
    return Draft(found[0], json.loads(found[1]), found[2]) if found else None


def keep(
    database: Database, place: Place, content: Content, *, at: int, prune_before: int, draft: int | None
) -> int:
    """Store the content, over the draft of that id while it is still there; gives the draft's id.

    Whatever was last kept before ``prune_before`` goes. Raises StorageError.
    """
    kept = {"content": json.dumps(content, ensure_ascii=False), "saved_at": at}
    with database.writing() as connection:
        connection.execute(_PRUNE, {"before": prune_before})
        if draft is not None and connection.execute(_UPDATE, {"id": draft, **kept}).rowcount:
            return draft
        whose = {"actor": place.actor, "form": place.form, "subject": place.subject}
        ((added,),) = connection.execute(_INSERT, {**whose, **kept}).fetchall()
    return int(added)


def drop(database: Database, draft: int) -> None:
    """Forget a draft, which may be gone already. Raises StorageError."""
    with database.writing() as connection:
        connection.execute(DROP_DRAFT, {"id": draft})
