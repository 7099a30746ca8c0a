"""Lists of bare percentages ("Tỷ lệ: 99,71%; 0,29%"): which of them are shares of the story's counts.

Nothing says what each one is, so one that fits no share cannot be checked, unless it stands where a
share is missing: cut off instead of rounded, or one of two parts whose other share is in the list.
"""

from __future__ import annotations

from typing import Final

from motcua_tui.domain.numbers import decimal_text, group
from motcua_tui.i18n import _
from motcua_tui.reports.checking.causes import exact_percent, fits, truncated
from motcua_tui.reports.checking.labels import Role
from motcua_tui.reports.checking.model import Kind, Verdict
from motcua_tui.reports.checking.numerals import Numeral
from motcua_tui.reports.checking.rates import (
    add_up,
    counts_of,
    denominators,
    unknown,
    verdict_on,
)
from motcua_tui.reports.checking.scribe import Scribe
from motcua_tui.reports.checking.stories import Story

_PARTITIONS: Final = (
    (Role.EARLY, Role.ON_TIME, Role.LATE),
    (Role.BY_DUE, Role.LATE),
    (Role.ON_TIME, Role.LATE),
    (Role.IN_TIME, Role.OVERDUE),
)
_SHARED: Final = (
    Role.BY_DUE,
    Role.EARLY,
    Role.ON_TIME,
    Role.LATE,
    Role.FINISHED,
    Role.PENDING,
    Role.IN_TIME,
    Role.OVERDUE,
    Role.SENT_BACK,
    Role.NEW,
    Role.CARRIED,
    Role.ONLINE,
    Role.DIRECT,
    Role.POST,
    Role.DIRECT_POST,
)


def check_list(scribe: Scribe, story: Story) -> None:
    """The bare percentages of a story."""
    listed = [rate.numeral for rate in story.rates if rate.listed]
    if not listed:
        return
    usual = _usual_shares(story)
    matched: dict[Role, Numeral] = {}
    left = []
    for printed in listed:
        role = next((r for r, (n, of) in usual.items() if r not in matched and fits(n, of, printed)), None)
        if role is not None:
            matched[role] = printed
            verdict_on(scribe, Kind.RATE, *usual[role], printed, {})
        elif not _fits_some(scribe, story, printed):
            left.append(printed)
    for printed in left:
        _judge(scribe, story, printed, matched, listed, usual)


def _counts(story: Story) -> dict[Role, int]:
    counts = {role: n for role in _SHARED if (n := story[role]) is not None}
    if story.by_due is not None:
        counts.setdefault(Role.BY_DUE, story.by_due)
    if story.pending is not None:
        counts.setdefault(Role.PENDING, story.pending)
    return counts


def _usual_shares(story: Story) -> dict[Role, tuple[int, int]]:
    """The share of each count of what it usually is of."""
    found = {}
    for role, n in _counts(story).items():
        bases = denominators(story, role)
        if bases and n <= bases[0]:
            found[role] = n, bases[0]
    return found


def _fits_some(scribe: Scribe, story: Story, printed: Numeral) -> bool:
    for role, n in _counts(story).items():
        for of in denominators(story, role)[1:]:
            if 0 < n <= of and fits(n, of, printed):
                verdict_on(scribe, Kind.RATE, n, of, printed, {})
                return True
    return False


def _judge(
    scribe: Scribe,
    story: Story,
    printed: Numeral,
    matched: dict[Role, Numeral],
    listed: list[Numeral],
    usual: dict[Role, tuple[int, int]],
) -> None:
    """A percentage that fits no share: wrong where it stands for one that the list lacks."""
    for role in (Role.BY_DUE, Role.LATE, Role.EARLY, Role.ON_TIME, Role.FINISHED):
        if role in usual and role not in matched and truncated(*usual[role], printed):
            matched[role] = printed
            verdict_on(scribe, Kind.RATE, *usual[role], printed, {})
            return
    for roles in _PARTITIONS:
        missing = [role for role in roles if role not in matched]
        whole = len(missing) == 1 and len(listed) == len(roles)
        odd = _odd_late(story) if missing == [Role.LATE] else None
        mixed = odd is not None and fits(*odd, printed)
        if missing and missing[0] in usual and len(missing) == 1 and (whole or mixed):
            n, of = usual[missing[0]]
            if mixed and odd is not None:
                _say_mixed(scribe, n, of, odd, printed)
            else:
                verdict_on(scribe, Kind.RATE, n, of, printed, counts_of(story))
            shares = [*(matched[role] for role in roles if role in matched), printed]
            matched[missing[0]] = printed
            add_up(scribe, shares, complete=True)
            return
    unknown(scribe, printed)


def _odd_late(story: Story) -> tuple[int, int] | None:
    """The late of both kinds, out of the finished and the overdue: a share that some reports print."""
    late, overdue, finished = story[Role.LATE], story[Role.OVERDUE], story.finished
    if late is None or not overdue or finished is None:
        return None
    return late + overdue, finished + overdue


def _say_mixed(scribe: Scribe, n: int, of: int, odd: tuple[int, int], printed: Numeral) -> None:
    exact = exact_percent(n, of, printed)
    why = _(
        "Tính lại: {n}/{of} = {exact}%. Số in ra là {m}/{other}: cộng cả hồ sơ đang quá hạn, "
        "mẫu số khác với tỷ lệ đúng hạn."
    ).format(n=group(n), of=group(of), exact=decimal_text(exact), m=group(odd[0]), other=group(odd[1]))
    scribe.add(Kind.RATE, Verdict.WRONG, (printed.start, printed.end), why, exact=exact)
