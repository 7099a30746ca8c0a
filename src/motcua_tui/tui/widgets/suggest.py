"""``Suggest``: a field of free text below which lie known things that may be meant.

``Suggest(id=…, field_id=…)`` posts ``Suggest.Changed(suggest, text)`` as one types; the screen answers with
``supply(text, matches, certain=…)``. ↑/↓ and enter, or a click, post ``Suggest.Picked(suggest, match)``.
Enter takes a line only when one moved to it, or when the screen is certain; otherwise the text stays as
typed and enter goes on to the next field, so that a new name never becomes a known one by accident.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from textual import on
from textual.widgets import Input

from motcua_tui.domain.text import fold
from motcua_tui.tui.status import UNICODE, Glyphs
from motcua_tui.tui.widgets.choices import Finder, Match
from motcua_tui.tui.widgets.inputs import TextInput

_NONE: Final = -1
_SHOWN: Final = 7


class Suggest(Finder):
    """One line of text and what is known of the like."""

    _lowest = _NONE

    class Changed(Finder.Changed):
        """The text was changed: look for it and ``supply`` what is known."""

    class Picked(Finder.Picked):
        """A known thing was chosen; the field still holds what was typed."""

    def __init__(
        self,
        *,
        placeholder: str = "",
        glyphs: Glyphs = UNICODE,
        id: str | None = None,
        field_id: str | None = None,
    ) -> None:
        super().__init__(TextInput(placeholder=placeholder, compact=True, id=field_id), glyphs, id=id)

    @property
    def value(self) -> str:
        """What is typed; setting it asks for nothing."""
        return self._field.value

    @value.setter
    def value(self, text: str) -> None:
        with self.prevent(Input.Changed):
            self._field.value = text
        self.hide_matches()

    def supply(self, text: str, matches: Sequence[Match], *, certain: bool = False) -> None:
        """Show what is known of ``text``; an answer to an earlier text is dropped."""
        if text == self.value and self._field.has_focus:
            self._list.refill(tuple(matches), 0 if certain else _NONE)

    def hide_matches(self) -> None:
        """Put the list away until the text changes."""
        self._list.refill((), _NONE)

    def on_descendant_blur(self) -> None:
        self.hide_matches()

    @on(Input.Changed)
    def _text_changed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Changed(self, self.value))

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        if self._list.matches and self._list.cursor != _NONE:
            event.stop()
            self.pick(self._list.cursor)

    def pick(self, index: int) -> None:
        match = self._list.matches[index]
        self.hide_matches()
        self.post_message(self.Picked(self, match))


class KnownName(Suggest):
    """A name that may be new: offers the known ones that hold the typed words, and takes the picked one."""

    names: Sequence[str] = ()

    def offer(self, names: Sequence[str]) -> None:
        """The names that are known."""
        self.names = names

    @on(Suggest.Changed)
    def _look(self) -> None:
        words = fold(self.value).split()
        found = [Match(name, name) for name in self.names if words and all(w in fold(name) for w in words)]
        self.supply(self.value, found[:_SHOWN], certain=len(found) == 1)

    @on(Suggest.Picked)
    def _take(self, event: Suggest.Picked) -> None:
        self.value = event.match.label
