"""Counting a due date again gives what the verbs gave, and with other days what the table of rules says."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua_tui.domain import events as ev
from motcua_tui.domain import lifecycle
from motcua_tui.domain.calendar import CalendarDay, WorkCalendar
from motcua_tui.domain.catalogue import ProcedureVersion, SupplementRule
from motcua_tui.domain.codes import DayKind, SupplementEffect
from motcua_tui.domain.lifecycle import Rules
from motcua_tui.domain.limits import TimeLimit
from motcua_tui.domain.office import DEFAULT_SESSIONS, OfficeHours
from motcua_tui.domain.recount import recounted

NOW = datetime(2026, 12, 31)
PLAIN = WorkCalendar((), confirmed_until=NOW.date())
SWAPPED = WorkCalendar(
    (
        CalendarDay(date(2026, 3, 4), DayKind.OFF, "nghỉ"),
        CalendarDay(date(2026, 3, 7), DayKind.WORK, "làm bù", date(2026, 3, 4)),
        CalendarDay(date(2026, 3, 9), DayKind.OFF, "nghỉ"),
    ),
    confirmed_until=NOW.date(),
)


def rules(limit: str | None, calendar: WorkCalendar, effect: SupplementEffect) -> Rules:
    version = ProcedureVersion(
        code="1.1",
        name="Cấp phép",
        limit=TimeLimit.parse(limit) if limit else None,
        supplement=SupplementRule(effect=effect),
    )
    return Rules(version, calendar, OfficeHours(DEFAULT_SESSIONS, calendar))


def history(by: Rules, accepted: datetime, asked: int, complete: int, *, paid: bool) -> list[ev.Event]:
    """Accepted, asked for a supplement after so many days, complete after so many more, then paid for."""
    told: list[ev.Event] = []
    standing = ev.Standing()

    def record(step: lifecycle.Step) -> None:
        nonlocal standing
        event = ev.Event(step.event.at, step.event.what, len(told) + 1)
        told.append(event)
        standing = ev.replay(told)

    record(lifecycle.accept(standing, accepted, NOW, by))
    asked_at = accepted + timedelta(days=asked)
    record(lifecycle.ask_supplement(standing, asked_at, NOW, by, "bản vẽ"))
    complete_at = asked_at + timedelta(days=complete)
    record(lifecycle.resume(standing, complete_at, NOW, by))
    if paid:
        record(lifecycle.ask_payment(standing, complete_at, NOW, pauses=True))
        record(lifecycle.receive_payment(standing, complete_at + timedelta(days=2), NOW, by))
    return told


@given(
    limit=st.sampled_from(["5 LV", "20 ngày", "8 giờ làm việc", "½ ngày", None]),
    effect=st.sampled_from(SupplementEffect),
    hours=st.integers(0, 24 * 20),
    asked=st.integers(0, 9),
    complete=st.integers(0, 20),
    paid=st.booleans(),
)
def test_recounted_when_nothing_changed_then_is_what_the_verbs_made(
    limit: str | None, effect: SupplementEffect, hours: int, asked: int, complete: int, paid: bool
) -> None:
    by = rules(limit, SWAPPED, effect)
    told = history(by, datetime(2026, 2, 23, 8) + timedelta(hours=hours), asked, complete, paid=paid)
    assert recounted(told, by) == ev.replay(told)


@pytest.mark.parametrize(
    ("effect", "due"),
    [
        # 16/3 complete: five working days from 17/3 on end on Monday 23/3 by any calendar.
        (SupplementEffect.RESTART, date(2026, 3, 23)),
        # From Monday 2/3 with 4/3 and 9/3 off and Saturday 7/3 worked: 3, 5, 6, 7, 10/3. Asked on 5/3 and
        # complete on 16/3 adds 6, 7, 10, 11, 12, 13, 16: seven working days after 10/3 are 19/3.
        (SupplementEffect.PAUSE, date(2026, 3, 19)),
    ],
)
def test_recounted_when_days_become_off_then_is_counted_by_them(effect: SupplementEffect, due: date) -> None:
    told = history(rules("5 LV", PLAIN, effect), datetime(2026, 3, 2, 8), 3, 11, paid=False)
    assert recounted(told, rules("5 LV", SWAPPED, effect)).lawful_due == due


def test_recounted_when_a_date_was_set_by_hand_then_it_stays() -> None:
    told = [ev.Event(datetime(2026, 3, 2, 8), ev.Accepted(date(2026, 4, 1), None, "theo kỳ sát hạch"), 1)]
    assert recounted(told, rules("5 LV", SWAPPED, SupplementEffect.RESTART)).lawful_due == date(2026, 4, 1)


def test_recounted_when_it_was_moved_by_an_officer_then_tells_what_the_rules_give() -> None:
    by = rules("5 LV", PLAIN, SupplementEffect.RESTART)
    told = [
        lifecycle.accept(ev.Standing(), datetime(2026, 3, 2, 8), NOW, by).event,
        ev.Event(datetime(2026, 3, 3, 8), ev.DueMoved(date(2026, 3, 30), None, "lịch"), 2),
    ]
    assert recounted(told, by).lawful_due == date(2026, 3, 9)
