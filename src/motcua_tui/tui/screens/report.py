"""The report of a period: its figures, each a door to its dossiers, with what they are checked against.

What is shown belongs to one :class:`Question`; keys change the question, a thread answers it, and the
figures of the last answer stay until the next one is there.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual import events, on
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from motcua_tui.domain.periods import KINDS, Preset, ReportingPeriod, current
from motcua_tui.domain.profiles import ProfileName
from motcua_tui.domain.typed_dates import YEARS, parse_date
from motcua_tui.i18n import _
from motcua_tui.reports.notes import profile_note, row_heading
from motcua_tui.reports.sentences import Style
from motcua_tui.services import locking, reporting
from motcua_tui.services.locking import Locked
from motcua_tui.services.reporting import Against, By, Question
from motcua_tui.tui.actions import bindings_for
from motcua_tui.tui.screens.base import DeskScreen, DossierChanged
from motcua_tui.tui.screens.report_answer import Answer, written
from motcua_tui.tui.screens.report_dialogs import Dates, Menu, Sentences
from motcua_tui.tui.screens.report_table import (
    TOTAL,
    columns_of,
    figure_title,
    figures_of,
    rows_of,
)
from motcua_tui.tui.screens.report_text import (
    check_lines,
    comparison_lines,
    how_lines,
    month_lines,
    period_line,
    preset_name,
)
from motcua_tui.tui.widgets.choices import Option
from motcua_tui.tui.widgets.figures import FigureTable

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from motcua_tui.errors import MotcuaError

_GROUPINGS: Final = (By.FIELD, By.PROCEDURE, By.CHANNEL, By.DEPARTMENT, By.OFFICER, By.MONTH)
_LEAST_TABLE: Final = 5
"""Lines that the table keeps on a low screen: its heads and two rows."""
_ROOMY: Final = 30
"""Lines of a screen from which on blank lines set the parts apart."""
_BLANK_LINES: Final = 5
_TITLE_AND_KEYS: Final = 2
_AROUND: Final = ("pointed", "compared", "checked", "months")


class ReportScreen(DeskScreen):
    """The period summary; ←/→ walk the periods, enter on a figure lists its dossiers."""

    tab = "report"
    places = ("report", "figures")
    BINDINGS: ClassVar[list[BindingType]] = bindings_for("report")
    DEFAULT_CSS = """
    ReportScreen #report { height: 1fr; overflow-y: auto; }
    ReportScreen #report > Static { height: auto; text-wrap: nowrap; text-overflow: ellipsis; }
    ReportScreen #report > #empty { margin: 2 4; text-wrap: wrap; }
    ReportScreen.-roomy #period { margin-top: 1; }
    ReportScreen.-roomy #how, ReportScreen.-roomy #pointed { margin-bottom: 1; }
    ReportScreen.-roomy #compared, ReportScreen.-roomy #checked { margin-bottom: 1; }
    ReportScreen FigureTable { margin-left: 1; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._wanted: ReportingPeriod | None = None
        self._profile: ProfileName | None = None
        self._by: By | None = By.FIELD
        self._style = Style.A
        self._against = Against.BOTH
        self._answer: Answer | None = None
        self._loading = False
        self._lines: dict[str, int] = {}

    def compose_body(self) -> ComposeResult:
        with Vertical(id="report"):
            yield Static(id="period")
            yield Static(id="how")
            yield FigureTable(id="figures", glyphs=self.glyphs)
            for name in _AROUND:
                yield Static(id=name)
            yield Static(
                _(
                    "Kỳ này không có hồ sơ nào: không tiếp nhận, không có hồ sơ kỳ trước chuyển sang.\n"
                    "← → xem kỳ khác · p đổi loại kỳ · d chọn hai ngày"
                ),
                id="empty",
            )

    # the question and its answer

    @property
    def question(self) -> Question:
        """What is asked now: at first the last quarter that has ended, by the form then in force."""
        if self._wanted is None:
            self._wanted = current(Preset.QUARTER, self.desk.today()).previous()
        return self._asked(self._wanted)

    def _asked(self, reporting: ReportingPeriod) -> Question:
        return Question.of(self.desk, reporting, self._profile, self._by)

    @property
    def shown_period(self) -> ReportingPeriod:
        return self.question.reporting

    def load(self) -> None:
        self._loading = True
        self._draw_heading()
        self.run_in_thread(partial(Answer.to, self.desk, self.question), self._show, group="report")

    def tell(self, error: MotcuaError) -> None:
        self._loading = False
        self._draw_heading()
        super().tell(error)

    def _show(self, answer: Answer) -> None:
        self._answer = answer
        self._loading = False
        by = answer.question.by
        self.query_one(FigureTable).set_figures(
            columns_of(answer.report), rows_of(answer.report), head=row_heading(by) if by else ""
        )
        self._draw_heading()
        self._draw()
        self.refresh_bindings()

    # drawing

    def on_resize(self, event: events.Resize) -> None:
        self.set_class(event.size.height >= _ROOMY, "-roomy")
        self._draw_heading()
        self._draw()

    def _draw_heading(self) -> None:
        question, today, width = self.question, self.desk.today(), self.size.width
        self._write("period", period_line(question, today, width, loading=self._loading))
        self._write("how", how_lines(question, today, width, self._against))

    def _draw(self) -> None:
        """What stands around the table, for the answer that is there and the width that there is."""
        answer, width, glyphs = self._answer, self.size.width, self.glyphs
        empty = answer is not None and answer.empty
        for name in ("figures", *_AROUND):
            self.query_one(f"#{name}").display = not empty
        self.query_one("#empty").display = empty
        if answer is None or empty:
            return
        if self.focused is None:
            self.query_one(FigureTable).focus()
        self._write(
            "compared", comparison_lines(answer.report, answer.comparison, self._against, width, glyphs)
        )
        checked = check_lines(answer.report, answer.chain, answer.standing, width, glyphs)
        self._write("checked", checked)
        self.query_one("#months").display = bool(answer.months)
        if answer.months:
            self._write("months", month_lines(answer.months, width, glyphs))
        self._fit()

    def _write(self, name: str, content: Content) -> None:
        self._lines[name] = content.plain.count("\n") + 1
        self.query_one(f"#{name}", Static).update(content)

    def _fit(self) -> None:
        """Give the table the lines that the others leave; it scrolls where it needs more."""
        others = sum(lines for name, lines in self._lines.items() if self.query_one(f"#{name}").display)
        blank = _BLANK_LINES if self.has_class("-roomy") else 0
        room = self.size.height - _TITLE_AND_KEYS - others - blank
        self.query_one(FigureTable).fit(max(_LEAST_TABLE, room))

    # keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "copy_sentence" and self._answer is None:
            return None
        if action == "open_warnings" and not (self._answer and self._answer.report.warnings):
            return None
        if action == "open_chain" and not (self._answer and self._answer.chain.breaking):
            return None
        if action in ("lock_period", "export_report"):
            return True if self._answer and not self._loading else None
        return True

    def action_period_previous(self) -> None:
        self._go_to(self.question.reporting.previous())

    def action_period_next(self) -> None:
        self._go_to(self.question.reporting.next())

    def action_period_kind(self) -> None:
        shown = self.question.reporting
        options = [Option(kind, preset_name(kind)) for kind in KINDS]
        chosen = shown.preset or Preset.QUARTER
        self._ask(_("Loại kỳ báo cáo"), options, chosen, lambda key: self._go_to_kind(Preset(key)))

    def action_period_dates(self) -> None:
        desk = self.desk
        parse = partial(parse_date, today=desk.today(), add_working_days=desk.calendar.add)
        self.app.push_screen(Dates(self.question.reporting, parse), self._go_to)

    def action_profile(self) -> None:
        in_force = _("theo mẫu đang có hiệu lực ({profile})").format(
            profile=Question.of(self.desk, self.question.reporting).profile
        )
        options = [
            Option("", in_force),
            *(Option(name, f"{name}: {profile_note(name)}") for name in ProfileName),
        ]
        self._ask(_("Biểu mẫu và cách tính"), options, self._profile or "", self._count_by)

    def action_grouping(self) -> None:
        options = [*(Option(by, row_heading(by)) for by in _GROUPINGS), Option("", _("Không chia nhóm"))]
        self._ask(_("Mỗi dòng là"), options, self._by or "", self._group_by)

    def action_measures(self) -> None:
        from motcua_tui.tui.screens.report_measures import MeasuresScreen

        self.app.push_screen(MeasuresScreen(self.question.reporting, self._asked, self._come_back))

    def action_charts(self) -> None:
        from motcua_tui.tui.screens.report_charts import ChartsScreen

        self.app.push_screen(ChartsScreen(self.question.reporting, self._asked, self._come_back))

    def action_compare(self) -> None:
        """The next of: both periods, the one before, last year's, none."""
        kinds = list(Against)
        self._against = kinds[(kinds.index(self._against) + 1) % len(kinds)]
        self._draw_heading()
        self._draw()

    def action_copy_sentence(self) -> None:
        if self._answer:
            self.run_in_thread(
                partial(written, self.desk, self._answer, self._against), self._show_sentences, group="copy"
            )

    def action_open_warnings(self) -> None:
        if self._answer and (warnings := self._answer.report.warnings):
            title = _("{period} · hồ sơ lỗi số liệu").format(period=self._answer.question.reporting.label)
            self.open_list(title, reporting.dossiers_warned_of(self.desk, warnings))

    def action_open_chain(self) -> None:
        if self._answer and (codes := self._answer.chain.breaking):
            title = _("{period} · lệch với kỳ trước đã gửi").format(
                period=self._answer.question.reporting.label
            )
            self.open_list(title, locking.dossiers_named(self.desk, codes))

    def action_lock_period(self) -> None:
        """Lock the period as it is shown; where it is locked, tell what is different."""
        from motcua_tui.tui.screens.locks import DifferenceScreen, locking_question

        if self._answer and self._answer.standing:
            self.app.push_screen(DifferenceScreen(self._answer.standing.lock))
        elif self._answer:
            self.app.push_screen(
                locking_question(self._answer.report, self._answer.question), self._lock_period
            )

    def action_export_report(self) -> None:
        from motcua_tui.tui.screens.report_export import ExportScreen

        if self._answer:
            self.app.push_screen(ExportScreen(self._answer.question))

    def action_documents(self) -> None:
        from motcua_tui.tui.screens.document import choose_document

        question = self.question
        choose_document(self, question.reporting, question.profile, question.judge_by)

    def action_check_text(self) -> None:
        from motcua_tui.tui.screens.checker import CheckerScreen

        self.app.push_screen(CheckerScreen(self.question.reporting))

    def action_locked_periods(self) -> None:
        from motcua_tui.tui.screens.locks import LocksScreen

        self.app.push_screen(LocksScreen())

    @on(FigureTable.FigurePointed)
    def _name_figure(self, event: FigureTable.FigurePointed) -> None:
        """Say in full what the figure under the cursor counts: heads are cut where the screen is narrow."""
        named = figure_title(self._answer.report, *event.keys) if self._answer and event.keys else ""
        self._write("pointed", Content.styled(f" {named}", "$accent"))

    @on(FigureTable.FigureOpened)
    def _open_figure(self, event: FigureTable.FigureOpened) -> None:
        if self._answer is None:
            return
        asked, report = self._answer.question, self._answer.report
        title = f"{asked.reporting.label} · {figure_title(report, event.row_key, event.column_key)}"
        row = None if event.row_key == TOTAL else event.row_key
        find = partial(reporting.dossiers_behind, self.desk, asked, figures_of(event.column_key), row)
        self.run_in_thread(find, partial(self.open_list, title), group="open")

    # what the keys and dialogs lead to

    def _ask(self, title: str, options: list[Option], chosen: str, then: Callable[[str], None]) -> None:
        def answered(key: str | None) -> None:
            if key is not None:
                then(key)

        self.app.push_screen(Menu(title, options, chosen, self.glyphs), answered)

    def _go_to(self, reporting_period: ReportingPeriod | None) -> None:
        """Show a period; years that nobody can type have no reports."""
        if reporting_period is None or not {
            reporting_period.period.first.year,
            reporting_period.period.last.year,
        } <= set(YEARS):
            return
        self._wanted = reporting_period
        self.load()

    def _come_back(self, reporting: ReportingPeriod) -> None:
        """From a screen over this one, where the periods were walked too."""
        if reporting != self.question.reporting:
            self._go_to(reporting)

    def _go_to_kind(self, kind: Preset) -> None:
        """The period of that kind at the end of the one shown."""
        self._go_to(current(kind, self.question.period.last))

    def _count_by(self, key: str) -> None:
        self._profile = ProfileName(key) if key else None
        self.load()

    def _group_by(self, key: str) -> None:
        self._by = By(key) if key else None
        self.load()

    def _lock_period(self, sure: bool | None) -> None:
        if sure and self._answer:
            lock = partial(locking.lock, self.desk, self._answer.question)
            self.run_in_thread(lock, self._locked, group="write")

    def _locked(self, locked: Locked) -> None:
        told = _("Đã khóa kỳ {period}.").format(period=locked.lock.reporting.label)
        self.notify("\n".join((told, *locked.warnings)), markup=False)
        self.app.post_message(DossierChanged(""))

    def _show_sentences(self, texts: dict[Style, str]) -> None:
        self.app.push_screen(Sentences(texts, self._style), self._keep_style)

    def _keep_style(self, style: Style | None) -> None:
        self._style = style or self._style
