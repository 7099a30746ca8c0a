"""The screens that the program begins with: one for each tab, and who is there. Imported when first shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from motcua_tui.tui.signing import SIGN_IN

if TYPE_CHECKING:
    from textual.screen import Screen


def _today() -> Screen[None]:
    from motcua_tui.tui.screens.today import TodayScreen

    return TodayScreen()


def _dossiers() -> Screen[None]:
    from motcua_tui.tui.screens.dossiers import DossiersScreen

    return DossiersScreen()


def _report() -> Screen[None]:
    from motcua_tui.tui.screens.report import ReportScreen

    return ReportScreen()


def _calendar() -> Screen[None]:
    from motcua_tui.tui.screens.calendar import CalendarScreen

    return CalendarScreen()


def _catalogue() -> Screen[None]:
    from motcua_tui.tui.screens.catalogue import CatalogueScreen

    return CatalogueScreen()


def _sign_in() -> Screen[None]:
    from motcua_tui.tui.screens.sign_in import SignInScreen

    return SignInScreen()


BEGINNINGS: Final[Mapping[str, Callable[[], Screen[None]]]] = {
    "today": _today,
    "dossiers": _dossiers,
    "report": _report,
    "calendar": _calendar,
    "catalogue": _catalogue,
    SIGN_IN: _sign_in,
}
