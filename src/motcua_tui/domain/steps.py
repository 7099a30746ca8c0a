"""The steps of an internal process as people write them, one a line: ``Thẩm định = 3 = Phòng Một``.

What is done, its limit in the unit of the procedure's, and the department; the last two may be left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from motcua_tui.domain.catalogue import ProcessStep
from motcua_tui.domain.limits import TimeLimit
from motcua_tui.domain.numbers import decimal_text
from motcua_tui.domain.text import clean
from motcua_tui.errors import InputError
from motcua_tui.i18n import _

MARK: Final = "="
_MOST_PARTS: Final = 3
_FINEST: Final = "working_hours"
"""The unit with the smallest parts; whether the procedure's can be divided so is for its version to say."""


def parse_steps(text: str) -> tuple[ProcessStep, ...]:
    """The steps of some lines, or of one with semicolons. Raises InputError for a line it cannot read."""
    return tuple(_step(line) for line in text.replace(";", "\n").split("\n") if clean(line))


def say_steps(steps: Iterable[ProcessStep]) -> str:
    """The lines that ``parse_steps`` reads."""
    return "\n".join(map(_say, steps))


def _step(line: str) -> ProcessStep:
    parts = [clean(part) for part in line.split(MARK)]
    if len(parts) > _MOST_PARTS or not parts[0]:
        raise InputError(
            _("Không hiểu bước “{text}”.").format(text=clean(line)),
            _("Viết tên bước = thời hạn = phòng, ví dụ: Thẩm định = 3 = Phòng Quản lý xây dựng."),
        )
    name, amount, department = (*parts, "", "")[:_MOST_PARTS]
    return ProcessStep(name, department, _amount(amount) if amount else None)


def _amount(text: str) -> Decimal:
    return TimeLimit.of(text, _FINEST).amount


def _say(step: ProcessStep) -> str:
    amount = "" if step.amount is None else decimal_text(step.amount.normalize())
    parts = [step.name, amount, step.department]
    while not parts[-1]:
        parts.pop()
    return f" {MARK} ".join(parts)
