"""Adding and counting working days: the calendar of the desk against the libraries people use.

The years 2022 and 2023 have no make-up Saturday, so that every contender can express the same
calendar; all are made to agree before they are measured. ``python -m benchmarks.working_days``
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from importlib import import_module
from random import Random
from typing import Final

from benchmarks._measure import Contender, Row, measure, show
from motcua_tui.services.base_calendar import base_calendar

YEARS: Final = (2022, 2023)
QUESTIONS: Final = 200
A_DAY: Final = timedelta(days=1)
INDEX: Final = "one list index"

Add = Callable[[date, int], date]
Count = Callable[[date, date], int]


def run() -> list[Row]:
    """Measure both questions; in each the first row, ratio 1, is the calendar of the desk."""
    calendar = base_calendar()
    days_off = frozenset(row.on for year in YEARS for row in calendar.days(year))
    first = date(YEARS[0], 1, 1)
    working = [day for day in (first + A_DAY * n for n in range(600)) if calendar.is_working(day)]
    chance = Random(2026)
    terms = [(chance.choice(working), chance.randint(1, 30)) for _ in range(QUESTIONS)]
    spans = [(day, calendar.add(day, days)) for day, days in terms]

    adders: dict[str, Add] = {"motcua": calendar.add}
    counters: dict[str, Count] = {"motcua": calendar.count}
    for name, (add, count) in _peers(days_off).items():
        if [add(*term) for term in terms] != [end for _, end in spans]:
            raise AssertionError(f"{name} adds differently")
        if [count(*span) for span in spans] != [days for _, days in terms]:
            raise AssertionError(f"{name} counts differently")
        adders[name], counters[name] = add, count

    cells = list(range(QUESTIONS))
    return [
        *measure(
            [
                *(_adding(f"add, {name}", add, terms) for name, add in adders.items()),
                Contender(f"add, {INDEX}", "the floor", lambda: [cells[n] for _, n in terms], QUESTIONS),
            ]
        ),
        *measure(
            [
                *(_counting(f"count, {name}", count, spans) for name, count in counters.items()),
                Contender(f"count, {INDEX}", "the floor", lambda: [cells[n] for _, n in terms], QUESTIONS),
            ]
        ),
    ]


def _adding(name: str, add: Add, terms: Sequence[tuple[date, int]]) -> Contender:
    return Contender(name, "1 to 30 working days", lambda: [add(day, n) for day, n in terms], QUESTIONS)


def _counting(name: str, count: Count, spans: Sequence[tuple[date, date]]) -> Contender:
    return Contender(name, "1 to 30 working days", lambda: [count(*span) for span in spans], QUESTIONS)


def _peers(days_off: frozenset[date]) -> dict[str, tuple[Add, Count]]:
    return {
        "a day loop": _day_loop(days_off),
        "numpy busday": _numpy(days_off),
        "bizdays": _bizdays(days_off),
        "holidays": _holidays(),
        "workalendar": _workalendar(days_off),
    }


def _day_loop(days_off: frozenset[date]) -> tuple[Add, Count]:
    def add(day: date, days: int) -> date:
        while days:
            day += A_DAY
            if day.weekday() < 5 and day not in days_off:
                days -= 1
        return day

    def count(start: date, end: date) -> int:
        found = 0
        while start < end:
            start += A_DAY
            found += start.weekday() < 5 and start not in days_off
        return found

    return add, count


def _numpy(days_off: frozenset[date]) -> tuple[Add, Count]:
    numpy = import_module("numpy")
    calendar = numpy.busdaycalendar(holidays=sorted(days_off))

    def add(day: date, days: int) -> date:
        end: date = numpy.busday_offset(day, days, busdaycal=calendar).item()
        return end

    def count(start: date, end: date) -> int:
        return int(numpy.busday_count(start, end, busdaycal=calendar))

    return add, count


def _bizdays(days_off: frozenset[date]) -> tuple[Add, Count]:
    calendar = import_module("bizdays").Calendar(
        sorted(days_off),
        ["Saturday", "Sunday"],
        startdate=date(YEARS[0], 1, 1),
        enddate=date(YEARS[-1], 12, 31),
    )
    return calendar.offset, calendar.bizdays


def _holidays() -> tuple[Add, Count]:
    calendar = import_module("holidays").country_holidays("VN", years=YEARS)

    def count(start: date, end: date) -> int:
        return int(calendar.get_working_days_count(start + A_DAY, end))

    return calendar.get_nth_working_day, count


def _workalendar(days_off: frozenset[date]) -> tuple[Add, Count]:
    core = import_module("workalendar.core")
    labelled = {year: [(day, "off") for day in sorted(days_off) if day.year == year] for year in YEARS}

    def weekend_days(_: object) -> tuple[int, int]:
        return 5, 6

    def holidays(_: object, year: int) -> list[tuple[date, str]]:
        return labelled[year]

    desk = type(
        "Desk",
        (core.Calendar,),
        {"get_weekend_days": weekend_days, "get_calendar_holidays": holidays, "include_new_years_day": False},
    )()
    return desk.add_working_days, desk.get_working_days_delta


if __name__ == "__main__":
    show("Working days", run())
