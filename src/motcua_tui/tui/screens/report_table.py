"""A report as the rows and columns of a ``FigureTable``: the columns of its form, then what is among them."""

from __future__ import annotations

from textual.content import Content

from motcua_tui.domain.numbers import NumberStyle
from motcua_tui.domain.profiles import Summary
from motcua_tui.i18n import _
from motcua_tui.reports.columns import row_name
from motcua_tui.reports.model import PeriodReport
from motcua_tui.reports.sections import Column, Section, sections
from motcua_tui.services.reporting import By
from motcua_tui.tui.widgets.figures import FigureColumn, FigureRow
from motcua_tui.tui.widgets.plain import Cell

TOTAL = ""
"""The row key of the total."""

_LATE = {"finished.late", "pending.overdue"}


def sections_of(report: PeriodReport) -> tuple[Section, ...]:
    """The columns of the profile's form, and those within them that have a dossier."""
    among = tuple(column for column in _among() if column.count(report.total))
    return (*sections(report.profile), Section(_("Trong đó"), among))


def columns_of(report: PeriodReport) -> list[FigureColumn]:
    return [
        FigureColumn(key_of(column), column.heading, section.title)
        for section in sections_of(report)
        for column in section.columns
    ]


def rows_of(report: PeriodReport) -> list[FigureRow]:
    """A row for each of the report, and the total below."""
    rows = [
        FigureRow(row.key, row_title(row.key, report.by), _figures(report, row.summary))
        for row in report.rows
    ]
    return [*rows, FigureRow(TOTAL, _("Cộng"), _figures(report, report.total), total=True)]


def row_title(key: str, by: str | None) -> str:
    """A row's key as the screen shows it: a month as ``09/2026``, others by name."""
    return "/".join(reversed(key.split("-"))) if by == By.MONTH else row_name(key, by)


def key_of(column: Column) -> str:
    """The names of the figures that a column adds up, joined."""
    return "+".join(column.figures)


def figures_of(key: str) -> list[str]:
    """The names of the figures behind a column's key."""
    return key.split("+")


def figure_title(report: PeriodReport, row_key: str, column_key: str) -> str:
    """What a figure says, in words: ``Kiến trúc · Tiếp nhận: trực tiếp``."""
    found = next(
        f"{section.title}: {column.title}"
        for section in sections_of(report)
        for column in section.columns
        if key_of(column) == column_key
    )
    return found if row_key == TOTAL else f"{row_title(row_key, report.by)} · {found}"


def _figures(report: PeriodReport, summary: Summary) -> list[Cell]:
    return [
        _figure(column, summary, report.numbers)
        for section in sections_of(report)
        for column in section.columns
    ]


def _figure(column: Column, summary: Summary, numbers: NumberStyle) -> Cell:
    """A count; late ones stand out, a zero stands back."""
    n = column.count(summary)
    if not n:
        return Content.styled("0", "$faint")
    told = numbers.group(n)
    return Content.styled(told, "bold $late") if _LATE & set(column.figures) else told


def _among() -> tuple[Column, ...]:
    return (
        Column(_("từ\nchối"), ("finished.refused",)),
        Column(_("dừng"), ("finished.stopped",)),
        Column(_("đóng"), ("finished.closed",)),
        Column(_("đã\nhẹn lại"), ("finished.re_dated",)),
        Column(_("chờ bổ\nsung"), ("pending.awaiting_supplement",)),
        Column(_("đến hạn\ncuối kỳ"), ("pending.due_on_last_day",)),
        Column(_("không\nhạn"), ("finished.no_due", "pending.no_due")),
    )
