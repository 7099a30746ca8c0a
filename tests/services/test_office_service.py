"""A new desk, its settings and its calendar."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.services.desks import NOW, desk_over, particulars

from motcua_tui import bootstrap
from motcua_tui.config import DEFAULTS, Settings
from motcua_tui.domain.calendar import CalendarDay
from motcua_tui.domain.changes import Subject
from motcua_tui.domain.codes import DayKind, JudgeBy
from motcua_tui.domain.office import parse_week
from motcua_tui.errors import InputError, NotFoundError, OutputError
from motcua_tui.services import browse, office, verbs
from motcua_tui.services.desk import Desk
from motcua_tui.storage.database import Database
from motcua_tui.storage.reads.changes import changes


def test_create_when_made_then_the_settings_hours_and_calendar_are_in_it(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    settings = Settings(agency="  Sở  Y tế\x07", near_days=3)
    office.create_desk(path, settings, lambda: NOW, hours="07:00-11:30,13:30-17:00")
    desk = bootstrap.open_desk(str(path), "2026-11-23")
    assert (desk.settings.agency, desk.settings.near_days) == ("Sở Y tế", 3)
    assert desk.calendar.confirmed_until == date(2026, 11, 22)
    assert desk.calendar.is_working(date(2026, 1, 10))
    assert desk.calendar.count(date(2029, 12, 31), date(2030, 1, 2)) == 1
    assert desk.office.minutes_between(NOW.replace(hour=0), NOW.replace(hour=23)) == 8 * 60
    desk.database.close()


def test_create_when_there_is_a_file_then_it_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    path.write_text("thư")
    with pytest.raises(OutputError):
        office.create_desk(path, DEFAULTS, lambda: NOW)
    assert path.read_text() == "thư"


@pytest.mark.parametrize(
    ("settings", "hours"), [(Settings(zone="Sao Hỏa"), office.DEFAULT_HOURS), (DEFAULTS, "07:00-06:00")]
)
def test_create_when_it_cannot_work_then_no_file_is_made(
    tmp_path: Path, settings: Settings, hours: str
) -> None:
    with pytest.raises(InputError):
        office.create_desk(tmp_path / "desk.db", settings, lambda: NOW, hours=hours)
    assert list(tmp_path.iterdir()) == []


def test_settings_when_changed_then_stored_as_they_are_understood(small_desk: Desk) -> None:
    changed = office.change_settings(
        small_desk, {"near_days": "03", "judge_by": "promised", "desk": " Một  cửa "}
    )
    assert (changed.near_days, changed.judge_by, changed.desk) == (3, JudgeBy.PROMISED, "Một cửa")
    reopened = bootstrap.desk_of(small_desk.database)
    assert (reopened.settings.near_days, reopened.settings.desk) == (3, "Một cửa")


@pytest.mark.parametrize(
    "wrong",
    [
        {"màu": "đỏ"},
        {"near_days": "hai"},
        {"stale_days": "-1"},
        {"decimals": "7"},
        {"language": "fr"},
        {"zone": "../etc/passwd"},
        {"zone": ""},
        {"agency_id": "Sở Xây dựng"},
        {"agency_id": "000..H48"},
    ],
)
def test_settings_when_one_cannot_be_then_none_is_changed(small_desk: Desk, wrong: dict[str, str]) -> None:
    with pytest.raises(InputError):
        office.change_settings(small_desk, {"agency": "Khác"} | wrong)
    assert bootstrap.desk_of(small_desk.database).settings.agency == DEFAULTS.agency


def test_calendar_when_days_are_put_then_due_dates_that_were_given_stay(small_desk: Desk) -> None:
    verbs.accept(small_desk, particulars(), NOW)
    day = CalendarDay(date(2026, 11, 27), DayKind.OFF, "Ngày của tỉnh", source="QĐ 1")
    office.put_days(small_desk, [day])
    reopened = bootstrap.desk_of(small_desk.database, "2026-11-23")
    assert reopened.calendar.exception(day.on) == day
    assert not reopened.calendar.is_working(day.on)
    assert browse.find(reopened, "A-1").dossier.standing.receipt_due == date(2026, 12, 1)


def test_calendar_when_a_guessed_year_gets_a_row_then_its_other_holidays_stay(small_desk: Desk) -> None:
    office.put_days(small_desk, [CalendarDay(date(2045, 5, 16), DayKind.OFF, "Ngày của tỉnh")])
    calendar = bootstrap.desk_of(small_desk.database).calendar
    assert not calendar.is_working(date(2045, 5, 16))
    assert not calendar.is_working(date(2045, 5, 1))


def test_calendar_when_a_day_is_removed_then_it_is_an_ordinary_one(small_desk: Desk) -> None:
    office.put_days(small_desk, [CalendarDay(date(2026, 11, 24), DayKind.OFF, "Nghỉ")])
    office.remove_day(bootstrap.desk_of(small_desk.database), date(2026, 11, 24))
    assert bootstrap.desk_of(small_desk.database).calendar.is_working(date(2026, 11, 24))
    with pytest.raises(NotFoundError):
        office.remove_day(bootstrap.desk_of(small_desk.database), date(2026, 11, 25))


def test_calendar_when_confirmed_then_until_that_day(database: Database) -> None:
    office.confirm_calendar(desk_over(database), date(2027, 6, 30))
    assert bootstrap.desk_of(database).calendar.confirmed_until == date(2027, 6, 30)


def journal(desk: Desk, subject: Subject) -> list[tuple[str, str, str, str]]:
    found = changes(desk.database.reader(), subject, zone=desk.settings.zone)
    return [(c.name, c.before, c.after, c.actor) for c in found]


def test_settings_when_changed_then_what_they_were_is_kept(small_desk: Desk) -> None:
    office.change_settings(small_desk, {"near_days": "3", "stale_days": "5"})
    assert journal(small_desk, Subject.SETTING) == [("near_days", "2", "3", "Mai")]


def test_calendar_when_changed_then_what_it_said_is_kept(small_desk: Desk) -> None:
    day = date(2026, 11, 27)
    office.put_days(small_desk, [CalendarDay(day, DayKind.OFF, "Lễ", source="QĐ 1")])
    known = replace(small_desk, calendar=bootstrap.reread(small_desk).calendar)
    office.put_days(known, [CalendarDay(day, DayKind.OFF, "Lễ", source="QĐ 1")])
    office.remove_day(known, day)
    office.confirm_calendar(small_desk, date(2027, 1, 31))
    assert journal(small_desk, Subject.CALENDAR) == [
        ("confirmed_until", "2026-12-31", "2027-01-31", "Mai"),
        ("2026-11-27", "off · Lễ · QĐ 1", "", "Mai"),
        ("2026-11-27", "", "off · Lễ · QĐ 1", "Mai"),
    ]


def test_sessions_when_changed_then_the_office_has_them_and_what_they_were_is_kept(small_desk: Desk) -> None:
    summer = parse_week(["T2-T6 07:30-11:30,13:30-17:00", "16/4-15/10 T2-T6 07:00-11:30"])
    office.change_sessions(small_desk, summer)
    assert bootstrap.reread(small_desk).office.sessions == summer
    assert journal(small_desk, Subject.SESSIONS) == [
        (
            "",
            "T2-T6 07:30-11:30,13:30-17:00",
            "T2-T6 07:30-11:30,13:30-17:00; 16/4-15/10 T2-T6 07:00-11:30",
            "Mai",
        )
    ]


def test_sessions_when_no_weekday_has_any_then_refused(small_desk: Desk) -> None:
    with pytest.raises(InputError, match="thứ Hai đến thứ Sáu"):
        office.change_sessions(small_desk, parse_week(["T7 08:00-11:00"]))
    assert journal(small_desk, Subject.SESSIONS) == []
