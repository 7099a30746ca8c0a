"""The weekly sheet (bảng giao ban tuần): one A4 with the figures of the week and what needs doing by name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from motcua_tui.domain.profiles import Summary
from motcua_tui.domain.typed_dates import paper_date
from motcua_tui.reports.files.paper import Column, Kind, Paper, Row, Table, Weight, counted_rows
from motcua_tui.reports.files.printing import Printing
from motcua_tui.reports.files.wording import balance, dates, how_counted
from motcua_tui.reports.model import PeriodReport

DUE_DAYS: Final = 5
"""Working days after the week whose due dates are listed."""
_MOST_LINES: Final = 48
"""Lines that stay readable on one A4; a worse week takes more pages."""
_FIGURES: Final = (
    (("Tồn đầu kỳ",), "received.carried_over"),
    (("Tiếp nhận",), "received.new"),
    (("Đã giải quyết", "Trước hạn"), "finished.early"),
    (("Đã giải quyết", "Đúng hạn"), "finished.on_time"),
    (("Đã giải quyết", "Quá hạn"), "finished.late"),
    (("Tồn cuối kỳ", "Trong hạn"), "pending.in_time"),
    (("Tồn cuối kỳ", "Quá hạn"), "pending.overdue"),
)
_COUNT: Final = 12
_NOTE: Final = 11
_NUMBER: Final = Column(("STT",), 6, Kind.CENTRED)
_CODE: Final = Column(("Mã hồ sơ",), 28, Kind.CENTRED)
_OFFICER: Final = Column(("Cán bộ thụ lý",), 2 * _COUNT, Kind.TEXT, span=2)
_DUE: Final = Column(("Hạn giải quyết",), _COUNT, Kind.DATE)
_FIGURE_COLUMNS: Final = (
    _NUMBER,
    Column(("Đơn vị, cán bộ",), 28, Kind.TEXT),
    *(Column(path, _COUNT) for path, _figure in _FIGURES),
    Column(("Ghi chú",), _NOTE, Kind.TEXT),
)
_OVERDUE_COLUMNS: Final = (
    _NUMBER,
    _CODE,
    Column(("Thủ tục hành chính",), 2 * _COUNT, Kind.TEXT, span=2),
    _OFFICER,
    _DUE,
    Column(("Quá hạn (ngày)",), _COUNT, Kind.CENTRED),
    Column(("Lý do",), _COUNT + _NOTE, Kind.TEXT, span=2),
)
_COMING_COLUMNS: Final = (
    _NUMBER,
    _CODE,
    Column(("Thủ tục hành chính",), 3 * _COUNT, Kind.TEXT, span=3),
    _OFFICER,
    _DUE,
    Column(("Còn lại (ngày)",), _COUNT, Kind.CENTRED),
    Column(("Ghi chú",), _NOTE, Kind.TEXT),
)


@dataclass(frozen=True, slots=True)
class NamedDossier:
    """A dossier of the sheet. ``days`` is signed: 3 working days left, −3 three late."""

    code: str
    procedure: str
    officer: str
    due_on: date | None
    days: int | None
    reason: str


def weekly_sheet(
    by_department: PeriodReport,
    by_officer: PeriodReport,
    overdue: Sequence[NamedDossier],
    due: Sequence[NamedDossier],
    printing: Printing,
) -> Paper:
    """The sheet of a week; both reports are of the same week and profile."""
    tables = (
        Table(_FIGURE_COLUMNS, tuple(_figures(by_department, by_officer)), "I. Số liệu trong tuần"),
        Table(_OVERDUE_COLUMNS, _named(overdue), "II. Hồ sơ đang quá hạn"),
        Table(_COMING_COLUMNS, _named(due), f"III. Hồ sơ đến hạn trong {DUE_DAYS} ngày làm việc tới"),
    )
    return Paper(
        name="Giao ban tuần",
        title="BẢNG GIAO BAN TUẦN",
        subtitle=(dates(by_department.period),),
        left=(printing.agency, printing.desk),
        right=(),
        tables=tables,
        notes=(how_counted(by_department), balance(by_department), *_prepared(printing)),
        dated=printing.dated,
        place=printing.place,
        landscape=False,
        one_page=sum(len(table.rows) for table in tables) <= _MOST_LINES,
    )


def _figures(by_department: PeriodReport, by_officer: PeriodReport) -> Iterator[Row]:
    for title, report in (("Theo đơn vị", by_department), ("Theo cán bộ", by_officer)):
        yield Row((title,), Weight.GROUP)
        for number, row in enumerate(report.rows, start=1):
            yield Row((str(number), row.key, *_counts(row.summary), ""))
    yield Row(("", "Tổng số", *_counts(by_department.total), ""), Weight.TOTAL)


def _counts(summary: Summary) -> tuple[int, ...]:
    return tuple(summary[figure] for _path, figure in _FIGURES)


def _named(dossiers: Sequence[NamedDossier]) -> tuple[Row, ...]:
    return counted_rows(
        (d.code, d.procedure, d.officer, d.due_on, "" if d.days is None else str(abs(d.days)), d.reason)
        for d in dossiers
    )


def _prepared(printing: Printing) -> tuple[str, ...]:
    """Who made the sheet; it is for a meeting, and nobody signs it."""
    return (f"Người lập: {printing.preparer}, {paper_date(printing.dated)}.",) if printing.preparer else ()
