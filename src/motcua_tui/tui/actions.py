"""The registry of actions: every key of the program is a row here, and only here.

Bindings, footer, help, command palette and the table of keys in the documentation are derived:

- ``bindings_for("dossiers")`` → ``BINDINGS`` of that screen or widget; the binding's ``id`` is the
  action's (a keymap rebinds by it), its method ``action_<id with underscores>``;
- ``actions_for("app", "dossiers", "table")`` → the rows in registry order (palette, documentation);
- ``widgets.keys.help_rows("app", "dossiers", "table")`` → the rows of the help screen, by group.

Places (``where``): the screens ``app today dossiers detail report calendar moves calculator catalogue form
accept filters palette help``, the dialogs ``confirm notice menu dates sentence``, and the widgets ``table
counts figures month search choice picker``. Order is importance: a narrow footer drops from the end.
Keys avoid what Vietnamese input methods turn into a letter by itself (Telex: ``w`` ``[`` ``]`` ``{`` ``}``).
Printable keys go into a focused text field, so what matters there has an F-key or Ctrl as well.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from textual.binding import Binding, BindingType

from motcua_tui.i18n import _


class Group(StrEnum):
    """The headings of the help screen, in its order; ``group_title`` gives the words."""

    DESK = "desk"
    DOSSIERS = "dossiers"
    REPORT = "report"
    CALENDAR = "calendar"
    CATALOGUE = "catalogue"
    LIST = "list"
    FORM = "form"


@dataclass(frozen=True, slots=True)
class Action:
    """Something a person can do with a key.

    ``title`` is one to three words, ``footer`` shorter ones for the footer (neighbours with the same share
    one entry: ``←→ Kỳ``), ``help`` a sentence, ``where`` the places that bind it, ``cli`` the command that
    does the same (empty: none). ``priority`` keys come before those of the focused widget.
    """

    id: str
    keys: tuple[str, ...]
    title: str
    help: str
    group: Group
    where: tuple[str, ...]
    show_in_footer: bool = False
    footer: str = ""
    cli: str = ""
    priority: bool = False

    @property
    def method(self) -> str:
        """The name Textual calls: ``clear-filters`` → ``action_clear_filters``."""
        return self.id.replace("-", "_")

    def binding(self) -> Binding:
        return Binding(
            ",".join(self.keys),
            self.method,
            self.title,
            show=self.show_in_footer,
            key_display=key_label(self.keys[0]),
            priority=self.priority,
            tooltip=self.help,
            id=self.id,
        )


ACTIONS: Final[tuple[Action, ...]] = (
    Action(
        "open",
        ("enter",),
        _("Mở"),
        _("Mở hồ sơ hoặc danh sách đang chọn."),
        Group.LIST,
        ("table", "counts", "month"),
        show_in_footer=True,
        cli="motcua show",
    ),
    Action(
        "back",
        ("escape",),
        _("Quay lại"),
        _("Về màn hình trước."),
        Group.DOSSIERS,
        ("dossiers", "detail", "help", "catalogue"),
        show_in_footer=True,
    ),
    Action(
        "open-figure",
        ("enter",),
        _("Danh sách của con số"),
        _("Mở danh sách hồ sơ đứng sau con số đang chọn."),
        Group.REPORT,
        ("figures",),
        show_in_footer=True,
        footer=_("Danh sách"),
        cli="motcua list",
    ),
    Action(
        "save",
        ("ctrl+s",),
        _("Lưu"),
        _("Kiểm tra và lưu biểu đang nhập."),
        Group.FORM,
        ("form",),
        show_in_footer=True,
        priority=True,
    ),
    Action(
        "apply",
        ("ctrl+s", "f3"),
        _("Lọc"),
        _("Dùng bộ lọc này cho danh sách."),
        Group.FORM,
        ("filters",),
        show_in_footer=True,
        priority=True,
    ),
    Action(
        "save-next",
        ("ctrl+t",),
        _("Lưu, nhập tiếp"),
        _("Lưu rồi mở biểu mới với cùng thủ tục."),
        Group.FORM,
        ("accept",),
        show_in_footer=True,
        priority=True,
    ),
    Action(
        "cancel",
        ("escape",),
        _("Thôi"),
        _("Đóng biểu, không lưu."),
        Group.FORM,
        ("form", "menu", "dates", "filters", "palette", "calculator"),
        show_in_footer=True,
    ),
    Action(
        "accept",
        ("f2",),
        _("Tiếp nhận", "to do"),
        _("Tiếp nhận một hồ sơ mới."),
        Group.DOSSIERS,
        ("today", "dossiers", "detail"),
        show_in_footer=True,
        cli="motcua accept",
    ),
    Action(
        "finish",
        ("f5",),
        _("Kết quả"),
        _("Ghi kết quả giải quyết của hồ sơ đang chọn."),
        Group.DOSSIERS,
        ("today", "dossiers", "detail"),
        show_in_footer=True,
        cli="motcua finish",
    ),
    Action(
        "supplement",
        ("f6",),
        _("Bổ sung"),
        _("Yêu cầu bổ sung; hồ sơ đang chờ bổ sung thì ghi nhận đã bổ sung đủ."),
        Group.DOSSIERS,
        ("today", "dossiers", "detail"),
        show_in_footer=True,
        cli="motcua supplement",
    ),
    Action(
        "more",
        ("m",),
        _("Việc khác"),
        _("Mọi việc làm được với hồ sơ đang chọn, và vì sao có việc không làm được."),
        Group.DOSSIERS,
        ("today", "dossiers", "detail"),
        show_in_footer=True,
        footer=_("Khác"),
    ),
    Action(
        "undo",
        ("u",),
        _("Hoàn tác"),
        _("Hoàn tác bước gần nhất của hồ sơ đang chọn."),
        Group.DOSSIERS,
        ("today", "dossiers", "detail"),
        show_in_footer=True,
        cli="motcua undo",
    ),
    Action(
        "search",
        ("slash", "f3"),
        _("Tìm"),
        _("Tìm theo mã, người nộp, thủ tục; không cần gõ dấu."),
        Group.DOSSIERS,
        ("today", "dossiers", "catalogue"),
        show_in_footer=True,
        cli="motcua list --search",
    ),
    Action(
        "redate",
        ("f7",),
        _("Hẹn lại"),
        _("Xin lỗi và hẹn lại ngày trả kết quả, một lần."),
        Group.DOSSIERS,
        ("today", "dossiers", "detail"),
        show_in_footer=True,
        cli="motcua redate",
    ),
    Action(
        "return",
        ("f9",),
        _("Trả kết quả"),
        _("Ghi đã trả kết quả cho người nộp."),
        Group.DOSSIERS,
        ("today", "dossiers", "detail"),
        show_in_footer=True,
        footer=_("Trả"),
        cli="motcua return",
    ),
    Action(
        "hand-over",
        ("f4",),
        _("Chuyển"),
        _("Chuyển hồ sơ cho phòng, cán bộ."),
        Group.DOSSIERS,
        ("today", "dossiers", "detail"),
        cli="motcua hand-over",
    ),
    Action(
        "redo",
        ("ctrl+y",),
        _("Làm lại"),
        _("Làm lại bước vừa hoàn tác của hồ sơ đang chọn."),
        Group.DOSSIERS,
        ("today", "dossiers", "detail"),
        cli="motcua redo",
    ),
    Action(
        "leave-search",
        ("down", "escape"),
        _("Về danh sách"),
        _("Rời ô tìm kiếm, về danh sách tìm được."),
        Group.DOSSIERS,
        ("search",),
    ),
    Action(
        "filter",
        ("v",),
        _("Bộ lọc"),
        _("Chọn bộ lọc của danh sách."),
        Group.DOSSIERS,
        ("dossiers",),
        show_in_footer=True,
        cli="motcua list",
    ),
    Action(
        "clear-filters",
        ("x",),
        _("Bỏ lọc"),
        _("Bỏ từ tìm kiếm và mọi điều kiện lọc."),
        Group.DOSSIERS,
        ("dossiers",),
        show_in_footer=True,
    ),
    Action(
        "period-previous",
        ("left", "comma", "less_than_sign"),
        _("Kỳ trước"),
        _("Sang kỳ báo cáo liền trước."),
        Group.REPORT,
        ("report",),
        show_in_footer=True,
        footer=_("Kỳ"),
        cli="motcua report --period",
    ),
    Action(
        "period-next",
        ("right", "full_stop", "greater_than_sign"),
        _("Kỳ sau"),
        _("Sang kỳ báo cáo liền sau."),
        Group.REPORT,
        ("report",),
        show_in_footer=True,
        footer=_("Kỳ"),
        cli="motcua report --period",
    ),
    Action(
        "period-kind",
        ("p",),
        _("Loại kỳ"),
        _("Đổi loại kỳ: tháng, quý, 6 tháng, 9 tháng, năm, tuần."),
        Group.REPORT,
        ("report",),
        show_in_footer=True,
        cli="motcua report --period",
    ),
    Action(
        "period-dates",
        ("d",),
        _("Hai ngày"),
        _("Xem số liệu từ một ngày đến một ngày bất kỳ."),
        Group.REPORT,
        ("report",),
        show_in_footer=True,
        cli="motcua report --from --to",
    ),
    Action(
        "profile",
        ("f",),
        _("Cách tính"),
        _("Đổi biểu mẫu và cách tính tỷ lệ."),
        Group.REPORT,
        ("report",),
        show_in_footer=True,
        cli="motcua report --profile",
    ),
    Action(
        "grouping",
        ("g",),
        _("Nhóm"),
        _("Đổi cách nhóm dòng: lĩnh vực, thủ tục, hình thức nộp, đơn vị, cán bộ, tháng."),
        Group.REPORT,
        ("report",),
        show_in_footer=True,
        cli="motcua report --by",
    ),
    Action(
        "copy-sentence",
        ("c",),
        _("Sao chép đoạn"),
        _("Sao chép đoạn văn báo cáo của kỳ đang xem."),
        Group.REPORT,
        ("report",),
        show_in_footer=True,
        footer=_("Sao chép"),
        cli="motcua report --style",
    ),
    Action(
        "style",
        ("t",),
        _("Lối viết"),
        _("Đổi lối viết của đoạn văn báo cáo."),
        Group.REPORT,
        ("sentence",),
        cli="motcua report --style",
    ),
    Action(
        "open-warnings",
        ("l",),
        _("Hồ sơ lỗi số liệu"),
        _("Mở danh sách hồ sơ có số liệu đáng ngờ trong kỳ."),
        Group.REPORT,
        ("report",),
    ),
    Action(
        "reload",
        ("r",),
        _("Tải lại"),
        _("Đọc lại số liệu mới nhất."),
        Group.DESK,
        ("today", "dossiers", "detail", "report", "calendar", "catalogue"),
    ),
    Action(
        "new-version",
        ("n", "f2"),
        _("Phiên bản mới"),
        _("Ghi phiên bản mới của thủ tục đang chọn theo quyết định."),
        Group.CATALOGUE,
        ("catalogue",),
        show_in_footer=True,
        footer=_("Bản mới"),
    ),
    Action(
        "edit-version",
        ("e",),
        _("Sửa thủ tục"),
        _("Sửa tại chỗ, khi chưa có hồ sơ nào theo phiên bản này."),
        Group.CATALOGUE,
        ("catalogue",),
        show_in_footer=True,
        footer=_("Sửa"),
    ),
    Action(
        "add-procedure",
        ("a",),
        _("Thêm thủ tục"),
        _("Thêm một thủ tục chưa có trong danh mục."),
        Group.CATALOGUE,
        ("catalogue",),
        show_in_footer=True,
        footer=_("Thêm"),
    ),
    Action(
        "import-procedures",
        ("i",),
        _("Nạp danh mục"),
        _("Nạp danh mục thủ tục từ tệp; xem trước khi ghi."),
        Group.CATALOGUE,
        ("catalogue",),
        show_in_footer=True,
        footer=_("Nạp"),
        cli="motcua import procedures",
    ),
    Action(
        "month-previous",
        ("pageup",),
        _("Tháng trước"),
        _("Sang tháng trước."),
        Group.CALENDAR,
        ("month",),
        show_in_footer=True,
        footer=_("Tháng"),
    ),
    Action(
        "month-next",
        ("pagedown",),
        _("Tháng sau"),
        _("Sang tháng sau."),
        Group.CALENDAR,
        ("month",),
        show_in_footer=True,
        footer=_("Tháng"),
    ),
    Action(
        "add-day",
        ("a", "f2"),
        _("Ghi ngày"),
        _("Ghi ngày nghỉ hoặc ngày làm bù, hay sửa ngày đang chọn."),
        Group.CALENDAR,
        ("calendar",),
        show_in_footer=True,
        footer=_("Ghi"),
        cli="motcua calendar add",
    ),
    Action(
        "remove-day",
        ("delete",),
        _("Bỏ ngày"),
        _("Bỏ ngày đang chọn khỏi lịch: thành ngày thường."),
        Group.CALENDAR,
        ("calendar",),
        show_in_footer=True,
        footer=_("Bỏ"),
        cli="motcua calendar remove",
    ),
    Action(
        "confirm-until",
        ("c",),
        _("Xác nhận"),
        _("Xác nhận lịch đến hết ngày đang chọn."),
        Group.CALENDAR,
        ("calendar",),
        show_in_footer=True,
        cli="motcua calendar confirm",
    ),
    Action(
        "calculate",
        ("h",),
        _("Tính hạn"),
        _("Tính ngày hẹn trả của một thời hạn, với từng ngày và lý do."),
        Group.CALENDAR,
        ("calendar",),
        show_in_footer=True,
        cli="motcua due --explain",
    ),
    Action(
        "due-moves",
        ("m",),
        _("Hạn lệch lịch"),
        _("Xem hồ sơ đang giải quyết có hạn tính trước khi lịch thay đổi."),
        Group.CALENDAR,
        ("calendar",),
        cli="motcua calendar check",
    ),
    Action(
        "import-days",
        ("i",),
        _("Nạp lịch"),
        _("Nạp ngày nghỉ, ngày làm bù từ tệp; xem trước khi ghi."),
        Group.CALENDAR,
        ("calendar",),
        cli="motcua import calendar",
    ),
    Action(
        "go-today",
        ("t", "home"),
        _("Về hôm nay"),
        _("Đưa con trỏ về ngày hôm nay."),
        Group.CALENDAR,
        ("calendar",),
    ),
    Action(
        "move-due",
        ("ctrl+s",),
        _("Dời hạn"),
        _("Dời hạn các hồ sơ đã chọn theo lịch mới, có ghi lý do."),
        Group.CALENDAR,
        ("moves",),
        show_in_footer=True,
        cli="motcua calendar check --move",
        priority=True,
    ),
    Action(
        "mark-all",
        ("a", "f4"),
        _("Chọn hết"),
        _("Chọn hoặc bỏ chọn mọi dòng."),
        Group.CALENDAR,
        ("moves",),
        show_in_footer=True,
    ),
    Action(
        "keep-due",
        ("escape",),
        _("Giữ nguyên"),
        _("Giữ nguyên hạn của mọi hồ sơ và quay lại."),
        Group.CALENDAR,
        ("moves",),
        show_in_footer=True,
    ),
    Action(
        "mark",
        ("space",),
        _("Chọn"),
        _("Chọn hoặc bỏ chọn dòng, rồi xuống dòng dưới."),
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

_KEY_LABELS: Final = {
    "enter": "↵",
    "left": "←",
    "right": "→",
    "up": "↑",
    "down": "↓",
    "escape": "Esc",
    "slash": "/",
    "question_mark": "?",
    "comma": ",",
    "full_stop": ".",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "delete": "Del",
}


def key_label(key: str) -> str:
    """A key as it is printed: ``ctrl+p`` → ``Ctrl+P``, ``slash`` → ``/``, letters as they are typed."""
    *modifiers, name = key.split("+")
    label = _KEY_LABELS.get(name, name.capitalize() if modifiers or len(name) > 1 else name)
    return "+".join([*(modifier.capitalize() for modifier in modifiers), label])


def group_title(group: Group) -> str:
    """The heading of a group on the help screen."""
    return {
        Group.DESK: _("Chung"),
        Group.DOSSIERS: _("Hồ sơ"),
        Group.REPORT: _("Báo cáo"),
        Group.CALENDAR: _("Lịch"),
        Group.CATALOGUE: _("Thủ tục", "many"),
        Group.LIST: _("Danh sách và bảng"),
        Group.FORM: _("Biểu nhập và câu hỏi"),
    }[group]


def actions_for(*places: str) -> tuple[Action, ...]:
    """The actions of the places, in registry order."""
    return tuple(action for action in ACTIONS if not set(places).isdisjoint(action.where))


def bindings_for(place: str) -> list[BindingType]:
    """The ``BINDINGS`` of one screen or widget."""
    return [action.binding() for action in actions_for(place)]
