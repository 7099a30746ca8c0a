"""``due`` and ``days``: deadlines from the rules alone."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Annotated

import typer

from motcua_tui.cli import batch
from motcua_tui.cli.context import iso_date, iso_moment, rules
from motcua_tui.cli.output import Exit, data, emit_json, end, say
from motcua_tui.domain.codes import Unit
from motcua_tui.domain.deadlines import Due, ExplainedDay, explain
from motcua_tui.domain.deadlines import due as due_date
from motcua_tui.domain.limits import TimeLimit
from motcua_tui.domain.office import OfficeHours, parse_sessions
from motcua_tui.domain.typed_dates import say_date
from motcua_tui.errors import InputError
from motcua_tui.i18n import _


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
    file: Annotated[
        Path | None,
        typer.Option("--batch", metavar="FILE.csv", help=_("CSV có các cột accepted, limit, unit.")),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help=_("In JSON."))] = False,
) -> None:
    calendar, office = rules(context)
    if sessions:
        office = OfficeHours(parse_sessions(sessions), calendar)

    def ask(at: datetime, term: TimeLimit) -> Due:
        return due_date(term, at, calendar, office, after_15h=after_15h)

    if file is not None:
        refused = batch.run(file, ask, as_json=as_json)
        end(Exit.NO if refused else Exit.DONE)
    if accepted is None or limit is None:
        raise InputError(
            _("Cần cả --accepted và --limit."), _("Ví dụ: motcua due --accepted 2026-01-05 --limit 5.")
        )
    at, timed = iso_moment(accepted)
    term = TimeLimit.of(limit, unit)
    found = ask(at, term)
    reasons = explain(term, at, calendar, office, after_15h=after_15h)
    if as_json:
        emit_json(
            {
                "accepted": at.isoformat(timespec="minutes") if timed else at.date().isoformat(),
                "due": batch.due_text(found, term.unit),
                "due_time": found.at.isoformat(timespec="minutes") if found.at else None,
                "limit": amount_json(term.amount),
                "unit": term.unit.value,
                "confirmed": found.confirmed,
                "explain": explanation_json(reasons),
            }
        )
        return
    data(batch.due_text(found, term.unit))
    at_time = f" {found.at:%H:%M}" if found.at else ""
    tentative = "" if found.confirmed else " · " + _("tạm tính, lịch nghỉ chưa được xác nhận")
    say(say_date(found.on) + at_time + tentative)
    if explained:
        print_explanation(reasons)


def days(
    context: typer.Context,
    first: Annotated[str, typer.Argument(metavar="FROM", help=_("Ngày đầu."))],
    last: Annotated[str, typer.Argument(metavar="TO", help=_("Ngày cuối."))],
    as_json: Annotated[bool, typer.Option("--json", help=_("In JSON."))] = False,
) -> None:
    start, stop = iso_date(first), iso_date(last)
    if stop < start:
        raise InputError(_("Ngày cuối sớm hơn ngày đầu."), _("Đổi chỗ hai ngày."))
    calendar, _office = rules(context)
    counted = calendar.count(start, stop) + calendar.is_working(start)
    confirmed = calendar.confirmed(start, stop)
    if as_json:
        emit_json(
            {
                "from": start.isoformat(),
                "to": stop.isoformat(),
                "working_days": counted,
                "confirmed": confirmed,
            }
        )
        return
    data(str(counted))
    if not confirmed:
        say(_("Tạm tính, lịch nghỉ chưa được xác nhận."))


def explanation_json(reasons: tuple[ExplainedDay, ...]) -> list[dict[str, object]]:
    """Day by day, as ``due`` and ``show`` tell it to machines."""
    return [
        {"date": d.on.isoformat(), "counted": d.counted, "reason": d.reason, "source": d.source}
        for d in reasons
    ]


def print_explanation(reasons: tuple[ExplainedDay, ...]) -> None:
    """Day by day, for people: the date, which day of the limit it is, why."""
    for day in reasons:
        number = "–" if day.number is None else str(day.number)
        source = f"  ({day.source})" if day.source else ""
        data(f"{say_date(day.on):<20}{number:>4}  {day.reason}{source}")


def amount_json(amount: Decimal) -> int | float:
    """The number of a limit: whole where it is whole."""
    return int(amount) if amount == amount.to_integral_value() else float(amount)
