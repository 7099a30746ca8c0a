from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest
from tests.services.desks import writing

from motcua_tui.bootstrap import desk_of
from motcua_tui.domain.catalogue import ProcedureVersion, ProcessStep
from motcua_tui.domain.codes import Channel
from motcua_tui.domain.dossier import Paper, Particulars
from motcua_tui.domain.limits import TimeLimit
from motcua_tui.errors import InputError, NotFoundError, RuleError
from motcua_tui.services import catalogue_changes as changes
from motcua_tui.services import verbs
from motcua_tui.services.desk import Desk
from motcua_tui.storage.database import Database

START = date(2026, 12, 1)


@pytest.fixture
def desk(database: Database) -> Desk:
    return desk_of(database, "2026-11-23")


def first(desk: Desk, code: str) -> changes.Procedure:
    return next(one for one in changes.procedures(desk) if one.current.code == code)


def test_procedures_when_listed_then_by_field_with_the_version_of_today_and_the_newest_first(
    desk: Desk,
) -> None:
    old = first(desk, "1.013233").current
    online = replace(old, id=0, channel=Channel.ONLINE_FULL, limit=TimeLimit.parse("3 LV"))
    with writing(desk) as uow:
        uow.catalogue.add(online)
        uow.catalogue.add(ProcedureVersion(code="0.9", name="Đã bãi bỏ", valid_to=date(2025, 12, 31)))
        uow.commit()
    changes.begin(desk, replace(old, decision="QĐ 2", valid_from=START, limit=TimeLimit.parse("4 LV")))
    found = changes.procedures(desk)
    assert [(one.current.code, one.in_force) for one in found] == [
        ("0.9", False),
        ("1.013233", True),
        ("1.008991", True),
    ]
    extended = found[1]
    assert (extended.current.channel, extended.current.valid_to) == (None, date(2026, 11, 30))
    assert extended.versions[0].decision == "QĐ 2"
    assert len(extended.versions) == 3
    assert [one.current.code for one in changes.matching(found, "KIEN truc gia han")] == ["1.008991"]
    assert changes.matching(found, "") == found


def test_begin_when_a_decision_changes_a_procedure_then_the_old_version_ends_the_day_before(
    desk: Desk,
) -> None:
    old = first(desk, "1.013233").current
    accept(desk, "A", "2026-11-20T08:00")
    new = changes.begin(
        desk, replace(old, limit=TimeLimit.parse("3 LV"), decision=" QĐ 56 ", valid_from=date(2026, 11, 23))
    )
    assert (new.valid_from, new.decision, new.procedure_id) == (date(2026, 11, 23), "QĐ 56", old.procedure_id)
    assert new.id != old.id
    found = first(desk, "1.013233")
    assert found.current == new
    assert found.versions[1] == replace(old, valid_to=date(2026, 11, 22))
    assert (changes.uses(desk, new), changes.uses(desk, old)) == (0, 1)


def accept(desk: Desk, code: str, at: str) -> None:
    particulars = Particulars(code=code, procedure_version=1, applicant="Nguyễn Thị Hòa")
    verbs.accept(desk, particulars, datetime.fromisoformat(at))


def test_begin_when_day_or_decision_is_missing_or_not_later_then_nothing_changes(desk: Desk) -> None:
    old = first(desk, "1.013233").current
    for wrong in (replace(old, decision="QĐ"), replace(old, valid_from=START)):
        with pytest.raises(InputError):
            changes.begin(desk, wrong)
    with pytest.raises(InputError):
        changes.begin(desk, replace(old, name=" ", decision="QĐ", valid_from=START))
    begun = changes.begin(desk, replace(old, decision="QĐ", valid_from=START))
    with pytest.raises(RuleError):
        changes.begin(desk, replace(begun, decision="QĐ 3", valid_from=START))
    with pytest.raises(RuleError):
        changes.begin(desk, replace(old, decision="QĐ 3", valid_from=date(2027, 1, 1)))
    assert len(first(desk, "1.013233").versions) == 2


def test_amend_when_no_dossier_uses_it_then_in_place_and_else_refused(desk: Desk) -> None:
    old = first(desk, "1.013233").current
    assert changes.amend(desk, replace(old, name="Gia hạn  GPXD")).name == "Gia hạn GPXD"
    assert first(desk, "1.013233").versions == (replace(old, name="Gia hạn GPXD"),)
    accept(desk, "A", "2026-11-20T08:00")
    with pytest.raises(RuleError, match="1 hồ sơ"):
        changes.amend(desk, replace(old, name="Khác"))
    assert first(desk, "1.013233").current.name == "Gia hạn GPXD"


def test_add_when_the_code_is_known_then_refused_and_else_added(desk: Desk) -> None:
    added = changes.add(desk, ProcedureVersion(code="9.1", name="Mới\x1b[31m", case="nhóm B"))
    assert first(desk, "9.1").current == added
    with pytest.raises(RuleError):
        changes.add(desk, ProcedureVersion(code="9.1", name="Lại", case="nhóm B"))
    with pytest.raises(InputError):
        changes.add(desk, ProcedureVersion(code=" ", name="Không mã"))


STEPS = (ProcessStep("Tiếp nhận", "", Decimal("0.5")), ProcessStep(" Thẩm  định ", "Phòng A", Decimal("4.5")))


def test_begin_when_papers_and_steps_are_told_then_the_new_version_has_them_and_the_old_one_none(
    desk: Desk,
) -> None:
    old = first(desk, "1.013233").current
    told = replace(
        old,
        decision="QĐ",
        valid_from=START,
        steps=STEPS,
        papers=(Paper(" Đơn "), Paper("\x1b"), Paper("Bản vẽ")),
    )
    new = changes.begin(desk, told)
    assert [step.name for step in new.steps] == ["Tiếp nhận", "Thẩm định"]
    assert [paper.name for paper in new.papers] == ["Đơn", "Bản vẽ"]
    found = first(desk, "1.013233")
    assert found.versions[0] == new
    assert (found.current.steps, found.current.papers) == ((), ())


def test_begin_for_one_channel_then_the_version_for_all_goes_on(desk: Desk) -> None:
    old = first(desk, "1.013233").current
    online = replace(old, channel=Channel.ONLINE_FULL, decision="QĐ", valid_from=START)
    first_online = changes.begin(desk, replace(online, limit=TimeLimit.parse("3 LV")))
    later = replace(first_online, limit=TimeLimit.parse("2 LV"), valid_from=date(2027, 1, 1))
    changes.begin(desk, later)
    assert {(v.channel, v.valid_to) for v in first(desk, "1.013233").versions} == {
        (None, None),
        (Channel.ONLINE_FULL, date(2026, 12, 31)),
        (Channel.ONLINE_FULL, None),
    }


def test_end_then_no_longer_offered_and_a_later_decision_may_bring_it_back(desk: Desk) -> None:
    old = first(desk, "1.013233").current
    ended = changes.end(desk, old.id, date(2026, 11, 22))
    assert ended.valid_to == date(2026, 11, 22)
    assert not first(desk, "1.013233").in_force
    told = replace(ended, decision="QĐ", valid_to=None)
    with pytest.raises(RuleError, match="22/11/2026"):
        changes.begin(desk, replace(told, valid_from=date(2026, 11, 22)))
    with pytest.raises(InputError):
        changes.begin(desk, replace(ended, decision="QĐ", valid_from=START))
    again = changes.begin(desk, replace(told, valid_from=START))
    with pytest.raises(RuleError, match="01/12/2026"):
        changes.end(desk, again.id, date(2026, 11, 30))


def test_find_when_there_are_several_cases_then_one_must_be_named(desk: Desk) -> None:
    changes.add(desk, ProcedureVersion(code="9.1", name="A", case="Nhóm A"))
    assert changes.find(desk, " 9.1 ").current.case == "Nhóm A"
    changes.add(desk, ProcedureVersion(code="9.1", name="B", case="Nhóm B"))
    assert changes.find(desk, "9.1", "nhom b").current.name == "B"
    with pytest.raises(InputError, match="nhiều trường hợp"):
        changes.find(desk, "9.1")
    with pytest.raises(InputError):
        changes.find(desk, "9.1", "nhóm C")
    with pytest.raises(NotFoundError):
        changes.find(desk, "9.2")


def test_doubts_are_told_of_steps_that_do_not_add_up_and_of_limits(desk: Desk) -> None:
    version = first(desk, "1.013233").current
    assert changes.doubts(replace(version, steps=STEPS)) == ()
    (doubt,) = changes.doubts(replace(version, steps=STEPS[:1]))
    assert "0,5" in doubt
    assert "5 ngày làm việc" in doubt
    assert len(changes.doubts(replace(version, limit=None, steps=STEPS))) == 1
    assert changes.doubts(replace(version, limit=None, at_once=True)) == ()
    assert len(changes.doubts(replace(version, legal_limit=TimeLimit.parse("4 LV")))) == 1
    assert changes.doubts(replace(version, legal_limit=TimeLimit.parse("4 ngày"))) == ()


def test_step_whose_limit_cannot_be_counted_is_refused(desk: Desk) -> None:
    version = replace(first(desk, "1.013233").current, steps=(ProcessStep("A", "", Decimal("0.3")),))
    with pytest.raises(InputError):
        changes.amend(desk, version)
