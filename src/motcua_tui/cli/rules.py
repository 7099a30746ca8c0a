"""``due`` and ``days``: deadlines from the rules alone."""

from __future__ import annotations

import csv
import sys
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Annotated

import typer

from motcua_tui.cli.context import calendar, iso_date, iso_moment
from motcua_tui.cli.output import Exit, complain, data, emit_json, end, say
from motcua_tui.domain.calendar import WorkCalendar
from motcua_tui.domain.codes import Unit
from motcua_tui.domain.deadlines import Due, ExplainedDay, explain
from motcua_tui.domain.deadlines import due as due_date
from motcua_tui.domain.limits import TimeLimit
from motcua_tui.domain.office import DEFAULT_SESSIONS, OfficeHours, parse_sessions
from motcua_tui.domain.typed_dates import say_date
from motcua_tui.errors import FileError, InputError, MotcuaError
from motcua_tui.i18n import _


def register(app: typer.Typer) -> None:
    app.command("due", help=_("Tính ngày hẹn trả từ ngày tiếp nhận và thời hạn."))(due)
    app.command("days", help=_("Số ngày làm việc giữa hai ngày, tính cả hai đầu."))(days)


def due(
    context: typer.Context,
    accepted: Annotated[
        str | None, typer.Option(metavar="DATE[THH:MM]", help=_("Ngày, giờ tiếp nhận."))
    ] = None,
    limit: Annotated[str | None, typer.Option(metavar="N", help=_("Thời hạn."))] = None,
    unit: Annotated[Unit, typer.Option(help=_("Đơn vị của thời hạn."))] = Unit.WORKING_DAYS,
    sessions: Annotated[
        str | None, typer.Option(metavar="07:00-11:30,13:30-17:00", help=_("Giờ làm việc trong ngày."))
    ] = None,
    after_15h: Annotated[
        bool, typer.Option("--after-15h", help=_("Tiếp nhận sau 15 giờ thì tính từ ngày làm việc sau."))
    ] = False,
    explained: Annotated[bool, typer.Option("--explain", help=_("Giải thích từng ngày."))] = False,
    batch: Annotated[
        Path | None, typer.Option(metavar="FILE.csv", help=_("CSV có các cột accepted, limit, unit."))
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help=_("In JSON."))] = False,
) -> None:
    days_off = calendar(context)
    office = OfficeHours(parse_sessions(sessions) if sessions else DEFAULT_SESSIONS, days_off)
    if batch is not None:
        end(_batch(batch, days_off, office, after_15h=after_15h))
    if accepted is None or limit is None:
        raise InputError(
            _("Cần cả --accepted và --limit."), _("Ví dụ: motcua due --accepted 2026-01-05 --limit 5.")
        )
    at, timed = iso_moment(accepted)
    term = TimeLimit(_amount(limit), unit)
    found = due_date(term, at, days_off, office, after_15h=after_15h)
    reasons = explain(term, at, days_off, office, after_15h=after_15h)
    if as_json:
        emit_json(
            {
                "accepted": at.isoformat(timespec="minutes") if timed else at.date().isoformat(),
                "due": _due_text(found, unit),
                "due_time": found.at.isoformat(timespec="minutes") if found.at else None,
                "limit": _number(term.amount),
                "unit": unit.value,
                "confirmed": found.confirmed,
                "explain": [
                    {"date": d.on.isoformat(), "counted": d.counted, "reason": d.reason, "source": d.source}
                    for d in reasons
                ],
            }
        )
        return
    data(_due_text(found, unit))
    say(say_date(found.on) + ("" if found.confirmed else " · " + _("tạm tính, lịch nghỉ chưa được xác nhận")))
    if explained:
        _print_explanation(reasons)


def days(
    context: typer.Context,
    first: Annotated[str, typer.Argument(metavar="FROM")],
    last: Annotated[str, typer.Argument(metavar="TO")],
    as_json: Annotated[bool, typer.Option("--json", help=_("In JSON."))] = False,
) -> None:
    start, stop = iso_date(first), iso_date(last)
    if stop < start:
        raise InputError(_("Ngày cuối sớm hơn ngày đầu."), _("Đổi chỗ hai ngày."))
    counted = calendar(context).count(start - timedelta(days=1), stop)
    if as_json:
        emit_json({"from": start.isoformat(), "to": stop.isoformat(), "working_days": counted})
    else:
        data(str(counted))


def _batch(path: Path, days_off: WorkCalendar, office: OfficeHours, *, after_15h: bool) -> Exit:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise FileError(
            _("Không đọc được tệp {path}.").format(path=path),
            _("Kiểm tra tên tệp; tệp phải là CSV mã UTF-8."),
        ) from None
    rows = csv.DictReader(text.splitlines())
    names = list(rows.fieldnames or [])
    missing = [name for name in ("accepted", "limit", "unit") if name not in names]
    if missing:
        raise FileError(
            _("Tệp thiếu cột {columns}.").format(columns=", ".join(missing)),
            _("Dòng đầu của tệp phải có: accepted, limit, unit."),
        )
    out = csv.DictWriter(
        sys.stdout, [*(n for n in names if n != "due"), "due"], extrasaction="ignore", lineterminator="\n"
    )
    out.writeheader()
    worst = Exit.DONE
    for number, row in enumerate(rows, start=2):
        try:
            unit = Unit(row["unit"])
            at, _timed = iso_moment(row["accepted"])
            found = due_date(
                TimeLimit(_amount(row["limit"]), unit), at, days_off, office, after_15h=after_15h
            )
            row["due"] = _due_text(found, unit)
        except ValueError:
            row["due"] = ""
            say(_("Dòng {row}: không hiểu đơn vị “{unit}”.").format(row=number, unit=row["unit"]))
            worst = Exit.NO
        except MotcuaError as error:
            row["due"] = ""
            say(_("Dòng {row}:").format(row=number))
            complain(error)
            worst = Exit.NO
        out.writerow(row)
    return worst


def _amount(text: str) -> Decimal:
    try:
        return Decimal(text.replace(",", "."))
    except InvalidOperation:
        raise InputError(
            _("Thời hạn “{text}” không phải là số.").format(text=text), _("Viết số ngày, ví dụ 5 hoặc 0,5.")
        ) from None


def _number(amount: Decimal) -> int | float:
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def _due_text(found: Due, unit: Unit) -> str:
    if found.at is None or unit is not Unit.WORKING_HOURS:
        return found.on.isoformat()
    return datetime.combine(found.on, found.at).isoformat(timespec="minutes")


def _print_explanation(reasons: tuple[ExplainedDay, ...]) -> None:
    for day in reasons:
        number = f"{day.number:>4}" if day.number is not None else "   –"
        source = f"  ({day.source})" if day.source else ""
        data(f"{say_date(day.on):<22}{number}  {day.reason}{source}")
