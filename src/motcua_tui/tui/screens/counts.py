"""The counts of the morning: each a number, a few words, and a door to its list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from textual.content import Content
from textual.message import Message
from textual.style import Style
from textual.widget import Widget

from motcua_tui.domain.numbers import group
from motcua_tui.services.browse import View
from motcua_tui.tui.actions import bindings_for
from motcua_tui.tui.status import Glyphs
from motcua_tui.tui.widgets.plain import plain

if TYPE_CHECKING:
    from textual import events

_NUMBER_WIDTH: Final = 4


@dataclass(frozen=True, slots=True)
class Count:
    """One line; ``style`` is a theme variable without ``$`` and used only for a number above zero."""

    view: View
    glyph: str
    number: int
    words: str
    style: str


class Counts(Widget, can_focus=True):
    """Groups of counts below their headings, with one cursor through all of them."""

    DEFAULT_CSS = """
    Counts { height: auto; width: 1fr; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"counts--head", "counts--cursor", "counts--none"}
    BINDINGS = bindings_for("counts")

    class Opened(Message):
        """The list behind a count is wanted."""

        def __init__(self, count: Count) -> None:
            super().__init__()
            self.count = count

    class LeftBelow(Message):
        """The cursor went down from the last count."""

    def __init__(self, glyphs: Glyphs, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._glyphs = glyphs
        self._groups: tuple[tuple[str, tuple[Count, ...]], ...] = ()
        self.cursor = 0

    @property
    def counts(self) -> tuple[Count, ...]:
        return tuple(count for _heading, counts in self._groups for count in counts)

    def show(self, groups: Sequence[tuple[str, Sequence[Count]]]) -> None:
        """Other numbers; the cursor stays on its line."""
        self._groups = tuple((heading, tuple(counts)) for heading, counts in groups)
        self.refresh(layout=True)

    def render(self) -> Content:
        lines: list[Content] = []
        place = 0
        for heading, counts in self._groups:
            lines += [Content("")] if lines else []
            lines.append(Content.styled(f"  {heading}", self.get_visual_style("counts--head", partial=True)))
            for count in counts:
                lines.append(self._line(count, place))
                place += 1
        return Content("\n").join(lines)

    def _line(self, count: Count, place: int) -> Content:
        here = place == self.cursor and self.has_focus
        style = (
            f"bold ${count.style}" if count.number else self.get_visual_style("counts--none", partial=True)
        )
        words_style = "" if count.number else self.get_visual_style("counts--none", partial=True)
        line = Content.assemble(
            self._glyphs.cursor if here else " ",
            " ",
            (count.glyph, style),
            (f"{group(count.number):>{_NUMBER_WIDTH}} ", style),
            " ",
            (plain(count.words).plain, words_style),
        ).truncate(self.size.width, ellipsis=True, pad=True)
        if here:
            line = line.stylize(self.get_visual_style("counts--cursor", partial=True))
        return line.stylize(Style.from_meta({"count": place}))

    def action_cursor_up(self) -> None:
        self._move(max(0, self.cursor - 1))

    def action_cursor_down(self) -> None:
        if self.cursor + 1 < len(self.counts):
            self._move(self.cursor + 1)
        else:
            self.post_message(self.LeftBelow())

    def action_open(self) -> None:
        if self.counts:
            self.post_message(self.Opened(self.counts[self.cursor]))

    def on_click(self, event: events.Click) -> None:
        place = event.style.meta.get("count")
        if isinstance(place, int):
            self._move(place)
            self.action_open()

    def _move(self, place: int) -> None:
        self.cursor = place
        self.refresh()
