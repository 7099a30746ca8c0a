"""The lists that leave the desk: dossiers one by one, and procedures, each filled from the record.

What stands in which column is decided in ``reports.files.lists`` and ``reports.files.handing``.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from motcua_tui.domain.catalogue import ProcedureVersion
from motcua_tui.domain.codes import ReturnWay
from motcua_tui.domain.limits import TimeLimit
from motcua_tui.domain.numbers import percent_text
from motcua_tui.domain.periods import Period
from motcua_tui.domain.text import fold, sort_key
from motcua_tui.domain.timeliness import Timeliness
from motcua_tui.domain.typed_dates import short_date
from motcua_tui.reports.columns import CHANNELS
from motcua_tui.reports.files import handing, lists
from motcua_tui.reports.files.listing import UNNAMED
from motcua_tui.reports.files.paper import Paper
from motcua_tui.services import browse
from motcua_tui.services.browse import Listed, View
from motcua_tui.services.desk import Desk
from motcua_tui.services.printing import printing
from motcua_tui.storage.reads import catalogue as catalogue_reads
from motcua_tui.storage.reads import forms as reads
from motcua_tui.storage.reads.dossiers import Sort, SortKey
from motcua_tui.storage.reads.forms import RegisterLine

_WAYS: Final = {
    ReturnWay.DESK: "Tại bộ phận một cửa",
    ReturnWay.POST: "Bưu chính công ích",
    ReturnWay.ONLINE: "Trực tuyến",
}


def register(desk: Desk, period: Period, department: str = "") -> Paper:
    """Sổ theo dõi hồ sơ of what was accepted in a period."""
    entries = (
        lists.RegisterEntry(
            code=line.code,
            procedure=line.procedure,
            sets=line.sets,
            applicant=line.applicant,
            contact=", ".join(filter(None, (line.address, line.phone))),
            department=line.department,
            accepted_on=line.accepted_on,
            due_on=line.receipt_due,
            passed_on=line.passed_on,
            finished_on=line.finished_on,
            returned_on=line.returned_on,
            returned_by=_WAYS[line.returned_by] if line.returned_by else "",
            note=line.note,
        )
        for line in _of(department, _accepted(desk, period))
    )
    return lists.register(entries, period, printing(desk))


def reminders(desk: Desk, _period: Period, department: str = "") -> Paper:
    """Danh sách đôn đốc as of today: overdue, due, near, and those that nothing has happened to."""
    views = (View.OVERDUE, View.DUE_TODAY, View.NEAR, View.SILENT)
    found: dict[int, Listed] = {}
    for view in views:
        wanted = browse.query(desk, view)
        for listed in browse.window(desk, wanted, Sort(SortKey.DUE), 0, browse.count(desk, wanted)):
            if _is(department, listed.line.department):
                found.setdefault(listed.line.id, listed)
    entries = [
        lists.Reminder(
            listed.line.department,
            listed.line.code,
            listed.line.procedure,
            listed.line.officer,
            listed.line.due_on,
            _standing(listed),
        )
        for listed in found.values()
    ]
    entries.sort(key=lambda e: (sort_key(e.department), e.due_on or date.max, e.code))
    return lists.reminders(entries, desk.today(), printing(desk))


def _standing(listed: Listed) -> str:
    """Why a dossier is on the list of reminders; Vietnamese in every language."""
    match listed.timeliness, listed.days_left:
        case Timeliness.OVERDUE, int(left):
            return f"Quá hạn {-left} ngày làm việc"
        case Timeliness.OVERDUE, _:
            return "Quá hạn"
        case Timeliness.DUE_TODAY, _:
            return "Đến hạn hôm nay"
        case Timeliness.NEAR, left:
            return f"Còn {left} ngày làm việc"
        case _:
            last = listed.line.last_event_on
            return f"Không cập nhật từ {short_date(last)}" if last else "Không cập nhật"


def hand_over(desk: Desk, period: Period, department: str = "") -> Paper:
    """Phiếu bàn giao hồ sơ: what was first passed on in a period."""
    lines = reads.handed_over(desk.database.reader(), period, zone=desk.settings.zone)
    entries = [
        handing.HandOver(
            line.department,
            line.code,
            line.procedure,
            line.applicant,
            line.sets,
            line.accepted_on,
            line.receipt_due,
        )
        for line in _by_department(_of(department, lines))
    ]
    return handing.hand_over(entries, period, printing(desk))


def results(desk: Desk, period: Period, department: str = "") -> Paper:
    """Phiếu bàn giao kết quả: whose result came to the desk in a period."""
    lines = reads.results(desk.database.reader(), period, zone=desk.settings.zone)
    entries = [
        handing.ResultHandOver(
            line.department,
            line.code,
            line.procedure,
            line.applicant,
            line.result_number,
            line.finished_on,
        )
        for line in _by_department(_of(department, lines))
    ]
    return handing.results(entries, period, printing(desk))


def posted(desk: Desk, period: Period, department: str = "") -> Paper:
    """Phiếu bàn giao cho bưu chính: whose result went out by post in a period."""
    lines = reads.returned(desk.database.reader(), period, ReturnWay.POST, zone=desk.settings.zone)
    entries = [
        handing.Posted(line.code, line.applicant, line.address, line.phone, line.result_number)
        for line in _of(department, lines)
    ]
    return handing.posted(entries, period, printing(desk))


def fees(desk: Desk, period: Period, department: str = "") -> Paper:
    """Bảng kê thu phí, lệ phí of what was accepted in a period."""
    entries = [
        handing.Fee(
            line.code,
            line.procedure,
            line.applicant,
            line.accepted_on,
            line.paid_online,
            line.fee_receipt,
            line.fee_collector,
            line.fee,
        )
        for line in _of(department, _accepted(desk, period))
        if line.fee
    ]
    return handing.fees(entries, period, printing(desk))


def filed_by_officer(desk: Desk, period: Period, department: str = "") -> Paper:
    """The online dossiers of a period that an officer filed for the applicant."""
    online = [line for line in _of(department, _accepted(desk, period)) if line.channel.online]
    found = [
        lists.FiledByOfficer(
            line.code,
            line.procedure,
            line.applicant,
            CHANNELS[line.channel],
            line.accepted_on,
            line.department,
            line.officer,
        )
        for line in _by_department(line for line in online if line.filed_by_officer)
    ]
    return lists.filed_by_officer(found, len(online), period, printing(desk))


def shortened_limits(desk: Desk, period: Period) -> Paper:
    """The procedures in force on the last day whose local limit is not the legal one."""
    on = period.last
    compared = [
        (version, version.legal_limit, version.limit)
        for version in _in_force(desk, on)
        if version.legal_limit is not None and version.limit is not None
    ]
    found = [
        lists.ShortenedLimit(
            version.code,
            f"{version.name} ({version.case})" if version.case else version.name,
            version.field,
            str(legal),
            str(local),
            _cut(legal, local),
            version.valid_from,
            version.decision,
        )
        for version, legal, local in compared
        if legal != local
    ]
    return lists.shortened_limits(found, len(compared), on, printing(desk))


def _cut(legal: TimeLimit, local: TimeLimit) -> str:
    """By how much the local limit is shorter; limits of two units are not compared."""
    if legal.unit is not local.unit:
        return "Khác đơn vị"
    if legal.amount < local.amount:
        return f"Dài hơn {TimeLimit(local.amount - legal.amount, legal.unit)}"
    cut = legal.amount - local.amount
    return f"{TimeLimit(cut, legal.unit)} ({percent_text(int(cut * 100), int(legal.amount * 100))})"


def unused_online(desk: Desk, period: Period) -> Paper:
    """The procedures with online service to which nobody applied online in a period."""
    received = reads.received(desk.database.reader(), period)
    served = {v.procedure_id: v for v in _in_force(desk, period.last) if v.online is not None}
    found = []
    for procedure, version in served.items():
        total, online = received.get(procedure, (0, 0))
        if not online and version.online is not None:
            level = CHANNELS[version.online]
            found.append(lists.UnusedService(version.code, version.name, version.field, level, total))
    return lists.unused_services(found, len(served), period, printing(desk))


def _accepted(desk: Desk, period: Period) -> list[RegisterLine]:
    return reads.register(desk.database.reader(), period, zone=desk.settings.zone)


def _of(department: str, lines: Iterable[RegisterLine]) -> list[RegisterLine]:
    """The lines of a department, whatever its accents and case; all for an empty name."""
    return [line for line in lines if _is(department, line.department)]


def _is(wanted: str, department: str) -> bool:
    return not wanted or fold(department or UNNAMED) == fold(wanted)


def _by_department(lines: Iterable[RegisterLine]) -> list[RegisterLine]:
    return sorted(lines, key=lambda line: sort_key(line.department))


def _in_force(desk: Desk, on: date) -> list[ProcedureVersion]:
    """The versions in force on a day, by field and name."""
    versions = (v for v in catalogue_reads.versions(desk.database.reader()) if v.in_force(on))
    return sorted(versions, key=lambda v: (sort_key(v.field), sort_key(v.name), v.case))
