"""The lists that leave the desk, on the screen: chosen, looked at, narrowed, written, copied."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from motcua_tui.services import forms, letters, verbs
from motcua_tui.services.desk import Desk
from motcua_tui.services.forms import FormName
from motcua_tui.tui.screens.desk_lists import list_titles, usual_request

OVERDUE = "000.00.64.H48-261110-0001"


@pytest.fixture
def desk(desk: Desk, tmp_path: Path) -> Desk:
    """The small desk with a folder of papers."""
    return replace(desk, settings=replace(desk.settings, paper_folder=str(tmp_path / "giấy")))


async def choose(person, title: str) -> None:
    await person.press("i")
    await person.sees("Danh sách đôn đốc")
    while f"▌ {title}" not in person.screen():
        await person.press("down")
    await person.press("enter")


async def test_reminders_when_chosen_then_looked_at_written_and_copied(sit_down, desk) -> None:
    async with sit_down(size=(140, 40)) as person:
        await person.sees("QUÁ HẠN 4")
        await choose(person, "Danh sách đôn đốc")
        await person.sees("Danh sách đôn đốc · 23/11/2026")
        shown = await person.sees("Quá hạn 4 ngày làm việc")
        assert "000.00.64.H48-261110-0001" in shown
        await person.press("ctrl+s")
        await person.sees("Đã ghi reminders-2026-11-23.docx")
        await person.press("x")
        await person.sees("Đã ghi reminders-2026-11-23.xlsx")
        assert len(list(letters.folder(desk).iterdir())) == 2
        await person.press("d")
        await person.sees("Đã ghi 1 tệp, mỗi đơn vị một tệp")
        assert (letters.folder(desk) / "reminders-2026-11-23-chua-ghi.docx").exists()
        await person.press("c")
        await person.sees("dán vào tin nhắn")
        assert "· Quá hạn 4 ngày làm việc" in person.app.clipboard
        await person.press("escape")
        await person.sees("VIỆC TIẾP THEO")


async def test_list_when_narrowed_to_days_and_a_department_then_only_those(sit_down, desk) -> None:
    verbs.hand_over(desk, OVERDUE, desk.now(), "Phòng Một")
    async with sit_down(size=(140, 40)) as person:
        await person.sees("QUÁ HẠN 4")
        await choose(person, "Sổ theo dõi hồ sơ")
        await person.sees("Tổng số: 5 hồ sơ tiếp nhận trong kỳ.")
        await person.press("f4")
        await person.sees("Ngày, đơn vị của danh sách")
        first = person.app.screen.query_one("#first-input")
        first.text = "không phải ngày"
        await person.press("ctrl+s")
        await person.sees("Gõ ngày, ví dụ 15/6/2026.")
        first.text = "24/11"
        await person.press("ctrl+s")
        await person.sees_no_more("Gõ ngày, ví dụ 15/6/2026.")
        first.text = "1/11"
        department = person.app.screen.query_one("#department-picker")
        department.query_one("TextInput").value = "gì đó"
        await person.press("ctrl+s")
        await person.sees("Chọn một dòng trong danh sách")
        department.focus()
        department.query_one("TextInput").value = "phong mot"
        await person.sees("▌ Phòng Một")
        await person.press("enter", "ctrl+s")
        await person.sees("01/11/2026 – 23/11/2026 · Phòng Một")
        await person.sees("Tổng số: 1 hồ sơ tiếp nhận trong kỳ.")


async def test_list_when_it_is_not_of_days_or_departments_then_only_what_can_be_chosen(sit_down) -> None:
    async with sit_down(size=(80, 24)) as person:
        await person.sees("QUÁ HẠN 4")
        await choose(person, "Danh sách đôn đốc")
        await person.sees("Quá hạn 4 ngày làm việc")
        await person.press("f4")
        shown = await person.sees("Phòng, đơn vị")
        assert "Từ ngày" not in shown
        await person.press("escape", "escape")
        await person.sees("VIỆC TIẾP THEO")
        await choose(person, "Bảng giao ban tuần")
        await person.sees("BẢNG GIAO BAN TUẦN")
        await person.press("f4")
        shown = await person.sees("Từ ngày")
        assert "Phòng, đơn vị" not in shown


@pytest.mark.parametrize("name", list(list_titles()))
def test_every_list_that_is_offered_can_be_made_of_its_usual_period(desk: Desk, name: FormName) -> None:
    assert forms.form(desk, usual_request(desk, name)).title
