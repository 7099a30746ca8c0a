"""Draws the pictures of the README from the sample desk: docs/screenshots/*.svg.

python tools/screenshots.py
"""

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from typing import Final

from motcua_tui import bootstrap
from motcua_tui.services.maintenance import SAMPLE_TODAY, throwaway_sample
from motcua_tui.storage.database import Database
from motcua_tui.tui.app import MotcuaApp

FOLDER: Final = Path(__file__).parents[1] / "docs" / "screenshots"
SIZE: Final = (110, 32)
PICTURES: Final = {"today": (), "dossiers": ("2",), "report": ("3",), "accept": ("f2",)}
"""The name of each picture and the keys that lead to it."""
# Pictures fetch nothing from elsewhere.
_FONTS: Final = re.compile(r"@font-face\s*{.*?}\s*", re.DOTALL)


async def draw(path: Path) -> None:
    for name, keys in PICTURES.items():
        database = Database.open(path)
        app = MotcuaApp(bootstrap.desk_of(database, SAMPLE_TODAY), demo=True)
        async with app.run_test(size=SIZE) as pilot:
            await settled(app)
            await pilot.press(*keys)
            await settled(app)
            await pilot.pause()
            svg = app.export_screenshot(title="motcua demo")
        database.close()
        (FOLDER / f"{name}.svg").write_text(_FONTS.sub("", svg), encoding="utf-8")


async def settled(app: MotcuaApp) -> None:
    """Wait until no worker has anything to do."""
    await asyncio.sleep(0)
    await app.workers.wait_for_complete()


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with throwaway_sample() as path:
        asyncio.run(draw(path))


if __name__ == "__main__":
    main()
