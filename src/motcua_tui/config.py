"""The settings of a desk: typed, with defaults, kept as text rows in its database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Final

from motcua_tui.domain.codes import JudgeBy
from motcua_tui.domain.numbers import NumberStyle
from motcua_tui.errors import InputError
from motcua_tui.i18n import _

THEMES: Final = ("motcua-dark", "motcua-light", "motcua-contrast")
DENSITIES: Final = ("comfortable", "compact")


@dataclass(frozen=True, slots=True)
class Settings:
    """What an office sets once. Every field is a row of the ``setting`` table."""

    agency: str = "Sở Xây dựng"
    """Name of the agency, as it stands in the heading of reports."""
    agency_id: str = "000.00.00.H00"
    """Agency id of the dossier code."""
    own_codes: bool = False
    """This desk issues the codes of its dossiers itself; elsewhere they come from another system."""
    desk: str = "Bộ phận Tiếp nhận và Trả kết quả"
    receiver: str = ""
    """The agency that receives the reports."""
    parent_agency: str = ""
    """The agency above, in the heading of the letters that the agency signs."""
    place: str = ""
    """Where papers are signed, before their date."""
    signatory: str = ""
    """Who signs letters, and as what."""
    signatory_title: str = "Thủ trưởng cơ quan"
    desk_phone: str = ""
    lookup_address: str = ""
    """Where a citizen follows a dossier, printed on the receipt."""
    paper_folder: str = ""
    """Where the screens write letters and lists; empty: ``motcua`` among the user's documents."""
    backup_days: int = 1
    """A copy is made when the screens are opened and the last one is this many days old; 0: never."""
    backups_kept: int = 10
    """How many copies stay in the folder; older ones are removed."""
    backup_folder: str = ""
    """Where copies are made; empty: ``backups`` beside the database."""
    officer: str = ""
    """Who sits at this desk; recorded with every change."""
    zone: str = "Asia/Ho_Chi_Minh"
    near_days: int = 2
    """A dossier is near its deadline with this many working days left, or fewer."""
    stale_days: int = 5
    """Working days without an event after which a dossier is listed as silent."""
    late_entry_days: int = 5
    """Days between a result and its recording after which it is a data warning."""
    petition_days: int = 15
    """Working days within which a petition is to be answered, where nobody set a day for it."""
    judge_by: JudgeBy = JudgeBy.LAWFUL_DUE
    others_as_on_time: bool = False
    """Refused, stopped and closed dossiers count as on time, as some provinces do."""
    late_causes: str = (
        "Chậm cập nhật phần mềm; Cơ quan phối hợp chậm; Hồ sơ khai thiếu; Nghĩa vụ tài chính chậm;"
        " Lỗi liên thông, hệ thống"
    )
    """The causes of lateness that have a column of their own, with semicolons between them."""
    reasons_supplement: str = (
        "Thành phần hồ sơ chưa đủ theo quy định của thủ tục | khoản 5 Điều 19 NĐ 118/2025/NĐ-CP;"
        " Thông tin trong đơn, tờ khai chưa khớp với giấy tờ kèm theo | khoản 5 Điều 19 NĐ 118/2025/NĐ-CP;"
        " Giấy tờ hết hiệu lực hoặc chưa hợp lệ | khoản 5 Điều 19 NĐ 118/2025/NĐ-CP;"
        " Bản sao chưa chứng thực, chưa đối chiếu được với bản chính | khoản 5 Điều 19 NĐ 118/2025/NĐ-CP;"
        " Bản vẽ, tài liệu thiếu chữ ký, con dấu | khoản 5 Điều 19 NĐ 118/2025/NĐ-CP;"
        " Tệp điện tử không mở được hoặc không đọc rõ | khoản 5 Điều 19 NĐ 118/2025/NĐ-CP"
    )
    """Common reasons, each with its legal ground behind ``|``, with semicolons between them; so are the
    four below."""
    reasons_decline: str = (
        "Thành phần hồ sơ không đủ, không hợp lệ theo quy định của thủ tục"
        " | khoản 2 Điều 17 NĐ 118/2025/NĐ-CP;"
        " Thủ tục không thuộc thẩm quyền giải quyết của cơ quan | khoản 2 Điều 17 NĐ 118/2025/NĐ-CP;"
        " Hồ sơ trùng với hồ sơ đã nộp;"
        " Nộp không đúng thủ tục cần giải quyết"
    )
    reasons_refuse: str = (
        "Không đủ điều kiện theo quy định của pháp luật chuyên ngành | khoản 3 Điều 19 NĐ 118/2025/NĐ-CP;"
        " Không phù hợp quy hoạch đã được phê duyệt | khoản 3 Điều 19 NĐ 118/2025/NĐ-CP;"
        " Hồ sơ đã bổ sung vẫn chưa đáp ứng yêu cầu | khoản 3 Điều 19 NĐ 118/2025/NĐ-CP;"
        " Thông tin trong hồ sơ không đúng thực tế | khoản 3 Điều 19 NĐ 118/2025/NĐ-CP"
    )
    reasons_redate: str = (
        "Cơ quan được lấy ý kiến chậm trả lời;"
        " Cần kiểm tra, xác minh thực tế thêm;"
        " Hệ thống, phần mềm gặp sự cố;"
        " Hồ sơ phức tạp, phải lấy ý kiến nhiều đơn vị;"
        " Số lượng hồ sơ tăng đột biến"
    )
    reasons_stop: str = (
        "Người nộp đề nghị rút hồ sơ | Điều 21 NĐ 118/2025/NĐ-CP;"
        " Người nộp thay đổi nội dung, sẽ nộp hồ sơ mới | Điều 21 NĐ 118/2025/NĐ-CP;"
        " Người nộp không còn nhu cầu giải quyết | Điều 21 NĐ 118/2025/NĐ-CP"
    )
    decimals: int = 2
    """Decimals of a percentage."""
    decimal_dot: bool = False
    """Reports have a decimal dot and a thousands comma, not the other way round."""
    padded_counts: bool = False
    """Sentences write counts below ten with a leading zero: 05."""
    zero_in_words: bool = True
    """Sentences say “không có hồ sơ” where their style has words for nought; else they write 0."""
    language: str = "vi"
    """Of the screens and messages, where neither the command line nor the environment says another."""
    theme: str = "motcua-dark"
    density: str = "comfortable"
    """``compact`` leaves out the blank lines of the screens."""
    lock_minutes: int = 0
    """Minutes of silence after which whoever is signed in has to do so again; 0: never."""

    @classmethod
    def from_rows(cls, rows: Mapping[str, str]) -> Settings:
        """The settings that the rows say, defaults for the rest; unknown keys are left alone.

        Raises InputError when a value is not of its kind.
        """
        known = {f.name: getattr(DEFAULTS, f.name) for f in fields(cls)}
        return cls(**{key: _typed(key, rows[key], known[key]) for key in known if key in rows})

    @property
    def numbers(self) -> NumberStyle:
        """How the office writes figures in its reports."""
        return NumberStyle(self.decimals, self.decimal_dot, self.padded_counts, self.zero_in_words)

    def rows(self) -> dict[str, str]:
        """Every setting as text."""
        return {f.name: _text(getattr(self, f.name)) for f in fields(self)}


def _text(value: object) -> str:
    return ("1" if value else "0") if isinstance(value, bool) else str(value)


def _typed(key: str, text: str, default: object) -> Any:  # the type of the field called `key`
    try:
        match default:
            case bool():
                return {"1": True, "0": False}[text]
            case JudgeBy():
                return JudgeBy(text)
            case int():
                return int(text)
            case _:
                return text
    except (ValueError, KeyError):
        raise InputError(
            _("Thiết lập “{key}” không nhận giá trị “{value}”.").format(key=key, value=text),
            _("Xem các giá trị cho phép: motcua settings."),
        ) from None


DEFAULTS: Final = Settings()
"""A desk that nobody has set anything for."""
