"""Printing from the lists: which papers fit, one of them to look at, or one for each marked dossier."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from motcua_tui.domain.numbers import group
from motcua_tui.errors import MotcuaError
from motcua_tui.i18n import _
from motcua_tui.services import letters
from motcua_tui.services.letters import Offered, Paper
from motcua_tui.tui.screens.acting import briefly
from motcua_tui.tui.screens.base import DossierChanged
from motcua_tui.tui.screens.running import RunningScreen, Step
from motcua_tui.tui.widgets.choices import Option

if TYPE_CHECKING:
    from motcua_tui.services.desk import Desk
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

    desk = screen.desk
    offered = {each.paper: each for each in letters.in_force(desk.today())}

    def run(key: str | None) -> None:
        if key is not None:
            screen.app.push_screen(_running(desk, offered[Paper(key)], codes))

    options = [Option(each.paper, each.title) for each in offered.values()]
    title = _("In giấy gì cho {n} hồ sơ đã chọn?").format(n=group(len(codes)))
    screen.app.push_screen(Menu(title, options, "", screen.glyphs), run)


def _running(desk: Desk, offered: Offered, codes: Sequence[str]) -> RunningScreen:
    folder = letters.batch_folder(desk, offered.paper)
    heading = _("{title}: {n} hồ sơ").format(title=offered.title, n=group(len(codes)))
    if offered.paper is Paper.REGISTER:
        return RunningScreen(heading, 1, partial(_register, desk, codes, folder), folder)
    return RunningScreen(heading, len(codes), partial(_each, desk, codes, offered.paper, folder), folder)


def _each(desk: Desk, codes: Sequence[str], paper: Paper, folder: Path) -> Iterator[Step]:
    for done in letters.issue_each(desk, codes, paper, desk.now(), folder):
        if isinstance(done, Path):
            yield Step(done.name)
        else:
            yield Step(done.code, done.error.message)


def _register(desk: Desk, codes: Sequence[str], folder: Path) -> Iterator[Step]:
    yield Step(letters.issue_register_into(desk, codes, desk.now(), folder).name)


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
