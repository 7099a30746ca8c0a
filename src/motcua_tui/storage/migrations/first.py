"""What the first migration makes beside its tables: indexes, full-text search, guards of what stays."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

INDEXES: Final = (
    # Everything that counting needs, so that a report never touches the table.
    """CREATE INDEX dossier_ledger ON dossier (ended_on, accepted_on, judged, channel, procedure_version_id,
       revised_on, lawful_due, promised_due, waiting_since, facts, department_id, officer_id, agency_id,
       submitted_at, accepted_at)""",
    # The dossiers that ended in one way, which are few among all of a period.
    """CREATE INDEX dossier_judged ON dossier (judged, ended_on, accepted_on, channel, procedure_version_id,
       revised_on)""",
    # What a report may warn of by the row alone.
    """CREATE INDEX dossier_doubtful ON dossier (ended_on, accepted_on)
       WHERE finished_on < accepted_on OR lawful_due < accepted_on OR lawful_due IS NULL
       OR finish_recorded_on > finished_on""",
    """CREATE INDEX dossier_unfinished ON dossier (finished_on, last_event_on)
       WHERE finished_on IS NULL AND state IN (6, 7, 8, 9)""",
    "CREATE INDEX dossier_returned ON dossier (returned_on, returned_by) WHERE returned_on IS NOT NULL",
    # What nobody has collected yet, the open dossiers among it.
    "CREATE INDEX dossier_not_returned ON dossier (lawful_due, id, returned_on) WHERE returned_on IS NULL",
    # Everything that counting needs of the few that were revised after a period.
    """CREATE INDEX dossier_earlier_until ON dossier_earlier (until_on, from_on, accepted_on, ended_on,
       judged, lawful_due, promised_due, waiting_since, dossier_id)""",
    """CREATE INDEX dossier_earlier_ended ON dossier_earlier (ended_on, until_on, from_on)
       WHERE judged IS NOT NULL""",
    # Everything that the badges need of the open dossiers.
    """CREATE INDEX dossier_open ON dossier (lawful_due, id, waiting_since, waiting_until, last_event_on,
       redates, state, is_open) WHERE is_open""",
    # The open dossiers in every other order of a list.
    "CREATE INDEX dossier_open_code ON dossier (code, agency_id, is_open) WHERE is_open",
    "CREATE INDEX dossier_open_applicant ON dossier (applicant_key, id, is_open) WHERE is_open",
    "CREATE INDEX dossier_open_accepted ON dossier (accepted_on, id, is_open) WHERE is_open",
    "CREATE INDEX dossier_open_procedure ON dossier (procedure_version_id, id, is_open) WHERE is_open",
    "CREATE INDEX dossier_open_finished ON dossier (finished_on, id, is_open) WHERE is_open",
    "CREATE INDEX dossier_open_state ON dossier (state, lawful_due, id, is_open) WHERE is_open",
    """CREATE INDEX dossier_unapologised ON dossier (lawful_due, id, waiting_since, redates, is_open,
       finished_late, state) WHERE redates = 0 AND (is_open OR state = 6)""",
    "CREATE INDEX dossier_due ON dossier (lawful_due, id)",
    "CREATE INDEX dossier_accepted ON dossier (accepted_on, id)",
    "CREATE INDEX dossier_finished ON dossier (finished_on, id)",
    "CREATE INDEX dossier_applicant ON dossier (applicant_key, id)",
    # Who comes again is known by the number of a card or a telephone.
    "CREATE INDEX dossier_applicant_id ON dossier (applicant_id, id) WHERE applicant_id <> ''",
    "CREATE INDEX dossier_phone ON dossier (phone, id) WHERE phone <> ''",
    "CREATE INDEX dossier_procedure ON dossier (procedure_version_id, id)",
    "CREATE INDEX dossier_state ON dossier (state, lawful_due, id)",
    "CREATE INDEX dossier_late ON dossier (lawful_due, id, finished_late) WHERE finished_late",
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

_SEARCH: Final = (
    """CREATE VIRTUAL TABLE dossier_fts USING fts5 (search, content='dossier', content_rowid='id',
       detail=none, columnsize=0, prefix='1 2 3 4 5 6', tokenize='unicode61 remove_diacritics 0')""",
    """CREATE TRIGGER dossier_fts_insert AFTER INSERT ON dossier BEGIN
       INSERT INTO dossier_fts (rowid, search) VALUES (new.id, new.search); END""",
    """CREATE TRIGGER dossier_fts_update AFTER UPDATE OF search ON dossier WHEN old.search <> new.search BEGIN
       INSERT INTO dossier_fts (dossier_fts, rowid, search) VALUES ('delete', old.id, old.search);
       INSERT INTO dossier_fts (rowid, search) VALUES (new.id, new.search); END""",
    # The open dossiers again by themselves: they are few, and are searched whole.
    """CREATE VIRTUAL TABLE dossier_fts_open USING fts5 (search, content='',
       detail=none, columnsize=0, prefix='1 2 3 4 5 6', tokenize='unicode61 remove_diacritics 0')""",
    """CREATE TRIGGER dossier_fts_open_insert AFTER INSERT ON dossier WHEN new.is_open BEGIN
       INSERT INTO dossier_fts_open (rowid, search) VALUES (new.id, new.search); END""",
    """CREATE TRIGGER dossier_fts_open_update AFTER UPDATE OF search, is_open ON dossier
       WHEN old.search <> new.search OR old.is_open <> new.is_open BEGIN
       INSERT INTO dossier_fts_open (dossier_fts_open, rowid, search)
       SELECT 'delete', old.id, old.search WHERE old.is_open;
       INSERT INTO dossier_fts_open (rowid, search) SELECT new.id, new.search WHERE new.is_open; END""",
)


@dataclass(frozen=True, slots=True)
class _Guard:
    """What a row of a table refuses, and the words that say so."""

    table: str
    change: str
    words: str

    @property
    def name(self) -> str:
        return f"{self.table}_{'stays' if self.change == 'DELETE' else 'fixed'}"


_GUARDS: Final = (
    _Guard("dossier", "DELETE", "a dossier is never deleted"),
    _Guard("journal", "UPDATE", "the journal is never changed"),
    _Guard("journal", "DELETE", "the journal is never changed"),
    _Guard("dossier_event", "UPDATE", "an event is never changed"),
    _Guard("dossier_event", "DELETE", "an event is never deleted"),
    _Guard(
        "locked_period",
        "UPDATE OF name, starts_on, ends_on, profile, judge_by, as_on_time, ledger, text, hash, entry,"
        " locked_at, actor",
        "a locked period is never changed",
    ),
    _Guard("locked_period", "DELETE", "a locked period is never deleted"),
    _Guard("locked_file", "UPDATE", "an issued form is never changed"),
    _Guard("locked_file", "DELETE", "an issued form is never deleted"),
    _Guard("petition", "DELETE", "a petition is never deleted"),
    _Guard("office_change", "UPDATE", "a change is never rewritten"),
    _Guard("office_change", "DELETE", "a change is never deleted"),
    _Guard("indicator_value", "UPDATE", "a typed figure is never changed"),
    _Guard("indicator_value", "DELETE", "a typed figure is never deleted"),
)

_SERVER_SEARCH: Final = (
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    "CREATE INDEX dossier_search ON dossier USING gin ((' ' || search) gin_trgm_ops)",
    "CREATE INDEX dossier_search_open ON dossier USING gin ((' ' || search) gin_trgm_ops) WHERE is_open",
)
_REFUSE: Final = """CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION '%', TG_ARGV[0]; END $$"""


def statements(dialect: str) -> Iterator[str]:
    """What is made beside the tables, in the SQL of that dialect."""
    if dialect == "sqlite":
        yield from (*INDEXES, *_SEARCH)
        for guard in _GUARDS:
            yield f"""CREATE TRIGGER {guard.name} BEFORE {guard.change} ON {guard.table}
                BEGIN SELECT raise(ABORT, '{guard.words}'); END"""
        return
    yield from (*INDEXES, *_SERVER_SEARCH, _REFUSE)
    for guard in _GUARDS:
        refuse = f"EXECUTE FUNCTION refuse('{guard.words}')"
        yield f"""CREATE TRIGGER {guard.name} BEFORE {guard.change} ON {guard.table}
            FOR EACH ROW {refuse}"""
        if guard.change == "DELETE":
            yield f"CREATE TRIGGER {guard.table}_full BEFORE TRUNCATE ON {guard.table} {refuse}"
