"""``init, info, doctor, demo, settings, backup, restore, verify``: the desk and its record as a whole."""

from __future__ import annotations

import locale
import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from motcua_tui import bootstrap, locations
from motcua_tui.cli.context import desk, options
from motcua_tui.cli.output import Exit, Progress, agreed, data, emit_json, end, say
from motcua_tui.config import DEFAULTS
from motcua_tui.domain.changes import Change
from motcua_tui.domain.numbers import group
from motcua_tui.domain.roles import Right
from motcua_tui.errors import InputError, StorageError
from motcua_tui.i18n import _

if TYPE_CHECKING:
    from motcua_tui.services.maintenance import Finding
    from motcua_tui.storage.place import Place

AsJson = Annotated[bool, typer.Option("--json", help=_("In JSON."))]


def init(
    context: typer.Context,
    agency: Annotated[str, typer.Option(help=_("Tên cơ quan."))] = DEFAULTS.agency,
    agency_id: Annotated[
        str, typer.Option("--agency-id", help=_("Mã định danh cơ quan."))
    ] = DEFAULTS.agency_id,
    desk_name: Annotated[str, typer.Option("--desk", help=_("Tên bộ phận một cửa."))] = DEFAULTS.desk,
    officer: Annotated[str, typer.Option(help=_("Người trực bàn."))] = "",
    hours: Annotated[str, typer.Option(help=_("Giờ làm việc."))] = "07:30-11:30,13:30-17:00",
    as_json: AsJson = False,
) -> None:
    from motcua_tui.services.office import create_desk, upgrade_desk

    chosen = options(context)
    if upgrade_desk(chosen.place):
        if as_json:
            emit_json({"database": str(chosen.place), "upgraded": True})
        else:
            say(_("Đã nâng cấp sổ trên máy chủ; các thiết lập giữ nguyên."))
        return
    new = replace(DEFAULTS, agency=agency, agency_id=agency_id, desk=desk_name, officer=officer)
    create_desk(chosen.place, new, bootstrap.clock(new.zone, chosen.today), hours=hours)
    if as_json:
        emit_json({"database": str(chosen.place), "agency": agency, "desk": desk_name})
        return
    say(_("Đã tạo bàn làm việc “{desk}” của {agency}.").format(desk=desk_name, agency=agency))
    say(_("Tiếp theo: motcua import procedures TỆP, motcua import dossiers TỆP, hoặc motcua để mở màn hình."))
    data(str(chosen.place))


def info(context: typer.Context, as_json: AsJson = False) -> None:
    from motcua_tui.services.maintenance import facts

    with desk(context) as opened:
        found = facts(opened)
    if as_json:
        emit_json(found.as_json())
        return
    for name, value in found.lines():
        data(f"{name:<28}{value}")


def doctor(context: typer.Context, as_json: AsJson = False) -> None:
    from motcua_tui.services.maintenance import Health, examine

    chosen = options(context)
    findings = examine(
        chosen.place, chosen.clock().date(), encoding=locale.getencoding(), environment=os.environ
    )
    findings = (*findings, *_wrong_keys())
    if as_json:
        emit_json(
            [
                {
                    "what": f.what,
                    "ok": f.health is not Health.FAULT,
                    "health": f.health.value,
                    "detail": f.detail,
                    "mend": f.mend,
                }
                for f in findings
            ]
        )
    else:
        signs = dict(zip(Health, "+!x" if chosen.plain else "✓!✗", strict=True))
        for finding in findings:
            data(f"{signs[finding.health]} {finding.what}: {finding.detail}")
            if finding.mend:
                data(f"  → {finding.mend}")
    end(Exit.NO if any(f.health is Health.FAULT for f in findings) else Exit.DONE)


def _wrong_keys() -> list[Finding]:
    """What of the keys that the person chose is not understood."""
    from motcua_tui.services.maintenance import Finding, Health

    path = locations.keys_file()
    if not path.exists():
        return []
    from motcua_tui.tui.keymap import read_keymap

    mend = _("Sửa tệp {path}; xem các phím: motcua keys.").format(path=path)
    return [
        Finding(_("Phím tự chọn"), Health.ADVICE, problem, mend) for problem in read_keymap(path).problems
    ]


def demo(
    context: typer.Context,
    keep: Annotated[
        Path | None,
        typer.Option(metavar="PATH", help=_("Chỉ chép dữ liệu mẫu ra tệp này, không mở màn hình.")),
    ] = None,
    as_json: AsJson = False,
) -> None:
    from motcua_tui.services.maintenance import SAMPLE_TODAY, copy_sample, throwaway_sample

    if keep is not None:
        copy_sample(keep)
        if as_json:
            emit_json({"database": str(keep), "today": SAMPLE_TODAY})
        else:
            data(str(keep))
            say(_("Bàn mẫu đứng ở ngày {day}: thêm --today {day}.").format(day=SAMPLE_TODAY))
        return
    from motcua_tui.tui.start import open_screens

    with throwaway_sample() as path:
        chosen = options(context)
        open_screens(path, today=chosen.today or SAMPLE_TODAY, plain=chosen.plain, demo=True)


def settings(
    context: typer.Context,
    changes: Annotated[
        list[str] | None,
        typer.Argument(metavar="[KEY=VALUE]…", help=_("Thiết lập cần đổi, ví dụ near_days=3.")),
    ] = None,
    explain: Annotated[bool, typer.Option("--explain", help=_("Mỗi thiết lập nghĩa là gì."))] = False,
    history: Annotated[bool, typer.Option("--history", help=_("Ai đã đổi gì, lúc nào."))] = False,
    as_json: AsJson = False,
) -> None:
    from motcua_tui.services.office import change_settings
    from motcua_tui.services.settings import setting_changes, setting_groups

    with desk(context) as opened:
        current = opened.settings
        if changes:
            current = change_settings(opened, dict(map(_pair, changes)))
        groups = setting_groups(replace(opened, settings=current)) if explain else ()
        made = setting_changes(opened) if history else ()
    if history:
        _tell_changes(made, as_json=as_json)
        return
    if as_json:
        emit_json(current.rows())
        return
    for section in groups:
        data(section.title)
        for row in section.rows:
            choices = ", ".join(f"{value} ({label})" for value, label in row.choices)
            data(f"  {row.key:<20}{row.title}: {row.help}" + (f" [{choices}]" if choices else ""))
    for key, value in current.rows().items() if not explain else ():
        data(f"{key:<20}{value}")


def _tell_changes(changes: Iterable[Change], *, as_json: bool) -> None:
    from motcua_tui.services.settings import change_title

    if as_json:
        emit_json(
            [
                {
                    "subject": change.subject.value,
                    "name": change.name,
                    "field": change.field,
                    "before": change.before,
                    "after": change.after,
                    "recorded_at": change.recorded_at.isoformat(),
                    "by": change.actor,
                }
                for change in changes
            ]
        )
        return
    for one in changes:
        what = f"{change_title(one)}: {one.before or '–'} → {one.after or '–'}"
        data(f"{one.recorded_at:%d/%m/%Y %H:%M}  {one.actor or '–'}  {what}")


def _pair(change: str) -> tuple[str, str]:
    key, equals, value = change.partition("=")
    if not equals:
        raise InputError(
            _("“{change}” không có dấu bằng.").format(change=change),
            _("Viết tên=giá trị, ví dụ near_days=3; xem tất cả: motcua settings."),
        )
    return key.strip(), value


def backup(
    context: typer.Context,
    to: Annotated[Path | None, typer.Argument(metavar="[FILE]", help=_("Tệp đích."))] = None,
    listed: Annotated[bool, typer.Option("--list", help=_("Chỉ xem các bản sao đã có."))] = False,
    as_json: AsJson = False,
) -> None:
    from motcua_tui.services.backups import back_up

    if listed:
        _tell_copies(options(context).place, as_json=as_json)
        return
    with desk(context) as opened:
        target = back_up(opened, to)
    if as_json:
        emit_json({"backup": str(target), "bytes": target.stat().st_size})
    else:
        say(_("Đã sao lưu."))
        data(str(target))


def _tell_copies(place: Place, *, as_json: bool) -> None:
    from motcua_tui.services.backups import copies, kept_folder

    folder = kept_folder(place)
    found = copies(place, folder)
    if as_json:
        emit_json(
            [
                {
                    "path": str(one.copy.path),
                    "made_at": one.copy.made_at.isoformat(),
                    "bytes": one.copy.bytes,
                    "dossiers": one.dossiers,
                    "replaced": one.copy.replaced,
                }
                for one in found
            ]
        )
        return
    if not found:
        say(_("Chưa có bản sao nào trong {folder}.").format(folder=folder))
    for one in found:
        size = _("{n} KB").format(n=group(-(-one.copy.bytes // 1024)))
        held = _("không đọc được") if one.dossiers is None else _("{n} hồ sơ").format(n=group(one.dossiers))
        data(f"{one.copy.made_at:%d/%m/%Y %H:%M}  {size:>14}  {held:<16}  {one.copy.path}")


def restore(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help=_("Bản sao lưu."))],
    yes: Annotated[bool, typer.Option("--yes", help=_("Không hỏi lại."))] = False,
    as_json: AsJson = False,
) -> None:
    from motcua_tui.services.backups import kept_folder, require_file
    from motcua_tui.services.backups import restore as put_back

    chosen = options(context)
    path = require_file(chosen.place)
    if path.exists():
        _must_be_theirs(context)
    question = _("Thay dữ liệu ở {path} bằng bản sao này?").format(path=path)
    if not yes and path.exists() and not agreed(question):
        say(_("Không thay gì cả."))
        end(Exit.NO)
    kept = put_back(path, file, chosen.clock(), folder=kept_folder(path))
    if as_json:
        emit_json({"database": str(path), "replaced": str(kept) if kept else None})
        return
    say(_("Đã khôi phục."))
    if kept:
        say(_("Dữ liệu trước đó được giữ ở {path}.").format(path=kept))
    data(str(path))


def _must_be_theirs(context: typer.Context) -> None:
    """Raises RightError at a desk with roles. A record that cannot be opened cannot say whose right it is."""
    with suppress(StorageError), desk(context) as opened:
        opened.require(Right.RESTORE)


def _recount(context: typer.Context, file: Path | None) -> None:
    from motcua_tui.services.maintenance import recount

    if file is not None:
        raise InputError(_("Bản sao không bị thay đổi."), _("Khôi phục bản sao trước, rồi mới đếm lại."))
    with desk(context) as opened:
        recount(opened)
    say(_("Đã đếm lại."))


def verify(
    context: typer.Context,
    file: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help=_("Bản sao; bỏ trống là dữ liệu đang dùng."))
    ] = None,
    recount: Annotated[
        bool, typer.Option("--recount", help=_("Đếm lại bảng đếm sẵn từ hồ sơ đang dùng, rồi kiểm tra."))
    ] = False,
    as_json: AsJson = False,
) -> None:
    from motcua_tui.services.proving import prove

    if recount:
        _recount(context, file)
    progress = Progress(_("Đã kiểm tra"))
    try:
        proof = prove(file or options(context).place, progress)
    finally:
        progress.finish()
    if as_json:
        last = {"entries": proof.chain.entries, "seal": proof.chain.seal} if proof.chain else None
        problems = [problem.what for problem in proof.problems]
        emit_json({"ok": not problems, "problems": problems, "notes": proof.notes, "chain": last})
    else:
        for problem in proof.problems:
            data(f"✗ {problem.what}")
        if proof.chain:
            say(_("Dữ liệu còn nguyên vẹn."))
        for note in proof.notes:
            say(note)
        if proof.chain:
            say(_("Chuỗi lịch sử: {n} lần ghi, dấu cuối:").format(n=group(proof.chain.entries)))
            data(proof.chain.seal)
    end(Exit.NO if proof.problems else Exit.DONE)
