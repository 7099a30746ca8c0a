"""The first screen of the morning, against the lists behind its counts."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from tests.services.desks import ARCHITECT, NOW, at, particulars

from motcua_tui import bootstrap, locations
from motcua_tui.services import browse, verbs
from motcua_tui.services.browse import View
from motcua_tui.services.desk import Desk
from motcua_tui.services.today import WEEKS, morning, next_day_off
from motcua_tui.storage.backup import backup
from motcua_tui.storage.reads.dossiers import Sort


def test_morning_when_the_desk_is_empty_then_zeros_and_no_next_step(small_desk: Desk) -> None:
    found = morning(small_desk)
    assert (found.counts.open_total, found.longest_overdue, found.next_acceptance) == (0, 0, None)
    assert (found.next_steps, found.weeks) == ((), ((0, 0),) * WEEKS)
    assert (found.cut_off, found.send_by) == (date(2026, 12, 14), date(2026, 12, 20))


@pytest.mark.parametrize("today", ["2026-11-23", "2026-11-21", "2026-11-24", "2026-09-01", "2018-06-01"])
def test_morning_when_any_day_then_every_count_is_the_length_of_its_list(tmp_path: Path, today: str) -> None:
    path = tmp_path / "sample.db"
    backup(locations.sample_database(), path)
    desk = bootstrap.open_desk(str(path), today)
    counts = morning(desk).counts
    lengths = {view: browse.count(desk, browse.query(desk, view)) for view in View if view is not View.ALL}
    assert lengths == {
        View.OVERDUE: counts.overdue,
        View.DUE_TODAY: counts.due_today,
        View.NEAR: counts.near,
        View.TO_ACCEPT: len(counts.to_accept),
        View.MUST_APOLOGISE: counts.must_apologise_today,
        View.WAITING: counts.waiting,
        View.LATE_UNAPOLOGISED: counts.late_unapologised,
        View.TO_COLLECT: counts.to_collect,
        View.SILENT: counts.silent,
        View.OPEN: counts.open_total,
    }
    desk.database.close()


def test_morning_when_some_are_late_then_how_late_the_oldest_is(small_desk: Desk) -> None:
    verbs.accept(small_desk, particulars("A-1"), datetime(2026, 11, 2, 9))  # due Monday 9 November
    verbs.accept(small_desk, particulars("A-2"), datetime(2026, 11, 10, 9))
    found = morning(small_desk)
    assert (found.counts.overdue, found.longest_overdue) == (2, 10)
    assert [row.line.code for row in found.next_steps] == ["A-1", "A-2"]


def test_morning_when_online_dossiers_wait_then_the_first_to_run_out(small_desk: Desk) -> None:
    verbs.submit(small_desk, particulars("A-1"), datetime(2026, 11, 20, 15))
    verbs.submit(small_desk, particulars("A-2"), datetime(2026, 11, 23, 8))
    found = morning(small_desk)
    assert found.next_acceptance is not None
    # 2 h on Friday, 6 h on Monday of office time 07:30–11:30 and 13:30–17:00
    assert found.next_acceptance.due_at == datetime(2026, 11, 23, 15, 30)
    assert len(found.counts.to_accept) == 2


def test_morning_when_a_dossier_waits_for_the_applicant_then_it_is_no_next_step(small_desk: Desk) -> None:
    verbs.accept(small_desk, particulars("A-1"), datetime(2026, 11, 17, 9))
    verbs.accept(small_desk, particulars("A-2", ARCHITECT), datetime(2026, 11, 18, 9))
    verbs.ask_supplement(small_desk, "A-1", NOW, "bản vẽ")
    found = morning(small_desk)
    assert [row.line.code for row in found.next_steps] == ["A-2"]
    assert found.counts.waiting == 1
    assert len(browse.window(small_desk, browse.query(small_desk, View.OPEN), Sort(), 0, 9)) == 2


def test_morning_when_weeks_are_counted_then_received_and_finished(small_desk: Desk) -> None:
    verbs.accept(small_desk, particulars("A-1"), datetime(2026, 11, 15, 9))  # a Sunday
    verbs.accept(small_desk, particulars("A-2"), datetime(2026, 11, 16, 9))
    verbs.finish(small_desk, "A-1", NOW)
    assert morning(small_desk).weeks[-3:] == ((1, 0), (1, 0), (0, 1))


@pytest.mark.parametrize(
    ("day", "off"), [(16, None), (17, date(2026, 11, 24)), (23, date(2026, 11, 24)), (24, None)]
)
def test_next_day_off_when_within_a_week_then_it(small_desk: Desk, day: int, off: date | None) -> None:
    assert next_day_off(at(small_desk, day)) == off
