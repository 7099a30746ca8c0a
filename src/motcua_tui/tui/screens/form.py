"""What the forms share: labelled fields with their errors beside them, saving, leaving.

A refused form keeps everything that was typed. Esc asks first when something was.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from textual import on
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widget import Widget
from textual.widgets import Input, Static

from motcua_tui.domain.text import fold
from motcua_tui.errors import InputError
from motcua_tui.i18n import _
from motcua_tui.tui.actions import bindings_for
from motcua_tui.tui.screens.base import DeskScreen
from motcua_tui.tui.status import Glyphs
from motcua_tui.tui.widgets.choices import Choice, Match, Picker
from motcua_tui.tui.widgets.dialog import Confirm
from motcua_tui.tui.widgets.plain import plain

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

MATCHES_SHOWN: Final = 7
_OPTIONS_SHOWN: Final = 12


class Field(Horizontal):
    """A label, what one types or chooses, and below it what is wrong with it."""

    def __init__(self, label: str, control: Widget, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._label = label
        self._control = control
        self._error = Static(classes="field-error")

    def compose(self) -> ComposeResult:
        yield Static(plain(self._label), classes="field-label")
        with Vertical(classes="field-body"):
            yield self._control
            yield self._error

    def refuse(self, message: str) -> None:
        """Say what is wrong, or with an empty message that nothing is."""
        self._error.update(plain(message))
        self._error.display = bool(message)
        if message:
            self._control.focus()


class OptionPicker(Picker):
    """A picker over options that are all known; one with the key "" may stand for any."""

    def __init__(self, options: Sequence[Match], *, glyphs: Glyphs, key: str = "", id: str) -> None:
        chosen = next((option for option in options if option.key == key and key), None)
        super().__init__(text=chosen.label if chosen else "", placeholder=_("tất cả"), glyphs=glyphs, id=id)
        self.options: tuple[Match, ...] = ()
        self.match = chosen
        self.offer(options)

    def offer(self, options: Sequence[Match]) -> None:
        """Other options; what was picked stays."""
        self.options = tuple(options)

    @property
    def key(self) -> str:
        """The key of the option that was picked; "" for any. Raises InputError for any other text."""
        if self.match is None and self.text.strip():
            raise InputError(_("Chọn một dòng trong danh sách, hoặc xóa hết để lấy tất cả."))
        return self.match.key if self.match else ""

    @on(Picker.Changed)
    def _look(self, event: Picker.Changed) -> None:
        event.stop()
        words = fold(self.text).split()
        found = [option for option in self.options if all(word in fold(option.label) for word in words)]
        self.supply(self.text, found[:_OPTIONS_SHOWN])

    def on_descendant_focus(self) -> None:
        """All options, with the cursor on the one that was picked."""
        shown = self.options[:_OPTIONS_SHOWN]
        self.browse(shown, shown.index(self.match) if self.match in shown else 0)

    def on_descendant_blur(self) -> None:
        self.hide_matches()


class FormScreen(DeskScreen):
    """A form over the whole screen. Subclasses write ``compose_fields``, ``heading`` and ``action_save``."""

    tab = "dossiers"
    places: tuple[str, ...] = ("form",)
    BINDINGS = bindings_for("form")
    heading: str

    def __init__(self) -> None:
        super().__init__()
        self._settled: tuple[str, ...] = ()

    def compose_body(self) -> ComposeResult:
        with VerticalScroll(id="form", can_focus=False) as box:
            box.border_title = plain(self.heading)
            yield from self.compose_fields()

    def compose_fields(self) -> ComposeResult:
        """The fields, top to bottom."""
        raise NotImplementedError

    def refuse(self, field: str, message: str) -> None:
        """Say beside the field of that id what is wrong with it."""
        self.query_one(f"#{field}", Field).refuse(message)

    def accept_fields(self) -> None:
        """Nothing is wrong any more."""
        for field in self.query(Field):
            field.refuse("")

    def settle(self) -> None:
        """What the fields hold now is what Esc may throw away without asking."""
        self._settled = self._values()

    @property
    def touched(self) -> bool:
        """The fields hold something else than when they were settled."""
        return self._values() != self._settled

    def _values(self) -> tuple[str, ...]:
        return (
            *(field.value for field in self.query(Input)),
            *(choice.value for choice in self.query(Choice)),
        )

    def on_mount(self) -> None:
        self.settle()

    def action_cancel(self) -> None:
        if not self.touched:
            self.dismiss()
            return
        self.app.push_screen(Confirm(_("Bỏ những gì vừa nhập?")), self._leave)

    def _leave(self, sure: bool | None) -> None:
        if sure:
            self.dismiss()

    @on(Input.Submitted)
    @on(Picker.Picked)
    def to_next_field(self) -> None:
        """Enter goes on to the next field, as Tab does."""
        self.focus_next()

    def on_key(self, event: events.Key) -> None:
        if event.key == "enter" and isinstance(self.focused, Choice):
            self.to_next_field()
