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
        _("Ghi giấy đang xem ra tệp docx trong thư mục in, và vào lịch sử hồ sơ."),
        Group.FORM,
        ("preview",),
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
        "open-file",
        ("o",),
        _("Mở tệp"),
        _("Mở tệp vừa ghi bằng chương trình của máy."),
        Group.FORM,
        ("preview", "printed"),
        show_in_footer=True,
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
