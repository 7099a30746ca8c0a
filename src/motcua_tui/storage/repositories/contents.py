"""Filling a new database with all that another one holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from sqlalchemy import Table

from motcua_tui.errors import StorageError
from motcua_tui.i18n import _
from motcua_tui.storage import contents
from motcua_tui.storage.connection import Connection
from motcua_tui.storage.contents import Values
from motcua_tui.storage.repositories.transaction import Transaction


class ContentsRepository:
    def __init__(self, transaction: Transaction) -> None:
        self.connection: Connection = transaction.connection
        """Shows what was written so far, so that it can be proved before the commit."""

    def fill(self, rows: Callable[[Table], Iterable[Values]], dossiers: int) -> None:
        """Put these rows of every table, about so many of them dossiers, in the place of what the desk was
        set up with.

        The tables are asked for in the order of ``contents.TABLES``. Raises StorageError where anything was
        recorded already, and the error of the database for a row that it refuses.
        """
        if not contents.is_new(self.connection):
            raise StorageError(
                _("Nơi chuyển đến đã có dữ liệu."),
                _("Chọn một tệp mới hoặc một cơ sở dữ liệu trống; dữ liệu ở đó chưa bị thay đổi."),
            )
        for table in reversed(contents.TABLES):
            if table.name in contents.SET_UP:
                self.connection.execute(f"DELETE FROM {table.name}")  # noqa: S608
        with self.connection.loading(dossiers):
            for table in contents.TABLES:
                self.connection.load(table.name, contents.names(table), rows(table))
