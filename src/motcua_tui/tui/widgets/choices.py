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
from typing import TYPE_CHECKING, Self

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


class Finder(Widget):
    """A field of text with a short list below of what may be meant; the screen does the finding."""

    DEFAULT_CSS = """
    Finder { height: auto; width: 1fr; }
    Finder > TextInput { width: 100%; }
    """
    BINDINGS = bindings_for("picker")
    _lowest = 0
    """The least place of the cursor in the list."""

    class Changed(Message):
        """The text was changed by the person: look for it and ``supply`` what is found."""

        def __init__(self, finder: Finder, text: str) -> None:
            super().__init__()
            self.finder = finder
            self.text = text

        @property
        def control(self) -> Finder:
            return self.finder

    class Picked(Message):
        """A line of the list was chosen."""

        def __init__(self, finder: Finder, match: Match) -> None:
            super().__init__()
            self.finder = finder
            self.match = match

        @property
        def control(self) -> Finder:
            return self.finder

    def __init__(
        self, field: TextInput, glyphs: Glyphs, *, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._field = field
        self._list = PickerMatches(glyphs)

    def compose(self) -> ComposeResult:
        yield self._field
        yield self._list

    def focus(self, scroll_visible: bool = True) -> Self:
        self._field.focus(scroll_visible)
        return self

    def action_cursor_up(self) -> None:
        self._move(-1)

    def action_cursor_down(self) -> None:
        self._move(+1)

    def on_click(self, event: events.Click) -> None:
        index = event.style.meta.get("match")
        if isinstance(index, int):
            self.pick(index)

    def pick(self, index: int) -> None:
        """Take that line of the list."""
        raise NotImplementedError

    def _move(self, step: int) -> None:
        if matches := self._list.matches:
            cursor = max(self._lowest, min(self._list.cursor + step, len(matches) - 1))
            self._list.refill(matches, cursor)


class Picker(Finder):
    """Finds one of very many; the field holds what was picked."""

    class Changed(Finder.Changed):
        """The text changed: look for it and ``supply`` the matches."""

    class Picked(Finder.Picked):
        """A match was chosen."""

    def __init__(
        self,
        *,
        text: str = "",
        placeholder: str = "",
        glyphs: Glyphs = UNICODE,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        field = TextInput(text, placeholder=placeholder, compact=True)
        super().__init__(field, glyphs, id=id, classes=classes)
        self._supplied_for: str | None = None
        self._enter_waits = False
        self.match: Match | None = None

    @property
    def text(self) -> str:
        """What is typed, or the label of what was picked."""
        return self._field.value

    @text.setter
    def text(self, text: str) -> None:
        with self.prevent(Input.Changed):
            self._field.value = text
            self._field.cursor_position = len(text)

    def supply(self, text: str, matches: Sequence[Match]) -> None:
        """Show the matches found for ``text``; an answer to an earlier text is dropped."""
        if text != self.text or self.match is not None:
            return
        self._supplied_for = text
        self._list.refill(tuple(matches))
        if self._enter_waits:
            self._enter_waits = False
            self.pick(0)

    def browse(self, matches: Sequence[Match], cursor: int = 0) -> None:
        """Show these to choose from, whatever the text is."""
        self._supplied_for = self.text
        self._list.refill(tuple(matches), cursor)

    def hide_matches(self) -> None:
        """Put the list away until the text changes or it is supplied again."""
        self._supplied_for = None
        self._list.refill(())

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
            self.pick(self._list.cursor)
        elif self.match is None:
            self._enter_waits = bool(self.text.strip())

    def pick(self, index: int) -> None:
        if index < len(self._list.matches):
            self.match = self._list.matches[index]
            self.text = self.match.label
            self._supplied_for = None
            self._list.refill(())
            self.post_message(self.Picked(self, self.match))
