"""The criteria of the score table: the shipped ones, with what the office changed or added."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import Final

from motcua_tui.domain.measures import QD_766, Criterion
from motcua_tui.domain.roles import Right
from motcua_tui.domain.text import clean
from motcua_tui.errors import InputError
from motcua_tui.i18n import _
from motcua_tui.services.desk import Desk
from motcua_tui.services.measures import count_named
from motcua_tui.storage.reads import office as reads

_KEY: Final = "criterion."
"""What stands before the code in the key of the setting that holds a criterion."""
_SHIPPED: Final = {criterion.code: criterion for criterion in QD_766}
FIELDS: Final = ("name", "numerator", "denominator", "points", "threshold")


def criteria(desk: Desk) -> tuple[Criterion, ...]:
    """The criteria of the desk, by code: those of QĐ 766/QĐ-TTg unless the office says otherwise."""
    known = dict(_SHIPPED)
    for key, value in reads.settings(desk.database.reader()).items():
        if key.startswith(_KEY) and value:
            code = key.removeprefix(_KEY)
            known[code] = _criterion(code, json.loads(value))
    return tuple(known[code] for code in sorted(known))


def change_criterion(desk: Desk, code: str, changes: dict[str, str]) -> Criterion:
    """Change some fields of a criterion, or add one with all of them. Raises InputError."""
    code = clean(code)
    before = next((one for one in criteria(desk) if one.code == code), None)
    told = (_fields(before) if before else {}) | {field: clean(text) for field, text in changes.items()}
    missing = [field for field in FIELDS if not told.get(field) and field != "threshold"]
    if missing or not code:
        raise InputError(
            _("Tiêu chí “{code}” còn thiếu: {fields}.").format(code=code, fields=", ".join(missing)),
            _("Tiêu chí mới cần đủ --name, --numerator, --denominator và --points."),
        )
    after = _criterion(code, told)
    _store(desk, code, before, json.dumps(_fields(after), ensure_ascii=False))
    return after


def reset_criterion(desk: Desk, code: str) -> Criterion | None:
    """Put a shipped criterion back as it was, or take away one that the office added (None then).

    Raises InputError for a code that there is none of.
    """
    before = next((one for one in criteria(desk) if one.code == code), None)
    if before is None:
        raise InputError(
            _("Không có tiêu chí “{code}”.").format(code=code), _("Xem danh sách: motcua criteria list.")
        )
    _store(desk, code, before, "")
    return _SHIPPED.get(code)


def _store(desk: Desk, code: str, before: Criterion | None, after: str) -> None:
    key = f"{_KEY}{code}"
    told = json.dumps(_fields(before), ensure_ascii=False) if before else ""
    with desk.unit_of_work(Right.SETTINGS) as uow:
        uow.settings.change({key: told}, {key: after})
        uow.commit()


def _fields(criterion: Criterion) -> dict[str, str]:
    return {
        "name": criterion.name,
        "numerator": criterion.numerator.value,
        "denominator": criterion.denominator.value,
        "points": f"{criterion.points:f}",
        "threshold": f"{criterion.threshold:f}",
    }


def _criterion(code: str, told: dict[str, str]) -> Criterion:
    row = Criterion(
        code, told["name"], count_named(told["numerator"]), count_named(told["denominator"]), Decimal(0)
    )
    threshold = told.get("threshold")
    return replace(
        row,
        points=_amount(told["points"]),
        threshold=_amount(threshold) if threshold else row.threshold,
    )


def _amount(text: str) -> Decimal:
    """Points or a per cent: above 0, with a comma or a dot."""
    try:
        amount = Decimal(text.replace(",", "."))
    except InvalidOperation:
        amount = Decimal(0)
    if not (amount.is_finite() and 0 < amount <= 1000):
        raise InputError(
            _("“{text}” không phải là số điểm hay tỷ lệ.").format(text=text),
            _("Gõ một số lớn hơn 0, không quá 1000."),
        )
    return amount
