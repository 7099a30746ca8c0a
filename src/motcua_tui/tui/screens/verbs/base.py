"""What the forms of the verbs share: the dossier above, the moment, what will happen below, saving."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, ClassVar, TypeAlias

from textual import on
from textual.content import Content
from textual.widgets import Static

from motcua_tui.domain.text import clean
from motcua_tui.domain.typed_dates import parse_moment, say_date
from motcua_tui.errors import MotcuaError, RuleError
from motcua_tui.i18n import _
from motcua_tui.labels import event_label, state_label
from motcua_tui.services.browse import DossierPage
from motcua_tui.services.verbs import Done
from motcua_tui.tui.screens.base import DossierChanged
from motcua_tui.tui.screens.dossier_form import DossierForm
from motcua_tui.tui.screens.fields import Field
from motcua_tui.tui.screens.verbs.outlook import outlook, refusal, say_moment
from motcua_tui.tui.widgets.choices import Choice
from motcua_tui.tui.widgets.inputs import DateInput, TextInput
from motcua_tui.tui.widgets.numbered import NumberedInput
from motcua_tui.tui.widgets.plain import plain

if TYPE_CHECKING:
    from textual.app import ComposeResult

Call: TypeAlias = Callable[..., Done]
"""A verb of the service with all it needs; called with ``dry=True`` it only tells what would be."""

_NOT_YET = "…"
"""Stands for a text that is still to be typed, while the form shows what will happen."""


class VerbScreen(DossierForm):
    """One verb on one dossier. Subclasses write ``compose_verb`` and ``verb``.

    ``required`` maps the fields that may not be empty to what is said then; ``blamed`` is the field beside
    which a refusal of the rules stands.
    """

    required: ClassVar[Mapping[str, str]] = {}
    blamed: ClassVar[str] = "moment"

    def draft_of(self) -> str:
        return self.code

    def compose_fields(self) -> ComposeResult:
        yield Static(id="about")
        yield from self.compose_verb()
        yield Field(
            _("Lúc"),
            DateInput(
                self._parse_moment, say_moment, text=f"{self.desk.now():%d/%m/%Y %H:%M}", id="moment-input"
            ),
            id="moment",
        )
        yield Static(id="outlook")

    def compose_verb(self) -> ComposeResult:
        """The fields of this verb, above the moment."""
        return ()

    def verb(self, at: datetime, text: Callable[[str], str]) -> Call | None:
        """The call of the service; ``text`` gives what a field holds. None while something is missing.

        It is given what was seen, or told that it is dry.
        """
        raise NotImplementedError

    def rule(self, page: DossierPage) -> str:
        """The limit that the law sets for this verb on this dossier, if there is one."""
        return ""

    def text_field(self, name: str, label: str, placeholder: str = "") -> Field:
        """A field of one line; ``text`` knows it by its name."""
        return Field(label, TextInput(compact=True, placeholder=placeholder, id=f"{name}-input"), id=name)

    def reason_field(self, label: str, reasons: Sequence[str]) -> Field:
        """The field of the reason, with the office's common ones to take by number."""
        return Field(label, NumberedInput(reasons, field_id="reason-input"), id="reason")

    # the dossier, and what will happen to it

    def show_dossier(self, page: DossierPage) -> None:
        standing = page.dossier.standing
        assert standing.state is not None
        due = standing.lawful_due
        state = state_label(standing.state)
        about = [
            plain(page.dossier.code),
            plain(page.dossier.particulars.applicant).stylize("bold $foreground"),
            plain(page.version.name),
            plain(_("{state} · hạn {day}").format(state=state, day=say_date(due)) if due else state),
        ]
        if rule := self.rule(page):
            about.append(plain(rule))
        self.query_one("#about", Static).update(Content("\n").join(about))
        self.look_ahead()

    @on(DateInput.Changed)
    @on(Choice.Changed)
    def look_ahead(self) -> None:
        """Ask what the verb would do with what the form holds now."""
        moment = self._moment
        call = self.verb(moment, self._typed_or_not_yet) if moment and self.seen else None
        if call is None:
            self._say(Content(""))
            return
        self.run_in_thread(
            partial(call, dry=True), self._foresee, failed=lambda e: self._say(refusal(e)), group="look"
        )

    def _foresee(self, done: Done) -> None:
        assert self.seen is not None
        width = self.query_one("#outlook").size.width
        self._say(outlook(self.seen.standing, done, self.desk.calendar, width))

    def _say(self, words: Content) -> None:
        self.query_one("#outlook", Static).update(words)

    # what is typed

    def _parse_moment(self, text: str) -> datetime:
        now = self.desk.now()
        add = self.desk.calendar.add
        return parse_moment(text, today=now.date(), now=now.time(), add_working_days=add)

    @property
    def _moment(self) -> datetime | None:
        moment: datetime | None = self.query_one("#moment-input", DateInput).value
        return moment

    def _typed(self, name: str) -> str:
        return clean(self.query_one(f"#{name}-input", TextInput).value)

    def _typed_or_not_yet(self, name: str) -> str:
        return self._typed(name) or (_NOT_YET if name in self.required else "")

    # saving

    def action_save(self) -> None:
        self.accept_fields()
        for name, message in self.required.items():
            if not self._typed(name):
                self.refuse(name, message)
                return
        moment = self._moment
        if moment is None:
            self.refuse("moment", _("Nhập ngày giờ, như hôm nay hoặc 23/11 9:40."))
        elif call := self.verb(moment, self._typed):
            self.save_by(partial(call, seen=self.seen), self._saved, self._failed)

    def _failed(self, error: MotcuaError) -> None:
        if isinstance(error, RuleError):
            self.refuse(self.blamed, f"{error.message} {error.hint}")
        else:
            self.tell(error)

    def _saved(self, done: Done) -> None:
        step = event_label(done.dossier.events[-1].what)
        text = _("Đã ghi {code}: {step}.").format(code=self.code, step=step)
        self.notify("\n".join((text, *done.warnings)), markup=False)
        self.app.post_message(DossierChanged(self.code))
        self.dismiss()
