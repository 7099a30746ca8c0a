"""The catalogue of procedures: found by a few letters, each with its rules and every version it had."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from textual import on
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from motcua_tui.catalogue_labels import (
    allowed,
    online_level,
    paper_lines,
    step_lines,
    validity,
    version_change_label,
    version_facts,
)
from motcua_tui.domain.catalogue import ProcedureVersion
from motcua_tui.domain.changes import Change
from motcua_tui.domain.numbers import group
from motcua_tui.i18n import _
from motcua_tui.labels import channel_label
from motcua_tui.services import catalogue_changes
from motcua_tui.services.catalogue_changes import Procedure
from motcua_tui.services.desk import Desk
from motcua_tui.tui.actions import bindings_for
from motcua_tui.tui.screens.base import DeskScreen
from motcua_tui.tui.screens.dossiers import SearchInput
from motcua_tui.tui.status import Glyphs
from motcua_tui.tui.widgets.keys import KeyFooter
from motcua_tui.tui.widgets.plain import hanging, plain
from motcua_tui.tui.widgets.record_table import Column, RecordTable, Row

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from motcua_tui.services.importing.result import ImportResult

_SIDE_BY_SIDE: Final = 120
_LABEL: Final = 15
_FAINT: Final = "$faint"
Changes = list[tuple[ProcedureVersion, Change]]
_COLUMNS: Final = (
    Column("mark", "", width=1),
    Column("code", _("Mã"), width=12),
    Column("name", _("Thủ tục"), width=24, flex=3),
    Column("limit", _("Thời hạn"), width=17),
    Column("online", _("Trực tuyến"), width=10),
    Column("field", _("Lĩnh vực"), width=18, flex=1, drop=1),
)


class CatalogueScreen(DeskScreen):
    tab = "catalogue"
    places = ("catalogue", "search", "table")
    BINDINGS = bindings_for("catalogue")
    AUTO_FOCUS = "RecordTable"
    live = True

    def __init__(self) -> None:
        super().__init__()
        self._all: list[Procedure] = []
        self._shown: list[Procedure] = []
        self._uses: tuple[int, int] | None = None
        self._changes: Changes = []
        self._sought = ""

    def compose_body(self) -> ComposeResult:
        with Horizontal(id="list-head"):
            yield Static(id="list-title")
            yield Static(id="list-count")
        with Horizontal(id="list-search"):
            yield Static(_("Tìm:"), id="search-label")
            yield SearchInput(placeholder=_("mã, tên, lĩnh vực; không cần dấu"), compact=True, id="search")
        with Horizontal(id="list-body"):
            yield RecordTable(_COLUMNS, empty=_("…"), glyphs=self.glyphs)
            with VerticalScroll(id="version-pane"):
                yield Static(id="version")

    def on_resize(self, event: events.Resize) -> None:
        self.set_class(event.size.width >= _SIDE_BY_SIDE, "-wide")
        self._draw()

    @property
    def _table(self) -> RecordTable:
        return self.query_one(RecordTable)

    @property
    def _selected(self) -> Procedure | None:
        place = self._table.cursor
        return self._shown[place] if place < len(self._shown) else None

    # the list

    def load(self) -> None:
        self.run_in_thread(partial(catalogue_changes.procedures, self.desk), self._loaded)

    def _loaded(self, found: list[Procedure]) -> None:
        self._all = found
        self._narrow()

    @on(Input.Changed, "#search")
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._narrow()

    @on(Input.Submitted, "#search")
    def _searched(self) -> None:
        self._table.focus()

    def _narrow(self) -> None:
        """Show what holds the typed words; a catalogue is small enough to be looked through at once."""
        text = self.query_one(SearchInput).value
        self._shown = catalogue_changes.matching(self._all, text)
        self._table.set_empty(
            _("Không có thủ tục nào khớp.")
            if self._all
            else _("Danh mục còn trống. i nạp từ tệp, a thêm một thủ tục.")
        )
        unclear = sum(_is_unclear(procedure) for procedure in self._all)
        title = Content.assemble(
            (_(" Danh mục thủ tục"), "bold"),
            (_("  {n} chưa rõ thời hạn").format(n=unclear) if unclear else "", "$warning"),
        )
        self.query_one("#list-title", Static).update(title)
        count = _("{n} / {of} thủ tục ").format(n=group(len(self._shown)), of=group(len(self._all)))
        self.query_one("#list-count", Static).update(Content(count))
        self._table.set_total(len(self._shown))
        self._table.reload()
        ids = [_id(one.current) for one in self._shown]
        if self._sought in ids:
            self._table.restore(self._sought, index=ids.index(self._sought))
        self._sought = ""

    @on(RecordTable.WindowWanted)
    def _window_wanted(self, wish: RecordTable.WindowWanted) -> None:
        shown = self._shown[wish.first : wish.first + wish.count]
        self._table.supply(wish.first, [_row(one, self.glyphs) for one in shown], ticket=wish.ticket)

    @on(RecordTable.Highlighted)
    def _highlighted(self) -> None:
        self._uses, self._changes = None, []
        self._draw()
        if procedure := self._selected:
            version = procedure.current
            self.run_in_thread(
                partial(_told, self.desk, procedure),
                partial(self._used, version.id),
                group="uses",
            )

    def _used(self, version_id: int, told: tuple[int, Changes]) -> None:
        count, self._changes = told
        self._uses = (version_id, count)
        self.query_one(KeyFooter).explain({"edit-version": _("đã có hồ sơ dùng") if count else ""})
        self._draw()
        self.refresh_bindings()

    @on(RecordTable.Opened)
    def _opened(self) -> None:
        """On a narrow screen the rules stand in the place of the list until Esc."""
        self.add_class("-reading")
        self.query_one("#version-pane").focus()
        self._draw()

    def _draw(self) -> None:
        procedure = self._selected
        count = self._uses[1] if self._uses and procedure and self._uses[0] == procedure.current.id else None
        pane = self.query_one("#version-pane")
        width = pane.scrollable_content_region.width or self.size.width - 4
        lines = _lines(procedure, count, self._changes, width) if procedure else ()
        self.query_one("#version", Static).update(Content("\n").join(lines))
        self.refresh_bindings()

    # keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "search":
            return not self.typing
        if action in ("new_version", "end_version"):
            return True if self._selected else None
        if action == "edit_version":
            return True if self._uses and not self._uses[1] else None
        if action == "back":
            return self.focused is not self._table
        return True

    def action_back(self) -> None:
        self.remove_class("-reading")
        self._table.focus()

    def action_search(self) -> None:
        self.query_one(SearchInput).focus()

    def action_add_procedure(self) -> None:
        from motcua_tui.tui.screens.catalogue_form import VersionScreen

        about = _("Thủ tục chưa có trong danh mục.")
        self.app.push_screen(
            VersionScreen(_("Thủ tục mới"), about, None, catalogue_changes.add, self._stored)
        )

    def action_new_version(self) -> None:
        from motcua_tui.tui.screens.catalogue_form import VersionScreen

        if procedure := self._selected:
            about = _(
                "{code}: phiên bản cũ hết hiệu lực ngày trước ngày hiệu lực mới; hồ sơ đã nhận vẫn theo nó."
            )
            self.app.push_screen(
                VersionScreen(
                    _("Phiên bản mới theo quyết định"),
                    about.format(code=procedure.current.code),
                    procedure.running(),
                    catalogue_changes.begin,
                    self._stored,
                    start=partial(replace, valid_from=None, valid_to=None, decision=""),
                )
            )

    def action_edit_version(self) -> None:
        from motcua_tui.tui.screens.catalogue_form import VersionScreen

        if procedure := self._selected:
            about = _("{code}: sửa tại chỗ, vì chưa có hồ sơ nào theo phiên bản này.")
            self.app.push_screen(
                VersionScreen(
                    _("Sửa thủ tục"),
                    about.format(code=procedure.current.code),
                    procedure.current,
                    catalogue_changes.amend,
                    self._stored,
                )
            )

    def action_end_version(self) -> None:
        from motcua_tui.tui.screens.catalogue_form import EndScreen

        if procedure := self._selected:
            self.app.push_screen(EndScreen(procedure.running(), self._stored))

    def _stored(self, version: ProcedureVersion) -> None:
        words = (_("Đã ghi thủ tục {code}.").format(code=version.code), *catalogue_changes.doubts(version))
        self.notify("\n".join(words), markup=False)
        self._sought = _id(version)
        self.load()

    def action_import_procedures(self) -> None:
        from motcua_tui.tui.screens.import_form import ImportScreen

        about = _(
            "Danh mục từ xlsx, ods hoặc csv. Thời hạn hiểu được hai cách thì để trống và nêu ra, không đoán."
        )
        self.app.push_screen(
            ImportScreen(_("Nạp danh mục thủ tục"), about, self.tab, _import, lambda _result: self.load())
        )


def _import(desk: Desk, path: Path, trial: bool) -> ImportResult:
    from motcua_tui.services.importing.procedures import import_procedures

    return import_procedures(desk, path, dry_run=trial)


def _told(desk: Desk, procedure: Procedure) -> tuple[int, Changes]:
    """What takes a look at the record: how many dossiers use the procedure, and what was changed of it."""
    return catalogue_changes.uses(desk, procedure.current), catalogue_changes.histories(desk, procedure)


# what is said


def _is_unclear(procedure: Procedure) -> bool:
    """In force without a limit: nobody can say when its dossiers fall due."""
    return procedure.in_force and procedure.current.limit is None and not procedure.current.at_once


def _id(version: ProcedureVersion) -> str:
    return f"{version.code}/{version.case}"


def _row(procedure: Procedure, glyphs: Glyphs) -> Row:
    version = procedure.current
    unclear = _is_unclear(procedure)
    name = f"{version.name} · {version.case}" if version.case else version.name
    return Row(
        _id(version),
        (
            Content.styled(glyphs.unapologised if unclear else " ", "$warning"),
            version.code,
            name,
            allowed(version) if not unclear else Content.styled(allowed(version), "$warning"),
            online_level(version),
            version.field,
        ),
        style="" if procedure.in_force else "faint",
    )


def _lines(procedure: Procedure, count: int | None, changes: Changes, width: int) -> Iterator[Content]:
    version = procedure.current
    yield plain(version.code).stylize(_FAINT)
    yield plain(version.name).stylize("bold")
    if not procedure.in_force:
        yield Content.styled(_("không còn hiệu lực hôm nay"), "$warning")
    yield Content("")
    facts = list(version_facts(version))
    if count is not None:
        facts.append((_("Hồ sơ"), _("{n} hồ sơ theo phiên bản này").format(n=group(count))))
    for name, value in facts:
        text = f"{name:<{_LABEL}}{plain(value).plain}"
        yield hanging(text, _LABEL, width).stylize(_FAINT, 0, _LABEL)
    for heading, lines in (
        (_("GIẤY TỜ"), paper_lines(version.papers)),
        (_("QUY TRÌNH NỘI BỘ"), step_lines(version)),
    ):
        for number, line in enumerate(lines):
            if not number:
                yield Content("")
                yield Content.styled(heading, "bold $accent")
            yield hanging(plain(line).plain, 3, width)
    yield Content("")
    yield Content.styled(_("CÁC PHIÊN BẢN"), "bold $accent")
    for one in procedure.versions:
        what = (allowed(one), channel_label(one.channel) if one.channel else "", one.decision)
        text = f"{validity(one):<26}{plain(' · '.join(filter(None, what))).plain}"
        yield hanging(text, 26, width).stylize("" if one is version else _FAINT)
    if changes:
        yield Content("")
        yield Content.styled(_("THAY ĐỔI"), "bold $accent")
    for of, change in changes:
        when = f"{change.recorded_at:%d/%m/%Y %H:%M}  "
        made = version_change_label(change.field, change.before, change.after)
        text = f"{made} · {change.actor or '–'}{'' if of is version else f' ({validity(of)})'}"
        yield hanging(f"{when}{plain(text).plain}", len(when), width).stylize(_FAINT, 0, len(when))
