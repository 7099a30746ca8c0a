"""What is seen of a register before it comes in: sheets, headings, words, dates that can be read two ways."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
import xlsxwriter

from motcua_tui.domain.codes import Channel, ReturnWay
from motcua_tui.errors import FileError
from motcua_tui.services.importing.cells import DateOrder
from motcua_tui.services.importing.fonts import Font
from motcua_tui.services.importing.headings import DOSSIER
from motcua_tui.services.importing.looking import (
    MOST_WORDS,
    SAYS_ONLINE,
    DoubtfulDate,
    SeenSheet,
    look,
    spelled_out,
    words,
)
from motcua_tui.services.importing.mapping import ImportMap
from motcua_tui.services.importing.sheets import EVERY_SHEET
from motcua_tui.services.importing.vocabulary import Status
from motcua_tui.services.importing.wording import codes_of, column_label, missing_label

HEAD = ("Mã hồ sơ", "Ngày tiếp nhận", "Hình thức nộp", "Tình trạng", "Số bộ")


def book(path: Path, **sheets: Sequence[Sequence[object]]) -> Path:
    with xlsxwriter.Workbook(path) as written:
        for name, rows in sheets.items():
            sheet = written.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return path


def text(path: Path, *rows: Sequence[str]) -> Path:
    path.write_text("".join(f"{';'.join(row)}\n" for row in rows), encoding="utf-8")
    return path


def only(path: Path, map: ImportMap | None = None) -> SeenSheet:
    (sheet,) = look(path, map or ImportMap()).sheets
    return sheet


def taken(sheet: SeenSheet) -> dict[str, str]:
    return {column.title: column.ours for column in sheet.columns}


def test_sheets_are_seen_with_their_rows_and_what_they_lack(tmp_path: Path) -> None:
    path = book(
        tmp_path / "a.xlsx",
        Bìa=[("Sổ theo dõi",)],
        T10=[("SỔ",), HEAD, ("H1", "05/10/2026"), ("H2", "06/10/2026")],
        T11=[("Mã hồ sơ", "Người nộp"), ("H3", "An")],
    )
    seen = look(path, ImportMap())
    assert [(s.name, s.header_row, s.rows) for s in seen.sheets] == [
        ("Bìa", 1, 0),
        ("T10", 2, 2),
        ("T11", 1, 1),
    ]
    assert [s.missing for s in seen.sheets] == [
        (("code",), ("accepted", "submitted")),
        (),
        (("accepted", "submitted"),),
    ]
    assert [s.name for s in seen.whole] == ["T10"]
    assert [s.name for s in look(path, ImportMap(sheet="T11")).sheets] == ["T11"]
    assert len(look(path, ImportMap(sheet=EVERY_SHEET)).sheets) == 3


def test_columns_are_seen_with_examples_and_how_many_cells_do_not_fit(tmp_path: Path) -> None:
    path = text(
        tmp_path / "a.csv",
        (*HEAD, "", "Ghi chú nội bộ"),
        ("(1)", "(2)", "(3)", "(4)", "(5)", "", "(6)"),
        ("H1", "05/10/2026", "Trực tuyến", "Xong", "hai", "", "x"),
        ("H2", "hôm qua", "qua loa", "Đã trả kết quả", "1", "", "x"),
        ("H3", "", "", "", "2", "", "y"),
    )
    sheet = only(path)
    assert [(c.title, c.ours, c.examples, c.filled, c.unreadable) for c in sheet.columns] == [
        ("Mã hồ sơ", "code", ("H1", "H2"), 3, 0),
        ("Ngày tiếp nhận", "accepted", ("05/10/2026", "hôm qua"), 2, 1),
        ("Hình thức nộp", "channel", ("Trực tuyến", "qua loa"), 2, 1),
        ("Tình trạng", "outcome", ("Xong", "Đã trả kết quả"), 2, 1),
        ("Số bộ", "sets", ("hai", "1"), 3, 1),
        ("Ghi chú nội bộ", "", ("x", "y"), 3, 0),
    ]
    assert [c.sure for c in sheet.columns] == [True, False, False, False, False, False]
    told = ImportMap(values={"channel": {"qua loa": "direct"}, "outcome": {"xong": ""}, "sets": {"hai": "2"}})
    assert [c.unreadable for c in only(path, told).columns] == [0, 1, 0, 0, 0, 0]


def test_headings_that_mean_nothing_to_us_are_seen_where_most_words_stand(tmp_path: Path) -> None:
    path = text(
        tmp_path / "a.csv",
        ("Báo cáo", "", ""),
        ("Kod", "Kam", "Dag"),
        ("1", "An", "05/10/2026"),
    )
    sheet = only(path)
    assert (sheet.header_row, taken(sheet)) == (2, {"Kod": "", "Kam": "", "Dag": ""})
    told = ImportMap(columns={"code": "Kod", "accepted": "Dag"})
    assert only(path, told).chosen == told.columns
    assert only(path, ImportMap(header_row=1)).header_row == 1
    joined = only(path, ImportMap(columns={"accepted": "Dag"}, join=("Kod", "Kam")))
    assert joined.missing == ()
    assert spelled_out(ImportMap(join=("Kod", "Kam")), joined).columns == {"accepted": "Dag"}


def test_heading_in_two_rows_is_seen_as_a_map_names_it(tmp_path: Path) -> None:
    path = book(
        tmp_path / "a.xlsx",
        T=[("Mã hồ sơ", "Ngày", ""), ("", "tiếp nhận", "xem xét"), ("H1", "05/10/2026", "06/10/2026")],
    )
    sheet = only(path)
    assert (sheet.header_row, list(taken(sheet))) == (1, ["Mã hồ sơ", "Ngày tiếp nhận", "Ngày xem xét"])
    map = spelled_out(ImportMap(), sheet)
    assert map.columns == {"code": "Mã hồ sơ", "accepted": "Ngày tiếp nhận"}
    chosen = ImportMap(columns={**map.columns, "handed_over": "Ngày xem xét"})
    assert only(path, chosen).chosen == chosen.columns


def test_old_font_is_seen_with_samples_and_headings_as_they_are_meant(tmp_path: Path) -> None:
    path = text(tmp_path / "a.csv", ("M· hå s¬", "Ngµy tiÕp nhËn"), ("H1", "05/10/2026"))
    seen = look(path, ImportMap())
    assert seen.doubt is not None
    assert (seen.doubt.font, seen.doubt.samples) == (Font.TCVN3, ("M· hå s¬", "Ngµy tiÕp nhËn"))
    assert seen.sheets[0].missing == ()
    assert look(path, ImportMap(font=Font.TCVN3)).doubt is None
    assert look(path, ImportMap(font=Font.UNICODE)).sheets[0].missing != ()


def test_words_are_counted_with_what_they_are_taken_for_the_unknown_first(tmp_path: Path) -> None:
    path = text(
        tmp_path / "a.csv",
        HEAD,
        ("H1", "05/10/2026", "Trực tuyến", "Xong"),
        ("H2", "05/10/2026", "qua loa", "Xong"),
        ("H3", "05/10/2026", "Tại quầy", "Đã trả"),
    )
    seen = words(path, ImportMap())
    assert [(w.column, w.text, w.count, w.code) for w in seen.words] == [
        ("channel", "qua loa", 1, None),
        ("outcome", "Xong", 2, None),
        ("channel", "Trực tuyến", 1, SAYS_ONLINE),
        ("channel", "Tại quầy", 1, "direct"),
        ("outcome", "Đã trả", 1, "returned"),
    ]
    assert not seen.clear
    told = ImportMap(values={"channel": {"qua loa": "post"}, "outcome": {"xong": ""}})
    assert words(path, told).clear


def test_dates_that_can_be_read_two_ways_are_seen_until_the_order_is_told(tmp_path: Path) -> None:
    head = ("Mã hồ sơ", "Ngày tiếp nhận", "Hình thức trả")
    path = text(
        tmp_path / "a.csv",
        head,
        ("H1", "10/13/2026", "BCCI"),
        ("H2", "03/04/2026", ""),
        ("H3", "05/06/2026", ""),
    )
    seen = words(path, ImportMap())
    assert (seen.dates, seen.clear) == ((DoubtfulDate("Ngày tiếp nhận", "03/04/2026"),), False)
    assert [word.code for word in seen.words] == ["post"]
    assert words(path, ImportMap(order=DateOrder.MDY)).clear


def test_column_with_too_many_words_is_told_instead_of_shown(tmp_path: Path) -> None:
    rows = [(f"H{n}", "05/10/2026", f"Người {n}") for n in range(MOST_WORDS + 1)]
    seen = words(text(tmp_path / "a.csv", HEAD, *rows), ImportMap())
    assert (seen.words, seen.too_many) == ((), ("channel",))


def test_workbook_whose_sheets_are_all_hidden_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as written:
        written.add_worksheet("Có")
        hidden = written.add_worksheet("Ẩn")
        hidden.hide()
    assert [sheet.name for sheet in look(path, ImportMap()).sheets] == ["Có"]
    with pytest.raises(FileError, match="không có tờ"):
        look(path, ImportMap(sheet="Không"))


def test_every_column_and_every_code_of_a_register_has_words_for_people() -> None:
    labels = [column_label(name) for name in DOSSIER]
    assert len(set(labels)) == len(DOSSIER)
    assert set(labels).isdisjoint(DOSSIER)
    assert column_label("code part 0") == "code part 0"
    for column, codes in (("channel", Channel), ("outcome", Status), ("returned_by", ReturnWay)):
        words = codes_of(column)
        assert list(words) == [code.value for code in codes]
        assert len(set(words.values())) == len(words)
    assert missing_label(("accepted", "submitted")).startswith("Chưa có cột “Ngày tiếp nhận” hoặc “Ngày nộp”")
