"""Random dossiers, periods and profiles: whatever is counted adds up as its form says, and opens its list.

The oracle of a row is the form itself: circulars print the sum over each column, ``(3)=(4)+(5)``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Final

from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import NOW, ZONE
from tests.engines import Template, examples, opened
from tests.services.desks import desk_over
from tests.storage.histories import DAYS, FIRST_DAY, Told, dossiers

from motcua_tui.domain.codes import Channel, JudgeBy
from motcua_tui.domain.periods import ReportingPeriod
from motcua_tui.domain.profiles import ProfileName, Summary
from motcua_tui.reports.files.paper import Table, Weight
from motcua_tui.services import browse, reporting
from motcua_tui.services.desk import Desk
from motcua_tui.services.forms import FormName, FormRequest, form
from motcua_tui.services.reporting import By, Question
from motcua_tui.storage.reads import ledger as ledger_reads
from motcua_tui.storage.reads.ledger import GroupBy

FORMS: Final = (FormName.FORM_07A, FormName.FORM_06A, FormName.FORM_07A_2017, FormName.CAUSES)
_NUMBER: Final = re.compile(r"\((\d+)\)")


@contextmanager
def desk_with(template: Template, told: Sequence[Told]) -> Iterator[Desk]:
    """A desk whose record holds just these dossiers."""
    with opened(template) as database:
        with database.unit_of_work(zone=ZONE, actor="Mai", now=NOW) as uow:
            uow.dossiers.bulk_add((one.particulars, one.events) for one in told)
            uow.commit()
        yield desk_over(database)


@st.composite
def periods(draw: st.DrawFn) -> ReportingPeriod:
    """Some days around the histories, at least two of them."""
    first = FIRST_DAY + timedelta(days=draw(st.integers(-3, DAYS)))
    return ReportingPeriod.free(first, first + timedelta(days=draw(st.integers(1, DAYS))))


def sums(table: Table) -> list[tuple[int, list[int]]]:
    """The rules that the heads print, as places of columns: a total, and the columns that make it."""
    place = {
        int(numbers[0]): at
        for at, column in enumerate(table.columns)
        if (numbers := _NUMBER.findall(column.number))
    }
    rules = []
    for column in table.columns:
        total, *parts = column.number.split("=")
        for part in parts:
            of = [place[int(number)] for number in _NUMBER.findall(part)]
            rules.append((place[int(total.strip("()"))], of))
    return rules


def counts(table: Table, at: int, weight: Weight) -> list[int]:
    found = [row.values[at] for row in table.rows if row.weight is weight]
    assert all(isinstance(value, int) for value in found)
    return [value for value in found if isinstance(value, int)]


@examples(25)
@given(dossiers(), periods(), st.sampled_from([By.FIELD, By.DEPARTMENT]), st.sampled_from(JudgeBy))
def test_forms_when_filled_then_rows_and_columns_add_up_as_their_heads_say(
    template: Template, told: list[Told], asked: ReportingPeriod, by: By, judge_by: JudgeBy
) -> None:
    with desk_with(template, told) as desk:
        for name in FORMS:
            (table,) = form(desk, FormRequest(name, asked, by, judge_by)).tables
            rules = sums(table)
            assert rules, name
            for row in table.rows:
                for total, parts in rules:
                    assert row.values[total] == sum(n for at in parts if isinstance(n := row.values[at], int))
            for at in {place for total, parts in rules for place in (total, *parts)}:
                assert counts(table, at, Weight.TOTAL) == [sum(counts(table, at, Weight.PLAIN))], name


@examples(25)
@given(dossiers(), periods())
def test_weekly_sheet_when_filled_then_it_balances_by_department_and_by_officer(
    template: Template, told: list[Told], asked: ReportingPeriod
) -> None:
    with desk_with(template, told) as desk:
        table = form(desk, FormRequest(FormName.WEEKLY, asked)).tables[0]
    rows = [row for row in table.rows if row.weight is not Weight.GROUP]
    for row in rows:
        n = [value if isinstance(value, int) else 0 for value in row.values]
        assert n[2] + n[3] == n[4] + n[5] + n[6] + n[7] + n[8]
    for at in range(2, 9):
        assert sum(counts(table, at, Weight.PLAIN)) == 2 * sum(counts(table, at, Weight.TOTAL))


@examples(20)
@given(
    dossiers(),
    periods(),
    st.sampled_from(ProfileName),
    st.sampled_from([By.FIELD, By.PROCEDURE, By.CHANNEL, By.DEPARTMENT, By.OFFICER]),
    st.sampled_from(JudgeBy),
)
def test_report_when_any_figure_is_opened_then_the_list_has_just_as_many(
    template: Template,
    told: list[Told],
    asked: ReportingPeriod,
    profile: ProfileName,
    by: By,
    judge_by: JudgeBy,
) -> None:
    with desk_with(template, told) as desk:
        question = Question.of(desk, asked, profile, by, judge_by)
        report = reporting.report(desk, question)
        rows = [(None, report.total), *((row.key, row.summary) for row in report.rows)]
        reader, group = desk.database.reader(), GroupBy.PROCEDURE
        whole = ledger_reads.ledger(reader, asked.period, judge_by, group)
        one_by_one = ledger_reads.cells(reader, asked.period, judge_by, group)
        assert Counter(one_by_one.values()) == dict(whole)
        for key, summary in rows:
            assert summary.residue == 0
            for figure, n in summary.figures.items():
                behind = reporting.dossiers_behind(desk, question, [figure], key)
                assert browse.count(desk, behind) == n, (key, figure)


@examples(25)
@given(dossiers(), periods(), st.sampled_from(ProfileName), st.sampled_from(JudgeBy), st.data())
def test_report_when_a_period_is_cut_then_received_and_finished_add_up_and_pending_is_carried(
    template: Template,
    told: list[Told],
    asked: ReportingPeriod,
    profile: ProfileName,
    judge_by: JudgeBy,
    data: st.DataObject,
) -> None:
    first, last = asked.period.first, asked.period.last
    cut = first + timedelta(days=data.draw(st.integers(0, (last - first).days - 1)))
    with desk_with(template, told) as desk:

        def figures(start: date, end: date) -> Summary:
            question = Question.of(desk, ReportingPeriod.free(start, end), profile, judge_by=judge_by)
            return reporting.report(desk, question).total

        whole, one, two = figures(first, last), figures(first, cut), figures(cut + timedelta(days=1), last)
    for name in ("received.new", *(f"received.{channel}" for channel in Channel)):
        assert whole[name] == one[name] + two[name]
    ended = ("finished.total", "outside.refused", "outside.stopped", "outside.closed")
    assert sum(whole[name] for name in ended) == sum(one[name] + two[name] for name in ended)
    left = ("pending.total", "outside.awaiting_supplement")
    assert two["received.carried_over"] == sum(one[name] for name in left)
    assert whole["received.carried_over"] == one["received.carried_over"]
    assert sum(whole[name] for name in left) == sum(two[name] for name in left)
