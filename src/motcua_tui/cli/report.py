"""``report``: the period summary as a table, sentences, CSV or JSON, and as files."""

from __future__ import annotations

import io
import shutil
from pathlib import Path
from typing import Annotated

import typer

from motcua_tui.cli.context import desk, options, read_date
from motcua_tui.cli.output import data, emit_json, say
from motcua_tui.domain.codes import JudgeBy
from motcua_tui.domain.periods import Preset, ReportingPeriod
from motcua_tui.domain.profiles import ProfileName
from motcua_tui.errors import InputError
from motcua_tui.i18n import _
from motcua_tui.reports.sentences import Style
from motcua_tui.services.desk import Desk
from motcua_tui.services.reporting import Against, By, Question


def report(
    context: typer.Context,
    first: Annotated[str | None, typer.Option("--from", metavar="DATE", help=_("Ngày đầu kỳ."))] = None,
    last: Annotated[str | None, typer.Option("--to", metavar="DATE", help=_("Ngày cuối kỳ."))] = None,
    period: Annotated[
        str | None,
        typer.Option(metavar="PRESET", help=_("Kỳ: 2026-q3, 2026-09, cal:2026-09, week:2026-11-20 …")),
    ] = None,
    profile: Annotated[ProfileName | None, typer.Option(help=_("Mẫu thống kê."))] = None,
    by: Annotated[By | None, typer.Option(help=_("Mỗi dòng là gì."))] = None,
    judge_by: Annotated[JudgeBy | None, typer.Option(help=_("Tính theo hạn nào."))] = None,
    style: Annotated[Style | None, typer.Option(help=_("Viết thành câu theo kiểu a, b hoặc c."))] = None,
    compare: Annotated[
        Against | None, typer.Option(help=_("So với kỳ trước, cùng kỳ năm trước, cả hai hoặc không so."))
    ] = None,
    measures: Annotated[
        bool, typer.Option("--measures", help=_("Thêm các tỷ lệ, thời gian giải quyết và chỉ số chấm điểm."))
    ] = False,
    codes: Annotated[
        str | None,
        typer.Option(metavar="COUNT", help=_("Chỉ in mã của những gì một số đếm đã đếm, như accepted_late.")),
    ] = None,
    as_csv: Annotated[bool, typer.Option("--csv", help=_("In CSV."))] = False,
    as_json: Annotated[bool, typer.Option("--json", help=_("In JSON."))] = False,
    xlsx: Annotated[Path | None, typer.Option(metavar="F", help=_("Ghi ra bảng tính."))] = None,
    docx: Annotated[Path | None, typer.Option(metavar="F", help=_("Ghi ra văn bản."))] = None,
    html: Annotated[Path | None, typer.Option(metavar="F", help=_("Ghi ra một trang HTML."))] = None,
    with_names: Annotated[
        bool, typer.Option("--with-names", help=_("Ghi tên người nộp vào trang HTML."))
    ] = False,
    force: Annotated[bool, typer.Option("--force", help=_("Ghi đè tệp đã có."))] = False,
) -> None:
    from motcua_tui.cli import period_output, report_output
    from motcua_tui.services import locking
    from motcua_tui.services.files import ReportFiles, save_report
    from motcua_tui.services.reporting import report as make
    from motcua_tui.services.reporting import sentence_extras

    with desk(context) as opened:
        chosen = chosen_period(opened, first, last, period)
        question = Question.of(opened, chosen, profile, by, judge_by)
        if codes is not None:
            report_output.codes(opened, question, codes, as_json=as_json)
            return
        made = make(opened, question)
        extras = sentence_extras(opened, question, compare) if style else None
        beside = report_output.beside(opened, question, compare, measures=measures)
        files = ReportFiles(xlsx, docx, html, with_names=with_names)
        for path in save_report(opened, question, files, force=force):
            say(_("Đã ghi {path}.").format(path=path))
        chain, standing = locking.chain(opened, made), locking.standing(opened, made)
    if as_json:
        from motcua_tui.reports.as_json import to_json

        emit_json(to_json(made) | beside.json(made) | period_output.checks_json(chain, standing))
    elif as_csv:
        from motcua_tui.reports.as_csv import to_csv

        table = io.StringIO()
        to_csv(made, table)
        data(table.getvalue(), end="")
    elif style is not None and extras is not None:
        from motcua_tui.reports.sentences import sentences

        data(sentences(made, style, extras=extras))
    elif not files.paths:
        from motcua_tui.reports.as_table import to_text

        width = shutil.get_terminal_size((80, 24)).columns
        text = to_text(made, width)
        data(text.replace("─", "-") if options(context).plain else text)
        for line in period_output.check_lines(chain, standing, plain=options(context).plain):
            data(line)
        for line in beside.lines(made, width):
            data(line)


def chosen_period(opened: Desk, first: str | None, last: str | None, preset: str | None) -> ReportingPeriod:
    """The period of ``--period``, or of both ``--from`` and ``--to``. Raises InputError."""
    if preset is not None and first is None and last is None:
        return Preset.parse(preset)
    if preset is None and first is not None and last is not None:
        return ReportingPeriod.free(read_date(first, opened), read_date(last, opened))
    raise InputError(
        _("Cần một kỳ: --period, hoặc cả --from và --to."),
        _("Ví dụ: motcua report --period 2026-q3; motcua report --from 2026-01-01 --to 2026-10-30."),
    )
