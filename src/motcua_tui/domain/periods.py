"""Reporting periods: which days a report is about, and what people call them.

Inside, a period is half-open; people see its first and last day. The presets are those of
NĐ 09/2019/NĐ-CP art. 12, calendar periods, the 21st → 20th month and the reporting week; any
two dates are a period too. What is counted in a period is not here.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from dateutil.relativedelta import relativedelta

from motcua_tui.domain.text import clean, ellipsis
from motcua_tui.domain.typed_dates import YEARS, day_month, short_date
from motcua_tui.errors import InputError
from motcua_tui.i18n import _

FORM_07A_FROM: Final = date(2026, 8, 1)
"""TT 09/2026/TT-BTP: form 07a/BTP/KSTT replaces II.06a for periods ending from this day."""

_DAY: Final = timedelta(days=1)
_FRIDAY: Final = 4
_DECREE_DAY: Final = 15
_SHIFTED_DAY: Final = 21
_NAME: Final = re.compile(r"(?P<prefix>cal:|21-20:|)(?P<year>[0-9]{4})(?P<suffix>.*)")
_WEEK_NAME: Final = re.compile(r"week:([0-9]{4}-[0-9]{2}-[0-9]{2})")
_TWO_DATES: Final = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})\.\.([0-9]{4}-[0-9]{2}-[0-9]{2})")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """The days from ``start`` up to, not including, ``end``; at least one."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end <= self.start:
            raise ValueError(f"no day from {self.start} up to {self.end}")

    @property
    def first(self) -> date:
        """The first day; ``start`` by the name people use."""
        return self.start

    @property
    def last(self) -> date:
        """The last day, inclusive."""
        return self.end - _DAY

    @property
    def days(self) -> int:
        return (self.end - self.start).days

    def __contains__(self, day: date) -> bool:
        return self.start <= day < self.end

    def previous(self) -> Period:
        """The period of the same length that ends where this one starts.

        As many months when this one is whole months (to the same day of a later month), else as
        many days.
        """
        return Period(self.start - self._length(), self.start)

    def next(self) -> Period:
        """The period of the same length that starts where this one ends."""
        return Period(self.end, self.end + self._length())

    def months(self) -> tuple[tuple[str, Period], ...]:
        """The months of the period by name (``2026-09``), cut to the period.

        Months run as the period does: from the 15th of the month before (NĐ 09/2019/NĐ-CP
        art. 12) or from its 21st when the period itself starts and ends so, else by the calendar.
        """
        first_day = self.start.day if self.runs_from(_DECREE_DAY, _SHIFTED_DAY) else 1
        month = _month_of(self.start, first_day)
        found: list[tuple[str, Period]] = []
        while (span := _span(month, 1, first_day)).start < self.end:
            clipped = Period(max(span.start, self.start), min(span.end, self.end))
            found.append((f"{month:%Y-%m}", clipped))
            month += relativedelta(months=1)
        return tuple(found)

    def runs_from(self, *days: int) -> bool:
        """Whether this is whole months that begin on one of these days of the month."""
        return self.start.day == self.end.day and self.start.day in days

    def _length(self) -> relativedelta:
        # Beyond the 28th a day is missing in some months, and months would not lead back.
        if self.runs_from(*range(1, 29)):
            return relativedelta(self.end, self.start)
        return relativedelta(days=self.days)


class Preset(StrEnum):
    """The kinds of reporting period that have a name."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    NINE_MONTHS = "nine_months"
    YEAR = "year"
    CALENDAR_MONTH = "calendar_month"
    CALENDAR_QUARTER = "calendar_quarter"
    CALENDAR_YEAR = "calendar_year"
    SHIFTED_MONTH = "shifted_month"
    WEEK = "week"

    @staticmethod
    def parse(text: str) -> ReportingPeriod:
        """The period of a name: ``2026-q3``, ``cal:2026-09``, ``21-20:2026-09``, ``week:2026-11-21``.

        ``week:DATE`` is the last full Friday → Thursday week that ended on or before the date.
        Two dates, ``2026-01-01..2026-10-30``, both inclusive, name a free period. Raises InputError.
        """
        name = "".join(clean(text).lower().split())
        if dates := _TWO_DATES.fullmatch(name):
            return ReportingPeriod.free(_iso_date(dates[1]), _iso_date(dates[2]))
        if week := _WEEK_NAME.fullmatch(name):
            day = _iso_date(week[1])
            return current(Preset.WEEK, day - timedelta(days=6))
        if (match := _NAME.fullmatch(name)) and int(match["year"]) in YEARS:
            for preset, shape in _SHAPES.items():
                if match["prefix"] == shape.prefix and match["suffix"] in shape.suffixes:
                    return _named(preset, int(match["year"]), shape.suffixes.index(match["suffix"]))
        raise InputError(
            _("Không có kỳ báo cáo “{name}”.").format(name=ellipsis(clean(text), 40)), _name_hint()
        )


KINDS: Final = tuple(Preset)
"""The presets in the order in which a screen walks through them."""


@dataclass(frozen=True, slots=True)
class ReportingPeriod:
    """A period as it is reported: one of a preset, or free (``preset`` None)."""

    period: Period
    preset: Preset | None = None

    @classmethod
    def free(cls, first: date, last: date) -> ReportingPeriod:
        """Any two dates, both inclusive. Raises InputError when they are the wrong way round."""
        if last < first:
            raise InputError(
                _("Ngày cuối kỳ {last} đứng trước ngày đầu kỳ {first}.").format(
                    last=short_date(last), first=short_date(first)
                ),
                _("Gõ ngày đầu kỳ trước, ngày cuối kỳ sau."),
            )
        return cls(Period(first, last + _DAY))

    @property
    def name(self) -> str:
        """The canonical name, which ``Preset.parse`` reads back."""
        if self.preset is None:
            return f"{self.period.first}..{self.period.last}"
        if self.preset is Preset.WEEK:
            return f"week:{self.period.last}"
        shape = _SHAPES[self.preset]
        year, index = shape.place(self.period.start)
        return f"{shape.prefix}{year}{shape.suffixes[index]}"

    @property
    def label(self) -> str:
        """What the period is called in a report; Vietnamese in every language."""
        first, last = self.period.first, self.period.last
        if self.preset is None:
            return f"{short_date(first)}–{short_date(last)}"
        if self.preset is Preset.WEEK:
            begin = day_month(first) if first.year == last.year else short_date(first)
            return f"Tuần {begin}–{short_date(last)}"
        shape = _SHAPES[self.preset]
        year, index = shape.place(self.period.start)
        return shape.labels[index].format(year=year)

    def previous(self) -> ReportingPeriod:
        """The one before, of the same preset; nine months go a year back."""
        if self.preset is Preset.NINE_MONTHS:
            return self._moved(months=-12)
        return replace(self, period=self.period.previous())

    def next(self) -> ReportingPeriod:
        """The one after, of the same preset; nine months go a year on."""
        if self.preset is Preset.NINE_MONTHS:
            return self._moved(months=12)
        return replace(self, period=self.period.next())

    def same_last_year(self) -> ReportingPeriod:
        """The period to compare with a year before; for a week, 52 weeks before."""
        if self.preset is None:
            year = relativedelta(years=1)
            return ReportingPeriod.free(self.period.first - year, self.period.last - year)
        if self.preset is Preset.WEEK:
            return self._moved(weeks=-52)
        return self._moved(months=-12)

    def _moved(self, *, months: int = 0, weeks: int = 0) -> ReportingPeriod:
        by = relativedelta(months=months, weeks=weeks)
        return replace(self, period=Period(self.period.start + by, self.period.end + by))


def current(kind: Preset, today: date) -> ReportingPeriod:
    """The period of a kind that contains ``today``.

    From 15 September on no nine months contain it: then those that ended last.
    """
    if kind is Preset.WEEK:
        start = today - timedelta(days=(today.weekday() - _FRIDAY) % 7)
        return ReportingPeriod(Period(start, start + timedelta(weeks=1)), kind)
    return _named(kind, *_SHAPES[kind].place(today))


def default_profile_name(period: Period) -> str:
    """The statistical form in force for a period, by its last day (TT 09/2026/TT-BTP)."""
    return "07a" if period.last >= FORM_07A_FROM else "06a"


def sending_date(period: Period) -> date | None:
    """By when a department sends its figures: the 20th of the month in which the period ends.

    TT 09/2026/TT-BTP art. 11; None for a period that is not one of NĐ 09/2019/NĐ-CP (15th → 14th).
    """
    return period.last.replace(day=20) if period.runs_from(_DECREE_DAY) else None


@dataclass(frozen=True, slots=True)
class _Shape:
    """How the periods of a preset lie in a year, with their names and labels in order.

    One starts every ``12 / len(suffixes)`` months, on ``first_day`` (of the month before, if not
    the 1st), and is ``months`` long.
    """

    prefix: str
    first_day: int
    months: int
    suffixes: tuple[str, ...]
    labels: tuple[str, ...]

    @property
    def step(self) -> int:
        return 12 // len(self.suffixes)

    def place(self, day: date) -> tuple[int, int]:
        """The year, and the place in it, of the period in which a day lies."""
        month = _month_of(day, self.first_day)
        return month.year, (month.month - 1) // self.step


_MONTHS: Final = tuple(f"-{month:02}" for month in range(1, 13))
_QUARTERS: Final = ("-q1", "-q2", "-q3", "-q4")
_MONTH_LABELS: Final = tuple(f"Tháng {month}/{{year}}" for month in range(1, 13))
_QUARTER_LABELS: Final = ("Quý I/{year}", "Quý II/{year}", "Quý III/{year}", "Quý IV/{year}")
_HALF_LABELS: Final = ("6 tháng đầu năm {year}", "6 tháng cuối năm {year}")


def _noted(labels: tuple[str, ...], note: str) -> tuple[str, ...]:
    return tuple(f"{label} ({note})" for label in labels)


_SHAPES: Final = {
    Preset.MONTH: _Shape("", _DECREE_DAY, 1, _MONTHS, _MONTH_LABELS),
    Preset.QUARTER: _Shape("", _DECREE_DAY, 3, _QUARTERS, _QUARTER_LABELS),
    Preset.HALF_YEAR: _Shape("", _DECREE_DAY, 6, ("-h1", "-h2"), _HALF_LABELS),
    Preset.NINE_MONTHS: _Shape("", _DECREE_DAY, 9, ("-9m",), ("9 tháng năm {year}",)),
    Preset.YEAR: _Shape("", _DECREE_DAY, 12, ("",), ("Năm {year}",)),
    Preset.CALENDAR_MONTH: _Shape("cal:", 1, 1, _MONTHS, _noted(_MONTH_LABELS, "theo lịch")),
    Preset.CALENDAR_QUARTER: _Shape("cal:", 1, 3, _QUARTERS, _noted(_QUARTER_LABELS, "theo lịch")),
    Preset.CALENDAR_YEAR: _Shape("cal:", 1, 12, ("",), _noted(("Năm {year}",), "theo lịch")),
    Preset.SHIFTED_MONTH: _Shape("21-20:", _SHIFTED_DAY, 1, _MONTHS, _noted(_MONTH_LABELS, "21–20")),
}


def _named(preset: Preset, year: int, index: int) -> ReportingPeriod:
    shape = _SHAPES[preset]
    return ReportingPeriod(
        _span(date(year, 1 + index * shape.step, 1), shape.months, shape.first_day), preset
    )


def _month_of(day: date, first_day: int) -> date:
    """The 1st of the month a day is counted in, when months begin on ``first_day`` of the month before."""
    month = day.replace(day=1)
    return month + relativedelta(months=1) if 1 < first_day <= day.day else month


def _span(month: date, months: int, first_day: int) -> Period:
    """``months`` months from ``month`` on, beginning on ``first_day`` of the month before unless the 1st."""
    start = month.replace(day=first_day) - relativedelta(months=int(first_day > 1))
    return Period(start, start + relativedelta(months=months))


def _iso_date(text: str) -> date:
    with suppress(ValueError):
        if (day := date.fromisoformat(text)).year in YEARS:
            return day
    raise InputError(_("Không có ngày {day}.").format(day=text), _name_hint())


def _name_hint() -> str:
    return _(
        "Gõ một kỳ như 2026-09, 2026-q3, 2026-h1, 2026-9m, 2026, cal:2026-09, cal:2026-q3, cal:2026, "
        "21-20:2026-09, week:2026-11-19 hoặc 2026-01-01..2026-10-30."
    )
