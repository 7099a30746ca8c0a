"""A file into sheets of rows: csv in any encoding and delimiter here, xlsx, ods and xls in ``workbooks``.

The kind of file is told from its first bytes, never from its name. What the cells mean is not
known here. Every failure is a ``FileError``.
"""

from __future__ import annotations

import codecs
import csv
import gzip
import re
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from io import BufferedIOBase
from pathlib import Path
from typing import IO, Final

from motcua_tui.domain.text import fold
from motcua_tui.errors import FileError
from motcua_tui.i18n import _

Cell = str | int | float | bool | date | datetime | time | timedelta
Row = Sequence[Cell]

EVERY_SHEET: Final = "*"
"""Asked for as a sheet: all of them that have a header, one after the other."""
DELIMITERS: Final = ",;\t|"
MOST_TEXT: Final = 1 << 30
"""Bytes of text that a csv file may hold, unpacked."""

_ZIP: Final = b"PK\x03\x04"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_GZIP: Final = b"\x1f\x8b"
_BYTE_ORDER_MARKS: Final = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_TOLD_DELIMITER: Final = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_SAMPLE: Final = 64 * 1024
_CHUNK: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table. ``rows()`` begins anew each time, at the first row of the sheet."""

    name: str
    rows: Callable[[], Iterator[Row]]
    height: int | None = None
    """How many rows there are, None when only reading them tells."""
    merged: tuple[tuple[tuple[int, int], tuple[int, int]], ...] = ()
    """Merged cells as (row, column) of first and last cell, from 0, columns as in ``rows()``."""
    hidden_rows: int = 0
    beside: tuple[str, ...] = ()
    """The other visible sheets, where none was asked for by name."""


def open_sheets(path: Path, wanted: str | None = None) -> Iterator[Sheet]:
    """The sheets of a file, the visible ones in order, or just the ``wanted`` one.

    Raises FileError: not there, not readable, protected by a password, damaged, of another kind,
    far larger unpacked than its content, or without a sheet of that name.
    """
    try:
        with path.open("rb") as file:
            start = file.read(8)
    except OSError as error:
        raise FileError(
            _("Không đọc được tệp {name}: {why}.").format(name=path.name, why=error.strerror or error),
            _("Kiểm tra lại đường dẫn và quyền đọc tệp."),
        ) from None
    if start.startswith(_ZIP):
        from motcua_tui.services.importing.workbooks import workbook_sheets

        return workbook_sheets(path, wanted)
    if start.startswith(_OLE):
        from motcua_tui.services.importing.workbooks import old_workbook_sheets

        return old_workbook_sheets(path, wanted)
    return iter((_text_sheet(path, start.startswith(_GZIP)),))


def pick(names: Sequence[str], wanted: str) -> int:
    """The place of the sheet called ``wanted``, letter by letter or without accents and case."""
    for spelling in (str, fold):
        spelled = [spelling(name) for name in names]
        if spelling(wanted) in spelled:
            return spelled.index(spelling(wanted))
    raise FileError(
        _("Tệp không có tờ “{name}”.").format(name=wanted),
        _("Các tờ trong tệp: {names}.").format(names=", ".join(names)),
    )


def locked(path: Path) -> FileError:
    return FileError(
        _("Tệp {name} được bảo vệ bằng mật khẩu.").format(name=path.name),
        _("Mở tệp, bỏ mật khẩu, lưu lại rồi nhập."),
    )


def damaged(path: Path) -> FileError:
    return FileError(
        _("Tệp {name} bị hỏng hoặc không phải bảng tính.").format(name=path.name),
        _("Mở tệp bằng chương trình bảng tính, lưu lại thành .xlsx rồi nhập."),
    )


def _text_sheet(path: Path, packed: bool) -> Sheet:
    try:
        encoding = _encoding(path, packed)
    except (OSError, EOFError, zlib.error):
        raise damaged(path) from None
    if encoding is None:
        raise FileError(
            _("Tệp {name} không phải bảng tính hay tệp văn bản đọc được.").format(name=path.name),
            _("Dùng tệp .xlsx, .ods hoặc .csv (UTF-8)."),
        )
    with _text(path, packed, encoding) as text:
        sample = text.read(_SAMPLE)
    told = _TOLD_DELIMITER.match(sample)
    delimiter = told[1] if told else _delimiter(sample)

    def rows() -> Iterator[Row]:
        with _text(path, packed, encoding) as text:
            if told:
                text.readline()
                yield []
            try:
                yield from csv.reader(text, delimiter=delimiter)
            except csv.Error as error:
                raise FileError(
                    _("Tệp {name} không đúng dạng csv: {why}.").format(name=path.name, why=error),
                    _("Mở tệp bằng chương trình bảng tính, lưu lại thành .xlsx rồi nhập."),
                ) from None

    return Sheet(path.name, rows)


def _bytes(path: Path, packed: bool) -> BufferedIOBase:
    return gzip.open(path) if packed else path.open("rb")


def _text(path: Path, packed: bool, encoding: str) -> IO[str]:
    if packed:
        return gzip.open(path, "rt", encoding=encoding, newline="")
    return path.open(encoding=encoding, newline="")


def _encoding(path: Path, packed: bool) -> str | None:
    """By byte order mark; without one UTF-16 by its zero bytes, UTF-8 if all of it is, else cp1258.

    None when the file is not text in any of them.
    """
    with _bytes(path, packed) as file:
        start = file.read(_CHUNK)
    told = [encoding for mark, encoding in _BYTE_ORDER_MARKS.items() if start.startswith(mark)]
    likely = told or ([_utf16(start)] if b"\0" in start else ["utf-8", "cp1258"])
    return next((encoding for encoding in likely if _decodes(path, packed, encoding)), None)


def _utf16(start: bytes) -> str:
    """Which way round: the zero bytes of text written in Latin letters are on one side."""
    return "utf-16-be" if start[::2].count(0) > start[1::2].count(0) else "utf-16-le"


def _decodes(path: Path, packed: bool, encoding: str) -> bool:
    """Whether all of the file is text in that encoding: no zero characters, no more than ``MOST_TEXT``."""
    decoder = codecs.getincrementaldecoder(encoding)()
    length = 0
    with _bytes(path, packed) as file:
        while chunk := file.read(_CHUNK):
            length += len(chunk)
            try:
                text = decoder.decode(chunk)
            except UnicodeDecodeError:
                return False
            if "\0" in text or length > MOST_TEXT:
                return False
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _delimiter(sample: str) -> str:
    """The sign that cuts most lines of the sample into equally many fields, the most of them."""

    def agreement(delimiter: str) -> int:
        lines = sample.splitlines(keepends=True)[:50]
        widths = Counter(len(row) for row in csv.reader(lines, delimiter=delimiter) if len(row) > 1)
        return max((lines * (width - 1) for width, lines in widths.items()), default=0)

    return max(DELIMITERS, key=agreement)
