"""The office hours, by weekday and season, and what a change of them does to due dates and timers."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from textual import on
from textual.content import Content
from textual.widgets import Input, Static

from motcua_tui.bootstrap import reread
from motcua_tui.domain.numbers import group
from motcua_tui.domain.office import OfficeHours, parse_week, week_rules
from motcua_tui.domain.text import clean
from motcua_tui.errors import InputError, MotcuaError
from motcua_tui.i18n import _
from motcua_tui.services import calendar_changes
from motcua_tui.services.calendar_changes import DueMove
from motcua_tui.services.desk import Desk
from motcua_tui.services.office import change_sessions
from motcua_tui.tui.screens.fields import Field
from motcua_tui.tui.screens.form import FormScreen
from motcua_tui.tui.widgets.inputs import TextInput
from motcua_tui.tui.widgets.plain import plain

if TYPE_CHECKING:
    from textual.app import ComposeResult

_LINES: Final = 6


class HoursScreen(FormScreen):
    """One season and set of weekdays a line; what would move is counted as one types."""

    heading = _("Giờ làm việc")

    def __init__(self, tab: str) -> None:
        super().__init__()
        self.tab = tab

    def on_mount(self) -> None:
        self._seen = self.desk

    def see_anew(self) -> None:
        self.run_in_thread(partial(reread, self.desk), self._see, group="again")

    def _see(self, desk: Desk) -> None:
        self.desk_app.adopt(desk)
        self.reopen(HoursScreen(self.tab))

    def compose_fields(self) -> ComposeResult:
        about = _(
            "Mỗi dòng: thứ và các buổi, ví dụ T2-T6 07:30-11:30,13:30-17:00. Buổi chỉ có trong một mùa thì"
            " ghi mùa trước: 16/4-15/10 T2-T6 07:00-11:30,13:30-17:00; trong mùa ấy nó thay buổi cả năm."
        )
        yield Static(plain(about), id="about")
        rules = week_rules(self.desk.office.sessions)
        for number in range(max(_LINES, len(rules) + 1)):
            text = rules[number] if number < len(rules) else ""
            field = TextInput(text, compact=True, id=f"line-{number}-input", classes="line")
            yield Field(_("Dòng {n}").format(n=number + 1), field, id=f"line-{number}")
        yield Static(id="outlook")

    def _typed(self) -> OfficeHours:
        """The hours that the lines say. Raises InputError, after saying so beside the line."""
        lines = [clean(field.value) for field in self.query(".line").results(TextInput)]
        for number, line in enumerate(lines):
            if line:
                try:
                    parse_week([line])
                except InputError as error:
                    self.query_one(f"#line-{number}", Field).refuse(f"{error.message} {error.hint}")
                    raise
        return OfficeHours(parse_week(filter(None, lines)), self.desk.calendar)

    @on(Input.Blurred)
    def _look_ahead(self) -> None:
        """Count what would move, once a line was left."""
        self.accept_fields()
        try:
            hours = self._typed()
        except InputError:
            return
        look = partial(calendar_changes.moves_with_hours, self.desk, hours)
        self.run_in_thread(look, self._tell_moves)

    def _tell_moves(self, moves: tuple[DueMove, ...]) -> None:
        words = _("{n} hồ sơ đang giải quyết sẽ có hạn khác đi; lưu xong mới chọn dời hay không.")
        text = words.format(n=group(len(moves))) if moves else ""
        self.query_one("#outlook", Static).update(Content(text))

    def action_save(self) -> None:
        self.accept_fields()
        try:
            hours = self._typed()
        except InputError:
            return
        desk = self._seen

        def store() -> tuple[tuple[DueMove, ...], Desk]:
            moves = calendar_changes.moves_with_hours(desk, hours)
            change_sessions(desk, hours.sessions)
            return moves, reread(desk)

        self.save_by(store, self._saved, self._failed)

    def _failed(self, error: MotcuaError) -> None:
        self.refuse("line-0", f"{error.message} {error.hint}")

    def _saved(self, stored: tuple[tuple[DueMove, ...], Desk]) -> None:
        moves, desk = stored
        app = self.desk_app
        app.adopt(desk)
        app.notify(_("Đã ghi giờ làm việc."), markup=False)
        self.dismiss()
        if moves:
            from motcua_tui.tui.screens.calendar_moves import DueMovesScreen

            app.push_screen(DueMovesScreen(moves, _("Thay đổi giờ làm việc")))
