"""Keys of what leaves the desk on paper: letters, their preview, many of them, lists, common reasons."""

from __future__ import annotations

from typing import Final

from motcua_tui.i18n import _
from motcua_tui.tui.actions.row import Action, Group

ROWS: Final[tuple[Action, ...]] = (
    Action(
        "write-paper",
        ("ctrl+s",),
        _("Ghi tệp"),
        _("Ghi giấy, danh sách đang xem ra tệp docx trong thư mục in; giấy thì ghi cả vào lịch sử hồ sơ."),
        Group.FORM,
        ("preview", "list-preview", "document"),
        show_in_footer=True,
        cli="motcua letter",
        priority=True,
    ),
    Action(
        "fill-in",
        ("f4", "e"),
        _("Điền thêm"),
        _("Điền những gì sổ chưa có: số giấy, quyển, người ký."),
        Group.FORM,
        ("preview",),
        show_in_footer=True,
        cli="motcua letter --number",
    ),
    Action(
        "narrow",
        ("f4", "e"),
        _("Ngày, đơn vị"),
        _("Chọn ngày và phòng, đơn vị của danh sách."),
        Group.FORM,
        ("list-preview",),
        show_in_footer=True,
        footer=_("Ngày, phòng"),
        cli="motcua form --department",
    ),
    Action(
        "open-file",
        ("o",),
        _("Mở tệp"),
        _("Mở tệp vừa ghi bằng chương trình của máy."),
        Group.FORM,
        ("preview", "list-preview", "document", "printed"),
        show_in_footer=True,
    ),
    Action(
        "lists",
        ("i",),
        _("Danh sách, sổ"),
        _("Danh sách đôn đốc, phiếu bàn giao, thu phí, giao ban, sổ theo dõi: xem, ghi tệp, sao chép."),
        Group.DESK,
        ("today", "dossiers", "report"),
        cli="motcua form",
    ),
    Action(
        "write-workbook",
        ("x", "f5"),
        _("Ghi xlsx"),
        _("Ghi danh sách đang xem ra bảng tính."),
        Group.FORM,
        ("list-preview",),
        show_in_footer=True,
        footer=_("xlsx"),
        cli="motcua form",
    ),
    Action(
        "copy-text",
        ("c", "f6"),
        _("Sao chép chữ"),
        _("Sao chép danh sách thành chữ, để dán vào tin nhắn."),
        Group.FORM,
        ("list-preview", "document"),
        show_in_footer=True,
        footer=_("Sao chép"),
        cli="motcua form --text",
    ),
    Action(
        "write-each",
        ("d", "f7"),
        _("Mỗi đơn vị một tệp"),
        _("Ghi danh sách của từng phòng, đơn vị ra tệp docx riêng, để ký riêng."),
        Group.FORM,
        ("list-preview",),
        show_in_footer=True,
        footer=_("Từng phòng"),
        cli="motcua form --each-department",
    ),
    Action(
        "take-sentence",
        ("alt+1",),
        _("Mẫu câu 1–9"),
        _("Lấy lý do thường gặp: Alt cùng số, hoặc chỉ số khi ô còn trống."),
        Group.FORM,
        ("numbered",),
        cli="motcua settings",
    ),
)
