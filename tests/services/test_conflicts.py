"""Two who decide on one dossier: the second is told what the first did, and overwrites nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from tests.services.desks import NOW, at, particulars

from motcua_tui.bootstrap import reread
from motcua_tui.domain.calendar import CalendarDay
from motcua_tui.domain.codes import DayKind
from motcua_tui.domain.dossier import Dossier, Paper
from motcua_tui.domain.office import parse_week
from motcua_tui.errors import ConflictError, InputError, NotFoundError
from motcua_tui.services import browse, catalogue_changes, office, undoing, verbs
from motcua_tui.services.conflicts import seen_at
from motcua_tui.services.desk import Desk
from motcua_tui.services.verbs import Done

Verb = Callable[[Desk, Dossier], Done]


def accepted(desk: Desk) -> Dossier:
    return verbs.accept(desk, particulars(), NOW).dossier


def beside(desk: Desk, officer: str = "Hà") -> Desk:
    """The same record at another desk."""
    return replace(desk, settings=replace(desk.settings, officer=officer))


@pytest.mark.parametrize(
    "verb",
    [
        lambda desk, seen: verbs.hand_over(desk, seen.code, NOW, "Phòng Kinh tế", seen=seen),
        lambda desk, seen: verbs.ask_supplement(desk, seen.code, NOW, "Bản vẽ", "Thiếu", seen=seen),
        lambda desk, seen: verbs.ask_payment(desk, seen.code, NOW, seen=seen),
        lambda desk, seen: verbs.consult(desk, seen.code, NOW, "Sở Xây dựng", seen=seen),
        lambda desk, seen: verbs.redate(desk, seen.code, NOW, date(2026, 12, 9), "Chờ", seen=seen),
        lambda desk, seen: verbs.finish(desk, seen.code, NOW, seen=seen),
        lambda desk, seen: verbs.stop(desk, seen.code, NOW, "Người nộp xin rút", seen=seen),
        lambda desk, seen: undoing.undo(desk, seen.code, seen=seen),
    ],
)
def test_verb_when_dossier_changed_since_seen_then_told_and_nothing_written(
    small_desk: Desk, verb: Verb
) -> None:
    seen = accepted(small_desk)
    stored = verbs.hand_over(beside(small_desk), "A-1", NOW, "Phòng Kinh tế", "Bình").dossier

    with pytest.raises(ConflictError) as told:
        verb(small_desk, seen)

    assert told.value.differences == ("09:40 Hà: chuyển Phòng Kinh tế, Bình",)
    assert told.value.message == (
        "Hồ sơ vừa được người khác cập nhật. Các điểm khác nhau: 09:40 Hà: chuyển Phòng Kinh tế, Bình."
    )
    assert browse.find(small_desk, "A-1").dossier == stored


def test_verb_when_dossier_is_as_it_was_seen_then_written(small_desk: Desk) -> None:
    seen = accepted(small_desk)
    done = verbs.finish(small_desk, "A-1", NOW, seen=seen)
    assert done.dossier.version == seen.version + 1


def test_verb_when_what_was_done_was_undone_again_then_both_are_told(small_desk: Desk) -> None:
    seen = accepted(small_desk)
    verbs.finish(beside(small_desk), "A-1", NOW)
    undoing.undo(beside(small_desk, "Lan"), "A-1")
    with pytest.raises(ConflictError) as told:
        verbs.finish(small_desk, "A-1", NOW, seen=seen)
    assert told.value.differences == ("09:40 Hà: có kết quả: đã giải quyết", "09:40 Lan: hoàn tác bước 2")


def test_verb_when_change_is_of_another_day_then_the_day_is_told(small_desk: Desk) -> None:
    seen = accepted(small_desk)
    verbs.finish(beside(small_desk), "A-1", NOW)
    with pytest.raises(ConflictError, match="23/11 09:40 Hà: có kết quả"):
        verbs.give_back(at(small_desk, 25), "A-1", at(small_desk, 25).now(), seen=seen)


def test_redo_when_somebody_went_on_then_told(small_desk: Desk) -> None:
    accepted(small_desk)
    verbs.finish(small_desk, "A-1", NOW)
    seen = undoing.undo(small_desk, "A-1").dossier
    verbs.hand_over(beside(small_desk), "A-1", NOW, "Phòng Kinh tế")
    with pytest.raises(ConflictError, match="09:40 Hà: chuyển Phòng Kinh tế"):
        undoing.redo(small_desk, "A-1", seen=seen)


def test_accept_when_another_accepted_it_with_other_facts_then_every_difference_is_told(
    small_desk: Desk,
) -> None:
    seen = verbs.submit(small_desk, particulars(), NOW).dossier
    other = replace(
        particulars(), phone="0901234567", papers=(Paper("Đơn"),), address="Số 1", department="Phòng Kinh tế"
    )
    verbs.accept(beside(small_desk), other, NOW)

    with pytest.raises(ConflictError) as told:
        verbs.accept(small_desk, replace(particulars(), phone="0907654321"), NOW, seen=seen)

    assert told.value.differences == (
        "09:40 Hà: tiếp nhận, hẹn trả 01/12/2026",
        "điện thoại: – → 0901234567",
        "địa chỉ: – → Số 1",
        "đơn vị: – → Phòng Kinh tế",
        "giấy tờ",
    )


def test_seen_at_when_only_the_version_is_known_then_what_came_after_is_told(small_desk: Desk) -> None:
    version = accepted(small_desk).version
    verbs.finish(beside(small_desk), "A-1", NOW)
    with pytest.raises(ConflictError, match="Hà: có kết quả"):
        verbs.finish(small_desk, "A-1", NOW, seen=seen_at(small_desk, "A-1", version))


def test_seen_at_when_dossier_never_had_the_version_then_refused(small_desk: Desk) -> None:
    accepted(small_desk)
    assert seen_at(small_desk, "A-1", None) is None
    with pytest.raises(InputError, match="không có phiên bản 9"):
        seen_at(small_desk, "A-1", 9)
    with pytest.raises(NotFoundError):
        seen_at(small_desk, "A-9", 1)


def test_setting_when_another_changed_it_then_told_and_kept(small_desk: Desk) -> None:
    theirs = office.change_settings(beside(small_desk), {"place": "Hà Nội"})
    with pytest.raises(ConflictError) as told:
        office.change_settings(small_desk, {"place": "Huế", "near_days": "3"})
    assert told.value.differences == ("09:40 Hà: Địa danh: – → Hà Nội",)
    assert reread(small_desk).settings.rows()["place"] == theirs.place
    assert office.change_settings(reread(small_desk), {"place": "Huế"}).place == "Huế"


def test_setting_when_another_one_was_changed_then_both_are_kept(small_desk: Desk) -> None:
    office.change_settings(beside(small_desk), {"place": "Hà Nội"})
    office.change_settings(small_desk, {"near_days": "3"})
    kept = reread(small_desk).settings
    assert (kept.place, kept.near_days) == ("Hà Nội", 3)


def test_hours_when_another_changed_them_then_told_and_kept(small_desk: Desk) -> None:
    mine, theirs = parse_week(["T2-T6 08:00-12:00"]), parse_week(["T2-T6 07:00-11:00"])
    office.change_sessions(beside(small_desk), theirs)
    with pytest.raises(ConflictError, match=r"Hà: Giờ làm việc: .* → T2-T6 07:00-11:00"):
        office.change_sessions(small_desk, mine)
    assert reread(small_desk).office.sessions == theirs


def test_calendar_day_when_another_wrote_it_then_told_and_kept(small_desk: Desk) -> None:
    day = date(2026, 12, 18)
    office.put_days(beside(small_desk), [CalendarDay(day, DayKind.OFF, "Mất điện")])
    with pytest.raises(ConflictError) as told:
        office.put_days(small_desk, [CalendarDay(day, DayKind.OFF, "Hội nghị")])
    assert told.value.differences == ("09:40 Hà: Lịch ngày 18/12/2026: – → nghỉ, Mất điện",)
    office.put_days(reread(small_desk), [CalendarDay(date(2026, 12, 19), DayKind.WORK, "Làm bù")])
    with pytest.raises(ConflictError, match="Lịch ngày 19/12/2026: – → làm bù, Làm bù"):
        office.put_days(small_desk, [CalendarDay(date(2026, 12, 19), DayKind.OFF, "Nghỉ")])


def test_calendar_day_when_another_removed_it_then_told(small_desk: Desk) -> None:
    day = date(2026, 12, 18)
    office.put_days(small_desk, [CalendarDay(day, DayKind.OFF, "Mất điện")])
    seen = reread(small_desk)
    office.remove_day(beside(seen), day)
    with pytest.raises(ConflictError, match="nghỉ, Mất điện → –"):
        office.remove_day(seen, day)


def test_calendar_confirmed_when_another_confirmed_it_then_told(small_desk: Desk) -> None:
    office.confirm_calendar(beside(small_desk), date(2027, 6, 30))
    with pytest.raises(ConflictError, match="Lịch xác nhận đến: 31/12/2026 → 30/06/2027"):
        office.confirm_calendar(small_desk, date(2027, 12, 31))


def test_procedure_version_when_another_amended_it_then_told_and_kept(small_desk: Desk) -> None:
    seen = catalogue_changes.version(small_desk, 1)
    theirs = replace(seen, name="Cấp lại", fee=50_000)
    catalogue_changes.amend(beside(small_desk), theirs, seen=seen)
    with pytest.raises(ConflictError) as told:
        catalogue_changes.amend(small_desk, replace(seen, field="Xây dựng"), seen=seen)
    assert told.value.differences == (
        "09:40 Hà: Tên: Gia hạn giấy phép xây dựng → Cấp lại",
        "09:40 Hà: Phí, lệ phí: – → 50.000 đồng",
    )
    for change in (
        lambda: catalogue_changes.end(small_desk, 1, date(2026, 12, 31), seen=seen),
        lambda: catalogue_changes.begin(
            small_desk, replace(seen, decision="QĐ 1", valid_from=date(2027, 1, 1)), seen=seen
        ),
    ):
        with pytest.raises(ConflictError, match="Phiên bản thủ tục vừa được người khác cập nhật"):
            change()
    assert catalogue_changes.version(small_desk, 1) == theirs
