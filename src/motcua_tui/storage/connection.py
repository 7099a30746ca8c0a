"""What the rest of the room asks of a connection, whichever database is behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, Final, Protocol

Named = Mapping[str, Any]
Placed = Sequence[Any]
NOTHING: Final[Named] = {}


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

    def stream(self, sql: str, parameters: Named = ..., /) -> Iterator[Any]:
        """The rows of a statement that gives more of them than should be held at once."""

    def tally(self, sql: str, parameters: Named, /) -> Iterable[tuple[int, int]]:
        """Each number that a statement of one column gives, and how often it comes."""

    def found(self, words: Sequence[str], /, *, still_open: bool = False) -> tuple[str, dict[str, str]]:
        """A SELECT of the ``id`` of every dossier, or every open one, that has words with these beginnings,
        and its parameters. There is at least one; they are words of ``domain.text.tokens``."""

    def load(self, table: str, columns: Sequence[str], rows: Iterable[Placed], /) -> None:
        """Add many rows to a table, the fastest way there is. Names are ours, never text from outside."""

    def loading(self, about: int = 1) -> AbstractContextManager[None]:
        """Inside it about so many dossiers are added; what search needs of them follows at its end."""

    def snapshot(self) -> AbstractContextManager[None]:
        """Inside it everything stays as it was at the first look, whatever others write."""

    def close(self) -> None: ...
