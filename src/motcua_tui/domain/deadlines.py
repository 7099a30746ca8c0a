"""The due date of a dossier from its limit, and why it is that day.

Here: counting a limit, explaining it day by day, what a supplement does to it, the last day
for an apology. Not here: which due date a statistic judges by (``domain.timeliness``).

Day 0 is the day of acceptance and is not counted; hour-terms begin at the moment itself
(Civil Code 2015, art. 147; NĐ 118/2025/NĐ-CP, art. 17.3). Day-terms are dates; only hour-
and half-day terms carry a time.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from motcua_tui.domain.codes import Unit
from motcua_tui.errors import InputError
from motcua_tui.i18n import _

if TYPE_CHECKING:
    from motcua_tui.domain.calendar import CalendarDay, WorkCalendar
    from motcua_tui.domain.limits import TimeLimit
    from motcua_tui.domain.office import OfficeHours

FIFTEEN: Final = time(15)
"""After this hour a procedure may count from the next working day (NĐ 118/2025, art. 18.2)."""

DAY_ZERO: Final = "BLDS 2015, Điều 147"
FROM_THE_MOMENT: Final = "BLDS 2015, Điều 147 khoản 1"
ROLL_OVER: Final = "BLDS 2015, Điều 148 khoản 5"
AFTER_15H: Final = "NĐ 118/2025/NĐ-CP, Điều 18 khoản 2"
WEEKEND: Final = "QĐ 188/1999/QĐ-TTg"


@dataclass(frozen=True, slots=True)
class Due:
    """The last day of a limit, with a time for hour- and half-day terms only.

    ``confirmed`` is false when the count passes the confirmed part of the calendar (tạm tính).
    """

    on: date
    at: time | None
    confirmed: bool


@dataclass(frozen=True, slots=True)
class ExplainedDay:
    """One day between acceptance and due date: counted or not, as which day, and why."""

    on: date
    counted: bool
    number: int | None
    reason: str
    source: str


def due(
    limit: TimeLimit,
    accepted: datetime,
    calendar: WorkCalendar,
    office: OfficeHours,
    *,
    after_15h: bool = False,
) -> Due:
    """When ``limit`` ends for a dossier accepted at ``accepted`` (local time).

    Working days skip days off and count make-up days. Calendar days count all; when the last
    is a day off, the term ends on the next working day (Civil Code 2015, art. 148.5). A limit
    of 0 days ends the same day, or on the next working day. ``after_15h`` moves the first day
    of a dossier accepted after 15:00 to the next working day; hour-terms are never moved.
    """
    start = _first_day(accepted, limit, calendar) if after_15h else accepted
    moment = _end(limit, start, calendar, office)
    confirmed = calendar.confirmed(accepted.date(), moment.date())
    return Due(moment.date(), moment.time() if limit.timed else None, confirmed)


def explain(
    limit: TimeLimit,
    accepted: datetime,
    calendar: WorkCalendar,
    office: OfficeHours,
    *,
    after_15h: bool = False,
) -> tuple[ExplainedDay, ...]:
    """Every day from acceptance to the due day: counted or not, why, and by which document."""
    start = _first_day(accepted, limit, calendar) if after_15h else accepted
    end = _end(limit, start, calendar, office)
    days = _dates(start.date(), end.date())
    if limit.unit is Unit.WORKING_HOURS:
        return tuple(_explain_hours(day, start, end, calendar, office) for day in days)
    waited = _dates(accepted.date(), start.date())[:-1]
    before = tuple(_explain_wait(day, accepted.date(), calendar) for day in waited)
    if limit.unit is Unit.DAYS or not limit.amount:
        last = start.date() + timedelta(days=int(limit.amount))
        return before + tuple(_explain_calendar_day(day, start.date(), last, calendar) for day in days)
    rows = [_explain_working_day(day, start.date(), calendar) for day in days]
    if limit.amount % 1:
        reason = _("Nửa ngày, hết lúc {time}").format(time=f"{end:%H:%M}")
        source = rows[-1].source if rows[-1].number else ""
        rows[-1] = replace(rows[-1], counted=True, reason=reason, source=source)
    return before + tuple(rows)


def restarted(
    limit: TimeLimit,
    completed: datetime,
    calendar: WorkCalendar,
    office: OfficeHours,
    *,
    after_15h: bool = False,
) -> Due:
    """The due date after a supplement that begins the limit anew (NĐ 118/2025, art. 19.5)."""
    return due(limit, completed, calendar, office, after_15h=after_15h)


def paused(
    limit: TimeLimit,
    due_on: date,
    asked_on: date,
    completed_on: date,
    calendar: WorkCalendar,
    *,
    at: time | None = None,
) -> Due:
    """The due date after a supplement that only stopped the clock.

    The days in ``(asked_on, completed_on]`` are added in the unit of the limit, working days
    for hour-terms; a time of day ``at`` is kept. Raises ``InputError`` when the supplement was
    complete before it was asked for.
    """
    if completed_on < asked_on:
        raise InputError(
            _("Ngày bổ sung xong sớm hơn ngày yêu cầu bổ sung."), _("Kiểm tra lại hai ngày vừa nhập.")
        )
    if limit.unit is Unit.DAYS:
        moved = calendar.next_working(_later(due_on, (completed_on - asked_on).days))
    else:
        moved = calendar.add(due_on, calendar.count(asked_on, completed_on))
    return Due(moved, at, calendar.confirmed(asked_on, moved))


def last_apology_day(due_on: date, calendar: WorkCalendar) -> date:
    """The last day to apologise and re-date: the last working day before (NĐ 118/2025, art. 19.6)."""
    return calendar.subtract(due_on, 1)


def _first_day(accepted: datetime, limit: TimeLimit, calendar: WorkCalendar) -> datetime:
    """The start of the count under the option "after 15:00 from the next working day"."""
    late = accepted.time() > FIFTEEN and calendar.is_working(accepted.date())
    if limit.unit is Unit.WORKING_HOURS or not late:
        return accepted
    return datetime.combine(calendar.add(accepted.date(), 1), time.min)


def _end(limit: TimeLimit, start: datetime, calendar: WorkCalendar, office: OfficeHours) -> datetime:
    """The end of the limit; the time of day means something for timed limits only."""
    day = start.date()
    if limit.unit is Unit.WORKING_HOURS:
        return office.add_minutes(start, int(limit.amount * 60))
    if limit.unit is Unit.DAYS:
        last = calendar.next_working(_later(day, int(limit.amount)))
    elif limit.amount % 1:
        within = start.time() if calendar.is_working(day) else time.max
        return office.half_day(datetime.combine(calendar.add(day, int(limit.amount)), within))
    else:
        last = calendar.next_working(calendar.add(day, int(limit.amount)))
    return datetime.combine(last, time.min)


def _later(day: date, days: int) -> date:
    """So many calendar days later, or the last date there is, which the calendar refuses."""
    return date.fromordinal(min(day.toordinal() + days, date.max.toordinal()))


def _dates(first: date, last: date) -> list[date]:
    return [first + timedelta(days=ahead) for ahead in range((last - first).days + 1)]


def _explain_wait(day: date, accepted_on: date, calendar: WorkCalendar) -> ExplainedDay:
    """A day before the first one, under the option "after 15:00"."""
    if day == accepted_on:
        reason = _("Tiếp nhận sau 15 giờ, tính từ ngày làm việc tiếp theo")
        return ExplainedDay(day, counted=False, number=None, reason=reason, source=AFTER_15H)
    return _skipped(day, calendar)


def _explain_working_day(day: date, start: date, calendar: WorkCalendar) -> ExplainedDay:
    if day == start:
        return _day_zero(day)
    if not calendar.is_working(day):
        return _skipped(day, calendar)
    row = calendar.exception(day)
    reason, source = (_made_up(row), row.source) if row else (_("Ngày làm việc"), "")
    return ExplainedDay(day, counted=True, number=calendar.count(start, day), reason=reason, source=source)


def _explain_calendar_day(day: date, start: date, last: date, calendar: WorkCalendar) -> ExplainedDay:
    """A day of a term that ends on ``last``, or on the next working day; of a term of 0 days too."""
    working = calendar.is_working(day)
    if day == start:
        same_day = ExplainedDay(
            day, counted=False, number=None, reason=_("Trả trong ngày tiếp nhận"), source=""
        )
        return same_day if day == last and working else _day_zero(day)
    if day > last:
        reason = _("Hết hạn vào ngày làm việc tiếp theo")
        rolled = ExplainedDay(day, counted=False, number=None, reason=reason, source=ROLL_OVER)
        return rolled if working else _skipped(day, calendar)
    counted = ExplainedDay(day, counted=True, number=(day - start).days, reason=_("Tính mọi ngày"), source="")
    if working:
        return counted
    off = _skipped(day, calendar)
    if day == last:
        reason = _("{reason}: ngày cuối là ngày nghỉ, chuyển sang ngày làm việc tiếp theo")
        return replace(counted, reason=reason.format(reason=off.reason), source=ROLL_OVER)
    return replace(counted, reason=_("{reason}, vẫn tính").format(reason=off.reason), source=off.source)


def _explain_hours(
    day: date, start: datetime, end: datetime, calendar: WorkCalendar, office: OfficeHours
) -> ExplainedDay:
    if not calendar.is_working(day):
        return _skipped(day, calendar)
    midnight = datetime.combine(day, time.min)
    minutes = office.minutes_between(max(start, midnight), min(end, midnight + timedelta(days=1)))
    if not minutes:
        reason = _("Ngoài giờ làm việc")
    elif day == start.date():
        reason = _("Tính từ lúc {time}: {minutes} phút").format(time=f"{start:%H:%M}", minutes=minutes)
    else:
        reason = _("Tính {minutes} phút giờ làm việc").format(minutes=minutes)
    source = FROM_THE_MOMENT if day == start.date() else ""
    return ExplainedDay(day, counted=minutes > 0, number=None, reason=reason, source=source)


def _day_zero(day: date) -> ExplainedDay:
    reason = _("Ngày đầu của thời hạn, không tính")
    return ExplainedDay(day, counted=False, number=None, reason=reason, source=DAY_ZERO)


def _skipped(day: date, calendar: WorkCalendar) -> ExplainedDay:
    row = calendar.exception(day)
    reason, source = (row.label, row.source) if row else (_("Cuối tuần"), WEEKEND)
    return ExplainedDay(day, counted=False, number=None, reason=reason, source=source)


def _made_up(row: CalendarDay) -> str:
    if row.replaces is None:
        return row.label
    return _("{label} cho ngày {day}").format(label=row.label, day=f"{row.replaces:%d/%m/%Y}")
