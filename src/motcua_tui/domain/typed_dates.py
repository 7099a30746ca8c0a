"""Dates and times as people type and read them.

Reading is by our own small parser, because a general one guesses the month first and takes
nonsense for a date. Nothing here knows the clock or the calendar: both are handed in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Final

from motcua_tui.domain.text import clean, ellipsis, fold
from motcua_tui.errors import InputError
from motcua_tui.i18n import _

YEARS: Final = range(1900, 2200)
"""The years a typed date may lie in; any other is a slip of the finger."""

_WORDS: Final = {
    "hom nay": 0,
    "nay": 0,
    "today": 0,
    "ngay mai": 1,
    "mai": 1,
    "tomorrow": 1,
    "ngay mot": 2,
    "ngay kia": 2,
    "mot": 2,
    "hom qua": -1,
    "qua": -1,
    "yesterday": -1,
    "hom kia": -2,
}
_WEEKDAYS: Final = (
    {"cn": 6, "chu nhat": 6}
    | {f"{prefix}{number}": number - 2 for prefix in ("t", "thu ") for number in range(2, 8)}
    | {f"thu {word}": day for day, word in enumerate(("hai", "ba", "tu", "nam", "sau", "bay"))}
)
_SIGNS: Final = str.maketrans("–—−,", "--- ")
_ISO_T: Final = re.compile("(?<=[0-9])t(?=[0-9])")
_QUOTED_WIDTH: Final = 40


def parse_date(text: str, *, today: date, add_working_days: Callable[[date, int], date]) -> date:
    """The date that was typed, with or without accents.

    ``15`` (of this month) · ``15/3`` (of this year) · ``15/3/26`` · ``15-3-2026`` · ``2026-03-15`` ·
    ``ngày 15 tháng 3 năm 2026`` · ``t2`` … ``t7``, ``cn``, ``thứ Hai`` … (the next such day, today
    included) · ``+5``, ``-5 ngày`` (calendar days) · ``+5lv``, ``-3lv`` (working days) · ``hôm nay``,
    ``mai``, ``mốt``, ``hôm qua``, ``hôm kia`` and the English today, tomorrow, yesterday. A weekday
    beside a date must be that date's. ``add_working_days`` gets a signed number of days.
    Raises InputError when this is none of these, or no day of the calendar.
    """
    day, clock = _read(text, _Forms(today, add_working_days))
    if clock is not None:
        raise InputError(_("Ở đây chỉ gõ ngày, không gõ giờ."), _hint())
    return day


def parse_moment(
    text: str, *, today: date, now: time, add_working_days: Callable[[date, int], date]
) -> datetime:
    """The moment that was typed: a date as in ``parse_date``, a time, or both in either order.

    Times are ``9:40``, ``9h40``, ``14h``, ``14 giờ 30 phút``; ``2026-03-15T09:40`` is read too. A time
    alone is today's; today without a time is ``now``, another date without one its first minute.
    Raises InputError as ``parse_date`` does.
    """
    day, clock = _read(text, _Forms(today, add_working_days))
    if clock is None:
        clock = now if day == today else time.min
    return datetime.combine(day, clock)


@dataclass(frozen=True, slots=True)
class _Weekday:
    """A weekday (Monday 0) that was typed; which date it is depends on what stands beside it."""

    number: int


@dataclass(frozen=True, slots=True)
class _Forms:
    """What each form of a typed piece stands for."""

    today: date
    add_working_days: Callable[[date, int], date]

    def year_first(self, piece: re.Match[str]) -> date:
        return _existing(int(piece[1]), int(piece[3]), int(piece[4]))

    def day_first(self, piece: re.Match[str]) -> date:
        return _existing(self._year(piece[4]), int(piece[3]), int(piece[1]))

    def spelled(self, piece: re.Match[str]) -> date:
        return _existing(self._year(piece[3]), int(piece[2]), int(piece[1]))

    def day_only(self, piece: re.Match[str]) -> date:
        return _existing(self.today.year, self.today.month, int(piece[1]))

    def word(self, piece: re.Match[str]) -> date:
        return self.today + timedelta(days=_WORDS[piece[1]])

    def days_on(self, piece: re.Match[str]) -> date:
        return self.today + timedelta(days=int(piece[1] + piece[2]))

    def working_days_on(self, piece: re.Match[str]) -> date:
        return self.add_working_days(self.today, int(piece[1] + piece[2]))

    def weekday(self, piece: re.Match[str]) -> _Weekday:
        return _Weekday(_WEEKDAYS[piece[1]])

    def clock(self, piece: re.Match[str]) -> time:
        hour, minute = int(piece[1]), int(piece[2] or 0)
        if hour > 23 or minute > 59:
            raise InputError(
                _("Không có {hour} giờ {minute} phút.").format(hour=hour, minute=minute),
                _("Giờ từ 0 đến 23, phút từ 0 đến 59, như 9h40 hoặc 14:30."),
            )
        return time(hour, minute)

    def _year(self, digits: str | None) -> int:
        if digits is None:
            return self.today.year
        return int(digits) + (2000 if len(digits) == 2 else 0)


_FORMS: Final = (
    (r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})", _Forms.year_first),
    (r"(?:ngay )?([0-9]{1,2})([-/.])([0-9]{1,2})(?:\2([0-9]{4}|[0-9]{2}))?", _Forms.day_first),
    (r"(?:ngay )?([0-9]{1,2}) thang ([0-9]{1,2})(?: nam ([0-9]{4}))?", _Forms.spelled),
    (r"([0-9]{1,2}) gio(?: ([0-9]{1,2})(?: phut)?)?", _Forms.clock),
    (r"([0-9]{1,2})h([0-9]{1,2})?", _Forms.clock),
    (r"([0-9]{1,2}):([0-9]{2})(?::00)?", _Forms.clock),
    (r"(?:ngay )?([0-9]{1,2})", _Forms.day_only),
    (r"([-+]) ?([0-9]{1,3}) ?(?:ngay )?(?:lv|lam viec)", _Forms.working_days_on),
    (r"([-+]) ?([0-9]{1,3})(?: ?ngay)?", _Forms.days_on),
    (f"({'|'.join(_WORDS)})", _Forms.word),
    (f"({'|'.join(_WEEKDAYS)})", _Forms.weekday),
)


@cache
def _pieces() -> tuple[
    tuple[re.Pattern[str], Callable[[_Forms, re.Match[str]], date | time | _Weekday]], ...
]:
    """The forms of a piece, each with what must follow it: a space or the end. The first date that is typed
    compiles them."""
    return tuple((re.compile(rf"(?:{form})(?: |$)"), value_of) for form, value_of in _FORMS)


def _read(text: str, forms: _Forms) -> tuple[date, time | None]:
    """The date and the time in a typed text. A lone weekday is the next one, a lone time is today's."""
    rest = _ISO_T.sub(" ", fold(text.translate(_SIGNS)))
    if not rest:
        raise InputError(_("Chưa gõ ngày nào."), _hint())
    values = list(_values(rest, forms))
    days = [value for value in values if isinstance(value, date)]
    weekdays = [value for value in values if isinstance(value, _Weekday)]
    clocks = [value for value in values if isinstance(value, time)]
    if any(len(found) > 1 for found in (days, weekdays, clocks)) or None in values:
        raise InputError(
            _("Không hiểu “{text}” là ngày nào.").format(text=ellipsis(clean(text), _QUOTED_WIDTH)), _hint()
        )
    day = days[0] if days else forms.today
    if weekdays:
        wait = (weekdays[0].number - day.weekday()) % 7
        if days and wait:
            raise InputError(
                _("Ngày {day} là {weekday}.").format(day=short_date(day), weekday=weekday_name(day)),
                _("Sửa lại ngày, hoặc bỏ thứ đi."),
            )
        day += timedelta(days=wait)
    return day, clocks[0] if clocks else None


def _values(rest: str, forms: _Forms) -> Iterator[date | time | _Weekday | None]:
    """The value of each piece in turn; None, and the end, where a piece is of no known form."""
    while rest:
        for pattern, value_of in _pieces():
            if piece := pattern.match(rest):
                yield value_of(forms, piece)
                rest = rest[piece.end() :]
                break
        else:
            yield None
            return


def _existing(year: int, month: int, day: int) -> date:
    with suppress(ValueError):
        if year in YEARS:
            return date(year, month, day)
    raise InputError(
        _("Không có ngày {day}/{month}/{year}.").format(day=day, month=month, year=year), _hint()
    )


def _hint() -> str:
    return _("Gõ một ngày như 15, 15/3, 15/3/2026, t2, +5lv, mai hoặc hôm nay.")


def short_date(day: date) -> str:
    """``01/12/2026``, the form of lists."""
    return f"{day:%d/%m}/{day.year:04}"


def day_month(day: date) -> str:
    """``01/12``, where the year is plain."""
    return f"{day:%d/%m}"


def paper_date(day: date) -> str:
    """``ngày 05 tháng 01 năm 2026``, the form of letters; Vietnamese in every language."""
    return f"ngày {day:%d} tháng {day:%m} năm {day.year}"


def paper_time(moment: time | datetime) -> str:
    """``14 giờ 30 phút``, the form of letters; Vietnamese in every language."""
    return f"{moment:%H} giờ {moment:%M} phút"


def weekday_short(day: date) -> str:
    """``T2`` … ``T7``, ``CN``."""
    return (_("T2"), _("T3"), _("T4"), _("T5"), _("T6"), _("T7"), _("CN"))[day.weekday()]


def weekday_name(day: date) -> str:
    """``thứ Hai`` … ``Chủ nhật``, as said within a sentence."""
    return (
        _("thứ Hai"),
        _("thứ Ba"),
        _("thứ Tư"),
        _("thứ Năm"),
        _("thứ Sáu"),
        _("thứ Bảy"),
        _("Chủ nhật"),
    )[day.weekday()]


def say_date(day: date) -> str:
    """``thứ Ba 01/12/2026``: what the program understood, said back."""
    return f"{weekday_name(day)} {short_date(day)}"
