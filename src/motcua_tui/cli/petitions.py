"""``petitions list | show | add | answer | correct``: the book of petitions (phản ánh, kiến nghị)."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from motcua_tui.cli.commands import Commands
from motcua_tui.cli.context import desk, read_date
from motcua_tui.cli.output import data, emit_json, say
from motcua_tui.domain.changes import Change
from motcua_tui.domain.numbers import group
from motcua_tui.domain.petitions import Petition, PetitionChannel
from motcua_tui.domain.timeliness import Timeliness
from motcua_tui.domain.typed_dates import short_date
from motcua_tui.i18n import _
from motcua_tui.labels import (
    petition_change_label,
    petition_channel_label,
    petition_field_label,
    petition_label,
)
from motcua_tui.services import petitions
from motcua_tui.services.desk import Desk

app = Commands()
Number = Annotated[int, typer.Argument(metavar="NUMBER", help=_("Số của phản ánh trong sổ."))]
AsJson = Annotated[bool, typer.Option("--json", help=_("In JSON."))]
Text = Annotated[str | None, typer.Option(metavar="TEXT", help=_("Ghi gì vào mục này."))]
_NUMBER_WIDTH = 5


def list_petitions(
    context: typer.Context,
    pending: Annotated[bool, typer.Option("--open", help=_("Chỉ phản ánh chưa trả lời."))] = False,
    overdue: Annotated[bool, typer.Option("--overdue", help=_("Chỉ phản ánh quá hạn trả lời."))] = False,
    first: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help=_("Tiếp nhận từ ngày này."))
    ] = None,
    last: Annotated[
        str | None, typer.Option("--to", metavar="DATE", help=_("Tiếp nhận đến hết ngày này."))
    ] = None,
    search: Annotated[str, typer.Option(metavar="TEXT", help=_("Các từ cần tìm; không cần dấu."))] = "",
    as_json: AsJson = False,
) -> None:
    with desk(context) as opened:
        found = petitions.matching(petitions.petitions(opened), search)
        if first is not None:
            start = read_date(first, opened)
            found = [petition for petition in found if petition.received_on >= start]
        if last is not None:
            end = read_date(last, opened)
            found = [petition for petition in found if petition.received_on <= end]
        if pending or overdue:
            found = [petition for petition in found if petition.open]
        if overdue:
            found = [p for p in found if petitions.standing(opened, p) is Timeliness.OVERDUE]
        if as_json:
            emit_json([_json(opened, petition) for petition in found])
            return
        for petition in found:
            data(
                f"{petition.number:>{_NUMBER_WIDTH}}  {short_date(petition.received_on)}"
                f"  {_standing(opened, petition):<16}  {petition.sender}: {petition.content}"
            )
    say(_("{n} phản ánh, kiến nghị").format(n=group(len(found))))


def show(context: typer.Context, number: Number, as_json: AsJson = False) -> None:
    with desk(context) as opened:
        petition = petitions.petition(opened, number)
        changes = petitions.history(opened, number)
        if as_json:
            emit_json({**_json(opened, petition), "history": [_change_json(change) for change in changes]})
            return
        data(f"{petition.number}  {_standing(opened, petition)}")
        for name, value in petition_facts(petition):
            data(f"{name:<20}{value}")
        for at, actor, change in petitions.told(changes):
            what = _("ghi vào sổ") if change is None else petition_change_label(change)
            data(f"{at:%d/%m/%Y %H:%M}  {actor or '–'}  {what}")


def add(
    context: typer.Context,
    sender: Annotated[str, typer.Option(metavar="NAME", help=_("Người, tổ chức gửi phản ánh."))],
    content: Annotated[str, typer.Option(metavar="TEXT", help=_("Nội dung phản ánh, kiến nghị."))],
    received: Annotated[
        str | None, typer.Option(metavar="DATE", help=_("Ngày tiếp nhận; mặc định hôm nay."))
    ] = None,
    channel: Annotated[PetitionChannel, typer.Option(help=_("Phản ánh đến bằng cách nào."))] = (
        PetitionChannel.DESK
    ),
    phone: Annotated[str, typer.Option(help=_("Điện thoại của người gửi."))] = "",
    procedure: Annotated[str, typer.Option(metavar="CODE", help=_("Mã thủ tục được phản ánh."))] = "",
    dossier: Annotated[str, typer.Option(metavar="CODE", help=_("Mã hồ sơ được phản ánh."))] = "",
    department: Annotated[str, typer.Option(metavar="NAME", help=_("Đơn vị được giao trả lời."))] = "",
    answer_by: Annotated[
        str | None,
        typer.Option(metavar="DATE", help=_("Trả lời trước hết ngày này; mặc định theo thiết lập.")),
    ] = None,
    as_json: AsJson = False,
) -> None:
    with desk(context) as opened:
        on = read_date(received, opened) if received else opened.today()
        told = Petition(
            received_on=on,
            channel=channel,
            sender=sender,
            phone=phone,
            content=content,
            procedure=procedure,
            dossier=dossier,
            department=department,
            answer_by=read_date(answer_by, opened) if answer_by else petitions.answer_by(opened, on),
        )
        added = petitions.add(opened, told)
        _tell(opened, added, as_json=as_json)


def answer(
    context: typer.Context,
    number: Number,
    text: Annotated[str, typer.Option(metavar="TEXT", help=_("Đã trả lời gì, bằng văn bản nào."))],
    on: Annotated[str | None, typer.Option(metavar="DATE", help=_("Ngày trả lời; mặc định hôm nay."))] = None,
    as_json: AsJson = False,
) -> None:
    with desk(context) as opened:
        day = read_date(on, opened) if on else opened.today()
        _tell(opened, petitions.answer(opened, number, day, text), as_json=as_json)


def correct(
    context: typer.Context,
    number: Number,
    received: Annotated[str | None, typer.Option(metavar="DATE", help=_("Ngày tiếp nhận đúng."))] = None,
    channel: Annotated[PetitionChannel | None, typer.Option(help=_("Phản ánh đến bằng cách nào."))] = None,
    sender: Text = None,
    phone: Text = None,
    content: Text = None,
    procedure: Text = None,
    dossier: Text = None,
    department: Text = None,
    answer_by: Annotated[str | None, typer.Option(metavar="DATE", help=_("Hạn trả lời đúng."))] = None,
    answered: Annotated[
        str | None, typer.Option(metavar="DATE", help=_("Ngày trả lời đúng; “-” là chưa trả lời."))
    ] = None,
    text: Annotated[str | None, typer.Option(metavar="TEXT", help=_("Nội dung trả lời đúng."))] = None,
    as_json: AsJson = False,
) -> None:
    with desk(context) as opened:
        known = petitions.petition(opened, number)
        after = replace(
            known,
            received_on=read_date(received, opened) if received else known.received_on,
            channel=channel or known.channel,
            sender=_or(sender, known.sender),
            phone=_or(phone, known.phone),
            content=_or(content, known.content),
            procedure=_or(procedure, known.procedure),
            dossier=_or(dossier, known.dossier),
            department=_or(department, known.department),
            answer_by=read_date(answer_by, opened) if answer_by else known.answer_by,
            answer=_or(text, known.answer),
        )
        if answered == "-":
            after = replace(after, answered_on=None, answer="")
        elif answered:
            after = replace(after, answered_on=read_date(answered, opened))
        _tell(opened, petitions.correct(opened, known, after), as_json=as_json)


def petition_facts(petition: Petition) -> list[tuple[str, str]]:
    """What the book says of a petition, by the words people use; only what is filled in."""
    facts = (
        ("received_on", short_date(petition.received_on)),
        ("channel", petition_channel_label(petition.channel)),
        ("sender", petition.sender),
        ("phone", petition.phone),
        ("content", petition.content),
        ("procedure", petition.procedure),
        ("dossier", petition.dossier),
        ("department", petition.department),
        ("answer_by", short_date(petition.answer_by)),
        ("answered_on", short_date(petition.answered_on) if petition.answered_on else ""),
        ("answer", petition.answer),
    )
    return [(petition_field_label(name), value) for name, value in facts if value]


def _or(given: str | None, known: str) -> str:
    return known if given is None else given


def _standing(opened: Desk, petition: Petition) -> str:
    left = petition.days_left(opened.today(), opened.calendar)
    return petition_label(petitions.standing(opened, petition), left)


def _tell(opened: Desk, petition: Petition, *, as_json: bool) -> None:
    if as_json:
        emit_json(_json(opened, petition))
        return
    say(
        _("Phản ánh số {number}: {standing}, hạn trả lời {day}.").format(
            number=petition.number,
            standing=_standing(opened, petition),
            day=short_date(petition.answer_by),
        )
    )


def _json(opened: Desk, petition: Petition) -> dict[str, object]:
    return {
        "number": petition.number,
        "received_on": petition.received_on.isoformat(),
        "channel": petition.channel.value,
        "sender": petition.sender,
        "phone": petition.phone,
        "content": petition.content,
        "procedure": petition.procedure,
        "dossier": petition.dossier,
        "department": petition.department,
        "answer_by": petition.answer_by.isoformat(),
        "answered_on": petition.answered_on.isoformat() if petition.answered_on else None,
        "answer": petition.answer,
        "timeliness": petitions.standing(opened, petition).value,
        "days_left": petition.days_left(opened.today(), opened.calendar),
    }


def _change_json(change: Change) -> dict[str, str]:
    return {
        "field": change.field,
        "before": change.before,
        "after": change.after,
        "recorded_at": change.recorded_at.isoformat(),
        "by": change.actor,
    }


app.add("list", list_petitions, _("Sổ phản ánh, kiến nghị."))
app.add("show", show, _("Một phản ánh và mọi thay đổi của nó."))
app.add("add", add, _("Ghi một phản ánh mới."))
app.add("answer", answer, _("Ghi đã trả lời một phản ánh."))
app.add("correct", correct, _("Sửa một phản ánh; nội dung cũ còn trong lịch sử."))
