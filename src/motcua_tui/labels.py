"""The words on screen for the codes of the domain: one glossary for the command line and the screens."""

from __future__ import annotations

from datetime import date

from motcua_tui.domain import events as ev
from motcua_tui.domain.changes import Change
from motcua_tui.domain.codes import Channel, Outcome, ReturnWay, State, Unit
from motcua_tui.domain.dossier import Particulars
from motcua_tui.domain.ledger import Judgement, Origin, Status
from motcua_tui.domain.limits import TimeLimit
from motcua_tui.domain.locking import Place
from motcua_tui.domain.numbers import group
from motcua_tui.domain.petitions import PetitionChannel
from motcua_tui.domain.timeliness import Timeliness
from motcua_tui.domain.typed_dates import short_date
from motcua_tui.i18n import _


def channel_label(channel: Channel) -> str:
    match channel:
        case Channel.ONLINE_FULL:
            return _("trực tuyến toàn trình")
        case Channel.ONLINE_PARTIAL:
            return _("trực tuyến một phần")
        case Channel.POST:
            return _("bưu chính công ích")
        case Channel.DIRECT:
            return _("trực tiếp")


def state_label(state: State) -> str:
    match state:
        case State.SUBMITTED:
            return _("chờ tiếp nhận")
        case State.DECLINED:
            return _("từ chối tiếp nhận")
        case State.ACCEPTED:
            return _("đã tiếp nhận")
        case State.PROCESSING:
            return _("đang giải quyết")
        case State.AWAITING_SUPPLEMENT:
            return _("chờ bổ sung")
        case State.AWAITING_PAYMENT:
            return _("chờ thanh toán")
        case State.RESULT_READY:
            return _("có kết quả, chờ trả")
        case State.RETURNED:
            return _("đã trả kết quả")
        case State.STOPPED:
            return _("dừng giải quyết")
        case State.CLOSED:
            return _("đóng hồ sơ")


def outcome_label(outcome: Outcome) -> str:
    match outcome:
        case Outcome.GRANTED:
            return _("đã giải quyết", "outcome")
        case Outcome.REFUSED:
            return _("từ chối giải quyết")
        case Outcome.STOPPED:
            return _("dừng theo đề nghị của người nộp")
        case Outcome.CLOSED:
            return _("đóng hồ sơ")


def return_label(way: ReturnWay) -> str:
    match way:
        case ReturnWay.DESK:
            return _("tại bộ phận một cửa")
        case ReturnWay.POST:
            return _("qua bưu chính công ích")
        case ReturnWay.ONLINE:
            return _("trực tuyến")


def joined(*texts: str) -> str:
    """The texts that are not empty, with commas between."""
    return ", ".join(filter(None, texts))


def submitter_label(particulars: Particulars) -> str:
    """Who brought the dossier, where that is not the applicant."""
    return joined(particulars.submitter, particulars.submitter_id, particulars.submitter_phone)


def fee_label(particulars: Particulars) -> str:
    """The fee, how it was paid, its receipt, and who took it; empty where there is none."""
    if particulars.fee is None:
        return ""
    return joined(
        _("{n} đồng").format(n=group(particulars.fee)),
        _("nộp trực tuyến") if particulars.paid_online else "",
        _("biên lai {number}").format(number=particulars.fee_receipt) if particulars.fee_receipt else "",
        _("người thu {name}").format(name=particulars.fee_collector) if particulars.fee_collector else "",
    )


def limit_label(limit: TimeLimit) -> str:
    """A time limit as the screens say it; papers print ``str(limit)``."""
    amount = str(limit).partition(" ")[0]
    match limit.unit:
        case Unit.WORKING_DAYS:
            return _("{n} ngày làm việc").format(n=amount)
        case Unit.DAYS:
            return _("{n} ngày").format(n=amount)
        case Unit.WORKING_HOURS:
            return _("{n} giờ làm việc").format(n=amount)


def timeliness_label(timeliness: Timeliness) -> str:
    match timeliness:
        case Timeliness.IN_TIME:
            return _("trong hạn")
        case Timeliness.NEAR:
            return _("sắp đến hạn")
        case Timeliness.DUE_TODAY:
            return _("đến hạn hôm nay")
        case Timeliness.OVERDUE:
            return _("quá hạn")
        case Timeliness.EARLY:
            return _("trước hạn")
        case Timeliness.ON_TIME:
            return _("đúng hạn")
        case Timeliness.LATE:
            return _("trễ hạn")


def petition_channel_label(channel: PetitionChannel) -> str:
    match channel:
        case PetitionChannel.DESK:
            return _("tại bộ phận một cửa")
        case PetitionChannel.WRITTEN:
            return _("văn bản, thư")
        case PetitionChannel.PHONE:
            return _("điện thoại")
        case PetitionChannel.EMAIL:
            return _("thư điện tử")
        case PetitionChannel.PORTAL:
            return _("cổng dịch vụ công")
        case PetitionChannel.SURVEY:
            return _("phiếu lấy ý kiến")


def petition_field_label(name: str) -> str:
    """What people call a field of the book of petitions, by the name it has in the record."""
    names = {
        "received_on": _("ngày tiếp nhận"),
        "channel": _("hình thức"),
        "sender": _("người gửi"),
        "phone": _("điện thoại"),
        "content": _("nội dung"),
        "procedure": _("thủ tục"),
        "dossier": _("hồ sơ", "one"),
        "department": _("đơn vị trả lời"),
        "answer_by": _("hạn trả lời"),
        "answered_on": _("ngày trả lời"),
        "answer": _("trả lời"),
    }
    return names.get(name, name)


def petition_change_label(change: Change) -> str:
    """One line of the history of a petition: ``hạn trả lời: 10/12/2026 → 15/12/2026``."""
    before, after = (_petition_value(change.field, value) for value in (change.before, change.after))
    return f"{petition_field_label(change.field)}: {before} → {after}"


def _petition_value(field: str, value: str) -> str:
    if not value:
        return "–"
    if field == "channel":
        return petition_channel_label(PetitionChannel(value))
    return short_date(date.fromisoformat(value)) if field.endswith(("_on", "_by")) else value


def petition_label(timeliness: Timeliness, days_left: int | None) -> str:
    """How a petition stands: ``chờ trả lời, còn 3``, ``quá hạn 2``, ``trả lời đúng hạn``."""
    match timeliness:
        case Timeliness.IN_TIME | Timeliness.NEAR:
            return _("chờ trả lời, còn {n}").format(n=days_left)
        case Timeliness.DUE_TODAY:
            return _("phải trả lời hôm nay")
        case Timeliness.OVERDUE:
            return _("quá hạn {n}").format(n=abs(days_left or 0))
        case Timeliness.EARLY:
            return _("trả lời trước hạn")
        case Timeliness.ON_TIME:
            return _("trả lời đúng hạn")
        case Timeliness.LATE:
            return _("trả lời trễ {n}").format(n=abs(days_left or 0))


def fact_label(name: str) -> str:
    """What people call a fact of the receipt, by the name it has in the record."""
    names = {
        "applicant": _("người nộp"),
        "applicant_id": _("số giấy tờ"),
        "phone": _("điện thoại"),
        "address": _("địa chỉ"),
        "email": _("thư điện tử"),
        "procedure_version": _("thủ tục"),
        "sets": _("số bộ"),
        "papers": _("giấy tờ"),
        "submitter": _("người nộp thay"),
        "submitter_id": _("số giấy tờ người nộp thay"),
        "submitter_phone": _("điện thoại người nộp thay"),
        "department": _("đơn vị"),
        "officer": _("cán bộ"),
        "channel": _("hình thức nộp"),
        "fee": _("phí, lệ phí"),
        "fee_receipt": _("biên lai"),
        "fee_collector": _("người thu"),
        "receipt_number": _("số giấy hẹn"),
        "note": _("ghi chú"),
    }
    return names.get(name, name)


def _fact(name: str, value: str) -> str:
    return channel_label(Channel(value)) if name == "channel" else value or "–"


def standing_label(state: State, timeliness: Timeliness | None, days_left: int | None) -> str:
    """Where a dossier stands, in a few words, with its working days: ``quá hạn 3``, ``còn 2``."""
    if timeliness is None or (
        days_left is None and state in (State.AWAITING_SUPPLEMENT, State.AWAITING_PAYMENT)
    ):
        return state_label(state)
    match timeliness:
        case Timeliness.DUE_TODAY:
            return _("hôm nay")
        case Timeliness.IN_TIME | Timeliness.NEAR if days_left is not None:
            return _("còn {n}").format(n=days_left)
        case Timeliness.IN_TIME:
            return _("không có hạn")
        case Timeliness.OVERDUE | Timeliness.LATE | Timeliness.EARLY if days_left:
            return f"{timeliness_label(timeliness)} {abs(days_left)}"
        case _:
            return timeliness_label(timeliness)


def figure_label(name: str) -> str:
    """What a figure of the period summary counts, by its name there (``finished.late``)."""
    part, _dot, within = name.partition(".")
    parts = {
        "received": _("Tiếp nhận", "figures"),
        "finished": _("Đã giải quyết"),
        "pending": _("Đang giải quyết"),
        "outside": _("Tính riêng"),
    }
    names = {
        "total": _("tổng số"),
        "new": _("tiếp nhận mới"),
        "carried_over": _("kỳ trước chuyển sang"),
        "early": _("trước hạn"),
        "on_time": _("đúng hạn"),
        "late": _("trễ hạn"),
        "in_time": _("trong hạn"),
        "overdue": _("quá hạn"),
        "refused": _("từ chối giải quyết"),
        "stopped": _("dừng giải quyết"),
        "closed": _("đóng hồ sơ"),
        "no_due": _("không có hạn"),
        "re_dated": _("đã hẹn lại"),
        "due_on_last_day": _("đến hạn ngày cuối kỳ"),
        "awaiting_supplement": _("chờ bổ sung"),
        **{channel.value: channel_label(channel) for channel in Channel},
    }
    return f"{parts[part]}: {names[within]}"


def judgement_label(judgement: Judgement) -> str:
    """Against the due date, as a period judges it."""
    return {
        Judgement.EARLY: _("trước hạn"),
        Judgement.ON_TIME: _("đúng hạn"),
        Judgement.LATE: _("trễ hạn"),
        Judgement.IN_TIME: _("trong hạn"),
        Judgement.OVERDUE: _("quá hạn"),
    }[judgement]


def place_label(place: Place | None) -> str:
    """Where a dossier stands in the figures of a period, in a few words."""
    if place is None:
        return _("không tính trong kỳ")
    cell = place.cell
    status = {
        Status.PENDING: _("đang giải quyết"),
        Status.GRANTED: _("đã giải quyết", "outcome"),
        Status.REFUSED: _("từ chối giải quyết"),
        Status.STOPPED: _("dừng giải quyết"),
        Status.CLOSED: _("đóng hồ sơ"),
    }[cell.status]
    return ", ".join(
        (
            place.row,
            channel_label(cell.channel),
            *([_("kỳ trước chuyển sang")] if cell.origin is Origin.CARRIED_OVER else []),
            status,
            judgement_label(cell.judgement),
            *([_("chờ bổ sung")] if cell.waiting else []),
            *([_("đã hẹn lại")] if cell.re_dated else []),
        )
    )


def event_label(what: ev.Happening) -> str:
    """One line of the history."""
    match what:
        case ev.Submitted():
            return _("nộp hồ sơ")
        case ev.Declined(reason):
            return _("từ chối tiếp nhận: {reason}").format(reason=reason)
        case ev.Accepted(due_on):
            if due_on is None:
                return _("tiếp nhận, không có ngày hẹn trả")
            return _("tiếp nhận, hẹn trả {day}").format(day=short_date(due_on))
        case ev.HandedOver(department, officer):
            return _("chuyển {whom}").format(whom=", ".join(filter(None, (department, officer))))
        case ev.SupplementAsked(what=asked):
            return _("yêu cầu bổ sung: {what}").format(what=asked)
        case ev.Resumed(due_on):
            if due_on is None:
                return _("đã bổ sung đủ")
            return _("đã bổ sung đủ, hạn {day}").format(day=short_date(due_on))
        case ev.PaymentAsked():
            return _("chờ thực hiện nghĩa vụ tài chính")
        case ev.PaymentReceived():
            return _("đã thực hiện nghĩa vụ tài chính")
        case ev.Consulted(agency, answer_by):
            text = _("lấy ý kiến {agency}").format(agency=agency)
            return f"{text}, {_('hạn {day}').format(day=short_date(answer_by))}" if answer_by else text
        case ev.Answered(note):
            return _("đã có ý kiến trả lời") + (f": {note}" if note else "")
        case ev.ReDated(promised_due, late=late):
            text = _("xin lỗi, hẹn lại {day}").format(day=short_date(promised_due))
            return text + " · " + _("xin lỗi không đúng thời hạn") if late else text
        case ev.DueMoved(due_on, reason=reason):
            if due_on is None:
                return _("bỏ hạn giải quyết")
            return _("đổi hạn giải quyết thành {day}: {reason}").format(day=short_date(due_on), reason=reason)
        case ev.ResultReady(outcome, number):
            return _("có kết quả: {outcome}").format(outcome=outcome_label(outcome)) + (
                f" ({number})" if number else ""
            )
        case ev.Corrected(outcome, reason=reason):
            return _("đính chính kết quả: {outcome} ({reason})").format(
                outcome=outcome_label(outcome), reason=reason
            )
        case ev.Returned(way):
            return _("trả kết quả {way}").format(way=return_label(way))
        case ev.Stopped():
            return _("dừng giải quyết theo đề nghị của người nộp")
        case ev.Closed():
            return _("đóng hồ sơ, không bổ sung đúng hạn")
        case ev.Amended(field, before, after):
            return _("sửa {field}: {before} → {after}").format(
                field=fact_label(field), before=_fact(field, before), after=_fact(field, after)
            )
        case ev.Undone(number):
            return _("hoàn tác bước {number}").format(number=number)
        case ev.LetterIssued(paper, number):
            return _("in {paper}").format(paper=paper) + (f" ({number})" if number else "")
