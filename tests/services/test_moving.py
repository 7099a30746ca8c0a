"""Everything out and in again is the same desk: by a file of JSON lines, and from database to database."""

from __future__ import annotations

import json
import shutil
import sqlite3
import stat
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import NOW, ZONE
from tests.services import full_record
from tests.services.desks import desk_over, particulars
from tests.storage.histories import Told, dossiers

from motcua_tui.errors import FileError, InputError, OutputError, StorageError
from motcua_tui.services import browse, undoing, verbs
from motcua_tui.services.desk import Desk
from motcua_tui.services.desk_file import export_desk, import_desk
from motcua_tui.services.moving import a_new_desk, copy_to_file, move
from motcua_tui.services.proving import prove
from motcua_tui.storage import contents
from motcua_tui.storage.database import Database
from motcua_tui.storage.reads.dossiers import Sort, SortKey

LATER = NOW + timedelta(hours=1)


@pytest.fixture(scope="module")
def full_path(template_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database that every part of the program wrote to; not to be written to."""
    folder = tmp_path_factory.mktemp("full")
    path = folder / "desk.db"
    shutil.copyfile(template_database, path)
    with closing(Database.open(path)) as database:
        desk = desk_over(database)
        full_record.live_through(desk)
        full_record.issue_a_letter(desk, folder)
    return path


@pytest.fixture
def full(full_path: Path) -> Iterator[Desk]:
    with closing(Database.open(full_path)) as database:
        yield desk_over(database)


def rows(database: Database) -> dict[str, list[contents.Values]]:
    connection = database.reader()
    return {table.name: list(contents.read(connection, table)) for table in contents.TABLES}


def brought_in(file: Path, path: Path) -> Desk:
    with a_new_desk(path) as database:
        import_desk(file, database, NOW)
    return desk_over(Database.open(path))


def test_full_record_when_made_then_no_table_is_empty(full: Desk) -> None:
    assert [name for name, n in contents.counts(full.database.reader()).items() if not n] == []


def test_desk_when_brought_out_and_in_then_everything_it_can_be_asked_is_the_same(
    full: Desk, tmp_path: Path
) -> None:
    file, again = tmp_path / "sổ.jsonl", tmp_path / "again.jsonl"
    assert export_desk(full.database, file) == sum(map(len, rows(full.database).values()))
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    desk = brought_in(file, tmp_path / "new.db")
    export_desk(desk.database, again)
    assert again.read_bytes() == file.read_bytes()
    assert rows(desk.database) == rows(full.database)
    assert stat.S_IMODE((tmp_path / "new.db").stat().st_mode) == 0o600
    proof = prove(tmp_path / "new.db")
    assert (proof.problems, proof.chain) == ((), prove(full.database.place).chain)
    assert list(full_record.answers(desk, tmp_path)) == list(full_record.answers(full, tmp_path))


def test_desk_when_brought_in_then_work_goes_on_in_it(full: Desk, tmp_path: Path) -> None:
    export_desk(full.database, tmp_path / "a.jsonl")
    desk = brought_in(tmp_path / "a.jsonl", tmp_path / "new.db")
    verbs.accept(desk, particulars("Z-1", applicant="Đỗ Thị Quýt"), NOW)
    undoing.undo(desk, "D-0")
    searched = replace(browse.query(desk), text="quyt")
    assert browse.codes(desk, searched, Sort(SortKey.CODE)) == ["Z-1"]
    assert prove(tmp_path / "new.db").problems == ()


@settings(max_examples=25)
@given(told=dossiers(most=8))
def test_any_desk_when_brought_out_and_in_then_its_file_is_the_same(
    template_database: Path, tmp_path_factory: pytest.TempPathFactory, told: list[Told]
) -> None:
    folder = tmp_path_factory.mktemp("any")
    shutil.copyfile(template_database, folder / "a.db")
    with closing(Database.open(folder / "a.db")) as database:
        with database.unit_of_work(zone=ZONE, actor="Mai", now=NOW) as uow:
            uow.dossiers.bulk_add((one.particulars, one.events) for one in told)
            uow.commit()
        export_desk(database, folder / "a.jsonl")
    with a_new_desk(folder / "b.db") as other:
        import_desk(folder / "a.jsonl", other, LATER)
        export_desk(other, folder / "b.jsonl")
    assert (folder / "a.jsonl").read_bytes() == (folder / "b.jsonl").read_bytes()
    assert prove(folder / "b.db").problems == ()


def test_export_when_the_name_is_of_another_kind_or_taken_then_it_is_refused(
    full: Desk, tmp_path: Path
) -> None:
    with pytest.raises(InputError, match="Không xuất được"):
        export_desk(full.database, tmp_path / "a.xlsx")
    file = tmp_path / "a.jsonl"
    told: list[tuple[int, int | None]] = []
    total = export_desk(full.database, file, progress=lambda done, of: told.append((done, of)))
    assert told == [(total, total)]
    with pytest.raises(OutputError):
        export_desk(full.database, file)
    assert export_desk(full.database, file, force=True) == total


def test_export_when_somebody_writes_meanwhile_then_the_file_is_of_one_moment(
    database: Database, tmp_path: Path
) -> None:
    desk = desk_over(database)
    verbs.accept(desk, particulars("A-1"), NOW)

    def write_more(_done: int, _total: int | None) -> None:
        verbs.accept(desk, particulars("A-2"), NOW)

    export_desk(database, tmp_path / "a.jsonl", progress=write_more)
    other = brought_in(tmp_path / "a.jsonl", tmp_path / "b.db")
    assert contents.counts(other.database.reader())["dossier"] == 1
    assert contents.counts(database.reader())["dossier"] == 2


# what is refused


def sealed(lines: list[bytes]) -> bytes:
    """A file of these lines with a hash that fits."""
    content = b"".join(lines)
    return (
        content + json.dumps({"sha256": sha256(content).hexdigest()}, separators=(",", ":")).encode() + b"\n"
    )


def line_of(lines: list[bytes], table: str) -> int:
    """The place of the first row of a table."""
    return next(place for place, line in enumerate(lines) if line.startswith(f'["{table}",'.encode()))


def instead(before: str, after: str) -> Callable[[bytes], bytes]:
    return lambda line: line.replace(before.encode(), after.encode(), 1)


@pytest.mark.parametrize(
    ("table", "change", "why"),
    [
        ("setting", lambda line: line[:-5] + b"\n", "không phải JSON"),
        ("setting", lambda line: b"[" * 200_000 + b"\n", "không phải JSON"),
        ("setting", lambda _line: b"{}\n", "không phải một dòng của bảng setting"),
        ("setting", instead("setting", "agency"), "không phải một dòng của bảng setting"),
        ("officer", lambda line: line[:-2] + b",1]\n", "sai kiểu"),
        ("dossier", instead("[\"dossier\",1,", "[\"dossier\",true,"), "sai kiểu"),
        ("dossier", instead("[\"dossier\",1,", "[\"dossier\",null,"), "sai kiểu"),
        ("dossier", instead("[\"dossier\",1,", "[\"dossier\",1.5,"), "sai kiểu"),
        ("dossier", instead("[\"dossier\",1,", f"[\"dossier\",{2**63},"), "sai kiểu"),
        ("dossier", instead("B-1", "B\\u001b1"), "sai kiểu"),
        ("dossier", instead("B-1", "B\\ud8001"), "sai kiểu"),
        ("dossier", instead("false", "0"), "sai kiểu"),
        ("locked_file", instead("UEsDB", "UE*DB"), "sai kiểu"),
    ],
)  # fmt: skip
def test_import_when_a_line_is_damaged_then_its_number_and_nothing_is_kept(
    full: Desk, tmp_path: Path, table: str, change: Callable[[bytes], bytes], why: str
) -> None:
    export_desk(full.database, tmp_path / "a.jsonl")
    lines = (tmp_path / "a.jsonl").read_bytes().splitlines(keepends=True)[:-1]
    place = line_of(lines, table)
    changed = change(lines[place])
    assert changed != lines[place]
    lines[place] = changed
    (tmp_path / "a.jsonl").write_bytes(sealed(lines))
    with pytest.raises(FileError, match=f"dòng {place + 1}: .*{why}"):
        brought_in(tmp_path / "a.jsonl", tmp_path / "b.db")
    assert [path.name for path in tmp_path.glob("b.db*")] == []


@pytest.mark.parametrize(
    ("table", "change", "error", "why"),
    [
        ("dossier_event", instead("Mai", "Lan"), FileError, "Lịch sử bị sửa sau khi ghi"),
        ("office_change", instead("Mai", "Lan"), FileError, "Lịch sử bị sửa sau khi ghi"),
        ("locked_period", instead("Hoạt động", "Hoat dong"), FileError, "lần khóa số 1"),
        ("dossier_event", instead('"dossier_event",1,', '"dossier_event",99,'), StorageError, "Dòng "),
        ("officer", instead("Hùng B", "Lan"), StorageError, "Dòng "),
    ],
)  # fmt: skip
def test_import_when_the_rows_do_not_agree_then_nothing_is_kept(
    full: Desk,
    tmp_path: Path,
    table: str,
    change: Callable[[bytes], bytes],
    error: type[Exception],
    why: str,
) -> None:
    export_desk(full.database, tmp_path / "a.jsonl")
    lines = (tmp_path / "a.jsonl").read_bytes().splitlines(keepends=True)[:-1]
    row = f'["{table}",'.encode()
    place = next(n for n, line in enumerate(lines) if line.startswith(row) and change(line) != line)
    lines[place] = change(lines[place])
    (tmp_path / "a.jsonl").write_bytes(sealed(lines))
    with pytest.raises(error, match=why):
        brought_in(tmp_path / "a.jsonl", tmp_path / "b.db")
    assert [path.name for path in tmp_path.glob("b.db*")] == []


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "không phải bản xuất"),
        (b"PK\x03\x04" * 99, "không phải bản xuất"),
        (b'{"code": "A-1"}\n', "không phải bản xuất"),
        (b"[]\n", "không phải bản xuất"),
        (b'{"motcua_desk": 9, "tables": 7, "chain": {"entries": 0, "seal": ""}}\n', "phiên bản khác"),
        (b'{"motcua_desk": 1, "tables": {}, "chain": {"entries": 0, "seal": ""}}\n', "bảng hoặc cột"),
    ],
)
def test_import_when_it_is_another_file_then_it_says_so(tmp_path: Path, content: bytes, why: str) -> None:
    (tmp_path / "a.jsonl").write_bytes(content)
    with pytest.raises(FileError, match=why):
        brought_in(tmp_path / "a.jsonl", tmp_path / "b.db")
    assert not (tmp_path / "b.db").exists()


def test_import_when_there_is_no_file_then_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="Không đọc được"):
        brought_in(tmp_path / "a.jsonl", tmp_path / "b.db")


@settings(max_examples=40)
@given(data=st.data())
def test_import_when_any_byte_is_changed_or_the_file_is_cut_then_it_is_refused(
    full_path: Path, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("spoilt")
    file = folder / "a.jsonl"
    with closing(Database.open(full_path)) as database:
        export_desk(database, file)
    content = bytearray(file.read_bytes())
    place = data.draw(st.integers(0, len(content) - 1))
    if data.draw(st.booleans()):
        content[place] ^= data.draw(st.integers(1, 255))
    else:
        del content[place : place + data.draw(st.integers(1, 9))]
    file.write_bytes(content)
    with pytest.raises((FileError, StorageError)), a_new_desk(folder / "b.db") as database:
        import_desk(file, database, NOW)
    assert not (folder / "b.db").exists()


def test_import_when_the_desk_has_a_record_then_it_stays_as_it_is(
    full: Desk, database: Database, tmp_path: Path
) -> None:
    export_desk(full.database, tmp_path / "a.jsonl")
    before = rows(database)
    with pytest.raises(StorageError, match="đã có dữ liệu"), a_new_desk(database.place) as target:
        import_desk(tmp_path / "a.jsonl", target, NOW)
    assert rows(database) == before


def test_import_when_the_desk_was_only_set_up_then_that_is_replaced(full: Desk, tmp_path: Path) -> None:
    export_desk(full.database, tmp_path / "a.jsonl")
    target = tmp_path / "b.db"
    with closing(Database.create(target)) as made, made.unit_of_work(zone=ZONE, actor="", now=NOW) as uow:
        uow.settings.put({"agency": "Sở Khác", "language": "en"})
        uow.commit()
    desk = brought_in(tmp_path / "a.jsonl", target)
    assert rows(desk.database) == rows(full.database)


# from database to database


def test_move_when_the_place_is_a_new_file_then_the_record_is_there_and_the_source_as_it_was(
    full: Desk, tmp_path: Path
) -> None:
    before = rows(full.database)
    target = tmp_path / "new" / "desk.db"
    target.parent.mkdir()
    told: list[tuple[int, int | None]] = []
    moved = move(full, target, progress=lambda done, of: told.append((done, of)))
    assert told == [(moved.rows, moved.rows)]
    assert (moved.dossiers, moved.rows) == (len(before["dossier"]), sum(map(len, before.values())))
    with closing(Database.open(target)) as database:
        assert rows(database) == before == rows(full.database)
        assert list(full_record.answers(desk_over(database), tmp_path)) == list(
            full_record.answers(full, tmp_path)
        )
    assert prove(target).chain == moved.chain
    assert [path.name for path in target.parent.iterdir()] == ["desk.db"]


def test_move_when_somebody_writes_meanwhile_then_it_is_said_and_not_brought_over(
    database: Database, tmp_path: Path
) -> None:
    desk = desk_over(database)
    verbs.accept(desk, particulars("A-1"), NOW)

    def write_more(_done: int, _total: int | None) -> None:
        verbs.accept(desk, particulars("A-2"), NOW)

    moved = move(desk, tmp_path / "b.db", progress=write_more)
    assert (moved.dossiers, moved.outdated) == (1, True)
    assert not move(desk, tmp_path / "c.db").outdated


def test_move_when_the_place_is_taken_then_it_is_left_alone(
    full: Desk, database: Database, tmp_path: Path
) -> None:
    before = rows(database)
    with pytest.raises(StorageError, match="đã có dữ liệu"):
        move(full, database.place)
    with pytest.raises(StorageError, match="đã có dữ liệu"):
        move(full, full.database.place)
    (tmp_path / "x.db").write_bytes(b"no database")
    with pytest.raises(StorageError, match="không phải cơ sở dữ liệu"):
        move(full, tmp_path / "x.db")
    assert rows(database) == before


def spoilt(full_path: Path, tmp_path: Path, *statements: str) -> Desk:
    path = Path(shutil.copyfile(full_path, tmp_path / "spoilt.db"))
    with closing(sqlite3.connect(path)) as raw:
        for statement in statements:
            raw.execute(statement)
        raw.commit()
    return desk_over(Database.open(path))


def test_move_when_the_source_is_not_sound_then_nothing_is_kept(full_path: Path, tmp_path: Path) -> None:
    source = spoilt(full_path, tmp_path, "UPDATE dossier SET lawful_due = lawful_due + 1 WHERE code = 'B-1'")
    with pytest.raises(StorageError, match="B-1"):
        move(source, tmp_path / "b.db")
    assert [path.name for path in tmp_path.glob("b.db*")] == []


@pytest.mark.parametrize("lost", ["dossier", "journal", "saved_view"])
def test_move_when_a_row_is_lost_on_the_way_then_nothing_is_kept(
    full: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lost: str
) -> None:
    read = contents.read

    def all_but_one(connection: object, table: object) -> Iterator[contents.Values]:
        given_rows = list(read(connection, table))  # type: ignore[arg-type]  # as it is called
        yield from given_rows[: -1 if table.name == lost else None]  # type: ignore[attr-defined]

    monkeypatch.setattr(contents, "read", all_but_one)
    with pytest.raises(StorageError):
        move(full, tmp_path / "b.db")
    assert [path.name for path in tmp_path.glob("b.db*")] == []


def test_move_when_a_figure_comes_out_differently_then_nothing_is_kept(
    full: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted = iter(range(100))
    figures = "motcua_tui.services.moving.ledger_reads.ledger"
    monkeypatch.setattr(figures, lambda *_args, **_how: {next(counted): 1})
    with pytest.raises(StorageError, match="không giống nguồn"):
        move(full, tmp_path / "b.db")
    assert [path.name for path in tmp_path.glob("b.db*")] == []


def test_copy_when_made_then_it_is_a_sound_database(full: Desk, tmp_path: Path) -> None:
    copy_to_file(full.database, tmp_path / "copy.db", NOW)
    with closing(Database.open(tmp_path / "copy.db")) as database:
        assert rows(database) == rows(full.database)
