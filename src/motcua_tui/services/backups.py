"""Copies of the record: made by hand and by themselves, listed, and put back in its place.

What a copy is of may be a file or a server; the copy is a file, which opens anywhere. Nothing is put back
into a server: a copy is moved into a new database there (``services.moving``).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from motcua_tui import locations
from motcua_tui.config import DEFAULTS, Settings
from motcua_tui.domain.text import tokens
from motcua_tui.errors import DamagedError, FileError, MotcuaError, OutputError, StorageError
from motcua_tui.i18n import _
from motcua_tui.services.desk import Desk
from motcua_tui.storage import backup as files
from motcua_tui.storage.backup import Copy
from motcua_tui.storage.database import Database
from motcua_tui.storage.failures import damaged
from motcua_tui.storage.looking import require_sound
from motcua_tui.storage.place import Place, Server
from motcua_tui.storage.reads import office as office_reads


@dataclass(frozen=True, slots=True)
class Listed:
    """A copy as it is shown; ``dossiers`` is None when it cannot be read."""

    copy: Copy
    dossiers: int | None


def folder_of(place: Place, settings: Settings = DEFAULTS) -> Path:
    """Where the copies of that database are; a folder that is not absolute is beside the file, or in the
    user's data folder for those of a server."""
    beside = locations.data_folder() if isinstance(place, Server) else place.parent
    chosen = settings.backup_folder
    return beside / locations.typed(chosen) if chosen else beside / "backups"


def kept_folder(place: Place) -> Path:
    """As ``folder_of``, for a database that may be missing or unreadable."""
    try:
        database = Database(place)
        try:
            rows = office_reads.settings(database.reader())
        finally:
            database.close()
        return folder_of(place, Settings.from_rows(rows))
    except MotcuaError:
        return folder_of(place)


def copies(place: Place, folder: Path) -> tuple[Listed, ...]:
    """The copies of that database, newest first."""
    return tuple(Listed(copy, files.dossiers_in(copy.path)) for copy in files.copies(folder, _stem(place)))


def back_up(desk: Desk, target: Path | None = None) -> Path:
    """Copy the record while it is in use; without a target, into its folder of copies, where the last ones
    stay as the settings say. Older ones go only when the new one is known to be good.

    Raises OutputError when the target exists, DamagedError when the record is, StorageError when the
    copy fails.
    """
    if target is not None:
        if target.exists():
            raise OutputError(
                _("Đã có {path}.").format(path=target), _("Chọn tên khác để không ghi đè bản sao cũ.")
            )
        _copied(desk, target)
        return target
    stem = _stem(desk.database.place)
    folder = _made(folder_of(desk.database.place, desk.settings))
    target = folder / files.name_of(stem, desk.now())
    _copied(desk, target)
    try:
        files.prune(folder, stem, desk.settings.backups_kept)
    except OSError as error:
        raise StorageError(
            _("Đã sao lưu, nhưng không xóa được bản sao cũ: {error}.").format(error=error.strerror),
            _("Kiểm tra quyền ghi của thư mục {folder}.").format(folder=folder),
        ) from error
    return target


def back_up_when_due(desk: Desk) -> Path | None:
    """As ``back_up`` when the last copy is as many days old as the settings say; None when it is not, or
    when the record is on a server."""
    path, days, today = desk.database.path, desk.settings.backup_days, desk.today()
    if path is None or not days:
        return None
    made = (copy.made_at.date() for copy in files.copies(folder_of(path, desk.settings), path.stem))
    if any(0 <= (today - day).days < days for day in made):
        return None
    return back_up(desk)


def restore(path: Path, source: Path, now: datetime, *, folder: Path | None = None) -> Path | None:
    """Put a good copy in the place of the database; gives where the record it replaces is kept.

    What was there is copied into the folder of copies first, or moved there when it cannot be read. Raises
    FileError when the copy is not good, StorageError when it cannot be written; nothing is changed then.
    """
    from motcua_tui.services.proving import prove

    problems = prove(source).problems
    if problems:
        raise FileError(
            _("Bản sao không dùng được: {problem}").format(problem=problems[0].what),
            _("Chọn một bản sao khác; kiểm tra trước: motcua verify TỆP."),
        )
    if not path.exists():
        _made(path.parent)
        files.backup(source, path)
        return None
    kept = _made(folder or folder_of(path)) / files.name_of(path.stem, now, replaced=True)
    try:
        files.backup(path, kept)
        files.overwrite(source, path)
    except DamagedError:
        files.put_in_place(source, path, kept)
    return kept


def advised(path: Path, error: DamagedError) -> DamagedError:
    """The error with the last good copy named, and how to put it in the place of the damaged file."""
    copy = files.newest_sound(kept_folder(path), path.stem)
    if copy is None:
        return DamagedError(
            error.message,
            _("Không thấy bản sao lưu tốt nào ở {folder}. Giữ nguyên tệp, tìm bản sao nơi khác.").format(
                folder=kept_folder(path)
            ),
        )
    return DamagedError(
        error.message,
        _("Bản sao tốt gần nhất, lúc {at}: motcua restore “{path}”.").format(
            at=f"{copy.made_at:%H:%M %d/%m/%Y}", path=copy.path
        ),
    )


def damage_behind(error: Exception, path: Path | None) -> DamagedError | None:
    """What is to be told instead of an error that nobody foresaw, when it comes from a damaged file."""
    if path is None or not path.is_file():
        return None
    if isinstance(error, DamagedError):
        return advised(path, error)
    if isinstance(error, MotcuaError):
        return None
    from motcua_tui.services.proving import prove

    if not prove(path).problems:
        return None
    return advised(path, damaged())


def require_file(place: Place) -> Path:
    """The file of a record that a copy may take the place of. Raises StorageError for a server."""
    if isinstance(place, Server):
        raise StorageError(
            _("Không khôi phục đè lên sổ trên máy chủ."),
            _("Chuyển bản sao vào một cơ sở dữ liệu trống: motcua move --db BẢN_SAO --to ĐỊA_CHỈ."),
        )
    return place


def _stem(place: Place) -> str:
    """How the names of copies begin; those of a server with its address."""
    return "-".join(tokens(str(place).partition("://")[2])) if isinstance(place, Server) else place.stem


def _copied(desk: Desk, target: Path) -> None:
    path = desk.database.path
    if path is None:
        from motcua_tui.services.moving import copy_to_file

        copy_to_file(desk.database, target, desk.now())
        return
    files.backup(path, target)
    try:
        require_sound(target)
    except StorageError:
        target.unlink(missing_ok=True)
        raise


def _made(folder: Path) -> Path:
    try:
        locations.make_folder(folder)
    except OSError as error:
        raise StorageError(
            _("Không tạo được thư mục {path}: {error}.").format(path=folder, error=error.strerror),
            _("Kiểm tra quyền ghi, hoặc chọn thư mục khác: motcua settings backup_folder=…."),
        ) from error
    return folder
