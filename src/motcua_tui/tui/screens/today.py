"""The first screen of the morning: what is late, what falls due today, what comes next.

Every count opens its list; the list below holds what falls due first. Read again each minute.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from motcua_tui.domain.numbers import group
from motcua_tui.domain.office import AcceptanceStatus
from motcua_tui.domain.typed_dates import day_month
from motcua_tui.i18n import _
from motcua_tui.services import browse
from motcua_tui.services.browse import View
from motcua_tui.services.columns import ON_SCREEN
from motcua_tui.services.today import Morning, morning
from motcua_tui.tui.actions import bindings_for
from motcua_tui.tui.screens.counts import Count, Counts
from motcua_tui.tui.screens.lines import row_of, table_columns
from motcua_tui.tui.screens.marking import MarkingScreen
from motcua_tui.tui.widgets.charts import Bar, BarList, sparkline
from motcua_tui.tui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from pathlib import PurePath

    from textual.app import ComposeResult

_MINUTE: Final = 60.0


class NextSteps(RecordTable):
    """What falls due first; above its first line are the counts."""

    def action_cursor_up(self) -> None:
        if self.cursor:
            super().action_cursor_up()
        else:
            self.screen.query_one(Counts).focus()


class TodayScreen(MarkingScreen):
    tab = "today"
    places = ("today", "counts", "table")
    BINDINGS = bindings_for("today")
    AUTO_FOCUS = "Counts"
    CSS_PATH: ClassVar[list[str | PurePath]] = []
    live = True

    def __init__(self) -> None:
        super().__init__()
        self._morning: Morning | None = None

    def compose_body(self) -> ComposeResult:
        with Horizontal(id="morning"):
            yield Counts(self.glyphs)
            with Vertical(id="picture"):
                yield Static(id="open-head", classes="head")
                yield BarList(glyphs=self.glyphs)
                yield Static(_("TIẾP NHẬN, TRẢ KẾT QUẢ 8 TUẦN"), classes="head", id="weeks-head")
                yield Static(id="weeks")
        yield Static(_("VIỆC TIẾP THEO"), classes="head", id="next-head")
        empty = _("Không còn hồ sơ nào đang giải quyết. F2 tiếp nhận hồ sơ mới, 2 xem mọi hồ sơ.")
        yield NextSteps(table_columns(ON_SCREEN), empty=empty, glyphs=self.glyphs, id="next-steps")

    def on_mount(self) -> None:
        self.set_interval(_MINUTE, self.load)
        if opening := self.desk_app.opening:
            self.up_to_date()
            self._show(opening)

    def load(self) -> None:
        self.run_in_thread(partial(morning, self.desk), self._show)

    def _show(self, found: Morning) -> None:
        self._morning = found
        self.query_one(Counts).show(self._groups(found))
        self._show_open(found)
        self._show_weeks(found)
        table = self.query_one(NextSteps)
        table.reload()
        table.set_total(len(found.next_steps))
        agency_id = self.desk.settings.agency_id
        table.supply(0, [row_of(listed, found.today, agency_id, self.glyphs) for listed in found.next_steps])

    def _groups(self, found: Morning) -> list[tuple[str, list[Count]]]:
        glyphs, n = self.glyphs, found.counts
        overdue = _("quá hạn")
        if found.longest_overdue:
            overdue = _("quá hạn, lâu nhất {n} ngày làm việc").format(n=found.longest_overdue)
        near = _("đến hạn trong {n} ngày làm việc").format(n=self.desk.settings.near_days)
        waiting = _("chờ bổ sung")
        if n.wait_ends_soon:
            waiting = _("chờ bổ sung, {n} sắp hết hạn chờ").format(n=n.wait_ends_soon)
        silent = _("quá {n} ngày làm việc chưa cập nhật").format(n=self.desk.settings.stale_days)
        now = [
            Count(View.OVERDUE, glyphs.overdue, n.overdue, overdue, "late"),
            Count(View.DUE_TODAY, glyphs.due_today, n.due_today, _("đến hạn hôm nay"), "due-today"),
            Count(View.NEAR, glyphs.near, n.near, near, "near"),
            Count(
                View.TO_ACCEPT,
                glyphs.to_accept,
                len(n.to_accept),
                _to_accept(found.next_acceptance),
                "late" if found.next_acceptance and found.next_acceptance.overdue else "near",
            ),
            Count(
                View.MUST_APOLOGISE,
                glyphs.apologise,
                n.must_apologise_today,
                _("phải xin lỗi, hẹn lại hôm nay"),
                "due-today",
            ),
        ]
        watched = [
            Count(View.WAITING, glyphs.waiting, n.waiting, waiting, "waiting"),
            Count(View.TO_COLLECT, glyphs.good, n.to_collect, _("có kết quả, chưa đến lấy"), "finished"),
            Count(View.SILENT, glyphs.tentative, n.silent, silent, "near"),
            Count(
                View.LATE_UNAPOLOGISED,
                glyphs.unapologised,
                n.late_unapologised,
                _("trễ, chưa có văn bản xin lỗi"),
                "late",
            ),
        ]
        return [(_("CẦN LÀM NGAY"), now), (_("THEO DÕI"), watched)]

    def _show_open(self, found: Morning) -> None:
        head = _("ĐANG GIẢI QUYẾT  {n}").format(n=group(found.counts.open_total))
        self.query_one("#open-head", Static).update(Content(head))
        ageing = found.counts.ageing
        near = self.desk.settings.near_days
        self.query_one(BarList).show(
            [
                Bar(_("quá hạn"), ageing.overdue, "$late"),
                Bar(_("hôm nay"), ageing.due_today, "$due-today"),
                Bar(_("còn 1–{n} ngày").format(n=near), ageing.near, "$near"),
                Bar(_("{n}–5 ngày").format(n=near + 1), ageing.soon, "$in-time"),
                Bar(_("xa hơn"), ageing.later, "$in-time"),
                Bar(_("chờ bổ sung"), ageing.waiting, "$waiting"),
            ]
        )

    def _show_weeks(self, found: Morning) -> None:
        received, finished = zip(*found.weeks, strict=True)
        cut_off = _("kỳ tháng chốt {day}").format(day=day_month(found.cut_off))
        if found.send_by:
            cut_off = _("kỳ tháng chốt {day}, gửi trước {by}").format(
                day=day_month(found.cut_off), by=day_month(found.send_by)
            )
        lines = [
            _("nhận  {line}  tuần này {n}").format(
                line=sparkline(received, glyphs=self.glyphs), n=group(received[-1])
            ),
            _("trả   {line}  tuần này {n}").format(
                line=sparkline(finished, glyphs=self.glyphs), n=group(finished[-1])
            ),
            cut_off,
        ]
        self.query_one("#weeks", Static).update(Content("\n".join(lines)))

    @on(Counts.Opened)
    def _open_count(self, event: Counts.Opened) -> None:
        from motcua_tui.services.views import view_title

        view = event.count.view
        self.open_list(view_title(view), browse.query(self.desk, view))

    @on(Counts.LeftBelow)
    def _to_next_steps(self) -> None:
        if self.query_one(NextSteps).total:
            self.query_one(NextSteps).focus()

    @on(RecordTable.Highlighted)
    def _highlighted(self, event: RecordTable.Highlighted) -> None:
        steps = self._morning.next_steps if self._morning else ()
        self.select(steps[event.index] if event.row else None)

    @on(RecordTable.Opened)
    def _open_dossier(self, event: RecordTable.Opened) -> None:
        self.open_dossier(str(event.row_id))

    def show_marks(self, words: str) -> None:
        head = _("VIỆC TIẾP THEO")
        self.query_one("#next-head", Static).update(f"{head}  {words}")

    def action_mark_found(self) -> None:
        if self._morning:
            self.ask_to_mark([listed.line.code for listed in self._morning.next_steps])

    async def action_search(self) -> None:
        from motcua_tui.tui.screens.dossiers import DossiersScreen

        await self.app.switch_mode(DossiersScreen.tab)
        if isinstance(self.app.screen, DossiersScreen):
            self.app.screen.action_search()


def _to_accept(status: AcceptanceStatus | None) -> str:
    if status is None:
        return _("nộp trực tuyến, chờ tiếp nhận")
    hours, minutes = divmod(abs(status.minutes_left), 60)
    if status.overdue:
        return _("nộp trực tuyến, QUÁ {hours} giờ {minutes:02}'").format(hours=hours, minutes=minutes)
    return _("nộp trực tuyến, còn {hours} giờ {minutes:02}'").format(hours=hours, minutes=minutes)
