"""The verbs that take several dossiers: ``hand-over``, ``return``, ``undo``, ``redo``."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from functools import partial
from typing import Annotated, Final

import typer

from motcua_tui.cli.context import desk, read_moment
from motcua_tui.cli.done import tell, tell_many
from motcua_tui.cli.output import Progress
from motcua_tui.cli.verbs import AsJson, At, IfVersion
from motcua_tui.domain.codes import ReturnWay
from motcua_tui.errors import FileError, InputError
from motcua_tui.i18n import _
from motcua_tui.services import undoing, verbs
from motcua_tui.services.conflicts import seen_at
from motcua_tui.services.desk import Desk
from motcua_tui.services.many import for_each
from motcua_tui.services.verbs import Done

_STDIN: Final = "-"

Codes = Annotated[
    list[str], typer.Argument(metavar="CODE…", help=_("Mã hồ sơ, một hoặc nhiều; - là đọc mã từ stdin."))
]


def hand_over(
    context: typer.Context,
    codes: Codes,
    department: Annotated[
        str,
        typer.Option("--to", metavar="PHÒNG", help=_("Phòng, đơn vị nhận; bỏ trống là của bước tiếp theo.")),
    ] = "",
    officer: Annotated[str, typer.Option(help=_("Cán bộ nhận."))] = "",
    step: Annotated[
        int | None,
        typer.Option(min=0, metavar="N", help=_("Bước của quy trình nội bộ; 0 là ngoài quy trình.")),
    ] = None,
    note: Annotated[str, typer.Option(help=_("Ghi chú."))] = "",
    at: At = None,
    if_version: IfVersion = None,
    as_json: AsJson = False,
) -> None:
    with desk(context) as opened:
        moment = read_moment(at, opened)
        verb = partial(
            verbs.hand_over,
            opened,
            at=moment,
            department=department,
            officer=officer,
            note=note,
            step=step,
        )
        _carry_out(opened, codes, verb, if_version, as_json=as_json)


def give_back(
    context: typer.Context,
    codes: Codes,
    by: Annotated[ReturnWay, typer.Option("--by", help=_("Trả bằng cách nào."))] = ReturnWay.DESK,
    at: At = None,
    if_version: IfVersion = None,
    as_json: AsJson = False,
) -> None:
    with desk(context) as opened:
        verb = partial(verbs.give_back, opened, at=read_moment(at, opened), way=by)
        _carry_out(opened, codes, verb, if_version, as_json=as_json)


def undo(context: typer.Context, codes: Codes, if_version: IfVersion = None, as_json: AsJson = False) -> None:
    with desk(context) as opened:
        _carry_out(opened, codes, partial(undoing.undo, opened), if_version, as_json=as_json)


def redo(context: typer.Context, codes: Codes, if_version: IfVersion = None, as_json: AsJson = False) -> None:
    with desk(context) as opened:
        _carry_out(opened, codes, partial(undoing.redo, opened), if_version, as_json=as_json)


def _carry_out(
    opened: Desk, codes: Sequence[str], verb: Callable[..., Done], if_version: int | None, *, as_json: bool
) -> None:
    """One code answers as every verb does; several, or those of stdin, with what was done and refused."""
    if len(codes) == 1 and codes[0] != _STDIN:
        tell(verb(codes[0], seen=seen_at(opened, codes[0], if_version)), as_json=as_json)
        return
    if if_version is not None:
        raise InputError(
            _("--if-version chỉ dùng cho một hồ sơ."), _("Ghi một mã hồ sơ, hoặc bỏ --if-version.")
        )
    wanted = _read() if _STDIN in codes else list(codes)
    progress = Progress(_("Hồ sơ"))
    made = for_each(wanted, verb, told=lambda tried: progress(tried, len(wanted)))
    progress.finish()
    tell_many(made, as_json=as_json)


def _read() -> list[str]:
    """The codes on stdin, one a line; what stands behind a blank is left alone. Raises FileError when it
    is no text, InputError when there is none."""
    try:
        lines = sys.stdin.read().splitlines()
    except UnicodeDecodeError as error:
        raise FileError(_("Không đọc được danh sách mã."), _("Mỗi dòng một mã, bảng mã UTF-8.")) from error
    codes = [line.split()[0] for line in lines if line.strip()]
    if not codes:
        raise InputError(_("Chưa có mã hồ sơ nào."), _("Ghi mỗi dòng một mã hồ sơ."))
    return codes
