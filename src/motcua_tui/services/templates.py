"""Docx templates on disk: the user's own before ours, and what is told when one cannot be filled.

A template of the user's own runs in a process of its own, for a limited time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Final

from motcua_tui import locations
from motcua_tui.errors import FileError, OutputError
from motcua_tui.i18n import _
from motcua_tui.reports.letters.fields import Printed
from motcua_tui.reports.letters.filling import BrokenTemplate, Fault, fill
from motcua_tui.reports.letters.guarded import fill_guarded
from motcua_tui.services.saving import save

_FOLDER: Final = "templates"


@dataclass(frozen=True, slots=True)
class TemplateFile:
    """A template by the kind that ``motcua templates`` knows it by; ``own`` when it is the user's."""

    kind: str
    path: Path
    own: bool


def find(kind: str, folder: str) -> TemplateFile:
    """The template of a kind in one of our folders: the user's, or ours."""
    name = Path(folder) / f"{kind}.docx"
    own = locations.data_folder() / _FOLDER / name
    if own.exists():
        return TemplateFile(kind, own, own=True)
    shipped = Path(str(files("motcua_tui") / "data" / _FOLDER))
    return TemplateFile(kind, shipped / name, own=False)


def copy_out(ours: TemplateFile) -> Path:
    """Copy a template of ours to where the user's own is looked for. Raises OutputError."""
    target = locations.data_folder() / _FOLDER / ours.path.parent.name / ours.path.name
    make_folder(target.parent)
    save(target, ours.path.read_bytes())
    return target


def filled(found: TemplateFile, values: Mapping[str, Printed], code: str = "") -> bytes:
    """The docx that a template makes of the values, with ``code`` as QR. Raises FileError."""
    try:
        source = found.path.read_bytes()
        return fill_guarded(source, values, code) if found.own else fill(source, values, code)
    except OSError as error:
        raise FileError(
            _("Không đọc được mẫu {file}: {error}.").format(file=found.path, error=error.strerror),
            _("Kiểm tra quyền đọc của tệp, hoặc xóa tệp để dùng mẫu của chương trình."),
        ) from error
    except BrokenTemplate as broken:
        raise _told(found, broken) from broken


def _told(found: TemplateFile, broken: BrokenTemplate) -> FileError:
    match broken.fault:
        case Fault.UNKNOWN_TAG:
            why = _("không có thẻ nào tên như vậy")
        case Fault.SYNTAX:
            why = _("thẻ viết chưa đúng ({detail})").format(detail=broken.detail)
        case Fault.FORBIDDEN:
            why = _("thẻ dùng thứ không được phép")
        case Fault.TOO_LONG:
            why = _("chạy quá {n} giây").format(n=broken.detail)
        case Fault.UNUSABLE:
            why = _("tệp không dùng được ({detail})").format(detail=broken.detail)
    at = _("Mẫu {file}, thẻ “{tag}”: {why}.") if broken.tag else _("Mẫu {file}: {why}.")
    return FileError(
        at.format(file=found.path, tag=broken.tag, why=why),
        _("Sửa mẫu, hoặc xóa tệp để dùng mẫu của chương trình. Các thẻ: motcua templates {paper}.").format(
            paper=found.kind
        ),
    )


def make_folder(path: Path) -> None:
    """Make a folder and those above it, for their owner only. Raises OutputError."""
    try:
        locations.make_folder(path)
    except OSError as error:
        raise OutputError(
            _("Không tạo được thư mục {path}: {error}.").format(path=path, error=error.strerror),
            _("Kiểm tra quyền ghi, hoặc chọn thư mục khác."),
        ) from error
