"""Keys of lists, dialogs and the program as a whole."""

from __future__ import annotations

from typing import Final

from motcua_tui.i18n import _
from motcua_tui.tui.actions.row import Action, Group

ROWS: Final[tuple[Action, ...]] = (
    Action(
        "mark",
        ("space",),
        _("Chọn"),
        _("Chọn hoặc bỏ chọn dòng, rồi xuống dòng dưới."),
        Group.LIST,
        ("table",),
    ),
    Action(
        "mark-down",
        ("shift+down",),
        _("Chọn xuống"),
        _("Chọn từ dòng này xuống; đi ngược lại thì bỏ chọn."),
        Group.LIST,
        ("table",),
    ),
    Action(
        "mark-up",
        ("shift+up",),
        _("Chọn lên"),
        _("Chọn từ dòng này lên; đi ngược lại thì bỏ chọn."),
        Group.LIST,
        ("table",),
    ),
    Action(
        "choose",
        ("enter",),
        _("Chọn"),
        _("Lấy điều đang chọn."),
        Group.LIST,
        ("menu", "dates"),
    ),
    Action(
        "cursor-up",
        ("up",),
        _("Lên"),
        _("Lên một dòng."),
        Group.LIST,
        ("table", "counts", "figures", "picker", "menu", "month"),
    ),
    Action(
        "cursor-down",
        ("down",),
        _("Xuống"),
        _("Xuống một dòng."),
        Group.LIST,
        ("table", "counts", "figures", "picker", "menu", "month"),
    ),
    Action(
        "cursor-left", ("left",), _("Trái"), _("Sang ô bên trái."), Group.LIST, ("figures", "choice", "month")
    ),
    Action(
        "cursor-right",
        ("right",),
        _("Phải"),
        _("Sang ô bên phải."),
        Group.LIST,
        ("figures", "choice", "month"),
    ),
    Action("page-up", ("pageup",), _("Trang trên"), _("Lên một trang."), Group.LIST, ("table", "figures")),
    Action(
        "page-down", ("pagedown",), _("Trang dưới"), _("Xuống một trang."), Group.LIST, ("table", "figures")
    ),
    Action("first", ("home",), _("Đầu"), _("Về dòng đầu."), Group.LIST, ("table", "figures")),
    Action("last", ("end",), _("Cuối"), _("Đến dòng cuối."), Group.LIST, ("table", "figures")),
    Action(
        "leave-figures", ("escape",), _("Rời bảng"), _("Bỏ chọn ô trong bảng."), Group.REPORT, ("figures",)
    ),
    Action(
        "sort-previous",
        ("less_than_sign",),
        _("Cột xếp trước"),
        _("Xếp theo cột bên trái."),
        Group.LIST,
        ("table",),
    ),
    Action(
        "sort-next",
        ("greater_than_sign",),
        _("Cột xếp sau"),
        _("Xếp theo cột bên phải."),
        Group.LIST,
        ("table",),
        cli="motcua list --sort",
    ),
    Action("sort-flip", ("s",), _("Đảo thứ tự"), _("Đảo chiều sắp xếp."), Group.LIST, ("table",)),
    Action(
        "yes", ("y",), _("Đồng ý"), _("Đồng ý với câu hỏi."), Group.FORM, ("confirm",), show_in_footer=True
    ),
    Action(
        "no",
        ("escape", "n", "enter"),
        _("Không"),
        _("Không làm gì, đóng câu hỏi."),
        Group.FORM,
        ("confirm",),
        show_in_footer=True,
    ),
    Action(
        "close",
        ("enter", "escape", "space"),
        _("Đóng"),
        _("Đóng thông báo."),
        Group.FORM,
        ("notice", "sentence"),
        show_in_footer=True,
    ),
    Action(
        "stop-work",
        ("escape",),
        _("Dừng"),
        _("Dừng sau việc đang làm dở; phần đã làm vẫn còn."),
        Group.FORM,
        ("progress",),
        show_in_footer=True,
    ),
    Action("tab-today", ("1", "ctrl+n"), _("Hôm nay"), _("Việc của hôm nay."), Group.DESK, ("app",)),
    Action(
        "tab-dossiers",
        ("2", "ctrl+o"),
        _("Hồ sơ"),
        _("Danh sách hồ sơ."),
        Group.DESK,
        ("app",),
        cli="motcua list",
    ),
    Action(
        "tab-report",
        ("3", "ctrl+r"),
        _("Báo cáo"),
        _("Số liệu theo kỳ báo cáo."),
        Group.DESK,
        ("app",),
        cli="motcua report",
    ),
    Action(
        "tab-calendar",
        ("4", "ctrl+l"),
        _("Lịch"),
        _("Ngày nghỉ, ngày làm bù và số hồ sơ đến hạn."),
        Group.DESK,
        ("app",),
        cli="motcua calendar list",
    ),
    Action(
        "tab-catalogue",
        ("5", "ctrl+g"),
        _("Thủ tục", "many"),
        _("Danh mục thủ tục và các phiên bản."),
        Group.DESK,
        ("app",),
        cli="motcua procedures",
    ),
    Action(
        "help",
        ("f1", "question_mark"),
        _("Trợ giúp"),
        _("Các phím dùng được ở đây."),
        Group.DESK,
        ("app",),
        show_in_footer=True,
        cli="motcua --help",
    ),
    Action(
        "command-palette",
        ("ctrl+p",),
        _("Lệnh"),
        _("Tìm và chạy một lệnh theo tên."),
        Group.DESK,
        ("app",),
        show_in_footer=True,
        priority=True,
    ),
    Action(
        "quit",
        ("ctrl+q",),
        _("Thoát"),
        _("Đóng chương trình; mọi việc đã lưu vẫn còn."),
        Group.DESK,
        ("app",),
        priority=True,
    ),
)
