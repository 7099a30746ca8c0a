"""The officer's verbs on a real database: what is stored, what is undone, what two officers do at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import pytest
from tests.nasty_texts import NASTY
from tests.services.desks import ARCHITECT, BUILDING, NOW, desk_over, particulars, writing

from motcua_tui.domain import events as ev
from motcua_tui.domain.catalogue import ProcedureVersion
from motcua_tui.domain.codes import Outcome, State
from motcua_tui.domain.dossier import Dossier
from motcua_tui.domain.text import clean
from motcua_tui.errors import ConflictError, InputError, NotFoundError, RuleError
from motcua_tui.services import browse, verbs
from motcua_tui.services.desk import Desk
from motcua_tui.services.verbs import Done

MONDAY = datetime(2026, 11, 2, 9)
WEDNESDAY = datetime(2026, 11, 4, 9)
TUESDAY = datetime(2026, 11, 10, 9)

Verb = Callable[[Desk], Done]


def stored(desk: Desk, code: str = "A-1") -> Dossier:
    return browse.find(desk, code).dossier


def test_submit_when_filed_online_then_it_waits_to_be_accepted(small_desk: Desk) -> None:
    verbs.submit(small_desk, particulars(), MONDAY)
    assert stored(small_desk).standing.state is State.SUBMITTED
    with pytest.raises(RuleError):
        verbs.submit(small_desk, particulars(), MONDAY)
    done = verbs.accept(small_desk, particulars(version=ARCHITECT, applicant="Trần B"), TUESDAY)
    assert done.dossier == stored(small_desk)
    assert done.dossier.standing.submitted_at == MONDAY
    assert done.dossier.standing.receipt_due == date(2026, 11, 16)
    assert (done.dossier.particulars.applicant, done.dossier.particulars.procedure_version) == (
        "Trần B",
        ARCHITECT,
    )


def test_decline_when_it_waits_then_it_is_no_received_dossier(small_desk: Desk) -> None:
    verbs.submit(small_desk, particulars(), MONDAY)
    assert verbs.decline(small_desk, "A-1", NOW, "thiếu đơn").dossier.standing.state is State.DECLINED
    assert stored(small_desk).standing.accepted_on is None


def test_accept_when_the_code_is_taken_then_refused(small_desk: Desk) -> None:
    verbs.accept(small_desk, particulars(), MONDAY)
    with pytest.raises(RuleError, match="đã được tiếp nhận"):
        verbs.accept(small_desk, particulars(" A-1 "), NOW)


@pytest.mark.parametrize("changed", [{"code": " \u200b"}, {"applicant": "\x1b"}])
def test_accept_when_code_or_name_is_missing_then_nothing_is_stored(
    small_desk: Desk, changed: dict[str, str]
) -> None:
    with pytest.raises(InputError):
        verbs.accept(small_desk, replace(particulars(), **changed), NOW)
    assert browse.count(small_desk, browse.query(small_desk)) == 0


def test_accept_when_the_limit_is_unknown_then_no_due_date_and_a_warning(small_desk: Desk) -> None:
    with writing(small_desk) as work:
        version = work.catalogue.add(ProcedureVersion(code="9.1", name="Theo kỳ", field="Khác"))
        work.commit()
    done = verbs.accept(small_desk, particulars(version=version.id), NOW)
    assert done.dossier.standing.receipt_due is None
    assert len(done.warnings) == 1


@pytest.mark.parametrize("text", NASTY)
def test_accept_when_texts_are_nasty_then_they_are_stored_clean(small_desk: Desk, text: str) -> None:
    wanted = replace(particulars(applicant=f"A {text}"), note=text, address=text, phone=text, submitter=text)
    found = verbs.accept(small_desk, wanted, NOW).dossier.particulars
    assert stored(small_desk).particulars == found
    assert found.applicant == clean(f"A {text}")
    assert found.note == clean(text, multiline=True)
    assert found.address == found.phone == found.submitter == clean(text)


def test_verbs_when_the_law_is_stretched_then_done_with_warnings(small_desk: Desk) -> None:
    verbs.accept(small_desk, particulars(), MONDAY)
    assert verbs.ask_supplement(small_desk, "A-1", datetime(2026, 11, 6, 9), "bản vẽ").warnings != ()
    assert verbs.resume(small_desk, "A-1", TUESDAY).warnings == ()
    assert verbs.ask_supplement(small_desk, "A-1", TUESDAY, "bản đồ").warnings != ()
    assert verbs.resume(small_desk, "A-1", TUESDAY).warnings == ()
    late = verbs.redate(small_desk, "A-1", NOW, date(2026, 11, 30), "chờ ý kiến")
    assert late.warnings != ()
    assert late.dossier.standing.apology_late


def test_verbs_when_a_rule_forbids_then_nothing_is_stored(small_desk: Desk) -> None:
    before = verbs.accept(small_desk, particulars(), MONDAY).dossier
    forbidden: list[Verb] = [
        lambda d: verbs.resume(d, "A-1", NOW),
        lambda d: verbs.give_back(d, "A-1", NOW),
        lambda d: verbs.close(d, "A-1", NOW),
        lambda d: verbs.finish(d, "A-1", datetime(2026, 10, 30, 9)),
        lambda d: verbs.finish(d, "A-1", NOW, Outcome.REFUSED),
        lambda d: verbs.redate(d, "A-1", NOW, date(2026, 11, 9), "không muộn hơn"),
        lambda d: verbs.receive_payment(d, "A-1", NOW),
        lambda d: verbs.correct(d, "A-1", NOW, Outcome.GRANTED, "", "x"),
        lambda d: verbs.decline(d, "A-1", NOW, "x"),
    ]
    for verb in forbidden:
        with pytest.raises(RuleError):
            verb(small_desk)
    assert stored(small_desk) == before


def test_verbs_when_there_is_no_such_dossier_then_not_found(small_desk: Desk) -> None:
    with pytest.raises(NotFoundError, match="Z-9"):
        verbs.finish(small_desk, "Z-9", NOW)


def test_verbs_when_somebody_else_changed_the_dossier_then_a_conflict(small_desk: Desk) -> None:
    read = verbs.accept(small_desk, particulars(), MONDAY).dossier
    verbs.finish(desk_over(small_desk.database), "A-1", NOW)
    with writing(small_desk) as work, pytest.raises(ConflictError, match="A-1"):
        work.dossiers.append(read, [ev.Event(NOW, ev.Stopped("x"))])
    assert stored(small_desk).standing.outcome is Outcome.GRANTED


def test_history_when_recorded_later_then_it_says_when_and_by_whom(small_desk: Desk) -> None:
    verbs.accept(small_desk, particulars(version=BUILDING), MONDAY)
    (told,) = browse.find(small_desk, "A-1").history
    assert (told.event.at, told.recorded_at, told.actor) == (MONDAY, NOW, "Mai")
