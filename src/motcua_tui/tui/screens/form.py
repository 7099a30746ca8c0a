"""What the forms share: labelled fields with their errors beside them, saving, leaving, drafts.

A refused form keeps everything that was typed. A form that says of what it is (``draft_of``) is kept as a
draft while one types, and offered again when it is opened the next time; Esc leaves it at that. Esc on
any other form asks first when something was typed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from textual import on
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Input, Static

from motcua_tui.errors import MotcuaError
from motcua_tui.i18n import _
from motcua_tui.tui.actions import bindings_for
from motcua_tui.tui.screens.drafting import Content, Draft, DraftKeeper, offer
from motcua_tui.tui.screens.fields import Field
from motcua_tui.tui.screens.shared_form import SharedForm
from motcua_tui.tui.widgets.choices import Choice, Picker
from motcua_tui.tui.widgets.dialog import Confirm
from motcua_tui.tui.widgets.plain import plain

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.await_complete import AwaitComplete

    from motcua_tui.services.desk import Desk

MATCHES_SHOWN: Final = 7
_KEEP_SECONDS: Final = 1.0
"""How often a form that is typed into is kept as a draft."""


class FormScreen(SharedForm):
    """A form over the whole screen. Subclasses write ``compose_fields``, ``heading`` and ``action_save``."""

    tab = "dossiers"
    places: tuple[str, ...] = ("form",)
    BINDINGS = bindings_for("form")
    writes = True
    heading: str

    def __init__(self) -> None:
        super().__init__()
        self._settled: Content = {}
        self._whole = False
        self._waiting_for_fields: list[Callable[[], None]] = []
        self._keeper: DraftKeeper | None = None
        self._kept: Content = {}
        self._offered: Draft | None = None

    def compose_body(self) -> ComposeResult:
        with VerticalScroll(id="form", can_focus=False) as box:
            box.border_title = plain(self.heading)
            yield Static(id="draft")
            yield from self.compose_fields()

    def compose_fields(self) -> ComposeResult:
        """The fields, top to bottom."""
        raise NotImplementedError

    def more_fields(self) -> Iterable[Widget]:
        """What comes below and is not needed at once: it is there one refresh later, lest opening wait."""
        return ()

    def when_whole(self, call: Callable[[], None]) -> None:
        """Do it once every field is there."""
        if self._whole:
            call()
        else:
            self._waiting_for_fields.append(call)

    async def _complete_form(self) -> None:
        more = tuple(self.more_fields())
        await self.query_one("#form").mount_all(more)
        self._settled = {**self._held(), **self._settled}
        self._whole = True
        for call in self._waiting_for_fields:
            call()
        self._waiting_for_fields.clear()

    @property
    def desk(self) -> Desk:
        """The desk; what is written for it takes the draft of this form away."""
        desk = super().desk
        draft = self._keeper.draft if self._keeper else None
        return desk if draft is None else replace(desk, draft=draft)

    def draft_of(self) -> str | None:
        """Of what a draft of this form is: a code, or "" for something new. None keeps no drafts."""
        return None

    def restored(self) -> None:
        """The fields hold a draft now; what hangs on them is to follow."""

    def refuse(self, field: str, message: str) -> None:
        """Say beside the field of that id what is wrong with it."""
        self.query_one(f"#{field}", Field).refuse(message)

    def accept_fields(self) -> None:
        """Nothing is wrong any more."""
        for field in self.query(Field):
            field.refuse("")

    def settle(self) -> None:
        """What the fields hold now is what Esc may throw away without asking."""
        self._settled = self._held()

    @property
    def touched(self) -> bool:
        """The fields hold something else than when they were settled."""
        held = self._held()
        if self._whole:
            return held != self._settled
        # Fields that are being added now are as they should be.
        return any(held.get(name) != text for name, text in self._settled.items())

    def reopen(self, form: FormScreen) -> None:
        """Go on in another form, such as one on what is there by now, with what was typed here."""
        held = self._held()
        typed = {name: text for name, text in held.items() if text != self._settled.get(name)}
        form.when_whole(partial(form.put_in, typed))
        self.dismiss()
        self.app.push_screen(form)

    def put_in(self, content: Content) -> None:
        """Fill in what these fields held."""
        for field in self.query(Field):
            field.held = content.get(field.id or "", field.held)
        self.restored()

    def _held(self) -> Content:
        return {field.id: field.held for field in self.query(Field) if field.id}

    def on_mount(self) -> None:
        self.settle()
        self.call_after_refresh(self._complete_form)
        subject = self.draft_of()
        if subject is not None:
            self._keeper = DraftKeeper(self.desk, type(self).__name__, subject)
            self.set_interval(_KEEP_SECONDS, self.keep_draft)
            self._look_for_draft()

    def action_cancel(self) -> None:
        """Leave; what was typed becomes a draft, or is thrown away if one is sure where there are none."""
        if not self.touched:
            self.dismiss()
        elif self._keeper is None:
            self.app.push_screen(Confirm(_("Bỏ những gì vừa nhập?")), self._leave)
        else:
            self._keep_at_once()
            self._keeper = None
            self.notify(_("Đã giữ nháp; mở lại biểu này để nhập tiếp."))
            self.dismiss()

    def _leave(self, sure: bool | None) -> None:
        if sure:
            self.dismiss()

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Saved, or not worth keeping: the draft goes as well."""
        self.forget_draft()
        self._keeper = None
        return super().dismiss(result)

    # drafts

    def keep_draft(self) -> None:
        """Store what was typed since the last time."""
        if (content := self._unkept()) is not None and self._keeper:
            self._kept = content
            call = partial(self._keeper.keep, content, self._keeper.turn)
            self.run_in_thread(call, self._draft_kept, failed=self._draft_not_kept, group="keep")

    def on_screen_suspend(self) -> None:
        self._keep_at_once()

    def _keep_at_once(self) -> None:
        """Store it by a thread that outlives the screen."""
        if (content := self._unkept()) is not None and self._keeper:
            self._kept = content
            self._in_background(partial(self._keeper.keep, content, self._keeper.turn))

    def keep_now(self) -> None:
        if (content := self._unkept()) is not None and self._keeper:
            with suppress(MotcuaError):
                self._keeper.keep(content, self._keeper.turn)

    def _unkept(self) -> Content | None:
        if self._keeper is None or not self._whole or not self.touched:
            return None
        content = self._held()
        return None if content == self._kept else content

    def forget_draft(self) -> None:
        """What was typed is stored or thrown away: it is no draft any more."""
        self._kept = {}
        if self._keeper and (draft := self._keeper.release()) is not None:
            self._in_background(partial(self._keeper.drop, draft))

    def _in_background(self, call: Callable[[], None]) -> None:
        app = self.app

        def work() -> None:
            try:
                call()
            except MotcuaError as error:
                app.notify("\n".join((error.message, error.hint)), severity="warning", markup=False)

        app.run_worker(work, thread=True, group="draft")

    def _draft_kept(self, _nothing: None) -> None:
        self._say_of_draft(_("đã giữ nháp {time}").format(time=f"{self.desk.now():%H:%M}"))

    def _draft_not_kept(self, error: MotcuaError) -> None:
        self._kept = {}
        self._say_of_draft(_("chưa giữ được nháp: {why}").format(why=error.message))

    def _say_of_draft(self, words: str) -> None:
        self.query_one("#form", VerticalScroll).border_subtitle = plain(words)

    # the draft of the last time

    def _look_for_draft(self) -> None:
        if self._keeper:
            self.run_in_thread(
                self._keeper.offered,
                lambda draft: self.when_whole(partial(self._offer, draft)),
                group="draft",
            )

    def _offer(self, draft: Draft | None) -> None:
        self._offered = draft
        line = self.query_one("#draft", Static)
        line.display = draft is not None
        if draft is not None:
            line.update(offer(draft, self._settled, self.desk.today()))
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "use_draft":
            return self._offered is not None
        if action == "drop_draft":
            return self._keeper is not None and (self._offered is not None or self.touched)
        return super().check_action(action, parameters)

    def action_use_draft(self) -> None:
        """Put the draft into the fields; what was typed before it stays as a draft of its own."""
        if self._offered is None or self._keeper is None:
            return
        self._keep_at_once()
        self._keeper.adopt(self._offered)
        self._kept = {}
        self.put_in(self._offered.content)
        self._offer(None)

    def action_drop_draft(self) -> None:
        """Throw away what was typed or, while nothing was, the draft that is offered."""
        if self.touched:
            self.app.push_screen(Confirm(_("Bỏ những gì vừa nhập, kể cả bản nháp?")), self._leave)
        elif self._offered:
            self.app.push_screen(Confirm(_("Xóa bản nháp này?")), partial(self._drop_offered, self._offered))

    def _drop_offered(self, draft: Draft, sure: bool | None) -> None:
        if sure and self._keeper:
            self.run_in_thread(
                partial(self._keeper.drop, draft.id), lambda _nothing: self._look_for_draft(), group="draft"
            )

    @on(Input.Submitted)
    @on(Picker.Picked)
    def to_next_field(self) -> None:
        """Enter goes on to the next field in the order of the form.

        Textual's own order is that of places on the screen, which a field that has just come into view
        does not have yet.
        """
        fields = iter(self.query(Field))
        for field in fields:
            if field.has_pseudo_class("focus-within"):
                break
        following = next((field for field in fields if field.takes_focus), None)
        if following:
            following.focus_control()
        else:
            self.focus_next()

    def on_key(self, event: events.Key) -> None:
        if event.key == "enter" and isinstance(self.focused, Choice):
            self.to_next_field()
