"""Dates as people type and read them.

Reading is by our own small parser, because a general one guesses the month first and takes
nonsense for a date. Nothing here knows the clock or the calendar: both are handed in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from motcua_tui.i18n import _

if TYPE_CHECKING:
    from datetime import date, datetime, time


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
