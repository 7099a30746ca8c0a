from __future__ import annotations

import pytest
from tests.services.desks import writing
from textual.widgets import Input
from textual.widgets._toast import Toast

from motcua_tui.domain.catalogue import ProcedureVersion
from motcua_tui.domain.codes import Channel, Outcome, State
from motcua_tui.domain.limits import TimeLimit
from motcua_tui.services import browse
from motcua_tui.tui.screens.accept import AcceptScreen
from motcua_tui.tui.screens.result import ResultScreen
from motcua_tui.tui.widgets.choices import Choice
from motcua_tui.tui.widgets.inputs import DateInput

NEW = "000.00.64.H48-261123-0001"
OVERDUE, NEAR = "000.00.64.H48-261110-0001", "000.00.64.H48-261119-0001"


async def open_form(person) -> None:
    await person.sees("QUÁ HẠN 4")
    await person.press("f2")
    await person.sees(NEW)


async def pick(person, typed: str, match: str) -> None:
    await person.types(typed)
    await person.sees(f"▌ {match}")
    await person.press("enter")


async def put(person, name: str, text: str) -> None:
    person.app.screen.query_one(f"#{name}-input", Input).value = text
    await person.pilot.pause()


async def test_accept_when_filled_in_then_shows_the_due_date_and_stores_the_dossier(sit_down, desk) -> None:
    async with sit_down() as person:
        await open_form(person)
        await pick(person, "gia han giay", "1.013233 Gia hạn giấy phép xây dựng")
        shown = await person.sees("Hẹn trả  thứ Ba 01/12/2026  ·  5 ngày làm việc")
        assert "không tính 24/11 (" in shown
        assert "28–29/11 (Cuối tuần)" in shown
        await person.types("Nguyễn Thị Hòa")
        await person.press("ctrl+s")
        await person.sees("hẹn trả")
        assert not isinstance(person.app.screen, AcceptScreen)
        assert person.app.screen.query(Toast)
        await person.sees("ĐANG GIẢI QUYẾT  5")
    page = browse.find(desk, NEW)
    assert page.dossier.particulars.applicant == "Nguyễn Thị Hòa"
    assert page.dossier.particulars.channel is Channel.DIRECT
    assert str(page.dossier.standing.lawful_due) == "2026-12-01"
    assert str(page.dossier.standing.accepted_at) == "2026-11-23 09:00:00"


async def test_accept_when_the_name_is_longer_than_its_field_then_its_end_is_seen(sit_down) -> None:
    async with sit_down() as person:
        await open_form(person)
        await put(person, "applicant", "Công ty " * 60 + "Đại Phát")
        person.app.screen.query_one("#applicant-input").focus()
        await person.sees("Công ty Đại Phát")


async def test_accept_when_the_last_day_is_off_then_the_working_day_after_it_is_not_skipped(
    sit_down, desk
) -> None:
    with writing(desk) as uow:
        limit = TimeLimit.parse("20 ngày")
        uow.catalogue.add(ProcedureVersion(code="1.013236", name="Cấp phép", field="Xây dựng", limit=limit))
        uow.commit()
    async with sit_down() as person:
        await open_form(person)
        await pick(person, "1.013236", "1.013236 Cấp phép")
        shown = await person.sees("Hẹn trả  thứ Hai 14/12/2026  ·  20 ngày")
        assert "không tính" not in shown


async def test_accept_when_date_and_channel_change_then_due_date_and_code_follow(sit_down) -> None:
    async with sit_down() as person:
        await open_form(person)
        await pick(person, "1.008991", "1.008991 Gia hạn chứng chỉ")
        await person.sees("Hẹn trả  thứ Hai 30/11/2026  ·  4 ngày làm việc")
        person.app.screen.query_one(DateInput).text = "20/11 15h"
        await person.sees("thứ Sáu 20/11/2026 15:00")
        shown = await person.sees("000.00.64.H48-261120-0002")
        assert "Hẹn trả  thứ Sáu 27/11/2026" in shown
        person.app.screen.query_one(Choice).focus()
        await person.press("left")
        await person.sees("(•) trực tuyến toàn trình")
        await person.sees("Hẹn trả  thứ Sáu 27/11/2026")


@pytest.mark.parametrize(
    ("field", "text", "error"),
    [
        ("procedure", None, "Chọn một thủ tục trong danh sách."),
        ("applicant", "  ", "Nhập tên tổ chức, cá nhân nộp hồ sơ."),
        ("moment", "32/13", "Nhập ngày giờ nhận hồ sơ"),
        ("moment", "mai", "Lúc nhận không thể ở tương lai."),
        ("code", OVERDUE, "Hồ sơ này đã được tiếp nhận."),
    ],
)
async def test_accept_when_a_field_is_wrong_then_says_so_beside_it_and_keeps_the_rest(
    sit_down, field, text, error
) -> None:
    async with sit_down() as person:
        await open_form(person)
        if field != "procedure":
            await pick(person, "gia han giay", "1.013233")
        await put(person, "applicant", "Lê [/] Ân")
        if field == "moment":
            person.app.screen.query_one(DateInput).text = text
            await person.pilot.pause()
        elif text is not None:
            await put(person, field, text)
        await person.press("ctrl+s")
        await person.sees(error)
        assert isinstance(person.app.screen, AcceptScreen)
        if field != "applicant":
            assert person.app.screen.query_one("#applicant-input", Input).value == "Lê [/] Ân"


async def test_accept_when_saved_for_another_then_keeps_the_procedure_only(sit_down, desk) -> None:
    async with sit_down() as person:
        await open_form(person)
        await pick(person, "gia han giay", "1.013233")
        await person.types("Lê An")
        await put(person, "phone", "0900 000 001")
        await person.press("ctrl+t")
        shown = await person.sees("261123-0002")
        assert "1.013233 Gia hạn giấy phép xây dựng" in shown
        assert "0900 000 001" not in shown
        await person.types("Phan Bá")
        await person.press("ctrl+s")
        await person.sees("ĐANG GIẢI QUYẾT  6")
    assert browse.find(desk, "000.00.64.H48-261123-0002").dossier.particulars.applicant == "Phan Bá"


async def test_result_when_late_then_says_so_and_stores_the_cause(sit_down, desk) -> None:
    async with sit_down() as person:
        await person.sees("QUÁ HẠN 4")
        await person.press("f5")
        shown = await person.sees("✗ trễ 4")
        assert "Võ Thanh Nam" in shown
        await put(person, "number", "QĐ-12")
        await put(person, "cause", "Cơ quan phối hợp chậm")
        await person.press("ctrl+s")
        await person.sees("ĐANG GIẢI QUYẾT  3")
    standing = browse.find(desk, OVERDUE).dossier.standing
    assert (standing.state, standing.outcome) == (State.RESULT_READY, Outcome.GRANTED)
    assert (standing.result_number, standing.late_cause) == ("QĐ-12", "Cơ quan phối hợp chậm")


async def test_result_when_early_then_needs_no_cause_and_refusing_needs_a_reason(sit_down, desk) -> None:
    async with sit_down() as person:
        await person.press("2")
        await person.sees("4 hồ sơ")
        await person.press("down", "down", "f5")
        shown = await person.sees("✓ trước hạn 2")
        assert "Nguyên nhân trễ" not in shown
        await person.press("right")
        await person.sees("Lý do từ chối")
        await person.press("ctrl+s")
        await person.sees("Ghi lý do và căn cứ từ chối.")
        await person.types("Không đủ điều kiện")
        await person.press("ctrl+s")
        await person.sees("3 hồ sơ")
    assert browse.find(desk, NEAR).dossier.standing.outcome is Outcome.REFUSED


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", "Nhập ngày giờ có kết quả"),
        ("mai", "Lúc có kết quả không thể ở tương lai."),
        ("1/11", "sớm hơn ngày tiếp nhận"),
    ],
)
async def test_result_when_the_moment_is_wrong_then_says_so(sit_down, text: str, error: str) -> None:
    async with sit_down() as person:
        await person.sees("QUÁ HẠN 4")
        await person.press("f5")
        await person.sees("✗ trễ 4")
        person.app.screen.query_one(DateInput).text = text
        await person.pilot.pause()
        await person.press("ctrl+s")
        await person.sees(error)
        assert isinstance(person.app.screen, ResultScreen)


async def test_undo_when_confirmed_then_takes_the_result_back_and_when_not_then_nothing(
    sit_down, desk
) -> None:
    async with sit_down() as person:
        await person.sees("QUÁ HẠN 4")
        await person.press("f5")
        await person.sees("✗ trễ 4")
        await person.press("ctrl+s")
        await person.sees("ĐANG GIẢI QUYẾT  3")
        person.app.screen.open_dossier(OVERDUE)
        await person.sees("LỊCH SỬ")
        for key in ("enter", "y"):
            await person.press("u")
            await person.sees("Hoàn tác bước gần nhất của hồ sơ")
            await person.press(key)
        await person.sees("■ QUÁ HẠN 4")
    assert browse.find(desk, OVERDUE).dossier.standing.state is State.ACCEPTED


async def test_undo_when_there_is_nothing_to_undo_then_says_why(sit_down) -> None:
    async with sit_down() as person:
        await person.sees("QUÁ HẠN 4")
        await person.press("u")
        await person.sees("mới được tiếp nhận")


async def test_result_key_when_the_dossier_waits_then_stays_dim_and_says_why(sit_down) -> None:
    async with sit_down(size=(140, 24)) as person:
        await person.press("2")
        await person.sees("4 hồ sơ")
        await person.press("end")
        await person.sees("F5 Kết quả (đang chờ bổ sung)")
        await person.press("f5")
        await person.sees("Ghi nhận bổ sung trước, hoặc đóng hồ sơ nếu đã hết hạn chờ.")
        assert not isinstance(person.app.screen, ResultScreen)


async def test_accept_when_a_submitted_dossier_is_under_the_cursor_then_takes_what_is_known(
    sit_down, desk
) -> None:
    code = "000.00.64.H48-261120-0001"
    async with sit_down() as person:
        await person.sees("QUÁ HẠN 4")
        await person.press("down", "down", "down", "enter")
        await person.sees("Ngô Bảo Giang")
        await person.press("f2")
        shown = await person.sees("Hẹn trả  thứ Ba 01/12/2026")
        for known in (code, "Ngô Bảo Giang", "(•) trực tuyến toàn trình", "1.013233 Gia hạn giấy phép"):
            assert known in shown
        await person.press("ctrl+s")
        await person.sees("Không có hồ sơ nào ở đây. Esc quay lại.")
    dossier = browse.find(desk, code).dossier
    assert dossier.standing.state is State.ACCEPTED
    assert dossier.particulars.channel is Channel.ONLINE_FULL
    assert str(dossier.standing.submitted_at) == "2026-11-20 15:00:00"
