"""Adding and counting working days: the calendar of the desk against the libraries people use.

The years 2022 and 2023 have no make-up Saturday, so that every contender can express the same
calendar; all are made to agree before they are measured.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from functools import partial
from importlib import import_module
from random import Random
from typing import Any, Final

from benchmarks._measure import Contender, Row, Table, measure, peer
from motcua_tui.domain.calendar import WorkCalendar
from motcua_tui.domain.office import DEFAULT_SESSIONS, OfficeHours
from motcua_tui.services.base_calendar import base_calendar

YEARS: Final = (2022, 2023)
QUESTIONS: Final = 200
MANY: Final = 1_000_000
SOME: Final = 100_000
"""For what takes a hundred times as long."""
A_DAY: Final = timedelta(days=1)
INDEX: Final = "one list index"

Add = Callable[[date, int], date]
Count = Callable[[date, date], int]


def run() -> list[Table]:
    """In each table the first row, ratio 1, is the calendar of the desk."""
    calendar = base_calendar()
    days_off = frozenset(row.on for year in YEARS for row in calendar.days(year))
    first = date(YEARS[0], 1, 1)
    working = [day for day in (first + A_DAY * n for n in range(600)) if calendar.is_working(day)]
    chance = Random(2026)
    terms = [(chance.choice(working), chance.randint(1, 30)) for _ in range(QUESTIONS)]
    spans = [(day, calendar.add(day, days)) for day, days in terms]
    many = [(chance.choice(working), chance.randint(1, 30)) for _ in range(MANY)]
    return [
        Table(
            "Adding 1 to 30 working days",
            _scalar(calendar.add, days_off, terms, [end for _, end in spans], 0),
        ),
        Table("Counting working days", _scalar(calendar.count, days_off, spans, [n for _, n in terms], 1)),
        Table(f"Adding working days to {MANY:,} dates at once", _at_once(calendar, days_off, many)),
        Table("Limits in working hours", _hours(calendar, terms)),
    ]


def _scalar(
    ours: Callable[..., object],
    days_off: frozenset[date],
    asked: Sequence[tuple[object, object]],
    answers: list[Any],
    place: int,
) -> list[Row]:
    """One question at a time. Ours, the peers that answer the same, and the floor."""
    cells = list(range(QUESTIONS))

    def asking(make: Callable[[frozenset[date]], tuple[Add, Count]]) -> Callable[[], list[Any]]:
        call: Callable[..., Any] = make(days_off)[place]
        return lambda: [call(*question) for question in asked]

    return measure(
        [
            Contender("motcua", "", lambda: [ours(*question) for question in asked], QUESTIONS),
            *(
                peer(name, "", partial(asking, make), answers, units=QUESTIONS)
                for name, make in _PEERS.items()
            ),
            Contender(INDEX, "the floor", lambda: [cells[n] for n in cells], QUESTIONS),
        ]
    )


def _at_once(
    calendar: WorkCalendar, days_off: frozenset[date], many: Sequence[tuple[date, int]]
) -> list[Row]:
    """A million questions together, from dates to dates; what stays in arrays of its own is faster."""
    ends = [calendar.add(day, days) for day, days in many]
    starts, terms = [day for day, _ in many], [days for _, days in many]

    def with_numpy() -> Callable[[], list[date]]:
        numpy = import_module("numpy")
        busdays = numpy.busdaycalendar(holidays=sorted(days_off))

        def add() -> list[date]:
            days = numpy.array(starts, dtype="datetime64[D]")
            added: list[date] = numpy.busday_offset(days, terms, busdaycal=busdays).tolist()
            return added

        return add

    def with_pandas() -> Callable[[], list[date]]:
        pandas = import_module("pandas")
        series, offset = pandas.Series, pandas.offsets.CustomBusinessDay
        by_term = {term: offset(n=term, holidays=sorted(days_off)) for term in set(terms)}

        def add() -> list[date]:
            frame = series(pandas.to_datetime(starts[:SOME])).groupby(terms[:SOME])
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                added = pandas.concat([group + by_term[term] for term, group in frame])
            found: list[date] = added.sort_index().dt.date.tolist()
            return found

        return add

    return measure(
        [
            Contender("motcua", "one after the other", lambda: list(map(calendar.add, starts, terms)), MANY),
            peer("numpy busday", "an array, from and to dates", with_numpy, ends, units=MANY),
            peer(
                "pandas", f"CustomBusinessDay by term, {SOME:,} of them", with_pandas, ends[:SOME], units=SOME
            ),
        ],
        rounds=3,
    )


def _hours(calendar: WorkCalendar, terms: Sequence[tuple[date, int]]) -> list[Row]:
    """Adding working hours: the sessions of the office against a walk minute by minute."""
    office = OfficeHours(DEFAULT_SESSIONS, calendar)
    asked = [
        (datetime.combine(day, time(8)) + timedelta(minutes=7 * n), 60 * (1 + n % 16)) for day, n in terms
    ]
    answers = [office.add_minutes(*question) for question in asked]

    def walking() -> Callable[[], list[datetime]]:
        def add(at: datetime, minutes: int) -> datetime:
            sessions = office.sessions_on(at.date())
            while minutes:
                minutes -= any(start <= at < end for start, end in sessions)
                at += timedelta(minutes=1)
                if at.hour == at.minute == 0:
                    sessions = office.sessions_on(at.date())
            return at

        return lambda: [add(*question) for question in asked]

    return measure(
        [
            Contender("motcua", "1 to 16 hours", lambda: [office.add_minutes(*q) for q in asked], QUESTIONS),
            peer("a minute loop", "1 to 16 hours", walking, answers, units=QUESTIONS),
        ],
        rounds=5,
    )


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


def _holidays(_days_off: frozenset[date]) -> tuple[Add, Count]:
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


def _pandas(days_off: frozenset[date]) -> tuple[Add, Count]:
    pandas = import_module("pandas")
    offset, holidays = pandas.offsets.CustomBusinessDay, sorted(days_off)
    by_term = {term: offset(n=term, holidays=holidays) for term in range(1, 31)}

    def add(day: date, days: int) -> date:
        end: date = (pandas.Timestamp(day) + by_term[days]).date()
        return end

    def count(start: date, end: date) -> int:
        return len(pandas.bdate_range(start + A_DAY, end, freq="C", holidays=holidays))

    return add, count


def _quantlib(days_off: frozenset[date]) -> tuple[Add, Count]:
    library = import_module("QuantLib")
    calendar = library.BespokeCalendar("desk")
    for weekend in (library.Saturday, library.Sunday):
        calendar.addWeekend(weekend)
    for day in days_off:
        calendar.addHoliday(library.Date.from_date(day))

    def add(day: date, days: int) -> date:
        end: date = calendar.advance(library.Date.from_date(day), days, library.Days).to_date()
        return end

    def count(start: date, end: date) -> int:
        begin, stop = library.Date.from_date(start), library.Date.from_date(end)
        return int(calendar.businessDaysBetween(begin, stop, False, True))

    return add, count


_PEERS: Final[dict[str, Callable[[frozenset[date]], tuple[Add, Count]]]] = {
    "a day loop": _day_loop,
    "numpy busday": _numpy,
    "QuantLib": _quantlib,
    "bizdays": _bizdays,
    "pandas": _pandas,
    "holidays": _holidays,
    "workalendar": _workalendar,
}
