from __future__ import annotations

from datetime import datetime
from functools import partial

import pytest
from tests.services.desks import NOW, at, particulars

from motcua_tui.domain.codes import ReturnWay, State
from motcua_tui.errors import StorageError
from motcua_tui.services import browse, undoing, verbs
from motcua_tui.services.desk import Desk
from motcua_tui.services.many import Many, finish_in_time, for_each, take_back
from motcua_tui.services.verbs import Done

THURSDAY = datetime(2026, 11, 19, 8)


@pytest.fixture
def desk(small_desk: Desk) -> Desk:
    """Four dossiers: the first two have their results, the third is due today, the fourth is overdue."""
    for code, day in (("A-1", 19), ("A-2", 19), ("A-3", 16), ("A-4", 12)):
        verbs.accept(small_desk, particulars(code), datetime(2026, 11, day, 8))
    for code in ("A-1", "A-2"):
        verbs.finish(small_desk, code, datetime(2026, 11, 20, 8))
    return small_desk


def state(desk: Desk, code: str) -> State | None:
    return browse.find(desk, code).dossier.standing.state


def codes(made: Many) -> tuple[list[str], list[str], list[str]]:
    return (
        [done.dossier.code for done in made.done],
        [refused.code for refused in made.refused],
        list(made.left),
    )


def give_back(desk: Desk) -> partial[Done]:
    return partial(verbs.give_back, desk, at=NOW, way=ReturnWay.POST)


def test_many_when_a_rule_refuses_one_then_the_others_are_done_and_it_is_told_why(desk: Desk) -> None:
    tried: list[int] = []
    made = for_each(["A-1", "A-3", "A-0", " A-2 ", "A-1"], give_back(desk), told=tried.append)
    assert codes(made) == (["A-1", "A-2"], ["A-3", "A-0"], [])
    assert made.refused[0].error.message == "Hồ sơ chưa có kết quả, hoặc kết quả đã trả."
    assert tried == [1, 2, 3, 4]
    assert [state(desk, code) for code in ("A-1", "A-2", "A-3")] == [
        State.RETURNED,
        State.RETURNED,
        State.ACCEPTED,
    ]


def test_many_when_the_person_stops_then_the_rest_is_left(desk: Desk) -> None:
    tried: list[int] = []
    made = for_each(["A-1", "A-2"], give_back(desk), told=tried.append, stopped=lambda: len(tried) == 1)
    assert codes(made) == (["A-1"], [], ["A-2"])
    assert state(desk, "A-2") is State.RESULT_READY


def test_many_when_the_record_cannot_be_written_then_stops_and_says_so(desk: Desk) -> None:
    def verb(code: str) -> Done:
        if code == "A-2":
            raise StorageError("Đĩa đầy.")
        return give_back(desk)(code)

    made = for_each(["A-1", "A-2", "A-3"], verb)
    assert codes(made) == (["A-1"], [], ["A-2", "A-3"])
    assert made.failure is not None
    assert made.failure.message == "Đĩa đầy."


def test_many_when_taken_back_then_only_what_nobody_touched_since(desk: Desk) -> None:
    made = for_each(["A-1", "A-2", "A-3"], partial(verbs.hand_over, desk, at=NOW, department="Phòng Một"))
    assert codes(made) == (["A-3"], ["A-1", "A-2"], [])
    made = for_each(["A-1", "A-2"], give_back(desk))
    undoing.undo(desk, "A-2")
    back = for_each([done.dossier.code for done in made.done], take_back(desk, made))
    assert codes(back) == (["A-1"], ["A-2"], [])
    assert [state(desk, code) for code in ("A-1", "A-2")] == [State.RESULT_READY, State.RESULT_READY]


def test_finish_when_many_then_an_overdue_dossier_is_left_to_a_form_of_its_own(desk: Desk) -> None:
    made = for_each(["A-3", "A-4"], partial(finish_in_time, desk, at=NOW))
    assert codes(made) == (["A-3"], ["A-4"], [])
    assert "nguyên nhân trễ" in made.refused[0].error.message
    assert codes(for_each(["A-3"], partial(finish_in_time, at(desk, 24), at=NOW))) == ([], ["A-3"], [])
