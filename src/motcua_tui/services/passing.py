"""Who a dossier may be passed on to: the departments and the officers that the desk knows."""

from __future__ import annotations

from dataclasses import dataclass

from motcua_tui.domain.text import fold, sort_key
from motcua_tui.services import officers
from motcua_tui.services.desk import Desk
from motcua_tui.storage.reads import office as reads


@dataclass(frozen=True, slots=True)
class Hands:
    """The names that forms offer, each list in Vietnamese order."""

    departments: tuple[str, ...]
    officers: tuple[str, ...]


def hands(desk: Desk) -> Hands:
    """All departments, and the officers who have not left."""
    here = (officer.name for officer in officers.officers(desk) if officer.active)
    return Hands(_departments(desk), tuple(here))


def known_department(desk: Desk, name: str) -> str:
    """The department as the desk writes it, accents and case aside; the name itself where it is new."""
    return next((known for known in _departments(desk) if fold(known) == fold(name)), name)


def _departments(desk: Desk) -> tuple[str, ...]:
    found = reads.departments(desk.database.reader())
    return tuple(sorted(found.values(), key=sort_key))
