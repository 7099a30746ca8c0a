"""A form about one dossier as it was when the form was opened."""

from __future__ import annotations

from functools import partial

from motcua_tui.domain.dossier import Dossier
from motcua_tui.errors import MotcuaError
from motcua_tui.services import browse
from motcua_tui.services.browse import DossierPage
from motcua_tui.services.conflicts import dossier_differences
from motcua_tui.tui.screens.form import FormScreen


class DossierForm(FormScreen):
    """Subclasses write ``show_dossier``; what they save they decide on ``seen``."""

    def __init__(self, code: str) -> None:
        super().__init__()
        self.code = code
        self._page: DossierPage | None = None

    def begin_with(self, code: str) -> None:
        """From now on the form is about that dossier, or a new one."""
        self.code, self._page = code, None

    @property
    def seen(self) -> Dossier | None:
        """The dossier that is decided on; None before it was read."""
        return self._page.dossier if self._page else None

    def show_dossier(self, page: DossierPage) -> None:
        """Show which dossier it is, and what hangs on how it stands."""
        raise NotImplementedError

    def load(self) -> None:
        self.read_dossier()

    def read_dossier(self) -> None:
        """Read it: the first time to show it, later to see whether it is as it was."""
        self.run_in_thread(partial(browse.find, self.desk, self.code), self._found, failed=self._gone)

    def _found(self, page: DossierPage) -> None:
        if self.seen is None:
            self._see(page)
        elif self.seen.version != page.dossier.version:
            self.overtaken(dossier_differences(self.desk, self.seen, page.dossier, page.history))

    def _see(self, page: DossierPage) -> None:
        self._page = page
        self.show_dossier(page)

    def _gone(self, error: MotcuaError) -> None:
        self.dismiss()
        self.tell(error)

    def look_again(self) -> None:
        self.read_dossier()

    def see_anew(self) -> None:
        self.run_in_thread(partial(browse.find, self.desk, self.code), self._see_whole, failed=self._gone)

    def _see_whole(self, page: DossierPage) -> None:
        from motcua_tui.tui.screens.detail import DetailScreen

        self._see(page)
        self.app.push_screen(DetailScreen(self.code))
