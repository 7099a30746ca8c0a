"""Files into rows: encodings, delimiters, damaged and dangerous files."""

from __future__ import annotations

import csv
import gzip
import tempfile
import unicodedata
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from motcua_tui.errors import FileError
from motcua_tui.services.importing import sheets, workbooks
from motcua_tui.services.importing.sheets import Sheet, open_sheets

TEXT = "Mã hồ sơ;Tên\nH10-1;Nguyễn Thị Ngọc Ánh\n"
ROWS = [["Mã hồ sơ", "Tên"], ["H10-1", "Nguyễn Thị Ngọc Ánh"]]
ODS_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content'
    ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
    "<office:body><office:spreadsheet>"
)
ODS_TAIL = "</office:spreadsheet></office:body></office:document-content>"


def only_sheet(path: Path) -> Sheet:
    (sheet,) = open_sheets(path)
    return sheet


def write_xlsx(path: Path, fill: Callable[[xlsxwriter.Workbook], None]) -> Path:
    with xlsxwriter.Workbook(path) as book:
        fill(book)
    return path


def write_ods(path: Path, tables: str, manifest: str = "<manifest/>") -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr("content.xml", ODS_HEAD + tables + ODS_TAIL)
    return path


def ods_cell(text: str, attributes: str = "") -> str:
    return (
        f'<table:table-cell office:value-type="string"{attributes}><text:p>{text}</text:p></table:table-cell>'
    )


def change_part(path: Path, part: str, change: Callable[[bytes], bytes]) -> None:
    """Rewrite one part of an archive."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[part] = change(parts[part])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def _tone_apart(letter: str) -> str:
    """As the code page has it: letters like ê and ư whole, the tone after them."""
    base, *marks = unicodedata.normalize("NFD", letter)
    tones = [mark for mark in marks if mark in "\u0300\u0301\u0303\u0309\u0323"]
    rest = "".join(mark for mark in marks if mark not in tones)
    return unicodedata.normalize("NFC", base + rest) + "".join(tones)


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
        gzip.compress(TEXT.encode(), mtime=0),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace(";", ",").encode(),
        TEXT.replace(";", "\t").encode(),
        TEXT.replace(";", "|").encode(),
    ],
)
def test_csv_in_any_encoding_and_delimiter_gives_the_same_rows(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "sổ.dat"
    path.write_bytes(content)
    sheet = only_sheet(path)
    assert [list(row) for row in sheet.rows()] == ROWS
    assert [list(row) for row in sheet.rows()] == ROWS  # a second time, from the start


def test_csv_in_the_windows_code_page_gives_the_letters(tmp_path: Path) -> None:
    decomposed = "".join(map(_tone_apart, TEXT))
    path = tmp_path / "cũ.csv"
    path.write_bytes(decomposed.encode("cp1258"))
    text = [unicodedata.normalize("NFC", "|".join(map(str, row))) for row in only_sheet(path).rows()]
    assert text == ["|".join(row) for row in ROWS]


def test_csv_that_names_its_delimiter_keeps_the_row_numbers(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("sep=|\na|b;c\n", encoding="utf-8")
    assert [list(row) for row in only_sheet(path).rows()] == [[], ["a", "b;c"]]


@given(
    st.lists(st.lists(st.text("aâ ,;\"'\n|", max_size=5), min_size=2, max_size=4), min_size=1, max_size=5),
)
def test_csv_as_it_is_written_reads_back(rows: list[list[str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            file.write("sep=;\r\n")
            csv.writer(file, delimiter=";").writerows(rows)
        assert [list(row) for row in only_sheet(path).rows()][1:] == rows


@pytest.mark.parametrize(
    "content",
    [
        b"\x00\x00\x01\x02" * 50,
        b"\xef\xbb\xbf\xff\xff",
        b"\xff\xfe\x00\xd8",
        b"\x8a\x8d\xff",
        b"\xef\xbb\xbf\xc3",
    ],
)
def test_file_that_is_no_text_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    with pytest.raises(FileError):
        list(open_sheets(path))


def test_text_longer_than_the_limit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MOST_TEXT", 10)
    path = tmp_path / "a.csv.gz"
    path.write_bytes(gzip.compress(TEXT.encode()))
    with pytest.raises(FileError):
        list(open_sheets(path))


def test_csv_with_an_endless_cell_is_refused_when_read(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a,b\n1,2\n" * 5 + 'x,"' + "y" * 200_000, encoding="utf-8")
    with pytest.raises(FileError):
        list(only_sheet(path).rows())


def test_missing_file_is_told_with_its_name(tmp_path: Path) -> None:
    with pytest.raises(FileError, match=r"không-có\.xlsx"):
        list(open_sheets(tmp_path / "không-có.xlsx"))


def test_damaged_archives_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    for content in (b"PK\x03\x04rest", gzip.compress(b"x" * 999)[:15]):
        path.write_bytes(content)
        with pytest.raises(FileError):
            list(open_sheets(path))
    write_xlsx(path, lambda book: book.add_worksheet().write(0, 0, "x"))
    change_part(path, "xl/workbook.xml", lambda _xml: b"<broken")
    with pytest.raises(FileError):
        list(open_sheets(path))


def test_archive_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    with pytest.raises(FileError):
        list(open_sheets(path))


def test_damaged_and_locked_office_files_are_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"Workbook" * 9)
    with pytest.raises(FileError, match="hỏng"):
        list(open_sheets(path))
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"))
    with pytest.raises(FileError, match="mật khẩu"):
        list(open_sheets(path))
    locked = write_ods(tmp_path / "b.ods", "", "<manifest><encryption-data/></manifest>")
    with pytest.raises(FileError, match="mật khẩu"):
        list(open_sheets(locked))


def test_xlsx_under_a_false_name_is_read_by_its_content(tmp_path: Path) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        moment = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
        sheet = book.add_worksheet("Sổ")
        sheet.write_row(2, 1, ["a", 12])
        sheet.write_datetime(3, 1, datetime(2026, 3, 2), day)
        sheet.write_datetime(3, 2, datetime(2026, 3, 2, 9, 40), moment)
        sheet.merge_range(4, 1, 4, 2, "m")
        sheet.set_row(3, None, None, {"hidden": True})

    sheet = only_sheet(write_xlsx(tmp_path / "sổ.csv", fill))
    assert sheet.name == "Sổ"
    assert [list(row) for row in sheet.rows()] == [
        ["", ""],
        ["", ""],
        ["a", 12],
        [date(2026, 3, 2), datetime(2026, 3, 2, 9, 40)],
        ["m", ""],
    ]
    assert sheet.merged == (((4, 0), (4, 1)),)
    assert sheet.hidden_rows == 1


def test_sheets_are_visible_ones_or_the_one_asked_for(tmp_path: Path) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        for name in ("Hướng dẫn", "Danh sách", "Ẩn"):
            book.add_worksheet(name).write(0, 0, name)
        book.get_worksheet_by_name("Ẩn").hide()

    path = write_xlsx(tmp_path / "a.xlsx", fill)
    assert [sheet.name for sheet in open_sheets(path)] == ["Hướng dẫn", "Danh sách"]
    assert [sheet.name for sheet in open_sheets(path, "Ẩn")] == ["Ẩn"]
    assert [sheet.name for sheet in open_sheets(path, "danh sach")] == ["Danh sách"]
    with pytest.raises(FileError) as error:
        list(open_sheets(path, "Tháng 9"))
    assert "Hướng dẫn, Danh sách, Ẩn" in error.value.hint


def test_xlsx_with_one_cell_at_the_end_of_the_world_is_refused(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", lambda book: book.add_worksheet().write(1_048_575, 16_383, "x"))
    assert path.stat().st_size < 10_000
    with pytest.raises(FileError, match="quá nhiều ô"):
        list(open_sheets(path))


def test_wide_xlsx_with_ordinary_content_is_read(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", lambda book: book.add_worksheet().write_row(0, 0, ["x"] * 60))
    assert len(next(only_sheet(path).rows())) == 60


def test_xlsx_that_unpacks_to_far_more_than_it_is_is_refused(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", lambda book: book.add_worksheet().write(0, 0, "x"))
    change_part(path, "xl/sharedStrings.xml", lambda xml: xml + b" " * (20 << 20))
    with pytest.raises(FileError, match="quá nhiều ô"):
        list(open_sheets(path))


def test_xlsx_larger_than_the_limit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbooks, "MOST_BYTES", 100)
    path = write_xlsx(tmp_path / "a.xlsx", lambda book: book.add_worksheet().write(0, 0, "x"))
    with pytest.raises(FileError):
        list(open_sheets(path))


def test_ods_is_read_with_its_repeated_rows(tmp_path: Path) -> None:
    rows = (
        '<table:table table:name="Sổ"><table:table-row table:number-rows-repeated="2">'
        '<table:table-cell table:number-columns-repeated="1024"/></table:table-row>'
        f"<table:table-row>{ods_cell('a')}"
        '<table:table-cell office:value-type="date" office:date-value="2026-03-02"/></table:table-row>'
        '<table:table-row table:number-rows-repeated="1048570">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>'
    )
    sheet = only_sheet(write_ods(tmp_path / "a.ods", rows))
    assert [list(row) for row in sheet.rows()] == [["", ""], ["", ""], ["a", date(2026, 3, 2)]]
    assert sheet.merged == ()


def test_ods_that_repeats_content_without_end_is_refused(tmp_path: Path) -> None:
    cell = ods_cell("x", ' table:number-columns-repeated="16384"')
    row = f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>'
    path = write_ods(tmp_path / "a.ods", f'<table:table table:name="T">{row}</table:table>')
    with pytest.raises(FileError, match="quá nhiều ô"):
        list(open_sheets(path))
    assert path.stat().st_size < 2_000
