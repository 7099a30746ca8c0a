"""The due dates of the open dossiers, for a calendar program."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from motcua_tui.domain.periods import Period
from motcua_tui.domain.typed_dates import short_date
from motcua_tui.reports.calendar_feed import DueEntry, feed
from motcua_tui.services import browse
from motcua_tui.services.browse import Listed, View
from motcua_tui.services.desk import Desk
from motcua_tui.storage.reads.dossiers import Sort, SortKey

_WINDOW: Final = 1_000


@dataclass(frozen=True, slots=True)
class FeedRequest:
    """What to tell: due within so many working days, of one department; names only where asked for."""

    within: int | None = None
    department: str | None = None
    with_names: bool = False


def due_feed(desk: Desk, request: FeedRequest) -> Iterator[str]:
    """The lines of an iCalendar file: one event a dossier whose limit runs, the overdue ones among them.

    Dossiers that wait for their applicant are left out: nothing falls due meanwhile.
    """
    zone = ZoneInfo(desk.settings.zone)
    stamp = desk.now().replace(tzinfo=zone).astimezone(UTC)
    entries = (_entry(desk, listed, request, zone) for listed in _due(desk, request))
    return feed(entries, name=f"{desk.settings.desk}: hạn trả hồ sơ", stamp=stamp)


def _due(desk: Desk, request: FeedRequest) -> Iterator[Listed]:
    wanted = replace(browse.query(desk, View.OPEN), department=request.department)
    if request.within is not None:
        last = desk.calendar.add(desk.today(), request.within + 1) - timedelta(days=1)
        wanted = replace(wanted, due=Period(date.min, last + timedelta(days=1)))
    total = browse.count(desk, wanted)
    for first in range(0, total, _WINDOW):
        for listed in browse.window(desk, wanted, Sort(SortKey.DUE), first, _WINDOW):
            if listed.line.due_on is not None and listed.line.waiting_since is None:
                yield listed


def _entry(desk: Desk, listed: Listed, request: FeedRequest, zone: ZoneInfo) -> DueEntry:
    line = listed.line
    assert line.due_on is not None
    due: date | datetime = line.due_on
    if line.due_time is not None:
        due = datetime.combine(line.due_on, line.due_time, zone).astimezone(UTC)
    facts = [
        line.procedure,
        f"Lĩnh vực: {line.field}" if line.field else "",
        f"Đơn vị: {line.department}" if line.department else "",
        f"Người nộp: {line.applicant}" if request.with_names else "",
        f"Cán bộ: {line.officer}" if request.with_names and line.officer else "",
        f"Đã hẹn lại: {short_date(line.promised_due)}" if line.promised_due else "",
        "Ngày tạm tính: lịch chưa xác nhận" if listed.tentative else "",
    ]
    summary = f"Hạn trả {line.code}" + (f" · {line.applicant}" if request.with_names else "")
    return DueEntry(
        uid=f"{line.code}@{desk.settings.agency_id}.motcua",
        due=due,
        summary=summary,
        description="\n".join(filter(None, facts)),
        category=line.field,
    )
