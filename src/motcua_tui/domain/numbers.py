"""Figures in Vietnamese style: thousands dot, decimal comma, ``99,09%``, half-up (house rule of reports).

Every figure is exact: counts are integers, percentages are decimals rounded once. Parts are
never adjusted so that they sum to 100. Reading figures in somebody's report is not here.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Final

NO_FIGURE: Final = "–"
"""What is printed instead of a rate whose denominator is 0."""

_TO_VIETNAMESE: Final = str.maketrans(",.", ".,")


def group(n: int) -> str:
    """A count with dots between thousands: 1253 gives ``1.253``."""
    return f"{n:,}".translate(_TO_VIETNAMESE)


def percent(n: int, of: int, decimals: int = 2) -> Decimal | None:
    """``n`` of ``of`` in percent, rounded half-up (away from zero); None when ``of`` is 0."""
    if of == 0:
        return None
    units = (200 * abs(n) * 10**decimals + abs(of)) // (2 * abs(of))
    sign = "-" if units and (n < 0) != (of < 0) else ""
    return Decimal(f"{sign}{units}E-{decimals}")


def percent_text(n: int, of: int, decimals: int = 2, *, trim: bool = False) -> str:
    """``n`` of ``of`` as printed: ``99,09%``; ``–`` when ``of`` is 0.

    ``trim`` leaves out zeros at the end of the decimals: ``100%``, ``99,9%``.
    """
    value = percent(n, of, decimals)
    if value is None:
        return NO_FIGURE
    text = decimal_text(value)
    if trim and decimals:
        text = text.rstrip("0").rstrip(",")
    return f"{text}%"


def decimal_text(value: Decimal, decimals: int | None = None) -> str:
    """A decimal with comma and thousands dots, all its decimals or ``decimals`` of them (half-up)."""
    if decimals is not None:
        value = value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return f"{abs(value) if value == 0 else value:,f}".translate(_TO_VIETNAMESE)


def pad(n: int, width: int = 2) -> str:
    """A number with leading zeros, as dates and small counts are written on paper: 5 gives ``05``."""
    return f"{n:0{width}}"
