"""The yes-or-no facts of a receipt, as bits of one small integer: the column ``facts``."""

from __future__ import annotations

from enum import IntFlag, auto
from functools import cache
from typing import Final

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


_BITS: Final = tuple(fact.value for fact in Fact)


def facts_of(particulars: Particulars) -> int:
    """The facts of a receipt that are so."""
    return _bits(
        particulars.channel.online,
        particulars.filed_by_officer,
        bool(particulars.fee),
        particulars.paid_online,
        particulars.papers_digitised,
        particulars.result_digitised,
    )


@cache
def _bits(*so: bool) -> int:
    return sum(bit for bit, is_so in zip(_BITS, so, strict=True) if is_so)
