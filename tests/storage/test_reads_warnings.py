from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest
from tests.conftest import ZONE
from tests.storage.histories import Told

from motcua_tui.domain import events as ev
from motcua_tui.domain.catalogue import ProcessStep
from motcua_tui.domain.codes import Channel, JudgeBy, Outcome
from motcua_tui.domain.dossier import Particulars
from motcua_tui.domain.events import Event
from motcua_tui.domain.periods import Period
from motcua_tui.storage.database import Database
from motcua_tui.storage.reads.ledger import GroupBy, ledger
from motcua_tui.storage.reads.warnings import warnings

NOVEMBER = Period(date(2026, 11, 1), date(2026, 12, 1))
TODAY = date(2026, 11, 23)


def told(code: str, *happened: tuple[int, ev.Happening], procedure: int = 1, month: int = 11) -> Told:
    events = (Event(datetime(2026, month, day, 8), what, n) for n, (day, what) in enumerate(happened, 1))
    who = Particulars(code=code, procedure_version=procedure, applicant="A", channel=Channel.DIRECT)
    return Told(who, tuple(events))


def online(dossier: Told) -> Told:
    return replace(dossier, particulars=replace(dossier.particulars, channel=Channel.ONLINE_FULL))


def found(database: Database, period: Period = NOVEMBER) -> dict[str, tuple[str, ...]]:
    reader = database.reader()
    counted = ledger(reader, period, JudgeBy.LAWFUL_DUE, GroupBy.PROCEDURE)
    told = warnings(reader, counted.period, today=TODAY, late_entry_days=5, by_procedure=counted)
    return {warning.kind: warning.codes for warning in told}


ACCEPTED = ev.Accepted(date(2026, 11, 20))
READY = ev.ResultReady(Outcome.GRANTED)


def test_warnings_of_good_dossiers_are_none(fill: Callable[[list[Told]], Database]) -> None:
    assert found(fill([told("A", (3, ACCEPTED), (9, READY), (10, ev.Returned()))])) == {}


def test_warnings_name_the_dossiers_of_each_kind_of_error(fill: Callable[[list[Told]], Database]) -> None:
    database = fill(
        [
            told("B-finish", (9, ACCEPTED), (3, READY)),
            told("A-finish", (9, ACCEPTED), (3, READY)),
            told("returned", (3, ACCEPTED), (9, ev.Returned())),
            told("no-start", (9, READY)),
            told("future", (3, ACCEPTED), (24, READY)),
            told("due", (21, ACCEPTED)),
            told("no-due", (3, ev.Accepted(None))),
            online(told("offline", (3, ACCEPTED), procedure=2)),
            online(told("online", (3, ACCEPTED), procedure=1)),
        ]
    )
    assert found(database) == {
        "finish_before_acceptance": ("A-finish", "B-finish"),
        "finished_without_date": ("returned",),
        "no_acceptance": ("no-start",),
        "future_date": ("future",),
        "due_before_acceptance": ("due",),
        "no_due": ("no-due",),
        "online_without_service": ("offline",),
    }


def test_dossiers_of_a_process_whose_steps_do_not_add_up_are_told(
    fill: Callable[[list[Told]], Database],
) -> None:
    database = fill([told("A", (3, ACCEPTED)), told("B", (3, ACCEPTED), procedure=2)])
    # The procedures have 5 and 4 working days.
    for number, amounts, expected in (
        (1, ("0.5", "4.5", None), {}),
        (2, ("0.5", "4.5", None), {"step_limits_differ": ("B",)}),
        (2, (None, None), {}),
    ):
        steps = tuple(ProcessStep("Bước", "", Decimal(amount) if amount else None) for amount in amounts)
        with database.unit_of_work(zone=ZONE, actor="Mai", now=datetime(2026, 11, 23)) as uow:
            version = replace(uow.catalogue.get(number), steps=steps)
            uow.catalogue.update(version)
            uow.commit()
        assert found(database) == expected
        assert version.steps_agree is not bool(expected)


def test_warnings_of_another_period_are_not_shown(fill: Callable[[list[Told]], Database]) -> None:
    database = fill([told("A", (9, ACCEPTED), (3, READY))])
    assert found(database, NOVEMBER.next()) == {}
    assert found(database, NOVEMBER.previous()) == {}


def test_result_recorded_days_after_it_happened_is_a_late_entry(
    fill: Callable[[list[Told]], Database],
) -> None:
    database = fill([told("late", (3, ACCEPTED)), told("soon", (3, ACCEPTED))])
    for code, recorded_on in (("late", 15), ("soon", 14)):
        now = datetime(2026, 11, recorded_on, 10)
        with database.unit_of_work(zone=ZONE, actor="Mai", now=now) as uow:
            uow.dossiers.append(uow.dossiers.get(code), [Event(datetime(2026, 11, 9, 16), READY)])
            uow.commit()
    assert found(database) == {"late_entry": ("late",)}


def test_register_imported_with_its_results_has_no_late_entries(
    fill: Callable[[list[Told]], Database],
) -> None:
    assert found(fill([told("A", (3, ACCEPTED), (4, READY))])) == {}


@pytest.mark.file_only("asks for the plan of SQLite")
def test_warnings_go_through_no_table(fill: Callable[[list[Told]], Database]) -> None:
    reader = fill([told("A", (3, ACCEPTED))]).reader()
    counted = ledger(reader, NOVEMBER, JudgeBy.LAWFUL_DUE, GroupBy.PROCEDURE)
    statements: list[str] = []
    reader.set_trace_callback(statements.append)
    warnings(reader, counted.period, today=TODAY, late_entry_days=5, by_procedure=counted)
    reader.set_trace_callback(None)
    plans = [
        row[3]
        for statement in statements
        if "FROM dossier d" in statement
        for row in reader.execute(f"EXPLAIN QUERY PLAN {statement}")
    ]
    assert not [step for step in plans if step.startswith("SCAN d")]
    assert {step.split("USING INDEX ")[1].split(" ")[0] for step in plans if "USING INDEX" in step} == {
        "dossier_doubtful",
        "dossier_accepted",
        "dossier_finished",
        "dossier_returned",
        "dossier_unfinished",
    }
