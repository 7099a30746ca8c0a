"""What PostgreSQL says went wrong, as a sentence for a clerk with what to do next.

Of the server's own words only the primary message is passed on: it holds neither rows nor a password.
"""

from __future__ import annotations

import psycopg

from motcua_tui.errors import StorageError
from motcua_tui.i18n import _


def told(error: psycopg.Error) -> StorageError:
    """The error to raise instead of one of psycopg's own."""
    state = error.sqlstate or ""
    if not state and isinstance(error, psycopg.OperationalError):
        return _refused(error) or lost()
    match state[:2], state:
        case ("08", _any) | (_any, "57P01" | "57P02" | "57P03"):
            return lost()
        case _any, "42501" | "25006":
            return StorageError(
                _("Người đăng nhập máy chủ không có quyền làm việc này, thay đổi chưa được lưu."),
                _("Nhờ người quản trị máy chủ cấp quyền: xem docs/postgres-roles.sql."),
            )
        case _any, "55P03" | "57014" | "40001" | "40P01":
            return StorageError(
                _("Chương trình khác đang ghi vào cơ sở dữ liệu."),
                _("Chờ việc nhập liệu hoặc sao lưu kia xong rồi làm lại."),
            )
        case _any, "53100" | "53200" | "54000":
            return StorageError(
                _("Máy chủ hết dung lượng hoặc bộ nhớ, thay đổi chưa được lưu."),
                _("Báo người quản trị máy chủ, rồi làm lại bước vừa rồi."),
            )
        case ("XX", _any) | (_any, "58030"):
            return StorageError(
                _("Máy chủ báo dữ liệu bị hỏng hoặc lỗi ổ đĩa."),
                _("Ngừng ghi và báo người quản trị máy chủ khôi phục bản sao lưu gần nhất."),
            )
        case _:
            return StorageError(
                _("Cơ sở dữ liệu không thực hiện được yêu cầu: {error}.").format(
                    error=error.diag.message_primary or type(error).__name__
                ),
                _("Chạy: motcua doctor."),
            )


def _refused(error: psycopg.OperationalError) -> StorageError | None:
    """The server answered and let nobody in; it says so in the text of the error alone."""
    _where, fatal, said = str(error).rpartition("FATAL: ")
    if not fatal:
        return None
    return StorageError(
        _("Máy chủ cơ sở dữ liệu từ chối: {error}.").format(error=" ".join(said.split())),
        _("Kiểm tra tên người, tên cơ sở dữ liệu và mật khẩu (PGPASSWORD); hỏi người quản trị máy chủ."),
    )


def lost() -> StorageError:
    return StorageError(
        _("Không nối được máy chủ cơ sở dữ liệu."),
        _("Kiểm tra mạng rồi làm lại; trước khi làm lại, xem bước vừa rồi đã được lưu chưa."),
    )


def empty() -> StorageError:
    return StorageError(
        _("Cơ sở dữ liệu trên máy chủ còn trống."), _("Tạo sổ mới trong đó: motcua init --db ĐỊA_CHỈ.")
    )


def taken() -> StorageError:
    return StorageError(
        _("Cơ sở dữ liệu trên máy chủ đã có sổ."), _("Mở sổ đang có, hoặc dùng một cơ sở dữ liệu trống.")
    )


def other() -> StorageError:
    return StorageError(
        _("Cơ sở dữ liệu trên máy chủ không phải của Một Cửa."),
        _("Chọn đúng cơ sở dữ liệu, hoặc dùng một cơ sở dữ liệu trống."),
    )


def older() -> StorageError:
    return StorageError(
        _("Cơ sở dữ liệu trên máy chủ thuộc phiên bản cũ hơn của chương trình."),
        _("Người quản trị sao lưu bằng pg_dump, rồi nâng cấp: motcua init --db ĐỊA_CHỈ."),
    )


def too_old(version: int) -> StorageError:
    return StorageError(
        _("Máy chủ là PostgreSQL {version}, cần từ {oldest}.").format(version=version, oldest=OLDEST_SERVER),
        _("Nâng cấp máy chủ, hoặc dùng một tệp trên máy này."),
    )


def not_unicode() -> StorageError:
    return StorageError(
        _("Cơ sở dữ liệu trên máy chủ không dùng bảng mã UTF-8."),
        _("Tạo lại: createdb --encoding=UTF8 --template=template0 TÊN."),
    )


OLDEST_SERVER = 15
"""The oldest PostgreSQL with everything that the statements use."""
