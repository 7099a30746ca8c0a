"""``export``: what is in the record as a spreadsheet, CSV or JSON Lines."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from motcua_tui.cli.asking import AsJson, Asked, with_filters
from motcua_tui.cli.context import desk
from motcua_tui.cli.output import Progress, emit_json, say
from motcua_tui.cli.report import chosen_period
from motcua_tui.domain.numbers import group
from motcua_tui.errors import InputError
from motcua_tui.i18n import _
from motcua_tui.services.desk import Desk


class What(StrEnum):
    ALL = "all"
    DOSSIERS = "dossiers"
    REGISTER = "register"
    EVENTS = "events"
    CATALOGUE = "catalogue"
    CALENDAR = "calendar"
    PETITIONS = "petitions"


@with_filters
def export(
    context: typer.Context,
    asked: Asked,
    what: Annotated[What, typer.Argument(metavar="WHAT", help=_("Xuất gì."))],
    out: Annotated[
        Path,
        typer.Option("--out", "-o", metavar="FILE", help=_("Tệp ghi ra, đuôi .xlsx, .csv hoặc .jsonl.")),
    ],
    first: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help=_("Ngày đầu kỳ của sổ theo dõi."))
    ] = None,
    last: Annotated[
        str | None, typer.Option("--to", metavar="DATE", help=_("Ngày cuối kỳ của sổ theo dõi."))
    ] = None,
    force: Annotated[bool, typer.Option("--force", help=_("Ghi đè tệp đã có."))] = False,
    as_json: AsJson = False,
) -> None:
    from motcua_tui.services import record_export

    if what is What.ALL and (asked != Asked() or first is not None or last is not None):
        raise InputError(
            _("all xuất cả sổ, không lọc được."), _("Xuất một phần: motcua export dossiers|events ….")
        )
    with desk(context) as opened:
        if what is What.ALL:
            count = _everything(opened, out, force=force)
        elif what is What.REGISTER:
            from motcua_tui.services.files import save_paper
            from motcua_tui.services.forms import FormName, FormRequest, form

            period = chosen_period(opened, first, last, None)
            paper = form(opened, FormRequest(FormName.REGISTER, period))
            save_paper(paper, out, force=force)
            count = sum(len(table.rows) for table in paper.tables)
        elif first is not None or last is not None:
            raise InputError(
                _("--from và --to chỉ dùng với register."), _("Lọc hồ sơ bằng các tùy chọn của motcua list.")
            )
        else:
            query = asked.query(opened)
            part = record_export.RecordPart(what.value)
            count = record_export.export(opened, part, out, query, force=force)
    if as_json:
        emit_json({"file": str(out), "rows": count})
    else:
        say(_("Đã ghi {n} dòng vào {path}.").format(n=group(count), path=out))


def _everything(opened: Desk, out: Path, *, force: bool) -> int:
    from motcua_tui.services.desk_file import export_desk

    progress = Progress(_("Đã ghi"))
    try:
        return export_desk(opened.database, out, force=force, progress=progress)
    finally:
        progress.finish()
