"""The officer's verbs on the screens: what each asks, what it says will happen, what it stores."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from tests.nasty_texts import NASTY
from tests.services.desks import writing
from textual import events
from textual.widgets import Input

from motcua_tui.domain import events as ev
from motcua_tui.domain.catalogue import ProcessStep
from motcua_tui.domain.codes import Outcome, ReturnWay, State
from motcua_tui.domain.text import clean
from motcua_tui.services import browse, verbs
from motcua_tui.tui.screens.verbs.base import VerbScreen
from motcua_tui.tui.widgets.inputs import DateInput

OVERDUE, DUE_TODAY = "000.00.64.H48-261110-0001", "000.00.64.H48-261116-0001"
ARCHITECT = 2
NEAR, WAITING = "000.00.64.H48-261119-0001", "000.00.64.H48-261118-0001"
FINISHED, SUBMITTED = "000.00.64.H48-261112-0001", "000.00.64.H48-261120-0001"


async def on(person, code: str) -> None:
    """The cursor on that dossier, in full over the screen, with its keys explained."""
    await person.sees("QUÁ HẠN 4")
    person.app.screen.open_dossier(code)
    await person.sees("LỊCH SỬ")
    await person.sees(lambda _shown: bool(person.app.screen._refused))


async def put(person, name: str, text: str) -> None:
    field = person.app.screen.query_one(f"#{name}-input")
    if isinstance(field, DateInput):
        field.text = text
    else:
        assert isinstance(field, Input)
        field.value = text
    await person.pilot.pause()


async def save(person) -> None:
    await person.press("ctrl+s")
    await person.sees("LỊCH SỬ")
    assert not isinstance(person.app.screen, VerbScreen)


async def choose(person, heading: str) -> None:
    """From the menu of all verbs."""
    await person.press("m")
    await person.sees("Làm gì với hồ sơ")
    for _line in range(20):
        if f"▌ {heading}" in person.screen():
            break
        await person.press("down")
    await person.press("enter")


def standing(desk, code: str) -> ev.Standing:
    return browse.find(desk, code).dossier.standing


async def test_supplement_when_asked_then_says_until_when_and_stops_the_clock(sit_down, desk) -> None:
    async with sit_down(size=(100, 50)) as person:
        await on(person, NEAR)
        await person.press("f6")
        # accepted on Thursday 19/11; three working days later, without Tuesday 24/11: Wednesday 25/11
        await person.sees("thông báo bổ sung chậm nhất thứ Tư 25/11/2026")
        # fifteen days after 23/11 is Tuesday 8/12
        shown = await person.sees("chậm nhất thứ Ba 08/12/2026; quá hạn thì đóng hồ sơ")
        assert "chờ bổ sung · lần 1" in shown
        await person.press("ctrl+s")
        await person.sees("Ghi cần bổ sung những gì.")
        await put(person, "what", "Bản vẽ mặt bằng")
        await person.press("ctrl+s")
        await person.sees("Ghi lý do phải bổ sung.")
        await put(person, "reason", "Bản vẽ thiếu kích thước")
        await put(person, "ground", "Điều 95 Luật Xây dựng")
        await save(person)
        await person.sees("chờ bổ sung 0/15")
    found = browse.find(desk, NEAR).dossier
    assert found.events[-1].what == ev.SupplementAsked(
        "Bản vẽ mặt bằng", "Bản vẽ thiếu kích thước", "Điều 95 Luật Xây dựng", date(2026, 12, 8)
    )


async def test_supplement_key_when_the_dossier_waits_then_records_that_it_is_complete(sit_down, desk) -> None:
    async with sit_down(size=(100, 50)) as person:
        await on(person, WAITING)
        await person.press("f6")
        await person.sees("thời hạn tính lại từ đầu")
        # five working days from 23/11, without 24/11 and the weekend: Tuesday 1/12; before 26/11
        await person.sees("thứ Năm 26/11/2026 → thứ Ba 01/12/2026")
        await put(person, "moment", "20/11 15h")
        await person.sees("thứ Năm 26/11/2026 → thứ Hai 30/11/2026")
        await put(person, "moment", "19/11 15h")
        await person.sees("sớm hơn bước đã ghi ngày 20/11/2026")
        await person.press("ctrl+s")
        await person.sees("hoặc hoàn tác bước đó trước.")
        await put(person, "moment", "23/11 8:00")
        await person.sees("thứ Ba 01/12/2026")
        await save(person)
    assert standing(desk, WAITING).lawful_due == date(2026, 12, 1)


async def test_redate_when_in_time_then_promises_and_a_second_one_says_why_not(sit_down, desk) -> None:
    async with sit_down(size=(100, 50)) as person:
        await on(person, NEAR)
        await person.press("f7")
        # due Thursday 26/11; the last working day before it is Wednesday 25/11
        await person.sees("xin lỗi chậm nhất thứ Tư 25/11/2026")
        await person.press("ctrl+s")
        await person.sees("Nhập ngày hẹn lại")
        await put(person, "promised", "26/11")
        await person.sees("Ngày hẹn lại phải sau hạn giải quyết 26/11/2026.")
        await put(person, "promised", "2/12")
        await person.sees("báo cáo vẫn tính theo hạn giải quyết")
        await person.press("ctrl+s")
        await person.sees("Ghi lý do chậm và lời xin lỗi.")
        await put(person, "reason", "Chờ ý kiến cơ quan phối hợp")
        await save(person)
        await person.sees("xin lỗi, hẹn lại 02/12/2026")
        await person.sees(lambda _shown: "redate" in str(person.app.screen._refused))
        await person.press("f7")
        await person.sees("hẹn lại không quá một lần.")
    assert standing(desk, NEAR).promised_due == date(2026, 12, 2)
    assert not standing(desk, NEAR).apology_late


async def test_redate_when_too_late_then_warns_before_and_marks(sit_down, desk) -> None:
    async with sit_down(size=(100, 50)) as person:
        await on(person, DUE_TODAY)
        await person.press("f7")
        await put(person, "promised", "+5lv")
        await person.sees("Xin lỗi không đúng thời hạn")
        await put(person, "reason", "Chậm")
        await save(person)
    assert standing(desk, DUE_TODAY).apology_late


async def test_return_when_by_post_then_stored(sit_down, desk) -> None:
    async with sit_down(size=(100, 50)) as person:
        await on(person, FINISHED)
        await person.press("f9")
        await person.sees("(•) tại bộ phận một cửa")
        await person.press("right")
        await person.sees("(•) qua bưu chính công ích")
        await person.sees("đã trả kết quả")
        await save(person)
    assert standing(desk, FINISHED).returned_by is ReturnWay.POST


async def test_hand_over_when_filled_in_then_in_other_hands(sit_down, desk) -> None:
    async with sit_down(size=(100, 50)) as person:
        await on(person, NEAR)
        await person.press("f4")
        await person.sees("thứ Năm 26/11/2026, giữ nguyên")
        await person.press("ctrl+s")
        await person.sees("Ghi phòng, đơn vị nhận hồ sơ.")
        await put(person, "department", "Phòng Quy hoạch")
        await put(person, "officer", "Lan")
        await save(person)
        await on_again(person)
        await person.press("f4")
        await person.sees("đang ở Phòng Quy hoạch, Lan")
        await person.types("quy h")
        await person.sees("▌ Phòng Quy hoạch")
        await person.press("enter")
        await person.sees(lambda shown: "▌" not in shown and "quy h" not in shown)
    found = browse.find(desk, NEAR).dossier.particulars
    assert (found.department, found.officer) == ("Phòng Quy hoạch", "Lan")


async def test_hand_over_when_the_procedure_has_steps_then_the_next_one_is_filled_in(sit_down, desk) -> None:
    steps = (ProcessStep("Tiếp nhận"), ProcessStep("Thẩm định", "Phòng Một"), ProcessStep("Ký", "Lãnh đạo"))
    with writing(desk) as uow:
        uow.catalogue.update(replace(uow.catalogue.get(ARCHITECT), steps=steps))
        uow.commit()
    async with sit_down(size=(80, 40)) as person:
        await on(person, NEAR)
        await person.press("f4")
        shown = await person.sees("2. Thẩm định")
        assert "bước 1/3 Tiếp nhận" in shown
        assert "Phòng Một" in shown
        await person.press("shift+tab")
        await person.sees("ngoài quy trình")
        await person.press("down", "enter")
        await person.sees(lambda shown: "ngoài quy trình" not in shown and "3. Ký" in shown)
        await save(person)
    assert browse.find(desk, NEAR).dossier.events[-1].what == ev.HandedOver("Lãnh đạo", step=3)


async def on_again(person) -> None:
    await person.sees(lambda _shown: bool(person.app.screen._refused))


async def test_consult_and_answer_when_chosen_from_the_menu_then_the_clock_runs_on(sit_down, desk) -> None:
    async with sit_down(size=(100, 50)) as person:
        await on(person, NEAR)
        await choose(person, "Lấy ý kiến cơ quan khác")
        await person.sees("Hạn trả lời")
        await put(person, "agency", "Công an tỉnh")
        await put(person, "answer-by", "khi nào")
        await person.press("ctrl+s")
        await person.sees("hoặc bỏ trống.")
        await put(person, "answer-by", "1/12")
        await person.sees("chậm nhất thứ Ba 01/12/2026")
        await save(person)
        await person.sees("lấy ý kiến Công an tỉnh")
        await on_again(person)
        await choose(person, "Ghi nhận ý kiến trả lời")
        await person.sees("trả lời chậm nhất thứ Ba 01/12/2026")
        await put(person, "note", "Đồng ý")
        await save(person)
        await person.sees("đã có ý kiến trả lời")
    assert standing(desk, NEAR).consultation is None
    assert standing(desk, NEAR).lawful_due == date(2026, 11, 26)


async def test_payment_when_the_limit_pauses_then_said_before_and_added_after(sit_down, desk) -> None:
    async with sit_down(size=(100, 50)) as person:
        await on(person, NEAR)
        await choose(person, "Chờ thực hiện nghĩa vụ tài chính")
        await person.sees("giữ nguyên")
        await person.press("right")
        await person.sees("không tính trong khi chờ; đang là thứ Năm 26/11/2026")
        await put(person, "moment", "20/11 9h")
        await save(person)
        await on_again(person)
        await choose(person, "Ghi nhận đã nộp phí, lệ phí, thuế")
        # from Friday 20/11 to Monday 23/11: one working day
        await person.sees("thứ Năm 26/11/2026 → thứ Sáu 27/11/2026")
        await save(person)
    assert standing(desk, NEAR).lawful_due == date(2026, 11, 27)


@pytest.mark.parametrize(
    ("code", "heading", "words", "state"),
    [
        (OVERDUE, "Dừng giải quyết theo đề nghị của người nộp", "tính là trễ hạn", State.STOPPED),
        (NEAR, "Dừng giải quyết theo đề nghị của người nộp", "tính là trước hạn", State.STOPPED),
        # asked for by the due date, so on time though the wait is not over
        (WAITING, "Đóng hồ sơ không được bổ sung", "Đóng khi chưa hết thời hạn chờ bổ sung.", State.CLOSED),
        (SUBMITTED, "Từ chối tiếp nhận", "từ chối tiếp nhận", State.DECLINED),
    ],
)
async def test_ending_when_chosen_then_says_how_it_counts(
    sit_down, desk, code: str, heading: str, words: str, state: State
) -> None:
    async with sit_down(size=(100, 50)) as person:
        await on(person, code)
        await choose(person, heading)
        await person.sees(words)
        await put(person, "reason", "Người nộp xin rút")
        await save(person)
    assert standing(desk, code).state is state


async def test_correct_when_in_three_days_then_the_other_outcome_holds(sit_down, desk) -> None:
    async with sit_down(size=(100, 50)) as person:
        await on(person, FINISHED)
        await choose(person, "Đính chính kết quả")
        # the result came on Wednesday 18/11; three working days later is Monday 23/11
        await person.sees("đính chính chậm nhất thứ Hai 23/11/2026")
        await person.press("right")
        await person.press("ctrl+s")
        await person.sees("Ghi lý do đính chính.")
        await put(person, "reason", "Sai tên")
        await save(person)
    assert standing(desk, FINISHED).outcome is Outcome.REFUSED


async def test_undo_and_redo_when_confirmed_then_the_step_goes_and_comes_back(sit_down, desk) -> None:
    async with sit_down(size=(100, 50)) as person:
        await on(person, FINISHED)
        await person.press("u")
        await person.sees("Hoàn tác bước gần nhất của hồ sơ")
        await person.press("y")
        await person.sees("Đã hoàn tác")
        assert standing(desk, FINISHED).state is State.ACCEPTED
        await person.sees(lambda _shown: "redo" not in str(person.app.screen._refused))
        await on_again(person)
        await person.press("ctrl+y")
        await person.sees("có kết quả: đã giải quyết")
        await person.press("n")
        await person.press("ctrl+y")
        await person.sees("Làm lại bước vừa hoàn tác")
        await person.press("y")
        await person.sees("Đã làm lại")
    assert standing(desk, FINISHED).state is State.RESULT_READY


async def test_undo_and_redo_when_there_is_nothing_then_say_so(sit_down) -> None:
    async with sit_down(size=(100, 50)) as person:
        await on(person, NEAR)
        await person.press("u")
        await person.sees("mới được tiếp nhận")
        await person.press("ctrl+y")
        await person.sees("không có bước nào vừa")


async def test_menu_when_a_verb_does_not_fit_then_it_is_listed_with_its_reason(sit_down) -> None:
    async with sit_down(size=(140, 40)) as person:
        await on(person, FINISHED)
        await person.press("m")
        shown = await person.sees("Làm gì với hồ sơ")
        assert shown.index("Trả kết quả") < shown.index("Chuyển xử lý (hồ sơ chưa tiếp nhận")
        await person.press("up", "enter")
        await person.sees("LỊCH SỬ")
        assert not isinstance(person.app.screen, VerbScreen)


async def test_palette_when_searched_then_has_the_verbs_without_a_key(sit_down) -> None:
    async with sit_down(size=(100, 50)) as person:
        await on(person, NEAR)
        await person.press("ctrl+p")
        await person.sees("gõ một phần tên lệnh")
        await person.types("lay y kien")
        await person.sees("▌ Lấy ý kiến cơ quan khác")
        await person.press("enter")
        await person.sees("Hạn trả lời")


async def test_form_when_somebody_else_changed_the_dossier_then_refused_and_nothing_lost(
    sit_down, desk
) -> None:
    async with sit_down(size=(100, 50)) as person:
        await on(person, NEAR)
        await person.press("f6")
        await person.sees("lần 1")
        await put(person, "what", "Bản vẽ")
        await put(person, "reason", "Thiếu")
        verbs.finish(desk, NEAR, datetime(2026, 11, 23, 8))
        await person.press("ctrl+s")
        await person.sees("Hồ sơ vừa được người khác cập nhật.")
        await person.press("f5")
        await person.sees("LỊCH SỬ")
        await person.press("escape", "ctrl+s")
        await person.sees("Chỉ yêu cầu bổ sung được khi hồ sơ đang giải quyết.")
        assert person.app.screen.query_one("#what-input", Input).value == "Bản vẽ"
        await put(person, "moment", "lúc nào đó")
        await person.press("ctrl+s")
        await person.sees("Nhập ngày giờ, như hôm nay hoặc 23/11 9:40.")


@pytest.mark.parametrize("text", NASTY)
async def test_form_when_a_text_is_nasty_then_it_is_kept_as_written(sit_down, desk, text: str) -> None:
    async with sit_down(size=(100, 50)) as person:
        await on(person, NEAR)
        await person.press("f4")
        await person.sees("giữ nguyên")
        await put(person, "department", f"P {text}")
        await save(person)
    assert browse.find(desk, NEAR).dossier.particulars.department == clean(f"P {text}")


async def test_reason_when_a_digit_is_pressed_in_the_empty_field_then_a_common_one_with_its_ground(
    sit_down, desk
) -> None:
    settings = replace(desk.settings, reasons_supplement="Thiếu đơn | Điều 1; Thiếu bản vẽ | Điều 2; Khác")
    async with sit_down(size=(80, 24)) as person:
        person.app.adopt(replace(desk, settings=settings))
        await on(person, NEAR)
        await person.press("f6")
        await person.sees("lần 1")
        assert "2 Thiếu bản vẽ" not in person.screen()
        await person.types("2 bản")
        await person.press("tab")
        await person.sees("2 Thiếu bản vẽ")
        await person.press("2")
        await person.sees("Điều 2")
        await person.types(", 1 tờ")
        field = person.app.focused
        assert field is not None
        field.post_message(events.Key("inverted_exclamation_mark", "¡"))
        await person.sees("Điều 1")
        await person.press("alt+9", "4", "tab")
        await person.sees_no_more("2 Thiếu bản vẽ")
        await put(person, "ground", "Điều 95 Luật Xây dựng")
        await person.press("shift+tab", "alt+3")
        await save(person)
    event = browse.find(desk, NEAR).dossier.events[-1].what
    assert event == ev.SupplementAsked("2 bản", "Khác", "Điều 95 Luật Xây dựng", date(2026, 12, 8))


@pytest.mark.parametrize(
    ("code", "heading", "sentence"),
    [
        (SUBMITTED, "Từ chối tiếp nhận", "Hồ sơ trùng với hồ sơ đã nộp"),
        (NEAR, "Dừng giải quyết", "Người nộp đề nghị rút hồ sơ (Điều 21 NĐ 118/2025/NĐ-CP)"),
        (NEAR, "Xin lỗi và hẹn lại", "Cơ quan được lấy ý kiến chậm trả lời"),
    ],
)
async def test_common_reasons_when_a_form_asks_for_one_then_are_offered(
    sit_down, code: str, heading: str, sentence: str
) -> None:
    async with sit_down(size=(100, 50)) as person:
        await on(person, code)
        await choose(person, heading)
        await person.sees("Lúc")
        person.app.screen.query_one("#reason-input").focus()
        await person.sees(sentence)


async def test_result_when_late_then_offers_the_agency_that_answered_late_and_saves_without(
    sit_down, desk
) -> None:
    verbs.consult(desk, OVERDUE, datetime(2026, 11, 12, 9), "Công an tỉnh", date(2026, 11, 16))
    async with sit_down(size=(100, 50)) as person:
        await on(person, OVERDUE)
        await person.press("f5")
        await person.sees("Nguyên nhân trễ")
        person.app.screen.query_one("#cause-input").focus()
        await person.sees("1 Cơ quan phối hợp chậm: Công an tỉnh")
        await person.sees("2 Chậm cập nhật phần mềm")
        await person.press("1")
        await save(person)
    assert standing(desk, OVERDUE).late_cause == "Cơ quan phối hợp chậm: Công an tỉnh"
