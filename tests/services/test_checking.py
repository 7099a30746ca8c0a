"""Reports read from files, and held against the counts of a desk."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter

from motcua_tui import bootstrap
from motcua_tui.config import Settings
from motcua_tui.domain.periods import ReportingPeriod
from motcua_tui.errors import FileError
from motcua_tui.reports.checking.labels import Role
from motcua_tui.reports.checking.model import Verdict
from motcua_tui.services import checking
from motcua_tui.services.desk import Desk
from motcua_tui.services.office import create_desk
from motcua_tui.storage.database import Database

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
SENTENCE = "Tiếp nhận 10 hồ sơ; đã giải quyết 9 hồ sơ (91%); đang giải quyết 1 hồ sơ."


def docx(path: Path, body: str, *, head: str = "") -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"{head}<w:document {W}><w:body>{body}</w:body></w:document>")
    return path


def paragraph(*runs: str) -> str:
    return "<w:p>" + "".join(f"<w:r><w:t>{run}</w:t></w:r>" for run in runs) + "</w:p>"


def wrong(text: str) -> list[str | None]:
    return [claim.exact for claim in checking.check_text(text) if claim.verdict is Verdict.WRONG]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_read_when_the_file_is_text_then_its_encoding_is_found(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "bao-cao.txt"
    path.write_bytes(SENTENCE.encode(encoding))
    assert wrong(checking.read_report(path)) == ["90"]


def test_read_when_the_file_is_a_document_then_paragraphs_and_tables_are_read(tmp_path: Path) -> None:
    cells = "".join(f"<w:tc>{paragraph(text)}</w:tc>" for text in ("Chỉ tiêu", "Số"))
    body = (
        paragraph("Tiếp nhận 10 hồ sơ; đã giải", " quyết 9 hồ sơ (91%).")
        + f"<w:sdt><w:sdtContent>{paragraph('Trong khung')}</w:sdtContent></w:sdt>"
        + f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"
        + "<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r></w:p>"
    )
    text = checking.read_report(docx(tmp_path / "bao-cao.docx", body))
    assert text.split("\n")[1:] == ["Trong khung", "Chỉ tiêu\tSố", "a b", "c"]
    assert wrong(text) == ["90"]


def test_read_when_the_file_is_a_workbook_then_its_rows_are_checked(tmp_path: Path) -> None:
    path = tmp_path / "bieu.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        rows = (
            ("TT", "Chỉ tiêu", "Đơn vị", "Số liệu"),
            ("3.1", "Tỷ lệ hồ sơ đúng hạn", "%", 0.625),
            ("3.1.1", "Tổng số hồ sơ đã giải quyết", "Hồ sơ", 1250.0),
            ("3.1.2", "Số hồ sơ đúng hạn", "Hồ sơ", 1200),
        )
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    assert wrong(checking.read_report(path)) == ["96"]


def test_read_when_a_document_unpacks_to_far_too_much_then_it_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="quá lớn"):
        checking.read_report(docx(tmp_path / "bom.docx", " " * (3 << 20)))


def test_read_when_a_document_declares_entities_then_it_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="hỏng"):
        checking.read_report(docx(tmp_path / "dtd.docx", "", head='<!DOCTYPE x [<!ENTITY a "b">]>'))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"PK\x03\x04 nothing", "hỏng"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "định dạng cũ"),
        (b"\x00\x01\x02", "không phải văn bản"),
        (b"\xff\xfe\x00", "không phải văn bản"),
    ],
)
def test_read_when_the_file_cannot_be_read_then_it_says_why(
    tmp_path: Path, content: bytes, message: str
) -> None:
    path = tmp_path / "tep"
    path.write_bytes(content)
    with pytest.raises(FileError, match=message):
        checking.read_report(path)


def test_read_when_there_is_no_file_or_it_is_too_large_then_it_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(FileError, match="Không đọc được"):
        checking.read_report(tmp_path / "khong-co.txt")
    path = tmp_path / "lon.txt"
    path.write_text(SENTENCE, encoding="utf-8")
    monkeypatch.setattr(checking, "MOST_BYTES", 10)
    with pytest.raises(FileError, match="quá lớn"):
        checking.read_report(path)


def test_check_when_the_text_is_longer_than_any_report_then_it_is_refused() -> None:
    with pytest.raises(FileError, match="quá dài"):
        checking.check_text("a" * (checking.MOST_CHARACTERS + 1))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk without a dossier."""
    path = tmp_path / "desk.db"
    create_desk(path, Settings(agency="Sở Mẫu"), lambda: datetime(2026, 1, 5, 8))
    database = Database.open(path)
    yield bootstrap.desk_of(database, "2026-11-23")
    database.close()


def test_recorded_when_the_desk_is_empty_then_every_printed_count_differs(desk: Desk) -> None:
    counts = checking.recorded(desk, ReportingPeriod.free(date(2026, 1, 1), date(2026, 6, 30)))
    assert set(counts.values()) == {0}
    assert counts[Role.BY_DUE] == 0
    claims = checking.check_text("Tiếp nhận 10 hồ sơ; đã giải quyết 0 hồ sơ.", counts)
    assert [(c.verdict, c.exact) for c in claims if "sổ hồ sơ" in c.why] == [
        (Verdict.DIFFERS, "0"),
        (Verdict.OK, "0"),
    ]


def test_check_text_when_watched_then_hears_every_number_and_stops_where_told() -> None:
    text = "Tiếp nhận 12 hồ sơ. Đã giải quyết 10 hồ sơ, còn lại 2 hồ sơ."
    heard: list[int] = []
    assert checking.check_text(text, watch=heard.append) == checking.check_text(text)
    assert heard == [text.index("12"), text.index("10"), text.rindex("2 hồ sơ.")]

    def stop(place: int) -> None:
        if place > 20:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        checking.check_text(text, watch=stop)
