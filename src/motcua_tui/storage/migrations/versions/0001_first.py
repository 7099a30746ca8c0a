"""The tables of the first release, their indexes, the full-text search and the guards."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_INDEXES = (
    # Everything that counting needs, so that a report never touches the table.
    """CREATE INDEX dossier_ledger ON dossier (ended_on, accepted_on, lawful_due, finished_on, promised_due,
       waiting_since, revised_on, outcome, channel, procedure_version_id, department_id, officer_id,
       agency_id, finish_recorded_on, returned_on, submitted_at, accepted_at, fee, paid_online,
       papers_digitised, result_digitised, filed_by_officer)""",
    "CREATE INDEX dossier_returned ON dossier (returned_on, returned_by) WHERE returned_on IS NOT NULL",
    # The few whose cell in a past period must be asked of their events.
    """CREATE INDEX dossier_revised ON dossier (revised_on, ended_on, accepted_on)
       WHERE revised_on IS NOT NULL""",
    # Everything that the badges need of the open dossiers.
    """CREATE INDEX dossier_open ON dossier (lawful_due, id, waiting_since, waiting_until, last_event_on,
       redates, state, is_open) WHERE is_open""",
    # Search among the open dossiers goes through their words.
    "CREATE INDEX dossier_open_search ON dossier (search, is_open) WHERE is_open",
    """CREATE INDEX dossier_unapologised ON dossier (lawful_due, id, waiting_since, redates, is_open,
       finished_late, state) WHERE redates = 0 AND (is_open OR state = 6)""",
    "CREATE INDEX dossier_to_accept ON dossier (lawful_due, id, submitted_at, state) WHERE state = 0",
    "CREATE INDEX dossier_to_collect ON dossier (lawful_due, id, state) WHERE state = 6",
    "CREATE INDEX dossier_due ON dossier (lawful_due)",
    "CREATE INDEX dossier_accepted ON dossier (accepted_on)",
    "CREATE INDEX dossier_finished ON dossier (finished_on)",
    "CREATE INDEX dossier_applicant ON dossier (applicant_key)",
    # Who comes again is known by the number of a card or a telephone.
    "CREATE INDEX dossier_applicant_id ON dossier (applicant_id, id) WHERE applicant_id <> ''",
    "CREATE INDEX dossier_phone ON dossier (phone, id) WHERE phone <> ''",
    "CREATE INDEX dossier_procedure ON dossier (procedure_version_id, accepted_on)",
    "CREATE INDEX draft_of ON draft (actor, form, subject)",
    "CREATE INDEX petition_received ON petition (received_on)",
    # What was recorded since a period was locked, and when it happened.
    "CREATE INDEX dossier_event_recorded ON dossier_event (entry, happened_at)",
    # The same figures are locked once at a time.
    """CREATE UNIQUE INDEX locked_period_once ON locked_period (agency_id, starts_on, ends_on, profile)
       WHERE unlocked_at IS NULL""",
    "CREATE INDEX office_change_of ON office_change (subject, name)",
    "CREATE INDEX indicator_value_period ON indicator_value (agency_id, starts_on, ends_on, indicator, id)",
)

_SEARCH = (
    """CREATE VIRTUAL TABLE dossier_fts USING fts5 (search, content='dossier', content_rowid='id',
       detail=none, columnsize=0, prefix='1 2 3 4 5 6', tokenize='unicode61 remove_diacritics 0')""",
    """CREATE TRIGGER dossier_fts_insert AFTER INSERT ON dossier BEGIN
       INSERT INTO dossier_fts (rowid, search) VALUES (new.id, new.search); END""",
    """CREATE TRIGGER dossier_fts_update AFTER UPDATE OF search ON dossier WHEN old.search <> new.search BEGIN
       INSERT INTO dossier_fts (dossier_fts, rowid, search) VALUES ('delete', old.id, old.search);
       INSERT INTO dossier_fts (rowid, search) VALUES (new.id, new.search); END""",
)

_GUARDS = (
    """CREATE TRIGGER dossier_stays BEFORE DELETE ON dossier BEGIN
       SELECT raise(ABORT, 'a dossier is never deleted'); END""",
    """CREATE TRIGGER journal_fixed BEFORE UPDATE ON journal BEGIN
       SELECT raise(ABORT, 'the journal is never changed'); END""",
    """CREATE TRIGGER journal_stays BEFORE DELETE ON journal BEGIN
       SELECT raise(ABORT, 'the journal is never changed'); END""",
    """CREATE TRIGGER dossier_event_fixed BEFORE UPDATE ON dossier_event BEGIN
       SELECT raise(ABORT, 'an event is never changed'); END""",
    """CREATE TRIGGER dossier_event_stays BEFORE DELETE ON dossier_event BEGIN
       SELECT raise(ABORT, 'an event is never deleted'); END""",
    """CREATE TRIGGER locked_period_fixed BEFORE UPDATE OF name, starts_on, ends_on, profile, judge_by,
       as_on_time, ledger, text, hash, entry, locked_at, actor ON locked_period BEGIN
       SELECT raise(ABORT, 'a locked period is never changed'); END""",
    """CREATE TRIGGER locked_period_stays BEFORE DELETE ON locked_period BEGIN
       SELECT raise(ABORT, 'a locked period is never deleted'); END""",
    """CREATE TRIGGER locked_file_fixed BEFORE UPDATE ON locked_file BEGIN
       SELECT raise(ABORT, 'an issued form is never changed'); END""",
    """CREATE TRIGGER locked_file_stays BEFORE DELETE ON locked_file BEGIN
       SELECT raise(ABORT, 'an issued form is never deleted'); END""",
    """CREATE TRIGGER petition_stays BEFORE DELETE ON petition BEGIN
       SELECT raise(ABORT, 'a petition is never deleted'); END""",
    """CREATE TRIGGER office_change_fixed BEFORE UPDATE ON office_change BEGIN
       SELECT raise(ABORT, 'a change is never rewritten'); END""",
    """CREATE TRIGGER office_change_stays BEFORE DELETE ON office_change BEGIN
       SELECT raise(ABORT, 'a change is never deleted'); END""",
    """CREATE TRIGGER indicator_value_fixed BEFORE UPDATE ON indicator_value BEGIN
       SELECT raise(ABORT, 'a typed figure is never changed'); END""",
    """CREATE TRIGGER indicator_value_stays BEFORE DELETE ON indicator_value BEGIN
       SELECT raise(ABORT, 'a typed figure is never deleted'); END""",
)


def upgrade() -> None:
    op.create_table(
        "agency",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code"),
    )
    op.create_table(
        "calendar_day",
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("day_on", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("replaces_on", sa.Integer(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.Integer(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.CheckConstraint("kind BETWEEN 0 AND 1", name="ck_kind"),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"]),
        sa.PrimaryKeyConstraint("agency_id", "day_on"),
    )
    op.create_table(
        "department",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("agency_id", "name"),
    )
    op.create_table(
        "draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("saved_at", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "indicator_value",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("indicator", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Integer(), nullable=False),
        sa.Column("ends_on", sa.Integer(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.Integer(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "journal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.Integer(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("seal", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "locked_period",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Integer(), nullable=False),
        sa.Column("ends_on", sa.Integer(), nullable=False),
        sa.Column("profile", sa.String(), nullable=False),
        sa.Column("judge_by", sa.Integer(), nullable=False),
        sa.Column("as_on_time", sa.Boolean(), nullable=False),
        sa.Column("ledger", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.Column("locked_at", sa.Integer(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("unlocked_at", sa.Integer(), nullable=True),
        sa.Column("unlocked_by", sa.String(), nullable=False),
        sa.Column("unlock_reason", sa.String(), nullable=False),
        sa.CheckConstraint("judge_by BETWEEN 0 AND 1", name="ck_judge_by"),
        sa.CheckConstraint("starts_on < ends_on", name="ck_period"),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "locked_file",
        sa.Column("locked_period_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["locked_period_id"], ["locked_period.id"]),
        sa.PrimaryKeyConstraint("locked_period_id", "name"),
    )
    op.create_table(
        "office_session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("starts_time", sa.Integer(), nullable=False),
        sa.Column("ends_time", sa.Integer(), nullable=False),
        sa.Column("season_from", sa.Integer(), nullable=True),
        sa.Column("season_to", sa.Integer(), nullable=True),
        sa.CheckConstraint("starts_time < ends_time", name="ck_session"),
        sa.CheckConstraint("weekday BETWEEN 0 AND 6", name="ck_weekday"),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "officer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("retired_on", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("agency_id", "name"),
    )
    op.create_table(
        "petition",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("received_on", sa.Integer(), nullable=False),
        sa.Column("channel", sa.Integer(), nullable=False),
        sa.Column("sender", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("procedure", sa.String(), nullable=False),
        sa.Column("dossier", sa.String(), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=True),
        sa.Column("answer_by", sa.Integer(), nullable=False),
        sa.Column("answered_on", sa.Integer(), nullable=True),
        sa.Column("answer", sa.String(), nullable=False),
        sa.CheckConstraint("channel BETWEEN 0 AND 5", name="ck_channel"),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"]),
        sa.ForeignKeyConstraint(["department_id"], ["department.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "office_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.Column("subject", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("before", sa.String(), nullable=False),
        sa.Column("after", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.Integer(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.CheckConstraint("subject BETWEEN 0 AND 4", name="ck_subject"),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "procedure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("agency_id", "code"),
    )
    op.create_table(
        "saved_view",
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("saved_at", sa.Integer(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"]),
        sa.PrimaryKeyConstraint("agency_id", "name"),
    )
    op.create_table(
        "setting",
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"]),
        sa.PrimaryKeyConstraint("agency_id", "key"),
    )
    op.create_table(
        "procedure_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("procedure_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_key", sa.String(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("limit_amount", sa.Integer(), nullable=True),
        sa.Column("limit_unit", sa.Integer(), nullable=True),
        sa.Column("legal_amount", sa.Integer(), nullable=True),
        sa.Column("legal_unit", sa.Integer(), nullable=True),
        sa.Column("case_name", sa.String(), nullable=False),
        sa.Column("channel", sa.Integer(), nullable=True),
        sa.Column("online", sa.Integer(), nullable=True),
        sa.Column("post", sa.Boolean(), nullable=False),
        sa.Column("fee", sa.Integer(), nullable=True),
        sa.Column("supplement_effect", sa.Integer(), nullable=False),
        sa.Column("supplement_notice_days", sa.Integer(), nullable=False),
        sa.Column("supplement_wait_days", sa.Integer(), nullable=False),
        sa.Column("supplement_most", sa.Integer(), nullable=False),
        sa.Column("after_15h", sa.Boolean(), nullable=False),
        sa.Column("at_once", sa.Boolean(), nullable=False),
        sa.Column("valid_from", sa.Integer(), nullable=True),
        sa.Column("valid_to", sa.Integer(), nullable=True),
        sa.Column("decision", sa.String(), nullable=False),
        sa.Column("marks", sa.String(), nullable=False),
        sa.CheckConstraint("(legal_amount IS NULL) = (legal_unit IS NULL)", name="ck_legal_limit"),
        sa.CheckConstraint("(limit_amount IS NULL) = (limit_unit IS NULL)", name="ck_limit"),
        sa.CheckConstraint("channel BETWEEN 0 AND 3", name="ck_channel"),
        sa.CheckConstraint("legal_unit BETWEEN 0 AND 2", name="ck_legal_unit"),
        sa.CheckConstraint("limit_unit BETWEEN 0 AND 2", name="ck_limit_unit"),
        sa.CheckConstraint("online BETWEEN 0 AND 3", name="ck_online"),
        sa.CheckConstraint("supplement_effect BETWEEN 0 AND 1", name="ck_supplement_effect"),
        sa.ForeignKeyConstraint(["procedure_id"], ["procedure.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        op.f("ix_procedure_version_procedure_id"), "procedure_version", ["procedure_id"], unique=False
    )
    op.create_table(
        "dossier",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("procedure_version_id", sa.Integer(), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=True),
        sa.Column("officer_id", sa.Integer(), nullable=True),
        sa.Column("applicant", sa.String(), nullable=False),
        sa.Column("channel", sa.Integer(), nullable=False),
        sa.Column("applicant_id", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("submitter", sa.String(), nullable=False),
        sa.Column("submitter_id", sa.String(), nullable=False),
        sa.Column("submitter_phone", sa.String(), nullable=False),
        sa.Column("filed_by_officer", sa.Boolean(), nullable=False),
        sa.Column("sets", sa.Integer(), nullable=False),
        sa.Column("fee", sa.Integer(), nullable=True),
        sa.Column("fee_receipt", sa.String(), nullable=False),
        sa.Column("fee_collector", sa.String(), nullable=False),
        sa.Column("paid_online", sa.Boolean(), nullable=False),
        sa.Column("papers_digitised", sa.Boolean(), nullable=False),
        sa.Column("result_digitised", sa.Boolean(), nullable=False),
        sa.Column("receipt_number", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("state", sa.Integer(), nullable=False),
        sa.Column("submitted_at", sa.Integer(), nullable=True),
        sa.Column("accepted_at", sa.Integer(), nullable=True),
        sa.Column("accepted_on", sa.Integer(), nullable=True),
        sa.Column("receipt_due", sa.Integer(), nullable=True),
        sa.Column("lawful_due", sa.Integer(), nullable=True),
        sa.Column("due_time", sa.Integer(), nullable=True),
        sa.Column("promised_due", sa.Integer(), nullable=True),
        sa.Column("outcome", sa.Integer(), nullable=True),
        sa.Column("finished_at", sa.Integer(), nullable=True),
        sa.Column("finished_on", sa.Integer(), nullable=True),
        sa.Column("ended_on", sa.Integer(), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("finished_late", sa.Boolean(), nullable=False),
        sa.Column("finish_recorded_on", sa.Integer(), nullable=True),
        sa.Column("returned_at", sa.Integer(), nullable=True),
        sa.Column("returned_on", sa.Integer(), nullable=True),
        sa.Column("returned_by", sa.Integer(), nullable=True),
        sa.Column("waiting_since", sa.Integer(), nullable=True),
        sa.Column("waiting_until", sa.Integer(), nullable=True),
        sa.Column("supplements", sa.Integer(), nullable=False),
        sa.Column("redates", sa.Integer(), nullable=False),
        sa.Column("apology_late", sa.Boolean(), nullable=False),
        sa.Column("result_number", sa.String(), nullable=False),
        sa.Column("late_cause", sa.String(), nullable=False),
        sa.Column("revised_on", sa.Integer(), nullable=True),
        sa.Column("last_event_on", sa.Integer(), nullable=True),
        sa.Column("applicant_key", sa.String(), nullable=False),
        sa.Column("search", sa.String(), nullable=False),
        sa.CheckConstraint("channel BETWEEN 0 AND 3", name="ck_channel"),
        sa.CheckConstraint("outcome BETWEEN 0 AND 3", name="ck_outcome"),
        sa.CheckConstraint("returned_by BETWEEN 0 AND 2", name="ck_returned_by"),
        sa.CheckConstraint("state BETWEEN 0 AND 9", name="ck_state"),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"]),
        sa.ForeignKeyConstraint(["department_id"], ["department.id"]),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"]),
        sa.ForeignKeyConstraint(["procedure_version_id"], ["procedure_version.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code", "agency_id", name="dossier_code"),
    )
    op.create_table(
        "procedure_paper",
        sa.Column("procedure_version_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("originals", sa.Integer(), nullable=False),
        sa.Column("copies", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["procedure_version_id"], ["procedure_version.id"]),
        sa.PrimaryKeyConstraint("procedure_version_id", "number"),
    )
    op.create_table(
        "step",
        sa.Column("procedure_version_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=True),
        sa.Column("limit_amount", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["department_id"], ["department.id"]),
        sa.ForeignKeyConstraint(["procedure_version_id"], ["procedure_version.id"]),
        sa.PrimaryKeyConstraint("procedure_version_id", "number"),
    )
    op.create_table(
        "dossier_event",
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Integer(), nullable=False),
        sa.Column("happened_at", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.Integer(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("detail", sa.String(), nullable=False),
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.CheckConstraint("kind BETWEEN 0 AND 19", name="ck_kind"),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"]),
        sa.PrimaryKeyConstraint("dossier_id", "number"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "paper",
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("originals", sa.Integer(), nullable=False),
        sa.Column("copies", sa.Integer(), nullable=False),
        sa.Column("received", sa.Boolean(), nullable=False),
        sa.Column("digitised", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"]),
        sa.PrimaryKeyConstraint("dossier_id", "number"),
    )
    op.create_table(
        "waiting",
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Integer(), nullable=False),
        sa.Column("asked_on", sa.Integer(), nullable=False),
        sa.Column("complete_by", sa.Integer(), nullable=True),
        sa.Column("ended_on", sa.Integer(), nullable=True),
        sa.Column("stops_clock", sa.Boolean(), nullable=False),
        sa.CheckConstraint("kind BETWEEN 0 AND 2", name="ck_kind"),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"]),
        sa.PrimaryKeyConstraint("dossier_id", "number"),
        sqlite_with_rowid=False,
    )
    for statement in (*_INDEXES, *_SEARCH, *_GUARDS):
        op.execute(statement)
