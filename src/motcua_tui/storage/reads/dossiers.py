"""Lists of dossiers: windows of lines, counts, places, and search while typing.

A list is first resolved (:class:`Selection`), then asked for its lines. Windows find their ids in an
index and only then read the rows, so that a window far down costs no more than walking the index.

Search looks at the newest matches first and stops at ``MOST_FOUND``: a list that was cut says so,
and one more letter makes it whole. Every match is found among open dossiers, which are few, and where
a query asks for ``every_match``.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import Final

from motcua_tui.domain.codes import Channel, Outcome, State
from motcua_tui.domain.text import tokens
from motcua_tui.storage.codes import maybe_date, maybe_time, maybe_value, values_of
from motcua_tui.storage.connection import Connection
from motcua_tui.storage.reads.conditions import (
    Condition,
    DossierQuery,
    FigureQuery,
    condition,
    is_few,
    is_open_only,
)
from motcua_tui.storage.reads.ledger import behind
from motcua_tui.storage.reads.office import zone
from motcua_tui.storage.reads.rows import Parameters, Row, row, rows

__all__ = [
    "DossierLine",
    "DossierQuery",
    "FigureQuery",
    "Selection",
    "Sort",
    "SortKey",
    "count",
    "cut",
    "line",
    "position",
    "select",
    "window",
]

MOST_FOUND: Final = 500
"""The dossiers that a search shows at most."""

MOST_LOOKED_AT: Final = 5000
"""The matches that a search looks at when there are other conditions beside the text."""


class SortKey(StrEnum):
    DUE = "due"
    CODE = "code"
    APPLICANT = "applicant"
    PROCEDURE = "procedure"
    ACCEPTED = "accepted"
    FINISHED = "finished"
    STATE = "state"


_SORTED_BY: Final = {
    SortKey.DUE: "d.lawful_due",
    SortKey.CODE: "d.code",
    SortKey.APPLICANT: "d.applicant_key",
    SortKey.PROCEDURE: "(SELECT v.name_key FROM procedure_version v WHERE v.id = d.procedure_version_id)",
    SortKey.ACCEPTED: "d.accepted_on",
    SortKey.FINISHED: "d.finished_on",
    SortKey.STATE: "d.state",
}


@dataclass(frozen=True, slots=True)
class Sort:
    """The order of a list. What has no value comes last either way; ties go by age."""

    key: SortKey = SortKey.DUE
    descending: bool = False


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


class Selection:
    """The dossiers that a query takes, ready to be counted and shown in windows.

    ``cut`` tells that the search found more than it shows.
    """

    def __init__(
        self,
        connection: Connection,
        where: Condition,
        *,
        few: bool,
        cut: bool = False,
        total: int | None = None,
    ) -> None:
        self.cut = cut
        self._total = total
        self._connection = connection
        self._where = where
        self._few = few

    def count(self) -> int:
        """How many dossiers there are; counted once."""
        if self._total is None:
            self._total = self._number(self._where.sql)
        return self._total

    def window(self, sort: Sort, first: int, count: int) -> list[DossierLine]:
        """Up to ``count`` lines from place ``first`` on."""
        statement = (
            f"SELECT d.id FROM dossier d WHERE {self._where.sql}"  # noqa: S608
            f" ORDER BY {self._order(sort)} LIMIT {int(count)} OFFSET {int(first)}"
        )
        found = rows(self._connection, statement, self._where.parameters)
        return _lines(self._connection, [dossier for (dossier,) in found])

    def codes(self, sort: Sort) -> list[str]:
        """The codes of all of them, in that order."""
        statement = f"SELECT d.code FROM dossier d WHERE {self._where.sql} ORDER BY {self._order(sort)}"  # noqa: S608
        return [code for (code,) in rows(self._connection, statement, self._where.parameters)]

    def position(self, sort: Sort, dossier_id: int) -> int | None:
        """The place of a dossier, from 0; None when it is not among these."""
        key = _SORTED_BY[sort.key]
        place = {"place": dossier_id}
        here = row(
            self._connection,
            f"SELECT {key} FROM dossier d WHERE d.id = :place AND {self._where.sql}",  # noqa: S608
            {**self._where.parameters, **place},
        )
        if here is None:
            return None
        before = ">" if sort.descending else "<"
        same, above = f"{key} = :key", f"{key} {before} :key"
        if here[0] is None:
            same, above = f"{key} IS NULL", f"{key} IS NOT NULL"
        values = {**place, "key": here[0]}
        return self._number(f"{self._where.sql} AND {above}", values) + self._number(
            f"{self._where.sql} AND {same} AND d.id {before} :place", values
        )

    def _order(self, sort: Sort) -> str:
        """The ORDER BY. A short list is found first and then sorted: its key is disguised, lest the
        database walk the whole index of that key instead. Limits are literals for the same reason.
        """
        direction = "DESC" if sort.descending else "ASC"
        key = _SORTED_BY[sort.key]
        if self._few and sort.key is not SortKey.DUE:
            key = f"coalesce({key}, {key})"
        # Codes do not tie within an agency, and their index has the agency beside them.
        tie = "d.agency_id" if sort.key is SortKey.CODE else "d.id"
        return f"{key} {direction} NULLS LAST, {tie} {direction}"

    def _number(self, where: str, values: dict[str, int | str | None] | None = None) -> int:
        found = row(
            self._connection,
            f"SELECT count(*) FROM dossier d WHERE {where}",  # noqa: S608
            {**self._where.parameters, **(values or {})},
        )
        return int(found[0]) if found else 0


def select(connection: Connection, query: DossierQuery) -> Selection:
    """The dossiers that a query takes. Raises StorageError."""
    where = condition(query)
    if query.figure is not None:
        wanted = query.figure
        sql, bounds = behind(
            connection,
            wanted.period,
            wanted.judge_by,
            wanted.by,
            wanted.figure,
            wanted.groups,
            zone=zone(connection),
        )
        where.also(sql, **bounds)
    if query.traits is not None:
        from motcua_tui.storage.reads.measures import having

        sql, bounds = having(query.traits)
        where.also(sql, **bounds)
    words = tokens(query.text)
    if not words:
        return Selection(connection, where, few=is_few(query))
    return _searched(connection, query, where, words)


def window(
    connection: Connection, query: DossierQuery, sort: Sort, first: int, count: int
) -> list[DossierLine]:
    """Up to ``count`` lines of a list from place ``first`` on."""
    return select(connection, query).window(sort, first, count)


def count(connection: Connection, query: DossierQuery) -> int:
    """How many dossiers a list has, at most ``MOST_FOUND`` when it is cut."""
    return select(connection, query).count()


def cut(connection: Connection, query: DossierQuery) -> bool:
    """Whether the search of a list found more dossiers than it shows."""
    return select(connection, query).cut


def position(connection: Connection, query: DossierQuery, sort: Sort, dossier_id: int) -> int | None:
    """The place of a dossier in a list, from 0; None when it is not in it."""
    return select(connection, query).position(sort, dossier_id)


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
        return Selection(connection, where, few=True)
    found = [number for (number,) in rows(connection, *_newest(connection, words, MOST_FOUND + 1))]
    many = len(found) > MOST_FOUND
    if many and is_open_only(query):
        for place, word in enumerate(words):
            where.also(f"(' ' || d.search) LIKE :word{place}", **{f"word{place}": f"% {word}%"})
        among = rows(connection, f"SELECT d.id FROM dossier d WHERE {where.sql}", where.parameters)  # noqa: S608
        if len(among) > MOST_FOUND:
            return Selection(connection, where, few=True, total=len(among))
        where, found, many = Condition(), [number for (number,) in among], False
    elif many and where.terms:
        matches, wanted = _newest(connection, words, MOST_LOOKED_AT)
        newest = rows(
            connection,
            f"SELECT d.id FROM ({matches}) m CROSS JOIN dossier d"  # noqa: S608
            f" WHERE d.id = m.id AND {where.sql} ORDER BY m.id DESC LIMIT {MOST_FOUND}",
            {**where.parameters, **wanted},
        )
        found = [number for (number,) in newest]
        where = Condition()
    where.also(_AMONG, found=json.dumps(found[:MOST_FOUND]))
    return Selection(connection, where, few=True, cut=many)


def _newest(connection: Connection, words: Sequence[str], most: int) -> tuple[str, Parameters]:
    """A SELECT of the ids of the newest dossiers that have the words, and its parameters."""
    matches, wanted = connection.found(words)
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
