"""The last steps: what would come of the file, row by row, and then what came of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from motcua_tui.domain.numbers import group
from motcua_tui.domain.typed_dates import short_date
from motcua_tui.errors import MotcuaError
from motcua_tui.i18n import _
from motcua_tui.services.importing.dossiers import import_dossiers
from motcua_tui.services.importing.mapping import OnDuplicate
from motcua_tui.services.importing.result import ImportResult, ImportStopped
from motcua_tui.tui.actions import bindings_for
from motcua_tui.tui.screens.base import DossierChanged
from motcua_tui.tui.screens.import_form import counts
from motcua_tui.tui.screens.importing.base import ImportStep, Moving, leave
from motcua_tui.tui.screens.progress import Progress as ProgressDialog
from motcua_tui.tui.screens.progress import Stopped, Told
from motcua_tui.tui.widgets.choices import Choice, Option
from motcua_tui.tui.widgets.plain import plain
from motcua_tui.tui.widgets.record_table import Column, RecordTable, Row

if TYPE_CHECKING:
    from textual.app import ComposeResult

_ROW: Final = Column("row", _("Dòng"), width=7, align="right")
_TAB: Final = Column("tab", _("Tờ"), width=12)
_WHY: Final = Column("why", _("Vì sao"), width=24, flex=3)


@dataclass(frozen=True, slots=True)
class _Listing:
    """One of the lists of a result: its name, its columns, and its rows, each with its sheet and number."""

    key: str
    label: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, int, tuple[str, ...]], ...]


def _listings(result: ImportResult) -> tuple[_Listing, ...]:
    made = tuple(warning for warning in result.warnings if warning.procedure)
    other = tuple(warning for warning in result.warnings if not warning.procedure)
    return (
        _Listing(
            "refused",
            _("từ chối"),
            (
                Column("column", _("Cột"), width=14, flex=1),
                Column("value", _("Giá trị"), width=16, flex=1),
                _WHY,
            ),
            tuple((r.tab, r.row, (r.column, r.value, r.why)) for r in result.refused),
        ),
        _Listing("warnings", _("lưu ý"), (_WHY,), tuple((w.tab, w.row, (w.why,)) for w in other)),
        _Listing(
            "due",
            _("hạn lệch"),
            (Column("sheet", _("Sổ ghi"), width=10), Column("engine", _("Quy định"), width=10), _WHY),
            tuple(
                (d.tab, d.row, (short_date(d.sheet), short_date(d.engine), d.why)) for d in result.due_differs
            ),
        ),
        _Listing(
            "differences",
            _("thay đổi"),
            (
                Column("code", _("Mã hồ sơ"), width=16, flex=1),
                Column("field", _("Mục"), width=14, flex=1),
                Column("before", _("Trước"), width=12, flex=1),
                Column("after", _("Sau"), width=12, flex=1),
            ),
            tuple((d.tab, d.row, (d.code, d.field, d.before, d.after)) for d in result.differences),
        ),
        _Listing(
            "procedures",
            _("thủ tục mới"),
            (Column("code", _("Mã"), width=10), _WHY),
            tuple((w.tab, w.row, (w.procedure, w.why)) for w in made),
        ),
    )


class _ResultStep(ImportStep):
    """Counts, and the lists behind them, one at a time."""

    AUTO_FOCUS = ""

    def __init__(self, moving: Moving, result: ImportResult | None = None) -> None:
        super().__init__(moving)
        self._result = result
        self._listing: _Listing | None = None

    def compose_lists(self) -> ComposeResult:
        """The counts, which list is shown, the list, and its line under the cursor in full."""
        with Vertical(id="lists"):
            yield Static(id="counts")
            with Horizontal(classes="step-choice"):
                yield Static(_("Xem:"), classes="step-label")
                yield Choice([Option("", "")], glyphs=self.glyphs, id="listing")
            yield RecordTable((_ROW, _WHY), glyphs=self.glyphs, empty=_("Không có dòng nào."))
            yield Static(id="line")

    def show_result(self, result: ImportResult) -> None:
        """The lists of this result, the first of them that says something."""
        self._result = result
        self.query_one("#lists").display = True
        if self.focused is None:
            self.query_one(RecordTable).focus()
        self.query_one("#counts", Static).update(plain(counts(result)))
        listings = _listings(result)
        choice = self.query_one("#listing", Choice)
        choice.options = tuple(
            Option(listing.key, f"{listing.label} {group(len(listing.rows))}") for listing in listings
        )
        shown = next((listing for listing in listings if listing.rows), listings[0])
        choice.set_reactive(Choice.value, shown.key)
        choice.refresh(layout=True)
        self._show_listing(shown)

    @on(Choice.Changed, "#listing")
    def _another_list(self, event: Choice.Changed) -> None:
        if self._result:
            self._show_listing(next(one for one in _listings(self._result) if one.key == event.value))

    def _show_listing(self, listing: _Listing) -> None:
        self._listing = listing
        tabs = any(tab for tab, _row, _cells in listing.rows)
        table = self.query_one(RecordTable)
        table.set_columns([*([_TAB] if tabs else []), _ROW, *listing.columns])
        table.set_total(len(listing.rows))
        table.reload(keep=False)
        self._show_line(0)

    @on(RecordTable.WindowWanted)
    def _window_wanted(self, wish: RecordTable.WindowWanted) -> None:
        if self._listing is None:
            return
        tabs = any(tab for tab, _row, _cells in self._listing.rows)
        shown = self._listing.rows[wish.first : wish.first + wish.count]
        rows = [
            Row(place, (*([tab] if tabs else []), group(row), *cells))
            for place, (tab, row, cells) in enumerate(shown, wish.first)
        ]
        wish.table.supply(wish.first, rows, ticket=wish.ticket)

    @on(RecordTable.Highlighted)
    def _highlighted(self, event: RecordTable.Highlighted) -> None:
        self._show_line(event.index)

    @on(RecordTable.Opened)
    def _open_dossier(self, event: RecordTable.Opened) -> None:
        """The dossier that a line changes, as it stands in the record."""
        if self._listing and self._listing.key == "differences":
            from motcua_tui.tui.screens.detail import DetailScreen

            _tab, _row, cells = self._listing.rows[event.index]
            self.app.push_screen(DetailScreen(cells[0]))

    def _show_line(self, place: int) -> None:
        rows = self._listing.rows if self._listing else ()
        text = Content("")
        if place < len(rows):
            _tab, row, cells = rows[place]
            text = plain(_("Dòng {row}: {told}").format(row=group(row), told=" · ".join(filter(None, cells))))
        self.query_one("#line", Static).update(text)


class PreviewStep(_ResultStep):
    """Everything is done and taken back; the key of bringing in does it for good."""

    heading = _("Xem trước")
    places = ("import-preview", "import-map", "table")
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for("import-preview"), *bindings_for("import-map")]

    def compose_step(self) -> ComposeResult:
        with Horizontal(classes="step-choice"):
            yield Static(_("Hồ sơ đã có:"), classes="step-label")
            options = [
                Option(OnDuplicate.SKIP, _("giữ nguyên")),
                Option(OnDuplicate.UPDATE, _("cập nhật")),
                Option(OnDuplicate.REFUSE, _("từ chối", "rows")),
            ]
            yield Choice(options, value=self.moving.map.on_duplicate, glyphs=self.glyphs, id="duplicate")
        yield from self.compose_lists()

    def on_mount(self) -> None:
        super().on_mount()
        self._try()

    def _try(self) -> None:
        """Do it all and take it back."""
        self._result = None
        call = partial(import_dossiers, self.desk, self.moving.path, map=self.moving.map, dry_run=True)
        self.read(lambda progress: call(progress=progress), self._tried)

    def _tried(self, result: ImportResult) -> None:
        self.show_result(result)
        changed = result.added + result.updated
        if changed:
            self.say(_("Chưa ghi gì. F9 để nạp vào sổ."), warning=False)
        else:
            self.say(_("Không có gì để nạp: mọi hồ sơ của tệp đã có trong sổ, hoặc bị từ chối."))
        self.refresh_bindings()

    @on(Choice.Changed, "#duplicate")
    def _otherwise(self, event: Choice.Changed) -> None:
        self.moving.map = replace(self.moving.map, on_duplicate=OnDuplicate(event.value))
        self._try()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "bring_in" and not (self._result and self._result.added + self._result.updated):
            return None
        return super().check_action(action, parameters)

    def action_bring_in(self) -> None:
        assert self._result is not None
        call = partial(import_dossiers, self.desk, self.moving.path, map=self.moving.map)
        self.app.push_screen(
            ProgressDialog(_("Nạp sổ hồ sơ"), self._result.read, partial(_bring_in, call)), self._brought_in
        )

    def _brought_in(self, answer: ImportResult | MotcuaError | None) -> None:
        if isinstance(answer, MotcuaError):
            self.say(f"{answer.message} {answer.hint}")
        elif answer is not None:
            if not self.desk_app.demo:
                self.remembered.keep(self.moving.path.parent, self.moving.shape, self.moving.spelled_out())
            self.app.post_message(DossierChanged(""))
            self.go_on(ResultStep(self.moving, answer))


def _bring_in(call: Callable[..., ImportResult], told: Told, stopped: Stopped) -> ImportResult | MotcuaError:
    def progress(done: int, _total: int | None) -> None:
        if stopped():
            raise ImportStopped
        told(done)

    try:
        return call(progress=progress)
    except MotcuaError as error:
        return error


class ResultStep(_ResultStep):
    """What came of it; any way out leads back to where the import was begun."""

    heading = _("Đã nạp")
    places = ("import-result", "table")
    BINDINGS = bindings_for("import-result")

    def compose_step(self) -> ComposeResult:
        yield from self.compose_lists()

    def on_mount(self) -> None:
        super().on_mount()
        assert self._result is not None
        self.show_result(self._result)
        self.say(_("Đã nạp xong."), warning=False)

    def action_end_import(self) -> None:
        leave(self)
