"""Copies of a database that are consistent while others write."""

from __future__ import annotations

import os
import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

from motcua_tui.errors import StorageError
from motcua_tui.i18n import _
from motcua_tui.storage.connect import connect
from motcua_tui.storage.failures import told

_DATED: Final = re.compile(r"-(\d{8}-\d{6})\.db")


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


def overwrite(source: Path, target: Path) -> None:
    """Copy ``source`` into the database ``target`` in one transaction, so that whoever has it open sees
    the old record or the new one. Raises StorageError; the target is then as it was."""
    try:
        with closing(connect(source)) as origin, closing(connect(target)) as live:
            origin.backup(live)
    except sqlite3.Error as error:
        raise told(error) from error


def set_aside(path: Path, target: Path) -> None:
    """Move a database that cannot be read out of the way, with its companions; nothing is deleted."""
    for suffix in ("", "-wal", "-shm"):
        companion = path.with_name(path.name + suffix)
        if companion.exists():
            companion.rename(target.with_name(target.name + suffix))


def prune(folder: Path, keep: int) -> tuple[Path, ...]:
    """Remove all but the last ``keep`` copies of a folder; gives those removed.

    A copy is a file whose name ends in its moment, as ``…-20261123-093000.db``; others stay.
    """
    copies = [(found[1], path) for path in folder.iterdir() if (found := _DATED.search(path.name))]
    gone = tuple(path for _moment, path in sorted(copies)[: max(0, len(copies) - keep)])
    for path in gone:
        path.unlink()
    return gone
