"""What SQLite says went wrong, as a sentence for a clerk with what to do next."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Final

from motcua_tui.errors import DamagedError, StorageError
from motcua_tui.i18n import _

_PRIMARY: Final = 0xFF
"""The low byte of an extended result code is the primary one."""


def told(error: sqlite3.Error) -> StorageError:
    """The error to raise instead of one of SQLite's own."""
    match getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & _PRIMARY:
        case sqlite3.SQLITE_FULL:
            return StorageError(
                _("Ổ đĩa đã đầy, thay đổi chưa được lưu."),
                _("Giải phóng dung lượng ổ đĩa rồi làm lại bước vừa rồi."),
            )
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return StorageError(
                _("Chương trình khác đang ghi vào cơ sở dữ liệu."),
                _("Chờ việc nhập liệu hoặc sao lưu kia xong rồi làm lại."),
            )
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM | sqlite3.SQLITE_AUTH:
            return StorageError(
                _("Cơ sở dữ liệu chỉ cho đọc, thay đổi chưa được lưu."),
                _("Kiểm tra quyền ghi của tệp và của thư mục chứa tệp."),
            )
        case sqlite3.SQLITE_CANTOPEN:
            return StorageError(
                _("Không mở được cơ sở dữ liệu."),
                _("Kiểm tra đường dẫn và quyền ghi của thư mục chứa tệp."),
            )
        case sqlite3.SQLITE_CORRUPT:
            return damaged()
        case sqlite3.SQLITE_NOTADB:
            return no_database()
        case sqlite3.SQLITE_IOERR:
            return StorageError(
                _("Ổ đĩa báo lỗi khi đọc hoặc ghi cơ sở dữ liệu."),
                _("Kiểm tra ổ đĩa, dây cáp hoặc đường mạng, rồi mở lại."),
            )
        case _:
            return StorageError(
                _("Cơ sở dữ liệu không thực hiện được yêu cầu: {error}.").format(error=error),
                _("Chạy: motcua doctor."),
            )


def damaged() -> DamagedError:
    return DamagedError(
        _("Cơ sở dữ liệu bị hỏng."),
        _("Giữ nguyên tệp này và khôi phục bản sao lưu gần nhất: motcua restore."),
    )


def newer() -> StorageError:
    return StorageError(
        _("Cơ sở dữ liệu thuộc phiên bản mới hơn của chương trình."),
        _("Cập nhật chương trình rồi mở lại; dữ liệu chưa bị thay đổi."),
    )


def missing(path: Path) -> StorageError:
    return StorageError(
        _("Không có tệp {path}.").format(path=path),
        _("Kiểm tra đường dẫn, hoặc tạo sổ mới: motcua init."),
    )


def no_database() -> DamagedError:
    return DamagedError(
        _("Tệp này không phải cơ sở dữ liệu của Một Cửa."),
        _("Chọn đúng tệp, hoặc tạo sổ mới: motcua init."),
    )
