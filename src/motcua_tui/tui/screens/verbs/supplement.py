"""Asking the applicant to complete the dossier, and recording that it is complete."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from textual import on

from motcua_tui.domain.codes import SupplementEffect
from motcua_tui.domain.reasons import Reason, parse_reasons
from motcua_tui.domain.text import clean
from motcua_tui.i18n import _
from motcua_tui.services import verbs
from motcua_tui.services.browse import DossierPage
from motcua_tui.tui.screens.verbs.base import Call, VerbScreen
from motcua_tui.tui.screens.verbs.outlook import say_latest
from motcua_tui.tui.widgets.inputs import TextInput
from motcua_tui.tui.widgets.numbered import NumberedInput

if TYPE_CHECKING:
    from textual.app import ComposeResult


class SupplementScreen(VerbScreen):
    """What is missing, why, and by which ground (NĐ 118/2025 art. 19.5)."""

    heading = _("Yêu cầu bổ sung")
    places = ("form", "numbered")
    required = {  # noqa: RUF012 - read only, as in the base
        "what": _("Ghi cần bổ sung những gì."),
        "reason": _("Ghi lý do phải bổ sung."),
    }

    def compose_verb(self) -> ComposeResult:
        yield self.text_field("what", _("Cần bổ sung"))
        yield self.reason_field(_("Lý do"), [reason.text for reason in self._reasons])
        yield self.text_field("ground", _("Căn cứ"), _("điều, khoản, văn bản"))

    @property
    def _reasons(self) -> tuple[Reason, ...]:
        return parse_reasons(self.desk.settings.reasons_supplement)

    @on(NumberedInput.Taken)
    def _reason_taken(self, event: NumberedInput.Taken) -> None:
        """Its ground goes with it, unless another one is written there."""
        ground = self.query_one("#ground-input", TextInput)
        known = {"", *(reason.ground for reason in self._reasons)}
        if clean(ground.value) in known:
            ground.value = self._reasons[event.place].ground

    def verb(self, at: datetime, text: Callable[[str], str]) -> Call:
        what, reason, ground = text("what"), text("reason"), text("ground")
        return partial(verbs.ask_supplement, self.desk, self.code, at, what, reason, ground)

    def rule(self, page: DossierPage) -> str:
        accepted_on = page.dossier.standing.accepted_on
        if accepted_on is None:
            return ""
        day = self.desk.rules(page.version).notice_by(accepted_on)
        return _("thông báo bổ sung {latest}").format(latest=say_latest(day))


class ResumeScreen(VerbScreen):
    """The dossier is complete again: only when."""

    heading = _("Ghi nhận đã bổ sung")

    def verb(self, at: datetime, text: Callable[[str], str]) -> Call:
        return partial(verbs.resume, self.desk, self.code, at)

    def rule(self, page: DossierPage) -> str:
        if page.version.supplement.effect is SupplementEffect.RESTART:
            return _("thời hạn tính lại từ đầu")
        return _("thời hạn cộng thêm những ngày chờ")
