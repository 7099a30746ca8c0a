"""The lists that are not statistics: dossiers one by one, and procedures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from motcua_tui.domain.numbers import group, percent_text
from motcua_tui.domain.periods import Period
from motcua_tui.reports.files.listing import (
    APPLICANT,
    CODE,
    DAY,
    NUMBER,
    OFFICER,
    PROCEDURE,
    grouped,
    listed,
)
from motcua_tui.reports.files.paper import Column, Kind, Paper, counted_rows
from motcua_tui.reports.files.printing import Printing
from motcua_tui.reports.files.wording import dates


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    code: str
    procedure: str
    sets: int
    applicant: str
    contact: str
    department: str
    accepted_on: date
    due_on: date | None
    """As printed on the receipt."""
    passed_on: date | None
    finished_on: date | None
    returned_on: date | None
    returned_by: str
    note: str


def register(entries: Iterable[RegisterEntry], period: Period, printing: Printing) -> Paper:
    """Sổ theo dõi hồ sơ: TT 03/2025/TT-VPCP form 07, before 15 Sep 2025 TT 01/2018/TT-VPCP form 06."""
    days, result = "Ngày, tháng, năm", "Trả kết quả"
    columns = (
        NUMBER,
        Column(("Mã hồ sơ",), 16, Kind.CENTRED),
        Column(("Tên thủ tục hành chính",), 26, Kind.TEXT),
        Column(("Số bộ",), 5, Kind.CENTRED),
        Column(("Tên tổ chức, cá nhân",), 18, Kind.TEXT),
        Column(("Địa chỉ, số điện thoại",), 22, Kind.TEXT),
        Column(("Cơ quan, đơn vị chủ trì giải quyết",), 16, Kind.TEXT),
        Column((days, "Tiếp nhận"), DAY, Kind.DATE),
        Column((days, "Hẹn trả kết quả"), DAY, Kind.DATE),
        Column((days, "Chuyển giải quyết"), DAY, Kind.DATE),
        Column((days, "Nhận kết quả"), DAY, Kind.DATE),
        Column((result, "Ngày trả"), DAY, Kind.DATE),
        Column((result, "Phương thức"), 13, Kind.TEXT),
        Column((result, "Ký nhận"), 9, Kind.TEXT),
        Column(("Ghi chú",), 11, Kind.TEXT),
    )
    rows = counted_rows(
        (
            e.code,
            e.procedure,
            str(e.sets),
            e.applicant,
            e.contact,
            e.department,
            e.accepted_on,
            e.due_on,
            e.passed_on,
            e.finished_on,
            e.returned_on,
            e.returned_by,
            "",
            e.note,
        )
        for e in entries
    )
    note = f"Tổng số: {group(len(rows))} hồ sơ tiếp nhận trong kỳ."
    return listed("Sổ theo dõi", "SỔ THEO DÕI HỒ SƠ", dates(period), columns, rows, printing, (note,))


@dataclass(frozen=True, slots=True)
class ShortenedLimit:
    code: str
    name: str
    field: str
    legal: str
    local: str
    cut: str
    """By how much, where both limits have one unit."""
    valid_from: date | None
    decision: str


def shortened_limits(found: Sequence[ShortenedLimit], compared: int, on: date, printing: Printing) -> Paper:
    """The procedures whose local limit is not the legal one, out of all that have both."""
    columns = (
        NUMBER,
        Column(("Mã thủ tục",), 12, Kind.CENTRED),
        Column(("Tên thủ tục hành chính",), 44, Kind.TEXT),
        Column(("Thời hạn giải quyết", "Theo quy định"), 18, Kind.CENTRED),
        Column(("Thời hạn giải quyết", "Tại địa phương"), 18, Kind.CENTRED),
        Column(("Thời hạn giải quyết", "Cắt giảm"), 16, Kind.CENTRED),
        Column(("Áp dụng từ",), DAY, Kind.DATE),
        Column(("Quyết định",), 24, Kind.TEXT),
    )
    rows = grouped(
        (e.field, (e.code, e.name, e.legal, e.local, e.cut, e.valid_from, e.decision)) for e in found
    )
    share = f"{group(len(found))}/{group(compared)} ({percent_text(len(found), compared)})"
    note = f"Thủ tục có thời hạn tại địa phương khác quy định: {share}."
    return listed(
        "Cắt giảm thời hạn",
        "DANH MỤC THỦ TỤC HÀNH CHÍNH CẮT GIẢM THỜI HẠN GIẢI QUYẾT",
        f"(Có hiệu lực ngày {on:%d/%m/%Y})",
        columns,
        rows,
        printing,
        (note,),
        empty="Không có thủ tục.",
    )


@dataclass(frozen=True, slots=True)
class UnusedService:
    code: str
    name: str
    field: str
    level: str
    received: int
    """Dossiers received in the period by other ways."""


def unused_services(found: Sequence[UnusedService], online: int, period: Period, printing: Printing) -> Paper:
    """The procedures with online service to which nobody applied online, out of all of them."""
    columns = (
        NUMBER,
        Column(("Mã thủ tục",), 12, Kind.CENTRED),
        Column(("Tên thủ tục hành chính",), 70, Kind.TEXT),
        Column(("Mức độ trực tuyến",), 24, Kind.TEXT),
        Column(("Hồ sơ nộp bằng hình thức khác",), 18, Kind.COUNT),
    )
    rows = grouped((e.field, (e.code, e.name, e.level, e.received)) for e in found)
    used = online - len(found)
    note = (
        f"Thủ tục trực tuyến có phát sinh hồ sơ trực tuyến: {group(used)}/{group(online)}"
        f" ({percent_text(used, online)}); không phát sinh: {group(len(found))}."
    )
    return listed(
        "Không phát sinh hồ sơ",
        "DANH MỤC THỦ TỤC TRỰC TUYẾN KHÔNG PHÁT SINH HỒ SƠ TRỰC TUYẾN",
        dates(period),
        columns,
        rows,
        printing,
        (note,),
        empty="Không có thủ tục.",
    )


@dataclass(frozen=True, slots=True)
class FiledByOfficer:
    code: str
    procedure: str
    applicant: str
    channel: str
    accepted_on: date
    department: str
    officer: str


def filed_by_officer(
    found: Sequence[FiledByOfficer], online: int, period: Period, printing: Printing
) -> Paper:
    """Online dossiers that an officer filed for the applicant, out of all received online."""
    columns = (
        NUMBER,
        CODE,
        PROCEDURE,
        APPLICANT,
        Column(("Hình thức nộp",), 20, Kind.TEXT),
        Column(("Tiếp nhận",), DAY, Kind.DATE),
        OFFICER,
    )
    rows = grouped(
        (e.department, (e.code, e.procedure, e.applicant, e.channel, e.accepted_on, e.officer)) for e in found
    )
    share = f"{group(len(found))}/{group(online)} ({percent_text(len(found), online)})"
    note = f"Hồ sơ trực tuyến do cán bộ nộp hộ: {share}."
    return listed(
        "Cán bộ nộp hộ",
        "DANH SÁCH HỒ SƠ TRỰC TUYẾN DO CÁN BỘ NỘP HỘ",
        dates(period),
        columns,
        rows,
        printing,
        (note,),
    )


@dataclass(frozen=True, slots=True)
class Reminder:
    department: str
    code: str
    procedure: str
    officer: str
    due_on: date | None
    standing: str
    """``quá hạn 3``, ``còn 2``, or since when nothing has happened."""


def reminders(found: Sequence[Reminder], on: date, printing: Printing) -> Paper:
    """Danh sách đôn đốc: what each department has near or past its due date, or has left lying."""
    columns = (
        NUMBER,
        CODE,
        Column(("Thủ tục hành chính",), 40, Kind.TEXT),
        OFFICER,
        Column(("Hạn giải quyết",), DAY, Kind.DATE),
        Column(("Tình trạng",), 28, Kind.TEXT),
        Column(("Ghi chú",), 16, Kind.TEXT),
    )
    rows = grouped((e.department, (e.code, e.procedure, e.officer, e.due_on, e.standing, "")) for e in found)
    return listed(
        "Đôn đốc",
        "DANH SÁCH HỒ SƠ ĐỀ NGHỊ ĐÔN ĐỐC GIẢI QUYẾT",
        f"(Tính đến ngày {on:%d/%m/%Y})",
        columns,
        rows,
        printing,
        (f"Tổng số: {group(len(found))} hồ sơ.",),
    )
