"""One setting, changed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from textual.widgets import Static

from motcua_tui.bootstrap import reread
from motcua_tui.config import Settings
from motcua_tui.domain.text import clean
from motcua_tui.errors import MotcuaError
from motcua_tui.services.desk import Desk
from motcua_tui.services.office import change_settings
from motcua_tui.services.office_conflicts import setting_differences
from motcua_tui.services.settings import SettingRow, setting_groups
from motcua_tui.tui.screens.fields import Field
from motcua_tui.tui.screens.form import FormScreen
from motcua_tui.tui.widgets.choices import Choice, Option
from motcua_tui.tui.widgets.inputs import TextInput
from motcua_tui.tui.widgets.plain import plain
from motcua_tui.tui.widgets.text_box import TextBox

if TYPE_CHECKING:
    from textual.app import ComposeResult

_LONG = 60


class SettingScreen(FormScreen):
    """The one setting with its explanation; ``then`` is called once it is stored."""

    def __init__(self, tab: str, row: SettingRow, then: Callable[[], None]) -> None:
        super().__init__()
        self.tab = tab
        self.heading = row.title
        self._row = row
        self._then = then

    def on_mount(self) -> None:
        self._seen = self.desk

    def look_again(self) -> None:
        self.overtaken(setting_differences(self._seen, self.desk.settings, [self._row.key]))

    def see_anew(self) -> None:
        self.run_in_thread(partial(reread, self.desk), self._see, group="again")

    def _see(self, desk: Desk) -> None:
        self.desk_app.adopt(desk)
        rows = (row for group in setting_groups(desk) for row in group.rows)
        row = next(row for row in rows if row.key == self._row.key)
        self.reopen(SettingScreen(self.tab, row, self._then))

    def compose_fields(self) -> ComposeResult:
        row = self._row
        yield Static(plain(row.help), id="about")
        if row.choices:
            options = [Option(value, label) for value, label in row.choices]
            control: Choice | TextBox | TextInput = Choice(
                options, value=row.value, glyphs=self.glyphs, id="setting-value"
            )
        elif len(row.value) > _LONG:
            control = TextBox(row.value, id="setting-value", soft_wrap=True)
        else:
            control = TextInput(row.value, compact=True, id="setting-value")
        yield Field(row.title, control, id="setting")

    @property
    def _value(self) -> str:
        control = self.query_one("#setting-value")
        if isinstance(control, TextBox):
            return clean(control.text)
        assert isinstance(control, Choice | TextInput)
        return control.value

    def action_save(self) -> None:
        self.accept_fields()
        change = partial(change_settings, self._seen, {self._row.key: self._value})
        self.save_by(change, self._saved, self._failed)

    def _failed(self, error: MotcuaError) -> None:
        self.refuse("setting", f"{error.message} {error.hint}")

    def _saved(self, _settings: Settings) -> None:
        self.dismiss()
        self._then()
