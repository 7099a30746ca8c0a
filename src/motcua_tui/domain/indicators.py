"""The indicators of the CCHC reports: what an officer types once a period, and what must hold between them.

An indicator is a row of Biểu mẫu 1–7, of the score table or of the Hiện đại hóa report. Its value is kept as
the text that was typed, because some are no numbers; here it is read. A form is completed and checked in
``indicator_sheet``; where the rows come from and where values are kept is ``services.indicators``'s matter.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Final

from motcua_tui.domain.numbers import percent
from motcua_tui.errors import InputError
from motcua_tui.i18n import _

NOT_APPLICABLE: Final = "–"
"""Typed as ``-`` for a row that does not concern the office: neither missing nor 0."""


class Form(StrEnum):
    """The forms that have indicators."""

    BM1 = "bm1"
    BM2 = "bm2"
    BM3 = "bm3"
    BM4 = "bm4"
    BM5 = "bm5"
    BM6 = "bm6"
    BM7 = "bm7"
    MODERNISATION = "modernisation"
    SCORE = "score"


TITLES: Final = {
    Form.BM1: "Công tác chỉ đạo, điều hành CCHC",
    Form.BM2: "Cải cách thể chế",
    Form.BM3: "Cải cách thủ tục hành chính",
    Form.BM4: "Cải cách tổ chức bộ máy",
    Form.BM5: "Cải cách chế độ công vụ",
    Form.BM6: "Cải cách tài chính công",
    Form.BM7: "Xây dựng và phát triển chính quyền điện tử, chính quyền số",
    Form.MODERNISATION: "Hiện đại hóa hành chính",
    Form.SCORE: "Chỉ số cải cách hành chính",
}
"""What the forms are called, Vietnamese in every language."""


class Kind(StrEnum):
    GROUP = "group"
    """A heading; it has no value."""
    COUNT = "count"
    """A whole number, or a count out of another one: ``01/01``."""
    DECIMAL = "decimal"
    RATE = "rate"
    """A percentage, with its two counts where they are known: ``100% (19/19)``."""
    CHOICE = "choice"
    """One of the numbers that the unit names: ``Có = 1; Không = 0``."""
    TEXT = "text"


class Sign(StrEnum):
    """What a check demands of a row."""

    SUM = "+"
    """It is all its parts."""
    AT_LEAST = ">="
    """Its parts are some of it."""
    AT_MOST = "<="
    RATIO = "/"
    """It is the first of the two in percent of the second."""


@dataclass(frozen=True, slots=True)
class Check:
    sign: Sign
    of: tuple[str, ...]
    """The codes of other rows of the same form."""


@dataclass(frozen=True, slots=True)
class Indicator:
    """A row of a form. ``source`` names the figure of the record that fills it; empty where it is typed."""

    form: Form
    code: str
    name: str
    unit: str
    kind: Kind
    source: str = ""
    check: Check | None = None

    @property
    def id(self) -> str:
        """``bm3.1.4.1``: by this a value is stored."""
        return f"{self.form}.{self.code}"

    @property
    def level(self) -> int:
        """1 for the main rows of a form."""
        return self.code.count(".") + 1


@dataclass(frozen=True, slots=True)
class Figure:
    """A value that was understood, a rate's in percent; ``n`` and ``of`` where they were typed too."""

    amount: Decimal
    n: int | None = None
    of: int | None = None

    @property
    def decimals(self) -> int:
        """Decimals of the amount as it was typed."""
        exponent = self.amount.as_tuple().exponent
        return -exponent if isinstance(exponent, int) else 0


@dataclass(frozen=True, slots=True)
class Typed:
    """One change of a figure: what it was before, what it became; empty is none."""

    indicator: str
    before: str
    after: str
    at: datetime
    """When it was recorded."""
    actor: str


def parse_registry(text: str) -> tuple[Indicator, ...]:
    """The indicators of a CSV with the columns form, code, name, unit, kind, source, check, in its order."""
    return tuple(
        Indicator(
            Form(row["form"]),
            row["code"],
            row["name"],
            row["unit"],
            Kind(row["kind"]),
            row["source"],
            _parse_check(row["check"]),
        )
        for row in csv.DictReader(text.splitlines())
    )


def _parse_check(text: str) -> Check | None:
    """``=1.1+1.2`` all parts, ``>=1.1+1.2`` some parts, ``<=1.1``, ``=2.2/2.1`` a rate."""
    if not text:
        return None
    sign, rest = (text[:2], text[2:]) if text[1] == "=" else (text[:1], text[1:])
    if sign == "=":
        return Check(Sign.RATIO, tuple(rest.split("/"))) if "/" in rest else Check(Sign.SUM, _codes(rest))
    return Check(Sign(sign), _codes(rest))


def _codes(text: str) -> tuple[str, ...]:
    return tuple(text.split("+"))


# Reading what was typed

_GROUPED: Final = re.compile(r"\d{1,3}(\.\d{3})+")
_WHOLE: Final = re.compile(r"\d+")
_DECIMAL: Final = re.compile(r"-?(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))?")
_POINT: Final = re.compile(r"-?\d+\.(\d+)")
_OUT_OF: Final = re.compile(r"(?P<n>[\d.]+)\s*/\s*(?P<of>[\d.]+)")
_RATE: Final = re.compile(r"(?P<rate>-?[\d.,]+)\s*%?\s*(?:\((?P<n>[\d.]+)\s*/\s*(?P<of>[\d.]+)\))?")
_CHOICE: Final = re.compile(r"=\s*(\d+)")
_AMBIGUOUS: Final = 3
"""Digits after a single dot that may stand for thousands as well as for decimals."""


def read(indicator: Indicator, text: str) -> Figure | None:
    """The figure that was typed for an indicator; None for words and where it does not apply.

    Raises InputError for what is no value of its kind, or may be read in two ways.
    """
    if text == NOT_APPLICABLE or indicator.kind in (Kind.TEXT, Kind.GROUP):
        return None
    match indicator.kind:
        case Kind.COUNT:
            if found := _OUT_OF.fullmatch(text):
                n, of = _whole(found["n"]), _whole(found["of"])
                return Figure(Decimal(n), n, of)
            return Figure(Decimal(_whole(text)))
        case Kind.CHOICE:
            allowed = _CHOICE.findall(indicator.unit)
            if text.lstrip("0") not in {choice.lstrip("0") for choice in allowed}:
                raise InputError(
                    _("“{text}” không phải giá trị của chỉ tiêu này.").format(text=text),
                    _("Chọn một trong: {choices}.").format(choices=indicator.unit),
                )
            return Figure(Decimal(int(text)))
        case Kind.RATE:
            return _read_rate(text)
        case _:
            return Figure(_number(text))


def _read_rate(text: str) -> Figure:
    if found := _OUT_OF.fullmatch(text):
        n, of = _whole(found["n"]), _whole(found["of"])
        value = percent(n, of)
        if value is None:
            raise InputError(_("Mẫu số của tỷ lệ là 0."))
        return Figure(value, n, of)
    found = _RATE.fullmatch(text)
    if found is None:
        raise _not_a_number(text)
    rate = _number(found["rate"])
    return Figure(rate) if found["n"] is None else Figure(rate, _whole(found["n"]), _whole(found["of"]))


def _whole(text: str) -> int:
    if _WHOLE.fullmatch(text) or _GROUPED.fullmatch(text):
        return int(text.replace(".", ""))
    raise InputError(_("“{text}” không phải số đếm.").format(text=text), _("Ghi số nguyên: 1192 hoặc 1.192."))


def _number(text: str) -> Decimal:
    """A decimal with comma or point; one dot before three digits may mean two things and is refused."""
    if found := _POINT.fullmatch(text):
        if len(found[1]) == _AMBIGUOUS:
            raise InputError(
                _("“{text}” có thể hiểu hai cách.").format(text=text),
                _("Ghi dấu phẩy cho phần thập phân: 3,286; ghi liền cho hàng nghìn: 3286."),
            )
        return Decimal(text)
    if _DECIMAL.fullmatch(text):
        return Decimal(text.replace(".", "").replace(",", "."))
    raise _not_a_number(text)


def _not_a_number(text: str) -> InputError:
    return InputError(_("“{text}” không phải số.").format(text=text), _("Ví dụ: 98,66 hoặc 100%."))
