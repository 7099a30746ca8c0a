"""The reports in sentences: chosen, looked at as they will lie on the page, written, copied."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from motcua_tui.domain.numbers import group
from motcua_tui.domain.periods import ReportingPeriod
from motcua_tui.i18n import _
from motcua_tui.services import documents, letters
from motcua_tui.services.documents import TITLES, Document, DocumentRequest
from motcua_tui.tui.actions import bindings_for
from motcua_tui.tui.screens.base import DeskScreen
from motcua_tui.tui.screens.report_dialogs import Menu
from motcua_tui.tui.screens.sheet import SheetScreen
from motcua_tui.tui.widgets.choices import Option

if TYPE_CHECKING:
    from motcua_tui.domain.codes import JudgeBy
    from motcua_tui.domain.profiles import ProfileName


def choose_document(
    screen: DeskScreen,
    reporting: ReportingPeriod,
    profile: ProfileName | None = None,
    judge_by: JudgeBy | None = None,
) -> None:
    """Which document of a period; the chosen one to look at."""

    def chosen(key: str | None) -> None:
        if key is not None:
            request = DocumentRequest(Document(key), reporting, profile, judge_by)
            screen.app.push_screen(DocumentScreen(screen.tab, request))

    options = [Option(name, TITLES[name]) for name in Document]
    screen.app.push_screen(Menu(_("Báo cáo bằng lời"), options, "", screen.glyphs), chosen)


class DocumentScreen(SheetScreen):
    """One document. It is made once, and written and copied as it was looked at."""

    places = ("document",)
    BINDINGS: ClassVar[list[BindingType]] = bindings_for("document")

    def __init__(self, tab: str, request: DocumentRequest) -> None:
        super().__init__()
        self.tab = tab
        self._request = request
        self._docx: bytes | None = None

    def load(self) -> None:
        self.head(f"{TITLES[self._request.name]} · {self._request.reporting.label}")
        self.run_in_thread(partial(self._make, self.columns), self._made, failed=self.fail)

    def _make(self, width: int) -> tuple[bytes, list[str]]:
        docx = documents.document(self.desk, self._request)
        return docx, documents.look(docx, width)

    def _made(self, made: tuple[bytes, list[str]]) -> None:
        self._docx, lines = made
        self.show(lines)
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in ("write_paper", "copy_text"):
            return True if self._docx else None
        return super().check_action(action, parameters)

    def action_write_paper(self) -> None:
        if self._docx:
            folder: Path = letters.folder(self.desk)
            self.run_in_thread(
                partial(documents.save_into, folder, self._request, self._docx), self.wrote, group="write"
            )

    def action_copy_text(self) -> None:
        if self._docx:
            text = documents.as_text(self._docx)
            self.app.copy_to_clipboard(text)
            lines = group(len(text.splitlines()))
            self.notify(_("Đã sao chép {n} dòng; dán vào văn bản bằng Ctrl+V.").format(n=lines), markup=False)
