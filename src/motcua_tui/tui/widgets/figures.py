"""A small table of figures with heads over heads, where every figure can be opened.

::

    table = FigureTable(head="Lĩnh vực")
    table.set_figures(
        [FigureColumn("online_full", "toàn\\ntrình", group="Tiếp nhận"),
         FigureColumn("late", "trễ", group="Đã giải quyết")],
        [FigureRow("xd", "Hoạt động xây dựng", ("183", Content.styled("2", "$late"))),
         FigureRow("", "Cộng", ("301", "3"), total=True)])

Posts ``FigureTable.FigureOpened(row_key, column_key)`` (enter, double click) and ``FigurePointed(keys)``
whenever the cursor is set. ``.cursor`` is (row, column) or None.

Until the cursor has entered the table (↓, enter or a click) ←/→ belong to the screen, which walks the
periods with them; Esc or ↑ on the first row leaves again. The figure under the cursor stands in
brackets. Where not all columns fit, the row heads stay and ``‹`` ``›`` mark the sides that go on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView

from motcua_tui.tui.actions import bindings_for
from motcua_tui.tui.status import UNICODE, Glyphs
from motcua_tui.tui.widgets.plain import Cell, plain, strip

if TYPE_CHECKING:
    from textual import events
    from textual.strip import Strip

_MIN_HEAD: Final = 10


@dataclass(frozen=True, slots=True)
class FigureColumn:
    """A column: its key, a title of one line or more, and the group head it stands under."""

    key: str
    title: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A row: its key, its head and one figure for each column; ``total`` rows stand out."""

    key: str
    head: str
    figures: Sequence[Cell]
    total: bool = False


@dataclass(frozen=True, slots=True)
class _Place:
    """A visible column: its index, and its cells on the line (brackets go one cell to either side)."""

    index: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a row: all of its head or a part, and whether its figures stand there."""

    row: int
    head: Content
    figures: bool


def _in_two(head: Content, width: int) -> list[Content]:
    """A head on one line where it fits, else on two, the second one set in by a cell and cut."""
    if head.cell_length <= width:
        return [head]
    first, *rest = head.wrap(width)
    return [first, (Content(" ") + Content(" ").join(rest)).truncate(width, ellipsis=True)]


class FigureTable(ScrollView, can_focus=True):
    """Figures in rows and columns with a cursor over the cells."""

    DEFAULT_CSS = """
    FigureTable { height: auto; max-height: 100%; overflow-x: hidden; overflow-y: auto; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "figure-table--group",
        "figure-table--head",
        "figure-table--total",
        "figure-table--cursor",
    }
    BINDINGS = bindings_for("figures")

    @dataclass
    class FigureOpened(Message):
        """Enter or a double click on a figure."""

        table: FigureTable
        row_key: str
        column_key: str

        @property
        def control(self) -> FigureTable:
            return self.table

    @dataclass
    class FigurePointed(Message):
        """The cursor is on the figure of this row and column key now, or on none."""

        table: FigureTable
        keys: tuple[str, str] | None

        @property
        def control(self) -> FigureTable:
            return self.table

    def __init__(
        self,
        *,
        head: str = "",
        glyphs: Glyphs = UNICODE,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.cursor: tuple[int, int] | None = None
        self._head = head
        self._glyphs = glyphs
        self._columns: tuple[FigureColumn, ...] = ()
        self._titles: list[list[str]] = []
        self._rows: tuple[FigureRow, ...] = ()
        self._widths: tuple[int, ...] = ()
        self._first = 0
        self._room = 0
        self._lines: list[_Line] = []

    def set_figures(
        self, columns: Sequence[FigureColumn], rows: Sequence[FigureRow], *, head: str | None = None
    ) -> None:
        """Show these figures; the cursor stays on its row and column keys where they still exist."""
        kept = self._keys_at_cursor()
        self._head = self._head if head is None else head
        self._columns = tuple(columns)
        self._rows = tuple(rows)
        titles = [column.title.split("\n") for column in self._columns]
        height = max(map(len, titles), default=0)
        self._titles = [[""] * (height - len(lines)) + lines for lines in titles]
        self._widths = tuple(
            max(plain(cell).cell_length for cell in (*lines, *(row.figures[index] for row in self._rows)))
            for index, lines in enumerate(titles)
        )
        self._first = 0
        self._lay_out()
        self._move_to(self._find(kept))
        self.refresh(layout=True)

    def fit(self, room: int) -> None:
        """Take so many lines at most; long heads stand on two where there is room for all of them."""
        self.styles.max_height = room
        self._room = room
        self._lay_out()
        self.refresh(layout=True)

    def on_resize(self) -> None:
        self._lay_out()

    def _lay_out(self) -> None:
        """The lines below the heads, for the width and the room that there are."""
        in_two = [_in_two(plain(row.head), self._head_width) for row in self._rows]
        roomy = self.heads + sum(map(len, in_two)) <= self._room
        self._lines = [
            _Line(index, part, place == 0)
            for index, row in enumerate(self._rows)
            for place, part in enumerate(in_two[index] if roomy else [plain(row.head)])
        ]
        self.virtual_size = Size(0, self.heads + len(self._lines))

    # keys and mouse

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in ("cursor_left", "cursor_right", "leave_figures"):
            return self.cursor is not None
        return True

    def action_cursor_up(self) -> None:
        self._step(-1)

    def action_cursor_down(self) -> None:
        self._step(+1)

    def action_page_up(self) -> None:
        self._step(-self._page)

    def action_page_down(self) -> None:
        self._step(+self._page)

    def action_first(self) -> None:
        self._step(-len(self._rows))

    def action_last(self) -> None:
        self._step(+len(self._rows))

    def action_cursor_left(self) -> None:
        self._step_aside(-1)

    def action_cursor_right(self) -> None:
        self._step_aside(+1)

    def action_leave_figures(self) -> None:
        self._move_to(None)

    def action_open_figure(self) -> None:
        if keys := self._keys_at_cursor():
            self.post_message(self.FigureOpened(self, *keys))
        else:
            self._step(+1)

    def on_click(self, event: events.Click) -> None:
        line = self._line_at(event.y)
        for place in self._places:
            if line and place.start <= event.x <= place.end:
                self._move_to((line.row, place.index))
                if event.chain == 2:
                    self.action_open_figure()

    # the cursor

    @property
    def heads(self) -> int:
        """Lines of the head: the groups, where there are any, and the titles."""
        return self._group_lines + max(map(len, self._titles), default=0)

    @property
    def _group_lines(self) -> int:
        return int(any(column.group for column in self._columns))

    @property
    def _page(self) -> int:
        """Lines that scroll."""
        return max(1, self.size.height - self.heads - int(self._total_stays))

    @property
    def _total_stays(self) -> bool:
        """Whether the total keeps the last line while the rows above it scroll."""
        overflows = self.heads + len(self._lines) > self.size.height > self.heads + 1
        return overflows and bool(self._rows) and self._rows[-1].total

    def _line_at(self, y: int) -> _Line | None:
        """The line of a row that stands ``y`` lines below the top; None for the heads and below the rows."""
        if self._total_stays and y == self.size.height - 1:
            return self._lines[-1]
        place = round(self.scroll_y) + y - self.heads
        return self._lines[place] if y >= self.heads and place < len(self._lines) else None

    def _keys_at_cursor(self) -> tuple[str, str] | None:
        if self.cursor is None:
            return None
        row, column = self.cursor
        return self._rows[row].key, self._columns[column].key

    def _find(self, keys: tuple[str, str] | None) -> tuple[int, int] | None:
        rows = [index for index, row in enumerate(self._rows) if keys and row.key == keys[0]]
        columns = [index for index, column in enumerate(self._columns) if keys and column.key == keys[1]]
        return (rows[0], columns[0]) if rows and columns else None

    def _step(self, lines: int) -> None:
        """Down or up; down from outside enters the table, up by one from the first row leaves it."""
        if not self._rows or not self._columns:
            return
        if self.cursor is None:
            if lines > 0:
                self._move_to((0, 0))
        elif self.cursor[0] == 0 and lines == -1:
            self._move_to(None)
        else:
            row, column = self.cursor
            self._move_to((max(0, min(row + lines, len(self._rows) - 1)), column))

    def _step_aside(self, columns: int) -> None:
        if self.cursor:
            row, column = self.cursor
            self._move_to((row, max(0, min(column + columns, len(self._columns) - 1))))

    def _move_to(self, cursor: tuple[int, int] | None) -> None:
        entered = (self.cursor is None) != (cursor is None)
        self.cursor = cursor
        if cursor:
            row, column = cursor
            self._first = min(self._first, column)
            while column not in [place.index for place in self._places] and self._first < column:
                self._first += 1
            top = round(self.scroll_y)
            line = next(place for place, line in enumerate(self._lines) if line.row == row)
            if not top <= line < top + self._page and not (self._total_stays and self._rows[row].total):
                target = line if line < top else line - self._page + 1
                self.scroll_to(y=target, animate=False, force=True, immediate=True)
        self.post_message(self.FigurePointed(self, self._keys_at_cursor()))
        self.refresh()
        if entered:
            self.refresh_bindings()

    # drawing

    @property
    def _head_width(self) -> int:
        """Cells of the row heads: what the first figures leave, neither too few nor more than needed."""
        heads = (self._head, *(row.head for row in self._rows))
        longest = max(plain(head).cell_length for head in heads)
        taken = 1
        for width in self._widths:
            if taken + 1 + width > self.size.width - _MIN_HEAD:
                break
            taken += 1 + width
        return min(longest, max(_MIN_HEAD, self.size.width - taken))

    @property
    def _needed(self) -> int:
        """Cells of all the figures with one before each, and one for the last bracket."""
        return sum(self._widths) + len(self._widths) + 1

    @property
    def _places(self) -> list[_Place]:
        places: list[_Place] = []
        end = self._head_width
        for index in range(self._first, len(self._columns)):
            start = end + self._gap(index)
            end = start + self._widths[index]
            if end >= self.size.width and places:
                break
            places.append(_Place(index, start, end))
        return places

    def _gap(self, index: int) -> int:
        """Cells before a column; groups stand apart where the line has room for it."""
        starts_group = index == 0 or self._columns[index].group != self._columns[index - 1].group
        groups = len(dict.fromkeys(column.group for column in self._columns))
        roomy = self._needed + groups + self._head_width <= self.size.width
        return 2 if starts_group and roomy else 1

    def render_line(self, y: int) -> Strip:
        if y < self._group_lines:
            return strip(self, self._group_line(), "figure-table--group")
        if y < self.heads:
            return strip(self, self._title_line(y - self._group_lines), "figure-table--head")
        line = self._line_at(y)
        if line is None:
            return strip(self, Content(""))
        row = self._rows[line.row]
        at = self.cursor[1] if self.cursor and self.cursor[0] == line.row else None
        content = self._line(line.head, row.figures, at) if line.figures else line.head
        return strip(self, content, *(["figure-table--total"] if row.total else []))

    def _group_line(self) -> Content:
        """The group heads, each in the middle of its columns and the cells free up to the next group."""
        places = self._places
        line = Content("")
        names = list(dict.fromkeys(self._columns[place.index].group for place in places))
        starts = [
            next(place.start for place in places if self._columns[place.index].group == name)
            for name in names
        ]
        ends = [*(start - 1 for start in starts[1:]), *(place.end + 1 for place in places[-1:])]
        for name, start, end in zip(names, starts, ends, strict=True):
            title = plain(name).truncate(end - start, ellipsis=True)
            line = line.truncate(start + (end - start - title.cell_length) // 2, pad=True) + title
        return line

    def _title_line(self, y: int) -> Content:
        """A line of the column titles; on the first, ``‹`` ``›`` where columns are out of sight."""
        head = self._head.rstrip() if y == self.heads - self._group_lines - 1 else ""
        line = self._line(head, [lines[y] for lines in self._titles], None)
        line = line.truncate(self.size.width, pad=True)
        if y == 0 and self._first:
            line = line[: self._head_width] + self._glyphs.before + line[self._head_width + 1 :]
        if y == 0 and self._places and self._places[-1].index < len(self._columns) - 1:
            line = line[:-1] + self._glyphs.beyond
        return line

    def _line(self, head: Cell, cells: Sequence[Cell], cursor: int | None) -> Content:
        line = plain(head).truncate(self._head_width, ellipsis=True, pad=True)
        style = self.get_visual_style("figure-table--cursor")
        for place in self._places:
            cell = plain(cells[place.index]).truncate(place.end - place.start, ellipsis=True)
            before = place.end - cell.cell_length
            if place.index == cursor:
                line = line.truncate(before - 1, pad=True) + Content.assemble("[", cell, "]").stylize(style)
            else:
                line = line.truncate(max(before, line.cell_length), pad=True) + cell
        return line
