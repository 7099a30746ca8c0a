"""Questions and notices over a screen.

- ``await app.push_screen_wait(Confirm(question, detail="…"))`` → True only for the key ``y``; enter, Esc and
  ``n`` mean no, so a key pressed once too often confirms nothing.
- ``app.push_screen(Notice(message, hint, title="…"))`` or ``Notice.of(error)`` for a ``MotcuaError``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.style import Style
from textual.widgets import Static

from motcua_tui.i18n import _
from motcua_tui.tui.actions import Action, actions_for, bindings_for, key_label
from motcua_tui.tui.widgets.plain import plain

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from motcua_tui.errors import ConflictError, MotcuaError

Answer = TypeVar("Answer")


def dialog_key(action: Action) -> Content:
    """A key of a dialog with its title, which can be clicked; the two stay on one line."""
    words = f"{key_label(action.key)} {action.title}".replace(" ", "\N{NO-BREAK SPACE}")
    return Content.styled(words, Style.from_meta({"dialog": action.method}))


class Dialog(ModalScreen[Answer], Generic[Answer]):
    """A box with a text, a hint, and its keys, which can be clicked as well."""

    DEFAULT_CSS = """
    Dialog { align: center middle; }
    Dialog > #box { width: 64; max-width: 100%; height: auto; max-height: 100%; padding: 1 2; }
    Dialog #keys { margin-top: 1; }
    """
    place: str
    """The place in the action registry that names the dialog's keys."""

    def __init__(self, text: str, hint: str = "", *, title: str = "") -> None:
        super().__init__()
        self._text = text
        self._hint = hint
        self._title = title

    def compose(self) -> ComposeResult:
        with Vertical(id="box") as box:
            box.border_title = plain(self._title)
            yield Static(plain(self._text), id="text")
            if self._hint:
                yield Static(plain(self._hint), id="hint")
            yield Static(self._keys(), id="keys")

    def _keys(self) -> Content:
        return Content("    ").join(dialog_key(action) for action in actions_for(self.place))

    async def on_click(self, event: events.Click) -> None:
        if method := event.style.meta.get("dialog"):
            await self.run_action(str(method))


class Confirm(Dialog[bool]):
    """A yes-or-no question; no is the default."""

    place = "confirm"
    BINDINGS = bindings_for("confirm")

    def __init__(self, question: str, *, detail: str = "", title: str = "") -> None:
        super().__init__(question, detail, title=title or _("Xác nhận"))

    def action_yes(self) -> None:
        self.dismiss(True)

    def action_no(self) -> None:
        self.dismiss(False)


class Notice(Dialog[None]):
    """Something the officer must read: what happened, and what to do next."""

    place = "notice"
    BINDINGS = bindings_for("notice")

    def __init__(self, message: str, hint: str = "", *, title: str = "") -> None:
        super().__init__(message, hint, title=title or _("Thông báo"))

    @classmethod
    def of(cls, error: MotcuaError) -> Notice:
        """The error as it was written for a clerk."""
        return cls(error.message, error.hint, title=_("Chưa làm được"))

    def action_close(self) -> None:
        self.dismiss(None)


class Overtaken(Dialog[bool]):
    """Somebody else was quicker: whether to look at what is there now."""

    place = "overtaken"
    BINDINGS = bindings_for("overtaken")

    def __init__(self, error: ConflictError) -> None:
        super().__init__(error.message, error.hint, title=_("Chưa ghi được"))

    def action_see_new(self) -> None:
        self.dismiss(True)

    def action_close(self) -> None:
        self.dismiss(False)
