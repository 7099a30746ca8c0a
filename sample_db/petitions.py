"""The made-up petitions of the sample desk: two of 2023, as a real report counts them, and this autumn's."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Final

from motcua_tui.domain.petitions import Petition, PetitionChannel
from motcua_tui.services import petitions
from motcua_tui.services.desk import Desk

_BOOK: Final = (
    (
        date(2023, 3, 14),
        PetitionChannel.WRITTEN,
        "Công ty CP Minh Tâm",
        "Thành phần hồ sơ cấp chứng chỉ năng lực chưa thống nhất giữa quy định và hướng dẫn",
        "Phòng Quản lý xây dựng",
        date(2023, 3, 28),
        "Đã trả lời bằng văn bản, hướng dẫn thống nhất theo quyết định công bố",
    ),
    (
        date(2023, 8, 2),
        PetitionChannel.PORTAL,
        "Ông Lê Văn Thử",
        "Đề nghị bỏ yêu cầu nộp bản sao giấy tờ đã có trên cơ sở dữ liệu",
        "Phòng Quy hoạch, kiến trúc",
        date(2023, 8, 18),
        "Đã tiếp thu, bỏ yêu cầu nộp bản sao",
    ),
    (
        date(2026, 9, 8),
        PetitionChannel.DESK,
        "Bà Phạm Thị Mẫu",
        "Chưa rõ mức phí thẩm định khi nộp trực tuyến",
        "Phòng Quản lý xây dựng",
        date(2026, 9, 15),
        "Đã giải thích mức phí và niêm yết lại bảng phí",
    ),
    (
        date(2026, 10, 19),
        PetitionChannel.PHONE,
        "Ông Đỗ Văn Ví",
        "Hồ sơ trễ hẹn mà không nhận được thông báo xin lỗi",
        "Phòng Quản lý xây dựng",
        date(2026, 11, 12),
        "Đã xin lỗi và thông báo ngày trả kết quả mới",
    ),
    (
        date(2026, 10, 28),
        PetitionChannel.PORTAL,
        "Công ty TNHH Thí Dụ",
        "Mẫu đơn trên cổng dịch vụ công khác mẫu niêm yết",
        "Phòng Quy hoạch, kiến trúc",
        None,
        "",
    ),
    (
        date(2026, 11, 18),
        PetitionChannel.EMAIL,
        "Không nêu tên",
        "Đề nghị nhận kết quả qua bưu chính không phải nộp thêm giấy ủy quyền",
        "",
        None,
        "",
    ),
)


def write_down(at: Callable[[datetime], Desk], today: date) -> None:
    """Every petition received on its day and answered on another, up to ``today``."""
    for received_on, channel, sender, content, department, answered_on, answer in _BOOK:
        desk = at(datetime(received_on.year, received_on.month, received_on.day, 9))
        told = Petition(
            received_on=received_on,
            channel=channel,
            sender=sender,
            content=content,
            department=department,
            answer_by=petitions.answer_by(desk, received_on),
        )
        written = petitions.add(desk, told)
        if answered_on is not None and answered_on <= today:
            later = at(datetime(answered_on.year, answered_on.month, answered_on.day, 15))
            petitions.answer(later, written.number, answered_on, answer)
