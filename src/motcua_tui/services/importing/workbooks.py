"""xlsx, ods and the xls of the nineties into sheets, by python-calamine.

Before the reader sees a file it is checked for what would make it ask for memory without end: a few
kilobytes can name a cell a million rows down, and the reader makes room for the whole rectangle.
Merged cells keep their value in the first cell only; hidden rows are read, and counted.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree

from motcua_tui.errors import FileError
from motcua_tui.i18n import _
from motcua_tui.services.importing.compound import is_whole
from motcua_tui.services.importing.sheets import Row, Sheet, damaged, locked, pick

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

MOST_BYTES: Final = 2 << 30
MOST_CELLS: Final = 40_000_000
MOST_RATIO: Final = 100
"""Unpacked to packed: ordinary sheets have 5 to 12, made-up ones 141 and more."""

DAMAGE: Final = (
    zipfile.BadZipFile,
    zlib.error,
    ElementTree.ParseError,
    EOFError,
    OSError,
    LookupError,
    ValueError,
    RuntimeError,
    struct.error,
)
"""What a packed file with nonsense in it leads to while it is unpacked and its parts are read."""

_LARGE: Final = 10 << 20
_PIECE: Final = 1 << 20
_HIDDEN: Final = re.compile(rb'<row [^>]*\bhidden="1"')
_WIDE: Final = re.compile(rb"""["'][A-Za-z]{2,3}\d+["']""")
_PLACE: Final = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]{0,3})(\d{1,7})["']""")
_FAR: Final = re.compile(rb"""\sr\s*=\s*["'](?:[A-Za-z]{4}|[A-Za-z]*(?:\d{8}|[2-9]\d{6}|1[1-9]\d{5}))""")
"""Beyond any column or row there is."""
_ODS_TAG: Final = re.compile(rb"<table:(table-row|(?:covered-)?table-cell)\b([^>]*)>")
_ODS_REPEATED: Final = re.compile(rb'number-(?:rows|columns)-repeated="(\d{1,9})"')
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_RELATION: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def workbook_sheets(path: Path, wanted: str | None) -> Iterator[Sheet]:
    """The visible sheets in order, or the ``wanted`` one; raises FileError as ``open_sheets`` says."""
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        with _panics(path), zipfile.ZipFile(path) as archive, path.open("rb") as file:
            _check_sizes(path, archive)
            parts = _sheet_parts(path, archive)
            with CalamineWorkbook.from_filelike(file) as workbook:
                for name, beside in _wanted_sheets(workbook, wanted):
                    hidden = _checked_part(path, archive, parts[name]) if name in parts else 0
                    yield replace(_sheet(workbook, name), hidden_rows=hidden, beside=beside)
    except (CalamineError, *DAMAGE):
        raise damaged(path) from None


def old_workbook_sheets(path: Path, wanted: str | None) -> Iterator[Sheet]:
    """The sheets of an xls, or that a newer workbook has a password: both are OLE files.

    Such a sheet has 65,536 rows of 256 columns at most, so none can ask for memory without end.
    Raises FileError as ``open_sheets`` says.
    """
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    if path.stat().st_size > MOST_BYTES:
        raise _too_large(path)
    content = path.read_bytes()
    if _ENCRYPTED in content:
        raise locked(path)
    if not is_whole(content):
        raise damaged(path)
    try:
        with _panics(path), CalamineWorkbook.from_path(path) as workbook:
            for name, beside in _wanted_sheets(workbook, wanted):
                yield replace(_sheet(workbook, name), beside=beside)
    except PasswordError:
        raise locked(path) from None
    except CalamineError:
        raise damaged(path) from None


def _wanted_sheets(workbook: CalamineWorkbook, wanted: str | None) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The names of the visible sheets with those of the others, or the ``wanted`` one alone."""
    from python_calamine import SheetVisibleEnum

    if wanted is not None:
        names = workbook.sheet_names
        yield names[pick(names, wanted)], ()
        return
    visible = [s.name for s in workbook.sheets_metadata if s.visible is SheetVisibleEnum.Visible]
    for name in visible:
        yield name, tuple(other for other in visible if other != name)


def _check_sizes(path: Path, archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    too_dense = any(e.file_size > max(_LARGE, MOST_RATIO * e.compress_size) for e in entries)
    if too_dense or sum(e.file_size for e in entries) > MOST_BYTES:
        raise _too_large(path)


def _sheet_parts(path: Path, archive: zipfile.ZipFile) -> dict[str, str]:
    """Where in the archive each sheet of an xlsx lies; empty for an ods, which is checked at once."""
    names = set(archive.namelist())
    if "content.xml" in names:
        if b"encryption-data" in archive.read("META-INF/manifest.xml"):
            raise locked(path)
        if _ods_cells(archive.read("content.xml")) > MOST_CELLS:
            raise _too_large(path)
        return {}
    relations = _tree(archive, "xl/_rels/workbook.xml.rels")
    targets = {r.get("Id"): r.get("Target", "") for r in relations}
    book = _tree(archive, "xl/workbook.xml")
    found = ((s.get("name", ""), targets.get(s.get(_RELATION), "")) for s in book.iter() if s.get(_RELATION))
    return {name: target.lstrip("/") if target.startswith("/") else f"xl/{target}" for name, target in found}


def _tree(archive: zipfile.ZipFile, part: str) -> ElementTree.Element:
    """A part as a tree; one that declares what it is made of could grow without end. Raises ValueError."""
    xml = archive.read(part)
    if b"<!DOCTYPE" in xml:
        raise ValueError(part)
    return ElementTree.fromstring(xml)


def _checked_part(path: Path, archive: zipfile.ZipFile, part: str) -> int:
    """How many rows of an xlsx sheet are hidden; raises FileError when its cells reach too far."""
    hidden, wide = 0, False
    for xml in _pieces(archive, part):
        hidden += len(_HIDDEN.findall(xml))
        wide = wide or _WIDE.search(xml) is not None
        if _FAR.search(xml):
            raise _too_large(path)
    if wide and _xlsx_cells(_pieces(archive, part)) > MOST_CELLS:
        raise _too_large(path)
    return hidden


def _pieces(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """A part piece by piece, cut between tags: a million rows are half a gigabyte."""
    rest = b""
    with archive.open(part) as file:
        while piece := file.read(_PIECE):
            xml = rest + piece
            cut = max(0, xml.rfind(b"<"))
            rest = xml[cut:] if cut else b""
            yield xml[:cut] if cut else xml
    yield rest


@contextmanager
def _panics(path: Path) -> Iterator[None]:
    """What makes the native reader panic, which is no Exception of Python's, is a damaged file."""
    try:
        yield
    except BaseException as error:
        if type(error).__module__ == "pyo3_runtime":
            raise damaged(path) from None
        raise


def _sheet(workbook: CalamineWorkbook, name: str) -> Sheet:
    sheet = workbook.get_sheet_by_name(name)
    height = sheet.end[0] + 1 if sheet.end else 0
    return Sheet(name, lambda: _rows(sheet), height, _merged(sheet))


def _rows(sheet: CalamineSheet) -> Iterator[Row]:
    return iter(sheet.iter_rows())


def _merged(sheet: CalamineSheet) -> tuple[tuple[tuple[int, int], tuple[int, int]], ...]:
    """The reader counts rows from the top of the sheet, columns from the first one used."""
    left = sheet.start[1] if sheet.start else 0
    return tuple(
        ((top, first - left), (bottom, last - left))
        for (top, first), (bottom, last) in sheet.merged_cell_ranges or ()
    )


def _xlsx_cells(pieces: Iterable[bytes]) -> int:
    """Cells in the rectangle up to the farthest one.

    Up to column Z the rectangle is small enough at any height, so most sheets are not gone through.
    """
    widest, height = b"", 0
    for xml in pieces:
        for column, row in _PLACE.findall(xml):
            widest = max(widest, column.upper(), key=lambda letters: (len(letters), letters))
            height = max(height, int(row))
    width = 0
    for letter in widest:
        width = width * 26 + letter - 64
    return width * height


def _ods_cells(xml: bytes) -> int:
    """Cells in the rectangle up to the last one with content; repetitions count as often as they say."""
    height = last = column = width = 0
    for tag, attributes in _ODS_TAG.findall(xml):
        repeated = _ODS_REPEATED.search(attributes)
        times = int(repeated[1]) if repeated else 1
        if tag == b"table-row":
            height, column = height + times, 0
            continue
        column += times
        if b"value-type=" in attributes or not attributes.endswith(b"/"):
            last, width = height, max(width, column)
    return last * width


def _too_large(path: Path) -> FileError:
    return FileError(
        _("Tệp {name} khai báo quá nhiều ô so với nội dung.").format(name=path.name),
        _("Chép phần có dữ liệu sang một tệp mới rồi nhập."),
    )
