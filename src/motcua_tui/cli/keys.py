"""``keys``: every key of the screens, as they are and as the person chose them."""

from __future__ import annotations

from typing import Annotated

import typer

from motcua_tui import locations
from motcua_tui.cli.output import data, emit_json, say
from motcua_tui.i18n import _


def keys(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help=_("In JSON."))] = False,
) -> None:
    from motcua_tui.tui.actions import ACTIONS, key_label
    from motcua_tui.tui.keymap import read_keymap

    path = locations.keys_file()
    keymap = read_keymap(path)
    if as_json:
        emit_json(
            {
                "file": str(path),
                "exists": path.exists(),
                "problems": list(keymap.problems),
                "keys": [
                    {
                        "id": action.id,
                        "keys": list(keymap.of(action)),
                        "usual": list(action.keys),
                        "title": action.title,
                        "help": action.help,
                        "where": list(action.where),
                        "cli": action.cli,
                    }
                    for action in ACTIONS
                ],
            }
        )
        return
    width = max(len(action.id) for action in ACTIONS)
    for action in ACTIONS:
        labels = " ".join(map(key_label, keymap.of(action)))
        chosen = "*" if action.id in keymap.keys else " "
        data(f"{chosen} {action.id:<{width}}  {labels:<16}{action.help}")
    for problem in keymap.problems:
        say(f"! {problem}")
    say(_("Đổi phím trong {path}, ví dụ:").format(path=path))
    say('  [keys]\n  accept = "ctrl+e"')
