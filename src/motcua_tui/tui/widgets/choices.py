"""Fields that choose: ``Choice`` of a few options on a line, ``Picker`` of one among very many.

- ``Choice([Option("direct", "Trực tiếp"), …], value="direct")``: ←/→ or a click; posts
  ``Choice.Changed(choice, value)``; ``.value`` may be set.
- ``Picker(placeholder=…)``: posts ``Picker.Changed(picker, text)`` as one types; the screen answers with
  ``picker.supply(text, matches)`` where ``text`` is the one it searched for; ↑/↓ and enter, or a click,
  post ``Picker.Picked(picker, match)``. ``.text`` may be read and set; ``.match`` is what was picked, None
  once the text changed.

Enter pressed before the answer is there picks its first match when it comes: a scanner or a quick typist
never picks from the list of an earlier text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget
from textual.widgets import Input

from motcua_tui.tui.actions import bindings_for
from motcua_tui.tui.status import UNICODE, Glyphs
from motcua_tui.tui.widgets.inputs import TextInput
from motcua_tui.tui.widgets.plain import Cell, packed, plain

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.geometry import Size


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a ``Choice``: its stable key and the words shown."""

    key: str
    label: str


class Choice(Widget, can_focus=True):
    """Radio buttons on a line; wraps where it does not fit."""

    DEFAULT_CSS = """
    Choice { height: auto; width: 1fr; }
    """
    BINDINGS = bindings_for("choice")

    value: reactive[str] = reactive("", init=False)

    class Changed(Message):
        """Another option was chosen by the person."""

        def __init__(self, choice: Choice, value: str) -> None:
            super().__init__()
            self.choice = choice
            self.value = value

        @property
        def control(self) -> Choice:
            return self.choice

    def __init__(
        self,
        options: Sequence[Option],
        *,
        value: str = "",
        glyphs: Glyphs = UNICODE,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._glyphs = glyphs
        self.options = tuple(options)
        self.set_reactive(Choice.value, value or self.options[0].key)

    def render(self) -> Content:
        return packed(self._parts(), self.size.width)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return packed(self._parts(), width).plain.count("\n") + 1

    def _parts(self) -> list[Content]:
        parts: list[Content] = []
        for option in self.options:
            chosen = option.key == self.value
            mark = self._glyphs.chosen if chosen else " "
            text = f"({mark}) {plain(option.label).plain}".replace(" ", "\N{NO-BREAK SPACE}")
            style = Style(bold=chosen, reverse=chosen and self.has_focus) + Style.from_meta(
                {"option": option.key}
            )
            parts.append(Content.styled(text, style))
        return parts

    def action_cursor_left(self) -> None:
        self._move(-1)

    def action_cursor_right(self) -> None:
        self._move(+1)

    def on_click(self, event: events.Click) -> None:
        if key := event.style.meta.get("option"):
            self._choose(str(key))

    def _move(self, step: int) -> None:
        keys = [option.key for option in self.options]
        self._choose(keys[(keys.index(self.value) + step) % len(keys)])

    def _choose(self, key: str) -> None:
        if key != self.value:
            self.value = key
            self.post_message(self.Changed(self, key))


@dataclass(frozen=True, slots=True)
class Match:
    """One line of a ``Picker``: key, words that go into the field when picked, and a note on the right."""

    key: str
    label: str
    note: Cell = ""


class PickerMatches(Widget):
    """The short list below a picker's field."""

    DEFAULT_CSS = """
    PickerMatches { height: auto; width: 100%; display: none; }
    """

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__()
        self._glyphs = glyphs
        self.matches: tuple[Match, ...] = ()
        self.cursor = 0

    def render(self) -> Content:
        return Content("\n").join(self._line(index, match) for index, match in enumerate(self.matches))

    def _line(self, index: int, match: Match) -> Content:
        label, note = plain(match.label), plain(match.note)
        width = self.size.width
        chosen = index == self.cursor
        least = min(label.cell_length, width // 2)
        label = label.truncate(max(least, width - note.cell_length - 4), ellipsis=True, pad=True)
        line = Content.assemble(f"{self._glyphs.cursor if chosen else ' '} ", label, "  ", note)
        line = line.truncate(width, ellipsis=True, pad=True)
        return line.stylize(Style(bold=chosen, reverse=chosen) + Style.from_meta({"match": index}))

    def refill(self, matches: tuple[Match, ...], cursor: int = 0) -> None:
        self.matches = matches
        self.cursor = cursor
        self.display = bool(matches)
        self.refresh(layout=True)


class Picker(Widget):
    """A field that finds one of very many by typing; the screen does the finding."""

    DEFAULT_CSS = """
    Picker { height: auto; width: 1fr; }
    Picker > TextInput { width: 100%; }
    """
    BINDINGS = bindings_for("picker")

    class Changed(Message):
        """The text changed: look for it and ``supply`` the matches."""

        def __init__(self, picker: Picker, text: str) -> None:
            super().__init__()
            self.picker = picker
            self.text = text

        @property
        def control(self) -> Picker:
            return self.picker

    class Picked(Message):
        """A match was chosen."""

        def __init__(self, picker: Picker, match: Match) -> None:
            super().__init__()
            self.picker = picker
            self.match = match

        @property
        def control(self) -> Picker:
            return self.picker

    def __init__(
        self,
        *,
        text: str = "",
        placeholder: str = "",
        glyphs: Glyphs = UNICODE,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._field = TextInput(text, placeholder=placeholder, compact=True)
        self._list = PickerMatches(glyphs)
        self._supplied_for: str | None = None
        self._enter_waits = False
        self.match: Match | None = None

    def compose(self) -> ComposeResult:
        yield self._field
        yield self._list

    @property
    def text(self) -> str:
        """What is typed, or the label of what was picked."""
        return self._field.value

    @text.setter
    def text(self, text: str) -> None:
        with self.prevent(Input.Changed):
            self._field.value = text
            self._field.cursor_position = len(text)

    def focus(self, scroll_visible: bool = True) -> Picker:
        self._field.focus(scroll_visible)
        return self

    def supply(self, text: str, matches: Sequence[Match]) -> None:
        """Show the matches found for ``text``; an answer to an earlier text is dropped."""
        if text != self.text or self.match is not None:
            return
        self._supplied_for = text
        self._list.refill(tuple(matches))
        if self._enter_waits:
            self._enter_waits = False
            self._pick(0)

    def browse(self, matches: Sequence[Match], cursor: int = 0) -> None:
        """Show these to choose from, whatever the text is."""
        self._supplied_for = self.text
        self._list.refill(tuple(matches), cursor)

    def hide_matches(self) -> None:
        """Put the list away until the text changes or it is supplied again."""
        self._supplied_for = None
        self._list.refill(())

    def action_cursor_up(self) -> None:
        self._move(-1)

    def action_cursor_down(self) -> None:
        self._move(+1)

    @on(Input.Changed)
    def _text_changed(self, event: Input.Changed) -> None:
        event.stop()
        if self.match and self.text == self.match.label:
            return
        self.match = None
        self._supplied_for = None
        self._enter_waits = False
        self.post_message(self.Changed(self, self.text))

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        if self._supplied_for == self.text:
            self._pick(self._list.cursor)
        elif self.match is None:
            self._enter_waits = bool(self.text.strip())

    def on_click(self, event: events.Click) -> None:
        index = event.style.meta.get("match")
        if isinstance(index, int):
            self._pick(index)

    def _move(self, step: int) -> None:
        if matches := self._list.matches:
            self._list.refill(matches, max(0, min(self._list.cursor + step, len(matches) - 1)))

    def _pick(self, index: int) -> None:
        if index < len(self._list.matches):
            self.match = self._list.matches[index]
            self.text = self.match.label
            self._supplied_for = None
            self._list.refill(())
            self.post_message(self.Picked(self, self.match))
