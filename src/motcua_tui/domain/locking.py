"""A period as it was reported, and what is different since.

A lock keeps the place of every dossier in the figures that were sent, so that a difference can name
the dossiers behind it and the events that were recorded afterwards. What is counted, and how, is in
``ledger`` and ``profiles``; nothing here reads a record.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from motcua_tui.domain import events as ev
from motcua_tui.domain.codes import JudgeBy
from motcua_tui.domain.ledger import Cell, Ledger, Status
from motcua_tui.domain.periods import Period, ReportingPeriod
from motcua_tui.domain.profiles import Figure, Profile, ProfileName


@dataclass(frozen=True, slots=True)
class Place:
    """Where a dossier stands in a report: its row, and its cell, whose group says nothing."""

    row: str
    cell: Cell

    def counted_in(self, figure: Figure) -> bool:
        return any(cells.takes(self.cell) for cells in figure)


Places = Mapping[int, Place]
"""The place of every dossier that counts in a period, by its id."""


@dataclass(frozen=True, slots=True)
class LockedPeriod:
    """That a period was locked: what was counted and how, when and by whom, and how it ended."""

    id: int
    reporting: ReportingPeriod
    profile: ProfileName
    judge_by: JudgeBy
    as_on_time: bool
    locked_at: datetime
    actor: str
    hash: str
    entry: int
    """The last entry of the journal that the figures hold; later ones were recorded after the lock."""
    unlocked_at: datetime | None = None
    unlocked_by: str = ""
    unlock_reason: str = ""

    @property
    def period(self) -> Period:
        return self.reporting.period

    @property
    def active(self) -> bool:
        return self.unlocked_at is None


@dataclass(frozen=True, slots=True)
class Issue:
    """What was sent: the figures dossier by dossier, the sentences by style, the forms by file name."""

    places: Places
    texts: Mapping[str, str]
    files: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A figure of a row, or of the total (``row`` None), that is not what was sent."""

    row: str | None
    figure: str
    was: int
    now: int
    dossiers: tuple[int, ...]
    """Those that came to it or left it."""


def ledgers(period: Period, places: Places) -> dict[str | None, Ledger]:
    """What the places add up to: the ledger of each row by its name, and of all of them as None."""
    cells: dict[str | None, list[tuple[Cell, int]]] = {None: []}
    for place, n in Counter(places.values()).items():
        for row in (None, place.row):
            cells.setdefault(row, []).append((place.cell, n))
    return {row: Ledger(period, counted) for row, counted in cells.items()}


def moved(was: Places, now: Places) -> tuple[int, ...]:
    """The dossiers that do not stand where they stood, those that came and went included."""
    return tuple(sorted(one for one in {*was, *now} if was.get(one) != now.get(one)))


def figure_changes(
    period: Period, was: Places, now: Places, profile: Profile, rows: Sequence[str]
) -> tuple[FigureChange, ...]:
    """Every figure that differs, first of the total, then of the rows in the order given."""
    others = moved(was, now)
    ledgers_then, ledgers_now, empty = ledgers(period, was), ledgers(period, now), Ledger(period)
    found: list[FigureChange] = []
    for row in (None, *rows):
        before = profile.summarise(ledgers_then.get(row, empty))
        after = profile.summarise(ledgers_now.get(row, empty))
        for name, figure in profile.figures.items():
            if before[name] != after[name]:
                dossiers = tuple(
                    one
                    for one in others
                    if _counts(was.get(one), figure, row) != _counts(now.get(one), figure, row)
                )
                found.append(FigureChange(row, name, before[name], after[name], dossiers))
    return tuple(found)


def pending(places: Places) -> frozenset[int]:
    """The dossiers still open at the end of the period: what the next one must carry over."""
    return frozenset(one for one, place in places.items() if place.cell.status is Status.PENDING)


def moving(events: Sequence[ev.Event], since: Iterable[int], last: date) -> tuple[ev.Event, ...]:
    """Of the events with the numbers ``since``, those that can move a figure of a period.

    ``events`` is the whole history, ``last`` the last day of the period. The day counts, not when it was
    recorded; a fact of the receipt counts from the beginning, and undoing a step counts as that step.
    """
    by_number = {event.number: event for event in events}

    def moves(event: ev.Event) -> bool:
        match event.what:
            case ev.Undone(undone):
                return moves(by_number[undone])
            case ev.Amended(name):
                return name in _COUNTED_FACTS
            case what:
                return not isinstance(what, _MOVES_NOTHING) and event.on <= last

    wanted = set(since)
    return tuple(event for event in events if event.number in wanted and moves(event))


_COUNTED_FACTS: Final = frozenset({"channel", "procedure", "procedure_version"})
_MOVES_NOTHING: Final = (
    ev.Submitted,
    ev.Declined,
    ev.HandedOver,
    ev.Consulted,
    ev.Answered,
    ev.Returned,
    ev.LetterIssued,
)


def _counts(place: Place | None, figure: Figure, row: str | None) -> bool:
    return place is not None and (row is None or place.row == row) and place.counted_in(figure)
