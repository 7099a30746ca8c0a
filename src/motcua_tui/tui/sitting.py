"""How an officer left the screens, to find them so again: a small file of the user, beside no database.

A text search is not kept: a list that is short without a visible reason would be taken for the whole. The tab
is taken up again on the same day only; a new day begins with *Hôm nay*.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Final

from motcua_tui.errors import OutputError
from motcua_tui.locations import make_folder
from motcua_tui.storage.place import Place

FIRST_TAB: Final = "today"
_MOST: Final = 50
"""Desks and officers that are remembered; the one that was longest ago goes first."""


@dataclass(frozen=True, slots=True)
class Sitting:
    """``listing`` is the text that a list of dossiers is kept as, ``name`` its name, ``code`` the
    dossier under its cursor; each may be empty."""

    tab: str = FIRST_TAB
    listing: str = ""
    name: str = ""
    code: str = ""
    left_on: str = ""

    def tab_on(self, day: date) -> str:
        """The tab to begin with on that day."""
        return self.tab if self.left_on == day.isoformat() else FIRST_TAB


def read(file: Path, database: Place, officer: str) -> Sitting:
    """How that officer left that desk; as at the first time where nothing usable is known."""
    found = _all(file).get(_key(database, officer))
    try:
        sitting = Sitting(**found) if isinstance(found, dict) else Sitting()
    except TypeError:
        return Sitting()
    return sitting if all(isinstance(value, str) for value in asdict(sitting).values()) else Sitting()


def write(file: Path, database: Place, officer: str, sitting: Sitting) -> None:
    """Remember it, readable by the user only. A folder that cannot be written leaves it at what it was."""
    from motcua_tui.services.saving import save

    known = _all(file)
    known.pop(key := _key(database, officer), None)
    known[key] = asdict(sitting)
    text = json.dumps(dict(list(known.items())[-_MOST:]), ensure_ascii=False)
    with suppress(OSError, OutputError):
        make_folder(file.parent)
        save(file, text.encode(), force=True)


def _all(file: Path) -> dict[str, object]:
    try:
        known = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}


def _key(database: Place, officer: str) -> str:
    return f"{database.absolute() if isinstance(database, Path) else database} {officer}"
