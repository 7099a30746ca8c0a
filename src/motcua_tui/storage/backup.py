"""Copies of a database that are consistent while others write."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from motcua_tui.errors import StorageError
from motcua_tui.i18n import _
from motcua_tui.storage.connect import connect
from motcua_tui.storage.failures import told
from motcua_tui.storage.looking import connect_to_look, require_sound

_MOMENT: Final = "%Y%m%d-%H%M%S"
_DATED: Final = re.compile(r"(?P<stem>.+)-(?P<moment>\d{8}-\d{6})(?P<replaced>\.replaced)?\.db")
_PART: Final = ".part"


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy in a folder of them. ``made_at`` is local; ``replaced`` is what a restore took away."""

    path: Path
    made_at: datetime
    bytes: int
    replaced: bool = False


def backup(source: Path, target: Path) -> None:
    """Copy the database in one step of SQLite's backup API to a file of its owner only.

    The copy is one file without companions. It takes its name when it is complete, so a broken
    copy is never taken for a good one; a file of that name is replaced. Raises StorageError.
    """
    part = target.with_name(f"{target.name}{_PART}")
    try:
        os.close(os.open(part, os.O_CREAT | os.O_TRUNC | os.O_RDWR, 0o600))
        with closing(connect(source)) as origin, closing(connect(part)) as copy:
            origin.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
        part.replace(target)
    except (sqlite3.Error, OSError) as error:
        for leftover in (part, part.with_name(f"{part.name}-journal")):
            with suppress(OSError):
                leftover.unlink(missing_ok=True)
        if isinstance(error, sqlite3.Error):
            raise told(error) from error
        raise StorageError(
            _("Không ghi được bản sao lưu {path}: {error}.").format(path=target, error=error.strerror),
            _("Chọn thư mục khác, hoặc kiểm tra quyền ghi và dung lượng ổ đĩa."),
        ) from error


def dossiers_in(copy: Path) -> int | None:
    """How many dossiers a copy holds; None when it cannot be read."""
    try:
        with closing(connect_to_look(copy)) as connection:
            ((found,),) = connection.execute("SELECT count(*) FROM dossier").fetchall()
    except sqlite3.Error:
        return None
    return int(found)


def overwrite(source: Path, target: Path) -> None:
    """Copy ``source`` into the database ``target`` in one transaction, so that whoever has it open sees
    the old record or the new one. Raises StorageError; the target is then as it was."""
    try:
        with closing(connect(source)) as origin, closing(connect(target)) as live:
            origin.backup(live)
    except sqlite3.Error as error:
        raise told(error) from error


def put_in_place(source: Path, path: Path, kept: Path) -> None:
    """Move a database that cannot be read out of the way, with its companions, and put a copy of ``source``
    there; nothing is deleted, and nothing moved before the copy is complete. Raises StorageError."""
    fresh = path.with_name(f"{path.name}.new")
    backup(source, fresh)
    try:
        for suffix in ("", "-wal", "-shm"):
            companion = path.with_name(path.name + suffix)
            if companion.exists():
                shutil.move(companion, kept.with_name(kept.name + suffix))
        fresh.replace(path)
    except OSError as error:
        raise StorageError(
            _("Không thay được tệp {path}: {error}.").format(path=path, error=error.strerror),
            _("Chọn thư mục khác, hoặc kiểm tra quyền ghi và dung lượng ổ đĩa."),
        ) from error


def name_of(stem: str, now: datetime, *, replaced: bool = False) -> str:
    """The name of a copy that is made now: ``motcua-20261123-093000.db``."""
    return f"{stem}-{now.strftime(_MOMENT)}{'.replaced' if replaced else ''}.db"


def copies(folder: Path, stem: str) -> tuple[Copy, ...]:
    """The copies of the database of that name in a folder, newest first; none where it cannot be read."""
    try:
        found = list(_copies(folder, stem))
    except OSError:
        return ()
    return tuple(sorted(found, key=lambda copy: copy.made_at, reverse=True))


def prune(folder: Path, stem: str, keep: int) -> tuple[Path, ...]:
    """Remove all but the last ``keep`` copies of the database of that name; gives those removed.

    What a restore replaced stays, as do files of other names. Raises OSError.
    """
    gone = tuple(copy.path for copy in copies(folder, stem) if not copy.replaced)[keep:]
    for path in gone:
        path.unlink()
    return gone


def newest_sound(folder: Path, stem: str) -> Copy | None:
    """The last copy that hangs together."""
    for copy in copies(folder, stem):
        with suppress(StorageError):
            require_sound(copy.path)
            return copy
    return None


def _copies(folder: Path, stem: str) -> Iterator[Copy]:
    for path in folder.iterdir():
        found = _DATED.fullmatch(path.name)
        if found and found["stem"] == stem:
            with suppress(ValueError):
                made_at = datetime.strptime(found["moment"], _MOMENT)
                yield Copy(path, made_at, path.stat().st_size, found["replaced"] is not None)
