"""The lines of a list as strips: cells in their columns, cut to fit, in the styles of the list.

Cells are shown as they are written (``widgets.plain``). The cursor's ``▌`` and the mark's ``+`` stand in
two cells of their own, so neither needs colour.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Final

from textual.cache import LRUCache
from textual.content import Content
from textual.strip import Strip
from textual.widget import Widget

from motcua_tui.tui.status import Glyphs
from motcua_tui.tui.widgets.columns import Column, Slot
from motcua_tui.tui.widgets.plain import plain, strip
from motcua_tui.tui.widgets.window import Row

GUTTER: Final = 2
_KEPT: Final = 200
"""Lines that are not drawn again when they are shown again."""


class LinePainter:
    """Draws for one widget, whose component classes begin with ``prefix``."""

    def __init__(self, widget: Widget, glyphs: Glyphs, prefix: str) -> None:
        self._widget = widget
        self._glyphs = glyphs
        self._prefix = prefix
        self._drawn: LRUCache[Hashable, Strip] = LRUCache(_KEPT)

    def forget(self) -> None:
        """The styles changed."""
        self._drawn.clear()

    def head(self, columns: Sequence[Column], slots: Sequence[Slot], sort: tuple[str, bool] | None) -> Strip:
        """The titles, with an arrow at the one that the list is sorted by."""
        titles: list[Content] = []
        for column in columns:
            if sort and column.sort_key and column.sort_key == sort[0]:
                arrow = self._glyphs.descending if sort[1] else self._glyphs.ascending
                style = self._widget.get_visual_style(f"{self._prefix}sorted", partial=True)
                titles.append(Content.styled(f"{column.title} {arrow}", style))
            else:
                titles.append(plain(column.title))
        return self._strip(_line(titles, columns, slots, ""), "head")

    def row(
        self, row: Row, columns: Sequence[Column], slots: tuple[Slot, ...], *, at_cursor: bool, marked: bool
    ) -> Strip:
        cells = [plain(cell) for cell in row.cells]
        key = (
            tuple((cell.plain, *cell.spans) for cell in cells),
            (row.style, at_cursor, marked, self._widget.has_focus),
            slots,
        )
        if (drawn := self._drawn.get(key)) is None:
            names = [name for name in (row.style, "cursor" if at_cursor else "") if name]
            gutter = f"{self._glyphs.cursor if at_cursor else ' '}{self._glyphs.mark if marked else ' '}"
            drawn = self._drawn[key] = self._strip(_line(cells, columns, slots, gutter), *names)
        return drawn

    def loading(self, columns: Sequence[Column], slots: Sequence[Slot]) -> Strip:
        """A row that is not here yet."""
        return self._strip(_line([self._glyphs.tentative] * len(columns), columns, slots, ""), "loading")

    def text(self, text: str) -> Strip:
        """What is said in place of rows."""
        return self._strip(Content(" " * GUTTER) + plain(text), "empty")

    def blank(self) -> Strip:
        return strip(self._widget, Content(""))

    def _strip(self, content: Content, *names: str) -> Strip:
        return strip(self._widget, content, *(f"{self._prefix}{name}" for name in names))


def _line(
    cells: Sequence[Content | str], columns: Sequence[Column], slots: Sequence[Slot], gutter: str
) -> Content:
    parts: list[Content | str] = [gutter.ljust(GUTTER)]
    end = 0
    for slot in slots:
        content = plain(cells[slot.index]).truncate(slot.width, ellipsis=True)
        space = slot.width - content.cell_length
        before = space if columns[slot.index].align == "right" else 0
        parts += [" " * (slot.start - end + before), content, " " * (space - before)]
        end = slot.start + slot.width
    return Content.assemble(*parts)
