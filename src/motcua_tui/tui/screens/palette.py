"""The commands by name: type a part of one, accents aside, and press enter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.app import SystemCommand
from textual.containers import Vertical
from textual.screen import ModalScreen

from motcua_tui.domain.text import fold
from motcua_tui.i18n import _
from motcua_tui.tui.actions import bindings_for
from motcua_tui.tui.status import Glyphs
from motcua_tui.tui.stylesheets import SCREEN_STYLES
from motcua_tui.tui.widgets.choices import Match, Picker

if TYPE_CHECKING:
    from pathlib import PurePath

    from textual.app import ComposeResult

_SHOWN: Final = 14


class Palette(ModalScreen[SystemCommand | None]):
    """Gives the command that was chosen."""

    BINDINGS = bindings_for("palette")
    CSS_PATH: ClassVar[list[str | PurePath]] = [SCREEN_STYLES]

    def __init__(self, commands: Sequence[SystemCommand], glyphs: Glyphs) -> None:
        super().__init__()
        self._commands = commands
        self._glyphs = glyphs

    def compose(self) -> ComposeResult:
        with Vertical(id="palette") as box:
            box.border_title = _("Lệnh")
            yield Picker(placeholder=_("gõ một phần tên lệnh; không cần dấu"), glyphs=self._glyphs)

    def on_mount(self) -> None:
        self._supply("")

    @on(Picker.Changed)
    def _typed(self, event: Picker.Changed) -> None:
        self._supply(event.text)

    @on(Picker.Picked)
    def _picked(self, event: Picker.Picked) -> None:
        self.dismiss(self._commands[int(event.match.key)])

    def action_cancel(self) -> None:
        self.dismiss(None)

    def _supply(self, text: str) -> None:
        words = fold(text).split()
        found = [
            Match(str(place), command.title, command.help)
            for place, command in enumerate(self._commands)
            if all(word in fold(f"{command.title} {command.help}") for word in words)
        ]
        by_title = sorted(found, key=lambda match: not all(word in fold(match.label) for word in words))
        self.query_one(Picker).supply(text, by_title[:_SHOWN])
