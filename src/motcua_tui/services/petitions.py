"""The book of petitions (sổ phản ánh, kiến nghị): received, answered, put right, and counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, replace
from datetime import date, datetime, timedelta

from motcua_tui.domain import petitions as domain
from motcua_tui.domain.changes import Change, Subject
from motcua_tui.domain.periods import Period
from motcua_tui.domain.petitions import Petition, PetitionCounts
from motcua_tui.domain.roles import Right
from motcua_tui.domain.text import clean, fold
from motcua_tui.domain.timeliness import Timeliness
from motcua_tui.domain.typed_dates import short_date
from motcua_tui.errors import InputError, NotFoundError, RuleError
from motcua_tui.i18n import _
from motcua_tui.labels import petition_change_label
from motcua_tui.services.conflicts import conflict, said
from motcua_tui.services.desk import Desk
from motcua_tui.services.passing import known_department
from motcua_tui.storage.reads import changes
from motcua_tui.storage.reads import petitions as reads


def answer_by(desk: Desk, received_on: date) -> date:
    """The day by which to answer where nobody set one: so many working days after receiving it."""
    return desk.calendar.add(received_on, desk.settings.petition_days)


def petitions(desk: Desk) -> tuple[Petition, ...]:
    """The whole book, in the order of receiving."""
    return reads.petitions(desk.database.reader())


def petition(desk: Desk, number: int) -> Petition:
    """One petition. Raises NotFoundError."""
    return _found(reads.petition(desk.database.reader(), number), number)


def matching(found: Iterable[Petition], text: str) -> list[Petition]:
    """Those whose number, sender, content, codes, department or answer hold every word, accents aside."""
    words = fold(text).split()
    return [petition for petition in found if all(word in _searched(petition) for word in words)]


def standing(desk: Desk, petition: Petition) -> Timeliness:
    """How the petition stands today against the day by which to answer."""
    return petition.standing(desk.today(), desk.calendar, desk.settings.near_days)


def history(desk: Desk, number: int) -> tuple[Change, ...]:
    """Every changed field of a petition, oldest first."""
    found = changes.changes(
        desk.database.reader(), Subject.PETITION, zone=desk.settings.zone, name=str(number)
    )
    return found[::-1]


def told(history: Sequence[Change]) -> Iterator[tuple[datetime, str, Change | None]]:
    """When, who and what; the fields that were filled in at first are one entry, without a change."""
    first = [c for c in history if c.recorded_at == history[0].recorded_at and not c.before]
    if first:
        yield first[0].recorded_at, first[0].actor, None
    for change in history:
        if change not in first:
            yield change.recorded_at, change.actor, change


def counts(desk: Desk, first: date, last: date) -> PetitionCounts:
    """The petitions from ``first`` to ``last``, both inclusive."""
    return domain.counts(petitions(desk), Period(first, last + timedelta(days=1)))


def add(desk: Desk, petition: Petition) -> Petition:
    """Write a petition down; gives it with its number. Raises InputError."""
    checked = _checked(desk, petition)
    with desk.unit_of_work(Right.PETITIONS) as uow:
        added = uow.petitions.add(checked)
        uow.commit()
    return added


def answer(
    desk: Desk, number: int, answered_on: date, text: str, *, seen: Petition | None = None
) -> Petition:
    """Record the answer. Raises NotFoundError, InputError, RuleError when it is answered already, and
    ConflictError when it was changed since it was ``seen``."""
    known = seen or petition(desk, number)
    if not known.open:
        raise RuleError(
            _("Phản ánh số {number} đã được trả lời ngày {day}.").format(
                number=number, day=short_date(known.answered_on or answered_on)
            ),
            _("Câu trả lời ghi nhầm thì sửa lại: motcua petitions correct."),
        )
    if not clean(text):
        raise InputError(_("Chưa ghi nội dung trả lời."), _("Ghi ngắn gọn đã trả lời gì, bằng văn bản nào."))
    return correct(desk, known, replace(known, answered_on=answered_on, answer=text))


def correct(desk: Desk, before: Petition, after: Petition) -> Petition:
    """Put right what ``before`` says; every changed field stays in the history.

    Raises InputError, NotFoundError, ConflictError when somebody changed it meanwhile.
    """
    checked = _checked(desk, replace(after, number=before.number))
    with desk.unit_of_work(Right.PETITIONS) as uow:
        now = _found(uow.petitions.get(before.number), before.number)
        if now != before:
            raise conflict(_("Phản ánh vừa được người khác cập nhật."), differences(desk, before, now))
        uow.petitions.update(before, checked)
        uow.commit()
    return checked


def differences(desk: Desk, seen: Petition, now: Petition) -> Iterator[str]:
    """What was changed of a petition since it was seen, when and by whom."""
    latest = {change.field: change for change in history(desk, now.number)}
    for field in fields(Petition):
        before = getattr(seen, field.name)
        if before != getattr(now, field.name):
            change = replace(latest[field.name], before="" if before is None else str(before))
            yield said(desk, change.recorded_at, change.actor, petition_change_label(change))


def _checked(desk: Desk, petition: Petition) -> Petition:
    """The petition with its texts cleaned. Raises InputError."""
    checked = replace(
        petition,
        sender=clean(petition.sender),
        phone=clean(petition.phone),
        content=clean(petition.content),
        procedure=clean(petition.procedure),
        dossier=clean(petition.dossier),
        department=known_department(desk, clean(petition.department)),
        answer=clean(petition.answer),
    )
    if not checked.sender or not checked.content:
        raise InputError(
            _("Phản ánh cần có người gửi và nội dung."),
            _("Người gửi không xưng tên thì ghi “Không nêu tên”."),
        )
    if checked.received_on > desk.today():
        raise InputError(_("Ngày tiếp nhận ở sau hôm nay."), _("Xem lại ngày tiếp nhận phản ánh."))
    if checked.answer_by < checked.received_on:
        raise InputError(_("Hạn trả lời ở trước ngày tiếp nhận."), _("Xem lại hai ngày."))
    if checked.answered_on is None and checked.answer:
        raise InputError(_("Có nội dung trả lời mà chưa có ngày trả lời."), _("Ghi ngày trả lời."))
    if checked.answered_on is not None and not checked.received_on <= checked.answered_on <= desk.today():
        raise InputError(
            _("Ngày trả lời phải từ ngày tiếp nhận đến hôm nay."), _("Xem lại ngày trả lời phản ánh.")
        )
    return checked


def _found(petition: Petition | None, number: int) -> Petition:
    if petition is None:
        raise NotFoundError(
            _("Không có phản ánh số {number}.").format(number=number), _("Xem sổ: motcua petitions list.")
        )
    return petition


def _searched(petition: Petition) -> str:
    return fold(
        f"{petition.number} {petition.sender} {petition.phone} {petition.content} {petition.procedure}"
        f" {petition.dossier} {petition.department} {petition.answer}"
    )
