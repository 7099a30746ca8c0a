"""``indicators``: the figures of the reform reports, typed, checked and listed, out to a table and in."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from motcua_tui.cli.commands import Commands
from motcua_tui.cli.context import desk
from motcua_tui.cli.output import Exit, data, emit_json, end, say
from motcua_tui.cli.report import chosen_period
from motcua_tui.domain.indicator_sheet import Filled, Origin
from motcua_tui.domain.indicators import TITLES, Form, Kind
from motcua_tui.errors import InputError
from motcua_tui.i18n import _
from motcua_tui.services import indicators
from motcua_tui.services.indicators import FormSheet

app = Commands()
First = Annotated[str | None, typer.Option("--from", metavar="DATE", help=_("Ngày đầu kỳ."))]
Last = Annotated[str | None, typer.Option("--to", metavar="DATE", help=_("Ngày cuối kỳ."))]
Preset = Annotated[
    str | None, typer.Option("--period", metavar="PRESET", help=_("Kỳ: 2026-q3, 2026, cal:2026 …"))
]
OneForm = Annotated[Form | None, typer.Option("--form", help=_("Chỉ biểu này."))]
AsJson = Annotated[bool, typer.Option("--json", help=_("In JSON."))]


def list_rows(
    context: typer.Context,
    form: OneForm = None,
    first: First = None,
    last: Last = None,
    period: Preset = None,
    as_json: AsJson = False,
) -> None:
    with desk(context) as opened:
        chosen = chosen_period(opened, first, last, period)
        found = indicators.sheets(opened, chosen, _forms(form))
    if as_json:
        emit_json([_json(sheet, row) for sheet in found for row in sheet.rows])
        return
    for sheet in found:
        data(f"{sheet.form}  {TITLES[sheet.form]}")
        for row in sheet.rows:
            data(_line(sheet, row))
        say(_("{form}: còn {n} chỉ tiêu chưa nhập.").format(form=sheet.form, n=len(sheet.missing)))


def put(
    context: typer.Context,
    changes: Annotated[
        list[str],
        typer.Argument(metavar="ID=VALUE…", help=_("Chỉ tiêu và số liệu: bm1.2.1=24; bỏ trống là xóa.")),
    ],
    first: First = None,
    last: Last = None,
    period: Preset = None,
    as_json: AsJson = False,
) -> None:
    values = dict(map(_pair, changes))
    indicators.understood(values)
    with desk(context) as opened:
        chosen = chosen_period(opened, first, last, period)
        stored = indicators.put(opened, chosen, values)
        touched = {indicators.indicator(name).form for name in values}
        found = indicators.sheets(opened, chosen, sorted(touched))
    faulty = [(sheet, row) for sheet in found for row in sheet.faulty]
    if as_json:
        emit_json({"stored": stored, "faults": [_json(sheet, row) for sheet, row in faulty]})
        return
    say(_("Đã ghi {n} chỉ tiêu.").format(n=stored))
    for _sheet, row in faulty:
        say(f"{row.indicator.id}: {' '.join(row.faults)}")


def check(
    context: typer.Context,
    form: OneForm = None,
    first: First = None,
    last: Last = None,
    period: Preset = None,
    as_json: AsJson = False,
) -> None:
    with desk(context) as opened:
        chosen = chosen_period(opened, first, last, period)
        found = indicators.sheets(opened, chosen, _forms(form))
    faulty = [(sheet, row) for sheet in found for row in sheet.faulty]
    if as_json:
        emit_json(
            {
                "faults": [_json(sheet, row) for sheet, row in faulty],
                "missing": [row.id for sheet in found for row in sheet.missing],
            }
        )
    else:
        for _sheet, row in faulty:
            data(f"{row.indicator.id} {row.text}: {' '.join(row.faults)}")
        for sheet in found:
            say(_("{form}: còn {n} chỉ tiêu chưa nhập.").format(form=sheet.form, n=len(sheet.missing)))
    end(Exit.NO if faulty else Exit.DONE)


def behind(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="ID", help=_("Chỉ tiêu, ví dụ bm3.3.1.1."))],
    first: First = None,
    last: Last = None,
    period: Preset = None,
    as_json: AsJson = False,
) -> None:
    from motcua_tui.services import browse
    from motcua_tui.storage.reads.dossiers import Sort

    with desk(context) as opened:
        chosen = chosen_period(opened, first, last, period)
        found = indicators.behind(opened, chosen, indicators.indicator(name))
        lines = list(found.lines)
        if found.dossiers is not None:
            count = browse.count(opened, found.dossiers)
            lines += [one.line.code for one in browse.window(opened, found.dossiers, Sort(), 0, count)]
    if as_json:
        emit_json(lines)
        return
    for line in lines:
        data(line)


def history(
    context: typer.Context,
    first: First = None,
    last: Last = None,
    period: Preset = None,
    as_json: AsJson = False,
) -> None:
    with desk(context) as opened:
        found = indicators.history(opened, chosen_period(opened, first, last, period))
    if as_json:
        emit_json(
            [
                {
                    "id": t.indicator,
                    "before": t.before,
                    "after": t.after,
                    "at": t.at.isoformat(),
                    "by": t.actor,
                }
                for t in found
            ]
        )
        return
    for change in found:
        when, moved = f"{change.at:%d/%m/%Y %H:%M}", f"{change.before or '…'} → {change.after or '…'}"
        data(f"{when}  {change.actor:<16}{change.indicator:<12}{moved}")


def export(
    context: typer.Context,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="FILE", help=_("Tệp csv; bỏ trống là in ra."))
    ] = None,
    form: OneForm = None,
    first: First = None,
    last: Last = None,
    period: Preset = None,
    force: Annotated[bool, typer.Option("--force", help=_("Ghi đè tệp đã có."))] = False,
    as_json: AsJson = False,
) -> None:
    from motcua_tui.services.indicator_files import save_csv, to_csv

    with desk(context) as opened:
        chosen = chosen_period(opened, first, last, period)
        found = indicators.sheets(opened, chosen, _forms(form))
    if out is not None:
        save_csv(found, out, force=force)
        say(_("Đã ghi {path}.").format(path=out))
    elif as_json:
        emit_json({name: value for sheet in found for name, value in _typed(sheet)})
    else:
        data(to_csv(found), end="")


def load(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help=_("Tệp csv, xlsx, ods có cột id và value."))],
    first: First = None,
    last: Last = None,
    period: Preset = None,
    as_json: AsJson = False,
) -> None:
    from motcua_tui.services.indicator_files import read_table

    table = read_table(file)
    with desk(context) as opened:
        stored = indicators.put(opened, chosen_period(opened, first, last, period), table.values)
    if as_json:
        refused = [{"row": r.row, "value": r.value, "why": r.error.message} for r in table.refused]
        emit_json({"read": len(table.values) + len(refused), "stored": stored, "refused": refused})
    else:
        for refused_row in table.refused:
            say(_("Dòng {row}: {why}").format(row=refused_row.row, why=refused_row.error.message))
        say(_("Đã ghi {n} chỉ tiêu.").format(n=stored))
    end(Exit.NO if table.refused else Exit.DONE)


def _forms(form: Form | None) -> tuple[Form, ...]:
    return tuple(Form) if form is None else (form,)


def _pair(change: str) -> tuple[str, str]:
    name, equals, value = change.partition("=")
    if not equals:
        raise InputError(
            _("“{change}” không có dấu bằng.").format(change=change),
            _("Viết chỉ tiêu=số liệu, ví dụ bm1.2.1=24."),
        )
    return name.strip(), value


def _typed(sheet: FormSheet) -> Iterable[tuple[str, str]]:
    ids = {row.indicator.id for row in sheet.rows}
    return ((name, value) for name, value in sheet.typed.items() if name in ids)


def _line(sheet: FormSheet, row: Filled) -> str:
    asked = row.indicator
    if asked.kind is Kind.GROUP:
        return f"{asked.code:<9}{asked.name}"
    before = sheet.before[asked.code].text
    beside = _("  (kỳ trước {value})").format(value=before) if before else ""
    faults = f"  ! {' '.join(row.faults)}" if row.faults else ""
    return f"{asked.code:<9}{row.text or '…':<12} {asked.name}{beside}{faults}"


def _json(sheet: FormSheet, row: Filled) -> dict[str, object]:
    asked = row.indicator
    return {
        "id": asked.id,
        "form": asked.form.value,
        "code": asked.code,
        "name": asked.name,
        "unit": asked.unit,
        "kind": asked.kind.value,
        "value": None if row.origin in (Origin.MISSING, Origin.NONE) else row.text,
        "origin": row.origin.value,
        "typed": sheet.typed.get(asked.id),
        "recorded": row.recorded,
        "previous": sheet.before[asked.code].text or None,
        "faults": list(row.faults),
    }


app.add("list", list_rows, _("Các chỉ tiêu của một kỳ, số liệu và kỳ trước."))
app.add("set", put, _("Nhập số liệu: motcua indicators set bm1.2.1=24 --period 2026."))
app.add("check", check, _("Kiểm tra các chỉ tiêu của một kỳ."))
app.add("behind", behind, _("Hồ sơ, thủ tục, phản ánh đứng sau một chỉ tiêu tính từ sổ."))
app.add("history", history, _("Ai đã nhập, sửa gì, lúc nào."))
app.add("export", export, _("Ghi các chỉ tiêu ra tệp csv."))
app.add("import", load, _("Nạp số liệu từ tệp csv, xlsx, ods."))
