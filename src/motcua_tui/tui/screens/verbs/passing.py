"""The dossier in other hands: passed on, another agency asked, its answer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING

from textual import on

from motcua_tui.domain.catalogue import ProcessStep
from motcua_tui.domain.process import current_step, following_step
from motcua_tui.domain.typed_dates import parse_date, say_date
from motcua_tui.i18n import _
from motcua_tui.labels import limit_label
from motcua_tui.process_labels import leg_label
from motcua_tui.services import passing, verbs
from motcua_tui.services.browse import DossierPage
from motcua_tui.services.passing import Hands
from motcua_tui.tui.screens.fields import Field, OptionPicker
from motcua_tui.tui.screens.verbs.base import Call, VerbScreen
from motcua_tui.tui.screens.verbs.outlook import say_latest
from motcua_tui.tui.widgets.choices import Match, Picker
from motcua_tui.tui.widgets.inputs import DateInput, TextInput
from motcua_tui.tui.widgets.suggest import KnownName, Suggest

if TYPE_CHECKING:
    from textual.app import ComposeResult


class HandOverScreen(VerbScreen):
    """For which step of the process, to which department, to whom.

    The form comes filled in for the step that follows; any other department may be written.
    """

    heading = _("Chuyển xử lý")
    AUTO_FOCUS = "#department-input"
    required = {"department": _("Ghi phòng, đơn vị nhận hồ sơ.")}  # noqa: RUF012 - read only, as in the base

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self._steps: tuple[ProcessStep, ...] = ()

    def compose_verb(self) -> ComposeResult:
        yield Field(_("Bước"), OptionPicker((), glyphs=self.glyphs, id="step-picker"), id="step")
        for name, label in (("department", _("Phòng, đơn vị")), ("officer", _("Cán bộ"))):
            known = KnownName(glyphs=self.glyphs, id=f"{name}-suggest", field_id=f"{name}-input")
            yield Field(label, known, id=name)
        yield self.text_field("note", _("Ghi chú"))

    def load(self) -> None:
        super().load()
        self.run_in_thread(partial(passing.hands, self.desk), self._know, group="hands")

    def verb(self, at: datetime, text: Callable[[str], str]) -> Call:
        department, officer, note = text("department"), text("officer"), text("note")
        return partial(verbs.hand_over, self.desk, self.code, at, department, officer, note, step=self._step)

    def rule(self, page: DossierPage) -> str:
        particulars = page.dossier.particulars
        held = ", ".join(filter(None, (particulars.department, particulars.officer)))
        words = [_("đang ở {whom}").format(whom=held)] if held else []
        if step := page.step:
            words.append(leg_label(step, len(page.version.steps)))
        return " · ".join(words)

    # what the form offers

    def show_dossier(self, page: DossierPage) -> None:
        self._offer_steps(page)
        super().show_dossier(page)

    def _offer_steps(self, page: DossierPage) -> None:
        """The steps of the process; the one that follows is filled in together with its department, unless
        something was typed already."""
        self._steps = page.version.steps
        self.query_one("#step", Field).display = bool(self._steps)
        if not self._steps:
            return
        options = []
        for place, step in enumerate(self._steps, 1):
            limit = page.version.step_limit(step)
            note = " · ".join(filter(None, (step.department, limit_label(limit) if limit else "")))
            options.append(Match(str(place), f"{place}. {step.name}", note))
        picker = self.query_one("#step-picker", OptionPicker)
        picker.offer([*options, Match("0", _("ngoài quy trình"))])
        if self.touched:
            return
        following = following_step(self._steps, current_step(page.dossier, self._steps))
        picker.match = picker.options[following - 1]
        picker.text = picker.match.label
        self._fill_in(following)
        self.settle()

    @on(Picker.Picked)
    def _another_step(self) -> None:
        if step := self._step:
            self._fill_in(step)
        self.look_ahead()

    def _fill_in(self, step: int) -> None:
        if department := self._steps[step - 1].department:
            self.query_one("#department-suggest", Suggest).value = department
            self.query_one("#department-input", TextInput).action_select_all()

    @property
    def _step(self) -> int | None:
        """The step that is picked; None where there is no process, or nothing is picked."""
        match = self.query_one("#step-picker", OptionPicker).match
        return int(match.key) if match else None

    def _know(self, hands: Hands) -> None:
        self.query_one("#department-suggest", KnownName).offer(hands.departments)
        self.query_one("#officer-suggest", KnownName).offer(hands.officers)

    @on(Suggest.Changed)
    def _typing(self) -> None:
        self.look_ahead()

    @on(Suggest.Picked)
    def _named(self) -> None:
        self.look_ahead()
        self.to_next_field()


class ConsultScreen(VerbScreen):
    """Which agency, and by when; the clock runs on."""

    heading = _("Lấy ý kiến cơ quan khác")
    required = {"agency": _("Ghi tên cơ quan được lấy ý kiến.")}  # noqa: RUF012 - read only, as in the base

    def compose_verb(self) -> ComposeResult:
        yield self.text_field("agency", _("Cơ quan"))
        field = DateInput(
            self._parse, say_date, placeholder=_("như +12 là 12 ngày; có thể bỏ trống"), id="answer-by-input"
        )
        yield Field(_("Hạn trả lời"), field, id="answer-by")

    def verb(self, at: datetime, text: Callable[[str], str]) -> Call:
        answer_by: date | None = self._answer_by.value
        return partial(verbs.consult, self.desk, self.code, at, text("agency"), answer_by)

    def action_save(self) -> None:
        if self._answer_by.text.strip() and self._answer_by.value is None:
            self.accept_fields()
            self.refuse("answer-by", _("Nhập hạn trả lời, như 2/12 hoặc +5lv, hoặc bỏ trống."))
        else:
            super().action_save()

    def _parse(self, text: str) -> date:
        return parse_date(text, today=self.desk.today(), add_working_days=self.desk.calendar.add)

    @property
    def _answer_by(self) -> DateInput[date]:
        return self.query_one("#answer-by-input", DateInput)


class AnswerScreen(VerbScreen):
    """The agency answered."""

    heading = _("Ghi nhận ý kiến trả lời")

    def compose_verb(self) -> ComposeResult:
        yield self.text_field("note", _("Nội dung"))

    def verb(self, at: datetime, text: Callable[[str], str]) -> Call:
        return partial(verbs.answer, self.desk, self.code, at, text("note"))

    def rule(self, page: DossierPage) -> str:
        asked = page.dossier.standing.consultation
        return (
            _("trả lời {latest}").format(latest=say_latest(asked.complete_by))
            if asked and asked.complete_by
            else ""
        )
