"""The record as a whole: what it holds, whether it is sound, copies of it, and the sample desk."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Final

from motcua_tui import __version__, locations
from motcua_tui.domain.numbers import group
from motcua_tui.domain.typed_dates import short_date
from motcua_tui.errors import FileError, MotcuaError
from motcua_tui.i18n import _
from motcua_tui.services.desk import Desk
from motcua_tui.storage import backup as backups
from motcua_tui.storage.backup import Problem
from motcua_tui.storage.connect import OLDEST_SQLITE, sqlite_version
from motcua_tui.storage.database import Database
from motcua_tui.storage.reads import office as office_reads

SAMPLE_TODAY: Final = "2026-11-23"
"""The day at which the sample desk stands."""
BACKUPS_KEPT: Final = 10


@dataclass(frozen=True, slots=True)
class Facts:
    """Where things are and how much there is."""

    version: str
    database: str
    bytes: int
    agency: str
    desk: str
    today: str
    dossiers: int
    open_dossiers: int
    procedures: int
    calendar_confirmed_until: str

    def as_json(self) -> dict[str, object]:
        return asdict(self)

    def lines(self) -> list[tuple[str, str]]:
        """Name and value of each, for people."""
        return [
            (_("Phiên bản"), self.version),
            (_("Cơ sở dữ liệu"), self.database),
            (_("Dung lượng"), _("{n} byte").format(n=group(self.bytes))),
            (_("Cơ quan"), self.agency),
            (_("Bàn làm việc"), self.desk),
            (_("Hôm nay"), self.today),
            (_("Hồ sơ"), group(self.dossiers)),
            (_("Đang giải quyết"), group(self.open_dossiers)),
            (_("Thủ tục"), group(self.procedures)),
            (_("Lịch xác nhận đến"), self.calendar_confirmed_until),
        ]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing the doctor looked at; ``mend`` says how to put it right."""

    what: str
    ok: bool
    detail: str
    mend: str = ""


def facts(desk: Desk) -> Facts:
    sizes = office_reads.sizes(desk.database.reader())
    return Facts(
        version=__version__,
        database=str(desk.database.path),
        bytes=desk.database.path.stat().st_size,
        agency=desk.settings.agency,
        desk=desk.settings.desk,
        today=desk.today().isoformat(),
        dossiers=sizes.dossiers,
        open_dossiers=sizes.open_dossiers,
        procedures=sizes.procedures,
        calendar_confirmed_until=desk.calendar.confirmed_until.isoformat(),
    )


def back_up(desk: Desk, target: Path | None = None) -> Path:
    """Copy the record while it is in use; without a target, into the backup folder beside it.

    Raises FileError when the target exists, StorageError when the copy fails.
    """
    if target is None:
        folder = desk.database.path.parent / "backups"
        folder.mkdir(mode=0o700, exist_ok=True)
        target = folder / f"{desk.database.path.stem}-{desk.now():%Y%m%d-%H%M%S}.db"
        backups.backup(desk.database.path, target)
        backups.prune(folder, BACKUPS_KEPT)
        return target
    if target.exists():
        raise FileError(
            _("Tệp {path} đã có.").format(path=target), _("Chọn tên khác để không ghi đè bản sao cũ.")
        )
    backups.backup(desk.database.path, target)
    return target


def check(path: Path) -> tuple[Problem, ...]:
    """What is wrong with a database or a copy of one; nothing when it is sound."""
    return backups.verify(path)


def examine(path: Path, today: date) -> tuple[Finding, ...]:
    """Look at everything that the program depends on."""
    return (*_environment(), *_record(path, today))


def _environment() -> Iterator[Finding]:
    yield Finding("Python", sys.version_info >= (3, 11), sys.version.split()[0])
    sqlite = sqlite_version()
    yield Finding("SQLite", sqlite >= OLDEST_SQLITE, ".".join(map(str, sqlite)))
    encoding = (sys.stdout.encoding or "").lower()
    yield Finding(
        _("Bảng mã màn hình"),
        "utf" in encoding,
        encoding,
        "" if "utf" in encoding else _("Đặt bảng mã UTF-8 (PYTHONUTF8=1), hoặc chạy với --plain."),
    )


def _record(path: Path, today: date) -> Iterator[Finding]:
    try:
        database = Database.open(path)
    except MotcuaError as error:
        yield Finding(_("Cơ sở dữ liệu"), False, error.message, error.hint)
        return
    try:
        problems = backups.verify(path)
        yield Finding(
            _("Cơ sở dữ liệu"),
            not problems,
            str(path) if not problems else "; ".join(p.what for p in problems),
            "" if not problems else _("Lấy lại từ một bản sao lưu tốt trong thư mục backups."),
        )
        until = office_reads.confirmed_until(database.reader())
        confirmed = until is not None and until > today
        yield Finding(
            _("Lịch làm việc"),
            confirmed,
            _("xác nhận đến {day}").format(day=short_date(until)) if until else _("chưa xác nhận"),
            "" if confirmed else _("Kiểm tra lịch nghỉ của cơ quan rồi ghi: motcua calendar confirm NGÀY."),
        )
    finally:
        database.close()


def copy_sample(target: Path) -> None:
    """Copy the sample desk to a new file. Raises FileError when the sample is missing or the file exists."""
    source = locations.sample_database()
    if not source.exists():
        raise FileError(_("Không thấy dữ liệu mẫu."), _("Cài lại chương trình, hoặc chạy make sample."))
    if target.exists():
        raise FileError(_("Tệp {path} đã có.").format(path=target), _("Chọn tên khác."))
    backups.backup(source, target)


@contextmanager
def throwaway_sample() -> Iterator[Path]:
    """A copy of the sample desk that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="motcua-demo-", ignore_cleanup_errors=True) as folder:
        path = Path(folder) / "demo.db"
        copy_sample(path)
        yield path
