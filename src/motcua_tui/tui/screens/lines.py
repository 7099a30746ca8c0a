"""A dossier as a line of a list: the columns that lists share, and the cells of one line."""

from __future__ import annotations

from datetime import date
from typing import Final

from textual.content import Content

from motcua_tui.domain.codes import State
from motcua_tui.domain.typed_dates import day_month
from motcua_tui.i18n import _
from motcua_tui.services.browse import Listed
from motcua_tui.storage.reads.dossiers import SortKey
from motcua_tui.tui.status import Glyphs, Status, Wait, status_of
from motcua_tui.tui.widgets.plain import Cell, plain
from motcua_tui.tui.widgets.record_table import Column, Row

COLUMNS: Final = (
    Column("glyph", "", width=1),
    Column("code", _("Mã hồ sơ"), width=16, sort_key=SortKey.CODE),
    Column("applicant", _("Người nộp"), width=15, flex=3, sort_key=SortKey.APPLICANT),
    Column("procedure", _("Thủ tục"), width=14, flex=4, sort_key=SortKey.PROCEDURE, drop=1),
    Column("due", _("Hạn"), width=8, sort_key=SortKey.DUE),
    Column("status", _("Tình trạng"), width=17, sort_key=SortKey.STATE),
)


def row_of(listed: Listed, today: date, agency_id: str, glyphs: Glyphs) -> Row:
    """The line; its id is the dossier's code."""
    line = listed.line
    status = status_now(listed, today, glyphs)
    cells: tuple[Cell, ...] = (
        Content.styled(status.glyph, status.markup_style),
        plain(short_code(line.code, agency_id)),
        plain(line.applicant),
        plain(line.procedure),
        _near_date(line.due_on, today),
        Content.styled(status.words, status.markup_style),
    )
    return Row(line.code, cells)


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


def _near_date(day: date | None, today: date) -> str:
    """``17/11``; with its year where that is not this one."""
    if day is None:
        return "–"
    return day_month(day) if day.year == today.year else f"{day:%d/%m/%y}"
