"""``motcua``: chooses the language, then the command line or the screens.

The language comes first because help texts and key bindings keep the language of import time.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; without one, open the desk. The return value is the exit code.

    Nothing that is made by then is garbage, so the collector rests until the command runs or the first screen
    is there.
    """
    gc.disable()
    try:
        return _main(arguments)
    finally:
        gc.enable()


def _main(arguments: Sequence[str] | None) -> int:
    given = list(sys.argv[1:] if arguments is None else arguments)
    from motcua_tui.bootstrap import kept_language
    from motcua_tui.cli.globals import alone, option
    from motcua_tui.i18n import LANGUAGES, install

    language = (
        option(given, "--lang") or os.environ.get("MOTCUA_LANG") or kept_language(option(given, "--db"))
    )
    install(language)
    if alone(given) and language in LANGUAGES:
        from motcua_tui.cli.screens import open_desk

        return open_desk(given)
    from motcua_tui.cli.app import run

    gc.enable()
    return run(given)


if __name__ == "__main__":
    sys.exit(main())
