"""Keys of the report screen."""

from __future__ import annotations

from typing import Final

from motcua_tui.i18n import _
from motcua_tui.tui.actions.row import Action, Group

ROWS: Final[tuple[Action, ...]] = (
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
)
