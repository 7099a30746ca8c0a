"""Office hours: the sessions of a working day, counting in office minutes, and the time to accept.

Only working days of the calendar have sessions here: a Saturday on duty is still not a
working day for counting, and a make-up day has the sessions of the weekday it replaces.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from motcua_tui.errors import InputError
from motcua_tui.i18n import _

if TYPE_CHECKING:
    from motcua_tui.domain.calendar import WorkCalendar

ACCEPT_WITHIN: Final = 8 * 60
"""Office minutes from an online submission until it must be answered (NĐ 118/2025, art. 17.2)."""

ALERT_AFTER: Final = 2 * 60
"""Office minutes after which an online submission that waits is pointed out."""

_WEEKDAYS: Final = range(5)
_WEEKDAY_NAMES: Final = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")
_LEAP_YEAR: Final = 2024
_RULE: Final = re.compile(
    r"(?:(?P<from>\d{1,2}/\d{1,2})\s*-\s*(?P<to>\d{1,2}/\d{1,2})\s+)?"
    r"(?P<days>[a-z0-9]+(?:[-,][a-z0-9]+)*)\s+(?P<hours>\d{1,2}:.*)",
    re.ASCII | re.IGNORECASE,
)
_MINUTE: Final = timedelta(minutes=1)
_SESSION: Final = re.compile(r"(\d{1,2}):(\d{2})\s*[-–]\s*(\d{1,2}):(\d{2})", re.ASCII)


@dataclass(frozen=True, slots=True)
class OfficeSession:
    """One stretch of office time on a weekday (Monday 0), the whole year or in one season.

    The season runs from ``season_from`` to ``season_to``, each (month, day) and inclusive, and
    may pass the turn of the year. An end before the start raises ``InputError``.
    """

    weekday: int
    starts: time
    ends: time
    season_from: tuple[int, int] | None = None
    season_to: tuple[int, int] | None = None

    def __post_init__(self) -> None:
        if self.starts >= self.ends:
            raise _nonsense(str(self))

    def __str__(self) -> str:
        return f"{self.starts:%H:%M}-{self.ends:%H:%M}"

    @property
    def seasonal(self) -> bool:
        return self.season_from is not None and self.season_to is not None

    def in_season(self, day: date) -> bool:
        if self.season_from is None or self.season_to is None:
            return True
        on = (day.month, day.day)
        if self.season_from <= self.season_to:
            return self.season_from <= on <= self.season_to
        return on >= self.season_from or on <= self.season_to


@dataclass(frozen=True, slots=True)
class AcceptanceStatus:
    """How an online submission that waits to be accepted stands (hạn tiếp nhận).

    ``minutes_left`` counts office minutes and is negative when they are used up.
    """

    due_at: datetime
    minutes_left: int
    alert: bool
    overdue: bool


class OfficeHours:
    """The office time of every working day.

    On a weekday that has sessions of the season, these replace the ones of the whole year.
    """

    def __init__(self, sessions: Iterable[OfficeSession], calendar: WorkCalendar) -> None:
        self._sessions = sorted(sessions, key=lambda session: (session.weekday, session.starts))
        self._calendar = calendar
        if not any(session.weekday in _WEEKDAYS for session in self._sessions):
            raise InputError(
                _("Chưa có giờ làm việc nào từ thứ Hai đến thứ Sáu."),
                _("Nhập giờ làm việc, ví dụ 07:30-11:30,13:30-17:00."),
            )
        _refuse_overlaps(self._sessions)

    @property
    def sessions(self) -> tuple[OfficeSession, ...]:
        """All sessions, by weekday and start."""
        return tuple(self._sessions)

    @property
    def calendar(self) -> WorkCalendar:
        """Which days are working days."""
        return self._calendar

    def under(self, calendar: WorkCalendar) -> OfficeHours:
        """The same sessions with other working days."""
        return OfficeHours(self._sessions, calendar)

    def sessions_on(self, day: date) -> tuple[tuple[datetime, datetime], ...]:
        """Start and end of each session of ``day`` in order; none on a day that does not count."""
        weekday = self._calendar.session_weekday(day)
        found = [
            session for session in self._sessions if session.weekday == weekday and session.in_season(day)
        ]
        seasonal = [session for session in found if session.seasonal]
        return tuple(
            (datetime.combine(day, session.starts), datetime.combine(day, session.ends))
            for session in seasonal or found
        )

    def closing(self, day: date) -> datetime:
        """When the office closes on ``day``; a day without sessions closes as late as any does."""
        sessions = self.sessions_on(day)
        return sessions[-1][1] if sessions else datetime.combine(day, max(s.ends for s in self._sessions))

    def minutes_between(self, start: datetime, end: datetime) -> int:
        """Whole office minutes from ``start`` to ``end``; negative when ``end`` is the earlier one."""
        if end < start:
            return -self.minutes_between(end, start)
        total = timedelta()
        day = self._calendar.next_working(start.date())
        while day <= end.date():
            for opens, closes in self.sessions_on(day):
                total += max(timedelta(), min(closes, end) - max(opens, start))
            day = self._calendar.add(day, 1)
        return total // _MINUTE

    def add_minutes(self, start: datetime, minutes: int) -> datetime:
        """The moment when ``minutes`` (0 or more) of office time have passed since ``start``.

        A stretch that is used up exactly ends with its session, not with the start of the next.
        """
        left = minutes * _MINUTE
        day = self._calendar.next_working(start.date())
        while True:
            for opens, closes in self.sessions_on(day):
                since = max(opens, start)
                if since + left <= closes:
                    return since + left
                left -= max(timedelta(), closes - since)
            day = self._calendar.add(day, 1)

    def half_day(self, start: datetime) -> datetime:
        """The end of the first session that begins after ``start``, or after opening if that is later.

        So half a day from the morning ends with the afternoon session, from the afternoon with
        the next working morning.
        """
        day = self._calendar.next_working(start.date())
        while True:
            sessions = self.sessions_on(day)
            opening = sessions[0][0] if sessions and day == start.date() else start
            for opens, closes in sessions:
                if opens > max(start, opening):
                    return closes
            day = self._calendar.add(day, 1)


def parse_sessions(text: str) -> tuple[OfficeSession, ...]:
    """Office hours as typed, for Monday to Friday: ``07:00-11:30,13:30-17:00``.

    Raises ``InputError`` for anything else, and for sessions that overlap.
    """
    hours = sorted(_parse_session(part) for part in text.split(","))
    sessions = [OfficeSession(weekday, starts, ends) for weekday in _WEEKDAYS for starts, ends in hours]
    _refuse_overlaps(sessions)
    return tuple(sessions)


RULE_JOINT: Final = "; "
"""Between the lines of a week that is written in one."""


def week_rules(sessions: Iterable[OfficeSession]) -> tuple[str, ...]:
    """Office hours as they are typed, one season and set of hours a line: ``T2-T6 07:30-11:30,13:30-17:00``.

    The lines of the whole year come first; a season stands in front of its days: ``16/4-15/10 T2-T6 …``.
    """
    weeks: dict[tuple[str, str], list[int]] = {}
    for season in sorted({_season(session) for session in sessions}):
        for weekday in range(7):
            found = sorted(
                (s for s in sessions if s.weekday == weekday and _season(s) == season), key=lambda s: s.starts
            )
            if found:
                hours = ",".join(map(str, found))
                weeks.setdefault((season, hours), []).append(weekday)
    return tuple(
        " ".join(filter(None, (season, _weekdays_text(days), hours)))
        for (season, hours), days in weeks.items()
    )


def parse_week(lines: Iterable[str]) -> tuple[OfficeSession, ...]:
    """The sessions that such lines say; days ``T2`` to ``CN`` with commas and dashes between them.

    Raises ``InputError`` for a line that says something else, and for sessions that overlap.
    """
    sessions: list[OfficeSession] = []
    for line in lines:
        found = _RULE.fullmatch(line.strip())
        if not found:
            raise _no_rule(line)
        season = (_season_day(found["from"]), _season_day(found["to"])) if found["from"] else (None, None)
        for weekday in _parse_weekdays(found["days"], line):
            for starts, ends in sorted(_parse_session(part) for part in found["hours"].split(",")):
                sessions.append(OfficeSession(weekday, starts, ends, *season))
    sessions.sort(key=lambda s: (s.weekday, s.starts))
    _refuse_overlaps(sessions)
    return tuple(sessions)


def _season(session: OfficeSession) -> str:
    first, last = session.season_from, session.season_to
    return f"{first[1]}/{first[0]}-{last[1]}/{last[0]}" if first and last else ""


def _season_day(text: str) -> tuple[int, int]:
    day, month = map(int, text.split("/"))
    try:
        date(_LEAP_YEAR, month, day)
    except ValueError as error:
        raise _no_rule(text) from error
    return month, day


def _weekdays_text(weekdays: list[int]) -> str:
    """Monday 0: ``[0, 1, 2, 5]`` → ``T2-T4,T7``."""
    runs: list[list[int]] = []
    for weekday in weekdays:
        if runs and runs[-1][-1] == weekday - 1:
            runs[-1].append(weekday)
        else:
            runs.append([weekday])
    return ",".join("-".join(_WEEKDAY_NAMES[day] for day in dict.fromkeys((run[0], run[-1]))) for run in runs)


def _parse_weekdays(text: str, line: str) -> list[int]:
    weekdays: list[int] = []
    for part in text.upper().split(","):
        ends = [_WEEKDAY_NAMES.index(name) for name in part.split("-") if name in _WEEKDAY_NAMES]
        if len(ends) != part.count("-") + 1 or ends[0] > ends[-1]:
            raise _no_rule(line)
        weekdays += range(ends[0], ends[-1] + 1)
    return weekdays


def _refuse_overlaps(sessions: Iterable[OfficeSession]) -> None:
    """Sessions of one weekday and season, given by weekday and start, must not overlap."""
    last: dict[tuple[object, ...], OfficeSession] = {}
    for session in sessions:
        key = (session.weekday, session.season_from, session.season_to)
        if key in last and session.starts < last[key].ends:
            raise _nonsense(f"{last[key]}, {session}")
        last[key] = session


def _parse_session(text: str) -> tuple[time, time]:
    found = _SESSION.fullmatch(text.strip())
    if not found:
        raise _nonsense(text)
    hour, minute, end_hour, end_minute = map(int, found.groups())
    try:
        return time(hour, minute), time(end_hour, end_minute)
    except ValueError as error:
        raise _nonsense(text) from error


def _nonsense(text: str) -> InputError:
    return InputError(
        _("Không hiểu giờ làm việc “{text}”.").format(text=text.strip()),
        _("Viết từng buổi, không chồng lên nhau, ví dụ 07:30-11:30,13:30-17:00."),
    )


def _no_rule(text: str) -> InputError:
    return InputError(
        _("Không hiểu dòng giờ làm việc “{text}”.").format(text=text.strip()),
        _("Viết mùa (nếu có), thứ, rồi các buổi: 16/4-15/10 T2-T6 07:00-11:30,13:30-17:00."),
    )


DEFAULT_SESSIONS: Final = parse_sessions("07:30-11:30,13:30-17:00")


def acceptance_due(submitted_at: datetime, office: OfficeHours) -> datetime:
    """When an online submission must be accepted or answered: 8 working hours (NĐ 118/2025, art. 17.2)."""
    return office.add_minutes(submitted_at, ACCEPT_WITHIN)


def acceptance_status(submitted_at: datetime, now: datetime, office: OfficeHours) -> AcceptanceStatus:
    """The acceptance timer of an online submission that still waits at ``now``."""
    due_at = acceptance_due(submitted_at, office)
    return AcceptanceStatus(
        due_at=due_at,
        minutes_left=office.minutes_between(now, due_at),
        alert=office.minutes_between(submitted_at, now) >= ALERT_AFTER,
        overdue=now > due_at,
    )
