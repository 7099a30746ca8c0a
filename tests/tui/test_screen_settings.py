from __future__ import annotations

from datetime import datetime

from tests.services.desks import writing
from textual.widgets import Input

from motcua_tui.bootstrap import reread
from motcua_tui.domain.limits import TimeLimit
from motcua_tui.domain.office import week_rules
from motcua_tui.services import officers, verbs
from motcua_tui.tui.widgets.choices import Choice


async def open_settings(person) -> None:
    await person.sees("QUÁ HẠN 4")
    await person.press("f10")
    await person.sees("CƠ QUAN, BỘ PHẬN")


async def find(person, text: str) -> None:
    """Narrow to one setting and stand on it."""
    await person.press("f3")
    person.app.screen.query_one("#search", Input).value = text
    await person.pilot.pause()
    await person.press("enter", "home", "down")


async def test_setting_when_changed_then_it_holds_at_once_and_its_change_is_told(sit_down, desk) -> None:
    async with sit_down() as person:
        await open_settings(person)
        await find(person, "sap den han")
        await person.sees("chưa có thay đổi nào")
        await person.press("enter")
        await person.sees("Hồ sơ còn từng này ngày làm việc trở xuống là sắp đến hạn.")
        person.app.screen.query_one("#setting-value", Input).value = "ba"
        await person.press("ctrl+s")
        await person.sees("không nhận giá trị “ba”")
        person.app.screen.query_one("#setting-value", Input).value = "3"
        await person.press("ctrl+s")
        await person.sees("23/11/2026 09:00  2 → 3 · Mai")
        assert person.app.desk.settings.near_days == 3
        await person.press("escape")
        await person.sees("đến hạn trong 3 ngày làm việc")


async def test_choice_of_words_when_changed_then_stored(sit_down, desk) -> None:
    async with sit_down(size=(140, 40)) as person:
        await open_settings(person)
        await find(person, "do thua")
        await person.press("e")
        await person.sees("Dày bỏ các dòng trống")
        assert isinstance(person.app.screen.focused, Choice)
        await person.press("right", "ctrl+s")
        await person.sees("comfortable → compact · Mai")
        assert person.app.has_class("-dense")
        await find(person, "ly do dung")
        await person.press("enter")
        await person.sees("Các lý do hay dùng")
        await person.press("ctrl+s")
        await person.sees("Lý do dừng")


async def test_theme_when_its_key_is_pressed_then_the_next_one_is_kept(sit_down, desk) -> None:
    async with sit_down() as person:
        await person.sees("QUÁ HẠN 4")
        await person.press("alt+t")
        await person.sees(lambda _shown: person.app.theme == "motcua-light")
        await person.press("alt+d")
        await person.sees(lambda _shown: person.app.has_class("-dense"))
    kept = reread(desk).settings
    assert (kept.theme, kept.density) == ("motcua-light", "compact")


async def test_officer_when_added_renamed_seated_and_retired_then_the_list_tells(sit_down, desk) -> None:
    async with sit_down() as person:
        await open_settings(person)
        await person.press("o")
        await person.sees("trực bàn này: Mai")
        for name in ("An", "Bình"):
            await person.press("n")
            await person.sees("Thêm cán bộ")
            person.app.screen.query_one("#name-input", Input).value = name
            await person.press("ctrl+s")
            await person.sees(lambda shown, name=name: f" {name} " in shown and "Đang giữ" in shown)
        await person.press("home", "enter")
        await person.sees("Đổi tên cán bộ")
        person.app.screen.query_one("#name-input", Input).value = "Bình"
        await person.press("ctrl+s")
        await person.sees("Đã có cán bộ “Bình”.")
        person.app.screen.query_one("#name-input", Input).value = "Ân"
        await person.press("ctrl+s")
        await person.sees("Đang giữ")
        await person.press("home", "t")
        await person.sees("trực bàn này: Ân")
        await person.press("down", "delete")
        await person.sees("Ghi Bình đã nghỉ?")
        await person.press("y")
        await person.sees("nghỉ từ 23/11/2026")
    assert [o.name for o in officers.officers(desk)] == ["Ân", "Bình"]


async def test_hours_when_changed_then_what_moves_is_counted_and_offered(sit_down, desk) -> None:
    with writing(desk) as uow:
        version = uow.catalogue.get(1)
        uow.catalogue.update(
            type(version)(code=version.code, name=version.name, limit=TimeLimit.parse("4 giờ"), id=1)
        )
        uow.commit()
    from motcua_tui.domain.dossier import Particulars

    told = Particulars(code="A-1", procedure_version=1, applicant="Bà Hòa")
    verbs.accept(desk, told, datetime.fromisoformat("2026-11-20T09:00"))
    async with sit_down() as person:
        await open_settings(person)
        await find(person, "gio lam viec")
        await person.press("enter")
        await person.sees("Mỗi dòng: thứ và các buổi")
        first = person.app.screen.query_one("#line-0-input", Input)
        first.value = "T2-T6"
        await person.press("ctrl+s")
        await person.sees("Không hiểu dòng giờ làm việc")
        first.value = "T2-T6 07:30-11:30,14:00-17:00"
        await person.press("tab")
        await person.sees("1 hồ sơ đang giải quyết sẽ có hạn khác đi")
        await person.press("ctrl+s")
        await person.sees("T6 20/11/2026 15:30")
    assert week_rules(reread(desk).office.sessions) == ("T2-T6 07:30-11:30,14:00-17:00",)
