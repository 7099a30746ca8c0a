"""Small dialogs of the list of dossiers: a list by name, a name to keep one under, which columns it shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from textual import on
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.geometry import Region
from textual.style import Style
from textual.widgets import Input, Static

from motcua_tui.domain.text import clean
from motcua_tui.i18n import _
from motcua_tui.services.columns import ON_SCREEN, ListColumn, column_title
from motcua_tui.tui.actions import actions_for, bindings_for
from motcua_tui.tui.status import Glyphs
from motcua_tui.tui.widgets.choices import Option
from motcua_tui.tui.widgets.dialog import Dialog, dialog_key
from motcua_tui.tui.widgets.inputs import TextInput
from motcua_tui.tui.widgets.plain import plain

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

Answer = TypeVar("Answer")
_ROOM: Final = 12
"""Lines of a dialog that are not its list."""


class Lines(Dialog[Answer], Generic[Answer]):
    """One line of several has the cursor; a list that is longer than the screen scrolls.

    Subclasses write ``lines`` and ``action_choose``.
    """

    DEFAULT_CSS = """
    Lines #lines { height: auto; }
    Lines #lines Static { height: auto; }
    """

    def __init__(self, title: str, glyphs: Glyphs, hint: str = "") -> None:
        super().__init__("", hint, title=title)
        self._glyphs = glyphs
        self.at = 0

    def lines(self) -> Sequence[Content]:
        """What there is to choose from, top to bottom."""
        raise NotImplementedError

    def action_choose(self) -> None:
        """Take the line under the cursor."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        with Vertical(id="box") as box:
            box.border_title = plain(self._title)
            with VerticalScroll(id="lines", can_focus=False) as scroll:
                scroll.styles.max_height = max(3, self.app.size.height - _ROOM)
                yield Static(id="text")
            if self._hint:
                yield Static(plain(self._hint), id="hint")
            yield Static(self._keys(), id="keys")

    def on_mount(self) -> None:
        self.draw()

    def action_cursor_up(self) -> None:
        self.move(-1)

    def action_cursor_down(self) -> None:
        self.move(+1)

    def action_cancel(self) -> None:
        self.dismiss(None)

    def _keys(self) -> Content:
        named = [action for action in actions_for(self.place) if not action.id.startswith("cursor-")]
        return Content("  ").join(dialog_key(action) for action in named)

    async def on_click(self, event: events.Click) -> None:
        if isinstance(place := event.style.meta.get("line"), int):
            self.at = place
            self.draw()
            self.action_choose()
        else:
            await super().on_click(event)

    def move(self, step: int) -> None:
        """The cursor goes on, round and round."""
        self.at = (self.at + step) % len(self.lines())
        self.draw()

    def draw(self) -> None:
        """Show the lines as they are now."""
        drawn = [self._line(place, line) for place, line in enumerate(self.lines())]
        self.query_one("#text", Static).update(Content("\n").join(drawn))
        scroll = self.query_one("#lines", VerticalScroll)
        self.call_after_refresh(scroll.scroll_to_region, Region(0, self.at, 1, 1), animate=False)
        self.refresh_bindings()

    def _line(self, place: int, line: Content) -> Content:
        here = place == self.at
        text = Content.assemble(f"{self._glyphs.cursor if here else ' '} ", line)
        return text.stylize(Style(bold=here, reverse=here) + Style.from_meta({"line": place}))


class ViewAct(Enum):
    """What is to be done with a list of the menu."""

    CHOOSE = "choose"
    KEEP = "keep"
    RENAME = "rename"
    FORGET = "forget"


@dataclass(frozen=True, slots=True)
class ViewWish:
    """What is to be done, and the key of the list under the cursor."""

    act: ViewAct
    key: str


class ViewMenu(Lines[ViewWish]):
    """The lists of the desk, then those that it keeps, which alone can be renamed and forgotten."""

    place = "views"
    BINDINGS = bindings_for("views")

    def __init__(
        self, watched: Sequence[Option], kept: Sequence[Option], chosen: str, glyphs: Glyphs
    ) -> None:
        super().__init__(_("Danh sách"), glyphs)
        self._options = (*watched, *kept)
        self._watched = len(watched)
        self.at = next((place for place, one in enumerate(self._options) if one.key == chosen), 0)

    def lines(self) -> Sequence[Content]:
        return [
            plain(option.label if place < self._watched else f"{self._glyphs.mark} {option.label}")
            for place, option in enumerate(self._options)
        ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in ("rename_view", "forget_view"):
            return True if self.at >= self._watched else None
        return True

    def action_choose(self) -> None:
        self._wish(ViewAct.CHOOSE)

    def action_keep_view(self) -> None:
        self._wish(ViewAct.KEEP)

    def action_rename_view(self) -> None:
        self._wish(ViewAct.RENAME)

    def action_forget_view(self) -> None:
        self._wish(ViewAct.FORGET)

    def _wish(self, act: ViewAct) -> None:
        self.dismiss(ViewWish(act, self._options[self.at].key))


class NameDialog(Dialog[str]):
    """A name; gives it, or None when left with Esc."""

    place = "name"
    BINDINGS = bindings_for("name")

    def __init__(self, title: str, name: str, longest: int) -> None:
        super().__init__("", title=title)
        self._name_input = TextInput(name, max_length=longest, compact=True)

    def compose(self) -> ComposeResult:
        with Vertical(id="box") as box:
            box.border_title = plain(self._title)
            yield self._name_input
            yield Static(self._keys(), id="keys")

    @on(Input.Submitted)
    def _entered(self) -> None:
        self.action_take_name()

    def action_take_name(self) -> None:
        if name := clean(self._name_input.value):
            self.dismiss(name)

    def action_cancel(self) -> None:
        self.dismiss(None)


class ColumnChooser(Lines[tuple[ListColumn, ...]]):
    """Every column there is, those that are shown first and in their order."""

    place = "columns"
    BINDINGS = bindings_for("columns")

    def __init__(self, chosen: Sequence[ListColumn], glyphs: Glyphs) -> None:
        hint = _("Màn hình hẹp thì các cột bên phải được bỏ trước; mã, người nộp, hạn, tình trạng luôn còn.")
        super().__init__(_("Cột của danh sách"), glyphs, hint)
        self._begin(chosen)

    def lines(self) -> Sequence[Content]:
        sign = self._glyphs.chosen
        return [
            plain(f"[{sign if column in self._shown else ' '}] {column_title(column)}")
            for column in self._order
        ]

    def action_toggle_column(self) -> None:
        """Show the column, or leave it out; the last one that is shown stays."""
        column = self._order[self.at]
        if column not in self._shown:
            self._shown.add(column)
        elif len(self._shown) > 1:
            self._shown.remove(column)
        self.draw()

    def action_column_up(self) -> None:
        self._carry(-1)

    def action_column_down(self) -> None:
        self._carry(+1)

    def action_usual_columns(self) -> None:
        self._begin(ON_SCREEN)
        self.draw()

    def action_choose(self) -> None:
        self.dismiss(tuple(column for column in self._order if column in self._shown))

    async def on_click(self, event: events.Click) -> None:
        if isinstance(place := event.style.meta.get("line"), int):
            self.at = place
            self.action_toggle_column()
        else:
            await super().on_click(event)

    def _begin(self, chosen: Sequence[ListColumn]) -> None:
        self._order = [*chosen, *(column for column in ListColumn if column not in chosen)]
        self._shown = set(chosen)

    def _carry(self, step: int) -> None:
        """Move the column under the cursor among the others."""
        to = self.at + step
        if 0 <= to < len(self._order):
            self._order[self.at], self._order[to] = self._order[to], self._order[self.at]
            self.at = to
            self.draw()
