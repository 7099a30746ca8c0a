"""``show``: one dossier whole."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from motcua_tui.cli.context import desk
from motcua_tui.cli.dossiers import iso, line_json, status
from motcua_tui.cli.output import data, emit_json
from motcua_tui.cli.rules import amount_json, explanation_json, print_explanation
from motcua_tui.domain.codes import Unit
from motcua_tui.domain.dossier import Particulars
from motcua_tui.domain.papers import say_papers
from motcua_tui.domain.process import Leg
from motcua_tui.domain.typed_dates import say_date, short_date
from motcua_tui.i18n import _
from motcua_tui.labels import channel_label, event_label, fee_label, joined, state_label, submitter_label
from motcua_tui.process_labels import consultation_label, leg_label
from motcua_tui.services import browse
from motcua_tui.services.browse import DossierPage


def show(
    context: typer.Context,
    code: Annotated[str, typer.Argument(metavar="CODE", help=_("Mã hồ sơ."))],
    explained: Annotated[
        bool, typer.Option("--explain", help=_("Giải thích ngày hẹn trả từng ngày."))
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help=_("In JSON."))] = False,
) -> None:
    with desk(context) as opened:
        page, today = browse.find(opened, code), opened.today()
    if as_json:
        emit_json(page_json(page))
        return
    _print_facts(page, today)
    _print_history(page)
    if explained:
        _print_explanation(page)


def page_json(page: DossierPage) -> dict[str, object]:
    standing = page.dossier.standing
    return {
        **line_json(page.listed),
        "version": page.dossier.version,
        "procedure_code": page.version.code,
        "limit": str(page.version.limit) if page.version.limit else None,
        "submitted_at": standing.submitted_at.isoformat() if standing.submitted_at else None,
        "accepted_at": standing.accepted_at.isoformat() if standing.accepted_at else None,
        "receipt_due": iso(standing.receipt_due),
        "lawful_due": iso(standing.lawful_due),
        "due_time": standing.due_time.isoformat(timespec="minutes") if standing.due_time else None,
        "waiting_since": iso(standing.waiting_since),
        "supplements": standing.supplements,
        "redates": standing.redates,
        "history": [
            {
                "number": stored.event.number,
                "what": event_label(stored.event.what),
                "kind": type(stored.event.what).__name__,
                "happened_at": stored.event.at.isoformat(),
                "recorded_at": stored.recorded_at.isoformat(),
                "by": stored.actor,
            }
            for stored in page.history
        ],
        **_intake_json(page.dossier.particulars),
        "consultations": [
            {
                "agency": asked.agency,
                "asked_on": iso(asked.asked_on),
                "answer_by": iso(asked.answer_by),
                "answered_on": iso(asked.answered_on),
            }
            for asked in page.consultations
        ],
        "hand_overs": [_leg_json(leg) for leg in page.legs],
        "explain": explanation_json(page.explanation),
    }


def _intake_json(particulars: Particulars) -> dict[str, object]:
    """What the receipt says beside procedure and dates; ``receipt`` is shared by dossiers filed together."""
    return {
        "applicant_id": particulars.applicant_id,
        "phone": particulars.phone,
        "email": particulars.email,
        "address": particulars.address,
        "submitter": particulars.submitter,
        "submitter_id": particulars.submitter_id,
        "submitter_phone": particulars.submitter_phone,
        "filed_by_officer": particulars.filed_by_officer,
        "sets": particulars.sets,
        "papers": [
            {
                "name": paper.name,
                "originals": paper.originals,
                "copies": paper.copies,
                "received": paper.received,
                "digitised": paper.digitised,
            }
            for paper in particulars.papers
        ],
        "papers_digitised": particulars.papers_digitised,
        "result_digitised": particulars.result_digitised,
        "fee": particulars.fee,
        "fee_receipt": particulars.fee_receipt,
        "fee_collector": particulars.fee_collector,
        "paid_online": particulars.paid_online,
        "receipt": particulars.receipt,
        "note": particulars.note,
    }


def _leg_json(leg: Leg) -> dict[str, object]:
    """``used`` is in the unit of the limit, ``minutes`` for hours and half a day; without a step's limit in
    working days, as ``days_left`` of the dossier's."""
    limit, due = leg.limit, leg.due
    unit = limit.unit.value if limit else Unit.WORKING_DAYS.value
    due_time = due.at.isoformat(timespec="minutes") if due and due.at else None
    return {
        "number": leg.event,
        "from": leg.giver,
        "to": leg.taker,
        "note": leg.note,
        "step": leg.step or None,
        "name": leg.name,
        "began_at": leg.began_at.isoformat(),
        "ended_at": leg.ended_at.isoformat() if leg.ended_at else None,
        "limit": amount_json(limit.amount) if limit else None,
        "unit": unit if leg.counts else None,
        "days_left": leg.days_left,
        "due_on": iso(due.on) if due else None,
        "due_time": due_time,
        "used": leg.used,
        "used_unit": "minutes" if leg.in_minutes else unit if leg.counts else None,
        "timeliness": leg.judged.value if leg.judged else None,
    }


def _print_facts(page: DossierPage, today: date) -> None:
    line, standing = page.listed.line, page.dossier.standing
    particulars = page.dossier.particulars
    lawful = standing.lawful_due if standing.lawful_due != standing.receipt_due else None
    filed = _("cán bộ nộp hộ") if particulars.filed_by_officer else ""
    days = {
        _("Tiếp nhận"): line.accepted_on,
        _("Hẹn trả"): standing.receipt_due,
        _("Hạn giải quyết"): lawful,
        _("Hẹn lại"): standing.promised_due,
        _("Có kết quả"): line.finished_on,
        _("Đã trả"): line.returned_on,
    }
    facts = [
        (_("Mã hồ sơ"), line.code),
        (_("Thủ tục"), f"{page.version.code} {page.version.name}"),
        (_("Người nộp"), line.applicant),
        (_("Số định danh"), particulars.applicant_id),
        (_("Điện thoại"), particulars.phone),
        (_("Địa chỉ"), particulars.address),
        (_("Thư điện tử"), particulars.email),
        (_("Người nộp thay"), submitter_label(particulars)),
        (_("Hình thức"), joined(channel_label(line.channel), filed)),
        (_("Số bộ"), str(particulars.sets) if particulars.sets > 1 else ""),
        (_("Giấy tờ"), _papers(particulars)),
        (_("Phí, lệ phí"), fee_label(particulars)),
        (_("Số giấy hẹn"), particulars.receipt_number),
        (_("Ghi chú"), particulars.note),
        (_("Đơn vị"), ", ".join(filter(None, (line.department, line.officer)))),
        *((name, say_date(day) if day else "") for name, day in days.items()),
        (_("Trạng thái"), state_label(line.state)),
        (_("Tình trạng"), status(page.listed) + (" · " + _("tạm tính") if page.listed.tentative else "")),
        *((_("Lấy ý kiến"), consultation_label(asked, today)) for asked in page.consultations),
        (_("Bước xử lý"), leg_label(page.step, len(page.version.steps)) if page.step else ""),
    ]
    for name, value in facts:
        if value:
            data(f"{name:<16}{value}")


def _papers(particulars: Particulars) -> str:
    """How many of the papers are there, and what is missing."""
    papers = particulars.papers
    if not papers:
        return _("đã số hóa") if particulars.papers_digitised else ""
    missing = say_papers(paper for paper in papers if not paper.received)
    return joined(
        f"{sum(paper.received for paper in papers)}/{len(papers)}",
        _("thiếu {papers}").format(papers=missing) if missing else "",
        _("đã số hóa") if particulars.papers_digitised else "",
    )


def _print_history(page: DossierPage) -> None:
    data("\n" + _("LỊCH SỬ"))
    legs = {leg.event: leg for leg in page.legs if leg.step}
    for stored in page.history:
        recorded = stored.recorded_at.date()
        late = (
            "" if recorded == stored.event.on else "  " + _("ghi nhận {day}").format(day=short_date(recorded))
        )
        by = f" · {stored.actor}" if stored.actor else ""
        number = f"{stored.event.number:>3}"
        data(f"{number}  {stored.event.at:%d/%m/%Y %H:%M}  {event_label(stored.event.what)}{by}{late}")
        if leg := legs.get(stored.event.number):
            data(f"{'':23}{leg_label(leg, len(page.version.steps))}")


def _print_explanation(page: DossierPage) -> None:
    data("\n" + _("CÁCH TÍNH NGÀY HẸN TRẢ"))
    if not page.explanation:
        data(_("Ngày hẹn trả được nhập tay hoặc lấy từ sổ, không tính từ thời hạn."))
        return
    print_explanation(page.explanation)
    lawful = page.dossier.standing.lawful_due
    if lawful is not None and lawful != page.explanation[-1].on:
        data(_("Hạn giải quyết sau đó đổi thành {day}, xem lịch sử.").format(day=say_date(lawful)))
