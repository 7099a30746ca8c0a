"""The copies of the record: which there are, one more, and one of them put in the record's place."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from textual import on
from textual.content import Content
from textual.widgets import Static

from motcua_tui.bootstrap import reread
from motcua_tui.domain.numbers import group
from motcua_tui.domain.roles import Right
from motcua_tui.i18n import _
from motcua_tui.services import backups
from motcua_tui.services.backups import Listed
from motcua_tui.services.desk import Desk
from motcua_tui.tui.actions import bindings_for
from motcua_tui.tui.screens.base import DeskScreen
from motcua_tui.tui.widgets.dialog import Confirm
from motcua_tui.tui.widgets.plain import plain
from motcua_tui.tui.widgets.record_table import Column, RecordTable, Row

if TYPE_CHECKING:
    from textual.app import ComposeResult

_COLUMNS: Final = (
    Column("at", _("Lúc"), width=18),
    Column("size", _("Dung lượng"), width=12, align="right"),
    Column("dossiers", _("Hồ sơ"), width=14, align="right"),
    Column("note", _("Ghi chú"), width=24, flex=1),
)


class BackupsScreen(DeskScreen):
    """Newest first. On a server there are none to show: whoever runs it makes them."""

    places = ("backups", "table")
    BINDINGS = bindings_for("backups")
    AUTO_FOCUS = "RecordTable"

    def __init__(self, tab: str) -> None:
        super().__init__()
        self.tab = tab
        self._copies: tuple[Listed, ...] = ()

    def compose_body(self) -> ComposeResult:
        yield Static(id="backups-head")
        empty = _("Chưa có bản sao nào. n sao lưu ngay.")
        if self.desk.database.path is None:
            empty = _("Sổ nằm trên máy chủ; người quản trị máy chủ sao lưu bằng pg_dump.")
        yield RecordTable(_COLUMNS, empty=empty, glyphs=self.glyphs)

    @property
    def _table(self) -> RecordTable:
        return self.query_one(RecordTable)

    @property
    def _selected(self) -> Listed | None:
        place = self._table.cursor
        return self._copies[place] if place < len(self._copies) else None

    def load(self) -> None:
        if path := self.desk.database.path:
            folder = backups.folder_of(path, self.desk.settings)
            where = Content.assemble((_(" Bản sao lưu"), "bold"), "  ", plain(str(folder)))
            self.query_one("#backups-head", Static).update(where)
            self.run_in_thread(partial(backups.copies, path, folder), self._loaded)

    def _loaded(self, found: tuple[Listed, ...]) -> None:
        self._copies = found
        self._table.set_total(len(found))
        self._table.reload()
        self.refresh_bindings()

    @on(RecordTable.WindowWanted)
    def _window_wanted(self, wish: RecordTable.WindowWanted) -> None:
        shown = self._copies[wish.first : wish.first + wish.count]
        self._table.supply(wish.first, [_row(one) for one in shown], ticket=wish.ticket)

    @on(RecordTable.Highlighted)
    def _highlighted(self) -> None:
        self.refresh_bindings()

    @on(RecordTable.Opened)
    def _opened(self) -> None:
        self.action_restore_copy()

    # keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        match action:
            case "restore_copy":
                return True if self._selected and self._selected.dossiers is not None else None
            case "back_up":
                database = self.desk.database
                return True if database.path and not database.damage else None
            case _:
                return True

    def action_back(self) -> None:
        self.dismiss()

    def action_back_up(self) -> None:
        self.run_in_thread(partial(backups.back_up, self.desk), self._made, group="write")

    def _made(self, made: Path) -> None:
        self.notify(_("Đã sao lưu: {name}.").format(name=made.name))
        self.load()

    def action_restore_copy(self) -> None:
        chosen, path = self._selected, self.desk.database.path
        if chosen is None or chosen.dossiers is None or path is None:
            return
        question = _("Thay sổ đang dùng bằng bản sao lúc {at}, có {n} hồ sơ?").format(
            at=f"{chosen.copy.made_at:%H:%M %d/%m/%Y}", n=group(chosen.dossiers)
        )
        detail = _("Việc ghi sau lúc ấy không còn trong sổ; sổ hiện nay được giữ lại cạnh các bản sao.")
        self.app.push_screen(Confirm(question, detail=detail), partial(self._restore, path, chosen.copy.path))

    def _restore(self, path: Path, copy: Path, sure: bool | None) -> None:
        if sure:
            self.run_in_thread(partial(_restored, self.desk, path, copy), self._back_again, group="write")

    def _back_again(self, restored: tuple[Desk, Path | None]) -> None:
        desk, kept = restored
        self.desk_app.adopt(desk)
        self.load()
        told = _("Đã khôi phục. Sổ trước đó: {name}.").format(name=kept.name) if kept else _("Đã khôi phục.")
        self.notify(told)


def _restored(desk: Desk, path: Path, copy: Path) -> tuple[Desk, Path | None]:
    desk.require(Right.SETTINGS)
    kept = backups.restore(path, copy, desk.now(), folder=backups.folder_of(path, desk.settings))
    desk.database.reopen()
    return reread(desk), kept


def _row(listed: Listed) -> Row:
    copy = listed.copy
    held = _("không đọc được") if listed.dossiers is None else group(listed.dossiers)
    note = _("sổ bị thay khi khôi phục") if copy.replaced else ""
    size = _("{n} KB").format(n=group(-(-copy.bytes // 1024)))
    return Row(copy.path.name, (f"{copy.made_at:%d/%m/%Y %H:%M}", size, held, note))
