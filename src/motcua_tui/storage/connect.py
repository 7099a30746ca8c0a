"""Opening a connection to a database file that exists, with the PRAGMAs of this program."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from motcua_tui.storage.connection import NOTHING, Named, Placed

BUSY_SECONDS: Final = 10.0
"""How long a writer waits for another before it gives up."""


APPLICATION_ID: Final = 0x4D434341
"""``MCCA`` in the header of the file: the database of a one-stop desk."""

OLDEST_SQLITE: Final = (3, 38)
"""The oldest SQLite with everything that the statements use."""


def sqlite_version() -> tuple[int, ...]:
    return sqlite3.sqlite_version_info


_CACHE_KIB: Final = 64 * 1024
"""Room for the ends of all indexes, which a big import writes to in no order."""
_FOUND: Final = "SELECT rowid AS id FROM dossier_fts WHERE dossier_fts MATCH :words"
_FOUND_OPEN: Final = "SELECT rowid AS id FROM dossier_fts_open WHERE dossier_fts_open MATCH :words"
_LAST_ID: Final = "SELECT coalesce(max(id), 0) FROM dossier"
_SEARCH_TRIGGERS: Final = """
SELECT name, sql FROM sqlite_master WHERE name IN ('dossier_fts_insert', 'dossier_fts_open_insert')
"""
_INDEXES: Final = """
SELECT name, sql FROM sqlite_master
WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN ('dossier', 'dossier_event')
"""
_INDEX_NEW: Final = (
    "INSERT INTO dossier_fts (rowid, search) SELECT id, search FROM dossier WHERE id > ?",
    "INSERT INTO dossier_fts_open (rowid, search) SELECT id, search FROM dossier WHERE id > ? AND is_open",
)


_PIECE: Final = 1 << 18
"""Characters that are counted at once: a few milliseconds, in which no key is answered."""


class Connection(sqlite3.Connection):
    """A connection of ``storage.connection`` to a file; it goes when its thread ends, being referred to
    weakly."""

    def execute(self, sql: str, parameters: Any = (), /) -> sqlite3.Cursor:  # as sqlite3 takes them
        try:
            return super().execute(sql, parameters)
        except UnicodeDecodeError as error:
            # What SQLite says of a damaged schema may be no text.
            broken = sqlite3.DatabaseError("damaged schema")
            broken.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
            raise broken from error

    def stream(self, sql: str, parameters: Named = NOTHING, /) -> Iterator[Any]:
        return iter(self.execute(sql, parameters))

    def tally(self, sql: str, parameters: Named, /) -> Iterable[tuple[int, int]]:
        """As one text of all numbers: for a GROUP BY SQLite would sort them, and a row for each of them takes
        longer than all the rest of a report."""
        numbers = f"WITH counted (n) AS ({sql}) SELECT group_concat(n) FROM counted"  # noqa: S608
        (text,) = self.execute(numbers, parameters).fetchone()
        counts: Counter[str] = Counter()
        for piece in _pieces(text or ""):
            counts.update(piece.split(","))
        return ((int(n), times) for n, times in counts.items())

    def found(self, words: Sequence[str], /, *, still_open: bool = False) -> tuple[str, dict[str, str]]:
        found = _FOUND_OPEN if still_open else _FOUND
        return found, {"words": " ".join(f'"{word}"*' for word in words)}

    def load(self, table: str, columns: Sequence[str], rows: Iterable[Placed], /) -> None:
        marks = ", ".join("?" * len(columns))
        self.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", rows)  # noqa: S608

    @contextmanager
    def loading(self, about: int = 1) -> Iterator[None]:
        """Indexes that will hold more of what is new than of what is there are made anew at the end, sorted:
        that takes half as long as finding the place of each row in twenty of them."""
        self.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        (last_id,) = self.execute(_LAST_ID).fetchone()
        triggers = self.execute(_SEARCH_TRIGGERS).fetchall()
        indexes = self.execute(_INDEXES).fetchall() if about > last_id else []
        for kind, made in (("TRIGGER", triggers), ("INDEX", indexes)):
            for name, _ in made:
                self.execute(f"DROP {kind} {name}")
        yield
        for _, index in indexes:
            self.execute(index)
        for statement in _INDEX_NEW:
            self.execute(statement, (last_id,))
        for _, trigger in triggers:
            self.execute(trigger)

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        self.execute("BEGIN")
        try:
            yield
        finally:
            self.execute("ROLLBACK")


def _pieces(numbers: str) -> Iterator[str]:
    """A text of numbers with commas between them, cut at some of the commas."""
    start = 0
    while start < len(numbers):
        cut = numbers.find(",", start + _PIECE)
        end = cut if cut >= 0 else len(numbers)
        yield numbers[start:end]
        start = end + 1


def connect(path: Path) -> Connection:
    """A connection in autocommit mode; never makes a file. Another thread may close it."""
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=rw",
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
        factory=Connection,
    )
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")
    return connection
