"""What measures need beyond the ledger: facts of dossiers, processing times, slow acceptances, causes.

The facts of a dossier are bits of one integer, the column ``facts``; with those of the period they are
counted where the ledger finds its dossiers. A list of dossiers with some traits is asked for by the same
bits.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from motcua_tui.domain import events as ev
from motcua_tui.domain.codes import Outcome, ReturnWay
from motcua_tui.domain.measures import Trait
from motcua_tui.domain.office_time import ACCEPT_WITHIN_SECONDS
from motcua_tui.domain.periods import Period
from motcua_tui.storage.codes import code_of
from motcua_tui.storage.connection import Connection
from motcua_tui.storage.facts import Fact
from motcua_tui.storage.happenings import KINDS
from motcua_tui.storage.judged import JUDGED
from motcua_tui.storage.reads.packed import ENDED_IN, PENDING_AT, Spans
from motcua_tui.storage.reads.rows import Parameters, counted, rows

_RESULTS: Final = ", ".join(
    str(code) for code, judged in enumerate(JUDGED) if judged.outcome in (Outcome.GRANTED, Outcome.REFUSED)
)


def _is(fact: Fact) -> str:
    return f"(d.facts & {fact.value}) <> 0"


_SQL: Final[Mapping[Trait, str]] = {
    Trait.NEW: "d.accepted_on >= :first AND d.accepted_on <= :last",
    Trait.RESULT: f"d.ended_on >= :first AND d.ended_on <= :last AND d.judged IN ({_RESULTS})",
    Trait.ONLINE: _is(Fact.ONLINE),
    Trait.FILED_BY_OFFICER: _is(Fact.FILED_BY_OFFICER),
    Trait.WITH_FEE: _is(Fact.WITH_FEE),
    Trait.PAID_ONLINE: _is(Fact.PAID_ONLINE),
    Trait.PAPERS_DIGITISED: _is(Fact.PAPERS_DIGITISED),
    Trait.RESULT_DIGITISED: _is(Fact.RESULT_DIGITISED),
    Trait.TIMED: "d.submitted_at IS NOT NULL",
    Trait.RETURNED: "d.returned_on >= :first AND d.returned_on <= :last",
    Trait.BY_POST: f"d.returned_by = {code_of(ReturnWay.POST)}",
    Trait.APOLOGY_IN_TIME: "NOT d.apology_late",
    Trait.APOLOGY_LATE: "d.apology_late",
}
_COUNTED: Final = (*(Trait[fact.name or ""] for fact in Fact), Trait.TIMED, Trait.NEW, Trait.RESULT)
"""The traits that are counted together, by the places of their bits: the facts, and what follows."""

_TIMED, _NEW, _RESULT = (1 << len(Fact) + place for place in range(3))
_BITS: Final = f"""d.facts + CAST((d.submitted_at IS NOT NULL) AS INTEGER) * {_TIMED}
    + CAST((d.accepted_on >= s.first_on) AS INTEGER) * {_NEW}"""
_TRAITS: Final = (
    f"SELECT {_BITS} + CAST((d.judged IN ({_RESULTS})) AS INTEGER) * {_RESULT} {ENDED_IN}",
    f"SELECT {_BITS} {PENDING_AT}",
)
_RETURNED: Final = f"""
SELECT d.returned_by, count(*) FROM dossier d WHERE {_SQL[Trait.RETURNED]} GROUP BY d.returned_by
"""  # noqa: S608
_DAYS: Final = 1 << 20
"""More days than a period has or a dossier takes, for packing both and a procedure into one integer."""

_PROCESSED: Final = f"""
SELECT (CAST(d.procedure_version_id AS BIGINT) * {_DAYS} + d.ended_on - s.first_on) * {_DAYS}
    + d.ended_on - d.accepted_on
{ENDED_IN} AND d.judged IN ({_RESULTS})
"""
# Eight hours of the clock hold at most eight of the office.
_SLOW: Final = f"""
SELECT d.id, d.submitted_at, d.accepted_at {{source}} AND d.accepted_on >= s.first_on
  AND {_is(Fact.ONLINE)} AND d.accepted_at - d.submitted_at > {ACCEPT_WITHIN_SECONDS}
"""
_CAUSES: Final = f"""
SELECT d.id, coalesce(nullif(d.late_cause, ''), CASE WHEN d.redates > 0 THEN (
    SELECT json_extract(e.detail, '$.reason') FROM dossier_event e
    WHERE e.dossier_id = d.id AND e.kind = {KINDS.index(ev.ReDated)} ORDER BY e.number DESC LIMIT 1) END, '')
FROM dossier d WHERE
"""  # noqa: S608


@dataclass(frozen=True, slots=True)
class TraitQuery:
    """The dossiers that have every trait in a period: only some of them, or less some, by their ids."""

    period: Period
    traits: frozenset[Trait]
    only: frozenset[int] | None = None
    without: frozenset[int] = frozenset()


class Processed(NamedTuple):
    """So many results of one procedure version that took from one day (an ordinal) to another."""

    version_id: int
    accepted_on: int
    ended_on: int
    n: int


class SlowAcceptance(NamedTuple):
    """An online dossier accepted more than eight hours of the clock after it was submitted (UTC seconds)."""

    id: int
    submitted_at: int
    accepted_at: int


def having(query: TraitQuery) -> tuple[str, Parameters]:
    """The condition on ``dossier d`` that takes the dossiers of a query."""
    listed = "NOT IN" if query.only is None else "IN"
    ids = query.without if query.only is None else query.only
    terms = [
        *(f"({_SQL[trait]})" for trait in Trait if trait in query.traits),
        f"d.id {listed} (SELECT value FROM json_each(:listed))",  # noqa: S608
    ]
    return " AND ".join(terms), {**_bounds(query.period), "listed": json.dumps(sorted(ids))}


def with_traits(connection: Connection, period: Period) -> Counter[frozenset[Trait]]:
    """How many dossiers that were in hand in a period have just which traits, of those in the index."""
    spans = Spans((period,))
    masks: Counter[int] = Counter()
    for sql in _TRAITS:
        masks += counted(connection, f"{spans.sql} {sql}", spans.parameters)
    return Counter(
        {
            frozenset(trait for place, trait in enumerate(_COUNTED) if mask >> place & 1): n
            for mask, n in masks.items()
        }
    )


def returned(connection: Connection, period: Period) -> tuple[int, int]:
    """How many results were handed to citizens in a period, and how many of them by post."""
    found: dict[int, int] = dict(rows(connection, _RETURNED, _bounds(period)))
    return sum(found.values()), found.get(code_of(ReturnWay.POST), 0)


def processed(connection: Connection, period: Period) -> Iterable[Processed]:
    """The results of a period by procedure version and by the days they took from and to."""
    first, spans = period.first.toordinal(), Spans((period,))
    for packed, n in counted(connection, f"{spans.sql} {_PROCESSED}", spans.parameters).items():
        ended, took = divmod(packed, _DAYS)
        version_id, since_first = divmod(ended, _DAYS)
        ended_on = first + since_first
        yield Processed(version_id, ended_on - took, ended_on, n)


def slow_acceptances(connection: Connection, period: Period) -> list[SlowAcceptance]:
    """The online dossiers of a period that may have waited more than eight working hours."""
    spans = Spans((period,))
    return [
        SlowAcceptance(*columns)
        for source in (ENDED_IN, PENDING_AT)
        for columns in rows(connection, f"{spans.sql} {_SLOW.format(source=source)}", spans.parameters)
    ]


def causes(connection: Connection, condition: str, parameters: Parameters) -> dict[int, str]:
    """Why each dossier of a condition was late, by its id: as recorded with the result, or told in the
    last apology; empty where nobody said."""
    return dict(rows(connection, _CAUSES + condition, parameters))


def accepted_on(connection: Connection, condition: str, parameters: Parameters) -> Counter[int]:
    """How many dossiers of a condition were accepted on which day (an ordinal)."""
    return counted(connection, f"SELECT d.accepted_on FROM dossier d WHERE {condition}", parameters)  # noqa: S608


def count(connection: Connection, condition: str, parameters: Parameters, trait: Trait) -> int:
    """How many dossiers of a condition have a trait."""
    statement = f"SELECT count(*) FROM dossier d WHERE {condition} AND {_SQL[trait]}"  # noqa: S608
    ((n,),) = rows(connection, statement, parameters)
    return int(n)


def _bounds(period: Period) -> dict[str, int]:
    return {"first": period.first.toordinal(), "last": period.last.toordinal()}
