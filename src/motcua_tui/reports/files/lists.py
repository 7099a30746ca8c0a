"""The lists that are not statistics: dossiers one by one, and procedures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Final

from motcua_tui.domain.numbers import group, percent_text
from motcua_tui.domain.periods import Period
from motcua_tui.reports.files.paper import (
    Column,
    Kind,
    Paper,
    Row,
    Signature,
    Table,
    Value,
    Weight,
    counted_rows,
)
from motcua_tui.reports.files.printing import Printing, signatures
from motcua_tui.reports.files.wording import dates

_NUMBER: Final = Column(("STT",), 6, Kind.CENTRED)
_CODE: Final = Column(("Mã hồ sơ",), 27, Kind.CENTRED)
_PROCEDURE: Final = Column(("Thủ tục hành chính",), 34, Kind.TEXT)
_APPLICANT: Final = Column(("Tổ chức, cá nhân nộp hồ sơ",), 22, Kind.TEXT)
_OFFICER: Final = Column(("Cán bộ thụ lý",), 16, Kind.TEXT)
_DAY: Final = 11.5


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
        _NUMBER,
        Column(("Mã hồ sơ",), 16, Kind.CENTRED),
        Column(("Tên thủ tục hành chính",), 26, Kind.TEXT),
        Column(("Số bộ",), 5, Kind.CENTRED),
        Column(("Tên tổ chức, cá nhân",), 18, Kind.TEXT),
        Column(("Địa chỉ, số điện thoại",), 22, Kind.TEXT),
        Column(("Cơ quan, đơn vị chủ trì giải quyết",), 16, Kind.TEXT),
        Column((days, "Tiếp nhận"), _DAY, Kind.DATE),
        Column((days, "Hẹn trả kết quả"), _DAY, Kind.DATE),
        Column((days, "Chuyển giải quyết"), _DAY, Kind.DATE),
        Column((days, "Nhận kết quả"), _DAY, Kind.DATE),
        Column((result, "Ngày trả"), _DAY, Kind.DATE),
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
    return _list("Sổ theo dõi", "SỔ THEO DÕI HỒ SƠ", dates(period), columns, rows, printing, (note,))


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
        _NUMBER,
        Column(("Mã thủ tục",), 12, Kind.CENTRED),
        Column(("Tên thủ tục hành chính",), 44, Kind.TEXT),
        Column(("Thời hạn giải quyết", "Theo quy định"), 18, Kind.CENTRED),
        Column(("Thời hạn giải quyết", "Tại địa phương"), 18, Kind.CENTRED),
        Column(("Thời hạn giải quyết", "Cắt giảm"), 16, Kind.CENTRED),
        Column(("Áp dụng từ",), _DAY, Kind.DATE),
        Column(("Quyết định",), 24, Kind.TEXT),
    )
    rows = _grouped(
        (e.field, (e.code, e.name, e.legal, e.local, e.cut, e.valid_from, e.decision)) for e in found
    )
    share = f"{group(len(found))}/{group(compared)} ({percent_text(len(found), compared)})"
    note = f"Thủ tục có thời hạn tại địa phương khác quy định: {share}."
    return _list(
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
        _NUMBER,
        Column(("Mã thủ tục",), 12, Kind.CENTRED),
        Column(("Tên thủ tục hành chính",), 70, Kind.TEXT),
        Column(("Mức độ trực tuyến",), 24, Kind.TEXT),
        Column(("Hồ sơ nộp bằng hình thức khác",), 18, Kind.COUNT),
    )
    rows = _grouped((e.field, (e.code, e.name, e.level, e.received)) for e in found)
    used = online - len(found)
    note = (
        f"Thủ tục trực tuyến có phát sinh hồ sơ trực tuyến: {group(used)}/{group(online)}"
        f" ({percent_text(used, online)}); không phát sinh: {group(len(found))}."
    )
    return _list(
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
        _NUMBER,
        _CODE,
        _PROCEDURE,
        _APPLICANT,
        Column(("Hình thức nộp",), 20, Kind.TEXT),
        Column(("Tiếp nhận",), _DAY, Kind.DATE),
        _OFFICER,
    )
    rows = _grouped(
        (e.department, (e.code, e.procedure, e.applicant, e.channel, e.accepted_on, e.officer)) for e in found
    )
    share = f"{group(len(found))}/{group(online)} ({percent_text(len(found), online)})"
    note = f"Hồ sơ trực tuyến do cán bộ nộp hộ: {share}."
    return _list(
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
        _NUMBER,
        _CODE,
        Column(("Thủ tục hành chính",), 40, Kind.TEXT),
        _OFFICER,
        Column(("Hạn giải quyết",), _DAY, Kind.DATE),
        Column(("Tình trạng",), 28, Kind.TEXT),
        Column(("Ghi chú",), 16, Kind.TEXT),
    )
    rows = _grouped((e.department, (e.code, e.procedure, e.officer, e.due_on, e.standing, "")) for e in found)
    return _list(
        "Đôn đốc",
        "DANH SÁCH HỒ SƠ ĐỀ NGHỊ ĐÔN ĐỐC GIẢI QUYẾT",
        f"(Tính đến ngày {on:%d/%m/%Y})",
        columns,
        rows,
        printing,
        (f"Tổng số: {group(len(found))} hồ sơ.",),
    )


@dataclass(frozen=True, slots=True)
class HandOver:
    department: str
    code: str
    procedure: str
    applicant: str
    sets: int
    accepted_on: date
    due_on: date | None


def hand_over(found: Sequence[HandOver], period: Period, printing: Printing) -> Paper:
    """Phiếu bàn giao hồ sơ: what the desk passes on to each department, with both signatures."""
    columns = (
        _NUMBER,
        _CODE,
        _PROCEDURE,
        _APPLICANT,
        Column(("Số bộ",), 6, Kind.CENTRED),
        Column(("Tiếp nhận",), _DAY, Kind.DATE),
        Column(("Hẹn trả kết quả",), _DAY, Kind.DATE),
        Column(("Ghi chú",), 14, Kind.TEXT),
    )
    rows = _grouped(
        (e.department, (e.code, e.procedure, e.applicant, str(e.sets), e.accepted_on, e.due_on, ""))
        for e in found
    )
    made = _list(
        "Bàn giao hồ sơ",
        "PHIẾU BÀN GIAO HỒ SƠ",
        dates(period),
        columns,
        rows,
        printing,
        (f"Tổng số: {group(len(found))} hồ sơ.",),
    )
    return _signed(made, "BÊN GIAO", "BÊN NHẬN", printing)


@dataclass(frozen=True, slots=True)
class Fee:
    code: str
    procedure: str
    applicant: str
    accepted_on: date
    paid_online: bool
    receipt: str
    amount: int


def fees(found: Sequence[Fee], period: Period, printing: Printing) -> Paper:
    """Bảng kê thu phí, lệ phí: the fee of every dossier accepted in the period, and their sum."""
    columns = (
        _NUMBER,
        _CODE,
        _PROCEDURE,
        _APPLICANT,
        Column(("Tiếp nhận",), _DAY, Kind.DATE),
        Column(("Hình thức",), 12, Kind.CENTRED),
        Column(("Số biên lai",), 14, Kind.CENTRED),
        Column(("Số tiền (đồng)",), 15, Kind.COUNT),
    )
    rows = counted_rows(
        (
            e.code,
            e.procedure,
            e.applicant,
            e.accepted_on,
            "Trực tuyến" if e.paid_online else "Trực tiếp",
            e.receipt,
            e.amount,
        )
        for e in found
    )
    total = Row(("", "Tổng cộng", "", "", None, "", "", sum(e.amount for e in found)), Weight.TOTAL)
    online = sum(e.amount for e in found if e.paid_online)
    note = f"Trong đó thanh toán trực tuyến: {group(online)} đồng."
    made = _list(
        "Thu phí, lệ phí",
        "BẢNG KÊ THU PHÍ, LỆ PHÍ",
        dates(period),
        columns,
        (*rows, total) if rows else (),
        printing,
        (note,),
    )
    return _signed(made, "NGƯỜI THU TIỀN", "KẾ TOÁN", printing)


def _list(
    name: str,
    title: str,
    subtitle: str,
    columns: tuple[Column, ...],
    rows: tuple[Row, ...],
    printing: Printing,
    notes: tuple[str, ...],
    *,
    empty: str = "Không có hồ sơ.",
) -> Paper:
    return Paper(
        name=name,
        title=title,
        subtitle=(subtitle,),
        left=(printing.agency, printing.desk),
        right=(),
        tables=(Table(columns, rows, empty=empty),),
        notes=notes,
        dated=printing.dated,
        place=printing.place,
        signatures=signatures(printing),
    )


def _signed(paper: Paper, first: str, second: str, printing: Printing) -> Paper:
    """The paper with signatures of two sides."""
    hint = "(Ký, ghi rõ họ tên)"
    return replace(paper, signatures=(Signature(first, hint, printing.preparer), Signature(second, hint)))


def _grouped(entries: Iterable[tuple[str, tuple[Value, ...]]]) -> tuple[Row, ...]:
    """The rows below the titles of their groups, numbered throughout; entries come group by group."""
    rows: list[Row] = []
    number = 0
    for title, members in groupby(entries, key=itemgetter(0)):
        rows.append(Row((title or "(chưa ghi)",), Weight.GROUP))
        for _title, values in members:
            number += 1
            rows.append(Row((str(number), *values)))
    return tuple(rows)
