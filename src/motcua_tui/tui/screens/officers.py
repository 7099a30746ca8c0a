"""The people of the office: added, renamed, retired, who of them sits at this desk, and what each may do."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from textual import on
from textual.content import Content
from textual.widgets import Static

from motcua_tui.bootstrap import machine_user, reread
from motcua_tui.domain.numbers import group
from motcua_tui.domain.roles import Right, Role
from motcua_tui.domain.text import clean
from motcua_tui.domain.typed_dates import short_date
from motcua_tui.errors import MotcuaError
from motcua_tui.i18n import _
from motcua_tui.role_labels import role_label, seat_label
from motcua_tui.services import officers
from motcua_tui.services.office import change_settings
from motcua_tui.storage.reads.officers import Officer
from motcua_tui.tui.actions import bindings_for
from motcua_tui.tui.screens.base import DeskScreen
from motcua_tui.tui.screens.fields import Field
from motcua_tui.tui.screens.form import FormScreen
from motcua_tui.tui.screens.report_dialogs import Menu
from motcua_tui.tui.widgets.choices import Option
from motcua_tui.tui.widgets.dialog import Confirm
from motcua_tui.tui.widgets.inputs import TextInput
from motcua_tui.tui.widgets.plain import plain
from motcua_tui.tui.widgets.record_table import Column, RecordTable, Row

if TYPE_CHECKING:
    from textual.app import ComposeResult

_COLUMNS: Final = (
    Column("name", _("Cán bộ"), width=20, flex=1),
    Column("role", _("Vai trò"), width=11),
    Column("ways", _("Đăng nhập"), width=16),
    Column("open", _("Đang giữ"), width=9, align="right"),
    Column("note", _("Ghi chú"), width=19),
)


class OfficersScreen(DeskScreen):
    """Everybody; those who have left stand last."""

    places = ("officers", "table")
    BINDINGS = bindings_for("officers")
    AUTO_FOCUS = "RecordTable"
    live = True

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
        self.query_one("#officers-head", Static).update(
            Content.assemble((_(" Cán bộ"), "bold"), f"  {self._here()}")
        )
        self._table.set_total(len(found))
        self._table.reload()
        self.refresh_bindings()

    def _here(self) -> str:
        if self.desk.seat.guarded:
            return _("đang đăng nhập: {who}").format(who=seat_label(self.desk.seat))
        return _("trực bàn này: {name}").format(name=self.desk.actor or _("chưa chọn"))

    @on(RecordTable.WindowWanted)
    def _window_wanted(self, wish: RecordTable.WindowWanted) -> None:
        shown = self._officers[wish.first : wish.first + wish.count]
        self._table.supply(wish.first, [self._row(one) for one in shown], ticket=wish.ticket)

    def _row(self, officer: Officer) -> Row:
        note = ""
        if officer.retired_on is not None:
            note = _("nghỉ từ {day}").format(day=short_date(officer.retired_on))
        elif officer.name == self.desk.actor:
            note = _("đang đăng nhập") if self.desk.seat.guarded else _("trực bàn này")
        elif officer.role and not officer.can_sign_in:
            note = _("chưa đăng nhập được")
        elif officer.wrong_pins:
            note = _("sai PIN {n} lần").format(n=officer.wrong_pins)
        ways = " · ".join(filter(None, ("PIN" if officer.has_pin else "", officer.login)))
        role = role_label(officer.role) if officer.role else ""
        cells = (officer.name, role, ways, group(officer.open_dossiers), note)
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
            case "retire_officer":
                return True if chosen and chosen.active and chosen.name != self.desk.actor else None
            case "sit_down":
                open_desk = not self.desk.seat.guarded
                elsewhere = chosen and chosen.active and chosen.name != self.desk.actor
                return True if open_desk and elsewhere else None
            case "officer_role" | "officer_login":
                return True if chosen and chosen.active else None
            case "officer_pin":
                return True if chosen and chosen.active and self._may_set_pin(chosen) else None
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

    # roles and how one signs in

    def action_officer_role(self) -> None:
        if chosen := self._selected:
            options = [*(Option(role, role_label(role)) for role in Role), Option("", _("không có vai trò"))]
            title = _("{name} là gì ở bàn này?").format(name=chosen.name)
            menu = Menu(title, options, chosen.role or "", self.glyphs)
            self.app.push_screen(menu, partial(self._role_chosen, chosen))

    def _role_chosen(self, officer: Officer, key: str | None) -> None:
        if key is None:
            return
        role = Role(key) if key else None
        give = partial(self._give_role, officer.name, role)
        if role is None or any(one.role for one in self._officers):
            give(True)
        else:
            question = _("Bật phân quyền? Chỉ {name} đổi được vai trò của mọi người.")
            detail = _("Từ nay ai ghi cũng phải đăng nhập; bỏ hết vai trò thì bàn lại như cũ.")
            self.app.push_screen(Confirm(question.format(name=officer.name), detail=detail), give)

    def _give_role(self, name: str, role: Role | None, sure: bool | None) -> None:
        if sure:
            call = partial(officers.give_role, self.desk, name, role)
            self.run_in_thread(call, self._stored, group="write")

    def _may_set_pin(self, officer: Officer) -> bool:
        return self.desk.seat.may(Right.OFFICERS) or officer.name == self.desk.seat.name

    def action_officer_pin(self) -> None:
        if chosen := self._selected:
            from motcua_tui.tui.screens.pin import PinScreen

            self.app.push_screen(PinScreen(self.tab, chosen.name, self._stored))

    def action_officer_login(self) -> None:
        if chosen := self._selected:
            store = partial(officers.set_login, self.desk, chosen.name)
            about = _("Người dùng {login} đang mở chương trình trên máy này. Bỏ trống là không có.")
            self.app.push_screen(
                OfficerScreen(
                    self.tab,
                    _("Tên máy của {name}").format(name=chosen.name),
                    chosen.login,
                    store,
                    self._stored,
                    label=_("Tên trên máy"),
                    about=about.format(login=machine_user() or "–"),
                )
            )

    def _stored(self, _name: str) -> None:
        self.run_in_thread(partial(reread, self.desk), self.desk_app.adopt, group="adopt")
        self.load()


class OfficerScreen(FormScreen):
    """The name of an officer, or that on the machine."""

    def __init__(
        self,
        tab: str,
        heading: str,
        name: str,
        store: Callable[[str], str],
        then: Callable[[str], None],
        *,
        label: str = _("Họ và tên"),
        about: str = "",
    ) -> None:
        super().__init__()
        self.tab = tab
        self.heading = heading
        self._known = name
        self._store = store
        self._then = then
        self._label = label
        self._about = about

    def compose_fields(self) -> ComposeResult:
        if self._about:
            yield Static(plain(self._about), id="about")
        yield Field(self._label, TextInput(self._known, compact=True, id="name-input"), id="name")

    def action_save(self) -> None:
        self.accept_fields()
        name = clean(self.query_one("#name-input", TextInput).value)
        self.run_in_thread(partial(self._store, name), self._saved, failed=self._failed, group="write")

    def _failed(self, error: MotcuaError) -> None:
        self.refuse("name", f"{error.message} {error.hint}")

    def _saved(self, name: str) -> None:
        self.dismiss()
        self._then(name)
