"""What happenings make of a dossier, and what it looked like on an earlier day."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua_tui.domain import events as ev
from motcua_tui.domain.codes import Channel, Outcome, ReturnWay, State, WaitKind
from motcua_tui.domain.ledger import Facts, classify
from motcua_tui.domain.periods import Period

FIRST = date(2026, 3, 2)


def at(day: int, hour: int = 9) -> datetime:
    return datetime.combine(march(day), time(hour))


def on(day: int, what: ev.Happening, number: int, hour: int = 9) -> ev.Event:
    """An event on a day of March 2026."""
    return ev.Event(at(day, hour), what, number)


def march(day: int) -> date:
    return date(2026, 3, day)


ACCEPTED = on(2, ev.Accepted(march(30)), 1)


def test_apply_when_submitted_then_no_clock_runs() -> None:
    standing = ev.replay([on(2, ev.Submitted(), 1)])
    assert standing.state is State.SUBMITTED
    assert standing.submitted_at == at(2)
    assert (standing.accepted_on, standing.finished_on, standing.lawful_due) == (None, None, None)


def test_apply_when_declined_then_never_accepted() -> None:
    standing = ev.replay([on(2, ev.Submitted(), 1), on(3, ev.Declined("thiếu đơn"), 2)])
    assert standing.state is State.DECLINED
    assert standing.accepted_on is None


def test_apply_when_accepted_then_receipt_and_lawful_due_agree() -> None:
    standing = ev.replay([on(2, ev.Accepted(march(6), time(11, 30)), 1)])
    assert (standing.state, standing.accepted_on) == (State.ACCEPTED, march(2))
    assert (standing.receipt_due, standing.lawful_due, standing.due_time) == (
        march(6),
        march(6),
        time(11, 30),
    )
    assert standing.revised_on is None


def test_apply_when_handed_over_then_processing_but_a_wait_goes_on() -> None:
    passed = on(3, ev.HandedOver("Phòng Quản lý nhà"), 2)
    assert ev.replay([ACCEPTED, passed]).state is State.PROCESSING
    waiting = on(3, ev.SupplementAsked("bản vẽ"), 2)
    later = on(4, ev.HandedOver("Phòng Quản lý nhà"), 3)
    assert ev.replay([ACCEPTED, waiting, later]).state is State.AWAITING_SUPPLEMENT


def test_apply_when_supplement_comes_then_lawful_due_moves_and_receipt_stays() -> None:
    asked = on(5, ev.SupplementAsked("bản vẽ", complete_by=march(20)), 2)
    waiting = ev.replay([ACCEPTED, asked])
    assert waiting.state is State.AWAITING_SUPPLEMENT
    assert waiting.waiting_since == march(5)
    assert waiting.wait == ev.Wait(WaitKind.SUPPLEMENT, march(5), march(20), stops_clock=True)
    assert (waiting.supplements, waiting.revised_on) == (1, march(5))

    resumed = ev.replay([ACCEPTED, asked, on(16, ev.Resumed(date(2026, 4, 13)), 3)])
    assert resumed.state is State.PROCESSING
    assert (resumed.receipt_due, resumed.lawful_due) == (march(30), date(2026, 4, 13))
    assert resumed.waiting_since is None
    assert resumed.waits[0].ended_on == march(16)
    assert resumed.revised_on == march(16)


@pytest.mark.parametrize(("pauses", "since"), [(False, None), (True, march(5))])
def test_apply_when_payment_is_asked_then_only_a_pause_stops_the_clock(
    pauses: bool, since: date | None
) -> None:
    asked = on(5, ev.PaymentAsked(march(20), pauses), 2)
    assert ev.replay([ACCEPTED, asked]).state is State.AWAITING_PAYMENT
    assert ev.replay([ACCEPTED, asked]).waiting_since == since
    paid = ev.replay([ACCEPTED, asked, on(9, ev.PaymentReceived(date(2026, 4, 1)), 3)])
    assert (paid.state, paid.lawful_due, paid.waiting_since) == (State.PROCESSING, date(2026, 4, 1), None)


def test_apply_when_another_agency_is_consulted_then_the_clock_runs_on() -> None:
    asked = on(5, ev.Consulted("Sở Tài nguyên và Môi trường", march(20)), 2)
    waiting = ev.replay([ACCEPTED, asked])
    assert (waiting.state, waiting.waiting_since) == (State.ACCEPTED, None)
    assert waiting.waits[0].kind is WaitKind.CONSULTATION
    answered = ev.replay([ACCEPTED, asked, on(9, ev.Answered(), 3)])
    assert answered.waits[0].ended_on == march(9)
    assert answered.lawful_due == march(30)


def test_apply_when_the_consultation_is_answered_then_the_supplement_still_waits() -> None:
    events = [
        ACCEPTED,
        on(4, ev.Consulted("Công an tỉnh"), 2),
        on(5, ev.SupplementAsked("bản vẽ"), 3),
        on(6, ev.Answered(), 4),
    ]
    assert ev.replay(events).waiting_since == march(5)


def test_apply_when_re_dated_then_the_promise_does_not_change_what_is_lawful() -> None:
    standing = ev.replay([ACCEPTED, on(27, ev.ReDated(date(2026, 4, 3), "chờ ý kiến", late=True), 2)])
    assert (standing.lawful_due, standing.promised_due) == (march(30), date(2026, 4, 3))
    assert (standing.redates, standing.apology_late, standing.revised_on) == (1, True, march(27))


def test_apply_when_due_is_moved_by_the_calendar_then_the_receipt_stays() -> None:
    standing = ev.replay([ACCEPTED, on(9, ev.DueMoved(march(31), None, "ngày nghỉ mới"), 2)])
    assert (standing.receipt_due, standing.lawful_due, standing.revised_on) == (
        march(30),
        march(31),
        march(9),
    )


def test_apply_when_result_is_corrected_then_the_finish_stays() -> None:
    ready = on(20, ev.ResultReady(Outcome.GRANTED, "12/GP", late_cause=""), 2)
    corrected = ev.replay([ACCEPTED, ready, on(23, ev.Corrected(Outcome.REFUSED, "", "sai tên"), 3)])
    assert (corrected.state, corrected.outcome) == (State.RESULT_READY, Outcome.REFUSED)
    assert (corrected.finished_on, corrected.result_number) == (march(20), "12/GP")
    renumbered = ev.replay([ACCEPTED, ready, on(23, ev.Corrected(Outcome.GRANTED, "13/GP", "sai số"), 3)])
    assert renumbered.result_number == "13/GP"


def test_apply_when_returned_then_the_finish_is_still_the_result() -> None:
    events = [ACCEPTED, on(20, ev.ResultReady(Outcome.GRANTED), 2), on(25, ev.Returned(ReturnWay.POST), 3)]
    standing = ev.replay(events)
    assert (standing.state, standing.returned_by) == (State.RETURNED, ReturnWay.POST)
    assert (standing.finished_on, standing.returned_at) == (march(20), at(25))


@pytest.mark.parametrize(
    ("what", "state", "outcome"),
    [(ev.Stopped("xin rút"), State.STOPPED, Outcome.STOPPED), (ev.Closed(), State.CLOSED, Outcome.CLOSED)],
)
def test_apply_when_ended_while_waiting_then_the_asking_day_is_kept(
    what: ev.Happening, state: State, outcome: Outcome
) -> None:
    standing = ev.replay([ACCEPTED, on(5, ev.SupplementAsked("bản vẽ"), 2), on(24, what, 3)])
    assert (standing.state, standing.outcome, standing.finished_on) == (state, outcome, march(24))
    assert standing.waiting_since == march(5)


def test_apply_when_a_fact_is_amended_then_only_the_last_event_moves() -> None:
    standing = ev.replay([ACCEPTED, on(9, ev.Amended("phone", "", "0900000000"), 2)])
    assert standing.last_event_on == march(9)
    assert standing.revised_on is None


def test_apply_when_a_paper_is_issued_then_only_the_last_event_moves() -> None:
    standing = ev.replay([ACCEPTED, on(9, ev.LetterIssued("Giấy tiếp nhận hồ sơ và hẹn trả kết quả"), 2)])
    assert standing == ev.replay([ACCEPTED])._replace(last_event_on=march(9))


def test_replay_when_asked_for_a_past_day_then_later_events_do_not_count() -> None:
    events = [
        ACCEPTED,
        on(5, ev.SupplementAsked("bản vẽ"), 2),
        on(16, ev.Resumed(date(2026, 4, 13)), 3),
        on(31, ev.ResultReady(Outcome.GRANTED), 4),
    ]
    assert ev.replay(events, march(1)) == ev.Standing()
    assert ev.replay(events, march(4)).state is State.ACCEPTED
    assert ev.replay(events, march(15)).waiting_since == march(5)
    assert ev.replay(events, march(15)).lawful_due == march(30)
    assert ev.replay(events, march(30)).lawful_due == date(2026, 4, 13)
    assert ev.replay(events, march(31)).finished_on == march(31)


def test_replay_when_recorded_late_with_an_earlier_date_then_it_counts_at_its_own_date() -> None:
    late_entry = on(20, ev.ResultReady(Outcome.GRANTED), 3)
    events = [ACCEPTED, on(25, ev.HandedOver("Phòng Hành chính"), 2), late_entry]
    assert ev.replay(events, march(20)).finished_on == march(20)
    assert ev.replay(events).state is State.RESULT_READY
    assert ev.replay(events).last_event_on == march(25)


def test_replay_when_hours_are_unknown_then_the_order_of_recording_tells_within_a_day() -> None:
    asked = on(5, ev.SupplementAsked("bản vẽ"), 2, hour=16)
    resumed = on(5, ev.Resumed(march(31)), 3, hour=8)
    assert ev.replay([resumed, asked, ACCEPTED]).state is State.PROCESSING


def test_replay_when_a_register_has_the_result_before_the_acceptance_then_it_is_finished() -> None:
    accepted = on(9, ev.Accepted(march(30)), 1)
    standing = ev.replay([accepted, on(5, ev.ResultReady(Outcome.GRANTED), 2)])
    assert (standing.state, standing.accepted_on, standing.finished_on) == (
        State.RESULT_READY,
        march(9),
        march(5),
    )
    assert ev.replay([accepted, on(5, ev.Stopped(), 2)]).state is State.STOPPED


def test_replay_when_a_register_has_it_collected_before_the_result_then_it_is_returned() -> None:
    events = [ACCEPTED, on(20, ev.ResultReady(Outcome.GRANTED), 2), on(18, ev.Returned(), 3)]
    assert ev.replay(events).state is State.RETURNED


def test_replay_when_undone_then_the_event_never_happened_not_even_in_the_past() -> None:
    events = [ACCEPTED, on(20, ev.ResultReady(Outcome.GRANTED), 2), on(31, ev.Undone(2), 3)]
    assert ev.replay(events).state is State.ACCEPTED
    assert ev.replay(events, march(25)).finished_on is None


def test_replay_when_the_undoing_is_undone_then_the_event_counts_again() -> None:
    events = [
        ACCEPTED,
        on(20, ev.ResultReady(Outcome.GRANTED), 2),
        on(21, ev.Undone(2), 3),
        on(22, ev.Undone(3), 4),
    ]
    assert ev.replay(events).finished_on == march(20)


@st.composite
def histories(draw: st.DrawFn) -> list[ev.Event]:
    """A dossier's life as the verbs allow it: steps in the order of days."""
    day = FIRST + timedelta(days=draw(st.integers(0, 5)))
    told: list[ev.Happening] = [ev.Accepted(draw(_due_after(day)))]
    days = [day]
    state = State.ACCEPTED
    for _ in range(draw(st.integers(0, 6))):
        day += timedelta(days=draw(st.integers(0, 6)))
        if state is State.AWAITING_SUPPLEMENT:
            steps = _one_of(ev.Resumed(day + timedelta(days=5)), ev.Stopped(), ev.Closed())
        elif state in (State.ACCEPTED, State.PROCESSING):
            steps = _one_of(
                ev.HandedOver("Phòng Quản lý nhà"),
                ev.SupplementAsked("bản vẽ"),
                ev.ReDated(day + timedelta(days=9), "chậm"),
                ev.DueMoved(day + timedelta(days=3), None, "lịch"),
                ev.ResultReady(Outcome.GRANTED),
                ev.ResultReady(Outcome.REFUSED),
                ev.Stopped(),
            )
        else:
            steps = _one_of(ev.Corrected(Outcome.REFUSED), ev.Returned(), ev.Undone(len(told)))
        told.append(draw(steps))
        days.append(day)
        state = ev.replay(_events(days, told)).state or state
    return _events(days, told)


def _one_of(*steps: ev.Happening) -> st.SearchStrategy[ev.Happening]:
    return st.sampled_from(steps)


def _due_after(day: date) -> st.SearchStrategy[date | None]:
    return st.none() | st.integers(0, 20).map(lambda n: day + timedelta(days=n))


def _events(days: list[date], told: list[ev.Happening]) -> list[ev.Event]:
    return [
        ev.Event(datetime.combine(day, time(9)), what, number)
        for number, (day, what) in enumerate(zip(days, told, strict=True), start=1)
    ]


@given(histories(), st.integers(-2, 50), st.integers(1, 20))
def test_revised_on_when_not_after_the_period_then_the_present_standing_serves(
    events: list[ev.Event], ahead: int, days: int
) -> None:
    first = FIRST + timedelta(days=ahead)
    period = Period(first, first + timedelta(days=days))
    standing = ev.replay(events)
    if standing.revised_on is not None and standing.revised_on > period.last:
        return
    now = Facts.of(standing, 1, Channel.DIRECT)
    then = Facts.of(ev.replay(events, period.last), 1, Channel.DIRECT)
    cell_then = classify(then, period) if then else None
    cell_now = classify(now, period) if now else None
    assert cell_now == cell_then


@given(histories(), st.randoms())
def test_replay_when_events_come_shuffled_then_the_standing_is_the_same(
    events: list[ev.Event], random: Random
) -> None:
    shuffled = list(events)
    random.shuffle(shuffled)
    assert ev.replay(shuffled) == ev.replay(events)


@given(histories())
def test_replay_when_told_step_by_step_then_apply_gives_the_same(events: list[ev.Event]) -> None:
    kept = [e for e in events if not isinstance(e.what, ev.Undone)]
    standing = ev.Standing()
    for event in kept:
        standing = ev.apply(standing, event)
    assert standing == ev.replay(kept)
