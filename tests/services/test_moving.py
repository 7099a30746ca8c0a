"""Everything out and in again is the same desk: by a file of JSON lines, and from database to database."""

from __future__ import annotations

import json
import shutil
import stat
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import NOW, ZONE
from tests.engines import ON_SERVER, ServerTemplate, Template
from tests.services import full_record
from tests.services.desks import desk_over, particulars
from tests.storage.histories import Told, dossiers

from motcua_tui import locations
from motcua_tui.domain.petitions import Petition
from motcua_tui.errors import FileError, InputError, OutputError, StorageError
from motcua_tui.services import backups, browse, petitions, undoing, verbs
from motcua_tui.services.desk import Desk
from motcua_tui.services.desk_file import export_desk, import_desk
from motcua_tui.services.moving import a_new_desk, copy_to_file, move
from motcua_tui.services.proving import prove
from motcua_tui.storage import contents
from motcua_tui.storage.database import Database
from motcua_tui.storage.place import Place, Server
from motcua_tui.storage.reads.dossiers import Sort, SortKey

LATER = NOW + timedelta(hours=1)
NewPlace = Callable[[], Place]


@pytest.fixture(scope="module")
def full_place(template: Template, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """A database that every part of the program wrote to; not to be written to."""
    place = template.copy()
    with closing(Database.open(place)) as database:
        desk = desk_over(database)
        full_record.live_through(desk)
        full_record.issue_a_letter(desk, tmp_path_factory.mktemp("letters"))
    yield place
    template.drop(place)


@pytest.fixture
def full(full_place: Place) -> Iterator[Desk]:
    with closing(Database.open(full_place)) as database:
        yield desk_over(database)


@pytest.fixture
def new_place(template: Template, tmp_path: Path) -> Iterator[NewPlace]:
    """Gives a place where there is no desk yet as often as it is called."""
    numbers = count()
    with ExitStack() as empty:
        if isinstance(template, ServerTemplate):
            yield lambda: empty.enter_context(template.empty())
        else:
            yield lambda: tmp_path / f"new-{next(numbers)}.db"


def rows(database: Database) -> dict[str, list[contents.Values]]:
    connection = database.reader()
    return {table.name: list(contents.read(connection, table)) for table in contents.TABLES}


def bring_in(file: Path, place: Place) -> None:
    with a_new_desk(place) as database:
        import_desk(file, database, NOW)


@contextmanager
def desk_of(place: Place) -> Iterator[Desk]:
    with closing(Database.open(place)) as database:
        yield desk_over(database)


def nothing_at(place: Place) -> bool:
    """Whether there is no file, not even a part of one, or no row beyond what a new database has."""
    if isinstance(place, Path):
        return not list(place.parent.glob(f"{place.name}*"))
    with closing(Database.open(place)) as database:
        return contents.is_new(database.reader())


def test_full_record_when_made_then_no_table_is_empty(full: Desk) -> None:
    assert [name for name, n in contents.counts(full.database.reader()).items() if not n] == []


def test_desk_when_brought_out_and_in_then_everything_it_can_be_asked_is_the_same(
    full: Desk, new_place: NewPlace, tmp_path: Path
) -> None:
    file, again, place = tmp_path / "sổ.jsonl", tmp_path / "again.jsonl", new_place()
    assert export_desk(full.database, file) == sum(map(len, rows(full.database).values()))
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    bring_in(file, place)
    with desk_of(place) as desk:
        export_desk(desk.database, again)
        assert again.read_bytes() == file.read_bytes()
        assert rows(desk.database) == rows(full.database)
        assert list(full_record.answers(desk, tmp_path)) == list(full_record.answers(full, tmp_path))
    proof = prove(place)
    assert (proof.problems, proof.chain) == ((), prove(full.database.place).chain)
    assert not isinstance(place, Path) or stat.S_IMODE(place.stat().st_mode) == 0o600


def test_desk_when_brought_in_then_work_goes_on_in_it(
    full: Desk, new_place: NewPlace, tmp_path: Path
) -> None:
    place = new_place()
    export_desk(full.database, tmp_path / "a.jsonl")
    bring_in(tmp_path / "a.jsonl", place)
    with desk_of(place) as desk:
        verbs.accept(desk, particulars("Z-1", applicant="Đỗ Thị Quýt"), NOW)
        undoing.undo(desk, "D-0")
        petitions.add(
            desk, Petition(received_on=NOW.date(), answer_by=NOW.date(), sender="Tư", content="Chậm")
        )
        searched = replace(browse.query(desk), text="quyt")
        assert browse.codes(desk, searched, Sort(SortKey.CODE)) == ["Z-1"]
    assert prove(place).problems == ()


@pytest.mark.file_only("a new database for each example")
@settings(max_examples=12)
@given(told=dossiers(most=8))
def test_any_desk_when_brought_out_and_in_then_its_file_is_the_same(
    new_database: Callable[[], Database], new_place: NewPlace, tmp_path: Path, told: list[Told]
) -> None:
    database, place = new_database(), new_place()
    with database.unit_of_work(zone=ZONE, actor="Mai", now=NOW) as uow:
        uow.dossiers.bulk_add((one.particulars, one.events) for one in told)
        uow.commit()
    export_desk(database, tmp_path / "a.jsonl", force=True)
    with a_new_desk(place) as other:
        import_desk(tmp_path / "a.jsonl", other, LATER)
        export_desk(other, tmp_path / "b.jsonl", force=True)
    assert (tmp_path / "a.jsonl").read_bytes() == (tmp_path / "b.jsonl").read_bytes()
    assert prove(place).problems == ()


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
    database: Database, new_place: NewPlace, tmp_path: Path
) -> None:
    desk = desk_over(database)
    verbs.accept(desk, particulars("A-1"), NOW)

    def write_more(_done: int, _total: int | None) -> None:
        verbs.accept(desk, particulars("A-2"), NOW)

    export_desk(database, tmp_path / "a.jsonl", progress=write_more)
    place = new_place()
    bring_in(tmp_path / "a.jsonl", place)
    with desk_of(place) as other:
        assert contents.counts(other.database.reader())["dossier"] == 1
    assert contents.counts(database.reader())["dossier"] == 2


# what is refused


def sealed(lines: list[bytes]) -> bytes:
    """A file of these lines with a hash that fits."""
    content = b"".join(lines)
    return (
        content + json.dumps({"sha256": sha256(content).hexdigest()}, separators=(",", ":")).encode() + b"\n"
    )


def altered(full: Desk, file: Path, table: str, change: Callable[[bytes], bytes]) -> int:
    """Write a desk with the first row of a table that the change changes; gives the number of its line."""
    export_desk(full.database, file)
    lines = file.read_bytes().splitlines(keepends=True)[:-1]
    row = f'["{table}",'.encode()
    place = next(n for n, line in enumerate(lines) if line.startswith(row) and change(line) != line)
    lines[place] = change(lines[place])
    file.write_bytes(sealed(lines))
    return place + 1


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
    full: Desk, new_place: NewPlace, tmp_path: Path, table: str, change: Callable[[bytes], bytes], why: str
) -> None:
    place = new_place()
    line = altered(full, tmp_path / "a.jsonl", table, change)
    with pytest.raises(FileError, match=f"dòng {line}: .*{why}"):
        bring_in(tmp_path / "a.jsonl", place)
    assert nothing_at(place)


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
    new_place: NewPlace,
    tmp_path: Path,
    table: str,
    change: Callable[[bytes], bytes],
    error: type[Exception],
    why: str,
) -> None:
    place = new_place()
    altered(full, tmp_path / "a.jsonl", table, change)
    with pytest.raises(error, match=why):
        bring_in(tmp_path / "a.jsonl", place)
    assert nothing_at(place)


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
        bring_in(tmp_path / "a.jsonl", tmp_path / "b.db")
    assert not (tmp_path / "b.db").exists()


def test_import_when_there_is_no_file_then_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="Không đọc được"):
        bring_in(tmp_path / "a.jsonl", tmp_path / "b.db")


@pytest.fixture(scope="module")
def full_file(full_place: Place, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("full") / "a.jsonl"
    with closing(Database.open(full_place)) as database:
        export_desk(database, path)
    return path.read_bytes()


@pytest.mark.file_only("a new database for each example")
@settings(max_examples=20)
@given(data=st.data())
def test_import_when_any_byte_is_changed_or_the_file_is_cut_then_it_is_refused(
    full_file: bytes, new_place: NewPlace, tmp_path: Path, data: st.DataObject
) -> None:
    content = bytearray(full_file)
    byte = data.draw(st.integers(0, len(content) - 1))
    if data.draw(st.booleans()):
        content[byte] ^= data.draw(st.integers(1, 255))
    else:
        del content[byte : byte + data.draw(st.integers(1, 9))]
    (tmp_path / "a.jsonl").write_bytes(content)
    place = new_place()
    with pytest.raises((FileError, StorageError)):
        bring_in(tmp_path / "a.jsonl", place)
    assert nothing_at(place)


def test_import_when_the_desk_has_a_record_then_it_stays_as_it_is(
    full: Desk, database: Database, tmp_path: Path
) -> None:
    export_desk(full.database, tmp_path / "a.jsonl")
    before = rows(database)
    with pytest.raises(StorageError, match="đã có dữ liệu"), a_new_desk(database.place) as target:
        import_desk(tmp_path / "a.jsonl", target, NOW)
    assert rows(database) == before


def test_import_when_the_desk_was_only_set_up_then_that_is_replaced(
    full: Desk, new_place: NewPlace, tmp_path: Path
) -> None:
    export_desk(full.database, tmp_path / "a.jsonl")
    place = new_place()
    with closing(Database.create(place)) as made, made.unit_of_work(zone=ZONE, actor="", now=NOW) as uow:
        uow.settings.put({"agency": "Sở Khác", "language": "en"})
        uow.commit()
    bring_in(tmp_path / "a.jsonl", place)
    with desk_of(place) as desk:
        assert rows(desk.database) == rows(full.database)


# from database to database


def test_move_when_there_is_no_desk_then_the_record_is_there_and_the_source_as_it_was(
    full: Desk, new_place: NewPlace, tmp_path: Path
) -> None:
    before, place = rows(full.database), new_place()
    told: list[tuple[int, int | None]] = []
    moved = move(full, place, progress=lambda done, of: told.append((done, of)))
    assert told == [(moved.rows + moved.dossiers, moved.rows + moved.dossiers)]
    assert (moved.dossiers, moved.rows) == (len(before["dossier"]), sum(map(len, before.values())))
    with desk_of(place) as desk:
        assert rows(desk.database) == before == rows(full.database)
    assert prove(place).chain == moved.chain
    assert not list(tmp_path.glob("*.part*"))


@pytest.mark.skipif(not ON_SERVER, reason="between a file and a server")
def test_move_when_to_a_server_and_back_then_the_file_of_lines_is_the_same(
    template_database: Path, new_place: NewPlace, tmp_path: Path
) -> None:
    shutil.copyfile(template_database, tmp_path / "a.db")
    with desk_of(tmp_path / "a.db") as desk:
        full_record.live_through(desk)
        export_desk(desk.database, tmp_path / "a.jsonl")
        move(desk, server := new_place())
        answers = list(full_record.answers(desk, tmp_path))
    with desk_of(server) as desk:
        export_desk(desk.database, tmp_path / "b.jsonl")
        assert list(full_record.answers(desk, tmp_path)) == answers
        move(desk, tmp_path / "c.db")
    with desk_of(tmp_path / "c.db") as desk:
        export_desk(desk.database, tmp_path / "c.jsonl")
        assert list(full_record.answers(desk, tmp_path)) == answers
    written = {(tmp_path / name).read_bytes() for name in ("a.jsonl", "b.jsonl", "c.jsonl")}
    assert len(written) == 1


def test_move_when_somebody_writes_meanwhile_then_it_is_said_and_not_brought_over(
    database: Database, new_place: NewPlace
) -> None:
    desk = desk_over(database)
    verbs.accept(desk, particulars("A-1"), NOW)

    def write_more(_done: int, _total: int | None) -> None:
        verbs.accept(desk, particulars("A-2"), NOW)

    moved = move(desk, new_place(), progress=write_more)
    assert (moved.dossiers, moved.outdated) == (1, True)
    assert not move(desk, new_place()).outdated


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


def test_move_when_the_source_is_not_sound_then_nothing_is_kept(
    database: Database, new_place: NewPlace
) -> None:
    desk, place = desk_over(database), new_place()
    verbs.accept(desk, particulars("B-1"), NOW)
    with database.writing() as connection:
        connection.execute("UPDATE dossier SET lawful_due = lawful_due + 1")
    with pytest.raises(StorageError, match="B-1"):
        move(desk, place)
    assert nothing_at(place)


@pytest.mark.parametrize("lost", ["dossier", "journal", "saved_view"])
def test_move_when_a_row_is_lost_on_the_way_then_nothing_is_kept(
    full: Desk, new_place: NewPlace, monkeypatch: pytest.MonkeyPatch, lost: str
) -> None:
    read, place = contents.read, new_place()

    def all_but_one(connection: object, table: object) -> Iterator[contents.Values]:
        given_rows = list(read(connection, table))  # type: ignore[arg-type]  # as it is called
        yield from given_rows[: -1 if table.name == lost else None]  # type: ignore[attr-defined]

    monkeypatch.setattr(contents, "read", all_but_one)
    with pytest.raises(StorageError):
        move(full, place)
    monkeypatch.undo()
    assert nothing_at(place)


def test_move_when_a_figure_comes_out_differently_then_nothing_is_kept(
    full: Desk, new_place: NewPlace, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted, place = iter(range(100)), new_place()
    figures = "motcua_tui.services.moving.ledger_reads.ledger"
    monkeypatch.setattr(figures, lambda *_args, **_how: {next(counted): 1})
    with pytest.raises(StorageError, match="không giống nguồn"):
        move(full, place)
    monkeypatch.undo()
    assert nothing_at(place)


def test_copy_when_made_then_it_is_a_sound_database(full: Desk, tmp_path: Path) -> None:
    copy_to_file(full.database, tmp_path / "copy.db", NOW)
    with closing(Database.open(tmp_path / "copy.db")) as database:
        assert rows(database) == rows(full.database)


@pytest.mark.skipif(not ON_SERVER, reason="a copy of a server")
def test_back_up_when_on_a_server_then_the_copy_is_a_file_that_opens_anywhere(
    full: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locations, "data_folder", lambda: tmp_path / "mine")
    made = backups.back_up(full)
    assert made.parent == tmp_path / "mine" / "backups"
    assert made.name.endswith("-20261123-094000.db")
    assert stat.S_IMODE(made.stat().st_mode) == 0o600
    with desk_of(made) as copy:
        assert rows(copy.database) == rows(full.database)
    listed = backups.copies(full.database.place, made.parent)
    assert [(one.copy.path, one.dossiers) for one in listed] == [(made, len(rows(full.database)["dossier"]))]
    with pytest.raises(OutputError):
        backups.back_up(full, made)


def test_restore_when_the_record_is_on_a_server_then_it_is_refused_with_what_to_do() -> None:
    with pytest.raises(StorageError) as refused:
        backups.require_file(Server("postgresql://mai:secret@host/desk"))
    assert "motcua move" in refused.value.hint
    assert backups.require_file(Path("desk.db")) == Path("desk.db")
