"""The measures of a period: rates with their two counts, processing times, causes, and scored indices."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from textual.content import Content

from motcua_tui.domain.measures import RATES, Count, Criterion, Measures, Rate
from motcua_tui.domain.profiles import Ratio
from motcua_tui.i18n import _
from motcua_tui.reports.measuring import (
    AVERAGE,
    CAUSES,
    INDICES,
    LONGEST,
    MEDIAN,
    NAMES,
    NOT_TOLD,
    SECTIONS,
    TIME,
    shown,
)
from motcua_tui.services import measures
from motcua_tui.services.criteria import criteria
from motcua_tui.services.desk import Desk
from motcua_tui.services.reporting import Question
from motcua_tui.tui.actions import bindings_for
from motcua_tui.tui.screens.report_sheets import Door, Line, Sheet, SheetsScreen
from motcua_tui.tui.widgets.figures import FigureColumn, FigureRow

_TOTAL = ""


class MeasuresScreen(SheetsScreen):
    """n/N and rate of every measure; enter on a count lists its dossiers."""

    places = ("measures", "figures")
    BINDINGS = bindings_for("measures")
    sheets = (*(f"rates-{place}" for place in range(len(SECTIONS))), "causes", "indices", "times")

    def fill(self, question: Question) -> Iterator[tuple[str, Sheet]]:
        period = question.period
        found = measures.of(self.desk, period.first, period.last, question.judge_by)
        draw = _Measures(self.desk, question, found)
        for place, (heading, rates) in enumerate(SECTIONS):
            yield f"rates-{place}", draw.rates(shown(heading), rates)
        yield "causes", draw.causes()
        yield "indices", draw.indices(criteria(self.desk))
        yield "times", draw.times()


class _Measures:
    """Measures as sheets, with their doors."""

    def __init__(self, desk: Desk, question: Question, found: Measures) -> None:
        self._desk = desk
        self._found = found
        self._days = (question.period.first, question.period.last)
        self._judge_by = question.judge_by
        self._numbers = desk.settings.numbers

    def rates(self, heading: str, rates: tuple[Rate, ...]) -> Sheet:
        lines = []
        for rate in rates:
            n, of = RATES[rate]
            row = FigureRow(rate, shown(NAMES[n]), self._ratio(self._found.rate(rate)))
            lines.append(Line(row, [self._door(n), self._door(of), self._door(n)]))
        return Sheet(heading, _ratio_columns(), lines)

    def times(self) -> Sheet:
        """Of all results, then of each procedure."""
        whole = self._found.time
        named = [(one.code, one.name, one.time) for one in self._found.procedures]
        if whole is not None:
            named.insert(0, (_TOTAL, _("Tất cả thủ tục"), whole))
        lines = []
        for code, name, time in named:
            figures = [
                self._numbers.group(time.n),
                self._numbers.fraction(time.average),
                self._numbers.fraction(time.median),
                self._numbers.group(time.longest),
            ]
            row = FigureRow(code, name, figures, total=code == _TOTAL)
            lines.append(Line(row, [self._results(code, name)] * len(figures)))
        columns = [
            FigureColumn("n", _("kết quả")),
            FigureColumn("average", shown(AVERAGE).lower()),
            FigureColumn("median", shown(MEDIAN).lower()),
            FigureColumn("longest", shown(LONGEST).lower()),
        ]
        return Sheet(shown(TIME), columns, lines)

    def causes(self) -> Sheet:
        lines = []
        for cause, n in self._found.causes:
            find = partial(measures.late_for, self._desk, *self._days, cause, self._judge_by)
            name = cause or shown(NOT_TOLD)
            row = FigureRow(cause, name, [Content.styled(self._numbers.group(n), "bold $late")])
            lines.append(Line(row, [Door(name, find)]))
        return Sheet(shown(CAUSES), [FigureColumn("n", _("hồ sơ"))], lines)

    def indices(self, rows: tuple[Criterion, ...]) -> Sheet:
        lines = []
        for criterion in rows:
            n, of = self._door(criterion.numerator), self._door(criterion.denominator)
            figures = [
                *self._ratio(criterion.ratio(self._found)),
                self._numbers.fraction(criterion.score(self._found)),
                self._numbers.decimal(criterion.points),
            ]
            row = FigureRow(criterion.code, f"{criterion.code} {criterion.name}", figures)
            lines.append(Line(row, [n, of, n, n, of]))
        columns = [*_ratio_columns(), FigureColumn("score", _("điểm")), FigureColumn("points", _("tối đa"))]
        return Sheet(shown(INDICES), columns, lines)

    def _ratio(self, ratio: Ratio) -> list[str]:
        group = self._numbers.group
        return [group(ratio.n), group(ratio.of), self._numbers.percent(ratio.n, ratio.of)]

    def _door(self, count: Count) -> Door:
        """The list of the dossiers that a count counts, or the names of the procedures."""
        if count.of_procedures:
            return Door(shown(NAMES[count]), partial(self._procedures, count))
        find = partial(measures.dossiers_behind, self._desk, *self._days, count, self._judge_by)
        return Door(shown(NAMES[count]), find)

    def _procedures(self, count: Count) -> list[str]:
        found = measures.procedures_behind(self._desk, *self._days, count)
        return [f"{version.code}  {version.name}" for version in found]

    def _results(self, code: str, name: str) -> Door:
        if code == _TOTAL:
            return self._door(Count.RESULTS)
        return Door(name, partial(measures.results_of, self._desk, *self._days, code))


def _ratio_columns() -> list[FigureColumn]:
    return [FigureColumn("n", _("số đạt")), FigureColumn("of", _("trên")), FigureColumn("rate", _("tỷ lệ"))]
