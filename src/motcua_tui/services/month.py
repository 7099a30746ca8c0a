"""A month of the office's calendar: which days count, why, and how many dossiers fall due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from motcua_tui.domain.calendar import CalendarDay
from motcua_tui.domain.periods import Period
from motcua_tui.services.desk import Desk
from motcua_tui.storage.reads.load import due_by_day


@dataclass(frozen=True, slots=True)
class MonthDay:
    """One day: ``row`` is what the calendar says of it, ``due`` how many open dossiers fall due."""

    on: date
    working: bool
    row: CalendarDay | None
    due: int


@dataclass(frozen=True, slots=True)
class Month:
    """The days from the 1st to the last."""

    days: tuple[MonthDay, ...]

    @property
    def first(self) -> date:
        return self.days[0].on

    @property
    def working_days(self) -> int:
        return sum(day.working for day in self.days)

    @property
    def most_due(self) -> int:
        return max(day.due for day in self.days)

    def day(self, on: date) -> MonthDay | None:
        """The day, None where it is of another month."""
        place = (on - self.first).days
        return self.days[place] if 0 <= place < len(self.days) else None


def month(desk: Desk, day: date) -> Month:
    """The month that holds the day."""
    first = day.replace(day=1)
    end = (first + timedelta(days=31)).replace(day=1)
    load = due_by_day(desk.database.reader(), Period(first, end))
    days = (first + timedelta(days=ahead) for ahead in range((end - first).days))
    calendar = desk.calendar
    return Month(
        tuple(MonthDay(on, calendar.is_working(on), calendar.exception(on), load.get(on, 0)) for on in days)
    )


def another_month(day: date, months: int) -> date:
    """The same day so many months later, or the last one of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    following = date(day.year + years + (month == 11), (month + 1) % 12 + 1, 1)
    last = (following - timedelta(days=1)).day
    return date(day.year + years, month + 1, min(day.day, last))
