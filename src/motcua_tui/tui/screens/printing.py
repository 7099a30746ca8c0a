"""Papers of a dossier from the screens: which fit it now, and writing one without a look at it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from motcua_tui.errors import MotcuaError
from motcua_tui.i18n import _
from motcua_tui.services import letters
from motcua_tui.services.letters import Paper
from motcua_tui.tui.screens.base import DossierChanged

if TYPE_CHECKING:
    from motcua_tui.tui.screens.base import DeskScreen


def print_receipt(screen: DeskScreen, code: str) -> None:
    """Write the receipt of a dossier just accepted into the folder of papers, and say where it is.

    The work belongs to the app: the screen may be closed at once. What goes wrong is told and leaves the
    acceptance as it is.
    """
    app = screen.desk_app
    desk = app.desk

    def work() -> None:
        try:
            path = letters.issue_into(desk, code, Paper.RECEIPT, desk.now(), letters.folder(desk))
        except MotcuaError as error:
            text = "\n".join((_("Chưa in được giấy hẹn."), error.message, error.hint))
            app.notify(text, severity="warning", markup=False)
        else:
            app.notify(told(path), markup=False)
            app.post_message(DossierChanged(code))

    app.run_worker(work, thread=True, group="print")


def told(path: Path) -> str:
    """That a file was written, with its name and its folder on lines of their own."""
    return "\n".join((_("Đã ghi {name}").format(name=path.name), str(path.parent)))
