"""The verbs: what is allowed, what is refused and why, what follows for the due date."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal

import pytest

from motcua_tui.domain import events as ev
from motcua_tui.domain import lifecycle
from motcua_tui.domain.calendar import CalendarDay, WorkCalendar
from motcua_tui.domain.catalogue import ProcedureVersion, SupplementRule
from motcua_tui.domain.codes import Channel, DayKind, Outcome, ReturnWay, State, SupplementEffect, Unit
from motcua_tui.domain.ledger import Facts, Judgement, classify
from motcua_tui.domain.lifecycle import Rules, Step
from motcua_tui.domain.limits import TimeLimit
from motcua_tui.domain.office import DEFAULT_SESSIONS, OfficeHours
from motcua_tui.domain.periods import Period
from motcua_tui.errors import RuleError

CALENDAR = WorkCalendar(
    [
        CalendarDay(date(2026, 4, 27), DayKind.OFF, "Nghỉ bù Giỗ Tổ Hùng Vương"),
        CalendarDay(date(2026, 4, 30), DayKind.OFF, "Ngày Chiến thắng"),
        CalendarDay(date(2026, 5, 1), DayKind.OFF, "Quốc tế Lao động"),
    ],
    confirmed_until=date(2026, 11, 22),
)
OFFICE = OfficeHours(DEFAULT_SESSIONS, CALENDAR)
NOW = datetime.combine(date(2026, 11, 21), time(8))
TWENTY = TimeLimit(Decimal(20), Unit.WORKING_DAYS)
VERSION = ProcedureVersion(code="1.013233", name="Gia hạn giấy phép xây dựng", limit=TWENTY)
RULES = Rules(VERSION, CALENDAR, OFFICE)


def rules(**changes: object) -> Rules:
    return replace(RULES, version=replace(VERSION, **changes))  # type: ignore[arg-type]  # any field


def march(day: int, hour: int = 9) -> datetime:
    return datetime.combine(date(2026, 3, day), time(hour))


def april(day: int) -> date:
    return date(2026, 4, day)


def after(*steps: Step | ev.Event) -> ev.Standing:
    """The standing after these steps, recorded in this order."""
    events = [step.event if isinstance(step, Step) else step for step in steps]
    return ev.replay([replace(event, number=n) for n, event in enumerate(events, start=1)])


ACCEPT = lifecycle.accept(ev.Standing(), march(2), NOW, RULES)
ACCEPTED = after(ACCEPT)
ASK = lifecycle.ask_supplement(ACCEPTED, march(5), NOW, RULES, "bản vẽ", "thiếu mặt bằng", "Điều 95")
WAITING = after(ACCEPT, ASK)
FINISH = lifecycle.finish(ACCEPTED, march(20), NOW, result_number="12/GP")
FINISHED = after(ACCEPT, FINISH)


# submitting, accepting, declining


def test_submit_when_new_then_waits_for_acceptance() -> None:
    step = lifecycle.submit(ev.Standing(), march(2), NOW)
    assert step == Step(ev.Event(march(2), ev.Submitted()))


def test_submit_when_the_code_is_known_then_refused() -> None:
    with pytest.raises(RuleError, match="đã có trong sổ"):
        lifecycle.submit(ACCEPTED, march(2), NOW)


def test_submit_when_in_the_future_then_refused() -> None:
    with pytest.raises(RuleError, match="22/11/2026 ở tương lai"):
        lifecycle.submit(ev.Standing(), datetime.combine(date(2026, 11, 22), time(8)), NOW)


def test_accept_when_new_then_day_zero_is_not_counted() -> None:
    assert Step(ev.Event(march(2), ev.Accepted(date(2026, 3, 30)))) == ACCEPT


def test_accept_when_hours_then_the_due_time_is_kept() -> None:
    eight = rules(limit=TimeLimit(Decimal(8), Unit.WORKING_HOURS))
    step = lifecycle.accept(ev.Standing(), march(2, 14), NOW, eight)
    # 14:00–17:00 is 3 h; Tuesday 07:30–11:30 is 4 h, then one more from 13:30
    assert step.event.what == ev.Accepted(date(2026, 3, 3), time(14, 30))


def test_accept_when_answered_at_once_then_due_the_same_day() -> None:
    step = lifecycle.accept(ev.Standing(), march(2), NOW, rules(limit=None, at_once=True))
    assert step == Step(ev.Event(march(2), ev.Accepted(date(2026, 3, 2))))


def test_accept_when_after_15h_is_on_then_counts_from_the_next_working_day() -> None:
    one = TimeLimit(Decimal(1), Unit.WORKING_DAYS)
    late = lifecycle.accept(ev.Standing(), march(2, 16), NOW, rules(limit=one, after_15h=True))
    plain = lifecycle.accept(ev.Standing(), march(2, 16), NOW, rules(limit=one))
    assert late.event.what == ev.Accepted(date(2026, 3, 4))
    assert plain.event.what == ev.Accepted(date(2026, 3, 3))


def test_accept_when_the_procedure_has_no_limit_then_warned() -> None:
    step = lifecycle.accept(ev.Standing(), march(2), NOW, rules(limit=None))
    assert step.event.what == ev.Accepted(None)
    assert "chưa có thời hạn" in step.warnings[0]


def test_accept_when_due_lies_beyond_the_confirmed_calendar_then_tentative() -> None:
    day = datetime.combine(date(2026, 11, 20), time(9))
    step = lifecycle.accept(ev.Standing(), day, NOW, RULES)
    assert "tạm tính" in step.warnings[0]


def test_accept_when_the_due_date_is_given_with_a_reason_then_it_holds() -> None:
    step = lifecycle.accept(
        ev.Standing(), march(2), NOW, RULES, manual_due=april(15), manual_reason="kỳ sát hạch tháng 4"
    )
    assert step.event.what == ev.Accepted(april(15), None, "kỳ sát hạch tháng 4")


@pytest.mark.parametrize(
    ("due_on", "reason", "why"),
    [(date(2026, 3, 1), "kỳ sát hạch", "sớm hơn ngày tiếp nhận"), (april(15), "", "cần có lý do")],
)
def test_accept_when_the_given_due_date_is_wrong_then_refused(due_on: date, reason: str, why: str) -> None:
    with pytest.raises(RuleError, match=why):
        lifecycle.accept(ev.Standing(), march(2), NOW, RULES, manual_due=due_on, manual_reason=reason)


def test_accept_when_accepted_before_then_refused() -> None:
    with pytest.raises(RuleError, match="đã được tiếp nhận"):
        lifecycle.accept(ACCEPTED, march(3), NOW, RULES)


def test_accept_when_submitted_online_then_not_before_the_submission() -> None:
    submitted = after(lifecycle.submit(ev.Standing(), march(3, 10), NOW))
    with pytest.raises(RuleError, match="sớm hơn thời điểm nộp"):
        lifecycle.accept(submitted, march(3, 9), NOW, RULES)
    step = lifecycle.accept(submitted, march(3, 11), NOW, RULES)
    assert after(ev.Event(march(3, 10), ev.Submitted()), step).accepted_on == date(2026, 3, 3)


def test_decline_when_submitted_then_never_received() -> None:
    submit = lifecycle.submit(ev.Standing(), march(3), NOW)
    step = lifecycle.decline(after(submit), march(4), NOW, "không thuộc thẩm quyền")
    assert after(submit, step).state is State.DECLINED
    assert Facts.of(after(submit, step), 1, Channel.ONLINE_FULL) is None


def test_decline_when_before_the_submission_or_without_reason_then_refused() -> None:
    submitted = after(lifecycle.submit(ev.Standing(), march(3), NOW))
    with pytest.raises(RuleError, match="sớm hơn thời điểm nộp"):
        lifecycle.decline(submitted, march(2), NOW, "không thuộc thẩm quyền")
    with pytest.raises(RuleError, match="Cần ghi lý do"):
        lifecycle.decline(submitted, march(4), NOW, "  ")


def test_decline_when_accepted_then_told_to_record_a_refusal() -> None:
    with pytest.raises(RuleError) as refused:
        lifecycle.decline(ACCEPTED, march(3), NOW, "thiếu giấy tờ")
    assert "từ chối giải quyết" in refused.value.hint


# the order of days


def test_hand_over_when_open_then_processing() -> None:
    step = lifecycle.hand_over(ACCEPTED, march(3), NOW, "Phòng Quản lý nhà", "Cán bộ A", "gấp")
    assert step.event.what == ev.HandedOver("Phòng Quản lý nhà", "Cán bộ A", "gấp")
    assert after(ACCEPT, step).state is State.PROCESSING


@pytest.mark.parametrize("standing", [ev.Standing(), FINISHED])
def test_hand_over_when_not_open_then_refused(standing: ev.Standing) -> None:
    with pytest.raises(RuleError, match="chưa tiếp nhận hoặc đã kết thúc"):
        lifecycle.hand_over(standing, march(21), NOW, "Phòng Quản lý nhà")


BACKDATED: list[tuple[str, Callable[[datetime], Step]]] = [
    ("finish", lambda at: lifecycle.finish(ACCEPTED, at, NOW)),
    ("stop", lambda at: lifecycle.stop(ACCEPTED, at, NOW)),
    ("hand over", lambda at: lifecycle.hand_over(ACCEPTED, at, NOW, "Phòng Quản lý nhà")),
    ("ask", lambda at: lifecycle.ask_supplement(ACCEPTED, at, NOW, RULES, "bản vẽ")),
    ("re-date", lambda at: lifecycle.redate(ACCEPTED, at, NOW, CALENDAR, april(3), "chậm")),
]


@pytest.mark.parametrize(("name", "verb"), BACKDATED, ids=[name for name, _ in BACKDATED])
def test_verb_when_before_acceptance_then_refused(name: str, verb: Callable[[datetime], Step]) -> None:
    with pytest.raises(RuleError, match="sớm hơn ngày tiếp nhận"):
        verb(datetime.combine(date(2026, 3, 1), time(9)))


def test_finish_when_entered_late_with_an_earlier_date_then_it_counts_at_that_date() -> None:
    passed = lifecycle.hand_over(ACCEPTED, march(25), NOW, "Phòng Hành chính")
    step = lifecycle.finish(after(ACCEPT, passed), march(20), NOW)
    assert after(ACCEPT, passed, step).finished_on == date(2026, 3, 20)


def test_finish_when_before_the_end_of_a_wait_then_refused() -> None:
    resume = lifecycle.resume(WAITING, march(16), NOW, RULES)
    with pytest.raises(RuleError, match="sớm hơn bước đã ghi ngày 16/03/2026"):
        lifecycle.finish(after(ACCEPT, ASK, resume), march(12), NOW)


def test_resume_when_before_it_was_asked_then_refused() -> None:
    with pytest.raises(RuleError, match="sớm hơn bước đã ghi ngày 05/03/2026"):
        lifecycle.resume(WAITING, march(4), NOW, RULES)


def test_finish_when_before_the_answer_of_another_agency_then_recorded() -> None:
    consulted = ev.Event(march(10), ev.Consulted("Công an tỉnh"))
    answered = ev.Event(march(18), ev.Answered())
    standing = after(ACCEPT, consulted, answered)
    assert lifecycle.finish(standing, march(17), NOW).event.on == date(2026, 3, 17)


def test_give_back_when_before_the_result_then_refused() -> None:
    with pytest.raises(RuleError, match="sớm hơn bước đã ghi ngày 20/03/2026"):
        lifecycle.give_back(FINISHED, march(19), NOW, ReturnWay.DESK)


# supplements


def test_ask_supplement_when_first_and_in_time_then_no_warning() -> None:
    assert ASK.warnings == ()
    # 15 calendar days from Thursday 5 March
    assert ASK.event.what == ev.SupplementAsked("bản vẽ", "thiếu mặt bằng", "Điều 95", date(2026, 3, 20))


def test_ask_supplement_when_the_wait_would_end_on_a_day_off_then_on_the_next_working_day() -> None:
    step = lifecycle.ask_supplement(ACCEPTED, march(6), NOW, RULES, "bản vẽ")
    assert isinstance(step.event.what, ev.SupplementAsked)
    assert step.event.what.complete_by == date(2026, 3, 23)  # Saturday 21 → Monday 23


def test_ask_supplement_when_the_notice_is_late_then_warned() -> None:
    step = lifecycle.ask_supplement(ACCEPTED, march(6), NOW, RULES, "bản vẽ")
    assert step.warnings == ("Thông báo bổ sung muộn: hạn thông báo là ngày 05/03/2026.",)


def test_ask_supplement_when_second_then_warned_and_recorded() -> None:
    resume = lifecycle.resume(WAITING, march(5), NOW, RULES)
    step = lifecycle.ask_supplement(after(ACCEPT, ASK, resume), march(5), NOW, RULES, "đơn")
    assert step.warnings == ("Đã yêu cầu bổ sung 1 lần, quá số lần cho phép.",)
    assert after(ACCEPT, ASK, resume, step).supplements == 2


def test_ask_supplement_when_the_rule_allows_two_then_no_warning() -> None:
    twice = rules(supplement=SupplementRule(most=2))
    resume = lifecycle.resume(WAITING, march(5), NOW, twice)
    assert not lifecycle.ask_supplement(after(ACCEPT, ASK, resume), march(5), NOW, twice, "đơn").warnings


def test_ask_supplement_when_already_waiting_then_refused() -> None:
    with pytest.raises(RuleError, match="khi hồ sơ đang giải quyết"):
        lifecycle.ask_supplement(WAITING, march(9), NOW, RULES, "đơn")


@pytest.mark.parametrize(
    ("effect", "due_on"),
    [(SupplementEffect.RESTART, april(13)), (SupplementEffect.PAUSE, april(8))],
)
def test_resume_when_complete_then_restart_or_pause(effect: SupplementEffect, due_on: date) -> None:
    step = lifecycle.resume(WAITING, march(16), NOW, rules(supplement=SupplementRule(effect=effect)))
    assert step == Step(ev.Event(march(16), ev.Resumed(due_on)))
    assert after(ACCEPT, ASK, step).receipt_due == date(2026, 3, 30)


def test_resume_when_the_limit_of_hours_pauses_then_the_time_of_day_is_kept() -> None:
    hours = rules(
        limit=TimeLimit(Decimal(8), Unit.WORKING_HOURS),
        supplement=SupplementRule(effect=SupplementEffect.PAUSE),
    )
    accept = lifecycle.accept(ev.Standing(), march(2, 14), NOW, hours)
    ask = lifecycle.ask_supplement(after(accept), march(2, 15), NOW, hours, "đơn")
    step = lifecycle.resume(after(accept, ask), march(4), NOW, hours)
    assert step.event.what == ev.Resumed(date(2026, 3, 5), time(14, 30))


def test_resume_when_answered_at_once_then_due_the_day_it_is_complete() -> None:
    at_once = rules(limit=None, at_once=True)
    accept = lifecycle.accept(ev.Standing(), march(2), NOW, at_once)
    ask = lifecycle.ask_supplement(after(accept), march(2), NOW, at_once, "đơn")
    step = lifecycle.resume(after(accept, ask), march(4), NOW, at_once)
    assert step.event.what == ev.Resumed(date(2026, 3, 4))


def test_resume_when_there_is_no_limit_then_the_given_due_date_stays() -> None:
    none = rules(limit=None)
    accept = lifecycle.accept(
        ev.Standing(), march(2), NOW, none, manual_due=april(15), manual_reason="kỳ sát hạch"
    )
    ask = lifecycle.ask_supplement(after(accept), march(3), NOW, none, "đơn")
    assert lifecycle.resume(after(accept, ask), march(9), NOW, none).event.what == ev.Resumed(april(15))


def test_resume_when_completed_too_late_then_warned_and_recorded() -> None:
    step = lifecycle.resume(WAITING, march(23), NOW, RULES)
    assert step.warnings == ("Bổ sung muộn: hạn bổ sung là ngày 20/03/2026.",)


def test_resume_when_due_lies_beyond_the_confirmed_calendar_then_tentative() -> None:
    day = datetime.combine(date(2026, 11, 20), time(9))
    step = lifecycle.resume(WAITING, day, NOW, RULES)
    assert "tạm tính" in step.warnings[-1]


def test_resume_when_the_version_has_ended_meanwhile_then_the_accepted_one_still_holds() -> None:
    ended = rules(valid_to=date(2026, 3, 10))
    assert not ended.version.in_force(date(2026, 3, 16))
    step = lifecycle.resume(WAITING, march(16), NOW, ended)
    assert step.event.what == ev.Resumed(april(13))


def test_resume_when_not_waiting_then_refused() -> None:
    with pytest.raises(RuleError, match="không chờ bổ sung"):
        lifecycle.resume(ACCEPTED, march(9), NOW, RULES)


# payments


def test_ask_payment_when_the_clock_runs_on_then_the_due_date_stays() -> None:
    ask = lifecycle.ask_payment(ACCEPTED, march(5), NOW)
    assert after(ACCEPT, ask).state is State.AWAITING_PAYMENT
    assert after(ACCEPT, ask).waiting_since is None
    paid = lifecycle.receive_payment(after(ACCEPT, ask), march(16), NOW, RULES)
    assert paid == Step(ev.Event(march(16), ev.PaymentReceived(date(2026, 3, 30))))


def test_receive_payment_when_the_procedure_pauses_then_the_days_waited_are_added() -> None:
    ask = lifecycle.ask_payment(ACCEPTED, march(5), NOW, pauses=True)
    paid = lifecycle.receive_payment(after(ACCEPT, ask), march(16), NOW, RULES)
    assert paid.event.what == ev.PaymentReceived(april(8))


def test_receive_payment_when_due_lies_beyond_the_confirmed_calendar_then_tentative() -> None:
    ask = lifecycle.ask_payment(ACCEPTED, march(5), NOW, pauses=True)
    at = datetime.combine(date(2026, 11, 20), time(9))
    assert "tạm tính" in lifecycle.receive_payment(after(ACCEPT, ask), at, NOW, RULES).warnings[0]


def test_ask_payment_when_already_waiting_then_refused() -> None:
    with pytest.raises(RuleError, match="khi hồ sơ đang giải quyết"):
        lifecycle.ask_payment(WAITING, march(9), NOW)


def test_receive_payment_when_not_waiting_for_it_then_refused() -> None:
    with pytest.raises(RuleError, match="không chờ thanh toán"):
        lifecycle.receive_payment(WAITING, march(9), NOW, RULES)


def test_finish_when_waiting_for_payment_then_refused_only_while_the_clock_stands_still() -> None:
    paused = lifecycle.ask_payment(ACCEPTED, march(5), NOW, pauses=True)
    with pytest.raises(RuleError, match="tạm dừng chờ thanh toán"):
        lifecycle.finish(after(ACCEPT, paused), march(9), NOW)
    running = lifecycle.ask_payment(ACCEPTED, march(5), NOW)
    finish = lifecycle.finish(after(ACCEPT, running), march(9), NOW)
    assert after(ACCEPT, running, finish).state is State.RESULT_READY


# apologies


@pytest.mark.parametrize(
    ("day", "late"),
    [(27, False), (28, True), (30, True)],  # due Monday 30: the last working day before is Friday 27
)
def test_redate_when_after_the_last_working_day_before_due_then_marked(day: int, late: bool) -> None:
    step = lifecycle.redate(ACCEPTED, march(day), NOW, CALENDAR, april(3), "chờ ý kiến")
    assert step.event.what == ev.ReDated(april(3), "chờ ý kiến", late)
    assert bool(step.warnings) is late


def test_redate_when_overdue_then_accepted_and_marked() -> None:
    at = datetime.combine(april(6), time(9))
    step = lifecycle.redate(ACCEPTED, at, NOW, CALENDAR, april(10), "chậm")
    assert step.warnings[0].startswith("Xin lỗi không đúng thời hạn")


def test_redate_when_second_then_refused() -> None:
    first = lifecycle.redate(ACCEPTED, march(20), NOW, CALENDAR, april(3), "chậm")
    with pytest.raises(RuleError, match="đã hẹn lại một lần"):
        lifecycle.redate(after(ACCEPT, first), march(23), NOW, CALENDAR, april(6), "chậm")


@pytest.mark.parametrize("promised", [date(2026, 3, 27), date(2026, 3, 30)])
def test_redate_when_not_later_than_the_old_date_then_refused(promised: date) -> None:
    with pytest.raises(RuleError, match="phải sau hạn giải quyết 30/03/2026"):
        lifecycle.redate(ACCEPTED, march(20), NOW, CALENDAR, promised, "chậm")


def test_redate_when_there_is_no_due_date_then_refused() -> None:
    accept = lifecycle.accept(ev.Standing(), march(2), NOW, rules(limit=None))
    with pytest.raises(RuleError, match="không có ngày hẹn trả"):
        lifecycle.redate(after(accept), march(20), NOW, CALENDAR, april(3), "chậm")


# results


def test_finish_when_granted_then_the_result_is_at_the_desk() -> None:
    assert FINISH.event.what == ev.ResultReady(Outcome.GRANTED, "12/GP")
    assert FINISHED.state is State.RESULT_READY


def test_finish_when_refused_then_a_reason_is_needed() -> None:
    with pytest.raises(RuleError, match="Cần ghi lý do"):
        lifecycle.finish(ACCEPTED, march(20), NOW, Outcome.REFUSED)
    step = lifecycle.finish(ACCEPTED, march(20), NOW, Outcome.REFUSED, reason="không đủ điều kiện")
    assert after(ACCEPT, step).outcome is Outcome.REFUSED


@pytest.mark.parametrize("outcome", [Outcome.STOPPED, Outcome.CLOSED])
def test_finish_when_stopped_or_closed_then_told_the_verb(outcome: Outcome) -> None:
    with pytest.raises(RuleError, match="giải quyết hoặc từ chối"):
        lifecycle.finish(ACCEPTED, march(20), NOW, outcome)


def test_finish_when_waiting_then_refused() -> None:
    with pytest.raises(RuleError, match="đang chờ bổ sung"):
        lifecycle.finish(WAITING, march(20), NOW)


@pytest.mark.parametrize(
    ("at", "judgement"),
    [
        (datetime.combine(date(2026, 3, 30), time(23, 59)), Judgement.ON_TIME),
        (datetime.combine(date(2026, 3, 31), time(0, 1)), Judgement.LATE),
    ],
)
def test_finish_when_around_midnight_of_the_due_date_then_judged_by_the_local_date(
    at: datetime, judgement: Judgement
) -> None:
    facts = Facts.of(after(ACCEPT, lifecycle.finish(ACCEPTED, at, NOW)), 1, Channel.DIRECT)
    assert facts is not None
    cell = classify(facts, Period(date(2026, 3, 1), date(2026, 5, 1)))
    assert cell is not None
    assert cell.judgement is judgement


@pytest.mark.parametrize(("day", "warned"), [(25, False), (26, True)])
def test_correct_when_more_than_three_working_days_later_then_warned(day: int, warned: bool) -> None:
    step = lifecycle.correct(FINISHED, march(day), NOW, CALENDAR, Outcome.GRANTED, "12a/GP", "sai tên")
    assert step.event.what == ev.Corrected(Outcome.GRANTED, "12a/GP", "sai tên")
    assert bool(step.warnings) is warned


def test_correct_when_there_is_no_result_then_refused() -> None:
    with pytest.raises(RuleError, match="chưa có kết quả để đính chính"):
        lifecycle.correct(ACCEPTED, march(20), NOW, CALENDAR, Outcome.GRANTED, "", "sai tên")


def test_correct_when_not_a_result_then_refused() -> None:
    with pytest.raises(RuleError, match="giải quyết hoặc từ chối"):
        lifecycle.correct(FINISHED, march(20), NOW, CALENDAR, Outcome.CLOSED, "", "sai tên")


def test_give_back_when_the_result_waits_then_returned() -> None:
    step = lifecycle.give_back(FINISHED, march(23), NOW, ReturnWay.POST)
    assert after(ACCEPT, FINISH, step).state is State.RETURNED


def test_give_back_when_there_is_nothing_to_give_then_refused() -> None:
    with pytest.raises(RuleError, match="chưa có kết quả"):
        lifecycle.give_back(ACCEPTED, march(23), NOW, ReturnWay.DESK)


# stopping and closing


@pytest.mark.parametrize("standing", [ACCEPTED, WAITING])
def test_stop_when_open_then_ended(standing: ev.Standing) -> None:
    assert lifecycle.stop(standing, march(9), NOW, "xin rút").event.what == ev.Stopped("xin rút")


def test_stop_when_finished_then_refused() -> None:
    with pytest.raises(RuleError, match="đã kết thúc"):
        lifecycle.stop(FINISHED, march(23), NOW)


@pytest.mark.parametrize(("day", "warned"), [(20, True), (21, False)])
def test_close_when_the_wait_is_not_over_then_warned(day: int, warned: bool) -> None:
    step = lifecycle.close(WAITING, march(day), NOW, "không bổ sung")
    assert bool(step.warnings) is warned
    assert after(ACCEPT, ASK, step).outcome is Outcome.CLOSED


def test_close_when_not_waiting_then_told_the_verb() -> None:
    with pytest.raises(RuleError) as refused:
        lifecycle.close(ACCEPTED, march(20), NOW)
    assert "dừng giải quyết" in refused.value.hint
