"""The first screen of the morning: what is late, what falls due today, what comes next."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from motcua_tui.domain.codes import State
from motcua_tui.domain.office import AcceptanceStatus, acceptance_status
from motcua_tui.domain.periods import KINDS, current, sending_date
from motcua_tui.domain.timeliness import days_left
from motcua_tui.services.browse import Listed, View, apologise_until, near_until, query, silent_before, window
from motcua_tui.services.desk import Desk
from motcua_tui.storage.reads import badges as badge_reads
from motcua_tui.storage.reads.badges import Badges
from motcua_tui.storage.reads.dossiers import DossierQuery, Sort, SortKey
from motcua_tui.storage.reads.weekly import weekly

WEEKS: Final = 8
SOON: Final = 5
"""Working days left of the class between near and later."""
NEXT_STEPS: Final = 50
"""Lines of the list of next steps; the whole list is one key away."""


@dataclass(frozen=True, slots=True)
class Morning:
    """Everything that the first screen shows."""

    today: date
    counts: Badges
    longest_overdue: int
    """Working days that the oldest overdue dossier is late; 0 when none is."""
    next_acceptance: AcceptanceStatus | None
    """The online dossier whose eight hours end first."""
    weeks: tuple[tuple[int, int], ...]
    """Received and finished of the last eight weeks, Monday to Sunday, this week last."""
    cut_off: date
    """The last day of the running reporting month."""
    send_by: date | None
    next_steps: tuple[Listed, ...]
    """The open dossiers that fall due first; those that wait for the applicant are left out."""


def morning(desk: Desk, lines: int = NEXT_STEPS) -> Morning:
    today = desk.today()
    connection = desk.database.reader()
    counts = badge_reads.badges(
        connection,
        today=today,
        near_until=near_until(desk),
        apologise_until=apologise_until(desk),
        silent_before=silent_before(desk),
        soon_until=desk.calendar.add(today, SOON + 1) - timedelta(days=1),
        zone=desk.settings.zone,
    )
    oldest = days_left(counts.oldest_overdue_due, today, desk.calendar)
    waiting = [acceptance_status(at, desk.now(), desk.office) for at in counts.to_accept]
    monday = today - timedelta(days=today.weekday() + 7 * (WEEKS - 1))
    month = current(KINDS[0], today).period
    return Morning(
        today,
        counts,
        -oldest if oldest is not None else 0,
        min(waiting, key=lambda status: status.due_at, default=None),
        tuple(weekly(connection, monday, WEEKS)),
        month.last,
        sending_date(month),
        tuple(window(desk, _to_do(desk), Sort(SortKey.DUE), 0, lines)),
    )


def next_day_off(desk: Desk) -> date | None:
    """The next day off that is no weekend, within a week."""
    days = (desk.today() + timedelta(days=ahead) for ahead in range(1, 8))
    return next((day for day in days if day.weekday() < 5 and not desk.calendar.is_working(day)), None)


def _to_do(desk: Desk) -> DossierQuery:
    """The open dossiers that wait for the office, not for the applicant."""
    states = frozenset(state for state in State if state.open and state is not State.AWAITING_SUPPLEMENT)
    return replace(query(desk, View.OPEN), states=states)
