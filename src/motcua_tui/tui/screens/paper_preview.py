"""A paper as it will be printed, on a white sheet; what is missing can be filled in before it is written."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Static

from motcua_tui.domain.codes import ReturnWay
from motcua_tui.domain.text import clean
from motcua_tui.i18n import _
from motcua_tui.labels import return_label
from motcua_tui.services import letters
from motcua_tui.services.letters import Added, Offered, Paper
from motcua_tui.tui.actions import bindings_for
from motcua_tui.tui.screens.base import DossierChanged
from motcua_tui.tui.screens.fields import Field
from motcua_tui.tui.screens.form import FormScreen
from motcua_tui.tui.screens.sheet import SheetScreen
from motcua_tui.tui.status import ASCII
from motcua_tui.tui.widgets.choices import Choice, Option
from motcua_tui.tui.widgets.inputs import TextInput

if TYPE_CHECKING:
    from textual.app import ComposeResult

_LANDSCAPE: Final = frozenset({Paper.CONTROL, Paper.REGISTER})


class PreviewScreen(SheetScreen):
    """One paper of one dossier. Nothing is written or recorded before the key of writing."""

    places = ("preview",)
    BINDINGS: ClassVar[list[BindingType]] = bindings_for("preview")

    def __init__(self, code: str, offered: Offered) -> None:
        super().__init__()
        self._code = code
        self._offered = offered
        self._added = letters.NOTHING_ADDED

    @property
    def wide(self) -> bool:
        return self._offered.paper in _LANDSCAPE

    def load(self) -> None:
        self.head(f"{self._offered.title} · {self._code}")
        call = partial(
            letters.look,
            self.desk,
            self._code,
            self._offered.paper,
            self.desk.now(),
            self._added,
            width=self.columns,
            with_qr=self.glyphs is not ASCII,
        )
        self.run_in_thread(call, self.show, failed=self.fail)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "fill_in":
            return True if letters.ASKED[self._offered.paper] else None
        return super().check_action(action, parameters)

    def action_fill_in(self) -> None:
        if letters.ASKED[self._offered.paper]:
            self.app.push_screen(FillInScreen(self._offered, self._added, self._fill_in))

    def _fill_in(self, added: Added) -> None:
        self._added = added
        self.load()

    def action_issue_paper(self) -> None:
        call = partial(
            letters.issue_into,
            self.desk,
            self._code,
            self._offered.paper,
            self.desk.now(),
            letters.folder(self.desk),
            self._added,
        )
        self.run_in_thread(call, self._wrote, group="write")

    def _wrote(self, path: Path) -> None:
        self.wrote(path)
        self.app.post_message(DossierChanged(self._code))


class FillInScreen(FormScreen):
    """What the record does not have; ``then`` gets it. What stays empty comes from the record."""

    def __init__(self, offered: Offered, added: Added, then: Callable[[Added], None]) -> None:
        super().__init__()
        self.heading = offered.title
        self._paper = offered.paper
        self._added = added
        self._then = then

    def compose_fields(self) -> ComposeResult:
        yield Static(
            _("Bỏ trống thì lấy từ sổ và thiết lập; sổ cũng không có thì in hàng chấm để viết tay."),
            id="about",
        )
        with Vertical(id="asked"):
            for name in letters.ASKED[self._paper]:
                yield Field(_label(name), self._control(name), id=name)

    def _control(self, name: str) -> Choice | TextInput:
        value = str(getattr(self._added, name) or "")
        if name == "collecting":
            ways = [Option("", _("như trong sổ")), *(Option(way, return_label(way)) for way in ReturnWay)]
            return Choice(ways, value=value, glyphs=self.glyphs, id=f"{name}-input")
        return TextInput(value, compact=True, id=f"{name}-input")

    def action_save(self) -> None:
        way = self.query_one("#collecting-input", Choice).value if self._asks("collecting") else ""
        added = Added(
            number=self._typed("number"),
            signatory=self._typed("signatory"),
            signatory_title=self._typed("signatory_title"),
            reason=self._typed("reason"),
            ground=self._typed("ground"),
            book=self._typed("book"),
            collecting=ReturnWay(way) if way else None,
            given_back=self._typed("given_back"),
        )
        self.dismiss()
        self._then(added)

    def _asks(self, name: str) -> bool:
        return name in letters.ASKED[self._paper]

    def _typed(self, name: str) -> str:
        return clean(self.query_one(f"#{name}-input", TextInput).value) if self._asks(name) else ""


def _label(name: str) -> str:
    return {
        "number": _("Số"),
        "book": _("Quyển số"),
        "collecting": _("Nhận kết quả"),
        "reason": _("Lý do"),
        "ground": _("Căn cứ"),
        "given_back": _("Trả lại"),
        "signatory": _("Người ký"),
        "signatory_title": _("Chức danh"),
    }[name]
