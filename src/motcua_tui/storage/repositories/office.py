"""Writing the settings and the calendar of the office."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from sqlmodel import delete

from motcua_tui.domain.calendar import CalendarDay
from motcua_tui.domain.changes import Subject
from motcua_tui.domain.office import OfficeSession
from motcua_tui.storage.codes import code_of, maybe_ordinal, minutes_of
from motcua_tui.storage.reads import office as reads
from motcua_tui.storage.repositories.changes import ChangesRepository
from motcua_tui.storage.repositories.transaction import Transaction
from motcua_tui.storage.tables import OWN_AGENCY, CalendarDayRow, OfficeSessionRow, SettingRow


class SettingsRepository:
    def __init__(self, transaction: Transaction) -> None:
        self._in = transaction

    def all(self) -> dict[str, str]:
        """The settings that the office has stored, by their keys."""
        return reads.settings(self._in.connection)

    def put(self, values: Mapping[str, str]) -> None:
        """Store these settings; others stay."""
        for key, value in values.items():
            self._in.session.merge(SettingRow(key=key, value=value))
        self._in.session.flush()

    def change(self, before: Mapping[str, str], after: Mapping[str, str]) -> None:
        """Store settings and record what each of them was ``before``."""
        changes = ChangesRepository(self._in)
        for key, value in after.items():
            changes.record(Subject.SETTING, key, before[key], value)
        self.put(after)


class CalendarRepository:
    def __init__(self, transaction: Transaction) -> None:
        self._in = transaction

    def days(self) -> tuple[CalendarDay, ...]:
        """The office's rows, by date."""
        return reads.calendar_days(self._in.connection)

    def put(self, days: Iterable[CalendarDay]) -> None:
        """Add rows; one of the same date is replaced."""
        for day in days:
            row = CalendarDayRow(
                day_on=day.on.toordinal(),
                kind=code_of(day.kind),
                label=day.label,
                replaces_on=maybe_ordinal(day.replaces),
                source=day.source,
                recorded_at=self._in.now,
                actor=self._in.actor,
            )
            self._in.session.merge(row)
        self._in.session.flush()

    def record(self, on: date, before: CalendarDay | None, after: CalendarDay | None) -> None:
        """What the calendar said of a day, and says now."""
        ChangesRepository(self._in).record(Subject.CALENDAR, on.isoformat(), _told(before), _told(after))

    def sessions(self) -> tuple[OfficeSession, ...]:
        """The office's sessions; empty where it keeps to the usual ones."""
        return reads.office_sessions(self._in.connection)

    def put_sessions(self, sessions: Iterable[OfficeSession]) -> None:
        """Put these sessions in the place of all the office had."""
        self._in.session.exec(delete(OfficeSessionRow))
        for session in sessions:
            row = OfficeSessionRow(
                weekday=session.weekday,
                starts_time=minutes_of(session.starts),
                ends_time=minutes_of(session.ends),
                season_from=_packed(session.season_from),
                season_to=_packed(session.season_to),
            )
            self._in.session.add(row)
        self._in.session.flush()

    def remove(self, day: date) -> None:
        """Take the office's row of that date away, if there is one."""
        row = self._in.session.get(CalendarDayRow, (OWN_AGENCY, day.toordinal()))
        if row is not None:
            self._in.session.delete(row)
            self._in.session.flush()

    def confirmed_until(self) -> date | None:
        """The last day that is final; None where nobody has said so."""
        return reads.confirmed_until(self._in.connection)

    def confirm(self, until: date) -> None:
        """The calendar is final up to and including that day."""
        self._in.session.merge(SettingRow(key=reads.CONFIRMED_UNTIL, value=until.isoformat()))
        self._in.session.flush()


def _told(day: CalendarDay | None) -> str:
    if day is None:
        return ""
    swapped = day.replaces.isoformat() if day.replaces else ""
    return " · ".join(filter(None, (day.kind.value, day.label, swapped, day.source)))


def _packed(month_and_day: tuple[int, int] | None) -> int | None:
    return None if month_and_day is None else month_and_day[0] * 100 + month_and_day[1]
