"""``officers list | add | rename | retire``: the people of the office."""

from __future__ import annotations

from typing import Annotated

import typer

from motcua_tui.cli.commands import Commands
from motcua_tui.cli.context import desk
from motcua_tui.cli.output import data, emit_json, say
from motcua_tui.domain.numbers import group
from motcua_tui.domain.typed_dates import short_date
from motcua_tui.i18n import _
from motcua_tui.services import officers

app = Commands()
Name = Annotated[str, typer.Argument(metavar="NAME", help=_("Họ và tên cán bộ."))]
AsJson = Annotated[bool, typer.Option("--json", help=_("In JSON."))]


def list_officers(
    context: typer.Context,
    every: Annotated[bool, typer.Option("--all", help=_("Cả những người đã nghỉ."))] = False,
    as_json: AsJson = False,
) -> None:
    with desk(context) as opened:
        found = [officer for officer in officers.officers(opened) if every or officer.active]
        here = opened.settings.officer
    if as_json:
        emit_json(
            [
                {
                    "name": officer.name,
                    "open_dossiers": officer.open_dossiers,
                    "retired_on": officer.retired_on.isoformat() if officer.retired_on else None,
                    "at_desk": officer.name == here,
                }
                for officer in found
            ]
        )
        return
    for officer in found:
        notes = [
            _("{n} hồ sơ đang giải quyết").format(n=group(officer.open_dossiers)),
            _("trực bàn này") if officer.name == here else "",
            _("nghỉ từ {day}").format(day=short_date(officer.retired_on)) if officer.retired_on else "",
        ]
        data(f"{officer.name:<28}{', '.join(filter(None, notes))}")
    say(_("{n} cán bộ").format(n=group(len(found))))


def add(context: typer.Context, name: Name, as_json: AsJson = False) -> None:
    with desk(context) as opened:
        added = officers.add(opened, name)
    _tell(_("Đã ghi cán bộ {name}.").format(name=added), added, as_json=as_json)


def rename(
    context: typer.Context,
    name: Name,
    after: Annotated[str, typer.Argument(metavar="NEW", help=_("Tên mới."))],
    as_json: AsJson = False,
) -> None:
    with desk(context) as opened:
        renamed = officers.rename(opened, name, after)
    _tell(
        _("Đã đổi tên thành {name}; hồ sơ đang giữ đi theo.").format(name=renamed), renamed, as_json=as_json
    )


def retire(context: typer.Context, name: Name, as_json: AsJson = False) -> None:
    with desk(context) as opened:
        retired = officers.retire(opened, name)
    _tell(_("{name} không còn được giao việc mới.").format(name=retired), retired, as_json=as_json)


def _tell(words: str, name: str, *, as_json: bool) -> None:
    if as_json:
        emit_json({"name": name})
    else:
        say(words)


app.add("list", list_officers, _("Cán bộ của cơ quan và số hồ sơ đang giữ."))
app.add("add", add, _("Thêm một cán bộ, hoặc ghi một người đã nghỉ trở lại."))
app.add("rename", rename, _("Đổi tên một cán bộ."))
app.add("retire", retire, _("Cán bộ đã nghỉ: không giao việc mới, không bao giờ xóa."))
