"""What the figures and rows of a report are called in files: in full, Vietnamese in every language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from motcua_tui.domain.codes import Channel

FIGURES: Final[Mapping[str, str]] = {
    "received.total": "Tổng số tiếp nhận",
    "received.online_full": "Trực tuyến toàn trình",
    "received.online_partial": "Trực tuyến một phần",
    "received.post": "Bưu chính công ích",
    "received.direct": "Trực tiếp",
    "received.new": "Tiếp nhận mới trong kỳ",
    "received.carried_over": "Kỳ trước chuyển sang",
    "finished.total": "Tổng số đã giải quyết",
    "finished.early": "Giải quyết trước hạn",
    "finished.on_time": "Giải quyết đúng hạn",
    "finished.late": "Giải quyết quá hạn",
    "finished.refused": "Trong đó từ chối giải quyết",
    "finished.stopped": "Trong đó dừng giải quyết theo đề nghị của người nộp",
    "finished.closed": "Trong đó đóng hồ sơ",
    "finished.no_due": "Đã giải quyết, không có ngày hẹn trả",
    "finished.re_dated": "Đã giải quyết, có hẹn lại",
    "pending.total": "Tổng số đang giải quyết",
    "pending.in_time": "Đang giải quyết trong hạn",
    "pending.overdue": "Đang giải quyết quá hạn",
    "pending.no_due": "Đang giải quyết, không có ngày hẹn trả",
    "pending.due_on_last_day": "Đang giải quyết, đến hạn ngày cuối kỳ",
    "pending.awaiting_supplement": "Trong đó chờ bổ sung",
    "outside.refused": "Tính riêng: từ chối giải quyết",
    "outside.stopped": "Tính riêng: dừng giải quyết theo đề nghị của người nộp",
    "outside.closed": "Tính riêng: đóng hồ sơ",
    "outside.awaiting_supplement": "Tính riêng: chờ bổ sung",
}

ROWS: Final[Mapping[str, str]] = {
    "field": "Lĩnh vực",
    "procedure": "Thủ tục hành chính",
    "channel": "Hình thức nộp",
    "department": "Đơn vị",
    "officer": "Cán bộ",
    "month": "Tháng",
    "agency": "Cơ quan",
}

CHANNELS: Final[Mapping[str, str]] = {
    Channel.ONLINE_FULL: "Trực tuyến toàn trình",
    Channel.ONLINE_PARTIAL: "Trực tuyến một phần",
    Channel.POST: "Bưu chính công ích",
    Channel.DIRECT: "Trực tiếp",
}


def row_name(key: str, by: str | None) -> str:
    """A row's key as a person reads it."""
    return CHANNELS[key] if by == "channel" else key
