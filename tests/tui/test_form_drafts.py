"""What is typed into a form and not saved is offered again."""

from __future__ import annotations

from typing import NoReturn

from textual.widgets import Input

from motcua_tui.errors import StorageError
from motcua_tui.services import browse, drafts
from motcua_tui.tui.screens.accept import AcceptScreen
from motcua_tui.tui.screens.drafting import DraftKeeper
from motcua_tui.tui.screens.form import FormScreen

NEW = "000.00.64.H48-261123-0001"
OVERDUE, DUE_TODAY = "000.00.64.H48-261110-0001", "000.00.64.H48-261116-0001"
OFFER = "Có bản nháp lúc 09:00 · F6 Dùng nháp · F7 Bỏ nháp"


async def open_form(person) -> None:
    await person.sees("QUÁ HẠN 4")
    await person.press("f2")
    await person.sees(NEW)


async def type_some(person) -> None:
    await person.types("gia han giay")
    await person.sees("▌ 1.013233")
    await person.press("enter")
    await person.sees("Hẹn trả  ")
    await person.types("Lê [/] An")


def form(person) -> FormScreen:
    assert isinstance(person.app.screen, FormScreen)
    return person.app.screen


async def test_form_when_left_untouched_then_closes_and_offers_nothing(sit_down) -> None:
    async with sit_down() as person:
        for _time in range(2):
            await open_form(person)
            assert "Có bản nháp" not in person.screen()
            await person.press("escape")
            await person.sees("CẦN LÀM NGAY")


async def test_form_when_left_then_its_draft_is_used_saved_and_gone(sit_down, desk) -> None:
    async with sit_down() as person:
        await open_form(person)
        await type_some(person)
        await person.press("escape")
        await person.sees("Đã giữ nháp; mở lại biểu này để nhập tiếp.")
        await open_form(person)
        await person.sees(OFFER)
        await person.sees("1.013233 Gia hạn giấy phép xây dựng · Lê [/] An")
        await person.press("f6")
        await person.sees("Hẹn trả  thứ Ba 01/12/2026")
        assert person.app.screen.query_one("#applicant-input", Input).value == "Lê [/] An"
        assert "Có bản nháp" not in person.screen()
        await person.press("ctrl+s")
        await person.sees("Đã tiếp nhận")
        await person.pilot.pause()
        await open_form_again(person)
        assert "Có bản nháp" not in person.screen()
    assert browse.find(desk, NEW).dossier.particulars.applicant == "Lê [/] An"


async def open_form_again(person) -> None:
    await person.app.workers.wait_for_complete()
    await person.press("f2")
    await person.sees("-0002")
    await person.app.workers.wait_for_complete()
    await person.pilot.pause()


async def test_form_when_the_program_dies_then_what_was_kept_meanwhile_is_offered(sit_down, desk) -> None:
    async with sit_down() as person:
        await open_form(person)
        await type_some(person)
        form(person).keep_draft()
        await person.sees("đã giữ nháp 09:00")
        await person.types(" Bình")
        form(person).keep_draft()
        await person.app.workers.wait_for_complete()
    draft = drafts.offered(desk, "AcceptScreen")
    assert draft is not None
    assert draft.content["applicant"] == "Lê [/] An Bình"


async def test_form_when_its_draft_is_not_used_then_it_stays_beside_the_new_one(sit_down, desk) -> None:
    first = drafts.keep(desk, "AcceptScreen", "", {"applicant": "Cũ"}, None)
    async with sit_down() as person:
        await open_form(person)
        await person.sees(OFFER)
        await type_some(person)
        form(person).keep_draft()
        await person.sees("đã giữ nháp")
        await person.press("ctrl+s")
        await person.sees("Đã tiếp nhận")
        await person.app.workers.wait_for_complete()
    draft = drafts.offered(desk, "AcceptScreen")
    assert draft is not None
    assert draft.id == first


async def test_draft_when_thrown_away_then_asks_first_and_offers_the_one_before(sit_down, desk) -> None:
    drafts.keep(desk, "AcceptScreen", "", {"applicant": "Cũ"}, None)
    drafts.keep(desk, "AcceptScreen", "", {"applicant": "Mới"}, None)
    async with sit_down() as person:
        await open_form(person)
        await person.sees("Mới")
        await person.press("f7")
        await person.sees("Xóa bản nháp này?")
        await person.press("enter")
        await person.sees("Mới")
        await person.press("f7")
        await person.sees("Xóa bản nháp này?")
        await person.press("y")
        await person.sees("Cũ")
        await type_some(person)
        await person.press("f7")
        await person.sees("Bỏ những gì vừa nhập, kể cả bản nháp?")
        await person.press("y")
        await person.sees("CẦN LÀM NGAY")
        await person.app.workers.wait_for_complete()
        assert not isinstance(person.app.screen, AcceptScreen)
    draft = drafts.offered(desk, "AcceptScreen")
    assert draft is not None
    assert draft.content == {"applicant": "Cũ"}


async def ask_supplement(person, code: str) -> None:
    await person.sees("VIỆC TIẾP THEO")
    person.app.screen.open_dossier(code)
    await person.sees("LỊCH SỬ")
    await person.press("f6")
    await person.sees("Sau khi lưu")


async def test_draft_of_a_verb_when_offered_then_only_for_its_dossier(sit_down, desk) -> None:
    async with sit_down() as person:
        await ask_supplement(person, OVERDUE)
        await person.types("Bản vẽ")
        await person.press("escape", "escape")
        await ask_supplement(person, DUE_TODAY)
        await person.app.workers.wait_for_complete()
        await person.pilot.pause()
        assert "Có bản nháp" not in person.screen()
        await person.press("escape", "escape")
        await ask_supplement(person, OVERDUE)
        await person.sees(OFFER)
        await person.press("f6")
        await person.sees("Cần bổ sung     Bản vẽ")
    assert drafts.offered(desk, "SupplementScreen", OVERDUE) is not None


async def test_draft_when_it_cannot_be_kept_then_says_so_and_typing_goes_on(
    sit_down, desk, monkeypatch
) -> None:
    async with sit_down() as person:
        await open_form(person)

        def gone() -> NoReturn:
            raise StorageError("Không mở được cơ sở dữ liệu.")

        monkeypatch.setattr(desk.database, "writing", gone)
        await type_some(person)
        form(person).keep_draft()
        await person.sees("chưa giữ được nháp: Không mở được cơ sở dữ liệu.")
        assert person.app.screen.query_one("#applicant-input", Input).value == "Lê [/] An"


def test_keeper_when_the_form_was_saved_meanwhile_then_a_late_writer_leaves_nothing(
    desk, monkeypatch
) -> None:
    keeper = DraftKeeper(desk, "AcceptScreen", "")
    turn = keeper.turn
    keeper.keep({"applicant": "A"}, turn)
    draft = keeper.release()
    assert draft is not None
    keeper.drop(draft)
    keeper.keep({"applicant": "quá muộn"}, turn)
    assert drafts.offered(desk, "AcceptScreen") is None

    store = drafts.keep

    def saved_while_storing(*arguments):
        number = store(*arguments)
        keeper.release()
        return number

    monkeypatch.setattr(drafts, "keep", saved_while_storing)
    keeper.keep({"applicant": "đang ghi"}, keeper.turn)
    assert drafts.offered(desk, "AcceptScreen") is None
