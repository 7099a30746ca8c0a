"""What was typed into a form and not saved: kept while one types, offered when the form is opened again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from motcua_tui.services.desk import Desk
from motcua_tui.storage import drafts as stored
from motcua_tui.storage.codes import Clock
from motcua_tui.storage.drafts import Content, Place

__all__ = ["Content", "Draft", "drop", "keep", "offered"]

KEPT_DAYS: Final = 30
"""A draft that nobody went on with for so long is deleted: it holds personal data."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A form that was left; ``saved_at`` is the local time at which it was last kept."""

    id: int
    content: Content
    saved_at: datetime


def offered(desk: Desk, form: str, subject: str = "") -> Draft | None:
    """The officer's newest draft of that form, of the dossier ``subject`` where the form has one."""
    clock = Clock(desk.settings.zone)
    found = stored.newest(desk.database, _place(desk, form, subject), since=_oldest(desk, clock))
    return Draft(found.id, found.content, clock.local(found.saved_at)) if found else None


def keep(desk: Desk, form: str, subject: str, content: Content, draft: int | None) -> int:
    """Keep what the fields hold, as the draft of that id where there is one; gives its id.

    Raises StorageError.
    """
    clock = Clock(desk.settings.zone)
    return stored.keep(
        desk.database,
        _place(desk, form, subject),
        content,
        at=clock.stored(desk.now()),
        prune_before=_oldest(desk, clock),
        draft=draft,
    )


def drop(desk: Desk, draft: int) -> None:
    """Forget a draft. Raises StorageError."""
    stored.drop(desk.database, draft)


def _place(desk: Desk, form: str, subject: str) -> Place:
    return Place(desk.actor, form, subject)


def _oldest(desk: Desk, clock: Clock) -> int:
    return clock.stored(desk.now() - timedelta(days=KEPT_DAYS))
