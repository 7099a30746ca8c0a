"""Figures in Vietnamese style: thousands dot, decimal comma, ``99,09%``, half-up (house rule of reports).

Every figure is exact: counts are integers, percentages are decimals rounded once. Parts are
never adjusted so that they sum to 100. Reading figures in somebody's report is not here.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from fractions import Fraction

NO_FIGURE: Final = "–"
"""What is printed instead of a rate whose denominator is 0."""

_SWAPPED: Final = str.maketrans(",.", ".,")


def group(n: int) -> str:
    """A count with dots between thousands: 1253 gives ``1.253``."""
    return f"{n:,}".translate(_SWAPPED)


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
    return f"{abs(value) if value == 0 else value:,f}".translate(_SWAPPED)


def pad(n: int, width: int = 2) -> str:
    """A number with leading zeros, as dates and small counts are written on paper: 5 gives ``05``."""
    return f"{n:0{width}}"


def rounded(value: Fraction, decimals: int) -> Decimal:
    """An exact value rounded half-up, away from zero."""
    units = (2 * abs(value.numerator) * 10**decimals + value.denominator) // (2 * value.denominator)
    sign = "-" if units and value < 0 else ""
    return Decimal(f"{sign}{units}E-{decimals}")


@dataclass(frozen=True, slots=True)
class NumberStyle:
    """How an office writes the figures of its reports: a thousands dot and a decimal comma unless it says
    otherwise."""

    decimals: int = 2
    """Of a percentage."""
    dot: bool = False
    """A decimal dot and a thousands comma."""
    padded: bool = False
    """In sentences, counts below ten have a leading zero: 05; nought stays 0."""
    zero_in_words: bool = True
    """Sentences that say nought in words do so; else they write 0."""

    def group(self, n: int) -> str:
        """A count of a table: 1253 gives ``1.253``."""
        return self._written(group(n))

    def count(self, n: int) -> str:
        """A count of a sentence."""
        return pad(n) if self.padded and 0 < n < 10 else self.group(n)

    def percent(self, n: int, of: int) -> str:
        """``n`` of ``of`` as ``99,09%``; ``–`` when ``of`` is 0."""
        return self._written(percent_text(n, of, self.decimals))

    def decimal(self, value: Decimal) -> str:
        """A decimal with all its decimals."""
        return self._written(decimal_text(value))

    def fraction(self, value: Fraction | None) -> str:
        """An exact value, rounded; ``–`` for none."""
        return NO_FIGURE if value is None else self.decimal(rounded(value, self.decimals))

    def _written(self, text: str) -> str:
        return text.translate(_SWAPPED) if self.dot else text
