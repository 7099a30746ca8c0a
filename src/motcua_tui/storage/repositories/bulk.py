"""Storing many dossiers at once, past the object mapper."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import astuple
from itertools import islice
from typing import Final

from motcua_tui.domain.dossier import Particulars
from motcua_tui.domain.events import Event, Standing, replay
from motcua_tui.storage.codes import code_of, maybe_ordinal
from motcua_tui.storage.happenings import encode
from motcua_tui.storage.journal import Recorded, Row
from motcua_tui.storage.projection import COUNTED, Values, earlier_rows, standing_columns
from motcua_tui.storage.repositories.references import References
from motcua_tui.storage.repositories.summary import count_new
from motcua_tui.storage.repositories.transaction import Transaction
from motcua_tui.storage.tables import OWN_AGENCY

Item = tuple[Particulars, Sequence[Event]]

_BATCH: Final = 5000
_EVENT: Final = ("dossier_id", "number", "kind", "happened_at", "recorded_at", "actor", "detail", "entry")
_EARLIER: Final = ("dossier_id", "from_on", "until_on", *COUNTED)
_WAITING: Final = ("dossier_id", "number", "kind", "asked_on", "complete_by", "ended_on", "stops_clock")
_PAPER: Final = ("dossier_id", "number", "name", "originals", "copies", "received", "digitised")


def bulk_add(transaction: Transaction, items: Iterable[Item], *, about: int = 1) -> int:
    """Store the dossiers, about so many, in the open transaction and index them for search at the end.

    Raises the database's own error, which the unit of work tells to a person, when it refuses a row,
    such as a code that is taken.
    """
    connection = transaction.connection
    last_id: int = connection.execute("SELECT coalesce(max(id), 0) FROM dossier").fetchone()[0]
    rows = _Rows(transaction, last_id)
    rest = iter(items)
    with connection.loading(about), _nothing_collected():
        while batch := list(islice(rest, _BATCH)):
            rows.write(batch)
        count_new(connection, last_id)
    return rows.last_id - last_id


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Without looking for cycles among all the rows that are held for a moment: there are none."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


class _Rows:
    """Turns dossiers into rows, numbering them on from ``last_id``."""

    def __init__(self, transaction: Transaction, last_id: int) -> None:
        self.last_id = last_id
        self._in = transaction
        self._references = References(transaction.connection)

    def write(self, items: Sequence[Item]) -> None:
        dossiers: list[Values] = []
        events: list[Row] = []
        earlier: list[Values] = []
        waits: list[Values] = []
        papers: list[Values] = []
        for particulars, happened in items:
            self.last_id += 1
            numbered = [
                event if event.number == place else Event(event.at, event.what, place)
                for place, event in enumerate(happened, 1)
            ]
            standing = replay(numbered)
            receipt = self._references.columns(particulars)
            stands = standing_columns(standing, self._in.clock)
            dossiers.append((self.last_id, OWN_AGENCY, len(numbered), *receipt.values(), *stands.values()))
            events += self._events(numbered)
            if standing.revised_on:
                earlier += self._earlier(numbered, standing)
            if standing.waits:
                waits += self._waits(standing)
            if particulars.papers:
                papers += self._papers(particulars)
        names = ("id", "agency_id", "version", *receipt, *stands)
        connection = self._in.connection
        connection.load("dossier", names, dossiers)
        journal = self._in.journal
        entry = journal.entry
        connection.load("dossier_event", _EVENT, [(*event, entry) for event in events])
        journal.add(Recorded.EVENT, *events)
        journal.seal()
        connection.load("dossier_earlier", _EARLIER, earlier)
        connection.load("waiting", _WAITING, waits)
        connection.load("paper", _PAPER, papers)

    def _events(self, events: Iterable[Event]) -> Iterator[Row]:
        dossier, now, actor, stored = self.last_id, self._in.now, self._in.actor, self._in.clock.stored
        for event in events:
            kind, detail = encode(event.what)
            yield dossier, event.number, kind, stored(event.at), now, actor, detail

    def _earlier(self, events: Iterable[Event], standing: Standing) -> Iterator[Values]:
        for values in earlier_rows(events, standing, self._in.clock):
            yield (self.last_id, *values)

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
