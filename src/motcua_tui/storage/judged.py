"""How a finished dossier was judged, packed into one small integer: the column ``judged``.

All of its cell that does not depend on the period is settled when the finish is recorded, so a report
reads one number instead of comparing dates. ``domain.ledger`` stays the rule.
"""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import TYPE_CHECKING, Final, NamedTuple

from motcua_tui.domain.codes import JudgeBy, Outcome
from motcua_tui.domain.ledger import Judgement, Status, judge_finished

if TYPE_CHECKING:
    from motcua_tui.domain.events import Standing


class Judged(NamedTuple):
    """The judgements are by the lawful and by the promised due date, and None where there is no date."""

    outcome: Outcome
    lawful: Judgement | None
    promised: Judgement | None
    re_dated: bool

    @property
    def status(self) -> Status:
        return Status(self.outcome)

    def by(self, judge_by: JudgeBy) -> Judgement | None:
        return self.promised if judge_by is JudgeBy.PROMISED else self.lawful


_JUDGEMENTS: Final = (Judgement.EARLY, Judgement.ON_TIME, Judgement.LATE, None)

JUDGED: Final = tuple(Judged(*parts) for parts in product(Outcome, _JUDGEMENTS, _JUDGEMENTS, (False, True)))
"""What the codes mean, by their numbers."""

_OUTCOMES: Final = {outcome: place for place, outcome in enumerate(Outcome)}
_PLACES: Final = {judgement: place for place, judgement in enumerate(_JUDGEMENTS)}


def judged_code(standing: Standing) -> int | None:
    """The code of a dossier that was accepted and has ended; None for any other."""
    finished_on = standing.finished_on
    if finished_on is None or standing.accepted_at is None:
        return None
    outcome = standing.outcome or Outcome.GRANTED
    since = standing.waiting_since if outcome is Outcome.CLOSED else None
    re_dated = standing.promised_due is not None
    lawful = promised = _place(finished_on, standing.lawful_due, since)
    if re_dated:
        promised = _place(finished_on, standing.promised_due, since)
    return ((_OUTCOMES[outcome] * len(_JUDGEMENTS) + lawful) * len(_JUDGEMENTS) + promised) * 2 + re_dated


def _place(finished_on: date, due: date | None, since: date | None) -> int:
    return _PLACES[judge_finished(finished_on, due, since) if due else None]
