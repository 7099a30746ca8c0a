"""The command line as a whole: the commands, the global options, and how a run ends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from motcua_tui import __version__
from motcua_tui.cli import calendar, dossiers, imports, record, report, rules, verbs
from motcua_tui.cli.context import Options
from motcua_tui.cli.output import Exit, complain, data
from motcua_tui.errors import MotcuaError
from motcua_tui.i18n import _

app = typer.Typer(
    help=_("Hồ sơ của bộ phận một cửa: hạn trả, đúng hạn hay quá hạn, và số liệu báo cáo khớp nhau."),
    epilog=_("Không có lệnh nào: mở màn hình làm việc."),
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    no_args_is_help=False,
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
    lang: Annotated[str, typer.Option("--lang", metavar="vi|en", help=_("Ngôn ngữ màn hình."))] = "vi",
    plain: Annotated[bool, typer.Option("--plain", help=_("Không màu, chỉ ký tự ASCII."))] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help=_("In phiên bản."))
    ] = False,
) -> None:
    context.obj = Options(db, today, plain)
    if context.invoked_subcommand is None:
        from motcua_tui.tui.start import open_screens

        open_screens(context.obj.path, today=today, plain=plain)


for commands in (record, rules, dossiers, verbs, report):
    commands.register(app)
app.add_typer(imports.app, name="import", help=_("Nạp sổ hồ sơ, danh mục thủ tục, lịch nghỉ từ tệp."))
app.add_typer(calendar.app, name="calendar", help=_("Lịch làm việc của cơ quan."))


def run(arguments: Sequence[str]) -> int:
    """Run the command line; the return value is the exit code.

    What went wrong in a way nobody foresaw is told in two lines, with the place of the log: a
    traceback with its local variables would show citizens' data.
    """
    try:
        app(args=list(arguments), prog_name="motcua")
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else Exit.DONE
    except MotcuaError as error:
        return complain(error)
    except KeyboardInterrupt:
        return Exit.INTERRUPTED
    except BaseException as error:
        from motcua_tui.cli.crash import tell

        tell(error)
        return Exit.NO
    return Exit.DONE
