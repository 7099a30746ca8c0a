"""What would have produced a wrong figure: another denominator, a cut-off decimal, a swapped digit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import ROUND_DOWN, Decimal

from motcua_tui.domain.numbers import decimal_text, group, percent
from motcua_tui.i18n import _
from motcua_tui.reports.checking.numerals import Numeral


def fits(n: int, of: int, printed: Numeral) -> bool:
    """Whether ``n`` of ``of``, rounded half-up, is the percentage as printed."""
    if of == 0:
        return False
    exact = percent(n, of, printed.decimals)
    if exact == printed.decimal:
        return True
    return printed.count is not None and printed.decimals > 0 and percent(n, of, 0) == printed.count


def exact_percent(n: int, of: int, printed: Numeral | None = None) -> Decimal:
    """The right percentage with at least two decimals, or as many as were printed."""
    value = percent(n, of, max(2, printed.decimals if printed else 0))
    assert value is not None
    return value.to_integral_value() if value == value.to_integral_value() else value


def truncated(n: int, of: int, printed: Numeral) -> bool:
    """Whether the printed percentage is the exact one cut off instead of rounded."""
    if of == 0 or fits(n, of, printed):
        return False
    step = Decimal(1).scaleb(-printed.decimals)
    return (Decimal(100 * n) / of).quantize(step, rounding=ROUND_DOWN) == printed.decimal


def rate_cause(n: int, of: int, printed: Numeral, counts: Mapping[str, int]) -> str:
    """Why a percentage may be wrong, as a sentence; empty when nothing explains it.

    ``counts`` are the other figures of the story by their names.
    """
    if truncated(n, of, printed):
        return _("Số in ra bị cắt bớt chữ số thay vì làm tròn.")
    for name, other in counts.items():
        if other != of and other >= n and fits(n, other, printed):
            return _("Số in ra là {n}/{of}: mẫu số khác ({name}).").format(
                n=group(n), of=group(other), name=name
            )
    exact = decimal_text(exact_percent(n, of, printed))
    if _is_slip(_digits(exact), _digits(printed.text)):
        return _("Số in ra thiếu, thừa hoặc đảo chữ số so với {exact}%.").format(exact=exact)
    for name, other in counts.items():
        if other not in (n, of) and fits(other, of, printed):
            return _("Số in ra là {n}/{of}: tử số khác ({name}).").format(
                n=group(other), of=group(of), name=name
            )
    guess = int((printed.decimal * of / 100).to_integral_value())
    if guess != n and abs(guess - n) < 10 and fits(guess, of, printed):
        return _("Số in ra là của {n}/{of}.").format(n=group(guess), of=group(of))
    return ""


def sum_cause(total: int, parts: list[int], others: Mapping[str, int]) -> str:
    """Why parts may not add up to their total, as a sentence; empty when nothing explains it."""
    gap = total - sum(parts)
    for name, other in others.items():
        if other and other == gap:
            return _("Cộng thêm {n} ({name}) thì đủ.").format(n=group(other), name=name)
    for part in parts:
        if part and part == -gap:
            return _("Bỏ {n} ra thì vừa đủ: có thể đã tính hai lần.").format(n=group(part))
    for part in parts:
        right = part + gap
        if right >= 0 and right != part and _is_slip(str(right), str(part)):
            return _("Có thể {part} phải là {right}: nhầm hoặc đảo chữ số.").format(
                part=group(part), right=group(right)
            )
    if _is_slip(str(sum(parts)), str(total)):
        return _("Có thể tổng bị nhầm hoặc đảo chữ số.")
    return ""


def suspect_part(total: int, parts: Iterable[int], printed: Iterable[Numeral]) -> tuple[int, int] | None:
    """A part that another value would mend, when a percentage of the report bears that value out."""
    counts = list(parts)
    rates = list(printed)
    gap = total - sum(counts)
    for part in counts:
        right = part + gap
        if 0 < right < total and any(
            fits(right, total, rate) and not fits(part, total, rate) for rate in rates
        ):
            return part, right
    return None


def _digits(text: str) -> str:
    return "".join(char for char in text if char.isdigit())


def _is_slip(right: str, printed: str) -> bool:
    """One zero dropped or added, two neighbouring digits swapped, or one digit mistyped."""
    if right == printed:
        return False
    if len(right) == len(printed):
        wrong = [place for place in range(len(right)) if right[place] != printed[place]]
        swapped = (
            len(wrong) == 2 and right[wrong[0]] == printed[wrong[1]] and right[wrong[1]] == printed[wrong[0]]
        )
        return swapped or (len(wrong) == 1 and len(right) > 2)
    longer, shorter = sorted((right, printed), key=len, reverse=True)
    return len(longer) == len(shorter) + 1 and any(
        longer[place] == "0" and longer[:place] + longer[place + 1 :] == shorter
        for place in range(len(longer))
    )
