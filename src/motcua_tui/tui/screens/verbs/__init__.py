"""The forms of the officer's verbs, each asking only what its rule needs."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, TypeAlias

from motcua_tui.services.possible import Verb

if TYPE_CHECKING:
    from motcua_tui.tui.screens.result import ResultScreen
    from motcua_tui.tui.screens.verbs.base import VerbScreen

    Form: TypeAlias = type[VerbScreen] | type[ResultScreen]


@cache
def forms() -> Mapping[Verb, Form]:
    """The form of each verb, in the order of a dossier's life; each is opened with the dossier's code."""
    from motcua_tui.tui.screens.result import ResultScreen
    from motcua_tui.tui.screens.verbs import endings, passing, payment, promise, supplement

    return {
        Verb.DECLINE: endings.DeclineScreen,
        Verb.HAND_OVER: passing.HandOverScreen,
        Verb.SUPPLEMENT: supplement.SupplementScreen,
        Verb.RESUME: supplement.ResumeScreen,
        Verb.CONSULT: passing.ConsultScreen,
        Verb.ANSWER: passing.AnswerScreen,
        Verb.ASK_PAYMENT: payment.AskPaymentScreen,
        Verb.RECEIVE_PAYMENT: payment.ReceivePaymentScreen,
        Verb.REDATE: promise.RedateScreen,
        Verb.FINISH: ResultScreen,
        Verb.RETURN: endings.ReturnScreen,
        Verb.STOP: endings.StopScreen,
        Verb.CLOSE: endings.CloseScreen,
        Verb.CORRECT: endings.CorrectScreen,
    }
