"""The form of a procedure version: a new procedure, a new version by decision, or a typo put right."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Final, TypeVar

from textual import on
from textual.widgets import Input, Static

from motcua_tui.catalogue_labels import mark_label
from motcua_tui.domain.catalogue import ProcedureVersion, SupplementRule
from motcua_tui.domain.codes import Channel, ProcedureMark, SupplementEffect
from motcua_tui.domain.limits import TimeLimit
from motcua_tui.domain.numbers import decimal_text
from motcua_tui.domain.papers import parse_papers, say_papers
from motcua_tui.domain.steps import parse_steps, say_steps
from motcua_tui.domain.text import clean
from motcua_tui.domain.typed_dates import parse_date, say_date, short_date
from motcua_tui.errors import InputError, MotcuaError
from motcua_tui.i18n import _
from motcua_tui.labels import channel_label
from motcua_tui.services import catalogue_changes
from motcua_tui.services.desk import Desk
from motcua_tui.tui.screens.fields import Field, OptionPicker
from motcua_tui.tui.screens.form import FormScreen
from motcua_tui.tui.widgets.checks import Checks
from motcua_tui.tui.widgets.choices import Choice, Match, Option
from motcua_tui.tui.widgets.inputs import DateInput, TextInput
from motcua_tui.tui.widgets.plain import plain
from motcua_tui.tui.widgets.text_box import TextBox

if TYPE_CHECKING:
    from textual.app import ComposeResult

_YES: Final = "yes"
_STEP_HINT: Final = _("mỗi dòng một bước, như: Thẩm định = 3 = Phòng Một")
Store = Callable[..., ProcedureVersion]
"""Stores what the form says for a desk; told what was ``seen`` where there was something."""
Value = TypeVar("Value")


class VersionScreen(FormScreen):
    """Fills in a version and stores it; ``start`` makes what the fields hold at first of the one ``seen``."""

    tab = "catalogue"

    def __init__(
        self,
        heading: str,
        about: str,
        seen: ProcedureVersion | None,
        store: Store,
        then: Callable[[ProcedureVersion], None],
        *,
        start: Callable[[ProcedureVersion], ProcedureVersion] = lambda seen: seen,
    ) -> None:
        super().__init__()
        self.heading = heading
        self._about = about
        self._seen = seen
        self._known = seen is not None
        self._version = start(seen) if seen else ProcedureVersion(code="", name="")
        self._store = store
        self._then = then
        self._start = start

    def see_anew(self) -> None:
        assert self._seen is not None
        call = partial(catalogue_changes.version, self.desk, self._seen.id)
        self.run_in_thread(call, self._see, group="again")

    def _see(self, version: ProcedureVersion) -> None:
        self.reopen(
            VersionScreen(self.heading, self._about, version, self._store, self._then, start=self._start)
        )

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
        yield self._yes_no("at-once", _("Trả ngay"), version.at_once)
        channels = [Match("", _("mọi hình thức")), *(Match(one, channel_label(one)) for one in Channel)]
        of_channel = OptionPicker(
            channels, glyphs=self.glyphs, key=version.channel or "", id="channel-picker"
        )
        yield Field(_("Hình thức"), of_channel, id="channel")
        yield self._text("fee", _("Phí, lệ phí"), "" if version.fee is None else str(version.fee), _("đồng"))
        levels = [
            Option("", _("không")),
            Option(Channel.ONLINE_PARTIAL, _("một phần")),
            Option(Channel.ONLINE_FULL, _("toàn trình")),
        ]
        yield self._choice("online", _("Trực tuyến"), levels, version.online or "")
        yield self._yes_no("post", _("Bưu chính"), version.post)
        effects = [
            Option(SupplementEffect.RESTART, _("tính lại từ đầu")),
            Option(SupplementEffect.PAUSE, _("tạm dừng")),
        ]
        yield self._choice("effect", _("Khi bổ sung"), effects, rule.effect)
        yield self._text("notice", _("Báo bổ sung"), str(rule.notice_days), _("ngày làm việc"))
        yield self._text("wait", _("Chờ bổ sung", "days"), str(rule.wait_days), _("ngày"))
        yield self._text("most", _("Số lần bổ sung"), str(rule.most))
        moves = [Option("", _("tính như thường")), Option(_YES, _("tính từ ngày làm việc tiếp theo"))]
        yield self._choice("after-15h", _("Sau 15 giờ"), moves, _YES if version.after_15h else "")
        yield from self._lists()
        marks = {mark_label(mark): mark for mark in ProcedureMark}
        held = [label for label, mark in marks.items() if mark in version.marks]
        yield Field(_("Báo cáo CCHC"), Checks(marks, on=held, id="marks-input"), id="marks")
        yield self._text("decision", _("Quyết định"), version.decision)
        for name, label, day in (
            ("from", _("Hiệu lực từ"), version.valid_from),
            ("to", _("Hiệu lực đến"), version.valid_to),
        ):
            yield Field(label, _date(self.desk, day, f"{name}-input"), id=name)

    def _lists(self) -> Iterator[Field]:
        """Papers and steps, one a line, with what the steps come to below them."""
        papers = "\n".join(say_papers([paper]) for paper in self._version.papers)
        yield Field(_("Giấy tờ"), TextBox(papers, id="papers-input"), id="papers")
        yield Field(
            "", Static(_("mỗi dòng một loại, như: Bản vẽ x1+2 (1 bản chính, 2 bản sao)"), classes="hint")
        )
        steps = TextBox(say_steps(self._version.steps), id="steps-input")
        yield Field(_("Quy trình"), steps, id="steps")
        yield Field("", Static(_STEP_HINT, id="steps-total", classes="hint"))

    def _text(self, name: str, label: str, value: str, hint: str = "") -> Field:
        return Field(label, TextInput(value, placeholder=hint, compact=True, id=f"{name}-input"), id=name)

    def _choice(self, name: str, label: str, options: list[Option], value: str) -> Field:
        return Field(label, Choice(options, value=value, id=f"{name}-choice"), id=name)

    def _yes_no(self, name: str, label: str, value: bool) -> Field:
        options = [Option("", _("không")), Option(_YES, _("có"))]
        return self._choice(name, label, options, _YES if value else "")

    @on(TextBox.Changed)
    @on(Input.Changed, "#limit-input")
    def _sum_up(self) -> None:
        """Say what the steps come to against the limit; what cannot be read yet is told when it is saved."""
        try:
            steps = parse_steps(self.query_one("#steps-input", TextBox).text)
            text = self._value("limit")
            version = replace(self._version, steps=steps, limit=TimeLimit.parse(text) if text else None)
        except InputError:
            return
        total = version.steps_total
        words = _STEP_HINT
        if total is not None:
            words = _("cộng các bước: {total}").format(total=decimal_text(total.normalize()))
            if not version.steps_agree:
                words += _(", khác thời hạn {limit}").format(limit=text)
        hint = self.query_one("#steps-total", Static)
        hint.update(plain(words))
        hint.set_class(not version.steps_agree, "-doubtful")

    def _value(self, name: str) -> str:
        return clean(self.query_one(f"#{name}-input", TextInput).value)

    def _chosen(self, name: str) -> str:
        return self.query_one(f"#{name}-choice", Choice).value

    def _ticked(self) -> tuple[str, ...]:
        return self.query_one("#marks-input", Checks).on

    # saving

    def action_save(self) -> None:
        self.accept_fields()
        try:
            version = self._complete()
        except _Refused as refused:
            self.refuse(refused.field, refused.message)
            return
        call = partial(self._store, self.desk, version)
        if self._seen:
            call = partial(call, seen=self._seen)
        self.save_by(call, self._saved, self._failed)

    def _complete(self) -> ProcedureVersion:
        """What the form says. Raises _Refused for the first field that is not understood."""
        version, rule = self._version, self._version.supplement
        if not self._known:
            version = replace(version, code=self._value("code"), case=self._value("case"))
        online = self._chosen("online")
        return replace(
            version,
            name=self._value("name"),
            field=self._value("sector"),
            limit=self._limit_of("limit"),
            legal_limit=self._limit_of("legal"),
            at_once=bool(self._chosen("at-once")),
            channel=self._channel(),
            fee=self._number("fee"),
            online=Channel(online) if online else None,
            post=bool(self._chosen("post")),
            supplement=SupplementRule(
                effect=SupplementEffect(self._chosen("effect")),
                notice_days=_or(self._number("notice"), rule.notice_days),
                wait_days=_or(self._number("wait"), rule.wait_days),
                most=_or(self._number("most"), rule.most),
            ),
            after_15h=bool(self._chosen("after-15h")),
            papers=parse_papers(self.query_one("#papers-input", TextBox).text.replace("\n", ";")),
            steps=_understood("steps", parse_steps, self.query_one("#steps-input", TextBox).text),
            marks=frozenset(mark for mark in ProcedureMark if mark_label(mark) in self._ticked()),
            decision=self._value("decision"),
            valid_from=self._day("from"),
            valid_to=self._day("to"),
        )

    def _limit_of(self, name: str) -> TimeLimit | None:
        text = self._value(name)
        return _understood(name, TimeLimit.parse, text) if text else None

    def _number(self, name: str) -> int | None:
        text = self._value(name).replace(".", "")
        if text and not text.isdecimal():
            raise _Refused(name, _("Gõ một số nguyên."))
        return int(text) if text else None

    def _day(self, name: str) -> date | None:
        field: DateInput[date] = self.query_one(f"#{name}-input", DateInput)
        if field.value is None and field.text.strip():
            raise _Refused(name, _("Chưa hiểu ngày này."))
        return field.value

    def _channel(self) -> Channel | None:
        picker = self.query_one("#channel-picker", OptionPicker)
        key = _understood("channel", lambda _text: picker.key, "")
        return Channel(key) if key else None

    def _failed(self, error: MotcuaError) -> None:
        self.refuse("name" if self._known else "code", f"{error.message} {error.hint}")

    def _saved(self, version: ProcedureVersion) -> None:
        self.dismiss()
        self._then(version)


class _Refused(InputError):
    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


def _understood(field: str, read: Callable[[str], Value], text: str) -> Value:
    """What is read from the text of a field. Raises _Refused."""
    try:
        return read(text)
    except InputError as error:
        raise _Refused(field, f"{error.message} {error.hint}") from error


def _or(told: int | None, kept: int) -> int:
    return kept if told is None else told


def _limit(limit: TimeLimit | None) -> str:
    return str(limit) if limit else ""


class EndScreen(FormScreen):
    """The last day of a version that no other follows (bãi bỏ)."""

    tab = "catalogue"
    heading = _("Hết hiệu lực")

    def __init__(self, version: ProcedureVersion, then: Callable[[ProcedureVersion], None]) -> None:
        super().__init__()
        self._version = version
        self._then = then

    def see_anew(self) -> None:
        call = partial(catalogue_changes.version, self.desk, self._version.id)
        self.run_in_thread(call, lambda version: self.reopen(EndScreen(version, self._then)), group="again")

    def compose_fields(self) -> ComposeResult:
        version = self._version
        about = _("{code} {name}: hồ sơ đã nhận vẫn theo phiên bản này, hồ sơ mới không nhận nữa.")
        yield Static(plain(about.format(code=version.code, name=version.name)), id="about")
        yield Field(_("Ngày cuối"), _date(self.desk, version.valid_to, "last-input"), id="last")

    def action_save(self) -> None:
        self.accept_fields()
        last: date | None = self.query_one("#last-input", DateInput).value
        if last is None:
            self.refuse("last", _("Nhập ngày cuối còn hiệu lực, như 31/12."))
            return
        version = self._version
        call = partial(catalogue_changes.end, self.desk, version.id, last, seen=version)
        self.save_by(call, self._saved, self._failed)

    def _failed(self, error: MotcuaError) -> None:
        self.refuse("last", f"{error.message} {error.hint}")

    def _saved(self, version: ProcedureVersion) -> None:
        self.dismiss()
        self._then(version)


def _date(desk: Desk, day: date | None, id: str) -> DateInput[date]:
    parse = partial(parse_date, today=desk.today(), add_working_days=desk.calendar.add)
    return DateInput(parse, say_date, text=short_date(day) if day else "", id=id)
