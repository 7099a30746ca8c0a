from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from motcua_tui.domain import consulting
from motcua_tui.domain import events as ev
from motcua_tui.domain.codes import Outcome, WaitKind
from motcua_tui.domain.lifecycle import Step
from motcua_tui.errors import RuleError

NOW = datetime(2026, 3, 31, 8)
ACCEPTED = ev.Event(datetime(2026, 3, 2, 9), ev.Accepted(date(2026, 3, 30)))
BY = date(2026, 3, 18)


def march(day: int) -> datetime:
    return datetime(2026, 3, day, 9)


def after(*steps: Step | ev.Event) -> ev.Standing:
    events = [step.event if isinstance(step, Step) else step for step in steps]
    return ev.replay([replace(event, number=number) for number, event in enumerate(events, start=1)])


ASK = consulting.consult(after(ACCEPTED), march(4), NOW, "Công an tỉnh", BY)


def test_consult_when_open_then_waits_for_the_agency_and_the_clock_runs_on() -> None:
    standing = after(ACCEPTED, ASK)
    assert ASK.event.what == ev.Consulted("Công an tỉnh", BY)
    assert standing.consultation == ev.Wait(WaitKind.CONSULTATION, date(2026, 3, 4), BY)
    assert (standing.wait, standing.lawful_due) == (None, date(2026, 3, 30))
    assert standing.state is after(ACCEPTED).state


def test_consult_when_one_is_open_then_refused_until_it_is_answered() -> None:
    with pytest.raises(RuleError, match="chưa có trả lời"):
        consulting.consult(after(ACCEPTED, ASK), march(5), NOW, "Sở Xây dựng")
    answered = consulting.answer(after(ACCEPTED, ASK), march(10), NOW)
    second = consulting.consult(after(ACCEPTED, ASK, answered), march(11), NOW, "Sở Xây dựng")
    assert second.event.what == ev.Consulted("Sở Xây dựng")


@pytest.mark.parametrize(
    ("day", "agency", "by", "why"),
    [
        (4, "", None, "cơ quan nào"),
        (4, "Sở Y tế", date(2026, 3, 3), "sớm hơn ngày lấy ý kiến"),
        (1, "Sở Y tế", None, "sớm hơn ngày tiếp nhận"),
    ],
)
def test_consult_when_something_is_wrong_then_refused(
    day: int, agency: str, by: date | None, why: str
) -> None:
    with pytest.raises(RuleError, match=why):
        consulting.consult(after(ACCEPTED), march(day), NOW, agency, by)


def test_consult_when_not_open_then_refused() -> None:
    finished = after(ACCEPTED, ev.Event(march(20), ev.ResultReady(Outcome.GRANTED)))
    with pytest.raises(RuleError, match="đã kết thúc"):
        consulting.consult(finished, march(21), NOW, "Sở Y tế")


@pytest.mark.parametrize(("day", "late"), [(18, False), (19, True)])
def test_answer_when_after_the_agency_s_limit_then_warned(day: int, late: bool) -> None:
    step = consulting.answer(after(ACCEPTED, ASK), march(day), NOW, "đồng ý")
    assert step.event.what == ev.Answered("đồng ý")
    assert step.warnings == (("Trả lời muộn: hạn trả lời là ngày 18/03/2026.",) if late else ())
    assert after(ACCEPTED, ASK, step).consultation is None


def test_answer_when_the_agency_has_no_limit_then_never_late() -> None:
    ask = consulting.consult(after(ACCEPTED), march(4), NOW, "Sở Y tế")
    assert consulting.answer(after(ACCEPTED, ask), march(30), NOW).warnings == ()


def test_answer_when_before_the_question_or_without_one_then_refused() -> None:
    with pytest.raises(RuleError, match="sớm hơn ngày lấy ý kiến"):
        consulting.answer(after(ACCEPTED, ASK), march(3), NOW)
    with pytest.raises(RuleError, match="không đang lấy ý kiến"):
        consulting.answer(after(ACCEPTED), march(5), NOW)


def told(*happened: tuple[int, ev.Happening]) -> list[ev.Event]:
    """That happened, each on a day of March 2026."""
    return [ev.Event(datetime(2026, 3, day, 9), what, n) for n, (day, what) in enumerate(happened, 1)]


POLICE = ev.Consulted("Công an tỉnh", date(2026, 3, 10))


@pytest.mark.parametrize(
    ("happened", "late"),
    [
        ((), ()),
        (((2, POLICE), (10, ev.Answered())), ()),
        (((2, POLICE), (11, ev.Answered())), ("Công an tỉnh",)),
        (((2, POLICE),), ("Công an tỉnh",)),
        (((2, ev.Consulted("Công an tỉnh", date(2026, 3, 20))),), ()),
        (((2, ev.Consulted("Công an tỉnh")), (19, ev.Answered())), ()),
        (((2, POLICE), (11, ev.Answered()), (12, POLICE), (13, ev.Answered())), ("Công an tỉnh",)),
        (
            ((2, POLICE), (11, ev.Answered()), (12, ev.Consulted("Sở Tài chính", date(2026, 3, 13)))),
            ("Công an tỉnh", "Sở Tài chính"),
        ),
        (((2, POLICE), (11, ev.Answered()), (12, ev.Undone(2)), (12, ev.Undone(1))), ()),
        (((2, ev.Answered()),), ()),
    ],
)
def test_late_agencies_are_those_past_their_own_limit(
    happened: tuple[tuple[int, ev.Happening], ...], late: tuple[str, ...]
) -> None:
    assert consulting.late_agencies(told(*happened), date(2026, 3, 20)) == late


def test_consultations_are_told_in_order_with_their_answers() -> None:
    happened = (
        (2, ev.Answered()),
        (3, POLICE),
        (9, ev.Answered("đồng ý")),
        (10, ev.Consulted("Sở Tài chính")),
    )
    assert consulting.consultations(told(*happened)) == (
        consulting.Consultation("Công an tỉnh", date(2026, 3, 3), date(2026, 3, 10), date(2026, 3, 9)),
        consulting.Consultation("Sở Tài chính", date(2026, 3, 10)),
    )
