from __future__ import annotations

from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import NOW, ZONE
from tests.engines import tamper

from motcua_tui.domain.changes import Subject
from motcua_tui.domain.codes import Outcome
from motcua_tui.domain.dossier import Particulars
from motcua_tui.domain.events import Accepted, Event, ResultReady
from motcua_tui.services.proving import prove
from motcua_tui.storage.backup import backup
from motcua_tui.storage.codes import Clock
from motcua_tui.storage.connect import connect
from motcua_tui.storage.database import Database
from motcua_tui.storage.journal import BrokenLink, broken_links, head

UNGUARDED = ("dossier_event_fixed", "dossier_event_stays", "office_change_fixed", "office_change_stays",
             "journal_fixed", "journal_stays")  # fmt: skip


def who(code: str) -> Particulars:
    return Particulars(code=code, procedure_version=1, applicant="Nguyễn Thị Hòa")


@pytest.fixture
def filled(database: Database) -> Database:
    """Entry 1: the procedures; 2: two dossiers accepted; 3: a setting; 4: a result; 5: two imported."""
    accepted = [Event(NOW, Accepted(date(2026, 12, 1)))]
    for hour, write in enumerate(
        (
            lambda uow: [uow.dossiers.add(who(f"A-{n}"), accepted) for n in (1, 2)],
            lambda uow: uow.changes.record(Subject.SETTING, "near_days", "2", "3"),
            lambda uow: uow.dossiers.append(
                uow.dossiers.get("A-1"), [Event(NOW, ResultReady(Outcome.GRANTED))]
            ),
            lambda uow: uow.dossiers.bulk_add([(who(f"B-{n}"), accepted) for n in (1, 2)]),
            lambda uow: uow.settings.put({"agency": "Sở Xây dựng"}),
        )
    ):
        with database.unit_of_work(zone=ZONE, actor="Mai", now=NOW + timedelta(hours=hour)) as uow:
            write(uow)
            uow.commit()
    return database


def broken(database: Database, *statements: str) -> list[BrokenLink]:
    """What the chain shows after somebody went around the guards."""
    tamper(database, *statements)
    return list(broken_links(database.reader(), Clock(ZONE)))


def test_chain_of_what_was_recorded_is_whole_and_has_an_entry_for_each_transaction(filled: Database) -> None:
    assert broken(filled) == []
    assert head(filled.reader()).entries == 5
    assert prove(filled.place).chain == head(filled.reader())


def test_transaction_that_is_taken_back_leaves_no_entry(filled: Database) -> None:
    before = head(filled.reader())
    with filled.unit_of_work(zone=ZONE, actor="Mai", now=NOW) as uow:
        uow.changes.record(Subject.SETTING, "near_days", "3", "4")
    assert head(filled.reader()) == before


@pytest.mark.parametrize(
    ("tampering", "entries"),
    [
        ("UPDATE dossier_event SET happened_at = happened_at - 86400 WHERE number = 2", [4]),
        ("UPDATE dossier_event SET recorded_at = recorded_at - 1 WHERE dossier_id = 3", [5]),
        ("UPDATE dossier_event SET actor = 'Lan' WHERE number = 2", [4]),
        ("UPDATE dossier_event SET detail = '{}' WHERE dossier_id = 1 AND number = 1", [2]),
        ("DELETE FROM dossier_event WHERE dossier_id = 2", [2]),
        ("INSERT INTO dossier_event SELECT 2, 2, kind, happened_at, recorded_at, actor, detail, 4"
         " FROM dossier_event WHERE number = 2", [4]),
        ("INSERT INTO dossier_event SELECT 2, 2, kind, happened_at, recorded_at, actor, detail, 9"
         " FROM dossier_event WHERE number = 2", [9]),
        ("UPDATE dossier_event SET entry = 5 WHERE number = 2", [4, 5]),
        ("UPDATE office_change SET after = '9' WHERE name = 'near_days'", [3]),
        ("UPDATE office_change SET after = 'Cấp lại' WHERE name = '1.013233/1'", [1]),
        ("DELETE FROM office_change", [1, 3]),
        ("UPDATE journal SET seal = 'x' WHERE id = 2", [2, 3]),
        ("DELETE FROM journal WHERE id = 2", [2, 3]),
        ("DELETE FROM journal WHERE id = 5", [5]),
    ],
)  # fmt: skip
def test_record_that_was_tampered_with_breaks_the_chain_where_it_was(
    filled: Database, tampering: str, entries: list[int]
) -> None:
    assert [link.entry for link in broken(filled, tampering)] == entries


def test_verify_names_the_first_broken_entry_with_its_dossiers(filled: Database) -> None:
    broken(filled, "UPDATE dossier_event SET detail = replace(detail, '', '') , actor = 'Lan'")
    (problem,) = prove(filled.place).problems
    assert (
        problem.what
        == f"Lịch sử bị sửa sau khi ghi: lần ghi số 2, {NOW:%d/%m/%Y %H:%M}, Mai (A-1, A-2). (+2)"
    )


@pytest.mark.file_only("a copy is a file")
def test_chain_written_anew_ends_in_another_seal(filled: Database, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    backup(filled.path, copy)
    assert prove(copy).chain == head(filled.reader())
    with filled.unit_of_work(zone=ZONE, actor="Mai", now=NOW) as uow:
        uow.changes.record(Subject.SETTING, "near_days", "3", "4")
        uow.commit()
    assert prove(copy).chain != head(filled.reader())


@pytest.mark.file_only("changes a file and takes it back")
@settings(max_examples=25)
@given(data=st.data())
def test_any_single_change_of_an_event_is_found(database_copy: Path, data: st.DataObject) -> None:
    with closing(connect(database_copy)) as raw:
        raw.execute("BEGIN")
        for guard in UNGUARDED:
            raw.execute(f"DROP TRIGGER IF EXISTS {guard}")
        column = data.draw(st.sampled_from(("happened_at", "recorded_at", "actor", "detail", "kind")))
        (count,) = raw.execute("SELECT count(*) FROM dossier_event").fetchone()
        place = data.draw(st.integers(0, count - 1))
        dossier_id, number, old = raw.execute(
            f"SELECT dossier_id, number, {column} FROM dossier_event LIMIT 1 OFFSET ?",  # noqa: S608
            (place,),
        ).fetchone()
        new = data.draw(st.integers(0, 2) if isinstance(old, int) else st.text(max_size=5))
        raw.execute(
            f"UPDATE dossier_event SET {column} = ? WHERE dossier_id = ? AND number = ?",  # noqa: S608
            (new, dossier_id, number),
        )
        found = [link.dossiers for link in broken_links(raw, Clock(ZONE))]
        raw.execute("ROLLBACK")
    assert (new == old) or [dossier_id in dossiers for dossiers in found] == [True]


@pytest.fixture(scope="module")
def database_copy(template_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("chain") / "chain.db"
    backup(template_database, path)
    database = Database.open(path)
    for day in range(5):
        with database.unit_of_work(zone=ZONE, actor="Mai", now=datetime(2026, 11, 2 + day, 9)) as uow:
            uow.dossiers.add(who(f"C-{day}"), [Event(datetime(2026, 11, 2 + day, 8), Accepted(None))])
            uow.commit()
    database.close()
    return path
