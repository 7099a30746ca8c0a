"""The lists that leave the desk: which, of which days and department, a look, and out as a file or text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.containers import Horizontal

from motcua_tui.domain.numbers import group
from motcua_tui.domain.periods import ReportingPeriod
from motcua_tui.domain.typed_dates import parse_date, say_date, short_date
from motcua_tui.errors import InputError
from motcua_tui.i18n import _
from motcua_tui.reports.files.as_text import to_text
from motcua_tui.services import files, forms, letters, passing
from motcua_tui.services.forms import FormName, FormRequest
from motcua_tui.services.passing import Hands
from motcua_tui.tui.actions import bindings_for
from motcua_tui.tui.screens.fields import Field, OptionPicker
from motcua_tui.tui.screens.form import FormScreen
from motcua_tui.tui.screens.sheet import SheetScreen
from motcua_tui.tui.widgets.choices import Match, Option
from motcua_tui.tui.widgets.inputs import DateInput

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from motcua_tui.reports.files.paper import Paper
    from motcua_tui.services.desk import Desk
    from motcua_tui.tui.screens.base import DeskScreen

_AS_OF_TODAY = frozenset({FormName.REMINDERS})
"""Lists that have no days to choose."""


def list_titles() -> dict[FormName, str]:
    """The lists that leave the desk, by what they are called where they are chosen."""
    return {
        FormName.REMINDERS: _("Danh sách đôn đốc"),
        FormName.HAND_OVER: _("Phiếu bàn giao hồ sơ"),
        FormName.RESULTS: _("Phiếu bàn giao kết quả"),
        FormName.POSTED: _("Phiếu bàn giao cho bưu chính"),
        FormName.FEES: _("Bảng kê thu phí, lệ phí"),
        FormName.WEEKLY: _("Bảng giao ban tuần"),
        FormName.REGISTER: _("Sổ theo dõi hồ sơ"),
        FormName.PETITIONS: _("Sổ phản ánh, kiến nghị"),
        FormName.FILED_BY_OFFICER: _("Hồ sơ cán bộ nộp hộ"),
        FormName.UNUSED_ONLINE: _("Thủ tục trực tuyến không phát sinh hồ sơ"),
        FormName.SHORTENED_LIMITS: _("Thủ tục cắt giảm thời hạn"),
    }


def choose_list(screen: DeskScreen) -> None:
    """Which list; the chosen one to look at."""
    from motcua_tui.tui.screens.report_dialogs import Menu

    def chosen(key: str | None) -> None:
        if key is not None:
            screen.app.push_screen(ListScreen(usual_request(screen.desk, FormName(key))))

    options = [Option(name, title) for name, title in list_titles().items()]
    screen.app.push_screen(Menu(_("Danh sách, sổ"), options, "", screen.glyphs), chosen)


def usual_request(desk: Desk, name: FormName) -> FormRequest:
    """The list of its usual period, or of this month so far."""
    today = desk.today()
    usual = forms.usual_period(desk, name) or ReportingPeriod.free(today.replace(day=1), today)
    return FormRequest(name, usual)


class ListScreen(SheetScreen):
    """One list. It is made once for what is asked, and written as it was looked at."""

    places = ("list-preview",)
    BINDINGS: ClassVar[list[BindingType]] = bindings_for("list-preview")

    def __init__(self, request: FormRequest) -> None:
        super().__init__()
        self._request = request
        self._paper: Paper | None = None

    @property
    def wide(self) -> bool:
        return True

    def load(self) -> None:
        period = self._request.period
        days = short_date(period.last)
        if period.first != period.last:
            days = f"{short_date(period.first)} – {days}"
        self.head(
            " · ".join(filter(None, (list_titles()[self._request.name], days, self._request.department)))
        )
        self.run_in_thread(partial(self._make, self.columns), self._made, failed=self.fail)

    def _make(self, width: int) -> tuple[Paper, list[str]]:
        paper = forms.form(self.desk, self._request)
        return paper, files.look(paper, width)

    def _made(self, made: tuple[Paper, list[str]]) -> None:
        self._paper, lines = made
        self.show(lines)
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in ("write_paper", "write_workbook", "copy_text"):
            return True if self._paper else None
        if action == "write_each":
            return True if self._paper and self._request.name in forms.GROUPED else None
        if action == "narrow":
            return True if self._dated or forms.has_departments(self._request.name) else None
        return super().check_action(action, parameters)

    @property
    def _dated(self) -> bool:
        return self._request.name not in _AS_OF_TODAY

    def action_narrow(self) -> None:
        self.app.push_screen(NarrowScreen(self._request, self._narrowed, with_days=self._dated))

    def _narrowed(self, request: FormRequest) -> None:
        self._request = request
        self._paper = None
        self.load()

    def action_write_paper(self) -> None:
        self._write(".docx")

    def action_write_workbook(self) -> None:
        self._write(".xlsx")

    def _write(self, ending: str) -> None:
        if self._paper:
            stem = f"{self._request.name}-{self._request.period.last}"
            call = partial(files.save_into, letters.folder(self.desk), f"{stem}{ending}", self._paper)
            self.run_in_thread(call, self.wrote, group="write")

    def action_write_each(self) -> None:
        folder = letters.folder(self.desk)
        call = partial(files.save_each, self.desk, self._request, folder)
        self.run_in_thread(call, partial(self._wrote_each, folder), group="write")

    def _wrote_each(self, folder: Path, paths: tuple[Path, ...]) -> None:
        self.told_written(folder, _("Đã ghi {n} tệp, mỗi đơn vị một tệp").format(n=len(paths)), folder)

    def action_copy_text(self) -> None:
        if self._paper:
            text = to_text(self._paper)
            self.app.copy_to_clipboard(text)
            lines = group(len(text.splitlines()))
            self.notify(
                _("Đã sao chép {n} dòng; dán vào tin nhắn bằng Ctrl+V.").format(n=lines), markup=False
            )


class NarrowScreen(FormScreen):
    """Of which days and of which department; ``then`` gets the request."""

    writes = False
    heading = _("Ngày, đơn vị của danh sách")

    def __init__(self, request: FormRequest, then: Callable[[FormRequest], None], *, with_days: bool) -> None:
        super().__init__()
        self._request = request
        self._then = then
        self._with_days = with_days
        self._with_department = forms.has_departments(request.name)

    def compose_fields(self) -> ComposeResult:
        period = self._request.period
        if self._with_days:
            with Horizontal(classes="days"):
                yield self._day("first", _("Từ ngày"), period.first)
                yield self._day("last", _("đến hết"), period.last)
        if self._with_department:
            chosen = self._request.department
            picker = OptionPicker(_named((chosen,)), glyphs=self.glyphs, key=chosen, id="department-picker")
            yield Field(_("Phòng, đơn vị"), picker, id="department")

    def _day(self, name: str, label: str, day: date) -> Field:
        parse = partial(parse_date, today=self.desk.today(), add_working_days=self.desk.calendar.add)
        return Field(label, DateInput(parse, say_date, text=short_date(day), id=f"{name}-input"), id=name)

    def load(self) -> None:
        if self._with_department:
            self.run_in_thread(partial(passing.hands, self.desk), self._show_departments)

    def _show_departments(self, hands: Hands) -> None:
        self.query_one("#department-picker", OptionPicker).offer(_named(hands.departments))

    def action_save(self) -> None:
        self.accept_fields()
        request = self._request
        if self._with_days:
            first, last = self._typed_day("first"), self._typed_day("last")
            if first is None or last is None:
                self.refuse("last" if first else "first", _("Gõ ngày, ví dụ 15/6/2026."))
                return
            try:
                request = replace(request, reporting=ReportingPeriod.free(first, last))
            except InputError as error:
                self.refuse("last", error.message)
                return
        if self._with_department:
            try:
                request = replace(request, department=self.query_one(OptionPicker).key)
            except InputError as error:
                self.refuse("department", error.message)
                return
        self.dismiss()
        self._then(request)

    def _typed_day(self, name: str) -> date | None:
        control: DateInput[date] = self.query_one(f"#{name}-input", DateInput)
        return control.value


def _named(departments: tuple[str, ...]) -> list[Match]:
    return [Match("", _("tất cả")), *(Match(name, name) for name in departments if name)]
