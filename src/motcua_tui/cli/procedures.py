"""``procedures``: the catalogue that is in force, or with every version it ever had."""

from __future__ import annotations

from typing import Annotated

import typer

from motcua_tui.cli.commands import Commands
from motcua_tui.cli.context import desk
from motcua_tui.cli.output import data, emit_json, say
from motcua_tui.cli.rules import amount_json
from motcua_tui.domain.catalogue import ProcedureVersion
from motcua_tui.domain.numbers import group
from motcua_tui.domain.typed_dates import short_date
from motcua_tui.i18n import _
from motcua_tui.labels import limit_label
from motcua_tui.services import catalogue, catalogue_changes


def register(app: Commands) -> None:
    app.add("procedures", procedures, _("Danh mục thủ tục đang có hiệu lực, hoặc mọi phiên bản."))


def procedures(
    context: typer.Context,
    text: Annotated[
        str, typer.Argument(metavar="[TEXT]", help=_("Một phần mã, tên, lĩnh vực; không cần dấu."))
    ] = "",
    every: Annotated[bool, typer.Option("--all", help=_("Mọi phiên bản, cả đã hết hiệu lực."))] = False,
    as_json: Annotated[bool, typer.Option("--json", help=_("In JSON."))] = False,
) -> None:
    with desk(context) as opened:
        if every:
            versions = [one for found in catalogue_changes.procedures(opened) for one in found.versions]
        else:
            versions = catalogue.in_force(opened, opened.today())
        found = catalogue.search(versions, text)
    if as_json:
        emit_json([_json(version) for version in found])
        return
    for version in found:
        limit = limit_label(version.limit) if version.limit else "–"
        name = f"{version.name} · {version.case}" if version.case else version.name
        ended = f"  ({_('hết hiệu lực')} {short_date(version.valid_to)})" if version.valid_to else ""
        data(f"{version.code:<12}{limit:<18}{name}{ended}")
    say(_("{n} thủ tục").format(n=group(len(found))))


def _json(version: ProcedureVersion) -> dict[str, object]:
    limit = version.limit
    return {
        "code": version.code,
        "name": version.name,
        "field": version.field,
        "case": version.case,
        "limit": amount_json(limit.amount) if limit else None,
        "unit": limit.unit.value if limit else None,
        "online": version.online.value if version.online else None,
        "fee": version.fee,
        "decision": version.decision,
        "legal_limit": str(version.legal_limit) if version.legal_limit else None,
        "channel": version.channel.value if version.channel else None,
        "supplement_effect": version.supplement.effect.value,
        "valid_from": version.valid_from.isoformat() if version.valid_from else None,
        "valid_to": version.valid_to.isoformat() if version.valid_to else None,
    }
