"""What the screens over the report share: small tables below each other, where every figure is a door.

A subclass says which tables there are and fills them for a question in a thread; ←/→ walk the periods here
too, and the report shows the period that was left last.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual import events, on
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Region
from textual.widgets import Static

from motcua_tui.domain.periods import ReportingPeriod
from motcua_tui.domain.text import cells
from motcua_tui.domain.typed_dates import YEARS
from motcua_tui.i18n import _
from motcua_tui.services.reporting import Question
from motcua_tui.storage.reads.dossiers import DossierQuery
from motcua_tui.tui.screens.base import DeskScreen
from motcua_tui.tui.screens.report_dialogs import Listing
from motcua_tui.tui.screens.report_text import period_line
from motcua_tui.tui.widgets.figures import FigureColumn, FigureRow, FigureTable

if TYPE_CHECKING:
    from textual.app import ComposeResult


_WIDE: Final = 120
"""Cells of a screen from which on two tables stand side by side."""
_MOST_HEAD: Final = 52
"""Cells up to which the heads of all tables are made equally wide, so that their columns align."""


@dataclass(frozen=True, slots=True)
class Door:
    """What opens behind a figure, under a title: a list of dossiers, or lines to read.

    ``find`` runs in a thread.
    """

    title: str
    find: Callable[[], DossierQuery | Sequence[str]]


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a sheet with the door behind each of its figures; a figure without one opens nothing."""

    row: FigureRow
    doors: Sequence[Door | None]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table. ``head`` is its heading, over the heads of its rows."""

    head: str
    columns: Sequence[FigureColumn]
    lines: Sequence[Line]


class SheetsScreen(DeskScreen):
    """Tables of figures over the report; Tab goes from one to the next, enter opens a figure."""

    tab = "report"
    sheets: ClassVar[tuple[str, ...]]
    """The names of the tables, in their order."""
    DEFAULT_CSS = """
    SheetsScreen #period, SheetsScreen #pointed { height: 1; text-wrap: nowrap; text-overflow: ellipsis; }
    SheetsScreen #pointed { color: $accent; }
    SheetsScreen #sheets { height: 1fr; }
    SheetsScreen FigureTable { max-height: 100%; margin: 1 1 0 1; }
    SheetsScreen.-wide #sheets { margin-top: 1; layout: grid; grid-size: 2; }
    SheetsScreen.-wide #sheets { grid-rows: auto; grid-gutter: 1 0; }
    SheetsScreen.-wide FigureTable { max-height: 999; margin: 0 1; }
    """

    def __init__(
        self,
        reporting: ReportingPeriod,
        ask: Callable[[ReportingPeriod], Question],
        left: Callable[[ReportingPeriod], None],
    ) -> None:
        """``ask`` gives the question about a period, ``left`` is told the period that was shown last."""
        super().__init__()
        self._ask = ask
        self._left = left
        self._question = ask(reporting)
        self._shown: dict[str, Sheet] = {}
        self._loading = False

    def fill(self, question: Question) -> Iterable[tuple[str, Sheet]]:
        """The tables by their names; runs in a thread. A table without a line is not shown."""
        raise NotImplementedError

    def compose_body(self) -> ComposeResult:
        yield Static(id="period")
        with VerticalScroll(id="sheets", can_focus=False):
            for name in self.sheets:
                yield FigureTable(id=name, glyphs=self.glyphs)
        yield Static(id="pointed")

    def load(self) -> None:
        self._loading = True
        self._draw_period()
        question = self._question
        self.run_in_thread(lambda: dict(self.fill(question)), self._show, group="sheets")

    def _show(self, sheets: dict[str, Sheet]) -> None:
        self._shown = sheets
        self._loading = False
        shown = [sheet for sheet in sheets.values() if sheet.lines]
        heads = [head for sheet in shown for head in (sheet.head, *(line.row.head for line in sheet.lines))]
        width = min(_MOST_HEAD, max(map(cells, heads), default=0))
        for name, sheet in sheets.items():
            table = self.query_one(f"#{name}", FigureTable)
            table.display = bool(sheet.lines)
            head = sheet.head + " " * (width - cells(sheet.head))
            table.set_figures(sheet.columns, [line.row for line in sheet.lines], head=head)
        self._draw_period()
        if self.focused is None:
            first = next((table for table in self.query(FigureTable) if table.display), None)
            if first is not None:
                first.focus()

    @property
    def room(self) -> int:
        """Cells that a table has; on a wide screen two stand side by side."""
        return self.size.width // 2 if self.size.width >= _WIDE else self.size.width

    def on_resize(self, event: events.Resize) -> None:
        self.set_class(event.size.width >= _WIDE, "-wide")
        self._draw_period()

    def _draw_period(self) -> None:
        line = period_line(self._question, self.desk.today(), self.size.width, loading=self._loading)
        self.query_one("#period", Static).update(line)

    # keys

    def action_period_previous(self) -> None:
        self._go_to(self._question.reporting.previous())

    def action_period_next(self) -> None:
        self._go_to(self._question.reporting.next())

    def action_back(self) -> None:
        self._left(self._question.reporting)
        self.dismiss()

    def _go_to(self, reporting: ReportingPeriod) -> None:
        if {reporting.period.first.year, reporting.period.last.year} <= set(YEARS):
            self._question = self._ask(reporting)
            self.load()

    @on(FigureTable.FigurePointed)
    def _name_figure(self, event: FigureTable.FigurePointed) -> None:
        """Say in full what the figure under the cursor counts, and keep it in sight."""
        door = self._door(event.table, event.keys)
        self.query_one("#pointed", Static).update(Content(f" {door.title}" if door else ""))
        if event.keys and (cursor := event.table.cursor):
            region = event.table.virtual_region
            top = region.y + min(event.table.heads + cursor[0], region.height - 1)
            self.query_one("#sheets").scroll_to_region(
                Region(0, max(0, top - event.table.heads), 1, event.table.heads + 1), animate=False
            )

    @on(FigureTable.FigureOpened)
    def _open_figure(self, event: FigureTable.FigureOpened) -> None:
        door = self._door(event.table, (event.row_key, event.column_key))
        if door is not None:
            title = f"{self._question.reporting.label} · {door.title}"
            self.run_in_thread(door.find, partial(self._enter, title), group="open")

    def _enter(self, title: str, found: DossierQuery | Sequence[str]) -> None:
        if isinstance(found, DossierQuery):
            self.open_list(title, found)
        else:
            self.app.push_screen(Listing("\n".join(found) or _("Không có thủ tục nào."), title=title))

    def _door(self, table: FigureTable, keys: tuple[str, str] | None) -> Door | None:
        sheet = self._shown.get(table.id or "")
        if sheet is None or keys is None:
            return None
        columns = [column.key for column in sheet.columns]
        for line in sheet.lines:
            if line.row.key == keys[0]:
                return line.doors[columns.index(keys[1])]
        return None
