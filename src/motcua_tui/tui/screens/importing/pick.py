"""One of many by typing a part of its name: the column or the code that something of theirs stands for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import on
from textual.containers import Vertical
from textual.widgets import Static

from motcua_tui.i18n import _
from motcua_tui.tui.actions import bindings_for
from motcua_tui.tui.screens.fields import OptionPicker
from motcua_tui.tui.status import Glyphs
from motcua_tui.tui.widgets.choices import Match, Picker
from motcua_tui.tui.widgets.dialog import Dialog
from motcua_tui.tui.widgets.plain import plain

if TYPE_CHECKING:
    from textual.app import ComposeResult


class PickOne(Dialog[str]):
    """Gives the key of the option that was picked, or None when left with Esc."""

    place = "pick"
    BINDINGS = bindings_for("pick")

    def __init__(self, title: str, options: Sequence[Match], glyphs: Glyphs, *, key: str = "") -> None:
        super().__init__("", title=title)
        self._picker = OptionPicker(
            options, glyphs=glyphs, key=key, placeholder=_("gõ để tìm trong danh sách"), id="picker"
        )

    def compose(self) -> ComposeResult:
        with Vertical(id="box") as box:
            box.border_title = plain(self._title)
            yield self._picker
            yield Static(self._keys(), id="keys")

    @on(Picker.Picked)
    def _picked(self, event: Picker.Picked) -> None:
        event.stop()
        self.dismiss(event.match.key)

    def action_cancel(self) -> None:
        self.dismiss(None)
