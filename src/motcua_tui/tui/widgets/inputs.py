"""The fields people type into: ours everywhere instead of Textual's ``Input``, as ``widgets.text_box`` is
instead of its ``TextArea``.

- ``TextInput``: one line. Same API as ``Input``.
- ``DateInput(parse, say, text="")``: ``parse(text)`` raises ``InputError`` or gives a value, ``say(value)``
  the echo below it. Posts ``DateInput.Changed(control, value | None, text)``; ``.value``, ``.text``.

Vietnamese input methods (UniKey, EVKey, OpenKey) send "backspaces + new letters" in one burst. Textual
runs the bindings of a field after the letters that follow them in the burst, so ``tieng⌫⌫⌫ếng`` loses
letters (textual #6605); here the editing keys are carried out in the order they arrive. What is typed
is composed to NFC, what is pasted is cleaned as well.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from textual import on
from textual.content import Content
from textual.keys import REPLACED_KEYS, key_to_character
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static

from motcua_tui.domain.text import clean
from motcua_tui.errors import InputError

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.widgets import TextArea

_EDITING: Final = {
    "backspace": "delete_left",
    "delete": "delete_right",
    "left": "cursor_left",
    "right": "cursor_right",
}
"""Keys that may arrive between letters, and the action of ``Input`` and ``TextArea`` each stands for."""

Value = TypeVar("Value", bound=date)


def compose(before: str, typed: str) -> tuple[int, str]:
    """How many characters at the end of ``before`` the typed text joins, and the NFC text in their place.

    An input method set to decomposed Unicode sends accents as characters of their own.
    """
    joined = 0
    while joined < len(before) and typed and unicodedata.combining(typed[0]):
        joined += 1
        typed = before[-joined] + typed
    return joined, unicodedata.normalize("NFC", typed)


def character_of(key: str, character: str | None) -> str | None:
    """What a key types; Textual does not know it of the keys it renamed, such as ``slash``."""
    return character or key_to_character(REPLACED_KEYS.get(key, key))


def edit_in_order(field: Input | TextArea, event: events.Key) -> None:
    """Carry out an editing key now, before the letters that follow it."""
    if action := _EDITING.get(event.key):
        event.stop()
        event.prevent_default()
        getattr(field, f"action_{action}")()


class TextInput(Input):
    """One line of text, typed or pasted; the lines of a pasted text are joined by spaces."""

    async def _on_key(self, event: events.Key) -> None:
        edit_in_order(self, event)

    def check_consume_key(self, key: str, character: str | None) -> bool:
        return super().check_consume_key(key, character_of(key, character))

    def replace(self, text: str, start: int, end: int) -> None:
        start, end = sorted((start, end))
        joined, text = compose(self.value[:start], text)
        super().replace(text, start - joined, end)

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self.replace(clean(event.text), *self.selection)

    def action_paste(self) -> None:
        self.replace(clean(self.app.clipboard), *self.selection)


class DateInput(Widget, Generic[Value]):
    """A field for a date, or a date and time, that says below what it understood."""

    DEFAULT_CSS = """
    DateInput { height: auto; width: 1fr; }
    DateInput > TextInput { width: 100%; }
    DateInput > Static { height: 1; width: 100%; text-wrap: nowrap; text-overflow: ellipsis; }
    """

    class Changed(Message):
        """The text changed; ``value`` is None while it is empty or not understood."""

        def __init__(self, date_input: Widget, value: date | None, text: str) -> None:
            super().__init__()
            self.date_input = date_input
            self.value = value
            self.text = text

        @property
        def control(self) -> Widget:
            return self.date_input

    def __init__(
        self,
        parse: Callable[[str], Value],
        say: Callable[[Value], str],
        *,
        text: str = "",
        placeholder: str = "",
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._parse = parse
        self._say = say
        self._field = TextInput(text, placeholder=placeholder, compact=True)
        self._echo = Static()
        self.value: Value | None = None

    def compose(self) -> ComposeResult:
        yield self._field
        yield self._echo

    def on_mount(self) -> None:
        self._understand()

    @property
    def text(self) -> str:
        """What is typed."""
        return self._field.value

    @text.setter
    def text(self, text: str) -> None:
        self._field.value = text

    def focus(self, scroll_visible: bool = True) -> DateInput[Value]:
        self._field.focus(scroll_visible)
        return self

    @on(Input.Changed)
    def _text_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._understand()
        self.post_message(self.Changed(self, self.value, self.text))

    def _understand(self) -> None:
        self.value, echo = None, ""
        if self.text.strip():
            try:
                self.value = self._parse(self.text)
                echo = self._say(self.value)
            except InputError as error:
                echo = error.message
        self._echo.update(Content(echo))
        self.set_class(bool(echo) and self.value is None, "-unclear")
