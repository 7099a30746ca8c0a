"""What the steps of an import share: what was decided so far, going on and back, reading in a thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual.content import Content
from textual.message import Message
from textual.widgets import Static
from textual.worker import get_current_worker

from motcua_tui import locations
from motcua_tui.domain.numbers import group
from motcua_tui.domain.text import clean
from motcua_tui.errors import MotcuaError
from motcua_tui.i18n import _
from motcua_tui.services.importing.looking import Look, SeenSheet, Words, spelled_out
from motcua_tui.services.importing.mapping import ImportMap, save_map
from motcua_tui.services.importing.places import path_of
from motcua_tui.services.importing.remembered import Remembered
from motcua_tui.services.importing.result import ImportStopped, Progress
from motcua_tui.services.importing.sheets import EVERY_SHEET
from motcua_tui.tui.screens.base import DeskScreen
from motcua_tui.tui.screens.picking import NameDialog
from motcua_tui.tui.widgets.dialog import Confirm
from motcua_tui.tui.widgets.plain import plain

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.widget import Widget

Answer = TypeVar("Answer")
_LONGEST_PATH = 500


@dataclass
class Moving:
    """What was decided so far of one file. The steps change it, and each finds what it had decided."""

    path: Path
    look: Look
    map: ImportMap = field(default_factory=ImportMap)
    shape: tuple[str, ...] = ()
    """The headings as they are found without a map: what the map is remembered by."""
    recalled: bool = False
    """The map is the one of the last time."""
    words: Words | None = None
    unmapped: Look = field(init=False)
    """As it is seen without a map, in the font that was chosen: another sheet begins from here."""

    def __post_init__(self) -> None:
        self.unmapped = self.look

    @property
    def sheet(self) -> SeenSheet:
        """The sheet whose headings are matched; the first good one where all are read."""
        named = [sheet for sheet in self.look.sheets if sheet.name == self.map.sheet]
        return (named or self.look.whole or self.look.sheets)[0]

    @property
    def every_sheet(self) -> bool:
        return self.map.sheet == EVERY_SHEET

    def begin_anew(self, look: Look) -> None:
        """Nothing is matched yet of what is seen here."""
        self.look, self.shape, self.words, self.recalled = look, (), None, False

    def see(self, sheet: SeenSheet) -> None:
        """The sheet is seen otherwise from now on."""
        sheets = tuple(sheet if other.name == sheet.name else other for other in self.look.sheets)
        self.look = replace(self.look, sheets=sheets)

    def spelled_out(self) -> ImportMap:
        """The map as a file keeps it: with the columns that were found by themselves."""
        return spelled_out(self.map, self.sheet)


class ImportStep(DeskScreen):
    """One step. Subclasses write ``compose_step``, ``show`` and ``action_next_step``."""

    tab = "dossiers"
    writes = True
    heading: ClassVar[str]

    class Went(Message, bubble=False):
        """So many rows are read, of so many."""

        def __init__(self, done: int, total: int | None) -> None:
            super().__init__()
            self.done = done
            self.total = total

        def can_replace(self, message: Message) -> bool:
            return isinstance(message, ImportStep.Went)

    def __init__(self, moving: Moving | None = None) -> None:
        super().__init__()
        self._moving = moving
        self.busy = False
        """Something is being read; going on has to wait."""

    @property
    def moving(self) -> Moving:
        assert self._moving is not None
        return self._moving

    @property
    def remembered(self) -> Remembered:
        return Remembered(locations.imports_file())

    def compose_body(self) -> ComposeResult:
        yield Static(id="step-head")
        yield from self.compose_step()
        yield Static(id="step-told")

    def compose_step(self) -> ComposeResult:
        """The widgets between the heading and the line that says what is wrong."""
        raise NotImplementedError

    def show(self) -> None:
        """Draw what was decided so far; when the step comes up, and when one comes back to it."""

    def on_mount(self) -> None:
        name = f"  {self._moving.path.name}" if self._moving else ""
        head = Content.assemble((f" {_('Nạp sổ hồ sơ')} · {self.heading}", "bold $accent"), (name, "$faint"))
        self.query_one("#step-head", Static).update(head)

    def on_screen_resume(self) -> None:
        super().on_screen_resume()
        self.show()

    def say(self, text: str = "", *, warning: bool = True) -> None:
        """Say below the step what is wrong, or what happens."""
        told = self.query_one("#step-told", Static)
        told.update(plain(text).stylize("$warning" if warning else "$faint"))
        told.display = bool(text)

    def read(self, call: Callable[[Progress], Answer], then: Callable[[Answer], None]) -> None:
        """``then(call(progress))`` with the file read in a thread; what is wrong with it is said here."""
        self.busy = True
        self.say(_("Đang đọc tệp…"), warning=False)
        self.refresh_bindings()

        def work() -> Answer:
            worker = get_current_worker()

            def progress(done: int, total: int | None) -> None:
                if worker.is_cancelled:
                    raise ImportStopped
                self.post_message(self.Went(done, total))

            return call(progress)

        def ended(answer: Answer) -> None:
            self._rest()
            then(answer)

        self.run_in_thread(work, ended, failed=self._failed, group="import")

    def on_import_step_went(self, message: Went) -> None:
        if self.busy:
            rows = group(message.done)
            text = _("Đang đọc tệp: {n} / {of} dòng").format(n=rows, of=group(message.total or message.done))
            self.say(text, warning=False)

    def _failed(self, error: MotcuaError) -> None:
        self._rest()
        self.say(f"{error.message} {error.hint}")

    def _rest(self) -> None:
        self.busy = False
        self.say()
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return None if self.busy and action in ("next_step", "bring_in", "save_map") else True

    def action_next_step(self) -> None:
        raise NotImplementedError

    def go_on(self, step: ImportStep) -> None:
        """The next step over this one."""
        self.say()
        self.app.push_screen(step)

    def action_step_back(self) -> None:
        self.dismiss()

    # the map

    def action_save_map(self) -> None:
        """Write what was matched so far to a file for the next time, beside the register or elsewhere."""
        proposed = str(self.moving.path.with_suffix(".map.toml"))
        self.app.push_screen(NameDialog(_("Ghi ghép cột ra tệp"), proposed, _LONGEST_PATH), self._save_map_as)

    def _save_map_as(self, text: str | None) -> None:
        if text is not None:
            path = path_of(text)
            if path.exists():
                question = _("Đã có tệp {name}. Ghi đè?").format(name=path.name)
                self.app.push_screen(Confirm(question), partial(self._save_over, path))
            else:
                self._save_over(path, True)

    def _save_over(self, path: Path, sure: bool | None) -> None:
        if sure:
            call = partial(save_map, self.moving.spelled_out(), path, force=True)
            saved = _("Đã ghi {path}.").format(path=clean(str(path)))
            self.run_in_thread(call, lambda _nothing: self.notify(saved, markup=False), group="map")


def leave(widget: Widget) -> None:
    """Close every step of the import, down to where it was begun."""
    app = widget.app
    while isinstance(app.screen, ImportStep):
        app.pop_screen()
