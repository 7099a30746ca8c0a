"""The first start: one form for the agency, the desk and the officer, and the desk is there."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.widgets import Static

from motcua_tui.config import DEFAULTS
from motcua_tui.domain.office import parse_sessions
from motcua_tui.domain.text import clean
from motcua_tui.errors import InputError
from motcua_tui.i18n import _
from motcua_tui.services.desk import Clock
from motcua_tui.tui.calm import CalmApp
from motcua_tui.tui.screens.fields import Field
from motcua_tui.tui.screens.form import FormScreen
from motcua_tui.tui.stylesheets import BASE_STYLES
from motcua_tui.tui.widgets.inputs import TextInput
from motcua_tui.tui.widgets.keys import KeyFooter

if TYPE_CHECKING:
    from pathlib import PurePath

    from textual.app import ComposeResult

HOURS = "07:30-11:30,13:30-17:00"


class FirstRunScreen(FormScreen):
    """Makes the desk; there is none yet, so this form has no title line and loads nothing."""

    heading = _("Bàn làm việc mới")

    def __init__(self, path: Path, clock: Clock) -> None:
        super().__init__()
        self._path = path
        self._clock = clock

    def compose(self) -> ComposeResult:
        yield from self.compose_body()
        yield KeyFooter()

    def compose_fields(self) -> ComposeResult:
        yield Static(
            _("Chưa có dữ liệu. Điền vài dòng để bắt đầu; sửa lại sau bằng motcua settings."), id="about"
        )
        for name, label, text in (
            ("agency", _("Tên cơ quan"), DEFAULTS.agency),
            ("agency-id", _("Mã định danh"), DEFAULTS.agency_id),
            ("desk", _("Tên bàn"), DEFAULTS.desk),
            ("officer", _("Người trực"), DEFAULTS.officer),
            ("hours", _("Giờ làm việc"), HOURS),
        ):
            yield Field(label, TextInput(text, compact=True, id=f"{name}-input"), id=name)

    def catch_up(self) -> None:
        """There is no record yet."""

    def action_save(self) -> None:
        from motcua_tui.services.office import create_desk

        self.accept_fields()
        text = {name: clean(self.query_one(f"#{name}-input", TextInput).value) for name in _NAMES}
        for name, message in _REQUIRED.items():
            if not text[name]:
                self.refuse(name, message)
                return
        try:
            parse_sessions(text["hours"])
        except InputError as error:
            self.refuse("hours", f"{error.message} {error.hint}")
            return
        settings = replace(
            DEFAULTS,
            agency=text["agency"],
            agency_id=text["agency-id"],
            desk=text["desk"],
            officer=text["officer"],
        )
        call = partial(create_desk, self._path, settings, self._clock, hours=text["hours"])
        self.run_in_thread(call, self._made, group="write")

    def _made(self, _nothing: None) -> None:
        self.app.exit(True)


_NAMES = ("agency", "agency-id", "desk", "officer", "hours")
_REQUIRED = {
    "agency": _("Nhập tên cơ quan."),
    "agency-id": _("Nhập mã định danh của cơ quan, như 000.00.64.H48."),
    "desk": _("Nhập tên bộ phận một cửa."),
}


class FirstRunApp(CalmApp[bool]):
    """Gives True once the desk is made."""

    CSS_PATH: ClassVar[list[str | PurePath]] = [BASE_STYLES]

    def __init__(self, path: Path, clock: Clock) -> None:
        super().__init__()
        self._path = path
        self._clock = clock

    def on_mount(self) -> None:
        self.push_screen(FirstRunScreen(self._path, self._clock), lambda _done: self.exit(False))
