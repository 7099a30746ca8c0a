"""``move`` and ``import all``: a whole desk to another place, or from a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from motcua_tui import bootstrap
from motcua_tui.cli.asking import AsJson
from motcua_tui.cli.context import desk, options
from motcua_tui.cli.output import Progress, data, emit_json, say
from motcua_tui.domain.numbers import group
from motcua_tui.i18n import _
from motcua_tui.storage.place import Place

if TYPE_CHECKING:
    from motcua_tui.services.moving import Moved


def move(
    context: typer.Context,
    to: Annotated[
        str,
        typer.Option("--to", metavar="PATH|URL", help=_("Tệp mới, hoặc cơ sở dữ liệu trống trên máy chủ.")),
    ],
    as_json: AsJson = False,
) -> None:
    from motcua_tui.services.moving import move as carry

    place = bootstrap.database_place(to)
    progress = Progress(_("Đã chuyển"))
    with desk(context) as opened:
        try:
            moved = carry(opened, place, progress=progress)
        finally:
            progress.finish()
        source = str(opened.database.place)
    if moved.outdated:
        say(_("Lưu ý: trong lúc chuyển có người ghi thêm vào sổ cũ; phần ghi thêm không có ở nơi mới."))
    if not as_json:
        say(_("Sổ cũ còn nguyên ở {place}.").format(place=source))
    _tell(moved, place, as_json=as_json)


def import_all(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help=_("Tệp do motcua export all ghi ra."))],
    as_json: AsJson = False,
) -> None:
    from motcua_tui.services.desk_file import import_desk
    from motcua_tui.services.moving import a_new_desk

    chosen = options(context)
    progress = Progress(_("Đã đọc"))
    with a_new_desk(chosen.place) as database:
        try:
            moved = import_desk(file, database, chosen.clock(), progress=progress)
        finally:
            progress.finish()
    _tell(moved, chosen.place, as_json=as_json)


def _tell(moved: Moved, place: Place, *, as_json: bool) -> None:
    if as_json:
        chain = {"entries": moved.chain.entries, "seal": moved.chain.seal}
        emit_json(
            {
                "database": str(place),
                "rows": moved.rows,
                "dossiers": moved.dossiers,
                "outdated": moved.outdated,
                "chain": chain,
            }
        )
        return
    said = _("Đủ {rows} dòng, {dossiers} hồ sơ; chuỗi lịch sử nguyên vẹn, số liệu khớp. Dấu cuối: {seal}")
    say(said.format(rows=group(moved.rows), dossiers=group(moved.dossiers), seal=moved.chain.seal or "–"))
    data(str(place))
