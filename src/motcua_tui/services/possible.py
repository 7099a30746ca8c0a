"""Which verbs a dossier allows now: each is decided as it would be at this moment, and its refusal kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from enum import StrEnum
from typing import Final

from motcua_tui.domain.codes import Outcome, ReturnWay
from motcua_tui.domain.roles import Right
from motcua_tui.errors import RuleError
from motcua_tui.services import browse
from motcua_tui.services.desk import Desk

_SOME = "…"
"""Stands for what the officer would write."""


class Verb(StrEnum):
    """What can be done to a stored dossier; the values are the names of the commands."""

    DECLINE = "decline"
    HAND_OVER = "hand-over"
    CONSULT = "consult"
    ANSWER = "answer"
    SUPPLEMENT = "supplement"
    RESUME = "resume"
    ASK_PAYMENT = "payment"
    RECEIVE_PAYMENT = "paid"
    REDATE = "redate"
    FINISH = "finish"
    RETURN = "return"
    STOP = "stop"
    CLOSE = "close"
    CORRECT = "correct"
    UNDO = "undo"
    REDO = "redo"


Refusals = Mapping[Verb, RuleError]
_RIGHTS: Final = {
    Verb.DECLINE: Right.ACCEPT,
    Verb.REDATE: Right.REDATE,
    Verb.RETURN: Right.RETURN,
    Verb.UNDO: Right.UNDO,
    Verb.REDO: Right.UNDO,
}
"""The rights that verbs need; all others are ``Right.PROCESS``."""


def refusals(desk: Desk, code: str) -> Refusals:
    """The verbs that the rules or the role of whoever sits here forbid now, each with its reason; a verb that
    is not named fits."""
    from motcua_tui.domain import consulting, lifecycle
    from motcua_tui.services import undoing

    page = browse.find(desk, code)
    dossier, rules, now = page.dossier, desk.rules(page.version), desk.now()
    standing = dossier.standing
    later = (standing.lawful_due or now.date()) + timedelta(days=1)
    tries: dict[Verb, Callable[[], object]] = {
        Verb.DECLINE: lambda: lifecycle.decline(standing, now, now, _SOME),
        Verb.HAND_OVER: lambda: lifecycle.hand_over(standing, now, now, _SOME),
        Verb.CONSULT: lambda: consulting.consult(standing, now, now, _SOME),
        Verb.ANSWER: lambda: consulting.answer(standing, now, now),
        Verb.SUPPLEMENT: lambda: lifecycle.ask_supplement(standing, now, now, rules, _SOME),
        Verb.RESUME: lambda: lifecycle.resume(standing, now, now, rules),
        Verb.ASK_PAYMENT: lambda: lifecycle.ask_payment(standing, now, now),
        Verb.RECEIVE_PAYMENT: lambda: lifecycle.receive_payment(standing, now, now, rules),
        Verb.REDATE: lambda: lifecycle.redate(standing, now, now, rules.calendar, later, _SOME),
        Verb.FINISH: lambda: lifecycle.finish(standing, now, now),
        Verb.RETURN: lambda: lifecycle.give_back(standing, now, now, ReturnWay.DESK),
        Verb.STOP: lambda: lifecycle.stop(standing, now, now),
        Verb.CLOSE: lambda: lifecycle.close(standing, now, now),
        Verb.CORRECT: lambda: lifecycle.correct(
            standing, now, now, rules.calendar, Outcome.GRANTED, "", _SOME
        ),
        Verb.UNDO: lambda: undoing.last_step(dossier),
        Verb.REDO: lambda: undoing.last_undone(dossier),
    }
    found: dict[Verb, RuleError] = {}
    for verb, decide in tries.items():
        try:
            desk.require(_RIGHTS.get(verb, Right.PROCESS))
            decide()
        except RuleError as error:
            found[verb] = error
    return found
