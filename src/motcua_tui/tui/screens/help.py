"""The keys that work where one is, from the registry of actions."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Final

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from motcua_tui.tui.actions import bindings_for
from motcua_tui.tui.screens.base import DeskScreen
from motcua_tui.tui.widgets.keys import HelpRow, help_rows
from motcua_tui.tui.widgets.plain import hanging

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

_KEYS_WIDTH: Final = 12
_WIDE: Final = 120
"""From so many cells on, the command that does the same has room."""
_INDENT: Final = "  "
_GAP: Final = "  "
_SCROLLBAR: Final = 1


class HelpScreen(DeskScreen):
    """The keys of ``places`` and of the whole program, group by group, those of what has the focus first."""

    places = ("help",)
    BINDINGS = bindings_for("help")
    AUTO_FOCUS = "VerticalScroll"

    def __init__(
        self,
        tab: str,
        places: tuple[str, ...],
        *,
        keymap: Mapping[str, str] | None = None,
        focused: Collection[str] = (),
    ) -> None:
        super().__init__()
        self.tab = tab
        self._places = places
        self._keymap = keymap
        self._near = focused

    def compose_body(self) -> ComposeResult:
        with VerticalScroll(id="help"):
            yield Static()

    def on_resize(self, event: events.Resize) -> None:
        rows = help_rows(*self._places, "app", keymap=self._keymap, focused=self._near)
        titles = max(len(row.title) for row in rows) + len(_GAP)
        self.query_one("#help Static", Static).update(
            Content("\n").join(line for row in rows for line in _lines(row, titles, event.size.width))
        )

    def action_back(self) -> None:
        self.dismiss()


def _lines(row: HelpRow, titles: int, width: int) -> list[Content]:
    keys = f"{_INDENT}{row.keys:<{_KEYS_WIDTH}}"
    head = f"{keys}{row.title:<{titles}}"
    cli = f"{_GAP}{row.cli}" if row.cli and width >= _WIDE else ""
    line = hanging(f"{head}{row.help}{cli}", len(head), width - _SCROLLBAR)
    line = line.stylize("bold $accent", 0, len(keys)).stylize("$faint", len(head))
    return (
        [Content(""), Content.styled(f"{_INDENT}{row.group.upper()}", "bold"), line] if row.group else [line]
    )
