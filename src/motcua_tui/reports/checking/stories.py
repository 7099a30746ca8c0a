"""What a report tells of one population: a story, the dossier figures that must agree with each other.

A report tells several: other sections, other agencies, other fields. A new story begins with a new
section, or when a total that was already told is told with another value. A part told twice with two
values is nobody's part for sure and takes no share in any check.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from motcua_tui.reports.checking.clauses import Source
from motcua_tui.reports.checking.labels import JUDGED, TOTALS, Role
from motcua_tui.reports.checking.reading import Figure, Rate, Reading

MOST_MEMBERS: Final = 400
"""Figures of one story; no real report tells as many of one population."""


_INTAKE: Final = frozenset({Role.RECEIVED, Role.NEW, Role.CARRIED})


@dataclass(slots=True)
class Story:
    section: int
    paragraph: int = -1
    """Where it begins."""
    facts: dict[Role, Figure] = field(default_factory=dict)
    doubtful: set[Role] = field(default_factory=set)
    members: list[Figure] = field(default_factory=list)
    rates: list[Rate] = field(default_factory=list)
    checked: set[Role] = field(default_factory=set)
    """The roles that stood in a total."""

    def __getitem__(self, role: Role) -> int | None:
        """The count of a role, None when it is not told or doubtful."""
        return None if role in self.doubtful or role not in self.facts else int(self.facts[role].value)

    def total(self, roles: Iterable[Role]) -> int | None:
        """The sum of the counts of some roles, None when one is missing."""
        counts = [self[role] for role in roles]
        return None if None in counts or not counts else sum(n for n in counts if n is not None)

    def parts(self, *choices: tuple[Role, ...]) -> tuple[Role, ...]:
        """The first of these choices whose roles are all told; empty when there is none."""
        return next((roles for roles in choices if self.total(roles) is not None), ())

    @property
    def judged_parts(self) -> tuple[Role, ...]:
        """The finished by their due dates: roles that together are all of them."""
        return self.parts(
            (Role.EARLY, Role.ON_TIME, Role.LATE), (Role.BY_DUE, Role.LATE), (Role.ON_TIME, Role.LATE)
        )

    @property
    def ratio_base(self) -> int | None:
        """What the shares of the judged are printed of (``766/773``), when it is one number."""
        bases = {f.of for f in self.members if f.role in JUDGED and f.of is not None}
        return bases.pop() if len(bases) == 1 else None

    @property
    def finished(self) -> int | None:
        """The finished dossiers: as told, else what their shares are of, else the sum of their parts."""
        told = self[Role.FINISHED]
        if told is None and Role.FINISHED not in self.doubtful:
            told = self.ratio_base
            if told is None and self[Role.DUE] is None:
                told = self.total(self.judged_parts)
        return told

    @property
    def by_due(self) -> int | None:
        """Finished by the due date: early and on time together."""
        told = self[Role.BY_DUE]
        if told is None:
            told = self.total((Role.EARLY, Role.ON_TIME))
        return told if told is not None else (self[Role.ON_TIME] if Role.EARLY not in self.facts else None)

    @property
    def pending(self) -> int | None:
        """The pending dossiers: as told, else the sum of those in time and overdue."""
        told = self[Role.PENDING]
        return told if told is not None else self.total((Role.IN_TIME, Role.OVERDUE))

    @property
    def intake(self) -> int | None:
        """All that had to be dealt with where it is told without doubt: new and carried over."""
        return self.total((Role.NEW, Role.CARRIED))

    def bases(self) -> list[int]:
        """What received may mean in this text: all that had to be dealt with first, then without what
        was carried over; both ways where the text does not say whether the total holds it."""
        received, new, carried = self[Role.RECEIVED], self[Role.NEW], self[Role.CARRIED]
        found = [self.intake if received in (None, new) else received, received, new]
        if received is not None and carried and new is None:
            inside = self.facts[Role.CARRIED].within is Role.RECEIVED
            if inside or "tong" in self.facts[Role.RECEIVED].label:
                found += [received - carried, received if inside else received + carried]
            else:
                found = [received + carried, received, received - carried]
        return [n for n in dict.fromkeys(found) if n is not None and n >= 0]

    @property
    def intakes(self) -> list[int]:
        """The received that finished and pending may be held against: with what was carried over."""
        new, carried = self[Role.NEW], self[Role.CARRIED]
        return (
            self.bases()[:1]
            if new is not None or not carried
            else [n for n in self.bases() if n >= (self[Role.RECEIVED] or 0)]
        )


def stories(source: Source, reading: Reading) -> list[Story]:
    """The stories of a report, in their order."""
    told: list[Story] = []
    for figure in reading.figures:
        sentence = source.sentences[figure.sentence]
        section = sentence.section
        if figure.role is None or figure.apart:
            if told and figure.share is not None and told[-1].section == section:
                told[-1].members.append(figure)
            continue
        if not told or told[-1].section != section or _begins(told[-1], figure, sentence.paragraph):
            told.append(Story(section, sentence.paragraph))
        _tell(told[-1], figure)
    _hand_out(reading.rates, told, source)
    return told


def _begins(story: Story, figure: Figure, paragraph: int) -> bool:
    """Whether a figure is of another population than the story.

    It contradicts a total of the story, or it is a received total after another paragraph has already
    told what became of the dossiers.
    """
    role = figure.role
    if len(story.members) >= MOST_MEMBERS:
        return True
    if role is Role.RECEIVED and paragraph != story.paragraph and not story.facts.keys() <= _INTAKE:
        return True
    if role is None or role not in story.facts or figure.of is not None:
        return False
    other = story.facts[role].value != figure.value and story.facts[role].of is None
    return other and (role in TOTALS or role is Role.NEW)


def _tell(story: Story, figure: Figure) -> None:
    assert figure.role is not None
    story.members.append(figure)
    known = story.facts.get(figure.role)
    if known is None:
        if figure.of is None or figure.role not in JUDGED or story.finished in (None, figure.of):
            story.facts[figure.role] = figure
    elif known.value != figure.value and figure.of is None:
        story.doubtful.add(figure.role)


def _hand_out(rates: Iterable[Rate], told: list[Story], source: Source) -> None:
    """Each bare percentage to the story that was being told in its section when it stands there."""
    begun = [(story.members[0].start, story) for story in told]
    place = -1
    for rate in rates:
        while place + 1 < len(begun) and begun[place + 1][0] <= rate.numeral.start:
            place += 1
        if place >= 0 and begun[place][1].section == source.sentences[rate.sentence].section:
            begun[place][1].rates.append(rate)
