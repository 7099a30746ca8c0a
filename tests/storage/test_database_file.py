from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
import threading
from contextlib import closing
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine
from sqlmodel import SQLModel
from tests.conftest import NOW, ZONE

from motcua_tui.domain.dossier import Particulars
from motcua_tui.domain.events import Accepted, Event
from motcua_tui.errors import StorageError
from motcua_tui.storage import connect, tables
from motcua_tui.storage.connect import APPLICATION_ID
from motcua_tui.storage.database import Database
from motcua_tui.storage.failures import told
from motcua_tui.storage.file_writer import bring_up_to_date
from motcua_tui.storage.reads.office import sizes
from motcua_tui.storage.reads.rows import row, rows
from motcua_tui.storage.unit_of_work import UnitOfWork
from motcua_tui.storage.versions import NEWEST

ACCEPTED = [Event(NOW, Accepted(date(2026, 12, 1)))]

pytestmark = pytest.mark.file_only("a file and what can be wrong with it")


def begin(database: Database) -> UnitOfWork:
    return database.unit_of_work(zone=ZONE, actor="Mai", now=NOW)


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def pragma(path: Path, statement: str) -> object:
    with closing(sqlite3.connect(path)) as raw:
        found = raw.execute(f"PRAGMA {statement}").fetchone()
        raw.commit()
    return found[0] if found else None


def test_create_makes_file_and_folders_for_their_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "người dùng" / "một cửa" / "sổ #1 50%?.db"
    Database.create(path)
    assert mode_of(path) == 0o600
    assert mode_of(path.parent) == mode_of(path.parent.parent) == 0o700
    assert pragma(path, "user_version") == NEWEST
    assert pragma(path, "application_id") == APPLICATION_ID
    assert pragma(path, "journal_mode") == "wal"
    assert pragma(path, "foreign_key_check") is None
    assert sizes(Database.open(path).reader()).dossiers == 0


def test_files_beside_an_open_database_are_for_its_owner_only(database: Database) -> None:
    with begin(database) as uow:
        uow.settings.put({"agency": "Sở Xây dựng"})
        uow.commit()
    database.reader().execute("SELECT * FROM setting").fetchall()
    assert {mode_of(path) for path in database.path.parent.glob("motcua.db-*")} <= {mode_of(database.path)}


def test_create_over_a_file_refuses_and_leaves_it(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    path.write_text("thư cũ")
    with pytest.raises(StorageError, match="Đã có tệp"):
        Database.create(path)
    assert path.read_text() == "thư cũ"


def test_create_where_no_file_can_be_made_says_so(tmp_path: Path) -> None:
    (tmp_path / "tệp").touch()
    with pytest.raises(StorageError, match="Không tạo được tệp"):
        Database.create(tmp_path / "tệp" / "a.db")


def test_create_that_fails_half_way_leaves_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("motcua_tui.storage.file.APPLICATION_ID", "nonsense !")
    with pytest.raises(StorageError):
        Database.create(tmp_path / "a.db")
    assert list(tmp_path.iterdir()) == []


def other_database(path: Path) -> None:
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("CREATE TABLE song (title)")


def newer_database(path: Path) -> None:
    Database.create(path)
    pragma(path, f"user_version = {NEWEST + 1}")
    pragma(path, "journal_mode = DELETE")


def damaged_database(path: Path) -> None:
    Database.create(path)
    pragma(path, "journal_mode = DELETE")
    content = bytearray(path.read_bytes())
    content[100:200] = b"\xff" * 100
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda path: None, "Không có tệp"),
        (lambda path: path.mkdir(), "không phải cơ sở dữ liệu"),
        (lambda path: path.touch(), "không phải cơ sở dữ liệu"),
        (lambda path: path.write_bytes(b"\x00\xff thu tu" * 999), "không phải cơ sở dữ liệu"),
        (other_database, "không phải cơ sở dữ liệu"),
        (newer_database, "phiên bản mới hơn"),
        (damaged_database, "hỏng"),
    ],
)
def test_open_of_what_is_no_usable_database_says_what_it_is_and_leaves_it(
    tmp_path: Path, make: object, message: str
) -> None:
    path = tmp_path / "a.db"
    assert callable(make)
    make(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(StorageError, match=message) as refused:
        Database.open(path)
    assert refused.value.hint
    assert (path.read_bytes() if path.is_file() else None) == before


def test_upgrade_of_the_newest_version_changes_nothing(database_path: Path) -> None:
    with closing(sqlite3.connect(database_path)) as raw:
        before = raw.execute("SELECT * FROM sqlite_master").fetchall()
        bring_up_to_date(database_path)
        assert raw.execute("SELECT * FROM sqlite_master").fetchall() == before
    assert pragma(database_path, "user_version") == NEWEST


def test_open_of_an_older_version_makes_a_backup_beside_it_first(
    database_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("motcua_tui.storage.file.NEWEST", NEWEST + 1)
    Database.open(database_path)
    Database.open(database_path)
    copies = sorted(path.name for path in database_path.parent.glob("*.db"))
    assert copies == ["motcua.db", f"motcua.v{NEWEST}-1.db", f"motcua.v{NEWEST}-2.db"]
    assert mode_of(database_path.with_name(copies[1])) == 0o600


def test_open_of_an_older_version_with_lost_references_refuses_and_leaves_it(
    database_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(sqlite3.connect(database_path)) as raw:
        raw.execute("UPDATE procedure_version SET procedure_id = 99 WHERE id = 1")
        raw.commit()
    monkeypatch.setattr("motcua_tui.storage.damaged_file.NEWEST", NEWEST + 1)
    monkeypatch.setattr("motcua_tui.storage.file.NEWEST", NEWEST + 1)
    with pytest.raises(StorageError, match="hỏng"):
        Database.open(database_path)
    assert pragma(database_path, "user_version") == NEWEST


def test_open_of_an_older_version_while_another_writes_says_so(
    database_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connect, "BUSY_SECONDS", 0.0)
    with begin(Database.open(database_path)):
        monkeypatch.setattr("motcua_tui.storage.file.NEWEST", NEWEST + 1)
        with pytest.raises(StorageError, match="đang ghi"):
            Database.open(database_path)


def test_newest_version_is_that_of_the_last_revision() -> None:
    versions = files("motcua_tui.storage") / "migrations" / "versions"
    assert max(int(f.name[:4]) for f in versions.iterdir() if f.name[:4].isdigit()) == NEWEST


def test_migrations_make_the_tables_that_the_models_say(database_path: Path) -> None:
    assert tables.OWN_AGENCY == 1
    engine = create_engine(f"sqlite:///{database_path}")

    def compared(_object: object, name: str | None, kind: str, _reflected: bool, _other: object) -> bool:
        return kind not in ("table", "index") or (
            not (name or "").startswith("dossier_fts") and kind == "table"
        )

    with engine.connect() as connection:
        options = {"include_object": compared}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, SQLModel.metadata) == []
    engine.dispose()


def test_migrated_database_refuses_codes_outside_a_vocabulary(database_path: Path) -> None:
    with (
        closing(sqlite3.connect(database_path)) as raw,
        pytest.raises(sqlite3.IntegrityError, match="ck_kind"),
    ):
        raw.execute("INSERT INTO calendar_day VALUES (1, 739000, 2, 'x', NULL, '', 0, '')")


def test_reader_cannot_write(database: Database) -> None:
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        database.reader().execute("DELETE FROM setting")


def test_reader_is_one_for_each_thread(database: Database) -> None:
    seen = [database.reader(), database.reader()]
    thread = threading.Thread(target=lambda: seen.append(database.reader()))
    thread.start()
    thread.join()
    assert seen[0] is seen[1]
    assert seen[2] is not seen[0]
    database.close()
    with pytest.raises(sqlite3.ProgrammingError):
        seen[0].execute("SELECT 1")
    assert database.reader().execute("SELECT 1").fetchone() == (1,)


def test_reader_of_a_file_that_has_gone_is_an_error(database: Database) -> None:
    database.path.unlink()
    with pytest.raises(StorageError, match="Không mở được"):
        database.reader()


def test_reader_sees_what_was_committed_since(database: Database) -> None:
    assert rows(database.reader(), "SELECT * FROM setting") == []
    with begin(database) as uow:
        uow.settings.put({"agency": "Sở Xây dựng"})
        assert rows(database.reader(), "SELECT * FROM setting") == []
        uow.commit()
    assert len(rows(database.reader(), "SELECT * FROM setting")) == 1


def test_second_writer_waits_and_then_says_who_is_in_the_way(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connect, "BUSY_SECONDS", 0.0)
    with begin(database), pytest.raises(StorageError, match="đang ghi"), begin(database):
        pass


@pytest.mark.parametrize(
    ("pragma", "message"), [("max_page_count = 1", "đầy"), ("query_only = ON", "chỉ cho đọc")]
)
def test_disk_that_is_full_or_read_only_is_told_and_nothing_is_stored(
    database: Database, monkeypatch: pytest.MonkeyPatch, pragma: str, message: str
) -> None:
    def crippled(path: Path) -> connect.Connection:
        connection = connect.connect(path)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(f"PRAGMA {pragma}")
        return connection

    monkeypatch.setattr("motcua_tui.storage.file_writer.connect", crippled)
    many = [
        (Particulars(code=f"A-{n}", procedure_version=1, applicant="A" * 500), ACCEPTED) for n in range(99)
    ]
    with pytest.raises(StorageError, match=message), begin(database) as uow:
        uow.dossiers.bulk_add(many)
    assert sizes(database.reader()).dossiers == 0


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_database_in_a_read_only_folder_is_told(database: Database) -> None:
    database.path.chmod(0o400)
    database.path.parent.chmod(0o500)
    try:
        with pytest.raises(StorageError), begin(database) as uow:
            uow.settings.put({"agency": "x"})
    finally:
        database.path.parent.chmod(0o700)


@pytest.mark.parametrize(
    ("code", "message"),
    [
        (sqlite3.SQLITE_FULL, "đầy"),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, "đang ghi"),
        (sqlite3.SQLITE_READONLY_DIRECTORY, "chỉ cho đọc"),
        (sqlite3.SQLITE_CANTOPEN, "Không mở được"),
        (sqlite3.SQLITE_CORRUPT_INDEX, "hỏng"),
        (sqlite3.SQLITE_NOTADB, "không phải"),
        (sqlite3.SQLITE_IOERR_READ, "Ổ đĩa báo lỗi"),
        (sqlite3.SQLITE_ERROR, "không thực hiện được"),
    ],
)
def test_what_sqlite_says_becomes_a_sentence_with_a_hint(code: int, message: str) -> None:
    error = sqlite3.OperationalError("detail")
    error.sqlite_errorcode = code
    assert message in told(error).message
    assert told(error).hint


@pytest.mark.parametrize("read", [row, rows])
def test_read_of_a_broken_statement_is_a_storage_error(database: Database, read: object) -> None:
    assert callable(read)
    with pytest.raises(StorageError):
        read(database.reader(), "SELECT nothing FROM nowhere")


def test_reading_imports_no_object_mapper(database_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path\n"
        "from motcua_tui.storage.database import Database\n"
        "from motcua_tui.storage.reads import badges, catalogue, dossiers, ledger, office, warnings\n"
        "reader = Database.open(Path(sys.argv[1])).reader()\n"
        "dossiers.count(reader, dossiers.DossierQuery())\n"
        "print(sorted({'sqlalchemy', 'sqlmodel', 'alembic', 'pydantic', 'psycopg'} & set(sys.modules)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(database_path)], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
