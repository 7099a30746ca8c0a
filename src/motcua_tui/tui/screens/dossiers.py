"""The list of dossiers: any number of them, searched while typing, filtered, sorted, with one in full.

As a tab it shows the filter that was left; opened over another screen it shows the dossiers behind a
figure, under that figure's name, and Esc goes back.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Final

from textual import on
from textual.containers import Horizontal
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Input, Static

from motcua_tui.domain.numbers import group
from motcua_tui.errors import InputError
from motcua_tui.i18n import _
from motcua_tui.services import browse, views
from motcua_tui.services.browse import Listed
from motcua_tui.services.desk import Desk
from motcua_tui.services.filters import Filters
from motcua_tui.services.views import Listing
from motcua_tui.storage.reads.dossiers import DossierQuery, Sort, SortKey
from motcua_tui.tui.actions import bindings_for
from motcua_tui.tui.screens.detail import DetailPane
from motcua_tui.tui.screens.lines import row_of, table_columns
from motcua_tui.tui.screens.named import NamedListScreen
from motcua_tui.tui.widgets.inputs import TextInput
from motcua_tui.tui.widgets.plain import plain
from motcua_tui.tui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

_TYPING_PAUSE: Final = 0.12
"""Seconds without a key before a search begins."""
_SIDE_BY_SIDE: Final = 120
"""From so many cells on, the dossier under the cursor stands beside the list."""
_KEPT: Final = 3_000
"""Lines kept for what can be done to them; more than a table keeps."""


class SearchInput(TextInput):
    """The search field; down and enter go to what was found."""

    BINDINGS = bindings_for("search")

    def action_leave_search(self) -> None:
        self.screen.query_one(RecordTable).focus()


@dataclass(frozen=True, slots=True)
class _Found:
    """An answer: lines from ``first`` on, and for a new query the number of all, and without narrowing."""

    first: int
    lines: Sequence[Listed]
    total: int
    of: int
    cut: bool


class DossiersScreen(NamedListScreen):
    """``title`` and ``query`` are given where the list is behind a figure."""

    tab = "dossiers"
    places = ("dossiers", "search", "table")
    BINDINGS = bindings_for("dossiers")
    AUTO_FOCUS = "RecordTable"

    def __init__(self, title: str = "", query: DossierQuery | None = None) -> None:
        super().__init__()
        self._title = title
        self._base = query
        self.behind_a_figure = query is not None
        self.listing = Listing()
        self._sought = ""
        self._text = ""
        self._lines: dict[str, Listed] = {}
        self._counted: tuple[DossierQuery, int, int, bool] | None = None
        self._of: tuple[DossierQuery, int] | None = None
        self._typing: Timer | None = None

    def on_mount(self) -> None:
        """As it was left: list, order, columns and the dossier under the cursor."""
        sitting = self.desk_app.sitting
        if self._base is None and sitting.listing:
            with suppress(InputError):
                self.listing = views.from_text(sitting.listing, sitting.name)
                self._table.sort_by(self.listing.sort.key, descending=self.listing.sort.descending)
                self._table.set_columns(table_columns(self.listing.columns))
                self._sought = sitting.code

    def compose_body(self) -> ComposeResult:
        with Horizontal(id="list-head"):
            yield Static(id="list-title")
            yield Static(id="list-marks")
            yield Static(id="list-count")
        with Horizontal(id="list-search"):
            yield Static(_("Tìm:"), id="search-label")
            yield SearchInput(placeholder=_("mã, tên, thủ tục; không cần dấu"), compact=True, id="search")
        with Horizontal(id="list-body"):
            sort = self.listing.sort
            columns = table_columns(self.listing.columns)
            yield RecordTable(columns, sort=(sort.key, sort.descending), glyphs=self.glyphs)
            yield DetailPane(self.desk, self.glyphs)

    def on_resize(self, event: events.Resize) -> None:
        self.set_class(event.size.width >= _SIDE_BY_SIDE, "-wide")
        self._show_detail()

    @property
    def _table(self) -> RecordTable:
        return self.query_one(RecordTable)

    # what is asked for

    def _query(self) -> DossierQuery:
        """Everything the list is narrowed by, as of today."""
        return replace(self._filters.narrowed(self.desk, self._unfiltered()), text=self._text)

    @property
    def _filters(self) -> Filters:
        return self.listing.filters

    def _unfiltered(self) -> DossierQuery:
        return self._base or browse.query(self.desk, self._filters.view)

    def load(self) -> None:
        self._counted = self._of = None
        self.show_title()
        self._table.reload()
        self.read_names()
        if self._sought:
            call = partial(browse.place, self.desk, self._query(), self.listing.sort, self._sought)
            self.run_in_thread(call, self._back_to, group="place")

    def _back_to(self, place: int | None) -> None:
        """To the dossier that was left, unless one has gone on already."""
        if place and not self._table.cursor:
            self._table.restore(self._sought, index=place)
        self._sought = ""

    def _remember(self) -> None:
        """Where one is now, for the next start."""
        if self._base is None:
            self.desk_app.sitting = replace(
                self.desk_app.sitting,
                listing=views.to_text(self.listing),
                name=self.listing.name,
                code=self._sought or (self.selected.line.code if self.selected else ""),
            )

    def show_listing(self, listing: Listing) -> None:
        self.listing = listing
        self._table.sort_by(listing.sort.key, descending=listing.sort.descending)
        self._table.set_columns(table_columns(listing.columns))
        self._forget_text()
        self._ask()

    def show_columns(self) -> None:
        self._table.set_columns(table_columns(self.listing.columns))
        self.show_title()

    def _ask(self) -> None:
        """Another query: from the top."""
        self._counted = None
        self.show_title()
        self._table.reload(keep=False)

    @on(RecordTable.WindowWanted)
    def _window_wanted(self, wish: RecordTable.WindowWanted) -> None:
        sort = self.listing.sort
        query = self._query()
        unfiltered = self._unfiltered()
        counted = self._counted[1:] if self._counted and self._counted[0] == query else None
        of = self._of[1] if self._of and self._of[0] == unfiltered else None
        self.run_in_thread(
            partial(_found, self.desk, query, unfiltered, sort, wish.first, wish.count, counted, of),
            partial(self._supply, query, unfiltered, wish.ticket),
            group="window",
        )

    def _supply(self, query: DossierQuery, unfiltered: DossierQuery, ticket: int, found: _Found) -> None:
        self._counted = (query, found.total, found.of, found.cut)
        self._of = (unfiltered, found.of)
        if len(self._lines) > _KEPT:
            self._lines.clear()
        self._lines |= {listed.line.code: listed for listed in found.lines}
        self._show_count(found)
        self._table.set_empty(self._why_empty())
        self._table.set_total(found.total)
        today, agency_id = self.desk.today(), self.desk.settings.agency_id
        columns = self.listing.columns
        rows = [row_of(listed, today, agency_id, self.glyphs, columns) for listed in found.lines]
        self._table.supply(found.first, rows, ticket=ticket)

    # heading

    def show_title(self) -> None:
        self.refresh_bindings()
        self._remember()
        narrowed = self._filters.words()
        title = self._title or self.listing_title()
        words = Content.assemble((f" {title}", "bold"), (f"  {narrowed}" if narrowed else "", "$faint"))
        self.query_one("#list-title", Static).update(words)

    def _show_count(self, found: _Found) -> None:
        if found.cut:
            text = _("{n} hồ sơ mới nhất, gõ thêm để thu hẹp").format(n=group(found.total))
        elif found.total == found.of:
            text = _("{n} hồ sơ").format(n=group(found.total))
        else:
            text = _("{n} / {of} hồ sơ").format(n=group(found.total), of=group(found.of))
        self.query_one("#list-count", Static).update(Content(f"{text} "))

    def _why_empty(self) -> str:
        if self._text or self._filters.narrow:
            return _("Không có hồ sơ nào khớp. x bỏ tìm kiếm và bộ lọc.")
        if self._base:
            return _("Không có hồ sơ nào ở đây. Esc quay lại.")
        return _("Chưa có hồ sơ nào. F2 tiếp nhận hồ sơ đầu tiên, v chọn danh sách khác.")

    # search

    def action_search(self) -> None:
        """To the search field at once, before the next key is looked at: it belongs there."""
        self.set_focus(self.query_one(SearchInput))

    @on(Input.Changed, "#search")
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if self._typing:
            self._typing.stop()
        self._typing = self.set_timer(_TYPING_PAUSE, partial(self._search, event.value))

    def _search(self, text: str) -> None:
        if text != self._text:
            self._text = text
            self._ask()

    @on(Input.Submitted, "#search")
    def _searched(self, event: Input.Submitted) -> None:
        """A code, typed or scanned, opens its dossier, in whichever list it is; any other text narrows."""
        if self._typing:
            self._typing.stop()
        self._search(event.value)
        self._table.focus()
        if event.value.strip():
            self.run_in_thread(partial(browse.by_code, self.desk, event.value), self._jump, group="jump")

    def _jump(self, code: str | None) -> None:
        if code is not None:
            self.open_dossier(code)

    # filters and order

    def action_filter(self) -> None:
        from motcua_tui.tui.screens.filters import FilterScreen

        self.app.push_screen(FilterScreen(self._filters, self._filter, with_view=self._base is None))

    def _filter(self, filters: Filters) -> None:
        self.listing = replace(self.listing, filters=filters)
        self._ask()

    def action_clear_filters(self) -> None:
        self._forget_text()
        self._filter(Filters(view=self._filters.view))

    def _forget_text(self) -> None:
        field = self.query_one(SearchInput)
        with field.prevent(Input.Changed):
            field.value = ""
        self._text = ""

    @on(RecordTable.SortWanted)
    def _sort(self, event: RecordTable.SortWanted) -> None:
        self.listing = replace(self.listing, sort=Sort(SortKey(event.key), event.descending))
        self._table.sort_by(event.key, descending=event.descending)
        self.show_title()
        self._table.reload(keep=False)

    # marks

    def show_marks(self, words: str) -> None:
        self.query_one("#list-marks", Static).update(plain(f"{words}  " if words else ""))

    def action_mark_found(self) -> None:
        self.run_in_thread(
            partial(browse.codes, self.desk, self._query(), self.listing.sort),
            self.ask_to_mark,
            group="marks",
        )

    # the dossier under the cursor

    @on(RecordTable.Highlighted)
    def _highlighted(self, event: RecordTable.Highlighted) -> None:
        self.select(self._lines.get(str(event.row.id)) if event.row else None)
        self._remember()
        self._show_detail()

    @on(RecordTable.Opened)
    def _opened(self, event: RecordTable.Opened) -> None:
        self.open_dossier(str(event.row_id))

    def _show_detail(self) -> None:
        if not self.has_class("-wide"):
            return
        if self.selected is None:
            self.query_one(DetailPane).clear()
            return
        code = self.selected.line.code
        self.run_in_thread(
            partial(browse.find, self.desk, code), self.query_one(DetailPane).show, group="detail"
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "back":
            return bool(self._base or self._table.marks or self.focused is not self._table)
        if action == "search":
            return not self.typing
        if action == "clear_filters":
            return True if self._text or self._filters.narrow else None
        return super().check_action(action, parameters)

    def action_back(self) -> None:
        """Out of the search field, out of the pane, off the marks, out of a list behind a figure."""
        if self.focused is not self._table:
            self._table.focus()
        elif self._table.marks:
            self.action_clear_marks()
        elif self._base:
            self.dismiss()


def _found(
    desk: Desk,
    query: DossierQuery,
    unfiltered: DossierQuery,
    sort: Sort,
    first: int,
    count: int,
    counted: tuple[int, int, bool] | None,
    of: int | None,
) -> _Found:
    if counted is not None:
        return _Found(first, browse.window(desk, query, sort, first, count), *counted)
    found = browse.found(desk, query, sort, first, count)
    if of is None:
        of = found.total if query == unfiltered else browse.count(desk, unfiltered)
    return _Found(first, found.lines, found.total, of, found.cut)
