"""What somebody else does at another desk meanwhile: it appears by itself, and nothing typed is lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

import pytest
from tests.tui.conftest import DUE_TODAY, MONDAY, NEAR, OVERDUE, SUBMITTED
from textual.widgets import Input

from motcua_tui.bootstrap import desk_of, reread
from motcua_tui.domain.calendar import CalendarDay
from motcua_tui.domain.codes import DayKind
from motcua_tui.domain.dossier import Particulars
from motcua_tui.domain.office import parse_week
from motcua_tui.domain.petitions import Petition
from motcua_tui.services import browse, catalogue_changes, office, petitions, verbs
from motcua_tui.services.desk import Desk
from motcua_tui.storage.database import Database
from motcua_tui.tui.widgets.record_table import RecordTable

EIGHT = datetime(2026, 11, 23, 8)


@pytest.fixture
def other(desk: Desk) -> Iterator[Desk]:
    """The same record in another program, where Hà sits."""
    database = Database.open(desk.database.place)
    there = desk_of(database, MONDAY)
    yield replace(there, settings=replace(there.settings, officer="Hà"))
    database.close()


async def put(person, name: str, text: str) -> None:
    person.app.screen.query_one(f"#{name}-input", Input).value = text
    await person.pilot.pause()


def typed(person, name: str) -> str:
    return person.app.screen.query_one(f"#{name}-input", Input).value


async def on(person, code: str) -> None:
    """A dossier in full over the screen, with its keys explained."""
    await person.sees("CẦN LÀM NGAY")
    person.app.screen.open_dossier(code)
    await person.sees("LỊCH SỬ")
    await person.sees(lambda _shown: bool(person.app.screen._refused))


async def test_list_when_others_wrote_then_shown_with_cursor_and_marks_where_they_were(
    sit_down, other
) -> None:
    async with sit_down(size=(140, 40)) as person:
        await person.sees("CẦN LÀM NGAY")
        await person.press("2")
        await person.sees("4 hồ sơ")
        table = person.app.screen.query_one(RecordTable)
        table.mark([DUE_TODAY])
        table.restore(NEAR)
        await person.sees("còn 2  hạn")
        verbs.hand_over(other, NEAR, EIGHT, "P. Xây dựng", "Hà")
        verbs.finish(other, OVERDUE, EIGHT)
        for name in ("H-8", "H-9"):
            verbs.accept(other, Particulars(code=name, procedure_version=1, applicant="Bùi Thị Mới"), EIGHT)
        person.app.look_for_others()
        await person.sees("5 hồ sơ")
        await person.sees("chuyển P. Xây dựng, Hà")
        assert person.app.screen.selected.line.code == NEAR
        assert list(table.marks) == [DUE_TODAY]


async def test_first_screen_when_others_wrote_then_its_counts_follow(sit_down, other) -> None:
    async with sit_down() as person:
        await person.sees("■   1  quá hạn")
        verbs.finish(other, OVERDUE, EIGHT)
        person.app.look_for_others()
        await person.sees("■   0  quá hạn")


async def test_dossier_when_others_wrote_then_drawn_again(sit_down, other) -> None:
    async with sit_down() as person:
        await on(person, NEAR)
        verbs.hand_over(other, NEAR, EIGHT, "P. Xây dựng", "Hà")
        person.app.look_for_others()
        await person.sees("P. Xây dựng")


async def test_screens_when_nobody_else_wrote_then_nothing_is_read_again(sit_down, desk, other) -> None:
    async with sit_down() as person:
        await person.sees("CẦN LÀM NGAY")
        before = person.app.revision
        verbs.finish(desk, OVERDUE, EIGHT)
        with other.database.writing() as connection:
            connection.execute("DELETE FROM draft")
        person.app.look_for_others()
        await person.pilot.pause()
        assert person.app.revision == before


async def test_office_when_others_changed_it_then_every_screen_works_by_it(sit_down, other) -> None:
    async with sit_down() as person:
        await person.sees("đến hạn trong 2 ngày làm việc")
        office.change_settings(other, {"near_days": "4", "theme": "motcua-light"})
        person.app.look_for_others()
        await person.sees("đến hạn trong 4 ngày làm việc")
        office.put_days(reread(other), [CalendarDay(date(2026, 12, 18), DayKind.OFF, "Mất điện")])
        person.app.look_for_others()
        await person.sees(lambda _shown: not person.app.desk.calendar.is_working(date(2026, 12, 18)))


async def test_form_when_dossier_was_changed_then_told_kept_shown_and_saved_when_one_goes_on(
    sit_down, other
) -> None:
    async with sit_down(size=(100, 40)) as person:
        await on(person, NEAR)
        await person.press("f4")
        await person.sees("Sau khi lưu")
        await put(person, "department", "P. Hạ tầng")
        verbs.hand_over(other, NEAR, EIGHT, "P. Xây dựng", "Hà")
        person.app.look_for_others()
        await person.sees("Người khác vừa cập nhật · F5 Xem bản mới")
        await person.sees("09:00 Hà: chuyển P. Xây dựng, Hà")
        await person.press("ctrl+s")
        await person.sees("Hồ sơ vừa được người khác cập nhật.")
        await person.press("escape", "ctrl+s")
        await person.sees("Chưa ghi được")
        await person.press("f5")
        await person.sees("LỊCH SỬ")
        await person.press("escape")
        await person.sees_no_more("Người khác vừa cập nhật")
        assert typed(person, "department") == "P. Hạ tầng"
        await person.press("ctrl+s")
        await person.sees("chuyển P. Hạ tầng")
    particulars = browse.find(other, NEAR).dossier.particulars
    assert particulars.department == "P. Hạ tầng"


async def test_result_when_dossier_was_finished_by_another_then_refused_after_it_was_seen(
    sit_down, other
) -> None:
    async with sit_down(size=(100, 40)) as person:
        await on(person, DUE_TODAY)
        await person.press("f5")
        await person.sees("Số văn bản")
        await put(person, "number", "12/GP")
        verbs.finish(other, DUE_TODAY, EIGHT, result_number="7/GP")
        await person.press("ctrl+s")
        await person.sees("09:00 Hà: có kết quả: đã giải quyết (7/GP)")
        await person.press("f5")
        await person.sees("LỊCH SỬ")
        await person.press("escape", "ctrl+s")
        await person.sees("Hồ sơ chưa tiếp nhận hoặc đã kết thúc.")
        assert typed(person, "number") == "12/GP"


async def test_acceptance_when_dossier_was_accepted_by_another_then_told(sit_down, other) -> None:
    async with sit_down(size=(100, 50)) as person:
        await on(person, SUBMITTED)
        person.app.screen.action_accept()
        await person.sees("Ngô Bảo Giang")
        await put(person, "phone", "0901234567")
        verbs.accept(other, browse.find(other, SUBMITTED).dossier.particulars, EIGHT)
        person.app.look_for_others()
        await person.sees("Hà: tiếp nhận, hẹn trả")
        await person.press("f5")
        await person.sees("LỊCH SỬ")
        await person.press("escape")
        assert typed(person, "phone") == "0901234567"


async def test_undo_when_another_went_on_since_it_was_asked_then_told(sit_down, other) -> None:
    async with sit_down(size=(100, 40)) as person:
        verbs.hand_over(other, NEAR, EIGHT, "P. Xây dựng")
        await on(person, NEAR)
        await person.press("u")
        await person.sees("Hoàn tác bước gần nhất")
        verbs.finish(other, NEAR, EIGHT)
        await person.press("y")
        await person.sees("09:00 Hà: có kết quả: đã giải quyết")


async def test_petition_when_another_put_it_right_then_both_changes_are_kept(sit_down, desk, other) -> None:
    by = petitions.answer_by(desk, date(2026, 11, 20))
    told = Petition(received_on=date(2026, 11, 20), sender="Bà Hòa", content="Chưa rõ phí", answer_by=by)
    added = petitions.add(desk, told)
    async with sit_down(size=(100, 40)) as person:
        await person.sees("CẦN LÀM NGAY")
        await person.press("ctrl+b")
        await person.sees("Chưa rõ phí")
        await person.press("e")
        await person.sees("Sửa phản ánh số 1")
        await put(person, "content", "Chưa rõ mức phí")
        petitions.correct(other, added, replace(added, phone="0911"))
        person.app.look_for_others()
        await person.sees("Hà: điện thoại: – → 0911")
        await person.press("f5")
        await person.sees_no_more("Người khác vừa cập nhật")
        await person.sees("0911")
        await person.press("ctrl+s")
        await person.sees_no_more("Sửa phản ánh số 1")
    kept = petitions.petition(other, 1)
    assert (kept.content, kept.phone) == ("Chưa rõ mức phí", "0911")


async def test_setting_when_another_changed_it_then_told_and_overwritten_only_when_one_goes_on(
    sit_down, other
) -> None:
    async with sit_down(size=(100, 40)) as person:
        await person.sees("CẦN LÀM NGAY")
        await person.press("f10")
        await person.sees("CƠ QUAN, BỘ PHẬN")
        await person.press("/")
        await person.types("dia danh")
        await person.sees_no_more("CƠ QUAN, BỘ PHẬN")
        await person.press("enter", "down", "enter")
        await person.sees("Đứng trước ngày tháng của giấy tờ.")
        person.app.screen.query_one("#setting-value", Input).value = "Huế"
        office.change_settings(other, {"place": "Hà Nội"})
        await person.press("ctrl+s")
        await person.sees("09:00 Hà: Địa danh: – → Hà Nội")
        await person.press("f5")
        await person.sees_no_more("Chưa ghi được")
        await person.sees("Huế")
        await person.press("ctrl+s")
        await person.sees("THAY ĐỔI")
    assert reread(other).settings.place == "Huế"


async def test_hours_when_another_changed_them_then_told(sit_down, other) -> None:
    from motcua_tui.tui.screens.hours import HoursScreen

    async with sit_down(size=(100, 40)) as person:
        await person.sees("CẦN LÀM NGAY")
        person.app.push_screen(HoursScreen("today"))
        await person.sees("Dòng 1")
        await put(person, "line-0", "T2-T6 08:00-12:00")
        office.change_sessions(other, parse_week(["T2-T6 07:00-11:00"]))
        await person.press("ctrl+s")
        await person.sees("Hà: Giờ làm việc:")
        await person.press("f5")
        await person.sees_no_more("Chưa ghi được")
        await person.sees("T2-T6 08:00-12:00")
        await person.press("ctrl+s")
        await person.sees("Đã ghi giờ làm việc.")


async def test_procedure_when_another_amended_it_then_told_and_what_was_typed_is_kept(
    sit_down, other
) -> None:
    async with sit_down(size=(140, 50)) as person:
        await person.sees("CẦN LÀM NGAY")
        version = catalogue_changes.version(other, 2)
        added = catalogue_changes.add(other, replace(version, id=0, code="9.1", name="Cấp mới"))
        await person.press("5")
        await person.sees("Cấp mới")
        person.app.screen.query_one(RecordTable).restore("9.1/")
        await person.sees("0 hồ sơ theo phiên bản này")
        await person.press("e")
        await person.sees("Sửa thủ tục")
        await put(person, "decision", "QĐ 12")
        catalogue_changes.amend(other, replace(added, name="Cấp mới giấy phép"))
        await person.press("ctrl+s")
        await person.sees("Tên: Cấp mới → Cấp mới giấy phép")
        await person.press("f5")
        await person.sees_no_more("Chưa ghi được")
        await person.sees("Cấp mới giấy phép")
        await person.press("ctrl+s")
        await person.sees_no_more("Sửa thủ tục")
    kept = catalogue_changes.version(other, added.id)
    assert (kept.name, kept.decision) == ("Cấp mới giấy phép", "QĐ 12")


async def test_calendar_day_when_another_wrote_it_then_told_and_what_was_typed_comes_back(
    sit_down, other
) -> None:
    day = date(2026, 11, 27)
    async with sit_down(size=(100, 40)) as person:
        await person.sees("CẦN LÀM NGAY")
        await person.press("4")
        await person.sees("Tháng 11/2026")
        await person.press("right", "right", "right", "right", "n")
        await person.sees("Ngày nghỉ, ngày làm bù")
        await put(person, "label", "Hội nghị")
        office.put_days(other, [CalendarDay(day, DayKind.OFF, "Mất điện")])
        await person.press("ctrl+s")
        await person.sees("09:00 Hà: Lịch ngày 27/11/2026: – → nghỉ, Mất điện")
        await person.press("escape")
        assert typed(person, "label") == "Hội nghị"
        await person.press("ctrl+s")
        await person.sees("Đã ghi ngày 27/11/2026 vào lịch.")
    kept = reread(other).calendar.exception(day)
    assert kept is not None
    assert kept.label == "Hội nghị"
