"""What is said beside the figures on a screen: how they were judged, and which data are doubtful."""

from __future__ import annotations

from motcua_tui.domain.codes import JudgeBy
from motcua_tui.domain.profiles import ProfileName
from motcua_tui.i18n import _


def profile_note(name: ProfileName) -> str:
    """The form or practice that a profile follows, with its document."""
    match name:
        case ProfileName.FORM_07A:
            return _("biểu 07a/BTP/KSTT, Thông tư 09/2026/TT-BTP")
        case ProfileName.FORM_06A:
            return _("biểu II.06a/VPCP/KSTT, Thông tư 01/2020/TT-VPCP")
        case ProfileName.FORM_07A_2017:
            return _("biểu 07a, Thông tư 02/2017/TT-VPCP")
        case ProfileName.SEPARATE:
            return _("từ chối, dừng, đóng và chờ bổ sung tính riêng")
        case ProfileName.GIA_LAI:
            return _("cổng Gia Lai: đúng ngày hẹn tính là trước hạn")
        case ProfileName.QD_766:
            return _("Quyết định 766/QĐ-TTg, chỉ số 2.1")


def rate_note(name: ProfileName) -> str:
    """What the on-time rate of a profile divides."""
    match name:
        case ProfileName.FORM_07A | ProfileName.FORM_06A:
            return _("(trước hạn + đúng hạn) / đã giải quyết")
        case ProfileName.FORM_07A_2017:
            return _("đúng hạn / đã giải quyết")
        case ProfileName.SEPARATE:
            return _("(trước hạn + đúng hạn) / (trước hạn + đúng hạn + trễ hạn)")
        case ProfileName.GIA_LAI:
            return _("1 − (giải quyết trễ + đang quá hạn) / tổng tiếp nhận")
        case ProfileName.QD_766:
            return _("(trước hạn + đúng hạn + đang trong hạn) / tất cả")


def judged_by_note(judge_by: JudgeBy) -> str:
    """Which due date decides."""
    match judge_by:
        case JudgeBy.LAWFUL_DUE:
            return _("xét theo hạn giải quyết")
        case JudgeBy.PROMISED:
            return _("xét theo ngày hẹn lại, nếu có")


def warning_note(kind: str) -> str:
    """What is wrong with the dossiers of a data warning; the kind itself where it has no name."""
    notes = {
        "no_acceptance": _("không có ngày tiếp nhận"),
        "finished_without_date": _("đã giải quyết nhưng không có ngày"),
        "finish_before_acceptance": _("có kết quả trước ngày tiếp nhận"),
        "future_date": _("có ngày ở tương lai"),
        "due_before_acceptance": _("hạn trước ngày tiếp nhận"),
        "no_due": _("không có ngày hẹn trả"),
        "online_without_service": _("nộp trực tuyến thủ tục không có dịch vụ trực tuyến"),
        "duplicate_code": _("trùng mã hồ sơ"),
        "late_entry": _("ghi kết quả muộn"),
        "step_limits_differ": _("tổng thời hạn các bước khác thời hạn thủ tục"),
    }
    return notes.get(kind, kind)


def row_heading(by: str) -> str:
    """The heading above the rows of a report."""
    headings = {
        "field": _("Lĩnh vực"),
        "procedure": _("Thủ tục"),
        "channel": _("Hình thức nộp"),
        "department": _("Đơn vị"),
        "officer": _("Cán bộ"),
        "month": _("Tháng"),
        "agency": _("Cơ quan"),
    }
    return headings[by]
