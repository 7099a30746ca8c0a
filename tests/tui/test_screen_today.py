from __future__ import annotations

import re
from datetime import datetime

from motcua_tui.domain.codes import Channel
from motcua_tui.domain.dossier import Particulars
from motcua_tui.services import verbs
from motcua_tui.tui.screens.counts import Counts
from motcua_tui.tui.screens.today import NextSteps


async def test_today_when_opened_then_shows_each_count_with_its_sign(sit_down) -> None:
    async with sit_down() as person:
        shown = await person.sees("quá hạn, lâu nhất 4 ngày làm việc")
        for line in (
            "■   1  quá hạn",
            "◆   1  đến hạn hôm nay",
            "▲   1  đến hạn trong 2 ngày làm việc",
            "↓   1  nộp trực tuyến, còn 4 giờ 30'",
            "‖   1  chờ bổ sung",
            "✓   1  có kết quả, chưa đến lấy",
        ):
            assert line in shown
        assert "ĐANG GIẢI QUYẾT  4" in shown
        assert "T2 23/11 · mai nghỉ 24/11" in shown.splitlines()[0]
        assert "kỳ tháng chốt 14/12, gửi trước 20/12" in shown


async def test_today_when_opened_then_lists_what_falls_due_first_but_nothing_that_waits(sit_down) -> None:
    async with sit_down() as person:
        shown = await person.sees("QUÁ HẠN 4")
        codes = re.findall("H48-([0-9-]+)", shown)
        assert codes == ["261110-0001", "261116-0001", "261119-0001"]
        assert "còn 2" in shown


async def test_today_when_enter_on_a_count_then_opens_its_list_and_escape_comes_back(sit_down) -> None:
    async with sit_down() as person:
        await person.sees("đến hạn hôm nay")
        await person.press("down", "enter")
        shown = await person.sees("1 hồ sơ")
        assert "Đến hạn hôm nay" in shown
        assert "…H48-261116-0001" in shown
        await person.press("escape")
        await person.sees("CẦN LÀM NGAY")
        assert person.app.screen.query_one(Counts).cursor == 1


async def test_today_when_arrows_pass_the_last_count_then_reach_the_next_steps(
    sit_down,
) -> None:
    async with sit_down() as person:
        await person.sees("QUÁ HẠN 4")
        await person.press(*["down"] * 9)
        assert isinstance(person.app.focused, NextSteps)
        await person.press("up")
        assert isinstance(person.app.focused, Counts)
        await person.press("down", "enter")
        await person.sees("CÁCH TÍNH NGÀY HẸN TRẢ")


async def test_today_when_slash_is_pressed_then_searches_the_dossiers(sit_down) -> None:
    async with sit_down() as person:
        await person.sees("QUÁ HẠN 4")
        await person.press("slash")
        await person.sees("4 hồ sơ")
        await person.types("quang an")
        await person.sees("1 / 4 hồ sơ")


async def test_today_when_plain_then_shows_only_ascii_signs(sit_down) -> None:
    async with sit_down(plain=True) as person:
        await person.sees("QUÁ HẠN 4")
        shown = await person.sees("!   1  quá hạn")
        assert not set("■◆▲●‖✓✗▌▇█") & set(shown)


async def test_today_when_wide_then_names_the_agency_and_the_desk(sit_down) -> None:
    async with sit_down(size=(140, 40)) as person:
        shown = await person.sees("QUÁ HẠN 4")
        assert "Sở Xây dựng · Một cửa · thứ Hai 23/11/2026" in shown.splitlines()[0]


async def test_today_when_an_online_dossier_waited_too_long_then_says_by_how_much(sit_down, desk) -> None:
    online = Particulars(code="H2", procedure_version=1, applicant="Lê An", channel=Channel.ONLINE_PARTIAL)
    verbs.submit(desk, online, datetime(2026, 11, 19, 14))
    async with sit_down() as person:
        await person.sees("↓   2  nộp trực tuyến, QUÁ 4 giờ 00'")


async def test_today_when_read_again_then_shows_what_another_desk_did(sit_down, desk) -> None:
    async with sit_down() as person:
        await person.sees("ĐANG GIẢI QUYẾT  4")
        particulars = Particulars(code="H3", procedure_version=1, applicant="Lê An")
        verbs.accept(desk, particulars, datetime(2026, 11, 20, 8))
        await person.press("r")
        await person.sees("ĐANG GIẢI QUYẾT  5")


async def test_today_when_a_count_is_clicked_then_opens_its_list(sit_down) -> None:
    async with sit_down() as person:
        await person.sees("QUÁ HẠN 4")
        await person.pilot.click(Counts, offset=(12, 2))
        await person.sees("Đến hạn hôm nay                    ")
