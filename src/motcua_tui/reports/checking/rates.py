"""Percentages: each against the counts that it may be the share of.

``a/b = p%`` is certain. A count with a percentage is a share of what it is part of: reports divide by
the finished, the received, the received without those carried over, those due in the period, or, after
QĐ 766/QĐ-TTg, by all. A percentage that fits one of them is right and the denominator is named; one
that fits none is wrong where the denominator is beyond doubt, and else cannot be checked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from motcua_tui.domain.numbers import decimal_text, group
from motcua_tui.i18n import _
from motcua_tui.reports.checking.causes import exact_percent, fits, rate_cause
from motcua_tui.reports.checking.labels import CHANNELS, DOSSIER, JUDGED, Role
from motcua_tui.reports.checking.model import Kind, Verdict
from motcua_tui.reports.checking.numerals import Numeral
from motcua_tui.reports.checking.reading import Breakdown, Figure, Reading
from motcua_tui.reports.checking.scribe import Scribe, name_of
from motcua_tui.reports.checking.stories import Story

MOST_BESIDE: Final = 100
"""Numbers of one sentence that a share may be of."""

_INTAKE_ROLES: Final = CHANNELS | {Role.NEW, Role.CARRIED}
_PENDING_ROLES: Final = frozenset({Role.IN_TIME, Role.OVERDUE, Role.WAITING})
_CERTAIN_ROLES: Final = JUDGED | {Role.FINISHED, Role.PENDING, Role.IN_TIME, Role.OVERDUE}
"""Roles whose share is of a total that the story tells, so that a labelled rate can be wrong."""


def check_rates(scribe: Scribe, reading: Reading, told: Sequence[Story]) -> None:
    """Every percentage and every ratio of the prose."""
    beside: dict[int, list[Figure]] = defaultdict(list)
    for figure in reading.figures:
        beside[figure.sentence].append(figure)
    homes = {id(figure): story for story in told for figure in story.members}
    wholes = {id(part): breakdown for breakdown in reading.breakdowns for part in breakdown.parts}
    for figure in reading.figures:
        if figure.of is not None:
            _check_ratio(scribe, figure, homes.get(id(figure)))
        elif figure.growth and figure.share is not None:
            _check_growth(scribe, figure, homes.get(id(figure)), beside[figure.sentence])
        elif figure.share is not None and figure.role is None:
            _check_part(
                scribe, figure, wholes.get(id(figure)), homes.get(id(figure)), beside[figure.sentence]
            )
    for story in told:
        _check_shares(scribe, story)
        _check_labelled(scribe, story)
        _check_shares_sum(scribe, story)
    free = {id(rate) for story in told for rate in story.rates}
    orphans: dict[int, Story] = {}
    for rate in reading.rates:
        if id(rate) not in free:
            orphans.setdefault(rate.sentence, Story(-1)).rates.append(rate)
    for story in orphans.values():
        for rate in story.rates:
            if rate.listed:
                unknown(scribe, rate.numeral)
        _check_labelled(scribe, story)
        _check_shares_sum(scribe, story)


def counts_of(story: Story | None) -> dict[str, int]:
    """The counts of a story by their names, for causes and denominators."""
    if story is None:
        return {}
    found = {name_of(role): n for role in story.facts if (n := story[role]) is not None}
    if story.finished is not None:
        found.setdefault(name_of(Role.FINISHED), story.finished)
    if story.intake is not None:
        found.setdefault(_("tiếp nhận mới và kỳ trước chuyển sang"), story.intake)
    finished, overdue = story.finished, story[Role.OVERDUE]
    if finished is not None and overdue is not None:
        found[_("đã giải quyết và đang quá hạn")] = finished + overdue
    return found


def unknown(scribe: Scribe, printed: Numeral) -> None:
    """A percentage that nothing in the text allows to recompute."""
    scribe.add(
        Kind.RATE,
        Verdict.UNCHECKABLE,
        (printed.start, printed.end),
        _("Văn bản không nêu đủ số liệu để tính lại tỷ lệ này."),
        quoted=_quoted(printed),
    )


def verdict_on(
    scribe: Scribe, kind: Kind, n: int, of: int, printed: Numeral, counts: dict[str, int], name: str = ""
) -> None:
    """Right or wrong, for a percentage whose two counts are beyond doubt."""
    exact = exact_percent(n, of, printed)
    reckoning = f"{group(n)}/{group(of)} = {decimal_text(exact)}%"
    if name:
        reckoning = f"{reckoning} ({name})"
    right = fits(n, of, printed)
    why = _("Tính lại: {reckoning}.").format(reckoning=reckoning)
    if not right:
        why = f"{why} {rate_cause(n, of, printed, counts)}".rstrip()
    verdict = Verdict.OK if right else Verdict.WRONG
    at = printed.start, printed.end
    scribe.add(kind, verdict, at, why, exact=exact, quoted=_quoted(printed))


def _quoted(printed: Numeral) -> str:
    return f"{printed.text}%" if printed.percent else printed.text


def _check_ratio(scribe: Scribe, figure: Figure, story: Story | None) -> None:
    assert figure.of is not None
    n, of = int(figure.value), figure.of
    if figure.share is not None and of:
        verdict_on(scribe, Kind.RATIO, n, of, figure.share, counts_of(story))
        return
    at = figure.start, figure.end
    if of == 0:
        scribe.add(Kind.RATIO, Verdict.UNCHECKABLE, at, _("Mẫu số bằng 0."))
    elif n <= of:
        exact = exact_percent(n, of)
        why = _("Không in tỷ lệ; {n}/{of} = {exact}%.").format(
            n=group(n), of=group(of), exact=decimal_text(exact)
        )
        scribe.add(Kind.RATIO, Verdict.OK, at, why, exact=exact)
    elif figure.unit in (DOSSIER, "tthc") and not figure.growth and not figure.apart:
        why = _("Phần {n} lớn hơn tổng {of}.").format(n=group(n), of=group(of))
        scribe.add(Kind.ORDER, Verdict.WRONG, at, why)


def _check_growth(scribe: Scribe, change: Figure, story: Story | None, beside: Sequence[Figure]) -> None:
    """``tăng 6.844 hồ sơ (22%)``: the share is of the other period's count, now minus the change."""
    assert change.share is not None
    rise = int(change.value) if "tang" in change.label else -int(change.value)
    now = _now(change, story, beside, rise)
    if now is None or now - rise <= 0:
        unknown(scribe, change.share)
        return
    before = now - rise
    counts = {_("số kỳ này"): now}
    verdict_on(scribe, Kind.RATE, int(change.value), before, change.share, counts, _("so với kỳ trước"))


def _now(change: Figure, story: Story | None, beside: Sequence[Figure], rise: int) -> int | None:
    """This period's count of what has changed."""
    same = [f for f in beside[:MOST_BESIDE] if f.end <= change.start and not f.growth and f.of is None]
    counts = [int(f.value) for f in same if f.unit == change.unit]
    both_told = next((n for n in counts if n - rise in counts), None)
    if both_told is not None:
        return both_told
    if change.base_role is not None:
        return story[change.base_role] if story else None
    return counts[-1] if same and same[-1].unit == change.unit else None


def _check_part(
    scribe: Scribe,
    part: Figure,
    breakdown: Breakdown | None,
    story: Story | None,
    beside: Sequence[Figure],
) -> None:
    """A share of something that is no role of a story: of the number it breaks down."""
    assert part.share is not None
    n = int(part.value)
    whole = breakdown.whole if breakdown else None
    bases = [whole] if whole and whole.numeral.count is not None else []
    bases += [f for f in beside[:MOST_BESIDE] if f.end <= part.start and f.numeral.count is not None]
    same = [f for f in bases if not f.growth and f.unit == part.unit and f.value >= n > 0]
    chosen = next((f for f in same if fits(n, int(f.value), part.share)), None)
    if chosen is None and same and same[0] is whole and part.numeral.count is not None and not part.apart:
        chosen = whole
    if chosen is None:
        unknown(scribe, part.share)
    else:
        verdict_on(scribe, Kind.RATE, n, int(chosen.value), part.share, counts_of(story))


def denominators(story: Story, role: Role) -> list[int]:
    """What a share of that role may be of, the usual one first."""
    finished, due = story.finished, story[Role.DUE]
    bases = story.bases()
    if role in JUDGED:
        found = [due, finished] if story[Role.FINISHED] is None else [finished, due]
        found += bases
    elif role in (Role.FINISHED, Role.PENDING, Role.SENT_BACK, Role.APART):
        found = [*bases, due, finished if role is not Role.FINISHED else None]
        if finished is not None and story.pending is not None:
            found.append(finished + story.pending)
    elif role in _PENDING_ROLES:
        found = [story.pending, *bases]
    else:
        found = [*bases]
    return [n for n in dict.fromkeys(found) if n]


def _check_shares(scribe: Scribe, story: Story) -> None:
    """Counts with a percentage beside them; those of one kind have one denominator."""
    for roles in (JUDGED, _INTAKE_ROLES, _PENDING_ROLES, None):
        shared = [
            f
            for f in story.members
            if f.share is not None
            and f.of is None
            and f.role is not None
            and not f.growth
            and (f.role in roles if roles else f.role not in JUDGED | _INTAKE_ROLES | _PENDING_ROLES)
        ]
        bases = denominators(story, shared[0].role) if shared and shared[0].role else []
        if roles is None:
            for figure in shared:
                assert figure.role is not None
                _check_alike(scribe, story, [figure], denominators(story, figure.role))
        elif shared:
            _check_alike(scribe, story, shared, bases)


def _check_alike(scribe: Scribe, story: Story, shared: list[Figure], bases: list[int]) -> None:
    if not bases:
        for figure in shared:
            assert figure.share is not None
            unknown(scribe, figure.share)
        return
    base = max(bases, key=lambda of: sum(_share_fits(figure, of) for figure in shared))
    names = {n: name for name, n in reversed(counts_of(story).items())}
    for figure in shared:
        assert figure.share is not None
        if figure.value > base:
            unknown(scribe, figure.share)
            continue
        name = names.get(base, "")
        verdict_on(scribe, Kind.RATE, int(figure.value), base, figure.share, counts_of(story), name)


def _share_fits(figure: Figure, of: int) -> bool:
    return figure.share is not None and fits(int(figure.value), of, figure.share)


def _check_labelled(scribe: Scribe, story: Story) -> None:
    """Rates with a label and no count beside them."""
    for rate in story.rates:
        if rate.listed:
            continue
        if not rate.known or rate.role is None:
            unknown(scribe, rate.numeral)
            continue
        numerators = _numerators(story, rate.role)
        pairs = [(n, of) for n in numerators for of in denominators(story, rate.role) if n <= of]
        fitting = next((pair for pair in pairs if fits(*pair, rate.numeral)), None)
        certain = rate.role in _CERTAIN_ROLES and bool(pairs)
        if fitting or certain:
            verdict_on(scribe, Kind.RATE, *(fitting or pairs[0]), rate.numeral, counts_of(story))
        else:
            unknown(scribe, rate.numeral)


def _numerators(story: Story, role: Role) -> list[int]:
    """What a rate of that name may count; "đúng hạn" often means early and on time together."""
    found = [story[role]]
    if role in (Role.ON_TIME, Role.BY_DUE):
        found = [story.by_due, story[role]]
        finished, late = story.finished, story[Role.LATE]
        if story.by_due is None and finished is not None and late is not None:
            found.append(finished - late)
        if story.by_due is not None and story[Role.IN_TIME] is not None:
            found.append(story.by_due + (story[Role.IN_TIME] or 0))
    elif role is Role.FINISHED:
        found = [story.finished]
    elif role is Role.PENDING:
        found = [story.pending]
    return [n for n in dict.fromkeys(found) if n is not None]


def _check_shares_sum(scribe: Scribe, story: Story) -> None:
    """Shares of all parts of one whole must add up to 100, but for rounding."""
    for roles in ((Role.EARLY, Role.ON_TIME, Role.LATE), (Role.BY_DUE, Role.LATE), (Role.ON_TIME, Role.LATE)):
        counted = [story.facts[r].share for r in roles if r in story.facts]
        named = [_only_rate(story, role) for role in roles]
        for printed in (counted, named):
            shares = [share for share in printed if share is not None]
            if len(shares) == len(roles):
                complete = printed is counted and story.total(roles) == story.finished
                add_up(scribe, shares, complete=complete)
                return


def _only_rate(story: Story, role: Role) -> Numeral | None:
    """The bare percentage of a role, when there is just one."""
    found = [rate for rate in story.rates if rate.role is role]
    return found[0].numeral if len(found) == 1 and found[0].known else None


def add_up(scribe: Scribe, shares: Sequence[Numeral], *, complete: bool) -> None:
    """Say so when shares add up to more than 100, or to less where they are all parts."""
    total = sum((share.decimal for share in shares), Decimal(0))
    slack = sum((Decimal(5).scaleb(-share.decimals - 1) for share in shares), Decimal(0))
    if abs(total - 100) <= slack or (total < 100 and not complete):
        return
    texts = [f"{share.text}%" for share in shares]
    scribe.add(
        Kind.SUM,
        Verdict.WRONG,
        (min(s.start for s in shares), max(s.end for s in shares)),
        _("Các tỷ lệ cộng lại được {total}%, không phải 100%.").format(total=decimal_text(total)),
        exact=total,
        quoted=" + ".join(texts),
    )
