"""The form of causes: why dossiers were late or are overdue, adding up to the late columns of the report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from motcua_tui.domain.text import fold
from motcua_tui.reports.columns import ROWS, row_name
from motcua_tui.reports.files.paper import Column, Kind, Paper, Row, Table, Weight
from motcua_tui.reports.files.printing import Printing, agencies, signatures
from motcua_tui.reports.files.wording import how_counted, period_lines
from motcua_tui.reports.model import PeriodReport

OTHER: Final = "Nguyên nhân khác"
UNKNOWN: Final = "Chưa ghi nguyên nhân"
_LATE: Final = "Hồ sơ quá hạn"
_BY_CAUSE: Final = "Chia theo nguyên nhân"


@dataclass(frozen=True, slots=True)
class LateDossier:
    """One late dossier: the row that it belongs to, whether it is finished, and its cause as recorded."""

    row: str
    finished: bool
    cause: str


def column_of(cause: str, named: Sequence[str]) -> str:
    """The column of a cause as it was typed, of those with a name; accents and case aside.

    More may follow behind a colon: ``Cơ quan phối hợp chậm: Công an tỉnh``.
    """
    if not cause.strip():
        return UNKNOWN
    typed = fold(cause)
    return next((name for name in named if typed == fold(name) or typed.startswith(f"{fold(name)}:")), OTHER)


def causes_form(
    report: PeriodReport, late: Sequence[LateDossier], named: Sequence[str], printing: Printing
) -> Paper:
    """The late dossiers of a report by row and cause; the named causes have a column of their own."""
    causes = (*named, OTHER, UNKNOWN)
    numbers = [f"({number})" for number in range(6, 6 + len(causes))]
    whole = f"(3)=(4)+(5)={'+'.join(numbers)}"
    columns = (
        Column(("STT",), 5, Kind.CENTRED, "(1)"),
        Column((ROWS[report.by or "field"],), 34, Kind.TEXT, "(2)"),
        Column((_LATE, "Tổng số"), 0.6 * len(whole), Kind.COUNT, whole),
        Column((_LATE, "Đã giải quyết"), 10, Kind.COUNT, "(4)"),
        Column((_LATE, "Đang giải quyết"), 10, Kind.COUNT, "(5)"),
        *(
            Column((_BY_CAUSE, name), 10, Kind.COUNT, number)
            for name, number in zip(causes, numbers, strict=True)
        ),
    )
    names = [row.key for row in report.rows if row.summary["finished.late"] + row.summary["pending.overdue"]]
    rows = [
        Row(
            (
                str(number),
                row_name(name, report.by),
                *_counts([d for d in late if d.row == name], causes, named),
            )
        )
        for number, name in enumerate(names, start=1)
    ]
    total = Row(("", "Tổng số", *_counts(late, causes, named)), Weight.TOTAL)
    return Paper(
        name="Nguyên nhân quá hạn",
        title="TỔNG HỢP NGUYÊN NHÂN HỒ SƠ GIẢI QUYẾT QUÁ HẠN",
        subtitle=period_lines(report.period, report.label),
        left=(printing.agency, printing.desk),
        right=agencies(printing),
        unit="hồ sơ",
        tables=(Table(columns, (*rows, total)),),
        notes=(how_counted(report), *_others(late, named)),
        dated=printing.dated,
        place=printing.place,
        signatures=signatures(printing),
    )


def _counts(late: Sequence[LateDossier], causes: Sequence[str], named: Sequence[str]) -> tuple[int, ...]:
    """In all, finished, pending, and by cause."""
    finished = sum(dossier.finished for dossier in late)
    by_cause = Counter(column_of(dossier.cause, named) for dossier in late)
    return (len(late), finished, len(late) - finished, *(by_cause[cause] for cause in causes))


def _others(late: Sequence[LateDossier], named: Sequence[str]) -> tuple[str, ...]:
    """What the column of other causes holds, as it was typed."""
    causes = sorted({d.cause for d in late if column_of(d.cause, named) == OTHER})
    return (f"Nguyên nhân khác gồm: {'; '.join(causes)}.",) if causes else ()
