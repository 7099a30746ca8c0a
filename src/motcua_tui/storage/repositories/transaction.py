"""What the repositories of one unit of work share."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from sqlmodel import Session

from motcua_tui.storage.codes import Clock


@dataclass(frozen=True, slots=True)
class Transaction:
    """The session and the connection under it, who writes, and when (UTC seconds)."""

    session: Session
    connection: sqlite3.Connection
    zone: str
    clock: Clock
    actor: str
    now: int
