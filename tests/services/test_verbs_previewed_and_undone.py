"""What a verb would do is what it does; what was undone comes back; what does not fit says why."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.services.desks import BUILDING, at, desk_over, particulars, writing

from motcua_tui.domain import events as ev
from motcua_tui.domain.codes import Channel, Outcome, State
from motcua_tui.domain.dossier import Dossier, Particulars
from motcua_tui.errors import NotFoundError, RuleError
from motcua_tui.services import browse, intake, possible, undoing, verbs
from motcua_tui.services.desk import Desk
from motcua_tui.services.possible import Verb
from motcua_tui.services.verbs import Done

CODE = "A-1"
Carry = Callable[[Desk, datetime, bool], Done]
STEPS: list[tuple[Verb, int, Carry]] = [
    (Verb.HAND_OVER, 10, lambda d, t, dry: verbs.hand_over(d, CODE, t, "Phòng A", "Cán bộ A", dry=dry)),
    (Verb.CONSULT, 10, lambda d, t, dry: verbs.consult(d, CODE, t, "Sở Y tế", date(2026, 11, 12), dry=dry)),
    (Verb.ANSWER, 13, lambda d, t, dry: verbs.answer(d, CODE, t, "đồng ý", dry=dry)),
    (Verb.SUPPLEMENT, 13, lambda d, t, dry: verbs.ask_supplement(d, CODE, t, "bản vẽ", dry=dry)),
    (Verb.RESUME, 16, lambda d, t, dry: verbs.resume(d, CODE, t, dry=dry)),
    (Verb.ASK_PAYMENT, 17, lambda d, t, dry: verbs.ask_payment(d, CODE, t, pauses=True, dry=dry)),
    (Verb.RECEIVE_PAYMENT, 18, lambda d, t, dry: verbs.receive_payment(d, CODE, t, dry=dry)),
    (Verb.REDATE, 19, lambda d, t, dry: verbs.redate(d, CODE, t, date(2026, 12, 2), "chậm", dry=dry)),
    (Verb.FINISH, 20, lambda d, t, dry: verbs.finish(d, CODE, t, result_number="12/GP", dry=dry)),
    (
        Verb.CORRECT,
        20,
        lambda d, t, dry: verbs.correct(d, CODE, t, Outcome.REFUSED, "12a/GP", "sai", dry=dry),
    ),
    (Verb.RETURN, 23, lambda d, t, dry: verbs.give_back(d, CODE, t, dry=dry)),
]


@pytest.fixture
def accepted(small_desk: Desk) -> Desk:
    verbs.accept(at(small_desk, 9), particulars(CODE), datetime(2026, 11, 9, 9))
    return small_desk


def stored(desk: Desk) -> Dossier:
    return browse.find(desk, CODE).dossier


def facts(dossier: Dossier) -> tuple[ev.Standing, Particulars]:
    """All but the day of the last event, which undoing is one of."""
    return dossier.standing._replace(last_event_on=None), dossier.particulars


def test_verbs_when_dry_then_they_tell_what_the_same_verb_stores_and_store_nothing(accepted: Desk) -> None:
    for verb, day, carry_out in STEPS:
        moment = datetime(2026, 11, day, 9)
        before = stored(accepted)
        told = carry_out(accepted, moment, True)
        assert stored(accepted) == before
        assert verb not in possible.refusals(accepted, CODE)
        done = carry_out(accepted, moment, False)
        assert (told.dossier.standing, told.warnings) == (done.dossier.standing, done.warnings), verb
    assert stored(accepted).standing.state is State.RETURNED


@pytest.mark.parametrize("dry", [True, False])
@pytest.mark.parametrize("ending", [verbs.stop, verbs.close, verbs.decline])
def test_endings_when_they_do_not_fit_or_there_is_no_dossier_then_refused_alike(
    accepted: Desk, ending: Callable[..., Done], dry: bool
) -> None:
    verbs.finish(accepted, CODE, datetime(2026, 11, 10, 9))
    with pytest.raises(RuleError):
        ending(accepted, CODE, datetime(2026, 11, 11, 9), "lý do", dry=dry)
    with pytest.raises(NotFoundError):
        ending(accepted, "Z-9", datetime(2026, 11, 11, 9), "lý do", dry=dry)


FITTING: list[tuple[State, set[Verb]]] = [
    (
        State.ACCEPTED,
        {
            Verb.HAND_OVER,
            Verb.CONSULT,
            Verb.SUPPLEMENT,
            Verb.ASK_PAYMENT,
            Verb.REDATE,
            Verb.FINISH,
            Verb.STOP,
        },
    ),
    (
        State.AWAITING_SUPPLEMENT,
        {Verb.HAND_OVER, Verb.CONSULT, Verb.RESUME, Verb.REDATE, Verb.STOP, Verb.CLOSE, Verb.UNDO},
    ),
    (
        State.AWAITING_PAYMENT,
        {
            Verb.HAND_OVER,
            Verb.CONSULT,
            Verb.RECEIVE_PAYMENT,
            Verb.REDATE,
            Verb.FINISH,
            Verb.STOP,
            Verb.UNDO,
        },
    ),
    (State.RESULT_READY, {Verb.RETURN, Verb.CORRECT, Verb.UNDO}),
    (State.STOPPED, {Verb.UNDO}),
    (State.SUBMITTED, {Verb.DECLINE}),
]


@pytest.mark.parametrize(("state", "fitting"), FITTING)
def test_refusals_when_asked_in_a_state_then_name_all_but_what_fits(
    small_desk: Desk, state: State, fitting: set[Verb]
) -> None:
    moment = datetime(2026, 11, 20, 9)
    if state is State.SUBMITTED:
        verbs.submit(small_desk, replace(particulars(CODE), channel=Channel.ONLINE_FULL), moment)
    else:
        verbs.accept(small_desk, particulars(CODE), moment)
    match state:
        case State.AWAITING_SUPPLEMENT:
            verbs.ask_supplement(small_desk, CODE, moment, "bản vẽ")
        case State.AWAITING_PAYMENT:
            verbs.ask_payment(small_desk, CODE, moment)
        case State.RESULT_READY:
            verbs.finish(small_desk, CODE, moment)
        case State.STOPPED:
            verbs.stop(small_desk, CODE, moment)
    refused = possible.refusals(small_desk, CODE)
    assert set(Verb) - set(refused) == fitting
    assert all(error.message and error.hint for error in refused.values())


def test_refusals_when_redated_once_then_a_second_time_says_why(accepted: Desk) -> None:
    verbs.redate(accepted, CODE, datetime(2026, 11, 10, 9), date(2026, 11, 20), "chậm")
    assert "một lần" in possible.refusals(accepted, CODE)[Verb.REDATE].message


def test_undo_and_redo_when_repeated_then_walk_the_history_down_and_up(accepted: Desk) -> None:
    standings = [stored(accepted)]
    for _verb, day, carry_out in STEPS:
        standings.append(carry_out(accepted, datetime(2026, 11, day, 9), False).dossier)
    for before in reversed(standings[:-1]):
        undone = undoing.undo(accepted, CODE).dossier
        assert facts(undone) == facts(before)
    with pytest.raises(RuleError, match="chưa có bước nào để hoàn tác"):
        undoing.undo(accepted, CODE)
    for after in standings[1:]:
        redone = undoing.redo(accepted, CODE).dossier
        assert facts(redone) == facts(after)
    with pytest.raises(RuleError, match="không có bước nào vừa hoàn tác"):
        undoing.redo(accepted, CODE)
    assert facts(stored(accepted)) == facts(standings[-1])


def test_redo_when_another_step_was_recorded_since_then_refused_until_that_is_undone(accepted: Desk) -> None:
    day = datetime(2026, 11, 10, 9)
    verbs.hand_over(accepted, CODE, day, "Phòng A")
    undoing.undo(accepted, CODE)
    verbs.hand_over(accepted, CODE, day, "Phòng B")
    with pytest.raises(RuleError, match="không có bước nào vừa hoàn tác"):
        undoing.redo(accepted, CODE)
    undoing.undo(accepted, CODE)
    assert undoing.last_undone(stored(accepted)).what == ev.HandedOver("Phòng B")
    assert undoing.redo(accepted, CODE).dossier.particulars.department == "Phòng B"


@pytest.mark.parametrize(
    ("field", "before", "after"),
    [("phone", "", "0900 000 001"), ("channel", "direct", "post"), ("fee", "", "150000"), ("fee", "5", "")],
)
def test_undo_and_redo_when_a_fact_was_amended_then_the_fact_follows(
    accepted: Desk, field: str, before: str, after: str
) -> None:
    values = {"channel": Channel, "fee": lambda text: int(text) if text else None}.get(field, str)
    with writing(accepted) as uow:
        dossier = uow.dossiers.get(CODE)
        amended = ev.Event(datetime(2026, 11, 10, 9), ev.Amended(field, before, after))
        changed = replace(dossier.particulars, **{field: values(after)})
        uow.dossiers.append(dossier, [amended], particulars=changed)
        uow.commit()
    assert getattr(undoing.undo(accepted, CODE).dossier.particulars, field) == values(before)
    assert getattr(undoing.redo(accepted, CODE).dossier.particulars, field) == values(after)


@given(keys=st.lists(st.sampled_from("hur"), max_size=12))
def test_undo_and_redo_when_mixed_with_steps_then_agree_with_a_pointer_into_a_list(
    database_place, keys: list[str]
) -> None:
    """The oracle: a list of what was done, and a pointer that undo moves back and redo forth."""
    from motcua_tui.storage.database import Database

    database = Database.open(database_place)
    desk = desk_over(database)
    moment = datetime(2026, 11, 20, 9)
    code = intake.next_code(desk, moment.date())
    verbs.accept(desk, particulars(code, BUILDING), moment)
    done, here = [""], 0
    for number, key in enumerate(keys):
        if key == "h":
            done, here = [*done[: here + 1], f"Phòng {number}"], here + 1
            verbs.hand_over(desk, code, moment, done[here])
        elif (key == "u" and here == 0) or (key == "r" and here == len(done) - 1):
            with pytest.raises(RuleError):
                (undoing.undo if key == "u" else undoing.redo)(desk, code)
        else:
            here += -1 if key == "u" else 1
            (undoing.undo if key == "u" else undoing.redo)(desk, code)
        assert browse.find(desk, code).dossier.particulars.department == done[here]
    database.close()
