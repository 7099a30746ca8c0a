"""What a list of dossiers is asked for, and the SQL condition that says it.

A condition is about ``dossier d`` and holds values as named parameters; the only literals are
numbers of ours. Open means accepted and not finished. What a partial index is about is written
exactly as the index says it, or SQLite would not use it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Final

from motcua_tui.domain.codes import Channel, Outcome, State
from motcua_tui.domain.timeliness import Timeliness
from motcua_tui.storage.codes import code_of

if TYPE_CHECKING:
    from motcua_tui.domain.periods import Period
    from motcua_tui.storage.reads.figures import FigureQuery
    from motcua_tui.storage.reads.measures import TraitQuery

_NEVER: Final = date.max.toordinal()

OPEN: Final = "d.is_open"
_FINISHED: Final = f"d.ended_on < {_NEVER}"
_CLOSED: Final = f"(d.outcome = {code_of(Outcome.CLOSED)} AND d.waiting_since IS NOT NULL)"
_OVERDUE: Final = f"{OPEN} AND d.lawful_due < coalesce(d.waiting_since, :today)"
_RUNNING: Final = f"{OPEN} AND d.waiting_since IS NULL"

_TIMELINESS: Final = {
    Timeliness.IN_TIME: f"""{OPEN} AND (d.lawful_due IS NULL OR d.waiting_since <= d.lawful_due
        OR (d.waiting_since IS NULL AND d.lawful_due > :near_until AND d.lawful_due > :today))""",
    Timeliness.NEAR: f"{_RUNNING} AND d.lawful_due > :today AND d.lawful_due <= :near_until",
    Timeliness.DUE_TODAY: f"{_RUNNING} AND d.lawful_due = :today",
    Timeliness.OVERDUE: _OVERDUE,
    Timeliness.EARLY: f"{_FINISHED} AND {_CLOSED} IS NOT TRUE AND d.finished_on < d.lawful_due",
    Timeliness.ON_TIME: f"""{_FINISHED} AND (d.lawful_due IS NULL
        OR ({_CLOSED} AND d.waiting_since <= d.lawful_due)
        OR ({_CLOSED} IS NOT TRUE AND d.finished_on = d.lawful_due))""",
    Timeliness.LATE: "d.finished_late",
}
_UNAPOLOGISED: Final = f"""d.redates = 0 AND (d.is_open OR d.state = {code_of(State.RESULT_READY)})
    AND (d.finished_late OR (d.is_open AND d.lawful_due < coalesce(d.waiting_since, :today)))"""
_MUST_APOLOGISE: Final = (
    f"{_RUNNING} AND d.lawful_due > :today AND d.lawful_due <= :apologise_until AND d.redates = 0"
)
_PROCEDURE: Final = """d.procedure_version_id IN (
    SELECT v.id FROM procedure_version v JOIN procedure p ON p.id = v.procedure_id
    WHERE p.code = :procedure OR v.name = :procedure)"""
_CODES: Final = "d.agency_id = 1 AND d.code IN (SELECT value FROM json_each(:codes))"
_FIELD: Final = "d.procedure_version_id IN (SELECT id FROM procedure_version WHERE field = :field)"


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierQuery:
    """What a list shows: the dossiers that meet every condition that is given.

    ``timeliness``, ``unapologised`` and ``apologise_until`` need ``today``; ``near`` reaches up to
    ``near_until``. Without it nothing is near.
    """

    today: date = date.min
    near_until: date = date.min
    text: str = ""
    """Beginnings of words of code, applicant, numbers, submitter or procedure, in any order."""
    every_match: bool = False
    """Search all of the record, however many are found; slower than a screen wants."""
    codes: frozenset[str] | None = None
    states: frozenset[State] | None = None
    open: bool | None = None
    timeliness: frozenset[Timeliness] | None = None
    field: str | None = None
    procedure: str | None = None
    """Code or name of the procedure, as in the catalogue."""
    versions: frozenset[int] | None = None
    """Ids of procedure versions."""
    channel: Channel | None = None
    department: str | None = None
    officer: str | None = None
    accepted: Period | None = None
    due: Period | None = None
    finished: Period | None = None
    returned: bool | None = None
    silent_before: date | None = None
    """Open, and nothing has happened since before this day."""
    unapologised: bool = False
    """Overdue, or finished late and not returned yet, and the applicant never got an apology."""
    apologise_until: date | None = None
    """Open, due after today and up to this day, without an apology."""
    wait_ends_by: date | None = None
    """Open and waiting for the applicant, who has time up to this day or less."""
    figure: FigureQuery | None = None
    traits: TraitQuery | None = None


@dataclass(slots=True)
class Condition:
    """An SQL condition on ``dossier d`` with the values of its parameters."""

    terms: list[str] = field(default_factory=list)
    parameters: dict[str, str | int | None] = field(default_factory=dict)

    @property
    def sql(self) -> str:
        return " AND ".join(self.terms) or "TRUE"

    def also(self, term: str, **parameters: str | int | None) -> None:
        self.terms.append(term)
        self.parameters |= parameters


def condition(query: DossierQuery) -> Condition:
    """The condition of everything in a query but its text, its figure and its traits."""
    found = Condition(
        parameters={"today": query.today.toordinal(), "near_until": query.near_until.toordinal()}
    )
    if query.codes is not None:
        found.also(_CODES, codes=json.dumps(sorted(query.codes)))
    _add_standing(found, query)
    _add_facts(found, query)
    _add_watched(found, query)
    return found


def is_open_only(query: DossierQuery) -> bool:
    """Whether the query can only take open dossiers, which are few."""
    return any(term.startswith(OPEN) for term in condition(query).terms)


def is_few(query: DossierQuery) -> bool:
    """Whether the dossiers of a query are few beside all that are stored."""
    watched = {State.SUBMITTED, State.RESULT_READY}
    one_watched = query.states is not None and len(query.states) == 1 and query.states <= watched
    return one_watched or query.unapologised or is_open_only(query)


def _add_standing(found: Condition, query: DossierQuery) -> None:
    if query.states is not None:
        found.also(_states(query.states))
        if all(state.open for state in query.states):
            found.also(OPEN)
    if query.open is not None:
        found.also(OPEN if query.open else f"NOT {OPEN}")
    if query.timeliness is not None:
        found.also(_any(_TIMELINESS[value] for value in Timeliness if value in query.timeliness))
        if all(_TIMELINESS[value].startswith(OPEN) for value in query.timeliness):
            found.also(OPEN)
    if query.returned is not None:
        found.also(f"d.returned_on IS {'NOT ' if query.returned else ''}NULL")


def _add_facts(found: Condition, query: DossierQuery) -> None:
    if query.field is not None:
        found.also(_FIELD, field=query.field)
    if query.procedure is not None:
        found.also(_PROCEDURE, procedure=query.procedure)
    if query.versions is not None:
        found.also(f"d.procedure_version_id IN ({', '.join(map(str, sorted(query.versions)))})")
    if query.channel is not None:
        found.also("d.channel = :channel", channel=code_of(query.channel))
    if query.department is not None:
        found.also(
            "d.department_id = (SELECT id FROM department WHERE agency_id = 1 AND name = :department)",
            department=query.department,
        )
    if query.officer is not None:
        found.also(
            "d.officer_id = (SELECT id FROM officer WHERE agency_id = 1 AND name = :officer)",
            officer=query.officer,
        )
    for name, column, period in (
        ("accepted", "d.accepted_on", query.accepted),
        ("due", "d.lawful_due", query.due),
        ("finished", "d.finished_on", query.finished),
    ):
        if period is not None:
            found.also(
                f"{column} >= :{name}_start AND {column} < :{name}_end",
                **{f"{name}_start": period.start.toordinal(), f"{name}_end": period.end.toordinal()},
            )


def _add_watched(found: Condition, query: DossierQuery) -> None:
    if query.silent_before is not None:
        found.also(
            f"{OPEN} AND d.last_event_on < :silent_before", silent_before=query.silent_before.toordinal()
        )
    if query.unapologised:
        found.also(_UNAPOLOGISED)
    if query.apologise_until is not None:
        found.also(_MUST_APOLOGISE, apologise_until=query.apologise_until.toordinal())
    if query.wait_ends_by is not None:
        found.also(
            f"{OPEN} AND d.waiting_until <= :wait_ends_by", wait_ends_by=query.wait_ends_by.toordinal()
        )


def _states(states: frozenset[State]) -> str:
    codes = sorted(map(code_of, states))
    if len(codes) == 1:
        return f"d.state = {codes[0]}"
    return f"d.state IN ({', '.join(map(str, codes))})"


def _any(terms: Iterable[str]) -> str:
    return f"({' OR '.join(f'({term})' for term in terms) or 'FALSE'})"
