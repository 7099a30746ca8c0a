"""``form``: an official form or a list of the desk as a spreadsheet or a document."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from motcua_tui.cli.context import desk
from motcua_tui.cli.output import data, say
from motcua_tui.cli.report import chosen_period
from motcua_tui.domain.codes import JudgeBy
from motcua_tui.errors import InputError
from motcua_tui.i18n import _
from motcua_tui.services.forms import FormName, FormRequest, usual_period
from motcua_tui.services.reporting import By


def form(
    context: typer.Context,
    name: Annotated[FormName, typer.Argument(metavar="NAME", help=_("Biểu hoặc danh sách nào."))],
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", metavar="FILE", help=_("Tệp ghi ra, đuôi .xlsx hoặc .docx.")),
    ] = None,
    first: Annotated[str | None, typer.Option("--from", metavar="DATE", help=_("Ngày đầu kỳ."))] = None,
    last: Annotated[str | None, typer.Option("--to", metavar="DATE", help=_("Ngày cuối kỳ."))] = None,
    period: Annotated[
        str | None,
        typer.Option(metavar="PRESET", help=_("Kỳ: 2026-q3, 2026-09, cal:2026-09, week:2026-11-20 …")),
    ] = None,
    by: Annotated[By, typer.Option(help=_("Mỗi dòng của biểu số liệu là gì."))] = By.FIELD,
    judge_by: Annotated[JudgeBy | None, typer.Option(help=_("Tính theo hạn nào."))] = None,
    department: Annotated[str, typer.Option(help=_("Chỉ của phòng, đơn vị này."))] = "",
    each_department: Annotated[
        bool, typer.Option("--each-department", help=_("Mỗi phòng, đơn vị một tệp docx, vào thư mục của -o."))
    ] = False,
    text: Annotated[bool, typer.Option("--text", help=_("In ra chữ để dán vào tin nhắn."))] = False,
    force: Annotated[bool, typer.Option("--force", help=_("Ghi đè tệp đã có."))] = False,
) -> None:
    from motcua_tui.services.files import check_paper_name, save_each, save_paper
    from motcua_tui.services.forms import form as make

    if out is not None and not each_department:
        check_paper_name(out, force=force)
    elif not (out or (text and not each_department)):
        raise InputError(_("Chưa biết ghi ra đâu."), _("Thêm -o TỆP, hoặc --text để in ra chữ."))
    with desk(context) as opened:
        usual = usual_period(opened, name) if first is last is period is None else None
        chosen = usual or chosen_period(opened, first, last, period)
        request = FormRequest(name, chosen, by, judge_by, department)
        if each_department and out is not None:
            for path in save_each(opened, request, out):
                data(str(path))
            return
        paper = make(opened, request)
    if text:
        from motcua_tui.reports.files.as_text import to_text

        data(to_text(paper))
    if out is not None:
        save_paper(paper, out, force=force)
        say(_("Đã ghi {path}.").format(path=out))
