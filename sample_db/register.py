"""The desk's old register as the spreadsheet an office keeps: one row a dossier, as CSV."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Final

from motcua_tui.domain.codes import Outcome, ReturnWay
from motcua_tui.domain.dossier import Particulars
from sample_db.plan import Case

HEADINGS: Final = (
    "Mã hồ sơ",
    "Mã TTHC",
    "Tên tổ chức, cá nhân",
    "Điện thoại",
    "Địa chỉ",
    "Hình thức nộp",
    "Ngày tiếp nhận",
    "Ngày yêu cầu bổ sung",
    "Ngày có kết quả",
    "Ngày trả kết quả",
    "Hình thức trả",
    "Tình trạng",
    "Số kết quả",
    "Nguyên nhân trễ hạn",
    "Đơn vị",
    "Cán bộ thụ lý",
    "Lệ phí",
)
STATUS: Final = {
    Outcome.GRANTED: "Đã trả kết quả",
    Outcome.REFUSED: "Từ chối giải quyết",
    Outcome.STOPPED: "Dừng giải quyết",
    Outcome.CLOSED: "Đóng hồ sơ",
}
WAY: Final = {
    ReturnWay.DESK: "Tại quầy",
    ReturnWay.POST: "Bưu chính công ích",
    ReturnWay.ONLINE: "Trực tuyến",
}

Entry = tuple[Case, Particulars, datetime | None, ReturnWay, str, str]
"""A dossier that has ended: when and how the result was returned, its number, the cause of lateness."""


def write(path: Path, entries: Iterable[Entry]) -> None:
    """Write the register; the due dates are left to the rules."""
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(HEADINGS)
        for case, who, returned_at, way, number, cause in entries:
            assert case.finished_on is not None
            out.writerow(
                (
                    who.code,
                    case.version.code,
                    who.applicant,
                    who.phone,
                    who.address,
                    who.channel.value,
                    f"{case.accepted_at:%d/%m/%Y %H:%M}",
                    f"{case.asked_on:%d/%m/%Y}" if case.asked_on else "",
                    f"{case.finished_on:%d/%m/%Y}",
                    f"{returned_at:%d/%m/%Y}" if returned_at else "",
                    WAY[way] if returned_at else "",
                    STATUS[case.outcome],
                    number,
                    cause,
                    who.department,
                    who.officer,
                    who.fee if who.fee is not None else "",
                )
            )
