"""Waiting for what the applicant has to pay."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from motcua_tui.i18n import _
from motcua_tui.services import verbs
from motcua_tui.tui.screens.fields import Field
from motcua_tui.tui.screens.verbs.base import Call, VerbScreen
from motcua_tui.tui.widgets.choices import Choice, Option

if TYPE_CHECKING:
    from textual.app import ComposeResult

_RUNS, _PAUSES = "runs", "pauses"


class AskPaymentScreen(VerbScreen):
    """Whether the limit stands still meanwhile; that is for the procedure's law to say."""

    heading = _("Chờ thực hiện nghĩa vụ tài chính")

    def compose_verb(self) -> ComposeResult:
        options = [Option(_RUNS, _("thời hạn vẫn tính")), Option(_PAUSES, _("thời hạn tạm dừng"))]
        yield Field(_("Trong khi chờ"), Choice(options, glyphs=self.glyphs), id="clock")

    def verb(self, at: datetime, text: Callable[[str], str]) -> Call:
        pauses = self.query_one(Choice).value == _PAUSES
        return partial(verbs.ask_payment, self.desk, self.code, at, pauses=pauses)


class ReceivePaymentScreen(VerbScreen):
    """Paid: only when."""

    heading = _("Ghi nhận đã nộp phí, lệ phí, thuế")

    def verb(self, at: datetime, text: Callable[[str], str]) -> Call:
        return partial(verbs.receive_payment, self.desk, self.code, at)
