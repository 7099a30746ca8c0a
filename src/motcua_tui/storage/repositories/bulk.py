"""Storing many dossiers at once, past the object mapper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple
from itertools import islice
from typing import Final

from motcua_tui.domain.dossier import Particulars
from motcua_tui.domain.events import Event, Standing, replay
from motcua_tui.storage.codes import code_of, maybe_ordinal
from motcua_tui.storage.happenings import encode
from motcua_tui.storage.journal import Recorded, Row
from motcua_tui.storage.projection import standing_columns
from motcua_tui.storage.repositories.references import References
from motcua_tui.storage.repositories.transaction import Transaction
from motcua_tui.storage.tables import OWN_AGENCY

Item = tuple[Particulars, Sequence[Event]]
Values = tuple[str | int | None, ...]

_BATCH: Final = 5000
_CACHE_KIB: Final = 64 * 1024
"""Room for the ends of all indexes, which a big import writes to in no order."""

_SEARCH_TRIGGER: Final = "SELECT sql FROM sqlite_master WHERE name = 'dossier_fts_insert'"
_INDEX_NEW: Final = "INSERT INTO dossier_fts (rowid, search) SELECT id, search FROM dossier WHERE id > ?"
_EVENT: Final = "INSERT INTO dossier_event VALUES (?, ?, ?, ?, ?, ?, ?, {entry})"
_WAITING: Final = "INSERT INTO waiting VALUES (?, ?, ?, ?, ?, ?, ?)"
_PAPER: Final = "INSERT INTO paper VALUES (?, ?, ?, ?, ?, ?, ?)"


def bulk_add(transaction: Transaction, items: Iterable[Item]) -> int:
    """Store the dossiers in the open transaction and index them for search at the end.

    Raises ``sqlite3.Error``, which the unit of work tells to a person, when the database refuses
    a row, such as a code that is taken.
    """
    connection = transaction.connection
    connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    last_id: int = connection.execute("SELECT coalesce(max(id), 0) FROM dossier").fetchone()[0]
    (search_trigger,) = connection.execute(_SEARCH_TRIGGER).fetchone()
    connection.execute("DROP TRIGGER dossier_fts_insert")
    rows = _Rows(transaction, last_id)
    rest = iter(items)
    while batch := list(islice(rest, _BATCH)):
        rows.write(batch)
    connection.execute(_INDEX_NEW, (last_id,))
    connection.execute(search_trigger)
    return rows.last_id - last_id


class _Rows:
    """Turns dossiers into rows, numbering them on from ``last_id``."""

    def __init__(self, transaction: Transaction, last_id: int) -> None:
        self.last_id = last_id
        self._in = transaction
        self._references = References(transaction.connection)

    def write(self, items: Sequence[Item]) -> None:
        dossiers: list[Values] = []
        events: list[Row] = []
        waits: list[Values] = []
        papers: list[Values] = []
        for particulars, happened in items:
            self.last_id += 1
            numbered = [Event(event.at, event.what, place) for place, event in enumerate(happened, 1)]
            standing = replay(numbered)
            receipt = self._references.columns(particulars)
            stands = standing_columns(standing, self._in.clock)
            dossiers.append((self.last_id, OWN_AGENCY, 1, *receipt.values(), *stands.values()))
            events += self._events(numbered)
            if standing.waits:
                waits += self._waits(standing)
            if particulars.papers:
                papers += self._papers(particulars)
        names = ("id", "agency_id", "version", *receipt, *stands)
        connection = self._in.connection
        # The names are keys of the projection, never text from outside.
        insert = f"INSERT INTO dossier ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"  # noqa: S608
        connection.executemany(insert, dossiers)
        journal = self._in.journal
        connection.executemany(_EVENT.format(entry=journal.entry), events)
        for event in events:
            journal.add(Recorded.EVENT, event)
        journal.seal()
        connection.executemany(_WAITING, waits)
        connection.executemany(_PAPER, papers)

    def _events(self, events: Iterable[Event]) -> Iterator[Row]:
        stored = self._in.clock.stored
        for event in events:
            kind, detail = encode(event.what)
            yield (
                self.last_id,
                event.number,
                kind,
                stored(event.at),
                self._in.now,
                self._in.actor,
                detail,
            )

    def _papers(self, particulars: Particulars) -> Iterator[Values]:
        for number, paper in enumerate(particulars.papers, 1):
            yield (self.last_id, number, *astuple(paper))

    def _waits(self, standing: Standing) -> Iterator[Values]:
        for number, wait in enumerate(standing.waits, 1):
            yield (
                self.last_id,
                number,
                code_of(wait.kind),
                wait.asked_on.toordinal(),
                maybe_ordinal(wait.complete_by),
                maybe_ordinal(wait.ended_on),
                wait.stops_clock,
            )
