"""The indicators of the CCHC reports: what an officer types once a period, and what must hold between them.

An indicator is a row of Biểu mẫu 1–7, of the score table or of the Hiện đại hóa report. Its value is kept as
the text that was typed, because some are no numbers; here it is read, checked, and completed: a rate follows
from its two counts, a total from all its parts. Nothing is taken for 0: what nobody typed is missing.
Where the rows come from and where values are kept is ``services.indicators``'s matter.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from motcua_tui.domain.numbers import NO_FIGURE, decimal_text, group, percent
from motcua_tui.errors import InputError
from motcua_tui.i18n import _

NOT_APPLICABLE: Final = "–"
"""Typed as ``-`` for a row that does not concern the office: neither missing nor 0."""


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

    form: str
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


class Origin(StrEnum):
    """Where the value of a row comes from."""

    TYPED = "typed"
    RECORD = "record"
    DERIVED = "derived"
    """It follows from other rows."""
    NONE = "none"
    """A heading."""
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Filled:
    """A row with its value: as it is printed, where it comes from, and what is wrong with it."""

    indicator: Indicator
    text: str
    origin: Origin
    recorded: int | None = None
    """The figure of the record, also where the officer typed another one."""
    faults: tuple[str, ...] = ()


def parse_registry(text: str) -> tuple[Indicator, ...]:
    """The indicators of a CSV with the columns form, code, name, unit, kind, source, check, in its order."""
    return tuple(
        Indicator(
            row["form"],
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


# Filling a form


@dataclass(frozen=True, slots=True)
class _Read:
    """A row as far as it is known by itself: its text, and its figure or what is wrong with the text."""

    text: str
    origin: Origin
    figure: Figure | None = None
    unread: str = ""


def fill(
    indicators: Sequence[Indicator], typed: Mapping[str, str], recorded: Mapping[str, int], decimals: int = 2
) -> tuple[Filled, ...]:
    """The rows of one form with their values and what is wrong with each.

    ``typed`` by id, cleaned; ``recorded`` by source. What was typed comes before the figure of the record,
    which comes before what follows from other rows; ``decimals`` are those of derived rates.
    """
    rows = {row.code: _read_row(row, typed, recorded) for row in indicators}
    known = {code: row.figure.amount for code, row in rows.items() if row.figure}
    waiting = [row for row in indicators if rows[row.code].origin is Origin.MISSING and row.check]
    # A derived row may be part of another one; every round but the last derives one at least.
    while waiting:
        found = {row.code: made for row in waiting if (made := _derive(row, known, decimals))}
        rows |= found
        known |= {code: row.figure.amount for code, row in found.items() if row.figure}
        waiting = [row for row in waiting if row.code not in found] if found else []
    return tuple(_filled(row, rows[row.code], known, recorded) for row in indicators)


def missing(rows: Sequence[Filled]) -> tuple[Indicator, ...]:
    """The rows that somebody still has to type."""
    return tuple(row.indicator for row in rows if row.origin is Origin.MISSING)


def _read_row(row: Indicator, typed: Mapping[str, str], recorded: Mapping[str, int]) -> _Read:
    if row.kind is Kind.GROUP:
        return _Read("", Origin.NONE)
    if text := typed.get(row.id, ""):
        try:
            figure = read(row, text)
        except InputError as error:
            return _Read(text, Origin.TYPED, unread=error.message)
        return _Read(_printed(row, figure) if figure else text, Origin.TYPED, figure)
    if row.source in recorded:
        figure = Figure(Decimal(recorded[row.source]))
        return _Read(_printed(row, figure), Origin.RECORD, figure)
    return _Read("", Origin.MISSING)


def _derive(row: Indicator, known: Mapping[str, Decimal], decimals: int) -> _Read | None:
    """What follows for a row from others that are all known; a rate of nothing is a dash."""
    check = row.check
    if check is None or check.sign not in (Sign.SUM, Sign.RATIO) or not known.keys() >= set(check.of):
        return None
    parts = [known[code] for code in check.of]
    amount = sum(parts, Decimal(0)) if check.sign is Sign.SUM else _rate(parts[0], parts[1], decimals)
    if amount is None:
        return _Read(NO_FIGURE, Origin.DERIVED)
    figure = Figure(amount)
    return _Read(_printed(row, figure), Origin.DERIVED, figure)


def _rate(n: Decimal, of: Decimal, decimals: int) -> Decimal | None:
    """``n`` in percent of ``of``; both may have decimals."""
    scale = 10 ** max(Figure(n).decimals, Figure(of).decimals)
    return percent(int(n * scale), int(of * scale), decimals)


def _printed(row: Indicator, figure: Figure) -> str:
    match row.kind:
        case Kind.COUNT | Kind.CHOICE:
            n = group(int(figure.amount))
            return n if figure.of is None else f"{n}/{group(figure.of)}"
        case Kind.RATE:
            counts = (
                "" if figure.n is None or figure.of is None else f" ({group(figure.n)}/{group(figure.of)})"
            )
            return f"{_trimmed(figure.amount)}%{counts}"
        case _:
            return decimal_text(figure.amount)


def _trimmed(amount: Decimal) -> str:
    """``100`` for ``100,00``; other decimals stay as they are."""
    return decimal_text(amount.to_integral_value() if amount == amount.to_integral_value() else amount)


# What must hold


def _filled(
    row: Indicator, found: _Read, known: Mapping[str, Decimal], recorded: Mapping[str, int]
) -> Filled:
    faults = [found.unread] if found.unread else []
    if found.figure is not None:
        faults += _inside(found.figure, row)
        faults += _between(row, found.figure.amount, known)
    of_record = recorded.get(row.source)
    if found.origin is Origin.TYPED and found.figure is not None and of_record is not None:
        faults += _beside_record(found.figure.amount, of_record)
    return Filled(row, found.text, found.origin, of_record, tuple(faults))


def _beside_record(amount: Decimal, recorded: int) -> Iterator[str]:
    if amount != recorded:
        yield _("Khác số liệu trong sổ: {n}.").format(n=group(recorded))


def _inside(figure: Figure, row: Indicator) -> Iterator[str]:
    """What is wrong with a value by itself: a part above its whole, a rate that its counts do not give."""
    if figure.n is None or figure.of is None:
        return
    if figure.n > figure.of:
        yield _("Tử số {n} lớn hơn mẫu số {of}.").format(n=group(figure.n), of=group(figure.of))
    if row.kind is Kind.RATE:
        yield from _right_rate(figure.amount, Decimal(figure.n), Decimal(figure.of))


def _between(row: Indicator, amount: Decimal, known: Mapping[str, Decimal]) -> Iterator[str]:
    """What does not fit the other rows."""
    check = row.check
    if check is None:
        return
    others = [known[code] for code in check.of if code in known]
    complete = len(others) == len(check.of)
    match check.sign:
        case Sign.RATIO if complete:
            yield from _right_rate(amount, *others)
        case Sign.AT_MOST if complete and amount > others[0]:
            yield _("Lớn hơn chỉ tiêu {code}: {n}.").format(code=check.of[0], n=decimal_text(others[0]))
        case Sign.SUM | Sign.AT_LEAST:
            total = sum(others, Decimal(0))
            if total > amount or (check.sign is Sign.SUM and complete and total != amount):
                yield _("Các chỉ tiêu {codes} cộng lại là {n}.").format(
                    codes=", ".join(check.of), n=decimal_text(total)
                )


def _right_rate(rate: Decimal, n: Decimal, of: Decimal) -> Iterator[str]:
    right = _rate(n, of, Figure(rate).decimals)
    if right is None:
        yield _("Mẫu số của tỷ lệ là 0.")
    elif right != rate:
        yield _("{n}/{of} là {rate}%.").format(n=decimal_text(n), of=decimal_text(of), rate=_trimmed(right))
