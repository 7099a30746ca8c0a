"""Single cells into values: moments, amounts, yes and no, text.

A cell that is blank reads as None (text: as ""); one that cannot be read raises ``Unreadable`` with
the reason. Of two possible readings none is taken: see ``read_moment``.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from enum import Enum, StrEnum, auto
from functools import lru_cache
from typing import Final

from motcua_tui.domain.text import clean, fold
from motcua_tui.domain.typed_dates import short_date
from motcua_tui.i18n import _
from motcua_tui.reports.files.rows import restored
from motcua_tui.services.importing.sheets import Cell

FIRST_YEAR: Final = 1990
LAST_YEAR: Final = 2100
MOST_DIGITS: Final = 15
"""Digits that a spreadsheet keeps of a number."""

_EPOCH: Final = datetime.combine(date(1899, 12, 30), time.min)
"""Day 0 of the 1900 date system as it counts from March 1900 on."""
_SERIALS: Final = range(
    (date(FIRST_YEAR, 1, 1) - _EPOCH.date()).days, (date(LAST_YEAR + 1, 1, 1) - _EPOCH.date()).days
)
_CENTURY_PIVOT: Final = 90

_TIME: Final = r"""
    (?P<hour{n}>\d{{1,2}})\s*[:hHgG]\s*(?P<minute{n}>\d{{2}})?
    (?: :(?P<second{n}>\d{{2}}) (?:[.,]\d+)? )?
    (?: \s*(?P<half{n}>AM|PM|SA|CH)\b )?
"""
_TEXT: Final = re.compile(
    rf"""
    (?: {_TIME.format(n=0)} [\s,]+ )?
    (?: (?P<a>\d{{1,4}}) \s*(?P<sign>[-/.])\s* (?P<b>\d{{1,2}}) \s*(?P=sign)\s* (?P<c>\d{{1,4}})
      | (?:ngày\s+)? (?P<day>\d{{1,2}}) \s+tháng\s+ (?P<month>\d{{1,2}}) [\s,]+năm\s+ (?P<year>\d{{4}}) )
    (?: (?:[T\s,]+|\s+lúc\s+) {_TIME.format(n=1)} (?: \s*(?:Z|[+-]\d{{2}}(?::?\d{{2}})?) )? )?
    """,
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)
_DAY_LENGTH: Final = len("23/11/2026")
_TIMESTAMP: Final = (len("23/11/2026 09:40"), len("23/11/2026 09:40:00"))
_HOUR_AND_MINUTE: Final = re.compile(r"(\d\d):([0-5]\d)(?::([0-5]\d))?", re.ASCII)
_DIGITS: Final = re.compile(r"\d{5}(?:[.,]\d+)?|\d{8}", re.ASCII)
_SLASHED: Final = re.compile(r"\D*(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*\d{2,4}", re.ASCII)
_GROUPED: Final = re.compile(r"\d{1,3}(?:([., ])\d{3})(?:\1\d{3})*|\d+", re.ASCII)
_COUNT: Final = re.compile(r"(\d{1,4})(?![\d.,])", re.ASCII)
_CURRENCY: Final = re.compile(r"\s*(đồng|đ|vnđ|vnd|₫)\.?$", re.IGNORECASE)


# Registers say the same few words again and again.
@lru_cache(maxsize=1 << 14)
def _cleaned(text: str) -> str:
    """Clean, and without the apostrophe that our own exports put before what looks like a formula."""
    return restored(clean(text))


class DateOrder(StrEnum):
    """In which order day, month and year are written where the year is not plain to see."""

    DMY = "dmy"
    MDY = "mdy"
    YMD = "ymd"


class Unreadable(Exception):
    """What a cell says cannot be taken for what it should be."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def read_moment(cell: Cell, order: DateOrder | None = None, *, doubtful: bool = False) -> datetime | None:
    """A local moment; midnight where only the day is said. A zone offset is dropped, not applied.

    Read are date cells, serial numbers of the 1900 system (as text too), ISO, day/month/year with a
    time before or after it, and “ngày 02 tháng 3 năm 2026”. Without ``order`` a date that can only be
    read one way is read so, any other by the Vietnamese order day/month, unless the column is
    ``doubtful`` because something else in it contradicts that order; then it is Unreadable.
    Years outside 1990–2100 are Unreadable.
    """
    if type(cell) is str:
        if len(cell) in _TIMESTAMP and cell[_DAY_LENGTH] in " T":
            return _moment_of_timestamp(cell, order, doubtful)
        return _moment_of_text(cell, order, doubtful)
    if isinstance(cell, datetime):
        return _to_the_second(_in_range(cell))
    if isinstance(cell, date):
        return _in_range(datetime.combine(cell, time.min))
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _of_serial(cell)
    raise Unreadable(_("không phải ngày"))


class Reading(Enum):
    """How a cell of a date column shows in which order its days and months are."""

    MONTH_FIRST = auto()
    """A text that can only be month/day: ``02/13/2026``."""
    DAY_FIRST = auto()
    """A text that can only be day/month: ``13/02/2026``."""
    EITHER = auto()
    EARLY_CELL = auto()
    """A date cell up to the 12th, which a spreadsheet may have read the wrong way round."""
    LATE_CELL = auto()


def reading(cell: Cell) -> Reading | None:
    """What a cell shows about the order of its column; None for ISO, numbers and no dates."""
    if type(cell) is str:
        return _reading_of_text(cell[:_DAY_LENGTH])
    if isinstance(cell, date):
        return Reading.EARLY_CELL if cell.day <= 12 else Reading.LATE_CELL
    return None


def read_text(cell: Cell) -> str:
    """Clean text; whole numbers without a fraction, dates as dd/MM/yyyy."""
    if type(cell) is str:
        return _cleaned(cell)
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return short_date(cell) if isinstance(cell, date) else str(cell)


def read_code(cell: Cell) -> str:
    """A code as text. Unreadable when a spreadsheet has taken it for a number and lost digits."""
    if type(cell) is not str and isinstance(cell, int | float) and len(read_text(cell)) > MOST_DIGITS:
        raise Unreadable(_("mã bị bảng tính đổi thành số và mất chữ số; định dạng cột thành văn bản"))
    return read_text(cell)


def read_procedure_code(cell: Cell) -> str:
    """A national procedure code; ``1.01323`` in a number cell is ``1.013230``."""
    if isinstance(cell, float) and not cell.is_integer():
        return f"{cell:.6f}"
    return read_code(cell)


def read_amount(cell: Cell) -> int | None:
    """An amount of đồng: ``300.000 đ``, ``300,000``, ``Miễn phí`` (0)."""
    if isinstance(cell, int | float):
        text = str(int(cell)) if float(cell).is_integer() else ""
    else:
        text = _CURRENCY.sub("", read_text(cell))
        if text in ("", "-", "–", "—"):
            return None
        if fold(text) in ("mien phi", "khong", "khong thu", "khong thu phi"):
            return 0
    digits = re.sub(r"[., ]", "", text)
    if not _GROUPED.fullmatch(text) or len(digits) > MOST_DIGITS:
        raise Unreadable(_("không phải số tiền"))
    return int(digits)


def read_count(cell: Cell) -> int | None:
    """A whole number from 1 to 9999: ``2``, ``02``, ``2 bộ``."""
    text = read_text(cell)
    if not text:
        return None
    found = _COUNT.match(text)
    if found is None or int(found[1]) < 1:
        raise Unreadable(_("không phải số đếm"))
    return int(found[1])


def read_yes(cell: Cell) -> bool | None:
    """Yes or no: có, x, 1, đã … / không, 0, chưa."""
    if isinstance(cell, bool):
        return cell
    text = fold(read_text(cell))
    if not text:
        return None
    if text in ("co", "x", "1", "da", "roi", "yes", "true", "da thanh toan"):
        return True
    if text in ("khong", "0", "chua", "no", "false", "chua thanh toan"):
        return False
    raise Unreadable(_("không rõ có hay không"))


@lru_cache(maxsize=1 << 14)
def _reading_of_text(text: str) -> Reading | None:
    found = _SLASHED.match(text)
    if found is None:
        return None
    if int(found[1]) > 12:
        return Reading.DAY_FIRST
    return Reading.MONTH_FIRST if int(found[2]) > 12 else Reading.EITHER


def _moment_of_timestamp(text: str, order: DateOrder | None, doubtful: bool) -> datetime | None:
    """Day and time read apart, because both repeat themselves in a register where moments do not."""
    at = _clock(text[_DAY_LENGTH + 1 :])
    day = _moment_of_text(text[:_DAY_LENGTH], order, doubtful) if at is not None else None
    if at is None or day is None:
        return _moment_of_text(text, order, doubtful)
    return day.replace(hour=at.hour, minute=at.minute, second=at.second)


@lru_cache(maxsize=1 << 12)
def _clock(text: str) -> time | None:
    found = _HOUR_AND_MINUTE.fullmatch(text)
    if found is None or int(found[1]) > 23:
        return None
    return time(int(found[1]), int(found[2]), int(found[3] or 0))


@lru_cache(maxsize=1 << 16)
def _moment_of_text(text: str, order: DateOrder | None, doubtful: bool) -> datetime | None:
    text = clean(text)
    if not text:
        return None
    if _DIGITS.fullmatch(text):
        return (
            _of_iso_digits(text)
            if len(text) == 8 and text.isdigit()
            else _of_serial(float(text.replace(",", ".")))
        )
    found = _TEXT.fullmatch(text)
    if found is None:
        raise Unreadable(_("không đọc được ngày"))
    which = "0" if found["hour0"] else "1"
    return _in_range(datetime.combine(_date_of(found, order, doubtful), _time_of(found, which)))


def _date_of(found: re.Match[str], order: DateOrder | None, doubtful: bool) -> date:
    if found["day"]:
        return _existing(int(found["year"]), int(found["month"]), int(found["day"]))
    a, b, c = found["a"], found["b"], found["c"]
    if len(a) == 4:
        return _existing(int(a), int(b), int(c))
    if order is DateOrder.YMD:
        return _existing(_year(a), int(b), int(c))
    year, first, second = _year(c), int(a), int(b)
    if order is DateOrder.MDY:
        return _existing(year, first, second)
    if order is DateOrder.DMY or first == second or first > 12:
        return _existing(year, second, first)
    if second > 12:
        return _existing(year, first, second)
    if doubtful:
        raise Unreadable(
            _("đọc được hai cách (ngày/tháng hay tháng/ngày): chọn cách đọc ([dates] của tệp ánh xạ)")
        )
    return _existing(year, second, first)


def _time_of(found: re.Match[str], which: str) -> time:
    if not found[f"hour{which}"]:
        return time.min
    hour, half = int(found[f"hour{which}"]), (found[f"half{which}"] or "").upper()
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half in ("PM", "CH") else 0)
    try:
        return time(hour, int(found[f"minute{which}"] or 0), int(found[f"second{which}"] or 0))
    except ValueError:
        raise Unreadable(_("không có giờ này")) from None


def _year(digits: str) -> int:
    if len(digits) == 2:
        return int(digits) + (1900 if int(digits) >= _CENTURY_PIVOT else 2000)
    if len(digits) == 4:
        return int(digits)
    raise Unreadable(_("không đọc được năm"))


def _existing(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise Unreadable(_("không có ngày này trong lịch")) from None


def _of_iso_digits(text: str) -> datetime:
    return _in_range(datetime.combine(_existing(int(text[:4]), int(text[4:6]), int(text[6:])), time.min))


def _of_serial(number: float) -> datetime:
    if not _SERIALS.start <= number < _SERIALS.stop:
        raise Unreadable(
            _("số này không phải ngày từ năm {first} đến {last}").format(first=FIRST_YEAR, last=LAST_YEAR)
        )
    return _to_the_second(_EPOCH + timedelta(days=number))


def _to_the_second(moment: datetime) -> datetime:
    """Spreadsheets keep a moment as a fraction of a day, so a second is the nearest, not the last one."""
    return (moment + timedelta(microseconds=500_000)).replace(microsecond=0, tzinfo=None)


def _in_range(moment: datetime) -> datetime:
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise Unreadable(_("năm ngoài khoảng {first}–{last}").format(first=FIRST_YEAR, last=LAST_YEAR))
    return moment
