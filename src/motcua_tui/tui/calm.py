"""An app that looks like ours and, when it fails, shows nobody's data."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from textual.app import App
from textual.css.stylesheet import Stylesheet
from textual.worker import WorkerFailed

from motcua_tui.i18n import _
from motcua_tui.tui.themes import DARK, MONO, THEMES, VARIABLES

if TYPE_CHECKING:
    from rich.console import RenderableType
    from textual.driver import Driver

Result = TypeVar("Result")


class SteadyStylesheet(Stylesheet):
    """Parses a style once for each theme. Textual parses all of them at every refresh, several times before
    the first screen, and that took a third of the start."""

    _parsed_with: dict[str, str] | None = None

    def set_variables(self, variables: dict[str, str]) -> None:
        if variables != self._parsed_with:
            self._parsed_with = variables
            super().set_variables(variables)

    def reparse(self) -> None:
        self.parse()


class CalmApp(App[Result]):
    """Our themes, and our way to fail.

    ``crash`` is the error nobody foresaw that ended the app. Textual would print it with its variables,
    which are citizens' data; here nothing is printed, and whoever ran the app raises ``crash``.
    """

    ENABLE_COMMAND_PALETTE = False  # the stock one loses letters of Vietnamese input methods

    def __init__(self) -> None:
        super().__init__()
        self.crash: BaseException | None = None
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = MONO.name if self.no_color else DARK.name
        self.stylesheet = SteadyStylesheet()
        self.stylesheet.set_variables(self.get_css_variables())

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return dict(VARIABLES)

    def get_driver_class(self) -> type[Driver]:
        chosen = super().get_driver_class()
        if chosen.__name__ == "LinuxDriver":
            from motcua_tui.tui.terminal import TerminalDriver

            return TerminalDriver
        return chosen

    def terminal_gone(self) -> None:
        """There is nobody to show anything to any more."""
        self.exit()

    def action_help_quit(self) -> None:
        self.notify(_("Nhấn Ctrl+Q để thoát."), markup=False)

    def panic(self, *renderables: RenderableType) -> None:
        self._fatal_error()

    def _handle_exception(self, error: Exception) -> None:
        self.crash = self.crash or (error.error if isinstance(error, WorkerFailed) else error)
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        self.bell()
        self._close_messages_no_wait()
