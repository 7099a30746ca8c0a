"""The people of the office: added, renamed, retired, and who of them sits at this desk."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from textual import on
from textual.content import Content
from textual.widgets import Static

from motcua_tui.bootstrap import reread
from motcua_tui.domain.numbers import group
from motcua_tui.domain.text import clean
from motcua_tui.domain.typed_dates import short_date
from motcua_tui.errors import MotcuaError
from motcua_tui.i18n import _
from motcua_tui.services import officers
from motcua_tui.services.office import change_settings
from motcua_tui.storage.reads.officers import Officer
from motcua_tui.tui.actions import bindings_for
from motcua_tui.tui.screens.base import DeskScreen
from motcua_tui.tui.screens.form import Field, FormScreen
from motcua_tui.tui.widgets.dialog import Confirm
from motcua_tui.tui.widgets.inputs import TextInput
from motcua_tui.tui.widgets.record_table import Column, RecordTable, Row

if TYPE_CHECKING:
    from textual.app import ComposeResult

_COLUMNS: Final = (
    Column("name", _("Cán bộ"), width=28, flex=1),
    Column("open", _("Đang giữ"), width=9, align="right"),
    Column("note", _("Ghi chú"), width=24),
)


class OfficersScreen(DeskScreen):
    """Everybody; those who have left stand last."""

    places = ("officers", "table")
    BINDINGS = bindings_for("officers")
    AUTO_FOCUS = "RecordTable"

    def __init__(self, tab: str) -> None:
        super().__init__()
        self.tab = tab
        self._officers: tuple[Officer, ...] = ()

    def compose_body(self) -> ComposeResult:
        yield Static(id="officers-head")
        yield RecordTable(_COLUMNS, empty=_("Chưa có cán bộ nào. n thêm một cán bộ."), glyphs=self.glyphs)

    @property
    def _table(self) -> RecordTable:
        return self.query_one(RecordTable)

    @property
    def _selected(self) -> Officer | None:
        place = self._table.cursor
        return self._officers[place] if place < len(self._officers) else None

    def load(self) -> None:
        self.run_in_thread(partial(officers.officers, self.desk), self._loaded)

    def _loaded(self, found: tuple[Officer, ...]) -> None:
        self._officers = found
        here = self.desk.settings.officer or _("chưa chọn")
        head = Content.assemble((_(" Cán bộ"), "bold"), _("  trực bàn này: {name}").format(name=here))
        self.query_one("#officers-head", Static).update(head)
        self._table.set_total(len(found))
        self._table.reload()
        self.refresh_bindings()

    @on(RecordTable.WindowWanted)
    def _window_wanted(self, wish: RecordTable.WindowWanted) -> None:
        shown = self._officers[wish.first : wish.first + wish.count]
        self._table.supply(wish.first, [self._row(one) for one in shown], ticket=wish.ticket)

    def _row(self, officer: Officer) -> Row:
        note = ""
        if officer.retired_on is not None:
            note = _("nghỉ từ {day}").format(day=short_date(officer.retired_on))
        elif officer.name == self.desk.settings.officer:
            note = _("trực bàn này")
        cells = (officer.name, group(officer.open_dossiers), note)
        return Row(officer.name, cells, style="" if officer.active else "faint")

    @on(RecordTable.Highlighted)
    def _highlighted(self) -> None:
        self.refresh_bindings()

    @on(RecordTable.Opened)
    def _opened(self) -> None:
        self.action_rename_officer()

    # keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        chosen = self._selected
        match action:
            case "rename_officer":
                return True if chosen else None
            case "retire_officer" | "sit_down":
                here = self.desk.settings.officer
                return True if chosen and chosen.active and chosen.name != here else None
            case _:
                return True

    def action_back(self) -> None:
        self.dismiss()

    def action_add_officer(self) -> None:
        store = partial(officers.add, self.desk)
        self.app.push_screen(OfficerScreen(self.tab, _("Thêm cán bộ"), "", store, self._stored))

    def action_rename_officer(self) -> None:
        if chosen := self._selected:
            store = partial(officers.rename, self.desk, chosen.name)
            self.app.push_screen(
                OfficerScreen(self.tab, _("Đổi tên cán bộ"), chosen.name, store, self._stored)
            )

    def action_retire_officer(self) -> None:
        if chosen := self._selected:
            question = _("Ghi {name} đã nghỉ?").format(name=chosen.name)
            detail = _("Còn giữ {n} hồ sơ đang giải quyết.").format(n=group(chosen.open_dossiers))
            self.app.push_screen(
                Confirm(question, detail=detail if chosen.open_dossiers else ""),
                partial(self._retire, chosen.name),
            )

    def _retire(self, name: str, sure: bool | None) -> None:
        if sure:
            self.run_in_thread(partial(officers.retire, self.desk, name), self._stored, group="write")

    def action_sit_down(self) -> None:
        if chosen := self._selected:
            change = partial(change_settings, self.desk, {"officer": chosen.name})
            self.run_in_thread(change, lambda _settings: self._stored(""), group="write")

    def _stored(self, _name: str) -> None:
        self.run_in_thread(partial(reread, self.desk), self.desk_app.adopt, group="adopt")
        self.load()


class OfficerScreen(FormScreen):
    """The name of an officer."""

    def __init__(
        self, tab: str, heading: str, name: str, store: Callable[[str], str], then: Callable[[str], None]
    ) -> None:
        super().__init__()
        self.tab = tab
        self.heading = heading
        self._known = name
        self._store = store
        self._then = then

    def compose_fields(self) -> ComposeResult:
        yield Field(_("Họ và tên"), TextInput(self._known, compact=True, id="name-input"), id="name")

    def action_save(self) -> None:
        self.accept_fields()
        name = clean(self.query_one("#name-input", TextInput).value)
        self.run_in_thread(partial(self._store, name), self._saved, failed=self._failed, group="write")

    def _failed(self, error: MotcuaError) -> None:
        self.refuse("name", f"{error.message} {error.hint}")

    def _saved(self, name: str) -> None:
        self.dismiss()
        self._then(name)
