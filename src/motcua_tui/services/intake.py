"""What makes taking a dossier in quick: who is known already, what may be twice, what can be copied, the
desk's own codes. Accepting itself is a verb."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final

from motcua_tui.config import Settings
from motcua_tui.domain.codes import State
from motcua_tui.domain.dossier import Dossier, Particulars
from motcua_tui.domain.text import clean, unspaced
from motcua_tui.domain.typed_dates import short_date
from motcua_tui.errors import InputError, NotFoundError
from motcua_tui.i18n import _
from motcua_tui.services import browse
from motcua_tui.services.desk import Desk
from motcua_tui.storage.reads import applicants as reads
from motcua_tui.storage.reads.applicants import Applicant
from motcua_tui.storage.reads.codes import code_after

__all__ = [
    "Applicant",
    "By",
    "Known",
    "beside",
    "cleaned",
    "code_prefix",
    "copy_of",
    "duplicates",
    "known",
    "last",
    "must_have_code",
    "next_code",
    "on_the_receipt_of",
    "told_twice",
    "waiting",
]

SHORTEST: Final = 3
"""Letters or digits from which on somebody is looked for."""


class By(StrEnum):
    """What is typed of an applicant; the values are the names of the facts."""

    NAME = "applicant"
    ID = "applicant_id"
    PHONE = "phone"


@dataclass(frozen=True, slots=True)
class Known:
    """Applicants that a text may mean; ``certain``: it is the whole number of the first and only one."""

    applicants: tuple[Applicant, ...] = ()
    certain: bool = False


def known(desk: Desk, by: By, text: str) -> Known:
    """The applicants of earlier dossiers whose number begins so, or whose name has these words."""
    text = clean(text)
    if len(text) < SHORTEST:
        return Known()
    connection = desk.database.reader()
    if by is By.NAME:
        return Known(tuple(reads.named(connection, text)))
    number = unspaced(text)
    which: reads.Number = "applicant_id" if by is By.ID else "phone"
    found = tuple(reads.with_number(connection, which, number))
    return Known(found, len(found) == 1 and number == getattr(found[0], which))


def duplicates(desk: Desk, particulars: Particulars) -> tuple[str, ...]:
    """A sentence about each open dossier of the same person, by number or telephone, and procedure."""
    found = reads.open_dossiers(
        desk.database.reader(),
        particulars.procedure_version,
        unspaced(clean(particulars.applicant_id)),
        unspaced(clean(particulars.phone)),
        but=clean(particulars.code),
    )
    return told_twice(found)


def told_twice(found: Iterable[tuple[str, date | None]]) -> tuple[str, ...]:
    """The warnings about open dossiers, each a code and a due date."""
    return tuple(
        _("Người này đang có hồ sơ {code} cùng thủ tục, hạn {day}.").format(code=code, day=short_date(due))
        if due
        else _("Người này đang có hồ sơ {code} cùng thủ tục.").format(code=code)
        for code, due in found
    )


def last(desk: Desk) -> Particulars | None:
    """What can be copied from the dossier that this officer put into the record last."""
    code = reads.latest_of(desk.database.reader(), desk.actor)
    return copy_of(desk, code) if code else None


def copy_of(desk: Desk, code: str) -> Particulars:
    """A new dossier like that one: all but its code, its receipt and what was paid. Raises NotFoundError."""
    page = browse.find(desk, code)
    return replace(
        _anew(page.dossier.particulars),
        fee=page.version.fee,
        papers=page.version.papers or page.dossier.particulars.papers,
    )


def on_the_receipt_of(desk: Desk, code: str) -> Particulars:
    """What a dossier handed in together with that one has in common with it. Raises NotFoundError."""
    return beside(browse.find(desk, code).dossier.particulars)


def beside(first: Particulars) -> Particulars:
    """Another dossier of the same people on the same receipt; of which procedure is still to be said."""
    return replace(_anew(first), fee=None, papers=(), receipt_number=first.receipt)


def _anew(particulars: Particulars) -> Particulars:
    """Without what belongs to one dossier alone."""
    return replace(
        particulars,
        code="",
        department="",
        officer="",
        fee_receipt="",
        fee_collector="",
        paid_online=False,
        papers_digitised=False,
        result_digitised=False,
        receipt_number="",
        note="",
    )


def waiting(desk: Desk, code: str) -> Dossier | None:
    """The submitted dossier of that code that waits to be accepted; None where there is none."""
    try:
        dossier = browse.find(desk, code).dossier
    except NotFoundError:
        return None
    return dossier if dossier.standing.state is State.SUBMITTED else None


def next_code(desk: Desk, day: date) -> str:
    """The code that a dossier accepted on that day would get now; another may take it before."""
    return code_after(desk.database.reader(), code_prefix(desk.settings, day))


def code_prefix(settings: Settings, day: date) -> str:
    """Agency and day: what stands before the running number of a code."""
    return f"{settings.agency_id}-{day:%y%m%d}-"


def cleaned(particulars: Particulars) -> Particulars:
    """The particulars with their texts cleaned. Raises InputError without an applicant."""
    p = replace(
        particulars,
        code=clean(particulars.code),
        applicant=clean(particulars.applicant),
        applicant_id=unspaced(clean(particulars.applicant_id)),
        phone=unspaced(clean(particulars.phone)),
        email=clean(particulars.email),
        address=clean(particulars.address),
        submitter=clean(particulars.submitter),
        submitter_id=unspaced(clean(particulars.submitter_id)),
        submitter_phone=unspaced(clean(particulars.submitter_phone)),
        department=clean(particulars.department),
        officer=clean(particulars.officer),
        fee_receipt=clean(particulars.fee_receipt),
        fee_collector=clean(particulars.fee_collector),
        receipt_number=clean(particulars.receipt_number),
        papers=tuple(
            replace(paper, name=name) for paper in particulars.papers if (name := clean(paper.name))
        ),
        note=clean(particulars.note, multiline=True),
    )
    if not p.applicant:
        raise InputError(_("Chưa có tên người nộp."), _("Nhập tên tổ chức, cá nhân nộp hồ sơ."))
    return p


def must_have_code(particulars: Particulars) -> None:
    """Raises InputError where there is no code, which no dossier goes without."""
    if not particulars.code:
        raise InputError(
            _("Hồ sơ chưa có mã."),
            _("Nhập hoặc quét mã hồ sơ; bàn tự cấp mã thì bật: motcua settings own_codes=1."),
        )
