from __future__ import annotations

import os
import pwd
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from tests.engines import ON_SERVER
from tests.services.desks import NOW, particulars

from motcua_tui import bootstrap
from motcua_tui.bootstrap import desk_of, reread
from motcua_tui.domain.changes import Subject
from motcua_tui.domain.roles import Role
from motcua_tui.errors import InputError, NotFoundError, RightError, RuleError
from motcua_tui.services import browse, officers, sign_in, verbs
from motcua_tui.services.desk import Desk
from motcua_tui.storage.reads.changes import changes

PIN, OTHER = "2580", "1379"


@pytest.fixture
def guarded(small_desk: Desk) -> Desk:
    """A desk with a head (Hà, PIN), a desk officer (Mai, by the machine) and a specialist (Sơn, neither);
    nobody is signed in."""
    for name in ("Hà", "Mai", "Sơn"):
        officers.add(small_desk, name)
    officers.set_pin(small_desk, "Hà", PIN)
    officers.set_login(small_desk, "Mai", "mai")
    officers.give_role(small_desk, "Hà", Role.HEAD)
    head = sign_in.sign_in(reread(small_desk), "Hà", PIN)
    officers.give_role(head, "Mai", Role.DESK)
    officers.give_role(head, "Sơn", Role.SPECIALIST)
    return sign_in.sign_out(head)


def later(desk: Desk, **time: int) -> Desk:
    return replace(desk, clock=lambda: NOW + timedelta(**time))


def test_head_signs_in_with_the_pin_and_is_recorded(guarded: Desk) -> None:
    head = sign_in.sign_in(guarded, " Hà ", PIN)
    assert (head.seat.name, head.seat.role, head.actor) == ("Hà", Role.HEAD, "Hà")
    verbs.accept(head, particulars(), NOW)
    assert browse.find(head, "A-1").history[0].actor == "Hà"
    assert head.letterhead.officer == "Hà"


def test_nobody_signed_in_reads_and_writes_nothing(guarded: Desk) -> None:
    assert officers.officers(guarded)
    with pytest.raises(RightError, match="Chưa đăng nhập"):
        verbs.accept(guarded, particulars(), NOW)
    assert guarded.actor == ""


def test_officer_of_the_machine_is_known_without_asking(
    guarded: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bootstrap, "machine_user", lambda: "mai")
    assert desk_of(guarded.database, "2026-11-23").seat.name == "Mai"
    monkeypatch.setattr(bootstrap, "machine_user", lambda: "")
    assert desk_of(guarded.database, "2026-11-23").seat.name == ""


def test_open_desk_asks_nobody_and_records_who_has_the_seat(small_desk: Desk) -> None:
    assert not reread(small_desk).seat.guarded
    assert small_desk.actor == "Mai"
    assert sign_in.sign_out(small_desk).seat == small_desk.seat


@pytest.mark.parametrize("name", ["Mai", "Sơn", "Lạ", ""], ids=["no PIN", "neither", "unknown", "nobody"])
def test_who_has_no_pin_cannot_sign_in_with_one(guarded: Desk, name: str) -> None:
    with pytest.raises(RuleError, match="không đăng nhập bằng mã PIN được"):
        sign_in.sign_in(guarded, name, PIN)


def test_only_those_with_role_and_pin_are_offered(guarded: Desk) -> None:
    assert sign_in.names(guarded) == ("Hà",)


def test_wrong_pins_are_counted_and_slowed_down(guarded: Desk) -> None:
    for n in (1, 2, 3):
        with pytest.raises(RuleError, match=f"sai {n} lần liền"):
            sign_in.sign_in(guarded, "Hà", OTHER)
    assert officers.officers(guarded)[0].wrong_pins == 3
    with pytest.raises(RuleError, match="Đã nhập sai mã PIN 3 lần") as waits:
        sign_in.sign_in(later(guarded, seconds=29), "Hà", PIN)
    assert "09:40:30" in waits.value.hint
    with pytest.raises(RuleError, match="sai 4 lần liền"):
        sign_in.sign_in(later(guarded, seconds=30), "Hà", OTHER)
    assert sign_in.sign_in(later(guarded, seconds=90), "Hà", PIN).seat.name == "Hà"
    assert officers.officers(guarded)[0].wrong_pins == 0


def test_own_pin_is_changed_with_the_one_before(guarded: Desk) -> None:
    head = sign_in.sign_in(guarded, "Hà", PIN)
    with pytest.raises(RuleError, match="Mã PIN không đúng"):
        sign_in.change_pin(head, OTHER, OTHER)
    with pytest.raises(InputError, match="dễ đoán"):
        sign_in.change_pin(head, PIN, "1234")
    sign_in.change_pin(head, PIN, OTHER)
    assert sign_in.sign_in(guarded, "Hà", OTHER).seat.name == "Hà"
    with pytest.raises(RightError, match="đổi mã PIN"):
        sign_in.change_pin(guarded, PIN, OTHER)


def test_head_sets_a_forgotten_pin_and_the_wait_is_over(guarded: Desk) -> None:
    head = sign_in.sign_in(guarded, "Hà", PIN)
    officers.set_pin(head, "Mai", PIN)
    for _time in range(3):
        with pytest.raises(RuleError):
            sign_in.sign_in(guarded, "Mai", OTHER)
    officers.set_pin(head, "Mai", OTHER)
    assert sign_in.sign_in(guarded, "Mai", OTHER).seat.role is Role.DESK


def test_first_role_must_be_that_of_a_head_who_can_sign_in(small_desk: Desk) -> None:
    officers.add(small_desk, "Hà")
    assert officers.begins(small_desk, Role.HEAD)
    assert not officers.begins(small_desk, None)
    for role in (Role.HEAD, Role.DESK):
        with pytest.raises(RuleError, match="Không còn lãnh đạo nào"):
            officers.give_role(small_desk, "Hà", role)
    assert not reread(small_desk).seat.guarded
    officers.set_pin(small_desk, "Hà", PIN)
    with pytest.raises(RuleError, match="Không còn lãnh đạo nào"):
        officers.give_role(small_desk, "Hà", Role.DESK)
    officers.give_role(small_desk, "Hà", Role.HEAD)
    assert reread(small_desk).seat.guarded
    assert not officers.begins(small_desk, Role.HEAD)


def test_desk_that_became_guarded_meanwhile_refuses_at_once(guarded: Desk, small_desk: Desk) -> None:
    assert not small_desk.seat.guarded  # as it was opened
    with pytest.raises(RightError):
        verbs.accept(small_desk, particulars(), NOW)


def test_role_that_was_taken_meanwhile_counts_at_once(guarded: Desk) -> None:
    head = sign_in.sign_in(guarded, "Hà", PIN)
    officers.set_pin(head, "Mai", PIN)
    mai = sign_in.sign_in(guarded, "Mai", PIN)
    officers.give_role(head, "Mai", Role.READER)
    with pytest.raises(RightError, match="vai trò của Mai là chỉ xem"):
        verbs.accept(mai, particulars(), NOW)


@pytest.mark.parametrize(
    "go",
    [
        lambda head: officers.give_role(head, "Hà", None),
        lambda head: officers.give_role(head, "Hà", Role.DESK),
        lambda head: officers.set_pin(head, "Hà", ""),
        lambda head: officers.retire(head, "Hà"),
    ],
    ids=["no role", "another role", "no PIN", "retired"],
)
def test_last_head_cannot_go_while_others_have_roles(guarded: Desk, go: Callable[[Desk], str]) -> None:
    head = sign_in.sign_in(guarded, "Hà", PIN)
    with pytest.raises(RuleError):
        go(head)
    assert sign_in.sign_in(guarded, "Hà", PIN).seat.role is Role.HEAD


def test_head_who_is_not_alone_may_go_and_leaves_nothing_behind(guarded: Desk) -> None:
    head = sign_in.sign_in(guarded, "Hà", PIN)
    officers.give_role(head, "Mai", Role.HEAD)
    officers.set_pin(head, "Mai", OTHER)
    mai = sign_in.sign_in(guarded, "Mai", OTHER)
    officers.retire(mai, "Hà")
    gone = officers.officers(mai)[-1]
    assert (gone.name, gone.role, gone.login, gone.has_pin) == ("Hà", None, "", False)
    with pytest.raises(RightError):
        verbs.accept(head, particulars(), NOW)
    with pytest.raises(RuleError, match="đã nghỉ"):
        officers.give_role(mai, "Hà", Role.HEAD)


def test_last_role_taken_opens_the_desk(guarded: Desk) -> None:
    head = sign_in.sign_in(guarded, "Hà", PIN)
    for name in ("Mai", "Sơn", "Hà"):
        officers.give_role(head, name, None)
    desk = reread(guarded)
    assert not desk.seat.guarded
    verbs.accept(desk, particulars(), NOW)


def test_head_opens_the_desk_in_one_step(guarded: Desk) -> None:
    sign_in.open_up(sign_in.sign_in(guarded, "Hà", PIN), "")
    assert not reread(guarded).seat.guarded


@pytest.mark.file_only("about the owner of the file")
def test_owner_of_the_file_opens_the_desk_and_is_recorded(
    guarded: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(RightError):
        sign_in.open_up(guarded, "")
    monkeypatch.setattr(sign_in, "_owns", lambda _desk: False)
    with pytest.raises(RightError, match="chủ của tệp"):
        sign_in.open_up(guarded, "may1")
    monkeypatch.undo()
    sign_in.open_up(guarded, "may1")
    assert not reread(guarded).seat.guarded
    newest = changes(guarded.database.reader(), Subject.OFFICER, zone=guarded.settings.zone)[0]
    assert (newest.field, newest.after, newest.actor) == ("role", "", "may1")


@pytest.mark.skipif(not ON_SERVER, reason="a server has an administrator of its own")
def test_record_on_a_server_is_opened_by_a_head_only(guarded: Desk) -> None:
    with pytest.raises(RightError, match="Chỉ lãnh đạo"):
        sign_in.open_up(guarded, "may1")


def test_renamed_officer_stays_signed_in(guarded: Desk) -> None:
    head = sign_in.sign_in(guarded, "Hà", PIN)
    officers.rename(head, "Hà", "Hà Thu")
    assert reread(head).seat.name == "Hà Thu"


def test_login_belongs_to_one_officer(guarded: Desk) -> None:
    head = sign_in.sign_in(guarded, "Hà", PIN)
    with pytest.raises(RuleError, match="Tên máy “mai” là của Mai"):
        officers.set_login(head, "Sơn", " mai ")
    officers.set_login(head, "Mai", "")
    officers.set_login(head, "Sơn", "mai")
    assert [(o.name, o.login) for o in officers.officers(head) if o.login] == [("Sơn", "mai")]


def test_unknown_officer_gets_no_role_login_or_pin(small_desk: Desk) -> None:
    with pytest.raises(NotFoundError):
        officers.give_role(small_desk, "Lạ", Role.HEAD)
    with pytest.raises(NotFoundError):
        officers.set_login(small_desk, "Lạ", "la")
    with pytest.raises(NotFoundError):
        officers.set_pin(small_desk, "Lạ", PIN)


def test_desk_that_becomes_guarded_knows_the_officer_of_the_machine(
    small_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bootstrap, "machine_user", lambda: "ha")
    officers.add(small_desk, "Hà")
    officers.set_login(small_desk, "Hà", "ha")
    officers.give_role(small_desk, "Hà", Role.HEAD)
    head = reread(small_desk)
    assert head.seat.name == "Hà"
    assert reread(sign_in.sign_out(head)).seat.name == ""


def test_journal_tells_of_roles_logins_and_pins_but_keeps_none(guarded: Desk) -> None:
    found = changes(guarded.database.reader(), Subject.OFFICER, zone=guarded.settings.zone)
    told = [(c.name, c.field, c.before, c.after, c.actor) for c in reversed(found) if c.field != "name"]
    assert told == [
        ("Hà", "pin", "", "set", "Mai"),
        ("Mai", "login", "", "mai", "Mai"),
        ("Hà", "role", "", "head", "Mai"),
        ("Mai", "role", "", "desk", "Hà"),
        ("Sơn", "role", "", "specialist", "Hà"),
    ]
    (kept,) = guarded.database.reader().execute("SELECT pin_hash FROM officer WHERE name = 'Hà'").fetchone()
    assert kept.startswith("$argon2id$")
    assert PIN not in kept


def test_user_of_the_machine_is_told_by_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("USER", "somebody")
    monkeypatch.setenv("LOGNAME", "somebody")
    assert bootstrap.machine_user() == pwd.getpwuid(os.getuid()).pw_name
    monkeypatch.setattr(os, "getuid", lambda: 4_000_000_000)
    assert bootstrap.machine_user() == ""


def test_own_steps_are_taken_back_and_those_of_others_by_the_head(guarded: Desk) -> None:
    from motcua_tui.services.undoing import redo, undo

    head = sign_in.sign_in(guarded, "Hà", PIN)
    officers.set_pin(head, "Mai", PIN)
    officers.set_pin(head, "Sơn", PIN)
    mai, son = (sign_in.sign_in(guarded, name, PIN) for name in ("Mai", "Sơn"))
    at = datetime(2026, 11, 23, 8)
    verbs.accept(mai, particulars(), at)
    verbs.hand_over(son, "A-1", at, "Phòng Xây dựng")
    with pytest.raises(RightError, match="hoàn tác bước người khác ghi"):
        undo(mai, "A-1")
    undo(son, "A-1")
    with pytest.raises(RightError, match="hoàn tác bước người khác ghi"):
        redo(mai, "A-1")
    redo(son, "A-1")
    verbs.finish(mai, "A-1", at)
    verbs.give_back(mai, "A-1", at)
    with pytest.raises(RightError, match="quyền trả kết quả"):
        undo(son, "A-1")
    undo(head, "A-1")
