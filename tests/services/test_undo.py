"""Undo: whatever the last step was, the dossier stands as before it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import pytest
from tests.services.desks import NOW, particulars, writing

from motcua_tui.domain import events as ev
from motcua_tui.domain.codes import Channel, Outcome, ReturnWay, State
from motcua_tui.domain.dossier import Dossier
from motcua_tui.errors import RuleError
from motcua_tui.services import browse, verbs
from motcua_tui.services.desk import Desk
from motcua_tui.services.undoing import undo
from motcua_tui.services.verbs import Done

MONDAY = datetime(2026, 11, 2, 9)
WEDNESDAY = datetime(2026, 11, 4, 9)
TUESDAY = datetime(2026, 11, 10, 9)

Verb = Callable[[Desk], Done]


def stored(desk: Desk) -> Dossier:
    return browse.find(desk, "A-1").dossier


VERBS: list[Verb] = [
    lambda d: verbs.hand_over(d, "A-1", MONDAY, "Phòng  Hạ tầng", "Cán bộ A"),
    lambda d: verbs.hand_over(d, "A-1", MONDAY, "", "Cán bộ B"),
    lambda d: verbs.ask_supplement(d, "A-1", WEDNESDAY, "bản vẽ\nbản đồ", "thiếu", "Điều 19"),
    lambda d: verbs.resume(d, "A-1", TUESDAY),
    lambda d: verbs.ask_payment(d, "A-1", TUESDAY, pauses=True),
    lambda d: verbs.receive_payment(d, "A-1", TUESDAY),
    lambda d: verbs.redate(d, "A-1", TUESDAY, date(2026, 11, 20), "chờ ý kiến"),
    lambda d: verbs.finish(d, "A-1", NOW, result_number="12/GP", late_cause="chờ Sở Tài chính"),
    lambda d: verbs.correct(d, "A-1", NOW, Outcome.REFUSED, "13/GP", "sai tên"),
    lambda d: verbs.give_back(d, "A-1", NOW, ReturnWay.POST),
]


def test_undo_when_any_verb_then_the_dossier_stands_as_before(small_desk: Desk) -> None:
    verbs.accept(small_desk, particulars(), MONDAY)
    for verb in VERBS:
        before = stored(small_desk)
        done = verb(small_desk)
        assert done.dossier == stored(small_desk)
        assert done.dossier.standing != before.standing or done.dossier.particulars != before.particulars
        undone = undo(small_desk, " A-1").dossier
        assert undone == stored(small_desk)
        assert undone.particulars == before.particulars
        # The day of the undoing and that of the last revision are facts of their own.
        now_as_before = {
            "last_event_on": before.standing.last_event_on,
            "revised_on": before.standing.revised_on,
        }
        assert undone.standing._replace(**now_as_before) == before.standing
        verb(small_desk)
    final = stored(small_desk)
    assert (final.standing.state, final.standing.outcome) == (State.RETURNED, Outcome.REFUSED)
    assert (final.particulars.department, final.particulars.officer) == ("Phòng Hạ tầng", "Cán bộ B")


@pytest.mark.parametrize(
    ("verb", "state"),
    [
        (lambda d: verbs.stop(d, "A-1", NOW, "xin rút"), State.STOPPED),
        (lambda d: verbs.finish(d, "A-1", NOW, Outcome.REFUSED, reason="không đủ"), State.RESULT_READY),
        (lambda d: verbs.ask_supplement(d, "A-1", NOW, "bản vẽ"), State.AWAITING_SUPPLEMENT),
    ],
)
def test_undo_when_a_dossier_had_ended_then_it_is_open_again(
    small_desk: Desk, verb: Verb, state: State
) -> None:
    before = verbs.accept(small_desk, particulars(), MONDAY).dossier.standing
    assert verb(small_desk).dossier.standing.state is state
    assert undo(small_desk, "A-1").dossier.standing.state is before.state


def test_undo_when_closed_for_want_of_a_supplement_then_it_waits_again(small_desk: Desk) -> None:
    verbs.accept(small_desk, particulars(), MONDAY)
    verbs.ask_supplement(small_desk, "A-1", WEDNESDAY, "bản vẽ")
    assert verbs.close(small_desk, "A-1", NOW, "quá hạn").dossier.standing.outcome is Outcome.CLOSED
    assert undo(small_desk, "A-1").dossier.standing.state is State.AWAITING_SUPPLEMENT


def test_undo_when_nothing_was_done_yet_then_refused(small_desk: Desk) -> None:
    verbs.accept(small_desk, particulars(), MONDAY)
    with pytest.raises(RuleError, match="A-1"):
        undo(small_desk, "A-1")
    verbs.submit(small_desk, particulars("A-2"), MONDAY)
    with pytest.raises(RuleError, match="A-2"):
        undo(small_desk, "A-2")


@pytest.mark.parametrize(
    ("field", "before", "after", "told"),
    [
        ("phone", "0900 000 001", "0900 000 002", ("0900 000 001", "0900 000 002")),
        ("channel", Channel.DIRECT, Channel.POST, ("direct", "post")),
        ("fee", 75000, 80000, ("75000", "80000")),
        ("fee", None, 80000, ("", "80000")),
    ],
)
def test_undo_when_a_fact_was_amended_then_it_is_as_it_was(
    small_desk: Desk, field: str, before: object, after: object, told: tuple[str, str]
) -> None:
    first = replace(particulars(), **{field: before})  # type: ignore[arg-type]  # the field says which type
    verbs.accept(small_desk, first, MONDAY)
    with writing(small_desk) as work:
        dossier = work.dossiers.get("A-1")
        amended = replace(first, **{field: after})  # type: ignore[arg-type]  # the field says which type
        work.dossiers.append(dossier, [ev.Event(NOW, ev.Amended(field, *told))], particulars=amended)
        work.commit()
    assert getattr(stored(small_desk).particulars, field) == after
    undo(small_desk, "A-1")
    assert getattr(stored(small_desk).particulars, field) == before
