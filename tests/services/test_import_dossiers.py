"""Registers in: every messy form that a register comes in, and what becomes of each row."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from tests.services.desks import writing

from motcua_tui.bootstrap import desk_of
from motcua_tui.domain.catalogue import ProcedureVersion, SupplementRule
from motcua_tui.domain.codes import Channel, Outcome, ReturnWay, State, SupplementEffect
from motcua_tui.domain.dossier import Dossier
from motcua_tui.domain.limits import TimeLimit
from motcua_tui.domain.office import DEFAULT_SESSIONS, OfficeHours
from motcua_tui.errors import FileError, InputError
from motcua_tui.services.base_calendar import base_calendar
from motcua_tui.services.desk import Desk
from motcua_tui.services.importing.cells import DateOrder
from motcua_tui.services.importing.dossiers import import_dossiers
from motcua_tui.services.importing.mapping import ImportMap, OnDuplicate
from motcua_tui.services.importing.result import ImportResult
from motcua_tui.storage.database import Database
from motcua_tui.storage.reads.codes import dossier_codes

HEAD = ("Mã hồ sơ", "Ngày tiếp nhận")
EXTENSION = "Gia hạn giấy phép xây dựng"
"""A procedure of the template database: 5 working days, online in full."""


@pytest.fixture
def desk(database: Database) -> Desk:
    """The desk on 23 Nov 2026, with the calendar as it is shipped."""
    calendar = base_calendar()
    office = OfficeHours(DEFAULT_SESSIONS, calendar)
    return replace(desk_of(database, "2026-11-23"), calendar=calendar, office=office)


def write(folder: Path, *rows: Sequence[str], name: str = "sổ.csv") -> Path:
    path = folder / name
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows(rows)
    return path


def bring(desk: Desk, folder: Path, *rows: Sequence[str], map: ImportMap | None = None) -> ImportResult:
    return import_dossiers(desk, write(folder, *rows), map=map)


def dossier(desk: Desk, code: str) -> Dossier:
    with writing(desk) as work:
        return work.dossiers.get(code)


def count(desk: Desk) -> int:
    (number,) = desk.database.reader().execute("SELECT count(*) FROM dossier").fetchone()
    return int(number)


def whys(result: ImportResult) -> str:
    return " ".join(warning.why for warning in result.warnings)


def add_version(desk: Desk, version: ProcedureVersion) -> ProcedureVersion:
    with writing(desk) as work:
        added = work.catalogue.add(version)
        work.commit()
    return added


def test_register_with_every_column_comes_in_whole(desk: Desk, tmp_path: Path) -> None:
    head = ["STT", "Mã hồ sơ", "Thủ tục", "Lĩnh vực", "Tên tổ chức/cá nhân", "Số CCCD", "Điện thoại",
            "Địa chỉ", "Người nộp thay", "Hình thức nộp", "Ngày nộp", "Ngày tiếp nhận", "Ngày hẹn trả",
            "Ngày chuyển", "Ngày có kết quả", "Ngày trả", "Tình trạng", "Số quyết định", "Hình thức trả",
            "Phí, lệ phí",
            "Số biên lai", "Thanh toán trực tuyến", "Lý do trễ hạn", "Ghi chú", "Cán bộ thụ lý",
            "Đơn vị", "Số bộ"]  # fmt: skip
    row = ["1", "H10-1", EXTENSION.upper(), "", "Nguyễn  Thị\u200b A", "001090000001", "0912", "1 Phố Huế",
           "Trần B", "Trực tuyến toàn trình", "30/10/2026 16:05", "02/11/2026 08:10", "09/11/2026",
           "03/11/2026", "10/11/2026", "11/11/2026", "Đã trả kết quả", "12/QĐ", "Bưu chính", "300.000 đ",
           "BL7", "Có",
           "Mất điện", "gấp", "Mai", "Phòng A", "2"]  # fmt: skip
    result = bring(desk, tmp_path, head, row)
    assert (result.read, result.added, result.refused, result.warnings) == (1, 1, (), ())
    found = dossier(desk, "H10-1")
    told, standing = found.particulars, found.standing
    assert (told.applicant, told.applicant_id, told.phone) == ("Nguyễn Thị A", "001090000001", "0912")
    assert (told.address, told.submitter, told.note) == ("1 Phố Huế", "Trần B", "gấp")
    assert (told.channel, told.officer, told.department) == (Channel.ONLINE_FULL, "Mai", "Phòng A")
    assert (told.sets, told.fee, told.fee_receipt, told.paid_online) == (2, 300_000, "BL7", True)
    assert standing.state is State.RETURNED
    assert standing.submitted_at == datetime(2026, 10, 30, 16, 5)
    assert standing.accepted_at == datetime(2026, 11, 2, 8, 10)
    assert standing.receipt_due == standing.lawful_due == date(2026, 11, 9)
    assert standing.finished_on == date(2026, 11, 10)
    assert standing.returned_at == datetime(2026, 11, 11)
    assert (standing.outcome, standing.returned_by) == (Outcome.GRANTED, ReturnWay.POST)
    assert (standing.result_number, standing.late_cause) == ("12/QĐ", "Mất điện")


def test_due_date_without_a_column_follows_from_the_limit(desk: Desk, tmp_path: Path) -> None:
    """Worked example of the rules: accepted on 31 Dec 2025, 5 working days, due on 9 Jan 2026."""
    bring(desk, tmp_path, [*HEAD, "Thủ tục"], ["H1", "31/12/2025", EXTENSION])
    assert dossier(desk, "H1").standing.receipt_due == date(2026, 1, 9)
    assert dossier(desk, "H1").standing.lawful_due == date(2026, 1, 9)


def test_due_date_of_the_sheet_stands_and_differs_visibly(desk: Desk, tmp_path: Path) -> None:
    head = [*HEAD, "Thủ tục", "Ngày hẹn trả"]
    result = bring(
        desk, tmp_path, head,
        ["H1", "31/12/2025", EXTENSION, "08/01/2026"],
        ["H2", "31/12/2025", EXTENSION, "09/01/2026"],
        ["H3", "31/12/2025", EXTENSION, ""],
    )  # fmt: skip
    (differs,) = result.due_differs
    assert (differs.row, differs.sheet, differs.engine) == (2, date(2026, 1, 8), date(2026, 1, 9))
    assert dossier(desk, "H1").standing.lawful_due == date(2026, 1, 8)
    assert dossier(desk, "H3").standing.lawful_due == date(2026, 1, 9)
    assert differs.why == (
        "sổ tính cả ngày tiếp nhận là một ngày hoặc sổ không tính ngày nghỉ hoán đổi, ngày làm bù"
    )
    told = {"row": 2, "sheet": "2026-01-08", "engine": "2026-01-09", "why": differs.why}
    assert result.as_json()["due_differs"] == [told]


@pytest.mark.parametrize(
    ("version", "before_three", "after_three"),
    [
        (ProcedureVersion(code="9", name="Sao y", limit=TimeLimit.parse("5 LV")), 9, 9),
        (ProcedureVersion(code="9", name="Sao y", limit=TimeLimit.parse("5 LV"), after_15h=True), 9, 10),
        (ProcedureVersion(code="9", name="Sao y", limit=TimeLimit.parse("4 giờ làm việc")), 2, 3),
    ],
)
def test_due_dates_of_one_day_differ_only_where_the_hour_of_acceptance_counts(
    desk: Desk, tmp_path: Path, version: ProcedureVersion, before_three: int, after_three: int
) -> None:
    """Monday 2 Nov 2026: four working hours from 08:00 end at 14:00, from 16:00 at 10:30 on Tuesday."""
    add_version(desk, version)
    rows = (["H1", "02/11/2026 08:00", "Sao y"], ["H2", "02/11/2026 16:00", "Sao y"])
    bring(desk, tmp_path, [*HEAD, "Thủ tục"], *rows)
    due = [dossier(desk, code).standing.lawful_due for code in ("H1", "H2")]
    assert due == [date(2026, 11, before_three), date(2026, 11, after_three)]


def test_hour_term_keeps_its_time_where_sheet_and_rules_agree(desk: Desk, tmp_path: Path) -> None:
    add_version(desk, ProcedureVersion(code="9", name="Sao y", limit=TimeLimit.parse("4 giờ làm việc")))
    head = [*HEAD, "Mã TTHC", "Ngày hẹn trả"]
    bring(
        desk,
        tmp_path,
        head,
        ["H1", "16/11/2026 07:30", "9", "16/11/2026"],
        ["H2", "16/11/2026 07:30", "9", "17/11/2026"],
    )
    assert dossier(desk, "H1").standing.due_time is not None
    assert dossier(desk, "H2").standing.due_time is None


@pytest.mark.file_only("copies of a file")
def test_import_into_a_desk_with_dossiers_backs_it_up_first(desk: Desk, tmp_path: Path) -> None:
    copies = desk.database.path.parent / "backups"
    bring(desk, tmp_path, HEAD, ("A", "05/01/2026"))
    assert not copies.exists()
    bring(desk, tmp_path, HEAD, ("A", "05/01/2026"), ("B", "06/01/2026"))
    (copy,) = copies.iterdir()
    assert dossier_codes(Database.open(copy).reader()) == {"A"}


@pytest.mark.file_only("copies of a file")
def test_dry_run_makes_no_backup(desk: Desk, tmp_path: Path) -> None:
    bring(desk, tmp_path, HEAD, ("A", "05/01/2026"))
    import_dossiers(desk, write(tmp_path, HEAD, ("B", "06/01/2026")), dry_run=True)
    assert not (desk.database.path.parent / "backups").exists()


def test_second_import_of_the_same_file_adds_nothing(desk: Desk, tmp_path: Path) -> None:
    rows = [[*HEAD, "Thủ tục"], ["H1", "02/11/2026", "Lạ"], ["H2", "", "Lạ"], ["H3", "03/11/2026", EXTENSION]]
    first = bring(desk, tmp_path, *rows)
    again = bring(desk, tmp_path, *rows)
    assert (first.read, first.added, first.unchanged, len(first.refused)) == (3, 2, 0, 1)
    assert (again.read, again.added, again.unchanged, again.refused) == (3, 0, 2, first.refused)
    assert count(desk) == 2


def test_refused_rows_are_named_with_row_column_value_and_reason(desk: Desk, tmp_path: Path) -> None:
    result = bring(
        desk, tmp_path,
        ["SỔ THEO DÕI"],
        [*HEAD, "Ngày hẹn trả", "Hình thức nộp"],
        ["", "02/11/2026", "", ""],
        ["H1", "31/02/2026", "", ""],
        ["H2", "", "", ""],
        ["H3", "02/11/2026", "sớm", ""],
        ["H4", "02/11/2026", "", "Zalo"],
        ["H5", "02/11/2026", "", ""],
    )  # fmt: skip
    assert [(r.row, r.column, r.value) for r in result.refused] == [
        (3, "Mã hồ sơ", ""),
        (4, "Ngày tiếp nhận", "31/02/2026"),
        (5, "Ngày tiếp nhận", ""),
        (6, "Ngày hẹn trả", "sớm"),
        (7, "Hình thức nộp", "Zalo"),
    ]
    assert all(refused.why for refused in result.refused)
    assert (result.read, result.added) == (6, 1)


def test_blank_total_and_numbering_rows_are_not_read(desk: Desk, tmp_path: Path) -> None:
    result = bring(
        desk, tmp_path,
        ["STT", *HEAD],
        ["(1)", "(2)", "(3)"],
        ["1", "H1", "02/11/2026"],
        ["", "", ""],
        ["  ", " ", ""],
        [],
        ["2", "", ""],
        ["Tổng cộng:", "1 hồ sơ", ""],
        ["Công ty A", "H2", "03/11/2026"],
        ["CỘNG", "", "2"],
    )  # fmt: skip
    assert (result.read, result.added, result.refused) == (2, 2, ())


def test_optional_cells_that_cannot_be_read_are_warnings(desk: Desk, tmp_path: Path) -> None:
    head = [*HEAD, "Lệ phí", "Số bộ", "Thanh toán trực tuyến", "Hình thức trả"]
    result = bring(desk, tmp_path, head, ["H1", "02/11/2026", "vài đồng", "nhiều", "hên xui", "drone"])
    assert result.added == 1
    assert [w.row for w in result.warnings if "để trống" in w.why] == [2, 2, 2, 2]
    told = dossier(desk, "H1").particulars
    assert (told.fee, told.sets, told.paid_online) == (None, 1, False)


def test_ambiguous_dates_are_refused_where_the_column_contradicts_the_order(
    desk: Desk, tmp_path: Path
) -> None:
    rows = [HEAD, ["H1", "02/03/2026"], ["H2", "02/13/2026"], ["H3", "25/12/2025"], ["H4", "2026-03-02"]]
    result = bring(desk, tmp_path, *rows)
    assert [refused.row for refused in result.refused] == [2]
    assert dossier(desk, "H2").standing.accepted_on == date(2026, 2, 13)
    told = bring(desk, tmp_path, *rows, map=ImportMap(order=DateOrder.MDY))
    assert dossier(desk, "H1").standing.accepted_on == date(2026, 2, 3)
    assert [refused.row for refused in told.refused] == [4]


@pytest.mark.parametrize(("cells", "suspect"), [((3, 12), True), ((3, 13), False)])
def test_column_that_a_spreadsheet_may_have_turned_round_is_told(
    desk: Desk, tmp_path: Path, cells: tuple[int, int], suspect: bool
) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_row(0, 0, HEAD)
        for row, number in enumerate(cells, 1):
            sheet.write(row, 0, f"H{row}")
            sheet.write_datetime(row, 1, datetime(2026, 2, number), day)
        sheet.write_row(3, 0, ["H3", "13/02/2026"])
    assert ("đảo ngày và tháng" in whys(import_dossiers(desk, path))) is suspect


def test_timestamp_with_an_offset_keeps_the_date_as_written(desk: Desk, tmp_path: Path) -> None:
    bring(desk, tmp_path, HEAD, ["H1", "2026-11-02T23:30:00-05:00"], ["H2", "2026-11-02T00:30:00+07:00"])
    assert dossier(desk, "H1").standing.accepted_at == datetime(2026, 11, 2, 23, 30)
    assert dossier(desk, "H2").standing.accepted_on == date(2026, 11, 2)


def test_xlsx_with_titles_two_header_rows_and_date_cells_comes_in(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "sổ.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Hướng dẫn").write(0, 0, "Đọc trước")
        sheet = book.add_worksheet("Danh sách")
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.merge_range(0, 0, 0, 3, "SỔ THEO DÕI HỒ SƠ")
        sheet.merge_range(2, 1, 3, 1, "Mã hồ sơ")
        sheet.merge_range(2, 2, 2, 3, "Ngày")
        sheet.write_row(3, 2, ["tiếp nhận", "hẹn trả"])
        sheet.write_row(4, 0, [1, "H1"])
        sheet.write_datetime(4, 2, datetime(2026, 11, 2), day)
        sheet.write(4, 3, 46335)  # a serial number without a date format: 9 Nov 2026
        sheet.write_row(5, 0, [2, 20261102001, "46328", "09/11/2026"])
        sheet.set_row(5, None, None, {"hidden": True})
    result = import_dossiers(desk, path)
    assert (result.read, result.added) == (2, 2)
    assert "1 dòng ẩn" in whys(result)
    for code in ("H1", "20261102001"):
        assert dossier(desk, code).standing.accepted_on == date(2026, 11, 2)
        assert dossier(desk, code).standing.lawful_due == date(2026, 11, 9)


def test_sheet_is_the_one_asked_for(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name, code in (("T10", "H1"), ("T11", "H2")):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, HEAD)
            sheet.write_row(1, 0, [code, "02/11/2026"])
    asked = import_dossiers(desk, path, map=ImportMap(sheet="T10"), sheet="T11")
    assert "chưa đọc" not in whys(asked)
    assert [dossier(desk, "H2").code, count(desk)] == ["H2", 1]
    assert "Chỉ đọc tờ “T10”, chưa đọc: T11." in whys(import_dossiers(desk, path))


@pytest.mark.parametrize(
    ("status", "finished", "state", "outcome"),
    [
        ("Đã giải quyết", "09/11/2026", State.RESULT_READY, Outcome.GRANTED),
        ("", "09/11/2026", State.RESULT_READY, Outcome.GRANTED),
        ("Đã trả kết quả", "09/11/2026", State.RETURNED, Outcome.GRANTED),
        ("Từ chối giải quyết", "09/11/2026", State.RESULT_READY, Outcome.REFUSED),
        ("Rút hồ sơ", "09/11/2026", State.STOPPED, Outcome.STOPPED),
        ("Đóng hồ sơ", "09/11/2026", State.CLOSED, Outcome.CLOSED),
        ("Đang giải quyết", "", State.ACCEPTED, None),
        ("Đã giải quyết", "", State.ACCEPTED, None),
        ("Chờ bổ sung", "", State.ACCEPTED, None),
        ("???", "09/11/2026", State.RESULT_READY, Outcome.GRANTED),
    ],
)
def test_status_says_how_a_dossier_ended_and_the_date_when(
    desk: Desk, tmp_path: Path, status: str, finished: str, state: State, outcome: Outcome | None
) -> None:
    bring(desk, tmp_path, [*HEAD, "Tình trạng", "Ngày kết thúc"], ["H1", "02/11/2026", status, finished])
    standing = dossier(desk, "H1").standing
    assert (standing.state, standing.outcome) == (state, outcome)
    assert standing.finished_on == (date(2026, 11, 9) if finished else None)


@pytest.mark.parametrize(
    ("cells", "warning"),
    [
        ({"Tình trạng": "Đã giải quyết"}, "finished without a date"),
        ({"Tình trạng": "Chờ bổ sung"}, "không có ngày yêu cầu"),
        ({"Tình trạng": "Đang xử lý", "Ngày kết thúc": "09/11/2026"}, "lấy theo ngày"),
        ({"Tình trạng": "Vui vẻ"}, "Không hiểu tình trạng “Vui vẻ”"),
        ({"Tình trạng": "Rút hồ sơ", "Ngày kết thúc": "09/11/2026", "Ngày trả": "10/11/2026"},
         "không ghi ngày trả"),
        ({"Ngày kết thúc": "01/11/2026"}, "Ngày có kết quả trước ngày tiếp nhận"),
        ({"Ngày hẹn trả": "01/11/2026"}, "Ngày hẹn trả trước ngày tiếp nhận"),
        ({"Ngày kết thúc": "09/11/2026", "Ngày trả": "08/11/2026"}, "Ngày trả trước ngày có kết quả"),
        ({"Ngày kết thúc": "24/11/2026"}, "tương lai"),
        ({"Ngày nộp": "03/11/2026"}, "Ngày nộp sau ngày tiếp nhận"),
        ({"Ngày bổ sung": "03/11/2026"}, "không khớp"),
        ({"Ngày yêu cầu bổ sung": "01/11/2026"}, "không khớp"),
        ({"Ngày trả": "09/11/2026"}, "lấy ngày trả làm ngày có kết quả"),
    ],
)  # fmt: skip
def test_oddities_are_listed_and_the_row_comes_in(
    desk: Desk, tmp_path: Path, cells: dict[str, str], warning: str
) -> None:
    result = bring(desk, tmp_path, [*HEAD, *cells], ["H1", "02/11/2026", *cells.values()])
    assert result.added == 1
    assert warning in whys(result)


def test_dossier_without_acceptance_waits_for_it_or_was_declined(desk: Desk, tmp_path: Path) -> None:
    bring(
        desk, tmp_path,
        ["Mã hồ sơ", "Ngày nộp", "Tình trạng"],
        ["H1", "20/11/2026 17:00", "Chờ tiếp nhận"],
        ["H2", "20/11/2026", "Từ chối tiếp nhận"],
    )  # fmt: skip
    assert dossier(desk, "H1").standing.state is State.SUBMITTED
    assert dossier(desk, "H1").standing.submitted_at == datetime(2026, 11, 20, 17)
    assert dossier(desk, "H2").standing.state is State.DECLINED


@pytest.mark.parametrize(
    ("effect", "due"),
    [(SupplementEffect.RESTART, date(2026, 4, 13)), (SupplementEffect.PAUSE, date(2026, 4, 8))],
)
def test_completed_supplement_moves_the_lawful_due_date_only(
    desk: Desk, tmp_path: Path, effect: SupplementEffect, due: date
) -> None:
    """Worked example of the rules: 2 Mar 2026, 20 LV, asked 5 Mar, complete 16 Mar."""
    limit, rule = TimeLimit.parse("20 LV"), SupplementRule(effect=effect)
    add_version(desk, ProcedureVersion(code="9", name="Thẩm định", limit=limit, supplement=rule))
    head = [*HEAD, "Mã TTHC", "Ngày yêu cầu bổ sung", "Ngày bổ sung", "Ngày hẹn trả"]
    result = bring(
        desk, tmp_path, head,
        ["H1", "02/03/2026", "9", "05/03/2026", "16/03/2026", ""],
        ["H2", "02/03/2026", "9", "05/03/2026", "", ""],
        ["H3", "02/03/2026", "9", "05/03/2026", "16/03/2026", f"{due:%d/%m/%Y}"],
        ["H4", "02/03/2026", "", "05/03/2026", "16/03/2026", ""],
    )  # fmt: skip
    assert dossier(desk, "H1").standing.receipt_due == date(2026, 3, 30)
    assert dossier(desk, "H1").standing.lawful_due == due
    assert dossier(desk, "H2").standing.state is State.AWAITING_SUPPLEMENT
    assert dossier(desk, "H3").standing.receipt_due == dossier(desk, "H3").standing.lawful_due == due
    assert dossier(desk, "H4").standing.lawful_due is None
    assert result.due_differs == ()


def test_promise_is_an_apology_on_the_last_day_for_it(desk: Desk, tmp_path: Path) -> None:
    head = [*HEAD, "Ngày hẹn trả", "Ngày hẹn lại"]
    bring(
        desk, tmp_path, head,
        ["H1", "02/11/2026", "10/11/2026", "16/11/2026"],
        ["H2", "02/11/2026", "", "16/11/2026"],
        ["H3", "20/11/2026", "10/12/2026", "16/12/2026"],
    )  # fmt: skip
    standings = [dossier(desk, code).standing for code in ("H1", "H2", "H3")]
    assert [standing.promised_due for standing in standings] == [
        date(2026, 11, 16), date(2026, 11, 16), date(2026, 12, 16),
    ]  # fmt: skip
    assert [standing.revised_on for standing in standings] == [
        date(2026, 11, 9), date(2026, 11, 2), date(2026, 11, 23),
    ]  # fmt: skip
    assert standings[0].lawful_due == date(2026, 11, 10)


def test_channel_blank_is_direct_and_online_takes_the_level_of_the_procedure(
    desk: Desk, tmp_path: Path
) -> None:
    add_version(desk, ProcedureVersion(code="9", name="Thẩm định", online=Channel.ONLINE_PARTIAL))
    result = bring(
        desk, tmp_path, [*HEAD, "Mã TTHC", "Hình thức nộp"],
        ["H1", "02/11/2026", "9", "Trực tuyến"],
        ["H2", "02/11/2026", "1.008991", "Trực tuyến"],
        ["H3", "02/11/2026", "9", ""],
        ["H4", "02/11/2026", "9", ""],
    )  # fmt: skip
    channels = [dossier(desk, f"H{n}").particulars.channel for n in (1, 2, 3)]
    assert channels == [Channel.ONLINE_PARTIAL, Channel.ONLINE_FULL, Channel.DIRECT]
    assert [w.row for w in result.warnings] == [1, 3]


def test_values_of_the_map_replace_those_of_the_sheet(desk: Desk, tmp_path: Path) -> None:
    rules = ImportMap(
        columns={"code": "id", "accepted": "received_at", "channel": "channel", "department": "unit",
                 "fee": "fee"},
        values={"channel": {"constituent call": "direct", "app": "online_full"},
                "department": {"pwd": "Phòng A"}, "fee": {"free": "0"}},
    )  # fmt: skip
    head = ["id", "received_at", "channel", "unit", "fee", "Ngày hẹn trả"]
    result = bring(
        desk, tmp_path, head, ["1010", "2013-01-01T06:32:33", "App", "PWD", "free", "05/01/2013"], map=rules
    )
    assert result.added == 1
    found = dossier(desk, "1010")
    assert (found.particulars.channel, found.particulars.department) == (Channel.ONLINE_FULL, "Phòng A")
    assert found.particulars.fee == 0
    assert found.standing.lawful_due is None, "a map with columns reads these columns only"


def test_code_of_several_columns_is_joined(desk: Desk, tmp_path: Path) -> None:
    rules = ImportMap(columns={"accepted": "Ngày"}, join=("Xã", "Số"))
    result = bring(
        desk, tmp_path, ["Xã", "Số", "Ngày"], ["Ba Vì", "7", "02/11/2026"], ["", "8", "02/11/2026"], map=rules
    )
    assert dossier(desk, "Ba Vì-7").standing.accepted_on == date(2026, 11, 2)
    assert [(refused.row, refused.column) for refused in result.refused] == [(3, "Xã")]


def test_map_that_names_a_column_which_is_not_there_is_refused(desk: Desk, tmp_path: Path) -> None:
    rules = ImportMap(columns={"code": "Mã hồ sơ", "accepted": "Ngày tiếp nhận", "due": "Hẹn"})
    with pytest.raises(FileError, match="“Hẹn”"):
        bring(desk, tmp_path, HEAD, ["H1", "02/11/2026"], map=rules)
    with pytest.raises(InputError, match=r"columns\.accepted"):
        bring(desk, tmp_path, HEAD, map=ImportMap(columns={"code": "Mã hồ sơ"}))


def test_unknown_procedures_and_fields_are_made_and_listed(desk: Desk, tmp_path: Path) -> None:
    head = [*HEAD, "Mã TTHC", "Thủ tục", "Lĩnh vực"]
    result = bring(
        desk, tmp_path, head,
        ["H1", "02/11/2026", "", "Thủ tục lạ", "Kiến trúc"],
        ["H2", "02/11/2026", "", "THU TUC LA", ""],
        ["H3", "02/11/2026", "", "Thủ tục lạ", "Đất đai"],
        ["H4", "02/11/2026", "2.000001", "", "Đất đai"],
        ["H5", "02/11/2026", "", "", ""],
        ["H6", "02/11/2026", "1.01323", "", ""],
        ["H7", "02/11/2026", "", EXTENSION, "Đất đai"],
    )  # fmt: skip
    with writing(desk) as work:
        versions = {version.id: version for version in work.catalogue.versions()}
    taken = [versions[dossier(desk, f"H{n}").particulars.procedure_version] for n in range(1, 8)]
    assert [version.code for version in taken] == [
        "X-1", "X-1", "X-2", "2.000001", "X-3", "1.01323", "1.013233",
    ]  # fmt: skip
    assert [version.field for version in taken[:4]] == ["Kiến trúc", "Kiến trúc", "Đất đai", "Đất đai"]
    told = whys(result)
    assert told.count("Lĩnh vực mới") == 1
    assert told.count("Thủ tục mới") == 5
    assert bring(desk, tmp_path, head, ["H8", "03/11/2026", "", "Lạ nữa", ""]).added == 1
    with writing(desk) as work:
        assert "X-4" in {version.code for version in work.catalogue.versions()}


def test_version_is_the_one_in_force_at_acceptance_and_for_the_channel(desk: Desk, tmp_path: Path) -> None:
    def version(limit: str, start: date | None, end: date | None, **more: Channel | str) -> int:
        made = ProcedureVersion(
            code="9", name="Cấp phép", limit=TimeLimit.parse(limit), valid_from=start, valid_to=end
        )
        return add_version(desk, replace(made, **more)).id  # type: ignore[arg-type]

    old = version("10 LV", date(2026, 1, 1), date(2026, 6, 30))
    new = version("7 LV", date(2026, 7, 1), None)
    direct = version("5 LV", date(2026, 7, 1), None, channel=Channel.DIRECT)
    version("9 LV", date(2026, 7, 1), None, case="Dự án lớn")
    head = [*HEAD, "Thủ tục", "Hình thức nộp"]
    result = bring(
        desk, tmp_path, head,
        ["H1", "30/06/2026", "Cấp phép", "BCCI"],
        ["H2", "01/07/2026", "Cấp phép", "BCCI"],
        ["H3", "01/07/2026", "Cấp phép", "Trực tiếp"],
        ["H4", "01/12/2025", "Cấp phép", "Trực tiếp"],
    )  # fmt: skip
    taken = [dossier(desk, f"H{n}").particulars.procedure_version for n in (1, 2, 3, 4)]
    assert taken == [old, new, direct, old]
    assert "không có phiên bản hiệu lực ngày 01/12/2025" in whys(result)


def test_version_when_it_has_ended_or_has_several_cases_is_told(desk: Desk, tmp_path: Path) -> None:
    add_version(desk, ProcedureVersion(code="8", name="Đã bỏ", valid_to=date(2025, 12, 31)))
    for case in ("Nhỏ", "Lớn"):
        add_version(desk, ProcedureVersion(code="9", name="Hai cỡ", case=case))
    result = bring(desk, tmp_path, [*HEAD, "Mã TTHC"], ["H1", "02/11/2026", "8"], ["H2", "02/11/2026", "9"])
    assert "“Đã bỏ” không có phiên bản" in whys(result)
    assert "“Hai cỡ” có nhiều trường hợp; dùng" in whys(result)


def test_dry_run_changes_nothing_and_tells_the_same(desk: Desk, tmp_path: Path) -> None:
    path = write(tmp_path, [*HEAD, "Thủ tục"], ["H1", "02/11/2026", "Lạ"], ["", "", "Lạ"])
    tried = import_dossiers(desk, path, dry_run=True)
    assert tried.dry_run
    assert count(desk) == 0
    done = import_dossiers(desk, path)
    assert (tried.read, tried.added, tried.refused, tried.warnings) == (
        done.read, done.added, done.refused, done.warnings,
    )  # fmt: skip
    assert tried.as_json() == done.as_json()


def test_import_that_breaks_off_leaves_the_record_as_it_was(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    rows = "".join(f"H{n},02/11/2026\n" for n in range(3000))
    path.write_text("Mã hồ sơ,Ngày tiếp nhận\n" + rows + 'x,"' + "y" * 200_000, encoding="utf-8")
    with pytest.raises(FileError):
        import_dossiers(desk, path)
    assert count(desk) == 0


def test_progress_is_told_and_ends_with_all(desk: Desk, tmp_path: Path) -> None:
    told: list[tuple[int, int | None]] = []
    path = write(tmp_path, HEAD, *[[f"H{n}", "02/11/2026"] for n in range(2500)])
    import_dossiers(desk, path, progress=lambda done, total: told.append((done, total)))
    assert told == [(1000, 2500), (2000, 2500), (2500, 2500)]


def test_same_code_twice_is_one_dossier_or_a_refusal(desk: Desk, tmp_path: Path) -> None:
    head = [*HEAD, "Ghi chú"]
    rows = [head, ["H1", "02/11/2026", "a"], ["H1", "02/11/2026", "a"], ["H1", "02/11/2026", "b"]]
    result = bring(desk, tmp_path, *rows)
    assert (result.added, result.unchanged) == (1, 1)
    (refused,) = result.refused
    assert (refused.row, refused.column, refused.value) == (4, "Mã hồ sơ", "H1")
    assert "dòng 2" in refused.why


def test_refused_row_does_not_keep_a_good_one_of_its_code_out(desk: Desk, tmp_path: Path) -> None:
    result = bring(desk, tmp_path, HEAD, ["H1", "hôm nọ"], ["H1", "02/11/2026"])
    assert (result.added, [refused.row for refused in result.refused]) == (1, [2])


def test_on_duplicate_refuse_names_what_is_there_already(desk: Desk, tmp_path: Path) -> None:
    rules = ImportMap(on_duplicate=OnDuplicate.REFUSE)
    bring(desk, tmp_path, HEAD, ["H1", "02/11/2026"])
    result = bring(
        desk, tmp_path, HEAD, ["H1", "02/11/2026"], ["H2", "02/11/2026"], ["H2", "02/11/2026"], map=rules
    )
    assert result.added == 1
    assert [(refused.row, refused.value) for refused in result.refused] == [(2, "H1"), (4, "H2")]


UPDATE = ImportMap(on_duplicate=OnDuplicate.UPDATE)
LATER = (
    *HEAD,
    "Ngày hẹn trả",
    "Ngày kết thúc",
    "Ngày trả",
    "Tình trạng",
    "Chủ hồ sơ",
    "Lệ phí",
    "Hình thức nộp",
    "Ngày hẹn lại",
)


def test_update_appends_what_the_record_lacks(desk: Desk, tmp_path: Path) -> None:
    first = ["H1", "02/11/2026", "09/11/2026", "", "", "", "An", "", "Trực tiếp", ""]
    later = [
        "H1",
        "02/11/2026",
        "09/11/2026",
        "10/11/2026",
        "11/11/2026",
        "",
        "An",
        "5.000",
        "BCCI",
        "12/11/2026",
    ]
    bring(desk, tmp_path, LATER, first)
    result = bring(desk, tmp_path, LATER, later, map=UPDATE)
    assert (result.added, result.updated, result.unchanged) == (0, 1, 0)
    found = dossier(desk, "H1")
    assert found.standing.state is State.RETURNED
    assert found.standing.promised_due == date(2026, 11, 12)
    assert (found.particulars.fee, found.particulars.channel) == (5000, Channel.POST)
    again = bring(desk, tmp_path, LATER, later, map=UPDATE)
    assert (again.added, again.updated, again.unchanged) == (0, 0, 1)
    assert dossier(desk, "H1").version == found.version


@pytest.mark.parametrize(
    ("changed", "value"),
    [
        (1, "03/11/2026"),
        (2, "10/11/2026"),
        (3, "12/11/2026"),
        (5, "Từ chối"),
        (5, "Rút hồ sơ"),
        (9, "20/11/2026"),
    ],
)
def test_update_that_contradicts_the_record_undoes_and_tells_anew(
    desk: Desk, tmp_path: Path, changed: int, value: str
) -> None:
    first = [
        "H1",
        "02/11/2026",
        "09/11/2026",
        "11/11/2026",
        "",
        "Đã giải quyết",
        "An",
        "",
        "Trực tiếp",
        "13/11/2026",
    ]
    later = [*first[:changed], value, *first[changed + 1 :]]
    bring(desk, tmp_path, LATER, first)
    before = dossier(desk, "H1")
    assert bring(desk, tmp_path, LATER, later, map=UPDATE).updated == 1
    after = dossier(desk, "H1")
    assert after.events[: len(before.events)] == before.events, "history only grows"
    bring(desk, tmp_path, LATER, ["H2", *later[1:]])
    fresh = dossier(desk, "H2").standing
    for name in ("state", "accepted_at", "lawful_due", "finished_at", "outcome", "promised_due"):
        assert getattr(after.standing, name) == getattr(fresh, name), name
    assert bring(desk, tmp_path, LATER, later, map=UPDATE).unchanged == 1


def test_update_takes_the_later_of_two_rows_and_leaves_blanks_alone(desk: Desk, tmp_path: Path) -> None:
    head = [*HEAD, "Chủ hồ sơ", "Điện thoại"]
    result = bring(
        desk, tmp_path, head, ["H1", "02/11/2026", "An", "0912"], ["H1", "02/11/2026", "Ánh", ""],
        ["H1", "02/11/2026", "An", "0912"], map=UPDATE,
    )  # fmt: skip
    assert (result.added, result.updated, result.unchanged) == (1, 1, 1)
    told = dossier(desk, "H1").particulars
    assert (told.applicant, told.phone) == ("Ánh", "0912")


def test_update_keeps_the_procedure_and_says_so(desk: Desk, tmp_path: Path) -> None:
    head = [*HEAD, "Thủ tục"]
    bring(desk, tmp_path, head, ["H1", "02/11/2026", EXTENSION])
    before = dossier(desk, "H1")
    result = bring(
        desk, tmp_path, head, ["H1", "02/11/2026", "Gia hạn chứng chỉ hành nghề kiến trúc"], map=UPDATE
    )
    assert "giữ thủ tục khi tiếp nhận" in whys(result)
    assert dossier(desk, "H1").particulars.procedure_version == before.particulars.procedure_version


def test_due_date_beyond_the_calendar_is_told(desk: Desk, tmp_path: Path) -> None:
    result = bring(desk, tmp_path, [*HEAD, "Thủ tục"], ["H1", "30/12/2100", EXTENSION])
    assert result.added == 1
    assert "ngoài các năm" in whys(result)


@given(
    st.lists(
        st.tuples(
            st.integers(1, 6),
            st.sampled_from(["02/11/2026", "31/02/2026", "", "46328"]),
            st.text("ab", max_size=1),
        ),
        max_size=12,
    ),
    st.sampled_from(OnDuplicate),
)
def test_every_row_is_added_updated_unchanged_or_refused(
    new_database: Callable[[], Database],
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[tuple[int, str, str]],
    on: OnDuplicate,
) -> None:
    folder = tmp_path_factory.mktemp("import")
    desk = desk_of(new_database(), "2026-11-23")
    sheet = [[*HEAD, "Ghi chú"], *[[f"H{code}", day, note] for code, day, note in rows]]
    for _again in range(2):
        result = bring(desk, folder, *sheet, map=ImportMap(on_duplicate=on))
        assert result.read == len(rows)
        assert result.read == result.added + result.updated + result.unchanged + len(result.refused)
        good = {code for code, day, _note in rows if day in ("02/11/2026", "46328")}
        assert count(desk) == len(good)
    assert result.added == 0


def test_update_tells_each_field_before_and_after_and_a_trial_tells_the_same(
    desk: Desk, tmp_path: Path
) -> None:
    head = "code,accepted,procedure,applicant,due,finished,outcome,handed_over"
    bring(
        desk, tmp_path, head.split(","),
        ["H1", "02/11/2026", EXTENSION, "Lê An", "09/11/2026", "", "", ""],
        ["H2", "02/11/2026", EXTENSION, "Võ Ba", "09/11/2026", "05/11/2026", "đã giải quyết", ""],
        ["H3", "02/11/2026", EXTENSION, "Tô Tư", "09/11/2026", "06/11/2026", "đã giải quyết", ""],
    )  # fmt: skip
    newer = tmp_path / "newer.csv"
    newer.write_text(
        f"{head}\n"
        f"H1,02/11/2026,{EXTENSION},Lê Ân,10/11/2026,06/11/2026,từ chối,\n"
        f"H2,02/11/2026,{EXTENSION},Võ Ba,09/11/2026,05/11/2026,đã giải quyết,\n"
        f"H3,02/11/2026,{EXTENSION},Tô Tư,09/11/2026,06/11/2026,đã giải quyết,03/11/2026\n",
        encoding="utf-8",
    )
    update = ImportMap(on_duplicate=OnDuplicate.UPDATE)
    trial = import_dossiers(desk, newer, map=update, dry_run=True)
    assert [(d.row, d.code, d.field, d.before, d.after) for d in trial.differences] == [
        (2, "H1", "hẹn trả trên giấy hẹn", "09/11/2026", "10/11/2026"),
        (2, "H1", "hạn giải quyết", "09/11/2026", "10/11/2026"),
        (2, "H1", "ngày có kết quả", "", "06/11/2026"),
        (2, "H1", "kết quả", "", "từ chối giải quyết"),
        (2, "H1", "trạng thái", "đã tiếp nhận", "có kết quả, chờ trả"),
        (2, "H1", "người nộp", "Lê An", "Lê Ân"),
        (4, "H3", "lịch sử", "", "03/11/2026: chuyển "),
    ]
    done = import_dossiers(desk, newer, map=update)
    assert done.differences == trial.differences
    assert (done.updated, done.unchanged) == (2, 1)
    assert dossier(desk, "H1").standing.lawful_due == date(2026, 11, 10)
    again = import_dossiers(desk, newer, map=update)
    assert (again.updated, again.differences) == (0, ())
