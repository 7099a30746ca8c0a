from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

from hypothesis import given
from tests.engines import examples
from tests.storage.histories import Told, days, dossiers

from motcua_tui.domain import events as ev
from motcua_tui.domain.codes import Outcome, State
from motcua_tui.domain.dossier import Particulars
from motcua_tui.domain.events import Event
from motcua_tui.domain.timeliness import Timeliness
from motcua_tui.storage.database import Database
from motcua_tui.storage.reads import dossiers as lists
from motcua_tui.storage.reads.badges import Ageing, Badges, badges
from motcua_tui.storage.reads.dossiers import DossierQuery

Fill = Callable[[list[Told]], Database]

MONDAY = date(2026, 11, 23)


def read(database: Database, today: date, soon_until: date | None = None) -> Badges:
    return badges(
        database.reader(),
        today=today,
        near_until=today + timedelta(days=2),
        apologise_until=today + timedelta(days=1),
        silent_before=today - timedelta(days=5),
        zone="Asia/Ho_Chi_Minh",
        soon_until=soon_until,
    )


@examples(40)
@given(told=dossiers(), today=days)
def test_badges_of_random_dossiers_are_the_counts_of_the_lists_they_open(
    fill: Fill, told: list[Told], today: date
) -> None:
    database = fill(told)
    found = read(database, today, soon_until=today + timedelta(days=7))
    query = DossierQuery(today=today, near_until=today + timedelta(days=2))

    def count(query: DossierQuery) -> int:
        return lists.count(database.reader(), query)

    def judged(timeliness: Timeliness) -> int:
        return count(replace(query, timeliness=frozenset({timeliness})))

    assert found.open_total == count(replace(query, open=True))
    assert found.overdue == judged(Timeliness.OVERDUE)
    assert found.due_today == judged(Timeliness.DUE_TODAY)
    assert found.near == judged(Timeliness.NEAR)
    assert len(found.to_accept) == count(replace(query, states=frozenset({State.SUBMITTED})))
    assert found.waiting == count(replace(query, states=frozenset({State.AWAITING_SUPPLEMENT})))
    assert found.wait_ends_soon == count(replace(query, wait_ends_by=today + timedelta(days=1)))
    assert found.must_apologise_today == count(replace(query, apologise_until=today + timedelta(days=1)))
    assert found.late_unapologised == count(replace(query, unapologised=True))
    assert found.to_collect == count(replace(query, states=frozenset({State.RESULT_READY})))
    assert found.silent == count(replace(query, open=True, silent_before=today - timedelta(days=5)))


@examples(40)
@given(told=dossiers(), today=days)
def test_ageing_of_random_dossiers_adds_up_to_all_open_ones(
    fill: Fill, told: list[Told], today: date
) -> None:
    found = read(fill(told), today, soon_until=today + timedelta(days=7))
    ageing = found.ageing
    parts = (ageing.overdue, ageing.due_today, ageing.near, ageing.soon, ageing.later, ageing.waiting)
    assert min(parts) >= 0
    assert sum(parts) == found.open_total


def open_since(code: str, due_on: date | None, *more: ev.Happening) -> Told:
    accepted = Event(datetime(2026, 11, 2, 8), ev.Accepted(due_on), 1)
    later = [Event(datetime(2026, 11, 20, 8), what, place) for place, what in enumerate(more, 2)]
    return Told(Particulars(code=code, procedure_version=1, applicant="A"), (accepted, *later))


def test_badges_of_a_morning(fill: Fill) -> None:
    submitted = Told(
        Particulars(code="S", procedure_version=1, applicant="A"),
        (Event(datetime(2026, 11, 23, 7, 45), ev.Submitted(), 1),),
    )
    found = read(
        fill(
            [
                submitted,
                open_since("A", date(2026, 11, 17)),
                open_since("B", date(2026, 11, 19), ev.ReDated(date(2026, 12, 1), "chậm")),
                open_since("C", MONDAY),
                open_since("D", date(2026, 11, 24)),
                open_since("E", date(2026, 11, 27)),
                open_since("F", date(2026, 12, 30)),
                open_since("G", None),
                open_since("H", date(2026, 11, 21), ev.SupplementAsked("x", complete_by=date(2026, 11, 24))),
                open_since("I", date(2026, 11, 18), ev.ResultReady(Outcome.GRANTED)),
                open_since("K", date(2026, 11, 25), ev.ResultReady(Outcome.GRANTED), ev.Returned()),
            ]
        ),
        MONDAY,
        soon_until=date(2026, 11, 27),
    )
    assert found == Badges(
        open_total=8,
        overdue=2,
        oldest_overdue_due=date(2026, 11, 17),
        due_today=1,
        near=1,
        to_accept=(datetime(2026, 11, 23, 7, 45),),
        waiting=1,
        wait_ends_soon=1,
        must_apologise_today=1,
        late_unapologised=2,
        to_collect=1,
        silent=6,
        ageing=Ageing(overdue=2, due_today=1, near=1, soon=1, later=2, waiting=1),
    )


def test_badges_of_an_empty_desk_are_all_nothing(database: Database) -> None:
    found = read(database, MONDAY)
    assert (found.open_total, found.overdue, found.oldest_overdue_due, found.to_accept) == (0, 0, None, ())
