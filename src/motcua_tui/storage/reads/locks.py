"""Locked periods, and what was recorded after one was locked."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final

from motcua_tui.domain.codes import Channel, JudgeBy
from motcua_tui.domain.events import Event
from motcua_tui.domain.locking import Issue, LockedPeriod
from motcua_tui.domain.periods import Period, Preset
from motcua_tui.domain.profiles import ProfileName
from motcua_tui.storage.codes import Clock, maybe_date, values_of
from motcua_tui.storage.connection import Connection
from motcua_tui.storage.happenings import decode
from motcua_tui.storage.issues import decode_ledger, decode_texts, seal
from motcua_tui.storage.reads.rows import Row, row, rows

_LOCKS: Final = """
SELECT id, name, profile, judge_by, as_on_time, locked_at, actor, hash, entry,
       unlocked_at, unlocked_by, unlock_reason
FROM locked_period WHERE agency_id = 1
"""
_CONTENT: Final = (
    "SELECT name, profile, judge_by, CAST(as_on_time AS INTEGER), entry, ledger, text FROM locked_period"
    " WHERE id = :lock"
)
_FILES: Final = (
    "SELECT name, CAST(content AS BLOB) FROM locked_file WHERE locked_period_id = :lock ORDER BY name"
)
_TOUCHED: Final = """
SELECT name FROM locked_period
WHERE agency_id = 1 AND unlocked_at IS NULL AND ends_on > :on ORDER BY ends_on, starts_on
"""
_EVENT: Final = """
SELECT e.dossier_id, d.code, e.number, e.happened_at, e.kind, e.detail, e.recorded_at, e.actor, e.entry
FROM dossier_event e JOIN dossier d ON d.id = e.dossier_id
"""
_RECORDED: Final = f"""{_EVENT}
WHERE e.entry > :entry AND e.happened_at >= :first AND e.happened_at < :end
ORDER BY e.entry, e.dossier_id, e.number
"""
_HISTORIES: Final = f"""{_EVENT}
WHERE e.dossier_id IN (SELECT value FROM json_each(:dossiers)) ORDER BY e.dossier_id, e.number
"""  # noqa: S608
_OPEN: Final = "SELECT id FROM dossier WHERE accepted_on < :first AND ended_on >= :first"
_CODES: Final = "SELECT id, code FROM dossier WHERE id IN (SELECT value FROM json_each(:dossiers))"
_CHANNELS: Final = "SELECT id, channel FROM dossier WHERE id IN (SELECT value FROM json_each(:dossiers))"


@dataclass(frozen=True, slots=True)
class RecordedEvent:
    """An event of a dossier, with the local instant at which it was recorded, and by whom."""

    dossier: int
    code: str
    event: Event
    recorded_at: datetime
    actor: str
    entry: int
    """The entry of the journal that recorded it."""


def locks(connection: Connection, *, zone: str) -> tuple[LockedPeriod, ...]:
    """Every lock there was, the newest first."""
    clock = Clock(zone)
    return tuple(_lock(found, clock) for found in rows(connection, f"{_LOCKS} ORDER BY id DESC"))


def active(connection: Connection, period: Period, *, zone: str) -> tuple[LockedPeriod, ...]:
    """The locks in force of exactly this period, one a profile."""
    found = rows(
        connection,
        f"{_LOCKS} AND unlocked_at IS NULL AND starts_on = :start AND ends_on = :end ORDER BY id",
        {"start": period.start.toordinal(), "end": period.end.toordinal()},
    )
    clock = Clock(zone)
    return tuple(_lock(columns, clock) for columns in found)


def ending(connection: Connection, end: date, *, zone: str) -> LockedPeriod | None:
    """The lock in force that was made last of the periods that end just before ``end``."""
    found = row(
        connection,
        f"{_LOCKS} AND unlocked_at IS NULL AND ends_on = :end ORDER BY id DESC",
        {"end": end.toordinal()},
    )
    return _lock(found, Clock(zone)) if found else None


def touched(connection: Connection, on: date) -> tuple[str, ...]:
    """The names of the periods in force whose figures an event of that day may move, the earliest first."""
    return tuple(name for (name,) in rows(connection, _TOUCHED, {"on": on.toordinal()}))


def locked_until(connection: Connection) -> date | None:
    """The first day after all periods in force; None where nothing is locked."""
    found = row(connection, "SELECT max(ends_on) FROM locked_period WHERE unlocked_at IS NULL")
    return maybe_date(found[0]) if found else None


def issue(connection: Connection, lock: int) -> Issue:
    """All that was sent with a lock."""
    found = row(connection, _CONTENT, {"lock": lock})
    assert found is not None
    *_said, ledger, text = found
    return Issue(decode_ledger(ledger), decode_texts(text), _files(connection, lock))


def sealed(connection: Connection, lock: int) -> str:
    """The hash that the stored parts of a lock have now."""
    found = row(connection, _CONTENT, {"lock": lock})
    assert found is not None
    return seal(map(str, found), _files(connection, lock))


def broken_seals(connection: Connection) -> tuple[int, ...]:
    """The numbers of the locks whose stored parts do not have the hash that they were sealed with."""
    found = rows(connection, "SELECT id, hash FROM locked_period ORDER BY id")
    return tuple(lock for lock, seal_ in found if sealed(connection, lock) != seal_)


def recorded_since(connection: Connection, lock: LockedPeriod, *, zone: str) -> tuple[RecordedEvent, ...]:
    """The events that happened in the period and were recorded after it was locked, in that order."""
    clock = Clock(zone)
    bounds = {
        "entry": lock.entry,
        "first": clock.stored(datetime.combine(lock.period.start, time())),
        "end": clock.stored(datetime.combine(lock.period.end, time())),
    }
    return tuple(_recorded(connection, _RECORDED, bounds, clock))


def histories(
    connection: Connection, dossiers: Iterable[int], *, zone: str
) -> dict[int, list[RecordedEvent]]:
    """The whole history of each of these dossiers, in the order of recording."""
    found: dict[int, list[RecordedEvent]] = {}
    wanted = {"dossiers": json.dumps(list(dossiers))}
    for recorded in _recorded(connection, _HISTORIES, wanted, Clock(zone)):
        found.setdefault(recorded.dossier, []).append(recorded)
    return found


def open_at(connection: Connection, first: date) -> frozenset[int]:
    """The dossiers that were open when this day began."""
    return frozenset(dossier for (dossier,) in rows(connection, _OPEN, {"first": first.toordinal()}))


def codes(connection: Connection, dossiers: Iterable[int]) -> dict[int, str]:
    """The codes of dossiers by their ids."""
    return dict(rows(connection, _CODES, {"dossiers": json.dumps(list(dossiers))}))


def channels(connection: Connection, dossiers: Iterable[int]) -> dict[int, Channel]:
    """How dossiers were handed in, by their ids."""
    found = rows(connection, _CHANNELS, {"dossiers": json.dumps(list(dossiers))})
    return {dossier: values_of(Channel)[channel] for dossier, channel in found}


def _files(connection: Connection, lock: int) -> dict[str, bytes]:
    return dict(rows(connection, _FILES, {"lock": lock}))


def _recorded(
    connection: Connection, sql: str, parameters: Mapping[str, str | int | None], clock: Clock
) -> list[RecordedEvent]:
    return [
        RecordedEvent(
            dossier,
            code,
            Event(clock.local(happened_at), decode(kind, detail), number),
            clock.local(recorded_at),
            actor,
            entry,
        )
        for dossier, code, number, happened_at, kind, detail, recorded_at, actor, entry in rows(
            connection, sql, parameters
        )
    ]


def _lock(columns: Row, clock: Clock) -> LockedPeriod:
    lock, name, profile, judge_by, as_on_time, locked_at, actor, seal_, entry, *ended = columns
    unlocked_at, unlocked_by, reason = ended
    return LockedPeriod(
        id=lock,
        reporting=Preset.parse(name),
        profile=ProfileName(profile),
        judge_by=values_of(JudgeBy)[judge_by],
        as_on_time=bool(as_on_time),
        locked_at=clock.local(locked_at),
        actor=actor,
        hash=seal_,
        entry=entry,
        unlocked_at=None if unlocked_at is None else clock.local(unlocked_at),
        unlocked_by=unlocked_by,
        unlock_reason=reason,
    )
