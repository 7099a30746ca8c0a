"""The office's calendar: the month with its days off and what falls due, and every change of it.

A change that would move the due dates of open dossiers leads to their list; nothing moves by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Final

from textual import on
from textual.containers import Container, Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from motcua_tui.bootstrap import reread
from motcua_tui.domain.calendar import CalendarDay
from motcua_tui.domain.codes import DayKind
from motcua_tui.domain.numbers import group
from motcua_tui.domain.office import OfficeSession
from motcua_tui.domain.periods import Period
from motcua_tui.domain.typed_dates import day_month, say_date, short_date, weekday_short
from motcua_tui.errors import ConflictError, MotcuaError
from motcua_tui.i18n import _
from motcua_tui.services import browse, office
from motcua_tui.services.browse import View
from motcua_tui.services.calendar_changes import DueMove, moves, outdated
from motcua_tui.services.desk import Desk
from motcua_tui.services.month import Month, MonthDay, month
from motcua_tui.tui.actions import bindings_for
from motcua_tui.tui.screens.base import DeskScreen
from motcua_tui.tui.screens.calendar_grid import MonthGrid
from motcua_tui.tui.status import tentative_mark
from motcua_tui.tui.widgets.dialog import Confirm
from motcua_tui.tui.widgets.keys import KeyFooter
from motcua_tui.tui.widgets.plain import plain

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from motcua_tui.services.importing.result import ImportResult

_SIDE_BY_SIDE: Final = 120
_SEASONS_SHOWN: Final = 6
_FAINT: Final = "$faint"


class CalendarScreen(DeskScreen):
    tab = "calendar"
    places = ("calendar", "month")
    BINDINGS = bindings_for("calendar")
    AUTO_FOCUS = "MonthGrid"
    live = True

    def __init__(self) -> None:
        super().__init__()
        self._month: Month | None = None

    def compose_body(self) -> ComposeResult:
        with Horizontal(id="month-head"):
            yield Static(id="month-title")
            yield Static(id="month-confirmed")
        with Container(id="month-body"):
            yield MonthGrid(self.desk.today(), self.glyphs)
            with VerticalScroll(id="day-pane", can_focus=False):
                yield Static(id="day")

    def on_resize(self, event: events.Resize) -> None:
        self.set_class(event.size.width >= _SIDE_BY_SIDE, "-wide")
        self._draw_day()

    @property
    def _grid(self) -> MonthGrid:
        return self.query_one(MonthGrid)

    @property
    def _day(self) -> MonthDay | None:
        """The day under the cursor, once its month is here."""
        return self._month.day(self._grid.cursor) if self._month else None

    def load(self) -> None:
        self.run_in_thread(partial(month, self.desk, self._grid.cursor), self._show, group="month")

    def _show(self, shown: Month) -> None:
        self._month = shown
        self._grid.show(shown, self.desk.today())
        title = _(" Tháng {month}/{year}").format(month=shown.first.month, year=shown.first.year)
        worked = _("  {n} ngày làm việc").format(n=shown.working_days)
        self.query_one("#month-title", Static).update(Content.assemble((title, "bold"), (worked, _FAINT)))
        until = _("lịch đã xác nhận đến hết {day} ").format(
            day=short_date(self.desk.calendar.confirmed_until)
        )
        self.query_one("#month-confirmed", Static).update(Content(until))
        self._draw_day()

    @on(MonthGrid.Highlighted)
    def _moved(self) -> None:
        if self._day is None:
            self.load()
        else:
            self._draw_day()

    # the day under the cursor

    def _draw_day(self) -> None:
        day = self._day
        if day is None or self._month is None:
            return
        lines = list(_told(self.desk, day, tentative_mark(self.glyphs)))
        hours = list(_hours(self.desk.office.sessions))
        if self.has_class("-wide"):
            lines += [Content(""), _head(_("NGÀY NGHỈ, LÀM BÙ TRONG THÁNG")), *_exceptions(self._month)]
            lines += [Content(""), _head(_("GIỜ LÀM VIỆC")), *hours]
        else:
            lines += [Content.assemble((_("Giờ làm việc  "), _FAINT), line) for line in hours]
        self.query_one("#day", Static).update(Content("\n").join(lines))
        self.query_one(KeyFooter).explain({"remove-day": _("ngày thường")})
        self.refresh_bindings()

    @on(MonthGrid.Opened)
    def _open_day(self, event: MonthGrid.Opened) -> None:
        query = replace(
            browse.query(self.desk, View.OPEN), due=Period(event.day, event.day + timedelta(days=1))
        )
        self.open_list(_("Đến hạn {day}").format(day=say_date(event.day)), query)

    # keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "remove_day":
            return True if self._day and self._day.row else None
        return True

    def action_go_today(self) -> None:
        self._grid.go_to(self.desk.today())

    def action_add_day(self) -> None:
        self._fill_in(self._grid.cursor, self._day.row if self._day else None)

    def _fill_in(self, day: date, row: CalendarDay | None) -> None:
        from motcua_tui.tui.screens.calendar_forms import DayScreen

        self.app.push_screen(DayScreen(day, row, partial(self._put, self.desk)))

    def _put(self, seen: Desk, rows: list[CalendarDay]) -> None:
        days = " · ".join(short_date(row.on) for row in rows)
        text = _("Đã ghi ngày {day} vào lịch.").format(day=days)
        call = partial(office.put_days, seen, rows)
        self._change(call, text, reason_of(rows[0]), failed=partial(self._not_put, rows[0]))

    def _not_put(self, row: CalendarDay, error: MotcuaError) -> None:
        """Where somebody else wrote that day, what was typed comes back over the calendar as it is now."""

        def again(desk: Desk) -> None:
            self.desk_app.adopt(desk)
            self._fill_in(row.on, row)
            self.tell(error)

        if isinstance(error, ConflictError):
            self.run_in_thread(partial(reread, self.desk), again, group="write")
        else:
            self.tell(error)

    def action_remove_day(self) -> None:
        if self._day and (row := self._day.row):
            question = _("Bỏ ngày {day} khỏi lịch?").format(day=say_date(row.on))
            dialog = Confirm(question, detail=" · ".join(filter(None, (row.label, row.source))))
            self.app.push_screen(dialog, partial(self._remove, self.desk, row))

    def _remove(self, seen: Desk, row: CalendarDay, sure: bool | None) -> None:
        if sure:
            text = _("Đã bỏ ngày {day} khỏi lịch.").format(day=short_date(row.on))
            reason = _("Bỏ ngày {day} khỏi lịch: {label}").format(day=short_date(row.on), label=row.label)
            self._change(partial(office.remove_day, seen, row.on), text, reason)

    def action_confirm_until(self) -> None:
        until = self._grid.cursor
        question = _("Xác nhận lịch đến hết {day}?").format(day=say_date(until))
        detail = _("Hạn trả sau ngày này, hoặc tính qua ngày này, được ghi là tạm tính.")
        self.app.push_screen(Confirm(question, detail=detail), partial(self._confirm, self.desk, until))

    def _confirm(self, seen: Desk, until: date, sure: bool | None) -> None:
        if sure:
            text = _("Lịch đã xác nhận đến hết ngày {day}.").format(day=short_date(until))
            self._change(partial(office.confirm_calendar, seen, until), text, "")

    def action_import_days(self) -> None:
        from motcua_tui.tui.screens.import_form import ImportScreen

        before = self.desk
        about = _(
            "Tệp có các cột date, kind, label, replaces, source; hoặc Ngày, Loại, Tên, Hoán đổi, Văn bản."
        )
        self.app.push_screen(
            ImportScreen(_("Nạp lịch"), about, self.tab, _import, partial(self._imported, before))
        )

    def _imported(self, before: Desk, result: ImportResult) -> None:
        if result.added or result.updated:
            self.run_in_thread(
                partial(_reread, before),
                partial(self._changed, "", _("Lịch nghỉ được cập nhật từ tệp")),
                group="write",
            )

    def action_calculate(self) -> None:
        from motcua_tui.tui.screens.calendar_forms import CalculatorScreen

        self.app.push_screen(CalculatorScreen(self._grid.cursor))

    def action_due_moves(self) -> None:
        """The dossiers whose due date was counted before the calendar became what it is."""
        self.run_in_thread(partial(outdated, self.desk), self._show_outdated, group="moves")

    def _show_outdated(self, found: tuple[DueMove, ...]) -> None:
        if found:
            self._choose(found, _("Lịch nghỉ thay đổi"))
        else:
            self.notify(_("Hạn của mọi hồ sơ đang giải quyết đều theo đúng lịch hiện nay."), markup=False)

    # changes

    def _change(
        self,
        call: Callable[[], None],
        text: str,
        reason: str,
        *,
        failed: Callable[[MotcuaError], None] | None = None,
    ) -> None:
        """Change the calendar in a thread; then every screen works by the new one."""
        before = self.desk

        def work() -> tuple[Desk, tuple[DueMove, ...]]:
            call()
            return _reread(before)

        self.run_in_thread(work, partial(self._changed, text, reason), failed=failed, group="write")

    def _changed(self, text: str, reason: str, found: tuple[Desk, tuple[DueMove, ...]]) -> None:
        desk, moved = found
        if text:
            self.notify(text, markup=False)
        self.desk_app.adopt(desk)
        if moved:
            self._choose(moved, reason)

    def _choose(self, found: tuple[DueMove, ...], reason: str) -> None:
        from motcua_tui.tui.screens.calendar_moves import DueMovesScreen

        self.app.push_screen(DueMovesScreen(found, reason))


def reason_of(row: CalendarDay) -> str:
    """Why due dates move because of this row, as it will stand in their histories."""
    kind = _("làm bù") if row.kind is DayKind.WORK else _("nghỉ")
    source = f" ({row.source})" if row.source else ""
    return _("Lịch: {day} {kind}, {label}{source}").format(
        day=short_date(row.on), kind=kind, label=row.label, source=source
    )


def _reread(before: Desk) -> tuple[Desk, tuple[DueMove, ...]]:
    """The desk with the calendar as it is now, and the dossiers that it would move."""
    after = reread(before)
    return after, moves(before, after.calendar)


def _import(desk: Desk, path: Path, trial: bool) -> ImportResult:
    from motcua_tui.services.importing.calendar import import_calendar

    return import_calendar(desk, path, dry_run=trial)


# what is said


def _told(desk: Desk, day: MonthDay, tentative: str) -> Iterator[Content]:
    unsure = "" if day.on <= desk.calendar.confirmed_until else f"  {tentative} {_('chưa xác nhận')}"
    yield Content.assemble((f"{say_date(day.on)}", "bold"), f"  {_kind(day)}", (unsure, _FAINT))
    if day.row:
        yield plain(day.row.label)
        facts = (
            _("hoán đổi với {day}").format(day=say_date(day.row.replaces)) if day.row.replaces else "",
            day.row.source,
        )
        if any(facts):
            yield plain(" · ".join(filter(None, facts))).stylize(_FAINT)
    if day.due:
        yield Content.assemble(
            (_("{n} hồ sơ đến hạn").format(n=group(day.due)), "bold"), (_("  ↵ xem danh sách"), _FAINT)
        )
    else:
        yield Content.styled(_("Không có hồ sơ nào đến hạn."), _FAINT)


def _kind(day: MonthDay) -> str:
    if day.row:
        return _("làm bù") if day.working else _("nghỉ")
    return _("ngày làm việc") if day.working else _("cuối tuần")


def _exceptions(shown: Month) -> Iterator[Content]:
    rows = [day.row for day in shown.days if day.row]
    for row in rows:
        kind = _("làm bù") if row.kind is DayKind.WORK else _("nghỉ")
        when = f"{weekday_short(row.on):<3} {day_month(row.on)}  {kind:<7}"
        yield Content.assemble(when, plain(row.label))
        if row.source:
            yield plain(" " * len(when) + row.source).stylize(_FAINT)
    if not rows:
        yield Content.styled(_("Không có: chỉ nghỉ cuối tuần."), _FAINT)


def _hours(sessions: tuple[OfficeSession, ...]) -> Iterator[Content]:
    """The sessions, weekdays of the same hours together, the seasons below."""
    weeks: dict[tuple[str, str], list[int]] = {}
    for (season, weekday), found in groupby(
        sorted(sessions, key=_by_season), lambda s: (_season(s), s.weekday)
    ):
        weeks.setdefault((season, ", ".join(map(str, found))), []).append(weekday)
    for (season, hours), weekdays in list(weeks.items())[:_SEASONS_SHOWN]:
        yield Content.assemble(f"{_weekdays(weekdays):<8}{hours}", (f"  {season}", _FAINT))


def _by_season(session: OfficeSession) -> tuple[str, int, str]:
    return _season(session), session.weekday, str(session)


def _season(session: OfficeSession) -> str:
    if session.season_from is None or session.season_to is None:
        return ""
    (from_month, from_day), (to_month, to_day) = session.season_from, session.season_to
    return f"{from_day:02}/{from_month:02}–{to_day:02}/{to_month:02}"


def _weekdays(weekdays: list[int]) -> str:
    """``T2–T6``, or each by its name where they are not in a row."""
    monday = date(2026, 1, 5)
    names = [weekday_short(monday + timedelta(days=weekday)) for weekday in weekdays]
    if len(names) > 2 and weekdays[-1] - weekdays[0] == len(weekdays) - 1:
        return f"{names[0]}–{names[-1]}"
    return ", ".join(names)


def _head(text: str) -> Content:
    return Content.styled(text, "bold $accent")
