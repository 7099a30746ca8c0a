"""The terminal that the program runs in, and what happens when it is gone.

A window that is closed sends a signal to the program whose controlling terminal it was, which would end it
with what was typed since the last draft. Where it was not the controlling one (a container, some remote
desktops) nobody says a word, and a read of what is gone gives nothing at once and for ever: Textual's driver
would go on reading, which takes a whole processor.
"""

from __future__ import annotations

import os
import select
import signal
import sys
from threading import Thread

from textual.drivers.linux_driver import LinuxDriver

from motcua_tui.tui.calm import CalmApp

_GONE = select.POLLHUP | select.POLLERR | select.POLLNVAL


class TerminalDriver(LinuxDriver):
    """Tells the app with ``terminal_gone`` when there is no terminal any more, and writes no more to it."""

    _gone = False
    _watching = False

    def start_application_mode(self) -> None:
        super().start_application_mode()  # type: ignore[no-untyped-call]  # Textual's has no types
        if not self._watching and os.isatty(self.fileno):
            self._watching = True
            signal.signal(signal.SIGHUP, lambda _number, _frame: self._tell_gone())
            Thread(target=self._wait_until_gone, name="terminal", daemon=True).start()

    def _wait_until_gone(self) -> None:
        poll = select.poll()
        poll.register(self.fileno, 0)  # what is gone is told without being asked for
        while not any(found & _GONE for _fileno, found in poll.poll()):
            pass
        self._tell_gone()

    def _tell_gone(self) -> None:
        assert isinstance(self._app, CalmApp)
        self._gone = True
        self.exit_event.set()  # the thread that reads
        self._app.call_later(self._app.terminal_gone)

    def write(self, data: str) -> None:
        # The thread that writes ends with the terminal; what it does not take would soon block.
        if not self._gone and self._writer_thread is not None and self._writer_thread.is_alive():
            super().write(data)

    def close(self) -> None:
        if not self._gone:
            super().close()
            return
        # Whatever still waits to be written is written when Python ends, which would be an error.
        nowhere = os.open(os.devnull, os.O_WRONLY)
        for stream in filter(None, (sys.__stdout__, sys.__stderr__)):
            os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
