"""Keys of the dialogs that choose, keep and name lists, and choose their columns."""

from __future__ import annotations

from typing import Final

from motcua_tui.domain.roles import Right
from motcua_tui.i18n import _
from motcua_tui.tui.actions.row import Action, Group

ROWS: Final[tuple[Action, ...]] = (
    Action(
        "keep-view",
        ("ctrl+s",),
        _("Lưu"),
        _("Lưu danh sách đang xem: điều kiện lọc, thứ tự và cột."),
        Group.FORM,
        ("views",),
        show_in_footer=True,
        cli="motcua views save",
        right=Right.VIEWS,
    ),
    Action(
        "rename-view",
        ("f2",),
        _("Đổi tên"),
        _("Đổi tên danh sách đã lưu."),
        Group.FORM,
        ("views",),
        show_in_footer=True,
        cli="motcua views rename",
        right=Right.VIEWS,
    ),
    Action(
        "forget-view",
        ("delete",),
        _("Xóa"),
        _("Xóa danh sách đã lưu; hồ sơ vẫn còn."),
        Group.FORM,
        ("views",),
        show_in_footer=True,
        cli="motcua views delete",
        right=Right.VIEWS,
    ),
    Action(
        "take-name",
        ("ctrl+s",),
        _("Dùng tên này"),
        _("Lưu với tên vừa nhập."),
        Group.FORM,
        ("name",),
        show_in_footer=True,
        priority=True,
    ),
    Action(
        "toggle-column",
        ("space",),
        _("Hiện, ẩn"),
        _("Hiện hoặc ẩn cột."),
        Group.FORM,
        ("columns",),
        show_in_footer=True,
    ),
    Action(
        "column-up",
        ("shift+up", "less_than_sign"),
        _("Sang trái"),
        _("Đưa cột sang trái."),
        Group.FORM,
        ("columns",),
        show_in_footer=True,
    ),
    Action(
        "column-down",
        ("shift+down", "greater_than_sign"),
        _("Sang phải"),
        _("Đưa cột sang phải."),
        Group.FORM,
        ("columns",),
        show_in_footer=True,
    ),
    Action(
        "usual-columns",
        ("delete",),
        _("Như đầu"),
        _("Trở về các cột ban đầu."),
        Group.FORM,
        ("columns",),
        show_in_footer=True,
    ),
)
