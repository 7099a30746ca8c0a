"""The calendar before the office adds to it: shipped official days, and beyond them a guess.

The shipped file holds every weekday off and every make-up Saturday of 2015–2026 with its
document. For other years the ``holidays`` package answers; those days are not confirmed.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Final

from motcua_tui.domain.calendar import SATURDAY_AND_SUNDAY, CalendarDay, WorkCalendar
from motcua_tui.domain.codes import DayKind

CONFIRMED_UNTIL: Final = date(2026, 11, 22)
"""The swap of 23 and 28 November 2026 was only a proposal when the file was made."""

GUESS: Final = "Python holidays (VN)"
_SHIPPED: Final = Path(__file__).parent.parent / "data" / "calendar_vn.csv"
_SHIPPED_YEARS: Final = range(2015, 2027)


def shipped_days() -> tuple[CalendarDay, ...]:
    """The days off and make-up Saturdays of the shipped years, with their documents."""
    with _SHIPPED.open(encoding="utf-8", newline="") as file:
        return tuple(
            CalendarDay(
                on=date.fromisoformat(row["date"]),
                kind=DayKind(row["kind"]),
                label=row["label"],
                replaces=date.fromisoformat(row["replaces"]) if row["replaces"] else None,
                source=row["source"],
            )
            for row in csv.DictReader(file)
        )


def guessed_days(year: int) -> tuple[CalendarDay, ...]:
    """The weekdays off and make-up Saturdays that the ``holidays`` package knows or expects."""
    from holidays import country_holidays

    known = country_holidays("VN", years=year, language="vi")
    off = [
        CalendarDay(day, DayKind.OFF, label, source=GUESS)
        for day, label in known.items()
        if day.year == year and day.weekday() not in SATURDAY_AND_SUNDAY
    ]
    work = [
        CalendarDay(day, DayKind.WORK, "Làm bù", source=GUESS)
        for day in known.weekend_workdays
        if day.year == year
    ]
    return tuple(sorted(off + work, key=lambda row: row.on))


def base_calendar(
    office_days: Iterable[CalendarDay] = (), confirmed_until: date = CONFIRMED_UNTIL
) -> WorkCalendar:
    """The calendar of the desk: its own rows over the shipped ones, other years guessed when asked for."""
    return WorkCalendar(
        (*shipped_days(), *office_days),
        confirmed_until=confirmed_until,
        extend=lambda year: () if year in _SHIPPED_YEARS else guessed_days(year),
    )
