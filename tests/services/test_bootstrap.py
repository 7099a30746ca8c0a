"""Putting a desk together: which database, which clock, which calendar."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from motcua_tui import bootstrap, locations
from motcua_tui.domain.calendar import CalendarDay
from motcua_tui.domain.codes import DayKind
from motcua_tui.errors import InputError, StorageError
from motcua_tui.services.base_calendar import CONFIRMED_UNTIL
from motcua_tui.storage.database import Database


def test_place_when_given_then_it_wins_over_the_environment_and_the_default(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locations, "data_folder", lambda: tmp_path)
    monkeypatch.delenv("MOTCUA_DATABASE", raising=False)
    assert bootstrap.database_place() == tmp_path / "motcua.db"
    monkeypatch.setenv("MOTCUA_DATABASE", "/tmp/của sở.db")
    assert bootstrap.database_place() == Path("/tmp/của sở.db")
    assert bootstrap.database_place("sqlite:////tmp/x.db") == Path("/tmp/x.db")
    assert bootstrap.database_place("~/x.db") == Path.home() / "x.db"


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg"])
def test_place_when_on_a_server_then_shown_without_its_secrets(scheme: str) -> None:
    place = bootstrap.database_place(
        f"{scheme}://mai:bi-mat@may:5433/desk?sslmode=verify-full&password=bi-mat"
    )
    assert str(place) == "postgresql://mai@may:5433/desk"
    assert "bi-mat" not in repr(place)


def test_place_when_a_url_of_something_else_then_refused_without_its_secret() -> None:
    with pytest.raises(StorageError) as refused:
        bootstrap.database_place("mysql://mai:bi-mat@may/desk")
    assert "bi-mat" not in refused.value.message + refused.value.hint


@pytest.mark.parametrize(
    ("today", "now"),
    [
        ("2026-11-23", datetime(2026, 11, 23, 9)),
        ("2026-11-23T14:30", datetime(2026, 11, 23, 14, 30)),
        ("2026-11-23 00:00", datetime(2026, 11, 23)),
        ("2026-11-23T14:30+07:00", datetime(2026, 11, 23, 14, 30)),
    ],
)
def test_clock_when_fixed_then_it_stands(today: str, now: datetime) -> None:
    assert bootstrap.clock("Asia/Ho_Chi_Minh", today)() == now


def test_clock_when_fixed_by_the_environment_then_it_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOTCUA_TODAY", "2026-11-23")
    assert bootstrap.clock("Asia/Ho_Chi_Minh")() == datetime(2026, 11, 23, 9)
    with pytest.raises(InputError, match="mai"):
        bootstrap.clock("Asia/Ho_Chi_Minh", "mai")


def test_clock_when_not_fixed_then_naive_local_time_of_the_zone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MOTCUA_TODAY", raising=False)
    east, west = bootstrap.clock("Asia/Ho_Chi_Minh"), bootstrap.clock("America/Los_Angeles")
    now = east()
    assert now.tzinfo is None
    assert (now - west()).total_seconds() > 13 * 3600


def test_desk_when_the_database_says_nothing_then_defaults(database: Database) -> None:
    desk = bootstrap.desk_of(database, "2026-11-23")
    assert desk.calendar.confirmed_until == CONFIRMED_UNTIL
    assert desk.today() == date(2026, 11, 23)
    assert desk.office.closing(date(2026, 11, 23)) == datetime(2026, 11, 23, 17)


def test_calendar_when_a_year_has_rows_then_it_is_not_guessed() -> None:
    row = CalendarDay(date(2028, 3, 15), DayKind.OFF, "Nghỉ")
    calendar = bootstrap.office_calendar([row], date(2028, 12, 31))
    assert not calendar.is_working(row.on)
    assert calendar.is_working(date(2028, 5, 1))
    assert not calendar.is_working(date(2029, 5, 1))


def test_rules_alone_when_asked_then_the_shipped_calendar() -> None:
    calendar, office = bootstrap.rules_alone()
    assert calendar.is_working(date(2026, 1, 10))
    assert office.closing(date(2026, 1, 10)) == datetime(2026, 1, 10, 17)
