"""Who is at the desk: signing in, locking, what a role may not do, and giving roles on the screen."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from time import monotonic

import pytest
from tests.tui.conftest import DUE_TODAY, OVERDUE, Person
from textual.widgets import Input

from motcua_tui import bootstrap
from motcua_tui.bootstrap import reread
from motcua_tui.domain.roles import Role
from motcua_tui.services import officers, sign_in
from motcua_tui.services.desk import Desk
from motcua_tui.tui.app import MotcuaApp
from motcua_tui.tui.screens import sign_in as sign_in_screen
from motcua_tui.tui.screens.accept import AcceptScreen

PIN = "2580"
SIZES = pytest.mark.parametrize("size", [(80, 24), (140, 40)])
Open = Callable[..., AbstractAsyncContextManager[Person]]


@asynccontextmanager
async def open_screens(desk: Desk, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Person]:
    app = MotcuaApp(desk)
    async with app.run_test(size=size, notifications=True) as pilot:
        yield Person(pilot)


@pytest.fixture
def guarded(desk: Desk) -> Desk:
    """A head, Hà, a desk officer, Lan, a specialist, Sơn, and a reader, Yến, all with one PIN; nobody is
    signed in."""
    for name in ("Hà", "Lan", "Sơn", "Yến"):
        officers.add(desk, name)
    officers.set_pin(desk, "Hà", PIN)
    kept = hashed_once(desk)
    officers.give_role(desk, "Hà", Role.HEAD)
    head = sign_in.sign_in(reread(desk), "Hà", PIN)
    for name, role in (("Lan", Role.DESK), ("Sơn", Role.SPECIALIST), ("Yến", Role.READER)):
        officers.give_role(head, name, role)
        with head.database.unit_of_work(zone=head.settings.zone, actor="Hà", now=head.now()) as uow:
            uow.officers.set_pin(name, kept)
            uow.commit()
    return sign_in.sign_out(head)


def hashed_once(desk: Desk) -> str:
    """Making a hash takes as long as it should; one is enough for all."""
    (kept,) = desk.database.reader().execute("SELECT pin_hash FROM officer WHERE name = 'Hà'").fetchone()
    return str(kept)


def at_desk(desk: Desk, name: str) -> Desk:
    return sign_in.sign_in(desk, name, PIN)


@SIZES
async def test_guarded_desk_when_opened_then_asks_who_is_there_and_shows_nothing(
    guarded: Desk, size: tuple[int, int]
) -> None:
    async with open_screens(guarded, size) as person:
        shown = await person.sees("( ) Lan")
        assert "Sở Xây dựng · Một cửa" in shown
        await person.press("1", "2", "f10", "ctrl+p", "ctrl+o", "escape", "f1")
        await person.sees("••")
        assert person.app.locked
        assert OVERDUE[-6:] not in person.screen()
        assert "CẦN LÀM NGAY" not in person.screen()


async def test_sign_in_when_the_pin_is_wrong_then_told_and_when_right_then_the_desk_is_theirs(
    guarded: Desk,
) -> None:
    async with open_screens(guarded) as person:
        await person.sees("(•) Hà")
        await person.press("shift+tab", "right", "tab")
        await person.sees("(•) Lan")
        await person.press(*"1379", "enter")
        await person.sees("Mã PIN không đúng, sai 1 lần liền.")
        assert "•••" not in person.screen()
        await person.press(*PIN, "enter")
        await person.sees(lambda _shown: person.app.successor is not None)
    successor = person.app.successor
    assert successor is not None
    assert (successor.seat.name, successor.seat.role) == ("Lan", Role.DESK)


@SIZES
async def test_title_when_signed_in_then_names_who_and_as_what(guarded: Desk, size: tuple[int, int]) -> None:
    async with open_screens(at_desk(guarded, "Lan"), size) as person:
        shown = await person.sees("QUÁ HẠN 4")
        assert "Lan (một cửa)" in shown.splitlines()[0]


async def test_lock_when_the_same_officer_comes_back_then_everything_is_as_it_was(guarded: Desk) -> None:
    async with open_screens(at_desk(guarded, "Lan")) as person:
        await person.sees("QUÁ HẠN 4")
        await person.press("f2")
        await person.sees("Ctrl+S Lưu")
        field = person.app.screen.query_one("#applicant-input", Input)
        field.value = "Bà Hòa"
        await person.press("alt+k")
        shown = await person.sees("(•) Lan")
        assert "Bà Hòa" not in shown
        assert not person.app.desk.seat.signed_in
        assert person.app.tab == "today"
        await person.press(*PIN, "enter")
        await person.sees("Bà Hòa")
        assert isinstance(person.app.screen, AcceptScreen)
        assert person.app.desk.seat.name == "Lan"


async def test_desk_when_silent_for_long_then_locks_itself(guarded: Desk) -> None:
    desk = at_desk(guarded, "Lan")
    desk = replace(desk, settings=replace(desk.settings, lock_minutes=5))
    async with open_screens(desk) as person:
        await person.sees("QUÁ HẠN 4")
        began = monotonic()
        person.app.lock_when_due(began + 200)
        assert not person.app.locked
        await person.press("down")
        person.app.lock_when_due(began + 299)
        assert not person.app.locked
        person.app.lock_when_due(began + 1000)
        await person.sees("Đăng nhập")
        person.app.adopt(desk)  # what was read before the desk was locked
        assert not person.app.desk.seat.signed_in


@SIZES
async def test_reader_when_pressing_what_is_not_theirs_then_told_why(
    guarded: Desk, size: tuple[int, int]
) -> None:
    async with open_screens(at_desk(guarded, "Yến"), size) as person:
        await person.sees("QUÁ HẠN 4")
        await person.press("f2")
        await person.sees("Không có quyền tiếp nhận hồ sơ: vai trò của Yến là chỉ xem.")
        assert person.app.current_mode == "today"
        await person.press("2", "m")
        await person.sees("(không có quyền")
        await person.press("escape", "alt+t")
        await person.sees("Không có quyền đổi thiết lập")
        if size[0] > 100:
            assert "F2 Tiếp nhận (việc của một cửa, lãnh đạo)" in person.screen()


async def test_specialist_when_on_the_list_then_only_the_work_of_the_counter_is_not_theirs(
    guarded: Desk,
) -> None:
    async with open_screens(at_desk(guarded, "Sơn"), (240, 40)) as person:
        await person.sees("QUÁ HẠN 4")
        await person.press("2")
        await person.sees(DUE_TODAY[-6:])
        forbidden = person.app.forbidden(("dossiers",))
        assert forbidden.keys() & {"accept", "redate", "return", "finish", "supplement", "hand-over"} == {
            "accept",
            "redate",
            "return",
        }
        await person.press("f5")
        await person.sees("Kết quả giải quyết")


async def test_palette_when_it_offers_what_is_not_theirs_then_refused(guarded: Desk) -> None:
    async with open_screens(at_desk(guarded, "Yến")) as person:
        await person.sees("QUÁ HẠN 4")
        await person.press("ctrl+p")
        await person.sees("gõ một phần tên lệnh")
        await person.press(*"tiep", "space", *"nhan", "enter")
        await person.sees("Không có quyền tiếp nhận hồ sơ")


async def test_lock_when_the_desk_is_open_then_nothing_happens(desk: Desk) -> None:
    async with open_screens(desk) as person:
        shown = await person.sees("QUÁ HẠN 4")
        assert "(" not in shown.splitlines()[0]
        await person.press("alt+k")
        await person.sees("Bàn chưa phân quyền")
        assert not person.app.locked


async def open_officers(person: Person) -> None:
    await person.sees("QUÁ HẠN 4")
    await person.press("f10")
    await person.sees("Cơ quan chủ quản")
    await person.press("o")
    await person.sees("Đang giữ")


@SIZES
async def test_first_role_when_given_then_asked_and_whoever_is_here_has_to_sign_in(
    desk: Desk, size: tuple[int, int]
) -> None:
    officers.add(desk, "Hà")
    async with open_screens(desk, size) as person:
        await open_officers(person)
        await person.press("p")
        await person.sees("Bỏ trống cả hai ô")
        for field, text in (("new", PIN), ("again", "1379")):
            person.app.screen.query_one(f"#{field}-input", Input).value = text
        await person.press("ctrl+s")
        await person.sees("Hai lần nhập mã PIN khác nhau.")
        person.app.screen.query_one("#again-input", Input).value = PIN
        await person.press("ctrl+s")
        await person.sees("PIN  ")
        await person.press("r", "up", "up", "enter")
        await person.sees("Bật phân quyền?")
        await person.press("y")
        await person.sees("(•) Hà")
    assert reread(desk).seat.guarded


async def test_officers_when_a_head_looks_then_roles_ways_and_doubts_are_told(guarded: Desk) -> None:
    head = at_desk(guarded, "Hà")
    officers.add(head, "An")
    officers.give_role(head, "An", Role.DESK)
    async with open_screens(head, (140, 40)) as person:
        await open_officers(person)
        shown = await person.sees("đang đăng nhập: Hà (lãnh đạo)")
        lines = {line.split()[0].strip("▌"): line for line in shown.splitlines() if line.split()}
        assert "chưa đăng nhập được" in shown
        assert "chuyên viên" in lines["Sơn"]
        assert "PIN" in lines["Lan"]
        await person.press("m")
        await person.sees("đang mở chương trình trên máy này")
        person.app.screen.query_one("#name-input", Input).value = "an"
        await person.press("ctrl+s")
        await person.sees(" an ")
        await person.press("r", "up", "enter")
        await person.sees_no_more("chưa đăng nhập được")
        await person.sees(lambda shown: "một cửa" not in shown.split(" An ")[1].splitlines()[0])
    found = {one.name: one for one in officers.officers(head)}
    assert (found["An"].login, found["An"].role) == ("an", None)


async def test_own_pin_when_changed_by_one_who_is_no_head_then_with_the_one_before(guarded: Desk) -> None:
    async with open_screens(at_desk(guarded, "Yến")) as person:
        await open_officers(person)
        await person.press("end")
        await person.sees("▌ Yến")
        await person.press("r")
        await person.sees("Không có quyền quản lý cán bộ")
        await person.press("p")
        await person.sees("Mã đang dùng")
        for field, text in (("old", "1379"), ("new", "9753"), ("again", "9753")):
            person.app.screen.query_one(f"#{field}-input", Input).value = text
        await person.press("ctrl+s")
        await person.sees("Mã PIN không đúng")
        person.app.screen.query_one("#old-input", Input).value = PIN
        await person.press("ctrl+s")
        await person.sees(lambda shown: "Đang giữ" in shown and person.app.revision > 0)
    assert sign_in.sign_in(guarded, "Yến", "9753").seat.name == "Yến"


async def test_sign_in_when_the_machine_knows_the_officer_then_no_pin_is_needed(
    guarded: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    officers.set_login(at_desk(guarded, "Hà"), "Lan", "lan")
    monkeypatch.setattr(bootstrap, "machine_user", lambda: "lan")
    monkeypatch.setattr(sign_in_screen, "machine_user", lambda: "lan")
    async with open_screens(sign_in.by_machine(guarded, "lan")) as person:
        await person.sees("Lan (một cửa)")
        await person.press("alt+k")
        await person.sees("(•) Lan, máy này nhận ra")
        await person.press("enter")
        await person.sees("QUÁ HẠN 4")


async def test_sign_in_when_nobody_can_then_says_what_to_do(guarded: Desk) -> None:
    head = at_desk(guarded, "Hà")
    officers.set_login(head, "Hà", "ha")
    for name in ("Hà", "Lan", "Sơn", "Yến"):
        officers.set_pin(head, name, "")
    async with open_screens(guarded) as person:
        await person.sees("Không ai có mã PIN, và máy này không nhận ra ai.")
        await person.press("enter")
        assert person.app.locked


async def test_reader_when_typing_a_figure_then_told_and_the_field_is_as_before(guarded: Desk) -> None:
    async with open_screens(at_desk(guarded, "Yến")) as person:
        await person.sees("QUÁ HẠN 4")
        await person.press("alt+c")
        await person.sees("Biểu mẫu 1")
        await person.sees(lambda _shown: isinstance(person.app.screen.focused, Input))
        await person.press("7")
        await person.sees("Không có quyền nhập số liệu báo cáo")
        await person.press("enter")
        await person.sees(lambda _shown: isinstance(person.app.screen.focused, Input))
        assert not any(field.value for field in person.app.screen.query(Input))
        await person.press("escape")
        await person.sees("QUÁ HẠN 4")


async def test_reader_when_looking_at_a_paper_then_it_is_not_written(guarded: Desk) -> None:
    async with open_screens(at_desk(guarded, "Yến"), (140, 40)) as person:
        await person.sees("QUÁ HẠN 4")
        await person.press("2", "f8", "enter")
        await person.sees("Ctrl+S Ghi tệp (việc của một cửa, chuyên viên, lãnh đạo)")
        await person.press("ctrl+s")
        await person.sees("Không có quyền ghi giấy vào hồ sơ")
