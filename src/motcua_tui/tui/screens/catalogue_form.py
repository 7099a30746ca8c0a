"""The form of a procedure version: a new procedure, a new version by decision, or a typo put right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Final

from textual.widgets import Static

from motcua_tui.domain.catalogue import ProcedureVersion, SupplementRule
from motcua_tui.domain.codes import Channel, SupplementEffect
from motcua_tui.domain.limits import TimeLimit
from motcua_tui.domain.text import clean
from motcua_tui.domain.typed_dates import parse_date, say_date, short_date
from motcua_tui.errors import InputError, MotcuaError
from motcua_tui.i18n import _
from motcua_tui.services.desk import Desk
from motcua_tui.tui.screens.form import Field, FormScreen
from motcua_tui.tui.widgets.choices import Choice, Option
from motcua_tui.tui.widgets.inputs import DateInput, TextInput
from motcua_tui.tui.widgets.plain import plain

if TYPE_CHECKING:
    from textual.app import ComposeResult

_NUMBERS: Final = ("fee", "notice", "wait", "most")
Store = Callable[[Desk, ProcedureVersion], ProcedureVersion]


class VersionScreen(FormScreen):
    """Fills in a version and stores it; ``version`` is what the fields hold at first."""

    tab = "catalogue"

    def __init__(
        self,
        heading: str,
        about: str,
        version: ProcedureVersion | None,
        store: Store,
        then: Callable[[ProcedureVersion], None],
    ) -> None:
        super().__init__()
        self.heading = heading
        self._about = about
        self._known = version is not None
        self._version = version or ProcedureVersion(code="", name="")
        self._store = store
        self._then = then

    def draft_of(self) -> str:
        return self._version.code

    def compose_fields(self) -> ComposeResult:
        version, rule = self._version, self._version.supplement
        yield Static(plain(self._about), id="about")
        if not self._known:
            yield self._text("code", _("Mã thủ tục"), version.code)
            yield self._text("case", _("Trường hợp"), version.case)
        yield self._text("name", _("Tên thủ tục"), version.name)
        yield self._text("sector", _("Lĩnh vực"), version.field)
        yield self._text(
            "limit", _("Thời hạn"), _limit(version.limit), _("như 5 LV, 20 ngày, 8 giờ làm việc")
        )
        yield self._text("legal", _("Hạn theo luật"), _limit(version.legal_limit))
        yield self._text("fee", _("Phí, lệ phí"), "" if version.fee is None else str(version.fee), _("đồng"))
        levels = [
            Option("", _("không")),
            Option(Channel.ONLINE_PARTIAL, _("một phần")),
            Option(Channel.ONLINE_FULL, _("toàn trình")),
        ]
        yield Field(
            _("Trực tuyến"), Choice(levels, value=version.online or "", id="online-choice"), id="online"
        )
        yes_no = [Option("", _("không")), Option("yes", _("có"))]
        yield Field(
            _("Bưu chính"), Choice(yes_no, value="yes" if version.post else "", id="post-choice"), id="post"
        )
        effects = [
            Option(SupplementEffect.RESTART, _("tính lại từ đầu")),
            Option(SupplementEffect.PAUSE, _("tạm dừng")),
        ]
        yield Field(_("Khi bổ sung"), Choice(effects, value=rule.effect, id="effect-choice"), id="effect")
        yield self._text("notice", _("Báo bổ sung"), str(rule.notice_days), _("ngày làm việc"))
        yield self._text("wait", _("Chờ bổ sung", "days"), str(rule.wait_days), _("ngày"))
        yield self._text("most", _("Số lần bổ sung"), str(rule.most))
        yield self._text("decision", _("Quyết định"), version.decision)
        parse = partial(parse_date, today=self.desk.today(), add_working_days=self.desk.calendar.add)
        text = short_date(version.valid_from) if version.valid_from else ""
        yield Field(_("Hiệu lực từ"), DateInput(parse, say_date, text=text, id="from-input"), id="from")

    def _text(self, name: str, label: str, value: str, hint: str = "") -> Field:
        return Field(label, TextInput(value, placeholder=hint, compact=True, id=f"{name}-input"), id=name)

    def _value(self, name: str) -> str:
        return clean(self.query_one(f"#{name}-input", TextInput).value)

    def _chosen(self, name: str) -> str:
        return self.query_one(f"#{name}-choice", Choice).value

    # saving

    def action_save(self) -> None:
        self.accept_fields()
        version = self._complete()
        if version is not None:
            self.run_in_thread(
                partial(self._store, self.desk, version), self._saved, failed=self._failed, group="write"
            )

    def _complete(self) -> ProcedureVersion | None:
        """What the form says; None after the first field that is not understood was told so."""
        limits: dict[str, TimeLimit | None] = {}
        for name in ("limit", "legal"):
            try:
                limits[name] = TimeLimit.parse(text) if (text := self._value(name)) else None
            except InputError as error:
                self.refuse(name, f"{error.message} {error.hint}")
                return None
        numbers: dict[str, int] = {}
        for name in _NUMBERS:
            text = self._value(name).replace(".", "")
            if text and not text.isdecimal():
                self.refuse(name, _("Gõ một số nguyên."))
                return None
            if text:
                numbers[name] = int(text)
        start: DateInput[date] = self.query_one("#from-input", DateInput)
        if start.value is None and start.text.strip():
            self.refuse("from", _("Chưa hiểu ngày này."))
            return None
        online, rule = self._chosen("online"), self._version.supplement
        version = self._version
        if not self._known:
            version = replace(version, code=self._value("code"), case=self._value("case"))
        return replace(
            version,
            name=self._value("name"),
            field=self._value("sector"),
            limit=limits["limit"],
            legal_limit=limits["legal"],
            fee=numbers.get("fee"),
            online=Channel(online) if online else None,
            post=bool(self._chosen("post")),
            supplement=SupplementRule(
                effect=SupplementEffect(self._chosen("effect")),
                notice_days=numbers.get("notice", rule.notice_days),
                wait_days=numbers.get("wait", rule.wait_days),
                most=numbers.get("most", rule.most),
            ),
            decision=self._value("decision"),
            valid_from=start.value,
        )

    def _failed(self, error: MotcuaError) -> None:
        self.refuse("name" if self._known else "code", f"{error.message} {error.hint}")

    def _saved(self, version: ProcedureVersion) -> None:
        self.dismiss()
        self._then(version)


def _limit(limit: TimeLimit | None) -> str:
    return str(limit) if limit else ""
