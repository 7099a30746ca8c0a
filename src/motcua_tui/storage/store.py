"""What a database asks of the place where it is kept: a file (``file``) or a server (``server``)."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

from motcua_tui.errors import StorageError
from motcua_tui.storage.connection import Connection

if TYPE_CHECKING:
    from sqlalchemy.engine import Engine


COUNTED: Final = "UPDATE agency SET writes = writes + 1 WHERE id = 1"
"""Every transaction of the writing side begins with it, so that others see that there was one."""
DROP_DRAFT: Final = "DELETE FROM draft WHERE id = :id"
WRITES: Final = "SELECT writes FROM agency WHERE id = 1"


@dataclass(frozen=True, slots=True)
class Writer:
    """The writing side: every transaction of ``engine`` begins by waiting for the others, and is counted.

    ``plain`` is the connection of ``storage.connection`` over one of the driver's, ``told`` what the
    driver's error means to a person (None for an error that is not the driver's).
    """

    engine: Engine
    plain: Callable[[object], Connection]
    told: Callable[[BaseException], StorageError | None]


class Store(Protocol):
    """Everything raises StorageError."""

    def create(self) -> None:
        """Make the tables and the row of the agency where nothing is yet."""

    def open(self) -> None:
        """See that it is ours and whole, and of this version of the tables."""

    def reader(self) -> Connection:
        """A new connection that can only read; another thread may close it."""

    def writer(self) -> Writer: ...

    def writing(self, reader: Connection) -> AbstractContextManager[Connection]:
        """A short transaction past the unit of work, of the thread that has this reading connection."""

    def bytes(self, reader: Connection) -> int:
        """How much room the record takes."""
