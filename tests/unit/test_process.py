"""The way of a dossier through the office. March 2026 begins on a Monday and has no day off but weekends."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua_tui.domain import events as ev
from motcua_tui.domain.calendar import WorkCalendar
from motcua_tui.domain.catalogue import ProcedureVersion, ProcessStep, SupplementRule
from motcua_tui.domain.codes import Outcome, SupplementEffect, Unit
from motcua_tui.domain.deadlines import Due, due
from motcua_tui.domain.dossier import Dossier, Particulars
from motcua_tui.domain.lifecycle import Rules
from motcua_tui.domain.limits import TimeLimit
from motcua_tui.domain.office import DEFAULT_SESSIONS, OfficeHours
from motcua_tui.domain.process import Leg, current_step, following_step, legs, next_hand, passed_on_late
from motcua_tui.domain.timeliness import Timeliness
from motcua_tui.errors import InputError

CALENDAR = WorkCalendar([], confirmed_until=date(2026, 12, 31))
OFFICE = OfficeHours(DEFAULT_SESSIONS, CALENDAR)
WORKING = Unit.WORKING_DAYS
STEPS = (
    ProcessStep("Tiếp nhận", "", Decimal("0.5")),
    ProcessStep("Thẩm định", "Phòng A", Decimal(3)),
    ProcessStep("Ký duyệt", "Lãnh đạo Sở", Decimal(1)),
    ProcessStep("Phát hành", "Phòng A", Decimal("0.5")),
)
VERSION = ProcedureVersion(code="1.1", name="A", limit=TimeLimit(Decimal(5), WORKING), steps=STEPS)
DUE_ON = date(2026, 3, 9)
LATER = datetime(2026, 3, 31, 8)


def march(day: int, hour: int = 9, minute: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, minute)


def dossier(*told: tuple[datetime, ev.Happening]) -> Dossier:
    events = tuple(ev.Event(at, what, number) for number, (at, what) in enumerate(told, 1))
    particulars = Particulars(code="A-1", procedure_version=1, applicant="Lê An")
    return Dossier(id=1, version=1, particulars=particulars, standing=ev.replay(events), events=events)


def way(
    *told: tuple[datetime, ev.Happening], version: ProcedureVersion = VERSION, now: datetime = LATER
) -> tuple[Leg, ...]:
    return legs(dossier(*told), "Một cửa", Rules(version, CALENDAR, OFFICE), now)


ACCEPTED = (march(2), ev.Accepted(DUE_ON))
TO_A = (march(2, 10, 30), ev.HandedOver("Phòng A", "Khoa", "kèm bản vẽ", step=2))
TO_BOSS = (march(6), ev.HandedOver("Lãnh đạo Sở", step=3))
RESULT = (march(6, 16), ev.ResultReady(Outcome.GRANTED))


def test_legs_when_a_process_is_followed_then_each_step_has_its_own_limit() -> None:
    desk, room, boss, back, home = way(ACCEPTED, TO_A, TO_BOSS, RESULT, (march(9), ev.Returned()))
    assert [(leg.giver, leg.taker, leg.step) for leg in (desk, room, boss, back, home)] == [
        ("Lê An", "Một cửa", 1),
        ("Một cửa", "Phòng A, Khoa", 2),
        ("Phòng A, Khoa", "Lãnh đạo Sở", 3),
        ("Lãnh đạo Sở", "Một cửa", 0),
        ("Một cửa", "Lê An", 0),
    ]
    # Half a day from the morning ends with the afternoon session; three days from Monday on Thursday;
    # one day from Friday on Monday.
    assert desk.due == Due(date(2026, 3, 2), time(17), confirmed=True)
    assert (room.due, boss.due) == (
        Due(date(2026, 3, 5), None, confirmed=True),
        Due(date(2026, 3, 9), None, confirmed=True),
    )
    assert [(leg.used, leg.in_minutes, leg.judged) for leg in (desk, room, boss)] == [
        (90, True, Timeliness.ON_TIME),
        (4, False, Timeliness.LATE),
        (0, False, Timeliness.EARLY),
    ]
    assert (room.note, room.name, room.late, boss.late) == ("kèm bản vẽ", "Thẩm định", True, False)
    assert [(leg.judged, leg.used, leg.due) for leg in (back, home)] == [(None, None, None)] * 2
    assert (back.ended_at, home.ended_at) == (march(9), None)


def test_half_day_passed_on_after_its_hour_is_late_on_the_same_day() -> None:
    (desk, _room) = way(ACCEPTED, (march(2, 17, 30), ev.HandedOver("Phòng A", step=2)))
    assert (desk.judged, desk.used) == (Timeliness.LATE, 360)


@pytest.mark.parametrize(
    ("now", "judged", "used"),
    [
        (march(4), Timeliness.IN_TIME, 2),
        (march(5, 16), Timeliness.DUE_TODAY, 3),
        (march(6), Timeliness.OVERDUE, 4),
    ],
)
def test_open_step_is_judged_by_the_moment(now: datetime, judged: Timeliness, used: int) -> None:
    leg = way(ACCEPTED, TO_A, now=now)[-1]
    assert (leg.judged, leg.used, leg.ended_at) == (judged, used, None)
    assert leg.late is (judged is Timeliness.OVERDUE)


def test_step_that_goes_on_in_other_hands_keeps_its_due_date() -> None:
    _desk, first, second = way(
        ACCEPTED, TO_A, (march(4), ev.HandedOver("Phòng A", "Mai", step=2)), now=march(5)
    )
    assert (first.used, first.judged) == (2, Timeliness.EARLY)
    assert (second.due, second.used) == (Due(date(2026, 3, 5), None, confirmed=True), 1)


def test_step_that_is_gone_back_to_begins_anew() -> None:
    again = way(ACCEPTED, TO_A, TO_BOSS, (march(9), ev.HandedOver("Phòng A", step=2)))[-1]
    assert again.due == Due(date(2026, 3, 12), None, confirmed=True)


ASKED = (march(3), ev.SupplementAsked("bản vẽ"))
RESUMED = (march(10), ev.Resumed(date(2026, 3, 17)))


def test_step_stands_still_while_the_applicant_is_waited_for() -> None:
    waiting = way(ACCEPTED, TO_A, ASKED, now=march(31))[-1]
    assert (waiting.judged, waiting.used) == (Timeliness.IN_TIME, 1)
    late = way(ACCEPTED, TO_A, (march(6), ev.SupplementAsked("bản vẽ")))[-1]
    assert (late.judged, late.used) == (Timeliness.OVERDUE, 4)


def test_step_begins_anew_with_the_limit_when_the_dossier_is_complete() -> None:
    leg = way(ACCEPTED, TO_A, ASKED, RESUMED, now=march(12))[-1]
    assert (leg.due, leg.used) == (Due(date(2026, 3, 13), None, confirmed=True), 2)


def test_step_gets_the_days_waited_where_the_limit_pauses() -> None:
    pausing = replace(VERSION, supplement=SupplementRule(effect=SupplementEffect.PAUSE))
    leg = way(ACCEPTED, TO_A, ASKED, RESUMED, version=pausing, now=march(12))[-1]
    # Due on Thursday the 5th; (3, 10] are five working days more.
    assert (leg.due, leg.used) == (Due(date(2026, 3, 12), None, confirmed=True), 3)
    assert leg.judged is Timeliness.DUE_TODAY


def test_payment_stops_a_step_only_where_it_pauses_the_clock() -> None:
    paid = (march(10), ev.PaymentReceived(DUE_ON))
    pausing = way(ACCEPTED, TO_A, (march(3), ev.PaymentAsked(None, pauses=True)), paid)[-1]
    running = way(ACCEPTED, TO_A, (march(3), ev.PaymentAsked()), paid)[-1]
    assert pausing.due == Due(date(2026, 3, 12), None, confirmed=True)
    assert running.due == Due(date(2026, 3, 5), None, confirmed=True)


def test_step_that_begins_while_waiting_gets_no_day_from_before() -> None:
    pausing = replace(VERSION, supplement=SupplementRule(effect=SupplementEffect.PAUSE))
    passed_on = (march(9), ev.HandedOver("Lãnh đạo Sở", step=3))
    room, boss = way(ACCEPTED, TO_A, ASKED, passed_on, RESUMED, version=pausing, now=march(10, 10))[1:]
    assert (room.judged, room.used) == (Timeliness.ON_TIME, 1)
    # One day from Monday the 9th and the one waited, (9, 10].
    assert (boss.due, boss.used) == (Due(date(2026, 3, 11), None, confirmed=True), 0)


def test_dossier_that_ends_while_waiting_is_judged_by_the_day_it_was_asked() -> None:
    closed = (march(20), ev.Closed("không bổ sung"))
    assert way(ACCEPTED, TO_A, ASKED, closed)[-1].judged is Timeliness.ON_TIME
    asked_late = (march(6), ev.SupplementAsked("bản vẽ"))
    assert way(ACCEPTED, TO_A, asked_late, closed)[-1].judged is Timeliness.LATE
    stopped = way(ACCEPTED, TO_A, (march(4), ev.Stopped("rút")))[-1]
    assert (stopped.judged, stopped.ended_at) == (Timeliness.EARLY, march(4))


def test_supplement_before_anybody_had_the_dossier_changes_no_step() -> None:
    assert way((march(2), ev.Submitted()), ASKED, RESUMED) == ()


def test_calendar_days_and_hours_are_used_in_their_own_unit() -> None:
    in_days = replace(VERSION, limit=TimeLimit(Decimal(5), Unit.DAYS))
    # Three calendar days from Friday the 6th end on Monday the 9th.
    to_a = (march(6), ev.HandedOver("Phòng A", step=2))
    leg = way(ACCEPTED, to_a, version=in_days, now=march(9))[-1]
    assert (leg.due, leg.used) == (Due(date(2026, 3, 9), None, confirmed=True), 3)
    hours = (ProcessStep("Tiếp nhận"), ProcessStep("Làm", "Phòng A", Decimal(8)))
    in_hours = replace(VERSION, limit=TimeLimit(Decimal(8), Unit.WORKING_HOURS), steps=hours)
    leg = way(ACCEPTED, to_a, version=in_hours, now=march(6, 11))[-1]
    # Friday from 9:00 has two and a half hours and three and a half; Monday from 7:30 two.
    assert (leg.due, leg.used) == (Due(date(2026, 3, 9), time(9, 30), confirmed=True), 120)


def test_acceptance_after_15h_moves_the_first_step_only_where_the_procedure_says_so() -> None:
    whole = (replace(STEPS[0], amount=Decimal(1)), *STEPS[1:])
    moving = replace(VERSION, steps=whole, after_15h=True)
    late = (march(2, 15, 30), ev.Accepted(DUE_ON))
    to_a = (march(3, 15, 30), ev.HandedOver("Phòng A", step=2))
    desk, room = way(late, to_a, version=moving)
    assert (desk.due, room.due) == (
        Due(date(2026, 3, 4), None, confirmed=True),
        Due(date(2026, 3, 6), None, confirmed=True),
    )


def test_hand_over_outside_the_process_is_judged_by_the_dossier() -> None:
    no_limit = replace(VERSION, steps=(ProcessStep("Tiếp nhận"), *STEPS[1:]))
    elsewhere = (march(3), ev.HandedOver("Phòng B"))
    desk, room = way(ACCEPTED, elsewhere, version=no_limit)
    assert (desk.limit, desk.days_left, desk.used, desk.judged) == (None, 5, 1, Timeliness.EARLY)
    assert (room.step, room.days_left, room.used, room.judged) == (0, 4, None, None)
    unknown = way(ACCEPTED, (march(3), ev.HandedOver("Phòng B", step=9)))[-1]
    assert (unknown.step, unknown.limit) == (0, None)


def test_dossier_without_process_is_allowed_what_is_left_of_its_limit() -> None:
    plain = replace(VERSION, steps=())
    desk, room, back = way(ACCEPTED, TO_A, (march(10), ev.ResultReady(Outcome.GRANTED)), version=plain)
    assert [(leg.step, leg.days_left, leg.used, leg.judged) for leg in (desk, room, back)] == [
        (0, 5, 0, Timeliness.EARLY),
        (0, 5, 6, Timeliness.LATE),
        (0, None, None, None),
    ]
    (undated, _room) = way((march(2), ev.Accepted(None)), TO_A, version=plain)
    assert (undated.days_left, undated.due, undated.judged) == (None, None, Timeliness.ON_TIME)


def test_undone_hand_over_leaves_no_trace() -> None:
    assert way(ACCEPTED, TO_A, (march(3), ev.Undone(2))) == way(ACCEPTED)


def test_result_of_an_old_register_without_acceptance_comes_from_the_desk() -> None:
    (leg,) = way(RESULT)
    assert (leg.giver, leg.taker) == ("Một cửa", "Một cửa")
    assert way((march(2), ev.HandedOver("Phòng A")))[0].giver == "Một cửa"


@given(
    begun=st.datetimes(march(2, 0), datetime(2026, 9, 30)),
    halves=st.integers(0, 40),
    unit=st.sampled_from([Unit.WORKING_DAYS, Unit.DAYS]),
)
def test_step_begun_at_any_moment_is_due_as_a_dossier_accepted_then(
    begun: datetime, halves: int, unit: Unit
) -> None:
    step = ProcessStep("Làm", "Phòng A", Decimal(halves) / 2)
    version = replace(VERSION, limit=TimeLimit(Decimal(5), unit), steps=(ProcessStep("Nhận"), step))
    leg = way(
        (begun, ev.Accepted(None)), (begun, ev.HandedOver("Phòng A", step=2)), version=version, now=begun
    )[-1]
    own = TimeLimit(step.amount or Decimal(0), Unit.WORKING_DAYS if halves % 2 else unit)
    assert leg.due == due(own, begun, CALENDAR, OFFICE)
    assert (leg.used, leg.late) == (0, False)


@pytest.mark.parametrize(
    ("current", "department", "following"),
    [
        (1, "", 2),
        (1, "phòng a", 2),
        (2, "Phòng A", 2),
        (1, "Lãnh đạo Sở", 3),
        (3, "Phòng A", 4),
        (1, "Phòng khác", 2),
        (2, "Phòng khác", 3),
        (4, "", 4),
        (4, "Phòng khác", 4),
        (0, "", 1),
    ],
)
def test_following_step_when_nobody_says_which(current: int, department: str, following: int) -> None:
    assert following_step(STEPS, current, department) == following


def test_following_step_without_a_process_is_none() -> None:
    assert following_step((), 0, "Phòng A") == 0


def test_current_step_is_the_last_one_that_was_begun() -> None:
    assert current_step(dossier((march(2), ev.Submitted())), STEPS) == 0
    assert current_step(dossier(ACCEPTED), STEPS) == 1
    assert current_step(dossier(ACCEPTED), ()) == 0
    elsewhere = (march(3), ev.HandedOver("Phòng B"))
    assert current_step(dossier(ACCEPTED, TO_A, elsewhere), STEPS) == 2
    assert current_step(dossier(ACCEPTED, TO_A, (march(3), ev.Undone(2))), STEPS) == 1


@pytest.mark.parametrize(
    ("department", "step", "hand"),
    [
        ("", None, ("Phòng A", 2)),
        ("Phòng B", None, ("Phòng B", 2)),
        ("", 3, ("Lãnh đạo Sở", 3)),
        ("Phòng B", 0, ("Phòng B", 0)),
        ("", 0, ("", 0)),
        ("", 1, ("", 1)),
    ],
)
def test_next_hand_is_the_step_s_where_nobody_is_named(
    department: str, step: int | None, hand: tuple[str, int]
) -> None:
    assert next_hand(dossier(ACCEPTED), STEPS, department, step) == hand


def test_next_hand_when_the_process_has_no_such_step_then_refused() -> None:
    for step in (-1, 5):
        with pytest.raises(InputError, match=str(step)):
            next_hand(dossier(ACCEPTED), STEPS, "Phòng A", step)


def late(event: tuple[datetime, ev.Happening], *told: tuple[datetime, ev.Happening]) -> tuple[str, ...]:
    at, what = event
    return passed_on_late(dossier(*told), ev.Event(at, what), Rules(VERSION, CALENDAR, OFFICE), LATER)


def test_step_passed_on_late_is_told_once() -> None:
    (warning,) = late(TO_BOSS, ACCEPTED, TO_A)
    assert warning.startswith("Bước 2 quá hạn")
    assert "05/03/2026" in warning
    assert late((march(5), ev.HandedOver("Lãnh đạo Sở", step=3)), ACCEPTED, TO_A) == ()
    assert late((march(6), ev.SupplementAsked("bản vẽ")), ACCEPTED, TO_A) == ()
    assert late((march(6), ev.Accepted(None))) == ()
    assert late((march(9), ev.Returned()), ACCEPTED, TO_A, RESULT, (march(6), ev.Returned())) == ()
    stopped = (march(6), ev.Stopped("rút"))
    assert late((march(9), ev.LetterIssued("Thông báo")), ACCEPTED, TO_A, stopped) == ()
