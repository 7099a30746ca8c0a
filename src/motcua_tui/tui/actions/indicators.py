"""Keys of the indicators of the reform reports; all of them work while a field is being typed into."""

from __future__ import annotations

from typing import Final

from motcua_tui.i18n import _
from motcua_tui.tui.actions.row import Action, Group

ROWS: Final[tuple[Action, ...]] = (
    Action(
        "indicators",
        ("alt+c",),
        _("Chỉ tiêu CCHC"),
        _("Mở các chỉ tiêu của báo cáo cải cách hành chính: nhập, kiểm tra, kỳ trước."),
        Group.REPORT,
        ("app",),
        cli="motcua indicators list",
    ),
    Action(
        "indicator-form",
        ("f4",),
        _("Chọn biểu"),
        _("Sang Biểu mẫu 1–7, báo cáo hiện đại hóa hoặc bảng điểm."),
        Group.REPORT,
        ("indicators",),
        show_in_footer=True,
        footer=_("Biểu"),
        cli="motcua indicators list --form",
    ),
    Action(
        "evidence",
        ("f5",),
        _("Hồ sơ của chỉ tiêu"),
        _("Mở hồ sơ, thủ tục, phản ánh mà chỉ tiêu tính từ sổ đã đếm."),
        Group.REPORT,
        ("indicators",),
        show_in_footer=True,
        footer=_("Hồ sơ"),
        cli="motcua indicators behind",
    ),
    Action(
        "indicator-kind",
        ("f6",),
        _("Loại kỳ"),
        _("Đổi loại kỳ: tháng, quý, 6 tháng, 9 tháng, năm, tuần."),
        Group.REPORT,
        ("indicators",),
        show_in_footer=True,
        cli="motcua indicators list --period",
    ),
    Action(
        "indicator-dates",
        ("f7",),
        _("Hai ngày"),
        _("Nhập chỉ tiêu từ một ngày đến một ngày bất kỳ."),
        Group.REPORT,
        ("indicators",),
        show_in_footer=True,
        cli="motcua indicators list --from --to",
    ),
    Action(
        "indicator-earlier",
        ("alt+left",),
        _("Kỳ trước"),
        _("Sang kỳ báo cáo liền trước."),
        Group.REPORT,
        ("indicators",),
        cli="motcua indicators list --period",
    ),
    Action(
        "indicator-later",
        ("alt+right",),
        _("Kỳ sau"),
        _("Sang kỳ báo cáo liền sau."),
        Group.REPORT,
        ("indicators",),
        cli="motcua indicators list --period",
    ),
    Action(
        "form-next",
        ("ctrl+pagedown",),
        _("Biểu sau"),
        _("Sang biểu liền sau."),
        Group.REPORT,
        ("indicators",),
        cli="motcua indicators list --form",
    ),
    Action(
        "form-previous",
        ("ctrl+pageup",),
        _("Biểu trước"),
        _("Sang biểu liền trước."),
        Group.REPORT,
        ("indicators",),
        cli="motcua indicators list --form",
    ),
    Action(
        "field-down",
        ("down",),
        _("Ô sau"),
        _("Xuống ô sau; Enter, Tab cũng vậy."),
        Group.REPORT,
        ("indicators",),
    ),
    Action(
        "field-up",
        ("up",),
        _("Ô trước"),
        _("Lên ô trước."),
        Group.REPORT,
        ("indicators",),
    ),
)
