"""The tables of what an office keeps beside its dossiers, written as in ``storage.tables``:
locked periods, typed figures, petitions, what was changed, drafts and lists kept under a name.
"""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel

from motcua_tui.domain.changes import Subject
from motcua_tui.domain.codes import JudgeBy
from motcua_tui.domain.petitions import PetitionChannel
from motcua_tui.storage.tables import OWN_AGENCY, Arguments, coded


class LockedPeriodRow(SQLModel, table=True):
    """A reported period as it was sent: the place of every dossier in the ledger and the sentences as
    JSON, and a hash over all of it. One that was unlocked stays, with who did it, when and why."""

    __tablename__ = "locked_period"
    __table_args__: ClassVar[Arguments] = (
        *coded(judge_by=JudgeBy),
        CheckConstraint("starts_on < ends_on", name="ck_period"),
    )
    id: int | None = Field(default=None, primary_key=True)
    agency_id: int = Field(default=OWN_AGENCY, foreign_key="agency.id")
    name: str
    starts_on: int
    ends_on: int
    profile: str
    judge_by: int
    as_on_time: bool
    ledger: str
    text: str
    hash: str
    entry: int
    """The last entry of the journal that the figures hold."""
    locked_at: int
    actor: str
    unlocked_at: int | None = None
    unlocked_by: str = ""
    unlock_reason: str = ""


class LockedFileRow(SQLModel, table=True):
    """A form of a locked period, byte for byte as it was issued."""

    __tablename__ = "locked_file"
    locked_period_id: int = Field(primary_key=True, foreign_key="locked_period.id")
    name: str = Field(primary_key=True)
    content: bytes


class IndicatorValueRow(SQLModel, table=True):
    """A figure that an officer typed for a period, as text because some are not numbers. Append-only: the
    last row of an indicator and period holds, an empty one takes the figure back."""

    __tablename__ = "indicator_value"
    id: int | None = Field(default=None, primary_key=True)
    agency_id: int = Field(default=OWN_AGENCY, foreign_key="agency.id")
    indicator: str
    starts_on: int
    ends_on: int
    value: str
    recorded_at: int
    actor: str


class PetitionRow(SQLModel, table=True):
    """A complaint or petition of a citizen (phản ánh, kiến nghị). Its history is in ``office_change``."""

    __tablename__ = "petition"
    __table_args__: ClassVar[Arguments] = coded(channel=PetitionChannel)
    id: int | None = Field(default=None, primary_key=True)
    agency_id: int = Field(default=OWN_AGENCY, foreign_key="agency.id")
    received_on: int
    channel: int
    sender: str
    phone: str
    content: str
    procedure: str
    dossier: str
    department_id: int | None = Field(default=None, foreign_key="department.id")
    answer_by: int
    answered_on: int | None
    answer: str


class OfficeChangeRow(SQLModel, table=True):
    """One changed field of what the office keeps beside its dossiers. Append-only."""

    __tablename__ = "office_change"
    __table_args__: ClassVar[Arguments] = coded(subject=Subject)
    id: int | None = Field(default=None, primary_key=True)
    agency_id: int = Field(default=OWN_AGENCY, foreign_key="agency.id")
    entry: int
    subject: int
    name: str
    field: str
    before: str
    after: str
    recorded_at: int
    actor: str


class DraftRow(SQLModel, table=True):
    """A form as it was left by ``actor``, unsaved; ``subject`` is the code of its dossier, if it has one.

    ``content`` maps its fields to what they held, as JSON.
    """

    __tablename__ = "draft"
    id: int | None = Field(default=None, primary_key=True)
    agency_id: int = Field(default=OWN_AGENCY, foreign_key="agency.id")
    actor: str
    form: str
    subject: str
    content: str
    saved_at: int


class SavedViewRow(SQLModel, table=True):
    """A list of dossiers under a name: what narrows it, its order and its columns, as JSON."""

    __tablename__ = "saved_view"
    agency_id: int = Field(default=OWN_AGENCY, primary_key=True, foreign_key="agency.id")
    name: str = Field(primary_key=True)
    content: str
    saved_at: int
    actor: str
