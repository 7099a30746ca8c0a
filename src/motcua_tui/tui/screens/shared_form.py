"""What a form does when somebody else changes what it is about.

The form is not disturbed but told in a line; whoever saves all the same is told what differs. One key takes
what it is about as it is now and shows it: what was typed stays, and one goes on with it or gives up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TypeVar

from textual.content import Content
from textual.widgets import Static

from motcua_tui.errors import ConflictError, MotcuaError
from motcua_tui.i18n import _
from motcua_tui.tui.actions import actions_for, key_label
from motcua_tui.tui.screens.base import DeskScreen
from motcua_tui.tui.widgets.dialog import Overtaken
from motcua_tui.tui.widgets.plain import plain

Stored = TypeVar("Stored")

_SEE_NEW = "see-new"


class SharedForm(DeskScreen):
    """Subclasses that say what they were opened on write ``look_again`` and ``see_anew``."""

    def __init__(self) -> None:
        super().__init__()
        self._differences: tuple[str, ...] = ()
        self._notice: Static | None = None

    def look_again(self) -> None:
        """Look whether what the form is about was changed, and say so with ``overtaken``."""

    def see_anew(self) -> None:
        """Take what the form is about as it is now, and show it."""

    def others_wrote(self) -> None:
        self.up_to_date()
        self.look_again()

    def overtaken(self, differences: Iterable[str]) -> None:
        """Say above the fields what somebody else changed; with none, nothing."""
        self._differences = tuple(differences)
        if self._notice is None and self._differences:
            self._notice = Static(id="overtaken")
            self.query_one("#form").mount(self._notice, before=0)
        if self._notice:
            self._notice.update(_line(self._differences))
            self._notice.display = bool(self._differences)
        self.refresh_bindings()

    def save_by(
        self,
        call: Callable[[], Stored],
        then: Callable[[Stored], None],
        failed: Callable[[MotcuaError], None],
    ) -> None:
        """Save in a thread; where somebody else was quicker, the person is told and asked."""
        self.run_in_thread(call, then, failed=partial(self._not_saved, failed), group="write")

    def _not_saved(self, failed: Callable[[MotcuaError], None], error: MotcuaError) -> None:
        if isinstance(error, ConflictError) and error.differences:
            self.overtaken(error.differences)
            self.app.push_screen(Overtaken(error), self._look_or_not)
        else:
            failed(error)

    def _look_or_not(self, look: bool | None) -> None:
        if look:
            self.action_see_new()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "see_new":
            return bool(self._differences)
        return super().check_action(action, parameters)

    def action_see_new(self) -> None:
        """What somebody else made of it; from now on it is what the form is about."""
        self.overtaken(())
        self.see_anew()


def _line(differences: tuple[str, ...]) -> Content:
    action = next(action for action in actions_for("form") if action.id == _SEE_NEW)
    return Content.assemble(
        (_("Người khác vừa cập nhật"), "bold $warning"),
        f" · {key_label(action.key)} {action.title}\n",
        plain("; ".join(differences)).stylize("$faint"),
    )
