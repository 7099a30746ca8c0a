"""A paper as it will be printed: on a white sheet, with where it was written and the key to open it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from motcua_tui.errors import MotcuaError
from motcua_tui.i18n import _
from motcua_tui.services import opening
from motcua_tui.tui.screens.base import DeskScreen
from motcua_tui.tui.widgets.plain import plain

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

_SHEET: Final = 96
"""Characters across an upright sheet."""
_EDGES: Final = 4
"""Cells of the sheet beside its text, left and right."""
_BESIDE: Final = 6
"""Cells of the screen beside the text: the edges and the scrollbar."""


class SheetScreen(DeskScreen):
    """Subclasses write ``load``, which shows lines of ``columns`` cells, and bind the keys of writing."""

    tab = "dossiers"
    AUTO_FOCUS = "#sheet"
    DEFAULT_CSS = """
    SheetScreen #sheet-head { height: 1; padding: 0 1; text-style: bold; }
    SheetScreen #written { display: none; height: auto; padding: 0 1; color: $accent; }
    SheetScreen #sheet { height: 1fr; align-horizontal: center; scrollbar-gutter: stable; }
    SheetScreen #paper { height: auto; padding: 0 2; color: black; background: white; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.written: Path | None = None

    def compose_body(self) -> ComposeResult:
        yield Static(id="sheet-head")
        yield Static(id="written")
        with VerticalScroll(id="sheet"):
            yield Static(id="paper")

    def on_resize(self, event: events.Resize) -> None:
        self.query_one("#paper", Static).styles.width = self.columns + _EDGES
        self.load()

    @property
    def columns(self) -> int:
        """Cells for a line of the paper."""
        room = self.app.size.width - _BESIDE
        return room if self.wide else min(room, _SHEET)

    @property
    def wide(self) -> bool:
        """Whether the paper lies on its long side."""
        return False

    def head(self, words: str) -> None:
        """What is on the sheet."""
        self.query_one("#sheet-head", Static).update(plain(words))

    def show(self, lines: list[str]) -> None:
        """Put the lines on the sheet."""
        self.query_one("#paper", Static).update(Content("\n".join(lines)))

    def fail(self, error: MotcuaError) -> None:
        """There is nothing to show."""
        self.dismiss()
        self.tell(error)

    def wrote(self, path: Path) -> None:
        """Say where the paper is now."""
        self.told_written(path, _("Đã ghi {name}").format(name=path.name), path.parent)

    def told_written(self, opened: Path, what: str, where: Path) -> None:
        """Say what was written and where; ``opened`` is what the key of opening opens."""
        self.written = opened
        words = Content.assemble((what, "bold"), f"\n{where}")
        told = self.query_one("#written", Static)
        told.update(words)
        told.display = True
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "open_file":
            return True if self.written and opening.opener() else None
        return True

    def action_open_file(self) -> None:
        if self.written:
            try:
                opening.open_path(self.written)
            except MotcuaError as error:
                self.tell(error)

    def action_back(self) -> None:
        self.dismiss()
