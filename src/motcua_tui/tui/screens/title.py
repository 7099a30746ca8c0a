"""The first line of every screen: the tabs on the left, where and when one works on the right."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Final

from textual.content import Content
from textual.style import Style
from textual.widget import Widget

from motcua_tui.domain.typed_dates import day_month, say_date, short_date, weekday_short
from motcua_tui.i18n import _
from motcua_tui.services.desk import Desk
from motcua_tui.services.today import next_day_off
from motcua_tui.tui.actions import actions_for, key_label
from motcua_tui.tui.widgets.plain import plain

if TYPE_CHECKING:
    from textual import events

_MINUTE: Final = 60.0
_TABS: Final = tuple(action for action in actions_for("app") if action.id.startswith("tab-"))


class TitleLine(Widget):
    """Tabs, the agency and desk, the date, and the next day off when it is near.

    A narrow line drops the name of the desk, then that of the agency, never the date; at a desk with roles
    it keeps who is signed in.
    """

    DEFAULT_CSS = """
    TitleLine { dock: top; height: 1; width: 100%; }
    """

    def __init__(self, desk: Callable[[], Desk], tab: str, *, demo: bool = False) -> None:
        super().__init__()
        self._desk = desk
        self._tab = tab
        self._demo = demo

    def on_mount(self) -> None:
        self.set_interval(_MINUTE, self.refresh)

    def on_click(self, event: events.Click) -> None:
        if key := event.style.meta.get("key"):
            self.app.simulate_key(str(key))

    def render(self) -> Content:
        tabs = self._tabs()
        room = self.size.width - tabs.cell_length - 3
        where = next((text for text in self._where() if text.cell_length <= room), self._where()[-1])
        return Content.assemble(tabs, " " * max(2, room - where.cell_length + 2), where, " ")

    def _tabs(self) -> Content:
        parts: list[Content] = []
        for action in _TABS:
            here = action.id == f"tab-{self._tab}"
            name = f"{key_label(action.key)} {action.title}"
            style = Style(bold=here, reverse=here) + Style.from_meta({"key": action.key})
            parts.append(Content.styled(f" {name} ", style))
        return Content("").join(parts)

    def _where(self) -> tuple[Content, ...]:
        """What the right end may say, from the longest to the shortest."""
        desk = self._desk()
        today, settings = desk.today(), desk.settings
        agency = _("DÙNG THỬ") if self._demo else settings.agency
        if desk.database.damage:
            agency = _("SỔ HỎNG, CHỈ ĐỌC")
        off = next_day_off(desk)
        long = [say_date(today), *([_say_off(off, today)] if off else [])]
        short = [f"{weekday_short(today)} {short_date(today)}", *long[1:]]
        least = f"{weekday_short(today)} {day_month(today)}"
        narrow = [agency, least] if self._demo or desk.database.damage else [least, *long[1:]]
        lines = [
            [agency, settings.desk, *long],
            [agency, *long],
            [agency, *short],
            long,
            short,
            narrow,
            [least],
        ]
        if desk.seat.guarded:
            from motcua_tui.role_labels import seat_label

            who = seat_label(desk.seat)
            lines = [*([who, *line] for line in lines), [desk.seat.name, least], [who]]
        return tuple(plain(" · ".join(filter(None, parts))) for parts in lines)


def _say_off(off: date, today: date) -> str:
    day = day_month(off)
    if (off - today).days == 1:
        return _("mai nghỉ {day}").format(day=day)
    return _("nghỉ {weekday} {day}").format(weekday=weekday_short(off), day=day)
