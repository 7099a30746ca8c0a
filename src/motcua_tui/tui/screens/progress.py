"""Work that takes a while, in a thread: how far it is, and Esc to stop it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Generic, TypeVar

from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from motcua_tui.domain.numbers import group
from motcua_tui.i18n import _
from motcua_tui.tui.actions import bindings_for
from motcua_tui.tui.widgets.dialog import Dialog

Answer = TypeVar("Answer")
Told = Callable[[int], None]
"""Hears how many are done."""
Stopped = Callable[[], bool]
"""Says whether the person wants no more."""

_BAR: Final = 40
"""Cells of the bar."""


class Progress(Dialog[Answer], Generic[Answer]):
    """Runs ``work(told, stopped)`` and gives its answer; the work itself obeys ``stopped``.

    Errors are the work's own to answer with; one that it raises ends the program.
    """

    place = "progress"
    BINDINGS = bindings_for("progress")

    class Went(Message, bubble=False):
        """So many are done."""

        def __init__(self, done: int) -> None:
            super().__init__()
            self.done = done

        def can_replace(self, message: Message) -> bool:
            return isinstance(message, Progress.Went)

    class Ended(Message, bubble=False):
        """The work has its answer."""

        def __init__(self, answer: object) -> None:
            super().__init__()
            self.answer = answer

    def __init__(self, title: str, total: int, work: Callable[[Told, Stopped], Answer]) -> None:
        super().__init__(" ", title=title)
        self._total = total
        self._work = work
        self._stopping = False

    def on_mount(self) -> None:
        self._show(0)
        self.run_worker(self._run, thread=True)

    def _run(self) -> None:
        answer = self._work(lambda done: self._went(done), lambda: self._stopping)
        self.post_message(self.Ended(answer))

    def _went(self, done: int) -> None:
        self.post_message(self.Went(done))

    def on_progress_went(self, message: Went) -> None:
        self._show(message.done)

    def on_progress_ended(self, message: Ended) -> None:
        self.dismiss(message.answer)  # type: ignore[arg-type]  # a message class cannot be generic here

    def action_stop_work(self) -> None:
        """No more after the one that is being done."""
        self._stopping = True

    def _show(self, done: int) -> None:
        filled = _BAR * done // max(1, self._total)
        bar = Content.styled("━" * filled, "$accent") + Content.styled("─" * (_BAR - filled), "$faint")
        counted = _("{n} / {of}").format(n=group(done), of=group(self._total))
        self.query_one("#text", Static).update(bar + Content(f"  {counted}"))
