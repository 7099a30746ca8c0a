"""The form that changes what a list is narrowed to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Final

from textual.containers import Horizontal

from motcua_tui.domain.codes import Channel, State
from motcua_tui.domain.timeliness import Timeliness
from motcua_tui.domain.typed_dates import parse_date, say_date, short_date
from motcua_tui.errors import InputError
from motcua_tui.i18n import _
from motcua_tui.labels import channel_label, state_label, timeliness_label
from motcua_tui.services import browse
from motcua_tui.services.browse import Choices, View
from motcua_tui.services.filters import Days, Filters
from motcua_tui.services.views import view_title
from motcua_tui.tui.actions import bindings_for
from motcua_tui.tui.screens.fields import Field, OptionPicker
from motcua_tui.tui.screens.form import FormScreen
from motcua_tui.tui.widgets.choices import Match
from motcua_tui.tui.widgets.inputs import DateInput, TextInput

if TYPE_CHECKING:
    from textual.app import ComposeResult

_ANY: Final = Match("", _("tất cả"))


class FilterScreen(FormScreen):
    """Changes the filters; ``then`` gets the new ones."""

    heading = _("Bộ lọc")
    places = ("filters",)
    BINDINGS = bindings_for("filters")
    writes = False

    def __init__(self, filters: Filters, then: Callable[[Filters], None], *, with_view: bool) -> None:
        super().__init__()
        self._filters = filters
        self._then = then
        self._with_view = with_view

    def compose_fields(self) -> ComposeResult:
        now = self._filters
        if self._with_view:
            views = [Match(view, view_title(view)) for view in View]
            yield self._picker("view", _("Danh sách"), views, now.view)
        judged = [_ANY, *(Match(value, timeliness_label(value)) for value in Timeliness)]
        yield self._picker("timeliness", _("Tình trạng"), judged, now.timeliness or "")
        states = [_ANY, *(Match(state, state_label(state)) for state in State)]
        yield self._picker("state", _("Trạng thái"), states, now.state or "")
        yield self._picker("field", _("Lĩnh vực"), _named([now.field]), now.field)
        yield self._picker("procedure", _("Thủ tục"), _named([now.procedure]), now.procedure)
        channels = [_ANY, *(Match(channel, channel_label(channel)) for channel in Channel)]
        yield self._picker("channel", _("Hình thức"), channels, now.channel or "")
        yield self._picker("department", _("Phòng, đơn vị"), _named([now.department]), now.department)
        yield self._picker("officer", _("Cán bộ"), _named([now.officer]), now.officer)
        with Horizontal(classes="days"):
            yield self._number("due_within", _("Còn tối đa"), now.due_within)
            yield self._number("silent_for", _("Im lặng quá"), now.silent_for)
        for name, label, days in (
            ("accepted", _("Tiếp nhận từ"), now.accepted),
            ("due", _("Hạn từ"), now.due),
            ("finished", _("Có kết quả từ"), now.finished),
        ):
            with Horizontal(classes="days"):
                yield self._date(f"{name}-first", label, days.first)
                yield self._date(f"{name}-last", _("đến"), days.last)
        yield self._date("to_collect_since", _("Chờ lấy từ"), now.to_collect_since)

    def load(self) -> None:
        self.run_in_thread(partial(browse.choices, self.desk), self._show_choices)

    def _show_choices(self, choices: Choices) -> None:
        for name, values in (
            ("field", choices.fields),
            ("procedure", choices.procedures),
            ("department", choices.departments),
            ("officer", choices.officers),
        ):
            self.query_one(f"#{name}-picker", OptionPicker).offer(_named(values))

    def action_apply(self) -> None:
        """Use what is chosen; a field that is not understood says so and keeps its text."""
        self.accept_fields()
        try:
            filters = self._chosen()
        except _Refused as refused:
            self.refuse(refused.field, refused.message)
            return
        self.dismiss()
        self._then(filters)

    def _chosen(self) -> Filters:
        state, timeliness, channel = self._key("state"), self._key("timeliness"), self._key("channel")
        return Filters(
            view=View(self._key("view") or self._filters.view) if self._with_view else self._filters.view,
            state=State(state) if state else None,
            timeliness=Timeliness(timeliness) if timeliness else None,
            field=self._key("field"),
            procedure=self._key("procedure"),
            channel=Channel(channel) if channel else None,
            department=self._key("department"),
            officer=self._key("officer"),
            accepted=self._days("accepted"),
            due=self._days("due"),
            finished=self._days("finished"),
            due_within=self._days_number("due_within"),
            silent_for=self._days_number("silent_for"),
            to_collect_since=self._day("to_collect_since"),
        )

    def _key(self, name: str) -> str:
        try:
            return self.query_one(f"#{name}-picker", OptionPicker).key
        except InputError as error:
            raise _Refused(name, error.message) from None

    def _days(self, name: str) -> Days:
        first, last = self._day(f"{name}-first"), self._day(f"{name}-last")
        if first and last and last < first:
            raise _Refused(f"{name}-last", _("Ngày cuối sớm hơn ngày đầu."))
        return Days(first=first, last=last)

    def _day(self, name: str) -> date | None:
        control: DateInput[date] = self.query_one(f"#{name}-input", DateInput)
        if control.value is None and control.text.strip():
            raise _Refused(name, _("Chưa hiểu ngày này."))
        return control.value

    def _days_number(self, name: str) -> int | None:
        text = self.query_one(f"#{name}-input", TextInput).value.strip()
        if not text:
            return None
        if not (text.isascii() and text.isdecimal()):
            raise _Refused(name, _("Ghi số ngày làm việc, ví dụ 3."))
        return int(text)

    def _picker(self, name: str, label: str, options: Sequence[Match], key: str) -> Field:
        picker = OptionPicker(options, glyphs=self.glyphs, key=key, id=f"{name}-picker")
        return Field(label, picker, id=name)

    def _number(self, name: str, label: str, number: int | None) -> Field:
        text = "" if number is None else str(number)
        field = TextInput(
            text, placeholder=_("số ngày làm việc"), max_length=4, compact=True, id=f"{name}-input"
        )
        return Field(label, field, id=name)

    def _date(self, name: str, label: str, day: date | None) -> Field:
        parse = partial(parse_date, today=self.desk.today(), add_working_days=self.desk.calendar.add)
        text = short_date(day) if day else ""
        return Field(label, DateInput(parse, say_date, text=text, id=f"{name}-input"), id=name)


class _Refused(InputError):
    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


def _named(values: Sequence[str]) -> list[Match]:
    return [_ANY, *(Match(value, value) for value in values if value)]
