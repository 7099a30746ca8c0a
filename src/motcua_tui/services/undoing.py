"""Taking a step back, and doing it again: each is a new event, so the history keeps both.

``undo`` may be repeated down to the acceptance and ``redo`` up again, across restarts, until another step
is recorded.
"""

from __future__ import annotations

from dataclasses import replace

from motcua_tui.domain import events as ev
from motcua_tui.domain.codes import Channel
from motcua_tui.domain.dossier import Dossier, Particulars
from motcua_tui.domain.roles import Right
from motcua_tui.domain.text import clean
from motcua_tui.errors import RuleError
from motcua_tui.i18n import _
from motcua_tui.services.conflicts import refuse_changed
from motcua_tui.services.desk import Desk
from motcua_tui.services.locked_days import warnings_for
from motcua_tui.services.verbs import Done
from motcua_tui.storage.reads import history


def undo(desk: Desk, code: str, *, step: int | None = None, seen: Dossier | None = None) -> Done:
    """Take back the last step of a dossier, except its acceptance, by a new event that says so.

    With ``step``, the number of its event, only that one. Raises RuleError, and ConflictError when the
    dossier was changed since it was ``seen``.
    """
    with desk.unit_of_work(Right.UNDO) as uow:
        dossier = uow.dossiers.get(clean(code))
        refuse_changed(desk, uow, seen, dossier)
        last = last_step(dossier)
        _must_be_allowed(desk, dossier, last, last)
        if step is not None and last.number != step:
            raise RuleError(
                _("Hồ sơ {code} đã có bước khác sau đó.").format(code=dossier.code),
                _("Mở hồ sơ để xem lịch sử, rồi hoàn tác riêng nếu cần."),
            )
        undoing = ev.Event(desk.now(), ev.Undone(last.number))
        before = _before(dossier.particulars, last.what)
        dossier = uow.dossiers.append(dossier, [undoing], particulars=before)
        uow.commit()
    return Done(dossier, warnings_for(desk, [last.on]))


def redo(desk: Desk, code: str, *, seen: Dossier | None = None) -> Done:
    """Do again the step that ``undo`` took back last, by undoing the undoing.

    Raises RuleError, and ConflictError when the dossier was changed since it was ``seen``.
    """
    with desk.unit_of_work(Right.UNDO) as uow:
        dossier = uow.dossiers.get(clean(code))
        refuse_changed(desk, uow, seen, dossier)
        undoing, step = _last_undoing(dossier)
        _must_be_allowed(desk, dossier, undoing, step)
        redoing = ev.Event(desk.now(), ev.Undone(undoing.number))
        after = _after(dossier.particulars, step.what)
        dossier = uow.dossiers.append(dossier, [redoing], particulars=after)
        uow.commit()
    return Done(dossier, warnings_for(desk, [step.on]))


def last_step(dossier: Dossier) -> ev.Event:
    """The step that ``undo`` would take back. Raises RuleError when there is none."""
    last = _latest(dossier)
    if isinstance(last.what, ev.Submitted | ev.Accepted):
        raise RuleError(
            _("Hồ sơ {code} mới được tiếp nhận, chưa có bước nào để hoàn tác.").format(code=dossier.code),
            _("Nếu tiếp nhận nhầm, dừng giải quyết và ghi rõ lý do."),
        )
    return last


def last_undone(dossier: Dossier) -> ev.Event:
    """The step that ``redo`` would do again. Raises RuleError when there is none."""
    return _last_undoing(dossier)[1]


def right_to(step: ev.Happening) -> Right:
    """The right that a step of a dossier needs, and so does taking it back."""
    match step:
        case ev.Submitted() | ev.Accepted() | ev.Declined():
            return Right.ACCEPT
        case ev.ReDated():
            return Right.REDATE
        case ev.Returned():
            return Right.RETURN
        case ev.DueMoved():
            return Right.CALENDAR
        case ev.Amended():
            return Right.IMPORT
        case _:
            return Right.PROCESS


def _must_be_allowed(desk: Desk, dossier: Dossier, event: ev.Event, step: ev.Event) -> None:
    """Whoever takes an event back must have the right to the step, and one of its own where somebody else
    recorded the event."""
    desk.require(right_to(step.what))
    if not desk.seat.may(Right.UNDO_OTHERS):
        connection = desk.database.reader()
        if history.recorder(connection, dossier.id, event.number) != desk.actor:
            desk.require(Right.UNDO_OTHERS)


def _last_undoing(dossier: Dossier) -> tuple[ev.Event, ev.Event]:
    """The last undoing of a step and that step, where no other step was recorded since."""
    steps = {event.number: event for event in dossier.events if not isinstance(event.what, ev.Undone)}
    latest = _latest(dossier).number
    for undoing in sorted(ev.that_count(dossier.events), key=lambda event: event.number, reverse=True):
        if undoing.number > latest and isinstance(undoing.what, ev.Undone) and undoing.what.event in steps:
            return undoing, steps[undoing.what.event]
    raise RuleError(
        _("Hồ sơ {code} không có bước nào vừa hoàn tác để làm lại.").format(code=dossier.code),
        _("Chỉ làm lại được khi chưa ghi bước nào khác sau lần hoàn tác."),
    )


def _latest(dossier: Dossier) -> ev.Event:
    """The last step that counts. A paper that was handed out cannot be taken back."""
    not_steps = ev.Undone | ev.LetterIssued
    steps = (event for event in ev.that_count(dossier.events) if not isinstance(event.what, not_steps))
    return max(steps, key=lambda event: event.number)


def _before(particulars: Particulars, step: ev.Happening) -> Particulars:
    """The particulars as they were before a step that changed them."""
    match step:
        case ev.HandedOver(from_department=department, from_officer=officer):
            return replace(particulars, department=department, officer=officer)
        case ev.Amended(name, before):
            return _amended(particulars, name, before)
        case _:
            return particulars


def _after(particulars: Particulars, step: ev.Happening) -> Particulars:
    """The particulars as that step made them."""
    match step:
        case ev.HandedOver(department, officer):
            return replace(
                particulars,
                department=department or particulars.department,
                officer=officer or particulars.officer,
            )
        case ev.Amended(name, after=after):
            return _amended(particulars, name, after)
        case _:
            return particulars


def _amended(particulars: Particulars, name: str, value: str) -> Particulars:
    match name:
        case "channel":
            return replace(particulars, channel=Channel(value))
        case "fee":
            return replace(particulars, fee=int(value) if value else None)
        case _:
            return replace(particulars, **{name: value})  # type: ignore[arg-type]  # the rest are texts
