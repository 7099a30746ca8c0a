"""The lists that two sign: dossiers and results passed on, and the fees of the day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from motcua_tui.domain.numbers import group
from motcua_tui.domain.periods import Period
from motcua_tui.reports.files.listing import (
    APPLICANT,
    CODE,
    DAY,
    NUMBER,
    PROCEDURE,
    grouped,
    listed,
    signed,
)
from motcua_tui.reports.files.paper import Column, Kind, Paper, Row, Weight, counted_rows
from motcua_tui.reports.files.printing import Printing
from motcua_tui.reports.files.wording import dates


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
        NUMBER,
        CODE,
        PROCEDURE,
        APPLICANT,
        Column(("Số bộ",), 6, Kind.CENTRED),
        Column(("Tiếp nhận",), DAY, Kind.DATE),
        Column(("Hẹn trả kết quả",), DAY, Kind.DATE),
        Column(("Ghi chú",), 14, Kind.TEXT),
    )
    rows = grouped(
        (e.department, (e.code, e.procedure, e.applicant, str(e.sets), e.accepted_on, e.due_on, ""))
        for e in found
    )
    made = listed(
        "Bàn giao hồ sơ",
        "PHIẾU BÀN GIAO HỒ SƠ",
        dates(period),
        columns,
        rows,
        printing,
        (f"Tổng số: {group(len(found))} hồ sơ.",),
    )
    return signed(made, "BÊN GIAO", "BÊN NHẬN", printing)


@dataclass(frozen=True, slots=True)
class ResultHandOver:
    department: str
    code: str
    procedure: str
    applicant: str
    result_number: str
    finished_on: date | None


def results(found: Sequence[ResultHandOver], period: Period, printing: Printing) -> Paper:
    """Phiếu bàn giao kết quả: what each department passes back to the desk, with both signatures."""
    columns = (
        NUMBER,
        CODE,
        PROCEDURE,
        APPLICANT,
        Column(("Số kết quả",), 16, Kind.TEXT),
        Column(("Có kết quả",), DAY, Kind.DATE),
        Column(("Ghi chú",), 14, Kind.TEXT),
    )
    rows = grouped(
        (e.department, (e.code, e.procedure, e.applicant, e.result_number, e.finished_on, "")) for e in found
    )
    total = (f"Tổng số: {group(len(found))} kết quả.",)
    title = "PHIẾU BÀN GIAO KẾT QUẢ GIẢI QUYẾT HỒ SƠ"
    made = listed("Bàn giao kết quả", title, dates(period), columns, rows, printing, total)
    return signed(made, "BÊN GIAO", "BÊN NHẬN", printing, given=False)


@dataclass(frozen=True, slots=True)
class Posted:
    code: str
    applicant: str
    address: str
    phone: str
    result_number: str


def posted(found: Sequence[Posted], period: Period, printing: Printing) -> Paper:
    """Phiếu bàn giao kết quả cho bưu chính: what the postman takes along, and to whom."""
    columns = (
        NUMBER,
        CODE,
        APPLICANT,
        Column(("Địa chỉ nhận",), 40, Kind.TEXT),
        Column(("Điện thoại",), 14, Kind.CENTRED),
        Column(("Số kết quả",), 16, Kind.TEXT),
        Column(("Số vận đơn",), 18, Kind.TEXT),
    )
    rows = counted_rows((e.code, e.applicant, e.address, e.phone, e.result_number, "") for e in found)
    total = (f"Tổng số: {group(len(found))} kết quả.",)
    title = "PHIẾU BÀN GIAO KẾT QUẢ CHO BƯU CHÍNH CÔNG ÍCH"
    made = listed("Bàn giao bưu chính", title, dates(period), columns, rows, printing, total)
    return signed(made, "BÊN GIAO", "NHÂN VIÊN BƯU CHÍNH", printing)


@dataclass(frozen=True, slots=True)
class Fee:
    code: str
    procedure: str
    applicant: str
    accepted_on: date
    paid_online: bool
    receipt: str
    collector: str
    amount: int


def fees(found: Sequence[Fee], period: Period, printing: Printing) -> Paper:
    """Bảng kê thu phí, lệ phí: the fee of every dossier accepted in the period, and their sum."""
    columns = (
        NUMBER,
        CODE,
        PROCEDURE,
        APPLICANT,
        Column(("Tiếp nhận",), DAY, Kind.DATE),
        Column(("Hình thức",), 12, Kind.CENTRED),
        Column(("Số biên lai",), 14, Kind.CENTRED),
        Column(("Người thu",), 16, Kind.TEXT),
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
            e.collector,
            e.amount,
        )
        for e in found
    )
    total = Row(("", "Tổng cộng", "", "", None, "", "", "", sum(e.amount for e in found)), Weight.TOTAL)
    online = sum(e.amount for e in found if e.paid_online)
    note = f"Trong đó thanh toán trực tuyến: {group(online)} đồng."
    made = listed(
        "Thu phí, lệ phí",
        "BẢNG KÊ THU PHÍ, LỆ PHÍ",
        dates(period),
        columns,
        (*rows, total) if rows else (),
        printing,
        (note,),
    )
    return signed(made, "NGƯỜI THU TIỀN", "KẾ TOÁN", printing)
