"""Nothing is written without a right: no service opens a transaction that names none, and each refuses."""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from tests.services.desks import BUILDING, NOW, particulars

import motcua_tui
from motcua_tui.domain.catalogue import ProcedureVersion
from motcua_tui.domain.codes import DayKind, JudgeBy, Outcome
from motcua_tui.domain.locking import LockedPeriod
from motcua_tui.domain.periods import Preset
from motcua_tui.domain.petitions import Petition
from motcua_tui.domain.profiles import ProfileName
from motcua_tui.domain.roles import Right, Role, Seat
from motcua_tui.errors import RightError
from motcua_tui.reports.letters.papers import Paper
from motcua_tui.role_labels import refusal, right_label
from motcua_tui.services import (
    calendar_changes,
    catalogue_changes,
    criteria,
    indicators,
    letters,
    locking,
    maintenance,
    office,
    officers,
    petitions,
    possible,
    sign_in,
    undoing,
    verbs,
    views,
)
from motcua_tui.services.desk import Desk
from motcua_tui.services.importing.calendar import import_calendar
from motcua_tui.services.importing.dossiers import import_dossiers
from motcua_tui.services.importing.procedures import import_procedures
from motcua_tui.services.possible import Verb
from motcua_tui.services.reporting import Question

PACKAGE = Path(motcua_tui.__file__).parent
UNASKED = {
    ("services/desk.py", "_transaction"),
    ("services/office.py", "create_desk"),
    ("services/moving.py", "bring_in"),
    ("services/sign_in.py", "_transaction"),
}
"""Where a transaction begins without a right: at a desk that is new, or for who is not signed in yet."""


def openings() -> Iterator[tuple[str, str, ast.Call]]:
    """Every call of ``unit_of_work``: the module, the function, the call."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for function in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(function, ast.FunctionDef):
                continue
            for node in ast.walk(function):
                if (
                    isinstance(node, ast.Call)
                    and isinstance(node.func, ast.Attribute)
                    and node.func.attr == "unit_of_work"
                ):
                    yield path.relative_to(PACKAGE).as_posix(), function.name, node


def test_transaction_without_a_right_begins_only_where_nobody_can_have_one() -> None:
    unasked = {(module, name) for module, name, call in openings() if "database" in ast.unparse(call.func)}
    assert unasked == UNASKED


@pytest.fixture
def writable(small_desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """An open desk with a dossier and a kept list to write about."""
    monkeypatch.chdir(tmp_path)
    verbs.accept(small_desk, particulars(), datetime(2026, 11, 20, 9))
    verbs.hand_over(small_desk, "A-1", datetime(2026, 11, 20, 9), "Phòng Xây dựng")
    officers.add(small_desk, "Hà")
    officers.set_pin(small_desk, "Hà", "2580")
    views.keep(small_desk, views.Listing(name="Của tôi"))
    return small_desk


AT = NOW
VERSION = ProcedureVersion(code="9.1", name="Thủ tục mới", id=BUILDING)
PETITION = Petition(
    number=1, received_on=date(2026, 11, 20), sender="Lan", content="Hỏi hạn trả", answer_by=date(2026, 12, 1)
)
OCTOBER = Preset.parse("2026-10")
LOCK = LockedPeriod(1, OCTOBER, ProfileName.FORM_07A, JudgeBy.LAWFUL_DUE, False, NOW, "Mai", "", 0)


def sheet(headings: str) -> Path:
    """A sheet with these headings and one row, in the folder of the test."""
    path = Path("sheet.csv")
    path.write_text(f"{headings}\n1,01/10/2026\n", "utf-8")
    return path


CALLS: dict[str, tuple[Right, Callable[[Desk], object]]] = {
    "submit": (Right.ACCEPT, lambda d: verbs.submit(d, particulars("A-2"), AT)),
    "accept": (Right.ACCEPT, lambda d: verbs.accept(d, particulars("A-2"), AT)),
    "decline": (Right.ACCEPT, lambda d: verbs.decline(d, "A-1", AT, "…")),
    "hand over": (Right.PROCESS, lambda d: verbs.hand_over(d, "A-1", AT, "Phòng")),
    "supplement": (Right.PROCESS, lambda d: verbs.ask_supplement(d, "A-1", AT, "…")),
    "resume": (Right.PROCESS, lambda d: verbs.resume(d, "A-1", AT)),
    "ask payment": (Right.PROCESS, lambda d: verbs.ask_payment(d, "A-1", AT)),
    "paid": (Right.PROCESS, lambda d: verbs.receive_payment(d, "A-1", AT)),
    "consult": (Right.PROCESS, lambda d: verbs.consult(d, "A-1", AT, "Công an")),
    "answer": (Right.PROCESS, lambda d: verbs.answer(d, "A-1", AT)),
    "finish": (Right.PROCESS, lambda d: verbs.finish(d, "A-1", AT)),
    "correct": (Right.PROCESS, lambda d: verbs.correct(d, "A-1", AT, Outcome.GRANTED, "", "…")),
    "stop": (Right.PROCESS, lambda d: verbs.stop(d, "A-1", AT)),
    "close": (Right.PROCESS, lambda d: verbs.close(d, "A-1", AT)),
    "redate": (Right.REDATE, lambda d: verbs.redate(d, "A-1", AT, date(2026, 12, 1), "…")),
    "give back": (Right.RETURN, lambda d: verbs.give_back(d, "A-1", AT)),
    "dry": (Right.PROCESS, lambda d: verbs.finish(d, "A-1", AT, dry=True)),
    "dry return": (Right.RETURN, lambda d: verbs.give_back(d, "A-1", AT, dry=True)),
    "undo": (Right.UNDO, lambda d: undoing.undo(d, "A-1")),
    "redo": (Right.UNDO, lambda d: undoing.redo(d, "A-1")),
    "issue": (Right.PAPERS, lambda d: letters.issue(d, "A-1", Paper.CONTROL, AT, Path("/nowhere/x.docx"))),
    "keep list": (Right.VIEWS, lambda d: views.keep(d, views.Listing(name="Của tôi"))),
    "rename list": (Right.VIEWS, lambda d: views.rename(d, "Của tôi", "Khác")),
    "forget list": (Right.VIEWS, lambda d: views.forget(d, "Của tôi")),
    "add petition": (Right.PETITIONS, lambda d: petitions.add(d, PETITION)),
    "correct petition": (Right.PETITIONS, lambda d: petitions.correct(d, PETITION, PETITION)),
    "figures": (
        Right.INDICATORS,
        lambda d: indicators.put(d, OCTOBER, {}),
    ),
    "days": (
        Right.CALENDAR,
        lambda d: office.put_days(d, [replace(d.calendar.days(2026)[0], kind=DayKind.OFF)]),
    ),
    "no day": (Right.CALENDAR, lambda d: office.remove_day(d, date(2026, 1, 1))),
    "confirm": (Right.CALENDAR, lambda d: office.confirm_calendar(d, date(2026, 12, 31))),
    "hours": (Right.CALENDAR, lambda d: office.change_sessions(d, d.office.sessions)),
    "move due dates": (Right.CALENDAR, lambda d: calendar_changes.move(d, ["A-1"], "…")),
    "procedure": (Right.CATALOGUE, lambda d: catalogue_changes.add(d, replace(VERSION, id=0))),
    "new version": (
        Right.CATALOGUE,
        lambda d: catalogue_changes.begin(
            d, replace(VERSION, valid_from=date(2026, 12, 1), decision="12/QĐ-UBND")
        ),
    ),
    "end version": (Right.CATALOGUE, lambda d: catalogue_changes.end(d, BUILDING, date(2026, 12, 1))),
    "amend version": (Right.CATALOGUE, lambda d: catalogue_changes.amend(d, VERSION)),
    "settings": (Right.SETTINGS, lambda d: office.change_settings(d, {"near_days": "3"})),
    "criteria": (
        Right.SETTINGS,
        lambda d: criteria.change_criterion(d, criteria.criteria(d)[0].code, {"points": "1"}),
    ),
    "add officer": (Right.OFFICERS, lambda d: officers.add(d, "An")),
    "rename officer": (Right.OFFICERS, lambda d: officers.rename(d, "Hà", "Ha")),
    "retire": (Right.OFFICERS, lambda d: officers.retire(d, "Hà")),
    "role": (Right.OFFICERS, lambda d: officers.give_role(d, "Hà", Role.DESK)),
    "login": (Right.OFFICERS, lambda d: officers.set_login(d, "Hà", "ha")),
    "pin": (Right.OFFICERS, lambda d: officers.set_pin(d, "Hà", "1379")),
    "lock": (Right.LOCK, lambda d: locking.lock(d, Question.of(d, OCTOBER))),
    "unlock": (Right.UNLOCK, lambda d: locking.unlock(d, LOCK, "…")),
    "import dossiers": (Right.IMPORT, lambda d: import_dossiers(d, sheet("Mã hồ sơ,Ngày tiếp nhận"))),
    "import procedures": (
        Right.CATALOGUE,
        lambda d: import_procedures(d, sheet("Mã thủ tục,Tên thủ tục")),
    ),
    "import calendar": (Right.CALENDAR, lambda d: import_calendar(d, sheet("Ngày,Loại"))),
    "recount": (Right.RESTORE, maintenance.recount),
    "own pin": (Right.OWN_PIN, lambda d: sign_in.change_pin(d, "2580", "1379")),
}


def guarded(desk: Desk) -> Desk:
    """The desk once roles count, with nobody signed in."""
    officers.give_role(desk, "Hà", Role.HEAD)
    return replace(desk, seat=Seat(guarded=True))


@pytest.mark.parametrize("name", CALLS)
def test_service_that_writes_refuses_who_is_not_signed_in(writable: Desk, name: str) -> None:
    right, call = CALLS[name]
    desk = guarded(writable)
    with pytest.raises(RightError) as refused:
        call(desk)
    assert refused.value.message == f"Chưa đăng nhập: không có quyền {right_label(right)}."


def test_every_service_that_writes_is_tried_here(writable: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = guarded(writable)
    begun: set[tuple[str, str]] = set()

    def begin(_desk: Desk, right: Right) -> None:
        code = sys._getframe(1).f_code
        begun.add((Path(code.co_filename).relative_to(PACKAGE).as_posix(), code.co_name))
        raise refusal(Seat(guarded=True), right)

    monkeypatch.setattr(Desk, "unit_of_work", begin)
    monkeypatch.setattr(Desk, "require", lambda _desk, _right: None)
    monkeypatch.setattr(sign_in, "_prove", lambda _desk, _name, _pin: 1)
    for name, (_right, call) in CALLS.items():
        if not name.startswith("dry"):
            with pytest.raises(RightError):
                call(desk)
    known = {(module, name) for module, name, _call in openings()}
    assert begun == known - UNASKED - {("services/sign_in.py", "open_up")}  # which others may do as well


@pytest.mark.parametrize("role", Role)
def test_role_is_offered_the_verbs_that_it_may_do(writable: Desk, role: Role) -> None:
    desk = replace(writable, seat=Seat(1, "An", role, guarded=True))
    refused = {
        verb for verb, error in possible.refusals(desk, "A-1").items() if isinstance(error, RightError)
    }
    of_counter = {Verb.DECLINE, Verb.REDATE, Verb.RETURN}
    assert (
        refused
        == {
            Role.DESK: set(),
            Role.HEAD: set(),
            Role.SPECIALIST: of_counter,
            Role.READER: set(Verb),
        }[role]
    )
