"""The forms of the calendar: a day off or a make-up day, and what a limit would come to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, Final

from textual import on
from textual.content import Content
from textual.widgets import Input, Static

from motcua_tui.domain.calendar import CalendarDay
from motcua_tui.domain.codes import DayKind
from motcua_tui.domain.deadlines import due, explain
from motcua_tui.domain.limits import TimeLimit
from motcua_tui.domain.text import clean
from motcua_tui.domain.typed_dates import parse_date, parse_moment, say_date, short_date
from motcua_tui.errors import InputError
from motcua_tui.i18n import _
from motcua_tui.labels import limit_label
from motcua_tui.tui.actions import bindings_for
from motcua_tui.tui.screens.days import runs
from motcua_tui.tui.screens.fields import Field
from motcua_tui.tui.screens.form import FormScreen
from motcua_tui.tui.status import tentative_mark
from motcua_tui.tui.widgets.choices import Choice, Option
from motcua_tui.tui.widgets.inputs import DateInput, TextInput
from motcua_tui.tui.widgets.plain import hanging, plain

if TYPE_CHECKING:
    from textual.app import ComposeResult

_FRAME: Final = 8
"""Cells beside the text of a form."""


class DayScreen(FormScreen):
    """A row of the calendar, new or changed; ``then`` gets it, with the other day where it is a swap."""

    tab = "calendar"
    heading = _("Ngày nghỉ, ngày làm bù")

    def __init__(self, on: date, row: CalendarDay | None, then: Callable[[list[CalendarDay]], None]) -> None:
        super().__init__()
        self._on = on
        self._row = row
        self._then = then

    def draft_of(self) -> str:
        return self._on.isoformat()

    def compose_fields(self) -> ComposeResult:
        row = self._row or CalendarDay(self._on, _usual_kind(self._on), "")
        kinds = [Option(DayKind.OFF, _("nghỉ")), Option(DayKind.WORK, _("làm bù"))]
        yield Field(_("Ngày"), self._date(short_date(row.on), "day-input"), id="day")
        yield Field(_("Là ngày"), Choice(kinds, value=row.kind), id="kind")
        yield Field(
            _("Tên ngày"),
            TextInput(
                row.label, placeholder=_("như: Quốc khánh, nghỉ hoán đổi"), compact=True, id="label-input"
            ),
            id="label",
        )
        replaces = short_date(row.replaces) if row.replaces else ""
        yield Field(_("Hoán đổi với"), self._date(replaces, "replaces-input"), id="replaces")
        yield Field(
            _("Văn bản"),
            TextInput(row.source, placeholder=_("số, ký hiệu của văn bản"), compact=True, id="source-input"),
            id="source",
        )

    def _date(self, text: str, id: str) -> DateInput[date]:
        parse = partial(parse_date, today=self.desk.today(), add_working_days=self.desk.calendar.add)
        return DateInput(parse, say_date, text=text, id=id)

    def action_save(self) -> None:
        self.accept_fields()
        day: DateInput[date] = self.query_one("#day-input", DateInput)
        replaces: DateInput[date] = self.query_one("#replaces-input", DateInput)
        label = clean(self.query_one("#label-input", TextInput).value)
        if day.value is None:
            self.refuse("day", _("Gõ ngày, ví dụ 24/11/2026."))
        elif not label:
            self.refuse("label", _("Ghi tên ngày, để thấy lý do khi tính hạn."))
        elif replaces.value is None and replaces.text.strip():
            self.refuse("replaces", _("Chưa hiểu ngày này."))
        else:
            kind = DayKind(self.query_one(Choice).value)
            source = clean(self.query_one("#source-input", TextInput).value)
            self.dismiss()
            self._then(_with_swap(CalendarDay(day.value, kind, label, replaces.value, source)))


class CalculatorScreen(FormScreen):
    """A limit and the moment it begins, and below them the due date and each day on the way to it."""

    tab = "calendar"
    heading = _("Tính thời hạn")
    places = ("calculator",)
    BINDINGS = bindings_for("calculator")
    writes = False

    def __init__(self, on: date) -> None:
        super().__init__()
        self._on = on

    def compose_fields(self) -> ComposeResult:
        yield Field(_("Thời hạn"), TextInput("5 LV", compact=True, id="limit-input"), id="limit")
        yield Field(
            _("Tiếp nhận"), DateInput(self._parse, _say_moment, text=short_date(self._on)), id="moment"
        )
        yield Static(id="due")
        yield Static(id="days")

    def on_mount(self) -> None:
        super().on_mount()
        self._count()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return action != "save"

    def action_cancel(self) -> None:
        """Nothing is lost here, so nothing is asked."""
        self.dismiss()

    def _parse(self, text: str) -> datetime:
        now, add = self.desk.now(), self.desk.calendar.add
        return parse_moment(text, today=now.date(), now=now.time(), add_working_days=add)

    @on(DateInput.Changed)
    @on(Input.Changed, "#limit-input")
    def _count(self) -> None:
        moment: datetime | None = self.query_one(DateInput).value
        text = self.query_one("#limit-input", TextInput).value
        result, days = Content(""), Content("")
        if moment is not None and text.strip():
            try:
                limit = TimeLimit.parse(text)
                result, days = self._due(limit, moment), self._days(limit, moment)
            except InputError as error:
                result = plain(f"{error.message} {error.hint}").stylize("$warning")
        self.query_one("#due", Static).update(result)
        self.query_one("#days", Static).update(days)

    def _due(self, limit: TimeLimit, moment: datetime) -> Content:
        end = due(limit, moment, self.desk.calendar, self.desk.office)
        at = f" {end.at:%H:%M}" if end.at else ""
        tentative = "" if end.confirmed else f" {tentative_mark(self.glyphs)}"
        return Content.assemble(
            (_("Hẹn trả  "), "$faint"),
            (f"{say_date(end.on)}{at}{tentative}", "bold"),
            f"  ·  {limit_label(limit)}",
        )

    def _days(self, limit: TimeLimit, moment: datetime) -> Content:
        lines = []
        for run in runs(explain(limit, moment, self.desk.calendar, self.desk.office)):
            source = f" ({run.first.source})" if run.first.source else ""
            days = f"{run.weekdays:<7}{run.dates:<13}{run.numbers:>6}  "
            text = hanging(f"{days}{run.first.reason}{source}", len(days), self.size.width - _FRAME)
            lines.append(text.stylize("" if run.first.counted else "$faint"))
        return Content("\n").join(lines)


def _with_swap(row: CalendarDay) -> list[CalendarDay]:
    """A day that is swapped makes two rows: one is off and the other worked instead."""
    if row.replaces is None:
        return [row]
    kind, label = (
        (DayKind.WORK, _("Làm bù")) if row.kind is DayKind.OFF else (DayKind.OFF, _("Nghỉ hoán đổi"))
    )
    return [row, CalendarDay(row.replaces, kind, label, row.on, row.source)]


def _usual_kind(on: date) -> DayKind:
    return DayKind.OFF if on.weekday() < 5 else DayKind.WORK


def _say_moment(moment: datetime) -> str:
    """A bare date is the first minute of its day."""
    return say_date(moment.date()) + (f" {moment:%H:%M}" if moment.time() else "")
