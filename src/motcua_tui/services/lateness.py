"""The late dossiers behind a report one by one: by when they were due, and why they were late.

And what may be said when a result is late: the causes of the settings, before them who was asked and
answered late.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from motcua_tui.domain.codes import JudgeBy
from motcua_tui.domain.consulting import late_agencies
from motcua_tui.domain.dossier import Dossier
from motcua_tui.domain.events import replay
from motcua_tui.domain.reasons import parse_reasons
from motcua_tui.services.desk import Desk
from motcua_tui.services.reporting import Question, dossiers_behind
from motcua_tui.storage.reads import dossiers as dossier_reads
from motcua_tui.storage.reads import forms as reads
from motcua_tui.storage.reads.dossiers import DossierLine, Sort, SortKey
from motcua_tui.storage.reads.forms import LateFacts
from motcua_tui.storage.reads.history import load

FINISHED_LATE: Final = "finished.late"
OVERDUE: Final = "pending.overdue"
CONSULTED: Final = "Cơ quan phối hợp chậm"
"""The cause of lateness when another agency was asked; Vietnamese in every language, as it is stored."""


@dataclass(frozen=True, slots=True)
class Late:
    """A dossier that was late in a period. ``due_on`` is the date that judged it at the period's end."""

    line: DossierLine
    finished: bool
    """Within the period; else it was overdue at its end."""
    due_on: date | None
    cause: str
    """As recorded with the result, or else the reason of the apology; empty where nobody said."""


def late_causes(desk: Desk, dossier: Dossier) -> list[str]:
    """What an officer may choose from as the cause of lateness, the likeliest first."""
    agencies = late_agencies(dossier.events, desk.today())
    named = [cause.text for cause in parse_reasons(desk.settings.late_causes)]
    return [*(f"{CONSULTED}: {agency}" for agency in agencies), *named]


def late_dossiers(
    desk: Desk, question: Question, figures: tuple[str, ...], row: str | None = None, most: int | None = None
) -> list[Late]:
    """The dossiers that the late figures of a report count, in a row or in the total, the oldest first."""
    connection = desk.database.reader()
    found = []
    for figure in figures:
        wanted = dossiers_behind(desk, question, (figure,), row)
        count = dossier_reads.count(connection, wanted) if most is None else most
        lines = dossier_reads.window(connection, wanted, Sort(SortKey.DUE), 0, count)
        facts = reads.late_facts(connection, (line.id for line in lines))
        for line in lines:
            known = facts[line.id]
            due_on = _due_on(desk, question, line, known)
            found.append(Late(line, figure == FINISHED_LATE, due_on, known.cause or known.apology))
    return found[:most]


def _due_on(desk: Desk, question: Question, line: DossierLine, facts: LateFacts) -> date | None:
    """The due date in force at the end of the period; from the events where it moved since."""
    lawful, promised = line.due_on, line.promised_due
    if facts.revised_on is not None and facts.revised_on > question.period.last:
        stored = load(desk.database.reader(), line.code, zone=desk.settings.zone)
        assert stored is not None
        then = replay(stored.dossier.events, question.period.last)
        lawful, promised = then.lawful_due, then.promised_due
    return (promised or lawful) if question.judge_by is JudgeBy.PROMISED else lawful
