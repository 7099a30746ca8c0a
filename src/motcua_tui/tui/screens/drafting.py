"""The draft of one open form: which row it is, and writing it in threads without ever mixing two up."""

from __future__ import annotations

from datetime import date
from threading import Lock
from typing import Final

from textual.content import Content as Words

from motcua_tui.i18n import _
from motcua_tui.services import drafts
from motcua_tui.services.desk import Desk
from motcua_tui.services.drafts import Content, Draft
from motcua_tui.tui.actions import actions_for, key_label
from motcua_tui.tui.widgets.plain import plain

__all__ = ["Content", "Draft", "DraftKeeper", "offer"]

_ACTIONS: Final = ("use-draft", "drop-draft")


class DraftKeeper:
    """Knows the row of the draft that an open form is kept in.

    ``keep``, ``drop`` and ``offered`` run in threads, the rest in that of the screen and never waits for
    the database. ``turn`` grows when the form is saved or begun anew: a writer of an earlier turn that
    comes late leaves nothing behind.
    """

    def __init__(self, desk: Desk, form: str, subject: str) -> None:
        self._desk = desk
        self._form = form
        self._subject = subject
        self._writing = Lock()
        self._state = Lock()
        self._draft: int | None = None
        self.turn = 0

    @property
    def draft(self) -> int | None:
        """The row that the form is kept in."""
        with self._state:
            return self._draft

    def offered(self) -> Draft | None:
        """What was left the last time, if anything."""
        return drafts.offered(self._desk, self._form, self._subject)

    def keep(self, content: Content, turn: int) -> None:
        """Store what the form holds. Raises StorageError."""
        with self._writing:
            with self._state:
                if turn != self.turn:
                    return
                draft = self._draft
            draft = drafts.keep(self._desk, self._form, self._subject, content, draft)
            with self._state:
                if turn == self.turn:
                    self._draft = draft
                    return
            drafts.drop(self._desk, draft)

    def drop(self, draft: int) -> None:
        """Forget a draft. Raises StorageError."""
        drafts.drop(self._desk, draft)

    def release(self) -> int | None:
        """The form is saved or thrown away: the draft it was kept in, to be dropped."""
        return self._turn_to(None)

    def adopt(self, draft: Draft) -> None:
        """Go on with a draft of the last time; what the form was kept in so far stays for later."""
        self._turn_to(draft.id)

    def _turn_to(self, draft: int | None) -> int | None:
        with self._state:
            before, self._draft = self._draft, draft
            self.turn += 1
        return before


def offer(draft: Draft, blank: Content, today: date) -> Words:
    """When the draft was kept, the keys that use it or throw it away, and what differs from a blank form."""
    at = draft.saved_at
    time = f"{at:%H:%M}" if at.date() == today else f"{at:%d/%m %H:%M}"
    keys = " · ".join(
        f"{key_label(action.key)} {action.title}" for action in actions_for("form") if action.id in _ACTIONS
    )
    typed = (text.rpartition("\t")[2] for name, text in draft.content.items() if text != blank.get(name))
    return Words.assemble(
        (_("Có bản nháp lúc {time}").format(time=time), "bold $accent"),
        f" · {keys}\n",
        plain(" · ".join(filter(None, typed))).stylize("$faint"),
    )
