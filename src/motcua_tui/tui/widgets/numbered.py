"""A field with sentences beside it that are taken by their number.

- ``NumberedInput(sentences, field_id="reason-input")``: the list stands below while the field has the focus.
  Alt and a digit takes a sentence at any time, the digit alone while the field is empty. Posts
  ``NumberedInput.Taken(numbered, place)``, ``place`` from 0; ``offer`` changes the sentences.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from motcua_tui.tui.actions import bindings_for
from motcua_tui.tui.widgets.inputs import TextInput
from motcua_tui.tui.widgets.plain import plain

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

MOST: Final = 9
_ALONE: Final = tuple(str(number) for number in range(1, MOST + 1))
_WITH_ALT: Final = tuple(f"alt+{digit}" for digit in _ALONE)
ESCAPED: Final = "¡™£¢∞§¶•ª"
"""What Textual makes of Escape and a digit, which most terminals send for Alt and that digit."""


class _Field(TextInput):
    """``take(place)`` says whether there is such a sentence, and takes it."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_for("numbered")

    def __init__(self, take: Callable[[int], bool], *, placeholder: str, id: str) -> None:
        super().__init__(placeholder=placeholder, compact=True, id=id)
        self._take = take

    async def _on_key(self, event: events.Key) -> None:
        place = self._place(event)
        if place is not None and self._take(place):
            event.stop()
            event.prevent_default()
        else:
            await super()._on_key(event)

    def _place(self, event: events.Key) -> int | None:
        if event.key in _WITH_ALT:
            return _WITH_ALT.index(event.key)
        if event.character and event.character in ESCAPED:
            return ESCAPED.index(event.character)
        return None if self.value or event.key not in _ALONE else _ALONE.index(event.key)

    def action_take_sentence(self) -> None:
        """The first one; which of them is said by the key itself."""
        self._take(0)


class NumberedInput(Widget):
    """One line of text, typed or taken."""

    DEFAULT_CSS = """
    NumberedInput { height: auto; width: 1fr; }
    NumberedInput > TextInput { width: 100%; }
    NumberedInput > Static { display: none; height: auto; text-wrap: nowrap; text-overflow: ellipsis; }
    NumberedInput.-offering > Static { display: block; }
    """

    class Taken(Message):
        """A sentence was put into the field."""

        def __init__(self, numbered: NumberedInput, place: int) -> None:
            super().__init__()
            self.numbered = numbered
            self.place = place

        @property
        def control(self) -> NumberedInput:
            return self.numbered

    def __init__(
        self, sentences: Sequence[str], *, placeholder: str = "", field_id: str, id: str | None = None
    ) -> None:
        super().__init__(id=id)
        self._field = _Field(self._take, placeholder=placeholder, id=field_id)
        self._list = Static()
        self._sentences: tuple[str, ...] = ()
        self.offer(sentences)

    def compose(self) -> ComposeResult:
        yield self._field
        yield self._list

    @property
    def value(self) -> str:
        """What the field holds."""
        return self._field.value

    @value.setter
    def value(self, text: str) -> None:
        self._field.value = text

    def offer(self, sentences: Sequence[str]) -> None:
        """Other sentences; what is typed stays. Only the first nine have a number."""
        self._sentences = tuple(sentences[:MOST])
        lines = (
            Content.assemble((f"{number} ", "$accent"), plain(sentence))
            for number, sentence in enumerate(self._sentences, 1)
        )
        self._list.update(Content("\n").join(lines))

    def focus(self, scroll_visible: bool = True) -> NumberedInput:
        self._field.focus(scroll_visible)
        return self

    def on_descendant_focus(self) -> None:
        self.set_class(bool(self._sentences), "-offering")

    def on_descendant_blur(self) -> None:
        self.remove_class("-offering")

    def _take(self, place: int) -> bool:
        if place >= len(self._sentences):
            return False
        self._field.value = self._sentences[place]
        self._field.cursor_position = len(self._field.value)
        self.post_message(self.Taken(self, place))
        return True
