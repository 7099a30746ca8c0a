"""The period report as CSV: one line a row, then the total, for a spreadsheet or another program."""

from __future__ import annotations

import csv
from typing import Final, TextIO

from motcua_tui.domain.numbers import percent_text
from motcua_tui.domain.profiles import Summary
from motcua_tui.reports.columns import FIGURES, ROWS, row_name
from motcua_tui.reports.model import PeriodReport

TOTAL: Final = "Cộng"
_WHOLE_DESK: Final = "Toàn cơ quan"
_BESIDE: Final = ("Chênh lệch", "Tử số tỷ lệ đúng hạn", "Mẫu số tỷ lệ đúng hạn", "Tỷ lệ đúng hạn")
_HOW: Final = ("Từ ngày", "Đến ngày", "Cách tính", "Xét theo")
_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")


def to_csv(report: PeriodReport, out: TextIO) -> None:
    """Write the rows and the total as CSV with Vietnamese headings.

    Counts are plain digits. Period, profile and due date stand on every line, because lines of
    several reports get pasted together. Encoding and byte order mark are those of ``out``.
    """
    head = ROWS[report.by] if report.by else _WHOLE_DESK
    how = (
        report.period.first.isoformat(),
        report.period.last.isoformat(),
        report.profile.value,
        report.judge_by.value,
    )
    decimals = report.numbers.decimals
    write = csv.writer(out, lineterminator="\n").writerow
    write((head, *(FIGURES[name] for name in report.total.figures), *_BESIDE, *_HOW))
    for row in report.rows:
        write((plain_cell(row_name(row.key, report.by)), *_figures(row.summary, decimals), *how))
    write((TOTAL, *_figures(report.total, decimals), *how))


def plain_cell(text: str) -> str:
    """The text as a spreadsheet cell that is never taken for a formula: ``=1+1`` gives ``'=1+1``."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def _figures(summary: Summary, decimals: int) -> tuple[int | str, ...]:
    n, of = summary.on_time.n, summary.on_time.of
    return (*summary.figures.values(), summary.residue, n, of, percent_text(n, of, decimals))
