"""Copies, proof that they are good, and what the doctor finds."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.services.desks import NOW, desk_over, particulars, writing

from motcua_tui import __version__, locations
from motcua_tui.config import DEFAULTS
from motcua_tui.errors import FileError, OutputError, StorageError
from motcua_tui.services import maintenance, verbs
from motcua_tui.services.desk import Desk
from motcua_tui.services.maintenance import Finding, Health
from motcua_tui.storage.database import Database

TODAY = date(2026, 11, 23)
XTERM = {"TERM": "xterm-256color"}


def findings(path: Path, encoding: str = "UTF-8", **environment: str) -> dict[str, Finding]:
    found = maintenance.examine(path, TODAY, encoding=encoding, environment=XTERM | environment)
    return {finding.what: finding for finding in found}


def confirmed(database: Database, until: date) -> None:
    with writing(desk_over(database)) as work:
        work.calendar.confirm(until)
        work.commit()


@pytest.mark.file_only("says where a file is")
def test_facts_when_asked_then_where_things_are_and_how_many(small_desk: Desk) -> None:
    verbs.accept(small_desk, particulars("A-1"), NOW)
    verbs.accept(small_desk, particulars("A-2"), NOW)
    verbs.finish(small_desk, "A-2", NOW)
    found = maintenance.facts(small_desk)
    path = small_desk.database.path
    assert (found.dossiers, found.open_dossiers, found.procedures) == (2, 1, 2)
    assert (found.database, found.backups) == (str(path), str(path.parent / "backups"))
    assert found.as_json()["today"] == "2026-11-23"
    assert found.as_json()["bytes"] == path.stat().st_size
    assert dict(found.lines())["Phiên bản"] == __version__
    assert dict(found.lines())["Hôm nay"] == "thứ Hai 23/11/2026"


def test_check_when_there_is_no_file_then_it_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(StorageError):
        maintenance.check(tmp_path / "không có.db")


def test_check_when_it_is_somebody_elses_database_then_it_says_so(tmp_path: Path) -> None:
    path = tmp_path / "khác.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE t (x)")
    (problem,) = maintenance.check(path)
    assert "không phải cơ sở dữ liệu của Một Cửa" in problem.what


def written(database: Database, **settings: str) -> None:
    with database.unit_of_work(zone="Asia/Ho_Chi_Minh", actor="", now=NOW) as uow:
        uow.settings.put(replace(DEFAULTS, officer="Mai", **settings).rows())  # type: ignore[arg-type]  # all of them texts
        uow.commit()


def test_examine_when_papers_would_have_dotted_lines_then_names_what_is_empty(database: Database) -> None:
    written(database, place="Mẫu")
    found = findings(database.place)["Thông tin in trên giấy"]
    assert found.health is Health.ADVICE
    assert found.detail == "còn trống: signatory, desk_phone, lookup_address; trên giấy là hàng chấm"
    assert "signatory=" in found.mend


def test_examine_when_all_is_well_then_nothing_to_mend(database: Database) -> None:
    confirmed(database, date(2026, 12, 31))
    written(database, **dict.fromkeys(("place", "signatory", "desk_phone", "lookup_address"), "…"))
    found = findings(database.place)
    assert all(finding.health is Health.GOOD and not finding.mend for finding in found.values())
    assert found["Màu sắc"].detail == "xterm-256color"


@pytest.mark.parametrize(
    ("until", "health"),
    [
        (date(2026, 12, 23), Health.GOOD),
        (date(2026, 12, 22), Health.ADVICE),
        (date(2026, 1, 1), Health.ADVICE),
    ],
)
def test_examine_when_the_calendar_ends_soon_then_advice(
    database: Database, until: date, health: Health
) -> None:
    confirmed(database, until)
    assert findings(database.place)["Lịch làm việc"].health is health


def test_examine_when_nobody_confirmed_the_calendar_then_advice(database: Database) -> None:
    found = findings(database.place)["Lịch làm việc"]
    assert (found.health, "chưa xác nhận" in found.detail) == (Health.ADVICE, True)


@pytest.mark.file_only("spoils a file")
def test_examine_when_the_record_is_unsound_then_a_fault_that_names_it(small_desk: Desk) -> None:
    verbs.accept(small_desk, particulars(), NOW)
    path = small_desk.database.path
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE dossier SET lawful_due = lawful_due + 1")
    found = findings(path)["Cơ sở dữ liệu"]
    assert found.health is Health.FAULT
    assert "A-1" in found.detail
    assert "Lịch làm việc" not in findings(path)


def test_examine_when_there_is_no_database_then_a_fault_with_its_cure(tmp_path: Path) -> None:
    found = findings(tmp_path / "không có.db")["Cơ sở dữ liệu"]
    assert (found.health, "motcua init" in found.mend) == (Health.FAULT, True)


def test_examine_when_the_terminal_is_poor_then_advice(database: Database) -> None:
    assert findings(database.place, "cp1258")["Bảng mã"].health is Health.ADVICE
    assert findings(database.place, TERM="dumb")["Màu sắc"].health is Health.ADVICE
    assert findings(database.place, NO_COLOR="1")["Màu sắc"].detail == "không màu (NO_COLOR)"
    assert findings(database.place, TERM="")["Màu sắc"].detail == "–"


def test_examine_when_sqlite_is_too_old_then_a_fault(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(maintenance, "sqlite_version", lambda: (3, 7, 0))
    found = findings(database.place)["SQLite"]
    assert (found.health, found.detail, "3.38" in found.mend) == (Health.FAULT, "3.7.0", True)


def test_sample_when_copied_then_a_sound_desk_that_is_never_overwritten(tmp_path: Path) -> None:
    target = tmp_path / "mẫu.db"
    maintenance.copy_sample(target)
    assert maintenance.check(target) == ()
    with pytest.raises(OutputError):
        maintenance.copy_sample(target)


def test_sample_when_it_is_missing_then_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locations, "sample_database", lambda: tmp_path / "không có.db")
    with pytest.raises(FileError):
        maintenance.copy_sample(tmp_path / "x.db")


def test_throwaway_sample_when_left_then_gone() -> None:
    with maintenance.throwaway_sample() as path:
        assert maintenance.check(path) == ()
    assert not path.parent.exists()
