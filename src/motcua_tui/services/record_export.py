"""Getting out what is in: dossiers, their history, the catalogue, the calendar, the book of petitions.

Dossiers have the columns that the import understands: what is exported and imported into an empty desk with
the same catalogue has the same codes, due dates, states and results. What a register does not tell (steps in
between, several supplements, the paper checklist) is in the history, which ``events`` exports.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import IO, Final

from motcua_tui.domain.catalogue import ProcedureVersion
from motcua_tui.domain.codes import Channel, Outcome, ProcedureMark, ReturnWay, State
from motcua_tui.domain.papers import say_papers
from motcua_tui.domain.steps import say_steps
from motcua_tui.errors import InputError
from motcua_tui.i18n import _
from motcua_tui.reports.files.rows import ENDINGS, MOST_SHEET_ROWS, Heading, Value, write_rows
from motcua_tui.services import browse
from motcua_tui.services.desk import Desk
from motcua_tui.services.petitions import petitions
from motcua_tui.services.saving import refuse_to_overwrite, save_by
from motcua_tui.storage.reads import catalogue as catalogue_reads
from motcua_tui.storage.reads import export as reads
from motcua_tui.storage.reads.dossiers import DossierQuery, Sort, SortKey
from motcua_tui.storage.reads.export import DossierFacts


class RecordPart(StrEnum):
    """What can be exported."""

    DOSSIERS = "dossiers"
    EVENTS = "events"
    CATALOGUE = "catalogue"
    CALENDAR = "calendar"
    PETITIONS = "petitions"


@dataclass(frozen=True, slots=True)
class _Table:
    headings: Sequence[Heading]
    rows: Iterable[Sequence[Value]]
    least: int
    """How many rows there are at least."""


def export(
    desk: Desk, what: RecordPart, path: Path, query: DossierQuery | None = None, *, force: bool = False
) -> int:
    """Write to a file by the ending of its name; gives the number of rows.

    ``query`` narrows dossiers and events. Raises InputError for an unknown ending or more rows than a sheet
    takes, OutputError.
    """
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise InputError(
            _("Không xuất được ra tệp “{name}”.").format(name=path.name),
            _("Đặt tên tệp có đuôi .xlsx, .csv hoặc .jsonl."),
        )
    refuse_to_overwrite(path, force=force)
    table = _table(desk, what, query)
    if ending == ".xlsx" and table.least > MOST_SHEET_ROWS:
        raise InputError(
            _("Bảng tính không chứa được {n} dòng.").format(n=table.least), _("Xuất ra tệp .csv hoặc .jsonl.")
        )
    count = 0

    def write(file: IO[bytes]) -> None:
        nonlocal count
        count = write_rows(file, ending, table.headings, table.rows)

    save_by(path, write, force=force)
    return count


def _table(desk: Desk, what: RecordPart, query: DossierQuery | None) -> _Table:
    connection, zone = desk.database.reader(), desk.settings.zone
    match what:
        case RecordPart.DOSSIERS | RecordPart.EVENTS:
            codes = browse.codes(desk, query or browse.query(desk), Sort(SortKey.ACCEPTED))
            if what is RecordPart.DOSSIERS:
                rows = map(_dossier, reads.dossiers(connection, codes, zone=zone))
                return _Table(_DOSSIER, rows, len(codes))
            return _Table(_EVENT, map(_event, reads.events(connection, codes, zone=zone)), len(codes))
        case RecordPart.CATALOGUE:
            return _Table(_VERSION, map(_version, catalogue_reads.versions(connection, whole=True)), 0)
        case RecordPart.CALENDAR:
            return _Table(_DAY, _days(desk), 0)
        case RecordPart.PETITIONS:
            return _Table(_PETITION, _petitions(desk), 0)


# dossiers

_DOSSIER: Final = (
    Heading("code", "Mã hồ sơ", 28),
    Heading("procedure_code", "Mã thủ tục", 12),
    Heading("procedure", "Thủ tục", 40),
    Heading("field", "Lĩnh vực", 20),
    Heading("applicant", "Tên tổ chức, cá nhân", 26),
    Heading("applicant_id", "Số giấy tờ"),
    Heading("phone", "Điện thoại"),
    Heading("address", "Địa chỉ", 30),
    Heading("email", "Thư điện tử", 22),
    Heading("submitter", "Người nộp thay", 22),
    Heading("submitter_id", "Số giấy tờ người nộp thay"),
    Heading("submitter_phone", "Điện thoại người nộp thay"),
    Heading("filed_by_officer", "Cán bộ nộp hộ", 8),
    Heading("channel", "Hình thức nộp", 22),
    Heading("submitted", "Ngày nộp", 18),
    Heading("accepted", "Ngày tiếp nhận", 18),
    Heading("due", "Ngày hẹn trả"),
    Heading("handed_over", "Ngày chuyển", 18),
    Heading("supplement_asked", "Ngày yêu cầu bổ sung", 18),
    Heading("supplement_done", "Ngày bổ sung", 18),
    Heading("payment_asked", "Ngày yêu cầu thanh toán", 18),
    Heading("promised_due", "Ngày hẹn lại"),
    Heading("finished", "Ngày có kết quả", 18),
    Heading("returned", "Ngày trả", 18),
    Heading("outcome", "Tình trạng", 22),
    Heading("result_number", "Số kết quả", 16),
    Heading("returned_by", "Hình thức trả", 16),
    Heading("department", "Đơn vị", 26),
    Heading("officer", "Cán bộ thụ lý", 22),
    Heading("sets", "Số bộ", 7),
    Heading("fee", "Phí, lệ phí", 12),
    Heading("fee_receipt", "Biên lai", 12),
    Heading("fee_collector", "Người thu phí", 18),
    Heading("paid_online", "Thanh toán trực tuyến", 12),
    Heading("papers_digitised", "Đã số hóa hồ sơ", 8),
    Heading("result_digitised", "Đã số hóa kết quả", 8),
    Heading("receipt_number", "Số giấy tiếp nhận và hẹn trả", 16),
    Heading("late_cause", "Nguyên nhân quá hạn", 24),
    Heading("note", "Ghi chú", 24),
)
_CHANNELS: Final = {
    Channel.ONLINE_FULL: "Trực tuyến toàn trình",
    Channel.ONLINE_PARTIAL: "Trực tuyến một phần",
    Channel.POST: "Bưu chính công ích",
    Channel.DIRECT: "Trực tiếp",
}
_WAYS: Final = {ReturnWay.DESK: "Trực tiếp", ReturnWay.POST: "Bưu chính", ReturnWay.ONLINE: "Trực tuyến"}
_STATES: Final = {
    State.SUBMITTED: "Chờ tiếp nhận",
    State.DECLINED: "Từ chối tiếp nhận",
    State.ACCEPTED: "Đã tiếp nhận",
    State.PROCESSING: "Đang giải quyết",
    State.AWAITING_SUPPLEMENT: "Chờ bổ sung",
    State.AWAITING_PAYMENT: "Chờ thanh toán",
    State.RESULT_READY: "Có kết quả",
    State.RETURNED: "Đã trả kết quả",
    State.STOPPED: "Dừng giải quyết",
    State.CLOSED: "Đóng hồ sơ",
}
"""Words that the import knows."""
_REFUSED: Final = "Từ chối giải quyết"


def _dossier(facts: DossierFacts) -> tuple[Value, ...]:
    refused = facts.outcome is Outcome.REFUSED
    return (
        facts.code,
        facts.procedure_code,
        facts.procedure,
        facts.field,
        facts.applicant,
        facts.applicant_id,
        facts.phone,
        facts.address,
        facts.email,
        facts.submitter,
        facts.submitter_id,
        facts.submitter_phone,
        facts.filed_by_officer,
        _CHANNELS[facts.channel],
        facts.submitted_at,
        facts.accepted_at,
        facts.due_on,
        facts.handed_over_at,
        facts.supplement_asked_at,
        facts.supplement_done_at,
        facts.payment_asked_at,
        facts.promised_due,
        facts.ended_at,
        facts.returned_at,
        _REFUSED if refused else _STATES[facts.state],
        facts.result_number,
        _WAYS[facts.returned_by] if facts.returned_by else "",
        facts.department,
        facts.officer,
        facts.sets,
        facts.fee,
        facts.fee_receipt,
        facts.fee_collector,
        facts.paid_online,
        facts.papers_digitised,
        facts.result_digitised,
        facts.receipt_number,
        facts.late_cause,
        facts.note,
    )


# the rest

_EVENT: Final = (
    Heading("code", "Mã hồ sơ", 28),
    Heading("number", "Bước", 6),
    Heading("kind", "Việc", 18),
    Heading("happened_at", "Xảy ra lúc", 18),
    Heading("recorded_at", "Ghi lúc", 18),
    Heading("by", "Người ghi", 20),
    Heading("detail", "Chi tiết", 60),
)


def _event(event: reads.EventFacts) -> tuple[Value, ...]:
    return (
        event.code,
        event.number,
        event.kind,
        event.happened_at,
        event.recorded_at,
        event.actor,
        event.detail,
    )


_VERSION: Final = (
    Heading("code", "Mã TTHC", 12),
    Heading("name", "Tên thủ tục", 50),
    Heading("field", "Lĩnh vực", 22),
    Heading("case", "Trường hợp", 20),
    Heading("limit", "Thời hạn", 18),
    Heading("legal_limit", "Thời hạn theo quy định", 18),
    Heading("fee", "Phí, lệ phí", 12),
    Heading("modes", "Cách thức thực hiện", 26),
    Heading("online", "Mức độ trực tuyến", 16),
    Heading("channel", "Chỉ cho hình thức", 22),
    Heading("supplement_effect", "Khi bổ sung", 12),
    Heading("supplement_notice_days", "Báo bổ sung (ngày làm việc)", 12),
    Heading("supplement_wait_days", "Chờ bổ sung (ngày)", 12),
    Heading("supplement_most", "Số lần bổ sung", 10),
    Heading("after_15h", "Sau 15 giờ tính hôm sau", 10),
    Heading("at_once", "Trả ngay", 8),
    Heading("valid_from", "Hiệu lực từ"),
    Heading("valid_to", "Hết hiệu lực"),
    Heading("decision", "Quyết định", 26),
    Heading("marks", "Đặc điểm", 26),
    Heading("papers", "Thành phần hồ sơ", 50),
    Heading("steps", "Quy trình nội bộ", 50),
)
_LEVELS: Final = {Channel.ONLINE_FULL: "Toàn trình", Channel.ONLINE_PARTIAL: "Một phần"}


def _version(version: ProcedureVersion) -> tuple[Value, ...]:
    rule = version.supplement
    modes = ("Trực tiếp", "Trực tuyến" if version.online else "", "Bưu chính" if version.post else "")
    return (
        version.code,
        version.name,
        version.field,
        version.case,
        str(version.limit) if version.limit else "",
        str(version.legal_limit) if version.legal_limit else "",
        version.fee,
        ", ".join(filter(None, modes)),
        _LEVELS.get(version.online, "") if version.online else "",
        _CHANNELS[version.channel] if version.channel else "",
        rule.effect.value,
        rule.notice_days,
        rule.wait_days,
        rule.most,
        version.after_15h,
        version.at_once,
        version.valid_from,
        version.valid_to,
        version.decision,
        ", ".join(mark for mark in ProcedureMark if mark in version.marks),
        say_papers(version.papers),
        say_steps(version.steps).replace("\n", "; "),
    )


_DAY: Final = (
    Heading("date", "date"),
    Heading("kind", "kind", 8),
    Heading("label", "label", 30),
    Heading("replaces", "replaces"),
    Heading("source", "source", 40),
)


def _days(desk: Desk) -> Iterator[tuple[Value, ...]]:
    for day in desk.calendar.days():
        yield day.on, day.kind.value, day.label, day.replaces, day.source


_PETITION: Final = (
    Heading("number", "Số", 6),
    Heading("received_on", "Ngày tiếp nhận"),
    Heading("channel", "Hình thức", 14),
    Heading("sender", "Người gửi", 24),
    Heading("phone", "Điện thoại"),
    Heading("content", "Nội dung", 50),
    Heading("procedure", "Mã thủ tục", 12),
    Heading("dossier", "Mã hồ sơ", 28),
    Heading("department", "Đơn vị trả lời", 26),
    Heading("answer_by", "Hạn trả lời"),
    Heading("answered_on", "Ngày trả lời"),
    Heading("answer", "Trả lời", 50),
)


def _petitions(desk: Desk) -> Iterator[tuple[Value, ...]]:
    for petition in petitions(desk):
        yield (
            petition.number,
            petition.received_on,
            petition.channel.value,
            petition.sender,
            petition.phone,
            petition.content,
            petition.procedure,
            petition.dossier,
            petition.department,
            petition.answer_by,
            petition.answered_on,
            petition.answer,
        )
