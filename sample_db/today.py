"""The years 2025 and 2026 of the sample desk, and the dossiers on it on 23 November 2026.

Every dossier gets its whole life; what lies after the sample's today has simply not happened yet, so
the desk is at work. A few are placed by hand so that no state is missing on the first screen.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from motcua_tui.domain.catalogue import ProcedureVersion
from motcua_tui.domain.codes import Channel, Outcome, SupplementEffect
from motcua_tui.domain.deadlines import due, paused
from sample_db.plan import CLOSED_AFTER, Case, Planner

TODAY: Final = date(2026, 11, 23)
NEW: Final = 1500
FIVE_DAYS: Final = "1.013233"
TWENTY_DAYS: Final = "1.013236"
CERTIFICATE: Final = "1.012906"


def desk_at_work(planner: Planner, carried: list[Case]) -> None:
    """Adds the dossiers from January 2025 on, and ends those carried over."""
    for case in carried:
        _live(planner, case)
    for case in planner.draw(
        NEW // 4, date(2025, 1, 2), date(2025, 6, 30), lambda v: _channel(planner, v)
    ) + planner.draw(NEW - NEW // 4, date(2025, 7, 1), date(2026, 11, 20), lambda v: _channel(planner, v)):
        _live(planner, case)
        planner.cases.append(case)
    planner.cases += _by_hand(planner)


def _channel(planner: Planner, version: ProcedureVersion) -> Channel:
    if version.online is not None and planner.rng.random() < 0.75:
        return version.online
    return Channel.POST if version.post and planner.rng.random() < 0.1 else Channel.DIRECT


def _live(planner: Planner, case: Case) -> None:
    """Draw how the dossier goes on: a supplement perhaps, then early, on time, late, or another end."""
    rng, calendar = planner.rng, planner.calendar
    lawful = case.due_on
    if case.accepted_on >= date(2025, 1, 2):
        case.handed_over = True
        if rng.random() < 0.06:
            lawful = _complete(planner, case)
    start = case.resumed_on or max(case.accepted_on, date(2024, 12, 31))
    days = planner.working_days(start + timedelta(days=1), lawful - timedelta(days=1))
    chance = rng.random()
    if chance < 0.82 and days:
        case.finished_on = rng.choice(days[len(days) // 3 :])
    elif chance < 0.95 or lawful <= start:
        case.finished_on = max(lawful, calendar.add(start, 1))
    elif chance < 0.98:
        case.finished_on = calendar.add(lawful, rng.randrange(1, 7))
        if rng.random() < 0.6 and calendar.count(start, lawful) > 3:
            case.redated_on = calendar.subtract(lawful, rng.choice((1, 2)))
            case.promised_due = calendar.add(lawful, 5)
    else:
        case.finished_on = days[-1] if days else lawful
        case.outcome = rng.choice((Outcome.REFUSED, Outcome.STOPPED))


def _complete(planner: Planner, case: Case) -> date:
    """Asked once to complete the dossier, complete some days later; returns the due date from then on."""
    calendar, rule = planner.calendar, case.version.supplement
    asked = calendar.add(case.accepted_on, planner.rng.choice((1, 2, 3)))
    if case.version.limit is None or asked >= case.due_on:
        return case.due_on
    case.asked_on = asked
    case.resumed_on = calendar.next_working(asked + timedelta(days=planner.rng.randrange(2, 12)))
    if rule.effect is SupplementEffect.PAUSE:
        return paused(case.version.limit, case.due_on, asked, case.resumed_on, calendar).on
    return due(
        case.version.limit, datetime.combine(case.resumed_on, planner.moment()), calendar, planner.office
    ).on


def _by_hand(planner: Planner) -> list[Case]:
    """Open dossiers that every first screen should have."""
    calendar = planner.calendar
    versions = {v.code: v for v in planner.versions if v.in_force(TODAY)}

    def five_days_before(working_days: int) -> Case:
        """A dossier of five working days that falls due that many working days before today."""
        due_on = calendar.subtract(TODAY, working_days) if working_days else TODAY
        return planner.case(calendar.subtract(due_on, 5), versions[FIVE_DAYS], Channel.DIRECT)

    late = [five_days_before(n) for n in (1, 2, 4)]
    late[2].redated_on = calendar.subtract(late[2].due_on, 1)
    late[2].promised_due = calendar.add(TODAY, 3)
    today = [five_days_before(0) for _ in range(4)]
    soon = [
        planner.case(calendar.subtract(TODAY, n), versions[FIVE_DAYS], Channel.ONLINE_PARTIAL)
        for n in (4, 4, 3)
    ]
    waiting = []
    for asked in (date(2026, 11, 9), date(2026, 11, 12), date(2026, 11, 17)):
        case = planner.case(calendar.subtract(asked, 2), versions[CERTIFICATE], Channel.ONLINE_FULL)
        case.asked_on = asked
        waiting.append(case)
    paying = planner.case(date(2026, 11, 16), versions[CERTIFICATE], Channel.ONLINE_FULL)
    paying.payment_asked_on = date(2026, 11, 18)
    closed = planner.case(date(2026, 10, 26), versions[CERTIFICATE], Channel.ONLINE_FULL)
    closed.asked_on = date(2026, 10, 28)
    closed.finished_on = calendar.next_working(closed.asked_on + timedelta(days=CLOSED_AFTER))
    closed.outcome = Outcome.CLOSED
    online = []
    for moment in (datetime(2026, 11, 20, 15, 10), datetime(2026, 11, 23, 8, 5)):
        case = planner.case(moment.date(), versions[CERTIFICATE], Channel.ONLINE_FULL)
        case.accepted_at, case.only_submitted = moment, True
        online.append(case)
    declined = planner.case(date(2026, 11, 19), versions[TWENTY_DAYS], Channel.ONLINE_PARTIAL)
    declined.only_submitted = declined.declined = True
    return [*late, *today, *soon, *waiting, paying, closed, *online, declined]
