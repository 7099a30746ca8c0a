"""The form that takes dossiers in, beside the plain way that test_screen_forms.py goes."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from tests.services.desks import writing
from textual.widgets import Input

from motcua_tui.bootstrap import desk_of
from motcua_tui.domain.dossier import Paper, Particulars
from motcua_tui.services import browse, verbs
from motcua_tui.services.office import change_settings
from motcua_tui.tui.screens.accept import AcceptScreen
from motcua_tui.tui.widgets.checks import Checks

NEW, NEXT = "000.00.64.H48-261123-0001", "000.00.64.H48-261123-0002"
HOA = Particulars(
    code="K-1",
    procedure_version=2,
    applicant="Nguyễn Thị Hòa",
    applicant_id="001089001234",
    phone="0912345678",
    address="12 Trần Phú",
)
AT = datetime(2026, 11, 20, 9)


async def open_form(person) -> None:
    await person.sees("QUÁ HẠN 4")
    await person.press("f2")
    await person.sees(NEW)


async def pick(person, typed: str = "gia han giay", match: str = "1.013233") -> None:
    await person.types(typed)
    await person.sees(f"▌ {match}")
    await person.press("enter")
    await person.sees("Hẹn trả  ")


def held(person, name: str) -> str:
    return person.app.screen.query_one(f"#{name}-input", Input).value


async def put(person, name: str, text: str) -> None:
    person.app.screen.query_one(f"#{name}-input", Input).value = text
    await person.pilot.pause()


def stored(desk, code: str = NEW) -> Particulars:
    return browse.find(desk, code).dossier.particulars


async def test_accept_when_the_number_is_whole_then_enter_takes_who_is_known(sit_down, desk) -> None:
    verbs.accept(desk, HOA, AT)
    async with sit_down() as person:
        await open_form(person)
        await pick(person)
        await person.press("tab")
        await person.types("001089001234")
        await person.sees("▌ Nguyễn Thị Hòa · 001089001234 · 0912345678")
        await person.sees("đã có 1 hồ sơ")
        await person.press("enter")
        await person.sees("0912345678")
        assert held(person, "applicant") == "Nguyễn Thị Hòa"
        await person.press("ctrl+s")
        await person.sees("Đã tiếp nhận")
    found = stored(desk)
    assert found == replace(HOA, code=NEW, procedure_version=1)


async def test_accept_when_a_name_is_typed_then_enter_keeps_it_and_only_an_arrow_takes_the_known(
    sit_down, desk
) -> None:
    verbs.accept(desk, HOA, AT)
    async with sit_down() as person:
        await open_form(person)
        await pick(person)
        await person.types("Hòa")
        await person.sees("  Nguyễn Thị Hòa · 001089001234")
        await person.press("enter")
        await person.sees_no_more("Nguyễn Thị Hòa")
        assert (held(person, "applicant"), held(person, "applicant-id")) == ("Hòa", "")
        await person.press("shift+tab")
        await person.press("end", "a", "backspace")
        await person.sees("  Nguyễn Thị Hòa · 001089001234")
        await person.press("down", "enter")
        await person.pilot.pause()
        assert (held(person, "applicant"), held(person, "address")) == ("Nguyễn Thị Hòa", "12 Trần Phú")


async def test_accept_when_the_same_is_open_already_then_warns_with_its_code_and_stores_all_the_same(
    sit_down, desk
) -> None:
    verbs.accept(desk, replace(HOA, procedure_version=1), AT)
    async with sit_down() as person:
        await open_form(person)
        await pick(person)
        await person.types("Hòa")
        await put(person, "phone", "0912 345 678")
        await person.sees("Người này đang có hồ sơ K-1 cùng thủ tục, hạn 30/11/2026.")
        await person.press("ctrl+s")
        await person.sees("Đã tiếp nhận")
    assert stored(desk).phone == "0912345678"


async def test_enter_when_the_procedure_brings_papers_into_view_then_goes_to_the_applicant(
    sit_down, desk
) -> None:
    with writing(desk) as uow:
        uow.catalogue.update(replace(uow.catalogue.get(1), papers=(Paper("Đơn"),)))
        uow.commit()
    async with sit_down() as person:
        await open_form(person)
        await pick(person)
        await person.types("An")
        assert held(person, "applicant") == "An"


async def test_accept_when_everything_is_filled_in_then_everything_is_stored(sit_down, desk) -> None:
    with writing(desk) as uow:
        version = replace(uow.catalogue.get(1), papers=(Paper("Đơn"), Paper("Bản vẽ", 2, 1)), fee=150_000)
        uow.catalogue.update(version)
        uow.commit()
    texts = {
        "applicant": "Cty Đại Phát",
        "applicant-id": "0100109106",
        "phone": "0900000001",
        "address": "1 Lê Lợi",
        "email": "dp@example.vn",
        "submitter": "Lê An",
        "submitter-id": "001080000001",
        "submitter-phone": "0900000002",
        "more-papers": "Hợp đồng x1+2",
        "sets": "2",
        "fee-receipt": "BL 7",
        "collector": "Mai",
        "receipt": "2/15",
        "note": "gấp",
    }
    async with sit_down() as person:
        await open_form(person)
        await pick(person)
        await person.sees("[x] Đơn  [x] Bản vẽ (2 chính, 1 sao)")
        assert held(person, "fee") == "150.000"
        for name, text in texts.items():
            await put(person, name, text)
        person.app.screen.query_one("#papers-checks", Checks).focus()
        await person.press("right", "space")
        person.app.screen.query_one("#flags-checks", Checks).focus()
        await person.press("space", "right", "right", "space")
        await person.sees("[x] giấy tờ đã số hóa")
        await put(person, "fee", "200.000 đ")
        await person.press("ctrl+s")
        await person.sees("Đã tiếp nhận")
    assert stored(desk) == Particulars(
        code=NEW,
        procedure_version=1,
        applicant="Cty Đại Phát",
        applicant_id="0100109106",
        phone="0900000001",
        email="dp@example.vn",
        address="1 Lê Lợi",
        submitter="Lê An",
        submitter_id="001080000001",
        submitter_phone="0900000002",
        filed_by_officer=True,
        sets=2,
        papers=(Paper("Đơn"), Paper("Bản vẽ", 2, 1, received=False), Paper("Hợp đồng", 1, 2)),
        fee=200_000,
        fee_receipt="BL 7",
        fee_collector="Mai",
        papers_digitised=True,
        receipt_number="2/15",
        note="gấp",
    )


@pytest.mark.parametrize(
    ("field", "text", "error"),
    [
        ("sets", "hai", "Gõ một số nguyên."),
        ("sets", "0", "Có ít nhất một bộ hồ sơ."),
        ("fee", "miễn", "Gõ một số nguyên."),
    ],
)
async def test_accept_when_a_number_is_none_then_says_so(sit_down, field, text, error) -> None:
    async with sit_down() as person:
        await open_form(person)
        await pick(person)
        await person.types("Lê An")
        await put(person, field, text)
        await person.press("ctrl+s")
        await person.sees(error)
        assert isinstance(person.app.screen, AcceptScreen)


async def test_accept_when_the_due_date_is_by_hand_then_it_needs_a_reason(sit_down, desk) -> None:
    async with sit_down() as person:
        await open_form(person)
        await pick(person)
        await person.types("Lê An")
        screen = person.app.screen
        screen.manual_due.text = "30/2"
        await person.pilot.pause()
        await person.press("ctrl+s")
        await person.sees("Chưa hiểu ngày này.")
        screen.manual_due.text = "31/12"
        await person.pilot.pause()
        await person.press("ctrl+s")
        await person.sees("Ghi lý do của ngày hẹn trả nhập tay.")
        await person.types("theo kỳ sát hạch")
        await person.press("ctrl+s")
        await person.sees("hẹn trả thứ Năm 31/12/2026")
    assert str(browse.find(desk, NEW).dossier.standing.receipt_due) == "2026-12-31"


async def test_accept_when_the_codes_come_from_elsewhere_then_none_is_foretold_and_a_scanner_saves_nothing(
    sit_down, desk
) -> None:
    change_settings(desk, {"own_codes": "0"})
    async with sit_down() as person:
        person.app.adopt(desk_of(desk.database, "2026-11-23"))
        await person.sees("QUÁ HẠN 4")
        await person.press("f2")
        shown = await person.sees("Chọn thủ tục")
        assert "dự kiến" not in shown
        await pick(person)
        await person.types("Lê An")
        await person.press("ctrl+s")
        await person.sees("Nhập hoặc quét mã hồ sơ.")
        await person.types("000.00.64.H48-261123-0042")
        await person.press("enter")
        await person.pilot.pause()
        assert isinstance(person.app.screen, AcceptScreen)
        await person.press("ctrl+s")
        await person.sees("Đã tiếp nhận 000.00.64.H48-261123-0042")


async def test_copy_last_when_there_is_one_then_all_but_its_code_is_filled_in(sit_down, desk) -> None:
    verbs.accept(desk, replace(HOA, procedure_version=1, receipt_number="2/15"), AT)
    async with sit_down() as person:
        await open_form(person)
        await person.press("f4")
        await person.sees("1.013233 Gia hạn giấy phép xây dựng")
        await person.sees("Nguyễn Thị Hòa")
        assert (held(person, "code"), held(person, "receipt")) == ("", "")
        await put(person, "applicant", "Khác")
        await person.press("f4")
        await person.sees("Thay những gì vừa nhập bằng hồ sơ trước?")
        await person.press("y")
        await person.sees("Nguyễn Thị Hòa")


async def test_save_same_when_saved_then_the_next_has_the_person_and_the_receipt(sit_down, desk) -> None:
    async with sit_down() as person:
        await open_form(person)
        await pick(person)
        await person.types("Lê An")
        await put(person, "phone", "0900000009")
        await person.press("f9")
        shown = await person.sees(NEXT)
        assert "1.013233" not in shown
        assert (held(person, "applicant"), held(person, "receipt")) == ("Lê An", NEW)
        await pick(person, "1.008991", "1.008991")
        await person.press("ctrl+s")
        await person.sees(f"Đã tiếp nhận {NEXT}")
    assert stored(desk, NEXT).receipt == stored(desk).receipt == NEW
    assert stored(desk, NEXT).phone == "0900000009"


async def test_save_print_when_saved_then_the_receipt_is_in_the_folder_of_papers(
    sit_down, desk, tmp_path
) -> None:
    change_settings(desk, {"paper_folder": str(tmp_path / "giấy tờ")})
    async with sit_down() as person:
        person.app.adopt(desk_of(desk.database, "2026-11-23"))
        await open_form(person)
        await pick(person)
        await person.types("Lê An")
        await person.press("f8")
        await person.sees("Đã ghi ")
    assert [path.suffix for path in (tmp_path / "giấy tờ").iterdir()] == [".docx"]


async def test_accept_when_the_catalogue_is_empty_or_there_is_nothing_to_copy_then_says_so(
    sit_down, desk
) -> None:
    with writing(desk) as uow:
        for version in uow.catalogue.versions():
            uow.catalogue.end(version.id, datetime(2026, 1, 1).date())
        uow.commit()
    other = change_settings(desk, {"officer": "Lan"})
    assert other.officer == "Lan"
    async with sit_down() as person:
        person.app.adopt(desk_of(desk.database, "2026-11-23"))
        await open_form(person)
        await person.sees("Chưa có thủ tục nào có hiệu lực.")
        await person.press("f4")
        await person.sees("Chưa có hồ sơ nào để điền theo.")
