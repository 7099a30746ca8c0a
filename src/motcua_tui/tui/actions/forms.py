"""Keys of the forms: taking dossiers in, drafts, ticking."""

from __future__ import annotations

from typing import Final

from motcua_tui.i18n import _
from motcua_tui.tui.actions.row import Action, Group

ROWS: Final[tuple[Action, ...]] = (
    Action(
        "save-print",
        ("f8",),
        _("Lưu, in giấy hẹn"),
        _("Tiếp nhận rồi ghi ngay giấy tiếp nhận và hẹn trả kết quả."),
        Group.FORM,
        ("accept",),
        show_in_footer=True,
        footer=_("Lưu, in"),
        cli="motcua letter",
        priority=True,
    ),
    Action(
        "save-same",
        ("f9",),
        _("Lưu, cùng giấy hẹn"),
        _("Lưu rồi tiếp nhận thêm hồ sơ khác của cùng người vào cùng giấy hẹn."),
        Group.FORM,
        ("accept",),
        show_in_footer=True,
        footer=_("Cùng giấy hẹn"),
        cli="motcua accept --with",
        priority=True,
    ),
    Action(
        "copy-last",
        ("f4",),
        _("Như hồ sơ trước"),
        _("Điền như hồ sơ mà mình vừa ghi lần trước; mã và giấy hẹn để trống."),
        Group.FORM,
        ("accept",),
        show_in_footer=True,
        footer=_("Như trước"),
        cli="motcua accept --like",
        priority=True,
    ),
    Action(
        "use-draft",
        ("f6",),
        _("Dùng nháp"),
        _("Điền lại những gì đã nhập lần trước mà chưa lưu."),
        Group.FORM,
        ("form",),
        show_in_footer=True,
        priority=True,
    ),
    Action(
        "drop-draft",
        ("f7",),
        _("Bỏ nháp"),
        _("Xóa bản nháp đang giữ, sau khi hỏi lại."),
        Group.FORM,
        ("form",),
        show_in_footer=True,
        priority=True,
    ),
    Action(
        "see-new",
        ("f5",),
        _("Xem bản mới"),
        _("Xem bản mà người khác vừa ghi rồi ghi tiếp hay thôi; những gì đã nhập vẫn còn."),
        Group.FORM,
        ("form", "overtaken"),
        show_in_footer=True,
        cli="motcua show",
        priority=True,
    ),
    Action(
        "tick",
        ("space",),
        _("Đánh dấu"),
        _("Đánh dấu hoặc bỏ dấu mục đang chọn."),
        Group.FORM,
        ("checks",),
    ),
)
