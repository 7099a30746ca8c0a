"""What people call the columns of a register, and the codes that its words stand for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from motcua_tui.domain.codes import Channel, ReturnWay
from motcua_tui.i18n import _
from motcua_tui.labels import channel_label, return_label
from motcua_tui.services.importing.vocabulary import Status

CODED: Final = ("channel", "outcome", "returned_by")
"""The columns whose words stand for codes of ours."""


def column_label(name: str) -> str:
    """Our column of a register, as a heading."""
    return {
        "code": _("Mã hồ sơ"),
        "procedure_code": _("Mã thủ tục"),
        "procedure": _("Thủ tục"),
        "field": _("Lĩnh vực"),
        "applicant": _("Tên tổ chức, cá nhân"),
        "applicant_id": _("Số giấy tờ"),
        "phone": _("Điện thoại"),
        "address": _("Địa chỉ"),
        "email": _("Thư điện tử"),
        "submitter": _("Người nộp thay"),
        "submitter_id": _("Giấy tờ người nộp thay"),
        "submitter_phone": _("Điện thoại người nộp thay"),
        "filed_by_officer": _("Cán bộ nộp hộ"),
        "channel": _("Hình thức nộp"),
        "submitted": _("Ngày nộp"),
        "accepted": _("Ngày tiếp nhận"),
        "due": _("Ngày hẹn trả"),
        "handed_over": _("Ngày chuyển"),
        "supplement_asked": _("Ngày yêu cầu bổ sung"),
        "supplement_done": _("Ngày bổ sung"),
        "payment_asked": _("Ngày yêu cầu thanh toán"),
        "promised_due": _("Ngày hẹn lại"),
        "finished": _("Ngày có kết quả"),
        "returned": _("Ngày trả"),
        "outcome": _("Tình trạng"),
        "result_number": _("Số kết quả"),
        "returned_by": _("Hình thức trả"),
        "department": _("Đơn vị"),
        "officer": _("Cán bộ thụ lý"),
        "sets": _("Số bộ"),
        "fee": _("Phí, lệ phí"),
        "fee_receipt": _("Biên lai"),
        "fee_collector": _("Người thu phí"),
        "paid_online": _("Thanh toán trực tuyến"),
        "papers_digitised": _("Đã số hóa hồ sơ"),
        "result_digitised": _("Đã số hóa kết quả"),
        "receipt_number": _("Số giấy hẹn"),
        "late_cause": _("Nguyên nhân trễ"),
        "note": _("Ghi chú"),
    }.get(name, name)


def missing_label(columns: Sequence[str]) -> str:
    """That a sheet has none of these columns, of which it needs one."""
    names = _(" hoặc ").join(f"“{column_label(name)}”" for name in columns)
    return _("Chưa có cột {names}: chọn cột của sổ cho nó.").format(names=names)


def status_label(status: Status) -> str:
    """What the status column says about a dossier."""
    match status:
        case Status.GRANTED:
            return _("đã có kết quả")
        case Status.RETURNED:
            return _("đã trả kết quả")
        case Status.REFUSED:
            return _("từ chối giải quyết")
        case Status.STOPPED:
            return _("dừng theo đề nghị của người nộp")
        case Status.CLOSED:
            return _("đóng hồ sơ")
        case Status.PENDING:
            return _("đang giải quyết")
        case Status.AWAITING_SUPPLEMENT:
            return _("chờ bổ sung")
        case Status.AWAITING_PAYMENT:
            return _("chờ thanh toán")
        case Status.SUBMITTED:
            return _("chờ tiếp nhận")
        case Status.DECLINED:
            return _("từ chối tiếp nhận")


def codes_of(name: str) -> dict[str, str]:
    """The codes that a word of that column may stand for, and what each means."""
    match name:
        case "channel":
            return {code.value: channel_label(code) for code in Channel}
        case "outcome":
            return {code.value: status_label(code) for code in Status}
        case _:
            return {code.value: return_label(code) for code in ReturnWay}
