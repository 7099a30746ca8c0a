"""The errors that reach a person. Each is written for a clerk: what happened, and what to do next."""

from __future__ import annotations


class MotcuaError(Exception):
    """Something the program refuses or cannot do.

    ``message`` says what is wrong, ``hint`` what to do next; both are whole Vietnamese
    sentences (or their translation) and never contain a traceback or a secret.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class RuleError(MotcuaError):
    """A rule of the desk forbids this step on this dossier."""


class RightError(RuleError):
    """Whoever sits at the desk has no right to do this."""


class InputError(MotcuaError):
    """What was typed or read cannot be understood."""


class NotFoundError(MotcuaError):
    """No dossier, procedure, period … of that name."""


class StorageError(MotcuaError):
    """The database cannot be opened, read or written."""


class DamagedError(StorageError):
    """The file of the record is broken, or is no record of this program."""


class ConflictError(StorageError):
    """Somebody else changed the same record meanwhile; ``differences`` names how, where that is known."""

    def __init__(self, message: str, hint: str = "", *, differences: tuple[str, ...] = ()) -> None:
        super().__init__(message, hint)
        self.differences = differences


class FileError(MotcuaError):
    """A file that was given cannot be read or written."""


class OutputError(MotcuaError):
    """What was asked for cannot be put where it should go; nothing was overwritten."""
