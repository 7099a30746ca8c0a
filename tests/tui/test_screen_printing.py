"""Papers from the screens: which are offered, the preview, writing, many at once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from tests.nasty_texts import NASTY

from motcua_tui.domain.events import LetterIssued
from motcua_tui.services import browse, letters, opening
from motcua_tui.services.desk import Desk
from motcua_tui.tui.screens.printing import print_receipt

OVERDUE, NEAR = "000.00.64.H48-261110-0001", "000.00.64.H48-261119-0001"
SUBMITTED = "000.00.64.H48-261120-0001"


@pytest.fixture
def desk(desk: Desk, tmp_path: Path) -> Desk:
    """The small desk with a folder of papers."""
    return replace(desk, settings=replace(desk.settings, paper_folder=str(tmp_path / "giấy")))


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """What was opened with the system's program."""
    paths: list[Path] = []
    monkeypatch.setattr(opening, "opener", lambda: "open")
    monkeypatch.setattr(opening, "open_path", paths.append)
    return paths


async def on(person, code: str) -> None:
    await person.sees("QUÁ HẠN 4")
    person.app.screen.open_dossier(code)
    await person.sees("LỊCH SỬ")


def issued(desk: Desk, code: str) -> list[LetterIssued]:
    return [e.event.what for e in browse.find(desk, code).history if isinstance(e.event.what, LetterIssued)]


async def test_paper_when_chosen_then_shown_filled_in_and_written_where_it_says(
    sit_down, desk, opened
) -> None:
    async with sit_down(size=(100, 50)) as person:
        await on(person, NEAR)
        await person.press("f8")
        shown = await person.sees("In giấy gì của hồ sơ")
        assert shown.index("Sổ theo dõi hồ sơ") < shown.index("(hồ sơ")
        await person.press("enter")
        shown = await person.sees("Chủ hồ sơ: Lê Quang Ân")
        assert "▀" in shown
        assert not issued(desk, NEAR)
        await person.press("o")
        assert opened == []
        await person.press("f4")
        await person.sees("Quyển số")
        await person.types("12")
        await person.press("tab")
        await person.types("2026")
        await person.press("ctrl+s")
        await person.sees("Số: 12")
        await person.sees("Quyển số: 2026")
        await person.press("ctrl+s")
        await person.sees(f"Đã ghi receipt-{NEAR}.docx")
        path = letters.folder(desk) / f"receipt-{NEAR}.docx"
        assert path.exists()
        assert [letter.number for letter in issued(desk, NEAR)] == ["12"]
        await person.press("o")
        assert opened == [path]
        await person.press("escape")
        await person.sees("in Giấy tiếp nhận hồ sơ")


async def test_paper_when_there_is_no_cause_then_says_why(sit_down, desk) -> None:
    async with sit_down(size=(100, 50)) as person:
        await on(person, SUBMITTED)
        await person.press("f8")
        await person.sees("In giấy gì của hồ sơ")
        await person.press("up", "enter")
        await person.sees("Tiếp nhận hồ sơ trước")
        await person.press("f8")
        await person.sees("In giấy gì của hồ sơ")
        await person.press("escape")
        await person.sees("LỊCH SỬ")


async def test_paper_when_the_folder_cannot_be_made_then_told_and_nothing_is_recorded(sit_down, desk) -> None:
    letters.folder(desk).write_text("không phải thư mục")
    async with sit_down(size=(100, 50)) as person:
        await on(person, NEAR)
        await person.press("f8")
        await person.sees("In giấy gì của hồ sơ")
        await person.press("enter")
        await person.sees("Chủ hồ sơ")
        await person.press("ctrl+s")
        await person.sees("Không tạo được thư mục")
    assert not issued(desk, NEAR)


async def test_paper_without_fields_of_its_own_when_shown_then_nothing_can_be_filled_in(
    sit_down, desk
) -> None:
    async with sit_down(size=(140, 40), plain=True) as person:
        await on(person, NEAR)
        await person.press("f8")
        await person.sees("In giấy gì của hồ sơ")
        await person.press("down", "down", "enter")
        await person.sees("SỔ THEO DÕI HỒ SƠ")
        await person.press("f4")
        await person.sees("SỔ THEO DÕI HỒ SƠ")


async def test_plain_console_when_a_paper_is_shown_then_without_its_code_s_picture(sit_down, desk) -> None:
    async with sit_down(size=(100, 50), plain=True) as person:
        await on(person, NEAR)
        await person.press("f8")
        await person.sees("In giấy gì của hồ sơ")
        await person.press("enter")
        assert "▀" not in await person.sees("Chủ hồ sơ: Lê Quang Ân")


async def mark_all(person) -> None:
    await person.press("2")
    await person.sees("Đang giải quyết")
    await person.sees("QUÁ HẠN 4")
    await person.press("space", "space", "space", "space")
    await person.sees("đã chọn 4")


async def test_marked_dossiers_when_printed_then_one_file_each_and_the_rest_is_told(
    sit_down, desk, opened
) -> None:
    async with sit_down(size=(100, 50)) as person:
        await mark_all(person)
        await person.press("f8")
        await person.sees("In giấy gì cho 4 hồ sơ đã chọn?")
        await person.press("down", "enter")
        await person.sees("Đã ghi 1 giấy vào thư mục")
        shown = await person.sees("Không in được 3 hồ sơ:")
        assert f"{OVERDUE}: Hồ sơ chưa có yêu cầu bổ sung." in shown
        folder = letters.folder(desk) / "supplement-2026-11-23"
        assert len(list(folder.glob("*.docx"))) == 1
        await person.press("o")
        assert opened == [folder]
        await person.press("escape")
        await person.sees("đã chọn 4")


async def test_register_of_marked_dossiers_when_printed_then_one_file(sit_down, desk) -> None:
    async with sit_down(size=(100, 50)) as person:
        await mark_all(person)
        await person.press("f8")
        await person.sees("In giấy gì cho 4 hồ sơ đã chọn?")
        await person.press("up", "enter")
        await person.sees("Đã ghi 1 giấy vào thư mục")
        await person.press("o")
        await person.sees("Mở bằng tay")
    (path,) = (letters.folder(desk) / "register-2026-11-23").glob("*.docx")
    assert len(Document(str(path)).tables[-1].rows) == 1 + 4


async def test_printing_when_stopped_then_what_is_done_stays(
    sit_down, desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    issue = letters.issue
    async with sit_down(size=(100, 50)) as person:

        def stop_after_one(*args, **more):
            person.app.screen.action_stop_work()
            return issue(*args, **more)

        monkeypatch.setattr(letters, "issue", stop_after_one)
        await mark_all(person)
        await person.press("f8")
        await person.sees("In giấy gì cho 4 hồ sơ đã chọn?")
        await person.press("enter")
        await person.sees("Đã ghi 1 giấy vào thư mục")
        await person.sees("Đã dừng, còn 3 hồ sơ chưa in.")


async def test_printing_when_the_folder_cannot_be_made_then_told(sit_down, desk) -> None:
    letters.folder(desk).write_text("không phải thư mục")
    async with sit_down(size=(100, 50)) as person:
        await mark_all(person)
        await person.press("f8")
        await person.sees("In giấy gì cho 4 hồ sơ đã chọn?")
        await person.press("enter")
        await person.sees("Không tạo được thư mục")


async def test_receipt_when_printed_after_acceptance_then_told_where_it_is(sit_down, desk) -> None:
    async with sit_down(size=(100, 50)) as person:
        await on(person, NEAR)
        print_receipt(person.app.screen, NEAR)
        await person.sees(f"Đã ghi receipt-{NEAR}.docx")
        await person.sees("in Giấy tiếp nhận hồ sơ")
        print_receipt(person.app.screen, SUBMITTED)
        await person.sees("Chưa in được giấy hẹn.")


@pytest.mark.parametrize("text", [text for text in NASTY if text.strip()][:12])
async def test_filling_in_when_a_text_is_nasty_then_shown_as_written(sit_down, desk, text: str) -> None:
    from motcua_tui.domain.text import clean
    from motcua_tui.tui.widgets.inputs import TextInput

    async with sit_down(size=(100, 50)) as person:
        await on(person, NEAR)
        await person.press("f8")
        await person.sees("In giấy gì của hồ sơ")
        await person.press("enter")
        await person.sees("Chủ hồ sơ")
        await person.press("f4")
        await person.sees("Quyển số")
        person.app.screen.query_one("#number-input", TextInput).value = f"số {text}"
        await person.press("ctrl+s")
        await person.sees(f"Số: {clean(f'số {text}')}"[:20])
