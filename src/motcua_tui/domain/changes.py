"""What the office changed beside its dossiers: one field, from what to what, when and by whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

CONFIRMED: Final = "confirmed_until"
"""The name that the changes of the calendar have for until when it is final."""


class Subject(StrEnum):
    """What was changed. Stored by its place here, so it grows at its end only."""

    SETTING = "setting"
    SESSIONS = "sessions"
    CALENDAR = "calendar"
    OFFICER = "officer"
    PETITION = "petition"
    PROCEDURE = "procedure"


@dataclass(frozen=True, slots=True)
class Change:
    """One field of one subject: ``name`` is the setting's key, the petition's number, the officer's name,
    the code and number of a version of a procedure …"""

    subject: Subject
    name: str
    field: str
    """Empty where the subject has one value only."""
    before: str
    after: str
    recorded_at: datetime
    actor: str
