"""``Checks``: things to tick on a line that wraps.

``Checks(["Đơn", "Bản vẽ"], on=["Đơn"])``: ←/→ move, space ticks or unticks, as a click does; posts
``Checks.Changed(checks)``. ``.on`` are the ticked ones in their order, ``.value`` the same as lines of text.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.style import Style
from textual.widget import Widget

from motcua_tui.tui.actions import bindings_for
from motcua_tui.tui.widgets.plain import packed, plain

if TYPE_CHECKING:
    from textual import events
    from textual.geometry import Size


class Checks(Widget, can_focus=True):
    DEFAULT_CSS = """
    Checks { height: auto; width: 1fr; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings_for("checks")

    class Changed(Message):
        """The person ticked or unticked something."""

        def __init__(self, checks: Checks) -> None:
            super().__init__()
            self.checks = checks

        @property
        def control(self) -> Checks:
            return self.checks

    def __init__(self, labels: Iterable[str] = (), *, on: Iterable[str] = (), id: str | None = None) -> None:
        super().__init__(id=id)
        self._labels = tuple(labels)
        self._on = set(on)
        self._cursor = 0

    @property
    def on(self) -> tuple[str, ...]:
        """What is ticked."""
        return tuple(label for label in self._labels if label in self._on)

    @property
    def value(self) -> str:
        """What is ticked, a line each; setting it ticks just these."""
        return "\n".join(self.on)

    @value.setter
    def value(self, text: str) -> None:
        self._on = set(text.splitlines())
        self.refresh(layout=True)

    def offer(self, labels: Iterable[str], *, on: Iterable[str]) -> None:
        """Other things, and those of them that are ticked."""
        self._labels = tuple(labels)
        self._on = set(on)
        self._cursor = 0
        self.refresh(layout=True)

    def render(self) -> Content:
        return self._packed(self.size.width)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return self._packed(width).plain.count("\n") + 1

    def _packed(self, width: int) -> Content:
        return packed([self._one(place, label) for place, label in enumerate(self._labels)], width)

    def _one(self, place: int, label: str) -> Content:
        ticked = label in self._on
        text = f"[{'x' if ticked else ' '}] {plain(label).plain}".replace(" ", "\N{NO-BREAK SPACE}")
        here = self.has_focus and place == self._cursor
        return Content.styled(text, Style(bold=ticked, reverse=here) + Style.from_meta({"check": place}))

    def action_cursor_left(self) -> None:
        self._move(-1)

    def action_cursor_right(self) -> None:
        self._move(+1)

    def action_tick(self) -> None:
        self._turn(self._cursor)

    def on_click(self, event: events.Click) -> None:
        place = event.style.meta.get("check")
        if isinstance(place, int):
            self._cursor = place
            self._turn(place)

    def _move(self, step: int) -> None:
        self._cursor = max(0, min(self._cursor + step, len(self._labels) - 1))
        self.refresh()

    def _turn(self, place: int) -> None:
        if self._labels:
            self._on ^= {self._labels[place]}
            self.refresh()
            self.post_message(self.Changed(self))
