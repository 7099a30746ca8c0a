"""The open dossiers whose due date the calendar would move: old and new, and the officer chooses."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time
from functools import partial
from typing import TYPE_CHECKING, Final

from textual import on
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Static

from motcua_tui.domain.numbers import group
from motcua_tui.domain.text import clean
from motcua_tui.domain.typed_dates import short_date, weekday_short
from motcua_tui.i18n import _
from motcua_tui.services.calendar_changes import DueMove, move
from motcua_tui.tui.actions import bindings_for
from motcua_tui.tui.screens.base import DeskScreen, DossierChanged
from motcua_tui.tui.screens.lines import short_code
from motcua_tui.tui.widgets.inputs import TextInput
from motcua_tui.tui.widgets.record_table import Column, RecordTable, Row

if TYPE_CHECKING:
    from textual.app import ComposeResult

_COLUMNS: Final = (
    Column("code", _("Mã hồ sơ"), width=16),
    Column("applicant", _("Người nộp"), width=15, flex=1),
    Column("old", _("Hạn hiện nay"), width=19),
    Column("new", _("Theo lịch mới"), width=19),
)


class DueMovesScreen(DeskScreen):
    """Nothing moves until it is marked and moved; Esc leaves every due date as it is."""

    tab = "calendar"
    places = ("moves", "table")
    BINDINGS = bindings_for("moves")
    AUTO_FOCUS = "RecordTable"
    writes = True

    def __init__(self, moves: Sequence[DueMove], reason: str) -> None:
        super().__init__()
        self._moves = moves
        self._reason = reason

    def compose_body(self) -> ComposeResult:
        yield Static(id="moves-head")
        with Horizontal(id="moves-reason"):
            yield Static(_("Lý do:"), id="reason-label")
            yield TextInput(self._reason, compact=True, id="reason")
        yield RecordTable(_COLUMNS, glyphs=self.glyphs)

    def on_mount(self) -> None:
        table = self.query_one(RecordTable)
        table.set_total(len(self._moves))
        agency_id = self.desk.settings.agency_id
        table.supply(
            0,
            [
                Row(
                    found.code,
                    (
                        short_code(found.code, agency_id),
                        found.applicant,
                        _due(found.due_on, found.due_time),
                        _due(found.would_be, found.would_be_time),
                    ),
                )
                for found in self._moves
            ],
        )
        self._show_head()

    def _show_head(self) -> None:
        marked = len(self.query_one(RecordTable).marks)
        words = _(" {n} hồ sơ đang giải quyết có hạn khác đi theo lịch mới").format(n=group(len(self._moves)))
        chosen = _("  đã chọn {n}").format(n=group(marked)) if marked else _("  chưa dời hạn nào")
        self.query_one("#moves-head", Static).update(Content.assemble((words, "bold"), (chosen, "$accent")))
        self.refresh_bindings()

    @on(RecordTable.Marked)
    def _marked(self) -> None:
        self._show_head()

    @on(RecordTable.Opened)
    def _open(self, event: RecordTable.Opened) -> None:
        from motcua_tui.tui.screens.detail import DetailScreen

        self.app.push_screen(DetailScreen(str(event.row_id)))

    @on(Input.Submitted, "#reason")
    def _to_table(self) -> None:
        self.query_one(RecordTable).focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "move_due":
            return True if self.query_one(RecordTable).marks else None
        return True

    def action_mark_all(self) -> None:
        """All of them, or none where all are marked."""
        table = self.query_one(RecordTable)
        codes = frozenset(found.code for found in self._moves)
        table.mark(frozenset() if table.marked == codes else codes)

    def action_move_due(self) -> None:
        marked = self.query_one(RecordTable).marked
        codes = [found.code for found in self._moves if found.code in marked]
        reason = clean(self.query_one("#reason", TextInput).value)
        self.run_in_thread(partial(move, self.desk, codes, reason), self._moved, group="write")

    def _moved(self, count: int) -> None:
        self.notify(_("Đã dời hạn {n} hồ sơ.").format(n=group(count)), markup=False)
        self.app.post_message(DossierChanged(""))
        self.dismiss()

    def action_keep_due(self) -> None:
        self.dismiss()


def _due(on: date, at: time | None) -> str:
    return f"{weekday_short(on)} {short_date(on)}" + (f" {at:%H:%M}" if at else "")
