"""``document``: a whole report or a section of one in sentences, as docx or as text to copy."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from motcua_tui.cli.context import desk
from motcua_tui.cli.output import data, emit_json, say
from motcua_tui.cli.report import chosen_period
from motcua_tui.domain.codes import JudgeBy
from motcua_tui.domain.profiles import ProfileName
from motcua_tui.i18n import _
from motcua_tui.reports.documents.fields import Document


def document(
    context: typer.Context,
    name: Annotated[
        str,
        typer.Argument(metavar="NAME", help=_("Văn bản nào: {kinds}.").format(kinds=", ".join(Document))),
    ],
    out: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="FILE", help=_("Tệp docx; bỏ trống là in ra."))
    ] = None,
    first: Annotated[str | None, typer.Option("--from", metavar="DATE", help=_("Ngày đầu kỳ."))] = None,
    last: Annotated[str | None, typer.Option("--to", metavar="DATE", help=_("Ngày cuối kỳ."))] = None,
    period: Annotated[
        str | None,
        typer.Option(metavar="PRESET", help=_("Kỳ: 2026-q3, 2026-09, cal:2026-09, week:2026-11-20 …")),
    ] = None,
    profile: Annotated[ProfileName | None, typer.Option(help=_("Mẫu thống kê."))] = None,
    judge_by: Annotated[JudgeBy | None, typer.Option(help=_("Tính theo hạn nào."))] = None,
    as_text: Annotated[bool, typer.Option("--text", help=_("In ra để chép, cả khi ghi tệp."))] = False,
    force: Annotated[bool, typer.Option("--force", help=_("Ghi đè tệp đã có."))] = False,
    as_json: Annotated[bool, typer.Option("--json", help=_("In JSON."))] = False,
) -> None:
    from motcua_tui.services.documents import DocumentRequest, save_document, text

    wanted = Document.parse(name)
    with desk(context) as opened:
        request = DocumentRequest(wanted, chosen_period(opened, first, last, period), profile, judge_by)
        written = save_document(opened, request, out, force=force) if out else None
        told = text(opened, request) if as_text or as_json or written is None else ""
    if as_json:
        emit_json({"name": wanted.value, "file": str(written) if written else None, "text": told})
        return
    if told:
        data(told)
    if written:
        say(_("Đã ghi {path}.").format(path=written))
