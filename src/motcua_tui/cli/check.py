"""``check``: the figures of a written report, each right, wrong, or not to be checked."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import Annotated, Final

import typer

from motcua_tui.cli.context import desk, options, read_date
from motcua_tui.cli.output import Exit, data, emit_json, end
from motcua_tui.domain.periods import ReportingPeriod
from motcua_tui.domain.text import ellipsis
from motcua_tui.errors import InputError
from motcua_tui.i18n import _
from motcua_tui.locations import typed
from motcua_tui.reports.checking.labels import Role
from motcua_tui.reports.checking.model import Claim, Verdict
from motcua_tui.reports.checking.scribe import counted, verdict_name

STANDARD_INPUT: Final = "-"
_MARKS: Final = {Verdict.OK: "✓", Verdict.IMPLIED: "·", Verdict.UNCHECKABLE: "?"}
_ASCII_MARKS: Final = {Verdict.OK: "v", Verdict.IMPLIED: ".", Verdict.UNCHECKABLE: "?"}
_QUOTED: Final = 60


def check(
    context: typer.Context,
    file: Annotated[
        str, typer.Argument(metavar="FILE|-", help=_("Tệp txt, md, docx, xlsx; - là đầu vào chuẩn."))
    ],
    first: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help=_("Ngày đầu kỳ: đối chiếu với sổ hồ sơ."))
    ] = None,
    last: Annotated[str | None, typer.Option("--to", metavar="DATE", help=_("Ngày cuối kỳ."))] = None,
    as_json: Annotated[bool, typer.Option("--json", help=_("In JSON."))] = False,
) -> None:
    from motcua_tui.services.checking import check_text

    text = _read(file)
    claims = check_text(text, _recorded(context, first, last))
    if as_json:
        emit_json({"claims": [as_dict(claim) for claim in claims]})
    else:
        for line in told(claims, plain=options(context).plain):
            data(line)
    end(Exit.NO if any(claim.verdict.objects for claim in claims) else Exit.DONE)


def as_dict(claim: Claim) -> dict[str, str | int | None]:
    """A claim with the keys of the contract, and its place."""
    return {
        "text": claim.text,
        "kind": claim.kind.value,
        "verdict": claim.verdict.value,
        "quoted": claim.quoted,
        "exact": claim.exact,
        "why": claim.why,
        "line": claim.line,
        "start": claim.start,
        "end": claim.end,
    }


def told(claims: Sequence[Claim], *, plain: bool = False) -> list[str]:
    """One line a claim, those to look at first, then how many there are of each."""
    marks, objection = (_ASCII_MARKS, "x") if plain else (_MARKS, "✗")
    lines = [
        _("{mark} {verdict}, dòng {line}: “{quoted}”. {why}").format(
            mark=marks.get(claim.verdict, objection),
            verdict=verdict_name(claim.verdict),
            line=claim.line,
            quoted=ellipsis(claim.quoted, _QUOTED),
            why=claim.why,
        )
        for claim in sorted(claims, key=lambda claim: not claim.verdict.objects)
    ]
    return [*lines, counted(claims)]


def _read(file: str) -> str:
    from motcua_tui.services.checking import decoded, read_report

    if file == STANDARD_INPUT:
        return decoded(sys.stdin.buffer.read(), _("đầu vào chuẩn"))
    return read_report(typed(file))


def _recorded(context: typer.Context, first: str | None, last: str | None) -> Mapping[Role, int] | None:
    if first is None and last is None:
        return None
    if first is None or last is None:
        raise InputError(
            _("Cần cả --from và --to để đối chiếu với sổ hồ sơ."),
            _("Ví dụ: motcua check bao-cao.docx --from 2026-01-01 --to 2026-10-30."),
        )
    from motcua_tui.services.checking import recorded

    with desk(context) as opened:
        period = ReportingPeriod.free(read_date(first, opened), read_date(last, opened))
        return recorded(opened, period)
