"""Looks in a thread of its own, every other second, whether others wrote into the record."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event, Thread
from typing import Final

from motcua_tui.errors import StorageError

EVERY_SECONDS: Final = 2.0


class Watcher:
    """``look`` runs in the thread. Where the record cannot be read, whoever works with it is told; here one
    just looks again."""

    def __init__(self, look: Callable[[], None]) -> None:
        self._look = look
        self._ended = Event()
        self._thread = Thread(target=self._run, name="watcher", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Look no more; waits for a look that has begun."""
        self._ended.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        while not self._ended.wait(EVERY_SECONDS):
            try:
                self._look()
            except StorageError:
                continue
