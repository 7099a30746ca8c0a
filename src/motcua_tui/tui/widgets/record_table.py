"""A list of any number of rows that holds only the window one looks at.

How a screen uses it::

    table = RecordTable([Column("code", "Mã hồ sơ", width=25, sort_key="code"),
                         Column("who", "Người nộp", width=12, flex=2),
                         Column("note", "Ghi chú", width=10, flex=1, drop=1)],
                        sort=("due", False), empty="Chưa có hồ sơ nào. F2 tiếp nhận hồ sơ đầu tiên.")

    @on(RecordTable.WindowWanted)       # .first .count .ticket → fetch in a worker, then on the app's thread:
    table.set_total(n)                  # how many rows there are; the table shows "…" until it knows
    table.supply(first, [Row(id, cells, style)], ticket=ticket)    # an outdated ticket is ignored

    table.reload()                      # the data changed: same row;  reload(keep=False): from the top
    table.restore(row_id, index=None)   # cursor to that row as soon as it is here, around index meanwhile
    table.sort_by("due", descending=True); table.set_columns([…]); table.set_empty("…"); table.clear_marks()
    table.row, table.cursor, table.total, table.marks, table.marked, table.sort

Posts ``WindowWanted``, ``Highlighted(row | None, index)``, ``Opened(row_id, index)`` (enter, double click),
``Marked`` (space, shift with the arrows, a click left of the row) and ``SortWanted(key, descending)`` (click
on the head, ``<`` ``>`` ``s``): the screen then orders its query, calls ``sort_by`` and
``reload(keep=False)``. Drawing is done in ``widgets.lines``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING, ClassVar, Final

from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from motcua_tui.tui.actions import bindings_for
from motcua_tui.tui.status import UNICODE, Glyphs
from motcua_tui.tui.widgets.columns import Column, Slot, fit
from motcua_tui.tui.widgets.lines import GUTTER, LinePainter
from motcua_tui.tui.widgets.marks import Marks
from motcua_tui.tui.widgets.window import Row, RowId, RowWindow

if TYPE_CHECKING:
    from textual import events

__all__ = ["Column", "RecordTable", "Row", "RowId"]

_WIDE: Final = 100
"""From so many cells on, columns stand two cells apart instead of one."""


@dataclass
class _TableMessage(Message):
    table: RecordTable

    @property
    def control(self) -> RecordTable:
        return self.table


class RecordTable(ScrollView, can_focus=True):
    """A scrolling table, drawn line by line from rows that its screen fetches on demand."""

    DEFAULT_CSS = """
    RecordTable { height: 1fr; overflow-x: hidden; overflow-y: auto; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "record-table--head",
        "record-table--sorted",
        "record-table--cursor",
        "record-table--loading",
        "record-table--empty",
        "record-table--late",
        "record-table--strong",
        "record-table--faint",
    }
    BINDINGS = bindings_for("table")

    cursor: reactive[int] = reactive(0, repaint=False, init=False)
    """Index of the row under the cursor, always one of the rows there are (0 when there are none)."""

    @dataclass
    class WindowWanted(_TableMessage):
        """Rows ``first`` to ``first + count`` are needed; a newer wish replaces one not yet handled."""

        first: int
        count: int
        ticket: int

        def can_replace(self, message: Message) -> bool:
            return isinstance(message, RecordTable.WindowWanted) and message.table is self.table

    @dataclass
    class Highlighted(_TableMessage):
        """The cursor came to another row; ``row`` is None when there are no rows."""

        row: Row | None
        index: int

        def can_replace(self, message: Message) -> bool:
            return isinstance(message, RecordTable.Highlighted) and message.table is self.table

    @dataclass
    class Opened(_TableMessage):
        """Enter or a double click on a row."""

        row_id: RowId
        index: int

    @dataclass
    class Marked(_TableMessage):
        """Other rows are marked now: ``table.marks``."""

    @dataclass
    class SortWanted(_TableMessage):
        """Another order was asked for, by a column's ``sort_key``."""

        key: str
        descending: bool

    def __init__(
        self,
        columns: Sequence[Column],
        *,
        sort: tuple[str, bool] | None = None,
        empty: str = "",
        glyphs: Glyphs = UNICODE,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.columns = tuple(columns)
        self.sort = sort
        self.marks = Marks()
        self._empty = empty
        self._painter = LinePainter(self, glyphs, "record-table--")
        self._window = RowWindow()
        self._sought: RowId | None = None
        self._highlighted: tuple[RowId | None, int] | None = None

    # what a screen calls

    @property
    def row(self) -> Row | None:
        """The row under the cursor, if it is here already."""
        return self._window.row(self.cursor)

    @property
    def marked(self) -> frozenset[RowId]:
        """The ids of the marked rows; ``marks`` has them in order, and counts them without a copy."""
        return frozenset(self.marks)

    @property
    def total(self) -> int | None:
        """How many rows there are; None before the screen has said so."""
        return self._window.total

    @property
    def held(self) -> Set[RowId]:
        """The ids of the rows that are here, in sight or not."""
        return self._window.ids

    def set_total(self, total: int) -> None:
        """There are ``total`` rows."""
        seen = self._seen
        self._window.set_total(total)
        self.virtual_size = Size(0, total + 1)
        self.cursor = self.validate_cursor(self.cursor)
        self._changed(seen)

    def supply(self, first: int, rows: Sequence[Row], *, ticket: int | None = None) -> None:
        """The rows from index ``first`` on; at the end there may be fewer than were asked for."""
        seen = self._seen
        if self._window.supply(first, rows, ticket):
            self._seek()
            self._changed(seen)

    def reload(self, *, keep: bool = True) -> None:
        """Ask for the rows again; what is shown stays until the answer comes.

        ``keep`` leaves the cursor on the row it is on, if that comes again nearby; else it goes to the top.
        """
        self._sought = self.row.id if keep and self.row else None
        self._window.renew()
        self.marks.settle()
        self._highlighted = None
        if not keep:
            self.cursor = 0
        self._want()

    def restore(self, row_id: RowId, *, index: int | None = None) -> None:
        """Put the cursor on that row as soon as it is here; ``index`` is where it is expected."""
        if index is not None:
            self.cursor = index
        self._sought = row_id
        self._seek()

    def sort_by(self, key: str, *, descending: bool) -> None:
        """Show this order in the head."""
        self.sort = (key, descending)
        self.refresh()

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Use other columns and ask for the rows again; those held do not fit any more."""
        if self.columns != tuple(columns):
            self.columns = tuple(columns)
            self.reload()
            self._window.forget()
            self.refresh()

    def set_empty(self, text: str) -> None:
        """What is shown when there are no rows: why, and the key that helps."""
        if text != self._empty:
            self._empty = text
            self.refresh()

    def mark(self, row_ids: Iterable[RowId]) -> None:
        """Mark these rows and no others."""
        self.marks.replace(row_ids)
        self._marks_changed()

    def clear_marks(self) -> None:
        """Unmark every row."""
        self.mark(())

    # keys and mouse

    def action_cursor_up(self) -> None:
        self.cursor -= 1

    def action_cursor_down(self) -> None:
        self.cursor += 1

    def action_page_up(self) -> None:
        self.cursor -= self._page

    def action_page_down(self) -> None:
        self.cursor += self._page

    def action_first(self) -> None:
        self.cursor = 0

    def action_last(self) -> None:
        self.cursor = (self.total or 1) - 1

    def action_open(self) -> None:
        if row := self.row:
            self.post_message(self.Opened(self, row.id, self.cursor))

    def action_mark(self) -> None:
        self._toggle(self.cursor)
        self.cursor += 1

    def action_mark_up(self) -> None:
        self._extend(-1)

    def action_mark_down(self) -> None:
        self._extend(+1)

    def action_sort_previous(self) -> None:
        self._sort_beside(-1)

    def action_sort_next(self) -> None:
        self._sort_beside(+1)

    def action_sort_flip(self) -> None:
        if self.sort:
            key, descending = self.sort
            self.post_message(self.SortWanted(self, key, not descending))

    def on_click(self, event: events.Click) -> None:
        if event.y == 0:
            self._click_head(event.x)
        elif (index := self._top + event.y - 1) < (self.total or 0):
            self.cursor = index
            if event.x < GUTTER or event.ctrl:
                self._toggle(index)
            elif event.chain == 2:
                self.action_open()

    # the cursor

    @property
    def _top(self) -> int:
        return round(self.scroll_y)

    @property
    def _page(self) -> int:
        return max(1, self.size.height - 1)

    def validate_cursor(self, cursor: int) -> int:
        return max(0, cursor if self.total is None else min(cursor, self.total - 1))

    def watch_cursor(self, old: int, new: int) -> None:
        for index in (old, new):
            self.refresh(Region(0, index - self._top + 1, self.size.width, 1))
        self._show_cursor()
        self._announce()
        self._want()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        self._want()

    def on_resize(self) -> None:
        self._show_cursor()
        self._want()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._painter.forget()

    def _show_cursor(self) -> None:
        if not self._top <= self.cursor < self._top + self._page:
            target = min(self.cursor, max(self._top, self.cursor - self._page + 1))
            self.scroll_to(y=target, animate=False, force=True, immediate=True)

    @property
    def _seen(self) -> list[Row | None]:
        return self._window.lines(self._top, self._page)

    def _changed(self, seen: list[Row | None]) -> None:
        """Draw anew where other rows are in sight than those that were ``seen``."""
        if any(now is not before for now, before in zip_longest(self._seen, seen, fillvalue=self)):
            self.refresh()
        self._announce()
        self._want()

    def _announce(self) -> None:
        if not self._window.fresh or (self.row is None and self.total != 0):
            return
        highlighted = (self.row.id if self.row else None, self.cursor)
        if highlighted != self._highlighted:
            self._highlighted = highlighted
            self.post_message(self.Highlighted(self, self.row, self.cursor))

    def _seek(self) -> None:
        index = None if self._sought is None else self._window.find(self._sought)
        if index is not None:
            self._sought = None
            self.cursor = index

    # marks

    def _toggle(self, index: int) -> None:
        if row := self._window.row(index):
            self.marks.toggle(row.id)
            self._marks_changed()

    def _extend(self, step: int) -> None:
        """Move the cursor and mark everything since the range began; only over rows that are here."""
        anchor = self.marks.range_at(self.cursor)
        end = self.validate_cursor(self.cursor + step)
        rows = [self._window.row(index) for index in range(min(anchor, end), max(anchor, end) + 1)]
        if None in rows:
            return
        self.cursor = end
        self.marks.reach(end, (row.id for row in rows if row))
        self._marks_changed()

    def _marks_changed(self) -> None:
        self.refresh()
        self.post_message(self.Marked(self))

    def _want(self) -> None:
        if self.size.height and (wish := self._window.wish(self._top, self._page)):
            self.post_message(self.WindowWanted(self, wish.start, len(wish), self._window.ticket))

    # order

    def _sort_beside(self, step: int) -> None:
        keys = [self.columns[slot.index].sort_key for slot in self._slots]
        keys = [key for key in keys if key]
        if keys:
            present = keys.index(self.sort[0]) if self.sort and self.sort[0] in keys else -max(step, 0)
            self.post_message(self.SortWanted(self, keys[(present + step) % len(keys)], False))

    def _click_head(self, x: int) -> None:
        for slot in self._slots:
            key = self.columns[slot.index].sort_key
            if key and slot.start <= x - GUTTER < slot.start + slot.width:
                descending = self.sort == (key, False)
                self.post_message(self.SortWanted(self, key, descending))

    # drawing

    @property
    def _slots(self) -> tuple[Slot, ...]:
        width = self.scrollable_content_region.width
        return fit(self.columns, width - GUTTER, gap=2 if width >= _WIDE else 1)

    def render_line(self, y: int) -> Strip:
        index = self._top + y - 1
        if y == 0:
            return self._painter.head(self.columns, self._slots, self.sort)
        if self.total == 0 and y == 2:
            return self._painter.text(self._empty)
        if self.total is not None and index >= self.total:
            return self._painter.blank()
        row = self._window.row(index)
        if row is None:
            return self._painter.loading(self.columns, self._slots)
        return self._painter.row(
            row, self.columns, self._slots, at_cursor=index == self.cursor, marked=row.id in self.marks
        )
