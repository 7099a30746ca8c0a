"""The charts of a period: timeliness by month and field, how old the backlog is, receipts against results.

Each bar is a figure of a table, so it can be opened like any other and its numbers stand beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Final

from textual.content import Content

from motcua_tui.domain.numbers import group
from motcua_tui.domain.periods import Period, ReportingPeriod
from motcua_tui.domain.profiles import Summary
from motcua_tui.domain.typed_dates import day_month
from motcua_tui.i18n import _
from motcua_tui.reports.columns import row_name
from motcua_tui.reports.model import ReportRow
from motcua_tui.services import backlog, reporting
from motcua_tui.services.backlog import Age
from motcua_tui.services.reporting import By, Question
from motcua_tui.tui.actions import bindings_for
from motcua_tui.tui.screens.report_sheets import Door, Line, Sheet, SheetsScreen
from motcua_tui.tui.status import Glyphs
from motcua_tui.tui.widgets.charts import bar, stacked
from motcua_tui.tui.widgets.figures import FigureColumn, FigureRow
from motcua_tui.tui.widgets.plain import Cell

_BESIDE_BAR: Final = 52
"""Cells that the head and the numbers of a row take, with the margins."""
_MOST_BAR: Final = 40
_WEEKLY: Final = 62
"""Days up to which a period is cut into weeks, not months."""
_WEEK: Final = timedelta(weeks=1)
_JUDGED: Final = ("finished.early", "finished.on_time", "finished.late")
_DoorOf = Callable[[int, ReportRow, Sequence[str]], Door]
_DoorOfAge = Callable[[Age, tuple[str, ...]], Door]


class ChartsScreen(SheetsScreen):
    """Bars of text; Tab goes from chart to chart, enter opens the dossiers behind a bar."""

    places = ("charts", "figures")
    BINDINGS = bindings_for("charts")
    sheets = ("timely", "fields", "ages", "flow")

    def fill(self, question: Question) -> Iterator[tuple[str, Sheet]]:
        desk, longest = self.desk, max(8, min(_MOST_BAR, self.room - _BESIDE_BAR))
        draw = _Charts(self.glyphs, longest)
        parts = parts_of(question.period)
        asked = [replace(question, reporting=ReportingPeriod(period), by=None) for _name, period in parts]
        rows = reporting.spans(desk, question, parts)

        def in_part(place: int, row: ReportRow, figures: Sequence[str]) -> Door:
            find = partial(reporting.dossiers_behind, desk, asked[place], figures)
            return Door(f"{row.key} · {_told(figures)}", find)

        by_field = replace(question, by=By.FIELD)

        def in_field(_place: int, row: ReportRow, figures: Sequence[str]) -> Door:
            find = partial(reporting.dossiers_behind, desk, by_field, figures, row.key)
            return Door(f"{row_name(row.key, By.FIELD)} · {_told(figures)}", find)

        def aged(age: Age, figures: tuple[str, ...]) -> Door:
            find = partial(backlog.dossiers_aged, desk, question, age, figures)
            return Door(f"{_age_name(age)} · {_told(figures)}", find)

        fields = reporting.report(desk, by_field).rows
        yield "timely", draw.timeliness(_("Đúng hạn theo thời gian"), rows, in_part)
        yield "fields", draw.timeliness(_("Đúng hạn theo lĩnh vực"), fields, in_field)
        yield "ages", draw.ages(backlog.ages(desk, question), aged)
        yield "flow", draw.flow(rows, in_part)


class _Charts:
    """Draws the charts with bars of at most so many cells."""

    def __init__(self, glyphs: Glyphs, longest: int) -> None:
        self._glyphs = glyphs
        self._longest = longest

    def timeliness(self, head: str, rows: Sequence[ReportRow], door: _DoorOf) -> Sheet:
        """Early, on time and late of each row, as parts of one bar."""
        greatest = max((_sum(row.summary, _JUDGED) for row in rows), default=0)
        lines = []
        for place, row in enumerate(rows):
            counts = [row.summary[figure] for figure in _JUDGED]
            cells = self._cells(sum(counts), greatest)
            drawn = stacked(counts[0], counts[1], counts[2], cells, glyphs=self._glyphs)
            figures: list[Cell] = [self._padded(drawn), *map(_figure, _JUDGED, counts)]
            doors = [door(place, row, _JUDGED), *(door(place, row, (figure,)) for figure in _JUDGED)]
            lines.append(Line(FigureRow(row.key, _row_head(row.key), figures), doors))
        glyphs = self._glyphs
        columns = [
            FigureColumn("bar", ""),
            FigureColumn("finished.early", f"{glyphs.early_bar} {_('trước')}"),
            FigureColumn("finished.on_time", f"{glyphs.on_time_bar} {_('đúng')}"),
            FigureColumn("finished.late", f"{glyphs.late_bar} {_('trễ')}"),
        ]
        return Sheet(head, columns, lines)

    def ages(self, ages: Sequence[Age], door: _DoorOfAge) -> Sheet:
        """The pending dossiers by how long ago they were accepted."""
        greatest = max((age.in_time + age.overdue for age in ages), default=0)
        lines = []
        for age in ages:
            cells = self._cells(age.in_time + age.overdue, greatest)
            drawn = stacked(age.in_time, 0, age.overdue, cells, glyphs=self._glyphs)
            figures: list[Cell] = [
                self._padded(drawn),
                _figure("pending.in_time", age.in_time),
                _figure("pending.overdue", age.overdue),
            ]
            doors = [
                door(age, backlog.FIGURES),
                door(age, ("pending.in_time",)),
                door(age, ("pending.overdue",)),
            ]
            lines.append(Line(FigureRow(str(age.least), _age_name(age), figures), doors))
        columns = [
            FigureColumn("bar", ""),
            FigureColumn("pending.in_time", f"{self._glyphs.early_bar} {_('trong hạn')}"),
            FigureColumn("pending.overdue", f"{self._glyphs.late_bar} {_('quá hạn')}"),
        ]
        pending = any(age.in_time + age.overdue for age in ages)
        return Sheet(_("Đang giải quyết theo tuổi"), columns, lines if pending else [])

    def flow(self, rows: Sequence[ReportRow], door: _DoorOf) -> Sheet:
        """What came in beside what was finished."""
        half = self._longest // 2
        pairs = [(row.summary["received.new"], row.summary["finished.total"]) for row in rows]
        greatest = max((max(pair) for pair in pairs), default=0)
        lines = []
        for place, (row, (received, finished)) in enumerate(zip(rows, pairs, strict=True)):
            figures: list[Cell] = [
                Content.styled(
                    bar(received, greatest, half, glyph=self._glyphs.early_bar), "$accent"
                ).truncate(half, pad=True),
                _figure("received.new", received),
                Content.styled(
                    bar(finished, greatest, half, glyph=self._glyphs.early_bar), "$finished"
                ).truncate(half, pad=True),
                _figure("finished.total", finished),
            ]
            came, went = door(place, row, ("received.new",)), door(place, row, ("finished.total",))
            lines.append(Line(FigureRow(row.key, _row_head(row.key), figures), [came, came, went, went]))
        columns = [
            FigureColumn("received.bar", _("tiếp nhận")),
            FigureColumn("received.new", ""),
            FigureColumn("finished.bar", _("giải quyết")),
            FigureColumn("finished.total", ""),
        ]
        return Sheet(_("Tiếp nhận và giải quyết"), columns, lines)

    def _cells(self, value: int, greatest: int) -> int:
        return len(bar(value, greatest, self._longest))

    def _padded(self, drawn: Content) -> Content:
        return drawn.truncate(self._longest, pad=True)


def parts_of(period: Period) -> tuple[tuple[str, Period], ...]:
    """The months of a period by name, or its weeks where it is short."""
    if period.days > _WEEKLY:
        return period.months()
    weeks = []
    start = period.start
    while start < period.end:
        week = Period(start, min(start + _WEEK, period.end))
        weeks.append((f"{day_month(week.first)}–{day_month(week.last)}", week))
        start = week.end
    return tuple(weeks)


def _row_head(key: str) -> str:
    """A month as ``09/2026``, anything else as it is."""
    year, dash, month = key.partition("-")
    return f"{month}/{year}" if dash and year.isdecimal() and month.isdecimal() else key


def _age_name(age: Age) -> str:
    """``6–10 ngày LV``: working days since the acceptance."""
    if age.most is None:
        return _("trên {n} ngày LV").format(n=age.least - 1)
    return _("{least}–{most} ngày LV").format(least=age.least, most=age.most)


def _told(figures: Sequence[str]) -> str:
    """What a bar counts."""
    names = {
        _JUDGED: _("đã giải quyết"),
        ("finished.early",): _("trước hạn"),
        ("finished.on_time",): _("đúng hạn"),
        ("finished.late",): _("trễ hạn"),
        ("finished.total",): _("đã giải quyết"),
        ("received.new",): _("tiếp nhận"),
        backlog.FIGURES: _("đang giải quyết"),
        ("pending.in_time",): _("đang giải quyết trong hạn"),
        ("pending.overdue",): _("đang quá hạn"),
    }
    return names[tuple(figures)]


def _figure(name: str, n: int) -> Cell:
    """A count; late ones stand out, a zero stands back."""
    if not n:
        return Content.styled("0", "$faint")
    return Content.styled(group(n), "bold $late") if name.endswith(("late", "overdue")) else group(n)


def _sum(summary: Summary, figures: Sequence[str]) -> int:
    return sum(summary[figure] for figure in figures)
