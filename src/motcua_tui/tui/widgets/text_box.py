"""A field for several lines, which takes what is typed and pasted as ``widgets.inputs`` does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import TextArea

from motcua_tui.domain.text import clean
from motcua_tui.tui.widgets.inputs import character_of, compose, edit_in_order

if TYPE_CHECKING:
    from textual import events
    from textual.widgets.text_area import EditResult, Location


class TextBox(TextArea):
    """Several lines of text."""

    async def _on_key(self, event: events.Key) -> None:
        edit_in_order(self, event)

    def check_consume_key(self, key: str, character: str | None = None) -> bool:
        return super().check_consume_key(key, character_of(key, character))

    def replace(
        self, insert: str, start: Location, end: Location, *, maintain_selection_offset: bool = True
    ) -> EditResult:
        (row, column), end = sorted((start, end))
        joined, insert = compose(self.document.get_line(row)[:column], insert)
        return super().replace(
            insert, (row, column - joined), end, maintain_selection_offset=maintain_selection_offset
        )

    async def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self._paste(event.text)

    def action_paste(self) -> None:
        self._paste(self.app.clipboard)

    def _paste(self, text: str) -> None:
        if not self.read_only:
            edit = self.replace(clean(text, multiline=True), *self.selection, maintain_selection_offset=False)
            self.move_cursor(edit.end_location)
