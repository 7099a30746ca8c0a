"""The program on the screen: three tabs, each with screens of its own, and what all of them share."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Coroutine, Iterable, Sequence
from dataclasses import replace
from functools import partial
from inspect import isawaitable
from itertools import takewhile
from pathlib import PurePath
from threading import get_ident
from time import monotonic
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.app import SystemCommand
from textual.binding import Binding, BindingType

from motcua_tui.config import DENSITIES, THEMES
from motcua_tui.tui.actions import actions_for, bindings_for, rebind
from motcua_tui.tui.beginnings import BEGINNINGS
from motcua_tui.tui.keymap import Keymap
from motcua_tui.tui.screens.base import DeskScreen, DossierChanged, Told
from motcua_tui.tui.signing import GuardedApp
from motcua_tui.tui.sitting import FIRST_TAB, Sitting
from motcua_tui.tui.status import ASCII, UNICODE
from motcua_tui.tui.stylesheets import BASE_STYLES, FIRST_STYLES

if TYPE_CHECKING:
    from textual.notifications import SeverityLevel
    from textual.screen import Screen

    from motcua_tui.services.desk import Desk
    from motcua_tui.services.today import Morning

MOST_TOASTS: Final = 2
TOAST_LINES: Final = 3
MESSAGES_KEPT: Final = 500


class MotcuaApp(GuardedApp):
    """The desk's program; ``plain`` draws with ASCII signs only, the rest is of ``DeskApp`` and
    ``GuardedApp``."""

    DEFAULT_MODE = FIRST_TAB
    CSS_PATH: ClassVar[list[str | PurePath]] = [BASE_STYLES, FIRST_STYLES]
    BINDINGS: ClassVar[list[BindingType]] = bindings_for("app")
    MODES: ClassVar[dict[str, str | Callable[[], Screen[None]]]] = dict(BEGINNINGS)

    def __init__(
        self,
        desk: Desk,
        *,
        plain: bool = False,
        opening: Morning | None = None,
        demo: bool = False,
        keymap: Keymap | None = None,
        sitting: Sitting | None = None,
        asked: str = "",
        keeps_copies: bool = False,
    ) -> None:
        left = sitting or Sitting()
        if left.tab in self.MODES:
            self.DEFAULT_MODE = left.tab  # type: ignore[misc]  # Textual asks the instance
        glyphs = ASCII if plain else UNICODE
        super().__init__(desk, glyphs, opening=opening, demo=demo, sitting=left, asked=asked)
        self.messages: deque[Told] = deque(maxlen=MESSAGES_KEPT)
        self._home = get_ident()
        self._toasts: list[tuple[str, SeverityLevel, float]] = []
        """Text, severity and end of those that may still be seen."""
        self._keeps_copies = keeps_copies
        """A copy that is due is made once the first screen stands."""
        self.title = desk.settings.desk
        self.dress()
        self.keymap = keymap or Keymap()
        self.set_keymap(self.keymap.bindings())
        rebind(self.keymap.keys)

    def on_mount(self) -> None:
        for problem in self.keymap.problems:
            self.notify(problem, severity="warning", markup=False)
        if damage := self.desk.database.damage:
            self.notify(f"{damage.message} {damage.hint}", severity="error", timeout=60, markup=False)

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,
    ) -> None:
        """Say something in a toast, and keep it in full for the screen of messages.

        Toasts are short and at most ``MOST_TOASTS`` at a time, so that they do not cover the work; whatever
        is said is never markup.
        """
        if get_ident() != self._home:
            self.call_later(partial(self.notify, message, title=title, severity=severity, timeout=timeout))
            return
        self.messages.append(Told(self.desk.now(), message, severity != "information"))
        lines = message.split("\n")
        short = "\n".join(lines[:TOAST_LINES]) + ("\n…" if len(lines) > TOAST_LINES else "")
        now = monotonic()
        last = [toast for toast in self._toasts if toast[2] > now][-MOST_TOASTS + 1 :]
        until = now + (timeout or self.NOTIFICATION_TIMEOUT)
        if len(last) < len(self._toasts):
            self.clear_notifications()
            for text, kind, end in last:
                super().notify(text, severity=kind, timeout=end - now, markup=False)
        self._toasts = [*last, (short, severity, until)]
        super().notify(short, title=title, severity=severity, timeout=until - now, markup=False)

    def begun(self) -> None:
        super().begun()
        if self._keeps_copies:
            self._keeps_copies = False
            self.run_worker(self._keep_a_copy, thread=True)

    def _keep_a_copy(self) -> None:
        from motcua_tui.tui.keeping import keep_a_copy

        keep_a_copy(self)

    def adopt(self, desk: Desk) -> None:
        super().adopt(desk)
        self.dress()

    def dress(self) -> None:
        """Theme and density as the settings say; without colour there is one theme."""
        settings = self.desk.settings
        if settings.theme in self.available_themes and not self.no_color:
            self.theme = settings.theme
        self.set_class(settings.density == "compact", "-dense")
        self.set_class(self.glyphs is ASCII, "-plain")

    @on(DossierChanged)
    def _record_changed(self) -> None:
        self.revision += 1
        if isinstance(self.screen, DeskScreen):
            self.screen.catch_up()

    # tabs

    def action_tab_today(self) -> None:
        self.go_to("today")

    def action_tab_dossiers(self) -> None:
        self.go_to("dossiers")

    def action_tab_report(self) -> None:
        self.go_to("report")

    def action_tab_calendar(self) -> None:
        self.go_to("calendar")

    def action_tab_catalogue(self) -> None:
        self.go_to("catalogue")

    def go_to(self, tab: str) -> None:
        """Show a tab as it was left; the tab one is in already goes back to its first screen."""
        if self.current_mode != tab:
            self.switch_mode(tab)
            return
        while len(self.screen_stack) > 1:
            self.pop_screen()

    # the desk's own affairs

    def action_settings(self) -> None:
        from motcua_tui.tui.screens.settings import SettingsScreen

        self._open_once(SettingsScreen)

    def action_backups(self) -> None:
        from motcua_tui.tui.screens.backups import BackupsScreen

        self._open_once(BackupsScreen)

    def action_messages(self) -> None:
        from motcua_tui.tui.screens.messages import MessagesScreen

        self._open_once(MessagesScreen, self.messages)

    def action_petitions(self) -> None:
        from motcua_tui.tui.screens.petitions import PetitionsScreen

        self._open_once(PetitionsScreen)

    def action_indicators(self) -> None:
        from motcua_tui.tui.screens.indicators import IndicatorsScreen

        here = self.screen
        if isinstance(here, DeskScreen) and not isinstance(here, IndicatorsScreen):
            self._open_once(partial(IndicatorsScreen, reporting=here.shown_period))

    def action_import_dossiers(self) -> None:
        from motcua_tui.tui.screens.importing.file import FileStep

        here = self.screen
        if isinstance(here, DeskScreen) and not any(
            place.startswith(("form", "import")) for place in here.places
        ):
            self.push_screen(FileStep())

    def _open_once(self, screen: Callable[..., DeskScreen], *given: object) -> None:
        """Put a screen over the tab one is in, unless it is there already or a form is being filled in."""
        here = self.screen
        if isinstance(here, DeskScreen) and "form" not in here.places and type(here) is not screen:
            self.push_screen(screen(here.tab, *given))

    # commands

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The actions of the screen and of the program, as the palette lists them."""
        places = screen.places if isinstance(screen, DeskScreen) else ()
        for action in actions_for(*places, "app"):
            if action.id != "command-palette":
                yield SystemCommand(action.title, action.help, self._command(screen, action.method))
        if isinstance(screen, DeskScreen):
            yield from screen.commands()

    def _command(self, screen: Screen[object], method: str) -> Callable[[], Coroutine[object, object, None]]:
        """Carries out an action where its method is: the focused widget, the screen or the app."""
        places = [*(screen.focused.ancestors_with_self if screen.focused else ()), screen, self]

        async def carry_out() -> None:
            namespace = next((place for place in places if hasattr(place, f"action_{method}")), None)
            if namespace is not None:
                await self.run_action(method, namespace)

        return carry_out

    def action_command_palette(self) -> None:
        from motcua_tui.tui.screens.palette import Palette

        if not isinstance(self.screen, Palette):
            self.push_screen(Palette(list(self.get_system_commands(self.screen)), self.glyphs), self._obey)

    async def _obey(self, command: SystemCommand | None) -> None:
        if command is not None:
            done = command.callback()
            if isawaitable(done):
                await done

    def action_help(self) -> None:
        from motcua_tui.tui.screens.help import HelpScreen

        if isinstance(self.screen, HelpScreen):
            self.screen.dismiss()
        elif isinstance(self.screen, DeskScreen):
            here, keymap = self.screen, self.keymap.bindings()
            focused = here.focused.ancestors_with_self if here.focused else ()
            nearby = takewhile(lambda node: node is not here, focused)
            bound = (binding for node in nearby for binding in node.BINDINGS)
            ids = {binding.id for binding in bound if isinstance(binding, Binding) and binding.id}
            self.push_screen(HelpScreen(here.tab, here.places, keymap=keymap, focused=ids))

    def action_theme(self) -> None:
        """The next theme, kept in the settings."""
        self._set_next("theme", THEMES)

    def action_density(self) -> None:
        """The other density, kept in the settings."""
        self._set_next("density", DENSITIES)

    def _set_next(self, key: str, values: Sequence[str]) -> None:
        from motcua_tui.services.office import change_settings

        now = self.desk.settings.rows()[key]
        following = values[(values.index(now) + 1) % len(values)] if now in values else values[0]
        if isinstance(self.screen, DeskScreen):
            self.screen.run_in_thread(
                partial(change_settings, self.desk, {key: following}),
                lambda settings: self.adopt(replace(self.desk, settings=settings)),
                group="write",
            )
