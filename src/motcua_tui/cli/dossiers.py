"""``list`` and ``show``: dossiers on stdout."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Annotated

import typer

from motcua_tui.cli.context import desk
from motcua_tui.cli.output import data, emit_json, say
from motcua_tui.domain.codes import Channel, State
from motcua_tui.domain.text import ellipsis
from motcua_tui.domain.timeliness import Timeliness
from motcua_tui.domain.typed_dates import say_date, short_date
from motcua_tui.errors import InputError
from motcua_tui.i18n import _
from motcua_tui.labels import channel_label, event_label, state_label, timeliness_label
from motcua_tui.services import browse
from motcua_tui.services.browse import DossierPage, Listed, View
from motcua_tui.services.desk import Desk
from motcua_tui.storage.reads.dossiers import DossierQuery, Sort, SortKey

OPEN = "open"


def register(app: typer.Typer) -> None:
    app.command("list", help=_("Danh sách hồ sơ."))(list_dossiers)
    app.command("show", help=_("Một hồ sơ: tình trạng, lịch sử, cách tính ngày hẹn trả."))(show)


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
    view: Annotated[View, typer.Option(help=_("Danh sách có sẵn."))] = View.ALL,
    field: Annotated[str | None, typer.Option(metavar="F", help=_("Lĩnh vực."))] = None,
    procedure: Annotated[str | None, typer.Option(metavar="P", help=_("Mã hoặc tên thủ tục."))] = None,
    channel: Annotated[Channel | None, typer.Option(help=_("Hình thức nộp."))] = None,
    search: Annotated[str, typer.Option(metavar="TEXT", help=_("Tìm không cần dấu."))] = "",
    sort: Annotated[SortKey, typer.Option(help=_("Xếp theo."))] = SortKey.DUE,
    descending: Annotated[bool, typer.Option("--desc", help=_("Xếp ngược."))] = False,
    limit: Annotated[int | None, typer.Option(metavar="N", min=0, help=_("Nhiều nhất N dòng."))] = None,
    as_json: Annotated[bool, typer.Option("--json", help=_("In JSON."))] = False,
) -> None:
    with desk(context) as opened:
        wanted = replace(
            browse.query(opened, view), field=field, channel=channel, text=search, procedure=procedure
        )
        wanted = _narrowed(opened, wanted, state, due_within, overdue=overdue)
        total = browse.count(opened, wanted)
        rows = browse.window(opened, wanted, Sort(sort, descending), 0, total if limit is None else limit)
    if as_json:
        emit_json([_as_json(row) for row in rows])
        return
    for row in rows:
        data(_line(row))
    say(_("{shown} / {total} hồ sơ").format(shown=len(rows), total=total))


def _narrowed(
    opened: Desk, wanted: DossierQuery, state: str | None, due_within: int | None, *, overdue: bool
) -> DossierQuery:
    if state == OPEN:
        wanted = replace(wanted, open=True)
    elif state is not None:
        try:
            wanted = replace(wanted, states=frozenset({State(state)}))
        except ValueError:
            raise InputError(
                _("Không có trạng thái “{state}”.").format(state=state),
                _("Chọn một trong: {states}, open.").format(states=", ".join(State)),
            ) from None
    judged: set[Timeliness] = set()
    if overdue:
        judged.add(Timeliness.OVERDUE)
    if due_within is not None:
        judged |= {Timeliness.DUE_TODAY, Timeliness.NEAR}
        end = opened.calendar.add(opened.today(), due_within + 1) - timedelta(days=1)
        wanted = replace(wanted, near_until=end)
    return replace(wanted, timeliness=frozenset(judged)) if judged else wanted


def show(
    context: typer.Context,
    code: Annotated[str, typer.Argument(metavar="CODE", help=_("Mã hồ sơ."))],
    explained: Annotated[
        bool, typer.Option("--explain", help=_("Giải thích ngày hẹn trả từng ngày."))
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help=_("In JSON."))] = False,
) -> None:
    with desk(context) as opened:
        page = browse.find(opened, code)
    if as_json:
        emit_json(_page_json(page))
        return
    _print_page(page)
    if explained:
        _print_explanation(page)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _as_json(row: Listed) -> dict[str, object]:
    line = row.line
    return {
        "code": line.code,
        "procedure": line.procedure,
        "field": line.field,
        "applicant": line.applicant,
        "channel": line.channel.value,
        "accepted_on": _iso(line.accepted_on),
        "due_on": _iso(line.due_on),
        "finished_on": _iso(line.finished_on),
        "state": line.state.value,
        "timeliness": row.timeliness.value if row.timeliness else None,
        "days_left": row.days_left,
        "promised_due": _iso(line.promised_due),
        "returned_on": _iso(line.returned_on),
        "outcome": line.outcome.value if line.outcome else None,
        "department": line.department,
        "officer": line.officer,
        "tentative": row.tentative,
    }


def _page_json(page: DossierPage) -> dict[str, object]:
    standing = page.dossier.standing
    return {
        **_as_json(page.listed),
        "procedure_code": page.version.code,
        "limit": str(page.version.limit) if page.version.limit else None,
        "submitted_at": standing.submitted_at.isoformat() if standing.submitted_at else None,
        "accepted_at": standing.accepted_at.isoformat() if standing.accepted_at else None,
        "receipt_due": _iso(standing.receipt_due),
        "lawful_due": _iso(standing.lawful_due),
        "waiting_since": _iso(standing.waiting_since),
        "supplements": standing.supplements,
        "redates": standing.redates,
        "history": [
            {
                "number": stored.event.number,
                "what": event_label(stored.event.what),
                "kind": type(stored.event.what).__name__,
                "happened_at": stored.event.at.isoformat(),
                "recorded_at": stored.recorded_at.isoformat(),
                "by": stored.actor,
            }
            for stored in page.history
        ],
        "explain": [
            {"date": d.on.isoformat(), "counted": d.counted, "reason": d.reason, "source": d.source}
            for d in page.explanation
        ],
    }


def _status(row: Listed) -> str:
    if row.timeliness is None or row.line.state is State.AWAITING_SUPPLEMENT:
        return state_label(row.line.state)
    number = f" {abs(row.days_left)}" if row.days_left else ""
    return timeliness_label(row.timeliness) + number


def _line(row: Listed) -> str:
    line = row.line
    due = short_date(line.due_on) if line.due_on else "–"
    name = ellipsis(line.applicant, 26)
    return f"{_status(row):<18}  {due:<10}  {line.code:<28}  {name:<26}  {ellipsis(line.procedure, 40)}"


def _print_page(page: DossierPage) -> None:
    line, standing = page.listed.line, page.dossier.standing
    particulars = page.dossier.particulars
    facts = [
        (_("Mã hồ sơ"), line.code),
        (_("Thủ tục"), f"{page.version.code} {page.version.name}"),
        (_("Người nộp"), line.applicant),
        (_("Điện thoại"), particulars.phone),
        (_("Hình thức"), channel_label(line.channel)),
        (_("Tiếp nhận"), say_date(line.accepted_on) if line.accepted_on else ""),
        (_("Hẹn trả"), say_date(standing.receipt_due) if standing.receipt_due else ""),
        (_("Hạn giải quyết"), say_date(standing.lawful_due) if standing.lawful_due else ""),
        (_("Hẹn lại"), say_date(standing.promised_due) if standing.promised_due else ""),
        (_("Có kết quả"), say_date(line.finished_on) if line.finished_on else ""),
        (_("Trạng thái"), state_label(line.state)),
        (_("Tình trạng"), _status(page.listed)),
    ]
    for name, value in facts:
        if value:
            data(f"{name:<16}{value}")
    data("")
    data(_("LỊCH SỬ"))
    for stored in page.history:
        late = (
            ""
            if stored.recorded_at.date() == stored.event.on
            else "  " + _("ghi nhận {day}").format(day=short_date(stored.recorded_at.date()))
        )
        by = f" · {stored.actor}" if stored.actor else ""
        data(f"{short_date(stored.event.on)}  {event_label(stored.event.what)}{by}{late}")


def _print_explanation(page: DossierPage) -> None:
    data("")
    data(_("CÁCH TÍNH NGÀY HẸN TRẢ"))
    if not page.explanation:
        data(_("Ngày hẹn trả được nhập tay hoặc lấy từ sổ, không tính từ thời hạn."))
    for day in page.explanation:
        number = f"{day.number:>3}" if day.number is not None else "  –"
        data(f"{say_date(day.on):<22}{number}  {day.reason}" + (f"  ({day.source})" if day.source else ""))
