"""``motcua`` without a command opens the screens, past the parser: a start is felt every morning."""

from __future__ import annotations

from collections.abc import Sequence

from motcua_tui.bootstrap import database_place
from motcua_tui.cli.globals import option
from motcua_tui.cli.output import Exit, ended


def open_desk(arguments: Sequence[str]) -> int:
    """Open the desk that the global options name; the return value is the exit code."""
    return ended(lambda: _opened(arguments))


def _opened(arguments: Sequence[str]) -> int:
    from motcua_tui.tui.start import open_screens

    open_screens(
        database_place(option(arguments, "--db")),
        today=option(arguments, "--today"),
        plain="--plain" in arguments,
        officer=option(arguments, "--as") or "",
    )
    return Exit.DONE
