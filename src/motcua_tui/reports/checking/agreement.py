"""One figure in two places: the text against itself, against its forms, against its score table.

Two places that disagree may both be right (another base, another list of tasks), so they only
*differ*; a total that its own table disproves is wrong.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

from motcua_tui.domain.numbers import decimal_text, group
from motcua_tui.i18n import _
from motcua_tui.reports.checking.labels import Role, role_of, words
from motcua_tui.reports.checking.model import Kind, Verdict
from motcua_tui.reports.checking.reading import Figure, Reading
from motcua_tui.reports.checking.scribe import Scribe, name_of
from motcua_tui.reports.checking.stories import MOST_MEMBERS, Story
from motcua_tui.reports.checking.tables import Indicator, indicators, tables

_COMPARED: Final = (Role.RECEIVED, Role.FINISHED, Role.PENDING)
_NARROWED: Final = re.compile(
    r"\b(?:cap (?:tinh|huyen|xa)|linh vuc|phong|toan (?:tinh|huyen)|huyen|xa|phuong|thi xa|thanh pho|so|"
    r"trung tam|bcci|buu chinh|truc tuyen)\b [a-z]+|_{1,4}[/_.-]*_*"
)
_DONE: Final = re.compile(r"\b(?:hoan thanh|da thuc hien|da xu ly)\b")
_OPEN: Final = re.compile(r"\b(?:con|con lai|dang)\b")
_COUNTED: Final = re.compile(r"\s{0,8}([a-z]+ [a-z]+ [a-z]+)\b")
_POINTS: Final = re.compile(r"\b(?:dat|la|duoc)\s*$")


def check_agreement(scribe: Scribe, reading: Reading, told: Sequence[Story]) -> None:
    """Everything that the report says twice."""
    rows = [row for form in indicators(scribe.source) for row in form]
    _check_forms(scribe, told, rows)
    _check_stories(scribe, told)
    _check_tasks(scribe, reading, rows)
    _check_zero_totals(scribe, reading, rows)
    _check_score(scribe, reading)


def _differ(scribe: Scribe, at: tuple[int, int], first: int, second: int, exact: int, why: str) -> None:
    scribe.add(
        Kind.CONSISTENCY, Verdict.DIFFERS, at, why, exact=exact, quoted=f"{group(first)} ≠ {group(second)}"
    )


def _check_forms(scribe: Scribe, told: Sequence[Story], rows: Sequence[Indicator]) -> None:
    """Totals of the text against the same totals in the filled forms."""
    totals = {role: {n for story in told if (n := _total(story, role)) is not None} for role in _COMPARED}
    for row in rows:
        if row.value is None or row.value.count is None or not re.search(r"\bho so\b", row.label):
            continue
        if re.search(r"cap (?:huyen|xa)|lien thong|truoc va dung", row.label) or row.label.startswith(
            "ty le"
        ):
            continue
        # Channels in brackets ("cả trực tiếp và trực tuyến") do not narrow a total.
        label = re.sub(r"\([^)]*\)", " ", row.label)
        role = role_of(frozenset(word for word, _s, _e in words(label)), None)
        if role is None or role not in totals:
            continue
        printed = row.value.count
        if len(totals[role]) != 1:
            continue
        (value,) = totals[role]
        at = row.at
        if value == printed:
            why = _("Khớp với văn bản: {name} {n}.").format(name=name_of(role), n=group(value))
            scribe.add(Kind.CONSISTENCY, Verdict.OK, at, why, exact=printed)
        else:
            why = _("Văn bản ghi {name} {n}, biểu ghi {m}: lệch {gap}, có thể khác phạm vi thống kê.").format(
                name=name_of(role), n=group(value), m=group(printed), gap=group(abs(value - printed))
            )
            _differ(scribe, at, value, printed, abs(value - printed), why)


def _total(story: Story, role: Role) -> int | None:
    return story.finished if role is Role.FINISHED else story[role]


def _check_stories(scribe: Scribe, told: Sequence[Story]) -> None:
    """One total in two sentences that speak of the same thing."""
    for role in _COMPARED:
        found = [story.facts[role] for story in told if role in story.facts and story[role] is not None]
        if len(found) != 2:
            continue
        first, second = found
        if first.sentence == second.sentence or _scope(scribe, first) != _scope(scribe, second):
            continue
        n, m = int(first.value), int(second.value)
        at = second.start, second.end
        if n == m:
            why = _("Khớp với số đã nêu ở trên: {name} {n}.").format(name=name_of(role), n=group(n))
            scribe.add(Kind.CONSISTENCY, Verdict.OK, at, why, exact=n)
        elif first.of is None and second.of is None:
            why = _("Ở trên ghi {name} {n}, ở đây ghi {m}: lệch {gap}.").format(
                name=name_of(role), n=group(n), m=group(m), gap=group(abs(n - m))
            )
            _differ(scribe, at, n, m, abs(n - m), why)


def _scope(scribe: Scribe, figure: Figure) -> frozenset[str]:
    """What narrows the sentence of a figure: periods, levels, offices, fields."""
    sentence = scribe.source.sentences[figure.sentence]
    before = scribe.source.folded[max(0, sentence.start - 80) : figure.end + 40]
    original = scribe.source.text[max(0, sentence.start - 80) : figure.end + 40]
    return frozenset(original[found.start() : found.end()] for found in _NARROWED.finditer(before))


def _check_tasks(scribe: Scribe, reading: Reading, rows: Sequence[Indicator]) -> None:
    """So many tasks done and so many still open, against the number assigned in a form."""
    looked_up: set[str] = set()
    counted: dict[str, list[Figure]] = defaultdict(list)
    for figure in reading.figures:
        if not figure.apart and len(counted[figure.unit]) < MOST_MEMBERS:
            counted[figure.unit].append(figure)
    for row in rows:
        assigned = re.match(r"so ([a-z]+ [a-z]+) duoc giao", row.label)
        if not assigned or row.value is None or row.value.count is None or assigned[1] in looked_up:
            continue
        looked_up.add(assigned[1])
        same = [f for f in counted[assigned[1].split()[0]] if assigned[1] in f.label]
        for done, left in _pairs(same):
            both = int(done.value + left.value)
            if both != row.value.count:
                why = _("Văn bản ghi {done} đã xong và {open} còn lại, tổng {both}; biểu ghi {n} được giao.")
                why = why.format(
                    done=group(int(done.value)),
                    open=group(int(left.value)),
                    both=group(both),
                    n=group(row.value.count),
                )
                _differ(scribe, row.at, both, row.value.count, both, why)


def _pairs(figures: Sequence[Figure]) -> list[tuple[Figure, Figure]]:
    """What is done, each with what is next said to be still open in the same sentence."""
    found: list[tuple[Figure, Figure]] = []
    done: Figure | None = None
    for figure in figures:
        is_open = bool(_OPEN.search(figure.label))
        if is_open and done is not None and done.sentence == figure.sentence:
            found.append((done, figure))
        done = figure if _DONE.search(figure.label) and not is_open else None if is_open else done
    return found


def _check_zero_totals(scribe: Scribe, reading: Reading, rows: Sequence[Indicator]) -> None:
    """A form says that there is none of what the text counts."""
    counts: dict[str, list[Figure]] = defaultdict(list)
    for figure in reading.figures:
        if figure.value > 0 and (what := _COUNTED.match(scribe.source.folded, figure.end)):
            counts[what[1]].append(figure)
    for row in rows:
        named = re.match(r"tong so ([a-z]+ [a-z]+ [a-z]+)\b", row.label)
        if not named or row.value is None or row.value.count != 0:
            continue
        if counted := counts[named[1]]:
            total = sum(int(f.value) for f in counted)
            why = _("Biểu ghi 0, văn bản nêu {counts} {what}.").format(
                counts=", ".join(group(int(f.value)) for f in counted),
                what=scribe.source.passage(counted[0].end, counted[0].end + len(named[1]) + 1),
            )
            _differ(scribe, row.at, 0, total, total, why)
            return


def _check_score(scribe: Scribe, reading: Reading) -> None:
    """``đạt 72,32 điểm`` against the total of the table of scores."""
    text = scribe.source.folded
    totals = [
        number
        for table in tables(scribe.source)
        if "diem" in text[max(0, table.rows[0].start - 200) : table.rows[-1].end]
        for number in table.grand_totals()
    ]
    printed = [
        f
        for f in reading.figures
        if f.unit == "diem" and not f.growth and _POINTS.search(text[max(0, f.start - 8) : f.start])
    ]
    if len(printed) != 1 or not totals:
        return
    score, table_total = printed[0], totals[-1].decimal
    at = score.start, score.end
    quoted = score.numeral.text
    if any(score.numeral.decimal == number.decimal for number in totals):
        why = _("Khớp với tổng điểm trong bảng.")
        scribe.add(Kind.CONSISTENCY, Verdict.OK, at, why, exact=score.numeral.decimal, quoted=quoted)
        return
    change = next((f for f in reading.figures if f.sentence == score.sentence and f.growth), None)
    why = _("Bảng điểm cộng được {total}.").format(total=decimal_text(table_total))
    if change is not None and _is_before(score.numeral.decimal, table_total, change):
        why += " " + _("Số in ra là điểm của năm trước: {total} trừ phần tăng {change}.").format(
            total=decimal_text(table_total), change=decimal_text(change.numeral.decimal)
        )
    scribe.add(Kind.CONSISTENCY, Verdict.WRONG, at, why, exact=table_total, quoted=quoted)


def _is_before(printed: Decimal, now: Decimal, change: Figure) -> bool:
    before = now - change.numeral.decimal if "tang" in change.label else now + change.numeral.decimal
    return abs(before - printed) < Decimal("0.01")


def check_recorded(scribe: Scribe, told: Sequence[Story], recorded: Mapping[Role, int]) -> None:
    """The figures of the longest story against the counts on record for the period."""
    story = max(told, key=lambda one: len(one.facts), default=None)
    if story is None:
        return
    for role, figure in story.facts.items():
        printed = story[role]
        if printed is None or role not in recorded:
            continue
        story.checked.add(role)
        n, name = recorded[role], name_of(role).capitalize()
        at = figure.start, figure.end
        if n == printed:
            why = _("{name}: khớp với sổ hồ sơ.").format(name=name)
            scribe.add(Kind.CONSISTENCY, Verdict.OK, at, why, exact=n)
        else:
            why = _("{name}: sổ hồ sơ của kỳ này có {n}, văn bản ghi {printed}, lệch {gap}.").format(
                name=name, n=group(n), printed=group(printed), gap=group(printed - n)
            )
            scribe.add(Kind.CONSISTENCY, Verdict.DIFFERS, at, why, exact=n)
