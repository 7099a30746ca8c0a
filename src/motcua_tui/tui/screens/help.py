"""The keys that work where one is, from the registry of actions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from motcua_tui.tui.actions import bindings_for
from motcua_tui.tui.screens.base import DeskScreen
from motcua_tui.tui.widgets.keys import HelpRow, help_rows

if TYPE_CHECKING:
    from textual.app import ComposeResult

_KEYS_WIDTH: Final = 16
_TITLE_WIDTH: Final = 20
_INDENT: Final = "  "


class HelpScreen(DeskScreen):
    """The keys of ``places`` and of the whole program, group by group."""

    places = ("help",)
    BINDINGS = bindings_for("help")
    AUTO_FOCUS = "VerticalScroll"

    def __init__(self, tab: str, places: tuple[str, ...]) -> None:
        super().__init__()
        self.tab = tab
        self._places = places

    def compose_body(self) -> ComposeResult:
        with VerticalScroll(id="help"):
            rows = help_rows(*self._places, "app")
            yield Static(Content("\n").join(line for row in rows for line in _lines(row)))

    def action_back(self) -> None:
        self.dismiss()

    def action_help(self) -> None:
        """The help key closes the help."""
        self.dismiss()


def _lines(row: HelpRow) -> list[Content]:
    line = Content.assemble(
        _INDENT,
        (f"{row.keys:<{_KEYS_WIDTH}}", "bold $accent"),
        f"{row.title:<{_TITLE_WIDTH}}",
        (row.help, "$faint"),
        (f"  {row.cli}" if row.cli else "", "$faint italic"),
    )
    return (
        [Content(""), Content.styled(f"{_INDENT}{row.group.upper()}", "bold"), line] if row.group else [line]
    )
