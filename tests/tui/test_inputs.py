from __future__ import annotations

import unicodedata
from datetime import date
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.nasty_texts import NASTY
from textual import events, on
from textual.app import App, ComposeResult
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from motcua_tui.errors import InputError
from motcua_tui.tui.widgets.choices import Choice, Match, Option, Picker
from motcua_tui.tui.widgets.inputs import DateInput, TextInput, compose
from motcua_tui.tui.widgets.text_box import TextBox

Heard = TypeVar("Heard", bound=Message)


class OneField(App[None]):
    def __init__(self, field: Widget) -> None:
        super().__init__()
        self.field = field
        self.heard: list[Message] = []

    def compose(self) -> ComposeResult:
        yield self.field

    def on_mount(self) -> None:
        self.field.focus()

    @on(DateInput.Changed)
    @on(Choice.Changed)
    @on(Picker.Changed)
    @on(Picker.Picked)
    def _hear(self, event: Message) -> None:
        self.heard.append(event)

    def all(self, kind: type[Heard]) -> list[Heard]:
        return [message for message in self.heard if isinstance(message, kind)]


@given(st.text(alphabet="aăâeêioôơuưyđbtAEÔ \u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323"))
def test_compose_when_letters_and_accents_come_one_by_one_then_is_nfc_of_them_all(text: str) -> None:
    held = ""
    for character in text:
        joined, typed = compose(held, character)
        held = held[: len(held) - joined] + typed
    assert held == unicodedata.normalize("NFC", text)


async def test_text_input_when_several_lines_are_pasted_then_joins_them_clean() -> None:
    field = TextInput()
    async with OneField(field).run_test() as pilot:
        field.value = "cũ "
        field.post_message(events.Paste("Nguyễn\r\nThị\n\u202eHòa\x1b\n"))
        await pilot.pause()
        assert field.value == "cũ Nguyễn Thị Hòa"


async def test_text_input_when_text_is_selected_then_typing_and_pasting_take_its_place() -> None:
    field = TextInput()
    async with OneField(field).run_test() as pilot:
        field.value = "một hai"
        await pilot.press("shift+home", "b", "a")
        assert field.value == "ba"
        field.select_all()
        field.post_message(events.Paste("bốn"))
        await pilot.pause()
        assert field.value == "bốn"
        field.app.copy_to_clipboard("năm\nsáu")
        await pilot.press("space", "ctrl+v")
        assert field.value == "bốn năm sáu"


async def test_text_box_when_lines_are_pasted_then_keeps_them() -> None:
    field = TextBox("đầu\n")
    async with OneField(field).run_test() as pilot:
        field.move_cursor(field.document.end)
        field.post_message(events.Paste("một\x1b[31m\r\nhai\u200b"))
        await pilot.pause()
        assert field.text == "đầu\nmột[31m\nhai"
        assert field.cursor_location == field.document.end
        field.app.copy_to_clipboard("\x07ba")
        await pilot.press("ctrl+v")
        assert field.text == "đầu\nmột[31m\nhaiba"


async def test_text_box_when_read_only_then_takes_nothing() -> None:
    field = TextBox("đọc thôi", read_only=True)
    async with OneField(field).run_test() as pilot:
        field.post_message(events.Paste("x"))
        await pilot.press("ctrl+v", "backspace", "a")
        assert field.text == "đọc thôi"


@pytest.mark.parametrize("text", NASTY)
async def test_fields_when_a_nasty_text_is_pasted_then_hold_it_printable(text: str) -> None:
    line, box = TextInput(), TextBox()

    class Both(App[None]):
        def compose(self) -> ComposeResult:
            yield line
            yield box

    async with Both().run_test() as pilot:
        line.post_message(events.Paste(text))
        box.post_message(events.Paste(text))
        await pilot.pause()
        assert line.value.isprintable()
        assert box.text.replace("\n", "").replace("\t", "").isprintable()


def parse(text: str) -> date:
    if text == "mai":
        return date(2026, 11, 24)
    raise InputError("Không hiểu ngày này [/].")


def date_input(text: str = "") -> DateInput[date]:
    return DateInput(parse, lambda day: day.strftime("ngày %d/%m/%Y"), text=text)


async def test_date_input_when_typed_then_says_what_it_understood() -> None:
    field = date_input()
    app = OneField(field)
    async with app.run_test() as pilot:
        said = field.query_one(Static)
        assert str(said.content) == ""
        await pilot.press("m", "a")
        assert str(said.content) == "Không hiểu ngày này [/]."
        assert field.has_class("-unclear")
        assert (field.value, field.text) == (None, "ma")
        await pilot.press("i")
        assert str(said.content) == "ngày 24/11/2026"
        assert not field.has_class("-unclear")
        last = app.all(DateInput.Changed)[-1]
        assert (last.value, last.text, last.control) == (date(2026, 11, 24), "mai", field)


async def test_date_input_when_given_a_text_then_understands_it_from_the_start() -> None:
    async with OneField(Static()).run_test() as pilot:
        field = date_input("mai")
        await pilot.app.mount(field)
        assert field.value == date(2026, 11, 24)
        field.text = "  "
        await pilot.pause()
        assert field.value is None
        assert not field.has_class("-unclear")


CHANNELS = (Option("direct", "Trực tiếp"), Option("full", "Toàn trình"), Option("post", "Bưu chính [/]"))


async def test_choice_when_arrows_are_pressed_then_goes_round() -> None:
    choice = Choice(CHANNELS)
    app = OneField(choice)
    async with app.run_test() as pilot:
        assert choice.value == "direct"
        await pilot.press("right", "right", "right", "left")
        values = [(event.value, event.control) for event in app.all(Choice.Changed)]
        assert values == [(key, choice) for key in ("full", "post", "direct", "post")]
        shown = str(choice.render()).replace("\N{NO-BREAK SPACE}", " ")
        assert shown == "( ) Trực tiếp  ( ) Toàn trình  (•) Bưu chính [/]"


async def test_choice_when_an_option_is_clicked_then_takes_it_once() -> None:
    choice = Choice(CHANNELS, value="post")
    app = OneField(choice)
    async with app.run_test() as pilot:
        await pilot.click(choice, offset=(18, 0))
        await pilot.click(choice, offset=(18, 0))
        await pilot.click(choice, offset=(78, 0))
        assert [event.value for event in app.all(Choice.Changed)] == ["full"]


MATCHES = (
    Match("1.1", "1.1 Gia hạn giấy phép", "5 ngày"),
    Match("1.2", "1.2 Gia hạn [/]"),
    Match("1.3", "1.3 Khác"),
)


async def test_picker_when_an_arrow_and_enter_are_pressed_then_picks_that_match() -> None:
    picker = Picker()
    app = OneField(picker)
    async with app.run_test() as pilot:
        await pilot.press("g", "i")
        assert [event.text for event in app.all(Picker.Changed)] == ["g", "gi"]
        picker.supply("gi", MATCHES)
        await pilot.press("down", "down", "down", "up", "enter")
        picked = app.all(Picker.Picked)
        assert [(event.match.key, event.control) for event in picked] == [("1.2", picker)]
        assert picker.text == "1.2 Gia hạn [/]"
        assert picker.match == MATCHES[1]
        assert len(app.all(Picker.Changed)) == 2, "filling in what was picked is no typing"
        await pilot.press("enter")
        assert len(app.all(Picker.Picked)) == 1
        await pilot.press("x")
        assert picker.match is None
        assert app.all(Picker.Changed)[-1].control is picker


async def test_picker_when_enter_comes_before_the_answer_then_picks_from_the_answer() -> None:
    picker = Picker()
    app = OneField(picker)
    async with app.run_test() as pilot:
        await pilot.press("a")
        picker.supply("a", MATCHES)
        await pilot.press("b", "enter")
        assert not app.all(Picker.Picked), "the matches shown were those of an earlier text"
        picker.supply("a", MATCHES)
        picker.supply("ab", MATCHES[2:])
        await pilot.pause()
        assert [event.match.key for event in app.all(Picker.Picked)] == ["1.3"]
        picker.supply(picker.text, MATCHES)
        await pilot.press("enter")
        assert len(app.all(Picker.Picked)) == 1, "what is picked stays picked"


async def test_picker_when_nothing_matches_or_is_typed_then_picks_nothing() -> None:
    picker = Picker()
    app = OneField(picker)
    async with app.run_test() as pilot:
        await pilot.press("enter", "down", "a")
        picker.supply("a", ())
        await pilot.press("enter")
        assert not app.all(Picker.Picked)


async def test_picker_when_a_match_is_clicked_then_picks_it() -> None:
    picker = Picker()
    app = OneField(picker)
    async with app.run_test() as pilot:
        await pilot.press("a")
        picker.supply("a", MATCHES)
        await pilot.pause()
        await pilot.click("PickerMatches", offset=(5, 2))
        assert [event.match.key for event in app.all(Picker.Picked)] == ["1.3"]
        await pilot.click("TextInput")
        assert len(app.all(Picker.Picked)) == 1
