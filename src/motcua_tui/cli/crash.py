"""What a crash leaves behind: a short message for the person, the bare trace in a log.

The log has files, lines and the kind of the error: no values, since values are citizens' data.
"""

from __future__ import annotations

import os
import traceback
from datetime import UTC, datetime
from pathlib import Path

from motcua_tui import __version__, locations
from motcua_tui.cli.output import say
from motcua_tui.i18n import _


def tell(error: BaseException) -> None:
    """Say that the program failed and where its trace is."""
    say(_("Lỗi: chương trình gặp sự cố ngoài dự kiến ({kind}).").format(kind=type(error).__name__))
    say(_("  → Dữ liệu đã ghi vẫn còn nguyên."))
    try:
        path = write_log(error)
    except OSError:
        return
    say(_("  → Gửi tệp này cho người hỗ trợ: {path}").format(path=path))


def write_log(error: BaseException) -> Path:
    """Append the trace, without any value, to the log in the user's data folder. Raises OSError."""
    path = locations.log()
    locations.make_folder(path.parent)
    trace = "".join(traceback.format_tb(error.__traceback__))
    stamp = datetime.now(UTC).isoformat(timespec="seconds")
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "a", encoding="utf-8") as log:
        log.write(f"{stamp} motcua {__version__} {type(error).__name__}\n{trace}\n")
    return path
