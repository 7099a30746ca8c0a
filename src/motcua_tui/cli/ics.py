"""``ics``: due dates of open dossiers for a calendar program."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from motcua_tui.cli.context import desk
from motcua_tui.cli.output import data, say
from motcua_tui.i18n import _


def ics(
    context: typer.Context,
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", metavar="FILE", help=_("Tệp ghi ra; bỏ trống là ra stdout.")),
    ] = None,
    within: Annotated[
        int | None, typer.Option(metavar="N", min=0, help=_("Chỉ hạn trong N ngày làm việc tới."))
    ] = None,
    department: Annotated[
        str | None, typer.Option(metavar="NAME", help=_("Chỉ hồ sơ của đơn vị này."))
    ] = None,
    with_names: Annotated[
        bool, typer.Option("--with-names", help=_("Ghi cả tên người nộp và cán bộ."))
    ] = False,
    force: Annotated[bool, typer.Option("--force", help=_("Ghi đè tệp đã có."))] = False,
) -> None:
    from motcua_tui.services.calendar_feed import FeedRequest, due_feed
    from motcua_tui.services.saving import refuse_to_overwrite, save

    if out is not None:
        refuse_to_overwrite(out, force=force)
    with desk(context) as opened:
        text = "".join(due_feed(opened, FeedRequest(within, department, with_names)))
    if out is None:
        data(text, end="")
        return
    save(out, text.encode(), force=force)
    say(_("Đã ghi {path}.").format(path=out))
