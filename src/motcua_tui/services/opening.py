"""Opening a file or folder with the program that the system has for it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from motcua_tui.errors import OutputError
from motcua_tui.i18n import _


def opener() -> str | None:
    """The command that opens things on this machine; None where there is no desktop to open them on."""
    if sys.platform == "win32":
        return "explorer"
    if sys.platform == "darwin":
        return "open"
    desktop = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    return shutil.which("xdg-open") if desktop else None


def open_path(path: Path) -> None:
    """Open it and go on at once. Raises OutputError where that cannot be."""
    command = opener()
    if command is None:
        raise OutputError(
            _("Máy này không có chương trình để mở tệp từ đây."),
            _("Mở bằng tay: {path}").format(path=path),
        )
    try:
        subprocess.Popen(
            [command, str(path)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise OutputError(
            _("Không mở được {path}: {error}.").format(path=path, error=error.strerror),
            _("Mở bằng tay: {path}").format(path=path),
        ) from error
