"""Counting once: every dossier of a period falls into exactly one cell.

A :class:`Cell` is the finest disjoint class that any form needs; a ledger is how many dossiers
each cell has. Forms, sentences and percentages are sums of cells, so they cannot disagree, and
the dossiers behind a figure are those whose cell the figure takes.

Counting is by local date. For a period [F, T] (docs/counting.md has the rules and their sources):

- a dossier counts when it was accepted by T and had not finished before F;
- it is *carried over* when accepted before F, else *new*;
- it is *finished* when its finish date is by T, else *pending*;
- early, on time, late compare the finish with the due date; pending is overdue when due < T
  (due on T is still in time). Without a due date: on time, or in time.
- waiting for a supplement stops the clock on the day it was asked: what was not overdue then does
  not become so; a dossier closed because the supplement never came was on time if it was asked for
  by the due date.

The due date, the waiting and the outcome are those in force at the end of T; whoever calls brings
the facts of that day (``events.replay`` for the few dossiers that were revised later).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Self

from motcua_tui.domain.codes import Channel, JudgeBy, Outcome
from motcua_tui.domain.periods import Period

if TYPE_CHECKING:
    from motcua_tui.domain.events import Standing


class Origin(StrEnum):
    CARRIED_OVER = "carried_over"
    NEW = "new"


class Status(StrEnum):
    """Pending at the end of the period, or how the dossier ended."""

    PENDING = "pending"
    GRANTED = "granted"
    REFUSED = "refused"
    STOPPED = "stopped"
    CLOSED = "closed"


class Judgement(StrEnum):
    """Against the due date; the first three are finished, the last two pending."""

    EARLY = "early"
    ON_TIME = "on_time"
    LATE = "late"
    IN_TIME = "in_time"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class Facts:
    """What counting needs to know of one dossier, as of the period's last day."""

    group: int
    channel: Channel
    accepted_on: date
    finished_on: date | None
    lawful_due: date | None
    promised_due: date | None
    outcome: Outcome | None
    waiting_since: date | None

    @classmethod
    def of(cls, standing: Standing, group: int, channel: Channel) -> Self | None:
        """The facts of a standing; None while not accepted."""
        if standing.accepted_on is None:
            return None
        return cls(
            group,
            channel,
            standing.accepted_on,
            standing.finished_on,
            standing.lawful_due,
            standing.promised_due,
            standing.outcome,
            standing.waiting_since,
        )

    def due(self, judge_by: JudgeBy) -> date | None:
        return (self.promised_due or self.lawful_due) if judge_by is JudgeBy.PROMISED else self.lawful_due


@dataclass(frozen=True, slots=True)
class Cell:
    """One disjoint class of dossiers. ``group`` is the id that the ledger was grouped by."""

    group: int
    channel: Channel
    origin: Origin
    status: Status
    judgement: Judgement
    waiting: bool = False
    no_due: bool = False
    re_dated: bool = False
    due_on_last_day: bool = False

    @property
    def kind(self) -> tuple[StrEnum | bool, ...]:
        """Everything but the group, which is all that a filter looks at."""
        return (
            self.channel,
            self.origin,
            self.status,
            self.judgement,
            self.waiting,
            self.no_due,
            self.re_dated,
            self.due_on_last_day,
        )


@dataclass(frozen=True, slots=True)
class CellFilter:
    """The cells that a figure takes: all that match every condition given; None means any."""

    channel: frozenset[Channel] | None = None
    origin: frozenset[Origin] | None = None
    status: frozenset[Status] | None = None
    judgement: frozenset[Judgement] | None = None
    waiting: bool | None = None
    no_due: bool | None = None
    re_dated: bool | None = None
    due_on_last_day: bool | None = None

    def takes(self, cell: Cell) -> bool:
        return (
            (self.channel is None or cell.channel in self.channel)
            and (self.origin is None or cell.origin in self.origin)
            and (self.status is None or cell.status in self.status)
            and (self.judgement is None or cell.judgement in self.judgement)
            and (self.waiting is None or cell.waiting is self.waiting)
            and (self.no_due is None or cell.no_due is self.no_due)
            and (self.re_dated is None or cell.re_dated is self.re_dated)
            and (self.due_on_last_day is None or cell.due_on_last_day is self.due_on_last_day)
        )


def classify(facts: Facts, period: Period, judge_by: JudgeBy = JudgeBy.LAWFUL_DUE) -> Cell | None:
    """The cell of one dossier in a period, or None when it does not count there.

    A finish recorded before the acceptance (an error of old registers, listed as a warning) counts
    on the acceptance day, so that carried over + received = finished + pending in every period.
    """
    if facts.accepted_on > period.last:
        return None
    ended_on = max(facts.finished_on, facts.accepted_on) if facts.finished_on else None
    if ended_on is not None and ended_on < period.first:
        return None
    due = facts.due(judge_by)
    pending = ended_on is None or ended_on > period.last
    waiting = pending and facts.waiting_since is not None and facts.waiting_since <= period.last
    if pending:
        status = Status.PENDING
        clock_on = facts.waiting_since if waiting and facts.waiting_since else period.last
        judgement = Judgement.OVERDUE if due is not None and due < clock_on else Judgement.IN_TIME
    else:
        assert facts.finished_on is not None
        status = Status(facts.outcome) if facts.outcome else Status.GRANTED
        closed = status is Status.CLOSED
        judgement = judge_finished(facts.finished_on, due, facts.waiting_since if closed else None)
    return Cell(
        facts.group,
        facts.channel,
        Origin.CARRIED_OVER if facts.accepted_on < period.first else Origin.NEW,
        status,
        judgement,
        waiting,
        due is None,
        facts.promised_due is not None,
        pending and due == period.last,
    )


def judge_finished(finished_on: date, due: date | None, closed_waiting_since: date | None) -> Judgement:
    """Early, on time or late; a dossier closed for want of a supplement by the day it was asked for."""
    if due is None:
        return Judgement.ON_TIME
    if closed_waiting_since is not None:
        return Judgement.ON_TIME if closed_waiting_since <= due else Judgement.LATE
    if finished_on < due:
        return Judgement.EARLY
    return Judgement.ON_TIME if finished_on == due else Judgement.LATE


class Ledger:
    """How many dossiers each cell of one period has."""

    def __init__(self, period: Period, cells: Iterable[tuple[Cell, int]] = ()) -> None:
        self.period = period
        self._cells: Counter[Cell] = Counter()
        for cell, count in cells:
            self._cells[cell] += count

    @classmethod
    def count(cls, facts: Iterable[Facts], period: Period, judge_by: JudgeBy = JudgeBy.LAWFUL_DUE) -> Self:
        """The ledger of dossiers given one by one."""
        cells = (classify(f, period, judge_by) for f in facts)
        return cls(period, ((cell, 1) for cell in cells if cell is not None))

    def __iter__(self) -> Iterator[tuple[Cell, int]]:
        return iter(self._cells.items())

    def groups(self) -> tuple[int, ...]:
        """The groups that have a dossier, in ascending order."""
        return tuple(sorted({cell.group for cell in self._cells}))

    def total(self, wanted: CellFilter, groups: frozenset[int] | None = None) -> int:
        """How many dossiers the wanted cells hold, in all groups or in those given."""
        return sum(
            n
            for cell, n in self._cells.items()
            if (groups is None or cell.group in groups) and wanted.takes(cell)
        )
