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
from motcua_tui.domain.codes import Outcome, ReturnWay, State, SupplementEffect, Unit, WaitKind
from motcua_tui.domain.deadlines import Due, due, last_apology_day, paused
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


def submit(standing: ev.Standing, at: datetime, now: datetime) -> Step:
    """Filed online, waiting to be accepted within eight working hours (NĐ 118/2025 art. 17.2)."""
    _must(standing.state is None, _("Hồ sơ này đã có trong sổ."), _("Kiểm tra lại mã hồ sơ."))
    _not_future(at, now)
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
    _must(
        standing.state in (None, State.SUBMITTED),
        _("Hồ sơ này đã được tiếp nhận."),
        _("Mở hồ sơ đang có, hoặc nhập mã khác."),
    )
    _not_future(at, now)
    _not_before_submission(standing, at)
    if manual_due is not None:
        _must(
            manual_due >= at.date(),
            _("Ngày hẹn trả sớm hơn ngày tiếp nhận."),
            _("Nhập ngày hẹn trả từ ngày tiếp nhận trở đi."),
        )
        _must(
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
    _must(
        standing.state is State.SUBMITTED,
        _("Chỉ từ chối tiếp nhận được hồ sơ đang chờ tiếp nhận."),
        _("Hồ sơ đã tiếp nhận thì ghi kết quả từ chối giải quyết."),
    )
    _not_future(at, now)
    _not_before_submission(standing, at)
    _needs_reason(reason)
    return Step(ev.Event(at, ev.Declined(reason)))


def hand_over(
    standing: ev.Standing, at: datetime, now: datetime, department: str, officer: str = "", note: str = ""
) -> Step:
    """Passed on to a department or an officer."""
    _must_be_open(standing)
    _in_order(standing, at, now)
    return Step(ev.Event(at, ev.HandedOver(department, officer, note)))


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
    with a warning, it is not blocked. The days to complete it are calendar days, so the last one is
    a working day (BLDS 2015 art. 148.5).
    """
    _must(
        standing.state in (State.ACCEPTED, State.PROCESSING),
        _("Chỉ yêu cầu bổ sung được khi hồ sơ đang giải quyết."),
        _("Xem trạng thái hồ sơ trong phần lịch sử."),
    )
    _in_order(standing, at, now)
    rule = rules.version.supplement
    warnings = []
    if standing.supplements >= rule.most:
        warnings.append(_("Đã yêu cầu bổ sung {n} lần, quá số lần cho phép.").format(n=standing.supplements))
    assert standing.accepted_on is not None
    latest = rules.calendar.add(standing.accepted_on, rule.notice_days)
    if at.date() > latest:
        warnings.append(
            _("Thông báo bổ sung muộn: hạn thông báo là ngày {day}.").format(day=short_date(latest))
        )
    by = rules.calendar.next_working(at.date() + timedelta(days=rule.wait_days))
    return Step(ev.Event(at, ev.SupplementAsked(what, reason, ground, by)), tuple(warnings))


def resume(standing: ev.Standing, at: datetime, now: datetime, rules: Rules) -> Step:
    """Complete again: the limit restarts from zero (NĐ 118/2025 art. 19.5), or the days waited are
    added where specialised law says that the limit pauses. Completed too late is recorded with a
    warning. A due date that was set by hand on a procedure without limit stays."""
    _must(
        standing.state is State.AWAITING_SUPPLEMENT,
        _("Hồ sơ không chờ bổ sung."),
        _("Chỉ ghi nhận bổ sung cho hồ sơ đang chờ bổ sung."),
    )
    _in_order(standing, at, now)
    warnings = []
    wait = standing.wait
    if wait and wait.complete_by and at.date() > wait.complete_by:
        warnings.append(
            _("Bổ sung muộn: hạn bổ sung là ngày {day}.").format(day=short_date(wait.complete_by))
        )
    new = _due_after_wait(standing, at, rules)
    if new is None:
        return Step(ev.Event(at, ev.Resumed(standing.lawful_due, standing.due_time)), tuple(warnings))
    return Step(ev.Event(at, ev.Resumed(new.on, new.at)), (*warnings, *_tentative(new)))


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
    _must_be_open(standing)
    _in_order(standing, at, now)
    _needs_reason(reason)
    _must(
        standing.redates == 0,
        _("Hồ sơ đã hẹn lại một lần; không được hẹn lại lần nữa."),
        _("Nghị định 118/2025/NĐ-CP, Điều 19 khoản 6: hẹn lại không quá một lần."),
    )
    if standing.lawful_due is None:
        raise RuleError(_("Hồ sơ không có ngày hẹn trả để hẹn lại."), _("Ghi kết quả khi giải quyết xong."))
    _must(
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
    _must_be_result(outcome)
    _must(
        standing.state is not State.AWAITING_SUPPLEMENT,
        _("Hồ sơ đang chờ bổ sung, chưa thể ghi kết quả."),
        _("Ghi nhận bổ sung trước, hoặc đóng hồ sơ nếu đã hết hạn chờ."),
    )
    _must_be_open(standing)
    _in_order(standing, at, now)
    if outcome is Outcome.REFUSED:
        _needs_reason(reason)
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
    _must(
        standing.state in (State.RESULT_READY, State.RETURNED),
        _("Hồ sơ chưa có kết quả để đính chính."),
        _("Ghi kết quả trước."),
    )
    _must_be_result(outcome)
    _in_order(standing, at, now)
    _needs_reason(reason)
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
    _must(
        standing.state is State.RESULT_READY,
        _("Hồ sơ chưa có kết quả, hoặc kết quả đã trả."),
        _("Chỉ trả được kết quả đang chờ ở bộ phận một cửa."),
    )
    _in_order(standing, at, now)
    return Step(ev.Event(at, ev.Returned(way)))


def stop(standing: ev.Standing, at: datetime, now: datetime, reason: str = "") -> Step:
    """Ended at the applicant's wish, before the decision (NĐ 118/2025 art. 21)."""
    _must_be_open(standing)
    _in_order(standing, at, now)
    return Step(ev.Event(at, ev.Stopped(reason)))


def close(standing: ev.Standing, at: datetime, now: datetime, reason: str = "") -> Step:
    """Ended because the supplement did not come in time (NĐ 118/2025 art. 11.2c)."""
    wait = standing.wait
    if standing.state is not State.AWAITING_SUPPLEMENT or wait is None:
        raise RuleError(
            _("Chỉ đóng được hồ sơ đang chờ bổ sung."), _("Người nộp xin rút thì dùng lệnh dừng giải quyết.")
        )
    _in_order(standing, at, now)
    early = wait.complete_by is not None and at.date() <= wait.complete_by
    warnings = (_("Đóng khi chưa hết thời hạn chờ bổ sung."),) if early else ()
    return Step(ev.Event(at, ev.Closed(reason)), warnings)


def _due_after_wait(standing: ev.Standing, at: datetime, rules: Rules) -> Due | None:
    """The new lawful due date, None where there is nothing to compute it from."""
    limit, due_on, asked_on = rules.limit, standing.lawful_due, standing.waiting_since
    if limit is None or due_on is None or asked_on is None:
        return None
    if rules.version.supplement.effect is SupplementEffect.RESTART:
        return rules.due(at)
    return paused(limit, due_on, asked_on, at.date(), rules.calendar, at=standing.due_time)


def _tentative(due: Due) -> tuple[str, ...]:
    return () if due.confirmed else (_("Ngày hẹn trả tạm tính: lịch nghỉ chưa được xác nhận."),)


def _must(condition: bool, message: str, hint: str) -> None:
    if not condition:
        raise RuleError(message, hint)


def _must_be_open(standing: ev.Standing) -> None:
    state = standing.state
    _must(
        state is not None and state.open,
        _("Hồ sơ chưa tiếp nhận hoặc đã kết thúc."),
        _("Chỉ làm được việc này với hồ sơ đang giải quyết."),
    )


def _must_be_result(outcome: Outcome) -> None:
    _must(
        outcome in (Outcome.GRANTED, Outcome.REFUSED),
        _("Kết quả chỉ có thể là giải quyết hoặc từ chối giải quyết."),
        _("Dừng và đóng hồ sơ có lệnh riêng."),
    )


def _not_future(at: datetime, now: datetime) -> None:
    _must(
        at.date() <= now.date(),
        _("Ngày {day} ở tương lai.").format(day=short_date(at.date())),
        _("Nhập ngày hôm nay hoặc ngày đã qua."),
    )


def _not_before_submission(standing: ev.Standing, at: datetime) -> None:
    _must(
        standing.submitted_at is None or at >= standing.submitted_at,
        _("Ngày giờ này sớm hơn thời điểm nộp hồ sơ."),
        _("Sửa ngày giờ cho đúng."),
    )


def _in_order(standing: ev.Standing, at: datetime, now: datetime) -> None:
    """Not in the future, not before acceptance, and not before the step that made the present state:
    told in the order of days, such a history would end in another state."""
    _not_future(at, now)
    accepted, latest = standing.accepted_on, _last_turn(standing)
    _must(
        accepted is None or at.date() >= accepted,
        _("Ngày {day} sớm hơn ngày tiếp nhận.").format(day=short_date(at.date())),
        _("Nhập ngày từ ngày tiếp nhận trở đi."),
    )
    if latest is not None and at.date() < latest:
        raise RuleError(
            _("Ngày {day} sớm hơn bước đã ghi ngày {latest}.").format(
                day=short_date(at.date()), latest=short_date(latest)
            ),
            _("Nhập ngày từ bước đó trở đi, hoặc hoàn tác bước đó trước."),
        )


def _last_turn(standing: ev.Standing) -> date | None:
    """The last day on which waiting began or ended, or the result came."""
    turns = [w.ended_on or w.asked_on for w in standing.waits if w.kind is not WaitKind.CONSULTATION]
    if standing.finished_on is not None:
        turns.append(standing.finished_on)
    return max(turns, default=None)


def _needs_reason(reason: str) -> None:
    _must(bool(reason.strip()), _("Cần ghi lý do."), _("Ghi lý do và căn cứ."))
