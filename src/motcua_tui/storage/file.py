"""A record in one file of SQLite.

Nothing here imports SQLAlchemy until something is written, so that the first screen is quick.
Everything that can be wrong with a file becomes a StorageError, and the file is left untouched.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path
from typing import Final

from motcua_tui.errors import StorageError
from motcua_tui.i18n import _
from motcua_tui.locations import make_folder
from motcua_tui.storage.connect import APPLICATION_ID, connect
from motcua_tui.storage.connection import Connection
from motcua_tui.storage.failures import missing, newer, no_database, told
from motcua_tui.storage.store import Writer
from motcua_tui.storage.versions import NEWEST

_CACHE_KIB: Final = 512
"""Room for what is read, which every thread has of its own; the system keeps the file in memory anyway."""


class FileStore:
    """A file, readable by its owner only; a folder made for it likewise."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def create(self) -> None:
        path = self._path
        try:
            make_folder(path.parent)
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
                connection.execute("INSERT INTO agency (id, code, name, writes) VALUES (1, '', '', 0)")
        except sqlite3.Error as error:
            _remove(path)
            raise told(error) from error
        except StorageError:
            _remove(path)
            raise

    def open(self) -> None:
        """Brings an older file to the newest version after a backup beside it."""
        version = _version(self._path)
        if version > NEWEST:
            raise newer()
        if version < NEWEST:
            from motcua_tui.storage.backup import backup

            backup(self._path, _beside(self._path, version))
            _upgrade(self._path)

    def reader(self) -> Connection:
        try:
            reader = connect(self._path)
            reader.execute("PRAGMA query_only = ON")
            reader.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        except sqlite3.Error as error:
            raise told(error) from error
        return reader

    def writer(self) -> Writer:
        from motcua_tui.storage.file_writer import writer

        return writer(self._path)

    @contextmanager
    def writing(self, reader: Connection) -> Iterator[Connection]:
        try:
            with closing(connect(self._path)) as connection, connection:
                connection.execute("BEGIN IMMEDIATE")
                yield connection
        except sqlite3.Error as error:
            raise told(error) from error

    def bytes(self, reader: Connection) -> int:
        return self._path.stat().st_size


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
    from motcua_tui.storage.file_writer import bring_up_to_date

    bring_up_to_date(path)


def _beside(path: Path, version: int) -> Path:
    """A name for the backup that is not taken yet."""
    for number in count(1):
        beside = path.with_name(f"{path.stem}.v{version}-{number}{path.suffix}")
        if not beside.exists():
            return beside
    raise AssertionError


def _remove(path: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
