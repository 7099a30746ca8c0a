"""The database of a desk: making it, opening it, reading from it, writing to it.

It is a file or a database of a server; nothing outside of ``file`` and ``server`` knows which.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakSet

from motcua_tui.errors import DamagedError
from motcua_tui.storage.connection import Connection
from motcua_tui.storage.place import Place, Server
from motcua_tui.storage.reads.rows import row
from motcua_tui.storage.store import WRITES

if TYPE_CHECKING:
    from motcua_tui.storage.store import Store, Writer
    from motcua_tui.storage.unit_of_work import UnitOfWork


class Database:
    """One desk's database. Safe to share between threads: every thread reads on its own."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self._store = _store(place)
        self._local = threading.local()
        self._readers: WeakSet[Connection] = WeakSet()
        self._writer: Writer | None = None
        self.damage: DamagedError | None = None
        """Why the record can only be read, and not everything of it."""
        self._counting = threading.Lock()
        self._own_writes = 0

    @classmethod
    def create(cls, place: Place) -> Database:
        """A new database: a file that is not there yet, or the tables in an empty database of a server.

        Raises StorageError when there is one already or it cannot be written.
        """
        database = cls(place)
        database._store.create()
        return database

    @classmethod
    def open(cls, place: Place) -> Database:
        """The database of that place; a file is brought to the newest version after a backup beside it.

        A damaged file of which something can be read is opened to be read only (``damage``). Raises
        StorageError when it is missing, not ours, not readable at all, of a newer program, or when a server
        has an older version.
        """
        database = cls(place)
        try:
            database._store.open()
        except DamagedError as error:
            database.only_read(error)
        return database

    @staticmethod
    def upgrade(place: Place) -> bool:
        """Bring an older database of a server to the newest version, which its owner does when nobody works;
        False where it is not older. A file is brought there when it is opened. Raises StorageError."""
        if not isinstance(place, Server):
            return False
        from motcua_tui.storage.server.store import ServerStore

        return ServerStore(place).upgrade()

    def only_read(self, why: DamagedError) -> None:
        """The file turned out to be damaged: from now on nothing is written to it. Raises ``why`` when
        nothing can be read either."""
        if self.path is None:
            raise why
        from motcua_tui.storage.damaged_file import DamagedFileStore

        store = DamagedFileStore(self.path, why)
        self._store, self._writer, self.damage = store, None, why
        store.open()

    def reopen(self) -> None:
        """Open again what another file was put in the place of. Raises StorageError."""
        self.close()
        self._store, self.damage = _store(self.place), None
        self._store.open()

    @property
    def path(self) -> Path | None:
        """The file; None on a server."""
        return None if isinstance(self.place, Server) else self.place

    def reader(self) -> Connection:
        """The reading connection of this thread."""
        reader: Connection | None = getattr(self._local, "reader", None)
        if reader is None:
            reader = self._store.reader()
            self._local.reader = reader
            self._readers.add(reader)
        return reader

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """The reading connection of this thread, to which everything stays as it is now meanwhile."""
        reader = self.reader()
        with reader.snapshot():
            yield reader

    def unit_of_work(self, *, zone: str, actor: str, now: datetime, draft: int | None = None) -> UnitOfWork:
        """One transaction: ``actor`` records at the local instant ``now`` of ``zone``; the ``draft`` of what
        is recorded goes with it."""
        from motcua_tui.storage.unit_of_work import UnitOfWork

        if self._writer is None:
            self._writer = self._store.writer()
        return UnitOfWork(self._writer, zone=zone, actor=actor, now=now, draft=draft, committed=self._count)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A short transaction for what is no part of the record; quick before the writing side is loaded.

        Committed at its end, taken back by an error. Raises StorageError.
        """
        with self._store.writing(self.reader()) as connection:
            yield connection

    def writes_of_others(self) -> int:
        """How many units of work others have committed so far. Raises StorageError.

        For a moment it may count one of our own that is just being committed.
        """
        found = row(self.reader(), WRITES)
        assert found is not None
        return int(found[0]) - self._own_writes

    def _count(self) -> None:
        with self._counting:
            self._own_writes += 1

    def bytes(self) -> int:
        """How much room the record takes."""
        return self._store.bytes(self.reader())

    def close(self) -> None:
        """Close every connection."""
        for reader in list(self._readers):
            reader.close()
        self._readers.clear()
        self._local = threading.local()
        if self._writer is not None:
            self._writer.engine.dispose()
            self._writer = None


def _store(place: Place) -> Store:
    if isinstance(place, Server):
        from motcua_tui.storage.server.store import ServerStore

        return ServerStore(place)
    from motcua_tui.storage.file import FileStore

    return FileStore(place)
