"""The dossier in other hands: passed on, another agency asked, its answer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING

from motcua_tui.domain.typed_dates import parse_date, say_date
from motcua_tui.i18n import _
from motcua_tui.services import verbs
from motcua_tui.services.browse import DossierPage
from motcua_tui.tui.screens.form import Field
from motcua_tui.tui.screens.verbs.base import Call, VerbScreen
from motcua_tui.tui.screens.verbs.outlook import say_latest
from motcua_tui.tui.widgets.inputs import DateInput

if TYPE_CHECKING:
    from textual.app import ComposeResult


class HandOverScreen(VerbScreen):
    """To which department, to whom."""

    heading = _("Chuyển xử lý")
    required = {"department": _("Ghi phòng, đơn vị nhận hồ sơ.")}  # noqa: RUF012 - read only, as in the base

    def compose_verb(self) -> ComposeResult:
        yield self.text_field("department", _("Phòng, đơn vị"))
        yield self.text_field("officer", _("Cán bộ"))
        yield self.text_field("note", _("Ghi chú"))

    def verb(self, at: datetime, text: Callable[[str], str]) -> Call:
        department, officer, note = text("department"), text("officer"), text("note")
        return partial(verbs.hand_over, self.desk, self.code, at, department, officer, note)

    def rule(self, page: DossierPage) -> str:
        particulars = page.dossier.particulars
        held = ", ".join(filter(None, (particulars.department, particulars.officer)))
        return _("đang ở {whom}").format(whom=held) if held else ""


class ConsultScreen(VerbScreen):
    """Which agency, and by when; the clock runs on."""

    heading = _("Lấy ý kiến cơ quan khác")
    required = {"agency": _("Ghi tên cơ quan được lấy ý kiến.")}  # noqa: RUF012 - read only, as in the base

    def compose_verb(self) -> ComposeResult:
        yield self.text_field("agency", _("Cơ quan"))
        field = DateInput(self._parse, say_date, placeholder=_("có thể bỏ trống"), id="answer-by-input")
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
