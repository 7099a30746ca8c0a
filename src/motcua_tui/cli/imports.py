"""``import dossiers | procedures | calendar``: files in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from motcua_tui.cli.context import desk
from motcua_tui.cli.output import Exit, Progress, emit_json, end, say
from motcua_tui.domain.numbers import group
from motcua_tui.domain.typed_dates import short_date
from motcua_tui.i18n import _
from motcua_tui.services.desk import Desk
from motcua_tui.services.importing.mapping import read_map
from motcua_tui.services.importing.result import ImportResult

app = typer.Typer(rich_markup_mode=None, no_args_is_help=True)
SHOWN = 20
File = Annotated[Path, typer.Argument(metavar="FILE", help=_("Tệp xlsx, ods hoặc csv."))]
Map = Annotated[Path | None, typer.Option("--map", metavar="MAP.toml", help=_("Tệp ghép cột."))]
Sheet = Annotated[str | None, typer.Option("--sheet", metavar="NAME", help=_("Tên trang tính."))]
DryRun = Annotated[bool, typer.Option("--dry-run", help=_("Chỉ kiểm tra, không ghi."))]
AsJson = Annotated[bool, typer.Option("--json", help=_("In JSON."))]


@app.command("dossiers", help=_("Nạp sổ hồ sơ."))
def dossiers(
    context: typer.Context,
    file: File,
    map_file: Map = None,
    sheet: Sheet = None,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    from motcua_tui.services.importing.dossiers import import_dossiers

    columns = read_map(map_file) if map_file else None
    _run(
        context,
        lambda opened, progress: import_dossiers(
            opened, file, map=columns, sheet=sheet, dry_run=dry_run, progress=progress
        ),
        as_json=as_json,
    )


@app.command("procedures", help=_("Nạp danh mục thủ tục hành chính."))
def procedures(
    context: typer.Context, file: File, map_file: Map = None, dry_run: DryRun = False, as_json: AsJson = False
) -> None:
    from motcua_tui.services.importing.procedures import import_procedures

    columns = read_map(map_file) if map_file else None
    _run(
        context,
        lambda opened, progress: import_procedures(
            opened, file, map=columns, dry_run=dry_run, progress=progress
        ),
        as_json=as_json,
    )


@app.command("calendar", help=_("Nạp lịch nghỉ và ngày làm bù."))
def calendar(context: typer.Context, file: File, as_json: AsJson = False) -> None:
    import_calendar_file(context, file, as_json=as_json)


def import_calendar_file(context: typer.Context, file: Path, *, as_json: bool) -> None:
    """Read a calendar file into the desk and tell what came of it."""
    from motcua_tui.services.importing.calendar import import_calendar

    _run(context, lambda opened, progress: import_calendar(opened, file, progress=progress), as_json=as_json)


def _run(context: typer.Context, read: Callable[[Desk, Progress], ImportResult], *, as_json: bool) -> None:
    progress = Progress(_("Đã đọc"))
    with desk(context) as opened:
        try:
            result = read(opened, progress)
        finally:
            progress.finish()
    if as_json:
        emit_json(result.as_json())
    else:
        _tell(result)
    end(Exit.NO if result.refused else Exit.DONE)


def _tell(result: ImportResult) -> None:
    counts = _("Đọc {read} dòng: thêm {added}, cập nhật {updated}, không đổi {unchanged}, từ chối {refused}.")
    say(
        counts.format(
            read=group(result.read),
            added=group(result.added),
            updated=group(result.updated),
            unchanged=group(result.unchanged),
            refused=group(len(result.refused)),
        )
    )
    if result.dry_run:
        say(_("Chỉ kiểm tra: chưa ghi gì."))
    _some(
        [
            _("Dòng {row}, cột “{column}”, giá trị “{value}”: {why}").format(
                row=r.row, column=r.column, value=r.value, why=r.why
            )
            for r in result.refused
        ]
    )
    _some([_("Lưu ý, dòng {row}: {why}").format(row=w.row, why=w.why) for w in result.warnings])
    _some(
        [
            _("Dòng {row}: sổ ghi hẹn trả {sheet}, tính theo quy định là {engine}.").format(
                row=d.row, sheet=short_date(d.sheet), engine=short_date(d.engine)
            )
            for d in result.due_differs
        ]
    )


def _some(lines: list[str]) -> None:
    for line in lines[:SHOWN]:
        say(line)
    if len(lines) > SHOWN:
        say(_("… và {n} dòng nữa; xem tất cả với --json.").format(n=group(len(lines) - SHOWN)))
