"""The indicators of the reform reports: typed once a period, kept while one types, checked at once.

What stands in the fields is stored a moment after the last key, when a field is left, and before the screen
is: there is nothing to save and nothing to lose. What does not fit is told below its field, and kept.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from textual import on
from textual.actions import SkipAction
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from motcua_tui.domain.indicators import TITLES, Form
from motcua_tui.domain.periods import KINDS, Period, Preset, ReportingPeriod, current
from motcua_tui.domain.roles import Right
from motcua_tui.domain.typed_dates import parse_date, short_date
from motcua_tui.errors import RightError
from motcua_tui.i18n import _
from motcua_tui.services import indicators
from motcua_tui.services.indicators import Evidence, FormSheet
from motcua_tui.tui.actions import bindings_for
from motcua_tui.tui.screens.base import DeskScreen
from motcua_tui.tui.screens.report_dialogs import Dates, Menu
from motcua_tui.tui.screens.report_text import preset_name
from motcua_tui.tui.widgets.choices import Option
from motcua_tui.tui.widgets.dialog import Notice
from motcua_tui.tui.widgets.indicator_row import IndicatorRow
from motcua_tui.tui.widgets.plain import plain
from motcua_tui.tui.widgets.text_box import TextBox

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.timer import Timer

_KEEP_SECONDS: Final = 1.0
"""How long after the last key what was typed is stored."""
_MOST_LINES: Final = 12


class _Rows(VerticalScroll, can_focus=False, inherit_bindings=False):
    """The rows of a form; ↑ and ↓ go from field to field and do not scroll."""


class IndicatorsScreen(DeskScreen):
    """One form of one period; every row with the figure of the period before beside it."""

    places = ("indicators",)
    BINDINGS = bindings_for("indicators")
    AUTO_FOCUS = ""
    DEFAULT_CSS = """
    IndicatorsScreen #indicators-head { height: 1; }
    IndicatorsScreen #indicators-title { width: 1fr; text-wrap: nowrap; text-overflow: ellipsis; }
    IndicatorsScreen #indicators-left { width: auto; }
    IndicatorsScreen #indicators-period { height: 1; color: $faint; }
    IndicatorsScreen #indicators-period { text-wrap: nowrap; text-overflow: ellipsis; }
    IndicatorsScreen #indicators-columns { height: 1; padding: 0 2 0 1; color: $faint; }
    IndicatorsScreen .spring { width: 1fr; }
    IndicatorsScreen .value { width: 16; }
    IndicatorsScreen #indicators-columns .before { width: 12; padding-left: 1; }
    IndicatorsScreen #indicators { height: 1fr; padding: 0 1; }
    """

    def __init__(self, tab: str, reporting: ReportingPeriod | None = None) -> None:
        super().__init__()
        self.tab = tab
        self._reporting = reporting
        self._form = Form.BM1
        self._sheet: FormSheet | None = None
        self._unsaved: dict[str, str] = {}
        self._saving = False
        self._timer: Timer | None = None
        self._leaving = False

    def compose_body(self) -> ComposeResult:
        with Horizontal(id="indicators-head"):
            yield Static(id="indicators-title")
            yield Static(id="indicators-left")
        yield Static(id="indicators-period")
        with Horizontal(id="indicators-columns"):
            yield Static(classes="spring")
            yield Static(_("Số liệu"), classes="value")
            yield Static(_("Kỳ trước"), classes="before")
        yield _Rows(id="indicators")

    @property
    def reporting(self) -> ReportingPeriod:
        """The period shown: at first the last quarter that has ended."""
        if self._reporting is None:
            self._reporting = current(Preset.QUARTER, self.desk.today()).previous()
        return self._reporting

    # showing

    def load(self) -> None:
        self.run_in_thread(partial(indicators.sheet, self.desk, self._form, self.reporting), self._show)

    def _show(self, sheet: FormSheet) -> None:
        self._sheet = sheet
        self._draw_head()
        self.run_worker(self._fill(sheet), exclusive=True, group="fill")

    async def _fill(self, sheet: FormSheet) -> None:
        box = self.query_one("#indicators")
        await box.remove_children()
        typed, before = sheet.typed, sheet.before
        await box.mount_all(
            IndicatorRow(row, typed.get(row.indicator.id, ""), before[row.indicator.code].text)
            for row in sheet.rows
        )
        self._first_empty()

    def _first_empty(self) -> None:
        """Begin at the first field that is still to be typed."""
        if self._sheet is None:
            return
        missing = {row.id for row in self._sheet.missing}
        rows = [row for row in self.query(IndicatorRow) if row.query("TextInput, TextBox")]
        chosen = next((row for row in rows if row.indicator.id in missing), rows[0] if rows else None)
        if chosen is not None:
            chosen.query("TextInput, TextBox").first().focus()

    def _draw_head(self) -> None:
        sheet = self._sheet
        if sheet is None:
            return
        number = sheet.form.removeprefix("bm")
        named = _("Biểu mẫu {n}: {title}").format(n=number, title=TITLES[sheet.form])
        title = named if number != sheet.form else TITLES[sheet.form]
        self.query_one("#indicators-title", Static).update(Content.styled(f" {title}", "bold"))
        left, faulty = len(sheet.missing), len(sheet.faulty)
        progress = Content.assemble(
            (_("{n} cần xem lại · ").format(n=faulty) if faulty else "", "$warning"),
            _("còn {n} chỉ tiêu chưa nhập ").format(n=left) if left else _("đã nhập đủ "),
        )
        self.query_one("#indicators-left", Static).update(progress)
        now, before = _dates(sheet.reporting.period), _dates(sheet.previous)
        label = f"{sheet.reporting.label} · " if sheet.reporting.preset else ""
        told = _(" {label}{now}   kỳ trước: {before}").format(label=label, now=now, before=before)
        self.query_one("#indicators-period", Static).update(plain(told))

    # typing

    @on(IndicatorRow.Typed)
    def _typed(self, event: IndicatorRow.Typed) -> None:
        if self._sheet is None:
            return
        try:
            self.desk.require(Right.INDICATORS)
        except RightError as error:
            self.tell(error)
            self.load()
            return
        self._unsaved[event.indicator.id] = event.text
        self._sheet = indicators.retyped(
            self._sheet, {event.indicator.id: event.text}, self.desk.settings.decimals
        )
        for widget, row in zip(self.query(IndicatorRow), self._sheet.rows, strict=True):
            widget.show(row)
        self._draw_head()
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(_KEEP_SECONDS, self._store)

    def on_descendant_blur(self) -> None:
        self._store()

    def _store(self) -> None:
        """Store what is not stored yet; one transaction at a time, so that the last text stands."""
        if self._saving or not self._unsaved:
            return
        values, self._unsaved = self._unsaved, {}
        self._saving = True
        self.run_in_thread(
            partial(indicators.put, self.desk, self.reporting, values), self._stored, group="write"
        )

    def _stored(self, _changed: int) -> None:
        self._saving = False
        self._store()
        if self._leaving and not self._saving:
            self.dismiss()

    # keys

    def _go(self, *, form: Form | None = None, reporting: ReportingPeriod | None = None) -> None:
        """Another form or period, once what was typed is on its way into the record."""
        self._store()
        self._form = form or self._form
        self._reporting = reporting or self._reporting
        self.load()

    def action_indicator_form(self) -> None:
        options = [Option(form, f"{form}  {TITLES[form]}") for form in Form]

        def chosen(key: str | None) -> None:
            if key is not None:
                self._go(form=Form(key))

        self.app.push_screen(Menu(_("Biểu nào"), options, self._form, self.glyphs), chosen)

    def action_form_next(self) -> None:
        forms = list(Form)
        self._go(form=forms[(forms.index(self._form) + 1) % len(forms)])

    def action_form_previous(self) -> None:
        forms = list(Form)
        self._go(form=forms[forms.index(self._form) - 1])

    def action_indicator_kind(self) -> None:
        options = [Option(kind, preset_name(kind)) for kind in KINDS]

        def chosen(key: str | None) -> None:
            if key is not None:
                self._go(reporting=current(Preset(key), self.reporting.period.last))

        shown = self.reporting.preset or Preset.QUARTER
        self.app.push_screen(Menu(_("Loại kỳ báo cáo"), options, shown, self.glyphs), chosen)

    def action_indicator_dates(self) -> None:
        desk = self.desk
        parse = partial(parse_date, today=desk.today(), add_working_days=desk.calendar.add)

        def chosen(reporting: ReportingPeriod | None) -> None:
            if reporting is not None:
                self._go(reporting=reporting)

        self.app.push_screen(Dates(self.reporting, parse), chosen)

    def action_indicator_earlier(self) -> None:
        self._go(reporting=self.reporting.previous())

    def action_indicator_later(self) -> None:
        self._go(reporting=self.reporting.next())

    def action_documents(self) -> None:
        from motcua_tui.tui.screens.document import choose_document

        self._store()
        choose_document(self, self.reporting)

    def action_evidence(self) -> None:
        row = self._row_in_focus()
        if row is not None:
            find = partial(indicators.behind, self.desk, self.reporting, row.indicator)
            self.run_in_thread(find, partial(self._open, row), group="open")

    def _open(self, row: IndicatorRow, found: Evidence) -> None:
        title = f"{self.reporting.label} · {row.indicator.name}"
        if found.dossiers is not None:
            self.open_list(title, found.dossiers)
            return
        lines = found.lines[:_MOST_LINES]
        more = len(found.lines) - len(lines)
        rest = _("… và {n} dòng nữa: motcua indicators behind {id}").format(n=more, id=row.indicator.id)
        text = "\n".join([*lines, rest] if more else lines) or _("Không có gì trong sổ.")
        self.app.push_screen(Notice(text, title=title))

    def _row_in_focus(self) -> IndicatorRow | None:
        focused = self.focused
        ancestors = focused.ancestors if focused is not None else []
        return next((row for row in ancestors if isinstance(row, IndicatorRow)), None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "evidence":
            row = self._row_in_focus()
            return True if row is not None and row.indicator.source else None
        return True

    def on_descendant_focus(self) -> None:
        self.refresh_bindings()

    @on(Input.Submitted)
    def _entered(self) -> None:
        self.focus_next()

    def action_field_down(self) -> None:
        self._leave_lines()
        self.focus_next()

    def action_field_up(self) -> None:
        self._leave_lines()
        self.focus_previous()

    def _leave_lines(self) -> None:
        """In a field of several lines ↑ and ↓ go from line to line."""
        if isinstance(self.focused, TextBox):
            raise SkipAction

    def action_back(self) -> None:
        self._leaving = True
        self._store()
        if not self._saving:
            self.dismiss()


def _dates(period: Period) -> str:
    return f"{short_date(period.first)} – {short_date(period.last)}"
