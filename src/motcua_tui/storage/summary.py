"""Dossiers that are alike to every report of whole months, counted together: the table ``dossier_summary``.

A month of a report begins on one of ``BORDERS``. Between two borders it makes no difference on which day
something happened, but for a due date on the last of these days, and for a wait that began after the due
date. So each day becomes the first one of its stretch, and what is the same then is one row with a number: at
a million dossiers some fifty thousand, which a report goes through instead. A row goes for the last days from
``from_on``, inclusive, to ``until_on``, exclusive, as those of ``dossier_earlier`` do.

The rows are made of nothing but what stands in the tables, with which ``verify`` compares them; each
transaction that changes a dossier takes away what it was and adds what it has become.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from functools import cache, lru_cache
from typing import Final

from motcua_tui.domain.periods import Period
from motcua_tui.storage.codes import NEVER
from motcua_tui.storage.connection import Connection

BORDERS: Final = (1, 15, 21)
"""The days on which a month begins: that of the calendar, that of NĐ 09/2019/NĐ-CP art. 12, and that to the
20th."""

KEY: Final = (
    "ended_on",
    "accepted_on",
    "channel",
    "judged",
    "from_on",
    "until_on",
    "lawful_due",
    "promised_due",
    "waiting_since",
)
"""The columns that say what is alike. No due date is 0, no judgement -1, no end and no wait ``NEVER``."""

Key = tuple[int, ...]
Days = tuple[int, int, int | None, int, int, int, int | None, int | None, int | None]

_COUNTED: Final = f"""
SELECT d.accepted_on, d.ended_on, d.judged, d.channel,
    coalesce(d.revised_on, 0), {NEVER}, d.lawful_due, d.promised_due, d.waiting_since
FROM dossier d WHERE d.accepted_on IS NOT NULL AND {{which}}
UNION ALL
SELECT e.accepted_on, e.ended_on, e.judged, d.channel,
    e.from_on, e.until_on, e.lawful_due, e.promised_due, e.waiting_since
FROM dossier_earlier e JOIN dossier d ON d.id = e.dossier_id WHERE {{which}}
"""  # noqa: S608
_STORED: Final = f"SELECT {', '.join(KEY)}, n FROM dossier_summary"  # noqa: S608


def has_whole_months(period: Period) -> bool:
    """Whether the first day is a border, and the day after the last one is."""
    return period.start.day in BORDERS and period.end.day in BORDERS


def of_one(connection: Connection, dossier_id: int) -> Counter[Key]:
    """The rows that a dossier counts in."""
    return _alike(connection.execute(_COUNTED.format(which="d.id = :id"), {"id": dossier_id}))


def of_those_after(connection: Connection, dossier_id: int) -> Counter[Key]:
    """The rows in which all dossiers after an id count; after 0 it is the whole table as it must be."""
    return _alike(connection.stream(_COUNTED.format(which="d.id > :id"), {"id": dossier_id}))


def stored(connection: Connection) -> Counter[Key]:
    """The table as it is."""
    return Counter({key: n for *columns, n in connection.stream(_STORED) if (key := tuple(columns))})


def _alike(found: Iterable[Days]) -> Counter[Key]:
    keys: Counter[Key] = Counter()
    for accepted_on, ended_on, judged, channel, from_on, until_on, lawful, promised, since in found:
        first, until = _first(from_on), _first(until_on)
        if first < until:
            keys[
                _first(ended_on),
                _first(accepted_on),
                channel,
                -1 if judged is None else judged,
                first,
                until,
                _due(lawful, since),
                _due(promised, since),
                NEVER if since is None else _first(since) + 1,
            ] += 1
    return keys


@lru_cache(maxsize=65536)
def _due(due: int | None, since: int | None) -> int:
    """A last day stays what it is; any other is before or after the second day of its stretch, on which a
    wait begins, as it was before the wait or not."""
    if due is None:
        return 0
    first, last = _stretch(due)
    if due == last:
        return due
    return first + 2 if since is not None and first <= since <= due else first


@cache
def _first(day: int) -> int:
    return _stretch(day)[0]


@cache
def _stretch(day: int) -> tuple[int, int]:
    """The first and the last day of the stretch of a day; 0 and ``NEVER`` are by themselves."""
    if day in (0, NEVER):
        return day, day
    on = date.fromordinal(day)
    first = max(border for border in BORDERS if border <= on.day)
    later = [border for border in BORDERS if border > on.day]
    start = day - on.day + first
    if later:
        return start, day - on.day + later[0] - 1
    following = date(on.year + on.month // 12, on.month % 12 + 1, 1)
    return start, following.toordinal() - 1
