"""What the rest of the room asks of a connection, whichever database is behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

Named = Mapping[str, Any]
Placed = Sequence[Any]


class Cursor(Protocol):
    """The answer to a statement. A row's columns are as different as the statements."""

    @property
    def rowcount(self) -> int: ...

    def fetchone(self) -> Any: ...

    def fetchall(self) -> list[Any]: ...

    def __iter__(self) -> Iterator[Any]: ...


class Connection(Protocol):
    """Runs SQL with named (``:name``) or placed (``?``) parameters."""

    def execute(self, sql: str, parameters: Named | Placed = ..., /) -> Cursor: ...

    def executemany(self, sql: str, parameters: Iterable[Any], /) -> Cursor: ...

    def close(self) -> None: ...
