"""The settings as a person meets them: in groups, each with a name, an explanation and what it may be.

What a setting is and how it is kept is said by ``config``; how it is changed by ``services.office``.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import Final

from motcua_tui.config import DEFAULTS, DENSITIES, THEMES, Settings
from motcua_tui.domain.changes import CONFIRMED, Change, Subject
from motcua_tui.domain.codes import JudgeBy
from motcua_tui.domain.office import RULE_JOINT, week_rules
from motcua_tui.domain.typed_dates import short_date
from motcua_tui.i18n import LANGUAGES, _
from motcua_tui.services.desk import Desk
from motcua_tui.storage.reads import changes as reads

HOURS: Final = "hours"
"""The row of the office hours, which are no setting of ``config`` but stand among them."""


@dataclass(frozen=True, slots=True)
class SettingRow:
    """A setting as it is shown; ``choices`` are stored values and their words, empty for free text."""

    key: str
    title: str
    value: str
    help: str = ""
    choices: tuple[tuple[str, str], ...] = ()

    @property
    def shown(self) -> str:
        """The value in words."""
        return dict(self.choices).get(self.value, self.value)


@dataclass(frozen=True, slots=True)
class SettingGroup:
    title: str
    rows: tuple[SettingRow, ...]


def setting_groups(desk: Desk) -> tuple[SettingGroup, ...]:
    """Every setting in its group, with the value that holds now."""
    values = desk.settings.rows()
    told = _told()
    known = [key for _title, keys in _groups() for key in keys]
    others = [field.name for field in fields(Settings) if field.name not in known]
    groups = [*_groups(), *([(_("Khác"), others)] if others else [])]
    return tuple(
        SettingGroup(
            title,
            tuple(
                _hours(desk) if key == HOURS else _row(key, values[key], *told.get(key, (key, "")))
                for key in keys
            ),
        )
        for title, keys in groups
    )


def setting_changes(desk: Desk, *, most: int = reads.MOST) -> tuple[Change, ...]:
    """What was changed of settings, hours, calendar and officers; newest first."""
    subjects = (Subject.SETTING, Subject.SESSIONS, Subject.CALENDAR, Subject.OFFICER)
    return reads.changes(desk.database.reader(), *subjects, zone=desk.settings.zone, most=most)


def change_title(change: Change) -> str:
    """What was changed, in words."""
    match change.subject:
        case Subject.SETTING:
            return _told().get(change.name, (change.name, ""))[0]
        case Subject.SESSIONS:
            return _("Giờ làm việc")
        case Subject.CALENDAR if change.name == CONFIRMED:
            return _("Lịch xác nhận đến")
        case Subject.CALENDAR:
            return _("Lịch ngày {day}").format(day=short_date(date.fromisoformat(change.name)))
        case Subject.OFFICER:
            of_field = {
                "role": _("Vai trò của {name}"),
                "login": _("Tên máy của {name}"),
                "pin": _("Mã PIN của {name}"),
            }
            return of_field.get(change.field, _("Cán bộ {name}")).format(name=change.name)
        case Subject.PETITION:
            return _("Phản ánh số {number}").format(number=change.name)
        case Subject.PROCEDURE:
            return _("Thủ tục {code}").format(code=change.name)


def _hours(desk: Desk) -> SettingRow:
    return SettingRow(
        HOURS,
        _("Giờ làm việc"),
        RULE_JOINT.join(week_rules(desk.office.sessions)),
        _("Các buổi theo thứ, cả năm hoặc theo mùa. Hạn tính bằng giờ và giờ tiếp nhận theo các buổi này."),
    )


def _row(key: str, value: str, title: str, help: str) -> SettingRow:
    return SettingRow(key, title, value, help, _choices(key))


def _choices(key: str) -> tuple[tuple[str, str], ...]:
    match key, getattr(DEFAULTS, key):
        case _, bool():
            return (("1", _("có")), ("0", _("không")))
        case _, JudgeBy():
            return (
                (JudgeBy.LAWFUL_DUE.value, _("hạn giải quyết")),
                (JudgeBy.PROMISED.value, _("ngày hẹn lại")),
            )
        case "language", _:
            return tuple(zip(LANGUAGES, ("Tiếng Việt", "English"), strict=True))
        case "theme", _:
            return tuple(zip(THEMES, (_("tối"), _("sáng"), _("tương phản cao")), strict=True))
        case "density", _:
            return tuple(zip(DENSITIES, (_("thưa"), _("dày")), strict=True))
        case _:
            return ()


def _groups() -> list[tuple[str, list[str]]]:
    return [
        (
            _("Cơ quan, bộ phận"),
            [
                "agency",
                "agency_id",
                "own_codes",
                "desk",
                "officer",
                "parent_agency",
                "receiver",
                "desk_phone",
                "lookup_address",
            ],
        ),
        (_("Giấy tờ"), ["place", "signatory", "signatory_title", "paper_folder"]),
        (_("Thời gian"), [HOURS, "zone", "near_days", "stale_days", "late_entry_days", "petition_days"]),
        (_("Báo cáo"), ["judge_by", "others_as_on_time", "late_causes"]),
        (_("Cách viết số"), ["decimals", "decimal_dot", "padded_counts", "zero_in_words"]),
        (
            _("Mẫu lý do"),
            ["reasons_supplement", "reasons_decline", "reasons_refuse", "reasons_redate", "reasons_stop"],
        ),
        (_("Sao lưu"), ["backup_days", "backups_kept", "backup_folder"]),
        (_("Màn hình"), ["theme", "density", "language", "lock_minutes"]),
    ]


def _told() -> dict[str, tuple[str, str]]:
    """Name and explanation of every setting."""
    reasons = _("Các lý do hay dùng, cách nhau bằng dấu chấm phẩy; căn cứ pháp lý đứng sau dấu |.")
    return {
        "agency": (_("Cơ quan"), _("Tên cơ quan như trong báo cáo và giấy tờ.")),
        "agency_id": (_("Mã định danh"), _("Phần đầu của mã hồ sơ, ví dụ 000.00.64.H10.")),
        "own_codes": (
            _("Tự cấp mã hồ sơ"),
            _("Bàn này tự cấp mã hồ sơ; nơi khác mã lấy từ hệ thống của tỉnh hoặc Quốc gia."),
        ),
        "desk": (_("Bộ phận"), _("Tên bộ phận một cửa, trung tâm phục vụ hành chính công.")),
        "officer": (
            _("Người trực bàn"),
            _("Ghi cùng mọi thay đổi. Chọn trong danh sách cán bộ."),
        ),
        "parent_agency": (_("Cơ quan chủ quản"), _("Dòng trên tên cơ quan trong giấy tờ.")),
        "receiver": (_("Nơi nhận báo cáo"), _("Cơ quan nhận báo cáo định kỳ.")),
        "desk_phone": (_("Điện thoại bộ phận"), _("In trên giấy hẹn để người nộp liên hệ.")),
        "lookup_address": (_("Nơi tra cứu"), _("Địa chỉ tra cứu hồ sơ, in trên giấy hẹn.")),
        "place": (_("Địa danh"), _("Đứng trước ngày tháng của giấy tờ.")),
        "signatory": (_("Người ký"), _("Họ tên người ký giấy tờ của cơ quan.")),
        "signatory_title": (_("Chức vụ người ký"), _("Chức vụ in trên chữ ký.")),
        "paper_folder": (
            _("Thư mục giấy tờ"),
            _("Nơi ghi giấy tờ, danh sách in từ màn hình; bỏ trống là thư mục motcua trong tài liệu."),
        ),
        "zone": (_("Múi giờ"), _("Tên múi giờ, ví dụ Asia/Ho_Chi_Minh.")),
        "near_days": (_("Sắp đến hạn"), _("Hồ sơ còn từng này ngày làm việc trở xuống là sắp đến hạn.")),
        "stale_days": (_("Lâu chưa cập nhật"), _("Số ngày làm việc không có việc gì ghi vào hồ sơ.")),
        "late_entry_days": (
            _("Ghi kết quả chậm"),
            _("Kết quả ghi sau ngày có kết quả quá từng này ngày thì nêu trong lỗi số liệu."),
        ),
        "petition_days": (
            _("Hạn trả lời phản ánh"),
            _("Số ngày làm việc phải trả lời phản ánh, kiến nghị khi không ghi hạn riêng."),
        ),
        "judge_by": (_("Xét đúng hạn theo"), _("Hạn nào quyết định trước hạn, đúng hạn, quá hạn.")),
        "others_as_on_time": (
            _("Từ chối, dừng là đúng hạn"),
            _("Hồ sơ từ chối, dừng, đóng tính là đúng hạn, như một số tỉnh."),
        ),
        "late_causes": (
            _("Nguyên nhân quá hạn"),
            _("Các nguyên nhân có cột riêng trong biểu, cách nhau bằng dấu chấm phẩy."),
        ),
        "decimals": (_("Số lẻ của tỷ lệ"), _("Số chữ số sau dấu phẩy của tỷ lệ phần trăm, từ 0 đến 6.")),
        "decimal_dot": (_("Dấu chấm thập phân"), _("Viết 98.66 và 1,253 thay vì 98,66 và 1.253.")),
        "padded_counts": (_("Thêm số 0"), _("Viết 05 hồ sơ thay vì 5 hồ sơ trong đoạn văn.")),
        "zero_in_words": (_("Số không bằng chữ"), _("Viết “không có hồ sơ” thay vì 0 hồ sơ.")),
        "reasons_supplement": (_("Lý do bổ sung"), reasons),
        "reasons_decline": (_("Lý do từ chối tiếp nhận"), reasons),
        "reasons_refuse": (_("Lý do từ chối giải quyết"), reasons),
        "reasons_redate": (_("Lý do hẹn lại"), reasons),
        "reasons_stop": (_("Lý do dừng"), reasons),
        "backup_days": (
            _("Sao lưu mỗi"),
            _("Mở màn hình mà bản sao gần nhất đã cũ từng này ngày thì tự sao lưu; 0 là không tự sao lưu."),
        ),
        "backups_kept": (
            _("Số bản sao giữ lại"),
            _("Bản cũ hơn được xóa sau khi bản mới đã kiểm tra là tốt."),
        ),
        "backup_folder": (
            _("Thư mục sao lưu"),
            _("Nơi ghi bản sao, nên ở ổ đĩa khác; bỏ trống là thư mục backups cạnh cơ sở dữ liệu."),
        ),
        "theme": (_("Màu màn hình"), _("Tối, sáng, hay tương phản cao cho mắt yếu và màn hình xấu.")),
        "density": (_("Độ thưa"), _("Dày bỏ các dòng trống để thấy nhiều dòng hơn.")),
        "lock_minutes": (
            _("Tự khóa sau"),
            _("Số phút không ai chạm phím thì phải đăng nhập lại, ở bàn đã phân quyền; 0 là không tự khóa."),
        ),
        "language": (
            _("Ngôn ngữ"),
            _("Dùng khi không có --lang và MOTCUA_LANG; có hiệu lực từ lần mở sau."),
        ),
    }
