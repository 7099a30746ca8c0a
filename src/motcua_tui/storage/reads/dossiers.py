"""Lists of dossiers: windows of lines, counts, places, and search while typing.

A query is first resolved (:class:`Selection`), then asked for pages. A page finds its ids on a walk along
the index of its order (``reads.orders``) and only then reads the rows. Where the dossiers lie too far apart
for that, all of them are found and put in order once, and every page is cut from there.

Search looks at the newest matches first and stops at ``MOST_FOUND``: a list that was cut says so,
and one more letter makes it whole. Every match is found among open dossiers, which are few, and where
a query asks for ``every_match``.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, time
from typing import Final

from motcua_tui.domain.codes import Channel, Outcome, State
from motcua_tui.domain.text import tokens
from motcua_tui.storage.codes import maybe_date, maybe_time, maybe_value, values_of
from motcua_tui.storage.connection import Connection
from motcua_tui.storage.reads.conditions import (
    OPEN,
    Condition,
    DossierQuery,
    condition,
    is_few,
    is_open_only,
)
from motcua_tui.storage.reads.orders import LOOKED_AT, Bounds, Sort, SortKey, Walk, order, stretches
from motcua_tui.storage.reads.rows import Parameters, Row, row, rows

__all__ = [
    "DossierLine",
    "DossierQuery",
    "Selection",
    "Sort",
    "SortKey",
    "count",
    "line",
    "select",
    "window",
]

MOST_FOUND: Final = 300
"""The dossiers that a search shows at most."""

MOST_LOOKED_AT: Final = 5000
"""The matches that a search looks at when there are other conditions beside the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierLine:
    """What a list shows of a dossier. ``due_on`` is the lawful due date."""

    id: int
    code: str
    procedure: str
    procedure_code: str
    field: str
    applicant: str
    channel: Channel
    accepted_on: date | None
    due_on: date | None
    due_time: time | None
    promised_due: date | None
    finished_on: date | None
    returned_on: date | None
    state: State
    outcome: Outcome | None
    waiting_since: date | None
    waiting_until: date | None
    department: str
    officer: str
    last_event_on: date | None
    redates: int
    apology_late: bool


_LINES: Final = """
SELECT d.id, d.code, v.name, p.code, v.field, d.applicant, d.channel, d.accepted_on, d.lawful_due,
       d.due_time, d.promised_due, d.finished_on, d.returned_on, d.state, d.outcome, d.waiting_since,
       d.waiting_until, b.name, o.name, d.last_event_on, d.redates, d.apology_late
FROM dossier d
JOIN procedure_version v ON v.id = d.procedure_version_id
JOIN procedure p ON p.id = v.procedure_id
LEFT JOIN department b ON b.id = d.department_id
LEFT JOIN officer o ON o.id = d.officer_id
WHERE d.id IN (SELECT value FROM json_each(:ids))
"""
_AMONG: Final = "d.id IN (SELECT value FROM json_each(:found))"
_BEHIND: Final = "d.id IN (SELECT value FROM json_each(:behind))"


class Selection:
    """The dossiers that a query takes, ready to be counted and shown in pages.

    ``where`` finds them all; ``each`` says the same of one dossier that is looked at on the walk, which goes
    through ``within`` and ``bounds``; without it they are found first. ``few`` are found first and then
    sorted. ``cut`` tells that the search found more than it shows. Every question comes with a connection,
    so that any thread may ask.
    """

    def __init__(
        self,
        where: Condition,
        *,
        each: Condition | None = None,
        few: bool = False,
        bounds: Bounds | None = None,
        within: str = "TRUE",
        cut: bool = False,
        total: int | None = None,
    ) -> None:
        self.cut = cut
        self._where = where
        self._each = each
        # What holds of every dossier on the way needs not be asked of each.
        asked = [term for term in each.terms if term != within] if each else []
        self._asked = Condition(asked, each.parameters if each else {})
        self._few = few
        self._bounds = bounds or {}
        self._within = within
        self._total = total
        self._walks: dict[Sort, Walk] = {}
        self._in_order: dict[Sort, array[int]] = {}

    def count(self, connection: Connection) -> int:
        """How many dossiers there are; counted once."""
        if self._total is None:
            statement = f"SELECT count(*) FROM dossier d WHERE {self._where.sql}"  # noqa: S608
            found = row(connection, statement, self._where.parameters)
            self._total = int(found[0]) if found else 0
        return self._total

    def page(self, connection: Connection, sort: Sort, first: int, count: int) -> list[DossierLine]:
        """Up to ``count`` lines from place ``first`` on."""
        return _lines(connection, self._ids(connection, sort, first, count))

    def codes(self, connection: Connection, sort: Sort) -> list[str]:
        """The codes of all of them, in that order."""
        statement = f"SELECT d.code FROM dossier d WHERE {self._where.sql} ORDER BY {order(sort)}"  # noqa: S608
        return [code for (code,) in rows(connection, statement, self._where.parameters)]

    def position(self, connection: Connection, sort: Sort, dossier_id: int) -> int | None:
        """The place of a dossier, from 0; None when it is not among these."""
        if not self._where.terms:
            return self._walk(connection, sort).position(connection, dossier_id)
        with suppress(ValueError):
            return self._all(connection, sort).index(dossier_id)
        return None

    def _ids(self, connection: Connection, sort: Sort, first: int, count: int) -> list[int]:
        if sort not in self._in_order:
            if self._few and sort.key is SortKey.DUE:
                by = f"{order(sort)} LIMIT {int(count)} OFFSET {int(first)}"
                return self._found(connection, self._where.sql, by)
            # Among few, procedures have a handful each, and a walk would be a statement for every one.
            scattered = self._few and sort.key is SortKey.PROCEDURE
            if self._each is not None and not (scattered and self._asked.terms):
                walk = self._walk(connection, sort)
                found = walk.page(connection, first, count, self._total)
                if found is not None:
                    return found
        return self._all(connection, sort)[first : first + count].tolist()

    def _walk(self, connection: Connection, sort: Sort) -> Walk:
        if sort not in self._walks:
            self._walks[sort] = Walk(
                stretches(connection, sort, self._bounds, within=self._within),
                self._asked.sql if self._asked.terms else None,
                self._asked.parameters,
                descending=sort.descending,
            )
        return self._walks[sort]

    def _all(self, connection: Connection, sort: Sort) -> array[int]:
        if sort not in self._in_order:
            # Found by an index first, so that no other dossier is looked at for its place in the order.
            among = f"d.id IN (SELECT d.id FROM dossier d WHERE {self._where.sql})"  # noqa: S608
            found = self._found(connection, among, order(sort, disguised=True))
            self._in_order[sort] = array("q", found)
            self._total = len(self._in_order[sort])
        return self._in_order[sort]

    def _found(self, connection: Connection, where: str, by: str) -> list[int]:
        statement = f"SELECT d.id FROM dossier d WHERE {where} ORDER BY {by}"  # noqa: S608
        return [dossier for (dossier,) in rows(connection, statement, self._where.parameters)]


def select(connection: Connection, query: DossierQuery) -> Selection:
    """The dossiers that a query takes. Raises StorageError."""
    where, each, rare = condition(query), condition(query), None
    if query.figure is not None:
        found = query.figure.found(connection)
        rare = found.ids(connection, LOOKED_AT) if query.figure.may_be_rare else None
        if rare is None:
            where.also(found.condition, **found.parameters)
            each.also(query.figure.of_one(), **found.parameters)
        else:
            where.also(_BEHIND, behind=json.dumps(rare))
    if query.traits is not None:
        from motcua_tui.storage.reads.measures import having

        sql, bounds = having(query.traits)
        where.also(sql, **bounds)
        each.also(sql, **bounds)
    words = tokens(query.text)
    if not words:
        within = OPEN if is_open_only(query) else "TRUE"
        walked = each if rare is None else None
        return Selection(where, each=walked, few=is_few(query), bounds=_bounds(query), within=within)
    return _searched(connection, query, where, words)


def _bounds(query: DossierQuery) -> Bounds:
    """Between which days the dossiers of a query lie."""
    periods = {
        SortKey.ACCEPTED: query.accepted,
        SortKey.DUE: query.due,
        SortKey.FINISHED: query.finished,
    }
    known = {
        key: (period.first.toordinal(), period.last.toordinal())
        for key, period in periods.items()
        if period is not None
    }
    if query.figure is not None:
        known = query.figure.days() | known
    return known


def window(
    connection: Connection, query: DossierQuery, sort: Sort, first: int, count: int
) -> list[DossierLine]:
    """Up to ``count`` lines of a list from place ``first`` on."""
    return select(connection, query).page(connection, sort, first, count)


def count(connection: Connection, query: DossierQuery) -> int:
    """How many dossiers a list has, at most ``MOST_FOUND`` when it is cut."""
    return select(connection, query).count(connection)


def line(connection: Connection, dossier_id: int) -> DossierLine:
    """The line of one dossier, which must be there."""
    (found,) = _lines(connection, [dossier_id])
    return found


def id_of(connection: Connection, code: str) -> int | None:
    """The id of the dossier with that code, if there is one."""
    found = row(connection, "SELECT id FROM dossier WHERE agency_id = 1 AND code = :code", {"code": code})
    return None if found is None else int(found[0])


def only_code(connection: Connection, text: str) -> str | None:
    """The code that is this text or, where none is, the only one that holds it, in capitals or not.

    A part begins where a word of the code does: ``261116-0007``, ``0007``.
    """
    exact = row(
        connection,
        "SELECT code FROM dossier WHERE agency_id = 1 AND code IN (:text, upper(:text))",
        {"text": text},
    )
    if exact is not None:
        return str(exact[0])
    words = tokens(text)
    if not words:
        return None
    matches, wanted = _newest(connection, words, MOST_LOOKED_AT)
    found = rows(
        connection,
        f"SELECT d.code FROM ({matches}) m CROSS JOIN dossier d"  # noqa: S608
        " WHERE d.id = m.id AND instr(upper(d.code), upper(:text)) > 0 LIMIT 2",
        {**wanted, "text": text},
    )
    return str(found[0][0]) if len(found) == 1 else None


def _searched(
    connection: Connection, query: DossierQuery, where: Condition, words: Sequence[str]
) -> Selection:
    if query.every_match:
        matches, taken = connection.found(words)
        where.also(f"d.id IN ({matches})", **taken)
        return Selection(where, few=True)
    among_open = is_open_only(query)
    newest = _newest(connection, words, MOST_FOUND + 1, still_open=among_open)
    found = [number for (number,) in rows(connection, *newest)]
    many = len(found) > MOST_FOUND
    if many and among_open:
        matches, taken = connection.found(words, still_open=True)
        # The sum keeps the database on the index of the open ones.
        where.also(f"d.id + 0 IN ({matches})", **taken)
        return Selection(where, each=where, few=True, within=OPEN)
    if many and where.terms:
        matches, wanted = _newest(connection, words, MOST_LOOKED_AT)
        matching = rows(
            connection,
            f"SELECT d.id FROM ({matches}) m CROSS JOIN dossier d"  # noqa: S608
            f" WHERE d.id = m.id AND {where.sql} ORDER BY m.id DESC LIMIT {MOST_FOUND}",
            {**where.parameters, **wanted},
        )
        found = [number for (number,) in matching]
        where = Condition()
    where.also(_AMONG, found=json.dumps(found[:MOST_FOUND]))
    return Selection(where, few=True, cut=many)


def _newest(
    connection: Connection, words: Sequence[str], most: int, *, still_open: bool = False
) -> tuple[str, Parameters]:
    """A SELECT of the ids of the newest dossiers that have the words, and its parameters."""
    matches, wanted = connection.found(words, still_open=still_open)
    return f"{matches} ORDER BY id DESC LIMIT {most}", wanted


def _lines(connection: Connection, ids: Sequence[int]) -> list[DossierLine]:
    found = {columns[0]: _line(columns) for columns in rows(connection, _LINES, {"ids": json.dumps(ids)})}
    return [found[dossier] for dossier in ids]


def _line(columns: Row) -> DossierLine:
    dossier, code, procedure, procedure_code, field, applicant, channel, accepted_on, *standing = columns
    due_on, due_time, promised_due, finished_on, returned_on, state, outcome, *watched = standing
    waiting_since, waiting_until, department, officer, last_event_on, redates, apology_late = watched
    return DossierLine(
        id=dossier,
        code=code,
        procedure=procedure,
        procedure_code=procedure_code,
        field=field,
        applicant=applicant,
        channel=values_of(Channel)[channel],
        accepted_on=maybe_date(accepted_on),
        due_on=maybe_date(due_on),
        due_time=maybe_time(due_time),
        promised_due=maybe_date(promised_due),
        finished_on=maybe_date(finished_on),
        returned_on=maybe_date(returned_on),
        state=values_of(State)[state],
        outcome=maybe_value(Outcome, outcome),
        waiting_since=maybe_date(waiting_since),
        waiting_until=maybe_date(waiting_until),
        department=department or "",
        officer=officer or "",
        last_event_on=maybe_date(last_event_on),
        redates=redates,
        apology_late=bool(apology_late),
    )
