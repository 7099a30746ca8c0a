"""Keys around a report that is sent: locking its period, exporting it, and checking written ones."""

from __future__ import annotations

from typing import Final

from motcua_tui.i18n import _
from motcua_tui.tui.actions.row import Action, Group

ROWS: Final[tuple[Action, ...]] = (
    Action(
        "export-report",
        ("f8",),
        _("Xuất"),
        _("Ghi báo cáo và các biểu của kỳ đang xem ra tệp."),
        Group.REPORT,
        ("report",),
        show_in_footer=True,
        cli="motcua report --xlsx --docx --html",
    ),
    Action(
        "lock-period",
        ("k",),
        _("Khóa kỳ"),
        _("Khóa kỳ đang xem như đã gửi; kỳ đã khóa thì xem chênh lệch."),
        Group.REPORT,
        ("report",),
        show_in_footer=True,
        cli="motcua period lock",
    ),
    Action(
        "locked-periods",
        ("K",),
        _("Các kỳ đã khóa"),
        _("Các kỳ đã khóa, chênh lệch của từng kỳ, và mở khóa."),
        Group.REPORT,
        ("report",),
        cli="motcua period list",
    ),
    Action(
        "open-chain",
        ("h",),
        _("Hồ sơ lệch kỳ trước"),
        _("Mở danh sách hồ sơ làm số kỳ trước chuyển sang khác số kỳ trước đã gửi."),
        Group.REPORT,
        ("report",),
        cli="motcua report --json",
    ),
    Action(
        "check-text",
        ("x",),
        _("Rà soát báo cáo"),
        _("Kiểm tra các số liệu của một báo cáo đã viết: dán văn bản hoặc mở tệp."),
        Group.REPORT,
        ("report",),
        cli="motcua check",
    ),
    Action(
        "unlock-period",
        ("u",),
        _("Mở khóa"),
        _("Mở khóa kỳ đang chọn, có lý do; lần khóa được giữ lại."),
        Group.REPORT,
        ("locks", "difference"),
        show_in_footer=True,
        cli="motcua period unlock",
    ),
    Action(
        "issued-forms",
        ("f8",),
        _("Biểu đã gửi"),
        _("Ghi các biểu đã gửi của kỳ ra tệp, đúng như lúc khóa."),
        Group.REPORT,
        ("locks", "difference"),
        show_in_footer=True,
        cli="motcua period show --out",
    ),
    Action(
        "leave",
        ("escape",),
        _("Quay lại"),
        _("Về màn hình trước."),
        Group.REPORT,
        ("locks", "difference"),
        show_in_footer=True,
    ),
)
