"""Roles, machine names and PINs from the command line."""

from __future__ import annotations

import getpass
import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.conftest import Motcua

from motcua_tui import bootstrap
from motcua_tui.services import sign_in

PIN, OTHER = "2580", "1379"
Types = Callable[[str], None]


@pytest.fixture
def types(monkeypatch: pytest.MonkeyPatch) -> Types:
    """What stands on stdin, which is no terminal."""
    return lambda text: monkeypatch.setattr(sys, "stdin", io.StringIO(text))


@pytest.fixture
def guarded(desk: Motcua, types: Types) -> Motcua:
    """The desk with a head, Hà, and a desk officer, Lan, with the same PIN."""
    for name in ("Hà", "Lan"):
        assert desk("officers", "add", name).code == 0
        types(f"{PIN}\n")
        assert desk("officers", "pin", name).code == 0
    assert desk("officers", "role", "Hà", "head", "--yes").code == 0
    return desk


def listed(motcua: Motcua) -> dict[str, tuple[str | None, str | None, bool]]:
    found = motcua("officers", "list", "--json").json
    return {one["name"]: (one["role"], one["login"], one["has_pin"]) for one in found}


def test_first_role_when_not_agreed_then_nothing_changes(desk: Motcua, types: Types) -> None:
    desk("officers", "add", "Hà")
    desk("officers", "login", "Hà", "ha")
    types("\n")
    ran = desk("officers", "role", "Hà", "head")
    assert ran.code == 1
    assert "Bật phân quyền?" in ran.err
    types("c\n")
    assert desk("officers", "role", "Hà", "head", "--json").json == {"name": "Hà"}
    assert listed(desk)["Hà"] == ("head", "ha", False)


def test_writing_when_nobody_signed_in_then_refused_and_reading_is_not(guarded: Motcua) -> None:
    assert guarded("list").code == 0
    ran = guarded("officers", "add", "An")
    assert ran.code == 1
    assert "Chưa đăng nhập" in ran.err
    assert "--as" in ran.err


def test_writing_when_signed_in_by_the_environment_then_done_and_recorded(
    guarded: Motcua, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MOTCUA_PIN", PIN)
    assert guarded("officers", "role", "Lan", "desk", "--as", "Hà").code == 0
    assert guarded("--as", "Lan", "petitions", "add", "--sender", "Nga", "--content", "Hỏi").code == 0
    ran = guarded("settings", "near_days=3", "--as=Lan")
    assert ran.code == 1
    assert "Không có quyền đổi thiết lập: vai trò của Lan là một cửa." in ran.err
    newest = guarded("settings", "--history", "--json").json[0]
    assert (newest["field"], newest["after"], newest["by"]) == ("role", "desk", "Hà")


def test_pin_when_asked_on_a_terminal_then_hidden_and_on_stderr(
    guarded: Motcua, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def ask(question: str, stream: object) -> str:
        assert stream is sys.stderr
        asked.append(question)
        return {"Mã PIN mới của Lan: ": OTHER}.get(question, OTHER if "lại" in question else PIN)

    monkeypatch.setattr(getpass, "getpass", ask)
    monkeypatch.setattr(sys, "stdin", type("Terminal", (io.StringIO,), {"isatty": lambda _self: True})())
    assert guarded("officers", "pin", "Lan", "--as", "Hà").code == 0
    assert asked == ["Mã PIN của Hà: ", "Mã PIN mới của Lan: ", "Nhập lại mã PIN mới: "]


def test_new_pin_when_typed_differently_then_refused(desk: Motcua, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter([PIN, OTHER])
    monkeypatch.setattr(getpass, "getpass", lambda _question, stream: next(answers))
    monkeypatch.setattr(sys, "stdin", type("Terminal", (io.StringIO,), {"isatty": lambda _self: True})())
    ran = desk("officers", "pin", "Mai")
    assert ran.code == 2
    assert "Hai lần nhập mã PIN khác nhau" in ran.err


def test_pin_when_neither_terminal_nor_variable_then_wrong_usage(guarded: Motcua, types: Types) -> None:
    types("")
    assert guarded("officers", "list", "--as", "Hà").code == 2
    assert guarded("officers", "pin", "Hà", "--as", "Hà").code == 2


def test_own_pin_when_changed_then_with_the_one_before(
    guarded: Motcua, types: Types, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MOTCUA_PIN", PIN)
    guarded("officers", "role", "Lan", "reader", "--as", "Hà")
    types(f"{OTHER}\n")
    assert guarded("officers", "pin", "Lan", "--as", "Lan").code == 0
    types(f"{OTHER}\n")
    assert guarded("officers", "pin", "Hà", "--as", "Lan").code == 1
    monkeypatch.setenv("MOTCUA_PIN", OTHER)
    assert guarded("officers", "list", "--as", "Lan").code == 0
    assert guarded("officers", "pin", "Lan", "--remove", "--as", "Lan").code == 1


def test_machine_name_when_known_then_nothing_is_asked(
    guarded: Motcua, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MOTCUA_PIN", PIN)
    assert guarded("officers", "login", "Hà", "ha", "--as", "Hà").code == 0
    monkeypatch.delenv("MOTCUA_PIN")
    monkeypatch.setattr(bootstrap, "machine_user", lambda: "ha")
    assert guarded("officers", "add", "An").code == 0
    assert guarded("officers", "add", "Bình", "--as", "Hà").code == 0
    assert guarded("officers", "pin", "Lan", "--remove").code == 0
    assert guarded("officers", "login", "Hà", "--remove").code == 0
    assert listed(guarded)["Lan"] == (None, None, False)
    assert guarded("officers", "login", "Hà").code == 2


def test_as_when_the_desk_is_open_then_refused(desk: Motcua) -> None:
    ran = desk("list", "--as", "Mai")
    assert ran.code == 1
    assert "chưa phân quyền" in ran.err


def test_role_when_unknown_then_the_choices_are_named(desk: Motcua) -> None:
    ran = desk("officers", "role", "Mai", "king")
    assert ran.code == 2
    assert "desk, specialist, head, reader, none" in ran.err


def test_open_when_not_agreed_or_not_the_owner_then_refused(
    guarded: Motcua, types: Types, monkeypatch: pytest.MonkeyPatch
) -> None:
    types("\n")
    assert guarded("officers", "open").code == 1
    monkeypatch.setattr(sign_in, "_owns", lambda _desk: False)
    assert guarded("officers", "open", "--yes").code == 1


def test_open_when_agreed_then_history_tells_who(
    guarded: Motcua, types: Types, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("motcua_tui.cli.officers.machine_user", lambda: "may1")
    assert guarded("officers", "open", "--yes", "--json").json == {"guarded": False}
    assert guarded("officers", "add", "An").code == 0
    assert "may1" in guarded("settings", "--history").out
    types("c\n")
    assert "Đã bỏ phân quyền" in guarded("officers", "open").err


def test_list_when_read_by_people_then_tells_roles_and_ways(
    guarded: Motcua, types: Types, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MOTCUA_PIN", OTHER)
    assert guarded("officers", "list", "--as", "Hà").code == 1
    monkeypatch.setenv("MOTCUA_PIN", PIN)
    guarded("officers", "role", "Mai", "specialist", "--as", "Hà")
    guarded("officers", "login", "Lan", "lan", "--as", "Hà")
    lines = {line.split("  ")[0]: line for line in guarded("officers", "list").out.splitlines()}
    assert "lãnh đạo, có mã PIN" in lines["Hà"]
    assert "chuyên viên, chưa đăng nhập được" in lines["Mai"]
    assert "máy: lan, có mã PIN" in lines["Lan"]


def test_restore_when_the_desk_has_roles_then_for_a_head_unless_it_is_damaged(
    guarded: Motcua, database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "copy.db"
    assert guarded("backup", copy).code == 0
    ran = guarded("restore", copy, "--yes")
    assert ran.code == 1
    assert "không có quyền khôi phục dữ liệu" in ran.err
    monkeypatch.setenv("MOTCUA_PIN", PIN)
    assert guarded("restore", copy, "--yes", "--as", "Hà").code == 0
    monkeypatch.delenv("MOTCUA_PIN")
    database.write_bytes(b"damaged" * 1000)
    assert guarded("restore", copy, "--yes").code == 0
