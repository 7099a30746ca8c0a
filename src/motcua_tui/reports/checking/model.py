"""What the checker says of a report: claims, each with its place in the text and its verdict."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What sort of statement was checked."""

    COUNT = "count"
    RATE = "rate"
    RATIO = "ratio"
    SUM = "sum"
    BALANCE = "balance"
    ORDER = "order"
    CONSISTENCY = "consistency"


class Verdict(StrEnum):
    """What came of it. ``differs``: two places disagree and either may be right; ``implied``: not
    printed, but it follows from what is."""

    OK = "ok"
    WRONG = "wrong"
    RESIDUE = "residue"
    DIFFERS = "differs"
    IMPLIED = "implied"
    UNCHECKABLE = "uncheckable"

    @property
    def objects(self) -> bool:
        """Whether somebody has to look at the report again."""
        return self in (Verdict.WRONG, Verdict.RESIDUE, Verdict.DIFFERS)


Watch = Callable[[int], None]
"""Hears, in characters, how far the reading of a text has come; what it raises ends the check."""


def unwatched(_place: int) -> None:
    """For who does not want to know."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement of the report and what became of it."""

    text: str
    """The passage it stands in."""
    kind: Kind
    verdict: Verdict
    quoted: str
    """The figures as printed."""
    exact: str | None
    """The right value with a decimal dot; the residue of a balance, the difference where two places
    differ; None where there is none."""
    why: str
    start: int
    """Where in the text the quoted figure begins, in characters from 0, and where it ends."""
    end: int
    line: int
    """The line of the text, from 1."""
