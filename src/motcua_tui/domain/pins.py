"""PINs: which are taken, and how long to wait after wrong ones."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise
from typing import Final

from motcua_tui.errors import InputError
from motcua_tui.i18n import _

LEAST_DIGITS: Final = 4
MOST_DIGITS: Final = 12
FREE_GUESSES: Final = 3
"""Wrong PINs in a row that cost no waiting."""
FIRST_PAUSE: Final = timedelta(seconds=30)
LONGEST_PAUSE: Final = timedelta(minutes=15)


def check_pin(pin: str) -> None:
    """Raise InputError for a PIN that is no PIN, or that is guessed first: 1111, 1234, 9876, 1212."""
    if not (pin.isascii() and pin.isdigit() and LEAST_DIGITS <= len(pin) <= MOST_DIGITS):
        raise InputError(
            _("Mã PIN gồm từ {least} đến {most} chữ số.").format(least=LEAST_DIGITS, most=MOST_DIGITS),
            _("Chọn một mã chỉ có chữ số."),
        )
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(pin)}
    half = pin[: len(pin) // 2]
    if (len(steps) == 1 and steps <= {0, 1, 9}) or half * 2 == pin:
        raise InputError(
            _("Mã PIN này dễ đoán quá."), _("Không dùng số lặp lại hay số liền nhau như 1111, 1234, 1212.")
        )


def pause(wrong: int) -> timedelta:
    """How long to wait after that many wrong PINs in a row: nothing at first, then twice as long each time,
    up to ``LONGEST_PAUSE``."""
    if wrong < FREE_GUESSES:
        return timedelta()
    found = FIRST_PAUSE
    for _again in range(wrong - FREE_GUESSES):
        found = min(found * 2, LONGEST_PAUSE)
    return found


def waits_until(wrong: int, last_at: datetime | None, now: datetime) -> datetime | None:
    """Until when no PIN is taken; None when one may be typed now, as after a clock that was set back."""
    if last_at is None or last_at > now:
        return None
    until = last_at + pause(wrong)
    return until if until > now else None
