"""``period``: periods that were reported and locked, and what is different from them since."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

import typer

from motcua_tui.cli.commands import Commands
from motcua_tui.cli.context import desk
from motcua_tui.cli.output import Exit, data, emit_json, end, say
from motcua_tui.cli.report import chosen_period
from motcua_tui.domain.locking import LockedPeriod
from motcua_tui.domain.numbers import group
from motcua_tui.domain.profiles import ProfileName
from motcua_tui.errors import InputError
from motcua_tui.i18n import _
from motcua_tui.locations import typed
from motcua_tui.services.desk import Desk
from motcua_tui.services.reporting import Question

app: Final = Commands()

First = Annotated[str | None, typer.Option("--from", metavar="DATE", help=_("Ngày đầu kỳ."))]
Last = Annotated[str | None, typer.Option("--to", metavar="DATE", help=_("Ngày cuối kỳ."))]
Period = Annotated[
    str | None,
    typer.Option(
        "--period", metavar="PRESET", help=_("Kỳ: 2026-q3, 2026-09, cal:2026-09, week:2026-11-20 …")
    ),
]
Form = Annotated[ProfileName | None, typer.Option("--profile", help=_("Mẫu thống kê."))]
Number = Annotated[int | None, typer.Argument(metavar="[ID]", help=_("Số của lần khóa, xem ở period list."))]
AsJson = Annotated[bool, typer.Option("--json", help=_("In JSON."))]


def lock(
    context: typer.Context,
    first: First = None,
    last: Last = None,
    period: Period = None,
    profile: Form = None,
    as_json: AsJson = False,
) -> None:
    from motcua_tui.cli.period_output import lock_json
    from motcua_tui.services import locking

    with desk(context) as opened:
        asked = Question.of(opened, chosen_period(opened, first, last, period), profile)
        locked = locking.lock(opened, asked)
    for warning in locked.warnings:
        say(_("Lưu ý: {warning}").format(warning=warning))
    say(
        _("Đã khóa kỳ {period} theo mẫu {profile}, lần khóa số {number}.").format(
            period=locked.lock.reporting.label, profile=locked.lock.profile, number=locked.lock.id
        )
    )
    if as_json:
        emit_json(lock_json(locked.lock) | {"warnings": list(locked.warnings)})


def listed(
    context: typer.Context,
    every: Annotated[bool, typer.Option("--all", help=_("Cả những lần đã mở khóa."))] = False,
    as_json: AsJson = False,
) -> None:
    from motcua_tui.cli.period_output import lock_json, lock_lines
    from motcua_tui.services import locking

    with desk(context) as opened:
        found = locking.locks(opened, unlocked=every)
    if as_json:
        emit_json([lock_json(one) for one in found])
        return
    for one in found:
        for line in lock_lines(one):
            data(line)
    say(_("{n} lần khóa").format(n=group(len(found))))


def show(
    context: typer.Context,
    number: Number = None,
    first: First = None,
    last: Last = None,
    period: Period = None,
    profile: Form = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", metavar="FOLDER", help=_("Ghi các biểu đã gửi vào thư mục này.")),
    ] = None,
    as_json: AsJson = False,
) -> None:
    from motcua_tui.cli.period_output import issue_json, issue_lines
    from motcua_tui.services import locking

    with desk(context) as opened:
        chosen = _chosen(opened, number, first, last, period, profile)
        sent, report = locking.issue(opened, chosen), locking.issued_report(opened, chosen)
        if out is not None:
            for path in locking.save_files(opened, chosen, typed(out)):
                say(_("Đã ghi {path}.").format(path=path))
    if as_json:
        emit_json(issue_json(chosen, sent, report))
    else:
        for line in issue_lines(chosen, sent, report):
            data(line)


def diff(
    context: typer.Context,
    number: Number = None,
    first: First = None,
    last: Last = None,
    period: Period = None,
    profile: Form = None,
    as_json: AsJson = False,
) -> None:
    from motcua_tui.cli.period_output import difference_json, difference_lines
    from motcua_tui.services import locking

    with desk(context) as opened:
        found = locking.difference(opened, _chosen(opened, number, first, last, period, profile))
    if as_json:
        emit_json(difference_json(found))
    else:
        for line in difference_lines(found):
            data(line)
    end(Exit.NO if found.differs else Exit.DONE)


def unlock(
    context: typer.Context,
    number: Number = None,
    reason: Annotated[str, typer.Option(metavar="TEXT", help=_("Lý do mở khóa; bắt buộc."))] = "",
    first: First = None,
    last: Last = None,
    period: Period = None,
    profile: Form = None,
    as_json: AsJson = False,
) -> None:
    from motcua_tui.cli.period_output import lock_json
    from motcua_tui.services import locking

    with desk(context) as opened:
        ended = locking.unlock(opened, _chosen(opened, number, first, last, period, profile), reason)
    say(_("Đã mở khóa kỳ {period}.").format(period=ended.reporting.label))
    if as_json:
        emit_json(lock_json(ended))


def _chosen(
    opened: Desk,
    number: int | None,
    first: str | None,
    last: str | None,
    period: str | None,
    profile: ProfileName | None,
) -> LockedPeriod:
    """The lock of a number, or the one in force of a period. Raises InputError, NotFoundError."""
    from motcua_tui.services import locking

    if number is None and first is last is period is None:
        raise InputError(
            _("Chưa nói lần khóa nào: số của lần khóa, --period, hoặc cả --from và --to."),
            _("Xem các lần khóa: motcua period list."),
        )
    if number is not None:
        return locking.get(opened, number)
    return locking.find(opened, chosen_period(opened, first, last, period), profile)


app.add("lock", lock, _("Khóa một kỳ đã báo cáo: giữ số liệu, lời văn và biểu như đã gửi."))
app.add("list", listed, _("Các kỳ đang khóa."))
app.add("show", show, _("Số liệu, lời văn và biểu của một kỳ như đã gửi."))
app.add("diff", diff, _("Số liệu nay khác lúc khóa chỗ nào, do hồ sơ và bước nào."))
app.add("unlock", unlock, _("Mở khóa một kỳ, có lý do; lần khóa được giữ lại."))
