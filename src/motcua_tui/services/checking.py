"""A written report from a file: text out of .txt, .md, .docx and .xlsx, checked, and held against the record.

The kind of file is told from its first bytes, never from its name. Every failure is a ``FileError``.
What the text claims is judged in ``reports.checking``; here are only files and the desk's own counts.
"""

from __future__ import annotations

import codecs
import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final
from xml.etree import ElementTree

from motcua_tui.domain.periods import ReportingPeriod
from motcua_tui.errors import FileError
from motcua_tui.i18n import _
from motcua_tui.reports.checking.checker import check
from motcua_tui.reports.checking.labels import Role
from motcua_tui.reports.checking.model import Claim, Watch, unwatched
from motcua_tui.services.desk import Desk
from motcua_tui.services.importing.sheets import Cell, damaged, open_sheets
from motcua_tui.services.importing.workbooks import DAMAGE
from motcua_tui.services.reporting import Question, report

MOST_CHARACTERS: Final = 300_000
"""Letters of a report; the longest real one has some fifty thousand. The time of a check grows with the
numbers of the text: this much of nothing but numbers takes about as long as a person waits."""
MOST_BYTES: Final = 64 << 20
MOST_RATIO: Final = 200
"""Unpacked to packed; ordinary documents have 5 to 30."""

_ZIP: Final = b"PK\x03\x04"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DOCUMENT: Final = "word/document.xml"
_WORD: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DEEPEST: Final = 50
_BYTE_ORDER_MARKS: Final = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_BREAKS: Final = re.compile(r"[\t\r\n\v\f]+")


def check_text(
    text: str, recorded: Mapping[Role, int] | None = None, *, watch: Watch = unwatched
) -> list[Claim]:
    """The claims of a text; ``watch`` hears how far it has come. Raises FileError when it is longer than
    any report."""
    if len(text) > MOST_CHARACTERS:
        raise FileError(
            _("Văn bản quá dài để rà soát."), _("Chỉ dán phần có số liệu, hoặc tách thành nhiều tệp.")
        )
    return check(text, recorded, watch=watch)


def recorded(desk: Desk, period: ReportingPeriod) -> dict[Role, int]:
    """The counts on record for a period, by what a report calls them, in the period's usual profile."""
    n = report(desk, Question.of(desk, period)).total
    by_due = n["finished.early"] + n["finished.on_time"]
    return {
        Role.RECEIVED: n["received.total"],
        Role.NEW: n["received.new"],
        Role.CARRIED: n["received.carried_over"],
        Role.ONLINE: n["received.online_full"] + n["received.online_partial"],
        Role.ONLINE_FULL: n["received.online_full"],
        Role.ONLINE_PARTIAL: n["received.online_partial"],
        Role.DIRECT: n["received.direct"],
        Role.POST: n["received.post"],
        Role.DIRECT_POST: n["received.direct"] + n["received.post"],
        Role.FINISHED: n["finished.total"],
        Role.BY_DUE: by_due,
        Role.EARLY: n["finished.early"],
        Role.ON_TIME: n["finished.on_time"],
        Role.LATE: n["finished.late"],
        Role.PENDING: n["pending.total"],
        Role.IN_TIME: n["pending.in_time"],
        Role.OVERDUE: n["pending.overdue"],
    }


def read_report(path: Path) -> str:
    """The text of a report file; the rows of tables as lines with tabs."""
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= MOST_BYTES else b""
    except OSError as error:
        raise FileError(
            _("Không đọc được tệp {name}: {why}.").format(name=path.name, why=error.strerror or error),
            _("Kiểm tra lại đường dẫn và quyền đọc tệp."),
        ) from None
    if size > MOST_BYTES:
        raise _too_large(path)
    if data.startswith(_ZIP):
        return _packed(path, data)
    if data.startswith(_OLE):
        raise FileError(
            _("Tệp {name} thuộc định dạng cũ (.xls, .doc), chương trình không đọc.").format(name=path.name),
            _("Mở tệp, lưu lại thành .docx hoặc .xlsx rồi rà soát."),
        )
    return decoded(data, path.name)


def decoded(data: bytes, name: str) -> str:
    """Text from bytes: by byte order mark, else UTF-8, else the Vietnamese code page of Windows."""
    told = [encoding for mark, encoding in _BYTE_ORDER_MARKS.items() if data.startswith(mark)]
    for encoding in told or ("utf-8", "cp1258"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise FileError(
        _("Tệp {name} không phải văn bản đọc được.").format(name=name),
        _("Dùng tệp .txt, .md, .docx hoặc .xlsx."),
    )


def _packed(path: Path, data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if _DOCUMENT in archive.namelist():
                return "\n".join(_blocks(_body(path, archive), 0))
    except DAMAGE:
        raise damaged(path) from None
    lines = ("\t".join(map(_shown, row)) for sheet in open_sheets(path) for row in sheet.rows())
    return "\n".join(lines)


def _body(path: Path, archive: zipfile.ZipFile) -> ElementTree.Element:
    """The document's tree; one that unpacks to far more than it should, or declares a DTD, is refused."""
    entry = archive.getinfo(_DOCUMENT)
    if entry.file_size > min(MOST_BYTES, max(1 << 20, MOST_RATIO * entry.compress_size)):
        raise _too_large(path)
    with archive.open(entry) as file:
        xml = file.read(MOST_BYTES)
    if b"<!DOCTYPE" in xml[:4096]:
        raise damaged(path)
    return ElementTree.fromstring(xml)


def _blocks(element: ElementTree.Element, depth: int) -> Iterator[str]:
    """The paragraphs of a document, and the rows of its tables with tabs between their cells."""
    for child in element:
        if child.tag == f"{_WORD}p":
            yield _text(child)
        elif child.tag == f"{_WORD}tbl":
            for row in child.iter(f"{_WORD}tr"):
                cells = (" ".join(map(_text, cell.iter(f"{_WORD}p"))) for cell in row.iter(f"{_WORD}tc"))
                yield "\t".join(_BREAKS.sub(" ", cell).strip() for cell in cells)
        elif depth < _DEEPEST:
            yield from _blocks(child, depth + 1)


def _text(paragraph: ElementTree.Element) -> str:
    parts = []
    for run in paragraph.iter():
        if run.tag == f"{_WORD}t":
            parts.append(run.text or "")
        elif run.tag == f"{_WORD}tab":
            parts.append(" ")
        elif run.tag == f"{_WORD}br":
            parts.append("\n")
    return "".join(parts)


def _shown(cell: Cell) -> str:
    """A cell as a person reads it; a decimal never looks like thousands."""
    if isinstance(cell, float):
        if cell == int(cell):
            return f"{int(cell)}"
        text = f"{cell:.10f}".rstrip("0").replace(".", ",")
        return f"{text}0" if len(text.partition(",")[2]) == 3 else text
    return _BREAKS.sub(" ", str(cell)).strip()


def _too_large(path: Path) -> FileError:
    return FileError(
        _("Tệp {name} quá lớn so với một báo cáo.").format(name=path.name),
        _("Chép phần có số liệu sang một tệp mới rồi rà soát."),
    )
