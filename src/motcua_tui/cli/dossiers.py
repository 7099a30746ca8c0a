"""``list``: dossiers on stdout."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Annotated, Final

import typer

from motcua_tui.cli.commands import Commands
from motcua_tui.cli.context import desk
from motcua_tui.cli.output import data, emit_json, say
from motcua_tui.domain.codes import Channel, State
from motcua_tui.domain.numbers import group
from motcua_tui.domain.text import cells, ellipsis
from motcua_tui.domain.timeliness import Timeliness
from motcua_tui.domain.typed_dates import short_date
from motcua_tui.errors import InputError
from motcua_tui.i18n import _
from motcua_tui.labels import standing_label
from motcua_tui.services import browse, catalogue
from motcua_tui.services.browse import Listed, View
from motcua_tui.services.desk import Desk
from motcua_tui.storage.reads.dossiers import DossierQuery, Sort, SortKey

OPEN: Final = "open"
_GAP: Final = "  "
_WIDE: Final = 120
"""Columns of a list that is not shown in a terminal."""
_NAME_AT_LEAST: Final = 12


def register(app: Commands) -> None:
    app.add("list", list_dossiers, _("Danh sách hồ sơ."))


def list_dossiers(
    context: typer.Context,
    state: Annotated[
        str | None,
        typer.Option(metavar="S", help=_("Trạng thái: {states}, hoặc open.").format(states=", ".join(State))),
    ] = None,
    overdue: Annotated[bool, typer.Option("--overdue", help=_("Chỉ hồ sơ đang quá hạn."))] = False,
    due_within: Annotated[
        int | None, typer.Option("--due-within", metavar="N", min=0, help=_("Còn từ 0 đến N ngày làm việc."))
    ] = None,
    view: Annotated[View | None, typer.Option(help=_("Danh sách có sẵn của màn hình đầu."))] = None,
    field: Annotated[
        str | None, typer.Option(metavar="F", help=_("Lĩnh vực, hoặc một phần tên lĩnh vực."))
    ] = None,
    procedure: Annotated[
        str | None, typer.Option(metavar="P", help=_("Mã, tên hoặc một phần tên thủ tục."))
    ] = None,
    channel: Annotated[Channel | None, typer.Option(help=_("Hình thức nộp."))] = None,
    search: Annotated[
        str, typer.Option(metavar="TEXT", help=_("Đầu các từ của mã, tên, số, thủ tục; không cần dấu."))
    ] = "",
    sort: Annotated[SortKey, typer.Option(help=_("Xếp theo."))] = SortKey.DUE,
    descending: Annotated[bool, typer.Option("--desc", help=_("Xếp ngược."))] = False,
    limit: Annotated[int | None, typer.Option(metavar="N", min=0, help=_("Nhiều nhất N dòng."))] = None,
    as_json: Annotated[bool, typer.Option("--json", help=_("In JSON."))] = False,
) -> None:
    if view is not None and (state or overdue or due_within is not None):
        raise InputError(
            _("--view không đi cùng --state, --overdue, --due-within."), _("Bỏ bớt một tùy chọn.")
        )
    with desk(context) as opened:
        wanted = replace(
            browse.query(opened, view or View.ALL),
            channel=channel,
            text=search,
            every_match=True,
            versions=_versions(opened, field, procedure),
        )
        wanted = _narrowed(opened, wanted, state, due_within, overdue=overdue)
        total = browse.count(opened, wanted)
        rows = browse.window(opened, wanted, Sort(sort, descending), 0, total if limit is None else limit)
    if as_json:
        emit_json([line_json(row) for row in rows])
        return
    for line in _lines(rows, shutil.get_terminal_size((_WIDE, 24)).columns):
        data(line)
    say(_("{shown} / {total} hồ sơ").format(shown=group(len(rows)), total=group(total)))


def _versions(opened: Desk, field: str | None, procedure: str | None) -> frozenset[int] | None:
    if field is None and procedure is None:
        return None
    found = catalogue.matching(opened, field=field, procedure=procedure)
    if not found:
        say(_("Danh mục không có thủ tục, lĩnh vực nào như vậy."))
    return found


def _narrowed(
    opened: Desk, wanted: DossierQuery, state: str | None, due_within: int | None, *, overdue: bool
) -> DossierQuery:
    if state == OPEN:
        wanted = replace(wanted, open=True)
    elif state is not None:
        wanted = replace(wanted, states=frozenset({_state(state)}))
    judged: set[Timeliness] = set()
    if overdue:
        judged.add(Timeliness.OVERDUE)
    if due_within is not None:
        judged |= {Timeliness.DUE_TODAY, Timeliness.NEAR}
        end = opened.calendar.add(opened.today(), due_within + 1) - timedelta(days=1)
        wanted = replace(wanted, near_until=end)
    return replace(wanted, timeliness=frozenset(judged)) if judged else wanted


def _state(text: str) -> State:
    try:
        return State(text)
    except ValueError:
        raise InputError(
            _("Không có trạng thái “{state}”.").format(state=text),
            _("Chọn một trong: {choices}.").format(choices=", ".join((*State, OPEN))),
        ) from None


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


def _lines(rows: Sequence[Listed], width: int) -> list[str]:
    """Status, due date, code, applicant and procedure in columns, cut to the width."""
    found = [
        (
            status(row),
            short_date(row.line.due_on) if row.line.due_on else "–",
            row.line.code,
            row.line.applicant,
            row.line.procedure,
        )
        for row in rows
    ]
    if not found:
        return []
    widths = [max(map(cells, column)) for column in zip(*found, strict=True)]
    room = max(width - sum(widths[:3]) - 3 * len(_GAP), _NAME_AT_LEAST)
    widths[3] = min(widths[3], max(_NAME_AT_LEAST, room // 2), room)
    widths[4] = min(widths[4], max(0, room - widths[3] - len(_GAP)))
    return [
        _GAP.join(
            text + " " * (size - cells(text))
            for text, size in zip(
                (ellipsis(t, w) for t, w in zip(row, widths, strict=True)), widths, strict=True
            )
        ).rstrip()
        for row in found
    ]
