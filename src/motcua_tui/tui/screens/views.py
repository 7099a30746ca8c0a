"""The names of the lists that the desk watches."""

from __future__ import annotations

from motcua_tui.i18n import _
from motcua_tui.services.browse import View


def view_title(view: View) -> str:
    """The list's name, as its heading and in the filter."""
    match view:
        case View.OVERDUE:
            return _("Quá hạn")
        case View.DUE_TODAY:
            return _("Đến hạn hôm nay")
        case View.NEAR:
            return _("Sắp đến hạn")
        case View.TO_ACCEPT:
            return _("Nộp trực tuyến, chờ tiếp nhận")
        case View.MUST_APOLOGISE:
            return _("Phải xin lỗi hôm nay")
        case View.WAITING:
            return _("Chờ bổ sung")
        case View.LATE_UNAPOLOGISED:
            return _("Trễ, chưa xin lỗi")
        case View.TO_COLLECT:
            return _("Có kết quả, chưa đến lấy")
        case View.SILENT:
            return _("Lâu chưa cập nhật")
        case View.OPEN:
            return _("Đang giải quyết")
        case View.ALL:
            return _("Mọi hồ sơ")
