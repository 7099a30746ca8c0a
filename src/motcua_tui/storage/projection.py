"""From a dossier of the domain to the columns of its row.

The same columns are written by the unit of work and by the bulk import, and compared with the
events by ``verify``.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from motcua_tui.domain.dossier import Particulars
from motcua_tui.domain.events import Event, Standing
from motcua_tui.domain.hindsight import past
from motcua_tui.domain.ledger import Judgement
from motcua_tui.domain.text import sort_text, tokens
from motcua_tui.storage.codes import NEVER, Clock, code_of, maybe_code, maybe_minutes, maybe_ordinal
from motcua_tui.storage.facts import facts_of
from motcua_tui.storage.judged import JUDGED, judged_code

COUNTED: Final = ("accepted_on", "ended_on", "judged", "lawful_due", "promised_due", "waiting_since")
"""What a report goes by; the rows of ``dossier_earlier`` have these columns after their days."""

Columns = dict[str, str | int | None]
Values = tuple[str | int | None, ...]


def particulars_columns(particulars: Particulars, procedure_name: str) -> Columns:
    """What the receipt says, without the references to other tables."""
    return {
        "code": particulars.code,
        "applicant": particulars.applicant,
        "applicant_id": particulars.applicant_id,
        "phone": particulars.phone,
        "email": particulars.email,
        "address": particulars.address,
        "submitter": particulars.submitter,
        "submitter_id": particulars.submitter_id,
        "submitter_phone": particulars.submitter_phone,
        "filed_by_officer": particulars.filed_by_officer,
        "sets": particulars.sets,
        "fee": particulars.fee,
        "fee_receipt": particulars.fee_receipt,
        "fee_collector": particulars.fee_collector,
        "paid_online": particulars.paid_online,
        "papers_digitised": particulars.papers_digitised,
        "result_digitised": particulars.result_digitised,
        "receipt_number": particulars.receipt_number,
        "note": particulars.note,
        "channel": code_of(particulars.channel),
        "facts": facts_of(particulars),
        "applicant_key": _sorted(particulars.applicant),
        "search": _searched(particulars, procedure_name),
    }


_sorted: Final = lru_cache(maxsize=16384)(sort_text)
"""Who has once applied applies again."""


def _searched(particulars: Particulars, procedure_name: str) -> str:
    """The search tokens of what a dossier is looked for by."""
    words = (
        f"{particulars.applicant} {particulars.applicant_id} {particulars.phone} {particulars.submitter}"
    ).split()
    found = (*tokens(particulars.code), *map(_folded, words), _folded(procedure_name))
    return " ".join(filter(None, found))


@lru_cache(maxsize=65536)
def _folded(words: str) -> str:
    """The search tokens. Names are made of few words and procedures are few, so this is kept."""
    return words.lower() if words.isascii() and words.isalnum() else " ".join(tokens(words))


def earlier_rows(events: Iterable[Event], standing: Standing, clock: Clock) -> list[Values]:
    """The rows of ``dossier_earlier`` without the id of the dossier, in the order of the columns."""
    found: list[Values] = []
    since: int | None = None
    for from_on, until_on, earlier in past(events, standing.revised_on):
        columns = standing_columns(earlier, clock)
        then = tuple(columns[name] for name in COUNTED)
        if found and found[-1][2:] == then:
            found.pop()
        else:
            since = from_on.toordinal()
        found.append((since, until_on.toordinal(), *then))
    return found


def standing_columns(standing: Standing, clock: Clock) -> Columns:
    """What the events make of the dossier; there must be one that says how it began."""
    assert standing.state is not None
    accepted_on, finished_on = maybe_ordinal(standing.accepted_at), maybe_ordinal(standing.finished_at)
    wait, judged = standing.wait, judged_code(standing)
    stored = clock.maybe_stored
    return {
        "state": code_of(standing.state),
        "submitted_at": stored(standing.submitted_at),
        "accepted_at": stored(standing.accepted_at),
        "accepted_on": accepted_on,
        "receipt_due": maybe_ordinal(standing.receipt_due),
        "lawful_due": maybe_ordinal(standing.lawful_due),
        "due_time": maybe_minutes(standing.due_time),
        "promised_due": maybe_ordinal(standing.promised_due),
        "outcome": maybe_code(standing.outcome),
        "finished_at": stored(standing.finished_at),
        "finished_on": finished_on,
        "ended_on": max(accepted_on, finished_on) if accepted_on and finished_on else NEVER,
        "is_open": accepted_on is not None and finished_on is None,
        "judged": judged,
        "finished_late": judged is not None and JUDGED[judged].lawful is Judgement.LATE,
        "returned_at": stored(standing.returned_at),
        "returned_on": maybe_ordinal(standing.returned_at),
        "returned_by": maybe_code(standing.returned_by),
        "waiting_since": maybe_ordinal(wait.asked_on) if wait else None,
        "waiting_until": maybe_ordinal(wait.complete_by) if wait else None,
        "supplements": standing.supplements,
        "redates": standing.redates,
        "apology_late": standing.apology_late,
        "result_number": standing.result_number,
        "late_cause": standing.late_cause,
        "revised_on": maybe_ordinal(standing.revised_on),
        "last_event_on": maybe_ordinal(standing.last_event_on),
    }
