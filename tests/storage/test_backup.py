from __future__ import annotations

import sqlite3
import stat
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from tests.conftest import NOW, ZONE

from motcua_tui.domain.dossier import Particulars
from motcua_tui.domain.events import Accepted, Event
from motcua_tui.errors import StorageError
from motcua_tui.services.maintenance import check
from motcua_tui.storage.backup import backup, copies, prune
from motcua_tui.storage.database import Database
from motcua_tui.storage.reads.office import settings, sizes

pytestmark = pytest.mark.file_only("copies of a file")


@pytest.fixture
def filled(database: Database) -> Database:
    with database.unit_of_work(zone=ZONE, actor="Mai", now=NOW) as uow:
        for n in range(7):
            who = Particulars(code=f"A-{n}", procedure_version=1, applicant="Nguyễn Thị Hòa")
            uow.dossiers.add(who, [Event(NOW, Accepted(date(2026, 12, 1)))])
        uow.commit()
    return database


def change(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as raw:
        for statement in statements:
            raw.execute(statement)
        raw.commit()


def test_backup_while_somebody_writes_holds_what_was_committed(filled: Database, tmp_path: Path) -> None:
    target = tmp_path / "bản sao.db"
    with filled.unit_of_work(zone=ZONE, actor="Mai", now=NOW) as uow:
        uow.dossiers.add(
            Particulars(code="B-1", procedure_version=1, applicant="B"), [Event(NOW, Accepted(None))]
        )
        backup(filled.path, target)
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.glob("bản sao*")] == ["bản sao.db"]
    assert check(target) == ()
    assert sizes(Database.open(target).reader()).dossiers == 7


def test_copy_can_be_written_to_while_it_is_read(filled: Database, tmp_path: Path) -> None:
    backup(filled.path, tmp_path / "copy.db")
    copy = Database.open(tmp_path / "copy.db")
    assert sizes(copy.reader()).dossiers == 7
    with copy.unit_of_work(zone=ZONE, actor="Mai", now=NOW) as uow:
        uow.settings.put({"agency": "Sở Xây dựng"})
        uow.commit()
    assert settings(copy.reader()) == {"agency": "Sở Xây dựng"}
    assert sizes(filled.reader()).dossiers == 7
    copy.close()


def test_backup_of_no_database_leaves_no_file(tmp_path: Path) -> None:
    (tmp_path / "a.db").write_bytes(b"no database" * 99)
    with pytest.raises(StorageError, match="không phải"):
        backup(tmp_path / "a.db", tmp_path / "b.db")
    assert [path.name for path in tmp_path.iterdir()] == ["a.db"]


def test_backup_to_where_nothing_can_be_written_says_so(filled: Database, tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="Không ghi được bản sao lưu"):
        backup(filled.path, tmp_path / "không có" / "b.db")


def test_prune_keeps_the_last_copies_of_that_database_and_all_other_files(tmp_path: Path) -> None:
    names = ["a-20261120-080000.db", "a-20261121-080000.db", "a-20261122-080000.db"]
    others = [
        "b-20261119-080000.db",
        "a-20261119-080000.replaced.db",
        "a-20261119-080000.db.part",
        "a-20261399-080000.db",
        "a.db",
        "ghi chú.txt",
    ]
    for name in [*names, *others]:
        (tmp_path / name).touch()
    assert [path.name for path in prune(tmp_path, "a", 2)] == names[:1]
    assert prune(tmp_path, "a", 2) == ()
    assert {path.name for path in tmp_path.iterdir()} == {*names[1:], *others}
    assert [copy.path.name for copy in copies(tmp_path, "a")] == [names[2], names[1], others[1]]
    assert copies(tmp_path / "không có", "a") == ()
