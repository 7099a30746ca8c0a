"""The command line as a whole: the commands, the global options, and how a run ends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from motcua_tui import __version__
from motcua_tui.cli import (
    calendar,
    check,
    criteria,
    document,
    dossiers,
    export,
    form,
    ics,
    imports,
    indicators,
    keys,
    letter,
    officers,
    period,
    petitions,
    procedures,
    record,
    report,
    rules,
    show,
    templates,
    verbs,
    views,
)
from motcua_tui.cli.commands import Commands, usage_error
from motcua_tui.cli.context import Options
from motcua_tui.cli.globals import hoisted
from motcua_tui.cli.output import Exit, complain, data, ended, say
from motcua_tui.errors import InputError
from motcua_tui.i18n import LANGUAGES, _

app = Commands(
    help=_("Hồ sơ của bộ phận một cửa: hạn trả, đúng hạn hay quá hạn, và số liệu báo cáo khớp nhau."),
    epilog=_("Không có lệnh nào: mở màn hình làm việc. Tùy chọn chung đứng trước hay sau lệnh đều được."),
    alone=True,
)


def _version(wanted: bool) -> None:
    if wanted:
        data(f"motcua {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def root(
    context: typer.Context,
    db: Annotated[
        str | None,
        typer.Option("--db", metavar="PATH|URL", help=_("Tệp cơ sở dữ liệu (hoặc MOTCUA_DATABASE).")),
    ] = None,
    today: Annotated[
        str | None,
        typer.Option("--today", metavar="YYYY-MM-DD", help=_("Cố định ngày hôm nay (hoặc MOTCUA_TODAY).")),
    ] = None,
    lang: Annotated[
        str | None, typer.Option("--lang", metavar="vi|en", help=_("Ngôn ngữ (hoặc MOTCUA_LANG)."))
    ] = None,
    plain: Annotated[bool, typer.Option("--plain", help=_("Không màu, ký hiệu ASCII."))] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help=_("In phiên bản."))
    ] = False,
) -> None:
    if lang not in (None, *LANGUAGES):
        raise InputError(
            _("Không có ngôn ngữ “{lang}”.").format(lang=lang),
            _("Chọn một trong: {choices}.").format(choices=", ".join(LANGUAGES)),
        )
    chosen = Options(db, today, plain)
    chosen.clock()
    context.obj = chosen


for commands in (
    record,
    rules,
    dossiers,
    show,
    verbs,
    report,
    form,
    check,
    letter,
    document,
    templates,
    keys,
    ics,
    export,
):
    commands.register(app)
app.add_typer(imports.app, name="import", help=_("Nạp sổ hồ sơ, danh mục thủ tục, lịch nghỉ từ tệp."))
app.add_typer(period.app, name="period", help=_("Khóa kỳ đã báo cáo, xem chênh lệch, mở khóa."))
app.add_typer(petitions.app, name="petitions", help=_("Sổ phản ánh, kiến nghị."))
app.add_typer(procedures.app, name="procedures", help=_("Danh mục thủ tục và các phiên bản."))
app.add_typer(officers.app, name="officers", help=_("Cán bộ của cơ quan."))
app.add_typer(criteria.app, name="criteria", help=_("Tiêu chí chấm điểm theo Quyết định 766/QĐ-TTg."))
app.add_typer(calendar.app, name="calendar", help=_("Lịch làm việc của cơ quan."))
app.add_typer(views.app, name="views", help=_("Danh sách hồ sơ theo tên."))
app.add_typer(indicators.app, name="indicators", help=_("Chỉ tiêu báo cáo CCHC: nhập, kiểm tra, xuất, nạp."))


def run(arguments: Sequence[str]) -> int:
    """Run the command line; the return value is the exit code."""
    return ended(lambda: _obey(hoisted(arguments)))


def _obey(arguments: Sequence[str]) -> int:
    try:
        code = app(args=list(arguments), prog_name="motcua", standalone_mode=False)
    except typer.TyperException as error:
        wrong = usage_error(error)
        if wrong is None:
            say(error.format_message())
            return Exit.USAGE
        return complain(wrong)
    except typer.Abort:
        return Exit.INTERRUPTED
    return code if isinstance(code, int) else Exit.DONE
