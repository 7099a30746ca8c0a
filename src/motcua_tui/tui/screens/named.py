"""A list that can be chosen by name, kept under one, and shown in other columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from textual.app import SystemCommand

from motcua_tui.i18n import _
from motcua_tui.services import views
from motcua_tui.services.browse import View
from motcua_tui.services.filters import Filters
from motcua_tui.services.views import Listing, view_title
from motcua_tui.tui.screens.marking import MarkingScreen
from motcua_tui.tui.widgets.choices import Option
from motcua_tui.tui.widgets.dialog import Confirm

if TYPE_CHECKING:
    from motcua_tui.services.columns import ListColumn
    from motcua_tui.tui.screens.picking import ViewWish

_KEPT: str = "="
"""Before the name of a list that the desk keeps, among the keys of the menu."""


class NamedListScreen(MarkingScreen):
    """``listing`` is what is shown; subclasses write ``show_listing``, which shows another."""

    listing: Listing
    behind_a_figure: bool = False
    """The list is the one behind a figure, so no other can be chosen in its place."""
    _names: tuple[str, ...] = ()
    _as_kept: Listing | None = None

    def show_listing(self, listing: Listing) -> None:
        """Show this list from its top."""
        raise NotImplementedError

    def read_names(self) -> None:
        """Ask for the lists that the desk keeps; one that it keeps no longer loses its name here."""
        self.run_in_thread(partial(views.names_and, self.desk, self.listing.name), self._named, group="views")

    def _named(self, known: tuple[tuple[str, ...], Listing | None]) -> None:
        self._names, self._as_kept = known
        if self._as_kept is None and self.listing.name:
            self.listing = replace(self.listing, name="")
        self.show_title()

    def listing_title(self) -> str:
        """The name of the list; with a star where it is not as it was kept."""
        name, view = self.listing.name, view_title(self.listing.filters.view)
        return f"{name}{'' if self.listing == self._as_kept else '*'} · {view}" if name else view

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "views":
            return not self.behind_a_figure
        return super().check_action(action, parameters)

    def commands(self) -> Iterable[SystemCommand]:
        yield from super().commands()
        if self.behind_a_figure:
            return
        for view in View:
            help_text = _("Mở danh sách này.")
            title = _("Danh sách: {name}").format(name=view_title(view))
            yield SystemCommand(title, help_text, partial(self._choose_watched, view))
        for name in self._names:
            title = _("Danh sách: {name}").format(name=name)
            yield SystemCommand(title, _("Danh sách của bàn này."), partial(self._choose_kept, name))

    # lists by name

    def action_views(self) -> None:
        self.run_in_thread(partial(views.kept_names, self.desk), self._open_menu, group="views")

    def _open_menu(self, names: tuple[str, ...]) -> None:
        from motcua_tui.tui.screens.picking import ViewMenu

        self._names = names
        watched = [Option(view, view_title(view)) for view in View]
        kept = [Option(f"{_KEPT}{name}", name) for name in names]
        chosen = f"{_KEPT}{self.listing.name}" if self.listing.name else self.listing.filters.view
        self.app.push_screen(ViewMenu(watched, kept, chosen, self.glyphs), self._wished)

    def _wished(self, wish: ViewWish | None) -> None:
        from motcua_tui.tui.screens.picking import ViewAct

        if wish is None:
            return
        name = wish.key.removeprefix(_KEPT)
        match wish.act:
            case ViewAct.CHOOSE if wish.key == name:
                self._choose_watched(View(name))
            case ViewAct.CHOOSE:
                self._choose_kept(name)
            case ViewAct.KEEP:
                self._ask_name(_("Lưu danh sách đang xem"), self.listing.name, self._keep)
            case ViewAct.RENAME:
                self._ask_name(_("Đổi tên danh sách"), name, partial(self._rename, name))
            case ViewAct.FORGET:
                question = _("Xóa danh sách “{name}”? Hồ sơ trong đó vẫn còn.").format(name=name)
                self.app.push_screen(Confirm(question), partial(self._forget, name))

    def _choose_watched(self, view: View) -> None:
        """Another list in the same columns and order."""
        self.show_listing(replace(self.listing, name="", filters=Filters(view=view)))

    def _choose_kept(self, name: str) -> None:
        self.run_in_thread(partial(views.kept, self.desk, name), self._chosen_kept, group="views")

    def _chosen_kept(self, listing: Listing) -> None:
        self._as_kept = listing
        self.show_listing(listing)

    def _ask_name(self, title: str, name: str, then: Callable[[str], None]) -> None:
        from motcua_tui.tui.screens.picking import NameDialog

        def named(new: str | None) -> None:
            if new:
                then(new)

        self.app.push_screen(NameDialog(title, name, views.LONGEST_NAME), named)

    def _keep(self, name: str) -> None:
        """Keep the list; over another of that name only after asking."""
        if name in self._names and name != self.listing.name:
            question = _("Đã có danh sách “{name}”. Thay bằng danh sách đang xem?").format(name=name)
            self.app.push_screen(Confirm(question), partial(self._keep_surely, name))
        else:
            self._keep_surely(name, sure=True)

    def _keep_surely(self, name: str, sure: bool | None) -> None:
        if sure:
            listing = replace(self.listing, name=name)
            self.run_in_thread(partial(views.keep, self.desk, listing), self._now_kept, group="write")

    def _now_kept(self, listing: Listing) -> None:
        self.listing = listing
        self._said(_("Đã lưu danh sách “{name}”.").format(name=listing.name))

    def _rename(self, name: str, new: str) -> None:
        def renamed(_nothing: None) -> None:
            if self.listing.name == name:
                self.listing = replace(self.listing, name=new)
            self._said(_("Đã đổi tên danh sách thành “{name}”.").format(name=new))

        self.run_in_thread(partial(views.rename, self.desk, name, new), renamed, group="write")

    def _forget(self, name: str, sure: bool | None) -> None:
        def forgotten(_nothing: None) -> None:
            if self.listing.name == name:
                self.listing = replace(self.listing, name="")
            self._said(_("Đã xóa danh sách “{name}”.").format(name=name))

        if sure:
            self.run_in_thread(partial(views.forget, self.desk, name), forgotten, group="write")

    def _said(self, words: str) -> None:
        self.notify(words, markup=False)
        self.read_names()

    def show_title(self) -> None:
        """The name or the conditions changed."""
        raise NotImplementedError

    # columns

    def action_columns(self) -> None:
        from motcua_tui.tui.screens.picking import ColumnChooser

        self.app.push_screen(ColumnChooser(self.listing.columns, self.glyphs), self._columns_chosen)

    def _columns_chosen(self, columns: tuple[ListColumn, ...] | None) -> None:
        if columns:
            self.listing = replace(self.listing, columns=columns)
            self.show_columns()

    def show_columns(self) -> None:
        """The columns are others now."""
        raise NotImplementedError
