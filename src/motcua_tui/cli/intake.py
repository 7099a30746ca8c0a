"""``accept`` and ``submit``: a dossier comes in, with everything that its receipt says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Annotated, Final

import typer

from motcua_tui.cli.context import desk, read_date, read_moment
from motcua_tui.cli.done import tell
from motcua_tui.domain.codes import Channel
from motcua_tui.domain.dossier import Paper, Particulars
from motcua_tui.domain.papers import parse_papers
from motcua_tui.domain.text import fold
from motcua_tui.errors import InputError
from motcua_tui.i18n import _
from motcua_tui.services import catalogue, intake, verbs
from motcua_tui.services.desk import Desk

_NOBODY: Final = Particulars(code="", procedure_version=0, applicant="")
_FACTS: Final = (
    "code",
    "applicant",
    "applicant_id",
    "phone",
    "email",
    "address",
    "submitter",
    "submitter_id",
    "submitter_phone",
    "filed_by_officer",
    "sets",
    "papers_digitised",
    "fee_receipt",
    "fee_collector",
    "paid_online",
    "receipt_number",
    "note",
)
"""The options that are facts of the dossier as they stand, by their names."""

MaybeCode = Annotated[
    str | None,
    typer.Argument(metavar="[CODE]", help=_("Mã hồ sơ; bỏ trống khi bàn tự cấp mã (own_codes).")),
]
Procedure = Annotated[
    str | None, typer.Option("--procedure", metavar="P", help=_("Mã hoặc một phần tên thủ tục."))
]
Applicant = Annotated[str | None, typer.Option("--applicant", help=_("Tên tổ chức, cá nhân."))]
MaybeChannel = Annotated[Channel | None, typer.Option("--channel", help=_("Hình thức nộp."))]
At = Annotated[
    str | None, typer.Option("--at", metavar="DATE[THH:MM]", help=_("Khi nào; bỏ trống là bây giờ."))
]
ApplicantId = Annotated[str | None, typer.Option("--applicant-id", help=_("Số CCCD hoặc mã số thuế."))]
Phone = Annotated[str | None, typer.Option("--phone", help=_("Điện thoại."))]
Email = Annotated[str | None, typer.Option("--email", help=_("Thư điện tử."))]
Address = Annotated[str | None, typer.Option("--address", help=_("Địa chỉ."))]
Submitter = Annotated[str | None, typer.Option("--submitter", help=_("Người nộp thay."))]
SubmitterId = Annotated[str | None, typer.Option("--submitter-id", help=_("Số CCCD của người nộp thay."))]
SubmitterPhone = Annotated[
    str | None, typer.Option("--submitter-phone", help=_("Điện thoại của người nộp thay."))
]
Filed = Annotated[bool, typer.Option("--filed-by-officer", help=_("Cán bộ nộp hộ."))]
Sets = Annotated[int | None, typer.Option("--sets", min=1, help=_("Số bộ hồ sơ."))]
Papers = Annotated[
    list[str] | None,
    typer.Option("--paper", metavar="NAME", help=_("Giấy tờ, như “Bản vẽ x2+1”: 2 bản chính, 1 bản sao.")),
]
Without = Annotated[
    list[str] | None, typer.Option("--without", metavar="NAME", help=_("Giấy tờ của thủ tục mà còn thiếu."))
]
Digitised = Annotated[bool, typer.Option("--papers-digitised", help=_("Giấy tờ đã số hóa."))]
Fee = Annotated[int | None, typer.Option("--fee", min=0, help=_("Phí, lệ phí (đồng)."))]
FeeReceipt = Annotated[str | None, typer.Option("--fee-receipt", help=_("Số biên lai thu phí."))]
FeeCollector = Annotated[str | None, typer.Option("--fee-collector", help=_("Người thu phí."))]
PaidOnline = Annotated[bool, typer.Option("--paid-online", help=_("Phí đã nộp trực tuyến."))]
Receipt = Annotated[str | None, typer.Option("--receipt", help=_("Quyển số, số của giấy hẹn."))]
Note = Annotated[str | None, typer.Option("--note", help=_("Ghi chú."))]
Like = Annotated[
    str | None, typer.Option("--like", metavar="CODE", help=_("Như hồ sơ này, trừ mã và giấy hẹn."))
]
With = Annotated[
    str | None, typer.Option("--with", metavar="CODE", help=_("Cùng người nộp, cùng giấy hẹn với hồ sơ này."))
]
AsJson = Annotated[bool, typer.Option("--json", help=_("In JSON."))]


def accept(
    context: typer.Context,
    code: MaybeCode = None,
    procedure: Procedure = None,
    applicant: Applicant = None,
    channel: MaybeChannel = None,
    at: At = None,
    applicant_id: ApplicantId = None,
    phone: Phone = None,
    email: Email = None,
    address: Address = None,
    submitter: Submitter = None,
    submitter_id: SubmitterId = None,
    submitter_phone: SubmitterPhone = None,
    filed_by_officer: Filed = False,
    sets: Sets = None,
    paper: Papers = None,
    without: Without = None,
    papers_digitised: Digitised = False,
    fee: Fee = None,
    fee_receipt: FeeReceipt = None,
    fee_collector: FeeCollector = None,
    paid_online: PaidOnline = False,
    receipt_number: Receipt = None,
    note: Note = None,
    due: Annotated[str | None, typer.Option(metavar="DATE", help=_("Ngày hẹn trả nhập tay."))] = None,
    reason: Annotated[str, typer.Option(help=_("Lý do."))] = "",
    like: Like = None,
    together_with: With = None,
    as_json: AsJson = False,
) -> None:
    with desk(context) as opened:
        moment = read_moment(at, opened)
        base = _base(opened, code, like, together_with)
        particulars = _particulars(context, opened, moment, base, procedure, channel or base.channel)
        done = verbs.accept(
            opened,
            particulars,
            moment,
            manual_due=read_date(due, opened) if due else None,
            manual_reason=reason,
        )
    tell(done, as_json=as_json)


def submit(
    context: typer.Context,
    code: MaybeCode = None,
    procedure: Procedure = None,
    applicant: Applicant = None,
    channel: MaybeChannel = None,
    at: At = None,
    applicant_id: ApplicantId = None,
    phone: Phone = None,
    email: Email = None,
    address: Address = None,
    submitter: Submitter = None,
    submitter_id: SubmitterId = None,
    submitter_phone: SubmitterPhone = None,
    filed_by_officer: Filed = False,
    sets: Sets = None,
    paper: Papers = None,
    without: Without = None,
    papers_digitised: Digitised = False,
    fee: Fee = None,
    fee_receipt: FeeReceipt = None,
    fee_collector: FeeCollector = None,
    paid_online: PaidOnline = False,
    receipt_number: Receipt = None,
    note: Note = None,
    like: Like = None,
    together_with: With = None,
    as_json: AsJson = False,
) -> None:
    with desk(context) as opened:
        moment = read_moment(at, opened)
        base = _base(opened, None, like, together_with)
        chosen = channel or (Channel.ONLINE_FULL if base is _NOBODY else base.channel)
        particulars = _particulars(context, opened, moment, base, procedure, chosen)
        done = verbs.submit(opened, particulars, moment)
    tell(done, as_json=as_json)


def _base(desk: Desk, code: str | None, like: str | None, together_with: str | None) -> Particulars:
    """What is known before the options: of the submitted dossier of that code, or of the one to follow."""
    if like and together_with:
        raise InputError(
            _("--like và --with không đi cùng nhau."),
            _("Chọn --with để dùng chung giấy hẹn, --like để chép lại."),
        )
    if code and (waiting := intake.waiting(desk, code)):
        return waiting.particulars
    if together_with:
        return intake.on_the_receipt_of(desk, together_with)
    return intake.copy_of(desk, like) if like else _NOBODY


def _particulars(
    context: typer.Context,
    desk: Desk,
    moment: datetime,
    base: Particulars,
    procedure: str | None,
    channel: Channel,
) -> Particulars:
    """The options over those of ``base``, with the checklist and the fee of the procedure."""
    given = {fact: value for fact in _FACTS if (value := context.params[fact])}
    if context.params["fee"] is not None:
        given["fee"] = context.params["fee"]
    if papers := context.params["paper"]:
        given["papers"] = parse_papers("; ".join(papers))
    if not (given.get("applicant") or base.applicant):
        raise _lacks("--applicant")
    if procedure:
        version = catalogue.choose(desk, procedure, moment.date(), channel)
        base = replace(base, procedure_version=version.id, fee=version.fee, papers=version.papers)
    elif not base.procedure_version:
        raise _lacks("--procedure")
    filled = replace(base, channel=channel, **given)
    return replace(filled, papers=_marked(filled.papers, context.params["without"] or ()))


def _marked(papers: tuple[Paper, ...], missing: Iterable[str]) -> tuple[Paper, ...]:
    """The checklist without the papers that are named, each by a part that only one has."""
    marked = {paper.name: paper for paper in papers}
    for text in missing:
        found = [name for name in marked if fold(text) in fold(name)]
        if len(found) != 1:
            raise InputError(
                _("“{text}” không phải một giấy tờ của thủ tục này.").format(text=text),
                _("Ghi rõ hơn: {names}").format(names="; ".join(marked)),
            )
        marked[found[0]] = replace(marked[found[0]], received=False)
    return tuple(marked.values())


def _lacks(option: str) -> InputError:
    return InputError(
        _("Thiếu {name}.").format(name=option),
        _("Xem cách dùng: {command} --help").format(command="motcua accept"),
    )
