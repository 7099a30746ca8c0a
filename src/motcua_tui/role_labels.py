"""Roles and rights in words, and the refusal that names them."""

from __future__ import annotations

from motcua_tui.domain.roles import RIGHTS, Right, Role, Seat
from motcua_tui.errors import RightError
from motcua_tui.i18n import _


def role_label(role: Role) -> str:
    return {
        Role.DESK: _("một cửa"),
        Role.SPECIALIST: _("chuyên viên"),
        Role.HEAD: _("lãnh đạo"),
        Role.READER: _("chỉ xem"),
    }[role]


def right_label(right: Right) -> str:
    """What the right is to, as it follows “quyền”."""
    return {
        Right.ACCEPT: _("tiếp nhận hồ sơ"),
        Right.PROCESS: _("giải quyết hồ sơ"),
        Right.REDATE: _("hẹn lại"),
        Right.RETURN: _("trả kết quả"),
        Right.PAPERS: _("ghi giấy vào hồ sơ"),
        Right.UNDO: _("hoàn tác"),
        Right.UNDO_OTHERS: _("hoàn tác bước người khác ghi"),
        Right.VIEWS: _("lưu danh sách chung"),
        Right.PETITIONS: _("ghi sổ phản ánh"),
        Right.INDICATORS: _("nhập số liệu báo cáo"),
        Right.LOCK: _("khóa kỳ báo cáo"),
        Right.UNLOCK: _("mở khóa kỳ báo cáo"),
        Right.IMPORT: _("nạp hồ sơ"),
        Right.CATALOGUE: _("sửa danh mục thủ tục"),
        Right.CALENDAR: _("sửa lịch và hạn theo lịch"),
        Right.SETTINGS: _("đổi thiết lập"),
        Right.OFFICERS: _("quản lý cán bộ"),
        Right.RESTORE: _("khôi phục dữ liệu"),
        Right.OWN_PIN: _("đổi mã PIN của mình"),
    }[right]


def holders(right: Right) -> str:
    """Who has the right, as it stands behind a key: ``một cửa, lãnh đạo``."""
    return ", ".join(role_label(role) for role in Role if role in RIGHTS[right])


def seat_label(seat: Seat) -> str:
    """Who is signed in at a guarded desk: ``Mai (một cửa)``."""
    return f"{seat.name} ({role_label(seat.role)})" if seat.role else _("chưa đăng nhập")


def refusal(seat: Seat, right: Right) -> RightError:
    """Why whoever sits there may not do it, and who may."""
    wanted = _("Việc này của: {roles}.").format(roles=holders(right))
    if seat.role is None:
        return RightError(
            _("Chưa đăng nhập: không có quyền {right}.").format(right=right_label(right)),
            _("{wanted} Đăng nhập trên màn hình, hoặc thêm --as TÊN vào lệnh.").format(wanted=wanted),
        )
    return RightError(
        _("Không có quyền {right}: vai trò của {name} là {role}.").format(
            right=right_label(right), name=seat.name, role=role_label(seat.role)
        ),
        wanted,
    )
