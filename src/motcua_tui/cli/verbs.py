"""The officer's verbs: ``accept``, ``finish``, ``supplement`` … one service function each."""

from __future__ import annotations

from typing import Annotated

import typer

from motcua_tui.cli.context import desk, read_date, read_moment
from motcua_tui.cli.done import tell
from motcua_tui.domain.codes import Outcome
from motcua_tui.i18n import _
from motcua_tui.services import verbs
from motcua_tui.services.conflicts import seen_at

Code = Annotated[str, typer.Argument(metavar="CODE", help=_("Mã hồ sơ."))]
At = Annotated[
    str | None, typer.Option("--at", metavar="DATE[THH:MM]", help=_("Khi nào; bỏ trống là bây giờ."))
]
Reason = Annotated[str, typer.Option(help=_("Lý do."))]
IfVersion = Annotated[
    int | None,
    typer.Option(
        "--if-version",
        metavar="N",
        min=1,
        help=_("Chỉ ghi khi hồ sơ còn ở phiên bản N như show --json cho biết."),
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help=_("In JSON."))]


def decline(
    context: typer.Context,
    code: Code,
    reason: Reason = "",
    at: At = None,
    if_version: IfVersion = None,
    as_json: AsJson = False,
) -> None:
    with desk(context) as opened:
        done = verbs.decline(
            opened, code, read_moment(at, opened), reason, seen=seen_at(opened, code, if_version)
        )
    tell(done, as_json=as_json)


def consult(
    context: typer.Context,
    code: Code,
    agency: Annotated[str, typer.Option(help=_("Cơ quan được lấy ý kiến."))],
    answer_by: Annotated[
        str | None, typer.Option("--by", metavar="DATE", help=_("Hạn trả lời của cơ quan đó."))
    ] = None,
    at: At = None,
    if_version: IfVersion = None,
    as_json: AsJson = False,
) -> None:
    with desk(context) as opened:
        by = read_date(answer_by, opened) if answer_by else None
        done = verbs.consult(
            opened, code, read_moment(at, opened), agency, by, seen=seen_at(opened, code, if_version)
        )
    tell(done, as_json=as_json)


def answer(
    context: typer.Context,
    code: Code,
    note: Annotated[str, typer.Option(help=_("Nội dung trả lời."))] = "",
    at: At = None,
    if_version: IfVersion = None,
    as_json: AsJson = False,
) -> None:
    with desk(context) as opened:
        done = verbs.answer(
            opened, code, read_moment(at, opened), note, seen=seen_at(opened, code, if_version)
        )
    tell(done, as_json=as_json)


def supplement(
    context: typer.Context,
    code: Code,
    what: Annotated[str, typer.Option(help=_("Cần bổ sung gì."))],
    reason: Reason = "",
    ground: Annotated[str, typer.Option(help=_("Căn cứ pháp lý."))] = "",
    at: At = None,
    if_version: IfVersion = None,
    as_json: AsJson = False,
) -> None:
    with desk(context) as opened:
        done = verbs.ask_supplement(
            opened,
            code,
            read_moment(at, opened),
            what,
            reason,
            ground,
            seen=seen_at(opened, code, if_version),
        )
    tell(done, as_json=as_json)


def resume(
    context: typer.Context, code: Code, at: At = None, if_version: IfVersion = None, as_json: AsJson = False
) -> None:
    with desk(context) as opened:
        done = verbs.resume(opened, code, read_moment(at, opened), seen=seen_at(opened, code, if_version))
    tell(done, as_json=as_json)


def payment(
    context: typer.Context,
    code: Code,
    paid: Annotated[bool, typer.Option("--paid", help=_("Đã nộp; không có thì bắt đầu chờ."))] = False,
    pauses: Annotated[bool, typer.Option("--pauses", help=_("Thời hạn tạm dừng trong khi chờ."))] = False,
    at: At = None,
    if_version: IfVersion = None,
    as_json: AsJson = False,
) -> None:
    with desk(context) as opened:
        moment = read_moment(at, opened)
        if paid:
            done = verbs.receive_payment(opened, code, moment, seen=seen_at(opened, code, if_version))
        else:
            done = verbs.ask_payment(
                opened, code, moment, pauses=pauses, seen=seen_at(opened, code, if_version)
            )
    tell(done, as_json=as_json)


def redate(
    context: typer.Context,
    code: Code,
    to: Annotated[str, typer.Option("--to", metavar="DATE", help=_("Ngày hẹn lại."))],
    reason: Annotated[str, typer.Option(help=_("Lý do."))],
    at: At = None,
    if_version: IfVersion = None,
    as_json: AsJson = False,
) -> None:
    with desk(context) as opened:
        done = verbs.redate(
            opened,
            code,
            read_moment(at, opened),
            read_date(to, opened),
            reason,
            seen=seen_at(opened, code, if_version),
        )
    tell(done, as_json=as_json)


def finish(
    context: typer.Context,
    code: Code,
    at: At = None,
    number: Annotated[str, typer.Option(help=_("Số văn bản kết quả."))] = "",
    late_cause: Annotated[str, typer.Option("--late-cause", help=_("Nguyên nhân trễ hạn."))] = "",
    if_version: IfVersion = None,
    as_json: AsJson = False,
) -> None:
    with desk(context) as opened:
        moment = read_moment(at, opened)
        done = verbs.finish(
            opened,
            code,
            moment,
            result_number=number,
            late_cause=late_cause,
            seen=seen_at(opened, code, if_version),
        )
    tell(done, as_json=as_json)


def refuse(
    context: typer.Context,
    code: Code,
    reason: Annotated[str, typer.Option(help=_("Lý do và căn cứ."))],
    at: At = None,
    number: Annotated[str, typer.Option(help=_("Số văn bản kết quả."))] = "",
    if_version: IfVersion = None,
    as_json: AsJson = False,
) -> None:
    with desk(context) as opened:
        moment = read_moment(at, opened)
        done = verbs.finish(
            opened,
            code,
            moment,
            Outcome.REFUSED,
            result_number=number,
            reason=reason,
            seen=seen_at(opened, code, if_version),
        )
    tell(done, as_json=as_json)


def stop(
    context: typer.Context,
    code: Code,
    reason: Reason = "",
    at: At = None,
    if_version: IfVersion = None,
    as_json: AsJson = False,
) -> None:
    with desk(context) as opened:
        done = verbs.stop(
            opened, code, read_moment(at, opened), reason, seen=seen_at(opened, code, if_version)
        )
    tell(done, as_json=as_json)


def close(
    context: typer.Context,
    code: Code,
    reason: Reason = "",
    at: At = None,
    if_version: IfVersion = None,
    as_json: AsJson = False,
) -> None:
    with desk(context) as opened:
        done = verbs.close(
            opened, code, read_moment(at, opened), reason, seen=seen_at(opened, code, if_version)
        )
    tell(done, as_json=as_json)


def correct(
    context: typer.Context,
    code: Code,
    reason: Annotated[str, typer.Option(help=_("Lý do."))],
    outcome: Annotated[Outcome, typer.Option(help=_("Kết quả đúng."))] = Outcome.GRANTED,
    number: Annotated[str, typer.Option(help=_("Số văn bản kết quả."))] = "",
    at: At = None,
    if_version: IfVersion = None,
    as_json: AsJson = False,
) -> None:
    with desk(context) as opened:
        done = verbs.correct(
            opened,
            code,
            read_moment(at, opened),
            outcome,
            number,
            reason,
            seen=seen_at(opened, code, if_version),
        )
    tell(done, as_json=as_json)
