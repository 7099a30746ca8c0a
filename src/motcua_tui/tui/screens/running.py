"""Many things done one after another: how far it has come, stopping, and what could not be done."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Final, TypeAlias

from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from motcua_tui.domain.numbers import group
from motcua_tui.errors import MotcuaError
from motcua_tui.i18n import _
from motcua_tui.services import opening
from motcua_tui.tui.actions import bindings_for
from motcua_tui.tui.screens.base import DeskScreen, DossierChanged
from motcua_tui.tui.widgets.plain import plain

if TYPE_CHECKING:
    from textual.app import ComposeResult

_BAR: Final = 40
_SHOWN: Final = 500


@dataclass(frozen=True, slots=True)
class Step:
    """One thing done; ``why_not`` says why it was not."""

    what: str
    why_not: str = ""


Work: TypeAlias = "Callable[[], Iterator[Step]]"


class RunningScreen(DeskScreen):
    """Carries out ``work``, of ``total`` steps, in a thread; who stops it keeps what is done.

    ``folder`` is where files go, to be opened afterwards.
    """

    tab = "dossiers"
    places = ("running",)
    BINDINGS = bindings_for("running")
    DEFAULT_CSS = """
    RunningScreen #running { padding: 1 2; height: 1fr; }
    RunningScreen #running > Static { height: auto; margin-bottom: 1; }
    RunningScreen #heading { text-style: bold; }
    RunningScreen #not-done { color: $warning; }
    """

    class Went(Message, bubble=False):
        """One more step is over."""

        def __init__(self, step: Step) -> None:
            super().__init__()
            self.step = step

    def __init__(self, heading: str, total: int, work: Work, folder: Path | None = None) -> None:
        super().__init__()
        self._heading = heading
        self._total = total
        self._work = work
        self._folder = folder
        self._stopped = Event()
        self._steps: list[Step] = []
        self._over = False

    def compose_body(self) -> ComposeResult:
        with VerticalScroll(id="running"):
            yield Static(plain(self._heading), id="heading")
            yield Static(id="progress")
            yield Static(id="summary")
            yield Static(id="not-done")

    def on_mount(self) -> None:
        self._show_progress()
        self.run_in_thread(self._carry_out, self._end, failed=self._fail, group="write")

    def _carry_out(self) -> None:
        for step in self._work():
            self.post_message(self.Went(step))
            if self._stopped.is_set():
                return

    def on_running_screen_went(self, message: Went) -> None:
        self._steps.append(message.step)
        self._show_progress()

    def _show_progress(self) -> None:
        done = len(self._steps)
        full = _BAR * done // self._total if self._total else _BAR
        bar = Content.assemble((self.glyphs.early_bar * full, "$accent"), " " * (_BAR - full))
        count = _("{n} / {of}").format(n=group(done), of=group(self._total))
        self.query_one("#progress", Static).update(Content.assemble(bar, f"  {count}"))

    def _end(self, _nothing: None) -> None:
        self._over = True
        refused = [step for step in self._steps if step.why_not]
        done = len(self._steps) - len(refused)
        told = [_("Xong {n}.").format(n=group(done))]
        if refused:
            told.append(_("Không làm được {n}:").format(n=group(len(refused))))
        if left := self._total - len(self._steps):
            told.insert(1, _("Đã dừng, còn {n} chưa làm.").format(n=group(left)))
        where = f"\n{self._folder}" if self._folder and done else ""
        self.query_one("#summary", Static).update(plain(" ".join(told)) + Content(where))
        lines = [plain(f"{step.what}: {step.why_not}") for step in refused[:_SHOWN]]
        if len(refused) > _SHOWN:
            lines.append(Content(_("… và {n} dòng nữa").format(n=group(len(refused) - _SHOWN))))
        self.query_one("#not-done", Static).update(Content("\n").join(lines))
        self.refresh_bindings()
        if done:
            self.app.post_message(DossierChanged(""))

    def _fail(self, error: MotcuaError) -> None:
        self._end(None)
        self.tell(error)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "open_file":
            return True if self._over and self._folder and opening.opener() else None
        return True

    def action_halt(self) -> None:
        if self._over:
            self.dismiss()
        else:
            self._stopped.set()

    def action_open_file(self) -> None:
        if self._folder:
            try:
                opening.open_path(self._folder)
            except MotcuaError as error:
                self.tell(error)
