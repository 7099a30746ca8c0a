"""What can be done to the dossier under the cursor, on whichever screen it is."""

from __future__ import annotations

from functools import partial

from motcua_tui.domain.codes import State
from motcua_tui.domain.events import Event
from motcua_tui.i18n import _
from motcua_tui.labels import event_label
from motcua_tui.services import browse, undoing
from motcua_tui.services.browse import Listed
from motcua_tui.services.verbs import Done
from motcua_tui.tui.screens.base import DeskScreen, DossierChanged
from motcua_tui.tui.screens.lines import why_no_result
from motcua_tui.tui.widgets.dialog import Confirm
from motcua_tui.tui.widgets.keys import KeyFooter


class ActingScreen(DeskScreen):
    """A screen with a dossier under its cursor; subclasses say which with ``select``."""

    selected: Listed | None = None

    def select(self, listed: Listed | None) -> None:
        """The cursor is on this dossier now; keys that do not fit it say why."""
        self.selected = listed
        reason = why_no_result(listed) if listed else ""
        self.query_one(KeyFooter).explain({"finish": reason})
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "finish" and (self.selected is None or why_no_result(self.selected)):
            return None
        if action == "undo" and self.selected is None:
            return None
        return True

    def action_accept(self) -> None:
        """A new dossier, or the one under the cursor when it waits to be accepted."""
        from motcua_tui.tui.screens.accept import AcceptScreen

        line = self.selected.line if self.selected else None
        self.app.push_screen(AcceptScreen(line.code if line and line.state is State.SUBMITTED else ""))

    def action_finish(self) -> None:
        from motcua_tui.tui.screens.result import ResultScreen

        if self.selected:
            self.app.push_screen(ResultScreen(self.selected.line.code))

    def open_dossier(self, code: str) -> None:
        """One dossier whole, over this screen."""
        from motcua_tui.tui.screens.detail import DetailScreen

        self.app.push_screen(DetailScreen(code))

    def action_undo(self) -> None:
        if self.selected:
            code = self.selected.line.code
            self.run_in_thread(
                lambda: undoing.last_step(browse.find(self.desk, code).dossier),
                partial(self._ask_undo, code),
                group="write",
            )

    def _ask_undo(self, code: str, step: Event) -> None:
        question = _("Hoàn tác bước gần nhất của hồ sơ {code}?").format(code=code)
        dialog = Confirm(question, detail=f"{step.at:%d/%m/%Y %H:%M} · {event_label(step.what)}")
        self.app.push_screen(dialog, partial(self._undo, code))

    def _undo(self, code: str, sure: bool | None) -> None:
        if sure:
            self.run_in_thread(partial(undoing.undo, self.desk, code), self._undone, group="write")

    def _undone(self, done: Done) -> None:
        self.notify(_("Đã hoàn tác hồ sơ {code}.").format(code=done.dossier.code), markup=False)
        self.app.post_message(DossierChanged(done.dossier.code))
