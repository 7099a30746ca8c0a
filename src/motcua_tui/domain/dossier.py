"""A dossier: what the receipt says of it, and where its events have brought it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from motcua_tui.domain.codes import Channel

if TYPE_CHECKING:
    from motcua_tui.domain.events import Event, Standing


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper of the checklist on the receipt, in so many originals and copies."""

    name: str
    originals: int = 1
    copies: int = 0
    received: bool = True
    digitised: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Particulars:
    """Who asks for what, and the facts beside the dates. Text is already clean."""

    code: str
    procedure_version: int
    applicant: str
    channel: Channel = Channel.DIRECT
    applicant_id: str = ""
    """Citizen or tax number (CCCD, MST)."""
    phone: str = ""
    email: str = ""
    address: str = ""
    submitter: str = ""
    """Who brought it, where that is not the applicant."""
    submitter_id: str = ""
    submitter_phone: str = ""
    filed_by_officer: bool = False
    department: str = ""
    officer: str = ""
    sets: int = 1
    papers: tuple[Paper, ...] = ()
    fee: int | None = None
    """In đồng."""
    fee_receipt: str = ""
    fee_collector: str = ""
    """Who took the fee."""
    paid_online: bool = False
    papers_digitised: bool = False
    result_digitised: bool = False
    receipt_number: str = ""
    """Book and number of the receipt; dossiers filed together share it. A code there is that of the first."""
    note: str = ""

    @property
    def receipt(self) -> str:
        """What dossiers on the same receipt share: its number, or the code of the first."""
        return self.receipt_number or self.code


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """A stored dossier with its history. ``version`` is the number of its last event: each change is one."""

    id: int
    version: int
    particulars: Particulars
    standing: Standing
    events: tuple[Event, ...] = ()

    @property
    def code(self) -> str:
        return self.particulars.code
