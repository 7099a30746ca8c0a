from __future__ import annotations

from tests.tui.conftest import OVERDUE
from textual.widgets._toast import Toast

from motcua_tui.services.browse import mentioned


async def test_messages_when_said_then_kept_newest_first_and_enter_opens_the_dossier(sit_down) -> None:
    async with sit_down() as person:
        await person.sees("QUÁ HẠN 4")
        await person.press("f12")
        await person.sees("Chưa có thông báo nào")
        await person.press("escape")
        person.app.notify(f"Đã trả kết quả hồ sơ {OVERDUE}.\nTrễ 4 ngày.")
        person.app.notify("[/] [@click=app.bell]x[/]", severity="warning")
        await person.press("f12")
        shown = await person.sees("· Trễ 4 ngày.")
        assert shown.index("[@click=app.bell]x[/]") < shown.index("Đã trả kết quả hồ sơ")
        await person.press("enter")
        await person.sees("Thông báo này không nói về một hồ sơ.")
        await person.press("down", "enter")
        await person.sees("Võ Thanh Nam")


async def test_toasts_when_many_come_then_two_short_ones_are_seen(sit_down) -> None:
    async with sit_down() as person:
        await person.sees("QUÁ HẠN 4")
        for number in range(1, 5):
            person.app.notify(f"Thông báo {number}\nhai\nba\nbốn")
            await person.pilot.pause()
        shown = await person.sees("Thông báo 4")
        assert "Thông báo 3" in shown
        assert "bốn" not in shown
        assert len(person.app.screen.query(Toast)) == 2
        assert len(person.app.messages) == 4


def test_mentioned_when_a_sentence_names_a_dossier_then_its_code(desk) -> None:
    assert mentioned(desk, f"Đã tiếp nhận {OVERDUE}, hẹn trả 17/11.") == OVERDUE
    assert mentioned(desk, "Đã ghi giờ làm việc.") is None


async def test_notice_when_said_by_a_thread_then_kept_as_well(sit_down) -> None:
    async with sit_down() as person:
        await person.sees("QUÁ HẠN 4")
        person.app.run_worker(lambda: person.app.notify("từ luồng khác"), thread=True)
        await person.sees("từ luồng khác")
        assert [told.text for told in person.app.messages] == ["từ luồng khác"]
