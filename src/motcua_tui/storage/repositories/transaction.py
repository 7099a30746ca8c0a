"""What the repositories of one unit of work share."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session

from motcua_tui.storage.codes import Clock
from motcua_tui.storage.connection import Connection
from motcua_tui.storage.journal import Journal


@dataclass(frozen=True, slots=True)
class Transaction:
    """The session and the connection under it, who writes, when (UTC seconds), and the journal of it."""

    session: Session
    connection: Connection
    zone: str
    clock: Clock
    actor: str
    now: int
    journal: Journal
