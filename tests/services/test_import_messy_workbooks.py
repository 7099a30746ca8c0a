"""The workbooks that offices really have: each trouble made in code, with the rows that must come of it."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter
import xlwt
from tests.services.desks import writing
from xlsxwriter.worksheet import Worksheet

from motcua_tui.bootstrap import desk_of
from motcua_tui.domain.dossier import Dossier
from motcua_tui.errors import FileError
from motcua_tui.services.desk import Desk
from motcua_tui.services.importing.dossiers import import_dossiers
from motcua_tui.services.importing.fonts import Font, FontInDoubt
from motcua_tui.services.importing.mapping import ImportMap, read_map
from motcua_tui.services.importing.result import ImportResult, ImportStopped
from motcua_tui.services.importing.sheets import EVERY_SHEET
from motcua_tui.storage.database import Database

HEAD = ("Mã hồ sơ", "Người nộp", "Ngày tiếp nhận")
DAY = "02/11/2026"


@pytest.fixture
def desk(database: Database) -> Desk:
    return desk_of(database, "2026-11-23")


def workbook(path: Path, **sheets: Callable[[Worksheet], None]) -> Path:
    with xlsxwriter.Workbook(path) as book:
        for name, fill in sheets.items():
            fill(book.add_worksheet(name.replace("_", " ")))
    return path


def rows(*lines: tuple[object, ...], head: tuple[str, ...] = HEAD) -> Callable[[Worksheet], None]:
    def fill(sheet: Worksheet) -> None:
        for number, line in enumerate((head, *lines)):
            sheet.write_row(number, 0, line)

    return fill


def dossier(desk: Desk, code: str) -> Dossier:
    with writing(desk) as work:
        return work.dossiers.get(code)


def accepted_on(desk: Desk, *codes: str) -> list[date | None]:
    return [dossier(desk, code).standing.accepted_on for code in codes]


def whys(result: ImportResult) -> str:
    return " ".join(warning.why for warning in result.warnings)


def test_sheets_by_month_come_in_together_and_problems_name_their_sheet(desk: Desk, tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "2026.xlsx",
        Bìa=rows(head=("Sổ theo dõi hồ sơ năm 2026",)),
        Tháng_10=rows(("H1", "An", "05/10/2026"), ("H2", "Bình", "tháng trước")),
        Tháng_11=rows(("H3", "Chi", DAY), ("H1", "Người khác", DAY), ("", "Dung", DAY)),
    )
    result = import_dossiers(desk, path, sheet=EVERY_SHEET)
    assert (result.read, result.added) == (5, 2)
    assert [(r.tab, r.row, r.value) for r in result.refused] == [
        ("Tháng 10", 3, "tháng trước"),
        ("Tháng 11", 3, "H1"),
        ("Tháng 11", 4, ""),
    ]
    assert result.refused[1].why == "trùng mã với dòng 2 của tờ “Tháng 10”"
    assert "Tờ “Bìa” không có tiêu đề của sổ: bỏ qua." in whys(result)
    assert accepted_on(desk, "H1", "H3") == [date(2026, 10, 5), date(2026, 11, 2)]
    again = import_dossiers(desk, path, sheet=EVERY_SHEET)
    assert (again.added, again.unchanged) == (0, 2)


def test_sheets_of_which_none_has_a_header_are_refused(desk: Desk, tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", Bìa=rows(head=("Sổ theo dõi",)), Ghi_chú=rows(head=("x", "y")))
    with pytest.raises(FileError, match="không có cột"):
        import_dossiers(desk, path, sheet=EVERY_SHEET)


def test_dates_in_four_forms_in_one_column_are_the_days_they_say(desk: Desk, tmp_path: Path) -> None:
    written = ("13/11/2026", 46339, "ngày 13 tháng 11 năm 2026", "2026-11-13 08:30")
    with xlsxwriter.Workbook(path := tmp_path / "a.xlsx") as book:
        sheet = book.add_worksheet()
        rows(*((f"H{number}", "An", day) for number, day in enumerate(written, 1)))(sheet)
        sheet.write_row(5, 0, ("H5", "Giang"))
        sheet.write_datetime(5, 2, datetime(2026, 11, 13), book.add_format({"num_format": "dd/mm/yyyy"}))
    assert import_dossiers(desk, path).added == 5
    assert set(accepted_on(desk, "H1", "H2", "H3", "H4", "H5")) == {date(2026, 11, 13)}


def test_numbers_as_text_and_texts_as_numbers_are_read_alike(desk: Desk, tmp_path: Path) -> None:
    head = (*HEAD, "Số bộ", "Lệ phí", "CCCD")
    path = workbook(
        tmp_path / "a.xlsx",
        Sổ=rows(
            (1001, "An", "46339", "2", "150.000", 52099001234),
            ("1002", "Bình", 46339, 2, 150000, "052099001234"),
            head=head,
        ),
    )
    assert import_dossiers(desk, path).added == 2
    first, second = dossier(desk, "1001").particulars, dossier(desk, "1002").particulars
    assert (first.sets, first.fee, second.sets, second.fee) == (2, 150_000, 2, 150_000)
    assert (first.applicant_id, second.applicant_id) == ("52099001234", "052099001234")
    assert accepted_on(desk, "1001", "1002") == [date(2026, 11, 13)] * 2


def test_letters_composed_or_apart_and_signs_nobody_sees_make_no_other_name(
    desk: Desk, tmp_path: Path
) -> None:
    name = "Đỗ Thị Hường"
    head = tuple(unicodedata.normalize("NFD", heading) for heading in HEAD)
    path = workbook(
        tmp_path / "a.xlsx",
        Sổ=rows(
            ("H1", unicodedata.normalize("NFD", name), DAY),
            ("H2", name.replace("Đ", "\u00d0"), DAY),
            ("\u200bH3\u00a0", "\u00a0Đỗ\u00a0\u00a0Thị\u200b Hường\ufeff", f" {DAY}\u00a0"),
            head=head,
        ),
    )
    assert import_dossiers(desk, path).added == 3
    assert {dossier(desk, code).particulars.applicant for code in ("H1", "H2", "H3")} == {name}


def test_total_rows_and_blank_rows_in_the_middle_are_no_dossiers(desk: Desk, tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx",
        Sổ=rows(
            ("H1", "An", DAY),
            ("Cộng tuần 1", 1),
            (),
            ("H2", "Bình", DAY),
            ("Tổng cộng", 2),
        ),
    )
    result = import_dossiers(desk, path)
    assert (result.added, [r.value for r in result.refused]) == (2, [])


def test_hidden_rows_are_read_and_told(desk: Desk, tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        rows(("H1", "An", DAY), ("H2", "Bình", DAY))(sheet)
        sheet.set_row(2, None, None, {"hidden": True})

    result = import_dossiers(desk, workbook(tmp_path / "a.xlsx", Sổ=fill))
    assert result.added == 2
    assert "Tờ “Sổ” có 1 dòng ẩn; các dòng đó cũng được nhập." in whys(result)


def test_formulas_count_with_the_value_that_was_stored(desk: Desk, tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        rows(("H1", "An", DAY))(sheet)
        sheet.write_formula(2, 0, '="H"&2', value="H2")
        sheet.write_formula(2, 1, "=B2", value="Bình")
        sheet.write_formula(2, 2, "=C2+11", value=46339)

    assert import_dossiers(desk, workbook(tmp_path / "a.xlsx", Sổ=fill)).added == 2
    assert dossier(desk, "H2").particulars.applicant == "Bình"
    assert accepted_on(desk, "H2") == [date(2026, 11, 13)]


def test_heading_in_two_merged_rows_is_understood(desk: Desk, tmp_path: Path) -> None:
    with xlsxwriter.Workbook(path := tmp_path / "a.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.merge_range(0, 0, 0, 4, "SỔ THEO DÕI HỒ SƠ")
        sheet.merge_range(2, 0, 3, 0, "Mã hồ sơ")
        sheet.merge_range(2, 1, 3, 1, "Người nộp")
        sheet.merge_range(2, 2, 2, 3, "Ngày")
        sheet.write_row(3, 2, ("tiếp nhận", "hẹn trả"))
        sheet.write_row(4, 0, ("(1)", "(2)", "(3)", "(4)"))
        sheet.write_row(5, 0, ("H1", "An", DAY, "09/11/2026"))
    assert import_dossiers(desk, path).added == 1
    assert dossier(desk, "H1").standing.receipt_due == date(2026, 11, 9)


def test_heading_in_three_rows_is_understood_and_its_numbers_passed_over(desk: Desk, tmp_path: Path) -> None:
    with xlsxwriter.Workbook(path := tmp_path / "a.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.merge_range(0, 0, 0, 4, "SỔ THEO DÕI HỒ SƠ")
        sheet.merge_range(1, 0, 3, 0, "Mã hồ sơ")
        sheet.merge_range(1, 1, 1, 4, "Thông tin hồ sơ")
        sheet.merge_range(2, 1, 3, 1, "Người nộp")
        sheet.merge_range(2, 2, 2, 4, "Ngày")
        sheet.write_row(3, 2, ("tiếp nhận", "hẹn trả", "trả kết quả"))
        sheet.write_row(4, 0, ("(1)", "(2)", "(3)", "(4)", "(5)=(4)-(3)"))
        sheet.write_row(5, 0, ("H1", "An", DAY, "09/11/2026", "06/11/2026"))
    result = import_dossiers(desk, path)
    assert (result.read, result.added, result.refused) == (1, 1, ())
    standing = dossier(desk, "H1").standing
    assert (standing.accepted_on, standing.receipt_due) == (date(2026, 11, 2), date(2026, 11, 9))
    assert standing.returned_at == datetime(2026, 11, 6)
    assert dossier(desk, "H1").particulars.applicant == "An"


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx"])
def test_long_register_is_told_thousand_by_thousand_and_stopped_without_a_trace(
    desk: Desk, tmp_path: Path, name: str
) -> None:
    lines = [(f"H{number}", "An", DAY) for number in range(2_500)]
    path = tmp_path / name
    if name.endswith("csv"):
        path.write_text("\n".join(";".join(line) for line in (HEAD, *lines)), encoding="utf-8")
    else:
        with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
            rows(*lines)(book.add_worksheet())
    told: list[tuple[int, int | None]] = []

    def stop(done: int, total: int | None) -> None:
        told.append((done, total))
        if done == 2_000:
            raise ImportStopped

    with pytest.raises(ImportStopped):
        import_dossiers(desk, path, progress=stop)
    assert told == [(1_000, 2_500), (2_000, 2_500)]
    assert desk.database.reader().execute("SELECT count(*) FROM dossier").fetchone() == (0,)
    assert import_dossiers(desk, path, dry_run=True).added == 2_500


def test_workbook_with_a_password_is_refused_with_what_to_do(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    path.write_bytes(ole + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(512))
    with pytest.raises(FileError, match="mật khẩu") as refused:
        import_dossiers(desk, path)
    assert refused.value.hint == "Mở tệp, bỏ mật khẩu, lưu lại rồi nhập."


OLD_TEXTS = [
    (Font.TCVN3, ("M· hå s¬", "Ng\xadêi nép", "Ngµy tiÕp nhËn"), "NguyÔn ThÞ Hßa", "Nguyễn Thị Hòa"),
    (Font.VNI, ("Maõ hoà sô", "Ngöôøi noäp", "Ngaøy tieáp nhaän"), "Nguyeãn Thò Hoøa", "Nguyễn Thị Hòa"),
]


@pytest.mark.parametrize(("font", "head", "written", "meant"), OLD_TEXTS)
def test_text_of_an_old_font_waits_for_a_person_and_is_then_converted(
    desk: Desk, tmp_path: Path, font: Font, head: tuple[str, ...], written: str, meant: str
) -> None:
    path = workbook(tmp_path / "a.xlsx", Sổ=rows(("H1", written, DAY), ("H2", "Lê An", DAY), head=head))
    with pytest.raises(FontInDoubt) as doubt:
        import_dossiers(desk, path)
    assert (doubt.value.font, doubt.value.before in (written, *head)) == (font, True)
    assert f"--font {font}" in doubt.value.hint
    result = import_dossiers(desk, path, map=ImportMap(font=font))
    assert result.added == 2
    assert dossier(desk, "H1").particulars.applicant == meant


def test_column_with_letters_of_unicode_stays_beside_one_in_an_old_font(desk: Desk, tmp_path: Path) -> None:
    head = (*HEAD, "Địa chỉ")
    path = workbook(
        tmp_path / "a.xlsx",
        Sổ=rows(
            ("H1", "Lê Hồ Sơn", DAY, "Sè 5, ®\xadêng Lª Lîi"),
            ("H2", "Lê Hoà", DAY, "Th«n NghÜa Hßa"),
            head=head,
        ),
    )
    import_dossiers(desk, path, map=ImportMap(font=Font.TCVN3))
    told = [dossier(desk, code).particulars for code in ("H1", "H2")]
    assert [p.applicant for p in told] == ["Lê Hồ Sơn", "Lê Hoà"]
    assert [p.address for p in told] == ["Số 5, đường Lê Lợi", "Thôn Nghĩa Hòa"]


def test_font_that_a_person_denies_leaves_the_text_alone(desk: Desk, tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", Sổ=rows(("H1", "NguyÔn V¨n §¹t", DAY)))
    map_file = tmp_path / "map.toml"
    map_file.write_text('font = "unicode"', encoding="utf-8")
    assert import_dossiers(desk, path, map=read_map(map_file)).added == 1
    assert dossier(desk, "H1").particulars.applicant == "NguyÔn V¨n §¹t"


@pytest.fixture
def old_workbook(tmp_path: Path) -> Path:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Sổ")
    for place, heading in enumerate(HEAD):
        sheet.write(1, place, heading)
    sheet.write(2, 0, "H1")
    sheet.write(2, 1, "Đỗ Quang Tùng")
    sheet.write(2, 2, datetime(2026, 11, 2), xlwt.easyxf(num_format_str="DD/MM/YYYY"))
    hidden = book.add_sheet("Ẩn")
    hidden.visibility = 1
    hidden.write(0, 0, "x")
    book.save(path := tmp_path / "sổ.xls")
    return path


def test_workbook_of_the_nineties_comes_in(desk: Desk, old_workbook: Path) -> None:
    assert import_dossiers(desk, old_workbook).added == 1
    assert dossier(desk, "H1").particulars.applicant == "Đỗ Quang Tùng"
    assert accepted_on(desk, "H1") == [date(2026, 11, 2)]


def test_workbook_of_the_nineties_with_a_password_or_damage_is_refused(
    desk: Desk, old_workbook: Path
) -> None:
    whole = old_workbook.read_bytes()
    user_name, password = b"\x5c\x00\x70\x00", b"\x2f\x00\x70\x00"
    assert whole.count(user_name) == 1
    old_workbook.write_bytes(whole.replace(user_name, password))
    with pytest.raises(FileError, match="mật khẩu"):
        import_dossiers(desk, old_workbook)
    old_workbook.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(FileError, match="hỏng"):
        import_dossiers(desk, old_workbook)


def test_nothing_of_a_refused_file_is_stored(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(workbook(tmp_path / "b.xlsx", Sổ=rows(("H1", "An", DAY))).read_bytes()[:-200])
    with pytest.raises(FileError, match="hỏng"):
        import_dossiers(desk, path)
    assert desk.database.reader().execute("SELECT count(*) FROM dossier").fetchone() == (0,)
