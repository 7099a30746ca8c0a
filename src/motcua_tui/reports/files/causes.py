"""The form of causes: why dossiers were late or are overdue, adding up to the late columns of the report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from motcua_tui.domain.text import fold
from motcua_tui.reports.columns import ROWS
from motcua_tui.reports.files.paper import Column, Kind, Paper, Row, Table, Weight
from motcua_tui.reports.files.printing import Printing, agencies, signatures
from motcua_tui.reports.files.wording import how_counted, period_lines
from motcua_tui.reports.model import PeriodReport

CAUSES: Final = (
    "Chậm cập nhật phần mềm",
    "Cơ quan phối hợp chậm",
    "Hồ sơ khai thiếu",
    "Nghĩa vụ tài chính chậm",
    "Lỗi liên thông, hệ thống",
)
"""The causes that have a column of their own."""
OTHER: Final = "Nguyên nhân khác"
UNKNOWN: Final = "Chưa ghi nguyên nhân"
_COLUMNS: Final = (*CAUSES, OTHER, UNKNOWN)
_LATE: Final = "Hồ sơ quá hạn"
_BY_CAUSE: Final = "Chia theo nguyên nhân"


@dataclass(frozen=True, slots=True)
class LateDossier:
    """One late dossier: the row that it belongs to, whether it is finished, and its cause as recorded."""

    row: str
    finished: bool
    cause: str


def column_of(cause: str) -> str:
    """The column of a cause as it was typed; accents and case aside."""
    if not cause.strip():
        return UNKNOWN
    typed = fold(cause)
    return next((name for name in CAUSES if fold(name) == typed), OTHER)


def causes_form(report: PeriodReport, late: Sequence[LateDossier], printing: Printing) -> Paper:
    """The late dossiers of a report by row and cause."""
    first = 6
    causes = "+".join(f"({first + place})" for place in range(len(_COLUMNS)))
    columns = (
        Column(("STT",), 5, Kind.CENTRED, "(1)"),
        Column((ROWS[report.by or "field"],), 34, Kind.TEXT, "(2)"),
        Column((_LATE, "Tổng số"), 20, Kind.COUNT, f"(3)=(4)+(5)={causes}"),
        Column((_LATE, "Đã giải quyết"), 10, Kind.COUNT, "(4)"),
        Column((_LATE, "Đang giải quyết"), 10, Kind.COUNT, "(5)"),
        *(
            Column((_BY_CAUSE, name), 10, Kind.COUNT, f"({first + place})")
            for place, name in enumerate(_COLUMNS)
        ),
    )
    names = [row.key for row in report.rows if row.summary["finished.late"] + row.summary["pending.overdue"]]
    rows = [
        Row((str(number), name, *_counts([d for d in late if d.row == name])))
        for number, name in enumerate(names, start=1)
    ]
    return Paper(
        name="Nguyên nhân quá hạn",
        title="TỔNG HỢP NGUYÊN NHÂN HỒ SƠ GIẢI QUYẾT QUÁ HẠN",
        subtitle=period_lines(report.period, report.label),
        left=(printing.agency, printing.desk),
        right=agencies(printing),
        unit="hồ sơ",
        tables=(Table(columns, (*rows, Row(("", "Tổng số", *_counts(late)), Weight.TOTAL))),),
        notes=(how_counted(report), *_others(late)),
        dated=printing.dated,
        place=printing.place,
        signatures=signatures(printing),
    )


def _counts(late: Sequence[LateDossier]) -> tuple[int, ...]:
    """In all, finished, pending, and by cause."""
    finished = sum(dossier.finished for dossier in late)
    found = [column_of(dossier.cause) for dossier in late]
    return (len(late), finished, len(late) - finished, *(found.count(name) for name in _COLUMNS))


def _others(late: Sequence[LateDossier]) -> tuple[str, ...]:
    """What the column of other causes holds, as it was typed."""
    causes = sorted({d.cause for d in late if column_of(d.cause) == OTHER})
    return (f"Nguyên nhân khác gồm: {'; '.join(causes)}.",) if causes else ()
