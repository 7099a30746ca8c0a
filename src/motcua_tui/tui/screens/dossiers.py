"""The list of dossiers: any number of them, searched while typing, filtered, sorted, with one in full.

As a tab it shows the filter that was left; opened over another screen it shows the dossiers behind a
figure, under that figure's name, and Esc goes back.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
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
from motcua_tui.services.browse import DossierList, Listed
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


class SearchInput(TextInput):
    """The search field; down and enter go to what was found."""

    BINDINGS = bindings_for("search")

    def action_leave_search(self) -> None:
        self.screen.query_one(RecordTable).focus()


class DossiersScreen(NamedListScreen):
    """``title`` and ``query`` are given where the list is behind a figure."""

    tab = "dossiers"
    places = ("dossiers", "search", "table")
    BINDINGS = bindings_for("dossiers")
    AUTO_FOCUS = "RecordTable"
    live = True

    def __init__(self, title: str = "", query: DossierQuery | None = None) -> None:
        super().__init__()
        self._title = title
        self._base = query
        self.behind_a_figure = query is not None
        self.listing = Listing(sort=browse.first_order(query)) if query else Listing()
        self._sought = ""
        self._text = ""
        self._lines: dict[str, Listed] = {}
        self._list: DossierList | None = None
        self._all: DossierList | None = None
        self._before = 0
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
        self._list = self._all = None
        self._before = self._table.total or 0
        self.show_title()
        self._table.reload()
        self.read_names()
        if self._sought:
            call = partial(self._found().place, self.listing.sort, self._sought)
            self.run_in_thread(call, self._back_to, group="place")

    def _found(self) -> DossierList:
        """The list of the present query, and the one that it narrows."""
        query, unfiltered = self._query(), self._unfiltered()
        if self._list is None or self._list.query != query:
            self._list = DossierList(self.desk, query)
        if query == unfiltered:
            self._all = self._list
        elif self._all is None or self._all.query != unfiltered:
            self._all = DossierList(self.desk, unfiltered)
        return self._list

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
        self._before = 0
        self.show_title()
        self._table.reload(keep=False)

    @on(RecordTable.WindowWanted)
    def _window_wanted(self, wish: RecordTable.WindowWanted) -> None:
        found = self._found()
        self.run_in_thread(
            partial(found.page, self.listing.sort, wish.first, wish.count),
            partial(self._supply, found, wish),
            group="window",
        )

    def _supply(self, found: DossierList, wish: RecordTable.WindowWanted, lines: Sequence[Listed]) -> None:
        self._lines |= {listed.line.code: listed for listed in lines}
        self._table.set_empty(self._why_empty())
        if found.total is None:
            self._count(found)
        self._table.set_total(self._total(found, wish, len(lines)))
        today, agency_id = self.desk.today(), self.desk.settings.agency_id
        columns = self.listing.columns
        rows = [row_of(listed, today, agency_id, self.glyphs, columns) for listed in lines]
        self._table.supply(wish.first, rows, ticket=wish.ticket)
        held = self._table.held
        self._lines = {code: listed for code, listed in self._lines.items() if code in held}

    def _total(self, found: DossierList, wish: RecordTable.WindowWanted, here: int) -> int:
        """How many rows the table has; until they are counted, those that are known of."""
        if found.total is not None:
            return found.total
        return wish.first + here if here < wish.count else max(wish.first + here, self._before)

    def _count(self, found: DossierList) -> None:
        """Count in a thread of its own: the lines are there before."""
        unfiltered = self._all or found

        def count() -> tuple[int, int]:
            return found.count(), unfiltered.count()

        self.run_in_thread(count, partial(self._counted, found), group="count")

    def _counted(self, found: DossierList, counts: tuple[int, int]) -> None:
        if found is self._list:
            self._show_count(*counts, cut=found.cut)
            self._table.set_total(counts[0])

    # heading

    def show_title(self) -> None:
        self.refresh_bindings()
        self._remember()
        narrowed = self._filters.words()
        title = self._title or self.listing_title()
        words = Content.assemble((f" {title}", "bold"), (f"  {narrowed}" if narrowed else "", "$faint"))
        self.query_one("#list-title", Static).update(words)

    def _show_count(self, n: int, of: int, *, cut: bool) -> None:
        if cut:
            text = _("{n} hồ sơ mới nhất, gõ thêm để thu hẹp").format(n=group(n))
        elif n == of:
            text = _("{n} hồ sơ").format(n=group(n))
        else:
            text = _("{n} / {of} hồ sơ").format(n=group(n), of=group(of))
        self.query_one("#list-count", Static).update(Content(f"{text} "))

    def _why_empty(self) -> str:
        if self._text or self._filters.narrow:
            return _("Không có hồ sơ nào khớp. x bỏ tìm kiếm và bộ lọc.")
        if self._base:
            return _("Không có hồ sơ nào ở đây. Esc quay lại.")
        return _("Chưa có hồ sơ nào. F2 tiếp nhận, Alt+N nạp sổ có sẵn, d chọn danh sách.")

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
        self.run_in_thread(partial(self._found().codes, self.listing.sort), self.ask_to_mark, group="marks")

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
