"""Totals: parts against their total, received against finished and pending, parts within their whole.

Sources: carried over + received = finished + pending (docs/counting.md); received by channel; finished
by due date; pending in time and overdue. Parts are held against a total only where they are all of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain, combinations
from typing import Final

from motcua_tui.domain.numbers import group
from motcua_tui.i18n import _
from motcua_tui.reports.checking.causes import sum_cause, suspect_part
from motcua_tui.reports.checking.labels import CHANNELS, DOSSIER, JUDGED, TOTALS, Role
from motcua_tui.reports.checking.model import Kind, Verdict
from motcua_tui.reports.checking.reading import Breakdown, Figure
from motcua_tui.reports.checking.scribe import Scribe, name_of
from motcua_tui.reports.checking.stories import Story

MOST_PARTS: Final = 60
_ONLINE: Final = ((Role.ONLINE,), (Role.ONLINE_FULL, Role.ONLINE_PARTIAL))
_OFFLINE: Final = ((Role.DIRECT_POST,), (Role.DIRECT, Role.POST), (Role.DIRECT,), (Role.POST,))
_WITHIN: Final = (
    (Role.FINISHED, (Role.BY_DUE, Role.EARLY, Role.ON_TIME, Role.LATE)),
    (Role.PENDING, (Role.IN_TIME, Role.OVERDUE)),
    (Role.RECEIVED, (Role.NEW, Role.CARRIED, *CHANNELS)),
)


def check_sums(scribe: Scribe, told: Sequence[Story], breakdowns: Iterable[Breakdown]) -> None:
    """Every total of the prose that can be added up."""
    for story in told:
        _check_intake(scribe, story)
        _check_channels(scribe, story)
        _check_judged(scribe, story)
        _check_pending(scribe, story)
        _check_balance(scribe, story)
        _check_within(scribe, story)
    for breakdown in breakdowns:
        _check_breakdown(scribe, breakdown)


def say_sum(
    scribe: Scribe, figures: Sequence[Figure], total: int, parts: Sequence[int], cause: str = ""
) -> None:
    """Right or wrong, for parts that are all of a total."""
    right = total == sum(parts)
    reckoning = f"{' + '.join(map(group, parts))} = {group(sum(parts))}"
    why = _("Cộng lại: {reckoning}.").format(reckoning=reckoning)
    if not right:
        gap = total - sum(parts)
        why += " " + _("Tổng in ra là {total}, lệch {gap}.").format(total=group(total), gap=group(gap))
        why = f"{why} {cause}".rstrip()
    at = figures[0].start, figures[0].end
    scribe.add(
        Kind.SUM,
        Verdict.OK if right else Verdict.WRONG,
        at,
        why,
        exact=sum(parts),
        quoted=f"{group(total)} = {' + '.join(map(group, parts))}",
    )


def _check_intake(scribe: Scribe, story: Story) -> None:
    """Received = new + carried over."""
    received = story[Role.RECEIVED]
    if received is None or story.intake is None:
        return
    apart = received == story[Role.NEW]
    if apart and story[Role.CARRIED]:
        return
    _say(scribe, story, received, (Role.NEW, Role.CARRIED), Role.RECEIVED)


def _check_channels(scribe: Scribe, story: Story) -> None:
    """Received = online + direct and by post, with or without those carried over."""
    online, offline = story.parts(*_ONLINE), story.parts(*_OFFLINE)
    if not online or not offline:
        return
    roles = (*online, *offline)
    n = story.total(roles)
    received, new, carried = story[Role.RECEIVED], story[Role.NEW], story[Role.CARRIED]
    if n is None or (received is None and new is None):
        return
    story.checked.update(roles)
    if new is not None and (n == new or received is None or n != received):
        _say(scribe, story, new, roles, Role.NEW)
    elif received is not None and carried is not None and n != received:
        _say(scribe, story, received, (*roles, Role.CARRIED), Role.RECEIVED)
    elif received is not None:
        _say(scribe, story, received, roles, Role.RECEIVED)


def _check_judged(scribe: Scribe, story: Story) -> None:
    """Finished = early + on time + late; so are those due in the period, where they are told instead."""
    roles = story.judged_parts
    whole = Role.FINISHED if story[Role.FINISHED] is not None else Role.DUE
    total = story[whole] if story[whole] is not None else story.ratio_base
    n = story.total(roles)
    if total is None or n is None:
        return
    if Role.EARLY in story.facts and Role.EARLY not in roles and roles[0] is not Role.BY_DUE:
        return
    if Role.DUE in story.facts and whole is Role.FINISHED and n == story[Role.DUE]:
        total, whole = n, Role.DUE
    _say(scribe, story, total, roles, whole)


def _check_pending(scribe: Scribe, story: Story) -> None:
    """Pending = in time + overdue."""
    n = story.total((Role.IN_TIME, Role.OVERDUE))
    if n is not None:
        told = story[Role.PENDING]
        _say(scribe, story, n if told is None else told, (Role.IN_TIME, Role.OVERDUE), Role.PENDING)


def _say(scribe: Scribe, story: Story, total: int, roles: tuple[Role, ...], whole: Role) -> None:
    if any(_strays(scribe, story, role, whole) for role in roles):
        return
    parts = [n for role in roles if (n := story[role]) is not None]
    others = {
        name_of(role): n
        for role in story.facts
        if role not in (*roles, whole) and role not in TOTALS and (n := story[role]) is not None
    }
    printed = [rate.numeral for rate in story.rates]
    printed += [figure.share for figure in story.members if figure.share is not None]
    suspect = suspect_part(total, parts, printed) if sum(parts) != total else None
    cause = sum_cause(total, parts, others)
    if suspect:
        cause = _("Có thể {part} phải là {right}: tỷ lệ in trong văn bản khớp với {right}.").format(
            part=group(suspect[0]), right=group(suspect[1])
        )
    first = [story.facts[whole]] if whole in story.facts else [story.facts[roles[0]]]
    story.checked.update(roles)
    say_sum(scribe, first, total, parts, cause)


def _strays(scribe: Scribe, story: Story, role: Role, whole: Role) -> bool:
    """Whether a part, told in another paragraph, is too large for its whole: of another population."""
    if whole not in story.facts or role not in story.facts:
        return False
    part, total = story.facts[role], story.facts[whole]
    sentences = scribe.source.sentences
    apart = sentences[part.sentence].paragraph != sentences[total.sentence].paragraph
    return apart and part.value > total.value


def _check_balance(scribe: Scribe, story: Story) -> None:
    """Received = finished + pending; what is left is the residue."""
    finished, pending = story.finished, story.pending
    bases = story.bases()
    if finished is None or not bases:
        return
    judged = story.total([role for role in story.facts if role in JUDGED])
    sure = story[Role.FINISHED] is not None or judged == finished
    outside = [int(f.value) for f in story.members if f.role in _OUTSIDE and f.within not in TOTALS]
    base = bases[0]
    if pending is None:
        left = base - finished
        if sure and left >= 0 and story[Role.DUE] is None:
            why = _("Chưa in số đang giải quyết: {base} − {finished} = {left}.").format(
                base=group(base), finished=group(finished), left=group(left)
            )
            story.checked |= {Role.RECEIVED, Role.NEW, Role.CARRIED, Role.FINISHED}
            scribe.add(
                Kind.BALANCE,
                Verdict.IMPLIED,
                _place(story, Role.FINISHED),
                why,
                exact=left,
                quoted=f"{group(base)} − {group(finished)}",
            )
        return
    choices = chain.from_iterable(combinations(outside, size) for size in range(min(len(outside), 4) + 1))
    gaps = {sum(choice): choice for choice in choices}
    wanted = base - finished - pending
    for one in story.intakes:
        for other, choice in gaps.items():
            if one == finished + pending + other:
                _say_balance(scribe, story, one, (finished, pending, *choice), 0)
                return
    told_apart = story[Role.APART]
    known = told_apart if told_apart is not None else sum(outside)
    if sure:
        _say_balance(scribe, story, base, (finished, pending, *([known] if known else [])), wanted - known)


_OUTSIDE: Final = frozenset({Role.SENT_BACK, Role.WAITING, Role.APART})


def _say_balance(scribe: Scribe, story: Story, base: int, parts: tuple[int, ...], residue: int) -> None:
    story.checked |= {Role.RECEIVED, Role.NEW, Role.CARRIED, Role.FINISHED, Role.PENDING}
    accounted = " + ".join(map(group, parts))
    reckoning = f"{group(base)} − ({accounted}) = {group(residue)}"
    if not residue:
        why = _("Tiếp nhận bằng đã giải quyết cộng đang giải quyết: {reckoning}.")
    elif residue > 0:
        why = _("Còn {n} hồ sơ không nằm trong đã giải quyết hay đang giải quyết: {reckoning}.")
    else:
        why = _("Đã giải quyết và đang giải quyết nhiều hơn tiếp nhận {n} hồ sơ: {reckoning}.")
    told = Role.RECEIVED if Role.RECEIVED in story.facts else Role.NEW
    scribe.add(
        Kind.BALANCE,
        Verdict.RESIDUE if residue else Verdict.OK,
        _place(story, told),
        why.format(n=group(abs(residue)), reckoning=reckoning),
        exact=residue or base,
        quoted=f"{group(base)} = {accounted}",
    )


def _place(story: Story, role: Role) -> tuple[int, int]:
    figure = story.facts.get(role) or next(iter(story.facts.values()))
    return figure.start, figure.end


def _check_within(scribe: Scribe, story: Story) -> None:
    """No part is more than its whole, and what was told and never recomputed is said to be so."""
    for whole, parts in _WITHIN:
        total = story[whole]
        for role in parts:
            n = story[role]
            if total is not None and n is not None and n > total and role not in story.checked:
                if (whole, role) == (Role.RECEIVED, Role.CARRIED) or _strays(scribe, story, role, whole):
                    continue
                why = _("{part} {n} lớn hơn {whole} {total}.").format(
                    part=name_of(role).capitalize(), n=group(n), whole=name_of(whole), total=group(total)
                )
                scribe.add(Kind.ORDER, Verdict.WRONG, _place(story, role), why, quoted=f"{n} > {total}")
                story.checked.add(role)


def _check_breakdown(scribe: Scribe, breakdown: Breakdown) -> None:
    """Parts in brackets or after "trong đó" whose labels are no roles of a story."""
    whole = breakdown.whole
    parts = [f for f in breakdown.parts if not f.apart and f.numeral.count is not None]
    if whole.numeral.count is None or whole.apart or whole.growth or len(parts) > MOST_PARTS:
        return
    if len(parts) < len(breakdown.parts) or not all(_same_unit(whole, part) for part in parts):
        return
    if whole.role and all(part.role for part in parts):
        return
    counts = [int(part.value) for part in parts]
    totals = [whole.of, int(whole.value)] if whole.of is not None else [int(whole.value)]
    total = next((n for n in totals if n == sum(counts)), totals[-1])
    if len(parts) == 1:
        _check_one_part(scribe, whole, parts[0], max(n for n in totals if n is not None))
        return
    assert total is not None
    if total == sum(counts):
        say_sum(scribe, [whole], total, counts)
    elif any(total == sum(counts[:n]) for n in range(2, len(counts))):
        return
    elif whole.of is None and not any(part.role for part in parts) and _all_parts(breakdown, total, counts):
        say_sum(scribe, [whole], total, counts, sum_cause(total, counts, {}))
    elif max(counts) < total:
        why = _("Các phần nêu ra cộng lại được {n}; không chắc là toàn bộ của {total}.").format(
            n=group(sum(counts)), total=group(total)
        )
        at = whole.start, whole.end
        scribe.add(Kind.SUM, Verdict.UNCHECKABLE, at, why, quoted=f"{group(total)}")


def _same_unit(whole: Figure, part: Figure) -> bool:
    return part.unit in ("", whole.unit) or (not whole.unit and part.unit == DOSSIER)


def _check_one_part(scribe: Scribe, whole: Figure, part: Figure, total: int) -> None:
    n = int(part.value)
    if n > total and part.unit == whole.unit and part.unit and part.role not in JUDGED | TOTALS:
        why = _("Phần {n} lớn hơn tổng {of}.").format(n=group(n), of=group(total))
        at = part.start, part.end
        scribe.add(Kind.ORDER, Verdict.WRONG, at, why, quoted=f"{group(n)} > {group(total)}")


def _all_parts(breakdown: Breakdown, total: int, counts: list[int]) -> bool:
    """Whether the parts were surely meant to be all of the total."""
    if breakdown.some:
        return bool(sum_cause(total, counts, {})) or sum(counts) > total
    return breakdown.bracket or abs(total - sum(counts)) * 10 <= total or sum(counts) > total


def check_counts(scribe: Scribe, told: Sequence[Story]) -> None:
    """Counts that stand in no total: right where another part of the report says the same."""
    said = Counter((role, story[role]) for story in told for role in story.facts)
    for story in told:
        for role, figure in story.facts.items():
            if role in story.checked or figure.share is not None or figure.of is not None:
                continue
            again = said[role, int(figure.value)] > (story[role] == figure.value)
            at = figure.start, figure.end
            name = name_of(role)
            if again:
                why = _("{name}: khớp với số nêu ở chỗ khác.").format(name=name.capitalize())
                scribe.add(Kind.CONSISTENCY, Verdict.OK, at, why, exact=int(figure.value))
            else:
                why = _("{name}: không có số liệu khác để đối chiếu.").format(name=name.capitalize())
                scribe.add(Kind.COUNT, Verdict.UNCHECKABLE, at, why)
