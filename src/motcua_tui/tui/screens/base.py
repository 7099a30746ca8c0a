"""What every screen of the desk shares: the desk, work in threads, errors as dialogs, staying current.

The way of a keystroke: a screen calls ``run_in_thread(call, then)``; ``call`` runs in a worker thread and is
the only place that touches the database; its answer comes back as a message and ``then`` redraws. A newer
call of the same group makes the older one's answer void. Whatever changes the record posts
``DossierChanged``; every screen then loads again, at once or when it is shown next.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual import on
from textual.message import Message
from textual.screen import Screen
from textual.worker import Worker, get_current_worker

from motcua_tui.bootstrap import reread
from motcua_tui.errors import MotcuaError
from motcua_tui.services.watching import Watch, same_office
from motcua_tui.tui.calm import CalmApp
from motcua_tui.tui.screens.title import TitleLine
from motcua_tui.tui.sitting import Sitting
from motcua_tui.tui.status import Glyphs
from motcua_tui.tui.stylesheets import SCREEN_STYLES
from motcua_tui.tui.watcher import Watcher
from motcua_tui.tui.widgets.dialog import Notice
from motcua_tui.tui.widgets.keys import KeyFooter

if TYPE_CHECKING:
    from pathlib import PurePath

    from textual.app import ComposeResult, SystemCommand

    from motcua_tui.domain.periods import ReportingPeriod
    from motcua_tui.services.desk import Desk
    from motcua_tui.services.many import Many
    from motcua_tui.services.today import Morning
    from motcua_tui.storage.reads.dossiers import DossierQuery

Answer = TypeVar("Answer")


class DossierChanged(Message):
    """A dossier was accepted, moved on or put right; posted to the app by the screen that did it.

    ``code`` is empty where it concerns more than one.
    """

    def __init__(self, code: str) -> None:
        super().__init__()
        self.code = code


@dataclass(frozen=True, slots=True)
class Told:
    """Something that was said in a toast."""

    at: datetime
    text: str
    warning: bool


class OthersWrote(Message):
    """Somebody else changed the record; ``desk`` is what has become of the office that was ``known``."""

    def __init__(self, known: Desk, desk: Desk) -> None:
        super().__init__()
        self.known = known
        self.desk = desk


class DeskApp(CalmApp[None]):
    """What screens may ask of the app: the desk, the signs to draw with, how often the record changed.

    ``opening`` is what the first screen shows at once, read before there was a screen; ``demo`` says that
    this is a throw-away copy; ``sitting`` is how the screens were left, and how they are now.
    """

    def __init__(
        self,
        desk: Desk,
        glyphs: Glyphs,
        *,
        opening: Morning | None = None,
        demo: bool = False,
        sitting: Sitting,
    ) -> None:
        super().__init__()
        self.desk = desk
        self.glyphs = glyphs
        self.opening = opening
        self.demo = demo
        self.sitting = sitting
        self.revision = 0
        self._begun = False
        self._expects_a_write = False
        self._news = Watch(desk.database)
        self._watcher = Watcher(self.look_for_others)
        self._made: tuple[Many, int] | None = None

    @property
    def made(self) -> Many | None:
        """What was done to many dossiers, as long as it is the last thing that happened here."""
        return self._made[0] if self._made and self._made[1] == self.revision else None

    def remember(self, made: Many) -> None:
        """The last thing that happened was done to many; its change of the record is posted already."""
        self._made = (made, self.revision) if made.done else None

    def forget(self) -> None:
        """What was done to many is not offered to be undone any more."""
        self._made = None

    def forbidden(self, _places: Iterable[str]) -> Mapping[str, str]:
        """The actions of these places that are not for whoever is here, each with a few words why."""
        return {}

    def adopt(self, desk: Desk) -> None:
        """The office changed its calendar or settings: all screens work by the new ones from now on."""
        self.desk = desk
        self.post_message(DossierChanged(""))

    def look_for_others(self) -> None:
        """Say it where somebody else wrote since the last look; in a thread. Raises StorageError."""
        if self._news.news():
            self._tell_others_wrote()

    def _tell_others_wrote(self) -> None:
        known = self.desk
        self.post_message(OthersWrote(known, reread(known)))

    def on_unmount(self) -> None:
        self._watcher.stop()

    @on(OthersWrote)
    def _others_wrote(self, message: OthersWrote) -> None:
        if message.known is not self.desk:  # adopted a newer one meanwhile
            self.run_worker(self._tell_others_wrote, thread=True)
            return
        made = self.made
        if not same_office(self.desk, message.desk):
            self.desk = message.desk
            self.dress()
        self.revision += 1
        if made:
            self.remember(made)
        if isinstance(self.screen, DeskScreen):
            self.screen.others_wrote()

    def terminal_gone(self) -> None:
        """What is being typed is kept first."""
        for screen in self.screen_stack:
            if isinstance(screen, DeskScreen):
                screen.keep_now()
        self.exit()

    def dress(self) -> None:
        """Look as the settings say."""

    def begun(self) -> None:
        """The first screen stands: begin to look for what others write; the collector runs again, and leaves
        what the start made alone. Only the first call does anything."""
        if self._begun:
            return
        self._begun = True
        gc.freeze()
        gc.enable()
        self._watcher.start()

    def expect_a_write(self) -> None:
        """Something will soon be written: load the writing side in a thread, ahead of it. It takes as much
        memory as all the rest, so whoever only looks does without. Only the first call does anything."""
        if not self._expects_a_write:
            self._expects_a_write = True
            self.run_worker(self.desk.warm_up, thread=True)


class DeskScreen(Screen[None]):
    """A screen with the title line above and the keys below.

    ``tab`` names the tab it belongs to and ``places`` what the action registry calls it and its widgets.
    One that is ``live`` follows at once what others write, the rest when they are shown next or for ``r``.
    One that ``writes`` is there to record something, the rest only now and then.
    Subclasses write ``compose_body`` and ``load``, and bind ``bindings_for(place)``.
    """

    tab: str
    places: tuple[str, ...]
    CSS_PATH: ClassVar[list[str | PurePath]] = [SCREEN_STYLES]
    live: ClassVar[bool] = False
    writes: ClassVar[bool] = False

    class Answered(Message, bubble=False):
        """A thread has its answer; ``deliver`` hands it on unless the worker was cancelled meanwhile."""

        def __init__(self, worker: Worker[None], deliver: Callable[[], None]) -> None:
            super().__init__()
            self.worker = worker
            self.deliver = deliver

    def __init__(self) -> None:
        super().__init__()
        self._loaded_revision = -1

    def compose(self) -> ComposeResult:
        yield TitleLine(lambda: self.desk, self.tab, demo=self.desk_app.demo)
        yield from self.compose_body()
        yield KeyFooter(lambda: self.desk_app.forbidden(self.places))

    def compose_body(self) -> ComposeResult:
        """The widgets between title and keys."""
        raise NotImplementedError

    def load(self) -> None:
        """Ask for everything shown; called when shown first, after changes of the record, and for ``r``."""

    def commands(self) -> Iterable[SystemCommand]:
        """What the palette offers here beside the actions of the registry."""
        return ()

    @property
    def shown_period(self) -> ReportingPeriod | None:
        """The period that the screen shows figures of; None where there is none."""
        return None

    @property
    def desk_app(self) -> DeskApp:
        assert isinstance(self.app, DeskApp)
        return self.app

    @property
    def desk(self) -> Desk:
        return self.desk_app.desk

    @property
    def glyphs(self) -> Glyphs:
        return self.desk_app.glyphs

    def run_in_thread(
        self,
        call: Callable[[], Answer],
        then: Callable[[Answer], None],
        *,
        failed: Callable[[MotcuaError], None] | None = None,
        group: str = "read",
    ) -> None:
        """``then(call())``, with ``call`` in a thread. A newer call of the group replaces this one.

        A MotcuaError goes to ``failed``, by default to a dialog; any other error ends the program.
        """

        def work() -> None:
            worker = get_current_worker()
            try:
                answer = call()
            except MotcuaError as error:
                self.post_message(self.Answered(worker, partial(failed or self.tell, error)))
            else:
                self.post_message(self.Answered(worker, partial(then, answer)))

        self.run_worker(work, thread=True, exclusive=True, group=group)

    def tell(self, error: MotcuaError) -> None:
        """The error in a dialog; one at a time."""
        if not isinstance(self.app.screen, Notice):
            self.app.push_screen(Notice.of(error))

    def open_list(self, title: str, query: DossierQuery) -> None:
        """The dossiers behind a figure, over this screen; Esc comes back to it as it was."""
        from motcua_tui.tui.screens.dossiers import DossiersScreen

        self.app.push_screen(DossiersScreen(title, query))

    def action_lists(self) -> None:
        """The lists that leave the desk."""
        from motcua_tui.tui.screens.desk_lists import choose_list

        choose_list(self)

    def catch_up(self) -> None:
        """Load when the record changed since the last time."""
        if self._loaded_revision != self.desk_app.revision:
            self.up_to_date()
            self.query(TitleLine).refresh()
            self.load()
        self.call_after_refresh(self.desk_app.begun)
        if self.writes:
            self.call_after_refresh(self.desk_app.expect_a_write)

    def others_wrote(self) -> None:
        """Somebody else changed the record, or the office."""
        if self.live:
            self.catch_up()

    def keep_now(self) -> None:
        """The program ends: what would be lost is stored before. Raises nothing; there is nobody to tell."""

    def up_to_date(self) -> None:
        """What is shown, or about to be, is the record as it is now."""
        self._loaded_revision = self.desk_app.revision

    def on_screen_resume(self) -> None:
        self.catch_up()

    def on_desk_screen_answered(self, message: Answered) -> None:
        if not message.worker.is_cancelled:
            message.deliver()

    @property
    def typing(self) -> bool:
        """The keys that are pressed now are text."""
        return self.focused is not None and self.focused.check_consume_key("a", "a")

    def action_reload(self) -> None:
        self.load()
