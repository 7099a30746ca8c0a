"""Working days: which days count, and adding, subtracting and counting them.

Here: the exceptions of the calendar (days off, make-up Saturdays) and the arithmetic over
them. Not here: where the exceptions come from (``services.base_calendar``, storage) and
office hours (``domain.office``).

The arithmetic is index look-ups in two arrays over whole years: how many working days there
are through each day, and the working days in order. Years are indexed when first asked for;
the index is replaced as a whole, never changed, so threads may share one calendar.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from threading import Lock
from typing import Final

from motcua_tui.domain.codes import DayKind
from motcua_tui.errors import InputError
from motcua_tui.i18n import _

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2100
SATURDAY_AND_SUNDAY: Final = frozenset({5, 6})
_FRIDAY: Final = 4
_Index = tuple[int, list[int], list[date]]


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """An exception of the calendar: a day off, or a day worked although it is a weekend.

    ``replaces`` is the other day of a swap; ``source`` the document that ordered it.
    """

    on: date
    kind: DayKind
    label: str
    replaces: date | None = None
    source: str = ""


class WorkCalendar:
    """The working days of the desk: weekdays, less the days off, plus the make-up days.

    ``days`` are the known exceptions; of two for one date the later in the list holds.
    ``extend(year)`` is asked once for the base exceptions of each year that is needed; what
    ``days`` say about the same date wins. Dates outside ``FIRST_YEAR``…``LAST_YEAR`` raise
    ``InputError``.
    """

    def __init__(
        self,
        days: Iterable[CalendarDay],
        *,
        confirmed_until: date,
        extend: Callable[[int], Iterable[CalendarDay]] | None = None,
        weekend: frozenset[int] = SATURDAY_AND_SUNDAY,
    ) -> None:
        self._confirmed_until = confirmed_until
        self._extend = extend or _nothing_more
        self._weekend = weekend
        self._rows = {day.on: day for day in days}
        self._years = range(0)
        self._index = _index(self._years, self._rows, weekend)
        self._growing = Lock()

    @property
    def confirmed_until(self) -> date:
        """The last day whose status is certain; later ones may still be moved by a notice."""
        return self._confirmed_until

    def confirmed(self, start: date, end: date) -> bool:
        """Whether the whole span lies within the confirmed part of the calendar."""
        return max(start, end) <= self._confirmed_until

    def add(self, day: date, working_days: int) -> date:
        """The n-th working day after ``day``; 0 is ``day`` itself, a negative n counts back.

        ``day`` is not counted (Civil Code 2015, art. 147), whether it is a working day or not.
        """
        if working_days < 1:
            return self.subtract(day, -working_days) if working_days else day
        origin, through, working = self._index
        at = day.toordinal() - origin
        if not 0 <= at < len(through):
            self._cover(day.year)
            return self.add(day, working_days)
        place = through[at] + working_days - 1
        if place >= len(working):
            self._cover(self._years.stop + (place - len(working)) // 366)
            return self.add(day, working_days)
        return working[place]

    def subtract(self, day: date, working_days: int) -> date:
        """The n-th working day before ``day``; 0 is ``day`` itself, a negative n counts on."""
        if working_days < 1:
            return self.add(day, -working_days) if working_days else day
        origin, through, working = self._index
        eve = day.toordinal() - origin - 1
        if not 0 <= eve < len(through):
            self._cover(day.year)
            return self.subtract(day, working_days)
        place = through[eve] - working_days
        if place < 0:
            self._cover(self._years.start + place // 366)
            return self.subtract(day, working_days)
        return working[place]

    def count(self, start: date, end: date) -> int:
        """Working days in ``(start, end]``; negative when ``end`` is the earlier one."""
        origin, through, _working = self._index
        since = start.toordinal() - origin
        until = end.toordinal() - origin
        if not (0 <= since < len(through) and 0 <= until < len(through)):
            self._cover(start.year, end.year)
            return self.count(start, end)
        return through[until] - through[since]

    def is_working(self, day: date) -> bool:
        """Whether ``day`` counts: a weekday that is not off, or a make-up day."""
        origin, through, _working = self._index
        at = day.toordinal() - origin
        if not 0 < at < len(through):
            self._cover(day.year)
            return self.is_working(day)
        return through[at - 1] < through[at]

    def next_working(self, day: date) -> date:
        """``day`` if it is a working day, else the next one (Civil Code 2015, art. 148.5)."""
        return day if self.is_working(day) else self.add(day, 1)

    def previous_working(self, day: date) -> date:
        """``day`` if it is a working day, else the one before."""
        return day if self.is_working(day) else self.subtract(day, 1)

    def exception(self, day: date) -> CalendarDay | None:
        """What the calendar says about this very day, if it says anything."""
        self._cover(day.year)
        return self._rows.get(day)

    def days(self, year: int | None = None) -> tuple[CalendarDay, ...]:
        """The exceptions by date: of one year, or all that are known so far."""
        if year is not None:
            self._cover(year)
        rows = (row for row in self._rows.values() if year in (None, row.on.year))
        return tuple(sorted(rows, key=lambda row: row.on))

    def session_weekday(self, day: date) -> int | None:
        """The weekday (Monday 0) whose office sessions apply, ``None`` when ``day`` is off.

        A make-up day uses the sessions of the weekday it replaces; those of a Friday when its
        row does not say which day that is.
        """
        if not self.is_working(day):
            return None
        row = self.exception(day)
        if row and row.replaces:
            return row.replaces.weekday()
        return _FRIDAY if day.weekday() in self._weekend else day.weekday()

    def _cover(self, *wanted: int) -> None:
        """Index these years and all between them and the years indexed already."""
        with self._growing:
            bounds = (*wanted, *self._years[:1], *self._years[-1:])
            years = range(min(bounds), max(bounds) + 1)
            if years == self._years:
                return
            if years.start < FIRST_YEAR or years.stop > LAST_YEAR + 1:
                raise InputError(
                    _("Không tính được ngày làm việc ngoài các năm {first}–{last}.").format(
                        first=FIRST_YEAR, last=LAST_YEAR
                    ),
                    _("Kiểm tra lại năm của ngày đã nhập và số ngày của thời hạn."),
                )
            new = (row for year in years if year not in self._years for row in self._extend(year))
            self._rows = {row.on: row for row in new} | self._rows
            self._index = _index(years, self._rows, self._weekend)
            self._years = years


def _index(years: range, rows: dict[date, CalendarDay], weekend: frozenset[int]) -> _Index:
    """The two arrays over whole years, and the ordinal of the eve of the first one.

    ``through[i]`` working days lie in ``(eve, eve + i]``.
    """
    through = [0]
    working: list[date] = []
    if not years:
        return date.max.toordinal(), through, working
    eve = date(years.start, 1, 1).toordinal() - 1
    for ordinal in range(eve + 1, date(years.stop, 1, 1).toordinal()):
        day = date.fromordinal(ordinal)
        row = rows.get(day)
        if row.kind is DayKind.WORK if row else day.weekday() not in weekend:
            working.append(day)
        through.append(len(working))
    return eve, through, working


def _nothing_more(year: int) -> tuple[CalendarDay, ...]:
    return ()
