from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from motcua_tui import locations
from motcua_tui.domain.roles import Role, Seat
from motcua_tui.errors import StorageError
from motcua_tui.tui import sitting, start
from motcua_tui.tui.app import MotcuaApp
from motcua_tui.tui.screens.first_run import FirstRunApp
from motcua_tui.tui.sitting import Sitting


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of how the screens were left, out of the way of the user's own."""
    file = tmp_path / "state" / "screens.json"
    monkeypatch.setattr(locations, "sittings_file", lambda: file)
    return file


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[MotcuaApp]:
    """The apps that were run, without a terminal."""
    found: list[MotcuaApp] = []
    monkeypatch.setattr(MotcuaApp, "run", lambda app: found.append(app))
    return found


def test_open_when_there_is_a_desk_then_runs_it_with_the_morning_at_hand(small_database, runs) -> None:
    start.open_screens(small_database, today="2026-11-23", demo=True)
    (app,) = runs
    assert app.opening is not None
    assert app.opening.counts.overdue == 1
    assert app.demo


def test_open_when_another_tab_was_left_today_then_begins_there(small_database, runs, state) -> None:
    start.open_screens(small_database, today="2026-11-23")
    sitting.write(state, small_database, "Mai", Sitting("report", left_on="2026-11-23"))
    start.open_screens(small_database, today="2026-11-23")
    start.open_screens(small_database, today="2026-11-24")
    start.open_screens(small_database, today="2026-11-23", demo=True)
    assert [app.current_mode for app in runs] == ["today", "report", "today", "today"]
    assert [app.opening is None for app in runs] == [False, True, False, False]
    assert sitting.read(state, small_database, "Mai") == Sitting(left_on="2026-11-24")


def test_open_when_plain_then_has_ascii_signs_and_no_colour(small_database, runs, monkeypatch) -> None:
    monkeypatch.setenv("NO_COLOR", "")
    start.open_screens(small_database, today="2026-11-23", plain=True)
    (app,) = runs
    assert app.glyphs.overdue == "!"
    assert os.environ["NO_COLOR"] == "1"
    assert app.no_color


def test_open_when_the_app_crashed_then_raises_its_error(small_database, monkeypatch) -> None:
    def crash(app: MotcuaApp) -> None:
        app.crash = ValueError("x")

    monkeypatch.setattr(MotcuaApp, "run", crash)
    with pytest.raises(ValueError, match="x"):
        start.open_screens(small_database, today="2026-11-23")


def test_open_when_the_first_form_is_left_then_opens_nothing(tmp_path: Path, runs, monkeypatch) -> None:
    monkeypatch.setattr(FirstRunApp, "run", lambda _app: False)
    start.open_screens(tmp_path / "none.db")
    assert not runs
    assert not (tmp_path / "none.db").exists()


def test_open_when_the_first_form_crashed_then_raises_its_error(tmp_path: Path, monkeypatch) -> None:
    def crash(app: FirstRunApp) -> None:
        app.crash = ValueError("x")

    monkeypatch.setattr(FirstRunApp, "run", crash)
    with pytest.raises(ValueError, match="x"):
        start.open_screens(tmp_path / "none.db")


def test_open_when_the_file_is_no_database_then_says_so(tmp_path: Path, runs) -> None:
    wrong = tmp_path / "wrong.db"
    wrong.write_text("x", encoding="utf-8")
    with pytest.raises(StorageError):
        start.open_screens(wrong)
    assert not runs


def test_open_when_another_officer_signs_in_then_screens_are_made_anew(
    small_database: Path, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seats: list[tuple[str, str]] = []

    def run(app: MotcuaApp) -> None:
        seats.append((app.desk.seat.name, app.asked))
        if len(seats) == 1:
            app.successor = replace(app.desk, seat=Seat(1, "Lan", Role.DESK, guarded=True))

    monkeypatch.setattr(MotcuaApp, "run", run)
    start.open_screens(small_database, today="2026-11-23", officer="Lan")
    assert seats == [("", "Lan"), ("Lan", "Lan")]
    assert sitting.read(state, small_database, "Lan") == Sitting(left_on="2026-11-23")
