"""What is kept of the last imports: the folder, and the map of each shape of register.

A small file of the user, beside no database. A shape is the headings of a sheet; what registers say is
never kept.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from motcua_tui.errors import InputError, OutputError
from motcua_tui.locations import make_folder
from motcua_tui.services.importing.mapping import ImportMap, map_text, parse_map
from motcua_tui.services.saving import save

_MOST: Final = 30
"""Shapes that are remembered; the one that was longest ago goes first."""


@dataclass(frozen=True, slots=True)
class Remembered:
    """Reads and writes ``file``; one that is not there, or makes no sense, remembers nothing."""

    file: Path

    def folder(self) -> str:
        """Where the last file lay; "" where that is not known."""
        folder = self._all().get("folder")
        return folder if isinstance(folder, str) else ""

    def map_of(self, titles: Sequence[str]) -> ImportMap | None:
        """The map by which a sheet with just these headings was last brought in."""
        text = self._maps().get(_key(titles))
        with suppress(tomllib.TOMLDecodeError, InputError, TypeError):
            return parse_map(text) if isinstance(text, str) else None
        return None

    def keep(self, folder: Path, titles: Sequence[str], map: ImportMap) -> None:
        """Remember them, for the user alone. A place that cannot be written leaves it at what it was."""
        maps = self._maps()
        maps.pop(_key(titles), None)
        maps[_key(titles)] = map_text(map)
        kept = {"folder": str(folder.absolute()), "maps": dict(list(maps.items())[-_MOST:])}
        with suppress(OSError, OutputError):
            make_folder(self.file.parent)
            save(self.file, json.dumps(kept, ensure_ascii=False).encode(), force=True)

    def _maps(self) -> dict[str, object]:
        maps = self._all().get("maps")
        return maps if isinstance(maps, dict) else {}

    def _all(self) -> dict[str, object]:
        try:
            known = json.loads(self.file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return known if isinstance(known, dict) else {}


def _key(titles: Sequence[str]) -> str:
    return "\t".join(titles)
