from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.screen import Screen
from textual.widgets import Static

from motcua_tui.errors import RuleError
from motcua_tui.tui.actions import ACTIONS, Group, actions_for, bindings_for, key_label
from motcua_tui.tui.widgets.dialog import Confirm, Notice
from motcua_tui.tui.widgets.inputs import TextInput
from motcua_tui.tui.widgets.keys import FooterKey, KeyFooter, fit_keys, help_rows, merge_keys
from motcua_tui.tui.widgets.numbered import ESCAPED

PLACES = sorted({place for action in ACTIONS for place in action.where})
TELEX_LETTERS = {
    "w",
    "left_square_bracket",
    "right_square_bracket",
    "left_curly_bracket",
    "right_curly_bracket",
}


@pytest.mark.parametrize("place", PLACES)
def test_registry_when_a_place_binds_its_actions_then_no_key_is_taken_twice(place: str) -> None:
    keys = Counter(key for action in actions_for(place) for key in action.keys)
    assert not [key for key, count in keys.items() if count > 1]
    assert not set(keys) & {key for action in actions_for("app") for key in action.keys} or place == "app"


def test_registry_when_read_then_ids_are_unique_and_words_are_complete() -> None:
    assert len({action.id for action in ACTIONS}) == len(ACTIONS)
    for action in ACTIONS:
        assert action.title
        assert action.help.endswith(".")
        assert action.keys
        assert all(key.isascii() and key not in TELEX_LETTERS for key in action.keys)
        assert not action.cli or action.cli.startswith("motcua")


def test_alt_keys_when_sent_by_a_terminal_then_stand_for_no_other_key() -> None:
    """Terminals send Escape and the letter, which for some letters means another key: Alt+B is Ctrl+Left."""
    bound = {key.removeprefix("alt+") for action in ACTIONS for key in action.keys if key.startswith("alt+")}
    letters = {key for key in bound if len(key) == 1 and key.isalpha()}
    assert letters
    assert "\x1bb" in ANSI_SEQUENCES_KEYS
    assert not [letter for letter in letters if f"\x1b{letter}" in ANSI_SEQUENCES_KEYS]


def test_alt_digits_when_sent_by_a_terminal_then_are_the_signs_that_a_numbered_field_takes() -> None:
    assert "".join(str(ANSI_SEQUENCES_KEYS[f"\x1b{digit}"]) for digit in range(1, 10)) == ESCAPED


def test_bindings_when_derived_then_carry_id_method_and_help() -> None:
    (binding,) = [
        item for item in bindings_for("dossiers") if isinstance(item, Binding) and item.id == "search"
    ]
    assert (binding.key, binding.action, binding.description) == ("slash,f3", "search", "Tìm")
    assert binding.tooltip == "Tìm theo mã, người nộp, thủ tục; không cần gõ dấu."


@pytest.mark.parametrize(
    ("key", "label"),
    [
        ("ctrl+p", "Ctrl+P"),
        ("f2", "F2"),
        ("enter", "↵"),
        ("space", "Space"),
        ("slash", "/"),
        ("u", "u"),
        ("alt+x", "Alt+X"),
    ],
)
def test_key_label_when_printed_then_is_what_stands_on_the_keyboard(key: str, label: str) -> None:
    assert key_label(key) == label


def test_help_rows_when_asked_for_places_then_lists_each_action_once_by_group() -> None:
    rows = help_rows("app", "dossiers", "table", keymap={"finish": "f6, ctrl+k"})
    assert len(rows) == len(actions_for("app", "dossiers", "table"))
    groups = [row.group for row in rows if row.group]
    assert (groups[0], groups[-1]) == ("Hồ sơ", "Chung")
    (finish,) = [row for row in rows if row.title == "Kết quả"]
    assert (finish.keys, finish.cli) == ("F6 Ctrl+K", "motcua finish")
    assert {row.group for row in help_rows(*PLACES)} >= {"Báo cáo", "Biểu nhập và câu hỏi"}
    assert len([row for row in help_rows(*PLACES) if row.group]) == len(Group)


def key(id: str, title: str, reason: str = "") -> FooterKey:
    return FooterKey(id, id, "F2", title, enabled=not reason, reason=reason)


def test_fit_keys_when_there_is_little_room_then_reasons_go_first_and_help_stays() -> None:
    keys = (
        key("a", "Tiếp nhận"),
        key("b", "Kết quả", "chưa tiếp nhận"),
        key("c", "Tìm"),
        key("help", "Trợ giúp"),
    )
    wide = [shown.words for shown in fit_keys(keys, 80)]
    assert wide == ["F2 Tiếp nhận", "F2 Kết quả (chưa tiếp nhận)", "F2 Tìm", "F2 Trợ giúp"]
    assert [shown.words for shown in fit_keys(keys, 60)][1] == "F2 Kết quả"
    assert [shown.id for shown in fit_keys(keys, 40)] == ["a", "b", "help"]
    assert [shown.id for shown in fit_keys(keys, 5)] == ["help"]


@given(
    st.lists(st.tuples(st.sampled_from("abc"), st.text("xyz", max_size=6)), max_size=8), st.integers(0, 120)
)
def test_fit_keys_when_fitted_then_keeps_order_and_width(pairs: list[tuple[str, str]], width: int) -> None:
    keys = [key(id, title, "vì thế") for id, title in pairs]
    shown = fit_keys(keys, width)
    ids = iter([item.id for item in keys])
    assert all(item.id in ids for item in shown)
    assert sum(len(item.words) + 2 for item in shown) <= width or not shown


def test_merge_keys_when_neighbours_share_a_title_then_share_an_entry() -> None:
    left, right = (FooterKey(id, id, label, "Kỳ") for id, label in (("l", "←"), ("r", "→")))
    assert [shown.words for shown in merge_keys([left, right, key("a", "Nhóm")])] == ["←→ Kỳ", "F2 Nhóm"]


class Desk(Screen[None]):
    BINDINGS = bindings_for("dossiers")
    accepted = 0

    def compose(self) -> ComposeResult:
        yield TextInput()
        yield Static(id="elsewhere")
        yield KeyFooter()

    def on_mount(self) -> None:
        self.query_one(KeyFooter).explain({"finish": "chưa có hồ sơ"})

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return None if action == "finish" else True

    def action_accept(self) -> None:
        self.accepted += 1


class DeskApp(App[None]):
    BINDINGS = bindings_for("app")

    def get_default_screen(self) -> Screen[None]:
        return Desk()


def footer_text(app: App[None]) -> str:
    return str(app.screen.query_one(KeyFooter).render())


async def test_footer_when_a_key_is_disabled_then_it_stays_and_says_why() -> None:
    app = DeskApp()
    async with app.run_test(size=(240, 24)) as pilot:
        app.screen.set_focus(None)
        await pilot.pause()
        shown = footer_text(app)
        assert "F2 Tiếp nhận  F5 Kết quả (chưa có hồ sơ)  F6 Bổ sung  m Khác  u Hoàn tác  / Tìm" in shown
        assert "v Bộ lọc  d Danh sách  c Cột  x Bỏ lọc" in shown
        assert shown.endswith("F1 Trợ giúp  Ctrl+P Lệnh")


async def test_footer_when_a_field_has_the_focus_then_shows_only_keys_that_work() -> None:
    app = DeskApp()
    async with app.run_test(size=(120, 24)) as pilot:
        app.screen.query_one(TextInput).focus()
        await pilot.pause()
        assert "F3 Tìm" in footer_text(app)
        assert "Bộ lọc" not in footer_text(app)


async def test_footer_when_a_key_is_clicked_then_presses_it() -> None:
    app = DeskApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.click(KeyFooter, offset=(footer_text(app).index("F2"), 0))
        await pilot.click(KeyFooter, offset=(79, 0))
        assert isinstance(app.screen, Desk)
        assert app.screen.accepted == 1


@pytest.mark.parametrize(
    ("pressed", "answer"), [("enter", False), ("escape", False), ("n", False), ("y", True)]
)
async def test_confirm_when_a_key_is_pressed_then_only_y_means_yes(pressed: str, answer: bool) -> None:
    app: App[None] = App()
    answers: list[bool | None] = []
    async with app.run_test() as pilot:
        app.push_screen(
            Confirm("Xóa [/] này?", detail="Không lấy lại được [@click=app.bell]x[/]."), answers.append
        )
        await pilot.press(pressed)
        assert answers == [answer]


async def test_confirm_when_its_words_are_clicked_then_answers() -> None:
    app: App[None] = App()
    answers: list[bool | None] = []
    async with app.run_test() as pilot:
        app.push_screen(Confirm("Chắc chưa?"), answers.append)
        await pilot.pause()
        await pilot.click("#text")
        assert answers == []
        await pilot.click("#keys", offset=(2, 0))
        assert answers == [True]


async def test_notice_when_made_of_an_error_then_shows_message_and_hint() -> None:
    app: App[None] = App()
    async with app.run_test() as pilot:
        app.push_screen(Notice.of(RuleError("Hồ sơ [/] đã trả.", "Xem lịch sử.")))
        await pilot.pause()
        assert str(app.screen.query_one("#text", Static).content) == "Hồ sơ [/] đã trả."
        assert str(app.screen.query_one("#hint", Static).content) == "Xem lịch sử."
        await pilot.press("enter")
        assert not isinstance(app.screen, Notice)
