"""``letter``: the papers of the desk as docx, or as text in the terminal."""

from __future__ import annotations

import shutil
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from motcua_tui.cli.context import desk, options, read_moment
from motcua_tui.cli.output import Exit, data, emit_json, end, say
from motcua_tui.domain.codes import ReturnWay
from motcua_tui.errors import FileError
from motcua_tui.i18n import _
from motcua_tui.reports.letters.papers import FormSet, Paper, title

if TYPE_CHECKING:
    from motcua_tui.services.desk import Desk
    from motcua_tui.services.letters import Added

AsJson = Annotated[bool, typer.Option("--json", help=_("In JSON."))]


def letter(
    context: typer.Context,
    code: Annotated[
        str, typer.Argument(metavar="CODE", help=_("Mã hồ sơ; với --batch là tệp mã, hoặc - để đọc vào."))
    ],
    kind: Annotated[
        str, typer.Argument(metavar="KIND", help=_("Loại giấy: {kinds}.").format(kinds=", ".join(Paper)))
    ],
    output: Annotated[
        Path | None, typer.Option("-o", "--out", metavar="FILE", help=_("Tệp docx, hoặc thư mục."))
    ] = None,
    preview: Annotated[bool, typer.Option("--preview", help=_("Xem trước, không ghi tệp."))] = False,
    batch: Annotated[
        bool, typer.Option("--batch", help=_("Nhiều hồ sơ, mỗi dòng một mã; vào thư mục của -o."))
    ] = False,
    number: Annotated[str, typer.Option(help=_("Số của giấy."))] = "",
    book: Annotated[str, typer.Option(help=_("Quyển số."))] = "",
    collect: Annotated[ReturnWay | None, typer.Option(help=_("Cách nhận kết quả."))] = None,
    reason: Annotated[str, typer.Option(help=_("Lý do, thay cho lý do đã ghi."))] = "",
    ground: Annotated[str, typer.Option(help=_("Căn cứ pháp lý."))] = "",
    given_back: Annotated[str, typer.Option("--given-back", help=_("Phí, giấy tờ trả lại."))] = "",
    signatory: Annotated[str, typer.Option(help=_("Người ký."))] = "",
    signatory_title: Annotated[str, typer.Option("--signatory-title", help=_("Chức danh người ký."))] = "",
    at: Annotated[
        str | None, typer.Option("--at", metavar="DATE", help=_("Ngày cấp giấy; bỏ trống là hôm nay."))
    ] = None,
    force: Annotated[bool, typer.Option("--force", help=_("Thay tệp đã có."))] = False,
    as_json: AsJson = False,
) -> None:
    from motcua_tui.services import letters

    wanted = Paper.parse(kind)
    added = letters.Added(
        number=number,
        signatory=signatory,
        signatory_title=signatory_title,
        reason=reason,
        ground=ground,
        book=book,
        collecting=collect,
        given_back=given_back,
    )
    with desk(context) as opened:
        moment = read_moment(at, opened)
        if batch:
            _batch(opened, code, wanted, moment, output, added, force=force, as_json=as_json)
        elif preview:
            width, with_qr = shutil.get_terminal_size((100, 24)).columns, not options(context).plain
            lines = letters.look(opened, code, wanted, moment, added, width=width, with_qr=with_qr)
            data("\n".join(lines))
        else:
            target = output or Path()
            _tell(
                letters.issue(opened, code, wanted, moment, target, added, force=force),
                wanted,
                moment,
                as_json=as_json,
            )


def _batch(
    opened: Desk,
    source: str,
    paper: Paper,
    moment: datetime,
    output: Path | None,
    added: Added,
    *,
    force: bool,
    as_json: bool,
) -> None:
    from motcua_tui.services import letters

    codes = _codes(source)
    target = output or Path()
    if paper is Paper.REGISTER:
        written = letters.issue_register(opened, codes, moment, target, added, force=force)
        _tell(written, paper, moment, as_json=as_json)
        return
    done = letters.issue_batch(opened, codes, paper, moment, target, added, force=force)
    if as_json:
        emit_json(
            {
                "files": [str(path) for path in done.written],
                "refused": [{"code": r.code, "why": r.error.message} for r in done.refused],
            }
        )
    else:
        for path in done.written:
            data(str(path))
        for refused in done.refused:
            say(f"{refused.code}: {refused.error.message}")
        say(
            _("Đã ghi {n} giấy, {refused} hồ sơ không ghi được.").format(
                n=len(done.written), refused=len(done.refused)
            )
        )
    if done.refused:
        end(Exit.NO)


def _tell(written: Path, paper: Paper, moment: datetime, *, as_json: bool) -> None:
    forms = FormSet.in_force(moment.date())
    if as_json:
        emit_json({"file": str(written), "kind": paper, "title": title(paper, forms), "set": forms})
    else:
        say(_("Đã ghi {title}.").format(title=title(paper, forms)))
        data(str(written))


def _codes(source: str) -> list[str]:
    try:
        text = sys.stdin.read() if source == "-" else Path(source).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise FileError(
            _("Không đọc được danh sách mã {file}.").format(file=source),
            _("Ghi mỗi dòng một mã hồ sơ, bảng mã UTF-8; - là đọc từ bàn phím hoặc lệnh trước."),
        ) from error
    return text.splitlines()
