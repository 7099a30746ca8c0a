"""What an officer does to a dossier, one verb a function, one transaction each.

``domain.lifecycle`` decides, the unit of work stores; nothing is deleted and every verb can be undone.
Each returns what is stored now together with the warnings that a person should read; with ``dry``
what would be stored, decided alike but not written. ``seen`` is the dossier that the person decided on:
where it was changed since, nothing is written and ConflictError names the differences.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime

from motcua_tui.domain import consulting, lifecycle, process
from motcua_tui.domain import events as ev
from motcua_tui.domain.codes import Outcome, ReturnWay
from motcua_tui.domain.dossier import Dossier, Particulars
from motcua_tui.domain.lifecycle import Rules, Step
from motcua_tui.domain.roles import Right
from motcua_tui.domain.text import clean
from motcua_tui.errors import InputError
from motcua_tui.i18n import _
from motcua_tui.services import browse, intake, passing
from motcua_tui.services.conflicts import refuse_changed
from motcua_tui.services.desk import Desk
from motcua_tui.services.locked_days import warnings_for


@dataclass(frozen=True, slots=True)
class Done:
    """A verb that was carried out."""

    dossier: Dossier
    warnings: tuple[str, ...] = ()


def submit(desk: Desk, particulars: Particulars, at: datetime) -> Done:
    """File a dossier that waits to be accepted. Raises RuleError when the code is known."""
    return _open(
        desk, particulars, at.date(), lambda standing, _rules: lifecycle.submit(standing, at, desk.now())
    )


def accept(
    desk: Desk,
    particulars: Particulars,
    at: datetime,
    *,
    manual_due: date | None = None,
    manual_reason: str = "",
    seen: Dossier | None = None,
) -> Done:
    """Accept a new dossier, or the one of that code that waits for acceptance.

    The receipt's due date follows from the procedure version. Where the desk issues codes itself, a
    dossier without one gets the next of the day of acceptance. Open dossiers of the same person and
    procedure are a warning. Raises RuleError when the code was accepted before, InputError when the code
    or the applicant is missing.
    """

    def decide(standing: ev.Standing, rules: Rules) -> Step:
        return lifecycle.accept(
            standing, at, desk.now(), rules, manual_due=manual_due, manual_reason=clean(manual_reason)
        )

    return _open(desk, particulars, at.date(), decide, seen)


def decline(
    desk: Desk, code: str, at: datetime, reason: str, *, seen: Dossier | None = None, dry: bool = False
) -> Done:
    return _step(
        desk,
        Right.ACCEPT,
        code,
        lambda d, _r: lifecycle.decline(d.standing, at, desk.now(), clean(reason)),
        seen=seen,
        dry=dry,
    )


def hand_over(
    desk: Desk,
    code: str,
    at: datetime,
    department: str = "",
    officer: str = "",
    note: str = "",
    *,
    step: int | None = None,
    seen: Dossier | None = None,
    dry: bool = False,
) -> Done:
    """Pass the dossier on; department and officer become those in charge.

    ``step`` is the place of the step of the internal process that begins, from 1, or 0 for none of them;
    where it is not given, the one that follows. Where no department is named, the step's gets the dossier.
    Raises InputError when there is no such step, or nobody who would get the dossier.
    """
    department, officer = passing.known_department(desk, clean(department)), clean(officer)

    def in_charge(particulars: Particulars, what: ev.Happening) -> Particulars:
        assert isinstance(what, ev.HandedOver)
        return replace(
            particulars,
            department=what.department or particulars.department,
            officer=what.officer or particulars.officer,
        )

    def decide(dossier: Dossier, rules: Rules) -> Step:
        to, place = process.next_hand(dossier, rules.version.steps, department, step)
        if not (to or officer):
            raise InputError(_("Chưa ghi chuyển hồ sơ cho ai."), _("Ghi phòng, đơn vị hoặc cán bộ nhận."))
        return lifecycle.hand_over(
            dossier.standing,
            at,
            desk.now(),
            to,
            officer,
            clean(note),
            from_department=dossier.particulars.department,
            from_officer=dossier.particulars.officer,
            step=place,
        )

    return _step(desk, Right.PROCESS, code, decide, in_charge, seen=seen, dry=dry)


def ask_supplement(
    desk: Desk,
    code: str,
    at: datetime,
    what: str,
    reason: str = "",
    ground: str = "",
    *,
    seen: Dossier | None = None,
    dry: bool = False,
) -> Done:
    def decide(dossier: Dossier, rules: Rules) -> Step:
        return lifecycle.ask_supplement(
            dossier.standing, at, desk.now(), rules, clean(what, multiline=True), clean(reason), clean(ground)
        )

    return _step(desk, Right.PROCESS, code, decide, seen=seen, dry=dry)


def resume(desk: Desk, code: str, at: datetime, *, seen: Dossier | None = None, dry: bool = False) -> Done:
    return _step(
        desk,
        Right.PROCESS,
        code,
        lambda d, rules: lifecycle.resume(d.standing, at, desk.now(), rules),
        seen=seen,
        dry=dry,
    )


def ask_payment(
    desk: Desk,
    code: str,
    at: datetime,
    *,
    pauses: bool = False,
    seen: Dossier | None = None,
    dry: bool = False,
) -> Done:
    return _step(
        desk,
        Right.PROCESS,
        code,
        lambda d, _r: lifecycle.ask_payment(d.standing, at, desk.now(), pauses=pauses),
        seen=seen,
        dry=dry,
    )


def receive_payment(
    desk: Desk, code: str, at: datetime, *, seen: Dossier | None = None, dry: bool = False
) -> Done:
    return _step(
        desk,
        Right.PROCESS,
        code,
        lambda d, rules: lifecycle.receive_payment(d.standing, at, desk.now(), rules),
        seen=seen,
        dry=dry,
    )


def consult(
    desk: Desk,
    code: str,
    at: datetime,
    agency: str,
    answer_by: date | None = None,
    *,
    seen: Dossier | None = None,
    dry: bool = False,
) -> Done:
    """Ask another agency, which may have a limit of its own."""

    def decide(dossier: Dossier, _rules: Rules) -> Step:
        return consulting.consult(dossier.standing, at, desk.now(), clean(agency), answer_by)

    return _step(desk, Right.PROCESS, code, decide, seen=seen, dry=dry)


def answer(
    desk: Desk, code: str, at: datetime, note: str = "", *, seen: Dossier | None = None, dry: bool = False
) -> Done:
    return _step(
        desk,
        Right.PROCESS,
        code,
        lambda d, _r: consulting.answer(d.standing, at, desk.now(), clean(note)),
        seen=seen,
        dry=dry,
    )


def redate(
    desk: Desk,
    code: str,
    at: datetime,
    promised_due: date,
    reason: str,
    *,
    seen: Dossier | None = None,
    dry: bool = False,
) -> Done:
    def decide(dossier: Dossier, rules: Rules) -> Step:
        return lifecycle.redate(dossier.standing, at, desk.now(), rules.calendar, promised_due, clean(reason))

    return _step(desk, Right.REDATE, code, decide, seen=seen, dry=dry)


def finish(
    desk: Desk,
    code: str,
    at: datetime,
    outcome: Outcome = Outcome.GRANTED,
    *,
    result_number: str = "",
    reason: str = "",
    late_cause: str = "",
    seen: Dossier | None = None,
    dry: bool = False,
) -> Done:
    """Record that the result is at the desk: the finish of every statistic."""

    def decide(dossier: Dossier, _rules: Rules) -> Step:
        return lifecycle.finish(
            dossier.standing,
            at,
            desk.now(),
            outcome,
            result_number=clean(result_number),
            reason=clean(reason),
            late_cause=clean(late_cause),
        )

    return _step(desk, Right.PROCESS, code, decide, seen=seen, dry=dry)


def correct(
    desk: Desk,
    code: str,
    at: datetime,
    outcome: Outcome,
    result_number: str,
    reason: str,
    *,
    seen: Dossier | None = None,
    dry: bool = False,
) -> Done:
    def decide(dossier: Dossier, rules: Rules) -> Step:
        return lifecycle.correct(
            dossier.standing, at, desk.now(), rules.calendar, outcome, clean(result_number), clean(reason)
        )

    return _step(desk, Right.PROCESS, code, decide, seen=seen, dry=dry)


def give_back(
    desk: Desk,
    code: str,
    at: datetime,
    way: ReturnWay = ReturnWay.DESK,
    *,
    seen: Dossier | None = None,
    dry: bool = False,
) -> Done:
    return _step(
        desk,
        Right.RETURN,
        code,
        lambda d, _r: lifecycle.give_back(d.standing, at, desk.now(), way),
        seen=seen,
        dry=dry,
    )


def stop(
    desk: Desk, code: str, at: datetime, reason: str = "", *, seen: Dossier | None = None, dry: bool = False
) -> Done:
    return _step(
        desk,
        Right.PROCESS,
        code,
        lambda d, _r: lifecycle.stop(d.standing, at, desk.now(), clean(reason)),
        seen=seen,
        dry=dry,
    )


def close(
    desk: Desk, code: str, at: datetime, reason: str = "", *, seen: Dossier | None = None, dry: bool = False
) -> Done:
    return _step(
        desk,
        Right.PROCESS,
        code,
        lambda d, _r: lifecycle.close(d.standing, at, desk.now(), clean(reason)),
        seen=seen,
        dry=dry,
    )


def _open(
    desk: Desk,
    particulars: Particulars,
    day: date,
    decide: Callable[[ev.Standing, Rules], Step],
    seen: Dossier | None = None,
) -> Done:
    particulars = intake.cleaned(particulars)
    with desk.unit_of_work(Right.ACCEPT) as uow:
        if not particulars.code and desk.settings.own_codes:
            # The write lock is held from here to the commit, so nobody else gets the same number.
            code = uow.dossiers.next_code(intake.code_prefix(desk.settings, day))
            particulars = replace(particulars, code=code)
        intake.must_have_code(particulars)
        rules = desk.rules(uow.catalogue.get(particulars.procedure_version))
        known = uow.dossiers.find(particulars.code)
        if known is not None:
            refuse_changed(desk, uow, seen, known)
        twice = intake.told_twice(uow.dossiers.like(particulars))
        step = decide(known.standing if known else ev.Standing(), rules)
        if known is None:
            dossier = uow.dossiers.add(particulars, [step.event])
        else:
            dossier = uow.dossiers.append(known, [step.event], particulars=particulars)
        uow.commit()
    return Done(dossier, (*_told(desk, step), *twice))


def _step(
    desk: Desk,
    right: Right,
    code: str,
    decide: Callable[[Dossier, Rules], Step],
    amend: Callable[[Particulars, ev.Happening], Particulars] | None = None,
    *,
    seen: Dossier | None,
    dry: bool,
) -> Done:
    if dry:
        desk.require(right)
        page = browse.find(desk, code)
        step = _decided(decide, page.dossier, desk.rules(page.version), desk.now())
        event = replace(step.event, number=len(page.dossier.events) + 1)
        standing = ev.replay((*page.dossier.events, event))
        return Done(replace(page.dossier, standing=standing), _told(desk, step))
    with desk.unit_of_work(right) as uow:
        dossier = uow.dossiers.get(clean(code))
        refuse_changed(desk, uow, seen, dossier)
        rules = desk.rules(uow.catalogue.get(dossier.particulars.procedure_version))
        step = _decided(decide, dossier, rules, desk.now())
        particulars = amend(dossier.particulars, step.event.what) if amend else None
        dossier = uow.dossiers.append(dossier, [step.event], particulars=particulars)
        uow.commit()
    return Done(dossier, _told(desk, step))


def _told(desk: Desk, step: Step) -> tuple[str, ...]:
    return (*step.warnings, *warnings_for(desk, [step.event.on]))


def _decided(decide: Callable[[Dossier, Rules], Step], dossier: Dossier, rules: Rules, now: datetime) -> Step:
    """The step with a warning more where it comes too late for the internal process."""
    step = decide(dossier, rules)
    return replace(step, warnings=(*step.warnings, *process.passed_on_late(dossier, step.event, rules, now)))
