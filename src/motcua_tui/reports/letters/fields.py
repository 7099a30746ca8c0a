"""What each paper says: one frozen dataclass a paper, every field with its tag and its meaning.

A tag is the name by which a template asks for the field (``{{ ma_ho_so }}``), Vietnamese without
accents because officers edit the templates. Values are texts ready to be printed; an empty one is
printed as a dotted line, to be filled in by hand, or as a white cell in a table. The fields are those
of TT 01/2018/TT-VPCP and TT 03/2025/TT-VPCP, by paper.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import Field, dataclass, field, fields
from typing import Any, Final, get_args, get_type_hints

from motcua_tui.domain.text import clean
from motcua_tui.reports.letters.papers import Paper

QR_TAG: Final = "ma_qr"
"""The picture of the dossier's code."""

WHITE: Final = "\N{NO-BREAK SPACE}"
"""An empty cell of a table."""

Printed = str | list[dict[str, str]]
"""A text, or the rows of a table."""


def said(tag: str, meaning: str) -> Any:  # as dataclasses.field, which stands for a value of any type
    """A field under its tag; empty unless given."""
    return field(default="", metadata={"tag": tag, "meaning": meaning})


def rows(tag: str, meaning: str) -> Any:  # as dataclasses.field
    """A table under its tag; without rows unless given."""
    return field(default=(), metadata={"tag": tag, "meaning": meaning})


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What stands on every paper: who issues it, where and when, who signs."""

    parent_agency: str = said("co_quan_cap_tren", "Cơ quan cấp trên, bỏ trống nếu không có")
    agency: str = said("co_quan", "Tên cơ quan")
    desk: str = said("bo_phan", "Tên bộ phận một cửa")
    place: str = said("noi_lap", "Nơi lập, trước ngày tháng")
    issued_on: str = said("ngay_lap", "Ngày lập: ngày 05 tháng 01 năm 2026")
    number: str = said("so", "Số của giấy, số thứ tự trong sổ")
    officer: str = said("can_bo", "Người trực bàn")
    desk_phone: str = said("dien_thoai_bo_phan", "Điện thoại của bộ phận một cửa")
    signatory: str = said("nguoi_ky", "Người ký")
    signatory_title: str = said("chuc_danh", "Chức danh người ký")


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierLetter(Letter):
    """What every paper about one dossier says of it."""

    code: str = said("ma_ho_so", "Mã hồ sơ")
    procedure: str = said("thu_tuc", "Tên thủ tục hành chính")
    field_name: str = said("linh_vuc", "Lĩnh vực")
    owner: str = said("chu_ho_so", "Tên tổ chức, cá nhân có hồ sơ")
    owner_id: str = said("so_giay_to", "Số CCCD hoặc mã số thuế")
    submitter: str = said("nguoi_nop", "Người nộp, là chủ hồ sơ nếu không có người nộp thay")
    submitter_id: str = said("so_giay_to_nguoi_nop", "Số CCCD của người nộp thay")
    submitter_phone: str = said("dien_thoai_nguoi_nop", "Điện thoại của người nộp thay")
    address: str = said("dia_chi", "Địa chỉ")
    phone: str = said("dien_thoai", "Điện thoại")
    email: str = said("email", "Thư điện tử")
    accepted_on: str = said("ngay_tiep_nhan", "Ngày tiếp nhận")
    receipt_due: str = said("ngay_hen_tra", "Ngày hẹn trả trên giấy hẹn")


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperRow:
    """One line of the table of papers."""

    place: str = said("stt", "Số thứ tự")
    name: str = said("ten", "Tên giấy tờ")
    originals: str = said("ban_chinh", "Số bản chính")
    copies: str = said("ban_sao", "Số bản sao")


@dataclass(frozen=True, slots=True, kw_only=True)
class TogetherRow:
    """One of the dossiers on the same receipt."""

    place: str = said("stt", "Số thứ tự")
    code: str = said("ma_ho_so", "Mã hồ sơ")
    procedure: str = said("thu_tuc", "Tên thủ tục hành chính")
    receipt_due: str = said("hen_tra", "Ngày hẹn trả")


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt(DossierLetter):
    book: str = said("quyen_so", "Quyển số")
    channel: str = said("hinh_thuc_nop", "Hình thức nộp")
    papers: tuple[PaperRow, ...] = rows("giay_to", "Các giấy tờ đã nhận")
    together: tuple[TogetherRow, ...] = rows("cung_giay", "Các hồ sơ cùng giấy tiếp nhận, nếu nhiều hơn một")
    sets: str = said("so_bo", "Số bộ hồ sơ")
    limit: str = said("thoi_han", "Thời hạn giải quyết theo quy định")
    accepted_at: str = said("luc_tiep_nhan", "Giờ, ngày tiếp nhận")
    due_at: str = said("luc_hen_tra", "Giờ, ngày hẹn trả")
    collecting: str = said("cach_nhan", "Cách nhận kết quả")
    fee: str = said("phi", "Phí, lệ phí")
    lookup: str = said("tra_cuu", "Địa chỉ tra cứu hồ sơ")


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedRow:
    """One thing to add or to correct."""

    place: str = said("stt", "Số thứ tự")
    what: str = said("noi_dung", "Giấy tờ, nội dung cần bổ sung")


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplementRequest(DossierLetter):
    wanted: tuple[WantedRow, ...] = rows("bo_sung", "Những gì cần bổ sung, hoàn thiện")
    reason: str = said("ly_do", "Lý do")
    ground: str = said("can_cu", "Căn cứ pháp lý")
    time: str = said("lan_thu", "Yêu cầu bổ sung lần thứ mấy")
    complete_by: str = said("bo_sung_truoc", "Ngày cuối để bổ sung")


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal(DossierLetter):
    reason: str = said("ly_do", "Lý do từ chối")
    ground: str = said("can_cu", "Căn cứ pháp lý")


@dataclass(frozen=True, slots=True, kw_only=True)
class Apology(DossierLetter):
    late_unit: str = said("don_vi_cham", "Đơn vị giải quyết chậm")
    reason: str = said("ly_do", "Lý do chậm")
    promised_due: str = said("ngay_hen_lai", "Ngày trả kết quả mới")
    collect_at: str = said("noi_tra", "Nơi trả kết quả")


@dataclass(frozen=True, slots=True, kw_only=True)
class StopNotice(DossierLetter):
    reason: str = said("ly_do", "Lý do xin dừng")
    stopped_on: str = said("ngay_dung", "Ngày dừng giải quyết")
    reached: str = said("giai_doan", "Hồ sơ đã giải quyết đến đâu")
    given_back: str = said("tra_lai", "Phí, giấy tờ trả lại")


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRow:
    """One hand-over of the control slip."""

    place: str = said("stt", "Số thứ tự")
    giver: str = said("ben_giao", "Bên giao")
    taker: str = said("ben_nhan", "Bên nhận")
    at: str = said("luc", "Giờ, ngày giao nhận")
    allowed: str = said("duoc_giao", "Thời hạn của bước, hoặc số ngày làm việc còn lại đến hạn khi nhận")
    used: str = said("da_dung", "Thời gian đã dùng")
    judgement: str = said("ket_qua", "Trước hạn, đúng hạn hoặc quá hạn")
    note: str = said("ghi_chu", "Ghi chú")


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlSlip(DossierLetter):
    due: str = said("han_giai_quyet", "Hạn giải quyết hiện nay")
    steps: tuple[StepRow, ...] = rows("cac_buoc", "Các lần giao nhận")


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterRow:
    """One dossier of the register."""

    place: str = said("stt", "Số thứ tự")
    code: str = said("ma_ho_so", "Mã hồ sơ")
    procedure: str = said("thu_tuc", "Tên thủ tục hành chính")
    sets: str = said("so_bo", "Số bộ hồ sơ")
    owner: str = said("chu_ho_so", "Tên tổ chức, cá nhân")
    contact: str = said("dia_chi", "Địa chỉ, số điện thoại")
    unit: str = said("don_vi", "Đơn vị giải quyết")
    accepted_on: str = said("tiep_nhan", "Ngày tiếp nhận")
    receipt_due: str = said("hen_tra", "Ngày hẹn trả")
    passed_on: str = said("chuyen", "Ngày chuyển đến đơn vị giải quyết")
    result_on: str = said("nhan_ket_qua", "Ngày có kết quả tại bộ phận một cửa")
    returned_on: str = said("tra", "Ngày trả kết quả")
    collecting: str = said("cach_nhan", "Cách nhận kết quả")
    note: str = said("ghi_chu", "Ghi chú")


@dataclass(frozen=True, slots=True, kw_only=True)
class Register(Letter):
    lines: tuple[RegisterRow, ...] = rows("ho_so", "Các hồ sơ")


FIELDS: Final[dict[Paper, type[Letter]]] = {
    Paper.RECEIPT: Receipt,
    Paper.SUPPLEMENT: SupplementRequest,
    Paper.REFUSAL: Refusal,
    Paper.APOLOGY: Apology,
    Paper.STOP: StopNotice,
    Paper.CONTROL: ControlSlip,
    Paper.REGISTER: Register,
}


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag of a paper's templates; a table has the tags of its rows as ``columns``."""

    name: str
    meaning: str
    columns: tuple[Tag, ...] = ()


def tags(paper: Paper) -> tuple[Tag, ...]:
    """Every tag that a template of the paper may use."""
    of_fields = tags_of(FIELDS[paper])
    if paper is Paper.REGISTER:
        return of_fields
    return (*of_fields, Tag(QR_TAG, "Mã QR của mã hồ sơ"))


def tags_of(kind: type[Letter]) -> tuple[Tag, ...]:
    """Every tag of the fields of a letter."""
    return tuple(_tags(kind))


def context(letter: Letter) -> dict[str, Printed]:
    """The values of a letter by their tags, each text fit for a document."""
    return {_tag(f): _printed(getattr(letter, f.name)) for f in fields(letter)}


def _printed(value: str | tuple[Any, ...]) -> Printed:  # the rows are of one of four dataclasses
    if isinstance(value, str):
        return clean(value, multiline=True)
    return [
        {_tag(f): clean(getattr(row, f.name), multiline=True) or WHITE for f in fields(row)} for row in value
    ]


def _tag(of: Field[Any]) -> str:  # the fields are of any type
    tag: str = of.metadata["tag"]
    return tag


def _tags(kind: type[Any]) -> Iterator[Tag]:  # any of the dataclasses above
    hints = get_type_hints(kind)
    for f in fields(kind):
        inside = get_args(hints[f.name])
        yield Tag(_tag(f), f.metadata["meaning"], tuple(_tags(inside[0])) if inside else ())
