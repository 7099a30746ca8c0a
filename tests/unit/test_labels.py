"""The words for the codes: every code has its own, and every event its line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any

import pytest

from motcua_tui import labels, process_labels
from motcua_tui.domain import events as ev
from motcua_tui.domain.codes import Channel, Outcome, ReturnWay, State
from motcua_tui.domain.consulting import Consultation
from motcua_tui.domain.deadlines import Due
from motcua_tui.domain.limits import TimeLimit
from motcua_tui.domain.process import Leg
from motcua_tui.domain.timeliness import Timeliness

DUE = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("codes", "label"),
    [
        (Channel, labels.channel_label),
        (State, labels.state_label),
        (Outcome, labels.outcome_label),
        (ReturnWay, labels.return_label),
        (Timeliness, labels.timeliness_label),
    ],
)
def test_label_when_any_code_then_words_of_its_own(codes: type[StrEnum], label: Callable[[Any], str]) -> None:
    words = [label(code) for code in codes]
    assert all(words)
    assert len(set(words)) == len(words)


@pytest.mark.parametrize(
    ("state", "timeliness", "days_left", "words"),
    [
        (State.SUBMITTED, None, None, "chờ tiếp nhận"),
        (State.AWAITING_SUPPLEMENT, Timeliness.IN_TIME, None, "chờ bổ sung"),
        (State.AWAITING_PAYMENT, Timeliness.IN_TIME, None, "chờ thanh toán"),
        (State.PROCESSING, Timeliness.IN_TIME, None, "không có hạn"),
        (State.PROCESSING, Timeliness.IN_TIME, 7, "còn 7"),
        (State.PROCESSING, Timeliness.NEAR, 1, "còn 1"),
        (State.PROCESSING, Timeliness.DUE_TODAY, 0, "hôm nay"),
        (State.PROCESSING, Timeliness.OVERDUE, -3, "quá hạn 3"),
        (State.RETURNED, Timeliness.LATE, -1, "trễ hạn 1"),
        (State.RETURNED, Timeliness.EARLY, 2, "trước hạn 2"),
        (State.RETURNED, Timeliness.EARLY, 0, "trước hạn"),
        (State.RETURNED, Timeliness.ON_TIME, 0, "đúng hạn"),
    ],
)
def test_standing_when_any_then_a_few_words_with_its_days(
    state: State, timeliness: Timeliness | None, days_left: int | None, words: str
) -> None:
    assert labels.standing_label(state, timeliness, days_left) == words


LINES: list[tuple[ev.Happening, str]] = [
    (ev.Submitted(), "nộp hồ sơ"),
    (ev.Declined("sai nơi nộp"), "từ chối tiếp nhận: sai nơi nộp"),
    (ev.Accepted(DUE), "tiếp nhận, hẹn trả 30/11/2026"),
    (ev.Accepted(None), "tiếp nhận, không có ngày hẹn trả"),
    (ev.HandedOver("Phòng A", "Mai"), "chuyển Phòng A, Mai"),
    (ev.SupplementAsked("bản vẽ"), "yêu cầu bổ sung: bản vẽ"),
    (ev.Resumed(DUE), "đã bổ sung đủ, hạn 30/11/2026"),
    (ev.Resumed(None), "đã bổ sung đủ"),
    (ev.PaymentAsked(), "chờ thực hiện nghĩa vụ tài chính"),
    (ev.PaymentReceived(DUE), "đã thực hiện nghĩa vụ tài chính"),
    (ev.Consulted("Sở Tài chính"), "lấy ý kiến Sở Tài chính"),
    (ev.Consulted("Sở Tài chính", date(2026, 3, 18)), "lấy ý kiến Sở Tài chính, hạn 18/03/2026"),
    (ev.Answered(), "đã có ý kiến trả lời"),
    (ev.Answered("đồng ý"), "đã có ý kiến trả lời: đồng ý"),
    (ev.ReDated(DUE, "chờ"), "xin lỗi, hẹn lại 30/11/2026"),
    (ev.ReDated(DUE, "chờ", late=True), "xin lỗi, hẹn lại 30/11/2026 · xin lỗi không đúng thời hạn"),
    (ev.DueMoved(None, None, "x"), "bỏ hạn giải quyết"),
    (ev.DueMoved(DUE, None, "lịch nghỉ"), "đổi hạn giải quyết thành 30/11/2026: lịch nghỉ"),
    (ev.ResultReady(Outcome.GRANTED, "12/GP"), "có kết quả: đã giải quyết (12/GP)"),
    (ev.Corrected(Outcome.REFUSED, reason="sai"), "đính chính kết quả: từ chối giải quyết (sai)"),
    (ev.Returned(ReturnWay.POST), "trả kết quả qua bưu chính công ích"),
    (ev.Stopped(), "dừng giải quyết theo đề nghị của người nộp"),
    (ev.Closed(), "đóng hồ sơ, không bổ sung đúng hạn"),
    (ev.Amended("phone", "1", "2"), "sửa điện thoại: 1 → 2"),
    (ev.Amended("channel", "direct", "post"), "sửa hình thức nộp: trực tiếp → bưu chính công ích"),
    (ev.Amended("fee", "", "75000"), "sửa phí, lệ phí: – → 75000"),
    (ev.Undone(3), "hoàn tác bước 3"),
]


@pytest.mark.parametrize(("what", "line"), LINES)
def test_event_when_any_then_its_line(what: ev.Happening, line: str) -> None:
    assert labels.event_label(what) == line


@pytest.mark.parametrize("text", ["5 ngày làm việc", "2½ ngày làm việc", "20 ngày", "8 giờ làm việc"])
def test_limit_label_when_vietnamese_then_as_on_paper(text: str) -> None:
    assert labels.limit_label(TimeLimit.parse(text)) == text


MARCH = date(2026, 3, 20)


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (Consultation("Công an tỉnh", MARCH), "Công an tỉnh"),
        (Consultation("Công an tỉnh", MARCH, MARCH), "Công an tỉnh, hạn 20/03/2026"),
        (
            Consultation("Công an tỉnh", MARCH, date(2026, 3, 19)),
            "Công an tỉnh, hạn 19/03/2026 · quá hạn trả lời",
        ),
        (
            Consultation("Công an tỉnh", MARCH, date(2026, 3, 18), date(2026, 3, 19)),
            "Công an tỉnh, đã trả lời 19/03/2026, hạn 18/03/2026 · trả lời muộn",
        ),
    ],
)
def test_consultation_label_says_by_when_and_whether_that_is_over(asked: Consultation, words: str) -> None:
    assert process_labels.consultation_label(asked, MARCH) == words


LEG = Leg(
    event=2, giver="Một cửa", taker="Phòng A", began_at=datetime(2026, 3, 2, 9), step=2, name="Thẩm định"
)


@pytest.mark.parametrize(
    ("leg", "words"),
    [
        (replace(LEG, step=0), ""),
        (LEG, "bước 2/4 Thẩm định"),
        (
            replace(
                LEG,
                limit=TimeLimit.parse("3 LV"),
                due=Due(MARCH, None, confirmed=True),
                used=4,
                judged=Timeliness.LATE,
            ),
            "bước 2/4 Thẩm định · 3 ngày làm việc, đến 20/03/2026 · đã dùng 4 ngày · trễ hạn",
        ),
        (
            replace(LEG, limit=TimeLimit.parse("½ ngày"), due=Due(MARCH, time(17), confirmed=True), used=25),
            "bước 2/4 Thẩm định · ½ ngày làm việc, đến 17:00 20/03/2026 · đã dùng 25 phút",
        ),
        (
            replace(LEG, limit=TimeLimit.parse("8 giờ"), due=Due(MARCH, time(17), confirmed=True), used=125),
            "bước 2/4 Thẩm định · 8 giờ làm việc, đến 17:00 20/03/2026 · đã dùng 2 giờ 05 phút",
        ),
    ],
)
def test_leg_label_says_how_the_step_stands(leg: Leg, words: str) -> None:
    assert process_labels.leg_label(leg, 4) == words
