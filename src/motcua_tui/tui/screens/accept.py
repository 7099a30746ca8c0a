"""Accepting a dossier: the due date and its reasons stand below the fields while one types.

Who came before is offered as one types a name or a number; the same dossier open twice is a warning. A
dossier that was submitted online and waits comes with what is known of it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from typing import Final

from textual import on
from textual.content import Content
from textual.widgets import Input, Static

from motcua_tui.domain.catalogue import ProcedureVersion
from motcua_tui.domain.deadlines import explain
from motcua_tui.domain.dossier import Particulars
from motcua_tui.domain.text import clean
from motcua_tui.domain.typed_dates import say_date
from motcua_tui.errors import InputError, MotcuaError, RuleError
from motcua_tui.i18n import _
from motcua_tui.labels import limit_label
from motcua_tui.services import catalogue, intake, verbs
from motcua_tui.services.browse import DossierPage
from motcua_tui.services.intake import Applicant, By, Known
from motcua_tui.services.verbs import Done
from motcua_tui.tui.actions import bindings_for
from motcua_tui.tui.screens.accept_fields import NOBODY, IntakeFields, person_match, procedure_match
from motcua_tui.tui.screens.base import DossierChanged
from motcua_tui.tui.screens.days import runs
from motcua_tui.tui.screens.form import MATCHES_SHOWN
from motcua_tui.tui.screens.locked_day import tell_locked
from motcua_tui.tui.screens.printing import print_receipt
from motcua_tui.tui.status import tentative_mark
from motcua_tui.tui.widgets.choices import Choice, Picker
from motcua_tui.tui.widgets.dialog import Confirm
from motcua_tui.tui.widgets.inputs import DateInput
from motcua_tui.tui.widgets.plain import plain
from motcua_tui.tui.widgets.suggest import Suggest

_TOAST_SECONDS: Final = 8
_LOOKED_UP: Final = {"applicant-known": By.NAME, "applicant-id-known": By.ID, "phone-known": By.PHONE}


class AcceptScreen(IntakeFields):
    heading = _("Tiếp nhận hồ sơ")
    places = ("form", "accept")
    BINDINGS = [*bindings_for("form"), *bindings_for("accept")]  # noqa: RUF012 - Textual's type

    def __init__(self, waiting: str = "") -> None:
        """``waiting`` is the code of a submitted dossier."""
        super().__init__(waiting)
        self._known: Particulars | None = None
        self._versions: list[ProcedureVersion] = []
        self._version: ProcedureVersion | None = None
        self._people: tuple[Applicant, ...] = ()

    def draft_of(self) -> str:
        return self.code

    def load(self) -> None:
        """The procedures in force, and the code that comes next, for the day and channel in the form."""
        if self.code and self.seen is None:
            self.read_dossier()
            return
        day = (self.moment.value or self.desk.now()).date()
        self.run_in_thread(partial(catalogue.in_force, self.desk, day, self.channel), self._offer_procedures)
        self._ask_for_code()

    def _ask_for_code(self) -> None:
        if self.desk.settings.own_codes and not self.code:
            day = (self.moment.value or self.desk.now()).date()
            self.run_in_thread(partial(intake.next_code, self.desk, day), self._foretell, group="suggest")

    def look_again(self) -> None:
        if self.seen:
            super().look_again()
        else:
            self._ask_for_code()

    # what is offered

    def show_dossier(self, page: DossierPage) -> None:
        """The submitted dossier as it came, unless something was typed over it."""
        if self._known is None:
            self.when_whole(partial(self._fill, page))

    def _fill(self, page: DossierPage) -> None:
        self._known = page.dossier.particulars
        self._choose(page.version)
        self.put(self._known)
        if self._known.papers:
            self.show_papers(self._known.papers)
        self.settle()
        self.load()

    def _offer_procedures(self, versions: list[ProcedureVersion]) -> None:
        self._versions = versions
        if not versions:
            self.refuse(
                "procedure", _("Chưa có thủ tục nào có hiệu lực. Nạp danh mục: motcua import procedures TỆP.")
            )
        if self._version:
            before = (self._version.code, self._version.case)
            self._version = next((v for v in versions if (v.code, v.case) == before), None)
        self._look(self.picker.text)
        self._show_due()

    def _foretell(self, code: str) -> None:
        self.query_one("#code-input", Input).placeholder = _("cấp khi lưu, dự kiến {code}").format(code=code)

    @on(Picker.Changed)
    def _typed(self, event: Picker.Changed) -> None:
        self._version = None
        self._look(event.text)
        self._show_due()

    def _look(self, text: str) -> None:
        if not clean(text):
            self.picker.supply(text, [])
            return
        self.run_in_thread(
            partial(catalogue.search, self._versions, text), partial(self._supply, text), group="search"
        )

    def _supply(self, text: str, found: list[ProcedureVersion]) -> None:
        self.picker.supply(text, [procedure_match(version) for version in found[:MATCHES_SHOWN]])

    @on(Picker.Picked)
    def _picked(self, event: Picker.Picked) -> None:
        self._govern(self._in_force(int(event.match.key)))

    def _in_force(self, version_id: int) -> ProcedureVersion | None:
        return next((version for version in self._versions if version.id == version_id), None)

    def _choose(self, version: ProcedureVersion | None) -> None:
        """The procedure as if it had been picked; none empties the field."""
        self.picker.match = procedure_match(version) if version else None
        self.picker.text = self.picker.match.label if self.picker.match else ""
        self._govern(version)

    def _govern(self, version: ProcedureVersion | None) -> None:
        """The procedure is this one now: its fee, its checklist, its limit."""
        if version and (self._version is None or version.fee != self._version.fee):
            self.when_whole(partial(self.put_fee, version.fee))
        self._version = version
        self.show_papers(version.papers if version else ())
        self._show_due()
        self._look_twice()

    def restored(self) -> None:
        ticked = self._field("papers").held
        if self.picker.match:
            fee = self.text("fee")
            self._govern(self._in_force(int(self.picker.match.key)))
            self._field("fee").held, self._field("papers").held = fee, ticked
        self._show_due()

    @on(DateInput.Changed)
    @on(Choice.Changed)
    def _other_day_or_channel(self) -> None:
        self._show_due()
        tell_locked(self, self.moment.value.date() if self.moment.value else None)
        self.load()

    @on(Input.Changed, "#manual-reason-input")
    def _other_reason(self) -> None:
        self._show_due()

    # who came before

    @on(Suggest.Changed)
    def _look_up(self, event: Suggest.Changed) -> None:
        suggest, text = event.finder, event.text
        assert isinstance(suggest, Suggest)
        self.run_in_thread(
            partial(intake.known, self.desk, _LOOKED_UP[suggest.id or ""], text),
            partial(self._offer_people, suggest, text),
            group="known",
        )
        self._look_twice()

    def _offer_people(self, suggest: Suggest, text: str, known: Known) -> None:
        self._people = known.applicants
        matches = [person_match(place, who) for place, who in enumerate(known.applicants)]
        suggest.supply(text, matches, certain=known.certain)

    @on(Suggest.Picked)
    def _reuse(self, event: Suggest.Picked) -> None:
        who = self._people[int(event.match.key)]
        for name, text in (
            ("applicant", who.name),
            ("applicant-id", who.applicant_id),
            ("phone", who.phone),
            ("address", who.address),
            ("email", who.email),
        ):
            self._field(name).held = text
        self._look_twice()
        self._field("channel" if self.desk.settings.own_codes else "code").focus_control()

    @on(Input.Changed, "#code-input")
    def _look_twice(self) -> None:
        """Ask whether this person has the same open already."""
        version, number, phone = self._version, self.text("applicant-id"), self.text("phone")
        if version is None or not (number or phone):
            self._tell_twice(())
            return
        asked = Particulars(
            code=self.text("code"),
            procedure_version=version.id,
            applicant="",
            applicant_id=number,
            phone=phone,
        )
        self.run_in_thread(partial(intake.duplicates, self.desk, asked), self._tell_twice, group="twice")

    def _tell_twice(self, warnings: tuple[str, ...]) -> None:
        line = self.query_one("#twice", Static)
        line.display = bool(warnings)
        line.update(plain("\n".join(warnings)))

    # the due date

    def _show_due(self) -> None:
        self.query_one("#due", Static).update(self._due())

    def _due(self) -> Content:
        if self._version is None:
            return Content.styled(_("Chọn thủ tục để thấy ngày hẹn trả."), "$faint")
        moment = self.moment.value
        if moment is None:
            return Content.styled(_("Nhập lúc nhận hồ sơ để thấy ngày hẹn trả."), "$faint")
        label = _("Hẹn trả  ")
        if by_hand := self.due_by_hand:
            why = self.text("manual-reason") or _("cần ghi lý do")
            return Content.assemble(
                (label, "$faint"), (say_date(by_hand), "bold"), "  ·  ", _("nhập tay: "), plain(why)
            )
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
        return Content.assemble(
            (label, "$faint"),
            (f"{say_date(due.on)}{at}{tentative}", "bold"),
            f"  ·  {limit_label(rules.limit)}",
            (f"\n{' ' * len(label)}{_('không tính')} {skipped}" if skipped else "", "$faint"),
        )

    # saving

    def action_save(self) -> None:
        self.when_whole(partial(self._save, self._saved))

    def action_save_print(self) -> None:
        self.when_whole(partial(self._save, self._saved_print))

    def action_save_next(self) -> None:
        self.when_whole(partial(self._save, self._saved_next))

    def action_save_same(self) -> None:
        self.when_whole(partial(self._save, self._saved_same))

    def _save(self, then: Callable[[Done], None]) -> None:
        self.accept_fields()
        if (wanted := self._complete()) is None:
            return
        particulars, moment, due = wanted
        call = partial(
            verbs.accept,
            self.desk,
            particulars,
            moment,
            manual_due=due,
            manual_reason=self.text("manual-reason"),
            seen=self.seen,
        )
        self.save_by(call, then, self._failed)

    def _complete(self) -> tuple[Particulars, datetime, date | None] | None:
        """What the form says; None after the first field that lacks something was told so."""
        moment, version, due = self.moment.value, self._version, self.due_by_hand
        if version is None:
            self.refuse("procedure", _("Chọn một thủ tục trong danh sách."))
        elif not self.text("applicant"):
            self.refuse("applicant", _("Nhập tên tổ chức, cá nhân nộp hồ sơ."))
        elif moment is None:
            self.refuse("moment", _("Nhập ngày giờ nhận hồ sơ, như 23/11 9:40 hoặc hôm qua 14h."))
        elif moment > self.desk.now():
            self.refuse("moment", _("Lúc nhận không thể ở tương lai."))
        elif not self.text("code") and not self.desk.settings.own_codes:
            self.refuse("code", _("Nhập hoặc quét mã hồ sơ."))
        elif due is None and self.manual_due.text.strip():
            self.refuse("manual-due", _("Chưa hiểu ngày này."))
        elif due and not self.text("manual-reason"):
            self.refuse("manual-reason", _("Ghi lý do của ngày hẹn trả nhập tay."))
        else:
            base = self._known or NOBODY
            read = self.read(base)
            return (replace(read, procedure_version=version.id), moment, due) if read else None
        return None

    def _failed(self, error: MotcuaError) -> None:
        if isinstance(error, RuleError):
            self.refuse("code", f"{error.message} {error.hint}")
        else:
            self.tell(error)

    def _saved(self, done: Done) -> None:
        self._announce(done)
        self.dismiss()

    def _saved_print(self, done: Done) -> None:
        self._announce(done)
        print_receipt(self, done.dossier.code)
        self.dismiss()

    def _saved_next(self, done: Done) -> None:
        self._announce(done)
        self._begin(replace(NOBODY, channel=self.channel), self._version)
        self._field("applicant").focus_control()

    def _saved_same(self, done: Done) -> None:
        self._announce(done)
        self._begin(intake.beside(done.dossier.particulars), None)
        self._field("procedure").focus_control()

    def _begin(self, particulars: Particulars, version: ProcedureVersion | None) -> None:
        """Another dossier in the same form."""
        self.forget_draft()
        self.begin_with("")
        self._known = None
        self.put(particulars)
        self._choose(version)
        self.moment.text = self._now()
        self.settle()
        self.load()

    def _announce(self, done: Done) -> None:
        due = done.dossier.standing.lawful_due
        text = _("Đã tiếp nhận {code}.").format(code=done.dossier.code)
        if due:
            text = _("Đã tiếp nhận {code}, hẹn trả {day}.").format(code=done.dossier.code, day=say_date(due))
        self.notify("\n".join((text, *done.warnings)), markup=False, timeout=_TOAST_SECONDS)
        self.app.post_message(DossierChanged(done.dossier.code))

    # like another

    def action_copy_last(self) -> None:
        """Fill in what the officer's last dossier says."""
        if self.touched:
            self.app.push_screen(Confirm(_("Thay những gì vừa nhập bằng hồ sơ trước?")), self._copy_if)
        else:
            self._copy_if(True)

    def _copy_if(self, sure: bool | None) -> None:
        if sure:
            self.run_in_thread(
                partial(intake.last, self.desk),
                lambda particulars: self.when_whole(partial(self._copy, particulars)),
                group="copy",
            )

    def _copy(self, particulars: Particulars | None) -> None:
        if particulars is None:
            self.notify(_("Chưa có hồ sơ nào để điền theo."), severity="warning")
            return
        self.put(particulars)
        self._choose(self._in_force(particulars.procedure_version))
        if self._version is None:
            self._field("procedure").focus_control()
        elif self.desk.settings.own_codes:
            self._field("applicant").focus_control()
        else:
            self._field("code").focus_control()
