"""What the first migration makes beside its tables: indexes, full-text search, guards of what stays."""

from __future__ import annotations

from typing import Final

INDEXES: Final = (
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

SEARCH: Final = (
    """CREATE VIRTUAL TABLE dossier_fts USING fts5 (search, content='dossier', content_rowid='id',
       detail=none, columnsize=0, prefix='1 2 3 4 5 6', tokenize='unicode61 remove_diacritics 0')""",
    """CREATE TRIGGER dossier_fts_insert AFTER INSERT ON dossier BEGIN
       INSERT INTO dossier_fts (rowid, search) VALUES (new.id, new.search); END""",
    """CREATE TRIGGER dossier_fts_update AFTER UPDATE OF search ON dossier WHEN old.search <> new.search BEGIN
       INSERT INTO dossier_fts (dossier_fts, rowid, search) VALUES ('delete', old.id, old.search);
       INSERT INTO dossier_fts (rowid, search) VALUES (new.id, new.search); END""",
)

GUARDS: Final = (
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
