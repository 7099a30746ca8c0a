"""The time limit of a procedure: an amount and its unit, as read from decisions and registers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from motcua_tui.domain.codes import Unit
from motcua_tui.domain.text import clean, fold
from motcua_tui.errors import InputError
from motcua_tui.i18n import _

MAX_AMOUNT: Final = 3650
HALF: Final = Decimal("0.5")

_AMOUNT: Final = re.compile(
    r"(?P<number>\d+([.,]\d{1,2})?) | (?P<whole>\d+)?\s*(?P<half>½|(?<!\d)1/2)", re.ASCII | re.VERBOSE
)
_WORDS: Final = {
    "lv": Unit.WORKING_DAYS,
    "ngay lv": Unit.WORKING_DAYS,
    "ngay lam viec": Unit.WORKING_DAYS,
    "working_days": Unit.WORKING_DAYS,
    "ngay": Unit.DAYS,
    "days": Unit.DAYS,
    "gio": Unit.WORKING_HOURS,
    "gio lv": Unit.WORKING_HOURS,
    "gio lam viec": Unit.WORKING_HOURS,
    "working_hours": Unit.WORKING_HOURS,
}
_NAMES: Final = {
    Unit.WORKING_DAYS: "ngày làm việc",
    Unit.DAYS: "ngày",
    Unit.WORKING_HOURS: "giờ làm việc",
}
_STEPS: Final = {
    Unit.WORKING_DAYS: HALF,
    Unit.DAYS: Decimal(1),
    Unit.WORKING_HOURS: Decimal("0.05"),
}


def parse_unit(text: str) -> Unit:
    """The unit of a limit, by its code or as it is written: ``LV``, ``Ngày làm việc``, ``giờ``.

    Any other word, a month too, raises ``InputError``: a unit is never guessed.
    """
    unit = _WORDS.get(fold(text))
    if unit is None:
        raise InputError(
            _("Không rõ đơn vị thời hạn “{text}”.").format(text=clean(text)),
            _("Dùng “ngày làm việc” (LV), “ngày” hoặc “giờ làm việc”."),
        )
    return unit


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """So many working days, calendar days or working hours.

    Working days may end in a half, calendar days are whole, working hours come to whole minutes
    (as a decimal: in steps of 0,05); all between 0 and ``MAX_AMOUNT``. Anything else raises
    ``InputError``.
    """

    amount: Decimal
    unit: Unit

    def __post_init__(self) -> None:
        amount = self.amount
        if not (amount.is_finite() and 0 <= amount <= MAX_AMOUNT):
            raise InputError(
                _("Thời hạn phải từ 0 đến {most}.").format(most=MAX_AMOUNT),
                _("Kiểm tra lại con số của thời hạn."),
            )
        if amount % _STEPS[self.unit]:
            raise InputError(
                _("Thời hạn {amount} {unit} có phần lẻ không tính được.").format(
                    amount=amount, unit=_NAMES[self.unit]
                ),
                _("Ngày là số nguyên, ngày làm việc có thể lẻ nửa ngày, giờ làm việc tròn phút."),
            )

    @property
    def timed(self) -> bool:
        """It ends at a time of day: working hours, and working days with a half."""
        return self.unit is Unit.WORKING_HOURS or bool(self.amount % 1)

    @classmethod
    def parse(cls, text: str) -> TimeLimit:
        """A limit as it is written: ``5 LV``, ``06 ngày làm việc``, ``20 ngày``, ``1 Giờ``, ``½ ngày``.

        Half a ``ngày`` is half a working day, the only half there is.
        """
        words = clean(text)
        unit = words.lstrip("0123456789.,/½ ")
        amount = words.removesuffix(unit)
        if _AMOUNT.fullmatch(clean(amount)) is None:
            raise InputError(
                _("Không hiểu thời hạn “{text}”.").format(text=words),
                _("Viết như “5 LV”, “20 ngày”, “8 giờ làm việc” hoặc “½ ngày”."),
            )
        return cls.of(amount, unit)

    @classmethod
    def of(cls, amount: str, unit: str) -> TimeLimit:
        """A limit from two cells of a table, amount and unit."""
        found = _AMOUNT.fullmatch(clean(amount))
        if found is None:
            raise InputError(
                _("Không hiểu thời hạn “{text}”.").format(text=clean(amount)),
                _("Chỉ viết số, ví dụ 5, 0,5 hoặc ½; đơn vị ghi riêng."),
            )
        value = Decimal((found["number"] or found["whole"] or "0").replace(",", "."))
        if found["half"]:
            value += HALF
        known = parse_unit(unit)
        return cls(value, Unit.WORKING_DAYS if known is Unit.DAYS and value == HALF else known)

    def __str__(self) -> str:
        """In Vietnamese, as printed on papers: ``5 ngày làm việc``, ``2½ ngày làm việc``, ``20 ngày``."""
        whole, rest = divmod(self.amount, 1)
        if rest == HALF and self.unit is Unit.WORKING_DAYS:
            amount = f"{whole:f}½" if whole else "½"
        else:
            amount = f"{self.amount.normalize():f}".replace(".", ",")
        return f"{amount} {_NAMES[self.unit]}"
