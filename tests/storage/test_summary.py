"""``dossier_summary`` is what a count of all dossiers gives, after whatever was done to them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import NOW, ZONE
from tests.storage.histories import Told, dossiers

from motcua_tui.domain.dossier import Particulars
from motcua_tui.domain.events import Accepted, Event
from motcua_tui.domain.periods import Period
from motcua_tui.storage import summary
from motcua_tui.storage.database import Database


def is_just_them(database: Database) -> bool:
    reader = database.reader()
    return summary.stored(reader) == summary.of_those_after(reader, 0)


@given(told=dossiers(), data=st.data())
def test_summary_when_dossiers_come_at_once_and_step_by_step_then_counts_just_them(
    new_database: Callable[[], Database], told: list[Told], data: st.DataObject
) -> None:
    """Each way gives the same rows: all events at once, or first some and the rest one by one."""
    at_once, by_steps = new_database(), new_database()
    with at_once.unit_of_work(zone=ZONE, actor="Mai", now=NOW) as work:
        work.dossiers.bulk_add((d.particulars, d.events) for d in told)
        work.commit()
    with by_steps.unit_of_work(zone=ZONE, actor="Mai", now=NOW) as work:
        for dossier in told:
            begun = data.draw(st.integers(1, len(dossier.events)))
            stored = work.dossiers.add(dossier.particulars, dossier.events[:begun])
            for event in dossier.events[begun:]:
                stored = work.dossiers.append(stored, [event])
        work.commit()
    assert is_just_them(at_once)
    assert is_just_them(by_steps)
    assert summary.stored(at_once.reader()) == summary.stored(by_steps.reader())
    earlier = "SELECT * FROM dossier_earlier ORDER BY dossier_id, from_on"
    assert at_once.reader().execute(earlier).fetchall() == by_steps.reader().execute(earlier).fetchall()


def test_summary_when_it_was_changed_behind_the_programs_back_then_a_recount_mends_it(
    fill: Callable[[list[Told]], Database],
) -> None:
    accepted = (Event(datetime(2026, 11, 3, 8), Accepted(date(2026, 11, 10)), 1),)
    database = fill([Told(Particulars(code="A-1", procedure_version=1, applicant="A"), accepted)])
    with database.writing() as connection:
        connection.execute("UPDATE dossier_summary SET n = n + 1")
    assert not is_just_them(database)
    with database.unit_of_work(zone=ZONE, actor="Mai", now=NOW) as work:
        work.dossiers.recount()
        work.commit()
    assert is_just_them(database)


@pytest.mark.parametrize(
    ("first", "last", "whole"),
    [
        ((2026, 9, 1), (2026, 9, 30), True),
        ((2026, 8, 15), (2026, 9, 14), True),
        ((2025, 12, 21), (2026, 1, 20), True),
        ((2025, 12, 15), (2026, 12, 14), True),
        ((2024, 2, 1), (2024, 2, 29), True),
        ((2026, 9, 2), (2026, 9, 30), False),
        ((2026, 9, 1), (2026, 9, 29), False),
        ((2026, 9, 18), (2026, 9, 24), False),
    ],
)
def test_period_of_whole_months_begins_and_ends_at_a_border(
    first: tuple[int, int, int], last: tuple[int, int, int], whole: bool
) -> None:
    period = Period(date(*first), date(*last) + timedelta(days=1))
    assert summary.has_whole_months(period) is whole
