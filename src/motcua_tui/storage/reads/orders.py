"""The orders of a list, and walking them: a page is read from an index, wherever in the list it is.

An order is one or more stretches, each the way of one index: what has a due date by its due date, then what
has none; one procedure after the other. A walk begins at the nearest place that is known, the beginning, the
end or a page that was read before, and goes on from there in either direction.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from typing import Final

from motcua_tui.domain.codes import State
from motcua_tui.storage.codes import code_of
from motcua_tui.storage.connection import Connection
from motcua_tui.storage.reads.rows import Parameters, Row, row, rows

LOOKED_AT: Final = 2000
"""The dossiers that a walk with a condition looks at before it gives up: a few milliseconds."""
_MORE: Final = 4
"""Times as many dossiers are looked at as are wanted, then times as many again."""


class SortKey(StrEnum):
    DUE = "due"
    CODE = "code"
    APPLICANT = "applicant"
    PROCEDURE = "procedure"
    ACCEPTED = "accepted"
    FINISHED = "finished"
    STATE = "state"


@dataclass(frozen=True, slots=True)
class Sort:
    """The order of a list. What has no value comes last either way; ties go by age, those of one state by
    due date and those of one procedure by its versions before that."""

    key: SortKey = SortKey.DUE
    descending: bool = False


# Codes do not tie within an agency, and their index has the agency beside them.
_KEYS: Final = {
    SortKey.DUE: ("d.lawful_due", "d.id"),
    SortKey.CODE: ("d.code", "d.agency_id"),
    SortKey.APPLICANT: ("d.applicant_key", "d.id"),
    SortKey.PROCEDURE: (
        "(SELECT v.name_key FROM procedure_version v WHERE v.id = d.procedure_version_id)",
        "d.procedure_version_id",
        "d.id",
    ),
    SortKey.ACCEPTED: ("d.accepted_on", "d.id"),
    SortKey.FINISHED: ("d.finished_on", "d.id"),
    SortKey.STATE: ("d.state", "d.lawful_due", "d.id"),
}
_DAYS: Final = frozenset(("d.lawful_due", "d.accepted_on", "d.finished_on"))
"""The keys that some dossiers have no value of."""
FEW: Final = 60
"""A procedure with fewer dossiers shares its stretch with those beside it."""
_SHARED: Final = 600
"""The dossiers of a stretch that several procedures share, which are sorted for each page."""
_VERSIONS: Final = """
SELECT v.id, (SELECT count(*) FROM (SELECT 1 AS one FROM dossier d
    WHERE d.procedure_version_id = v.id AND {within} LIMIT {few}) counted)
FROM procedure_version v ORDER BY v.name_key, v.id
"""

_Walked = tuple[int, Row]
"""The number of a stretch, and a dossier of it: its id, then its keys."""

Bounds = Mapping[SortKey, tuple[int, int]]
"""The first and the last day between which all dossiers of a list lie."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Dossiers that meet ``where`` in the order of ``keys``, as an index has them; these tell them apart."""

    where: str
    keys: tuple[str, ...] = ("d.id",)


@dataclass(frozen=True, slots=True)
class _Place:
    """Between two dossiers: so many come before, the last of them with these keys in that stretch."""

    number: int
    stretch: int
    keys: Row


def order(sort: Sort, *, disguised: bool = False) -> str:
    """The ORDER BY of a list of ``dossier d``. A short list is found first and then sorted: its key is
    disguised, lest the database walk the whole index of that key instead.
    """
    direction = "DESC" if sort.descending else "ASC"
    by = [f"{key} {direction}{' NULLS LAST' if key in _DAYS else ''}" for key in _KEYS[sort.key]]
    if disguised:
        by[0] = by[0].replace((key := _KEYS[sort.key][0]), f"coalesce({key}, {key})")
    return ", ".join(by)


def stretches(
    connection: Connection, sort: Sort, bounds: Bounds, *, within: str = "TRUE"
) -> tuple[Stretch, ...]:
    """The stretches of an order, one after the other. Days outside of ``bounds`` are left out; ``within`` is
    the condition of the partial indexes to walk."""
    match sort.key:
        case SortKey.CODE | SortKey.APPLICANT:
            return (Stretch(within, _KEYS[sort.key]),)
        case SortKey.STATE:
            states = reversed(State) if sort.descending else State
            return tuple(
                way
                for state in states
                for way in _dated(SortKey.DUE, bounds, f"d.state = {code_of(state)} AND {within}")
            )
        case SortKey.PROCEDURE:
            ways = [_of_versions(group, within) for group in _versions(connection, within)]
            return tuple(reversed(ways) if sort.descending else ways)
        case dated:
            return _dated(dated, bounds, within)


def _dated(key: SortKey, bounds: Bounds, within: str) -> tuple[Stretch, ...]:
    day, keys = _KEYS[key][0], _KEYS[key]
    if key not in bounds:
        return Stretch(f"{day} IS NOT NULL AND {within}", keys), Stretch(f"{day} IS NULL AND {within}")
    first, last = bounds[key]
    return (Stretch(f"{day} >= {first} AND {day} <= {last} AND {within}", keys),)


def _versions(connection: Connection, within: str) -> Iterator[list[int]]:
    """The procedure versions in their order, those with few dossiers or none together."""
    group: list[int] = []
    dossiers = 0
    for version, about in rows(connection, _VERSIONS.format(within=within, few=FEW)):
        if group and (about == FEW or dossiers + about > _SHARED):
            yield group
            group, dossiers = [], 0
        group.append(version)
        dossiers += about
        if about == FEW:
            yield group
            group, dossiers = [], 0
    if group:
        yield group


def _of_versions(versions: Sequence[int], within: str) -> Stretch:
    if len(versions) == 1:
        return Stretch(f"d.procedure_version_id = {versions[0]} AND {within}")
    places = " ".join(f"WHEN {version} THEN {place}" for place, version in enumerate(versions))
    among = ", ".join(map(str, versions))
    return Stretch(
        f"d.procedure_version_id IN ({among}) AND {within}",
        (f"CASE d.procedure_version_id {places} END", "d.id"),
    )


class Walk:
    """Pages of one order; knows the places it has been to.

    ``where`` with its parameters is the condition that dossiers must meet; None: all of them do.
    """

    def __init__(
        self, ways: Sequence[Stretch], where: str | None, parameters: Parameters, *, descending: bool
    ) -> None:
        self._ways = ways
        self._where = where
        self._parameters = parameters
        self._descending = descending
        self._places: list[_Place] = []

    def page(self, connection: Connection, first: int, count: int, total: int | None) -> list[int] | None:
        """The ids of up to ``count`` dossiers from place ``first`` on; with ``total`` also from the end.

        None where more than ``LOOKED_AT`` dossiers would have to be looked at.
        """
        near = bisect_right(self._places, first, key=lambda place: place.number)
        begin = self._places[near - 1] if near else None
        skip = first - (begin.number if begin else 0)
        if total is not None and total - first < skip:
            left = max(0, total - first)
            wanted = min(count, left)
            found = self._walk(connection, None, left - wanted, wanted, back=True)
            return None if found is None else [dossier for _, (dossier, *_keys) in reversed(found)]
        found = self._walk(connection, begin, skip, count, back=False)
        if found and len(found) == count:
            stretch, (_last, *keys) = found[-1]
            self._keep(_Place(first + count, stretch, tuple(keys)))
        return None if found is None else [dossier for _, (dossier, *_keys) in found]

    def position(self, connection: Connection, dossier_id: int) -> int | None:
        """The place of a dossier among all, from 0; None where there is none of that id."""
        before = 0
        for number, way in enumerate(self._ways):
            keys = row(
                connection,
                f"SELECT {', '.join(way.keys)} FROM dossier d WHERE d.id = :dossier AND {way.where}",  # noqa: S608
                {"dossier": dossier_id},
            )
            here = None if keys is None else _Place(0, 0, tuple(keys))
            before += self._length(connection, number, here, back=here is not None)
            if here:
                return before
        return None

    def _keep(self, place: _Place) -> None:
        at = bisect_right(self._places, place.number, key=lambda place: place.number)
        if not at or self._places[at - 1].number != place.number:
            self._places.insert(at, place)

    def _walk(
        self, connection: Connection, begin: _Place | None, skip: int, count: int, *, back: bool
    ) -> list[_Walked] | None:
        """``count`` dossiers after ``skip`` others, from a place or from an end on."""
        if self._where is None:
            return self._all(connection, begin, skip, count, back=back)
        matching = self._matching(connection, begin, skip + count, back=back)
        walked: list[_Walked] = []
        for found in islice(matching, skip + count):
            if found is None:
                return None
            walked.append(found)
        return walked[skip:]

    def _all(
        self, connection: Connection, begin: _Place | None, skip: int, count: int, *, back: bool
    ) -> list[_Walked]:
        walked: list[_Walked] = []
        for number, start in self._ahead(begin, back=back):
            found = self._read(connection, number, start, count - len(walked), skip, back=back)
            walked += ((number, dossier) for dossier in found)
            if len(walked) == count:
                break
            passed = 0 if found or not skip else self._length(connection, number, start, back=back)
            skip = 0 if found else skip - passed
        return walked

    def _matching(
        self, connection: Connection, begin: _Place | None, wanted: int, *, back: bool
    ) -> Iterator[_Walked | None]:
        """The dossiers that meet the condition; None at last where it gives up. Looks at more and more."""
        left, size = LOOKED_AT, _MORE * wanted
        for number, begins in self._ahead(begin, back=back):
            start = begins
            while True:
                size = min(size, left)
                among = self._read(connection, number, start, size, 0, back=back)
                met = self._meeting(connection, [dossier for dossier, *_keys in among]) if among else set()
                yield from ((number, dossier) for dossier in among if dossier[0] in met)
                left -= len(among)
                if not left:
                    yield None
                    return
                if len(among) < size:
                    break
                start, size = _Place(0, number, among[-1][1:]), _MORE * size

    def _ahead(self, begin: _Place | None, *, back: bool) -> Iterator[tuple[int, _Place | None]]:
        """The stretches from a place or from an end on, the first with the place to begin at."""
        if begin:
            yield begin.stretch, begin
        numbers = range(begin.stretch + 1 if begin else 0, len(self._ways))
        for number in reversed(numbers) if back else numbers:
            yield number, None

    def _read(
        self, connection: Connection, number: int, start: _Place | None, count: int, skip: int, *, back: bool
    ) -> list[Row]:
        """The dossiers of one stretch with their keys, whatever the condition."""
        way, up = self._ways[number], self._descending is back
        by = ", ".join(f"{key} {'ASC' if up else 'DESC'}" for key in way.keys)
        statement = (
            f"SELECT d.id, {', '.join(way.keys)} FROM dossier d WHERE {_beyond(way, start, up=up)}"  # noqa: S608
            f" ORDER BY {by} LIMIT {int(count)} OFFSET {int(skip)}"
        )
        return rows(connection, statement, _values(start))

    def _length(self, connection: Connection, number: int, start: _Place | None, *, back: bool) -> int:
        where = _beyond(self._ways[number], start, up=self._descending is back)
        found = row(connection, f"SELECT count(*) FROM dossier d WHERE {where}", _values(start))  # noqa: S608
        return int(found[0]) if found else 0

    def _meeting(self, connection: Connection, ids: list[int]) -> set[int]:
        """Those of the dossiers that meet the condition."""
        statement = (
            f"SELECT d.id FROM dossier d WHERE d.id IN (SELECT value FROM json_each(:ids)) AND {self._where}"  # noqa: S608
        )
        found = rows(connection, statement, {**self._parameters, "ids": json.dumps(ids)})
        return {dossier for (dossier,) in found}


def _beyond(way: Stretch, start: _Place | None, *, up: bool) -> str:
    """The condition of a stretch, or of its part above or below a place."""
    if start is None:
        return way.where
    values = ", ".join(f":key{number}" for number in range(len(way.keys)))
    return f"{way.where} AND ({', '.join(way.keys)}) {'>' if up else '<'} ({values})"


def _values(start: _Place | None) -> Parameters:
    return {f"key{number}": value for number, value in enumerate(start.keys)} if start else {}
