from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.nasty_texts import NASTY
from tests.services.desks import writing
from textual.widgets import Input

from motcua_tui.bootstrap import reread
from motcua_tui.domain.calendar import CalendarDay
from motcua_tui.domain.codes import DayKind
from motcua_tui.domain.events import DueMoved
from motcua_tui.domain.office import OfficeSession, parse_sessions
from motcua_tui.services import browse, office
from motcua_tui.services.month import another_month, month
from motcua_tui.tui.screens.calendar import CalendarScreen
from motcua_tui.tui.screens.calendar_moves import DueMovesScreen

DUE_TODAY, NEAR = "000.00.64.H48-261116-0001", "000.00.64.H48-261119-0001"


async def open_calendar(person) -> str:
    await person.sees("QUÁ HẠN 4")
    await person.press("4")
    return await person.sees("Tháng 11/2026")


async def put(person, name: str, text: str) -> None:
    person.app.screen.query_one(f"#{name}-input", Input).value = text
    await person.pilot.pause()


async def fill_in(person, name: str, text: str) -> None:
    """Into a date field, whose text field has no name of its own."""
    person.app.screen.query_one(f"#{name}-input").text = text
    await person.pilot.pause()


def test_month_when_asked_for_then_has_its_days_rows_and_load(desk) -> None:
    found = month(desk, date(2026, 11, 23))
    assert (len(found.days), found.first, found.working_days) == (30, date(2026, 11, 1), 20)
    off = found.day(date(2026, 11, 24))
    assert off
    assert off.row
    assert (off.working, off.row.source) == (False, "NQ 28/2026/QH16")
    assert {day.on.day: day.due for day in found.days if day.due} == {17: 1, 23: 1, 26: 2}
    assert found.most_due == 2
    assert found.day(date(2026, 12, 1)) is None


@pytest.mark.parametrize(
    ("day", "months", "other"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2026-11-30", 1, "2026-12-30"),
        ("2026-12-31", 1, "2027-01-31"),
        ("2026-01-15", -1, "2025-12-15"),
        ("2024-03-31", -1, "2024-02-29"),
    ],
)
def test_another_month_when_shorter_then_is_its_last_day(day: str, months: int, other: str) -> None:
    assert another_month(date.fromisoformat(day), months) == date.fromisoformat(other)


async def test_calendar_when_opened_then_shows_days_off_today_and_what_falls_due(sit_down) -> None:
    async with sit_down() as person:
        shown = await open_calendar(person)
        assert "20 ngày làm việc" in shown
        assert "lịch đã xác nhận đến hết 31/12/2026" in shown
        lines = shown.splitlines()
        week = next(line for line in lines if "hôm nay" in line)
        assert "▌23 hôm nay" in week
        assert "24 nghỉ" in week
        load = lines[lines.index(week) + 1]
        assert [part for part in load.split() if part.isdecimal()] == ["1", "2"]
        assert "thứ Hai 23/11/2026  ngày làm việc" in shown
        assert "1 hồ sơ đến hạn" in shown
        assert "T2–T6   07:30-11:30, 13:30-17:00" in shown
        await person.press("right")
        shown = await person.sees("thứ Ba 24/11/2026  nghỉ")
        assert "NQ 28/2026/QH16" in shown


async def test_calendar_when_arrows_leave_the_month_then_the_next_one_comes(sit_down) -> None:
    async with sit_down(size=(140, 40)) as person:
        await open_calendar(person)
        await person.press("down", "down")
        await person.sees("Tháng 12/2026")
        await person.sees("thứ Hai 07/12/2026")
        await person.press("pageup", "pageup")
        await person.sees("Tháng 10/2026")
        await person.press("left", "up", "pagedown", "t")
        await person.sees("Tháng 11/2026")
        shown = await person.sees("thứ Hai 23/11/2026  ngày làm việc")
        assert "T3  24/11  nghỉ" in shown
        await person.pilot.click("MonthGrid", offset=(1, 1 + 3 * 3))
        await person.sees("thứ Hai 16/11/2026")


async def test_calendar_when_a_day_is_opened_then_its_dossiers_are_listed_and_escape_comes_back(
    sit_down,
) -> None:
    async with sit_down() as person:
        await open_calendar(person)
        await person.press("enter")
        shown = await person.sees("1 hồ sơ")
        assert "Đến hạn thứ Hai 23/11/2026" in shown
        await person.sees("HÔM NAY")
        await person.press("escape")
        await person.sees("Tháng 11/2026")


async def test_calendar_when_days_are_swapped_then_the_officer_chooses_which_due_dates_move(
    sit_down, desk
) -> None:
    async with sit_down() as person:
        await open_calendar(person)
        await person.press("a")
        await person.sees("Ngày nghỉ, ngày làm bù")
        await person.press("ctrl+s")
        await person.sees("Ghi tên ngày")
        await put(person, "label", "Nghỉ [/] hoán đổi")
        await fill_in(person, "replaces", "32/13")
        await person.press("ctrl+s")
        await person.sees("Chưa hiểu ngày này.")
        await fill_in(person, "replaces", "28/11")
        await put(person, "source", "TB 1/2026")
        await person.press("ctrl+s")
        shown = await person.sees("3 hồ sơ đang giải quyết có hạn khác đi")
        assert "T2 23/11/2026" in shown
        assert "T4 25/11/2026" in shown
        assert "Nghỉ [/] hoán đổi (TB 1/2026)" in shown
        assert isinstance(person.app.screen, DueMovesScreen)
        await person.press("ctrl+s")
        assert isinstance(person.app.screen, DueMovesScreen)
        await person.press("a", "a", "space")
        await person.sees("đã chọn 1")
        await person.press("ctrl+s")
        await person.sees("Đã dời hạn 1 hồ sơ.")
        shown = await person.sees("23 nghỉ")
        assert "28 làm bù" in shown
        await person.press("m")
        await person.sees("2 hồ sơ đang giải quyết có hạn khác đi")
        await person.press("escape")
        await person.sees("Tháng 11/2026")
    moved = browse.find(desk, DUE_TODAY).dossier
    assert moved.standing.lawful_due == date(2026, 11, 25)
    assert moved.events[-1].what == DueMoved(
        date(2026, 11, 25), None, "Lịch: 23/11/2026 nghỉ, Nghỉ [/] hoán đổi (TB 1/2026)"
    )
    kept = browse.find(desk, NEAR).dossier
    assert kept.standing.lawful_due == date(2026, 11, 26)
    rows = reread(desk).calendar
    assert rows.exception(date(2026, 11, 28)) == CalendarDay(
        date(2026, 11, 28), DayKind.WORK, "Làm bù", date(2026, 11, 23), "TB 1/2026"
    )


async def test_calendar_when_a_day_is_removed_and_dossiers_are_kept_then_only_the_calendar_changes(
    sit_down, desk
) -> None:
    async with sit_down() as person:
        await open_calendar(person)
        await person.press("delete")
        assert isinstance(person.app.screen, CalendarScreen)
        await person.press("right")
        await person.sees("thứ Ba 24/11/2026  nghỉ")
        await person.press("delete")
        await person.sees("Bỏ ngày thứ Ba 24/11/2026 khỏi lịch?")
        await person.press("enter", "delete")
        await person.sees("Bỏ ngày thứ Ba 24/11/2026 khỏi lịch?")
        await person.press("y")
        await person.sees("có hạn khác đi")
        await person.press("enter")
        await person.sees("LỊCH SỬ")
        await person.press("escape")
        await person.sees("có hạn khác đi")
        await person.press("escape")
        shown = await person.sees("thứ Ba 24/11/2026  ngày làm việc")
        assert "mai nghỉ" not in shown
    assert browse.find(desk, NEAR).dossier.standing.lawful_due == date(2026, 11, 26)
    assert reread(desk).calendar.is_working(date(2026, 11, 24))


async def test_calendar_when_confirmed_then_is_confirmed_up_to_the_day_under_the_cursor(
    sit_down, desk
) -> None:
    async with sit_down() as person:
        await open_calendar(person)
        await person.press("pagedown", "pagedown")
        shown = await person.sees("Tháng 1/2027")
        assert "chưa xác nhận" in shown
        await person.press("c")
        await person.sees("Xác nhận lịch đến hết thứ Bảy 23/01/2027?")
        await person.press("n", "c")
        await person.sees("Xác nhận lịch đến hết thứ Bảy 23/01/2027?")
        await person.press("y")
        await person.sees("lịch đã xác nhận đến hết 23/01/2027")
    assert reread(desk).calendar.confirmed_until == date(2027, 1, 23)


async def test_calculator_when_typed_then_shows_due_date_and_each_day(sit_down) -> None:
    async with sit_down() as person:
        await open_calendar(person)
        await person.press("h")
        shown = await person.sees("Hẹn trả  thứ Ba 01/12/2026")
        assert "NQ 28/2026/QH16" in shown
        await put(person, "limit", "8 giờ làm việc")
        person.app.screen.query_one("DateInput").text = "20/11 8:00"
        await person.sees("Hẹn trả  thứ Hai 23/11/2026 08:30")
        await put(person, "limit", "8 tháng")
        await person.sees("Không rõ đơn vị thời hạn")
        await person.press("escape")
        await person.sees("Tháng 11/2026")


async def test_import_when_looked_through_then_is_brought_in_only_when_saved_again(
    sit_down, desk, tmp_path: Path
) -> None:
    file = tmp_path / "lich.csv"
    file.write_text(
        "date,kind,label,replaces,source\n2026-11-25,off,Nghỉ [/] đột xuất,,CV 1\nkhông,off,x,,\n", "utf-8"
    )
    async with sit_down() as person:
        await open_calendar(person)
        await person.press("i")
        await person.sees("Nạp lịch")
        await put(person, "file", str(tmp_path / "none.csv"))
        await person.press("ctrl+s")
        await person.sees("Không có tệp này.")
        await put(person, "file", str(file))
        await person.press("enter")
        shown = await person.sees("thêm 1, cập nhật 0, không đổi 0, từ chối 1")
        assert "Dòng 3, cột “date”, “không”" in shown
        assert reread(desk).calendar.is_working(date(2026, 11, 25))
        await put(person, "file", f"{file}x")
        await person.sees_no_more("từ chối 1")
        await put(person, "file", str(file))
        await person.press("enter")
        await person.sees("từ chối 1")
        await person.press("ctrl+s")
        await person.sees("có hạn khác đi")
    assert not reread(desk).calendar.is_working(date(2026, 11, 25))


async def test_import_when_the_file_cannot_be_read_then_says_so(sit_down, tmp_path: Path) -> None:
    file = tmp_path / "lich.xlsx"
    file.write_bytes(b"no workbook")
    async with sit_down() as person:
        await open_calendar(person)
        await person.press("i")
        await put(person, "file", str(file))
        await person.press("ctrl+s")
        await person.sees(lambda shown: "tệp" in shown.lower() and "Chưa ghi gì" not in shown)


async def test_calendar_when_hours_have_seasons_and_labels_are_nasty_then_all_is_shown(
    sit_down, desk
) -> None:
    summer = [
        OfficeSession(session.weekday, session.starts, session.ends, (4, 16), (10, 15))
        for session in parse_sessions("07:00-11:00,14:00-17:30")
    ]
    with writing(desk) as uow:
        uow.calendar.put_sessions([*parse_sessions("07:30-11:30"), *summer, *saturday()])
        uow.commit()
    office.put_days(
        desk, [CalendarDay(date(2026, 11, 2 + n), DayKind.OFF, text) for n, text in enumerate(NASTY[:9])]
    )
    renewed = reread(desk)
    async with sit_down(size=(140, 40)) as person:
        person.app.adopt(renewed)
        shown = await open_calendar(person)
        shown = await person.sees("16/04–15/10")
        assert "T7      08:00-11:00" in shown
        assert all(strip.cell_length == 140 for strip in person.strips())


def saturday() -> list[OfficeSession]:
    first = parse_sessions("08:00-11:00")[0]
    return [OfficeSession(5, first.starts, first.ends)]
