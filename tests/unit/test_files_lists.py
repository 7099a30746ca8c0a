"""Causes, weekly sheet and lists: what stands in which column, and that it adds up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.test_files_statistics import PERIOD, PRINTING, ledgers, report

from motcua_tui.domain.codes import Channel
from motcua_tui.domain.ledger import Cell, Judgement, Origin, Status
from motcua_tui.domain.periods import ReportingPeriod
from motcua_tui.domain.profiles import ProfileName
from motcua_tui.reports.files import handing, lists
from motcua_tui.reports.files.as_text import to_text
from motcua_tui.reports.files.causes import OTHER, UNKNOWN, LateDossier, causes_form, column_of
from motcua_tui.reports.files.paper import Column, Kind, Paper, Table, Weight
from motcua_tui.reports.files.weekly import NamedDossier, weekly_sheet

DAY = date(2026, 9, 14)
CAUSES = ("Chậm cập nhật phần mềm", "Cơ quan phối hợp chậm", "Hồ sơ khai thiếu")


def values(paper: Paper) -> list[tuple[object, ...]]:
    return [row.values for row in paper.tables[0].rows]


# Causes


@pytest.mark.parametrize(
    ("typed", "column"),
    [
        ("Cơ quan phối hợp chậm", CAUSES[1]),
        ("  co quan PHOI HOP cham ", CAUSES[1]),
        ("Mất điện", OTHER),
        ("", UNKNOWN),
        ("   ", UNKNOWN),
        (f"{CAUSES[0]}: Công an tỉnh", CAUSES[0]),
        (f"{CAUSES[0]} Công an tỉnh", OTHER),
    ],
)
def test_column_of_when_typed_freely_then_known_other_or_unknown(typed: str, column: str) -> None:
    assert column_of(typed, CAUSES) == column


late_cells = st.lists(
    st.tuples(st.integers(1, 3), st.booleans(), st.sampled_from([*CAUSES, "Mất điện", ""])), max_size=30
)


@given(late_cells)
def test_causes_when_any_late_dossiers_then_each_row_is_finished_and_pending_and_all_its_causes(
    late: list[tuple[int, bool, str]],
) -> None:
    counted = [
        (
            Cell(
                group,
                Channel.DIRECT,
                Origin.NEW,
                Status.GRANTED if finished else Status.PENDING,
                Judgement.LATE if finished else Judgement.OVERDUE,
            ),
            1,
        )
        for group, finished, _cause in late
    ]
    made = report(counted, ProfileName.FORM_07A)
    told = [LateDossier(f"Lĩnh vực {group}", finished, cause) for group, finished, cause in late]
    paper = causes_form(made, told, CAUSES, PRINTING)
    *rows, total = paper.tables[0].rows
    assert total.weight is Weight.TOTAL
    assert total.values[2] == made.total["finished.late"] + made.total["pending.overdue"]
    for row in (*rows, total):
        all_late, finished, pending, *causes = row.values[2:]
        assert all_late == finished + pending == sum(causes)
    for place in range(2, len(total.values)):
        assert total.values[place] == sum(row.values[place] for row in rows)
    by_name = {row.values[1]: row.values for row in rows}
    for row in made.rows:
        if late_here := row.summary["finished.late"] + row.summary["pending.overdue"]:
            assert by_name[row.key][2] == late_here
        else:
            assert row.key not in by_name


def test_causes_when_others_were_typed_then_they_are_named_under_the_table() -> None:
    counted = [(Cell(1, Channel.DIRECT, Origin.NEW, Status.GRANTED, Judgement.LATE), 2)]
    told = [LateDossier("Lĩnh vực 1", True, "Mất điện"), LateDossier("Lĩnh vực 1", True, "Bão")]
    paper = causes_form(report(counted, ProfileName.FORM_07A), told, CAUSES, PRINTING)
    assert paper.notes[1:] == ("Nguyên nhân khác gồm: Bão; Mất điện.",)
    assert paper.tables[0].columns[2].number == "(3)=(4)+(5)=(6)+(7)+(8)+(9)+(10)"


# The weekly sheet


@given(ledgers)
def test_weekly_when_any_ledger_then_opening_and_received_are_finished_and_closing(
    counted: list[tuple[Cell, int]],
) -> None:
    made = report(counted, ProfileName.FORM_07A, by="department")
    paper = weekly_sheet(made, made, [], [], PRINTING)
    counts = [row.values[2:9] for row in paper.tables[0].rows if row.weight is not Weight.GROUP]
    assert len(counts) == 3 + 3 + 1
    for opening, received, early, on_time, late, in_time, overdue in counts:
        assert opening + received == early + on_time + late + in_time + overdue
    assert [sum(column) for column in zip(*counts[:3], strict=True)] == list(counts[-1])


def test_weekly_when_dossiers_are_named_then_their_days_are_told_without_sign() -> None:
    made = report([], ProfileName.FORM_07A, by="department")
    overdue = [NamedDossier("H48-1", "Cấp phép", "Mai", DAY, -4, "Chờ ý kiến")]
    due = [
        NamedDossier("H48-2", "Cấp phép", "Mai", DAY, 3, ""),
        NamedDossier("H48-3", "X", "", None, None, ""),
    ]
    paper = weekly_sheet(made, made, overdue, due, PRINTING)
    _figures, late, coming = paper.tables
    assert late.rows[0].values == ("1", "H48-1", "Cấp phép", "Mai", DAY, "4", "Chờ ý kiến")
    assert [row.values[5] for row in coming.rows] == ["3", ""]
    assert {table.grid for table in paper.tables} == {10}
    assert paper.one_page
    assert not paper.landscape
    assert paper.notes[-1] == "Người lập: Mai, ngày 20 tháng 09 năm 2026."


def test_weekly_when_much_is_overdue_then_more_pages() -> None:
    made = report([], ProfileName.FORM_07A, by="department")
    overdue = [NamedDossier(f"H48-{n}", "Cấp phép", "Mai", DAY, -1, "") for n in range(60)]
    assert not weekly_sheet(made, made, overdue, [], PRINTING).one_page


# Lists


def test_register_when_printed_then_every_column_of_the_book() -> None:
    entry = lists.RegisterEntry(
        code="H48-1",
        procedure="Cấp phép",
        sets=2,
        applicant="Trần An",
        contact="Phố Mẫu, 0900",
        department="Phòng Một",
        accepted_on=date(2026, 9, 1),
        due_on=date(2026, 9, 8),
        passed_on=date(2026, 9, 2),
        finished_on=date(2026, 9, 7),
        returned_on=date(2026, 9, 9),
        returned_by="Trực tuyến",
        note="ghi chú",
    )
    paper = lists.register([entry], PERIOD, PRINTING)
    days = tuple(date(2026, 9, day) for day in (1, 8, 2, 7, 9))
    assert values(paper) == [
        (
            *("1", "H48-1", "Cấp phép", "2", "Trần An", "Phố Mẫu, 0900", "Phòng Một"),
            *days,
            *("Trực tuyến", "", "ghi chú"),
        )
    ]
    assert paper.notes == ("Tổng số: 1 hồ sơ tiếp nhận trong kỳ.",)
    assert paper.subtitle == ("Từ ngày 15/06/2026 đến ngày 14/09/2026",)


def test_shortened_limits_when_printed_then_by_field_and_out_of_all() -> None:
    found = [
        lists.ShortenedLimit(
            "1.1", "Cấp phép", "Nhà ở", "20 ngày", "15 ngày", "5 ngày (25,00%)", DAY, "12/QĐ"
        ),
        lists.ShortenedLimit("1.2", "Gia hạn", "", "5 ngày", "3 ngày", "2 ngày (40,00%)", None, ""),
    ]
    paper = lists.shortened_limits(found, 8, DAY, PRINTING)
    assert [v[0] for v in values(paper)] == ["Nhà ở", "1", "(chưa ghi)", "2"]
    assert paper.notes == ("Thủ tục có thời hạn tại địa phương khác quy định: 2/8 (25,00%).",)
    assert paper.subtitle == ("(Có hiệu lực ngày 14/09/2026)",)


def test_unused_services_when_printed_then_used_and_unused_are_all() -> None:
    found = [lists.UnusedService("1.1", "Cấp phép", "Nhà ở", "Trực tuyến một phần", 4)]
    paper = lists.unused_services(found, 42, PERIOD, PRINTING)
    assert values(paper)[1] == ("1", "1.1", "Cấp phép", "Trực tuyến một phần", 4)
    assert paper.notes == (
        "Thủ tục trực tuyến có phát sinh hồ sơ trực tuyến: 41/42 (97,62%); không phát sinh: 1.",
    )


def test_filed_by_officer_when_none_was_received_online_then_no_rate() -> None:
    paper = lists.filed_by_officer([], 0, PERIOD, PRINTING)
    assert paper.notes == ("Hồ sơ trực tuyến do cán bộ nộp hộ: 0/0 (–).",)


def test_filed_by_officer_when_printed_then_by_department() -> None:
    found = [
        lists.FiledByOfficer("H48-1", "Cấp phép", "Trần An", "Trực tuyến một phần", DAY, "Phòng Một", "Mai")
    ]
    paper = lists.filed_by_officer(found, 4, PERIOD, PRINTING)
    assert values(paper) == [
        ("Phòng Một",),
        ("1", "H48-1", "Cấp phép", "Trần An", "Trực tuyến một phần", DAY, "Mai"),
    ]


def test_reminders_when_printed_then_a_list_for_each_department() -> None:
    found = [
        lists.Reminder("Phòng Hai", "H48-1", "Cấp phép", "Mai", DAY, "Quá hạn 3 ngày làm việc"),
        lists.Reminder("Phòng Một", "H48-2", "Cấp phép", "Lan", None, "Không cập nhật"),
    ]
    paper = lists.reminders(found, DAY, PRINTING)
    assert [v[0] for v in values(paper)] == ["Phòng Hai", "1", "Phòng Một", "2"]
    assert paper.notes == ("Tổng số: 2 hồ sơ.",)


def test_hand_over_when_printed_then_both_sides_sign() -> None:
    found = [handing.HandOver("Phòng Một", "H48-1", "Cấp phép", "Trần An", 1, DAY, None)]
    paper = handing.hand_over(found, PERIOD, PRINTING)
    assert values(paper)[1] == ("1", "H48-1", "Cấp phép", "Trần An", "1", DAY, None, "")
    assert [signature.role for signature in paper.signatures] == ["BÊN GIAO", "BÊN NHẬN"]


def test_fees_when_printed_then_their_sum_and_what_came_online() -> None:
    found = [
        handing.Fee("H48-1", "Cấp phép", "Trần An", DAY, True, "001", "", 150_000),
        handing.Fee("H48-2", "Cấp phép", "Lê Bình", DAY, False, "002", "Mai", 75_000),
    ]
    paper = handing.fees(found, PERIOD, PRINTING)
    assert [v[-1] for v in values(paper)] == [150_000, 75_000, 225_000]
    assert [v[5] for v in values(paper)] == ["Trực tuyến", "Trực tiếp", ""]
    assert [v[7] for v in values(paper)] == ["", "Mai", ""]
    assert paper.notes == ("Trong đó thanh toán trực tuyến: 150.000 đồng.",)
    assert values(handing.fees([], PERIOD, PRINTING)) == []


def test_list_when_of_a_single_day_then_names_it_once() -> None:
    day = ReportingPeriod.free(DAY, DAY).period
    assert handing.fees([], day, PRINTING).subtitle == ("Ngày 14/09/2026",)


def test_results_when_printed_then_the_department_gives_and_the_desk_takes() -> None:
    found = [handing.ResultHandOver("Phòng Một", "H48-1", "Cấp phép", "Trần An", "12/GP", DAY)]
    paper = handing.results(found, PERIOD, PRINTING)
    assert values(paper) == [("Phòng Một",), ("1", "H48-1", "Cấp phép", "Trần An", "12/GP", DAY, "")]
    assert [signature.name for signature in paper.signatures] == ["", PRINTING.preparer]


def test_posted_when_printed_then_where_each_result_goes() -> None:
    found = [handing.Posted("H48-1", "Trần An", "1 phố Mẫu", "0900000001", "12/GP")]
    paper = handing.posted(found, PERIOD, PRINTING)
    assert values(paper) == [("1", "H48-1", "Trần An", "1 phố Mẫu", "0900000001", "12/GP", "")]
    assert [signature.role for signature in paper.signatures] == ["BÊN GIAO", "NHÂN VIÊN BƯU CHÍNH"]


# Text to paste


def test_text_when_made_then_a_line_a_row_below_its_group_and_no_empty_column() -> None:
    found = [
        lists.Reminder("Phòng Một", "H48-1", "Cấp phép", "Mai", date(2026, 11, 17), "Quá hạn 4 ngày"),
        lists.Reminder("Phòng Một", "H48-2", "Cấp\nphép", "", None, "Không cập nhật"),
        lists.Reminder("", "H48-3", "Cấp phép", "Lan", date(2026, 11, 25), "Còn 1 ngày làm việc"),
    ]
    assert to_text(lists.reminders(found, date(2026, 11, 23), PRINTING)) == (
        "DANH SÁCH HỒ SƠ ĐỀ NGHỊ ĐÔN ĐỐC GIẢI QUYẾT\n"
        "(Tính đến ngày 23/11/2026)\n"
        "\n"
        "Phòng Một:\n"
        "1. H48-1 · Cấp phép · Mai · Hạn giải quyết 17/11/2026 · Quá hạn 4 ngày\n"
        "2. H48-2 · Cấp phép · Không cập nhật\n"
        "(chưa ghi):\n"
        "3. H48-3 · Cấp phép · Lan · Hạn giải quyết 25/11/2026 · Còn 1 ngày làm việc\n"
        "\n"
        "Tổng số: 3 hồ sơ."
    )


def test_text_when_there_are_sums_or_nothing_then_says_so() -> None:
    found = [handing.Fee("H48-1", "Cấp phép", "Trần An", DAY, True, "001", "", 150_000)]
    text = to_text(handing.fees(found, PERIOD, PRINTING))
    assert text.split("\n")[-3] == "Tổng cộng · Số tiền (đồng) 150.000"
    assert "Không có hồ sơ." in to_text(handing.fees([], PERIOD, PRINTING))


def test_text_when_a_table_has_a_caption_or_no_notes_then_stands_above_it() -> None:
    table = Table((Column(("STT",), 5, Kind.CENTRED), Column(("Tên",), 5, Kind.TEXT)), (), "Bảng một")
    paper = replace(handing.fees([], PERIOD, PRINTING), tables=(table,), notes=())
    assert to_text(paper).split("\n\n")[-1] == "Bảng một\nKhông có hồ sơ."
