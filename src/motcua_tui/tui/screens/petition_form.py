"""The forms of the book of petitions: one petition, and its answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.widgets import Static

from motcua_tui.domain.petitions import Petition, PetitionChannel
from motcua_tui.domain.text import clean
from motcua_tui.domain.typed_dates import parse_date, say_date, short_date
from motcua_tui.errors import MotcuaError
from motcua_tui.i18n import _
from motcua_tui.labels import petition_channel_label
from motcua_tui.services import petitions
from motcua_tui.services.passing import Hands, hands
from motcua_tui.tui.screens.fields import Field
from motcua_tui.tui.screens.form import FormScreen
from motcua_tui.tui.widgets.choices import Choice, Option
from motcua_tui.tui.widgets.inputs import DateInput, TextInput
from motcua_tui.tui.widgets.plain import plain
from motcua_tui.tui.widgets.suggest import KnownName, Suggest

if TYPE_CHECKING:
    from textual.app import ComposeResult

Then = Callable[[Petition], None]


class _PetitionForm(FormScreen):
    """Stores in a thread; what is refused stands beside its field. What is not stored is kept as a draft."""

    first_field: str

    def __init__(self, tab: str, petition: Petition | None, then: Then) -> None:
        super().__init__()
        self.tab = tab
        self._seen = petition
        self._then = then

    def text_field(self, name: str, label: str, value: str, hint: str = "") -> Field:
        return Field(label, TextInput(value, placeholder=hint, compact=True, id=f"{name}-input"), id=name)

    def date_field(self, name: str, label: str, value: date | None) -> Field:
        parse = partial(parse_date, today=self.desk.today(), add_working_days=self.desk.calendar.add)
        text = short_date(value) if value else ""
        return Field(label, DateInput(parse, say_date, text=text, id=f"{name}-input"), id=name)

    def typed(self, name: str) -> str:
        return clean(self.query_one(f"#{name}-input", TextInput).value)

    def day(self, name: str) -> date | None:
        """The date of a field; None after saying that it is missing or not understood."""
        control: DateInput[date] = self.query_one(f"#{name}-input", DateInput)
        if control.value is None:
            self.refuse(name, _("Gõ ngày, ví dụ 24/11/2026."))
        return control.value

    def store(self, call: Callable[[], Petition]) -> None:
        self.save_by(call, self._saved, self._failed)

    # what somebody else makes of it

    def look_again(self) -> None:
        self._read_again(self._compare)

    def see_anew(self) -> None:
        self._read_again(lambda petition: self.reopen(type(self)(self.tab, petition, self._then)))

    def _read_again(self, then: Then) -> None:
        if self._seen:
            self.run_in_thread(partial(petitions.petition, self.desk, self._seen.number), then, group="again")

    def _compare(self, petition: Petition) -> None:
        if self._seen and self._seen != petition:
            self.overtaken(petitions.differences(self.desk, self._seen, petition))

    def _failed(self, error: MotcuaError) -> None:
        self.refuse(self.first_field, f"{error.message} {error.hint}")

    def _saved(self, petition: Petition) -> None:
        self.dismiss()
        self._then(petition)


class PetitionScreen(_PetitionForm):
    """A petition, new or to be put right."""

    first_field = "sender"

    def __init__(self, tab: str, petition: Petition | None, then: Then) -> None:
        super().__init__(tab, petition, then)
        self._petition = petition
        self.heading = (
            _("Sửa phản ánh số {number}").format(number=petition.number) if petition else _("Phản ánh mới")
        )

    def draft_of(self) -> str:
        return str(self._petition.number) if self._petition else ""

    def compose_fields(self) -> ComposeResult:
        today = self.desk.today()
        known = self._petition or Petition(
            received_on=today, sender="", content="", answer_by=petitions.answer_by(self.desk, today)
        )
        options = [Option(channel, petition_channel_label(channel)) for channel in PetitionChannel]
        yield self.text_field("sender", _("Người gửi"), known.sender, _("tổ chức, cá nhân"))
        yield self.text_field("content", _("Nội dung"), known.content)
        yield Field(
            _("Hình thức"),
            Choice(options, value=known.channel, glyphs=self.glyphs, id="channel-choice"),
            id="channel",
        )
        yield self.text_field("phone", _("Điện thoại"), known.phone)
        yield self.date_field("received", _("Ngày nhận"), known.received_on)
        yield self.date_field("by", _("Hạn trả lời"), known.answer_by)
        department = KnownName(glyphs=self.glyphs, id="department-known", field_id="department-input")
        department.value = known.department
        yield Field(_("Đơn vị trả lời"), department, id="department")
        yield self.text_field("procedure", _("Mã thủ tục"), known.procedure, _("nếu phản ánh về một thủ tục"))
        yield self.text_field("dossier", _("Mã hồ sơ"), known.dossier, _("nếu phản ánh về một hồ sơ"))
        if known.answered_on is not None:
            yield self.date_field("answered", _("Ngày trả lời"), known.answered_on)
            yield self.text_field("answer", _("Trả lời"), known.answer)

    def load(self) -> None:
        self.run_in_thread(partial(hands, self.desk), self._offer_departments, group="hands")

    def _offer_departments(self, known: Hands) -> None:
        self.query_one(KnownName).offer(known.departments)

    @on(Suggest.Picked)
    def _department_picked(self) -> None:
        self.to_next_field()

    @on(DateInput.Changed, "#received-input")
    def _received(self, event: DateInput.Changed) -> None:
        """The last day to answer follows the day of receiving of a new petition."""
        if self._petition is None and event.value is not None:
            self.query_one("#by-input", DateInput).text = short_date(
                petitions.answer_by(self.desk, event.value)
            )

    def action_save(self) -> None:
        self.accept_fields()
        received, by = self.day("received"), self.day("by")
        known = self._petition
        answered = self.day("answered") if known and known.answered_on else None
        if received is None or by is None or (known and known.answered_on and answered is None):
            return
        told = Petition(
            received_on=received,
            channel=PetitionChannel(self.query_one("#channel-choice", Choice).value),
            sender=self.typed("sender"),
            phone=self.typed("phone"),
            content=self.typed("content"),
            procedure=self.typed("procedure"),
            dossier=self.typed("dossier"),
            department=self.typed("department"),
            answer_by=by,
        )
        if known is None:
            self.store(partial(petitions.add, self.desk, told))
            return
        if answered is not None:
            told = replace(told, answered_on=answered, answer=self.typed("answer"))
        self.store(partial(petitions.correct, self.desk, known, told))


class AnswerScreen(_PetitionForm):
    """When and how a petition was answered."""

    first_field = "answer"

    def __init__(self, tab: str, petition: Petition, then: Then) -> None:
        super().__init__(tab, petition, then)
        self._petition = petition
        self.heading = _("Trả lời phản ánh số {number}").format(number=petition.number)

    def draft_of(self) -> str:
        return str(self._petition.number)

    def compose_fields(self) -> ComposeResult:
        petition = self._petition
        yield Static(plain(f"{petition.sender}: {petition.content}"), id="about")
        yield self.text_field("answer", _("Trả lời"), "", _("đã trả lời gì, bằng văn bản nào"))
        yield self.date_field("answered", _("Ngày trả lời"), self.desk.today())

    def action_save(self) -> None:
        self.accept_fields()
        day = self.day("answered")
        if day is not None:
            number, text = self._petition.number, self.typed("answer")
            self.store(partial(petitions.answer, self.desk, number, day, text, seen=self._petition))
