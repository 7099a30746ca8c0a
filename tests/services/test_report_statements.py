"""How many statements a report asks of the database: as many for forty dossiers as for one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest
from tests.services.desks import desk_over, particulars, writing

from motcua_tui.domain import events as ev
from motcua_tui.domain.codes import Outcome
from motcua_tui.domain.events import Event
from motcua_tui.domain.periods import Preset
from motcua_tui.services import measures, reporting
from motcua_tui.services.desk import Desk
from motcua_tui.services.reporting import By, Question
from motcua_tui.storage.database import Database
from motcua_tui.tui.screens.report_answer import Answer

QUARTER = Preset.parse("2026-q3")
CASES: dict[str, tuple[Callable[[Desk], object], int]] = {
    "figures alone": (lambda desk: reporting.report(desk, Question.of(desk, QUARTER)), 11),
    **{
        f"by {by}": (lambda desk, by=by: reporting.report(desk, Question.of(desk, QUARTER, by=by)), 15)  # type: ignore[misc]  # mypy does not infer the bound default
        for by in By
    },
    "report screen": (lambda desk: Answer.to(desk, Question.of(desk, QUARTER, by=By.FIELD)), 24),
    "sentences": (lambda desk: reporting.sentence_extras(desk, Question.of(desk, QUARTER)), 12),
    "measures": (lambda desk: measures.of(desk, QUARTER.period.first, QUARTER.period.last), 24),
}


def add(desk: Desk, codes: range) -> None:
    """Dossiers that ended in the quarter, some of them re-dated after it."""
    with writing(desk) as work:
        for number in codes:
            accepted = Event(datetime(2026, 7, 20 + number % 5, 8), ev.Accepted(date(2026, 8, 3)))
            ready = Event(datetime(2026, 8, 9 - number % 9, 16), ev.ResultReady(Outcome.GRANTED))
            put_right = Event(datetime(2026, 10, 5, 9), ev.Corrected(Outcome.REFUSED))
            work.dossiers.add(particulars(f"A-{number}"), [accepted, ready, put_right])
        work.commit()


def statements(desk: Desk, ask: Callable[[Desk], object]) -> int:
    told: list[str] = []
    reader = desk.database.reader()
    reader.set_trace_callback(told.append)
    ask(desk)
    reader.set_trace_callback(None)
    return len(told)


@pytest.mark.file_only("listens to SQLite")
def test_a_report_asks_as_much_of_one_dossier_as_of_forty(database: Database) -> None:
    desk = desk_over(database)
    add(desk, range(1))
    of_one = {name: statements(desk, ask) for name, (ask, _most) in CASES.items()}
    add(desk, range(1, 40))
    of_forty = {name: statements(desk, ask) for name, (ask, _most) in CASES.items()}
    assert of_forty == of_one
    assert {name: n for name, n in of_one.items() if n > CASES[name][1]} == {}
