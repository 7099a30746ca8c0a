"""Bringing a file in: first what it would do, counted and with every refused row, then the doing of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

from textual import on
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from motcua_tui.domain.numbers import group
from motcua_tui.domain.text import clean
from motcua_tui.errors import MotcuaError
from motcua_tui.i18n import _
from motcua_tui.locations import typed
from motcua_tui.tui.screens.fields import Field
from motcua_tui.tui.screens.form import FormScreen
from motcua_tui.tui.widgets.inputs import TextInput
from motcua_tui.tui.widgets.plain import plain

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from motcua_tui.services.desk import Desk
    from motcua_tui.services.importing.result import ImportResult

_SHOWN: Final = 500
Read: TypeAlias = "Callable[[Desk, Path, bool], ImportResult]"
"""Reads the file into the desk; the last says that nothing may be kept of it."""


class ImportScreen(FormScreen):
    """Saving once looks through the file, saving again brings it in; ``then`` gets the result."""

    def __init__(
        self, heading: str, about: str, tab: str, read: Read, then: Callable[[ImportResult], None]
    ) -> None:
        super().__init__()
        self.heading = heading
        self.tab = tab
        self._about = about
        self._read = read
        self._then = then
        self._looked_at = ""

    def compose_fields(self) -> ComposeResult:
        yield Static(plain(self._about), id="about")
        yield Field(
            _("Tệp"),
            TextInput(placeholder=_("đường dẫn tệp xlsx, ods hoặc csv"), compact=True, id="file-input"),
            id="file",
        )
        yield Static(id="verdict")
        with VerticalScroll(id="told"):
            yield Static(id="told-text")

    @property
    def _path(self) -> str:
        return clean(self.query_one("#file-input", TextInput).value).strip("'\"")

    @on(Input.Changed, "#file-input")
    def _another_file(self) -> None:
        if self._looked_at and self._path != self._looked_at:
            self._looked_at = ""
            self._show(Content(""), ())

    @on(Input.Submitted, "#file-input")
    def _entered(self, event: Input.Submitted) -> None:
        """Enter looks through the file; only the key of saving brings it in."""
        event.prevent_default()
        if not self._looked_at:
            self.action_save()

    def action_save(self) -> None:
        self.accept_fields()
        text = self._path
        path = typed(text)
        if not text or not path.is_file():
            self.refuse("file", _("Không có tệp này. Kiểm tra tên tệp và thư mục."))
            return
        trial = text != self._looked_at
        then = partial(self._looked, text) if trial else self._done
        self.run_in_thread(
            partial(self._read, self.desk, path, trial), then, failed=self._failed, group="write"
        )

    def _failed(self, error: MotcuaError) -> None:
        self.refuse("file", f"{error.message} {error.hint}")

    def _looked(self, path: str, result: ImportResult) -> None:
        self._looked_at = path
        verdict = Content.assemble(
            (counts(result), "bold"), "\n", (_("Chưa ghi gì. Ctrl+S lần nữa để nạp vào sổ."), "$accent")
        )
        self._show(verdict, tuple(_lines(result)))

    def _show(self, verdict: Content, lines: tuple[str, ...]) -> None:
        self.query_one("#verdict", Static).update(verdict)
        shown = [plain(line) for line in lines[:_SHOWN]]
        if len(lines) > _SHOWN:
            shown.append(Content(_("… và {n} dòng nữa").format(n=group(len(lines) - _SHOWN))))
        self.query_one("#told-text", Static).update(Content("\n").join(shown))

    def _done(self, result: ImportResult) -> None:
        self.notify(counts(result), markup=False)
        self.dismiss()
        self._then(result)


def counts(result: ImportResult) -> str:
    """What an import does, in one sentence."""
    return _(
        "Đọc {read} dòng: thêm {added}, cập nhật {updated}, không đổi {unchanged}, từ chối {refused},"
        " lưu ý {warned}."
    ).format(
        read=group(result.read),
        added=group(result.added),
        updated=group(result.updated),
        unchanged=group(result.unchanged),
        refused=group(len(result.refused)),
        warned=group(len(result.warnings)),
    )


def _lines(result: ImportResult) -> Iterator[str]:
    for refused in result.refused:
        yield _("✗ Dòng {row}, cột “{column}”, “{value}”: {why}").format(
            row=refused.row, column=refused.column, value=refused.value, why=refused.why
        )
    for warning in result.warnings:
        yield _("! Dòng {row}: {why}").format(row=warning.row, why=warning.why)
