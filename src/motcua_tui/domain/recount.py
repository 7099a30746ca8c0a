"""Counting the due date of a dossier again from its history, as another calendar would have it.

Each event that had set a due date is counted anew: acceptance, a completed supplement (restart or
pause), a payment that stopped the clock. Dates that a person set by hand stay. What an officer moved
later is left out: the outcome is what the rules give, to be compared with what is in force.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, time

from motcua_tui.domain import events as ev
from motcua_tui.domain.codes import SupplementEffect
from motcua_tui.domain.deadlines import Due
from motcua_tui.domain.lifecycle import Rules, paused_due


def recounted(events: Iterable[ev.Event], rules: Rules) -> ev.Standing:
    """The standing that the events would have made under these rules."""
    told = sorted(ev.that_count(events), key=lambda event: (event.on, event.number))
    standing = ev.Standing()
    for event in told:
        match event.what:
            case ev.DueMoved():
                continue
            case ev.Accepted(manual_reason=""):
                due_on, due_time = _counted(rules.due(event.at), standing)
                what: ev.Happening = ev.Accepted(due_on, due_time)
            case ev.Resumed():
                restarts = rules.version.supplement.effect is SupplementEffect.RESTART
                due = rules.due(event.at) if restarts else paused_due(standing, event.at, rules)
                what = ev.Resumed(*_counted(due, standing))
            case ev.PaymentReceived():
                what = ev.PaymentReceived(*_counted(paused_due(standing, event.at, rules), standing))
            case _:
                what = event.what
        standing = ev.apply(standing, replace(event, what=what))
    return standing


def _counted(due: Due | None, before: ev.Standing) -> tuple[date | None, time | None]:
    """The date that was counted; the one before it where the rules give none."""
    return (due.on, due.at) if due else (before.lawful_due, before.due_time)
