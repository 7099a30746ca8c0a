"""Opens the screens over a database; over a new one, asks first what desk it is for."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from motcua_tui import locations
from motcua_tui.bootstrap import clock, desk_of
from motcua_tui.config import DEFAULTS
from motcua_tui.services.today import morning
from motcua_tui.storage.database import Database
from motcua_tui.storage.place import Place
from motcua_tui.tui import sitting
from motcua_tui.tui.app import MotcuaApp
from motcua_tui.tui.keymap import read_keymap
from motcua_tui.tui.sitting import FIRST_TAB, Sitting


def open_screens(place: Place, *, today: str | None = None, plain: bool = False, demo: bool = False) -> None:
    """Run the program until the person leaves it.

    ``today`` fixes the clock, ``plain`` draws with ASCII signs and without colour, ``demo`` says that
    nothing is kept. Raises StorageError when the database cannot be opened, and whatever nobody foresaw.
    """
    if plain:
        os.environ["NO_COLOR"] = "1"  # how Textual is told
    if isinstance(place, Path) and not place.exists() and not _made(place, today, plain=plain):
        return
    database = Database.open(place)
    try:
        desk = desk_of(database, today)
        keymap = read_keymap(locations.keys_file())
        left = Sitting() if demo else sitting.read(locations.sittings_file(), place, desk.settings.officer)
        begins = left.tab_on(desk.today())
        opening = morning(desk) if begins == FIRST_TAB else None
        app = MotcuaApp(
            desk, plain=plain, opening=opening, demo=demo, keymap=keymap, sitting=replace(left, tab=begins)
        )
        app.run()
        if not demo:
            ended = replace(app.sitting, tab=app.current_mode, left_on=app.desk.today().isoformat())
            sitting.write(locations.sittings_file(), place, app.desk.settings.officer, ended)
        if app.crash:
            raise app.crash
    finally:
        database.close()


def _made(path: Path, today: str | None, *, plain: bool) -> bool:
    """The person filled in what a new desk needs, and it is made."""
    from motcua_tui.tui.screens.first_run import FirstRunApp

    app = FirstRunApp(path, clock(DEFAULTS.zone, today))
    made = app.run()
    if app.crash:
        raise app.crash
    return bool(made)
