"""Printing from the lists: which papers fit, one of them to look at, or one for each marked dossier."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from motcua_tui.domain.numbers import group
from motcua_tui.errors import MotcuaError
from motcua_tui.i18n import _
from motcua_tui.services import letters, opening
from motcua_tui.services.letters import Batch, Offered, Paper
from motcua_tui.tui.actions import bindings_for
from motcua_tui.tui.screens.acting import briefly
from motcua_tui.tui.screens.base import DossierChanged
from motcua_tui.tui.screens.progress import Progress, Stopped, Told
from motcua_tui.tui.widgets.choices import Option
from motcua_tui.tui.widgets.dialog import Dialog
from motcua_tui.tui.widgets.plain import plain

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from motcua_tui.tui.screens.base import DeskScreen


def choose_paper(screen: DeskScreen, code: str) -> None:
    """The papers of the set in force, those that fit the dossier first; the chosen one to look at."""
    desk = screen.desk

    def show(offered: Sequence[Offered]) -> None:
        from motcua_tui.tui.screens.report_dialogs import Menu

        ordered = sorted(offered, key=lambda each: each.refused is not None)
        options = [Option(each.paper, _line(each)) for each in ordered]
        title = _("In giấy gì của hồ sơ {code}?").format(code=code)
        chosen = {each.paper: each for each in ordered}
        screen.app.push_screen(Menu(title, options, "", screen.glyphs), partial(preview, chosen))

    def preview(offered: dict[Paper, Offered], key: str | None) -> None:
        from motcua_tui.tui.screens.paper_preview import PreviewScreen

        if key is None:
            return
        wanted = offered[Paper(key)]
        if wanted.refused:
            text = "\n".join((wanted.refused.message, wanted.refused.hint))
            screen.notify(text, severity="warning", markup=False)
        else:
            screen.app.push_screen(PreviewScreen(code, wanted))

    screen.run_in_thread(partial(letters.offered, desk, code, desk.now()), show, group="papers")


def _line(offered: Offered) -> str:
    if offered.refused is None:
        return offered.title
    return f"{offered.title} ({briefly(offered.refused)})"


def choose_paper_for_all(screen: DeskScreen, codes: Sequence[str]) -> None:
    """One paper for each of the dossiers, into a folder of its own; the register is one for all."""
    from motcua_tui.tui.screens.report_dialogs import Menu

    offered = {each.paper: each for each in letters.in_force(screen.desk.today())}

    def chosen(key: str | None) -> None:
        if key is not None:
            _print_all(screen, offered[Paper(key)], codes)

    options = [Option(each.paper, each.title) for each in offered.values()]
    title = _("In giấy gì cho {n} hồ sơ đã chọn?").format(n=group(len(codes)))
    screen.app.push_screen(Menu(title, options, "", screen.glyphs), chosen)


def _print_all(screen: DeskScreen, offered: Offered, codes: Sequence[str]) -> None:
    desk = screen.desk
    folder = letters.batch_folder(desk, offered.paper)

    def work(told: Told, stopped: Stopped) -> Batch | MotcuaError:
        try:
            if offered.paper is Paper.REGISTER:
                return Batch((letters.issue_register_into(desk, codes, desk.now(), folder),))
            return letters.issue_batch(
                desk, codes, offered.paper, desk.now(), folder, told=told, stopped=stopped
            )
        except MotcuaError as error:
            return error

    def ended(answer: Batch | MotcuaError | None) -> None:
        if isinstance(answer, Batch):
            screen.app.push_screen(Printed(folder, answer))
        elif answer:
            screen.tell(answer)
        screen.app.post_message(DossierChanged(""))

    screen.app.push_screen(Progress(offered.title, len(codes), work), ended)


class Printed(Dialog[None]):
    """Where the papers are, and who got none and why."""

    place = "printed"
    BINDINGS = bindings_for("printed")
    DEFAULT_CSS = """
    Printed #refused { height: auto; max-height: 60vh; margin-top: 1; }
    Printed #refused Static { height: auto; }
    """

    def __init__(self, folder: Path, batch: Batch) -> None:
        told = _("Đã ghi {n} giấy vào thư mục").format(n=group(len(batch.written)))
        super().__init__(told, str(folder), title=_("In giấy"))
        self._folder = folder
        self._batch = batch

    def compose(self) -> ComposeResult:
        with Vertical(id="box") as box:
            box.border_title = plain(self._title)
            yield Static(plain(self._text), id="text")
            yield Static(plain(self._hint), id="hint")
            with VerticalScroll(id="refused"):
                yield Static(Content("\n").join(plain(line) for line in self._lines()))
            yield Static(self._keys(), id="keys")

    def _lines(self) -> Iterator[str]:
        if self._batch.left:
            yield _("Đã dừng, còn {n} hồ sơ chưa in.").format(n=group(len(self._batch.left)))
        if self._batch.refused:
            yield _("Không in được {n} hồ sơ:").format(n=group(len(self._batch.refused)))
        for refused in self._batch.refused:
            yield f"{refused.code}: {refused.error.message}"

    def action_open_file(self) -> None:
        try:
            opening.open_path(self._folder)
        except MotcuaError as error:
            self.notify(error.hint, severity="warning", markup=False)

    def action_close(self) -> None:
        self.dismiss(None)


def print_receipt(screen: DeskScreen, code: str) -> None:
    """Write the receipt of a dossier just accepted into the folder of papers, and say where it is.

    The work belongs to the app: the screen may be closed at once. What goes wrong is told and leaves the
    acceptance as it is.
    """
    app = screen.desk_app
    desk = app.desk

    def work() -> None:
        try:
            path = letters.issue_into(desk, code, Paper.RECEIPT, desk.now(), letters.folder(desk))
        except MotcuaError as error:
            text = "\n".join((_("Chưa in được giấy hẹn."), error.message, error.hint))
            app.notify(text, severity="warning", markup=False)
        else:
            text = "\n".join((_("Đã ghi {name}").format(name=path.name), str(path.parent)))
            app.notify(text, markup=False)
            app.post_message(DossierChanged(code))

    app.run_worker(work, thread=True, group="print")
