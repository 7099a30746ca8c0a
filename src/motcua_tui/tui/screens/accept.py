"""Accepting a dossier: the due date and its reasons stand below the fields while one types.

A dossier that was submitted online and waits comes with what is known of it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Final

from textual import on
from textual.content import Content
from textual.widgets import Static

from motcua_tui.domain.catalogue import ProcedureVersion
from motcua_tui.domain.codes import Channel
from motcua_tui.domain.deadlines import explain
from motcua_tui.domain.dossier import Particulars
from motcua_tui.domain.text import clean
from motcua_tui.domain.typed_dates import parse_moment, say_date
from motcua_tui.errors import InputError, MotcuaError, RuleError
from motcua_tui.i18n import _
from motcua_tui.labels import channel_label, limit_label
from motcua_tui.services import browse, catalogue, intake, verbs
from motcua_tui.services.browse import DossierPage
from motcua_tui.services.verbs import Done
from motcua_tui.tui.actions import bindings_for
from motcua_tui.tui.screens.base import DossierChanged
from motcua_tui.tui.screens.days import runs
from motcua_tui.tui.screens.form import MATCHES_SHOWN, Field, FormScreen
from motcua_tui.tui.status import tentative_mark
from motcua_tui.tui.widgets.choices import Choice, Match, Option, Picker
from motcua_tui.tui.widgets.inputs import DateInput, TextInput
from motcua_tui.tui.widgets.plain import plain

if TYPE_CHECKING:
    from textual.app import ComposeResult

_TOAST_SECONDS: Final = 8


class AcceptScreen(FormScreen):
    heading = _("Tiếp nhận hồ sơ")
    places = ("form", "accept")
    BINDINGS = [*bindings_for("form"), *bindings_for("accept")]  # noqa: RUF012 - Textual's type

    def __init__(self, waiting: str = "") -> None:
        """``waiting`` is the code of a submitted dossier."""
        super().__init__()
        self._waiting = waiting
        self._known: Particulars | None = None
        self._versions: list[ProcedureVersion] = []
        self._version: ProcedureVersion | None = None
        self._suggested = ""

    def compose_fields(self) -> ComposeResult:
        channels = [Option(channel, channel_label(channel)) for channel in reversed(Channel)]
        yield Field(
            _("Thủ tục"),
            Picker(placeholder=_("một phần tên hoặc mã; không cần dấu"), glyphs=self.glyphs),
            id="procedure",
        )
        yield Field(_("Người nộp"), TextInput(compact=True, id="applicant-input"), id="applicant")
        yield Field(_("Số định danh"), TextInput(compact=True, id="applicant-id-input"), id="applicant-id")
        yield Field(_("Điện thoại"), TextInput(compact=True, id="phone-input"), id="phone")
        yield Field(_("Hình thức"), Choice(channels), id="channel")
        yield Field(_("Nhận lúc"), DateInput(self._parse, _say_moment, text=self._now()), id="moment")
        yield Field(_("Mã hồ sơ"), TextInput(compact=True, id="code-input"), id="code")
        yield Static(id="due")

    def load(self) -> None:
        """The procedures in force, and the next code, for the day and channel in the form."""
        if self._waiting and self._known is None:
            self.run_in_thread(partial(browse.find, self.desk, self._waiting), self._fill)
            return
        moment, channel = self._moment.value or self.desk.now(), self._channel
        self.run_in_thread(partial(catalogue.in_force, self.desk, moment.date(), channel), self._offer)
        if self._known is None:
            self.run_in_thread(
                partial(intake.next_code, self.desk, moment.date()), self._suggest, group="suggest"
            )

    def _parse(self, text: str) -> datetime:
        now = self.desk.now()
        add = self.desk.calendar.add
        return parse_moment(text, today=now.date(), now=now.time(), add_working_days=add)

    def _now(self) -> str:
        return f"{self.desk.now():%d/%m/%Y %H:%M}"

    @property
    def _moment(self) -> DateInput[datetime]:
        return self.query_one(DateInput)

    @property
    def _channel(self) -> Channel:
        return Channel(self.query_one(Choice).value)

    def _input(self, name: str) -> TextInput:
        return self.query_one(f"#{name}-input", TextInput)

    # what is offered

    def _fill(self, page: DossierPage) -> None:
        """The submitted dossier as it came."""
        known = self._known = page.dossier.particulars
        self._version = page.version
        picker, choice = self.query_one(Picker), self.query_one(Choice)
        picker.match = _match(page.version)
        picker.text = picker.match.label
        choice.value = known.channel
        for name, text in (
            ("applicant", known.applicant),
            ("applicant-id", known.applicant_id),
            ("phone", known.phone),
            ("code", known.code),
        ):
            self._input(name).value = text
        self.settle()
        self.load()

    def _offer(self, versions: list[ProcedureVersion]) -> None:
        self._versions = versions
        if not versions:
            self.refuse(
                "procedure", _("Chưa có thủ tục nào có hiệu lực. Nạp danh mục: motcua import procedures TỆP.")
            )
        if self._version:
            before = (self._version.code, self._version.case)
            self._version = next((v for v in versions if (v.code, v.case) == before), None)
        self._look(self.query_one(Picker).text)
        self._show_due()

    def _suggest(self, code: str) -> None:
        field = self._input("code")
        if field.value == self._suggested:
            untouched = not self.touched
            field.value = code
            if untouched:
                self.settle()
        self._suggested = code

    @on(Picker.Changed)
    def _typed(self, event: Picker.Changed) -> None:
        self._version = None
        self._look(event.text)
        self._show_due()

    def _look(self, text: str) -> None:
        if not clean(text):
            self.query_one(Picker).supply(text, [])
            return
        self.run_in_thread(
            partial(catalogue.search, self._versions, text), partial(self._supply, text), group="search"
        )

    def _supply(self, text: str, found: list[ProcedureVersion]) -> None:
        self.query_one(Picker).supply(text, [_match(version) for version in found[:MATCHES_SHOWN]])

    @on(Picker.Picked)
    def _picked(self, event: Picker.Picked) -> None:
        self._version = next(v for v in self._versions if str(v.id) == event.match.key)
        self._show_due()

    @on(DateInput.Changed)
    @on(Choice.Changed)
    def _other_day_or_channel(self) -> None:
        self._show_due()
        self.load()

    # the due date

    def _show_due(self) -> None:
        self.query_one("#due", Static).update(self._due())

    def _due(self) -> Content:
        if self._version is None:
            return Content.styled(_("Chọn thủ tục để thấy ngày hẹn trả."), "$faint")
        moment = self._moment.value
        if moment is None:
            return Content.styled(_("Nhập lúc nhận hồ sơ để thấy ngày hẹn trả."), "$faint")
        rules = self.desk.rules(self._version)
        try:
            due = rules.due(moment)
            if due is None or rules.limit is None:
                return Content(_("Thủ tục chưa có thời hạn: hồ sơ không có ngày hẹn trả."))
            days = explain(
                rules.limit,
                moment,
                self.desk.calendar,
                self.desk.office,
                after_15h=self._version.after_15h,
            )
        except InputError as error:
            return plain(error.message)
        at = f" {due.at:%H:%M}" if due.at else ""
        tentative = "" if due.confirmed else f" {tentative_mark(self.glyphs)}"
        skipped = "; ".join(
            f"{run.dates} ({run.first.reason})"
            for run in runs(days[1:])
            if not run.first.counted and run.first.on < due.on
        )
        label = _("Hẹn trả  ")
        return Content.assemble(
            (label, "$faint"),
            (f"{say_date(due.on)}{at}{tentative}", "bold"),
            f"  ·  {limit_label(rules.limit)}",
            (f"\n{' ' * len(label)}{_('không tính')} {skipped}" if skipped else "", "$faint"),
        )

    # saving

    def action_save(self) -> None:
        self._save(self._saved)

    def action_save_next(self) -> None:
        self._save(self._saved_next)

    def _save(self, then: Callable[[Done], None]) -> None:
        self.accept_fields()
        if (wanted := self._complete()) is None:
            return
        particulars, moment = wanted
        self.run_in_thread(
            partial(verbs.accept, self.desk, particulars, moment), then, failed=self._failed, group="write"
        )

    def _complete(self) -> tuple[Particulars, datetime] | None:
        """What the form says; None after the first field that lacks something was told so."""
        moment, version = self._moment.value, self._version
        applicant, code = clean(self._input("applicant").value), clean(self._input("code").value)
        if version is None:
            self.refuse("procedure", _("Chọn một thủ tục trong danh sách."))
        elif not applicant:
            self.refuse("applicant", _("Nhập tên tổ chức, cá nhân nộp hồ sơ."))
        elif moment is None:
            self.refuse("moment", _("Nhập ngày giờ nhận hồ sơ, như 23/11 9:40 hoặc hôm qua 14h."))
        elif moment > self.desk.now():
            self.refuse("moment", _("Lúc nhận không thể ở tương lai."))
        elif not code:
            self.refuse("code", _("Nhập hoặc quét mã hồ sơ."))
        else:
            known = self._known or Particulars(
                code=code, procedure_version=version.id, applicant=applicant, fee=version.fee
            )
            particulars = replace(
                known,
                code=code,
                procedure_version=version.id,
                applicant=applicant,
                channel=self._channel,
                applicant_id=self._input("applicant-id").value,
                phone=self._input("phone").value,
            )
            return particulars, moment
        return None

    def _failed(self, error: MotcuaError) -> None:
        if isinstance(error, RuleError):
            self.refuse("code", f"{error.message} {error.hint}")
        else:
            self.tell(error)

    def _saved(self, done: Done) -> None:
        self._announce(done)
        self.dismiss()

    def _saved_next(self, done: Done) -> None:
        self._announce(done)
        self._waiting, self._known = "", None
        for name in ("applicant", "applicant-id", "phone"):
            self._input(name).value = ""
        self._input("code").value = self._suggested
        self._moment.text = self._now()
        self.settle()
        self.load()
        self._input("applicant").focus()

    def _announce(self, done: Done) -> None:
        due = done.dossier.standing.lawful_due
        text = _("Đã tiếp nhận {code}.").format(code=done.dossier.code)
        if due:
            text = _("Đã tiếp nhận {code}, hẹn trả {day}.").format(code=done.dossier.code, day=say_date(due))
        self.notify("\n".join((text, *done.warnings)), markup=False, timeout=_TOAST_SECONDS)
        self.app.post_message(DossierChanged(done.dossier.code))


def _say_moment(moment: datetime) -> str:
    return f"{say_date(moment.date())} {moment:%H:%M}"


def _match(version: ProcedureVersion) -> Match:
    label = f"{version.code} {version.name} {version.case}".strip()
    limit = limit_label(version.limit) if version.limit else _("không có thời hạn")
    return Match(str(version.id), label, limit)
