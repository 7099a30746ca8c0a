"""Recording the result of a dossier: early, on time or late is said before it is saved."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.content import Content
from textual.widgets import Static

from motcua_tui.domain.codes import Outcome, State
from motcua_tui.domain.reasons import parse_reasons
from motcua_tui.domain.text import clean
from motcua_tui.domain.timeliness import Timeliness
from motcua_tui.domain.typed_dates import parse_moment, say_date
from motcua_tui.errors import MotcuaError, RuleError
from motcua_tui.i18n import _
from motcua_tui.labels import outcome_label
from motcua_tui.services import browse, verbs
from motcua_tui.services.browse import DossierPage, Listed
from motcua_tui.services.lateness import late_causes
from motcua_tui.services.verbs import Done
from motcua_tui.tui.screens.base import DossierChanged
from motcua_tui.tui.screens.dossier_form import DossierForm
from motcua_tui.tui.screens.fields import Field
from motcua_tui.tui.screens.lines import status_now
from motcua_tui.tui.screens.locked_day import tell_locked
from motcua_tui.tui.widgets.choices import Choice, Option
from motcua_tui.tui.widgets.inputs import DateInput, TextInput
from motcua_tui.tui.widgets.numbered import NumberedInput
from motcua_tui.tui.widgets.plain import plain

if TYPE_CHECKING:
    from textual.app import ComposeResult


class ResultScreen(DossierForm):
    heading = _("Kết quả giải quyết")
    places = ("form", "numbered")

    def draft_of(self) -> str:
        return self.code

    def compose_fields(self) -> ComposeResult:
        outcomes = [Option(outcome, outcome_label(outcome)) for outcome in (Outcome.GRANTED, Outcome.REFUSED)]
        yield Static(id="about")
        yield Field(_("Kết quả"), Choice(outcomes), id="outcome")
        refusals = [reason.whole for reason in parse_reasons(self.desk.settings.reasons_refuse)]
        yield Field(_("Lý do từ chối"), NumberedInput(refusals, field_id="reason-input"), id="reason")
        yield Field(_("Số văn bản"), TextInput(compact=True, id="number-input"), id="number")
        yield Field(
            _("Có kết quả lúc"),
            DateInput(self._parse, _say_moment, text=f"{self.desk.now():%d/%m/%Y %H:%M}"),
            id="moment",
        )
        yield Static(id="verdict")
        yield Static(id="locked")
        causes = NumberedInput(
            (), field_id="cause-input", placeholder=_("để thống kê nguyên nhân"), id="causes"
        )
        yield Field(_("Nguyên nhân trễ"), causes, id="cause")

    def on_mount(self) -> None:
        self._show_verdict()

    def _parse(self, text: str) -> datetime:
        now = self.desk.now()
        add = self.desk.calendar.add
        return parse_moment(text, today=now.date(), now=now.time(), add_working_days=add)

    def show_dossier(self, page: DossierPage) -> None:
        due = page.dossier.standing.lawful_due
        self.query_one("#about", Static).update(
            Content("\n").join(
                (
                    Content.assemble((plain(page.dossier.code).plain, "$faint")),
                    plain(page.dossier.particulars.applicant).stylize("bold $foreground"),
                    plain(page.version.name),
                    plain(_("hạn {day}").format(day=say_date(due)) if due else _("không có hạn")),
                )
            )
        )
        self.query_one("#causes", NumberedInput).offer(late_causes(self.desk, page.dossier))
        self._show_verdict()

    @property
    def _outcome(self) -> Outcome:
        return Outcome(self.query_one(Choice).value)

    @property
    def _moment(self) -> datetime | None:
        moment: datetime | None = self.query_one(DateInput).value
        return moment

    def _judged(self) -> Listed | None:
        """The dossier as it would stand with this result."""
        if self._page is None or self._moment is None:
            return None
        line = replace(
            self._page.listed.line,
            finished_on=self._moment.date(),
            state=State.RESULT_READY,
            outcome=self._outcome,
        )
        return browse.listed(self.desk, line)

    @on(DateInput.Changed)
    @on(Choice.Changed)
    def _show_verdict(self) -> None:
        judged = self._judged()
        verdict = status_now(judged, self.desk.today(), self.glyphs).content() if judged else Content("")
        self.query_one("#verdict", Static).update(verdict)
        tell_locked(self, self._moment.date() if self._moment else None)
        self.query_one("#reason").display = self._outcome is Outcome.REFUSED
        self.query_one("#cause").display = judged is not None and judged.timeliness is Timeliness.LATE

    def action_save(self) -> None:
        self.accept_fields()
        moment, outcome = self._moment, self._outcome
        reason = clean(self._text("reason"))
        if outcome is Outcome.REFUSED and not reason:
            self.refuse("reason", _("Ghi lý do và căn cứ từ chối."))
        elif moment is None:
            self.refuse("moment", _("Nhập ngày giờ có kết quả, như hôm nay hoặc 23/11 9:40."))
        elif moment > self.desk.now():
            self.refuse("moment", _("Lúc có kết quả không thể ở tương lai."))
        else:
            call = partial(
                verbs.finish,
                self.desk,
                self.code,
                moment,
                outcome,
                result_number=self._text("number"),
                reason=reason if outcome is Outcome.REFUSED else "",
                late_cause=self._text("cause"),
                seen=self.seen,
            )
            self.save_by(call, self._saved, self._failed)

    def _text(self, name: str) -> str:
        return self.query_one(f"#{name}-input", TextInput).value

    def _failed(self, error: MotcuaError) -> None:
        if isinstance(error, RuleError):
            self.refuse("moment", f"{error.message} {error.hint}")
        else:
            self.tell(error)

    def _saved(self, done: Done) -> None:
        judged = self._judged()
        words = status_now(judged, self.desk.today(), self.glyphs).text if judged else ""
        text = _("Đã ghi kết quả {code}: {words}.").format(code=self.code, words=words)
        self.notify("\n".join((text, *done.warnings)), markup=False)
        self.app.post_message(DossierChanged(self.code))
        self.dismiss()


def _say_moment(moment: datetime) -> str:
    return f"{say_date(moment.date())} {moment:%H:%M}"
