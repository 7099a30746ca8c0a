"""Procedures (thủ tục hành chính) and their versions: limit, fee and online level change by decision.

The version in force on the day of acceptance governs a dossier to its end.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from motcua_tui.domain.codes import Channel, ProcedureMark, SupplementEffect, Unit
from motcua_tui.domain.dossier import Paper
from motcua_tui.domain.limits import TimeLimit


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplementRule:
    """What a request to complete the dossier does. Default: NĐ 118/2025 art. 19.5 and 11.2c."""

    effect: SupplementEffect = SupplementEffect.RESTART
    notice_days: int = 3
    """Working days after acceptance within which the request must be sent."""
    wait_days: int = 15
    """Calendar days that the applicant has; after them the desk closes the dossier."""
    most: int = 1


@dataclass(frozen=True, slots=True)
class ProcessStep:
    """A step of the internal process (quy trình nội bộ): what is done, where, its share of the limit."""

    name: str
    department: str = ""
    amount: Decimal | None = None
    """In the unit of the procedure's limit; None for a step without a limit of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcedureVersion:
    """One procedure as one decision has it, for one case and channel where those differ."""

    id: int = 0
    procedure_id: int = 0
    code: str
    name: str
    field: str = ""
    limit: TimeLimit | None = None
    legal_limit: TimeLimit | None = None
    case: str = ""
    channel: Channel | None = None
    """The version holds for this channel only; None for all."""
    online: Channel | None = None
    """``online_full``, ``online_partial``, or None when there is no online service."""
    post: bool = False
    fee: int | None = None
    supplement: SupplementRule = SupplementRule()
    after_15h: bool = False
    """Accepted after 15:00 counts from the next working day. Off by default: NĐ 118/2025 art. 18.2
    moves only the hand-over, not the clock."""
    at_once: bool = False
    """Answered at once (trả ngay): due the same day, no receipt needed (NĐ 118/2025 art. 17.4)."""
    valid_from: date | None = None
    valid_to: date | None = None
    """The last day of validity; None while in force."""
    decision: str = ""
    marks: frozenset[ProcedureMark] = frozenset()
    papers: tuple[Paper, ...] = ()
    """What the applicant hands in, so many originals and copies of each."""
    steps: tuple[ProcessStep, ...] = ()
    """The internal process in its order; the first step begins with the acceptance."""

    def step_limit(self, step: ProcessStep) -> TimeLimit | None:
        """The limit of a step of the process, in the unit of the procedure's; working days where that has
        none, or where half a day is allowed, since a day has halves at the office only.

        Raises InputError for an amount that cannot be counted.
        """
        if step.amount is None:
            return None
        unit = self.limit.unit if self.limit else Unit.WORKING_DAYS
        if unit is Unit.DAYS and step.amount % 1:
            unit = Unit.WORKING_DAYS
        return TimeLimit(step.amount, unit)

    @property
    def steps_total(self) -> Decimal | None:
        """All that the steps are allowed, in the unit of the limit; None where no step has a limit."""
        amounts = [step.amount for step in self.steps if step.amount is not None]
        return sum(amounts, Decimal(0)) if amounts else None

    @property
    def steps_agree(self) -> bool:
        """The limits of the steps add up to the procedure's, or there is nothing to compare."""
        total = self.steps_total
        return total is None or self.limit is None or total == self.limit.amount

    def in_force(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day <= self.valid_to
        )
