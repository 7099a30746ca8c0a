"""What the verbs of ``lifecycle`` check before a step: its state, its date, its reason.

Each function raises ``RuleError`` with a sentence for the clerk, or does nothing.
"""

from __future__ import annotations

from datetime import date, datetime

from motcua_tui.domain import events as ev
from motcua_tui.domain.codes import Outcome, WaitKind
from motcua_tui.domain.typed_dates import short_date
from motcua_tui.errors import RuleError
from motcua_tui.i18n import _


def must(condition: bool, message: str, hint: str) -> None:
    """Raise RuleError with the message and what to do instead, unless the condition holds."""
    if not condition:
        raise RuleError(message, hint)


def must_be_open(standing: ev.Standing) -> None:
    """Accepted and not finished."""
    state = standing.state
    must(
        state is not None and state.open,
        _("Hồ sơ chưa tiếp nhận hoặc đã kết thúc."),
        _("Chỉ làm được việc này với hồ sơ đang giải quyết."),
    )


def must_be_result(outcome: Outcome) -> None:
    """Granted or refused; stopping and closing are verbs of their own."""
    must(
        outcome in (Outcome.GRANTED, Outcome.REFUSED),
        _("Kết quả chỉ có thể là giải quyết hoặc từ chối giải quyết."),
        _("Dừng và đóng hồ sơ có lệnh riêng."),
    )


def not_future(at: datetime, now: datetime) -> None:
    """By local date: a result of this evening may be recorded at noon."""
    must(
        at.date() <= now.date(),
        _("Ngày {day} ở tương lai.").format(day=short_date(at.date())),
        _("Nhập ngày hôm nay hoặc ngày đã qua."),
    )


def not_before_submission(standing: ev.Standing, at: datetime) -> None:
    """What answers an online submission comes after it."""
    must(
        standing.submitted_at is None or at >= standing.submitted_at,
        _("Ngày giờ này sớm hơn thời điểm nộp hồ sơ."),
        _("Sửa ngày giờ cho đúng."),
    )


def in_order(standing: ev.Standing, at: datetime, now: datetime) -> None:
    """Not in the future, not before acceptance, not before the step that made the present state.

    Events are told in the order of days, so a step before the last wait or the result would leave
    the dossier in another state than the one that was decided upon.
    """
    not_future(at, now)
    accepted, latest = standing.accepted_on, _last_turn(standing)
    must(
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


def needs_reason(reason: str) -> None:
    """Some steps are only lawful with a reason (NĐ 118/2025 art. 19)."""
    must(bool(reason.strip()), _("Cần ghi lý do."), _("Ghi lý do và căn cứ."))
