"""Copies of the record: by hand, by themselves, and which of them stay."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from tests.services.desks import NOW, desk_over, particulars

from motcua_tui.errors import DamagedError, OutputError, StorageError
from motcua_tui.services import backups, verbs
from motcua_tui.services.desk import Desk
from motcua_tui.services.maintenance import check
from motcua_tui.storage.database import Database

pytestmark = pytest.mark.file_only("copies of a file")


def on(database: Database, day: int, **settings: int | str) -> Desk:
    """The desk on a day of November 2026 at 9:40."""
    desk = desk_over(database, NOW.replace(day=day))
    return replace(desk, settings=replace(desk.settings, **settings))  # type: ignore[arg-type]  # by their names


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def spoiled(path: Path) -> None:
    """The same file with its second half overwritten."""
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2] + b"\x5a" * (len(content) - len(content) // 2))


def test_back_up_when_a_file_is_named_then_a_sound_copy_of_its_owner(
    small_desk: Desk, tmp_path: Path
) -> None:
    verbs.accept(small_desk, particulars(), NOW)
    target = tmp_path / "bản sao.db"
    assert backups.back_up(small_desk, target) == target
    assert check(target) == ()
    assert target.stat().st_mode & 0o077 == 0
    with pytest.raises(OutputError):
        backups.back_up(small_desk, target)


@pytest.mark.parametrize("kept", [10, 1])
def test_back_up_when_no_file_is_named_then_the_last_ones_are_kept(database: Database, kept: int) -> None:
    folder = database.path.parent / "backups"
    for day in range(1, kept + 4):
        made = backups.back_up(on(database, day, backups_kept=kept))
    assert made == folder / f"motcua-202611{kept + 3:02}-094000.db"
    assert names(folder) == [f"motcua-202611{day:02}-094000.db" for day in range(4, kept + 4)]
    assert folder.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("every", "days", "made"),
    [
        (1, [1, 1, 2, 3], ["01", "02", "03"]),
        (3, [1, 2, 3, 4, 6, 7], ["01", "04", "07"]),
        (0, [1, 2, 3], []),
    ],
)
def test_back_up_when_due_then_as_often_as_the_settings_say(
    database: Database, every: int, days: list[int], made: list[str]
) -> None:
    told = [backups.back_up_when_due(on(database, day, backup_days=every)) for day in days]
    assert [path.stem.split("-")[1][-2:] for path in told if path] == made


def test_back_up_when_due_and_a_copy_is_of_a_later_day_then_made_all_the_same(database: Database) -> None:
    backups.back_up(on(database, 20))
    assert backups.back_up_when_due(on(database, 10))


def test_back_up_when_a_folder_is_chosen_then_there(database: Database, tmp_path: Path) -> None:
    far = tmp_path / "ổ khác" / "sao lưu"
    made = backups.back_up(on(database, 1, backup_folder=str(far)))
    assert made.parent == far
    assert far.parent.stat().st_mode & 0o077 == 0
    assert backups.back_up(on(database, 1, backup_folder="gần")).parent == database.path.parent / "gần"


def test_back_up_when_the_record_is_damaged_then_no_copy_and_no_older_one_goes(database: Database) -> None:
    folder = database.path.parent / "backups"
    for day in (1, 2):
        backups.back_up(on(database, day, backups_kept=2))
    before = names(folder)
    spoiled(database.path)
    with pytest.raises(DamagedError):
        backups.back_up(on(Database(database.path), 3, backups_kept=1))
    assert names(folder) == before


def test_back_up_when_the_folder_cannot_be_made_then_says_how_to_choose_another(database: Database) -> None:
    (database.path.parent / "tệp").touch()
    with pytest.raises(StorageError) as caught:
        backups.back_up(on(database, 1, backup_folder="tệp/trong tệp"))
    assert "backup_folder" in caught.value.hint


def test_copies_when_listed_then_newest_first_with_what_they_hold(database: Database) -> None:
    backups.back_up(on(database, 1))
    verbs.accept(on(database, 2), particulars(), NOW.replace(day=2))
    backups.back_up(on(database, 2))
    backups.back_up(on(database, 3)).write_bytes(b"x" * 5000)
    folder = backups.kept_folder(database.path)
    found = backups.copies(database.path, folder)
    assert [(one.copy.made_at.day, one.dossiers) for one in found] == [(3, None), (2, 1), (1, 0)]
    assert found[0].copy.bytes == 5000


def test_kept_folder_when_the_database_cannot_be_read_then_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "sổ.db"
    assert backups.kept_folder(path) == tmp_path / "backups"
    path.write_bytes(b"x" * 5000)
    assert backups.kept_folder(path) == tmp_path / "backups"


def test_kept_folder_when_one_is_chosen_then_that(database: Database, tmp_path: Path) -> None:
    with database.unit_of_work(zone="Asia/Ho_Chi_Minh", actor="", now=NOW) as work:
        work.settings.put({"backup_folder": str(tmp_path / "xa")})
        work.commit()
    assert backups.kept_folder(database.path) == tmp_path / "xa"


def test_restore_when_pages_are_damaged_then_the_damaged_file_is_kept_as_it_was(
    database: Database, tmp_path: Path
) -> None:
    copy = backups.back_up(on(database, 1))
    database.close()
    spoiled(database.path)
    kept = backups.restore(database.path, copy, datetime(2026, 11, 23, 10))
    assert kept is not None
    assert kept.name == "motcua-20261123-100000.replaced.db"
    assert check(database.path) == ()
    assert names(database.path.parent) == ["backups", "motcua.db"]
