"""Asking the applicant to complete the dossier, and recording that it is complete."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from motcua_tui.domain.codes import SupplementEffect
from motcua_tui.i18n import _
from motcua_tui.services import verbs
from motcua_tui.services.browse import DossierPage
from motcua_tui.tui.screens.verbs.base import Call, VerbScreen
from motcua_tui.tui.screens.verbs.outlook import say_latest

if TYPE_CHECKING:
    from textual.app import ComposeResult


class SupplementScreen(VerbScreen):
    """What is missing, why, and by which ground (NĐ 118/2025 art. 19.5)."""

    heading = _("Yêu cầu bổ sung")
    required = {  # noqa: RUF012 - read only, as in the base
        "what": _("Ghi cần bổ sung những gì."),
        "reason": _("Ghi lý do phải bổ sung."),
    }

    def compose_verb(self) -> ComposeResult:
        yield self.text_field("what", _("Cần bổ sung"))
        yield self.text_field("reason", _("Lý do"))
        yield self.text_field("ground", _("Căn cứ"), _("điều, khoản, văn bản"))

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
