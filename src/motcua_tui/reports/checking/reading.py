"""What is read from the prose of a report: figures, bare percentages, breakdowns."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from motcua_tui.reports.checking.labels import Role
from motcua_tui.reports.checking.numerals import Numeral


@dataclass(slots=True)
class Figure:
    """A count, or ``n/of``, with what it counts."""

    numeral: Numeral
    end: int
    value: Decimal
    of: int | None
    sentence: int
    role: Role | None = None
    unit: str = ""
    label: str = ""
    """The words around it, folded."""
    share: Numeral | None = None
    """The percentage printed for it."""
    growth: bool = False
    """A change against another period, not a count of this one."""
    apart: bool = False
    """Of another period, an estimate, or part of an aside: no fact of this story."""
    base_role: Role | None = None
    """What has grown or shrunk."""
    within: Role | None = None
    """The role of the number that it is a part of in the text."""

    @property
    def start(self) -> int:
        return self.numeral.start


@dataclass(frozen=True, slots=True)
class Rate:
    """A percentage that stands for itself."""

    numeral: Numeral
    sentence: int
    role: Role | None
    known: bool
    """False where it is an estimate, a target, a growth, or speaks of something unknown."""
    growth: bool
    listed: bool
    """One of a list of bare percentages."""


@dataclass(slots=True)
class Breakdown:
    """A number and the parts that the text gives of it."""

    whole: Figure
    bracket: bool
    some: bool
    """It says only "có": not necessarily all parts."""
    parts: list[Figure] = field(default_factory=list)


@dataclass(slots=True)
class Reading:
    """All figures of a report in their order."""

    figures: list[Figure] = field(default_factory=list)
    rates: list[Rate] = field(default_factory=list)
    breakdowns: list[Breakdown] = field(default_factory=list)
