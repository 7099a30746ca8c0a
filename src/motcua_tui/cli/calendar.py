"""``calendar list | add | remove | import | export | confirm``: the office's days off and make-up days."""

from __future__ import annotations

import csv
import io
from typing import Annotated

import typer

from motcua_tui.cli import imports
from motcua_tui.cli.commands import Commands
from motcua_tui.cli.context import desk, iso_date
from motcua_tui.cli.output import data, emit_json, say
from motcua_tui.domain.calendar import CalendarDay
from motcua_tui.domain.codes import DayKind
from motcua_tui.domain.text import clean
from motcua_tui.domain.typed_dates import say_date, short_date
from motcua_tui.i18n import _
from motcua_tui.services import office

app = Commands()
COLUMNS = ("date", "kind", "label", "replaces", "source")
Day = Annotated[str, typer.Argument(metavar="DATE", help=_("Ngày, dạng 2026-11-23."))]
AsJson = Annotated[bool, typer.Option("--json", help=_("In JSON."))]


def _row(day: CalendarDay) -> dict[str, str]:
    replaces = day.replaces.isoformat() if day.replaces else ""
    return dict(
        zip(COLUMNS, (day.on.isoformat(), day.kind.value, day.label, replaces, day.source), strict=True)
    )


def list_days(
    context: typer.Context,
    year: Annotated[int | None, typer.Option(help=_("Chỉ năm này."))] = None,
    as_json: AsJson = False,
) -> None:
    with desk(context) as opened:
        rows = opened.calendar.days(year)
        until = opened.calendar.confirmed_until
    if as_json:
        emit_json({"confirmed_until": until.isoformat(), "days": [_row(day) for day in rows]})
        return
    for day in rows:
        word = _("nghỉ") if day.kind is DayKind.OFF else _("làm bù")
        source = f"  ({day.source})" if day.source else ""
        data(f"{say_date(day.on):<22}{word:<8}{day.label}{source}")
    say(_("Lịch đã xác nhận đến hết ngày {day}.").format(day=short_date(until)))


def add(
    context: typer.Context,
    day: Day,
    kind: Annotated[DayKind, typer.Option(help=_("Nghỉ hay làm bù."))] = DayKind.OFF,
    label: Annotated[str, typer.Option(help=_("Tên ngày."))] = "",
    replaces: Annotated[str | None, typer.Option(metavar="DATE", help=_("Hoán đổi với ngày nào."))] = None,
    source: Annotated[str, typer.Option(help=_("Văn bản."))] = "",
    as_json: AsJson = False,
) -> None:
    row = CalendarDay(
        iso_date(day), kind, clean(label), iso_date(replaces) if replaces else None, clean(source)
    )
    with desk(context) as opened:
        office.put_days(opened, [row])
    if as_json:
        emit_json(_row(row))
    else:
        say(_("Đã ghi ngày {day} vào lịch.").format(day=short_date(row.on)))


def remove(context: typer.Context, day: Day, as_json: AsJson = False) -> None:
    on = iso_date(day)
    with desk(context) as opened:
        office.remove_day(opened, on)
    if as_json:
        emit_json({"removed": on.isoformat()})
    else:
        say(_("Đã bỏ ngày {day} khỏi lịch.").format(day=short_date(on)))


def export(context: typer.Context, as_json: AsJson = False) -> None:
    with desk(context) as opened:
        rows = [_row(day) for day in opened.calendar.days()]
    if as_json:
        emit_json(rows)
        return
    out = io.StringIO()
    table = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    table.writeheader()
    table.writerows(rows)
    data(out.getvalue(), end="")


def confirm(context: typer.Context, day: Day, as_json: AsJson = False) -> None:
    on = iso_date(day)
    with desk(context) as opened:
        office.confirm_calendar(opened, on)
    if as_json:
        emit_json({"confirmed_until": on.isoformat()})
    else:
        say(_("Lịch đã xác nhận đến hết ngày {day}.").format(day=short_date(on)))


app.add("list", list_days, _("Các ngày nghỉ và ngày làm bù."))
app.add("add", add, _("Thêm một ngày nghỉ hoặc ngày làm bù."))
app.add("remove", remove, _("Bỏ một ngày khỏi lịch."))
app.add("import", imports.calendar, _("Nạp lịch từ tệp có các cột date, kind, label, replaces, source."))
app.add("export", export, _("Xuất lịch ra CSV trên stdout."))
app.add("confirm", confirm, _("Xác nhận lịch đến hết một ngày."))
