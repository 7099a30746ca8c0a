"""A list with marks: which dossiers are meant when a key concerns many of them."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on

from motcua_tui.domain.numbers import group
from motcua_tui.i18n import _
from motcua_tui.tui.screens.acting import ActingScreen
from motcua_tui.tui.widgets.dialog import Confirm
from motcua_tui.tui.widgets.record_table import RecordTable


class MarkingScreen(ActingScreen):
    """Has one ``RecordTable`` whose row ids are codes; subclasses write ``show_marks``.

    Marks stay while one searches, filters and sorts, so that dossiers can be gathered one by one.
    """

    def marked_codes(self) -> tuple[str, ...]:
        return tuple(map(str, self.query_one(RecordTable).marks))

    def show_marks(self, words: str) -> None:
        """Say how many are marked; empty for none."""
        raise NotImplementedError

    @on(RecordTable.Marked)
    def _marks_changed(self, event: RecordTable.Marked) -> None:
        marked = len(event.table.marks)
        self.show_marks(_("đã chọn {n}").format(n=group(marked)) if marked else "")
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "clear_marks":
            return len(self.query_one(RecordTable).marks) > 0
        return super().check_action(action, parameters)

    def action_clear_marks(self) -> None:
        self.query_one(RecordTable).clear_marks()

    def ask_to_mark(self, codes: Sequence[str]) -> None:
        """Mark all of them, if the person agrees to how many they are."""

        def answered(sure: bool | None) -> None:
            if sure:
                self.query_one(RecordTable).mark(codes)

        if codes:
            question = _("Chọn tất cả {n} hồ sơ của danh sách?").format(n=group(len(codes)))
            self.app.push_screen(Confirm(question), answered)
