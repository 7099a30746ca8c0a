from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from tests.services.desks import writing

from motcua_tui.bootstrap import desk_of, reread
from motcua_tui.domain.calendar import CalendarDay
from motcua_tui.domain.codes import DayKind
from motcua_tui.domain.dossier import Particulars
from motcua_tui.domain.events import Accepted, DueMoved, Event, Undone
from motcua_tui.domain.limits import TimeLimit
from motcua_tui.domain.periods import Period
from motcua_tui.errors import InputError, NotFoundError
from motcua_tui.services import browse, office, verbs
from motcua_tui.services.calendar_changes import DueMove, move, moves, outdated
from motcua_tui.services.desk import Desk
from motcua_tui.storage.database import Database
from motcua_tui.storage.place import Place
from motcua_tui.storage.reads import load

SWAP = (
    CalendarDay(date(2026, 11, 23), DayKind.OFF, "Nghỉ hoán đổi", date(2026, 11, 28), "TB 1/2026"),
    CalendarDay(date(2026, 11, 28), DayKind.WORK, "Làm bù", date(2026, 11, 23), "TB 1/2026"),
)
REASON = "Hoán đổi ngày làm việc"


@pytest.fixture
def desk(database_place: Place) -> Iterator[Desk]:
    """Friday 20/11/2026; no day is off but weekends and what is shipped (24/11)."""
    database = Database.open(database_place)
    with database.unit_of_work(zone="Asia/Ho_Chi_Minh", actor="Mai", now=datetime(2026, 11, 1, 8)) as uow:
        uow.calendar.put(
            [CalendarDay(date(2026, 11, 24), DayKind.OFF, "Ngày Văn hóa", source="NQ 28/2026/QH16")]
        )
        uow.commit()
    yield desk_of(database, "2026-11-20")
    database.close()


def accept(desk: Desk, code: str, at: str, procedure: int = 1, **how: object) -> None:
    particulars = Particulars(code=code, procedure_version=procedure, applicant=f"Người nộp {code}")
    verbs.accept(desk, particulars, datetime.fromisoformat(at), **how)  # type: ignore[arg-type]  # as verbs.accept


def swapped(desk: Desk) -> Desk:
    office.put_days(desk, SWAP)
    return reread(desk)


def test_moves_when_a_day_becomes_off_then_lists_computed_dates_old_and_new(desk: Desk) -> None:
    accept(desk, "A", "2026-11-16T08:00")  # 17, 18, 19, 20, 23 → five: due 23/11, becomes 25/11
    accept(desk, "B", "2026-11-12T08:00")  # due 19/11, before the change
    accept(desk, "C", "2026-11-20T08:00")  # 23, 25, 26, 27, 30: 30/11; becomes 25, 26, 27, 28, 30: the same
    accept(desk, "D", "2026-11-18T08:00", 2)  # 4: 19, 20, 23, 25; becomes 19, 20, 25, 26
    accept(desk, "M", "2026-11-16T08:00", manual_due=date(2026, 11, 23), manual_reason="theo kỳ sát hạch")
    new = swapped(desk)
    found = moves(desk, new.calendar)
    assert found == (
        DueMove("A", "Người nộp A", date(2026, 11, 23), None, date(2026, 11, 25), None),
        DueMove("D", "Người nộp D", date(2026, 11, 25), None, date(2026, 11, 26), None),
    )
    assert outdated(new) == found
    assert moves(new, new.calendar) == ()


def test_moves_when_dossiers_wait_finished_or_came_from_a_register_then_only_counted_open_ones_are_listed(
    desk: Desk,
) -> None:
    accept(desk, "F", "2026-11-16T08:00")
    verbs.finish(desk, "F", datetime(2026, 11, 19, 9))
    register = Particulars(code="R", procedure_version=1, applicant="Theo sổ")
    with writing(desk) as uow:
        uow.dossiers.add(register, [Event(datetime(2026, 11, 16, 8), Accepted(date(2026, 11, 27)))])
        uow.commit()
    accept(desk, "W", "2026-11-10T08:00")
    verbs.ask_supplement(desk, "W", datetime(2026, 11, 11, 9), "bản vẽ")
    verbs.resume(desk, "W", datetime(2026, 11, 16, 9))  # the limit began anew: due 23/11
    verbs.hand_over(desk, "W", datetime(2026, 11, 17, 9), "Phòng Xây dựng")
    new = swapped(desk)
    assert [found.code for found in moves(desk, new.calendar)] == ["W"]
    assert [found.code for found in outdated(new)] == ["W"]


def test_moves_when_the_limit_is_in_hours_then_the_time_goes_along(desk: Desk) -> None:
    with writing(desk) as uow:
        uow.catalogue.update(replace(uow.catalogue.get(1), limit=TimeLimit.parse("8 giờ làm việc")))
        uow.commit()
    accept(desk, "H", "2026-11-20T08:00")  # seven office hours on Friday, one on Monday
    new = swapped(desk)
    (found,) = moves(desk, new.calendar)
    assert (found.due_on, found.would_be) == (date(2026, 11, 23), date(2026, 11, 25))
    assert found.due_time == found.would_be_time


def test_move_when_chosen_then_only_those_get_the_new_date_with_the_reason_and_can_be_undone(
    desk: Desk,
) -> None:
    accept(desk, "A", "2026-11-16T08:00")
    accept(desk, "D", "2026-11-18T08:00", 2)
    new = swapped(desk)
    assert move(new, ["A"], f" {REASON} ") == 1
    page = browse.find(new, "A")
    assert page.dossier.standing.lawful_due == date(2026, 11, 25)
    assert page.dossier.standing.receipt_due == date(2026, 11, 23)
    assert page.dossier.events[-1].what == DueMoved(date(2026, 11, 25), None, REASON)
    assert [found.code for found in outdated(new)] == ["D"]
    assert move(new, ["A"], REASON) == 0
    with writing(new) as uow:
        moved = uow.dossiers.get("A")
        uow.dossiers.append(moved, [Event(new.now(), Undone(moved.events[-1].number))])
        uow.commit()
    assert browse.find(new, "A").dossier.standing.lawful_due == date(2026, 11, 23)
    assert [found.code for found in outdated(new)] == ["A", "D"]


def test_move_when_one_code_is_unknown_or_the_reason_is_missing_then_nothing_moves(desk: Desk) -> None:
    accept(desk, "A", "2026-11-16T08:00")
    new = swapped(desk)
    with pytest.raises(NotFoundError):
        move(new, ["A", "X"], REASON)
    with pytest.raises(InputError):
        move(new, ["A"], "  ")
    assert [found.code for found in outdated(new)] == ["A"]


def test_move_when_a_dossier_ended_meanwhile_then_it_is_left(desk: Desk) -> None:
    accept(desk, "A", "2026-11-16T08:00")
    new = swapped(desk)
    verbs.finish(new, "A", datetime(2026, 11, 20, 8))
    assert move(new, ["A"], REASON) == 0


@pytest.mark.file_only("asks for the plan of SQLite")
def test_due_by_day_when_asked_then_counts_open_dossiers_by_an_index_alone(desk: Desk) -> None:
    for code in ("A", "B"):
        accept(desk, code, "2026-11-16T08:00")
    accept(desk, "C", "2026-11-20T08:00")
    accept(desk, "F", "2026-11-16T08:00")
    verbs.finish(desk, "F", datetime(2026, 11, 19, 9))
    november = Period(date(2026, 11, 1), date(2026, 12, 1))
    reader = desk.database.reader()
    assert load.due_by_day(reader, november) == {date(2026, 11, 23): 2, date(2026, 11, 30): 1}
    assert load.due_by_day(reader, Period(date(2026, 11, 24), date(2026, 11, 30))) == {}
    plan = reader.execute(
        f"EXPLAIN QUERY PLAN {load._LOAD}",
        {"start": 1, "end": 2},
    ).fetchall()
    assert "COVERING INDEX dossier_open" in plan[0][3]


def test_reread_when_the_calendar_was_confirmed_then_knows_it(desk: Desk) -> None:
    until = desk.calendar.confirmed_until + timedelta(days=30)
    office.confirm_calendar(desk, until)
    assert reread(desk).calendar.confirmed_until == until
    assert reread(desk).today() == desk.today()
