"""Sổ tiếp nhận, trả lời phản ánh, kiến nghị: the book of petitions on paper."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from motcua_tui.domain.numbers import group
from motcua_tui.domain.periods import Period
from motcua_tui.domain.petitions import Petition, PetitionChannel, PetitionCounts
from motcua_tui.reports.files.paper import Column, Kind, Paper, Table, counted_rows
from motcua_tui.reports.files.printing import Printing, signatures
from motcua_tui.reports.files.wording import dates

_CHANNELS: Final = {
    PetitionChannel.DESK: "Trực tiếp",
    PetitionChannel.WRITTEN: "Văn bản",
    PetitionChannel.PHONE: "Điện thoại",
    PetitionChannel.EMAIL: "Thư điện tử",
    PetitionChannel.PORTAL: "Cổng dịch vụ công",
    PetitionChannel.SURVEY: "Phiếu lấy ý kiến",
}
_DAY: Final = 11.5
_ANSWER: Final = "Trả lời"


def petition_book(
    petitions: Iterable[Petition], counts: PetitionCounts, period: Period, printing: Printing
) -> Paper:
    """The petitions of a period, one a row, with how many were answered in time below."""
    columns = (
        Column(("STT",), 5, Kind.CENTRED),
        Column(("Số",), 5, Kind.CENTRED),
        Column(("Ngày tiếp nhận",), _DAY, Kind.DATE),
        Column(("Hình thức",), 12, Kind.TEXT),
        Column(("Tổ chức, cá nhân",), 22, Kind.TEXT),
        Column(("Nội dung phản ánh, kiến nghị",), 40, Kind.TEXT),
        Column(("Thủ tục, hồ sơ",), 16, Kind.TEXT),
        Column(("Đơn vị trả lời",), 18, Kind.TEXT),
        Column((_ANSWER, "Hạn"), _DAY, Kind.DATE),
        Column((_ANSWER, "Ngày"), _DAY, Kind.DATE),
        Column((_ANSWER, "Nội dung"), 34, Kind.TEXT),
    )
    rows = counted_rows(
        (
            str(petition.number),
            petition.received_on,
            _CHANNELS[petition.channel],
            ", ".join(filter(None, (petition.sender, petition.phone))),
            petition.content,
            ", ".join(filter(None, (petition.procedure, petition.dossier))),
            petition.department,
            petition.answer_by,
            petition.answered_on,
            petition.answer,
        )
        for petition in petitions
    )
    return Paper(
        name="Phản ánh, kiến nghị",
        title="SỔ TIẾP NHẬN, TRẢ LỜI PHẢN ÁNH, KIẾN NGHỊ",
        subtitle=(dates(period),),
        left=(printing.agency, printing.desk),
        right=(),
        tables=(Table(columns, rows, empty="Không có phản ánh, kiến nghị."),),
        notes=(_told(counts),),
        dated=printing.dated,
        place=printing.place,
        signatures=signatures(printing),
    )


def _told(counts: PetitionCounts) -> str:
    return (
        f"Kỳ trước chuyển sang {group(counts.carried_over)}, tiếp nhận {group(counts.received)};"
        f" đã trả lời {group(counts.answered)} (trước hạn {group(counts.early)}, đúng hạn"
        f" {group(counts.on_time)}, trễ hạn {group(counts.late)}); chưa trả lời {group(counts.pending)}"
        f" (quá hạn {group(counts.pending_overdue)})."
    )
