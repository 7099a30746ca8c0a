"""Keys of the desk's own affairs: petitions, settings, officers, what the program said."""

from __future__ import annotations

from typing import Final

from motcua_tui.i18n import _
from motcua_tui.tui.actions.row import Action, Group

ROWS: Final[tuple[Action, ...]] = (
    Action(
        "add-petition",
        ("a", "f2"),
        _("Ghi phản ánh"),
        _("Ghi một phản ánh, kiến nghị mới."),
        Group.PETITIONS,
        ("petitions",),
        show_in_footer=True,
        footer=_("Ghi"),
        cli="motcua petitions add",
    ),
    Action(
        "answer-petition",
        ("f5",),
        _("Trả lời"),
        _("Ghi đã trả lời phản ánh đang chọn."),
        Group.PETITIONS,
        ("petitions",),
        show_in_footer=True,
        cli="motcua petitions answer",
    ),
    Action(
        "correct-petition",
        ("e",),
        _("Sửa phản ánh"),
        _("Sửa phản ánh đang chọn; nội dung cũ còn trong lịch sử."),
        Group.PETITIONS,
        ("petitions",),
        show_in_footer=True,
        footer=_("Sửa"),
        cli="motcua petitions correct",
    ),
    Action(
        "open-petitions",
        ("v",),
        _("Chưa trả lời"),
        _("Chỉ xem phản ánh chưa trả lời, hoặc xem tất cả."),
        Group.PETITIONS,
        ("petitions",),
        show_in_footer=True,
        cli="motcua petitions list --open",
    ),
    Action(
        "petitions",
        ("ctrl+b",),
        _("Phản ánh, kiến nghị"),
        _("Sổ phản ánh, kiến nghị: tiếp nhận, hạn trả lời, đã trả lời."),
        Group.DESK,
        ("app",),
        cli="motcua petitions list",
    ),
)
