"""The counts of the morning. Each is the count of a list: the same condition says both.

Those of open dossiers come from one walk over the partial index ``dossier_open``; the others have
small indexes of their own. All are one statement but that of the dossiers to accept.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final

from motcua_tui.domain.codes import State
from motcua_tui.domain.timeliness import Timeliness
from motcua_tui.storage.codes import Clock, maybe_date
from motcua_tui.storage.connection import Connection
from motcua_tui.storage.reads.conditions import OPEN, DossierQuery, condition
from motcua_tui.storage.reads.rows import rows

_DAY: Final = timedelta(days=1)
_STOPPED_CLOCK: Final = "d.waiting_since IS NOT NULL AND (d.lawful_due < d.waiting_since) IS NOT TRUE"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ageing:
    """The open dossiers by the time they have left: disjoint, adding up to all of them."""

    overdue: int
    due_today: int
    near: int
    soon: int
    """Due after the near ones and up to ``soon_until``."""
    later: int
    """Due after that, or without a due date."""
    waiting: int
    """Waiting for the applicant, and not overdue when asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Badges:
    open_total: int
    overdue: int
    oldest_overdue_due: date | None
    due_today: int
    near: int
    to_accept: tuple[datetime, ...]
    """When the dossiers that wait to be accepted were submitted, oldest first."""
    waiting: int
    """Waiting for a supplement."""
    wait_ends_soon: int
    """Waiting, and the applicant's time ends tomorrow or has ended."""
    must_apologise_today: int
    late_unapologised: int
    to_collect: int
    silent: int
    ageing: Ageing


def badges(
    connection: Connection,
    *,
    today: date,
    near_until: date,
    apologise_until: date,
    silent_before: date,
    zone: str,
    soon_until: date | None = None,
) -> Badges:
    """The counts as of ``today``.

    ``near_until`` is the last date that is near and ``soon_until`` the last of the next class of age
    (none where it is not given); ``apologise_until`` the last due date whose apology is in time today
    but not tomorrow; silent are those without an event since ``silent_before``.
    """
    query = DossierQuery(today=today, near_until=near_until)
    n, oldest = _counts(
        connection,
        {
            "overdue": _judged(query, Timeliness.OVERDUE),
            "waiting": replace(query, states=frozenset({State.AWAITING_SUPPLEMENT})),
            "wait_ends_soon": replace(query, wait_ends_by=today + _DAY),
            "silent": replace(query, silent_before=silent_before),
        },
        {
            "due_today": _judged(query, Timeliness.DUE_TODAY),
            "near": _judged(query, Timeliness.NEAR),
            "must_apologise_today": replace(query, apologise_until=apologise_until),
            "late_unapologised": replace(query, unapologised=True),
            "to_collect": replace(query, states=frozenset({State.RESULT_READY})),
        },
        max(near_until, soon_until or near_until),
    )
    soon = n["up_to_soon"] - n["near"]
    pressing = n["overdue"] + n["due_today"] + n["up_to_soon"] + n["stopped_clock"]
    return Badges(
        open_total=n["open_total"],
        overdue=n["overdue"],
        oldest_overdue_due=oldest,
        due_today=n["due_today"],
        near=n["near"],
        to_accept=_to_accept(connection, Clock(zone)),
        waiting=n["waiting"],
        wait_ends_soon=n["wait_ends_soon"],
        must_apologise_today=n["must_apologise_today"],
        late_unapologised=n["late_unapologised"],
        to_collect=n["to_collect"],
        silent=n["silent"],
        ageing=Ageing(
            overdue=n["overdue"],
            due_today=n["due_today"],
            near=n["near"],
            soon=soon,
            later=n["open_total"] - pressing,
            waiting=n["stopped_clock"],
        ),
    )


def _judged(query: DossierQuery, timeliness: Timeliness) -> DossierQuery:
    return replace(query, timeliness=frozenset({timeliness}))


def _counts(
    connection: Connection,
    among_open: dict[str, DossierQuery],
    others: dict[str, DossierQuery],
    soon_until: date,
) -> tuple[dict[str, int], date | None]:
    """How many dossiers each query takes, and the oldest due date of the overdue ones: one statement, so
    that a server is asked once. Those of the first kind are counted while all open dossiers are gone
    through, the others each by a stretch of an index."""
    conditions = {name: condition(query) for name, query in (among_open | others).items()}
    terms = {name: found.sql for name, found in conditions.items()}
    terms |= {"open_total": "TRUE", "stopped_clock": _STOPPED_CLOCK}
    terms["up_to_soon"] = terms["near"].replace(":near_until", ":soon_until")
    by_index = {*others, "up_to_soon"}
    counts = [
        f"(SELECT count(*) FROM dossier d WHERE {term})"  # noqa: S608
        if name in by_index
        else f"count(*) FILTER (WHERE {term})"
        for name, term in terms.items()
    ]
    parameters: dict[str, str | int | None] = {"soon_until": soon_until.toordinal()}
    for found in conditions.values():
        parameters |= found.parameters
    oldest = f"(SELECT min(d.lawful_due) FROM dossier d WHERE {terms['overdue']})"  # noqa: S608
    statement = f"SELECT {', '.join(counts)}, {oldest} FROM dossier d WHERE {OPEN}"  # noqa: S608
    ((*numbers, oldest_due),) = rows(connection, statement, parameters)
    return dict(zip(terms, numbers, strict=True)), maybe_date(oldest_due)


def _to_accept(connection: Connection, clock: Clock) -> tuple[datetime, ...]:
    where = condition(DossierQuery(states=frozenset({State.SUBMITTED})))
    submitted = rows(
        connection,
        f"SELECT d.submitted_at FROM dossier d WHERE {where.sql} ORDER BY d.submitted_at",  # noqa: S608  # noqa: S608
    )
    return tuple(clock.local(at) for (at,) in submitted)
