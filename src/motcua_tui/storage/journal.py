"""The chain of everything that was written down.

A transaction that records something ends with an entry of the ``journal``: its seal is a SHA-256 over the
seal before it and over every row that it recorded. Whoever changes, adds or removes such a row afterwards
breaks the chain at that entry, and :func:`broken_links` finds it. There is no secret in it: whoever writes
the whole chain anew is found out by the last seal, which ``motcua verify`` prints to be kept elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from functools import cache
from hashlib import sha256
from heapq import merge
from itertools import groupby
from operator import itemgetter
from typing import Final

from motcua_tui.storage.codes import Clock
from motcua_tui.storage.connection import Connection

Row = tuple[int | str, ...]


class Recorded(IntEnum):
    """What is recorded; the rows of an entry are sealed in this order, each kind by its key."""

    EVENT = 0
    CHANGE = 1


_BEGIN: Final = ""
"""What stands in the place of the seal before the first one."""
_LAST: Final = "SELECT id, seal FROM journal ORDER BY id DESC LIMIT 1"
_ENTRIES: Final = "SELECT id, recorded_at, actor, seal FROM journal ORDER BY id"
_EVENTS: Final = """
SELECT entry, 0, dossier_id, number, kind, happened_at, recorded_at, actor, detail
FROM dossier_event ORDER BY entry, dossier_id, number
"""
_CHANGES: Final = """
SELECT entry, 1, id, subject, name, field, before, after, recorded_at, actor
FROM office_change ORDER BY entry, id
"""


class Journal:
    """The entry that the open transaction is writing."""

    def __init__(self, connection: Connection, actor: str, now: int) -> None:
        self._connection = connection
        self._actor, self._now = actor, now
        self._entry, self._before = 0, _BEGIN
        self._rows: list[Row] = []

    @property
    def entry(self) -> int:
        """The number of the entry, for the column ``entry`` of what is recorded."""
        if not self._entry:
            last, self._before = self._connection.execute(_LAST).fetchone() or (0, _BEGIN)
            self._entry = last + 1
        return self._entry

    def add(self, kind: Recorded, *rows: Row) -> None:
        """Rows that were recorded: their columns in the order of the table, without ``entry``."""
        self._rows += ((kind, *row) for row in rows)

    def seal(self) -> None:
        """End the entry, where anything was recorded; what comes after begins the next."""
        if not self._rows:
            return
        entry, seal = self.entry, _seal(self._before, sorted(self._rows))
        self._connection.execute(
            "INSERT INTO journal (id, agency_id, recorded_at, actor, seal) VALUES (?, 1, ?, ?, ?)",
            (entry, self._now, self._actor, seal),
        )
        self._entry, self._before, self._rows = entry + 1, seal, []


@dataclass(frozen=True, slots=True)
class Head:
    """Where the chain ends: how many entries it has, and the last seal (empty when there is none)."""

    entries: int
    seal: str


@dataclass(frozen=True, slots=True)
class BrokenLink:
    """An entry that does not fit what is stored; ``dossiers`` are the ids of those it recorded events of.

    ``recorded_at`` is None where rows name an entry that the journal does not have.
    """

    entry: int
    recorded_at: datetime | None
    actor: str
    dossiers: tuple[int, ...]


def head(connection: Connection) -> Head:
    entries, seal = connection.execute(_LAST).fetchone() or (0, _BEGIN)
    return Head(entries, seal)


def broken_links(connection: Connection, clock: Clock) -> Iterator[BrokenLink]:
    """The entries whose seal is not that of their rows, in order; none when the chain is whole."""
    recorded = groupby(merge(connection.stream(_EVENTS), connection.stream(_CHANGES)), key=itemgetter(0))
    at, rows = _next(recorded)
    before = _BEGIN
    expected = 1
    for entry, recorded_at, actor, seal in connection.stream(_ENTRIES):
        while at is not None and at < entry:
            yield BrokenLink(at, None, "", _dossiers(rows))
            at, rows = _next(recorded)
        found: list[Row] = []
        if at == entry:
            found = rows
            at, rows = _next(recorded)
        if entry != expected or seal != _seal(before, found):
            yield BrokenLink(entry, clock.local(recorded_at), actor, _dossiers(found))
        before, expected = seal, entry + 1
    while at is not None:
        yield BrokenLink(at, None, "", _dossiers(rows))
        at, rows = _next(recorded)


def _next(recorded: Iterator[tuple[int, Iterator[Row]]]) -> tuple[int | None, list[Row]]:
    entry, rows = next(recorded, (None, iter(())))
    return entry, [row[1:] for row in rows]


def _seal(before: str, rows: Iterable[Row]) -> str:
    """Over rows that begin with their kind. Text that is stored holds no control characters but tab and
    newline, so these two divide it."""
    lines = [_divided(len(row)) % row for row in rows]
    return sha256("\x1e".join((before, *lines)).encode()).hexdigest()


@cache
def _divided(columns: int) -> str:
    return "\x1f".join(["%s"] * columns)


def _dossiers(rows: Iterable[Row]) -> tuple[int, ...]:
    return tuple(sorted({int(row[1]) for row in rows if row[0] == Recorded.EVENT}))
