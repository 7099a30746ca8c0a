"""``calendar list | add | remove | import | export | confirm``: the office's days off and make-up days."""

from __future__ import annotations

import csv
import sys
from pathlib import Path
from typing import Annotated

import typer

from motcua_tui.cli.context import desk, iso_date
from motcua_tui.cli.imports import import_calendar_file
from motcua_tui.cli.output import data, emit_json, say
from motcua_tui.domain.calendar import CalendarDay
from motcua_tui.domain.codes import DayKind
from motcua_tui.domain.text import clean
from motcua_tui.domain.typed_dates import say_date, short_date
from motcua_tui.i18n import _
from motcua_tui.services import office

app = typer.Typer(rich_markup_mode=None, no_args_is_help=True)
COLUMNS = ("date", "kind", "label", "replaces", "source")
AsJson = Annotated[bool, typer.Option("--json", help=_("In JSON."))]


def _row(day: CalendarDay) -> dict[str, str]:
    replaces = day.replaces.isoformat() if day.replaces else ""
    return dict(
        zip(COLUMNS, (day.on.isoformat(), day.kind.value, day.label, replaces, day.source), strict=True)
    )


@app.command("list", help=_("Các ngày nghỉ và ngày làm bù."))
def list_days(
    context: typer.Context,
    year: Annotated[int | None, typer.Option(help=_("Chỉ năm này."))] = None,
    as_json: AsJson = False,
) -> None:
    with desk(context) as opened:
        rows = [day for day in opened.calendar.days() if year is None or day.on.year == year]
        until = opened.calendar.confirmed_until
    if as_json:
        emit_json({"confirmed_until": until.isoformat(), "days": [_row(day) for day in rows]})
        return
    for day in rows:
        word = _("nghỉ") if day.kind is DayKind.OFF else _("làm bù")
        data(f"{say_date(day.on):<22}{word:<8}{day.label}" + (f"  ({day.source})" if day.source else ""))
    say(_("Lịch đã xác nhận đến hết ngày {day}.").format(day=short_date(until)))


@app.command("add", help=_("Thêm một ngày nghỉ hoặc ngày làm bù."))
def add(
    context: typer.Context,
    day: Annotated[str, typer.Argument(metavar="DATE")],
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


@app.command("remove", help=_("Bỏ một ngày khỏi lịch."))
def remove(
    context: typer.Context, day: Annotated[str, typer.Argument(metavar="DATE")], as_json: AsJson = False
) -> None:
    on = iso_date(day)
    with desk(context) as opened:
        office.remove_day(opened, on)
    if as_json:
        emit_json({"removed": on.isoformat()})
    else:
        say(_("Đã bỏ ngày {day} khỏi lịch.").format(day=short_date(on)))


@app.command("import", help=_("Nạp lịch từ tệp có các cột date, kind, label, replaces, source."))
def import_days(
    context: typer.Context, file: Annotated[Path, typer.Argument(metavar="FILE")], as_json: AsJson = False
) -> None:
    import_calendar_file(context, file, as_json=as_json)


@app.command("export", help=_("Xuất lịch ra CSV trên stdout."))
def export(context: typer.Context) -> None:
    with desk(context) as opened:
        rows = [_row(day) for day in opened.calendar.days()]
    out = csv.DictWriter(sys.stdout, COLUMNS, lineterminator="\n")
    out.writeheader()
    out.writerows(rows)


@app.command("confirm", help=_("Xác nhận lịch đến hết một ngày."))
def confirm(
    context: typer.Context, day: Annotated[str, typer.Argument(metavar="DATE")], as_json: AsJson = False
) -> None:
    on = iso_date(day)
    with desk(context) as opened:
        office.confirm_calendar(opened, on)
    if as_json:
        emit_json({"confirmed_until": on.isoformat()})
    else:
        say(_("Lịch đã xác nhận đến hết ngày {day}.").format(day=short_date(on)))
