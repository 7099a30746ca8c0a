"""What the program has said since it was opened: when, what, and the dossier it was about."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from textual import on
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from motcua_tui.i18n import _
from motcua_tui.services.browse import mentioned
from motcua_tui.tui.actions import bindings_for
from motcua_tui.tui.screens.base import DeskScreen, Told
from motcua_tui.tui.widgets.plain import plain
from motcua_tui.tui.widgets.record_table import Column, RecordTable, Row

if TYPE_CHECKING:
    from textual.app import ComposeResult

_COLUMNS: Final = (
    Column("at", _("Lúc"), width=8),
    Column("text", _("Thông báo"), width=40, flex=1),
)


class MessagesScreen(DeskScreen):
    """Newest first; enter opens the dossier that a message names."""

    places = ("messages", "table")
    BINDINGS = bindings_for("messages")
    AUTO_FOCUS = "RecordTable"

    def __init__(self, tab: str, told: Sequence[Told]) -> None:
        super().__init__()
        self.tab = tab
        self._told = tuple(reversed(told))

    def compose_body(self) -> ComposeResult:
        empty = _("Chưa có thông báo nào từ khi mở chương trình.")
        yield RecordTable(_COLUMNS, empty=empty, glyphs=self.glyphs)
        with VerticalScroll(id="message-pane"):
            yield Static(id="message")

    def on_mount(self) -> None:
        table = self.query_one(RecordTable)
        table.set_total(len(self._told))
        table.supply(0, [_row(number, told) for number, told in enumerate(self._told)])

    @property
    def _selected(self) -> Told | None:
        place = self.query_one(RecordTable).cursor
        return self._told[place] if place < len(self._told) else None

    @on(RecordTable.Highlighted)
    def _highlighted(self) -> None:
        told = self._selected
        self.query_one("#message", Static).update(plain(told.text) if told else Content(""))

    @on(RecordTable.Opened)
    def _opened(self) -> None:
        if told := self._selected:
            self.run_in_thread(partial(mentioned, self.desk, told.text), self._open)

    def _open(self, code: str | None) -> None:
        if code is None:
            self.query_one("#message", Static).update(Content(_("Thông báo này không nói về một hồ sơ.")))
            return
        from motcua_tui.tui.screens.detail import DetailScreen

        self.app.push_screen(DetailScreen(code))

    def action_back(self) -> None:
        self.dismiss()


def _row(number: int, told: Told) -> Row:
    text = plain(told.text.replace("\n", " · "))
    return Row(str(number), (f"{told.at:%H:%M:%S}", text.stylize("$warning") if told.warning else text))
