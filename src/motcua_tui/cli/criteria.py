"""``criteria list | set | reset``: the rows of the score table of QĐ 766/QĐ-TTg."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from motcua_tui.cli.commands import Commands
from motcua_tui.cli.context import desk
from motcua_tui.cli.output import data, emit_json, say
from motcua_tui.domain.numbers import decimal_text
from motcua_tui.i18n import _

if TYPE_CHECKING:
    from motcua_tui.domain.measures import Criterion

app = Commands()
Code = Annotated[str, typer.Argument(metavar="CODE", help=_("Mã tiêu chí, ví dụ 3.3."))]
AsJson = Annotated[bool, typer.Option("--json", help=_("In JSON."))]


def list_criteria(context: typer.Context, as_json: AsJson = False) -> None:
    from motcua_tui.services.criteria import criteria

    with desk(context) as opened:
        found = criteria(opened)
    if as_json:
        emit_json([_json(criterion) for criterion in found])
        return
    for criterion in found:
        data(_line(criterion))


def set_criterion(
    context: typer.Context,
    code: Code,
    name: Annotated[str | None, typer.Option(help=_("Tên tiêu chí."))] = None,
    numerator: Annotated[
        str | None, typer.Option(metavar="COUNT", help=_("Tử số: tên một số đếm, như paid_online."))
    ] = None,
    denominator: Annotated[
        str | None, typer.Option(metavar="COUNT", help=_("Mẫu số: tên một số đếm, như with_fee."))
    ] = None,
    points: Annotated[str | None, typer.Option(metavar="N", help=_("Điểm tối đa."))] = None,
    threshold: Annotated[
        str | None, typer.Option(metavar="P", help=_("Tỷ lệ % đủ để được điểm tối đa, bình thường 100."))
    ] = None,
    as_json: AsJson = False,
) -> None:
    from motcua_tui.services.criteria import change_criterion

    told = {
        "name": name,
        "numerator": numerator,
        "denominator": denominator,
        "points": points,
        "threshold": threshold,
    }
    with desk(context) as opened:
        changed = change_criterion(opened, code, {field: text for field, text in told.items() if text})
    _tell(_("Đã ghi tiêu chí {code}.").format(code=changed.code), changed, as_json=as_json)


def reset(context: typer.Context, code: Code, as_json: AsJson = False) -> None:
    from motcua_tui.services.criteria import reset_criterion

    with desk(context) as opened:
        shipped = reset_criterion(opened, code)
    if shipped is not None:
        _tell(_("Tiêu chí {code} trở lại như ban đầu.").format(code=code), shipped, as_json=as_json)
    elif as_json:
        emit_json(None)
    else:
        say(_("Đã bỏ tiêu chí {code}.").format(code=code))


def _tell(message: str, criterion: Criterion, *, as_json: bool) -> None:
    if as_json:
        emit_json(_json(criterion))
    else:
        say(message)
        data(_line(criterion))


def _line(criterion: Criterion) -> str:
    counts = f"{criterion.numerator} / {criterion.denominator}"
    told = _("{points} điểm, đủ điểm từ {threshold}%").format(
        points=decimal_text(criterion.points), threshold=decimal_text(criterion.threshold)
    )
    return f"{criterion.code:<6}{criterion.name} · {counts} · {told}"


def _json(criterion: Criterion) -> dict[str, str]:
    return {
        "code": criterion.code,
        "name": criterion.name,
        "numerator": criterion.numerator.value,
        "denominator": criterion.denominator.value,
        "points": f"{criterion.points:f}",
        "threshold": f"{criterion.threshold:f}",
    }


app.add("list", list_criteria, _("Các tiêu chí chấm điểm, tử số và mẫu số của từng tiêu chí."))
app.add("set", set_criterion, _("Sửa hoặc thêm một tiêu chí."))
app.add("reset", reset, _("Trả một tiêu chí về như ban đầu, hoặc bỏ tiêu chí đã thêm."))
