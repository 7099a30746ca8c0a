"""Whether the settings, hours and days of the calendar are still what the desk knows of them.

A desk is what its officer sees: whoever changes the office by it is told when somebody else was quicker.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from motcua_tui.config import Settings
from motcua_tui.domain.calendar import CalendarDay
from motcua_tui.domain.changes import CONFIRMED, Change, Subject
from motcua_tui.domain.codes import DayKind
from motcua_tui.domain.office import RULE_JOINT, week_rules
from motcua_tui.domain.typed_dates import short_date
from motcua_tui.i18n import _
from motcua_tui.services.conflicts import conflict, from_to, said
from motcua_tui.services.desk import Desk
from motcua_tui.services.settings import change_title
from motcua_tui.storage.reads.changes import changes

if TYPE_CHECKING:
    from motcua_tui.storage.unit_of_work import UnitOfWork


def refuse_changed_settings(desk: Desk, uow: UnitOfWork, keys: Iterable[str]) -> None:
    """Raises ConflictError where one of these settings is not what the desk knows."""
    stored = uow.settings.all()
    told = setting_differences(desk, Settings.from_rows(stored), stored.keys() & set(keys))
    if told:
        raise conflict(_("Thiết lập vừa được người khác cập nhật."), told)


def setting_differences(desk: Desk, settings: Settings, keys: Iterable[str]) -> tuple[str, ...]:
    """What was changed of these settings since the desk knew them, when and by whom."""
    seen, now = desk.settings.rows(), settings.rows()
    changed = (key for key in sorted(keys) if seen[key] != now[key])
    return tuple(_told(desk, Subject.SETTING, key, seen[key], now[key]) for key in changed)


def refuse_changed_sessions(desk: Desk, uow: UnitOfWork) -> None:
    """Raises ConflictError where the office hours are not what the desk knows."""
    stored = uow.calendar.sessions()
    seen, now = (RULE_JOINT.join(week_rules(week)) for week in (desk.office.sessions, stored))
    if stored and seen != now:
        told = _told(desk, Subject.SESSIONS, "", seen, now)
        raise conflict(_("Giờ làm việc vừa được người khác cập nhật."), [told])


def refuse_changed_days(desk: Desk, uow: UnitOfWork, days: Iterable[date]) -> None:
    """Raises ConflictError where the calendar does not say of a day what the desk knows."""
    stored = {row.on: row for row in uow.calendar.days()}
    years = {on.year for on in stored}
    told = [
        _told(desk, Subject.CALENDAR, on.isoformat(), _row(seen), _row(now))
        for on in days
        if (seen := desk.calendar.exception(on)) != (now := stored.get(on)) and on.year in years
    ]
    if told:
        raise conflict(_("Lịch vừa được người khác cập nhật."), told)


def refuse_changed_confirmation(desk: Desk, uow: UnitOfWork) -> None:
    """Raises ConflictError where the calendar is confirmed until another day than the desk knows."""
    seen, now = desk.calendar.confirmed_until, uow.calendar.confirmed_until()
    if now is not None and seen != now:
        told = _told(desk, Subject.CALENDAR, CONFIRMED, short_date(seen), short_date(now))
        raise conflict(_("Lịch vừa được người khác cập nhật."), [told])


def _told(desk: Desk, subject: Subject, name: str, before: str, after: str) -> str:
    """What the office's change made of what the desk knows, when and by whom it was made."""
    found = changes(desk.database.reader(), subject, zone=desk.settings.zone, name=name, most=1)
    last = next(iter(found), None)
    text = from_to(
        change_title(last or Change(subject, name, "", before, after, desk.now(), "")), before, after
    )
    return said(desk, last.recorded_at, last.actor, text) if last else text


def _row(row: CalendarDay | None) -> str:
    if row is None:
        return ""
    kind = _("làm bù") if row.kind is DayKind.WORK else _("nghỉ")
    return ", ".join(filter(None, (kind, row.label)))
