"""``calendar list | add | remove | import | export | confirm | check``: the office's days."""

from __future__ import annotations

import csv
import io
from datetime import date, time
from typing import Annotated

import typer

from motcua_tui.bootstrap import reread
from motcua_tui.cli import imports
from motcua_tui.cli.commands import Commands
from motcua_tui.cli.context import desk, iso_date
from motcua_tui.cli.output import Exit, data, emit_json, end, say
from motcua_tui.domain.calendar import CalendarDay
from motcua_tui.domain.codes import DayKind
from motcua_tui.domain.office import OfficeHours, parse_week, week_rules
from motcua_tui.domain.text import clean
from motcua_tui.domain.typed_dates import say_date, short_date
from motcua_tui.errors import NotFoundError
from motcua_tui.i18n import _
from motcua_tui.services import calendar_changes, office
from motcua_tui.services.calendar_changes import DueMove
from motcua_tui.services.desk import Desk

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
        _tell_moves(opened)
    if as_json:
        emit_json(_row(row))
    else:
        say(_("Đã ghi ngày {day} vào lịch.").format(day=short_date(row.on)))


def remove(context: typer.Context, day: Day, as_json: AsJson = False) -> None:
    on = iso_date(day)
    with desk(context) as opened:
        office.remove_day(opened, on)
        _tell_moves(opened)
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


def check(
    context: typer.Context,
    move: Annotated[
        list[str] | None, typer.Option(metavar="CODE", help=_("Dời hạn hồ sơ này; ghi được nhiều lần."))
    ] = None,
    every: Annotated[bool, typer.Option("--all", help=_("Dời hạn mọi hồ sơ trong danh sách."))] = False,
    reason: Annotated[str, typer.Option(help=_("Lý do dời hạn, ghi vào lịch sử hồ sơ."))] = "",
    as_json: AsJson = False,
) -> None:
    with desk(context) as opened:
        found = calendar_changes.outdated(opened)
        chosen = [one.code for one in found] if every else [clean(code) for code in move or ()]
        unknown = sorted(set(chosen) - {one.code for one in found})
        if unknown:
            raise NotFoundError(
                _("Hạn của hồ sơ {code} không lệch với lịch.").format(code=unknown[0]),
                _("Xem danh sách: motcua calendar check."),
            )
        if chosen:
            calendar_changes.move(opened, chosen, reason)
    left = [one for one in found if one.code not in chosen]
    if as_json:
        emit_json({"moved": chosen, "moves": [_move_row(one) for one in left]})
    else:
        for one in left:
            data(f"{one.code}  {short_date(one.due_on)} → {short_date(one.would_be)}  {one.applicant}")
        say(_("{n} hồ sơ có hạn khác với lịch, đã dời {moved}.").format(n=len(left), moved=len(chosen)))
    end(Exit.NO if left else Exit.DONE)


def _move_row(one: DueMove) -> dict[str, str]:
    return {
        "code": one.code,
        "applicant": one.applicant,
        "due_on": one.due_on.isoformat(),
        "would_be": one.would_be.isoformat(),
    }


def _tell_moves(before: Desk) -> None:
    """Say how many open dossiers the change concerns; none of them is moved."""
    count = len(calendar_changes.moves(before, reread(before).calendar))
    if count:
        say(_("{n} hồ sơ đang giải quyết có hạn khác đi, chưa dời: motcua calendar check.").format(n=count))


def sessions(
    context: typer.Context,
    rules: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[RULE]…", help=_("Giờ làm việc mới, mỗi dòng một mục: “T2-T6 07:30-11:30,13:30-17:00”.")
        ),
    ] = None,
    every: Annotated[bool, typer.Option("--all", help=_("Dời hạn mọi hồ sơ có hạn khác đi."))] = False,
    reason: Annotated[str, typer.Option(help=_("Lý do dời hạn, ghi vào lịch sử hồ sơ."))] = "",
    as_json: AsJson = False,
) -> None:
    moves: tuple[DueMove, ...] = ()
    with desk(context) as opened:
        hours = opened.office
        if rules:
            hours = OfficeHours(parse_week(rules), opened.calendar)
            moves = calendar_changes.moves_with_hours(opened, hours)
            office.change_sessions(opened, hours.sessions)
        if moves and every:
            calendar_changes.move(reread(opened), [one.code for one in moves], reason)
    lines = week_rules(hours.sessions)
    if as_json:
        emit_json({"sessions": list(lines), "moves": [_move_row(one) for one in moves], "moved": every})
        return
    for line in lines:
        data(line)
    for one in moves:
        say(f"{one.code}  {_due(one.due_on, one.due_time)} → {_due(one.would_be, one.would_be_time)}")
    if moves:
        words = _("Đã dời hạn {n} hồ sơ.") if every else _("{n} hồ sơ có hạn khác đi, chưa dời.")
        say(words.format(n=len(moves)))


def _due(on: date, at: time | None) -> str:
    return short_date(on) + (f" {at:%H:%M}" if at else "")


app.add("list", list_days, _("Các ngày nghỉ và ngày làm bù."))
app.add("add", add, _("Thêm một ngày nghỉ hoặc ngày làm bù."))
app.add("remove", remove, _("Bỏ một ngày khỏi lịch."))
app.add("import", imports.calendar, _("Nạp lịch từ tệp có các cột date, kind, label, replaces, source."))
app.add("export", export, _("Xuất lịch ra CSV trên stdout."))
app.add("confirm", confirm, _("Xác nhận lịch đến hết một ngày."))
app.add("sessions", sessions, _("Giờ làm việc theo thứ và theo mùa: xem, hoặc thay tất cả."))
app.add("check", check, _("Hồ sơ có hạn tính trước khi lịch thay đổi; dời những hạn được chọn."))
