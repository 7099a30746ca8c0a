"""A dossier as a line of a list: the columns that lists share, and the cells of one line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final, Literal

from textual.content import Content

from motcua_tui.domain.codes import State
from motcua_tui.domain.typed_dates import day_month
from motcua_tui.i18n import _
from motcua_tui.services.browse import Listed
from motcua_tui.services.columns import ON_SCREEN, ListColumn, column_date, column_text, column_title
from motcua_tui.storage.reads.dossiers import SortKey
from motcua_tui.tui.status import Glyphs, Status, Wait, status_of
from motcua_tui.tui.widgets.plain import Cell, plain
from motcua_tui.tui.widgets.record_table import Column, Row

_GLYPH: Final = Column("glyph", "", width=1)
_DATE: Final = 8
_SHAPES: Final[Mapping[ListColumn, tuple[int, int, int]]] = {
    ListColumn.CODE: (16, 0, 0),
    ListColumn.APPLICANT: (12, 3, 0),
    ListColumn.PROCEDURE: (10, 4, 1),
    ListColumn.PROCEDURE_CODE: (12, 0, 2),
    ListColumn.FIELD: (12, 2, 2),
    ListColumn.CHANNEL: (12, 1, 2),
    ListColumn.STATUS: (17, 0, 0),
    ListColumn.STATE: (16, 0, 2),
    ListColumn.DAYS_LEFT: (5, 0, 2),
    ListColumn.DEPARTMENT: (12, 2, 2),
    ListColumn.OFFICER: (10, 1, 2),
}
"""Least width, share of what is left over, and how early it is left out; the others are dates."""
_SHORT: Final[Mapping[ListColumn, str]] = {
    ListColumn.ACCEPTED: _("Nhận"),
    ListColumn.PROMISED: _("Hẹn lại", "date"),
    ListColumn.FINISHED: _("Kết quả"),
    ListColumn.RETURNED: _("Trả"),
    ListColumn.DAYS_LEFT: _("Còn"),
}
"""Titles of narrow columns."""
_SORTED: Final[Mapping[ListColumn, SortKey]] = {
    ListColumn.CODE: SortKey.CODE,
    ListColumn.APPLICANT: SortKey.APPLICANT,
    ListColumn.PROCEDURE: SortKey.PROCEDURE,
    ListColumn.ACCEPTED: SortKey.ACCEPTED,
    ListColumn.DUE: SortKey.DUE,
    ListColumn.FINISHED: SortKey.FINISHED,
    ListColumn.STATUS: SortKey.STATE,
}


def table_columns(chosen: Iterable[ListColumn]) -> tuple[Column, ...]:
    """The columns of a list that shows these, behind the sign of its status."""
    return (_GLYPH, *map(_column, chosen))


def _column(chosen: ListColumn) -> Column:
    width, flex, drop = _SHAPES.get(chosen, (_DATE, 0, 0 if chosen is ListColumn.DUE else 2))
    title = _SHORT.get(chosen) or column_title(chosen)
    align: Literal["left", "right"] = "right" if chosen is ListColumn.DAYS_LEFT else "left"
    sort_key = _SORTED.get(chosen, "")
    return Column(chosen, title, width=width, flex=flex, align=align, sort_key=sort_key, drop=drop)


def row_of(
    listed: Listed,
    today: date,
    agency_id: str,
    glyphs: Glyphs,
    chosen: Iterable[ListColumn] = ON_SCREEN,
) -> Row:
    """The line with these columns; its id is the dossier's code."""
    status = status_now(listed, today, glyphs)

    def cell(column: ListColumn) -> Cell:
        match column:
            case ListColumn.CODE:
                return plain(short_code(listed.line.code, agency_id))
            case ListColumn.STATUS:
                return Content.styled(status.words, status.markup_style)
            case _ if day := column_date(listed, column):
                return _near_date(day, today)
            case _:
                return plain(column_text(listed, column))

    sign = Content.styled(status.glyph, status.markup_style)
    return Row(listed.line.code, (sign, *map(cell, chosen)))


def status_now(listed: Listed, today: date, glyphs: Glyphs) -> Status:
    """The status of a line as of today."""
    line = listed.line
    wait = None
    if line.waiting_since is not None:
        until = line.waiting_until
        wait = Wait((today - line.waiting_since).days, (until - line.waiting_since).days if until else None)
    return status_of(
        listed.timeliness,
        listed.days_left,
        line.state,
        wait=wait,
        tentative=listed.tentative,
        glyphs=glyphs,
    )


def short_code(code: str, agency_id: str) -> str:
    """The code without what all codes of the agency begin with: ``…H48-261110-0003``."""
    head, dot, _tail = agency_id.rpartition(".")
    return f"…{code[len(head) + 1 :]}" if dot and code.startswith(f"{head}.") else code


def why_no_result(listed: Listed) -> str:
    """Why no result can be recorded now, in a few words; empty where it can."""
    state = listed.line.state
    if state is State.AWAITING_SUPPLEMENT:
        return _("đang chờ bổ sung")
    if state in (State.SUBMITTED, State.DECLINED):
        return _("chưa tiếp nhận")
    return "" if state.open else _("đã có kết quả")


def _near_date(day: date, today: date) -> str:
    """``17/11``; with its year where that is not this one."""
    return day_month(day) if day.year == today.year else f"{day:%d/%m/%y}"
