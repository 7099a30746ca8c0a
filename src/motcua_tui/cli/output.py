"""What a command says and how it ends: data on stdout, talk on stderr, exit codes as an enum."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Callable
from enum import IntEnum
from typing import NoReturn

from motcua_tui.domain.text import clean
from motcua_tui.errors import ConflictError, FileError, InputError, MotcuaError, OutputError, StorageError
from motcua_tui.i18n import _


class Exit(IntEnum):
    DONE = 0
    NO = 1
    USAGE = 2
    NO_DATABASE = 3
    UNREADABLE = 4
    INTERRUPTED = 130

    @classmethod
    def of(cls, error: MotcuaError) -> Exit:
        """The exit code of an error: no database, unreadable input, wrong usage, or a plain no."""
        match error:
            case ConflictError():
                return cls.NO
            case StorageError():
                return cls.NO_DATABASE
            case FileError():
                return cls.UNREADABLE
            case InputError():
                return cls.USAGE
            case _:
                return cls.NO


def speak_utf8() -> None:
    """Write UTF-8 whatever the locale says: what we say is Vietnamese, and data is for other programs."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def say(text: str) -> None:
    """Talk: to stderr, so that stdout stays data."""
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


def data(text: str, *, end: str = "\n") -> None:
    """Data: to stdout. Raises OutputError when it cannot be written."""
    try:
        sys.stdout.write(text + end)
        sys.stdout.flush()
    except BrokenPipeError:
        raise  # the reader has seen enough; Typer ends quietly
    except OSError as error:
        # Python flushes once more when it ends, and would complain again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise OutputError(
            _("Không ghi được kết quả: {error}.").format(error=error.strerror),
            _("Kiểm tra dung lượng và quyền ghi của nơi nhận kết quả."),
        ) from error


def emit_json(value: object) -> None:
    data(json.dumps(value, ensure_ascii=False, indent=2))


def complain(error: MotcuaError) -> Exit:
    """Tell an error in two lines: what is wrong, what to do; without orders for a terminal in it."""
    say(_("Lỗi: {message}").format(message=clean(error.message, multiline=True)))
    if error.hint:
        say(f"  → {clean(error.hint, multiline=True)}")
    return Exit.of(error)


def agreed(question: str) -> bool:
    """Ask on stderr; anything but a clear yes is a no."""
    sys.stderr.write(_("{question} [c = có, mặc định không] ").format(question=question))
    sys.stderr.flush()
    return sys.stdin.readline().strip().casefold() in ("c", "có", "y", "yes")


def end(code: Exit) -> NoReturn:
    import typer

    raise typer.Exit(code)


def ended(work: Callable[[], int]) -> int:
    """Do the work and tell how it ended; the return value is the exit code.

    What went wrong in a way nobody foresaw is told in two lines, with the place of the log: a
    traceback with its local variables would show citizens' data.
    """
    speak_utf8()
    try:
        return work()
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else Exit.DONE
    except MotcuaError as error:
        return complain(error)
    except KeyboardInterrupt:
        return Exit.INTERRUPTED
    except BaseException as error:
        from motcua_tui.cli.crash import tell

        tell(error)
        return Exit.NO


class Progress:
    """A counter on stderr for long work; silent when stderr is not a terminal."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._shown = sys.stderr.isatty()

    def __call__(self, done: int, total: int | None) -> None:
        if self._shown:
            of = f" / {total}" if total else ""
            sys.stderr.write(f"\r{self._what}: {done}{of} ")
            sys.stderr.flush()

    def finish(self) -> None:
        if self._shown:
            sys.stderr.write("\n")
