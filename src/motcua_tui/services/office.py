"""A new desk, its settings and its calendar."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from motcua_tui.config import DENSITIES, THEMES, Settings
from motcua_tui.domain.calendar import CalendarDay
from motcua_tui.domain.changes import CONFIRMED, Subject
from motcua_tui.domain.office import RULE_JOINT, OfficeHours, OfficeSession, parse_sessions, week_rules
from motcua_tui.domain.roles import Right
from motcua_tui.domain.text import clean
from motcua_tui.domain.typed_dates import short_date
from motcua_tui.errors import InputError, NotFoundError, OutputError
from motcua_tui.i18n import LANGUAGES, _
from motcua_tui.services.base_calendar import CONFIRMED_UNTIL, guessed_days, shipped_days
from motcua_tui.services.desk import Clock, Desk
from motcua_tui.services.office_conflicts import (
    refuse_changed_confirmation,
    refuse_changed_days,
    refuse_changed_sessions,
    refuse_changed_settings,
)
from motcua_tui.services.officers import take_seat
from motcua_tui.storage.database import Database
from motcua_tui.storage.place import Place

DEFAULT_HOURS: Final = "07:30-11:30,13:30-17:00"
YEARS_GUESSED: Final = 10
"""Years beyond the shipped calendar that a new desk gets from the holidays package, unconfirmed."""
MOST_DECIMALS: Final = 6


def create_desk(place: Place, settings: Settings, clock: Clock, *, hours: str = DEFAULT_HOURS) -> None:
    """Make a new desk: its database, its settings and the base calendar.

    Raises OutputError when there is such a file, StorageError when it cannot be made, InputError for
    unusable settings or office hours.
    """
    if isinstance(place, Path) and place.exists():
        raise OutputError(
            _("Đã có tệp {path}.").format(path=place), _("Mở tệp đang có, hoặc chọn tên khác cho sổ mới.")
        )
    settings = _checked(settings)
    sessions = parse_sessions(hours)
    base = shipped_days()
    last = max(day.on.year for day in base)
    guesses = [day for year in range(last + 1, last + 1 + YEARS_GUESSED) for day in guessed_days(year)]
    database = Database.create(place)
    try:
        with database.unit_of_work(zone=settings.zone, actor=settings.officer, now=clock()) as uow:
            uow.settings.put(settings.rows())
            take_seat(uow, settings.officer)
            uow.calendar.put([*base, *guesses])
            uow.calendar.put_sessions(sessions)
            uow.calendar.confirm(CONFIRMED_UNTIL)
            uow.commit()
    finally:
        database.close()


def upgrade_desk(place: Place) -> bool:
    """Bring an older record on a server to this version of the program; False where it is not older."""
    return Database.upgrade(place)


def change_settings(desk: Desk, changes: dict[str, str]) -> Settings:
    """Set some settings; all of them are checked before any is stored.

    Raises InputError, and ConflictError for one that is not what the desk knows any more.
    """
    rows = desk.settings.rows()
    unknown = sorted(changes.keys() - rows.keys())
    if unknown:
        raise InputError(
            _("Không có thiết lập “{key}”.").format(key=unknown[0]), _("Xem danh sách: motcua settings.")
        )
    settings = _checked(Settings.from_rows({**rows, **changes}))
    checked = settings.rows()
    with desk.unit_of_work(Right.SETTINGS) as uow:
        refuse_changed_settings(desk, uow, changes)
        if "officer" in changes:
            take_seat(uow, settings.officer)
        uow.settings.change(rows, {key: checked[key] for key in changes})
        uow.commit()
    return settings


def change_sessions(desk: Desk, sessions: Iterable[OfficeSession]) -> OfficeHours:
    """Put these office hours in the place of all there were; no due date moves by it.

    Raises InputError when no weekday has a session or two of one weekday and season overlap, and
    ConflictError when the hours are not what the desk knows any more.
    """
    hours = OfficeHours(sessions, desk.calendar)
    with desk.unit_of_work(Right.CALENDAR) as uow:
        refuse_changed_sessions(desk, uow)
        before, after = (RULE_JOINT.join(week_rules(office.sessions)) for office in (desk.office, hours))
        uow.changes.record(Subject.SESSIONS, "", before, after)
        uow.calendar.put_sessions(hours.sessions)
        uow.commit()
    return hours


_AGENCY_ID: Final = re.compile(r"[0-9A-Z]+(\.[0-9A-Z]+)*")
"""``000.00.64.H10``: what stands before the date in a dossier code."""


def _checked(settings: Settings) -> Settings:
    """The settings with their texts cleaned. Raises InputError for values that the desk cannot work with."""
    settings = Settings.from_rows({key: clean(text) for key, text in settings.rows().items()})
    unusable = [
        *(
            name
            for name in (
                "near_days",
                "stale_days",
                "late_entry_days",
                "petition_days",
                "backup_days",
                "lock_minutes",
            )
            if getattr(settings, name) < 0
        ),
        *(["backups_kept"] if settings.backups_kept < 1 else []),
        *(["decimals"] if not 0 <= settings.decimals <= MOST_DECIMALS else []),
        *(["language"] if settings.language not in LANGUAGES else []),
        *(["theme"] if settings.theme not in THEMES else []),
        *(["density"] if settings.density not in DENSITIES else []),
        *(["zone"] if not _is_zone(settings.zone) else []),
        *(["agency_id"] if not _AGENCY_ID.fullmatch(settings.agency_id) else []),
    ]
    if unusable:
        key = unusable[0]
        raise InputError(
            _("Thiết lập “{key}” không nhận giá trị “{value}”.").format(key=key, value=settings.rows()[key]),
            _("Xem các giá trị cho phép: motcua settings."),
        )
    return settings


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def put_days(desk: Desk, days: Iterable[CalendarDay]) -> None:
    """Add rows to the office's calendar, or replace those of the same dates. No due date moves.

    A year that so far was only guessed gets its guessed days as rows as well, lest one row of the
    office's own make it a year without holidays. Raises ConflictError for a day that is not what the desk
    knows any more.
    """
    rows = {day.on: day for day in days}
    guessed = {row.on: row for year in {on.year for on in rows} for row in desk.calendar.days(year)}
    with desk.unit_of_work(Right.CALENDAR) as uow:
        refuse_changed_days(desk, uow, rows)
        for on, row in rows.items():
            uow.calendar.record(on, desk.calendar.exception(on), row)
        uow.calendar.put(list((guessed | rows).values()))
        uow.commit()


def remove_day(desk: Desk, day: date) -> None:
    """Take a row off the calendar: the day is an ordinary one again.

    Raises NotFoundError, and ConflictError when the row is not what the desk knows any more.
    """
    known = desk.calendar.exception(day)
    if known is None:
        raise NotFoundError(
            _("Lịch không có dòng nào cho ngày {day}.").format(day=short_date(day)),
            _("Xem lịch: motcua calendar list."),
        )
    with desk.unit_of_work(Right.CALENDAR) as uow:
        refuse_changed_days(desk, uow, [day])
        uow.calendar.record(day, known, None)
        uow.calendar.remove(day)
        uow.commit()


def confirm_calendar(desk: Desk, until: date) -> None:
    """The calendar is final up to and including ``until``; later due dates are shown as provisional."""
    with desk.unit_of_work(Right.CALENDAR) as uow:
        refuse_changed_confirmation(desk, uow)
        before = desk.calendar.confirmed_until
        uow.changes.record(Subject.CALENDAR, CONFIRMED, before.isoformat(), until.isoformat())
        uow.calendar.confirm(until)
        uow.commit()
