"""The columns that a list of dossiers may have: their names, and what stands in each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Final, Literal

from motcua_tui.domain.text import fold
from motcua_tui.domain.typed_dates import short_date
from motcua_tui.errors import InputError
from motcua_tui.i18n import _
from motcua_tui.services.browse import Listed

NOTHING: Final = "–"
"""Stands where there is no date or number."""


class ListColumn(StrEnum):
    """The values are the names on the command line and in what is kept."""

    CODE = "code"
    APPLICANT = "applicant"
    PROCEDURE = "procedure"
    PROCEDURE_CODE = "procedure_code"
    FIELD = "field"
    CHANNEL = "channel"
    ACCEPTED = "accepted"
    DUE = "due"
    PROMISED = "promised"
    FINISHED = "finished"
    RETURNED = "returned"
    STATUS = "status"
    STATE = "state"
    DAYS_LEFT = "days_left"
    DEPARTMENT = "department"
    OFFICER = "officer"
    LAST_EVENT = "last_event"


ON_SCREEN: Final = (
    ListColumn.CODE,
    ListColumn.APPLICANT,
    ListColumn.PROCEDURE,
    ListColumn.DUE,
    ListColumn.STATUS,
)
"""What a list on the screen shows until the officer chooses otherwise."""


def column_title(column: ListColumn) -> str:
    match column:
        case ListColumn.CODE:
            return _("Mã hồ sơ")
        case ListColumn.APPLICANT:
            return _("Người nộp")
        case ListColumn.PROCEDURE:
            return _("Thủ tục")
        case ListColumn.PROCEDURE_CODE:
            return _("Mã thủ tục")
        case ListColumn.FIELD:
            return _("Lĩnh vực")
        case ListColumn.CHANNEL:
            return _("Hình thức")
        case ListColumn.ACCEPTED:
            return _("Tiếp nhận")
        case ListColumn.DUE:
            return _("Hạn")
        case ListColumn.PROMISED:
            return _("Ngày hẹn lại")
        case ListColumn.FINISHED:
            return _("Có kết quả")
        case ListColumn.RETURNED:
            return _("Đã trả")
        case ListColumn.STATUS:
            return _("Tình trạng")
        case ListColumn.STATE:
            return _("Trạng thái")
        case ListColumn.DAYS_LEFT:
            return _("Còn (ngày)")
        case ListColumn.DEPARTMENT:
            return _("Phòng, đơn vị")
        case ListColumn.OFFICER:
            return _("Cán bộ")
        case ListColumn.LAST_EVENT:
            return _("Cập nhật")


def column_text(listed: Listed, column: ListColumn) -> str:
    """What stands in the column; dates with their year, days signed."""
    line = listed.line
    match column:
        case ListColumn.CODE:
            return line.code
        case ListColumn.APPLICANT:
            return line.applicant
        case ListColumn.PROCEDURE:
            return line.procedure
        case ListColumn.PROCEDURE_CODE:
            return line.procedure_code
        case ListColumn.FIELD:
            return line.field
        case ListColumn.CHANNEL | ListColumn.STATUS | ListColumn.STATE:
            return _code_text(listed, column)
        case ListColumn.DAYS_LEFT:
            return NOTHING if listed.days_left is None else str(listed.days_left).replace("-", "−")
        case ListColumn.DEPARTMENT:
            return line.department
        case ListColumn.OFFICER:
            return line.officer
        case _:
            day = column_date(listed, column)
            return short_date(day) if day else NOTHING


def _code_text(
    listed: Listed, column: Literal[ListColumn.CHANNEL, ListColumn.STATUS, ListColumn.STATE]
) -> str:
    """The words for a code, which the first screen does without."""
    from motcua_tui.labels import channel_label, standing_label, state_label

    line = listed.line
    match column:
        case ListColumn.CHANNEL:
            return channel_label(line.channel)
        case ListColumn.STATUS:
            return standing_label(line.state, listed.timeliness, listed.days_left)
        case ListColumn.STATE:
            return state_label(line.state)


def column_date(listed: Listed, column: ListColumn) -> date | None:
    """The date in the column; None in a column of something else."""
    line = listed.line
    return {
        ListColumn.ACCEPTED: line.accepted_on,
        ListColumn.DUE: line.due_on,
        ListColumn.PROMISED: line.promised_due,
        ListColumn.FINISHED: line.finished_on,
        ListColumn.RETURNED: line.returned_on,
        ListColumn.LAST_EVENT: line.last_event_on,
    }.get(column)


def columns_named(names: Sequence[str]) -> tuple[ListColumn, ...]:
    """The columns of these names or titles, in that order, each once. Raises InputError."""
    known = {column.value: column for column in ListColumn}
    known |= {fold(column_title(column)): column for column in ListColumn}
    found: dict[ListColumn, None] = {}
    for name in names or [""]:
        column = known.get(fold(name))
        if column is None:
            raise InputError(
                _("Không có cột “{name}”.").format(name=name.strip()),
                _("Chọn trong: {names}.").format(names=", ".join(ListColumn)),
            )
        found[column] = None
    return tuple(found)
