"""Passing a dossier on through the steps of the internal process of its procedure."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest
from tests.services.desks import BUILDING, particulars, writing

from motcua_tui.domain import events as ev
from motcua_tui.domain.catalogue import ProcessStep
from motcua_tui.domain.timeliness import Timeliness
from motcua_tui.errors import InputError
from motcua_tui.services import browse, undoing, verbs
from motcua_tui.services.desk import Desk

STEPS = (
    ProcessStep("Tiếp nhận", "", Decimal("0.5")),
    ProcessStep("Thẩm định", "Phòng Quản lý xây dựng", Decimal(3)),
    ProcessStep("Ký duyệt", "Lãnh đạo Sở", Decimal("1.5")),
)
MONDAY = datetime(2026, 11, 16, 9)


@pytest.fixture
def desk(small_desk: Desk) -> Desk:
    with writing(small_desk) as uow:
        uow.catalogue.update(replace(uow.catalogue.get(BUILDING), steps=STEPS))
        uow.commit()
    verbs.accept(small_desk, particulars(), MONDAY)
    return small_desk


def passed(desk: Desk) -> ev.HandedOver:
    what = browse.find(desk, "A-1").dossier.events[-1].what
    assert isinstance(what, ev.HandedOver)
    return what


def test_hand_over_without_a_word_goes_to_the_department_of_the_next_step(desk: Desk) -> None:
    done = verbs.hand_over(desk, "A-1", MONDAY, officer=" Khoa ")
    assert done.dossier.particulars.department == "Phòng Quản lý xây dựng"
    assert passed(desk) == ev.HandedOver("Phòng Quản lý xây dựng", "Khoa", step=2)
    undoing.undo(desk, "A-1")
    assert browse.find(desk, "A-1").dossier.particulars.department == ""
    undoing.redo(desk, "A-1")
    verbs.hand_over(desk, "A-1", MONDAY, "phòng quản lý xây dựng", "Mai")
    assert passed(desk).step == 2


def test_hand_over_when_another_department_or_step_is_named_then_as_said(desk: Desk) -> None:
    verbs.hand_over(desk, "A-1", MONDAY, "Phòng Pháp chế")
    assert (passed(desk).department, passed(desk).step) == ("Phòng Pháp chế", 2)
    verbs.hand_over(desk, "A-1", MONDAY, "Phòng Hạ tầng", step=0)
    assert passed(desk).step == 0
    verbs.hand_over(desk, "A-1", MONDAY, step=3)
    assert (passed(desk).department, passed(desk).step) == ("Lãnh đạo Sở", 3)


def test_hand_over_to_nobody_or_to_a_step_that_is_not_there_is_refused(desk: Desk) -> None:
    for step in (4, 1):
        with pytest.raises(InputError):
            verbs.hand_over(desk, "A-1", MONDAY, step=step)
    verbs.accept(desk, particulars("A-2", version=2), MONDAY)
    with pytest.raises(InputError, match="cho ai"):
        verbs.hand_over(desk, "A-2", MONDAY)


def test_step_that_ends_late_is_a_warning_of_the_hand_over_and_of_the_result(desk: Desk) -> None:
    friday = datetime(2026, 11, 20, 10)
    verbs.hand_over(desk, "A-1", MONDAY)
    foreseen = verbs.hand_over(desk, "A-1", friday, dry=True)
    done = verbs.hand_over(desk, "A-1", friday)
    assert done.warnings == foreseen.warnings == ("Bước 2 quá hạn: hạn là ngày 19/11/2026.",)
    # One and a half days from Friday morning end on Monday afternoon.
    assert verbs.finish(desk, "A-1", datetime(2026, 11, 23, 9, 30)).warnings == ()


def test_page_of_a_dossier_tells_the_steps_as_they_stand(desk: Desk) -> None:
    verbs.hand_over(desk, "A-1", MONDAY)
    first, second = browse.find(desk, "A-1").legs
    assert (first.step, first.judged) == (1, Timeliness.ON_TIME)
    assert (second.name, second.due and second.due.on) == ("Thẩm định", date(2026, 11, 19))
    assert second.judged is Timeliness.OVERDUE
