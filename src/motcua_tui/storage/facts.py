"""The yes-or-no facts of a receipt, as bits of one small integer: the column ``facts``."""

from __future__ import annotations

from enum import IntFlag, auto

from motcua_tui.domain.dossier import Particulars


class Fact(IntFlag):
    """The bits. A bit is never given another meaning; new ones come at the end."""

    ONLINE = auto()
    FILED_BY_OFFICER = auto()
    WITH_FEE = auto()
    """The fee is above 0."""
    PAID_ONLINE = auto()
    PAPERS_DIGITISED = auto()
    RESULT_DIGITISED = auto()


def facts_of(particulars: Particulars) -> int:
    """The facts of a receipt that are so."""
    return (
        particulars.channel.online * Fact.ONLINE.value
        | particulars.filed_by_officer * Fact.FILED_BY_OFFICER.value
        | bool(particulars.fee) * Fact.WITH_FEE.value
        | particulars.paid_online * Fact.PAID_ONLINE.value
        | particulars.papers_digitised * Fact.PAPERS_DIGITISED.value
        | particulars.result_digitised * Fact.RESULT_DIGITISED.value
    )
