"""All settings of the desk, group by group: what each means, what it may be, and who changed it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Final

from textual import on
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from motcua_tui.bootstrap import reread
from motcua_tui.domain.changes import Change, Subject
from motcua_tui.domain.text import fold
from motcua_tui.i18n import _
from motcua_tui.services.settings import (
    HOURS,
    SettingGroup,
    SettingRow,
    change_title,
    setting_changes,
    setting_groups,
)
from motcua_tui.tui.actions import bindings_for
from motcua_tui.tui.screens.base import DeskScreen
from motcua_tui.tui.screens.dossiers import SearchInput
from motcua_tui.tui.widgets.plain import hanging, plain
from motcua_tui.tui.widgets.record_table import Column, RecordTable, Row

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

_SIDE_BY_SIDE: Final = 120
_FAINT: Final = "$faint"
_COLUMNS: Final = (
    Column("title", _("Thiết lập"), width=26),
    Column("value", _("Giá trị"), width=20, flex=1),
)


class SettingsScreen(DeskScreen):
    """What is changed here holds at once and on every screen."""

    places = ("settings", "search", "table")
    BINDINGS = bindings_for("settings")
    AUTO_FOCUS = "RecordTable"
    live = True

    def __init__(self, tab: str) -> None:
        super().__init__()
        self.tab = tab
        self._groups: tuple[SettingGroup, ...] = ()
        self._shown: list[SettingRow | str] = []
        """Settings, and the titles of their groups between them."""
        self._changes: tuple[Change, ...] = ()

    def compose_body(self) -> ComposeResult:
        with Horizontal(id="list-search"):
            yield Static(_("Tìm:"), id="search-label")
            yield SearchInput(placeholder=_("tên, giá trị; không cần dấu"), compact=True, id="search")
        with Horizontal(id="list-body"):
            yield RecordTable(_COLUMNS, empty=_("Không có thiết lập nào khớp."), glyphs=self.glyphs)
            with VerticalScroll(id="setting-pane"):
                yield Static(id="setting")

    def on_resize(self, event: events.Resize) -> None:
        self.set_class(event.size.width >= _SIDE_BY_SIDE, "-wide")
        self._draw()

    @property
    def _table(self) -> RecordTable:
        return self.query_one(RecordTable)

    @property
    def _selected(self) -> SettingRow | None:
        place = self._table.cursor
        row = self._shown[place] if place < len(self._shown) else None
        return row if isinstance(row, SettingRow) else None

    def load(self) -> None:
        self.run_in_thread(partial(setting_changes, self.desk), self._loaded)

    def _loaded(self, changes: tuple[Change, ...]) -> None:
        self._changes = changes
        self._groups = setting_groups(self.desk)
        self._narrow()

    @on(Input.Changed, "#search")
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._narrow()

    @on(Input.Submitted, "#search")
    def _searched(self) -> None:
        self._table.focus()

    def _narrow(self) -> None:
        words = fold(self.query_one(SearchInput).value).split()
        self._shown = []
        for group in self._groups:
            rows = [row for row in group.rows if all(word in _searched(group, row) for word in words)]
            self._shown += [group.title, *rows] if rows else []
        self._table.set_total(len(self._shown))
        self._table.reload()

    @on(RecordTable.WindowWanted)
    def _window_wanted(self, wish: RecordTable.WindowWanted) -> None:
        shown = self._shown[wish.first : wish.first + wish.count]
        self._table.supply(wish.first, [_row(one) for one in shown], ticket=wish.ticket)

    @on(RecordTable.Highlighted)
    def _highlighted(self) -> None:
        self._draw()

    @on(RecordTable.Opened)
    def _opened(self) -> None:
        self.action_change_setting()

    def _draw(self) -> None:
        pane = self.query_one("#setting-pane")
        width = pane.scrollable_content_region.width or self.size.width - 4
        lines = _lines(self._selected, self._changes, width)
        self.query_one("#setting", Static).update(Content("\n").join(lines))
        self.refresh_bindings()

    # keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "change_setting":
            return True if self._selected else None
        return True

    def action_back(self) -> None:
        if self.focused is self._table:
            self.dismiss()
        else:
            self._table.focus()

    def action_search(self) -> None:
        self.set_focus(self.query_one(SearchInput))

    def action_change_setting(self) -> None:
        row = self._selected
        if row is None:
            return
        if row.key == HOURS:
            from motcua_tui.tui.screens.hours import HoursScreen

            self.app.push_screen(HoursScreen(self.tab))
        elif row.key == "officer":
            self.action_officers()
        else:
            from motcua_tui.tui.screens.setting_form import SettingScreen

            self.app.push_screen(SettingScreen(self.tab, row, self._stored))

    def action_officers(self) -> None:
        from motcua_tui.tui.screens.officers import OfficersScreen

        self.app.push_screen(OfficersScreen(self.tab))

    def _stored(self) -> None:
        self.run_in_thread(partial(reread, self.desk), self.desk_app.adopt)


def _searched(group: SettingGroup, row: SettingRow) -> str:
    return fold(f"{group.title} {row.title} {row.shown} {row.key}")


def _row(shown: SettingRow | str) -> Row:
    if isinstance(shown, str):
        return Row(f"group {shown}", (Content.styled(shown.upper(), "bold $accent"), ""))
    return Row(shown.key, (f"  {shown.title}", shown.shown or "–"))


def _lines(row: SettingRow | None, changes: tuple[Change, ...], width: int) -> Iterator[Content]:
    if row is not None:
        yield Content.styled(row.title, "bold")
        yield hanging(row.help, 0, width)
        yield hanging(plain(row.shown or "–").plain, 0, width).stylize("$accent")
        if row.choices:
            words = ", ".join(label for _value, label in row.choices)
            yield hanging(_("Chọn một trong: {choices}.").format(choices=words), 0, width).stylize(_FAINT)
        yield Content("")
        found = [change for change in changes if _is_of(change, row)]
    else:
        found = list(changes)
    yield Content.styled(_("THAY ĐỔI"), "bold $accent")
    if not found:
        yield Content.styled(_("chưa có thay đổi nào"), _FAINT)
    for change in found:
        when = f"{change.recorded_at:%d/%m/%Y %H:%M}  "
        which = "" if row else f"{change_title(change)}: "
        what = f"{which}{change.before or '–'} → {change.after or '–'} · {change.actor or '–'}"
        yield hanging(f"{when}{plain(what).plain}", len(when), width).stylize(_FAINT, 0, len(when))


def _is_of(change: Change, row: SettingRow) -> bool:
    if row.key == HOURS:
        return change.subject is Subject.SESSIONS
    return change.subject is Subject.SETTING and change.name == row.key
