"""The papers of the desk, and which set of forms is in force: by the day on which a paper is issued.

TT 01/2018/TT-VPCP has six forms; TT 03/2025/TT-VPCP, in force from 15 September 2025, has seven.
Papers are told apart by name, because the same number means another paper in the other set.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Final

from motcua_tui.errors import InputError, RuleError
from motcua_tui.i18n import _


class Paper(StrEnum):
    RECEIPT = "receipt"
    SUPPLEMENT = "supplement"
    REFUSAL = "refusal"
    APOLOGY = "apology"
    STOP = "stop"
    CONTROL = "control"
    REGISTER = "register"

    @classmethod
    def parse(cls, text: str) -> Paper:
        """The paper of that name. Raises InputError."""
        try:
            return cls(text.strip().lower())
        except ValueError:
            raise InputError(
                _("Không có mẫu giấy “{kind}”.").format(kind=text),
                _("Chọn một trong: {choices}.").format(choices=", ".join(cls)),
            ) from None


class FormSet(StrEnum):
    """The set of forms of one circular."""

    TT_01_2018 = "2018"
    TT_03_2025 = "2025"

    @classmethod
    def in_force(cls, issued_on: date) -> FormSet:
        """The set that a paper issued on that day takes."""
        return cls.TT_03_2025 if issued_on >= NEW_SET_FROM else cls.TT_01_2018


NEW_SET_FROM: Final = date(2025, 9, 15)
"""TT 03/2025/TT-VPCP is in force from this day."""

_TITLES: Final = {
    FormSet.TT_01_2018: {
        Paper.RECEIPT: "Giấy tiếp nhận hồ sơ và hẹn trả kết quả",
        Paper.SUPPLEMENT: "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ",
        Paper.REFUSAL: "Phiếu từ chối tiếp nhận giải quyết hồ sơ",
        Paper.APOLOGY: "Phiếu xin lỗi và hẹn lại ngày trả kết quả",
        Paper.CONTROL: "Phiếu kiểm soát quá trình giải quyết hồ sơ",
        Paper.REGISTER: "Sổ theo dõi hồ sơ",
    },
    FormSet.TT_03_2025: {
        Paper.RECEIPT: "Giấy tiếp nhận hồ sơ và hẹn trả kết quả",
        Paper.SUPPLEMENT: "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ",
        Paper.REFUSAL: "Phiếu từ chối tiếp nhận giải quyết hồ sơ",
        Paper.APOLOGY: "Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết",
        Paper.STOP: "Thông báo dừng giải quyết hồ sơ",
        Paper.CONTROL: "Phiếu kiểm soát quá trình giải quyết hồ sơ",
        Paper.REGISTER: "Sổ theo dõi hồ sơ",
    },
}


def papers(forms: FormSet) -> tuple[Paper, ...]:
    """The papers of a set in the order of their numbers."""
    return tuple(_TITLES[forms])


def title(paper: Paper, forms: FormSet) -> str:
    """The name of a paper, Vietnamese in every language. Raises RuleError when the set has no such paper."""
    named = _TITLES[forms].get(paper)
    if named is None:
        raise RuleError(
            _("Bộ mẫu {year} không có {paper}.").format(year=forms, paper=_TITLES[FormSet.TT_03_2025][paper]),
            _("Giấy cấp từ ngày 15/9/2025 mới theo bộ mẫu 2025."),
        )
    return named
