"""Proof that a record is good: as a file, as a history, and as what its locked periods said."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import NOW, ZONE
from tests.engines import tamper
from tests.services.desks import desk_over, particulars, writing
from tests.storage.histories import FIRST_DAY, Told, dossiers

from motcua_tui.domain.codes import Channel, JudgeBy
from motcua_tui.domain.dossier import Particulars
from motcua_tui.domain.events import Accepted, Amended, Event
from motcua_tui.domain.periods import Preset
from motcua_tui.errors import StorageError
from motcua_tui.services import locking, undoing, verbs
from motcua_tui.services.desk import Desk
from motcua_tui.services.proving import prove
from motcua_tui.services.reporting import Question
from motcua_tui.storage.database import Database
from motcua_tui.storage.journal import head
from motcua_tui.storage.place import Place
from motcua_tui.storage.reads import locks as lock_reads
from motcua_tui.storage.reads.office import sizes

NOVEMBER = Preset.parse("cal:2026-11")


@pytest.fixture
def filled(database: Database) -> Database:
    with database.unit_of_work(zone=ZONE, actor="Mai", now=NOW) as uow:
        for n in range(7):
            who = Particulars(code=f"A-{n}", procedure_version=1, applicant="Nguyễn Thị Hòa")
            uow.dossiers.add(who, [Event(NOW, Accepted(date(2026, 12, 1)))])
        uow.commit()
    return database


def problems(place: Place) -> list[str]:
    return [problem.what for problem in prove(place).problems]


def test_prove_when_a_record_is_sound_then_nothing_is_found_or_changed(filled: Database) -> None:
    told: list[tuple[int, int | None]] = []
    found = prove(filled.place, lambda done, total: told.append((done, total)))
    assert (found.problems, found.notes, found.chain) == ((), (), head(filled.reader()))
    assert told == [(7, 7)]
    assert sizes(filled.reader()).dossiers == 7


def test_prove_when_there_is_no_file_then_it_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(StorageError):
        prove(tmp_path / "a.db")
    assert not (tmp_path / "a.db").exists()


def test_prove_when_it_is_no_database_then_it_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.db").write_bytes(b"no database" * 99)
    (problem,) = problems(tmp_path / "a.db")
    assert "không phải" in problem


@pytest.mark.parametrize(
    ("statements", "said"),
    [
        (["UPDATE dossier SET lawful_due = lawful_due + 1 WHERE id = 2"], "không khớp với lịch sử: A-1."),
        (["UPDATE dossier SET state = 3"], "A-0, A-1, A-2, A-3, A-4 … (+2)"),
        (
            ["DELETE FROM dossier_event WHERE dossier_id = 1"],
            "không khớp với lịch sử: A-0. Lịch sử bị sửa sau khi ghi: lần ghi số 2",
        ),
        (
            ["INSERT INTO dossier_earlier VALUES (2, 9, 40, 9, 40, NULL, NULL, NULL, NULL)"],
            "không khớp với lịch sử: A-1. Bảng đếm sẵn không khớp với hồ sơ",
        ),
        (["UPDATE dossier_summary SET n = n + 1"], "Bảng đếm sẵn không khớp với hồ sơ; đếm lại bằng:"),
        (["DELETE FROM dossier_summary"], "Bảng đếm sẵn không khớp với hồ sơ; đếm lại bằng:"),
        pytest.param(
            ["UPDATE dossier SET officer_id = 9 WHERE id = 3"],
            "bảng officer",
            marks=pytest.mark.file_only("a server keeps its references by itself"),
        ),
        pytest.param(
            ["DROP TRIGGER dossier_fts_update", "UPDATE dossier SET search = 'khác'"],
            "Chỉ mục tìm kiếm",
            marks=pytest.mark.file_only("a server's index is over the column itself"),
        ),
    ],
)
def test_prove_when_something_is_wrong_then_it_is_named(
    filled: Database, statements: list[str], said: str
) -> None:
    tamper(filled, *statements)
    assert said in " ".join(problems(filled.place))
    assert prove(filled.place).chain is None


@pytest.mark.file_only("the pages of a file")
def test_prove_when_the_structure_is_broken_then_it_says_so(filled: Database) -> None:
    tamper(filled, "PRAGMA journal_mode = DELETE")
    assert filled.path is not None
    content = bytearray(filled.path.read_bytes())
    content[len(content) // 2 :] = b"\x55" * (len(content) - len(content) // 2)
    filled.path.write_bytes(content)
    assert any("hỏng" in problem for problem in problems(filled.place))


# what a locked period said


@pytest.fixture
def locked(small_desk: Desk) -> Desk:
    """October of a desk, locked: B-1 finished, B-2 open, both handed in directly."""
    for code in ("B-1", "B-2"):
        verbs.accept(small_desk, particulars(code), datetime(2026, 10, 1, 9))
    verbs.finish(small_desk, "B-1", datetime(2026, 10, 5, 9))
    locking.lock(small_desk, Question.of(small_desk, Preset.parse("cal:2026-10")))
    return small_desk


def test_prove_when_a_locked_period_was_edited_since_then_it_is_told_and_no_fault(locked: Desk) -> None:
    verbs.finish(locked, "B-2", datetime(2026, 10, 6, 9))
    undoing.undo(locked, "B-1")
    found = prove(locked.database.place)
    assert found.problems == ()
    (note,) = found.notes
    assert "2 hồ sơ" in note
    assert "period diff" in note


def test_prove_when_an_unlocked_period_was_edited_then_nothing_is_told(locked: Desk) -> None:
    verbs.finish(locked, "B-2", datetime(2026, 10, 6, 9))
    (lock,) = locking.locks(locked)
    locking.unlock(locked, lock, "báo cáo lại")
    found = prove(locked.database.place)
    assert (found.problems, found.notes) == ((), ())


def amend(desk: Desk, code: str, channel: Channel) -> None:
    with writing(desk) as uow:
        dossier = uow.dossiers.get(code)
        before = dossier.particulars.channel
        uow.dossiers.append(
            dossier,
            [Event(desk.now(), Amended("channel", before, channel))],
            particulars=replace(dossier.particulars, channel=channel),
        )
        uow.commit()


def test_prove_when_a_channel_was_put_right_since_then_that_of_then_is_counted(locked: Desk) -> None:
    amend(locked, "B-1", Channel.POST)
    amend(locked, "B-1", Channel.ONLINE_FULL)
    assert prove(locked.database.place).problems == ()
    (lock,) = locking.locks(locked)
    locking.unlock(locked, lock, "báo cáo lại")
    locking.lock(locked, Question.of(locked, Preset.parse("cal:2026-10")))
    amend(locked, "B-1", Channel.DIRECT)
    undoing.undo(locked, "B-1")
    amend(locked, "B-2", Channel.POST)
    assert prove(locked.database.place).problems == ()


def test_prove_when_a_channel_was_changed_behind_the_history_then_the_dossier_is_named(locked: Desk) -> None:
    tamper(locked.database, "UPDATE dossier SET channel = 2 WHERE code = 'B-2'")
    summary, period = problems(locked.database.place)
    assert summary.startswith("Bảng đếm sẵn không khớp với hồ sơ")
    assert period.startswith("Số liệu kỳ")
    assert period.endswith("không khớp với lịch sử lúc khóa: B-2.")


@pytest.mark.parametrize("forget", ["B-1", "B-2"])
def test_prove_when_a_lock_was_written_anew_with_its_hash_then_the_dossier_is_named(
    locked: Desk, forget: str
) -> None:
    """Even where whoever did it made the hash fit: the history does not tell what the lock says."""
    reader = locked.database.reader()
    ((dossier, ledger),) = reader.execute(
        "SELECT d.id, p.ledger FROM dossier d CROSS JOIN locked_period p WHERE d.code = ?", (forget,)
    )
    rows = [[*rest, [one for one in ids if one != dossier]] for *rest, ids in json.loads(ledger)]
    tamper(locked.database, f"UPDATE locked_period SET ledger = '{json.dumps(rows)}'")  # noqa: S608
    tamper(locked.database, f"UPDATE locked_period SET hash = '{lock_reads.sealed(reader, 1)}'")  # noqa: S608
    (problem,) = problems(locked.database.place)
    assert problem.endswith(f"không khớp với lịch sử lúc khóa: {forget}.")


def test_prove_when_a_locked_dossier_is_gone_then_its_number_is_told(locked: Desk) -> None:
    tamper(
        locked.database,
        "DELETE FROM dossier_event WHERE dossier_id = 2",
        "DELETE FROM dossier WHERE id = 2",
    )
    assert any(
        "không khớp với lịch sử lúc khóa: #2." in problem for problem in problems(locked.database.place)
    )


@settings(max_examples=min(20, settings().max_examples))
@given(told=dossiers(most=6), judge_by=st.sampled_from(JudgeBy), data=st.data())
def test_prove_when_anything_is_recorded_after_a_lock_then_the_lock_still_holds(
    new_database: Callable[[], Database],
    told: list[Told],
    judge_by: JudgeBy,
    data: st.DataObject,
) -> None:
    database = new_database()
    after = datetime.combine(FIRST_DAY + timedelta(days=40), time(9))
    desk = desk_over(database, after)
    parts = [(one, data.draw(st.integers(0, len(one.events)))) for one in told]

    def record(events: Sequence[tuple[Told, Sequence[Event]]]) -> None:
        with writing(desk) as uow:
            for one, new in events:
                known = uow.dossiers.find(one.particulars.code)
                if known is not None and new:
                    uow.dossiers.append(known, new)
                elif new:
                    uow.dossiers.add(one.particulars, new)
            uow.commit()

    record([(one, one.events[:known]) for one, known in parts])
    locking.lock(desk, replace(Question.of(desk, NOVEMBER), judge_by=judge_by))
    record([(one, one.events[known:]) for one, known in parts])
    assert prove(database.place).problems == ()
