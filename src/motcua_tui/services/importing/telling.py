"""The dates and the status of a register's row into the history of a dossier.

History is told as it was: nothing is checked against the rules of ``lifecycle``, and what is odd is
listed as a warning. Dates decide; the status only says how a dossier ended.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import cache, lru_cache
from typing import NamedTuple

from motcua_tui.domain import events as ev
from motcua_tui.domain.catalogue import ProcedureVersion
from motcua_tui.domain.codes import Outcome, ReturnWay, SupplementEffect, Unit
from motcua_tui.domain.deadlines import FIFTEEN, Due, last_apology_day, paused, restarted
from motcua_tui.errors import InputError
from motcua_tui.i18n import _
from motcua_tui.services.desk import Desk
from motcua_tui.services.importing.due_reasons import why_differs
from motcua_tui.services.importing.result import Notes
from motcua_tui.services.importing.vocabulary import Status

Told = tuple[datetime, ev.Happening]

# Registers tell the same few over and over.
_accepted = lru_cache(maxsize=4096)(ev.Accepted)
_handed_over = lru_cache(maxsize=4096)(ev.HandedOver)
_returned = cache(ev.Returned)


class Dates(NamedTuple):
    """The moments of one row, by our column names; midnight where the sheet says only the day."""

    submitted: datetime | None = None
    accepted: datetime | None = None
    due: datetime | None = None
    handed_over: datetime | None = None
    supplement_asked: datetime | None = None
    supplement_done: datetime | None = None
    payment_asked: datetime | None = None
    promised_due: datetime | None = None
    finished: datetime | None = None
    returned: datetime | None = None


class Facts(NamedTuple):
    """What one row says happened."""

    row: int
    dates: Dates
    status: Status | None = None
    department: str = ""
    officer: str = ""
    result_number: str = ""
    late_cause: str = ""
    way: ReturnWay = ReturnWay.DESK


class Teller:
    """Tells the events of one row after the other; oddities go to ``notes``."""

    def __init__(self, desk: Desk, notes: Notes, header_row: int) -> None:
        self._desk = desk
        self._now = desk.now()
        self._notes = notes
        self._header_row = header_row
        self._dues: dict[tuple[int, date, bool], Due | None] = {}

    def events(self, facts: Facts, version: ProcedureVersion) -> list[ev.Event]:
        """The history in order. ``facts`` has an acceptance or at least a submission."""
        told = self._before_acceptance(facts) if facts.dates.accepted is None else self._told(facts, version)
        return [ev.Event(at, what, number) for number, (at, what) in enumerate(told, 1)]

    def _told(self, facts: Facts, version: ProcedureVersion) -> list[Told]:
        """The sheet's due date is both the one on the receipt and the lawful one; without it the
        rules give them.
        """
        dates = facts.dates
        assert dates.accepted is not None
        events = self._submission(facts, dates.accepted)
        engine = self._due(facts.row, version, dates.accepted)
        supplement, lawful = self._supplement(facts, version, engine)
        if dates.due is not None:
            engine, lawful = self._told_due(facts, version, dates.due.date(), engine, lawful)
        on, at = (engine.on, engine.at) if engine else (None, None)
        events.append((dates.accepted, _accepted(on, at)))
        if dates.handed_over is not None:
            events.append((dates.handed_over, _handed_over(facts.department, facts.officer)))
        events += supplement
        if dates.promised_due is not None:
            apologised = self._apologised_at(dates.accepted, lawful)
            events.append((apologised, ev.ReDated(dates.promised_due.date(), "")))
        events += self._payment(facts, dates.accepted)
        events += self._end(facts)
        self._note_oddities(facts.row, dates, on)
        return events

    def _before_acceptance(self, facts: Facts) -> list[Told]:
        assert facts.dates.submitted is not None
        events: list[Told] = [(facts.dates.submitted, ev.Submitted())]
        if facts.status is Status.DECLINED:
            events.append((facts.dates.finished or facts.dates.submitted, ev.Declined("")))
        return events

    def _submission(self, facts: Facts, accepted: datetime) -> list[Told]:
        submitted = facts.dates.submitted
        if submitted is None:
            return []
        if submitted.date() > accepted.date():
            self._notes.warn(facts.row, _("Ngày nộp sau ngày tiếp nhận: không ghi ngày nộp."))
            return []
        return [(submitted, ev.Submitted())]

    def _due(self, row: int, version: ProcedureVersion, accepted: datetime) -> Due | None:
        """What the rules give; remembered, because many dossiers of a procedure come in on one day."""
        if version.limit is None and not version.at_once:
            return None
        key = (version.id, *_what_matters(accepted, version))
        if key not in self._dues:
            try:
                self._dues[key] = self._desk.rules(version).due(accepted)
            except InputError as error:
                self._notes.warn(row, error.message)
                self._dues[key] = None
        return self._dues[key]

    def _told_due(
        self, facts: Facts, version: ProcedureVersion, told: date, engine: Due | None, lawful: Due | None
    ) -> tuple[Due, Due]:
        """The sheet's due date instead of the engine's, with its time of day where they agree."""
        if lawful is not None and told != lawful.on:
            assert facts.dates.accepted is not None
            before = engine.on if engine is not None and engine != lawful else None
            why = why_differs(self._desk, version, facts.dates.accepted, told, before)
            self._notes.differs(facts.row, told, lawful.on, why)
        at = engine.at if engine is not None and engine.on == told else None
        due = Due(told, at, confirmed=True)
        return due, due

    def _supplement(
        self, facts: Facts, version: ProcedureVersion, engine: Due | None
    ) -> tuple[list[Told], Due | None]:
        """Asked and completed, and the lawful due date that follows (NĐ 118/2025 art. 19.5)."""
        dates = facts.dates
        asked, done = dates.supplement_asked, dates.supplement_done
        accepted, finished = dates.accepted, dates.finished
        if asked is None and done is None:
            return [], engine
        steps = [moment.date() for moment in (accepted, asked, done, finished) if moment is not None]
        if asked is None or steps != sorted(steps):
            self._notes.warn(
                facts.row, _("Ngày yêu cầu bổ sung và ngày bổ sung không khớp các ngày khác: không ghi.")
            )
            return [], engine
        by = asked.date() + timedelta(days=version.supplement.wait_days)
        events: list[Told] = [(asked, ev.SupplementAsked("", complete_by=by))]
        if done is None:
            return events, engine
        lawful = self._after_supplement(version, engine, asked.date(), done)
        told = dates.due
        on, at = (lawful.on, lawful.at) if lawful else (None, None)
        resumed = ev.Resumed(told.date()) if told is not None else ev.Resumed(on, at)
        return [*events, (done, resumed)], lawful

    def _after_supplement(
        self, version: ProcedureVersion, engine: Due | None, asked: date, done: datetime
    ) -> Due | None:
        if version.limit is None or engine is None:
            return engine
        if version.supplement.effect is SupplementEffect.RESTART:
            return restarted(version.limit, done, self._desk.calendar, self._desk.office)
        return paused(version.limit, engine.on, asked, done.date(), self._desk.calendar)

    def _apologised_at(self, accepted: datetime, lawful: Due | None) -> datetime:
        """Registers keep the new date, not the day of the apology: the last day on which it is in time."""
        if lawful is None:
            return accepted
        last = last_apology_day(lawful.on, self._desk.calendar)
        return max(accepted, min(datetime.combine(last, time.min), self._now))

    def _payment(self, facts: Facts, accepted: datetime) -> list[Told]:
        """Waiting for the applicant's payment, which registers tell while it lasts; the clock runs on."""
        if facts.status is not Status.AWAITING_PAYMENT or facts.dates.finished or facts.dates.returned:
            return []
        asked = facts.dates.payment_asked
        if asked is None or asked.date() < accepted.date():
            self._notes.warn(
                facts.row, _("Chờ thanh toán nhưng không rõ ngày yêu cầu: coi là đang giải quyết.")
            )
            return []
        return [(asked, ev.PaymentAsked())]

    def _end(self, facts: Facts) -> list[Told]:
        row, status = facts.row, facts.status
        finished, returned = facts.dates.finished, facts.dates.returned
        if finished is None and returned is not None:
            finished = returned
            self._notes.warn_once(
                self._header_row, _("Có hồ sơ chỉ ghi ngày trả: lấy ngày trả làm ngày có kết quả.")
            )
        if finished is None:
            self._note_unended(facts)
            return []
        if status is not None and not status.ended:
            self._notes.warn(row, _("Tình trạng ghi chưa kết thúc nhưng có ngày có kết quả: lấy theo ngày."))
        if status in (Status.STOPPED, Status.CLOSED):
            if facts.dates.returned is not None:
                self._notes.warn(row, _("Hồ sơ dừng hoặc đóng không có kết quả để trả: không ghi ngày trả."))
            ending = ev.Stopped() if status is Status.STOPPED else ev.Closed()
            return [(finished, ending)]
        if returned is None and status is Status.RETURNED:
            returned = finished
            self._notes.warn_once(
                self._header_row,
                _("Có hồ sơ đã trả kết quả mà không ghi ngày trả: lấy ngày có kết quả làm ngày trả."),
            )
        outcome = Outcome.REFUSED if status is Status.REFUSED else Outcome.GRANTED
        ready = ev.ResultReady(outcome, facts.result_number, late_cause=facts.late_cause)
        events: list[Told] = [(finished, ready)]
        if returned is not None:
            events.append((returned, _returned(facts.way)))
        return events

    def _note_unended(self, facts: Facts) -> None:
        if facts.status is not None and facts.status.ended:
            self._notes.warn(
                facts.row,
                _("Đã kết thúc nhưng không có ngày (finished without a date): coi là đang giải quyết."),
            )
        if facts.status is Status.AWAITING_SUPPLEMENT and facts.dates.supplement_asked is None:
            self._notes.warn(facts.row, _("Chờ bổ sung nhưng không có ngày yêu cầu: coi là đang giải quyết."))

    def _note_oddities(self, row: int, dates: Dates, due_on: date | None) -> None:
        """What reports list as data warnings: see the manual's chapter on figures."""
        assert dates.accepted is not None
        accepted_on, today = dates.accepted.date(), self._now.date()
        if due_on is not None and due_on < accepted_on:
            self._notes.warn(row, _("Ngày hẹn trả trước ngày tiếp nhận."))
        if dates.finished is not None and dates.finished.date() < accepted_on:
            self._notes.warn(row, _("Ngày có kết quả trước ngày tiếp nhận."))
        if (
            dates.returned is not None
            and dates.finished is not None
            and dates.returned.date() < dates.finished.date()
        ):
            self._notes.warn(row, _("Ngày trả trước ngày có kết quả."))
        latest = max(dates.accepted, dates.finished or dates.accepted, dates.returned or dates.accepted)
        if latest.date() > today:
            self._notes.warn(row, _("Có ngày ở tương lai."))


def _what_matters(accepted: datetime, version: ProcedureVersion) -> tuple[date, bool]:
    """What of an acceptance can move the due date: the moment of it for hours and parts of a day, else the
    day, and whether it was after 15:00 where that moves the first day."""
    limit = version.limit
    if limit is not None and (limit.unit is Unit.WORKING_HOURS or limit.amount % 1 != 0):
        return accepted, False
    return accepted.date(), version.after_15h and accepted.time() > FIFTEEN
