"""Opens the screens over a database; over a new one, asks first what desk it is for."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from motcua_tui import locations
from motcua_tui.bootstrap import clock, desk_of, open_database
from motcua_tui.config import DEFAULTS
from motcua_tui.errors import DamagedError
from motcua_tui.services.desk import Desk
from motcua_tui.services.today import Morning, morning
from motcua_tui.storage.place import Place
from motcua_tui.tui import sitting
from motcua_tui.tui.app import MotcuaApp
from motcua_tui.tui.keymap import read_keymap
from motcua_tui.tui.sitting import FIRST_TAB, Sitting


def open_screens(
    place: Place, *, today: str | None = None, plain: bool = False, demo: bool = False, officer: str = ""
) -> None:
    """Run the program until the person leaves it.

    ``today`` fixes the clock, ``plain`` draws with ASCII signs and without colour, ``demo`` says that
    nothing is kept, ``officer`` who is going to sign in. Raises StorageError when the database cannot be
    opened, and whatever nobody foresaw.
    """
    if plain:
        os.environ["NO_COLOR"] = "1"  # how Textual is told
    if isinstance(place, Path) and not place.exists() and not _made(place, today, plain=plain):
        return
    database = open_database(place)
    try:
        following: Desk | None = desk_of(database, today)
        while following is not None:
            following = _sat(following, place, plain=plain, demo=demo, officer=officer)
    finally:
        database.close()


def _sat(desk: Desk, place: Place, *, plain: bool, demo: bool, officer: str) -> Desk | None:
    """The screens for whoever is at the desk now; gives the desk with who comes next, if anybody does."""
    left = Sitting() if demo else sitting.read(locations.sittings_file(), place, desk.actor)
    begins = left.tab_on(desk.today())
    app = MotcuaApp(
        desk,
        plain=plain,
        opening=_opening(desk) if begins == FIRST_TAB else None,
        demo=demo,
        keymap=read_keymap(locations.keys_file()),
        sitting=replace(left, tab=begins),
        asked=officer,
        keeps_copies=not demo,
    )
    app.run()
    if not demo:
        ended = replace(app.sitting, tab=app.tab, left_on=app.desk.today().isoformat())
        sitting.write(locations.sittings_file(), place, app.desk.actor or desk.actor, ended)
    if app.crash:
        raise app.crash
    return app.successor


def _opening(desk: Desk) -> Morning | None:
    """What the first screen shows at once; of a damaged record only where that can be read."""
    try:
        return morning(desk)
    except DamagedError:
        if desk.database.damage:
            return None
        raise


def _made(path: Path, today: str | None, *, plain: bool) -> bool:
    """The person filled in what a new desk needs, and it is made."""
    from motcua_tui.tui.screens.first_run import FirstRunApp

    app = FirstRunApp(path, clock(DEFAULTS.zone, today))
    made = app.run()
    if app.crash:
        raise app.crash
    return bool(made)
