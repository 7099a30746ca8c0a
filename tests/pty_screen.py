"""A program in a real pty, and the screen a person would see: for what a simulated terminal cannot show.

>>> with PtyScreen([sys.executable, "-m", "motcua_tui", "demo"]) as screen:
...     screen.wait_for("Hôm nay")
...     screen.send("2" + KEYS["enter"])
...     print(screen.text())

Waiting is for a text to appear, never for a time to pass; ``PATIENCE`` only bounds a failure.
"""

from __future__ import annotations

import os
import pty
import select
import subprocess
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Final, Self

import pyte

PATIENCE: Final = 60.0
SILENCE: Final = 3
"""Tenths of a second."""

_OWN: Final = ("COLUMNS", "LINES", "NO_COLOR")
"""Variables of the environment that a screen here sets for itself."""

KEYS: Final = {
    "enter": "\r",
    "escape": "\x1b",
    "tab": "\t",
    "shift+tab": "\x1b[Z",
    "backspace": "\x7f",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
    "f1": "\x1bOP",
    "f2": "\x1bOQ",
    "f3": "\x1bOR",
    "f4": "\x1bOS",
    **{
        f"f{n}": f"\x1b[{code}~"
        for n, code in zip(range(5, 13), (15, 17, 18, 19, 20, 21, 23, 24), strict=True)
    },
    **{f"ctrl+{letter}": chr(ord(letter) - 96) for letter in "abcdefghijklmnopqrstuvwxyz"},
}


class PtyScreen:
    """Runs ``argv`` in a terminal of ``columns`` × ``lines``; ``env`` is added to the environment."""

    def __init__(
        self, argv: Sequence[str], *, columns: int = 80, lines: int = 24, env: Mapping[str, str] | None = None
    ) -> None:
        self._screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self._screen)
        self._master, slave = pty.openpty()
        termios.tcsetwinsize(slave, (lines, columns))
        inherited = {
            key: value for key, value in os.environ.items() if key not in ("COLUMNS", "LINES", "NO_COLOR")
        }
        self.process = subprocess.Popen(
            argv,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
            env={**inherited, "TERM": "xterm-256color", "COLORTERM": "truecolor", **(env or {})},
        )
        os.close(slave)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self.hang_up()

    def hang_up(self) -> None:
        """Close the terminal. It is not the controlling one, so that nobody tells the program."""
        if self._master >= 0:
            os.close(self._master)
            self._master = -1

    def send(self, keys: str) -> None:
        """Type, all in one write, as input methods do."""
        os.write(self._master, keys.encode())

    def text(self) -> str:
        """The screen as lines of text, without trailing spaces."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    def cursor_row(self) -> int:
        """The line of the terminal's cursor, from 0: that of the field that one types into."""
        return int(self._screen.cursor.y)

    def wait_for(self, wanted: str | Callable[[str], bool]) -> str:
        """Read until the text is on the screen, or the condition holds for it; the screen then."""
        deadline = time.monotonic() + PATIENCE
        while not (wanted in self.text() if isinstance(wanted, str) else wanted(self.text())):
            assert time.monotonic() < deadline, f"{wanted!r} never came; the screen was:\n{self.text()}"
            assert self.read(), f"the program ended before {wanted!r} came; the screen was:\n{self.text()}"
        return self.text()

    def settle(self) -> None:
        """Read until the program has been silent for a moment, where nothing on the screen tells more."""
        silent = 0
        while silent < SILENCE and self.process.poll() is None:
            readable, _, _ = select.select([self._master], [], [], 0.1)
            silent = 0 if readable else silent + 1
            if readable:
                self.read()

    def wait_for_exit(self) -> int:
        """Read until the program has ended; its exit code."""
        while self.read():
            pass
        return self.process.wait(PATIENCE)

    def read(self) -> bool:
        """Take what the program wrote; False when it has ended."""
        readable, _, _ = select.select([self._master], [], [], 0.1)
        if not readable:
            return self.process.poll() is None
        try:
            written = os.read(self._master, 65_536)
        except OSError:
            return False
        self._stream.feed(written)
        return bool(written)
