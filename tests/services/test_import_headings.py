"""Finding the header: under titles, in two rows, by many words; and what the words of cells mean."""

from __future__ import annotations

from pathlib import Path

import pytest

from motcua_tui.domain.codes import Channel, DayKind, ReturnWay
from motcua_tui.errors import FileError
from motcua_tui.services.importing.headings import (
    CALENDAR,
    DOSSIER,
    PROCEDURE,
    choose_sheet,
    find_header,
    is_numbering,
    missing_from,
    plain,
)
from motcua_tui.services.importing.sheets import Row, Sheet
from motcua_tui.services.importing.vocabulary import (
    Status,
    channel_of,
    day_kind_of,
    says_online,
    status_of,
    way_of,
)

NEEDED = (("code",), ("accepted", "submitted"))


def sheet_of(*rows: Row, merged: tuple[tuple[tuple[int, int], tuple[int, int]], ...] = ()) -> Sheet:
    return Sheet("Sổ", lambda: iter(rows), merged=merged)


@pytest.mark.parametrize("words", [DOSSIER, PROCEDURE, CALENDAR])
def test_words_mean_one_column_each(words: dict[str, tuple[str, ...]]) -> None:
    spelled = [plain(word) for theirs in words.values() for word in {plain(word) for word in theirs}]
    assert len(spelled) == len(set(spelled))


@pytest.mark.parametrize(
    "heading", ["MÃ HỒ SƠ (*)", "Mã  hồ sơ:", "ma ho so", "Mã hồ sơ [bắt buộc]", "Mã hồ sơ"]
)
def test_heading_is_known_whatever_its_case_accents_and_remarks(heading: str) -> None:
    header = find_header(sheet_of([heading, "Ngày, giờ tiếp nhận (dd/mm/yyyy)"]), DOSSIER, NEEDED)
    assert dict(header.columns) == {"code": 0, "accepted": 1}
    assert header.titles["code"] == " ".join(heading.split())


def test_header_under_titles_is_found() -> None:
    header = find_header(
        sheet_of(
            ["SỞ XÂY DỰNG", ""],
            ["SỔ THEO DÕI HỒ SƠ", ""],
            [],
            ["STT", "Số hồ sơ", "Ngày nhận", "Ngày hẹn", "Phòng ban"],
            [1.0, "H10-1", "23/11/2026", "30/11/2026", "Phòng A"],
        ),
        DOSSIER,
        NEEDED,
    )
    assert header.first == 4
    assert dict(header.columns) == {"code": 1, "accepted": 2, "due": 3, "department": 4}


@pytest.mark.parametrize("merged", [(), (((0, 1), (0, 3)),)])
def test_header_in_two_rows_joins_the_words(
    merged: tuple[tuple[tuple[int, int], tuple[int, int]], ...],
) -> None:
    header = find_header(
        sheet_of(
            ["Mã hồ sơ", "Ngày", "", "", "Chủ hồ sơ", "Kết quả"],
            ["", "tiếp nhận", "hẹn trả", "Lĩnh vực", "", "Ngày trả"],
            ["H10-1", "23/11/2026", "30/11/2026", "Xây dựng", "An", ""],
            merged=merged,
        ),
        DOSSIER,
        NEEDED,
    )
    assert header.first == 2
    assert dict(header.columns) == {
        "code": 0, "accepted": 1, "due": 2, "field": 3, "applicant": 4, "returned": 5,
    }  # fmt: skip
    assert header.titles["accepted"] == "Ngày tiếp nhận"
    assert header.titles["returned"] == "Ngày trả"


def test_words_above_a_merged_heading_do_not_reach_beyond_it() -> None:
    header = find_header(
        sheet_of(
            ["Mã hồ sơ", "Ngày", "", ""],
            ["", "tiếp nhận", "hẹn trả", "kết thúc"],
            merged=(((0, 1), (0, 2)),),
        ),
        DOSSIER,
        NEEDED,
    )
    assert "finished" not in header.columns


def test_of_two_columns_for_one_thing_the_better_word_is_taken() -> None:
    header = find_header(
        sheet_of(["Người nộp", "Mã hồ sơ", "Tên tổ chức/cá nhân", "Ngày tiếp nhận", "Ngày tiếp nhận"]),
        DOSSIER,
        NEEDED,
    )
    assert header.columns["applicant"] == 2
    assert header.columns["accepted"] == 3


def test_header_row_when_it_is_stated_is_the_only_one_looked_at() -> None:
    sheet = sheet_of(["Mã hồ sơ", "Ngày tiếp nhận", "Phí"], ["Số hồ sơ", "Ngày nhận"], ["a", "b", "c"])
    assert find_header(sheet, DOSSIER, NEEDED).first == 1
    assert find_header(sheet, DOSSIER, NEEDED, row=2).first == 2
    assert missing_from(find_header(sheet, DOSSIER, NEEDED, row=9), NEEDED) == list(NEEDED)


def test_sheet_with_a_header_is_chosen_among_others() -> None:
    guide, register = sheet_of(["Hướng dẫn"]), sheet_of(["Mã hồ sơ", "Ngày nộp"])
    sheet, header = choose_sheet(Path("a.xlsx"), iter([guide, register]), DOSSIER, NEEDED)
    assert sheet is register
    assert header.first == 1


def test_sheet_without_the_columns_is_refused_with_what_was_found() -> None:
    sheets = [sheet_of(["Sổ"]), sheet_of(["Mã hồ sơ", "Người ký", 7.0]), sheet_of()]
    with pytest.raises(FileError) as error:
        choose_sheet(Path("a.xlsx"), iter(sheets), DOSSIER, NEEDED)
    assert "“ngày tiếp nhận” / “ngày nộp”" in error.value.message
    assert "“mã hồ sơ”" not in error.value.message
    assert "“Mã hồ sơ”, “Người ký”, “7”" in error.value.hint
    assert "--map" in error.value.hint
    with pytest.raises(FileError, match="mã hồ sơ"):
        choose_sheet(Path("a.xlsx"), iter([sheet_of()]), DOSSIER, NEEDED, row=3)


@pytest.mark.parametrize(
    ("row", "numbers"),
    [(["(1)", "(2)", "(3)=(4)+(5)"], True), (["A", "B", 1.0, 2.0], True), ([1.0, "H10-1"], False),
     (["1"], False), ([], False)],
)  # fmt: skip
def test_row_that_numbers_the_columns_is_told(row: Row, numbers: bool) -> None:
    assert is_numbering(row) is numbers


@pytest.mark.parametrize(
    ("text", "channel"),
    [("Trực tuyến toàn trình", Channel.ONLINE_FULL), ("DVC mức 4", Channel.ONLINE_FULL),
     ("Mức độ 3", Channel.ONLINE_PARTIAL), ("Một phần", Channel.ONLINE_PARTIAL), ("BCCI", Channel.POST),
     ("Trực tiếp", Channel.DIRECT), ("online_full", Channel.ONLINE_FULL), ("Trực tuyến", None),
     ("Zalo", None)],
)  # fmt: skip
def test_channel_of_the_usual_words(text: str, channel: Channel | None) -> None:
    assert channel_of(text) is channel


def test_online_without_a_level_is_known_as_such() -> None:
    assert says_online("Trực tuyến")
    assert says_online("Cổng Dịch vụ công Quốc gia")
    assert not says_online("Trực tuyến toàn trình")


@pytest.mark.parametrize(
    ("text", "status"),
    [("Đã trả kết quả", Status.RETURNED), ("Đã trả kết quả - trước hạn", Status.RETURNED),
     ("Đã giải quyết quá hạn", Status.GRANTED), ("Từ chối giải quyết", Status.REFUSED),
     ("Trả lại", Status.REFUSED), ("Công dân rút hồ sơ", Status.STOPPED), ("Dừng giải quyết", Status.STOPPED),
     ("Đóng hồ sơ", Status.CLOSED), ("Đang giải quyết", Status.PENDING),
     ("Chờ bổ sung", Status.AWAITING_SUPPLEMENT),
     ("Chờ nộp phí", Status.AWAITING_PAYMENT), ("Chờ tiếp nhận", Status.SUBMITTED),
     ("Từ chối tiếp nhận", Status.DECLINED), ("granted", Status.GRANTED), ("closed", Status.CLOSED),
     ("awaiting_supplement", Status.AWAITING_SUPPLEMENT), ("result_ready", Status.GRANTED),
     ("Closed", None), ("Đúng hạn", None), ("?", None)],
)  # fmt: skip
def test_status_of_the_usual_words(text: str, status: Status | None) -> None:
    assert status_of(text) is status


def test_statuses_that_end_a_dossier() -> None:
    assert {status for status in Status if status.ended} == {
        Status.GRANTED, Status.RETURNED, Status.REFUSED, Status.STOPPED, Status.CLOSED,
    }  # fmt: skip


def test_way_of_return_and_kind_of_day() -> None:
    assert way_of("Qua bưu điện") is ReturnWay.POST
    assert way_of("Bản điện tử") is ReturnWay.ONLINE
    assert way_of("?") is None
    assert day_kind_of("Nghỉ hoán đổi") is DayKind.OFF
    assert day_kind_of("work") is DayKind.WORK
    assert day_kind_of("?") is None
