"""The fields that tick and that offer what is known, on a screen of their own."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.message import Message
from textual.widgets import Input

from motcua_tui.tui.widgets.checks import Checks
from motcua_tui.tui.widgets.choices import Match
from motcua_tui.tui.widgets.suggest import Suggest


class OneField(App[None]):
    def __init__(self, field: Checks | Suggest) -> None:
        super().__init__()
        self.field = field
        self.heard: list[Message] = []

    def compose(self) -> ComposeResult:
        yield self.field
        yield Input(id="other")

    def on_mount(self) -> None:
        self.field.focus()

    def on_checks_changed(self, event: Checks.Changed) -> None:
        self.heard.append(event)

    def on_suggest_picked(self, event: Suggest.Picked) -> None:
        self.heard.append(event)


async def test_checks_when_keys_or_the_mouse_tick_then_what_is_on_follows_the_order_of_the_line() -> None:
    checks = Checks(["Đơn", "[/] Bản vẽ", "Ảnh"], on=["Ảnh"], id="checks")
    async with OneField(checks).run_test(size=(20, 6)) as pilot:
        await pilot.press("left", "space", "right", "right", "right", "space")
        assert checks.on == ("Đơn",)
        await pilot.click(Checks, offset=(2, 1))
        assert checks.on == ("Đơn", "[/] Bản vẽ")
        await pilot.click(Checks, offset=(19, 1))
        assert checks.value == "Đơn\n[/] Bản vẽ"
        assert checks.size.height == 3
        app = checks.app
        assert isinstance(app, OneField)
        assert len(app.heard) == 3
        checks.value = "Ảnh\nkhông có"
        assert checks.on == ("Ảnh",)
        checks.offer([], on=[])
        await pilot.press("space", "right")
        assert checks.on == ()


async def test_suggest_when_nothing_is_chosen_then_enter_keeps_the_text_and_otherwise_takes_the_line() -> (
    None
):
    suggest = Suggest(id="known", field_id="name")
    matches = [Match("0", "Lê An", "đã có 2 hồ sơ"), Match("1", "Lê An Bình")]
    async with OneField(suggest).run_test(size=(40, 8)) as pilot:
        app = suggest.app
        assert isinstance(app, OneField)
        await pilot.press("l", "a")
        suggest.supply("l", matches, certain=True)
        await pilot.press("enter")
        suggest.supply("la", matches)
        await pilot.press("down", "up", "enter")
        assert app.heard == []
        await pilot.press("down", "down", "down", "enter")
        suggest.supply("la", matches, certain=True)
        await pilot.press("enter")
        suggest.supply("la", matches)
        await pilot.pause()
        await pilot.click(Suggest, offset=(3, 2))
        picked = [event.match.key for event in app.heard if isinstance(event, Suggest.Picked)]
        assert picked == ["1", "0", "1"]
        assert suggest.value == "la"
        suggest.supply("la", matches)
        app.query_one("#other").focus()
        await pilot.pause()
        assert suggest.size.height == 1
