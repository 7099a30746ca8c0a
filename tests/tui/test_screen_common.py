"""What all screens share: help, palette, errors, a crash, the first start, and texts that break programs."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from tests.nasty_texts import NASTY
from textual.widgets import Input

from motcua_tui.bootstrap import open_desk
from motcua_tui.domain.dossier import Particulars
from motcua_tui.domain.text import clean
from motcua_tui.errors import StorageError
from motcua_tui.services import verbs
from motcua_tui.services.desk import Desk
from motcua_tui.tui.actions import actions_for
from motcua_tui.tui.app import MotcuaApp
from motcua_tui.tui.screens.first_run import FirstRunApp
from motcua_tui.tui.screens.help import HelpScreen
from motcua_tui.tui.screens.palette import Palette
from motcua_tui.tui.themes import LIGHT
from motcua_tui.tui.widgets.choices import Picker
from motcua_tui.tui.widgets.dialog import Notice


async def test_help_when_asked_for_then_lists_every_key_of_the_screen_and_closes(sit_down) -> None:
    async with sit_down(size=(140, 80)) as person:
        await person.press("2")
        await person.sees("4 hồ sơ")
        await person.press("f1")
        shown = await person.sees("DANH SÁCH VÀ BẢNG")
        for action in actions_for("app", "dossiers", "search", "table"):
            assert action.help in shown
        await person.press("question_mark")
        await person.sees("4 hồ sơ")
        assert not isinstance(person.app.screen, HelpScreen)


async def test_palette_when_typed_without_accents_then_finds_and_runs_the_command(sit_down) -> None:
    async with sit_down() as person:
        await person.sees("QUÁ HẠN 4")
        await person.press("ctrl+p", "ctrl+p")
        await person.types("tiep nhan")
        await person.sees("▌ Tiếp nhận")
        await person.press("enter")
        await person.sees("Tiếp nhận hồ sơ")
        await person.press("escape")
        await person.sees("CẦN LÀM NGAY")


async def test_palette_when_the_theme_is_changed_then_is_light_and_when_left_then_nothing_runs(
    sit_down,
) -> None:
    async with sit_down() as person:
        await person.sees("QUÁ HẠN 4")
        await person.press("ctrl+p")
        await person.types("doi mau nen")
        await person.sees("▌ Đổi màu nền")
        await person.press("enter")
        await person.sees(lambda _shown: person.app.theme == LIGHT.name)
        await person.press("ctrl+p", "escape")
        await person.sees("CẦN LÀM NGAY")
        assert not isinstance(person.app.screen, Palette)


async def test_palette_when_opened_on_a_tab_then_it_has_every_action_of_its_screen(sit_down) -> None:
    async with sit_down() as person:
        await person.sees("QUÁ HẠN 4")
        for tab in "12345":
            await person.press(tab)
            await person.pilot.pause()
            screen = person.app.screen
            titles = {command.title for command in person.app.get_system_commands(screen)}
            wanted = {action.title for action in actions_for(*screen.places, "app")}
            assert wanted - titles == {"Lệnh"}
        await person.press("ctrl+p")
        await person.types("phan anh kien nghi")
        await person.sees("▌ Phản ánh, kiến nghị")


async def test_tab_when_its_key_is_pressed_over_a_list_behind_a_figure_then_goes_back_to_its_start(
    sit_down,
) -> None:
    async with sit_down() as person:
        await person.sees("QUÁ HẠN 4")
        await person.press("enter")
        await person.sees("1 hồ sơ")
        await person.press("1")
        await person.sees("CẦN LÀM NGAY")


async def test_tab_when_clicked_then_is_shown(sit_down) -> None:
    async with sit_down() as person:
        await person.sees("QUÁ HẠN 4")
        await person.pilot.click("TitleLine", offset=(14, 0))
        await person.sees("Tìm:")


async def test_writing_side_when_one_only_looks_then_is_not_loaded_and_when_a_form_opens_then_once(
    sit_down, monkeypatch
) -> None:
    loaded = []
    monkeypatch.setattr(Desk, "warm_up", lambda desk: loaded.append(desk))
    async with sit_down() as person:
        for tab in "2345":
            await person.press(tab)
        await person.press("2")
        await person.sees("4 hồ sơ")
        await person.press("v")
        await person.sees("Bộ lọc")
        await person.press("escape")
        await person.sees("4 hồ sơ")
        assert not loaded
        await person.press("f2")
        await person.sees(lambda _shown: bool(loaded))
        await person.press("escape")
        await person.sees("4 hồ sơ")
        await person.press("f2")
        await person.sees("Tiếp nhận hồ sơ")
        await person.pilot.pause()
        assert loaded == [person.app.desk]


async def test_reading_when_it_fails_then_one_dialog_says_so(sit_down, monkeypatch) -> None:
    def fails(*_arguments: object) -> None:
        raise StorageError("Cơ sở dữ liệu bị hỏng.", "Khôi phục bản sao lưu [/] gần nhất.")

    monkeypatch.setattr("motcua_tui.tui.screens.today.morning", fails)
    async with sit_down() as person:
        shown = await person.sees("Cơ sở dữ liệu bị hỏng.")
        assert "Khôi phục bản sao lưu [/] gần nhất." in shown
        person.app.screen_stack[0].load()
        await person.app.workers.wait_for_complete()
        await person.pilot.pause()
        assert sum(isinstance(screen, Notice) for screen in person.app.screen_stack) == 1


async def test_app_when_it_crashes_then_prints_no_variables_and_keeps_the_error(
    desk, monkeypatch, capsys
) -> None:
    def crashes(*_arguments: object) -> None:
        applicant = "Nguyễn Thị Bí Mật"
        raise ValueError(applicant)

    monkeypatch.setattr("motcua_tui.tui.screens.today.morning", crashes)
    app = MotcuaApp(desk)
    with pytest.raises(Exception, match="Bí Mật"):  # noqa: PT012
        async with app.run_test() as pilot:
            await app.workers.wait_for_complete()
            await pilot.pause()
    assert isinstance(app.crash, ValueError)
    app._print_error_renderables()
    assert "Bí Mật" not in capsys.readouterr().err


async def test_first_run_when_filled_in_then_makes_the_desk(tmp_path: Path) -> None:
    path = tmp_path / "new" / "motcua.db"
    app = FirstRunApp(path, lambda: datetime(2026, 11, 23, 9))
    async with app.run_test() as pilot:
        await pilot.pause()
        app.screen.query_one("#agency-input", Input).value = "Sở [/] Xây dựng"
        app.screen.query_one("#hours-input", Input).value = "7h-"
        await pilot.press("ctrl+s")
        assert app.return_value is None
        app.screen.query_one("#hours-input", Input).value = "07:00-11:30,13:30-17:00"
        app.screen.query_one("#desk-input", Input).value = " "
        await pilot.press("ctrl+s")
        assert app.return_value is None
        app.screen.query_one("#desk-input", Input).value = "Một cửa"
        await pilot.press("ctrl+s")
        await app.workers.wait_for_complete()
        await pilot.pause()
    assert app.return_value is True
    desk = open_desk(str(path), "2026-11-23")
    assert (desk.settings.agency, desk.settings.desk) == ("Sở [/] Xây dựng", "Một cửa")
    assert desk.settings.zone == "Asia/Ho_Chi_Minh"
    desk.database.close()


async def test_first_run_when_left_then_makes_nothing(tmp_path: Path) -> None:
    app = FirstRunApp(tmp_path / "motcua.db", lambda: datetime(2026, 11, 23, 9))
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
    assert app.return_value is False
    assert not (tmp_path / "motcua.db").exists()


async def test_every_screen_when_names_are_nasty_then_shows_them_as_they_are_written(sit_down, desk) -> None:
    named = [name for text in NASTY if (name := clean(text.encode(errors="ignore").decode()))]
    for number, name in enumerate(named):
        particulars = Particulars(
            code=f"[/]{number}", procedure_version=1, applicant=name, address=name, phone=name, note=name
        )
        verbs.accept(desk, particulars, datetime(2026, 11, 9, 9))
    async with sit_down(size=(140, 40)) as person:
        await person.sees("[/]0")
        await person.press("2")
        await person.sees(f"{len(named) + 4} hồ sơ")
        for number, name in enumerate(named):
            shown = await person.sees(lambda shown, number=number: f"│ [/]{number}\n" in shown)
            assert all(strip.cell_length == 140 for strip in person.strips())
            assert name[:20].split(" ")[0] in shown or not name.isascii()
            if number in (0, 1, 5):
                await person.press("enter")
                await person.sees("LỊCH SỬ")
                await person.press("f5")
                await person.sees("✗ trễ")
                await person.press("escape", "escape")
                await person.sees("Tìm:")
            await person.press("down")


async def test_search_fields_when_a_nasty_text_is_typed_then_take_it(sit_down) -> None:
    async with sit_down() as person:
        await person.press("2")
        await person.sees("4 hồ sơ")
        await person.press("slash")
        field = person.app.screen.query_one("#search", Input)
        for text in NASTY:
            field.value = text.encode(errors="ignore").decode()
            await person.pilot.pause()
        field.value = "[/] qq"
        await person.sees("Không có hồ sơ nào khớp.")
        await person.press("f2")
        await person.sees("Tiếp nhận hồ sơ")
        picker = person.app.screen.query_one(Picker)
        for text in NASTY:
            picker.query_one(Input).value = text.encode(errors="ignore").decode()
            await person.pilot.pause()
