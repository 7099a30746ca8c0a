"""What the database does for each step of a person: few statements, by an index, never through all dossiers.

The steps are taken from the lists, the filters, the orders and the figures that there are, so that a new one
is held to the same without being named here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import fields, replace
from datetime import date, datetime
from functools import partial

import pytest
from tests.engines import ON_SERVER
from tests.services.desks import particulars

from motcua_tui.domain.codes import Channel, State
from motcua_tui.domain.periods import Preset
from motcua_tui.domain.timeliness import Timeliness
from motcua_tui.services import browse, reporting, verbs
from motcua_tui.services.browse import DossierList, View
from motcua_tui.services.desk import Desk
from motcua_tui.services.filters import Days, Filters
from motcua_tui.services.reporting import By, Question
from motcua_tui.services.today import morning
from motcua_tui.storage.connection import NOTHING, Cursor, Named, Placed
from motcua_tui.storage.reads import orders
from motcua_tui.storage.reads.dossiers import DossierQuery, Sort, SortKey
from motcua_tui.storage.server.connection import ServerConnection

NOW = datetime(2026, 11, 23, 9)
A_MONTH = Days(first=date(2026, 11, 1), last=date(2026, 11, 30))
NARROWED: dict[str, object] = {
    "state": State.PROCESSING,
    "timeliness": Timeliness.LATE,
    "due_within": 3,
    "field": "Kiến trúc",
    "procedure": "1.008991",
    "channel": Channel.POST,
    "department": "Phòng",
    "officer": "Mai",
    "accepted": A_MONTH,
    "due": A_MONTH,
    "finished": A_MONTH,
    "silent_for": 5,
    "to_collect_since": date(2026, 11, 1),
}
ORDERS = [Sort(key, descending) for key in SortKey for descending in (False, True)]
THROUGH_ALL = re.compile(r"SCAN (d|dossier)\b(?! USING)|Seq Scan on dossier\b")


Asked = dict[str, Named | Placed]
"""Statements, each with parameters that it was asked with."""


@contextmanager
def statements(desk: Desk) -> Iterator[Asked]:
    """What is asked of the database meanwhile."""
    asked: Asked = {}
    if ON_SERVER:
        ask = ServerConnection.execute

        def listened(self: ServerConnection, sql: str, parameters: Named | Placed = NOTHING, /) -> Cursor:
            asked[sql] = parameters
            return ask(self, sql, parameters)

        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(ServerConnection, "execute", listened)
            yield asked
        return

    def heard(sql: str) -> None:
        if not sql.startswith("--"):  # full-text search asks for itself too
            asked[sql] = NOTHING

    reader = desk.database.reader()
    reader.set_trace_callback(heard)  # type: ignore[attr-defined]  # a file's connection
    yield asked
    reader.set_trace_callback(None)  # type: ignore[attr-defined]


def plan(desk: Desk, sql: str, parameters: Named | Placed) -> list[str]:
    """The lines of a plan."""
    reader = desk.database.reader()
    if ON_SERVER:
        return [line for (line,) in reader.execute(f"EXPLAIN {sql}", parameters)]
    return [line for *_, line in reader.execute(f"EXPLAIN QUERY PLAN {sql}")]


def through_all(desk: Desk, steps: Iterable[Callable[[], object]]) -> set[tuple[str, str]]:
    """What the steps ask that goes through a whole table, and how. A server goes through a small table
    whatever there is beside it, unless it is told not to where it can."""
    if ON_SERVER:
        desk.database.reader().execute("SET enable_seqscan = off")
    with statements(desk) as asked:
        for step in steps:
            step()
    return {
        (sql, line)
        for sql, parameters in asked.items()
        for line in plan(desk, sql, parameters)
        if THROUGH_ALL.search(line)
    }


@pytest.fixture
def desk(small_desk: Desk) -> Desk:
    for n in range(5):
        verbs.accept(small_desk, particulars(f"A-{n}"), NOW)
    return small_desk


def queries(desk: Desk) -> dict[str, DossierQuery]:
    """Every list, every list narrowed by each filter, every figure of a report, and a search in each list."""
    lists = {str(view): browse.query(desk, view) for view in View}
    narrowed = {
        f"{view} {name}": replace(Filters(view=view), **{name: value}).query(desk)  # type: ignore[arg-type]
        for view in (View.ALL, View.OPEN)
        for name, value in NARROWED.items()
    }
    question = Question.of(desk, Preset.parse("cal:2026"), by=By.FIELD)
    figures = {
        figure: reporting.dossiers_behind(desk, question, [figure])
        for figure in reporting.report(desk, question).total.figures
    }
    found = {f"{name} search": replace(query, text="nguyen") for name, query in lists.items()}
    return lists | narrowed | figures | found


def test_filters_when_one_is_added_then_it_is_held_here() -> None:
    assert set(NARROWED) | {"view"} == {field.name for field in fields(Filters)}


@pytest.mark.parametrize("patience", [orders.LOOKED_AT, 1], ids=["walked", "found first"])
def test_pages_of_all_lists_when_asked_then_no_table_is_gone_through(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, patience: int
) -> None:
    monkeypatch.setattr(orders, "LOOKED_AT", patience)
    assert not through_all(
        desk,
        [
            partial(DossierList(desk, query).page, sort, 0, 60)
            for query in queries(desk).values()
            for sort in ORDERS
        ],
    )


def test_counts_of_all_lists_when_asked_then_no_table_is_gone_through(desk: Desk) -> None:
    assert not through_all(desk, [DossierList(desk, query).count for query in queries(desk).values()])


@pytest.mark.parametrize(
    "step",
    [morning, lambda desk: browse.find(desk, "A-1"), lambda desk: browse.by_code(desk, "A-1")],
    ids=["first screen", "dossier", "code typed"],
)
def test_steps_of_the_screens_when_taken_then_no_table_is_gone_through(
    desk: Desk, step: Callable[[Desk], object]
) -> None:
    assert not through_all(desk, [partial(step, desk)])


@pytest.mark.parametrize(
    ("step", "most"),
    [
        (morning, 6),
        (lambda desk: DossierList(desk, browse.query(desk, View.OPEN)).page(Sort(), 0, 60), 2),
        (lambda desk: DossierList(desk, browse.query(desk, View.ALL)).page(Sort(), 0, 60), 3),
        (lambda desk: DossierList(desk, browse.query(desk, View.ALL)).count(), 1),
        (lambda desk: browse.find(desk, "A-1"), 8),
    ],
    ids=["first screen", "open", "all", "count", "dossier"],
)
def test_steps_of_the_screens_when_there_are_more_dossiers_then_the_same_few_statements(
    desk: Desk, step: Callable[[Desk], object], most: int
) -> None:
    with statements(desk) as before:
        step(desk)
    for n in range(5, 80):
        verbs.accept(desk, particulars(f"A-{n}"), NOW)
    with statements(desk) as after:
        step(desk)
    assert len(after) <= len(before) <= most
