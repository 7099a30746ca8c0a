"""Who prints a paper, and what of that stands on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from motcua_tui.reports.files.paper import Signature


@dataclass(frozen=True, slots=True)
class Printing:
    """Who prints, when and for whom; from the settings of the desk."""

    agency: str
    desk: str
    receiver: str
    preparer: str
    place: str
    dated: date
    signatory: str = ""
    signatory_title: str = "Thủ trưởng đơn vị"


def agencies(printing: Printing) -> tuple[str, ...]:
    """The reporting and the receiving agency, as a statistical form has them on its right."""
    return (
        f"Đơn vị báo cáo: {printing.agency}",
        f"Đơn vị nhận báo cáo: {printing.receiver or '……………………'}",
    )


def signatures(printing: Printing) -> tuple[Signature, ...]:
    """Who made the form, and who answers for it."""
    return (
        Signature("NGƯỜI LẬP BIỂU", "(Ký, ghi rõ họ tên)", printing.preparer),
        Signature(printing.signatory_title.upper(), "(Ký tên, đóng dấu)", printing.signatory),
    )
