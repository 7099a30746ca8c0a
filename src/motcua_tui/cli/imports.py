"""``import dossiers | procedures | calendar``: files in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from motcua_tui import bootstrap
from motcua_tui.cli.commands import Commands
from motcua_tui.cli.context import desk, options
from motcua_tui.cli.moving import import_all
from motcua_tui.cli.output import Exit, Progress, data, emit_json, end, say
from motcua_tui.config import DEFAULTS
from motcua_tui.domain.numbers import group
from motcua_tui.domain.typed_dates import short_date
from motcua_tui.errors import FileError, InputError
from motcua_tui.i18n import _
from motcua_tui.services.desk import Desk

if TYPE_CHECKING:
    from motcua_tui.services.importing.looking import SeenSheet
    from motcua_tui.services.importing.mapping import ImportMap
    from motcua_tui.services.importing.result import ImportResult

app = Commands()
SHOWN = 20
_COLUMN_KEYS = ("title", "examples", "ours", "filled", "unreadable")
File = Annotated[Path, typer.Argument(metavar="FILE", help=_("Tệp xlsx, ods hoặc csv."))]
Map = Annotated[Path | None, typer.Option("--map", metavar="MAP.toml", help=_("Tệp ghép cột."))]
Sheet = Annotated[str | None, typer.Option("--sheet", metavar="NAME", help=_("Tên trang tính."))]
AllSheets = Annotated[bool, typer.Option("--all-sheets", help=_("Đọc mọi trang tính, mỗi tháng một trang."))]
InFont = Annotated[
    str | None, typer.Option("--font", metavar="unicode|tcvn3|vni", help=_("Phông chữ của tệp cũ."))
]
DryRun = Annotated[bool, typer.Option("--dry-run", help=_("Chỉ kiểm tra, không ghi."))]
AsJson = Annotated[bool, typer.Option("--json", help=_("In JSON."))]

Read = Callable[[Desk, Progress], "ImportResult"]


def dossiers(
    context: typer.Context,
    file: File,
    map_file: Map = None,
    sheet: Sheet = None,
    all_sheets: AllSheets = False,
    font: InFont = None,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    from motcua_tui.services.importing.dossiers import import_dossiers
    from motcua_tui.services.importing.sheets import EVERY_SHEET

    columns = _map(map_file, font)
    if all_sheets:
        sheet = EVERY_SHEET

    def read(opened: Desk, progress: Progress) -> ImportResult:
        return import_dossiers(opened, file, map=columns, sheet=sheet, dry_run=dry_run, progress=progress)

    _run(context, file, read, dry_run=dry_run, as_json=as_json)


def procedures(
    context: typer.Context,
    file: File,
    map_file: Map = None,
    font: InFont = None,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    from motcua_tui.services.importing.procedures import import_procedures

    columns = _map(map_file, font)

    def read(opened: Desk, progress: Progress) -> ImportResult:
        return import_procedures(opened, file, map=columns, dry_run=dry_run, progress=progress)

    _run(context, file, read, dry_run=dry_run, as_json=as_json)


def calendar(context: typer.Context, file: File, dry_run: DryRun = False, as_json: AsJson = False) -> None:
    from motcua_tui.services.importing.calendar import import_calendar

    def read(opened: Desk, progress: Progress) -> ImportResult:
        return import_calendar(opened, file, dry_run=dry_run, progress=progress)

    _run(context, file, read, dry_run=dry_run, as_json=as_json)


def headings(
    context: typer.Context,
    file: File,
    map_file: Map = None,
    sheet: Sheet = None,
    font: InFont = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="MAP.toml", help=_("Ghi tệp ghép cột."))
    ] = None,
    force: Annotated[bool, typer.Option("--force", help=_("Ghi đè tệp đã có."))] = False,
    as_json: AsJson = False,
) -> None:
    from motcua_tui.services.importing.fonts import FontInDoubt, to_unicode
    from motcua_tui.services.importing.looking import look, spelled_out
    from motcua_tui.services.importing.mapping import save_map

    columns = _map(map_file, font)
    if sheet:
        columns = replace(columns, sheet=sheet)
    seen = look(file, columns)
    first = next(iter(seen.whole or seen.sheets))
    if seen.doubt:
        before = seen.doubt.samples[0]
        raise FontInDoubt(first.name, seen.doubt.font, before, to_unicode(before, seen.doubt.font))
    if as_json:
        emit_json(
            {
                "sheet": first.name,
                "header_row": first.header_row,
                "rows": first.rows,
                "columns": [
                    {name: getattr(column, name) for name in _COLUMN_KEYS} for column in first.columns
                ],
                "missing": [list(group) for group in first.missing],
            }
        )
    else:
        _tell_headings(first)
    if output:
        save_map(spelled_out(columns, first), output, force=force)
        say(_("Đã ghi {path}.").format(path=output))
    end(Exit.NO if first.missing else Exit.DONE)


app.add("dossiers", dossiers, _("Nạp sổ hồ sơ."))
app.add("procedures", procedures, _("Nạp danh mục thủ tục hành chính."))
app.add("headings", headings, _("Xem tiêu đề của một sổ được hiểu thế nào, và ghi tệp ghép cột."))
app.add("calendar", calendar, _("Nạp lịch nghỉ và ngày làm bù."))
app.add("all", import_all, _("Nạp cả một sổ từ tệp của motcua export all vào một nơi chưa có gì."))


def _tell_headings(sheet: SeenSheet) -> None:
    """Theirs, ours and an example of each column, and what is missing."""
    from motcua_tui.services.importing.wording import column_label, missing_label

    say(
        _("Tờ “{sheet}”, tiêu đề ở dòng {row}, {n} dòng.").format(
            sheet=sheet.name, row=sheet.header_row, n=group(sheet.rows)
        )
    )
    for column in sheet.columns:
        ours = column_label(column.ours) if column.ours else _("không đọc")
        doubt = _(" ({n}/{of} ô không đọc được)").format(n=column.unreadable, of=column.filled)
        data(f"{column.title}\t{ours}{doubt if column.unreadable else ''}\t{' | '.join(column.examples)}")
    for missing in sheet.missing:
        say(missing_label(missing))


def _map(file: Path | None, font: str | None) -> ImportMap:
    """The map in the file, or one that leaves all to be found, for text of that font."""
    from motcua_tui.services.importing.fonts import Font
    from motcua_tui.services.importing.mapping import ImportMap, read_map

    told = read_map(file) if file else ImportMap()
    if font is None:
        return told
    if font not in tuple(Font):
        raise InputError(
            _("Không có phông “{font}”.").format(font=font),
            _("Chọn một trong: {choices}.").format(choices=", ".join(Font)),
        )
    return replace(told, font=Font(font))


def _run(context: typer.Context, file: Path, read: Read, *, dry_run: bool, as_json: bool) -> None:
    if not file.is_file():
        raise FileError(
            _("Không có tệp {path}.").format(path=file), _("Kiểm tra tên tệp và thư mục, rồi thử lại.")
        )
    progress = Progress(_("Đã đọc"))
    with _desk_to_fill(context, dry_run=dry_run) as opened:
        try:
            result = read(opened, progress)
        finally:
            progress.finish()
    if as_json:
        emit_json(result.as_json())
    else:
        _tell(result)
    end(Exit.NO if result.refused else Exit.DONE)


@contextmanager
def _desk_to_fill(context: typer.Context, *, dry_run: bool) -> Iterator[Desk]:
    """The desk that was asked for. Where there is none yet it is made, with the usual settings, so that
    a first import is one command; for a trial, out of sight."""
    chosen = options(context)
    if chosen.path.exists():
        with desk(context) as opened:
            yield opened
        return
    from motcua_tui.services.office import create_desk

    with TemporaryDirectory(prefix="motcua-") as folder:
        path = Path(folder) / "trial.db" if dry_run else chosen.path
        create_desk(path, DEFAULTS, chosen.clock)
        if not dry_run:
            say(_("Chưa có sổ nào: đã tạo sổ mới {path}.").format(path=path))
        opened = bootstrap.open_desk(str(path), chosen.today)
        try:
            yield opened
        finally:
            opened.database.close()


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
            _tab(r.tab)
            + _("Dòng {row}, cột “{column}”, giá trị “{value}”: {why}").format(
                row=r.row, column=r.column, value=r.value, why=r.why
            )
            for r in result.refused
        ]
    )
    _some([_tab(w.tab) + _("Lưu ý, dòng {row}: {why}").format(row=w.row, why=w.why) for w in result.warnings])
    _some(
        [
            _tab(d.tab)
            + _("Dòng {row}: sổ ghi hẹn trả {sheet}, theo quy định là {engine}: {why}.").format(
                row=d.row, sheet=short_date(d.sheet), engine=short_date(d.engine), why=d.why
            )
            for d in result.due_differs
        ]
    )
    _some(
        [
            _tab(d.tab)
            + _("Dòng {row}, hồ sơ {code}, {field}: {before} → {after}").format(
                row=d.row, code=d.code, field=d.field, before=d.before or "–", after=d.after or "–"
            )
            for d in result.differences
        ]
    )


def _tab(name: str) -> str:
    return _("Tờ “{sheet}”: ").format(sheet=name) if name else ""


def _some(lines: list[str]) -> None:
    for line in lines[:SHOWN]:
        say(line)
    if len(lines) > SHOWN:
        say(_("… và {n} dòng nữa; xem tất cả với --json.").format(n=group(len(lines) - SHOWN)))
