from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.storage.histories import FIRST_DAY, Told, days, dossiers, histories

from motcua_tui.domain import events as ev
from motcua_tui.domain.codes import Channel, JudgeBy, Outcome
from motcua_tui.domain.dossier import Particulars
from motcua_tui.domain.events import Event, replay
from motcua_tui.domain.ledger import Cell, CellFilter, Facts, Judgement, Status, classify
from motcua_tui.domain.periods import Period
from motcua_tui.domain.profiles import ProfileName, profile
from motcua_tui.storage.database import Database
from motcua_tui.storage.judged import JUDGED, Judged, judged_code
from motcua_tui.storage.reads import dossiers as lists
from motcua_tui.storage.reads.dossiers import DossierQuery, Sort, SortKey
from motcua_tui.storage.reads.figures import FigureQuery
from motcua_tui.storage.reads.ledger import GroupBy, behind, ledger, ledgers
from motcua_tui.storage.reads.weekly import weekly

ZONE = "Asia/Ho_Chi_Minh"
NOVEMBER = Period(date(2026, 11, 1), date(2026, 12, 1))

borders = [date(2026, month, day) for month in (10, 11, 12) for day in (1, 15, 21)]
of_whole_months = st.lists(st.sampled_from(borders), min_size=2, max_size=2, unique=True).map(
    lambda ends: Period(min(ends), max(ends))
)
periods = of_whole_months | st.builds(
    lambda day, n: Period(day, day + timedelta(days=n)), days, st.integers(1, 20)
)


def cell_of(told: Told, period: Period, judge_by: JudgeBy, group: int) -> Cell | None:
    facts = Facts.of(told.standing(until=period.last), group, told.particulars.channel)
    return classify(facts, period, judge_by) if facts else None


@given(told=dossiers(), period=periods, judge_by=st.sampled_from(JudgeBy))
def test_ledger_of_random_dossiers_is_that_of_the_rule(
    fill: Callable[[list[Told]], Database], told: list[Told], period: Period, judge_by: JudgeBy
) -> None:
    database = fill(told)
    counted = ledger(database.reader(), period, judge_by, GroupBy.PROCEDURE)
    expected = Counter(cell_of(d, period, judge_by, d.particulars.procedure_version) for d in told)
    expected.pop(None, None)
    assert Counter(dict(counted)) == expected


@given(told=dossiers(), period=of_whole_months, judge_by=st.sampled_from(JudgeBy))
def test_ledger_without_groups_of_whole_months_is_that_of_the_rule(
    fill: Callable[[list[Told]], Database], told: list[Told], period: Period, judge_by: JudgeBy
) -> None:
    counted = ledger(fill(told).reader(), period, judge_by, GroupBy.NOTHING)
    expected = Counter(cell_of(d, period, judge_by, 0) for d in told)
    expected.pop(None, None)
    assert Counter(dict(counted)) == expected


@given(told=dossiers(), period=periods, data=st.data())
def test_dossiers_behind_a_figure_are_those_it_counts(
    fill: Callable[[list[Told]], Database], told: list[Told], period: Period, data: st.DataObject
) -> None:
    database = fill(told)
    name = data.draw(st.sampled_from(ProfileName))
    cells = data.draw(st.sampled_from(list(profile(name).figures.values())))
    groups = data.draw(st.sampled_from([None, frozenset({1}), frozenset({1, 2}), frozenset[int]()]))
    query = DossierQuery(figure=FigureQuery(period, JudgeBy.LAWFUL_DUE, cells, GroupBy.PROCEDURE, groups))
    found = {line.code for line in lists.window(database.reader(), query, Sort(SortKey.CODE), 0, 99)}
    expected = {
        d.particulars.code
        for d in told
        if (cell := cell_of(d, period, JudgeBy.LAWFUL_DUE, d.particulars.procedure_version)) is not None
        and (groups is None or cell.group in groups)
        and any(wanted.takes(cell) for wanted in cells)
    }
    assert found == expected
    assert lists.count(database.reader(), query) == len(expected)


@pytest.mark.parametrize(
    ("by", "names"),
    [
        (GroupBy.DEPARTMENT, ["Phòng Kinh tế", None]),
        (GroupBy.OFFICER, ["Mai", None]),
        (GroupBy.AGENCY, [1, 1]),
    ],
)
def test_ledger_by_people_groups_by_their_ids_and_zero_for_none(
    fill: Callable[[list[Told]], Database], by: GroupBy, names: list[str | int | None]
) -> None:
    accepted = (Event(datetime(2026, 11, 3, 8), ev.Accepted(date(2026, 11, 10)), 1),)
    database = fill(
        [
            Told(
                Particulars(
                    code="A-1", procedure_version=1, applicant="A", department="Phòng Kinh tế", officer="Mai"
                ),
                accepted,
            ),
            Told(Particulars(code="A-2", procedure_version=1, applicant="B"), accepted),
        ]
    )
    ids = {"Phòng Kinh tế": 1, "Mai": 1, None: 0, 1: 1}
    counted = ledger(database.reader(), NOVEMBER, JudgeBy.LAWFUL_DUE, by)
    assert counted.groups() == tuple(sorted({ids[name] for name in names}))
    assert counted.total(CellFilter()) == 2


def test_ledger_of_a_past_period_after_a_later_redate_stays_the_same(
    fill: Callable[[list[Told]], Database],
) -> None:
    database = fill(
        [
            Told(
                Particulars(code="A-1", procedure_version=1, applicant="A"),
                (
                    Event(datetime(2026, 11, 3, 8), ev.Accepted(date(2026, 11, 10)), 1),
                    Event(datetime(2026, 12, 1, 8), ev.ReDated(date(2026, 12, 20), "chậm"), 2),
                ),
            )
        ]
    )
    ((cell, n),) = ledger(database.reader(), NOVEMBER, JudgeBy.PROMISED, GroupBy.PROCEDURE)
    assert (cell.status, cell.judgement, cell.re_dated, n) == (Status.PENDING, Judgement.OVERDUE, False, 1)


@given(told=dossiers(), wanted=st.lists(periods, min_size=1, max_size=4), by=st.sampled_from(GroupBy))
def test_ledgers_of_some_periods_are_those_of_each_alone(
    fill: Callable[[list[Told]], Database], told: list[Told], wanted: list[Period], by: GroupBy
) -> None:
    reader = fill(told).reader()
    together = ledgers(reader, wanted, JudgeBy.PROMISED, by)
    alone = [ledger(reader, period, JudgeBy.PROMISED, by) for period in wanted]
    assert [(one.period, Counter(dict(one))) for one in together] == [
        (one.period, Counter(dict(one))) for one in alone
    ]


@pytest.mark.file_only("asks for the plan of SQLite")
def test_ledgers_take_as_many_statements_for_a_year_of_months_as_for_one(
    fill: Callable[[list[Told]], Database],
) -> None:
    accepted = Event(datetime(2026, 11, 3, 8), ev.Accepted(date(2026, 11, 10)), 1)
    redated = Event(datetime(2026, 12, 1, 8), ev.ReDated(date(2026, 12, 20), "chậm"), 2)
    reader = fill(
        [Told(Particulars(code="A-1", procedure_version=1, applicant="A"), (accepted, redated))]
    ).reader()
    year = [period for _, period in Period(date(2026, 1, 1), date(2027, 1, 1)).months()]
    statements: list[str] = []
    reader.set_trace_callback(statements.append)
    counted = ledgers(reader, year, JudgeBy.LAWFUL_DUE, GroupBy.NOTHING)
    together = len(statements)
    ledger(reader, NOVEMBER, JudgeBy.LAWFUL_DUE, GroupBy.NOTHING)
    reader.set_trace_callback(None)
    assert together == len(statements) - together
    assert [one.total(CellFilter()) for one in counted] == [0] * 10 + [1, 1]


@pytest.mark.file_only("asks for the plan of SQLite")
def test_ledger_reads_the_ends_of_the_period_and_what_was_pending_from_the_covering_index(
    database: Database,
) -> None:
    statements: list[str] = []
    reader = database.reader()
    reader.set_trace_callback(statements.append)
    ledger(reader, NOVEMBER, JudgeBy.LAWFUL_DUE, GroupBy.PROCEDURE)
    reader.set_trace_callback(None)
    ended, pending, ended_then, pending_then = (
        [row[3] for row in reader.execute(f"EXPLAIN QUERY PLAN {statement}")] for statement in statements
    )
    assert "SEARCH d USING COVERING INDEX dossier_ledger (ended_on>? AND ended_on<?)" in ended
    assert "SEARCH d USING COVERING INDEX dossier_ledger (ended_on=? AND accepted_on<?)" in pending
    assert "SEARCH next USING COVERING INDEX dossier_ledger (ended_on>?)" in pending
    assert "SEARCH e USING INDEX dossier_earlier_ended (ended_on>? AND ended_on<?)" in ended_then
    assert "SEARCH e USING COVERING INDEX dossier_earlier_until (until_on>?)" in pending_then
    assert not any("TEMP B-TREE" in step for step in (*ended, *pending))


def test_every_way_to_be_judged_has_a_number_of_its_own_that_stays() -> None:
    assert len(set(JUDGED)) == len(JUDGED) == 4 * 4 * 4 * 2
    assert JUDGED[0] == Judged(Outcome.GRANTED, Judgement.EARLY, Judgement.EARLY, False)
    assert JUDGED[3] == Judged(Outcome.GRANTED, Judgement.EARLY, Judgement.ON_TIME, True)
    assert JUDGED[-1] == Judged(Outcome.CLOSED, None, None, True)


@given(told=histories())
def test_judged_code_says_what_the_rule_says(told: tuple[Event, ...]) -> None:
    standing = replay(told)
    code = judged_code(standing)
    facts = Facts.of(standing, 1, Channel.DIRECT)
    if facts is None or facts.finished_on is None:
        assert code is None
        return
    assert code is not None
    for judge_by in JudgeBy:
        cell = classify(facts, Period(date.min, date.max), judge_by)
        assert cell is not None
        judgement = JUDGED[code].by(judge_by)
        assert (cell.status, cell.no_due, cell.re_dated) == (
            JUDGED[code].status,
            judgement is None,
            JUDGED[code].re_dated,
        )
        assert cell.judgement is (judgement or Judgement.ON_TIME)


@given(told=dossiers())
def test_weekly_counts_what_was_received_and_finished(
    fill: Callable[[list[Told]], Database], told: list[Told]
) -> None:
    database = fill(told)
    received, finished = [0] * 5, [0] * 5
    for standing in (d.standing() for d in told):
        if standing.accepted_on:
            received[(standing.accepted_on - FIRST_DAY).days // 7] += 1
        if standing.accepted_on and standing.finished_on:
            ended_on = max(standing.finished_on, standing.accepted_on)
            finished[(ended_on - FIRST_DAY).days // 7] += 1
    expected = list(zip(received, finished, strict=True))
    assert weekly(database.reader(), FIRST_DAY, 5) == expected
    assert weekly(database.reader(), FIRST_DAY, 2) == expected[:2]


@pytest.mark.file_only("asks for the plan of SQLite")
def test_dossiers_that_ended_in_one_way_are_found_by_its_index(database: Database) -> None:
    reader = database.reader()
    refused = profile(ProfileName.FORM_07A).figures["finished.refused"]
    found = behind(reader, NOVEMBER, JudgeBy.LAWFUL_DUE, GroupBy.PROCEDURE, refused, None)
    plan = [row[3] for row in reader.execute(f"EXPLAIN QUERY PLAN {found.sql}", found.parameters)]
    assert "SEARCH d USING COVERING INDEX dossier_judged (judged=? AND ended_on>? AND ended_on<?)" in plan


@pytest.mark.parametrize("most", [0, 1, 2, 9])
def test_dossiers_behind_a_figure_are_named_where_they_are_no_more_than_asked(
    fill: Callable[[list[Told]], Database], most: int
) -> None:
    accepted = (Event(datetime(2026, 11, 3, 8), ev.Accepted(date(2026, 11, 10)), 1),)
    codes = ("A-1", "A-2")
    reader = fill(
        [Told(Particulars(code=code, procedure_version=1, applicant="A"), accepted) for code in codes]
    ).reader()
    new = profile(ProfileName.FORM_07A).figures["received.new"]
    found = behind(reader, NOVEMBER, JudgeBy.LAWFUL_DUE, GroupBy.PROCEDURE, new, None)
    assert found.ids(reader, most) == ([1, 2] if most >= 2 else None)
