"""Who is there: a name and a PIN. Nothing of the record is shown."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.containers import VerticalScroll
from textual.widgets import Input, Static

from motcua_tui.bootstrap import machine_user
from motcua_tui.errors import MotcuaError
from motcua_tui.i18n import _
from motcua_tui.services import sign_in
from motcua_tui.services.desk import Desk
from motcua_tui.tui.actions import bindings_for
from motcua_tui.tui.screens.base import DeskScreen
from motcua_tui.tui.screens.fields import Field
from motcua_tui.tui.signing import GuardedApp
from motcua_tui.tui.widgets.choices import Choice, Option
from motcua_tui.tui.widgets.inputs import TextInput
from motcua_tui.tui.widgets.keys import KeyFooter
from motcua_tui.tui.widgets.plain import plain

if TYPE_CHECKING:
    from textual.app import ComposeResult


@dataclass(frozen=True, slots=True)
class _People:
    """Who may sign in with a PIN, and the desk with whom the machine knows at it."""

    with_pin: tuple[str, ...]
    by_machine: Desk


class SignInScreen(DeskScreen):
    """Over everything; there is no way past it but another one's PIN or the end of the program."""

    tab = ""
    places = ("sign-in",)
    BINDINGS = bindings_for("sign-in")
    AUTO_FOCUS = "#pin-input"
    writes = True

    def __init__(self) -> None:
        super().__init__()
        self._by_machine: Desk | None = None

    def compose(self) -> ComposeResult:
        settings = self.desk.settings
        with VerticalScroll(id="form", can_focus=False) as box:
            box.border_title = plain(_("Đăng nhập"))
            yield Static(plain(f"{settings.agency} · {settings.desk}"), id="about")
            yield Field(
                _("Cán bộ"), Choice([Option("", "")], glyphs=self.glyphs, id="name-choice"), id="name"
            )
            yield Field(_("Mã PIN"), TextInput(password=True, compact=True, id="pin-input"), id="pin")
            yield Static(_("Quên mã PIN: lãnh đạo đặt mã mới (F10, o, p). Ctrl+Q thoát."), id="forgotten")
        yield KeyFooter()

    @property
    def _app(self) -> GuardedApp:
        assert isinstance(self.app, GuardedApp)
        return self.app

    @property
    def _choice(self) -> Choice:
        return self.query_one(Choice)

    @property
    def _pin(self) -> TextInput:
        return self.query_one("#pin-input", TextInput)

    def catch_up(self) -> None:
        """What others write meanwhile is none of this screen's."""

    def on_screen_resume(self) -> None:
        """The desk was locked."""
        self.run_in_thread(self._look, self._offer)

    def _look(self) -> _People:
        return _People(sign_in.names(self.desk), sign_in.by_machine(self.desk, machine_user()))

    def _offer(self, people: _People) -> None:
        self._pin.value = ""
        self.query_one("#pin", Field).refuse("")
        known = people.by_machine.seat
        self._by_machine = people.by_machine if known.signed_in else None
        options = [Option(name, name) for name in people.with_pin if name != known.name]
        if known.signed_in:
            options.insert(0, Option(known.name, _("{name}, máy này nhận ra").format(name=known.name)))
        self.query_one("#name").display = bool(options)
        if not options:
            self.query_one("#pin", Field).refuse(
                _("Không ai có mã PIN, và máy này không nhận ra ai. Xem: motcua officers open --help")
            )
            return
        names = [option.key for option in options]
        self._choice.options = tuple(options)
        self._choice.value = self._app.asked if self._app.asked in names else names[0]
        self._choice.refresh(layout=True)

    @on(Input.Submitted)
    def action_sign_in(self) -> None:
        name, pin = self._choice.value, self._pin.value
        if self._by_machine and self._by_machine.seat.name == name and not pin:
            self._app.let_in(self._by_machine)
        elif name:
            call = partial(sign_in.sign_in, self.desk, name, pin)
            self.run_in_thread(call, self._app.let_in, failed=self._refused, group="write")

    def _refused(self, error: MotcuaError) -> None:
        self._pin.value = ""
        self.query_one("#pin", Field).refuse(f"{error.message} {error.hint}")
