"""The procedures of the sample desk: a department of construction, with versions of our own.

Codes, names, fields and limits follow the national catalogue of July 2026; which of them are online
or open to post, and the version in force until 30 June 2025, are the sample's own, so that on
30 October 2023 there are 42 procedures, 31 of them online and 5 open to post.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final

from motcua_tui.domain.catalogue import ProcedureVersion, ProcessStep, SupplementRule
from motcua_tui.domain.codes import Channel, ProcedureMark, SupplementEffect
from motcua_tui.domain.dossier import Paper
from motcua_tui.domain.limits import TimeLimit

FIRST_DAY: Final = date(2017, 7, 1)
CHANGE: Final = date(2025, 7, 1)
FULL: Final = Channel.ONLINE_FULL
PARTIAL: Final = Channel.ONLINE_PARTIAL
DEPARTMENT: Final = {
    "Hoạt động xây dựng": "Phòng Quản lý xây dựng",
    "QLCL công trình": "Phòng Quản lý xây dựng",
    "Giám định tư pháp": "Phòng Quản lý xây dựng",
    "Kiến trúc": "Phòng Quy hoạch, kiến trúc",
    "Quy hoạch ĐT-NT": "Phòng Quy hoạch, kiến trúc",
    "Hạ tầng kỹ thuật": "Phòng Hạ tầng và vật liệu",
    "Vật liệu xây dựng": "Phòng Hạ tầng và vật liệu",
    "Đường bộ": "Phòng Hạ tầng và vật liệu",
    "Nhà ở và công sở": "Phòng Quản lý nhà, bất động sản",
    "KD BĐS": "Phòng Quản lý nhà, bất động sản",
}
REQUEST: Final = Paper("Đơn đề nghị theo mẫu")
DRAWINGS: Final = Paper("Bản vẽ thiết kế", originals=0, copies=2)
LICENCE: Final = Paper("Giấy phép, chứng chỉ đã cấp")
PAPERS: Final = {
    "Hoạt động xây dựng": (REQUEST, DRAWINGS, LICENCE),
    "QLCL công trình": (REQUEST, DRAWINGS),
    "Giám định tư pháp": (REQUEST, Paper("Bản sao văn bằng", originals=0, copies=1)),
    "Kiến trúc": (REQUEST, Paper("Ảnh 4x6", originals=2), LICENCE),
    "Quy hoạch ĐT-NT": (Paper("Tờ trình"), DRAWINGS),
    "Hạ tầng kỹ thuật": (REQUEST, Paper("Ảnh hiện trạng")),
    "Vật liệu xây dựng": (Paper("Bản công bố hợp quy"), Paper("Kết quả thử nghiệm", originals=0, copies=1)),
    "Đường bộ": (REQUEST,),
    "Nhà ở và công sở": (REQUEST, Paper("Hồ sơ pháp lý dự án", originals=0, copies=1)),
    "KD BĐS": (REQUEST, Paper("Bản sao chứng chỉ", originals=0, copies=1)),
}
SHARES: Final = {
    "1.013233": ("0.5", "3.5", "0.5", "0.5"),
    "1.013217": ("1", "2", "1", "1"),
    "1.013237": ("1", "3", "1", "1"),
    "1.008891": ("0.5", "4", "1", "0.5"),
    "1.008991": ("0.5", "2.5", "0.5", "0.5"),
    "1.009794": ("0.5", "13", "2", "0.5"),
    "1.006871": ("0.5", "1.5", "0.5", "0.5"),
    "1.012906": ("0.5", "8", "1", "0.5"),
}
"""Of the limit, for each step of the internal process of the procedures that are asked for most."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One procedure: online level, post, and how often people ask for it."""

    code: str
    name: str
    field: str
    limit: str
    online: Channel | None
    post: bool
    weight: int
    fee: int | None = None
    new: bool = False
    """Only since the decision of 2025."""


ENTRIES: Final = (
    Entry(
        "1.013236", "Cấp GPXD mới, công trình cấp ĐB/I/II", "Hoạt động xây dựng", "20 ngày", PARTIAL, False, 6
    ),
    Entry(
        "1.013238",
        "Cấp GPXD sửa chữa, cải tạo, cấp ĐB/I/II",
        "Hoạt động xây dựng",
        "20 ngày",
        PARTIAL,
        False,
        4,
    ),
    Entry("1.013231", "Điều chỉnh GPXD, cấp ĐB/I/II", "Hoạt động xây dựng", "20 ngày", PARTIAL, False, 3),
    Entry(
        "1.013230",
        "Cấp GP di dời công trình, cấp ĐB/I/II",
        "Hoạt động xây dựng",
        "20 ngày",
        PARTIAL,
        False,
        1,
    ),
    Entry("1.013233", "Gia hạn GPXD, cấp ĐB/I/II", "Hoạt động xây dựng", "5 LV", PARTIAL, False, 5),
    Entry("1.013235", "Cấp lại GPXD, cấp ĐB/I/II", "Hoạt động xây dựng", "5 LV", PARTIAL, False, 2),
    Entry(
        "1.013239", "Thẩm định BCNCKT ĐTXD / điều chỉnh", "Hoạt động xây dựng", "35 ngày", PARTIAL, False, 8
    ),
    Entry(
        "1.013234",
        "Thẩm định TKXD sau thiết kế cơ sở / điều chỉnh",
        "Hoạt động xây dựng",
        "40 ngày",
        None,
        False,
        8,
    ),
    Entry(
        "1.013237",
        "Cấp mới chứng chỉ hành nghề (CCHN) HĐXD",
        "Hoạt động xây dựng",
        "6 ngày",
        FULL,
        False,
        30,
        90_000,
    ),
    Entry("1.013219", "Cấp chuyển đổi CCHN HĐXD", "Hoạt động xây dựng", "11 ngày", FULL, False, 8, 90_000),
    Entry("1.013217", "Cấp lại CCHN HĐXD", "Hoạt động xây dựng", "5 ngày", FULL, False, 12, 45_000),
    Entry(
        "1.013222",
        "Cấp GP hoạt động XD cho nhà thầu nước ngoài",
        "Hoạt động xây dựng",
        "6 ngày",
        FULL,
        False,
        3,
        500_000,
    ),
    Entry(
        "1.013224",
        "Điều chỉnh GP hoạt động XD nhà thầu nước ngoài",
        "Hoạt động xây dựng",
        "6 ngày",
        FULL,
        False,
        2,
        500_000,
    ),
    Entry(
        "1.013223",
        "Công nhận tổ chức XHNN cấp CCHN hạng II, III",
        "Hoạt động xây dựng",
        "14 ngày",
        PARTIAL,
        False,
        1,
    ),
    Entry(
        "1.009794",
        "Kiểm tra công tác nghiệm thu hoàn thành công trình",
        "QLCL công trình",
        "16 LV",
        PARTIAL,
        False,
        16,
    ),
    Entry(
        "1.009791",
        "Cho ý kiến kéo dài thời hạn sử dụng công trình",
        "QLCL công trình",
        "10 LV",
        None,
        False,
        2,
    ),
    Entry(
        "2.001116",
        "Bổ nhiệm, cấp thẻ giám định viên tư pháp XD",
        "Giám định tư pháp",
        "30 ngày",
        None,
        True,
        2,
    ),
    Entry(
        "1.011675",
        "Miễn nhiệm, thu hồi thẻ giám định viên tư pháp XD",
        "Giám định tư pháp",
        "10 ngày",
        None,
        True,
        1,
    ),
    Entry("1.008891", "Cấp CCHN kiến trúc", "Kiến trúc", "6 LV", FULL, False, 14, 300_000),
    Entry(
        "1.008989",
        "Cấp lại CCHN kiến trúc (mất, hỏng, đổi thông tin)",
        "Kiến trúc",
        "3 LV",
        FULL,
        False,
        4,
        150_000,
    ),
    Entry("1.008990", "Cấp lại CCHN kiến trúc (lỗi cơ quan cấp)", "Kiến trúc", "2 LV", FULL, False, 1),
    Entry("1.008991", "Gia hạn CCHN kiến trúc", "Kiến trúc", "4 LV", FULL, False, 8, 150_000),
    Entry(
        "1.008993",
        "Chuyển đổi CCHN kiến trúc của người nước ngoài",
        "Kiến trúc",
        "5 LV",
        FULL,
        False,
        1,
        300_000,
    ),
    Entry("1.014155", "Thẩm định nhiệm vụ quy hoạch ĐT-NT", "Quy hoạch ĐT-NT", "15 ngày", None, True, 5),
    Entry("1.014156", "Phê duyệt nhiệm vụ quy hoạch ĐT-NT", "Quy hoạch ĐT-NT", "7 LV", PARTIAL, False, 4),
    Entry("1.014157", "Thẩm định quy hoạch ĐT-NT", "Quy hoạch ĐT-NT", "30 ngày", PARTIAL, False, 5),
    Entry("1.014158", "Phê duyệt/chấp thuận quy hoạch ĐT-NT", "Quy hoạch ĐT-NT", "8 LV", PARTIAL, False, 4),
    Entry("1.014159", "Cung cấp thông tin quy hoạch", "Quy hoạch ĐT-NT", "10 ngày", FULL, True, 10),
    Entry("1.002693", "Cấp GP chặt hạ, dịch chuyển cây xanh", "Hạ tầng kỹ thuật", "10 LV", FULL, True, 4),
    Entry("1.006871", "Công bố hợp quy sản phẩm VLXD", "Vật liệu xây dựng", "3 LV", FULL, False, 12),
    Entry(
        "1.012882",
        "Thông báo đủ điều kiện huy động vốn (nhà ở)",
        "Nhà ở và công sở",
        "15 ngày",
        None,
        False,
        4,
    ),
    Entry(
        "1.012883", "Chuyển đổi công năng nhà ở trong dự án", "Nhà ở và công sở", "30 ngày", None, False, 1
    ),
    Entry(
        "1.012890",
        "Gia hạn sở hữu nhà ở của tổ chức, cá nhân nước ngoài",
        "Nhà ở và công sở",
        "30 ngày",
        PARTIAL,
        False,
        1,
    ),
    Entry("1.012893", "Bán nhà ở cũ thuộc tài sản công", "Nhà ở và công sở", "45 ngày", None, False, 5),
    Entry(
        "1.012895", "Thẩm định giá bán, thuê mua nhà ở xã hội", "Nhà ở và công sở", "30 ngày", None, False, 3
    ),
    Entry(
        "1.012896", "Cho thuê, thuê mua NOXH vốn đầu tư công", "Nhà ở và công sở", "30 ngày", None, False, 4
    ),
    Entry("1.007765", "Cho thuê nhà ở sinh viên thuộc SHNN", "Nhà ở và công sở", "30 ngày", None, False, 3),
    Entry("1.012900", "Cấp GP hoạt động sàn giao dịch BĐS", "KD BĐS", "15 LV", PARTIAL, False, 3),
    Entry("1.012901", "Cấp lại GP sàn BĐS (mất, hỏng)", "KD BĐS", "5 LV", PARTIAL, False, 1),
    Entry("1.012902", "Cấp lại GP sàn BĐS (đổi thông tin)", "KD BĐS", "5 LV", PARTIAL, False, 2),
    Entry("1.012905", "Thông báo nhà ở HTTTL đủ điều kiện bán", "KD BĐS", "15 ngày", PARTIAL, False, 5),
    Entry("1.012906", "Cấp mới CCHN môi giới BĐS", "KD BĐS", "10 LV", FULL, False, 14, 300_000),
    Entry(
        "1.012903",
        "Thông báo QSDĐ đủ điều kiện chuyển nhượng",
        "KD BĐS",
        "15 ngày",
        PARTIAL,
        False,
        3,
        new=True,
    ),
    Entry(
        "1.012904",
        "Cấp quyền khai thác dữ liệu nhà ở, thị trường BĐS",
        "KD BĐS",
        "7 LV",
        FULL,
        False,
        1,
        new=True,
    ),
    Entry(
        "1.012907",
        "Cấp lại CCHN môi giới BĐS (mất, rách)",
        "KD BĐS",
        "10 LV",
        FULL,
        False,
        3,
        200_000,
        new=True,
    ),
    Entry(
        "1.012910",
        "Cấp lại CCHN môi giới BĐS (hết hạn)",
        "KD BĐS",
        "10 LV",
        FULL,
        False,
        5,
        200_000,
        new=True,
    ),
    Entry("1.013777", "Cho phép chuyển nhượng dự án BĐS", "KD BĐS", "20 ngày", PARTIAL, False, 1, new=True),
    Entry(
        "1.014783",
        "GP lưu thông vật liệu ngăn cháy, chống cháy",
        "Vật liệu xây dựng",
        "4 LV",
        FULL,
        False,
        3,
        new=True,
    ),
    Entry(
        "1.012898",
        "Cho thuê nhà ở cũ, ký lại hợp đồng",
        "Nhà ở và công sở",
        "15 ngày",
        PARTIAL,
        False,
        2,
        new=True,
    ),
)
PAUSING: Final = frozenset({"1.013239", "1.013234", "1.014157"})
"""Appraisals: specialised law pauses their limit instead of restarting it."""


def versions() -> list[ProcedureVersion]:
    """Every version of every procedure, the older ones first."""
    old = [_version(e) for e in ENTRIES if not e.new]
    ended = [
        replace(
            v,
            valid_from=FIRST_DAY,
            valid_to=date(2025, 6, 30),
            decision="Quyết định công bố danh mục năm 2017 (dữ liệu mẫu)",
        )
        for v in old
    ]
    current = [
        replace(_version(e), valid_from=CHANGE, decision="Quyết định công bố danh mục năm 2025 (dữ liệu mẫu)")
        for e in ENTRIES
    ]
    return ended + [replace(v, post=True) for v in current]


def weight(version: ProcedureVersion) -> int:
    return next(e.weight for e in ENTRIES if e.code == version.code)


def _version(entry: Entry) -> ProcedureVersion:
    limit = TimeLimit.parse(entry.limit)
    rule = SupplementRule()
    if entry.code in PAUSING:
        rule = SupplementRule(effect=SupplementEffect.PAUSE, wait_days=20)
    return ProcedureVersion(
        code=entry.code,
        name=entry.name,
        field=entry.field,
        limit=limit,
        legal_limit=limit,
        online=entry.online,
        post=entry.post,
        fee=entry.fee,
        marks=_marks(entry),
        supplement=rule,
        papers=PAPERS[entry.field],
        steps=_steps(entry),
    )


def _marks(entry: Entry) -> frozenset[ProcedureMark]:
    """A department of the province handles them; those with full online service are paid online too."""
    paid = entry.fee is not None and entry.online is FULL
    return frozenset({ProcedureMark.PROVINCE, *((ProcedureMark.ONLINE_PAYMENT,) if paid else ())})


def _steps(entry: Entry) -> tuple[ProcessStep, ...]:
    whats = (
        ("Tiếp nhận, chuyển hồ sơ", ""),
        ("Thẩm định hồ sơ", DEPARTMENT[entry.field]),
        ("Ký duyệt kết quả", "Lãnh đạo Sở"),
        ("Đóng dấu, chuyển kết quả", "Văn phòng Sở"),
    )
    amounts = map(Decimal, SHARES.get(entry.code, ()))
    return tuple(
        ProcessStep(name, department, amount)
        for (name, department), amount in zip(whats, amounts, strict=False)
    )
