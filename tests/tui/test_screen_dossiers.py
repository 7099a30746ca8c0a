from __future__ import annotations

from datetime import date, datetime

import pytest
from textual.widgets import Input

from motcua_tui.domain.codes import ReturnWay
from motcua_tui.domain.dossier import Particulars
from motcua_tui.domain.events import Accepted, Event
from motcua_tui.domain.roles import Right
from motcua_tui.services import verbs
from motcua_tui.tui.screens.detail import DetailScreen
from motcua_tui.tui.screens.dossiers import DossiersScreen
from motcua_tui.tui.screens.filters import FilterScreen
from motcua_tui.tui.widgets.record_table import RecordTable
from motcua_tui.tui.widgets.window import KEPT_ROWS

OVERDUE = "000.00.64.H48-261110-0001"


def codes(shown: str) -> list[str]:
    return [line.split("H48-")[1][:11] for line in shown.splitlines() if "…H48-" in line]


async def test_list_when_opened_then_shows_the_open_dossiers_by_due_date(sit_down) -> None:
    async with sit_down() as person:
        await person.press("2")
        shown = await person.sees("4 hồ sơ")
        assert "Đang giải quyết" in shown
        assert codes(shown) == ["261110-0001", "261116-0001", "261119-0001", "261118-0001"]
        assert "chờ bổ sung 3" in shown


@pytest.mark.parametrize("typed", ["dai phat", "Đại Phát", "DAI PH", "261116"])
async def test_list_when_searched_with_or_without_accents_then_narrows_while_typing(
    sit_down, typed: str
) -> None:
    async with sit_down() as person:
        await person.press("2")
        await person.sees("4 hồ sơ")
        await person.press("slash")
        await person.types(typed)
        assert codes(await person.sees("1 / 4 hồ sơ")) == ["261116-0001"]
        await person.press("down", "enter")
        await person.sees("Công ty CP Đại Phát")
        assert isinstance(person.app.screen, DetailScreen)
        await person.press("escape", "x")
        await person.sees("  4 hồ sơ")
        assert person.app.screen.query_one("#search", Input).value == ""


async def test_list_when_nothing_matches_then_says_which_key_helps(sit_down) -> None:
    async with sit_down() as person:
        await person.press("2")
        await person.sees("4 hồ sơ")
        await person.press("slash")
        await person.types("zzz")
        await person.sees("Không có hồ sơ nào khớp. x bỏ tìm kiếm và bộ lọc.")


async def test_list_when_left_and_shown_again_then_is_where_it_was(sit_down) -> None:
    async with sit_down() as person:
        await person.press("2")
        await person.sees("4 hồ sơ")
        await person.press("down", "down", "1")
        await person.sees("CẦN LÀM NGAY")
        await person.press("2")
        await person.sees("Đang giải quyết")
        assert person.app.screen.query_one(RecordTable).cursor == 2


async def test_list_when_sorted_by_another_column_then_is_in_that_order(sit_down) -> None:
    async with sit_down() as person:
        await person.press("2")
        await person.sees("Hạn ▲")
        await person.press("less_than_sign", "less_than_sign")
        shown = await person.sees("Người nộp ▲")
        assert codes(shown) == ["261116-0001", "261119-0001", "261118-0001", "261110-0001"]
        await person.press("s")
        assert codes(await person.sees("Người nộp ▼"))[0] == "261110-0001"


async def test_filter_when_view_and_field_are_chosen_then_list_and_heading_say_so(sit_down) -> None:
    async with sit_down() as person:
        await person.press("2")
        await person.sees("4 hồ sơ")
        await person.press("v")
        await person.sees("Bộ lọc")
        await person.types("moi ho so")
        await person.press("enter", "tab", "tab")
        await person.types("kien truc")
        await person.sees("▌ Kiến trúc")
        await person.press("enter", "ctrl+s")
        shown = await person.sees("1 / 6 hồ sơ")
        assert "Mọi hồ sơ  Kiến trúc" in shown
        assert codes(shown) == ["261119-0001"]
        await person.press("x")
        assert len(codes(await person.sees("  6 hồ sơ"))) == 6


async def test_filter_when_dates_are_given_then_both_ends_count(sit_down) -> None:
    async with sit_down() as person:
        await person.press("2")
        await person.sees("4 hồ sơ")
        await person.press("v")
        await person.sees("Bộ lọc")
        person.app.screen.query_one("#accepted-first-input").focus()
        await person.types("16/11")
        person.app.screen.query_one("#accepted-last-input").focus()
        await person.types("18/11/2026")
        await person.press("ctrl+s")
        shown = await person.sees("2 / 4 hồ sơ")
        assert "nhận 16/11/2026–18/11/2026" in shown
        assert codes(shown) == ["261116-0001", "261118-0001"]


async def test_filter_when_a_date_is_wrong_then_says_so_and_keeps_it(
    sit_down,
) -> None:
    async with sit_down() as person:
        await person.press("2")
        await person.sees("4 hồ sơ")
        await person.press("v")
        await person.sees("Bộ lọc")
        first = person.app.screen.query_one("#due-first-input")
        first.focus()
        await person.types("32/11")
        await person.press("ctrl+s")
        await person.sees("Chưa hiểu ngày này.")
        assert isinstance(person.app.screen, FilterScreen)
        first.text = "20/11"
        person.app.screen.query_one("#due-last-input").text = "19/11"
        await person.pilot.pause()
        await person.press("ctrl+s")
        await person.sees("Ngày cuối sớm hơn")


async def test_filter_when_a_text_is_no_option_then_says_so(sit_down) -> None:
    async with sit_down() as person:
        await person.press("2")
        await person.sees("4 hồ sơ")
        await person.press("v")
        await person.sees("Bộ lọc")
        await person.types("zzz")
        await person.press("ctrl+s")
        await person.sees("Chọn một dòng trong danh sách")
        await person.press("escape")
        await person.sees("Bỏ những gì vừa nhập?")
        await person.press("y")
        await person.sees("4 hồ sơ")


async def test_list_when_wide_then_shows_the_dossier_under_the_cursor_beside_it(sit_down) -> None:
    async with sit_down(size=(140, 40)) as person:
        await person.press("2")
        shown = await person.sees("CÁCH TÍNH NGÀY HẸN TRẢ")
        assert "T4–T6 11–13/11      1–3  Ngày làm việc" in shown
        await person.press("down")
        shown = await person.sees("Tiếp nhận    thứ Hai 16/11/2026 08:00")
        assert "T2    23/11           5  Ngày làm việc  ← hạn trả" in shown


async def test_detail_when_opened_then_tells_dates_history_and_each_skipped_day(sit_down) -> None:
    async with sit_down(size=(100, 40)) as person:
        await person.press("2")
        await person.sees("4 hồ sơ")
        await person.press("down", "down", "enter")
        shown = await person.sees("LỊCH SỬ")
        for line in (
            "000.00.64.H48-261119-0001",
            "▲ còn 2  hạn thứ Năm 26/11/2026",
            "T5    19/11           –  Ngày đầu của thời hạn, không tính (BLDS 2015, Điều 147)",
            "T7–CN 21–22/11        –  Cuối tuần (QĐ 188/1999/QĐ-TTg)",
            "T5    26/11           4  Ngày làm việc  ← hạn trả",
            "19/11/2026 10:00  tiếp nhận, hẹn trả 26/11/2026 · Mai · ghi nhận 23/11/2026",
        ):
            assert line in shown
        assert any(line.strip().startswith("T3    24/11           –") for line in shown.splitlines())


async def test_detail_when_the_dossier_cannot_be_found_then_says_so_and_goes_back(sit_down) -> None:
    async with sit_down() as person:
        await person.sees("QUÁ HẠN 4")
        person.app.push_screen(DetailScreen("[/]"))
        await person.sees("Không có hồ sơ mã “[/]”.")
        await person.press("escape")
        await person.sees("CẦN LÀM NGAY")


async def test_detail_when_finished_and_returned_then_tells_result_document_and_way(sit_down, desk) -> None:
    code = "000.00.64.H48-261112-0001"
    verbs.give_back(desk, code, datetime(2026, 11, 19, 8), ReturnWay.POST)
    verbs.finish(desk, OVERDUE, datetime(2026, 11, 20, 8), result_number="QĐ-[/]", late_cause="phối hợp chậm")
    async with sit_down(size=(100, 40)) as person:
        await person.sees("CẦN LÀM NGAY")
        person.app.screen.open_dossier(code)
        shown = await person.sees("✓ trước hạn 1  có kết quả thứ Tư 18/11/2026")
        assert "Đã trả       19/11/2026, qua bưu chính công ích" in shown
        await person.press("escape")
        person.app.screen.open_dossier(OVERDUE)
        await person.sees("Kết quả      đã giải quyết · QĐ-[/] · phối hợp chậm")


async def test_detail_when_the_due_date_is_of_hand_then_says_so(sit_down, desk) -> None:
    particulars = Particulars(code="H1", procedure_version=1, applicant="Lê An", fee=150_000)
    at = datetime(2026, 11, 20, 8)
    verbs.accept(desk, particulars, at, manual_due=date(2027, 1, 15), manual_reason="theo kỳ sát hạch")
    async with sit_down(size=(100, 40)) as person:
        await person.sees("CẦN LÀM NGAY")
        person.app.screen.open_dossier("H1")
        shown = await person.sees("Nhập tay hoặc lấy từ sổ, không tính từ thời hạn.")
        assert "hạn thứ Sáu 15/01/2027" in shown
        assert "… tạm tính" in shown
        assert "Phí, lệ phí  150.000 đồng" in shown
        await person.press("escape", "2")
        assert "15/01/27" in await person.sees("5 hồ sơ")


async def test_list_when_all_found_are_marked_then_the_number_is_asked_and_marks_stay_in_other_lists(
    sit_down,
) -> None:
    async with sit_down() as person:
        await person.press("2")
        await person.sees("4 hồ sơ")
        await person.press("ctrl+a")
        await person.sees("Chọn tất cả 4 hồ sơ của danh sách?")
        await person.press("enter", "space")
        await person.sees("đã chọn 1")
        await person.press("ctrl+a")
        await person.sees("Chọn tất cả 4 hồ sơ của danh sách?")
        await person.press("y")
        await person.sees("đã chọn 4")
        assert person.app.screen.marked_codes() == (
            "000.00.64.H48-261110-0001",
            "000.00.64.H48-261116-0001",
            "000.00.64.H48-261119-0001",
            "000.00.64.H48-261118-0001",
        )
        await person.press("slash")
        await person.types("dai phat")
        await person.sees("1 / 4 hồ sơ")
        await person.press("enter", "space")
        await person.sees("đã chọn 3")
        await person.press("escape")
        await person.sees_no_more("đã chọn")
        assert person.app.screen.marked_codes() == ()


async def test_today_when_dossiers_are_marked_then_says_how_many(sit_down) -> None:
    async with sit_down() as person:
        await person.sees("VIỆC TIẾP THEO")
        person.app.screen.query_one(RecordTable).focus()
        await person.press("space", "ctrl+a")
        await person.sees("Chọn tất cả 3 hồ sơ của danh sách?")
        await person.press("y")
        await person.sees("VIỆC TIẾP THEO  đã chọn 3")
        await person.press("minus")
        await person.sees_no_more("đã chọn")


async def test_list_when_longer_than_what_is_kept_of_it_then_every_line_has_its_dossier(
    sit_down, desk
) -> None:
    with desk.unit_of_work(Right.IMPORT) as work:
        work.dossiers.bulk_add(
            (
                Particulars(code=f"B-{number:04d}", procedure_version=1, applicant="Lê An"),
                [Event(datetime(2026, 11, 20, 8), Accepted(date(2026, 12, 1)))],
            )
            for number in range(KEPT_ROWS * 2)
        )
        work.commit()
    async with sit_down() as person:
        await person.press("2")
        await person.sees(f"{KEPT_ROWS * 2 + 4} hồ sơ")
        chosen = person.app.screen
        assert isinstance(chosen, DossiersScreen)

        def is_on_its_dossier(shown: str) -> bool:
            line = next((line for line in shown.splitlines() if line.lstrip().startswith("▌")), "")
            listed = chosen.selected
            return listed is not None and listed.line.code.replace("000.00.64.", "…") in line

        for key, times in (("end", 1), ("pageup", 5), ("home", 1), ("pagedown", 5), ("end", 1), ("up", 3)):
            for _time in range(times):
                await person.press(key)
                await person.sees(is_on_its_dossier)
