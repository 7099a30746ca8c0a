"""A paper as it will be printed, on a white sheet; what is missing can be filled in before it is written."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from motcua_tui.domain.codes import ReturnWay
from motcua_tui.domain.text import clean
from motcua_tui.errors import MotcuaError
from motcua_tui.i18n import _
from motcua_tui.labels import return_label
from motcua_tui.services import letters, opening
from motcua_tui.services.letters import Added, Offered, Paper
from motcua_tui.tui.actions import bindings_for
from motcua_tui.tui.screens.base import DeskScreen, DossierChanged
from motcua_tui.tui.screens.form import Field, FormScreen
from motcua_tui.tui.status import ASCII
from motcua_tui.tui.widgets.choices import Choice, Option
from motcua_tui.tui.widgets.inputs import TextInput
from motcua_tui.tui.widgets.plain import plain

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

_LANDSCAPE: Final = frozenset({Paper.CONTROL, Paper.REGISTER})
_SHEET: Final = 96
"""Characters across an upright sheet."""
_MARGIN: Final = 6
"""Cells beside the text: the sheet's own margins and the scrollbar."""


class PreviewScreen(DeskScreen):
    """One paper of one dossier. Nothing is written or recorded before the key of writing."""

    tab = "dossiers"
    places = ("preview",)
    BINDINGS: ClassVar[list[BindingType]] = bindings_for("preview")
    AUTO_FOCUS = "#sheet"
    DEFAULT_CSS = """
    PreviewScreen { align-horizontal: center; }
    PreviewScreen #preview-head { height: 1; width: 100%; padding: 0 1; text-style: bold; }
    PreviewScreen #written { height: auto; width: 100%; padding: 0 1; color: $accent; }
    PreviewScreen #sheet { height: 1fr; background: white; padding: 0 2; scrollbar-gutter: stable; }
    PreviewScreen #sheet > Static { width: auto; height: auto; color: black; background: white; }
    """

    def __init__(self, code: str, offered: Offered) -> None:
        super().__init__()
        self._code = code
        self._offered = offered
        self._added = letters.NOTHING_ADDED
        self._written: Path | None = None

    def compose_body(self) -> ComposeResult:
        yield Static(plain(f"{self._offered.title} · {self._code}"), id="preview-head")
        yield Static(id="written")
        with VerticalScroll(id="sheet"):
            yield Static(id="paper")

    def on_resize(self, event: events.Resize) -> None:
        width = self._columns + _MARGIN
        self.query_one("#sheet", VerticalScroll).styles.width = min(width, event.size.width)
        self.load()

    @property
    def _columns(self) -> int:
        room = self.app.size.width - _MARGIN
        return room if self._offered.paper in _LANDSCAPE else min(room, _SHEET)

    def load(self) -> None:
        call = partial(
            letters.look,
            self.desk,
            self._code,
            self._offered.paper,
            self.desk.now(),
            self._added,
            width=self._columns,
            with_qr=self.glyphs is not ASCII,
        )
        self.run_in_thread(call, self._show, failed=self._fail)

    def _show(self, lines: list[str]) -> None:
        self.query_one("#paper", Static).update(Content("\n".join(lines)))

    def _fail(self, error: MotcuaError) -> None:
        self.dismiss()
        self.tell(error)

    def action_back(self) -> None:
        self.dismiss()

    # filling in

    def action_fill_in(self) -> None:
        if letters.ASKED[self._offered.paper]:
            self.app.push_screen(FillInScreen(self._offered, self._added, self._fill_in))

    def _fill_in(self, added: Added) -> None:
        self._added = added
        self.load()

    # writing

    def action_write_paper(self) -> None:
        folder = letters.folder(self.desk)
        call = partial(
            letters.issue_into,
            self.desk,
            self._code,
            self._offered.paper,
            self.desk.now(),
            folder,
            self._added,
        )
        self.run_in_thread(call, self._wrote, group="write")

    def _wrote(self, path: Path) -> None:
        self._written = path
        words = Content.assemble((_("Đã ghi {name}").format(name=path.name), "bold"), f"\n{path.parent}")
        self.query_one("#written", Static).update(words)
        self.app.post_message(DossierChanged(self._code))
        self.refresh_bindings()

    def action_open_file(self) -> None:
        if self._written:
            try:
                opening.open_path(self._written)
            except MotcuaError as error:
                self.tell(error)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        match action:
            case "open_file":
                return True if self._written and opening.opener() else None
            case "fill_in":
                return True if letters.ASKED[self._offered.paper] else None
        return True


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
