"""Every kind of file that somebody may give the program, damaged on the way.

Workbooks, csv, maps, keys, templates and reports. A packed file is damaged as it lies there, or inside: one
of its parts is taken out, changed and packed again, so that what reads the parts is reached as well.
"""

from __future__ import annotations

import gzip
import io
import random
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Final

import xlsxwriter
import xlwt

from motcua_tui.bootstrap import clock, desk_of
from motcua_tui.config import DEFAULTS
from motcua_tui.errors import MotcuaError
from motcua_tui.reports.checking.checker import check
from motcua_tui.reports.letters.filling import BrokenTemplate, fill, specimen
from motcua_tui.services import letters
from motcua_tui.services.checking import read_report
from motcua_tui.services.desk import Desk
from motcua_tui.services.importing.calendar import import_calendar
from motcua_tui.services.importing.dossiers import import_dossiers
from motcua_tui.services.importing.looking import look
from motcua_tui.services.importing.mapping import ImportMap, read_map
from motcua_tui.services.importing.procedures import import_procedures
from motcua_tui.services.office import create_desk
from motcua_tui.storage.database import Database
from motcua_tui.tui.keymap import read_keymap

TODAY: Final = "2026-11-23"
ROWS: Final = (
    ("Mã hồ sơ", "Người nộp", "Thủ tục", "Thời hạn", "Ngày tiếp nhận", "Ngày trả", "Ghi chú"),
    ("A-1", "Nguyễn Thị Hòa", "Gia hạn giấy phép", "5 LV", "02/11/2026", "", "=1+1"),
    ("A-2", "Lê Văn Đạt", "Gia hạn giấy phép", 5, "03/11/2026 08:30", "09/11/2026", "½"),
    ("A-3", "Trần Kim Châu", "Cấp chứng chỉ", "20 ngày", 46330.5, "", ""),
)
PROCEDURES: Final = (("Mã", "Tên thủ tục", "Lĩnh vực", "Thời hạn"), ("1.01", "Gia hạn", "Xây dựng", "5 LV"))
DAYS: Final = (("Ngày", "Loại", "Tên"), ("24/11/2026", "nghỉ", "Ngày Văn hóa"))
MAP: Final = """sheet = "Tháng 1"
header_row = 1
[columns]
code = "Mã hồ sơ"
accepted = "Ngày tiếp nhận"
[values.channel]
"trực tiếp" = "direct"
[dates]
order = "dmy"
"""
KEYS: Final = 'accept = ["f2", "ctrl+n"]\nfinish = "f6"\n'
REPORT: Final = "Tổng số hồ sơ tiếp nhận: 881 hồ sơ (trực tuyến 783, trực tiếp 57, kỳ trước chuyển sang 41)."
WORDS: Final = (
    *(b"<", b">", b"&", b"]]>", b"<!DOCTYPE x [<!ENTITY a 'aaaa'>]>", b"&a;", b"\x00", b"\xff\xfe", b"{{"),
    *(b'r="XFD1048576"', b'"99999999999"', b't="s"', b"<v>-1</v>", b"<v>1e308</v>", b'count="4294967295"'),
    *(b"{{ ''.__class__ }}", b"{% endfor %}", b"{% for", b'number-rows-repeated="999999999"', b"../../x"),
    *(b"\r\n", b'"', b";", b"[[[["),
)


@cache
def seeds() -> dict[str, bytes]:
    """A sound file of every kind, by the name that says how it is read."""
    ours = {f"{found.forms.name}-{found.paper.value}.docx": found for found in letters.templates()}
    return {
        "register.xlsx": _xlsx(ROWS),
        "register.xls": _xls(ROWS),
        "register.ods": _ods(ROWS),
        "register.csv": _csv(ROWS).encode(),
        "register-16.csv": _csv(ROWS, "\t").encode("utf-16"),
        "register.csv.gz": gzip.compress(_csv(ROWS, ";").encode()),
        "procedures.xlsx": _xlsx(PROCEDURES),
        "procedures.csv": _csv(PROCEDURES).encode(),
        "calendar.xlsx": _xlsx(DAYS),
        "calendar.csv": _csv(DAYS).encode(),
        "map.toml": MAP.encode(),
        "keys.toml": KEYS.encode(),
        "report.md": REPORT.encode(),
        "report.xlsx": _xlsx(((REPORT,), ("Cộng", 12))),
        **{f"template {name}": found.path.read_bytes() for name, found in ours.items()},
        **{f"report {name}": found.path.read_bytes() for name, found in list(ours.items())[:2]},
    }


def case(rng: random.Random) -> bytes:
    """A file of the run: the name that says how it is read, an empty byte, and what it holds."""
    name = rng.choice(tuple(seeds()))
    content = seeds()[name]
    if content.startswith(b"PK") and rng.random() < 0.75:
        content = _repacked(rng, content)
    else:
        content = _mutated(rng, content)
    return name.encode() + b"\0" + content


def feed(given: bytes, folder: Path) -> None:
    """Let whatever reads such a file read it: a MotcuaError is an answer, anything else a fault."""
    name, _empty, content = given.partition(b"\0")
    kind = name.decode()
    path = folder / kind
    path.write_bytes(content)
    for read in _readers(kind, folder):
        with suppress(MotcuaError, BrokenTemplate):
            read(path)


def _readers(kind: str, folder: Path) -> Iterator[Callable[[Path], object]]:
    desk = _desk(folder)
    match kind.replace(".", " ").replace("-", " ").split()[0]:
        case "register":
            yield lambda path: look(path, ImportMap())
            yield lambda path: import_dossiers(desk, path, dry_run=True)
        case "procedures":
            yield lambda path: import_procedures(desk, path, dry_run=True)
        case "calendar":
            yield lambda path: import_calendar(desk, path, dry_run=True)
        case "map":
            yield read_map
        case "keys":
            yield read_keymap
        case "report":
            yield lambda path: check(read_report(path))
        case _:
            paper = next(found.paper for found in letters.templates())
            yield lambda path: fill(path.read_bytes(), specimen(paper), "000.00.00.H00-260105-0001")


@cache
def _desk(folder: Path) -> Desk:
    path = folder / "desk.db"
    for left in folder.glob("desk.db*"):
        left.unlink()
    create_desk(path, DEFAULTS, clock(DEFAULTS.zone, TODAY))
    return desk_of(Database.open(path), TODAY)


def _mutated(rng: random.Random, content: bytes) -> bytes:
    """Bytes changed, lost, doubled, and words put between them that readers trip over."""
    made = bytearray(content)
    for _step in range(rng.choice((1, 1, 2, 4, 12))):
        at = rng.randrange(len(made) + 1)
        to = min(len(made), at + rng.choice((1, 2, 8, 60)))
        match rng.randrange(6):
            case 0:
                made[at:to] = rng.randbytes(to - at)
            case 1:
                del made[at:to]
            case 2:
                made[at:at] = made[at:to] * rng.choice((1, 3, 30))
            case 3:
                made[at:at] = rng.choice(WORDS)
            case 4:
                made[at:to] = rng.choice((b"\0", b"\xff", b"9")) * (to - at)
            case _:
                del made[rng.randrange(len(made) + 1) if rng.random() < 0.1 else len(made) :]
    return bytes(made)


def _repacked(rng: random.Random, content: bytes) -> bytes:
    """A zip of which one part or two were changed, lost, or put there twice."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before:
        parts = [(entry.filename, before.read(entry)) for entry in before.infolist()]
    chosen = {rng.randrange(len(parts)) for _part in range(rng.randint(1, 2))}
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as after:
        for place, (name, part) in enumerate(parts):
            if place in chosen and rng.random() < 0.08:
                continue
            after.writestr(name, _mutated(rng, part) if place in chosen else part)
    return packed.getvalue()


def _xlsx(rows: tuple[tuple[object, ...], ...]) -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Tháng 1")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
        sheet.merge_range(len(rows) + 1, 0, len(rows) + 1, 2, "Cộng")
    return file.getvalue()


def _xls(rows: tuple[tuple[object, ...], ...]) -> bytes:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("Tháng 1")
    for number, row in enumerate(rows):
        for place, value in enumerate(row):
            sheet.write(number, place, value)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _ods(rows: tuple[tuple[object, ...], ...]) -> bytes:
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    lines = ("".join(cell.format(value) for value in row) for row in rows)
    body = "".join(f"<table:table-row>{line}</table:table-row>" for line in lines)
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("mimetype", kind, zipfile.ZIP_STORED)
        packed.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>',
        )
        packed.writestr(
            "content.xml",
            f'<?xml version="1.0"?><office:document-content {spaces}><office:body><office:spreadsheet>'
            f'<table:table table:name="T1">{body}</table:table></office:spreadsheet></office:body>'
            "</office:document-content>",
        )
    return file.getvalue()


def _csv(rows: tuple[tuple[object, ...], ...], delimiter: str = ",") -> str:
    return "\n".join(delimiter.join(map(str, row)) for row in rows)
