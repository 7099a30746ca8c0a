"""A new PIN for an officer, typed twice and never shown."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from textual.widgets import Static

from motcua_tui.domain.roles import Right
from motcua_tui.errors import MotcuaError
from motcua_tui.i18n import _
from motcua_tui.services import officers, sign_in
from motcua_tui.tui.screens.fields import Field
from motcua_tui.tui.screens.form import FormScreen
from motcua_tui.tui.widgets.inputs import TextInput
from motcua_tui.tui.widgets.plain import plain

if TYPE_CHECKING:
    from textual.app import ComposeResult


class PinScreen(FormScreen):
    """A head sets anybody's PIN, the others change their own with the one before; ``then`` gets the name."""

    def __init__(self, tab: str, officer: str, then: Callable[[str], None]) -> None:
        super().__init__()
        self.tab = tab
        self.heading = _("Mã PIN của {name}").format(name=officer)
        self._officer = officer
        self._then = then

    @property
    def _needs_old(self) -> bool:
        return not self.desk.seat.may(Right.OFFICERS)

    def compose_fields(self) -> ComposeResult:
        about = _("Từ 4 đến 12 chữ số, không phải 1111, 1234, 1212.")
        if not self._needs_old:
            about = _("{about} Bỏ trống cả hai ô là bỏ mã PIN.").format(about=about)
        yield Static(plain(about), id="about")
        if self._needs_old:
            yield Field(_("Mã đang dùng"), self._hidden("old-input"), id="old")
        yield Field(_("Mã mới"), self._hidden("new-input"), id="new")
        yield Field(_("Nhập lại"), self._hidden("again-input"), id="again")

    def _hidden(self, id: str) -> TextInput:
        return TextInput(password=True, compact=True, id=id)

    def _typed(self, id: str) -> str:
        return self.query_one(f"#{id}-input", TextInput).value

    def action_save(self) -> None:
        self.accept_fields()
        if self._typed("new") != self._typed("again"):
            self.refuse("again", _("Hai lần nhập mã PIN khác nhau."))
            return
        self.run_in_thread(self._store(), self._saved, failed=self._failed, group="write")

    def _store(self) -> Callable[[], object]:
        if self._needs_old:
            return partial(sign_in.change_pin, self.desk, self._typed("old"), self._typed("new"))
        return partial(officers.set_pin, self.desk, self._officer, self._typed("new"))

    def _failed(self, error: MotcuaError) -> None:
        self.refuse("new", f"{error.message} {error.hint}")

    def _saved(self, _nothing: object) -> None:
        self.dismiss()
        self._then(self._officer)
