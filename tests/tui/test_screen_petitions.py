from __future__ import annotations

from datetime import date, datetime

from tests.nasty_texts import NASTY
from tests.tui.conftest import NEAR
from textual.widgets import Input

from motcua_tui.domain.petitions import Petition
from motcua_tui.domain.text import clean
from motcua_tui.services import petitions, verbs
from motcua_tui.services.desk import Desk


def told(desk: Desk, received_on: date, sender: str = "Bà Hòa", content: str = "Chưa rõ phí") -> Petition:
    by = petitions.answer_by(desk, received_on)
    return petitions.add(
        desk, Petition(received_on=received_on, sender=sender, content=content, answer_by=by)
    )


async def put(person, name: str, text: str) -> None:
    person.app.screen.query_one(f"#{name}-input", Input).value = text
    await person.pilot.pause()


async def test_petition_when_written_answered_and_put_right_then_the_book_has_it(sit_down, desk) -> None:
    verbs.hand_over(desk, NEAR, datetime(2026, 11, 20, 9), "P. Xây dựng")
    async with sit_down() as person:
        await person.sees("QUÁ HẠN 4")
        await person.press("ctrl+b")
        await person.sees("Sổ còn trống. n ghi một phản ánh.")
        await person.press("n")
        await person.sees("Phản ánh mới")
        await person.press("ctrl+s")
        await person.sees("Phản ánh cần có người gửi và nội dung.")
        await put(person, "sender", "Bà Hòa")
        await put(person, "content", "Chưa rõ mức phí")
        person.app.screen.query_one("#department-input", Input).focus()
        await person.types("xay")
        await person.sees("▌ P. Xây dựng")
        await person.press("enter", "ctrl+s")
        # 15 working days after 23/11/2026, with 24/11 off.
        await person.sees("chờ trả lời, còn 15")
        await person.press("f5")
        await person.sees("Bà Hòa: Chưa rõ mức phí")
        await person.press("ctrl+s")
        await person.sees("Chưa ghi nội dung trả lời.")
        await put(person, "answer", "Đã giải thích")
        await person.press("ctrl+s")
        await person.sees("trả lời trước hạn")
        await person.press("e")
        await person.sees("Sửa phản ánh số 1")
        await put(person, "sender", "Ông Hòa")
        await person.press("ctrl+s")
        await person.sees("Ông Hòa")
        await person.press("enter")
        await person.sees("người gửi: Bà Hòa → Ông Hòa · Mai")
        await person.press("escape", "escape")
        await person.sees("CẦN LÀM NGAY")
    kept = petitions.petition(desk, 1)
    assert (kept.answer, kept.department) == ("Đã giải thích", "P. Xây dựng")


async def test_book_when_searched_and_narrowed_then_only_those(sit_down, desk) -> None:
    told(desk, date(2026, 10, 1))
    told(desk, date(2026, 11, 20), sender="Công ty Đại Phát")
    petitions.answer(desk, 2, date(2026, 11, 23), "Xong")
    async with sit_down(size=(140, 40)) as person:
        await person.sees("QUÁ HẠN 4")
        await person.press("ctrl+b")
        await person.sees("1 chưa trả lời, 1 quá hạn")
        await person.press("v")
        await person.sees("1 / 2 phản ánh")
        await person.press("v", "slash")
        await person.types("dai phat")
        shown = await person.sees("1 / 2 phản ánh")
        assert "Công ty Đại Phát" in shown


async def test_book_when_texts_are_nasty_then_shows_them_plainly(sit_down, desk) -> None:
    usable = [text for text in NASTY if clean(text)]
    for text in usable:
        told(desk, date(2026, 11, 20), sender=text, content=text)
    async with sit_down(size=(140, 40)) as person:
        await person.sees("QUÁ HẠN 4")
        await person.press("ctrl+b")
        await person.sees(f"{len(usable)} / {len(usable)} phản ánh")
        for _text in usable:
            await person.press("down")
        await person.sees("Phản ánh số 1")
