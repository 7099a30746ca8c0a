"""How old the dossiers are that a period leaves pending: classes of working days since their acceptance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from motcua_tui.domain.periods import Period
from motcua_tui.services.desk import Desk
from motcua_tui.services.reporting import Question, condition_behind, dossiers_behind
from motcua_tui.storage.reads import measures as reads
from motcua_tui.storage.reads.dossiers import DossierQuery

BOUNDS: Final = (5, 10, 20, 40)
"""The most working days of each class but the last, which has no end."""
FIGURES: Final = ("pending.in_time", "pending.overdue")


@dataclass(frozen=True, slots=True)
class Age:
    """The pending dossiers of one class; ``most`` is None for the oldest."""

    least: int
    most: int | None
    accepted: Period
    in_time: int
    overdue: int


def ages(desk: Desk, question: Question) -> tuple[Age, ...]:
    """The pending dossiers by their age at the end of the period, the youngest class first."""
    found = []
    for figure in FIGURES:
        condition = condition_behind(desk, question, (figure,))
        found.append(reads.accepted_on(desk.database.reader(), *condition))
    in_time, overdue = found
    classes: list[Age] = []
    least, end = 0, question.period.end
    for most in (*BOUNDS, None):
        begin = date.min if most is None else _accepted_since(desk, question.period.last, most)
        accepted = Period(begin, end)
        classes.append(Age(least, most, accepted, _within(accepted, in_time), _within(accepted, overdue)))
        least, end = (most or 0) + 1, begin
    return tuple(classes)


def dossiers_aged(desk: Desk, question: Question, age: Age, figures: tuple[str, ...]) -> DossierQuery:
    """The list of the pending dossiers of a class."""
    return replace(dossiers_behind(desk, question, figures), accepted=age.accepted)


def _within(period: Period, by_day: Mapping[int, int]) -> int:
    start, end = period.start.toordinal(), period.end.toordinal()
    return sum(n for day, n in by_day.items() if start <= day < end)


def _accepted_since(desk: Desk, last: date, days: int) -> date:
    """The first day from which at most so many working days have passed until ``last``."""
    return desk.calendar.subtract(last + timedelta(days=1), days + 1)
