"""The report as one HTML page: it needs no network and no script, prints on A4, and is read aloud in order.

Every figure of a picture also stands beside it as text. What the page says is escaped by the template;
names of citizens are only in it where whoever makes it asks for them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Final

from motcua_tui.domain.numbers import NumberStyle
from motcua_tui.domain.profiles import ProfileName, Summary
from motcua_tui.domain.typed_dates import paper_date, short_date
from motcua_tui.reports.columns import ROWS, row_name
from motcua_tui.reports.files.page_measures import (
    NOTHING_BESIDE,
    Beside,
    compared,
    indices,
    measured,
    times,
)
from motcua_tui.reports.files.printing import Printing
from motcua_tui.reports.files.wording import notes, period_lines
from motcua_tui.reports.measuring import NOT_TOLD
from motcua_tui.reports.model import PeriodReport, ReportRow

if TYPE_CHECKING:
    from jinja2 import Template

_WIDTH: Final = 640
_HEIGHT: Final = 150
"""Size of the picture of the months, without its labels."""


@dataclass(frozen=True, slots=True)
class LateLine:
    """A late dossier of the page; ``applicant`` only where names were asked for."""

    code: str
    procedure: str
    field: str
    due_on: date | None
    finished_on: date | None
    """None where it was overdue at the end of the period."""
    cause: str
    applicant: str = ""


@dataclass(frozen=True, slots=True)
class Late:
    """The late dossiers that the page lists, out of ``total``."""

    lines: tuple[LateLine, ...]
    total: int
    named: bool
    """With the applicants' names."""


@dataclass(frozen=True, slots=True)
class _Part:
    """One of the three parts of a bar; ``start`` and ``width`` are per cent of it."""

    kind: str
    name: str
    n: int
    share: str
    start: float
    width: float


@dataclass(frozen=True, slots=True)
class _Bar:
    name: str
    total: int
    parts: tuple[_Part, ...]


@dataclass(frozen=True, slots=True)
class _Month:
    """A month of the trend: the two heights from the top of the picture, and where it stands."""

    name: str
    x: float
    received: int
    received_y: float
    finished: int
    finished_y: float


_KINDS: Final = (
    ("early", "trước hạn", "finished.early"),
    ("on-time", "đúng hạn", "finished.on_time"),
    ("late", "quá hạn", "finished.late"),
)
_CHANNELS: Final = (
    ("trực tuyến toàn trình", "received.online_full"),
    ("trực tuyến một phần", "received.online_partial"),
    ("bưu chính công ích", "received.post"),
    ("trực tiếp", "received.direct"),
    ("kỳ trước chuyển sang", "received.carried_over"),
)


def to_html(
    report: PeriodReport,
    months: Sequence[ReportRow],
    late: Late,
    printing: Printing,
    beside: Beside = NOTHING_BESIDE,
) -> str:
    """The page of a report with its rows, the months of its period, its late dossiers, and what stands
    beside the figures."""
    n, measures = report.total, beside.measures
    return _template().render(
        report=report,
        printing=printing,
        period=period_lines(report.period, report.label),
        head=ROWS[report.by or "field"],
        columns=_columns(report.profile),
        rows=[(row_name(row.key, report.by), row.summary) for row in report.rows],
        total=n,
        rate=report.numbers.percent(n.on_time.n, n.on_time.of),
        channels=[(name, n[figure]) for name, figure in _CHANNELS if n[figure]],
        bars=[_bar(row_name(row.key, report.by), row.summary, report.numbers) for row in report.rows],
        month_bars=[_bar(_month_name(row.key), row.summary, report.numbers) for row in months],
        months=_trend(months),
        late=late,
        compared=[compared(report, other) for other in beside.others],
        causes=[(cause or NOT_TOLD, n) for cause, n in measures.causes] if measures else [],
        measured=measured(measures, report.numbers) if measures else [],
        times=times(measures, report.numbers) if measures else [],
        indices=indices(measures, beside.criteria, report.numbers) if measures else [],
        notes=notes(report),
        group=report.numbers.group,
        width=_WIDTH,
        height=_HEIGHT,
    )


@cache
def _template() -> Template:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    templates = Environment(
        loader=PackageLoader("motcua_tui.reports.files", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters |= {"day": _day, "paper": paper_date}
    return templates.get_template("page.html")


def _day(day: date | None) -> str:
    return short_date(day) if day else "–"


def _columns(name: ProfileName) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """The columns of the table in their groups, each with its figure."""
    groups = {
        "Tiếp nhận": (
            ("Mới trong kỳ", "received.new"),
            ("Kỳ trước", "received.carried_over"),
            ("Cộng", "received.total"),
        ),
        "Đã giải quyết": (
            ("Trước hạn", "finished.early"),
            ("Đúng hạn", "finished.on_time"),
            ("Quá hạn", "finished.late"),
            ("Cộng", "finished.total"),
        ),
        "Đang giải quyết": (
            ("Trong hạn", "pending.in_time"),
            ("Quá hạn", "pending.overdue"),
            ("Cộng", "pending.total"),
        ),
    }
    if name is ProfileName.SEPARATE:
        groups["Tính riêng"] = (
            ("Từ chối", "outside.refused"),
            ("Dừng", "outside.stopped"),
            ("Đóng", "outside.closed"),
            ("Chờ bổ sung", "outside.awaiting_supplement"),
        )
    return groups


def _bar(name: str, summary: Summary, numbers: NumberStyle) -> _Bar:
    total = summary["finished.total"]
    parts, passed = [], 0
    for kind, what, figure in _KINDS:
        n = summary[figure]
        share = numbers.percent(n, total)
        parts.append(_Part(kind, what, n, share, _of(passed, total), _of(n, total)))
        passed += n
    return _Bar(name, total, tuple(parts))


def _of(n: int, total: int) -> float:
    return round(100 * n / total, 3) if total else 0.0


def _month_name(key: str) -> str:
    """``2026-09`` as ``09/2026``."""
    year, month = key.split("-")
    return f"{month}/{year}"


def _trend(months: Sequence[ReportRow]) -> list[_Month]:
    """The months side by side, as high as the highest of them allows."""
    counts = [(row.summary["received.new"], row.summary["finished.total"]) for row in months]
    most = max((max(pair) for pair in counts), default=0) or 1
    step = _WIDTH / max(1, len(months))
    return [
        _Month(
            _month_name(row.key),
            round(step * (place + 0.5), 1),
            received,
            round(_HEIGHT * (1 - received / most), 1),
            finished,
            round(_HEIGHT * (1 - finished / most), 1),
        )
        for place, (row, (received, finished)) in enumerate(zip(months, counts, strict=True))
    ]
