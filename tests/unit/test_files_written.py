"""A paper as a spreadsheet and as a document: what is written can be read back, and prints as it should."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import date

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook
from tests.nasty_texts import NASTY

from motcua_tui.domain.text import clean
from motcua_tui.reports.files.document import to_docx
from motcua_tui.reports.files.paper import (
    Column,
    Kind,
    Paper,
    Row,
    Signature,
    Table,
    Weight,
    counted_rows,
    headings,
    lines_needed,
    text_of,
)
from motcua_tui.reports.files.workbook import to_xlsx

COLUMNS = (
    Column(("STT",), 5, Kind.CENTRED, "(1)"),
    Column(("Tên",), 30, Kind.TEXT, "(2)"),
    Column(("Số hồ sơ", "Tổng số"), 12, Kind.COUNT, "(3)=(4)"),
    Column(("Số hồ sơ", "Trong đó", "Trễ"), 12, Kind.COUNT, "(4)"),
    Column(("Ngày",), 12, Kind.DATE),
)
ROWS = (
    Row(("Phòng Một",), Weight.GROUP),
    Row(("1", "Cấp giấy phép xây dựng", 1253, 7, date(2026, 9, 14))),
    Row(("2", "=1+1", 0, 0, None)),
    Row(("", "Tổng số", 1253, 7, None), Weight.TOTAL),
)
PAPER = Paper(
    name="Biểu 07a",
    title="TÌNH HÌNH GIẢI QUYẾT",
    subtitle=("Quý III/2026", "(Từ ngày 15/06/2026 đến ngày 14/09/2026)"),
    left=("Biểu số 07a", "Thông tư 09"),
    right=("Đơn vị báo cáo: Sở Mẫu",),
    tables=(Table(COLUMNS, ROWS),),
    dated=date(2026, 9, 20),
    place="Mẫu",
    unit="hồ sơ",
    notes=("Cách tính 07a.",),
    signatures=(Signature("NGƯỜI LẬP BIỂU", "(Ký)", "Mai"), Signature("THỦ TRƯỞNG", "(Ký)")),
)
SHEET = "xl/worksheets/sheet1.xml"
BODY = "word/document.xml"


def cells(content: bytes) -> list[list[object]]:
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
    return sheet.to_python(skip_empty_area=False)


def part(content: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return archive.read(name).decode()


def page_setup(sheet: str) -> dict[str, str]:
    return dict(re.findall(r'(\w+)="(\w+)"', re.findall(r"<pageSetup [^>]*>", sheet)[0]))


def paper_of(*texts: str) -> Paper:
    return replace(PAPER, tables=(Table(COLUMNS, tuple(Row(("", text, 1, 1, None)) for text in texts)),))


def test_headings_when_neighbours_share_a_title_then_it_stands_once_above_them() -> None:
    found = {(h.text, h.left, h.right, h.top, h.bottom) for h in headings(COLUMNS)}
    assert found == {
        ("STT", 0, 0, 0, 2),
        ("Tên", 1, 1, 0, 2),
        ("Số hồ sơ", 2, 3, 0, 0),
        ("Tổng số", 2, 2, 1, 2),
        ("Trong đó", 3, 3, 1, 1),
        ("Trễ", 3, 3, 2, 2),
        ("Ngày", 4, 4, 0, 2),
    }


@given(st.lists(st.lists(st.sampled_from("abc"), min_size=1, max_size=3).map(tuple), min_size=1, max_size=8))
def test_headings_when_any_columns_then_they_cover_the_grid_once(paths: list[tuple[str, ...]]) -> None:
    covered = [
        (line, place)
        for h in headings([Column(path, 5) for path in paths])
        for line in range(h.top, h.bottom + 1)
        for place in range(h.left, h.right + 1)
    ]
    depth = max(map(len, paths))
    assert sorted(covered) == [(line, place) for line in range(depth) for place in range(len(paths))]


def test_text_of_when_printed_then_vietnamese_numbers_and_dates() -> None:
    assert [text_of(value) for value in (None, 1253, date(2026, 9, 4), "x")] == [
        "",
        "1.253",
        "04/09/2026",
        "x",
    ]


def test_lines_needed_when_text_is_longer_than_the_width_then_more_than_one() -> None:
    assert [lines_needed(text, 10) for text in ("", "0123456789", "01234567890", "a\nb")] == [1, 1, 2, 2]


def test_counted_rows_when_made_then_numbered_from_one() -> None:
    assert [row.values for row in counted_rows([("a",), ("b",)])] == [("1", "a"), ("2", "b")]


def test_place_and_date_when_no_place_is_known_then_dots() -> None:
    assert replace(PAPER, place="").place_and_date == "……………, ngày 20 tháng 09 năm 2026"


# Spreadsheets


def test_xlsx_when_read_back_then_counts_and_dates_are_numbers_and_dates() -> None:
    found = cells(to_xlsx(PAPER))
    start = next(place for place, row in enumerate(found) if row[0] == "STT")
    assert found[start + 3][:4] == ["(1)", "(2)", "(3)=(4)", "(4)"]
    assert found[start + 4][0] == "Phòng Một"
    assert found[start + 5] == ["1", "Cấp giấy phép xây dựng", 1253.0, 7.0, date(2026, 9, 14)]
    assert found[start + 6][1] == "=1+1"
    assert found[start + 7][:4] == ["", "Tổng số", 1253.0, 7.0]
    texts = {str(value) for row in found for value in row}
    assert {"TÌNH HÌNH GIẢI QUYẾT", "Biểu số 07a", "Đơn vị báo cáo: Sở Mẫu", "Đơn vị tính: hồ sơ"} <= texts
    assert {"Cách tính 07a.", "Mẫu, ngày 20 tháng 09 năm 2026", "NGƯỜI LẬP BIỂU", "Mai"} <= texts


def test_xlsx_when_printed_then_a4_landscape_one_page_wide_with_repeated_headings() -> None:
    content = to_xlsx(PAPER)
    sheet = part(content, SHEET)
    assert page_setup(sheet) == {"paperSize": "9", "orientation": "landscape", "fitToHeight": "0"}
    assert '<pageSetUpPr fitToPage="1"/>' in sheet
    assert "_xlnm.Print_Titles" in part(content, "xl/workbook.xml")
    assert "&amp;P/&amp;N" in sheet


def test_xlsx_when_headings_are_shared_then_their_cells_are_joined() -> None:
    found = cells(to_xlsx(PAPER))
    line = next(place for place, row in enumerate(found) if row[0] == "STT") + 1
    merged = set(re.findall(r'<mergeCell ref="([A-Z0-9:]+)"', part(to_xlsx(PAPER), SHEET)))
    assert {f"A{line}:A{line + 2}", f"C{line}:D{line}", f"C{line + 1}:C{line + 2}"} <= merged


def test_xlsx_when_the_page_is_to_be_one_then_upright_and_shrunk() -> None:
    sheet = part(to_xlsx(replace(PAPER, landscape=False, one_page=True)), SHEET)
    assert page_setup(sheet) == {"paperSize": "9", "orientation": "portrait"}


def test_xlsx_when_tables_differ_then_their_columns_lie_on_one_grid() -> None:
    wide = Table((Column(("Tên",), 59, Kind.TEXT, span=4), Column(("Số",), 12)), (Row(("a", 1)),), "Phần II")
    found = cells(
        to_xlsx(replace(PAPER, tables=(Table(COLUMNS, ROWS, "Phần I"), wide), signatures=(), unit=""))
    )
    assert ["a", "", "", "", 1.0] in found
    assert [row[0] for row in found if str(row[0]).startswith("Phần")] == ["Phần I", "Phần II"]


def test_xlsx_when_there_is_no_row_then_it_says_so() -> None:
    found = cells(to_xlsx(paper_of()))
    assert "Không có hồ sơ." in {row[0] for row in found}


def test_xlsx_when_made_twice_then_the_same_file() -> None:
    assert to_xlsx(PAPER) == to_xlsx(PAPER)


@pytest.mark.parametrize("text", [text for text in map(clean, NASTY) if text])
def test_xlsx_when_texts_are_nasty_then_they_are_texts(text: str) -> None:
    content = to_xlsx(paper_of(text))
    assert "<f>" not in part(content, SHEET)
    assert text.strip() in {str(value).strip() for row in cells(content) for value in row}


# Documents


def test_docx_when_read_back_then_headings_rows_and_signatures() -> None:
    document = docx.Document(io.BytesIO(to_docx(PAPER)))
    heading, table, signatures = document.tables
    assert [cell.text for cell in heading.rows[0].cells] == [
        "Biểu số 07a\nThông tư 09",
        "TÌNH HÌNH GIẢI QUYẾT\nQuý III/2026\n(Từ ngày 15/06/2026 đến ngày 14/09/2026)",
        "Đơn vị báo cáo: Sở Mẫu",
    ]
    texts = [[cell.text for cell in row.cells] for row in table.rows]
    assert texts == [
        ["STT", "Tên", "Số hồ sơ", "Số hồ sơ", "Ngày"],
        ["STT", "Tên", "Tổng số", "Trong đó", "Ngày"],
        ["STT", "Tên", "Tổng số", "Trễ", "Ngày"],
        ["(1)", "(2)", "(3)=(4)", "(4)", ""],
        ["Phòng Một"] * 5,
        ["1", "Cấp giấy phép xây dựng", "1.253", "7", "14/09/2026"],
        ["2", "=1+1", "0", "0", ""],
        ["", "Tổng số", "1.253", "7", ""],
    ]
    assert "Mẫu, ngày 20 tháng 09 năm 2026\nTHỦ TRƯỞNG" in signatures.rows[0].cells[1].text
    assert [p.text for p in document.paragraphs if p.text] == ["Đơn vị tính: hồ sơ", "Cách tính 07a."]


def test_docx_when_printed_then_a4_with_repeated_headings_and_page_numbers() -> None:
    content = to_docx(PAPER)
    section = docx.Document(io.BytesIO(content)).sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)
    assert part(content, BODY).count("<w:tblHeader/>") == 4
    footers = [section.footer.paragraphs[0].text]
    assert footers == ["Trang /"]
    upright = docx.Document(io.BytesIO(to_docx(replace(PAPER, landscape=False, one_page=True)))).sections[0]
    assert (round(upright.page_width.mm), round(upright.page_height.mm)) == (210, 297)


def test_docx_when_nothing_stands_beside_the_title_then_every_cell_has_its_paragraph() -> None:
    body = part(to_docx(replace(PAPER, right=())), BODY)
    cells = re.findall(r"<w:tc>.*?</w:tc>", body, flags=re.DOTALL)
    assert cells
    assert all("<w:p>" in cell for cell in cells)


def test_docx_when_there_are_captions_and_nothing_to_sign_then_only_those() -> None:
    plain = replace(PAPER, tables=(Table(COLUMNS[:2], (), "Phần I"),), signatures=(), unit="", notes=())
    document = docx.Document(io.BytesIO(to_docx(plain)))
    assert [p.text for p in document.paragraphs if p.text] == ["Phần I"]
    assert [cell.text for cell in document.tables[1].rows[-1].cells] == ["Không có hồ sơ."] * 2


@pytest.mark.parametrize("text", [text for text in map(clean, NASTY) if text])
def test_docx_when_texts_are_nasty_then_they_are_texts(text: str) -> None:
    table = docx.Document(io.BytesIO(to_docx(paper_of(text)))).tables[1]
    assert table.rows[-1].cells[1].text == text
