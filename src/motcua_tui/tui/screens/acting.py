"""What can be done to the dossier under the cursor, on whichever screen it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Final

from textual.app import SystemCommand

from motcua_tui.domain.codes import State
from motcua_tui.errors import RuleError
from motcua_tui.i18n import _
from motcua_tui.services import browse, possible
from motcua_tui.services.browse import Listed
from motcua_tui.services.possible import Refusals, Verb
from motcua_tui.tui.screens.base import DeskScreen, DossierChanged
from motcua_tui.tui.screens.lines import why_no_result
from motcua_tui.tui.screens.verbs import forms
from motcua_tui.tui.widgets.dialog import Confirm
from motcua_tui.tui.widgets.keys import KeyFooter

if TYPE_CHECKING:
    from motcua_tui.domain.dossier import Dossier
    from motcua_tui.domain.events import Event
    from motcua_tui.services.verbs import Done
    from motcua_tui.tui.widgets.choices import Option

_KEYS: Final = {
    "finish": Verb.FINISH,
    "redate": Verb.REDATE,
    "return": Verb.RETURN,
    "hand-over": Verb.HAND_OVER,
    "undo": Verb.UNDO,
}
"""The verbs with a key of their own in the footer, by action."""
_OF_A_DOSSIER: Final = frozenset(
    ("finish", "supplement", "more", "undo", "redate", "return", "hand_over", "redo", "print")
)
"""The actions that need a dossier under the cursor."""


class ActingScreen(DeskScreen):
    """A screen with a dossier under its cursor; subclasses say which with ``select``.

    A key that does not fit the dossier stays in the footer with its reason, and says it in full when
    pressed.
    """

    selected: Listed | None = None
    _refused: Refusals = {}  # noqa: RUF012 - replaced, never changed

    def select(self, listed: Listed | None) -> None:
        """The cursor is on this dossier now."""
        self.selected = listed
        self._refused = {}
        self.refresh_bindings()
        self.call_after_refresh(self._ask_what_fits)

    def _ask_what_fits(self) -> None:
        """Once the line is seen: at the start the rules have to be loaded for it."""
        if self.selected:
            call = partial(possible.refusals, self.desk, self.selected.line.code)
            self.run_in_thread(call, self._explain, group="refusals")

    def _explain(self, refused: Refusals) -> None:
        self._refused = refused
        self.query_one(KeyFooter).explain(self.reasons())

    def reasons(self) -> dict[str, str]:
        """Why keys do not fit now, in a few words, by action."""
        refused = self._refused
        reasons = {action: briefly(refused[verb]) for action, verb in _KEYS.items() if verb in refused}
        if error := refused.get(self._supplement_verb):
            reasons["supplement"] = briefly(error)
        if self.selected and (why := why_no_result(self.selected)):
            reasons["finish"] = why
        return reasons

    def marked_codes(self) -> tuple[str, ...]:
        """The dossiers that are marked in this screen's list, in the order of marking."""
        return ()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return None if action in _OF_A_DOSSIER and self.selected is None else True

    def action_accept(self) -> None:
        """A new dossier, or the one under the cursor when it waits to be accepted."""
        from motcua_tui.tui.screens.accept import AcceptScreen

        line = self.selected.line if self.selected else None
        self.app.push_screen(AcceptScreen(line.code if line and line.state is State.SUBMITTED else ""))

    def open_dossier(self, code: str) -> None:
        """One dossier whole, over this screen."""
        from motcua_tui.tui.screens.detail import DetailScreen

        self.app.push_screen(DetailScreen(code))

    def action_print(self) -> None:
        """The papers of the marked dossiers, or of the one under the cursor."""
        from motcua_tui.tui.screens import printing

        if codes := self.marked_codes():
            printing.choose_paper_for_all(self, codes)
        elif self.selected:
            printing.choose_paper(self, self.selected.line.code)

    # the verbs

    def action_finish(self) -> None:
        self.begin(Verb.FINISH)

    def action_supplement(self) -> None:
        self.begin(self._supplement_verb)

    def action_redate(self) -> None:
        self.begin(Verb.REDATE)

    def action_return(self) -> None:
        self.begin(Verb.RETURN)

    def action_hand_over(self) -> None:
        self.begin(Verb.HAND_OVER)

    def action_more(self) -> None:
        """Every verb to choose from; those that do not fit come last, with their reasons."""
        from motcua_tui.tui.screens.report_dialogs import Menu

        if self.selected:
            title = _("Làm gì với hồ sơ {code}?").format(code=self.selected.line.code)
            options = [self._option(verb) for verb in sorted(forms(), key=lambda verb: verb in self._refused)]
            self.app.push_screen(Menu(title, options, "", self.glyphs), self._chosen)

    def _option(self, verb: Verb) -> Option:
        from motcua_tui.tui.widgets.choices import Option

        heading = forms()[verb].heading
        if error := self._refused.get(verb):
            return Option(verb, f"{heading} ({briefly(error)})")
        return Option(verb, heading)

    def _chosen(self, key: str | None) -> None:
        if key is not None:
            self.begin(Verb(key))

    def begin(self, verb: Verb) -> None:
        """Open the form of the verb, or say why it does not fit."""
        if self.selected is None:
            return
        if error := self._refused.get(verb):
            self._say_why(error)
        else:
            self.app.push_screen(forms()[verb](self.selected.line.code))

    def _say_why(self, error: RuleError) -> None:
        self.notify("\n".join((error.message, error.hint)), severity="warning", markup=False)

    @property
    def _supplement_verb(self) -> Verb:
        waits = self.selected and self.selected.line.state is State.AWAITING_SUPPLEMENT
        return Verb.RESUME if waits else Verb.SUPPLEMENT

    def commands(self) -> Iterable[SystemCommand]:
        """The verbs without a key of their own, for the palette."""
        if self.selected is None:
            return
        for verb, form in forms().items():
            if verb not in _KEYS.values() and verb not in (Verb.SUPPLEMENT, Verb.RESUME):
                yield SystemCommand(form.heading, _("Với hồ sơ đang chọn."), partial(self.begin, verb))

    # taking back

    def action_undo(self) -> None:
        from motcua_tui.services import undoing

        question = _("Hoàn tác bước gần nhất của hồ sơ {code}?")
        self._ask_to_take_back(Verb.UNDO, undoing.last_step, question, self._undo)

    def action_redo(self) -> None:
        from motcua_tui.services import undoing

        question = _("Làm lại bước vừa hoàn tác của hồ sơ {code}?")
        self._ask_to_take_back(Verb.REDO, undoing.last_undone, question, self._redo)

    def _ask_to_take_back(
        self,
        verb: Verb,
        step_of: Callable[[Dossier], Event],
        question: str,
        answered: Callable[[Dossier, bool | None], None],
    ) -> None:
        """Show the step that is meant, and ask."""
        if error := self._refused.get(verb):
            self._say_why(error)
            return
        assert self.selected is not None
        code = self.selected.line.code

        def show(found: tuple[Dossier, Event]) -> None:
            from motcua_tui.labels import event_label

            dossier, step = found
            dialog = Confirm(
                question.format(code=code), detail=f"{step.at:%d/%m/%Y %H:%M} · {event_label(step.what)}"
            )
            self.app.push_screen(dialog, partial(answered, dossier))
            self.call_after_refresh(self.desk_app.expect_a_write)

        def look() -> tuple[Dossier, Event]:
            dossier = browse.find(self.desk, code).dossier
            return dossier, step_of(dossier)

        self.run_in_thread(look, show, group="write")

    def _undo(self, seen: Dossier, sure: bool | None) -> None:
        if sure:
            from motcua_tui.services import undoing

            told = partial(self._told, _("Đã hoàn tác hồ sơ {code}."))
            self.run_in_thread(partial(undoing.undo, self.desk, seen.code, seen=seen), told, group="write")

    def _redo(self, seen: Dossier, sure: bool | None) -> None:
        if sure:
            from motcua_tui.services import undoing

            told = partial(self._told, _("Đã làm lại bước vừa hoàn tác của hồ sơ {code}."))
            self.run_in_thread(partial(undoing.redo, self.desk, seen.code, seen=seen), told, group="write")

    def _told(self, text: str, done: Done) -> None:
        self.notify(text.format(code=done.dossier.code), markup=False)
        self.app.post_message(DossierChanged(done.dossier.code))


def briefly(error: RuleError) -> str:
    """The reason as it stands in brackets behind a key: the first clause of its sentence."""
    clause = re.split(r"[;:,.]", error.message, maxsplit=1)[0]
    return clause[:1].lower() + clause[1:]
