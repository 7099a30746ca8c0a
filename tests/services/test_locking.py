"""Locked periods over a real database: what is kept, what differs since, and what breaks the chain."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Final

import pytest
from tests.engines import tamper
from tests.services.desks import ARCHITECT, BUILDING, particulars, writing

from motcua_tui.domain import events as ev
from motcua_tui.domain.codes import Channel, Outcome
from motcua_tui.domain.ledger import Judgement, Status
from motcua_tui.domain.periods import Preset, ReportingPeriod
from motcua_tui.domain.profiles import ProfileName
from motcua_tui.errors import ConflictError, InputError, NotFoundError, RuleError, StorageError
from motcua_tui.services import browse, locking, reporting, undoing, verbs
from motcua_tui.services.desk import Desk
from motcua_tui.services.importing.dossiers import import_dossiers
from motcua_tui.services.locking import Difference
from motcua_tui.services.proving import prove
from motcua_tui.services.reporting import By, Question
from motcua_tui.storage.database import Database

SEPTEMBER: Final = Preset.parse("2026-09")
"""15 August to 14 September 2026."""
OCTOBER: Final = Preset.parse("2026-10")


def moment(day: str, hour: int = 9) -> datetime:
    return datetime.fromisoformat(f"{day}T{hour:02}:00")


@pytest.fixture
def desk(small_desk: Desk) -> Desk:
    """Three dossiers of September: B-1 granted early, B-2 late, B-3 still open."""
    for code, version in (("B-1", BUILDING), ("B-2", ARCHITECT), ("B-3", BUILDING)):
        verbs.accept(small_desk, particulars(code, version), moment("2026-09-01"))
    verbs.finish(small_desk, "B-1", moment("2026-09-03"))
    verbs.finish(small_desk, "B-2", moment("2026-09-11"))
    return small_desk


def question(desk: Desk, reporting_period: ReportingPeriod = SEPTEMBER) -> Question:
    return Question.of(desk, reporting_period)


def differs(desk: Desk) -> Difference:
    return locking.difference(desk, locking.find(desk, SEPTEMBER))


def totals(found: Difference) -> dict[str, tuple[int, int]]:
    return {change.figure: (change.was, change.now) for change in found.figures if change.row is None}


def test_lock_when_made_then_report_sentences_and_forms_are_kept_as_they_were(desk: Desk) -> None:
    before = reporting.report(desk, replace(question(desk), by=By.FIELD))
    lock = locking.lock(desk, question(desk)).lock
    verbs.finish(desk, "B-3", moment("2026-09-04"))
    sent = locking.issue(desk, lock)
    issued = locking.issued_report(desk, lock)
    assert (issued.total, issued.rows) == (before.total, before.rows)
    assert set(sent.texts) == {"a", "b", "c"}
    assert "3 hồ sơ" in sent.texts["c"]
    assert {name: content[:2] for name, content in sent.files.items()} == {
        "07a-2026-09.docx": b"PK",
        "07a-2026-09.xlsx": b"PK",
    }
    assert (lock.actor, lock.locked_at, lock.profile) == ("Mai", desk.now(), ProfileName.FORM_07A)


def test_difference_when_nothing_was_recorded_then_there_is_none(desk: Desk) -> None:
    locking.lock(desk, question(desk))
    found = differs(desk)
    assert not found.differs
    assert not found.late
    standing = locking.standing(desk, reporting.report(desk, question(desk)))
    assert standing is not None
    assert (standing.figures, standing.late) == (0, 0)


def test_difference_when_a_result_is_entered_back_then_figures_dossier_and_event_are_named(
    desk: Desk,
) -> None:
    locking.lock(desk, question(desk))
    done = verbs.finish(desk, "B-3", moment("2026-09-04"))
    assert any("2026" in warning and "Tháng 9/2026" in warning for warning in done.warnings)
    found = differs(desk)
    assert totals(found) == {
        "finished.total": (2, 3),
        "finished.early": (1, 2),
        "pending.total": (1, 0),
        "pending.overdue": (1, 0),
    }
    rows = {change.row for change in found.figures}
    assert rows == {None, "Hoạt động xây dựng"}
    (change,) = found.dossiers.values()
    assert change.code == "B-3"
    assert change.was is not None
    assert change.now is not None
    assert (change.was.cell.status, change.now.cell.judgement) == (Status.PENDING, Judgement.EARLY)
    (cause,) = change.causes
    assert isinstance(cause.event.what, ev.ResultReady)
    assert (cause.event.number, cause.event.on, cause.recorded_at) == (2, date(2026, 9, 4), desk.now())
    assert [late.code for late in found.late] == ["B-3"]


def test_difference_when_a_dossier_is_accepted_back_then_it_came_from_nowhere(desk: Desk) -> None:
    locking.lock(desk, question(desk))
    verbs.accept(desk, particulars("B-9"), moment("2026-09-14"))
    (change,) = differs(desk).dossiers.values()
    assert change.was is None
    assert [type(cause.event.what) for cause in change.causes] == [ev.Accepted]


def test_difference_when_a_result_is_undone_then_the_undoing_is_the_cause(desk: Desk) -> None:
    locking.lock(desk, question(desk))
    undone = undoing.undo(desk, "B-1")
    assert undone.warnings
    found = differs(desk)
    (change,) = found.dossiers.values()
    assert [type(cause.event.what) for cause in change.causes] == [ev.Undone]
    assert found.late == ()  # the undoing itself happened today
    undoing.redo(desk, "B-1")
    assert not differs(desk).differs


def test_difference_when_two_dossiers_change_places_then_both_are_named_and_no_figure(desk: Desk) -> None:
    verbs.accept(desk, particulars("B-4"), moment("2026-09-01"))
    locking.lock(desk, question(desk))
    undoing.undo(desk, "B-1")
    verbs.finish(desk, "B-4", moment("2026-09-03"))
    found = differs(desk)
    assert found.figures == ()
    assert {change.code for change in found.dossiers.values()} == {"B-1", "B-4"}
    assert found.differs


def test_difference_when_what_came_later_moves_nothing_then_it_is_listed_all_the_same(desk: Desk) -> None:
    locking.lock(desk, question(desk))
    verbs.hand_over(desk, "B-3", moment("2026-09-05"), "Phòng Xây dựng")
    verbs.ask_supplement(desk, "B-3", moment("2026-10-01"), "Bản vẽ")
    found = differs(desk)
    assert not found.differs
    assert [type(late.event.what) for late in found.late] == [ev.HandedOver]


def test_difference_when_the_catalogue_was_put_right_then_no_event_is_blamed(desk: Desk) -> None:
    locking.lock(desk, question(desk))
    with writing(desk) as uow:
        uow.catalogue.update(replace(uow.catalogue.get(ARCHITECT), field="Quy hoạch"))
        uow.commit()
    found = differs(desk)
    assert totals(found) == {}
    assert {change.row for change in found.figures} == {"Kiến trúc", "Quy hoạch"}
    (change,) = found.dossiers.values()
    assert (change.code, change.causes) == ("B-2", ())


def test_difference_when_the_channel_was_put_right_then_the_amendment_is_the_cause(desk: Desk) -> None:
    locking.lock(desk, question(desk))
    with writing(desk) as uow:
        known = uow.dossiers.get("B-1")
        amended = ev.Event(desk.now(), ev.Amended("channel", Channel.DIRECT, Channel.POST))
        now = replace(known.particulars, channel=Channel.POST)
        uow.dossiers.append(known, [amended], particulars=now)
        uow.commit()
    found = differs(desk)
    assert totals(found) == {"received.direct": (3, 2), "received.post": (0, 1)}
    (change,) = found.dossiers.values()
    assert [type(cause.event.what) for cause in change.causes] == [ev.Amended]


def test_difference_when_stored_figures_were_tampered_with_then_it_is_said(desk: Desk) -> None:
    locking.lock(desk, question(desk))
    for statement, refused in (
        ("UPDATE locked_period SET text = '{}'", "never changed"),
        ("DELETE FROM locked_file", "never deleted"),
    ):
        with pytest.raises(StorageError, match=refused), desk.database.writing() as raw:
            raw.execute(statement)
    tamper(desk.database, "UPDATE locked_file SET content = 'x' WHERE name LIKE '%.docx'")
    found = differs(desk)
    assert not found.intact
    assert found.differs
    (problem,) = prove(desk.database.place).problems
    assert "lần khóa số 1" in problem.what


def test_lock_when_the_period_runs_or_is_locked_then_it_is_refused(desk: Desk) -> None:
    with pytest.raises(RuleError, match="chưa kết thúc"):
        locking.lock(desk, question(desk, Preset.parse("2026-q4")))
    locking.lock(desk, question(desk))
    with pytest.raises(ConflictError, match="đã khóa"):
        locking.lock(desk, question(desk))
    other = locking.lock(desk, replace(question(desk), profile=ProfileName.SEPARATE)).lock
    assert locking.find(desk, SEPARATE_OR_NOT, ProfileName.SEPARATE) == other
    assert locking.find(desk, SEPTEMBER).profile is ProfileName.FORM_07A


SEPARATE_OR_NOT: Final = ReportingPeriod.free(date(2026, 8, 15), date(2026, 9, 14))
"""The days of September: a lock is found by its days, whatever they are called."""


def test_lock_when_the_last_day_is_today_or_days_are_shared_then_there_is_a_warning(desk: Desk) -> None:
    assert locking.lock(desk, question(desk)).warnings == ()
    quarter = locking.lock(desk, question(desk, Preset.parse("2026-q3")))
    assert quarter.warnings == ()  # it holds the whole month
    shares = ReportingPeriod.free(date(2026, 9, 1), date(2026, 9, 30))
    assert len(locking.lock(desk, question(desk, shares)).warnings) == 2
    running = ReportingPeriod.free(date(2026, 11, 1), desk.today())
    (warning,) = locking.lock(desk, question(desk, running)).warnings
    assert "Hôm nay" in warning


def test_unlock_when_there_is_a_reason_then_the_lock_is_history(desk: Desk) -> None:
    lock = locking.lock(desk, question(desk)).lock
    with pytest.raises(InputError):
        locking.unlock(desk, lock, " \u200b ")
    ended = locking.unlock(desk, lock, "Gửi lại theo công văn")
    assert (ended.active, ended.unlocked_by, ended.unlock_reason) == (False, "Mai", "Gửi lại theo công văn")
    assert locking.locks(desk) == ()
    assert locking.locks(desk, unlocked=True) == (ended,)
    with pytest.raises(ConflictError):
        locking.unlock(desk, lock, "lần nữa")
    with pytest.raises(NotFoundError):
        locking.find(desk, SEPTEMBER)
    with pytest.raises(NotFoundError):
        locking.get(desk, 99)
    assert locking.standing(desk, reporting.report(desk, question(desk))) is None
    again = locking.lock(desk, question(desk)).lock
    assert again.id != lock.id
    assert locking.get(desk, lock.id) == ended


def test_verbs_when_the_day_is_not_in_a_locked_period_then_there_is_no_warning(desk: Desk) -> None:
    assert verbs.hand_over(desk, "B-3", moment("2026-09-02"), "Phòng").warnings == ()
    lock = locking.lock(desk, question(desk)).lock
    assert verbs.finish(desk, "B-3", moment("2026-09-15"), dry=True).warnings == ()
    assert verbs.finish(desk, "B-3", moment("2026-09-14"), dry=True).warnings
    locking.unlock(desk, lock, "Gửi lại")
    assert verbs.finish(desk, "B-3", moment("2026-09-14"), dry=True).warnings == ()


def test_chain_when_the_period_before_was_sent_then_its_open_dossiers_are_compared(desk: Desk) -> None:
    october = question(desk, OCTOBER)
    alone = locking.chain(desk, reporting.report(desk, october))
    assert (alone.carried_over, alone.pending_before, alone.sent, alone.holds) == (1, 1, None, True)
    locking.lock(desk, question(desk))
    sent = locking.chain(desk, reporting.report(desk, october))
    assert (sent.sent, sent.breaking, sent.holds) == (1, (), True)
    verbs.finish(desk, "B-3", moment("2026-09-04"))
    verbs.accept(desk, particulars("B-5"), moment("2026-09-10"))
    broken = locking.chain(desk, reporting.report(desk, october))
    assert (broken.carried_over, broken.pending_before, broken.sent) == (1, 1, 1)
    assert broken.breaking == ("B-3", "B-5")
    assert not broken.holds
    listed = locking.dossiers_named(desk, broken.breaking)
    assert browse.count(desk, listed) == 2


def test_save_files_when_asked_then_writes_the_forms_as_issued(desk: Desk, tmp_path: Path) -> None:
    lock = locking.lock(desk, question(desk)).lock
    paths = locking.save_files(desk, lock, tmp_path)
    assert {path.name: path.read_bytes() for path in paths} == dict(locking.issue(desk, lock).files)


def test_lock_when_the_others_count_as_on_time_then_that_stays_with_it(
    desk: Desk, database: Database
) -> None:
    verbs.finish(desk, "B-3", moment("2026-09-10"), Outcome.REFUSED, reason="Không đủ điều kiện")
    generous = replace(desk, settings=replace(desk.settings, others_as_on_time=True))
    lock = locking.lock(generous, question(generous)).lock
    assert locking.issued_report(desk, lock).total["finished.on_time"] == 1
    assert not locking.difference(desk, lock).differs


def test_import_when_a_row_goes_back_into_a_locked_period_then_it_is_warned_of(
    desk: Desk, tmp_path: Path
) -> None:
    register = tmp_path / "sổ.csv"
    register.write_text(
        "Mã hồ sơ;Ngày tiếp nhận;Thủ tục\nC-1;14/09/2026;1.013233\nC-2;15/09/2026;1.013233\n",
        encoding="utf-8",
    )
    free = import_dossiers(desk, register, dry_run=True)
    assert not any("khóa" in warning.why for warning in free.warnings)
    locking.lock(desk, question(desk))
    told = import_dossiers(desk, register, dry_run=True)
    assert [warning.row for warning in told.warnings if "kỳ đã khóa" in warning.why] == [2]
