"""A list with marks: which dossiers are meant when a key concerns many of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from textual import on

from motcua_tui.domain.numbers import group
from motcua_tui.i18n import _
from motcua_tui.services.possible import Verb
from motcua_tui.tui.screens.acting import ActingScreen
from motcua_tui.tui.widgets.dialog import Confirm
from motcua_tui.tui.widgets.keys import KeyFooter
from motcua_tui.tui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from motcua_tui.services.many import Many

_OF_MANY: Final = frozenset(("finish", "return", "hand_over", "more", "print"))
"""The actions that take the marked dossiers, whichever is under the cursor."""


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
        self.query_one(KeyFooter).explain(self.reasons())
        self.refresh_bindings()

    def reasons(self) -> dict[str, str]:
        if not self._marks:
            return super().reasons()
        return dict.fromkeys(("supplement", "redate"), _("từng hồ sơ"))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "clear_marks":
            return self._marks > 0
        if (action == "undo" and self.desk_app.made) or (action in _OF_MANY and self._marks):
            return True
        return super().check_action(action, parameters)

    @property
    def _marks(self) -> int:
        return len(self.query_one(RecordTable).marks)

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

    # the verbs

    def begin(self, verb: Verb) -> None:
        """On the marked dossiers, where there are some; else on the one under the cursor."""
        if not self._marks:
            super().begin(verb)
            return
        from motcua_tui.tui.screens.many import SCREENS

        if verb in SCREENS:
            self.app.push_screen(SCREENS[verb](self.marked_codes(), self._carried_out))
        else:
            text = _("Việc này làm từng hồ sơ. Bỏ chọn {n} hồ sơ trước: phím -.").format(n=group(self._marks))
            self.notify(text, severity="warning", markup=False)

    def action_more(self) -> None:
        if not self._marks:
            super().action_more()
            return
        from motcua_tui.tui.screens.many import SCREENS
        from motcua_tui.tui.screens.report_dialogs import Menu
        from motcua_tui.tui.widgets.choices import Option

        title = _("Làm gì với {n} hồ sơ đã chọn?").format(n=group(self._marks))
        options = [Option(verb, screen.heading) for verb, screen in SCREENS.items()]
        self.app.push_screen(Menu(title, options, "", self.glyphs), self._chosen)

    def _carried_out(self, made: Many) -> None:
        """What was done is no longer marked; what was refused or left still is."""
        done = {done.dossier.code for done in made.done}
        table = self.query_one(RecordTable)
        table.mark(code for code in list(table.marks) if code not in done)
        self.desk_app.remember(made)
        self.refresh_bindings()

    def action_undo(self) -> None:
        """What was just done to many, if the person wants that; else the last step of the one."""
        made = self.desk_app.made
        if made is None:
            super().action_undo()
            return
        question = _("Hoàn tác việc vừa làm với {n} hồ sơ?").format(n=group(len(made.done)))
        detail = _("Không: bấm u lần nữa để hoàn tác riêng hồ sơ đang chọn.")

        def answered(sure: bool | None) -> None:
            from motcua_tui.tui.screens.many import take_back_many

            self.desk_app.forget()
            if sure:
                take_back_many(self, made)

        self.app.push_screen(Confirm(question, detail=detail), answered)
