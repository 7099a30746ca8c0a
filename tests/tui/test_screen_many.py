from __future__ import annotations

from datetime import datetime

from motcua_tui.domain.codes import ReturnWay, State
from motcua_tui.services import browse, verbs
from motcua_tui.services.desk import Desk

OVERDUE, DUE_TODAY = "000.00.64.H48-261110-0001", "000.00.64.H48-261116-0001"
NEAR, FINISHED = "000.00.64.H48-261119-0001", "000.00.64.H48-261112-0001"


def state(desk: Desk, code: str) -> State | None:
    return browse.find(desk, code).dossier.standing.state


async def test_many_when_finished_then_the_number_is_asked_and_the_late_one_is_told(sit_down, desk) -> None:
    async with sit_down() as person:
        await person.press("2")
        await person.sees("4 hồ sơ")
        await person.press("shift+down", "shift+down")
        await person.sees("đã chọn 3")
        await person.press("f5")
        await person.sees(f"3 hồ sơ: {OVERDUE}, {DUE_TODAY}")
        await person.press("ctrl+s")
        await person.sees("Ghi có kết quả cho 3 hồ sơ?")
        await person.press("enter")
        await person.sees_no_more("Ghi có kết quả cho 3 hồ sơ?")
        assert state(desk, NEAR) is State.ACCEPTED
        await person.press("ctrl+s")
        await person.sees("Ghi có kết quả cho 3 hồ sơ?")
        await person.press("y")
        shown = await person.sees("Đã ghi có kết quả cho 2 hồ sơ.")
        assert "Không làm được 1 hồ sơ:" in shown
        assert f"{OVERDUE}: Hồ sơ đã quá hạn" in shown
        await person.press("enter")
        await person.sees("đã chọn 1")
        await person.sees("2 hồ sơ")
        assert [state(desk, code) for code in (DUE_TODAY, NEAR)] == [State.RESULT_READY] * 2


async def test_many_when_just_done_then_undo_takes_all_of_it_back(sit_down, desk) -> None:
    verbs.finish(desk, NEAR, datetime(2026, 11, 20, 8))
    async with sit_down() as person:
        await person.sees("có kết quả, chưa đến lấy")
        await person.press("2")
        await person.sees("3 hồ sơ")
        person.app.screen._table.mark([NEAR, FINISHED])
        await person.press("f9")
        await person.sees("2 hồ sơ: ")
        await person.press("right", "ctrl+s")
        await person.sees("Trả kết quả 2 hồ sơ?")
        await person.press("y")
        await person.sees("Đã trả kết quả 2 hồ sơ.")
        assert person.app.screen.marked_codes() == ()
        returned = browse.find(desk, NEAR).dossier
        assert (returned.standing.state, returned.events[-1].what.way) == (State.RETURNED, ReturnWay.POST)
        await person.press("u")
        await person.sees("Hoàn tác việc vừa làm với 2 hồ sơ?")
        await person.press("y")
        await person.sees("Đã hoàn tác 2 hồ sơ.")
        assert [state(desk, code) for code in (NEAR, FINISHED)] == [State.RESULT_READY] * 2
        await person.press("u")
        await person.sees("Hồ sơ 000.00.64.H48-261110-0001 mới được tiếp nhận")


async def test_many_when_something_else_happened_since_then_undo_is_of_the_one(sit_down, desk) -> None:
    async with sit_down() as person:
        await person.press("2")
        await person.sees("4 hồ sơ")
        await person.press("shift+down", "f4")
        await person.sees("bỏ trống: phòng của bước tiếp theo")
        await person.press("ctrl+s")
        await person.sees("Chuyển 2 hồ sơ?")
        await person.press("y")
        shown = await person.sees("Đã chuyển 0 hồ sơ.")
        assert "Chưa ghi chuyển hồ sơ cho ai." in shown
        await person.press("enter", "f4")
        await person.sees("bỏ trống: phòng của bước tiếp theo")
        await person.types("Phong Mot")
        await person.press("ctrl+s")
        await person.sees("Chuyển 2 hồ sơ?")
        await person.press("y")
        await person.sees("Đã chuyển 2 hồ sơ.")
        assert browse.find(desk, DUE_TODAY).dossier.particulars.department == "Phong Mot"
        await person.press("u")
        await person.sees("Hoàn tác việc vừa làm với 2 hồ sơ?")
        await person.press("n", "u")
        await person.sees("Hoàn tác bước gần nhất của hồ sơ")


async def test_many_when_a_verb_is_of_the_single_dossier_then_says_so_and_does_nothing(sit_down) -> None:
    async with sit_down() as person:
        await person.press("2")
        await person.sees("4 hồ sơ")
        await person.press("space", "f6")
        await person.sees("Việc này làm từng hồ sơ. Bỏ chọn 1 hồ sơ trước: phím -.")
        await person.press("m")
        shown = await person.sees("Làm gì với 1 hồ sơ đã chọn?")
        assert "Trả kết quả" in shown
        await person.press("down", "down", "enter")
        await person.sees("Trả kết quả ─")
