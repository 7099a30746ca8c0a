"""The days between acceptance and due date, neighbours of one kind and reason together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from motcua_tui.domain.deadlines import ExplainedDay
from motcua_tui.domain.typed_dates import day_month, weekday_short


@dataclass(frozen=True, slots=True)
class Run:
    """Days one after another that count or do not count for the same reason."""

    first: ExplainedDay
    last: ExplainedDay

    @property
    def dates(self) -> str:
        """``24/11``, ``28–29/11`` or ``31/10–01/11``."""
        return _days(self.first.on, self.last.on)

    @property
    def weekdays(self) -> str:
        """``T3`` or ``T7–CN``."""
        return _span(weekday_short(self.first.on), weekday_short(self.last.on))

    @property
    def numbers(self) -> str:
        """``1–4``: which days of the limit they are; ``–`` for none."""
        if self.first.number is None:
            return "–"
        return _span(str(self.first.number), str(self.last.number))


def runs(days: Sequence[ExplainedDay]) -> tuple[Run, ...]:
    """The days in runs; the last day, which is the due date, stands alone."""
    found: list[Run] = []
    for place, day in enumerate(days):
        if found and place + 1 < len(days) and _alike(found[-1].last, day):
            found[-1] = replace(found[-1], last=day)
        else:
            found.append(Run(day, day))
    return tuple(found)


def _days(first: date, last: date) -> str:
    if first != last and first.month == last.month:
        return f"{first:%d}–{day_month(last)}"
    return _span(day_month(first), day_month(last))


def _alike(before: ExplainedDay, day: ExplainedDay) -> bool:
    same = (before.counted, before.reason, before.source) == (day.counted, day.reason, day.source)
    return same and (before.number is None) == (day.number is None)


def _span(first: str, last: str) -> str:
    return first if first == last else f"{first}–{last}"
