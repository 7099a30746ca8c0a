"""Who may do what at a desk: the roles of its officers, and the rights each role has.

Reading needs no right. A desk where nobody has a role is open: whoever sits there may do everything.
NĐ 118/2025/NĐ-CP has the desk receive (art. 17) and departments decide (art. 18, 19); an apology is the
agency's (art. 19.6). Everything else is our choice, and ``docs/office.md`` gives the reasons.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Role(StrEnum):
    """What an officer is at the desk. Stored by its place here, so it grows at its end only."""

    DESK = "desk"
    """Receives dossiers and gives results back (cán bộ một cửa)."""
    SPECIALIST = "specialist"
    """Decides dossiers (chuyên viên thụ lý)."""
    HEAD = "head"
    """Answers for the desk (lãnh đạo)."""
    READER = "reader"
    """Looks, and writes nothing (chỉ xem)."""


class Right(StrEnum):
    """Something that is written into the record. Every transaction names the one it needs."""

    ACCEPT = "accept"
    """Submit, accept, decline."""
    PROCESS = "process"
    """Hand over, ask, consult, finish, correct, stop, close."""
    REDATE = "redate"
    RETURN = "return"
    PAPERS = "papers"
    """Issue a letter or slip, which the history tells."""
    UNDO = "undo"
    """Take back or do again a step of one's own that one may do."""
    UNDO_OTHERS = "undo-others"
    VIEWS = "views"
    """Lists that the desk keeps under a name."""
    PETITIONS = "petitions"
    INDICATORS = "indicators"
    """Figures that are typed for a period."""
    LOCK = "lock"
    UNLOCK = "unlock"
    IMPORT = "import"
    """A register of dossiers."""
    CATALOGUE = "catalogue"
    CALENDAR = "calendar"
    """Days, office hours, and the due dates that move with them."""
    SETTINGS = "settings"
    """Settings and criteria of the office."""
    OFFICERS = "officers"
    """People, their roles and how they sign in."""
    RESTORE = "restore"
    """Put another record in the place of this one."""
    OWN_PIN = "own-pin"


_ANYBODY: Final = frozenset(Role)
_WORKING: Final = frozenset({Role.DESK, Role.SPECIALIST, Role.HEAD})
_COUNTER: Final = frozenset({Role.DESK, Role.HEAD})
_HEAD: Final = frozenset({Role.HEAD})

RIGHTS: Final[Mapping[Right, frozenset[Role]]] = {
    Right.ACCEPT: _COUNTER,
    Right.PROCESS: _WORKING,
    Right.REDATE: _COUNTER,
    Right.RETURN: _COUNTER,
    Right.PAPERS: _WORKING,
    Right.UNDO: _WORKING,
    Right.UNDO_OTHERS: _HEAD,
    Right.VIEWS: _WORKING,
    Right.PETITIONS: _COUNTER,
    Right.INDICATORS: _COUNTER,
    Right.LOCK: _COUNTER,
    Right.UNLOCK: _HEAD,
    Right.IMPORT: _COUNTER,
    Right.CATALOGUE: _HEAD,
    Right.CALENDAR: _HEAD,
    Right.SETTINGS: _HEAD,
    Right.OFFICERS: _HEAD,
    Right.RESTORE: _HEAD,
    Right.OWN_PIN: _ANYBODY,
}
"""The roles that have a right. The head has all of them, lest a desk get stuck."""


@dataclass(frozen=True, slots=True)
class Seat:
    """Who works at a desk, and as what; a desk is ``guarded`` as soon as somebody has a role.

    On a guarded desk nobody is signed in while ``role`` is None.
    """

    officer: int | None = None
    """The number of the officer, which another name does not change."""
    name: str = ""
    role: Role | None = None
    guarded: bool = False

    @property
    def signed_in(self) -> bool:
        return self.role is not None

    def may(self, right: Right) -> bool:
        return not self.guarded or self.role in RIGHTS[right]


OPEN: Final = Seat()
"""At a desk where nobody has a role."""
