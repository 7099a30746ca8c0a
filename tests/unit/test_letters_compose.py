from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal

import pytest

from motcua_tui.config import DEFAULTS
from motcua_tui.domain import events as ev
from motcua_tui.domain.catalogue import ProcedureVersion, ProcessStep
from motcua_tui.domain.codes import Channel, Outcome, ReturnWay, Unit
from motcua_tui.domain.dossier import Dossier, Particulars
from motcua_tui.domain.lifecycle import Rules
from motcua_tui.domain.limits import TimeLimit
from motcua_tui.domain.office import DEFAULT_SESSIONS, OfficeHours
from motcua_tui.domain.process import legs
from motcua_tui.errors import RuleError
from motcua_tui.reports.letters.compose import (
    Added,
    Case,
    apology,
    compose,
    control,
    receipt,
    refusal,
    register,
    stop,
    supplement,
)
from motcua_tui.reports.letters.fields import FIELDS
from motcua_tui.reports.letters.papers import Paper
from motcua_tui.services.base_calendar import base_calendar

CALENDAR = base_calendar()
OFFICE = OfficeHours(DEFAULT_SESSIONS, CALENDAR)
ACCEPTED = ev.Accepted(date(2026, 3, 9))
VERSION = ProcedureVersion(code="1.01", name="Cấp phép", field="Xây dựng")


def case(
    *told: tuple[int, ev.Happening],
    particulars: Particulars | None = None,
    version: ProcedureVersion = VERSION,
    added: Added | None = None,
) -> Case:
    """A dossier to which that happened, each on a day of March 2026 at nine."""
    events = tuple(
        ev.Event(datetime(2026, 3, day, 9), what, number) for number, (day, what) in enumerate(told, 1)
    )
    dossier = Dossier(
        id=1,
        version=1,
        particulars=particulars or Particulars(code="A-1", procedure_version=1, applicant="Lê An"),
        standing=ev.replay(events),
        events=events,
    )
    issued_at = datetime(2026, 3, 31, 8)
    way = legs(dossier, DEFAULTS.desk, Rules(version, CALENDAR, OFFICE), issued_at)
    return Case(dossier, version, DEFAULTS, CALENDAR, issued_at, added or Added(), way)


EVERYTHING = (
    (2, ACCEPTED),
    (3, ev.SupplementAsked("bản vẽ")),
    (4, ev.Resumed(date(2026, 3, 11))),
    (5, ev.ReDated(date(2026, 3, 20), "chậm")),
)


@pytest.mark.parametrize(
    ("paper", "last"),
    [
        (Paper.RECEIPT, ev.Answered()),
        (Paper.SUPPLEMENT, ev.Answered()),
        (Paper.REFUSAL, ev.ResultReady(Outcome.REFUSED)),
        (Paper.APOLOGY, ev.Answered()),
        (Paper.STOP, ev.Stopped()),
        (Paper.CONTROL, ev.Answered()),
        (Paper.REGISTER, ev.Answered()),
    ],
)
def test_every_paper_has_the_fields_of_its_own(paper: Paper, last: ev.Happening) -> None:
    assert type(compose(paper, case(*EVERYTHING, (6, last)))) is FIELDS[paper]


def test_receipt_of_a_timed_limit_gives_the_hour() -> None:
    version = replace(VERSION, limit=TimeLimit(Decimal("0.5"), Unit.WORKING_DAYS))
    letter = receipt(case((2, ev.Accepted(date(2026, 3, 2), time(17))), version=version))
    assert letter.due_at == "17 giờ 00 phút, ngày 02 tháng 03 năm 2026"
    assert letter.limit == "½ ngày làm việc"


def test_receipt_of_a_limit_that_began_anew_keeps_the_day_that_was_printed() -> None:
    told = (2, ev.Accepted(date(2026, 3, 2), time(17)))
    later = ((3, ev.SupplementAsked("x")), (4, ev.Resumed(date(2026, 3, 5), time(11, 30))))
    assert receipt(case(told, *later)).due_at == "ngày 02 tháng 03 năm 2026"


def test_receipt_without_due_date_or_limit_says_so() -> None:
    letter = receipt(case((2, ev.Accepted(None))))
    assert letter.due_at == "Theo thông báo của cơ quan giải quyết"
    assert letter.limit == ""
    assert letter.fee == ""


def test_receipt_of_what_is_answered_at_once() -> None:
    assert receipt(case((2, ACCEPTED), version=replace(VERSION, at_once=True))).limit == (
        "Trả kết quả ngay trong ngày"
    )


@pytest.mark.parametrize(
    ("channel", "said"),
    [
        (Channel.ONLINE_FULL, "Trực tuyến toàn trình"),
        (Channel.ONLINE_PARTIAL, "Trực tuyến một phần"),
        (Channel.POST, "Qua dịch vụ bưu chính công ích"),
        (Channel.DIRECT, "Trực tiếp"),
    ],
)
def test_receipt_names_the_channel(channel: Channel, said: str) -> None:
    particulars = Particulars(code="A-1", procedure_version=1, applicant="Lê An", channel=channel)
    assert receipt(case((2, ACCEPTED), particulars=particulars)).channel == said


def test_supplement_says_which_time_it_is_and_takes_the_last_request() -> None:
    letter = supplement(
        case(
            (2, ACCEPTED),
            (3, ev.SupplementAsked("bản vẽ")),
            (4, ev.Resumed(date(2026, 3, 11))),
            (5, ev.SupplementAsked("đơn", "thiếu", "Điều 19", date(2026, 3, 20))),
        )
    )
    assert [row.what for row in letter.wanted] == ["đơn"]
    assert (letter.time, letter.complete_by) == ("2", "ngày 20 tháng 03 năm 2026")
    assert (letter.reason, letter.ground) == ("thiếu", "Điều 19")


def test_papers_of_undone_steps_are_refused() -> None:
    undone = case((2, ACCEPTED), (3, ev.ReDated(date(2026, 3, 20), "chậm")), (4, ev.Undone(2)))
    with pytest.raises(RuleError, match="chưa có ngày hẹn lại"):
        apology(undone)


def test_apology_without_a_department_is_the_agency_s() -> None:
    assert apology(case(*EVERYTHING)).late_unit == DEFAULTS.agency


def test_refusal_takes_the_reason_that_stands() -> None:
    refused, corrected = ev.ResultReady(Outcome.GRANTED), ev.Corrected(Outcome.REFUSED, reason="sai")
    assert refusal(case((2, ACCEPTED), (3, refused), (4, corrected))).reason == "sai"
    assert refusal(case((2, ACCEPTED), (3, corrected), added=Added(reason="khác"))).reason == "khác"


@pytest.mark.parametrize(
    ("before", "reached"),
    [
        ((), "Đã tiếp nhận, chưa chuyển giải quyết"),
        ((ev.HandedOver("Phòng A"),), "Đang giải quyết"),
        ((ev.SupplementAsked("x"),), "Đang chờ bổ sung hồ sơ"),
        ((ev.PaymentAsked(),), "Đang chờ thực hiện nghĩa vụ tài chính"),
    ],
)
def test_stop_says_where_the_dossier_stood(before: tuple[ev.Happening, ...], reached: str) -> None:
    letter = stop(case((2, ACCEPTED), *((3, what) for what in before), (4, ev.Stopped("rút"))))
    assert (letter.reached, letter.stopped_on, letter.reason) == (reached, "04/03/2026", "rút")


def test_stop_of_a_dossier_never_accepted_leaves_the_stage_open() -> None:
    assert stop(case((4, ev.Stopped()))).reached == ""


def test_control_slip_judges_each_step_by_the_due_date_of_its_day() -> None:
    steps = control(
        case(
            (2, ACCEPTED),
            (3, ev.HandedOver("Phòng A")),
            (10, ev.DueMoved(date(2026, 3, 12), None, "lịch")),
            (11, ev.HandedOver("Phòng B")),
            (13, ev.HandedOver("Phòng C")),
        )
    ).steps
    assert [step.judgement for step in steps] == ["Trước hạn", "Trước hạn", "Quá hạn", "Đang giải quyết"]
    # Working days: 2 → 9 March, 3 → 9, 11 → 12, and one late on the 13th.
    assert [step.allowed for step in steps] == ["5", "4", "1", "-1"]
    assert [step.used for step in steps] == ["1", "6", "2", ""]


def test_control_slip_without_due_date_judges_nothing_late() -> None:
    first, last = control(case((2, ev.Accepted(None)), (3, ev.HandedOver("Phòng A")))).steps
    assert (first.allowed, first.judgement, last.judgement) == ("", "Đúng hạn", "Đang giải quyết")


def test_control_slip_of_a_process_tells_its_steps_and_what_each_was_allowed() -> None:
    process = (
        ProcessStep("Tiếp nhận", "", Decimal("0.5")),
        ProcessStep("Thẩm định", "Phòng A", Decimal(3)),
        ProcessStep("Ký duyệt", "Lãnh đạo Sở", Decimal("1.5")),
    )
    version = replace(VERSION, limit=TimeLimit(Decimal(5), Unit.WORKING_DAYS), steps=process)
    rows = control(
        case(
            (2, ACCEPTED),
            (3, ev.HandedOver("Phòng A", note="kèm bản vẽ", step=2)),
            (6, ev.HandedOver("Lãnh đạo Sở", step=3)),
            version=version,
        )
    ).steps
    assert [(row.allowed, row.used, row.judgement, row.note) for row in rows] == [
        ("½ ngày làm việc, đến 17:00 02/03/2026", "7 giờ 30 phút", "Quá hạn", "Bước 1: Tiếp nhận"),
        ("3 ngày làm việc, đến 06/03/2026", "3", "Đúng hạn", "Bước 2: Thẩm định; kèm bản vẽ"),
        # One and a half days from Friday morning end on Monday at five; the 31st is the 17th day.
        (
            "1½ ngày làm việc, đến 17:00 09/03/2026",
            "17",
            "Đang giải quyết, quá hạn",
            "Bước 3: Ký duyệt",
        ),
    ]


def test_register_row_of_a_returned_dossier() -> None:
    particulars = Particulars(
        code="A-1",
        procedure_version=1,
        applicant="Lê An",
        address="1 phố Mẫu",
        phone="0900 000 001",
        sets=2,
        note="ghi",
    )
    made = case(
        (2, ACCEPTED),
        (3, ev.HandedOver("Phòng A")),
        (6, ev.ResultReady(Outcome.GRANTED)),
        (9, ev.Returned(ReturnWay.POST)),
        particulars=particulars,
    )
    (row,) = register([made]).lines
    assert (row.contact, row.sets, row.note) == ("1 phố Mẫu\n0900 000 001", "02", "ghi")
    days = (row.accepted_on, row.receipt_due, row.passed_on, row.result_on, row.returned_on)
    assert days == ("02/03/2026", "09/03/2026", "03/03/2026", "06/03/2026", "09/03/2026")
    assert row.collecting == "Qua dịch vụ bưu chính công ích"
