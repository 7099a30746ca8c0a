"""Asking another agency for its opinion (lấy ý kiến): a limit of its own beside that of the dossier.

The clock of the dossier runs on; what the other agency is late is recorded as a cause of lateness.
The other verbs live in ``lifecycle``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from motcua_tui.domain import events as ev
from motcua_tui.domain.guards import in_order, must, must_be_open
from motcua_tui.domain.lifecycle import Step
from motcua_tui.domain.typed_dates import short_date
from motcua_tui.errors import RuleError
from motcua_tui.i18n import _


@dataclass(frozen=True, slots=True)
class Consultation:
    """One question to another agency, and the day of its answer."""

    agency: str
    asked_on: date
    answer_by: date | None = None
    answered_on: date | None = None

    def late(self, on: date) -> bool:
        """Answered after its own limit, or not answered by that day though the limit was over."""
        return self.answer_by is not None and (self.answered_on or on) > self.answer_by


def consult(
    standing: ev.Standing, at: datetime, now: datetime, agency: str, answer_by: date | None = None
) -> Step:
    """Ask another agency, with a limit of its own; the clock of the dossier runs on."""
    must_be_open(standing)
    must(
        standing.consultation is None,
        _("Hồ sơ đang lấy ý kiến, chưa có trả lời."),
        _("Ghi ý kiến trả lời trước; hỏi nhiều cơ quan cùng lúc thì ghi chung một lần."),
    )
    in_order(standing, at, now)
    must(bool(agency), _("Chưa ghi lấy ý kiến của cơ quan nào."), _("Ghi tên cơ quan được hỏi."))
    must(
        answer_by is None or answer_by >= at.date(),
        _("Hạn trả lời sớm hơn ngày lấy ý kiến."),
        _("Nhập hạn trả lời từ ngày lấy ý kiến trở đi, hoặc bỏ trống."),
    )
    return Step(ev.Event(at, ev.Consulted(agency, answer_by)))


def answer(standing: ev.Standing, at: datetime, now: datetime, note: str = "") -> Step:
    """The other agency answered; too late is recorded with a warning, as a cause of lateness."""
    asked = standing.consultation
    if asked is None:
        raise RuleError(
            _("Hồ sơ không đang lấy ý kiến."), _("Chỉ ghi ý kiến trả lời sau khi đã ghi lấy ý kiến.")
        )
    must_be_open(standing)
    in_order(standing, at, now)
    must(
        at.date() >= asked.asked_on,
        _("Ngày {day} sớm hơn ngày lấy ý kiến.").format(day=short_date(at.date())),
        _("Nhập ngày từ ngày lấy ý kiến trở đi."),
    )
    by = asked.complete_by
    warnings = (
        (_("Trả lời muộn: hạn trả lời là ngày {day}.").format(day=short_date(by)),)
        if by and at.date() > by
        else ()
    )
    return Step(ev.Event(at, ev.Answered(note)), warnings)


def consultations(events: Iterable[ev.Event]) -> tuple[Consultation, ...]:
    """Who was asked and when they answered, in the order of asking."""
    found: list[Consultation] = []
    for event in sorted(ev.that_count(events), key=lambda e: (e.on, e.number)):
        match event.what:
            case ev.Consulted(agency, answer_by):
                found.append(Consultation(agency, event.on, answer_by))
            case ev.Answered() if found:
                found[-1] = replace(found[-1], answered_on=event.on)
    return tuple(found)


def late_agencies(events: Iterable[ev.Event], on: date) -> tuple[str, ...]:
    """Who was asked and answered after their own limit, or had not answered by ``on`` though it was over;
    in the order of asking."""
    return tuple(dict.fromkeys(asked.agency for asked in consultations(events) if asked.late(on)))
