"""What a paper says of a dossier: from its particulars and its events into printed texts.

Each function refuses a paper that the dossier gives no cause for, such as an apology without a new
date. Texts are Vietnamese in every language. Nothing here reads a record or writes a file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, TypeVar

from motcua_tui.config import Settings
from motcua_tui.domain import dossier as dossiers
from motcua_tui.domain import events as ev
from motcua_tui.domain.calendar import WorkCalendar
from motcua_tui.domain.catalogue import ProcedureVersion
from motcua_tui.domain.codes import Channel, Outcome, ReturnWay, State
from motcua_tui.domain.dossier import Dossier
from motcua_tui.domain.limits import TimeLimit
from motcua_tui.domain.numbers import group, pad
from motcua_tui.domain.process import Leg
from motcua_tui.domain.typed_dates import paper_date, paper_time, short_date
from motcua_tui.errors import RuleError
from motcua_tui.i18n import _
from motcua_tui.reports.letters import fields as f
from motcua_tui.reports.letters.papers import Paper
from motcua_tui.reports.letters.steps import steps

What = TypeVar("What")

WAYS: Final = {
    ReturnWay.DESK: "Trực tiếp tại bộ phận một cửa",
    ReturnWay.POST: "Qua dịch vụ bưu chính công ích",
    ReturnWay.ONLINE: "Trực tuyến",
}
CHANNELS: Final = {
    Channel.ONLINE_FULL: "Trực tuyến toàn trình",
    Channel.ONLINE_PARTIAL: "Trực tuyến một phần",
    Channel.POST: "Qua dịch vụ bưu chính công ích",
    Channel.DIRECT: "Trực tiếp",
}
REACHED: Final = {
    State.ACCEPTED: "Đã tiếp nhận, chưa chuyển giải quyết",
    State.PROCESSING: "Đang giải quyết",
    State.AWAITING_SUPPLEMENT: "Đang chờ bổ sung hồ sơ",
    State.AWAITING_PAYMENT: "Đang chờ thực hiện nghĩa vụ tài chính",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What an officer adds that the record does not have; what is empty comes from history or settings."""

    number: str = ""
    signatory: str = ""
    signatory_title: str = ""
    reason: str = ""
    ground: str = ""
    book: str = ""
    collecting: ReturnWay | None = None
    given_back: str = ""


NOTHING_ADDED: Final = Added()

ASKED: Final[Mapping[Paper, tuple[str, ...]]] = {
    Paper.RECEIPT: ("number", "book", "collecting"),
    Paper.SUPPLEMENT: ("number", "reason", "ground"),
    Paper.REFUSAL: ("number", "reason", "ground"),
    Paper.APOLOGY: ("number", "reason", "signatory", "signatory_title"),
    Paper.STOP: ("number", "reason", "given_back", "signatory", "signatory_title"),
    Paper.CONTROL: ("number",),
    Paper.REGISTER: (),
}
"""Which fields of ``Added`` each paper prints."""


@dataclass(frozen=True, slots=True)
class Together:
    """One of the dossiers on the same receipt."""

    code: str
    procedure: str
    receipt_due: date | None


@dataclass(frozen=True, slots=True)
class Case:
    """A dossier at the moment when a paper about it is issued, with all that the paper may need."""

    dossier: Dossier
    version: ProcedureVersion
    settings: Settings
    calendar: WorkCalendar
    issued_at: datetime
    added: Added = NOTHING_ADDED
    legs: tuple[Leg, ...] = ()
    """The hand-overs as ``domain.process`` counts them."""
    together: tuple[Together, ...] = ()
    """All dossiers on the receipt of this one, where it is not the only one."""

    def last(self, kind: type[What]) -> tuple[What, ev.Event] | None:
        """The last happening of that kind that counts, and its event."""
        found = [(e.what, e) for e in _told(self.dossier) if isinstance(e.what, kind)]
        return found[-1] if found else None


def compose(paper: Paper, case: Case) -> f.Letter:
    """What the paper says of the dossier. Raises RuleError when there is no cause for it."""
    match paper:
        case Paper.RECEIPT:
            return receipt(case)
        case Paper.SUPPLEMENT:
            return supplement(case)
        case Paper.REFUSAL:
            return refusal(case)
        case Paper.APOLOGY:
            return apology(case)
        case Paper.STOP:
            return stop(case)
        case Paper.CONTROL:
            return control(case)
        case Paper.REGISTER:
            return register([case])


def receipt(case: Case) -> f.Receipt:
    standing, particulars = case.dossier.standing, case.dossier.particulars
    accepted_at = _accepted(case)
    due = "Theo thông báo của cơ quan giải quyết"
    if standing.receipt_due:
        due = paper_date(standing.receipt_due)
        if standing.due_time and standing.receipt_due == standing.lawful_due:
            due = f"{paper_time(standing.due_time)}, {due}"
    numbered = particulars.receipt if case.together else particulars.receipt_number
    return f.Receipt(
        **_on_dossier(case) | {"number": case.added.number or numbered},
        book=case.added.book,
        channel=CHANNELS[particulars.channel],
        papers=_papers(particulars.papers),
        together=tuple(
            f.TogetherRow(
                place=str(place),
                code=each.code,
                procedure=each.procedure,
                receipt_due=_day(each.receipt_due),
            )
            for place, each in enumerate(case.together, 1)
        ),
        sets=pad(particulars.sets),
        limit="Trả kết quả ngay trong ngày" if case.version.at_once else _limit(case.version.limit),
        accepted_at=f"{paper_time(accepted_at)}, {paper_date(accepted_at.date())}",
        due_at=due,
        collecting=_collecting(case),
        fee="" if particulars.fee is None else f"{group(particulars.fee)} đồng",
        lookup=case.settings.lookup_address,
    )


def _papers(papers: Sequence[dossiers.Paper]) -> tuple[f.PaperRow, ...]:
    """The papers that the desk has; those that are missing are not on the receipt."""
    received = [paper for paper in papers if paper.received]
    return tuple(
        f.PaperRow(
            place=str(place),
            name=paper.name,
            originals=_count(paper.originals),
            copies=_count(paper.copies),
        )
        for place, paper in enumerate(received, 1)
    )


def _count(n: int) -> str:
    return pad(n) if n else ""


def supplement(case: Case) -> f.SupplementRequest:
    found = case.last(ev.SupplementAsked)
    if found is None:
        raise RuleError(_("Hồ sơ chưa có yêu cầu bổ sung."), _("Ghi yêu cầu trước: motcua supplement MÃ."))
    asked, _event = found
    wanted = filter(None, (line.strip() for line in asked.what.replace(";", "\n").split("\n")))
    return f.SupplementRequest(
        **_on_dossier(case),
        wanted=tuple(f.WantedRow(place=str(n), what=line) for n, line in enumerate(wanted, 1)),
        reason=case.added.reason or asked.reason,
        ground=case.added.ground or asked.ground,
        time=str(case.dossier.standing.supplements),
        complete_by=_paper_date(asked.complete_by),
    )


def refusal(case: Case) -> f.Refusal:
    """Refused before acceptance, or after it as a result (NĐ 118/2025 art. 19)."""
    refused = _refused(case)
    if refused is None:
        raise RuleError(_("Hồ sơ không bị từ chối."), _("Ghi từ chối và lý do trước: motcua refuse MÃ."))
    return f.Refusal(**_on_dossier(case), reason=case.added.reason or refused, ground=case.added.ground)


def _refused(case: Case) -> str | None:
    """The reason of the refusal that stands; None when the dossier is not refused."""
    told: str | None = None
    for event in _told(case.dossier):
        match event.what:
            case ev.Declined(reason):
                told = reason
            case ev.ResultReady(outcome, reason=reason) | ev.Corrected(outcome, reason=reason):
                told = reason if outcome is Outcome.REFUSED else None
    return told


def apology(case: Case) -> f.Apology:
    found = case.last(ev.ReDated)
    if found is None:
        raise RuleError(
            _("Hồ sơ chưa có ngày hẹn lại."),
            _("Ghi ngày hẹn lại và lý do trước: motcua redate MÃ."),
        )
    redated, _event = found
    settings = case.settings
    return f.Apology(
        **_on_dossier(case),
        late_unit=case.dossier.particulars.department or settings.agency,
        reason=case.added.reason or redated.reason,
        promised_due=short_date(redated.promised_due),
        collect_at=settings.desk,
    )


def stop(case: Case) -> f.StopNotice:
    found = case.last(ev.Stopped)
    if found is None:
        raise RuleError(_("Hồ sơ không dừng giải quyết."), _("Ghi dừng giải quyết trước: motcua stop MÃ."))
    stopped, event = found
    before = ev.replay(e for e in case.dossier.events if e.number != event.number)
    return f.StopNotice(
        **_on_dossier(case),
        reason=case.added.reason or stopped.reason,
        stopped_on=short_date(event.on),
        reached=REACHED.get(before.state, "") if before.state else "",
        given_back=case.added.given_back,
    )


def control(case: Case) -> f.ControlSlip:
    """Every hand-over of the history; NĐ 118/2025 asks for the slip with every dossier passed on."""
    _accepted(case)
    return f.ControlSlip(
        **_on_dossier(case),
        due=_paper_date(case.dossier.standing.lawful_due),
        steps=steps(case.legs),
    )


def register(cases: Sequence[Case]) -> f.Register:
    """The register of some dossiers, at least one, in the order given."""
    first = cases[0]
    return f.Register(
        **_issued(first), lines=tuple(_register_row(place, case) for place, case in enumerate(cases, 1))
    )


def _register_row(place: int, case: Case) -> f.RegisterRow:
    particulars, standing = case.dossier.particulars, case.dossier.standing
    passed = case.last(ev.HandedOver)
    return f.RegisterRow(
        place=str(place),
        code=particulars.code,
        procedure=case.version.name,
        sets=pad(particulars.sets),
        owner=particulars.applicant,
        contact="\n".join(filter(None, (particulars.address, particulars.phone))),
        unit=particulars.department,
        accepted_on=_day(standing.accepted_on),
        receipt_due=_day(standing.receipt_due),
        passed_on=_day(passed[1].on if passed else None),
        result_on=_day(standing.finished_on),
        returned_on=_day(standing.returned_at.date() if standing.returned_at else None),
        collecting=WAYS[standing.returned_by] if standing.returned_by else "",
        note=particulars.note,
    )


def _told(dossier: Dossier) -> list[ev.Event]:
    """The events that count, in the order in which they happened."""
    return sorted(ev.that_count(dossier.events), key=lambda e: (e.on, e.number))


def _issued(case: Case) -> dict[str, Any]:  # keyword arguments of a Letter: texts
    settings, added = case.settings, case.added
    return {
        "parent_agency": settings.parent_agency,
        "agency": settings.agency,
        "desk": settings.desk,
        "place": settings.place,
        "issued_on": paper_date(case.issued_at.date()),
        "number": added.number,
        "officer": settings.officer,
        "desk_phone": settings.desk_phone,
        "signatory": added.signatory or settings.signatory,
        "signatory_title": added.signatory_title or settings.signatory_title,
    }


def _on_dossier(case: Case) -> dict[str, Any]:  # keyword arguments of a DossierLetter: texts
    particulars, standing = case.dossier.particulars, case.dossier.standing
    return {
        **_issued(case),
        "code": particulars.code,
        "procedure": case.version.name,
        "field_name": case.version.field,
        "owner": particulars.applicant,
        "owner_id": particulars.applicant_id,
        "submitter": particulars.submitter or particulars.applicant,
        "submitter_id": particulars.submitter_id if particulars.submitter else "",
        "submitter_phone": particulars.submitter_phone if particulars.submitter else "",
        "address": particulars.address,
        "phone": particulars.phone,
        "email": particulars.email,
        "accepted_on": short_date(standing.accepted_on) if standing.accepted_on else "",
        "receipt_due": short_date(standing.receipt_due) if standing.receipt_due else "",
    }


def _accepted(case: Case) -> datetime:
    accepted_at = case.dossier.standing.accepted_at
    if accepted_at is None:
        raise RuleError(_("Hồ sơ chưa được tiếp nhận."), _("Tiếp nhận hồ sơ trước: motcua accept MÃ."))
    return accepted_at


def _collecting(case: Case) -> str:
    return WAYS[case.added.collecting or case.dossier.standing.returned_by or ReturnWay.DESK]


def _limit(limit: TimeLimit | None) -> str:
    return str(limit) if limit else ""


def _paper_date(day: date | None) -> str:
    return paper_date(day) if day else ""


def _day(day: date | None) -> str:
    return short_date(day) if day else ""
