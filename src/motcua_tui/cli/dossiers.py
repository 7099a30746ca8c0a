"""``list``: dossiers on stdout."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Annotated, Final

import typer

from motcua_tui.cli.asking import AsJson, Asked, ColumnsOption, Descending, SortOption, with_filters
from motcua_tui.cli.context import desk
from motcua_tui.cli.output import data, emit_json, say
from motcua_tui.domain.numbers import group
from motcua_tui.domain.text import cells, ellipsis
from motcua_tui.i18n import _
from motcua_tui.labels import standing_label
from motcua_tui.services import browse
from motcua_tui.services.browse import Listed
from motcua_tui.services.columns import ListColumn, column_text, columns_named
from motcua_tui.storage.reads.dossiers import Sort

_USUAL: Final = (
    ListColumn.STATUS,
    ListColumn.DUE,
    ListColumn.CODE,
    ListColumn.APPLICANT,
    ListColumn.PROCEDURE,
)
_LONG: Final = frozenset(
    (ListColumn.APPLICANT, ListColumn.PROCEDURE, ListColumn.FIELD, ListColumn.DEPARTMENT, ListColumn.OFFICER)
)
"""Columns that give way in a narrow terminal."""
_GAP: Final = "  "
_WIDE: Final = 120
"""Columns of a list that is not shown in a terminal."""
_NAME_AT_LEAST: Final = 12


@with_filters
def list_dossiers(
    context: typer.Context,
    asked: Asked,
    sort: SortOption = None,
    descending: Descending = False,
    columns: ColumnsOption = None,
    limit: Annotated[int | None, typer.Option(metavar="N", min=0, help=_("Nhiều nhất N dòng."))] = None,
    as_json: AsJson = False,
) -> None:
    with desk(context) as opened:
        wanted, listing = asked.query(opened), asked.listing(opened)
        usual = listing.columns if listing.name else _USUAL
        shown = usual if columns is None else columns_named(columns.split(","))
        flipped = listing.sort.descending is not descending
        order = Sort(sort, descending) if sort else replace(listing.sort, descending=flipped)
        total = browse.count(opened, wanted)
        rows = browse.window(opened, wanted, order, 0, total if limit is None else limit)
    if as_json:
        emit_json([line_json(row) for row in rows])
        return
    for line in _lines(rows, shown, shutil.get_terminal_size((_WIDE, 24)).columns):
        data(line)
    say(_("{shown} / {total} hồ sơ").format(shown=group(len(rows)), total=group(total)))


def iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def line_json(row: Listed) -> dict[str, object]:
    """One dossier of ``list --json``; ``show --json`` begins with the same keys."""
    line = row.line
    return {
        "code": line.code,
        "procedure": line.procedure,
        "field": line.field,
        "applicant": line.applicant,
        "channel": line.channel.value,
        "accepted_on": iso(line.accepted_on),
        "due_on": iso(line.due_on),
        "finished_on": iso(line.finished_on),
        "state": line.state.value,
        "timeliness": row.timeliness.value if row.timeliness else None,
        "days_left": row.days_left,
        "promised_due": iso(line.promised_due),
        "returned_on": iso(line.returned_on),
        "outcome": line.outcome.value if line.outcome else None,
        "department": line.department,
        "officer": line.officer,
        "tentative": row.tentative,
    }


def status(row: Listed) -> str:
    """Where a dossier stands, in a few words: ``quá hạn 3``, ``còn 2``, ``chờ bổ sung``."""
    return standing_label(row.line.state, row.timeliness, row.days_left)


def _lines(rows: Sequence[Listed], columns: Sequence[ListColumn], width: int) -> list[str]:
    """The rows in columns as wide as what they hold; the long ones are cut where the line is too narrow."""
    if not rows:
        return []
    found = [[column_text(row, column) for column in columns] for row in rows]
    widths = [max(map(cells, column)) for column in zip(*found, strict=True)]
    long = [place for place, column in enumerate(columns) if column in _LONG]
    room = width - len(_GAP) * (len(columns) - 1) - sum(widths) + sum(widths[place] for place in long)
    longest_last = sorted(long, key=lambda place: widths[place])
    for left, place in zip(range(len(long), 0, -1), longest_last, strict=True):
        widths[place] = min(widths[place], max(_NAME_AT_LEAST, room // left))
        room -= widths[place]
    return [
        _GAP.join(
            text + " " * (size - cells(text))
            for text, size in zip(
                (ellipsis(t, w) for t, w in zip(row, widths, strict=True)), widths, strict=True
            )
        ).rstrip()
        for row in found
    ]
