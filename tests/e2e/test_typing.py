"""Vietnamese input methods send backspaces and letters in one burst: only a real terminal shows it."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.pty_screen import KEYS, PtyScreen

BACK = KEYS["backspace"]

# One field; F10 reports what it holds, between arrows and with a running number, and empties it.
PROGRAM = """
import sys
from textual.app import App
from textual.content import Content
from textual.widgets import Static
from motcua_tui.tui.widgets.inputs import TextInput
from motcua_tui.tui.widgets.text_box import TextBox

class OneField(App):
    BINDINGS = [("f10", "report", "")]
    reports = 0

    def compose(self):
        self.field = TextInput() if sys.argv[1] == "line" else TextBox()
        self.said = Static()
        yield self.said
        yield self.field

    def on_mount(self):
        self.field.focus()
        self.call_after_refresh(lambda: self.said.update("#0"))

    def action_report(self):
        self.reports += 1
        held = self.field.value if sys.argv[1] == "line" else self.field.text
        self.said.update(Content(f"#{self.reports} >{held.encode('unicode_escape').decode()}<"))
        self.field.clear()

OneField().run()
"""

BURSTS = {
    "accent on the last vowel": (f"tieng{BACK * 3}ếng", "tiếng"),
    "letter by letter with corrections": (f"d{BACK}đuo{BACK * 2}ương{BACK * 3}ờng", "đường"),
    "two words": (f"xin chao{BACK * 2}ào", "xin chào"),
    "capitals, corrected twice": (f"NGUYEN{BACK * 2}ÊN{BACK * 2}ỄN", "NGUYỄN"),
    "in the middle of a word": (f"Vit{KEYS['left']}e{BACK}ệ", "Việt"),
    "taken back to plain letters": (f"tiếng{BACK * 3}engs", "tiengs"),
    "decomposed letters": (unicodedata.normalize("NFD", "Thị Hòa ở Huế"), "Thị Hòa ở Huế"),
    "backspaces before decomposed letters": (
        f"tieng{BACK * 3}{unicodedata.normalize('NFD', 'ếng')}",
        "tiếng",
    ),
    "backspace sent as control H": ("hoa\x08à", "hoà"),
}


@pytest.fixture(scope="module", params=["line", "box"])
def field(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[PtyScreen]:
    program: Path = tmp_path_factory.mktemp("typing") / "one_field.py"
    program.write_text(PROGRAM, encoding="utf-8")
    with PtyScreen([sys.executable, str(program), request.param]) as screen:
        screen.wait_for("#0")
        yield screen


def held_after(field: PtyScreen, typed: str) -> str:
    number = int(field.text().split("#")[1].split()[0]) + 1
    field.send(typed)
    field.send(KEYS["f10"])
    shown = field.wait_for(lambda text: f"#{number} >" in text)
    held = shown.split(f"#{number} >")[1].split("<")[0]
    return held.encode().decode("unicode_escape")


@pytest.mark.parametrize(("typed", "wanted"), BURSTS.values(), ids=BURSTS.keys())
def test_field_when_a_burst_of_keys_arrives_then_holds_what_was_meant(
    field: PtyScreen, typed: str, wanted: str
) -> None:
    assert held_after(field, typed) == wanted


def test_field_when_decomposed_text_is_pasted_then_holds_it_clean(
    field: PtyScreen,
) -> None:
    pasted = unicodedata.normalize("NFD", "Nguyễn\u200b\xa0Hòa")
    assert held_after(field, f"\x1b[200~{pasted}\x1b[201~") == "Nguyễn Hòa"
