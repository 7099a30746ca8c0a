"""What lists of dossiers share: their usual columns, their page, rows in groups, two signatures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby
from operator import itemgetter
from typing import Final

from motcua_tui.reports.files.paper import Column, Kind, Paper, Row, Signature, Table, Value, Weight
from motcua_tui.reports.files.printing import Printing, signatures

UNNAMED: Final = "(chưa ghi)"
"""The group of those that have no department."""
NUMBER: Final = Column(("STT",), 6, Kind.CENTRED)
CODE: Final = Column(("Mã hồ sơ",), 27, Kind.CENTRED)
PROCEDURE: Final = Column(("Thủ tục hành chính",), 34, Kind.TEXT)
APPLICANT: Final = Column(("Tổ chức, cá nhân nộp hồ sơ",), 22, Kind.TEXT)
OFFICER: Final = Column(("Cán bộ thụ lý",), 16, Kind.TEXT)
DAY: Final = 11.5


def listed(
    name: str,
    title: str,
    subtitle: str,
    columns: tuple[Column, ...],
    rows: tuple[Row, ...],
    printing: Printing,
    notes: tuple[str, ...],
    *,
    empty: str = "Không có hồ sơ.",
) -> Paper:
    return Paper(
        name=name,
        title=title,
        subtitle=(subtitle,),
        left=(printing.agency, printing.desk),
        right=(),
        tables=(Table(columns, rows, empty=empty),),
        notes=notes,
        dated=printing.dated,
        place=printing.place,
        signatures=signatures(printing),
    )


def signed(paper: Paper, first: str, second: str, printing: Printing, *, given: bool = True) -> Paper:
    """The paper with signatures of two sides; the desk is the first where it has ``given`` something."""
    hint, desk = "(Ký, ghi rõ họ tên)", printing.preparer
    names = (desk, "") if given else ("", desk)
    roles = (first, second)
    return replace(
        paper,
        signatures=tuple(Signature(role, hint, name) for role, name in zip(roles, names, strict=True)),
    )


def grouped(entries: Iterable[tuple[str, tuple[Value, ...]]]) -> tuple[Row, ...]:
    """The rows below the titles of their groups, numbered throughout; entries come group by group."""
    rows: list[Row] = []
    number = 0
    for title, members in groupby(entries, key=itemgetter(0)):
        rows.append(Row((title or UNNAMED,), Weight.GROUP))
        for _title, values in members:
            number += 1
            rows.append(Row((str(number), *values)))
    return tuple(rows)
