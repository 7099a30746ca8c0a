"""What the office has set: settings, calendar, sessions, and the names of its people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from motcua_tui.domain.calendar import CalendarDay
from motcua_tui.domain.codes import DayKind
from motcua_tui.domain.office import OfficeSession
from motcua_tui.storage.codes import maybe_date, time_of, values_of
from motcua_tui.storage.connection import Connection
from motcua_tui.storage.reads.rows import row, rows

CONFIRMED_UNTIL: Final = "calendar_confirmed_until"
"""The setting that holds the last day of the calendar that is final, as YYYY-MM-DD."""

DEFAULT_ZONE: Final = "Asia/Ho_Chi_Minh"

_SIZES: Final = """
SELECT (SELECT count(*) FROM dossier),
       (SELECT count(*) FROM dossier WHERE is_open),
       (SELECT count(*) FROM procedure)
"""


def settings(connection: Connection) -> dict[str, str]:
    """The settings that the office has stored, by their keys."""
    return dict(rows(connection, "SELECT key, value FROM setting WHERE agency_id = 1 ORDER BY key"))


def confirmed_until(connection: Connection) -> date | None:
    """The last day of the calendar that is final; None where nobody has said so."""
    found = row(
        connection,
        "SELECT value FROM setting WHERE agency_id = 1 AND key = :key",
        {"key": CONFIRMED_UNTIL},
    )
    return date.fromisoformat(found[0]) if found else None


def zone(connection: Connection) -> str:
    """The time zone of the office."""
    return settings(connection).get("zone", DEFAULT_ZONE)


def calendar_days(connection: Connection) -> tuple[CalendarDay, ...]:
    """The office's rows of the calendar, by date."""
    found = rows(
        connection,
        "SELECT day_on, kind, label, replaces_on, source FROM calendar_day"
        " WHERE agency_id = 1 ORDER BY day_on",
    )
    return tuple(
        CalendarDay(date.fromordinal(on), values_of(DayKind)[kind], label, maybe_date(replaces), source)
        for on, kind, label, replaces, source in found
    )


def office_sessions(connection: Connection) -> tuple[OfficeSession, ...]:
    """The sessions of the week; empty where the office keeps to those of its settings."""
    found = rows(
        connection,
        "SELECT weekday, starts_time, ends_time, season_from, season_to FROM office_session"
        " WHERE agency_id = 1 ORDER BY weekday, starts_time",
    )
    return tuple(
        OfficeSession(weekday, time_of(starts), time_of(ends), _month_day(first), _month_day(last))
        for weekday, starts, ends, first, last in found
    )


def departments(connection: Connection) -> dict[int, str]:
    """The names of the departments by their ids."""
    return dict(rows(connection, "SELECT id, name FROM department ORDER BY name"))


def officers(connection: Connection) -> dict[int, str]:
    """The names of the officers by their ids."""
    return dict(rows(connection, "SELECT id, name FROM officer ORDER BY name"))


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much a database holds."""

    dossiers: int
    open_dossiers: int
    procedures: int


def sizes(connection: Connection) -> Sizes:
    """How many dossiers there are, how many of them are open, and how many procedures."""
    (found,) = rows(connection, _SIZES)
    return Sizes(*found)


def agencies(connection: Connection) -> dict[int, str]:
    """The names of the agencies by their ids."""
    return dict(rows(connection, "SELECT id, name FROM agency ORDER BY name"))


def _month_day(packed: int | None) -> tuple[int, int] | None:
    return None if packed is None else (packed // 100, packed % 100)
