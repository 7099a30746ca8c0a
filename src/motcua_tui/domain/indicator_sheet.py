"""A form of indicators, completed and checked: typed, from the record or derived; what does not fit is said.

Nothing is taken for 0: a row that nobody typed, and that does not follow from others, is missing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from motcua_tui.domain.indicators import Figure, Indicator, Kind, Sign, read
from motcua_tui.domain.numbers import NO_FIGURE, decimal_text, group, percent
from motcua_tui.errors import InputError
from motcua_tui.i18n import _


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
    figure: Figure | None = None
    recorded: int | None = None
    """The figure of the record, also where the officer typed another one."""
    faults: tuple[str, ...] = ()


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
            return _trimmed(figure.amount)


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
    return Filled(row, found.text, found.origin, found.figure, of_record, tuple(faults))


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
