"""Why the due date of a register is another than the one that the rules give, in a few words.

Registers are counted by hand. What people do differently is known, so each way is tried until one gives
the day of the register; where none does, the days that the register allowed are told beside the limit.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Final

from motcua_tui.domain.calendar import SATURDAY_AND_SUNDAY, WorkCalendar
from motcua_tui.domain.catalogue import ProcedureVersion
from motcua_tui.domain.codes import DayKind, Unit
from motcua_tui.domain.deadlines import due
from motcua_tui.domain.limits import TimeLimit
from motcua_tui.domain.numbers import group
from motcua_tui.domain.typed_dates import short_date
from motcua_tui.i18n import _
from motcua_tui.services.desk import Desk

_SUNDAY: Final = frozenset({6})


def why_differs(
    desk: Desk, version: ProcedureVersion, accepted: datetime, told: date, without_supplement: date | None
) -> str:
    """Why ``told`` is not the due date of a dossier of that version.

    ``without_supplement`` is the date that the rules give where the supplement is left out, None where
    there was none. The count is that of Civil Code 2015, art. 147 and 148, and NĐ 118/2025, art. 17–19.
    """
    on = accepted.date()
    if told < on:
        return _("sổ ghi ngày trước ngày tiếp nhận")
    if without_supplement == told:
        return _("sổ chưa tính lại hạn sau khi bổ sung hồ sơ")
    if without_supplement is not None:
        return _("sổ tính hạn sau bổ sung theo cách khác")
    limit = version.limit
    if limit is None:
        return _("danh mục ghi trả kết quả ngay trong ngày")
    ways = tuple(_ways_of_counting(desk, version, limit, accepted, told))
    return (
        _(" hoặc ").join(ways)
        or _on_a_day_off(desk.calendar, told)
        or _("sổ cho {n} ngày làm việc, danh mục ghi {limit}").format(
            n=group(desk.calendar.count(on, told)), limit=limit
        )
    )


def _ways_of_counting(
    desk: Desk, version: ProcedureVersion, limit: TimeLimit, accepted: datetime, told: date
) -> Iterator[str]:
    """The ways of counting by which a person comes to that day."""
    on, days = accepted.date(), int(limit.amount)
    if version.after_15h and due(limit, accepted, desk.calendar, desk.office).on == told:
        yield _("tiếp nhận sau 15 giờ mà sổ vẫn tính ngày hôm sau là ngày đầu")
        return
    if limit.timed or not days:
        return
    every_day = on + timedelta(days=days) == told
    if limit.unit is Unit.DAYS:
        if every_day:
            yield _("ngày cuối là ngày nghỉ mà sổ không chuyển sang ngày làm việc tiếp theo")
        if _is_working_day(desk.calendar, on, days, told):
            yield _("sổ chỉ đếm ngày làm việc, danh mục ghi {limit}").format(limit=limit)
        return
    if every_day:
        yield _("sổ đếm cả ngày nghỉ, danh mục ghi {limit}").format(limit=limit)
    if _is_working_day(desk.calendar, on, days - 1, told):
        yield _("sổ tính cả ngày tiếp nhận là một ngày")
    if _is_working_day(_without_swaps(desk.calendar, on.year, told.year), on, days, told):
        yield _("sổ không tính ngày nghỉ hoán đổi, ngày làm bù")
    elif _is_working_day(_week(SATURDAY_AND_SUNDAY), on, days, told):
        yield _("sổ không trừ ngày nghỉ lễ")
    if _is_working_day(_week(_SUNDAY), on, days, told):
        yield _("sổ tính thứ Bảy là ngày làm việc")


def _is_working_day(calendar: WorkCalendar, on: date, number: int, told: date) -> bool:
    """Whether ``told`` is that working day after ``on``, asked without leaving the years of the calendar."""
    return calendar.is_working(told) and calendar.count(on, told) == number


def _on_a_day_off(calendar: WorkCalendar, told: date) -> str:
    if calendar.is_working(told):
        return ""
    row = calendar.exception(told)
    return _("sổ hẹn vào ngày nghỉ {day} ({why})").format(
        day=short_date(told), why=row.label if row else _("cuối tuần")
    )


@lru_cache(maxsize=8)
def _without_swaps(calendar: WorkCalendar, first: int, last: int) -> WorkCalendar:
    """The days off of those years alone, as one counts who missed the notice of the days swapped."""
    rows = [row for year in range(first, last + 1) for row in calendar.days(year) if row.replaces is None]
    return WorkCalendar(
        (row for row in rows if row.kind is DayKind.OFF), confirmed_until=calendar.confirmed_until
    )


@lru_cache(maxsize=2)
def _week(weekend: frozenset[int]) -> WorkCalendar:
    """A calendar that knows weekends and nothing else."""
    return WorkCalendar((), confirmed_until=date.max, weekend=weekend)
