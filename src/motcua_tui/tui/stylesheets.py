"""Where the styles are: those that every screen shares, those of the first one, and those of all others,
which are parsed when one of these is shown."""

from __future__ import annotations

from pathlib import Path
from typing import Final

_FOLDER: Final = Path(__file__).parent / "styles"
BASE_STYLES: Final = _FOLDER / "base.tcss"
FIRST_STYLES: Final = _FOLDER / "today.tcss"
SCREEN_STYLES: Final = _FOLDER / "screens.tcss"
