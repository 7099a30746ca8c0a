"""The fields of forms: a label with what one types or chooses, and the error below it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, Protocol, runtime_checkable

from textual import on
from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import Static

from motcua_tui.domain.text import fold
from motcua_tui.errors import InputError
from motcua_tui.i18n import _
from motcua_tui.tui.status import Glyphs
from motcua_tui.tui.widgets.choices import Match, Picker
from motcua_tui.tui.widgets.plain import plain

if TYPE_CHECKING:
    from textual.app import ComposeResult

_OPTIONS_SHOWN: Final = 12


@runtime_checkable
class _Text(Protocol):
    """A control whose text may be read and set, whatever it understands by it."""

    text: str


@runtime_checkable
class _Value(Protocol):
    value: str


class Field(Horizontal):
    """A label, what one types or chooses, and below it what is wrong with it."""

    def __init__(self, label: str, control: Widget, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._label = label
        self._control = control
        self._error: Static | None = None

    def compose(self) -> ComposeResult:
        yield Static(plain(self._label), classes="field-label")
        with Vertical(classes="field-body"):
            yield self._control

    @property
    def held(self) -> str:
        """What is typed or chosen, as text; setting it puts that back."""
        control = self._control
        if isinstance(control, Picker) and control.match:
            return f"{control.match.key}\t{control.match.label}"
        return (
            control.text
            if isinstance(control, _Text)
            else control.value
            if isinstance(control, _Value)
            else ""
        )

    @held.setter
    def held(self, text: str) -> None:
        control = self._control
        if isinstance(control, Picker):
            key, tab, label = text.rpartition("\t")
            control.match = Match(key, label) if tab else None
            control.text = label
        elif isinstance(control, _Text):
            control.text = text
        elif isinstance(control, _Value):
            control.value = text

    def refuse(self, message: str) -> None:
        """Say what is wrong, or with an empty message that nothing is."""
        if self._error is None and message:
            self._error = Static(classes="field-error")
            self.query_one(".field-body").mount(self._error)
        if self._error:
            self._error.update(plain(message))
            self._error.display = bool(message)
        if message:
            self.focus_control()

    @property
    def takes_focus(self) -> bool:
        return any(widget.focusable for widget in self.query("*"))

    def focus_control(self) -> None:
        """Put the cursor into the control, where there may be something inside it that takes it."""
        self._control.focus()


class OptionPicker(Picker):
    """A picker over options that are all known; one with the key "" may stand for any."""

    def __init__(
        self, options: Sequence[Match], *, glyphs: Glyphs, key: str = "", placeholder: str = "", id: str
    ) -> None:
        chosen = next((option for option in options if option.key == key and key), None)
        super().__init__(
            text=chosen.label if chosen else "",
            placeholder=placeholder or _("tất cả"),
            glyphs=glyphs,
            id=id,
        )
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
