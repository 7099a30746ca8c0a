"""Who is at the desk: what one may not do, locking the screens, and another officer in one's place.

The screen that asks for a PIN is a mode of its own, so everything stays behind it as it was. Whoever locked
the desk goes on with it; another officer gets screens of their own, made anew by ``tui.start``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from time import monotonic
from typing import TYPE_CHECKING, Final

from textual.app import App
from textual.screen import Screen

from motcua_tui.i18n import _
from motcua_tui.tui.actions import ACTIONS, actions_for
from motcua_tui.tui.screens.base import DeskApp

if TYPE_CHECKING:
    from textual import events
    from textual.actions import ActionParseResult
    from textual.dom import DOMNode

    from motcua_tui.services.desk import Desk
    from motcua_tui.services.today import Morning
    from motcua_tui.tui.sitting import Sitting
    from motcua_tui.tui.status import Glyphs

SIGN_IN: Final = "sign-in"
"""The mode of the screen that asks who is there."""
_GUARDED: Final = {action.method: action.right for action in ACTIONS if action.right}
_OF_DESK: Final = frozenset(action.method for action in actions_for("app") if action.id != "quit")
"""What the program does for nobody whom it does not know."""
_LOOK_SECONDS: Final = 10.0
_MINUTE: Final = 60.0


class GuardedApp(DeskApp):
    """``successor`` is the desk with somebody else at it, for whom the screens are to be made anew; ``asked``
    the name that was given for who signs in."""

    def __init__(
        self,
        desk: Desk,
        glyphs: Glyphs,
        *,
        opening: Morning | None = None,
        demo: bool = False,
        sitting: Sitting,
        asked: str = "",
    ) -> None:
        self._left = self.DEFAULT_MODE
        if desk.seat.guarded and not desk.seat.signed_in:
            self.DEFAULT_MODE = SIGN_IN  # type: ignore[misc]  # Textual asks the instance
        super().__init__(desk, glyphs, opening=opening, demo=demo, sitting=sitting)
        self.successor: Desk | None = None
        self.asked = asked
        self._began_as = desk.seat.officer
        self._touched_at = monotonic()

    def on_mount(self) -> None:
        self.set_interval(_LOOK_SECONDS, lambda: self.lock_when_due(monotonic()))

    @property
    def locked(self) -> bool:
        return self.current_mode == SIGN_IN

    @property
    def tab(self) -> str:
        """The tab one is in, or was when the desk was locked."""
        return self._left if self.locked else self.current_mode

    # rights

    def forbidden(self, places: Iterable[str]) -> Mapping[str, str]:
        """The actions of these places that whoever is here has no right to, each with a few words why."""
        if not self.desk.seat.guarded:
            return {}
        from motcua_tui.role_labels import holders

        return {
            action.id: _("việc của {roles}").format(roles=holders(action.right))
            for action in actions_for(*places, "app")
            if action.right and not self.desk.seat.may(action.right)
        }

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Carry out an action, or say why whoever is here may not."""
        right = _GUARDED.get(action) if isinstance(action, str) else None
        of_screen = default_namespace is None or isinstance(default_namespace, App | Screen)
        if right and of_screen and not self.desk.seat.may(right):
            from motcua_tui.role_labels import refusal

            error = refusal(self.desk.seat, right)
            self.notify("\n".join((error.message, error.hint)), severity="warning")
            return True
        return await super().run_action(action, default_namespace, namespaces)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if self.locked and action in _OF_DESK:
            return False
        return super().check_action(action, parameters)

    # locking

    async def on_event(self, event: events.Event) -> None:
        from textual.events import InputEvent

        if isinstance(event, InputEvent):
            self._touched_at = monotonic()
        await super().on_event(event)

    def lock_when_due(self, now: float) -> None:
        """Lock the desk when nobody touched anything for as long as the settings say, ``now`` in seconds, or
        when whoever is here lost the role meanwhile."""
        minutes, seat = self.desk.settings.lock_minutes, self.desk.seat
        silent = bool(minutes) and now - self._touched_at >= minutes * _MINUTE
        if seat.guarded and (silent or not seat.signed_in):
            self._lock()

    def action_lock_desk(self) -> None:
        if self.desk.seat.guarded:
            self._lock()
        else:
            self.notify(_("Bàn chưa phân quyền nên không có gì để khóa. Vai trò đặt ở F10, o, r."))

    def _lock(self) -> None:
        from motcua_tui.services.sign_in import sign_out

        self.asked = self.desk.seat.name or self.asked
        self.desk = sign_out(self.desk)
        if not self.locked:
            self._left = self.current_mode
            self.switch_mode(SIGN_IN)

    def adopt(self, desk: Desk) -> None:
        if self.locked:
            from motcua_tui.services.sign_in import sign_out

            desk = sign_out(desk)
        super().adopt(desk)
        if desk.seat.guarded and not desk.seat.signed_in:
            self._lock()

    def let_in(self, desk: Desk) -> None:
        """Somebody signed in: the same officer goes on, another one begins anew."""
        if desk.seat.officer == self._began_as:
            self.switch_mode(self._left)
            self.adopt(desk)
        else:
            self.successor = desk
            self.exit()
