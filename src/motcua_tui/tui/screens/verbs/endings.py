"""How a dossier ends, beside its result: declined, returned, stopped, closed; and a result put right."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from motcua_tui.domain.codes import Outcome, ReturnWay
from motcua_tui.domain.lifecycle import CORRECTION_DAYS
from motcua_tui.domain.reasons import parse_reasons
from motcua_tui.i18n import _
from motcua_tui.labels import outcome_label, return_label
from motcua_tui.services import verbs
from motcua_tui.services.browse import DossierPage
from motcua_tui.tui.screens.fields import Field
from motcua_tui.tui.screens.verbs.base import Call, VerbScreen
from motcua_tui.tui.screens.verbs.outlook import say_latest
from motcua_tui.tui.widgets.choices import Choice, Option

if TYPE_CHECKING:
    from textual.app import ComposeResult


class DeclineScreen(VerbScreen):
    """Refused before acceptance; never a received dossier."""

    heading = _("Từ chối tiếp nhận")
    places = ("form", "numbered")
    required = {"reason": _("Ghi lý do và căn cứ từ chối.")}  # noqa: RUF012 - read only, as in the base

    def compose_verb(self) -> ComposeResult:
        reasons = parse_reasons(self.desk.settings.reasons_decline)
        yield self.reason_field(_("Lý do, căn cứ"), [reason.whole for reason in reasons])

    def verb(self, at: datetime, text: Callable[[str], str]) -> Call:
        return partial(verbs.decline, self.desk, self.code, at, text("reason"))


class ReturnScreen(VerbScreen):
    """The citizen has the result: at the desk, by post or online."""

    heading = _("Trả kết quả")

    def compose_verb(self) -> ComposeResult:
        ways = [Option(way, return_label(way)) for way in ReturnWay]
        yield Field(_("Trả"), Choice(ways, glyphs=self.glyphs), id="way")

    def verb(self, at: datetime, text: Callable[[str], str]) -> Call:
        way = ReturnWay(self.query_one(Choice).value)
        return partial(verbs.give_back, self.desk, self.code, at, way)


class StopScreen(VerbScreen):
    """Ended at the applicant's wish (NĐ 118/2025 art. 21)."""

    heading = _("Dừng giải quyết theo đề nghị của người nộp")
    places = ("form", "numbered")

    def compose_verb(self) -> ComposeResult:
        reasons = parse_reasons(self.desk.settings.reasons_stop)
        yield self.reason_field(_("Lý do"), [reason.whole for reason in reasons])

    def verb(self, at: datetime, text: Callable[[str], str]) -> Call:
        return partial(verbs.stop, self.desk, self.code, at, text("reason"))


class CloseScreen(VerbScreen):
    """Ended because the supplement never came (NĐ 118/2025 art. 11.2c)."""

    heading = _("Đóng hồ sơ không được bổ sung")

    def compose_verb(self) -> ComposeResult:
        yield self.text_field("reason", _("Lý do"))

    def verb(self, at: datetime, text: Callable[[str], str]) -> Call:
        return partial(verbs.close, self.desk, self.code, at, text("reason"))


class CorrectScreen(VerbScreen):
    """A wrong result put right within three working days (NĐ 118/2025 art. 23)."""

    heading = _("Đính chính kết quả")
    required = {"reason": _("Ghi lý do đính chính.")}  # noqa: RUF012 - read only, as in the base

    def compose_verb(self) -> ComposeResult:
        outcomes = [Option(outcome, outcome_label(outcome)) for outcome in (Outcome.GRANTED, Outcome.REFUSED)]
        yield Field(_("Kết quả đúng"), Choice(outcomes, glyphs=self.glyphs), id="outcome")
        yield self.text_field("number", _("Số văn bản"), _("bỏ trống thì giữ số cũ"))
        yield self.text_field("reason", _("Lý do"))

    def verb(self, at: datetime, text: Callable[[str], str]) -> Call:
        outcome = Outcome(self.query_one(Choice).value)
        return partial(verbs.correct, self.desk, self.code, at, outcome, text("number"), text("reason"))

    def rule(self, page: DossierPage) -> str:
        finished_on = page.dossier.standing.finished_on
        if finished_on is None:
            return ""
        latest = say_latest(self.desk.calendar.add(finished_on, CORRECTION_DAYS))
        return _("đính chính {latest}").format(latest=latest)
