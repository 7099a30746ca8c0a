"""Puts a desk together: which database, which settings, which calendar, which clock.

Used by ``cli``, ``tui`` and the tests; nothing else reads the environment or the clock.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from datetime import date, datetime, time
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from motcua_tui import locations
from motcua_tui.config import DEFAULTS, Settings
from motcua_tui.domain.calendar import CalendarDay, WorkCalendar
from motcua_tui.domain.office import DEFAULT_SESSIONS, OfficeHours, OfficeSession
from motcua_tui.domain.roles import OPEN, Seat
from motcua_tui.errors import DamagedError, InputError, MotcuaError, StorageError
from motcua_tui.i18n import _
from motcua_tui.services.base_calendar import CONFIRMED_UNTIL, base_calendar, guessed_days
from motcua_tui.services.desk import Clock, Desk
from motcua_tui.storage.database import Database
from motcua_tui.storage.place import Place, Server, place_of
from motcua_tui.storage.reads import office as office_reads
from motcua_tui.storage.reads import officers as officer_reads

DATABASE_VARIABLE: Final = "MOTCUA_DATABASE"
TODAY_VARIABLE: Final = "MOTCUA_TODAY"
OPENING: Final = time(9, 0)
"""The time of day of a clock that is fixed at a date."""


def database_place(given: str | None = None) -> Place:
    """The database asked for: on the command line, in the environment, or the user's own.

    Raises StorageError for a URL that is not of a file or of PostgreSQL.
    """
    chosen = given or os.environ.get(DATABASE_VARIABLE)
    if not chosen:
        return locations.default_database()
    try:
        return place_of(chosen)
    except ValueError as error:
        raise StorageError(
            _("Không mở được loại cơ sở dữ liệu {scheme}://….").format(scheme=error),
            _("Dùng một tệp, hoặc postgresql://NGƯỜI@MÁY/TÊN."),
        ) from None


def kept_language(given: str | None = None) -> str:
    """The language that the settings of the file name; Vietnamese where there is none to ask.

    A server is not asked: the words of the program must not wait for the network.
    """
    from contextlib import closing

    try:
        path = database_place(given)
        if isinstance(path, Server) or not path.is_file():
            return DEFAULTS.language
        with closing(Database(path)) as database:
            return office_reads.settings(database.reader()).get("language", DEFAULTS.language)
    except StorageError:
        return DEFAULTS.language


def clock(zone: str, today: str | None = None) -> Clock:
    """The office's clock; fixed when a date is given or ``MOTCUA_TODAY`` is set.

    Raises InputError when the date is not one.
    """
    chosen = today or os.environ.get(TODAY_VARIABLE)
    if not chosen:
        tz = ZoneInfo(zone)
        return lambda: datetime.now(tz).replace(tzinfo=None, microsecond=0)
    try:
        fixed = datetime.fromisoformat(chosen).replace(tzinfo=None)
    except ValueError:
        raise InputError(
            _("Ngày “{text}” không đúng dạng.").format(text=chosen), _("Viết ngày dạng 2026-11-23.")
        ) from None
    if "T" not in chosen and " " not in chosen:
        fixed = datetime.combine(fixed.date(), OPENING)
    return lambda: fixed


def open_desk(given: str | None = None, today: str | None = None) -> Desk:
    """The desk of a database. Raises StorageError when it cannot be opened."""
    return desk_of(open_database(database_place(given)), today)


def open_database(place: Place) -> Database:
    """As ``Database.open``; of a damaged file the last good copy is named."""
    try:
        database = Database.open(place)
    except DamagedError as error:
        from motcua_tui.services.backups import advised

        raise (advised(place, error) if isinstance(place, Path) else error) from error
    if database.damage and isinstance(place, Path):
        from motcua_tui.services.backups import advised

        database.only_read(advised(place, database.damage))
    return database


def desk_of(database: Database, today: str | None = None) -> Desk:
    """A desk over an open database, with the settings and the calendar kept in it; what cannot be read of
    a damaged one is as shipped."""
    if database.damage:
        return _what_can_be_read(database, today)
    settings = Settings.from_rows(office_reads.settings(database.reader()))
    seat = officer_reads.seat(database.reader(), login=machine_user())
    return _desk(database, settings, clock(settings.zone, today), seat)


def _what_can_be_read(database: Database, today: str | None) -> Desk:
    settings = DEFAULTS
    try:
        settings = Settings.from_rows(office_reads.settings(database.reader()))
        return _desk(database, settings, clock(settings.zone, today), OPEN)
    except (MotcuaError, ValueError, LookupError, TypeError):
        calendar, office = rules_alone()
        return Desk(database, settings, calendar, office, clock(DEFAULTS.zone, today), OPEN)


def reread(desk: Desk) -> Desk:
    """The same desk with the settings, the calendar and the roles as they are in its database now.

    Whoever is signed in stays; where roles count only now, whoever the machine knows is.
    """
    settings = Settings.from_rows(office_reads.settings(desk.database.reader()))
    login = "" if desk.seat.guarded else machine_user()
    seat = officer_reads.seat(desk.database.reader(), officer=desk.seat.officer, login=login)
    return _desk(desk.database, settings, desk.clock, seat)


def machine_user() -> str:
    """Who runs the program, by the operating system; not by the environment, where it can be helped."""
    if sys.platform == "win32":
        from getpass import getuser

        return getuser()
    from pwd import getpwuid

    try:
        return getpwuid(os.getuid()).pw_name
    except KeyError:
        return ""


def _desk(database: Database, settings: Settings, clock: Clock, seat: Seat) -> Desk:
    connection = database.reader()
    calendar = office_calendar(
        office_reads.calendar_days(connection), office_reads.confirmed_until(connection) or CONFIRMED_UNTIL
    )
    sessions = office_reads.office_sessions(connection)
    return Desk(database, settings, calendar, office_hours(sessions, calendar), clock, seat)


def office_calendar(days: Iterable[CalendarDay], confirmed_until: date) -> WorkCalendar:
    """The calendar of an office; years that it has no row of are guessed by the holidays package."""
    rows = tuple(days)
    known = {day.on.year for day in rows}
    return WorkCalendar(
        rows,
        confirmed_until=confirmed_until,
        extend=lambda year: () if year in known else guessed_days(year),
    )


def office_hours(sessions: Iterable[OfficeSession], calendar: WorkCalendar) -> OfficeHours:
    return OfficeHours(tuple(sessions) or DEFAULT_SESSIONS, calendar)


def rules_alone() -> tuple[WorkCalendar, OfficeHours]:
    """The shipped calendar and the default office hours, for questions that need no desk."""
    calendar = base_calendar()
    return calendar, office_hours((), calendar)
