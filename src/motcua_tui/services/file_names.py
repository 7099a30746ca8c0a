"""The kinds of file that a period is written to, and the names of its files."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from motcua_tui.domain.periods import ReportingPeriod


class Format(StrEnum):
    """The kinds of file, by the ending of their names."""

    XLSX = "xlsx"
    DOCX = "docx"
    HTML = "html"
    CSV = "csv"
    TEXT = "txt"


def file_name(reporting_period: ReportingPeriod, what: str, ending: str) -> str:
    """The name of a file of a period: ``07a-2026-q3.xlsx``, ``causes-cal-2026-09.docx``."""
    period = reporting_period.name.replace(":", "-").replace("..", "_")
    return f"{what}-{period}.{ending}"
