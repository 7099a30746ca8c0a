"""Putting a copy in the place of the record: nothing is lost on the way."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

import pytest

from motcua_tui.domain.dossier import Particulars
from motcua_tui.domain.events import Accepted, Event
from motcua_tui.errors import FileError
from motcua_tui.services.backups import restore
from motcua_tui.services.maintenance import check
from motcua_tui.storage.backup import backup
from motcua_tui.storage.database import Database
from motcua_tui.storage.reads.codes import dossier_codes

NOW = datetime(2026, 11, 23, 9, 40)

pytestmark = pytest.mark.file_only("copies of a file")


def add(database: Database, code: str) -> None:
    with database.unit_of_work(zone="Asia/Ho_Chi_Minh", actor="Mai", now=NOW) as uow:
        who = Particulars(code=code, procedure_version=1, applicant="Nguyễn Thị Hòa")
        uow.dossiers.add(who, [Event(NOW, Accepted(date(2026, 12, 1)))])
        uow.commit()


def codes(path: Path) -> frozenset[str]:
    database = Database.open(path)
    with closing(database):
        return dossier_codes(database.reader())


@pytest.fixture
def copy(database: Database, tmp_path: Path) -> Path:
    """A copy that knows dossier A; the record has gone on to B."""
    add(database, "A")
    path = tmp_path / "copy.db"
    backup(database.path, path)
    add(database, "B")
    return path


def test_restore_when_the_copy_is_good_then_it_is_the_record_and_the_old_one_is_kept(
    database: Database, copy: Path
) -> None:
    kept = restore(database.path, copy, NOW)
    assert kept is not None
    assert (codes(database.path), codes(kept)) == ({"A"}, {"A", "B"})
    assert check(database.path) == ()


def test_restore_when_the_record_is_open_then_its_reader_sees_the_copy(
    database: Database, copy: Path
) -> None:
    reader = database.reader()
    assert dossier_codes(reader) == {"A", "B"}
    restore(database.path, copy, NOW)
    assert dossier_codes(reader) == {"A"}


def test_restore_when_there_is_no_record_then_the_copy_becomes_it(copy: Path, tmp_path: Path) -> None:
    target = tmp_path / "new" / "desk.db"
    assert restore(target, copy, NOW) is None
    assert codes(target) == {"A"}


def test_restore_when_the_record_cannot_be_read_then_it_is_set_aside(copy: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.db"
    broken.write_bytes(b"not a database" * 99)
    kept = restore(broken, copy, NOW)
    assert kept is not None
    assert kept.read_bytes() == b"not a database" * 99
    assert codes(broken) == {"A"}


@pytest.mark.parametrize("spoil", [lambda data: data[:5000], lambda data: b"x" * len(data)])
def test_restore_when_the_copy_is_bad_then_nothing_changes(
    database: Database, copy: Path, spoil: Callable[[bytes], bytes]
) -> None:
    copy.write_bytes(spoil(copy.read_bytes()))
    with pytest.raises(FileError):
        restore(database.path, copy, NOW)
    assert codes(database.path) == {"A", "B"}
