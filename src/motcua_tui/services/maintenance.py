"""The record as a whole: what it holds, whether it is sound, copies of it, and the sample desk."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Final

from motcua_tui import __version__, locations
from motcua_tui.domain.numbers import group
from motcua_tui.domain.roles import Right
from motcua_tui.domain.typed_dates import say_date, short_date
from motcua_tui.errors import FileError, MotcuaError, OutputError
from motcua_tui.i18n import _
from motcua_tui.services.backups import folder_of
from motcua_tui.services.desk import Desk
from motcua_tui.services.proving import prove
from motcua_tui.storage.backup import backup
from motcua_tui.storage.connect import OLDEST_SQLITE, sqlite_version
from motcua_tui.storage.database import Database
from motcua_tui.storage.place import Place, Server
from motcua_tui.storage.proof import Problem
from motcua_tui.storage.reads import office as office_reads

SAMPLE_TODAY: Final = "2026-11-23"
"""The day at which the sample desk stands."""
_PRINTED: Final = ("agency", "desk", "officer", "place", "signatory", "desk_phone", "lookup_address")
"""The settings that stand on most papers."""
CONFIRMED_AHEAD: Final = 30
"""Days that the calendar should be confirmed ahead of today: most limits end within them."""


@dataclass(frozen=True, slots=True)
class Facts:
    """Where things are and how much there is."""

    version: str
    database: str
    """The file, or the URL of the server without the password."""
    backups: str
    """The folder of the copies."""
    log: Path
    bytes: int
    agency: str
    desk: str
    today: date
    dossiers: int
    open_dossiers: int
    procedures: int
    calendar_confirmed_until: date

    def as_json(self) -> dict[str, object]:
        return {name: value if isinstance(value, int) else str(value) for name, value in asdict(self).items()}

    def lines(self) -> list[tuple[str, str]]:
        """Name and value of each, for people."""
        return [
            (_("Phiên bản"), self.version),
            (_("Cơ sở dữ liệu"), self.database),
            (_("Sao lưu"), self.backups),
            (_("Nhật ký sự cố"), str(self.log)),
            (_("Dung lượng"), _("{n} KB").format(n=group(-(-self.bytes // 1024)))),
            (_("Cơ quan"), self.agency),
            (_("Bàn làm việc"), self.desk),
            (_("Hôm nay"), say_date(self.today)),
            (_("Hồ sơ"), group(self.dossiers)),
            (_("Đang giải quyết"), group(self.open_dossiers)),
            (_("Thủ tục", "many"), group(self.procedures)),
            (_("Lịch xác nhận đến"), short_date(self.calendar_confirmed_until)),
        ]


class Health(StrEnum):
    """How serious a finding is: the desk cannot be relied on with a fault; advice can wait."""

    GOOD = "good"
    ADVICE = "advice"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing the doctor looked at; ``mend`` says how to put it right."""

    what: str
    health: Health
    detail: str
    mend: str = ""


def facts(desk: Desk) -> Facts:
    sizes = office_reads.sizes(desk.database.reader())
    path = desk.database.path
    return Facts(
        version=__version__,
        database=str(path.absolute() if path else desk.database.place),
        backups=str(folder_of(desk.database.place, desk.settings).absolute()),
        log=locations.log(),
        bytes=desk.database.bytes(),
        agency=desk.settings.agency,
        desk=desk.settings.desk,
        today=desk.today(),
        dossiers=sizes.dossiers,
        open_dossiers=sizes.open_dossiers,
        procedures=sizes.procedures,
        calendar_confirmed_until=desk.calendar.confirmed_until,
    )


def check(path: Path) -> tuple[Problem, ...]:
    """What is wrong with a database or a copy of one; nothing when it is sound."""
    return prove(path).problems


def examine(
    place: Place, today: date, *, encoding: str, environment: Mapping[str, str]
) -> tuple[Finding, ...]:
    """Look at everything that the program depends on.

    ``encoding`` is what the terminal gets, ``environment`` the variables that say what it can show.
    """
    return (*_machine(), *_screen(encoding, environment), *_templates(), *_record(place, today))


def _machine() -> Iterator[Finding]:
    yield Finding("Python", Health.GOOD, sys.version.split()[0])
    sqlite = sqlite_version()
    old = sqlite < OLDEST_SQLITE
    yield Finding(
        "SQLite",
        Health.FAULT if old else Health.GOOD,
        ".".join(map(str, sqlite)),
        _("Cài Python mới hơn, có SQLite từ {oldest}.").format(oldest=".".join(map(str, OLDEST_SQLITE)))
        if old
        else "",
    )


def _screen(encoding: str, environment: Mapping[str, str]) -> Iterator[Finding]:
    unicode = "utf" in encoding.lower()
    yield Finding(
        _("Bảng mã"),
        Health.GOOD if unicode else Health.ADVICE,
        encoding,
        "" if unicode else _("Đặt bảng mã UTF-8 cho cửa sổ lệnh (PYTHONUTF8=1), hoặc chạy với --plain."),
    )
    yield Finding(_("Phông chữ"), Health.GOOD, _("ắ ề ọ ữ đ · ■ ◆ ▲ ● — thấy ô vuông thì chạy với --plain"))
    terminal = environment.get("TERM", "")
    if environment.get("NO_COLOR"):
        yield Finding(_("Màu sắc"), Health.GOOD, _("không màu (NO_COLOR)"))
    elif terminal == "dumb":
        yield Finding(
            _("Màu sắc"),
            Health.ADVICE,
            _("cửa sổ lệnh không vẽ được màn hình (TERM=dumb)"),
            _("Mở màn hình trong một cửa sổ lệnh đầy đủ; các lệnh vẫn dùng được."),
        )
    else:
        yield Finding(_("Màu sắc"), Health.GOOD, environment.get("COLORTERM") or terminal or "–")


def _templates() -> Iterator[Finding]:
    from motcua_tui.services import documents, letters

    what = _("Mẫu giấy")
    broken = (*letters.faults(), *documents.faults())
    yield from (Finding(what, Health.FAULT, error.message, error.hint) for error in broken)
    if not broken:
        files = (*(template.file for template in letters.templates()), *documents.templates())
        own = sum(file.own for file in files)
        yield Finding(
            what, Health.GOOD, _("{n} mẫu của cơ quan").format(n=own) if own else _("mẫu của chương trình")
        )


def _record(place: Place, today: date) -> Iterator[Finding]:
    what = _("Cơ sở dữ liệu")
    try:
        database = Database.open(place)
    except MotcuaError as error:
        yield Finding(what, Health.FAULT, error.message, error.hint)
        return
    try:
        problems = prove(place).problems
        if problems:
            mend = (
                _("Ngừng ghi và báo người quản trị máy chủ.")
                if isinstance(place, Server)
                else _("Lấy lại từ một bản sao lưu tốt trong thư mục backups.")
            )
            yield Finding(what, Health.FAULT, "; ".join(problem.what for problem in problems), mend)
            return
        yield Finding(what, Health.GOOD, str(place))
        yield _calendar(office_reads.confirmed_until(database.reader()), today)
        yield _letterhead(office_reads.settings(database.reader()))
    finally:
        database.close()


def _calendar(until: date | None, today: date) -> Finding:
    what = _("Lịch làm việc")
    if until is not None and until >= today + timedelta(days=CONFIRMED_AHEAD):
        return Finding(what, Health.GOOD, _("xác nhận đến {day}").format(day=short_date(until)))
    return Finding(
        what,
        Health.ADVICE,
        _("xác nhận đến {day}; hạn sau ngày đó là tạm tính").format(day=short_date(until))
        if until
        else _("chưa xác nhận; mọi hạn là tạm tính"),
        _("Kiểm tra lịch nghỉ của cơ quan rồi ghi: motcua calendar confirm NGÀY."),
    )


def _letterhead(settings: Mapping[str, str]) -> Finding:
    what = _("Thông tin in trên giấy")
    empty = [name for name in _PRINTED if not settings.get(name)]
    if not empty:
        return Finding(what, Health.GOOD, _("đủ"))
    return Finding(
        what,
        Health.ADVICE,
        _("còn trống: {names}; trên giấy là hàng chấm").format(names=", ".join(empty)),
        _("Ghi: motcua settings {name}=….").format(name=empty[0]),
    )


def copy_sample(target: Path) -> None:
    """Copy the sample desk to a new file. Raises FileError without a sample, OutputError for a taken name."""
    source = locations.sample_database()
    if not source.exists():
        raise FileError(_("Không thấy dữ liệu mẫu."), _("Cài lại chương trình, hoặc chạy make sample."))
    if target.exists():
        raise OutputError(_("Đã có {path}.").format(path=target), _("Chọn tên khác."))
    backup(source, target)


@contextmanager
def throwaway_sample() -> Iterator[Path]:
    """A copy of the sample desk that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="motcua-demo-", ignore_cleanup_errors=True) as folder:
        path = Path(folder) / "demo.db"
        copy_sample(path)
        yield path


def recount(desk: Desk) -> None:
    """Count the summary of all dossiers anew, where ``verify`` finds that it does not count just them."""
    with desk.unit_of_work(Right.RESTORE) as work:
        work.dossiers.recount()
        work.commit()
