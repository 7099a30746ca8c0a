from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from motcua_tui import locations
from motcua_tui.__main__ import main
from motcua_tui.tui.actions import ACTIONS, rebind
from motcua_tui.tui.app import MotcuaApp
from motcua_tui.tui.keymap import Keymap, read_keymap
from motcua_tui.tui.widgets.keys import help_rows


@pytest.fixture
def keys_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "keys.toml"
    monkeypatch.setattr(locations, "keys_file", lambda: path)
    return path


def read(path: Path, text: str) -> Keymap:
    path.write_text(text, encoding="utf-8")
    return read_keymap(path)


def test_keymap_when_there_is_no_file_then_the_usual_keys(keys_file: Path) -> None:
    keymap = read_keymap(keys_file)
    assert keymap == Keymap()
    assert all(keymap.of(action) == action.keys for action in ACTIONS)


@pytest.mark.parametrize(
    ("line", "keys"),
    [
        ('undo = "ctrl+z"', ("ctrl+z",)),
        ('undo = " Ctrl+Z "', ("ctrl+z",)),
        ('undo = ["z", "&"]', ("z", "ampersand")),
        ('undo = "Alt+Shift+F4"', ("alt+shift+f4",)),
    ],
)
def test_keymap_when_keys_are_known_then_as_the_screens_call_them(
    keys_file: Path, line: str, keys: tuple[str, ...]
) -> None:
    assert read(keys_file, f"[keys]\n{line}\n") == Keymap({"undo": keys})


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('[keys]\nundoo = "f8"', "Không có việc nào tên “undoo”"),
        ('[keys]\nundo = "hyper+q"', "Không có phím “hyper+q”"),
        ('[keys]\nundo = "phím cách"', "Không có phím"),
        ('[keys]\nundo = ""', "Không có phím"),
        ("[keys]\nundo = 8", "phải là chữ trong ngoặc kép"),
        ("[keys]\nundo = []", "phải là chữ trong ngoặc kép"),
        ('[keys]\nundo = "w"', "Bộ gõ tiếng Việt"),
        ('[keys]\nundo = "["', "Bộ gõ tiếng Việt"),
        ('[keys]\nundo = "f5"', "Phím F5 của “undo” đã là phím của “finish”"),
        ('[keys]\nundo = "ctrl+q"', "đã là phím của “quit”"),
        ('[keys]\nquit = "f5"', "đã là phím của “finish”"),
        ("keys = 3", "Mục [keys]"),
        ("[keys", "Không đọc được"),
    ],
)
def test_keymap_when_a_line_is_wrong_then_it_is_told_and_left_out(
    keys_file: Path, text: str, why: str
) -> None:
    keymap = read(keys_file, text)
    assert not keymap.keys
    (problem,) = keymap.problems
    assert why in problem


def test_keymap_when_two_actions_change_places_then_neither_clashes(keys_file: Path) -> None:
    keymap = read(keys_file, '[keys]\nfinish = "f6"\nsupplement = "f5"\n')
    assert keymap == Keymap({"finish": ("f6",), "supplement": ("f5",)})


@pytest.fixture(autouse=True)
def usual_keys() -> Iterator[None]:
    yield
    rebind({})


async def test_screens_when_keys_were_chosen_then_they_work_and_footer_and_help_show_them(
    desk, keys_file: Path
) -> None:
    keymap = read(
        keys_file, '[keys]\ntab-today = "ctrl+1"\npetitions = "f11"\naccept = "ctrl+e"\nnonsense = "f8"\n'
    )
    app = MotcuaApp(desk, keymap=keymap)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        shown = "\n".join(strip.text for strip in app.screen._compositor.render_strips())
        assert "Ctrl+E Tiếp nhận" in shown
        assert " Ctrl+1 Hôm nay " in shown
        assert "nonsense" in shown
        await pilot.press("f11")
        await pilot.pause()
        assert type(app.screen).__name__ == "PetitionsScreen"
        await pilot.press("f1")
        await pilot.pause()
        assert type(app.screen).__name__ == "HelpScreen"
    (row,) = [row for row in help_rows("app", keymap=keymap.bindings()) if row.cli == "motcua petitions list"]
    assert row.keys == "F11"


def test_help_when_a_list_has_the_focus_then_its_keys_come_first_and_the_common_ones_last() -> None:
    groups = [row.group for row in help_rows("app", "dossiers", "table", focused={"mark"}) if row.group]
    assert (groups[0], groups[-1]) == ("Danh sách và bảng", "Chung")


def test_keys_command_when_asked_then_the_table_and_what_is_wrong(
    keys_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    read(keys_file, '[keys]\nundo = "ctrl+z"\nredo = "f5"\n')
    assert main(["--db", str(tmp_path / "none.db"), "keys"]) == 0
    ran = capsys.readouterr()
    assert re.search(r"^\* undo +Ctrl\+Z", ran.out, re.MULTILINE)
    assert "Phím F5 của “redo”" in ran.err
    assert str(keys_file) in ran.err
    assert main(["--db", str(tmp_path / "none.db"), "doctor"]) in (0, 1)
    assert "Phím tự chọn: Phím F5 của “redo”" in capsys.readouterr().out
