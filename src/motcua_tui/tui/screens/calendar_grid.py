"""The month as a grid: Monday first, a line of days a week, below each number what falls due."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar, Final

from textual.content import Content
from textual.message import Message
from textual.style import Style
from textual.widget import Widget

from motcua_tui.domain.codes import DayKind
from motcua_tui.domain.numbers import group
from motcua_tui.domain.typed_dates import YEARS, weekday_short
from motcua_tui.i18n import _
from motcua_tui.services.month import Month, MonthDay, another_month
from motcua_tui.tui.actions import bindings_for
from motcua_tui.tui.status import Glyphs
from motcua_tui.tui.widgets.charts import bar
from motcua_tui.tui.widgets.plain import plain

if TYPE_CHECKING:
    from textual import events

_WEEK: Final = 7
_WEEKS: Final = 6
_HEAD: Final = 1
_USUAL_WIDTH: Final = 11
_WIDE_WIDTH: Final = 13
_ROOMY: Final = 136
"""From so many cells on, a day is wider and what is told of it still has room beside the month."""
_NUMBER: Final = 4
"""Cells kept for the number beside a bar."""


class MonthGrid(Widget, can_focus=True):
    """Arrows walk the days, PgUp and PgDn the months; posts where the cursor is, and enter."""

    DEFAULT_CSS = """
    MonthGrid { height: auto; width: auto; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"month--head", "month--off", "month--cursor"}
    BINDINGS = bindings_for("month")

    class Highlighted(Message):
        """The cursor is on another day, maybe of another month."""

        def __init__(self, day: date) -> None:
            super().__init__()
            self.day = day

    class Opened(Message):
        """The dossiers that fall due on the day are wanted."""

        def __init__(self, day: date) -> None:
            super().__init__()
            self.day = day

    def __init__(self, today: date, glyphs: Glyphs) -> None:
        super().__init__()
        self.cursor = today
        self._today = today
        self._glyphs = glyphs
        self._month: Month | None = None

    def show(self, month: Month, today: date) -> None:
        """Draw this month."""
        self._month, self._today = month, today
        self.refresh(layout=True)

    def go_to(self, day: date) -> None:
        """Put the cursor on a day."""
        if day != self.cursor and day.year in YEARS:
            self.cursor = day
            self.refresh()
            self.post_message(self.Highlighted(day))

    # drawing

    def get_content_width(self, container: object, viewport: object) -> int:
        return _WEEK * self._cell_width

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        return _HEAD + _WEEKS * self._cell_height

    @property
    def _cell_width(self) -> int:
        width = self.screen.size.width
        return min(_USUAL_WIDTH, (width - 2) // _WEEK) if width < _ROOMY else _WIDE_WIDTH

    @property
    def _cell_height(self) -> int:
        return 3 if self.screen.size.height >= 32 else 2

    def render(self) -> Content:
        width = self._cell_width
        monday = date(2026, 1, 5)
        names = (weekday_short(monday + timedelta(days=ahead)) for ahead in range(_WEEK))
        head = Content("").join(plain(f" {name}").pad_right(width - len(name) - 1) for name in names)
        lines = [head.stylize(self.get_visual_style("month--head", partial=True))]
        if self._month is None:
            return lines[0]
        days: list[MonthDay | None] = [None] * self._month.first.weekday()
        days += self._month.days
        days += [None] * (_WEEKS * _WEEK - len(days))
        for start in range(0, len(days), _WEEK):
            cells = [self._cell(day, width) for day in days[start : start + _WEEK]]
            lines += [Content("").join(parts) for parts in zip(*cells, strict=True)]
        return Content("\n").join(lines)

    def _cell(self, day: MonthDay | None, width: int) -> list[Content]:
        """The lines of one day: number and mark, bar and number of what falls due."""
        blank = Content(" " * width)
        if day is None:
            return [blank] * self._cell_height
        here = day.on == self.cursor
        off = "" if day.working else self.get_visual_style("month--off", partial=True)
        number = Style(bold=True, underline=day.on == self._today) if day.working or here else off
        top = Content.assemble(
            self._glyphs.cursor if here else " ", (f"{day.on.day:>2}", number), " ", (self._mark(day), off)
        )
        cells = [top, self._load(day, width), *[Content("")] * (self._cell_height - 2)]
        cells = [cell.truncate(width, pad=True) for cell in cells]
        if here:
            cursor = self.get_visual_style("month--cursor", partial=True)
            cells = [cell.stylize(cursor) for cell in cells]
        return [cell.stylize(Style.from_meta({"day": day.on.toordinal()})) for cell in cells]

    def _mark(self, day: MonthDay) -> str:
        if day.row:
            return _("làm bù") if day.row.kind is DayKind.WORK else _("nghỉ")
        return _("hôm nay") if day.on == self._today else ""

    def _load(self, day: MonthDay, width: int) -> Content:
        if not day.due or self._month is None:
            return Content("")
        style = "$late" if day.on < self._today else "$due-today" if day.on == self._today else "$in-time"
        drawn = bar(day.due, self._month.most_due, width - 3 - _NUMBER, glyph=self._glyphs.early_bar)
        return Content.assemble(" ", (f"{drawn} {group(day.due)}", style))

    # keys and mouse

    def action_cursor_left(self) -> None:
        self.go_to(self.cursor - timedelta(days=1))

    def action_cursor_right(self) -> None:
        self.go_to(self.cursor + timedelta(days=1))

    def action_cursor_up(self) -> None:
        self.go_to(self.cursor - timedelta(days=_WEEK))

    def action_cursor_down(self) -> None:
        self.go_to(self.cursor + timedelta(days=_WEEK))

    def action_month_previous(self) -> None:
        self.go_to(another_month(self.cursor, -1))

    def action_month_next(self) -> None:
        self.go_to(another_month(self.cursor, +1))

    def action_open(self) -> None:
        self.post_message(self.Opened(self.cursor))

    def on_click(self, event: events.Click) -> None:
        day = event.style.meta.get("day")
        if isinstance(day, int):
            self.go_to(date.fromordinal(day))
            if event.chain == 2:
                self.action_open()
