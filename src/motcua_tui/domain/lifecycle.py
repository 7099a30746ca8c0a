"""What may happen to a dossier next, and what follows for its due date.

Every function here decides one verb: it takes the standing, checks the rule, and returns a
:class:`Step` (the event to record, and what deserves a warning), or raises ``RuleError`` with the
reason and what to do instead. Nothing is stored here and nothing is changed.

Sources: NĐ 118/2025/NĐ-CP art. 17–23; the law's text of each rule is cited at its function.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Final

from motcua_tui.domain import events as ev
from motcua_tui.domain.calendar import WorkCalendar
from motcua_tui.domain.catalogue import ProcedureVersion
from motcua_tui.domain.codes import Outcome, ReturnWay, State, SupplementEffect, Unit
from motcua_tui.domain.deadlines import Due, due, last_apology_day, paused
from motcua_tui.domain.guards import (
    in_order,
    must,
    must_be_open,
    must_be_result,
    needs_reason,
    not_before_submission,
    not_future,
)
from motcua_tui.domain.limits import TimeLimit
from motcua_tui.domain.office import OfficeHours
from motcua_tui.domain.typed_dates import short_date
from motcua_tui.errors import RuleError
from motcua_tui.i18n import _

SAME_DAY: Final = TimeLimit(Decimal(0), Unit.WORKING_DAYS)
CORRECTION_DAYS: Final = 3
"""Working days after the result within which a wrong one is put right (NĐ 118/2025 art. 23)."""


@dataclass(frozen=True, slots=True)
class Step:
    """One decided step: the event, and the warnings that go with it (it is done all the same)."""

    event: ev.Event
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rules:
    """What the rules of one dossier need: its procedure version, the calendar, the office hours."""

    version: ProcedureVersion
    calendar: WorkCalendar
    office: OfficeHours

    @property
    def limit(self) -> TimeLimit | None:
        """The limit that counts: the same day where the answer is given at once (art. 17.4)."""
        return SAME_DAY if self.version.at_once else self.version.limit

    def due(self, accepted_at: datetime) -> Due | None:
        """The due date of an acceptance at that moment; None where the procedure has no limit."""
        if self.limit is None:
            return None
        return due(self.limit, accepted_at, self.calendar, self.office, after_15h=self.version.after_15h)

    def notice_by(self, accepted_on: date) -> date:
        """The last day to tell the applicant that something is missing (NĐ 118/2025 art. 19.5)."""
        return self.calendar.add(accepted_on, self.version.supplement.notice_days)

    def supplement_by(self, asked_on: date) -> date:
        """The last day to complete a dossier; they are calendar days, so it is a working day
        (BLDS 2015 art. 148.5)."""
        return self.calendar.next_working(asked_on + timedelta(days=self.version.supplement.wait_days))


def submit(standing: ev.Standing, at: datetime, now: datetime) -> Step:
    """Filed online, waiting to be accepted within eight working hours (NĐ 118/2025 art. 17.2)."""
    must(standing.state is None, _("Hồ sơ này đã có trong sổ."), _("Kiểm tra lại mã hồ sơ."))
    not_future(at, now)
    return Step(ev.Event(at, ev.Submitted()))


def accept(
    standing: ev.Standing,
    at: datetime,
    now: datetime,
    rules: Rules,
    *,
    manual_due: date | None = None,
    manual_reason: str = "",
) -> Step:
    """Accepted: the clock starts; day 0 is not counted (BLDS 2015 art. 147).

    Where the limit cannot be computed (an exam cycle) the officer gives ``manual_due`` with a reason.
    """
    must(
        standing.state in (None, State.SUBMITTED),
        _("Hồ sơ này đã được tiếp nhận."),
        _("Mở hồ sơ đang có, hoặc nhập mã khác."),
    )
    not_future(at, now)
    not_before_submission(standing, at)
    if manual_due is not None:
        must(
            manual_due >= at.date(),
            _("Ngày hẹn trả sớm hơn ngày tiếp nhận."),
            _("Nhập ngày hẹn trả từ ngày tiếp nhận trở đi."),
        )
        must(
            bool(manual_reason),
            _("Ngày hẹn trả nhập tay cần có lý do."),
            _("Ghi lý do, ví dụ: theo kỳ sát hạch."),
        )
        return Step(ev.Event(at, ev.Accepted(manual_due, None, manual_reason)))
    computed = rules.due(at)
    if computed is None:
        return Step(
            ev.Event(at, ev.Accepted(None)),
            (_("Thủ tục chưa có thời hạn: hồ sơ không có ngày hẹn trả."),),
        )
    return Step(ev.Event(at, ev.Accepted(computed.on, computed.at)), _tentative(computed))


def decline(standing: ev.Standing, at: datetime, now: datetime, reason: str) -> Step:
    """Refused before acceptance: not a received dossier (NĐ 118/2025 art. 19)."""
    must(
        standing.state is State.SUBMITTED,
        _("Chỉ từ chối tiếp nhận được hồ sơ đang chờ tiếp nhận."),
        _("Hồ sơ đã tiếp nhận thì ghi kết quả từ chối giải quyết."),
    )
    not_future(at, now)
    not_before_submission(standing, at)
    needs_reason(reason)
    return Step(ev.Event(at, ev.Declined(reason)))


def hand_over(
    standing: ev.Standing,
    at: datetime,
    now: datetime,
    department: str,
    officer: str = "",
    note: str = "",
    *,
    from_department: str = "",
    from_officer: str = "",
    step: int = 0,
) -> Step:
    """Passed on to a department or an officer, from those in charge before, for a step of the process."""
    must_be_open(standing)
    in_order(standing, at, now)
    passed = ev.HandedOver(department, officer, note, from_department, from_officer, step)
    return Step(ev.Event(at, passed))


def ask_supplement(
    standing: ev.Standing,
    at: datetime,
    now: datetime,
    rules: Rules,
    what: str,
    reason: str = "",
    ground: str = "",
) -> Step:
    """Ask the applicant to complete the dossier (NĐ 118/2025 art. 19.5).

    Once, with a notice within three working days of acceptance; asking again or later is recorded
    with a warning, it is not blocked.
    """
    must(
        standing.state in (State.ACCEPTED, State.PROCESSING),
        _("Chỉ yêu cầu bổ sung được khi hồ sơ đang giải quyết."),
        _("Xem trạng thái hồ sơ trong phần lịch sử."),
    )
    in_order(standing, at, now)
    rule = rules.version.supplement
    warnings = []
    if standing.supplements >= rule.most:
        warnings.append(_("Đã yêu cầu bổ sung {n} lần, quá số lần cho phép.").format(n=standing.supplements))
    assert standing.accepted_on is not None
    latest = rules.notice_by(standing.accepted_on)
    if at.date() > latest:
        warnings.append(
            _("Thông báo bổ sung muộn: hạn thông báo là ngày {day}.").format(day=short_date(latest))
        )
    asked = ev.SupplementAsked(what, reason, ground, rules.supplement_by(at.date()))
    return Step(ev.Event(at, asked), tuple(warnings))


def resume(standing: ev.Standing, at: datetime, now: datetime, rules: Rules) -> Step:
    """Complete again: the limit restarts from zero (NĐ 118/2025 art. 19.5), or the days waited are
    added where specialised law says that the limit pauses. Completed too late is recorded with a
    warning. A due date that was set by hand on a procedure without limit stays."""
    must(
        standing.state is State.AWAITING_SUPPLEMENT,
        _("Hồ sơ không chờ bổ sung."),
        _("Chỉ ghi nhận bổ sung cho hồ sơ đang chờ bổ sung."),
    )
    in_order(standing, at, now)
    warnings = []
    wait = standing.wait
    if wait and wait.complete_by and at.date() > wait.complete_by:
        warnings.append(
            _("Bổ sung muộn: hạn bổ sung là ngày {day}.").format(day=short_date(wait.complete_by))
        )
    restarts = rules.version.supplement.effect is SupplementEffect.RESTART
    new = rules.due(at) if restarts else paused_due(standing, at, rules)
    if new is None:
        return Step(ev.Event(at, ev.Resumed(standing.lawful_due, standing.due_time)), tuple(warnings))
    return Step(ev.Event(at, ev.Resumed(new.on, new.at)), (*warnings, *_tentative(new)))


def ask_payment(standing: ev.Standing, at: datetime, now: datetime, *, pauses: bool = False) -> Step:
    """Wait for the applicant's fee or tax; the clock runs on unless the procedure says that it pauses."""
    must(
        standing.state in (State.ACCEPTED, State.PROCESSING),
        _("Chỉ chuyển sang chờ thanh toán được khi hồ sơ đang giải quyết."),
        _("Xem trạng thái hồ sơ trong phần lịch sử."),
    )
    in_order(standing, at, now)
    return Step(ev.Event(at, ev.PaymentAsked(None, pauses)))


def receive_payment(standing: ev.Standing, at: datetime, now: datetime, rules: Rules) -> Step:
    """Paid; the days waited are added where the procedure paused."""
    must(
        standing.state is State.AWAITING_PAYMENT,
        _("Hồ sơ không chờ thanh toán."),
        _("Chỉ ghi nhận thanh toán cho hồ sơ đang chờ thanh toán."),
    )
    in_order(standing, at, now)
    new = paused_due(standing, at, rules)
    if new is None:
        return Step(ev.Event(at, ev.PaymentReceived(standing.lawful_due, standing.due_time)))
    return Step(ev.Event(at, ev.PaymentReceived(new.on, new.at)), _tentative(new))


def redate(
    standing: ev.Standing,
    at: datetime,
    now: datetime,
    calendar: WorkCalendar,
    promised_due: date,
    reason: str,
) -> Step:
    """Apologise and give a new date, once, at the latest on the last working day before the due date
    (NĐ 118/2025 art. 19.6). Later than that it is accepted and marked."""
    must_be_open(standing)
    in_order(standing, at, now)
    needs_reason(reason)
    must(
        standing.redates == 0,
        _("Hồ sơ đã hẹn lại một lần; không được hẹn lại lần nữa."),
        _("Nghị định 118/2025/NĐ-CP, Điều 19 khoản 6: hẹn lại không quá một lần."),
    )
    if standing.lawful_due is None:
        raise RuleError(_("Hồ sơ không có ngày hẹn trả để hẹn lại."), _("Ghi kết quả khi giải quyết xong."))
    must(
        promised_due > standing.lawful_due,
        _("Ngày hẹn lại phải sau hạn giải quyết {day}.").format(day=short_date(standing.lawful_due)),
        _("Chọn một ngày muộn hơn."),
    )
    late = at.date() > last_apology_day(standing.lawful_due, calendar)
    warnings = (
        (_("Xin lỗi không đúng thời hạn: phải trước ngày hẹn trả ít nhất một ngày làm việc."),)
        if late
        else ()
    )
    return Step(ev.Event(at, ev.ReDated(promised_due, reason, late)), warnings)


def finish(
    standing: ev.Standing,
    at: datetime,
    now: datetime,
    outcome: Outcome = Outcome.GRANTED,
    *,
    result_number: str = "",
    reason: str = "",
    late_cause: str = "",
) -> Step:
    """The result is at the desk: granted, or refused with its reason (NĐ 118/2025 art. 19.3)."""
    must_be_result(outcome)
    must(
        standing.state is not State.AWAITING_SUPPLEMENT,
        _("Hồ sơ đang chờ bổ sung, chưa thể ghi kết quả."),
        _("Ghi nhận bổ sung trước, hoặc đóng hồ sơ nếu đã hết hạn chờ."),
    )
    must_be_open(standing)
    must(
        standing.wait is None,
        _("Hồ sơ đang tạm dừng chờ thanh toán, chưa thể ghi kết quả."),
        _("Ghi nhận thanh toán trước."),
    )
    in_order(standing, at, now)
    if outcome is Outcome.REFUSED:
        needs_reason(reason)
    return Step(ev.Event(at, ev.ResultReady(outcome, result_number, reason, late_cause)))


def correct(
    standing: ev.Standing,
    at: datetime,
    now: datetime,
    calendar: WorkCalendar,
    outcome: Outcome,
    result_number: str,
    reason: str,
) -> Step:
    """Put a wrong result right, within three working days (NĐ 118/2025 art. 23); later is marked."""
    must(
        standing.state in (State.RESULT_READY, State.RETURNED),
        _("Hồ sơ chưa có kết quả để đính chính."),
        _("Ghi kết quả trước."),
    )
    must_be_result(outcome)
    in_order(standing, at, now)
    needs_reason(reason)
    assert standing.finished_on is not None
    late = at.date() > calendar.add(standing.finished_on, CORRECTION_DAYS)
    warnings = (
        (_("Đính chính sau quá {n} ngày làm việc kể từ khi có kết quả.").format(n=CORRECTION_DAYS),)
        if late
        else ()
    )
    return Step(ev.Event(at, ev.Corrected(outcome, result_number, reason)), warnings)


def give_back(standing: ev.Standing, at: datetime, now: datetime, way: ReturnWay) -> Step:
    """The citizen has the result; not used to judge lateness."""
    must(
        standing.state is State.RESULT_READY,
        _("Hồ sơ chưa có kết quả, hoặc kết quả đã trả."),
        _("Chỉ trả được kết quả đang chờ ở bộ phận một cửa."),
    )
    in_order(standing, at, now)
    return Step(ev.Event(at, ev.Returned(way)))


def stop(standing: ev.Standing, at: datetime, now: datetime, reason: str = "") -> Step:
    """Ended at the applicant's wish, before the decision (NĐ 118/2025 art. 21)."""
    must_be_open(standing)
    in_order(standing, at, now)
    return Step(ev.Event(at, ev.Stopped(reason)))


def close(standing: ev.Standing, at: datetime, now: datetime, reason: str = "") -> Step:
    """Ended because the supplement did not come in time (NĐ 118/2025 art. 11.2c)."""
    wait = standing.wait
    if standing.state is not State.AWAITING_SUPPLEMENT or wait is None:
        raise RuleError(
            _("Chỉ đóng được hồ sơ đang chờ bổ sung."), _("Người nộp xin rút thì dùng lệnh dừng giải quyết.")
        )
    in_order(standing, at, now)
    early = wait.complete_by is not None and at.date() <= wait.complete_by
    warnings = (_("Đóng khi chưa hết thời hạn chờ bổ sung."),) if early else ()
    return Step(ev.Event(at, ev.Closed(reason)), warnings)


def paused_due(standing: ev.Standing, at: datetime, rules: Rules) -> Due | None:
    """The due date with the days waited added; None where no clock stood still."""
    limit, due_on, asked_on = rules.limit, standing.lawful_due, standing.waiting_since
    if limit is None or due_on is None or asked_on is None:
        return None
    return paused(limit, due_on, asked_on, at.date(), rules.calendar, at=standing.due_time)


def _tentative(due: Due) -> tuple[str, ...]:
    return () if due.confirmed else (_("Ngày hẹn trả tạm tính: lịch nghỉ chưa được xác nhận."),)
