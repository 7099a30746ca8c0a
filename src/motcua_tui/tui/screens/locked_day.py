"""Beside a moment that is typed: that its day stands in a period that was reported and locked."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from textual.widgets import Static

from motcua_tui.services.locked_days import warnings_for
from motcua_tui.tui.widgets.plain import plain

if TYPE_CHECKING:
    from motcua_tui.tui.screens.base import DeskScreen


def tell_locked(screen: DeskScreen, day: date | None) -> None:
    """Fill the line ``#locked`` of a form, or hide it where there is nothing to say."""

    def show(warnings: tuple[str, ...]) -> None:
        line = screen.query_one("#locked", Static)
        line.display = bool(warnings)
        line.update(plain("\n".join(warnings)).stylize("$warning"))

    if day is None:
        show(())
    else:
        screen.run_in_thread(partial(warnings_for, screen.desk, [day]), show, group="locked")
