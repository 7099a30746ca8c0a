"""The backlog by age, against counting the working days of each pending dossier."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random

import pytest
from tests.services.desks import particulars, writing

from motcua_tui.domain import events as ev
from motcua_tui.domain.periods import ReportingPeriod
from motcua_tui.services import backlog, browse
from motcua_tui.services.desk import Desk
from motcua_tui.services.reporting import Question

FIRST = date(2026, 8, 1)


@pytest.mark.parametrize("last", [date(2026, 11, 20), date(2026, 11, 22), date(2026, 9, 1)])
def test_each_pending_dossier_is_in_the_class_of_its_working_days(small_desk: Desk, last: date) -> None:
    rng = Random(7)
    days = [FIRST + timedelta(days=rng.randrange(112)) for _ in range(60)]
    with writing(small_desk) as uow:
        for number, day in enumerate(days):
            accepted = ev.Accepted(day + timedelta(days=rng.randrange(1, 60)))
            uow.dossiers.add(
                particulars(f"A-{number}"),
                (ev.Event(datetime.combine(day, datetime.min.time()), accepted, 1),),
            )
        uow.commit()
    question = Question.of(small_desk, ReportingPeriod.free(FIRST, last))

    ages = backlog.ages(small_desk, question)

    worked = [small_desk.calendar.count(day, last) for day in days if day <= last]
    for age in ages:
        inside = [n for n in worked if age.least <= n and (age.most is None or n <= age.most)]
        assert age.in_time + age.overdue == len(inside), age
        for figure, n in zip(backlog.FIGURES, (age.in_time, age.overdue), strict=True):
            wanted = backlog.dossiers_aged(small_desk, question, age, (figure,))
            assert browse.count(small_desk, wanted) == n
    assert [age.most for age in ages] == [5, 10, 20, 40, None]
    assert sum(age.in_time + age.overdue for age in ages) == len(worked)


def test_an_empty_desk_has_empty_classes(small_desk: Desk) -> None:
    question = Question.of(small_desk, ReportingPeriod.free(FIRST, date(2026, 11, 20)))
    assert not any(age.in_time + age.overdue for age in backlog.ages(small_desk, replace(question)))
