"""Copies of a database that are consistent while others write, and which of them to keep."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from motcua_tui.errors import StorageError
from motcua_tui.i18n import _
from motcua_tui.storage.connect import connect
from motcua_tui.storage.failures import told


def backup(source: Path, target: Path) -> None:
    """Copy the database in one step of SQLite's backup API to a file of its owner only.

    The copy is one file without companions. It takes its name when it is complete, so a broken
    copy is never taken for a good one; a file of that name is replaced. Raises StorageError.
    """
    part = target.with_name(f"{target.name}.part")
    try:
        os.close(os.open(part, os.O_CREAT | os.O_TRUNC | os.O_RDWR, 0o600))
        with closing(connect(source)) as origin, closing(connect(part)) as copy:
            origin.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
        part.replace(target)
    except sqlite3.Error as error:
        part.unlink(missing_ok=True)
        raise told(error) from error
    except OSError as error:
        raise StorageError(
            _("Không ghi được bản sao lưu {path}: {error}.").format(path=target, error=error.strerror),
            _("Chọn thư mục khác, hoặc kiểm tra quyền ghi và dung lượng ổ đĩa."),
        ) from error


def prune(folder: Path, stem: str, keep: int) -> tuple[Path, ...]:
    """Remove all but the last ``keep`` of the copies ``<stem>-*.db`` by name; gives those removed.

    Names carry the moment of the copy, so their order is that of time.
    """
    copies = sorted(folder.glob(f"{stem}-*.db"))
    gone = tuple(copies[: max(0, len(copies) - keep)])
    for copy in gone:
        copy.unlink()
    return gone
