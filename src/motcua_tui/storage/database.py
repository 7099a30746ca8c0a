"""The database file of a desk: making it, opening it, reading from it, writing to it.

Nothing here imports SQLAlchemy until something is written, so that the first screen is quick.
Everything that can be wrong with a file becomes a StorageError, and the file is left untouched.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from contextlib import closing
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Final
from weakref import WeakSet

from motcua_tui.errors import StorageError
from motcua_tui.i18n import _
from motcua_tui.storage.connect import APPLICATION_ID, connect
from motcua_tui.storage.connect import Connection as SqliteConnection
from motcua_tui.storage.connection import Connection
from motcua_tui.storage.failures import missing, no_database, told

if TYPE_CHECKING:
    from sqlalchemy.engine import Engine

    from motcua_tui.storage.unit_of_work import UnitOfWork

NEWEST: Final = 1
"""The number of the last revision in ``migrations/versions``, kept in ``PRAGMA user_version``."""


class Database:
    """One desk's database. Safe to share between threads: every thread reads on its own."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        self._readers: WeakSet[SqliteConnection] = WeakSet()
        self._engine: Engine | None = None

    @classmethod
    def create(cls, path: Path) -> Database:
        """A new database, readable by its owner only; a folder made for it likewise.

        Raises StorageError when there is a file already or it cannot be written.
        """
        try:
            _make_folder(path.parent)
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        except FileExistsError:
            raise StorageError(
                _("Đã có tệp {path}.").format(path=path),
                _("Mở tệp đang có, hoặc chọn tên khác cho sổ mới."),
            ) from None
        except OSError as error:
            raise StorageError(
                _("Không tạo được tệp {path}: {error}.").format(path=path, error=error.strerror),
                _("Kiểm tra quyền ghi của thư mục, hoặc chọn thư mục khác."),
            ) from error
        try:
            with closing(connect(path)) as connection:
                connection.execute("PRAGMA journal_mode = WAL")
                connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            _upgrade(path)
            with closing(connect(path)) as connection:
                connection.execute("INSERT INTO agency (id, code, name) VALUES (1, '', '')")
        except sqlite3.Error as error:
            _remove(path)
            raise told(error) from error
        except StorageError:
            _remove(path)
            raise
        return cls(path)

    @classmethod
    def open(cls, path: Path) -> Database:
        """The database of that file, brought to the newest version after a backup beside it.

        Raises StorageError when it is missing, not ours, damaged, or of a newer program.
        """
        version = _version(path)
        if version > NEWEST:
            raise StorageError(
                _("Cơ sở dữ liệu thuộc phiên bản mới hơn của chương trình."),
                _("Cập nhật chương trình rồi mở lại; tệp chưa bị thay đổi."),
            )
        if version < NEWEST:
            from motcua_tui.storage.backup import backup

            backup(path, _beside(path, version))
            _upgrade(path)
        return cls(path)

    def reader(self) -> Connection:
        """The reading connection of this thread."""
        reader: SqliteConnection | None = getattr(self._local, "reader", None)
        if reader is None:
            try:
                reader = connect(self.path)
                reader.execute("PRAGMA query_only = ON")
            except sqlite3.Error as error:
                raise told(error) from error
            self._local.reader = reader
            self._readers.add(reader)
        return reader

    def unit_of_work(self, *, zone: str, actor: str, now: datetime) -> UnitOfWork:
        """One transaction: ``actor`` records at the local instant ``now`` of ``zone``."""
        from motcua_tui.storage.unit_of_work import UnitOfWork, engine

        if self._engine is None:
            self._engine = engine(self.path)
        return UnitOfWork(self._engine, zone=zone, actor=actor, now=now)

    def close(self) -> None:
        """Close every thread's reading connection."""
        for reader in list(self._readers):
            reader.close()
        self._readers.clear()
        self._local = threading.local()


def _version(path: Path) -> int:
    if not path.exists():
        raise missing(path)
    if not path.is_file() or path.stat().st_size == 0:
        raise no_database()
    try:
        with closing(connect(path)) as connection:
            (application,) = connection.execute("PRAGMA application_id").fetchone()
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            if application != APPLICATION_ID or version == 0:
                raise no_database()
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            if version <= NEWEST:
                connection.execute("SELECT max(id) FROM dossier").fetchone()
    except sqlite3.Error as error:
        raise told(error) from error
    return int(version)


def _upgrade(path: Path) -> None:
    from sqlalchemy.exc import DBAPIError

    from motcua_tui.storage.migrate import upgrade

    try:
        upgrade(path)
    except DBAPIError as error:
        raise (told(error.orig) if isinstance(error.orig, sqlite3.Error) else error) from error


def _beside(path: Path, version: int) -> Path:
    """A name for the backup that is not taken yet."""
    for number in count(1):
        beside = path.with_name(f"{path.stem}.v{version}-{number}{path.suffix}")
        if not beside.exists():
            return beside
    raise AssertionError


def _make_folder(folder: Path) -> None:
    if not folder.exists():
        _make_folder(folder.parent)
        folder.mkdir(mode=0o700)


def _remove(path: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
