"""Apologising and giving a new return date."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING

from motcua_tui.domain.deadlines import last_apology_day
from motcua_tui.domain.reasons import parse_reasons
from motcua_tui.domain.typed_dates import parse_date, say_date
from motcua_tui.i18n import _
from motcua_tui.services import verbs
from motcua_tui.services.browse import DossierPage
from motcua_tui.tui.screens.fields import Field
from motcua_tui.tui.screens.verbs.base import Call, VerbScreen
from motcua_tui.tui.screens.verbs.outlook import say_latest
from motcua_tui.tui.widgets.inputs import DateInput

if TYPE_CHECKING:
    from textual.app import ComposeResult


class RedateScreen(VerbScreen):
    """A new date and the reason, once (NĐ 118/2025 art. 19.6)."""

    heading = _("Xin lỗi và hẹn lại ngày trả")
    places = ("form", "numbered")
    required = {"reason": _("Ghi lý do chậm và lời xin lỗi.")}  # noqa: RUF012 - read only, as in the base
    blamed = "promised"

    def compose_verb(self) -> ComposeResult:
        field = DateInput(self._parse, say_date, placeholder=_("như 2/12, t6 hoặc +5lv"), id="promised-input")
        yield Field(_("Hẹn lại ngày"), field, id="promised")
        reasons = parse_reasons(self.desk.settings.reasons_redate)
        yield self.reason_field(_("Lý do"), [reason.whole for reason in reasons])

    def verb(self, at: datetime, text: Callable[[str], str]) -> Call | None:
        promised = self._promised
        if promised is None:
            return None
        return partial(verbs.redate, self.desk, self.code, at, promised, text("reason"))

    def rule(self, page: DossierPage) -> str:
        due = page.dossier.standing.lawful_due
        if due is None:
            return ""
        latest = say_latest(last_apology_day(due, self.desk.calendar))
        return _("xin lỗi {latest}").format(latest=latest)

    def action_save(self) -> None:
        if self._promised is None:
            self.accept_fields()
            self.refuse("promised", _("Nhập ngày hẹn lại, như 2/12 hoặc +5lv."))
        else:
            super().action_save()

    def _parse(self, text: str) -> date:
        return parse_date(text, today=self.desk.today(), add_working_days=self.desk.calendar.add)

    @property
    def _promised(self) -> date | None:
        promised: date | None = self.query_one("#promised-input", DateInput).value
        return promised
