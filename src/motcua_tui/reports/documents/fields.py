"""What the templates of the documents may ask for: figures and ready sentences, under Vietnamese tags."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from motcua_tui.errors import InputError
from motcua_tui.i18n import _
from motcua_tui.reports.letters.fields import Letter, rows, said


class Document(StrEnum):
    """The documents by the names of the command line."""

    ONE_STOP = "one-stop"
    MODERNISATION = "modernisation"
    REFORM = "reform"
    PARAGRAPH = "paragraph"

    @classmethod
    def parse(cls, text: str) -> Document:
        """The document of that name. Raises InputError."""
        try:
            return cls(text.strip().lower())
        except ValueError:
            raise InputError(
                _("Không có văn bản “{kind}”.").format(kind=text),
                _("Chọn một trong: {choices}.").format(choices=", ".join(cls)),
            ) from None


TITLES: Final = {
    Document.ONE_STOP: "Phần một cửa, dịch vụ công trực tuyến và bưu chính công ích",
    Document.MODERNISATION: "Báo cáo hiện đại hóa hành chính",
    Document.REFORM: "Phần cải cách thủ tục hành chính của báo cáo CCHC",
    Document.PARAGRAPH: "Đoạn văn tình hình giải quyết hồ sơ",
}
"""What the documents are called, Vietnamese in every language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One sentence or item of a section."""

    text: str = said("cau", "Câu")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportLetter(Letter):
    """A report of a period: its figures one by one, and its sections as sentences."""

    period: str = said("ky", "Từ ngày 01/01/2026 đến ngày 30/10/2026")
    period_name: str = said("ten_ky", "Tên kỳ báo cáo, bỏ trống nếu là hai ngày bất kỳ")
    last_day: str = said("den_ngay", "Ngày cuối kỳ: 30/10/2026")
    year: str = said("nam", "Năm của ngày cuối kỳ")
    receiver: str = said("noi_nhan_bao_cao", "Cơ quan nhận báo cáo")

    received: str = said("tong_tiep_nhan", "Tổng số hồ sơ tiếp nhận, kể cả kỳ trước chuyển sang")
    received_new: str = said("tiep_nhan_moi", "Số hồ sơ tiếp nhận mới trong kỳ")
    online: str = said("truc_tuyen", "Số hồ sơ nộp trực tuyến")
    offline: str = said("truc_tiep_buu_chinh", "Số hồ sơ nộp trực tiếp, qua bưu chính")
    carried_over: str = said("ky_truoc", "Số hồ sơ kỳ trước chuyển sang")
    finished: str = said("da_giai_quyet", "Số hồ sơ đã giải quyết")
    early: str = said("truoc_han", "Số hồ sơ giải quyết trước hạn")
    on_time: str = said("dung_han", "Số hồ sơ giải quyết đúng hạn")
    late: str = said("tre_han", "Số hồ sơ giải quyết trễ hạn")
    pending: str = said("dang_giai_quyet", "Số hồ sơ đang giải quyết")
    in_time: str = said("trong_han", "Số hồ sơ đang giải quyết trong hạn")
    overdue: str = said("qua_han", "Số hồ sơ đang giải quyết quá hạn")
    on_time_rate: str = said("ty_le_dung_han", "Tỷ lệ đúng hạn")

    plan: tuple[Line, ...] = rows("ke_hoach_cntt", "Xây dựng kế hoạch ứng dụng CNTT, do cán bộ nhập")
    exchange: tuple[Line, ...] = rows("van_ban_dien_tu", "Văn bản đi, văn bản điện tử, ký số")
    exchange_rates: tuple[Line, ...] = rows("ty_le_van_ban", "Tỷ lệ văn bản điện tử, ký số")
    one_stop: tuple[Line, ...] = rows("mot_cua", "Hệ thống thông tin một cửa điện tử, lối gạch đầu dòng")
    online_service: tuple[Line, ...] = rows("dich_vu_cong", "Dịch vụ công trực tuyến")
    post: tuple[Line, ...] = rows("buu_chinh", "Tiếp nhận, trả kết quả qua bưu chính công ích")
    quality: tuple[Line, ...] = rows("iso", "Hệ thống quản lý chất lượng ISO 9001, do cán bộ nhập")
    catalogue: tuple[Line, ...] = rows("danh_muc", "Số lượng thủ tục hành chính")
    digitised: tuple[Line, ...] = rows("so_hoa", "Số hóa hồ sơ, kết quả")
    results: tuple[Line, ...] = rows("ket_qua", "Kết quả giải quyết hồ sơ, lối câu ngắn")
    petitions: tuple[Line, ...] = rows("phan_anh", "Phản ánh, kiến nghị")
    narrative: str = said("doan_van", "Tình hình giải quyết hồ sơ trong một đoạn văn")
