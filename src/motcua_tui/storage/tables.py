"""The tables, as SQLModel writes them.

``*_on``, ``*_due``, ``*_until`` and ``valid_*`` are day ordinals, ``*_at`` UTC seconds, ``*_time``
minutes of the day, vocabularies the codes of ``storage.codes``. The standing of a dossier is kept
as columns of ``dossier``: a projection of its ``dossier_event`` rows, which are never changed.
Indexes, the full-text table and the triggers are in the migrations only.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, Final

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from motcua_tui.domain.codes import (
    Channel,
    DayKind,
    Outcome,
    ReturnWay,
    State,
    SupplementEffect,
    Unit,
    WaitKind,
)
from motcua_tui.storage.happenings import KINDS

OWN_AGENCY: Final = 1
"""The agency of a single desk; a shared server has more."""

Arguments = tuple[CheckConstraint | UniqueConstraint | dict[str, bool], ...]


def coded(**columns: Iterable[object]) -> tuple[CheckConstraint, ...]:
    """Each column holds a code of its vocabulary."""
    return tuple(
        CheckConstraint(f"{column} BETWEEN 0 AND {len(list(values)) - 1}", name=f"ck_{column}")
        for column, values in columns.items()
    )


class AgencyRow(SQLModel, table=True):
    __tablename__ = "agency"
    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(unique=True)
    name: str = ""
    writes: int = 0
    """How many transactions wrote: beginning one counts it, which waits for the others."""


class DepartmentRow(SQLModel, table=True):
    __tablename__ = "department"
    __table_args__: ClassVar[Arguments] = (UniqueConstraint("agency_id", "name"),)
    id: int | None = Field(default=None, primary_key=True)
    agency_id: int = Field(default=OWN_AGENCY, foreign_key="agency.id")
    name: str


class OfficerRow(SQLModel, table=True):
    __tablename__ = "officer"
    __table_args__: ClassVar[Arguments] = (
        UniqueConstraint("agency_id", "name"),
        UniqueConstraint("agency_id", "login"),
    )
    id: int | None = Field(default=None, primary_key=True)
    agency_id: int = Field(default=OWN_AGENCY, foreign_key="agency.id")
    name: str
    retired_on: int | None = None
    role: int | None = None
    login: str | None = None
    """The name of this officer on the machine, by the operating system."""
    pin_hash: str | None = None
    wrong_pins: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    """In a row, up to the last one."""
    wrong_pin_at: int | None = None


class ProcedureRow(SQLModel, table=True):
    __tablename__ = "procedure"
    __table_args__: ClassVar[Arguments] = (UniqueConstraint("agency_id", "code"),)
    id: int | None = Field(default=None, primary_key=True)
    agency_id: int = Field(default=OWN_AGENCY, foreign_key="agency.id")
    code: str


class ProcedureVersionRow(SQLModel, table=True):
    """A procedure as one decision has it. Limits are in hundredths of their unit, marks words with spaces."""

    __tablename__ = "procedure_version"
    __table_args__: ClassVar[Arguments] = (
        *coded(
            limit_unit=Unit,
            legal_unit=Unit,
            channel=Channel,
            online=Channel,
            supplement_effect=SupplementEffect,
        ),
        CheckConstraint("(limit_amount IS NULL) = (limit_unit IS NULL)", name="ck_limit"),
        CheckConstraint("(legal_amount IS NULL) = (legal_unit IS NULL)", name="ck_legal_limit"),
    )
    id: int | None = Field(default=None, primary_key=True)
    procedure_id: int = Field(foreign_key="procedure.id", index=True)
    name: str
    name_key: str
    field: str
    limit_amount: int | None = None
    limit_unit: int | None = None
    legal_amount: int | None = None
    legal_unit: int | None = None
    case_name: str = ""
    channel: int | None = None
    online: int | None = None
    post: bool = False
    fee: int | None = None
    supplement_effect: int
    supplement_notice_days: int
    supplement_wait_days: int
    supplement_most: int
    after_15h: bool = False
    at_once: bool = False
    valid_from: int | None = None
    valid_to: int | None = None
    decision: str = ""
    marks: str = ""


class DossierRow(SQLModel, table=True):
    """What the receipt says, then the standing that the events make.

    ``ended_on`` is the day on which the ledger counts the finish: not before the acceptance, and the
    last day of the calendar (9999-12-31) while there is none. It, ``facts``, ``is_open``, ``judged`` and
    ``finished_late`` say nothing new; they are there for the indexes. ``finish_recorded_on`` is the day
    on which the result was recorded, where that was not in one go with the rest of the dossier.
    ``applicant_key`` sorts as Vietnamese does, ``search`` is what full-text search looks at.
    """

    __tablename__ = "dossier"
    __table_args__: ClassVar[Arguments] = (
        UniqueConstraint("code", "agency_id", name="dossier_code"),
        *coded(channel=Channel, state=State, outcome=Outcome, returned_by=ReturnWay),
    )
    id: int | None = Field(default=None, primary_key=True)
    agency_id: int = Field(default=OWN_AGENCY, foreign_key="agency.id")
    version: int = 1
    code: str
    procedure_version_id: int = Field(foreign_key="procedure_version.id")
    department_id: int | None = Field(default=None, foreign_key="department.id")
    officer_id: int | None = Field(default=None, foreign_key="officer.id")
    applicant: str
    channel: int
    applicant_id: str
    phone: str
    email: str
    address: str
    submitter: str
    submitter_id: str
    submitter_phone: str
    filed_by_officer: bool
    sets: int
    fee: int | None
    fee_receipt: str
    fee_collector: str
    paid_online: bool
    papers_digitised: bool
    result_digitised: bool
    facts: int
    """The bits of ``storage.facts``."""
    receipt_number: str
    note: str
    state: int
    submitted_at: int | None
    accepted_at: int | None
    accepted_on: int | None
    receipt_due: int | None
    lawful_due: int | None
    due_time: int | None
    promised_due: int | None
    outcome: int | None
    finished_at: int | None
    finished_on: int | None
    ended_on: int
    is_open: bool
    judged: int | None
    """The code of ``storage.judged``."""
    finished_late: bool
    finish_recorded_on: int | None = None
    returned_at: int | None
    returned_on: int | None
    returned_by: int | None
    waiting_since: int | None
    waiting_until: int | None
    supplements: int
    redates: int
    apology_late: bool
    result_number: str
    late_cause: str
    revised_on: int | None
    last_event_on: int | None
    applicant_key: str
    search: str


class DossierEarlierRow(SQLModel, table=True):
    """How a dossier stood on the days before its last revision, where that makes a difference to a report:
    from one day, inclusive, until another, exclusive. The columns are those of ``dossier``."""

    __tablename__ = "dossier_earlier"
    __table_args__: ClassVar[Arguments] = ({"sqlite_with_rowid": False},)
    dossier_id: int = Field(primary_key=True, foreign_key="dossier.id")
    from_on: int = Field(primary_key=True)
    until_on: int
    accepted_on: int
    ended_on: int
    judged: int | None
    lawful_due: int | None
    promised_due: int | None
    waiting_since: int | None


class DossierSummaryRow(SQLModel, table=True):
    """So many dossiers that are alike to every report of whole months (``storage.summary``)."""

    __tablename__ = "dossier_summary"
    __table_args__: ClassVar[Arguments] = ({"sqlite_with_rowid": False},)
    ended_on: int = Field(primary_key=True)
    accepted_on: int = Field(primary_key=True)
    channel: int = Field(primary_key=True)
    judged: int = Field(primary_key=True)
    from_on: int = Field(primary_key=True)
    until_on: int = Field(primary_key=True)
    lawful_due: int = Field(primary_key=True)
    promised_due: int = Field(primary_key=True)
    waiting_since: int = Field(primary_key=True)
    n: int


class DossierEventRow(SQLModel, table=True):
    """One happening, numbered within its dossier in the order of recording. Append-only."""

    __tablename__ = "dossier_event"
    __table_args__: ClassVar[Arguments] = (*coded(kind=KINDS), {"sqlite_with_rowid": False})
    dossier_id: int = Field(primary_key=True, foreign_key="dossier.id")
    number: int = Field(primary_key=True)
    kind: int
    happened_at: int
    recorded_at: int
    actor: str
    detail: str
    entry: int
    """The entry of the journal that recorded it."""


class JournalRow(SQLModel, table=True):
    """One transaction that recorded something; ``seal`` is over the one before and all that it recorded."""

    __tablename__ = "journal"
    id: int = Field(primary_key=True)
    agency_id: int = Field(default=OWN_AGENCY, foreign_key="agency.id")
    recorded_at: int
    actor: str
    seal: str


class WaitingRow(SQLModel, table=True):
    __tablename__ = "waiting"
    __table_args__: ClassVar[Arguments] = (*coded(kind=WaitKind), {"sqlite_with_rowid": False})
    dossier_id: int = Field(primary_key=True, foreign_key="dossier.id")
    number: int = Field(primary_key=True)
    kind: int
    asked_on: int
    complete_by: int | None
    ended_on: int | None
    stops_clock: bool


class CalendarDayRow(SQLModel, table=True):
    __tablename__ = "calendar_day"
    __table_args__: ClassVar[Arguments] = coded(kind=DayKind)
    agency_id: int = Field(default=OWN_AGENCY, primary_key=True, foreign_key="agency.id")
    day_on: int = Field(primary_key=True)
    kind: int
    label: str
    replaces_on: int | None = None
    source: str = ""
    recorded_at: int
    actor: str


class OfficeSessionRow(SQLModel, table=True):
    """A session of one weekday (Monday 0); a season is month × 100 + day, both ends included."""

    __tablename__ = "office_session"
    __table_args__: ClassVar[Arguments] = (
        CheckConstraint("weekday BETWEEN 0 AND 6", name="ck_weekday"),
        CheckConstraint("starts_time < ends_time", name="ck_session"),
    )
    id: int | None = Field(default=None, primary_key=True)
    agency_id: int = Field(default=OWN_AGENCY, foreign_key="agency.id")
    weekday: int
    starts_time: int
    ends_time: int
    season_from: int | None = None
    season_to: int | None = None


class PaperRow(SQLModel, table=True):
    """A paper of the checklist of a dossier."""

    __tablename__ = "paper"
    dossier_id: int = Field(primary_key=True, foreign_key="dossier.id")
    number: int = Field(primary_key=True)
    name: str
    originals: int = 0
    copies: int = 0
    received: bool = False
    digitised: bool = False


class ProcedurePaperRow(SQLModel, table=True):
    """A paper that the applicant hands in, by the checklist of a procedure version."""

    __tablename__ = "procedure_paper"
    procedure_version_id: int = Field(primary_key=True, foreign_key="procedure_version.id")
    number: int = Field(primary_key=True)
    name: str
    originals: int
    copies: int


class StepRow(SQLModel, table=True):
    """A step of the internal process of a procedure version, with its share of the limit in hundredths."""

    __tablename__ = "step"
    procedure_version_id: int = Field(primary_key=True, foreign_key="procedure_version.id")
    number: int = Field(primary_key=True)
    name: str
    department_id: int | None = Field(default=None, foreign_key="department.id")
    limit_amount: int | None = None


class SettingRow(SQLModel, table=True):
    __tablename__ = "setting"
    agency_id: int = Field(default=OWN_AGENCY, primary_key=True, foreign_key="agency.id")
    key: str = Field(primary_key=True)
    value: str
