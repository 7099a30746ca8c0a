"""The sample desk gives the counts that real reports quote, and is built the same every time."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from motcua_tui import bootstrap, locations
from motcua_tui.domain.codes import ReturnWay, State
from motcua_tui.domain.periods import ReportingPeriod
from motcua_tui.domain.profiles import ProfileName, Summary
from motcua_tui.services import browse, catalogue
from motcua_tui.services.desk import Desk
from motcua_tui.services.maintenance import SAMPLE_TODAY, check, copy_sample
from motcua_tui.services.reporting import Question, dossiers_behind, report
from motcua_tui.storage.reads import catalogue as catalogue_reads
from motcua_tui.storage.reads.dossiers import Sort


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    path = tmp_path_factory.mktemp("sample") / "sample.db"
    copy_sample(path)
    opened = bootstrap.open_desk(str(path), SAMPLE_TODAY)
    yield opened
    opened.database.close()


period = ReportingPeriod.free


def figures(desk: Desk, first: date, last: date, profile: str = "separate") -> Summary:
    question = Question.of(desk, period(first, last), ProfileName(profile))
    return report(desk, question).total


def by_due(summary: Summary) -> int:
    return summary["finished.early"] + summary["finished.on_time"]


def online(summary: Summary) -> int:
    return summary["received.online_full"] + summary["received.online_partial"]


def test_2018_nine_months_gives_the_counts_of_report_004(desk: Desk) -> None:
    n = figures(desk, date(2018, 1, 1), date(2018, 9, 30))
    assert (n["received.carried_over"], n["received.new"]) == (208, 907)
    assert (by_due(n), n["finished.late"], n["pending.total"]) == (840, 7, 268)
    assert sum(v for k, v in n.figures.items() if k.startswith("outside.")) == 0


def test_2022_begins_with_nothing_open(desk: Desk) -> None:
    assert figures(desk, date(2022, 1, 1), date(2022, 11, 15))["received.carried_over"] == 0


def test_2022_gives_the_counts_of_report_003(desk: Desk) -> None:
    n = figures(desk, date(2022, 1, 1), date(2022, 11, 15))
    assert (n["received.total"], online(n), n["received.direct"]) == (937, 163, 774)
    assert (by_due(n), n["finished.late"], n["pending.total"]) == (600, 255, 67)
    others = n["outside.refused"] + n["outside.stopped"] + n["outside.closed"]
    assert (others, n["outside.awaiting_supplement"]) == (15, 0)


@pytest.mark.parametrize(
    ("first", "last", "carried", "pending"),
    [
        (date(2022, 11, 16), date(2022, 12, 31), 67, 41),
        (date(2023, 10, 31), date(2023, 12, 31), 56, 48),
    ],
)
def test_the_weeks_between_reports_join_their_counts(
    desk: Desk, first: date, last: date, carried: int, pending: int
) -> None:
    n = figures(desk, first, last)
    assert (n["received.carried_over"], n["pending.total"]) == (carried, pending)


def test_2023_ten_months_gives_the_counts_of_report_000(desk: Desk) -> None:
    first, last = date(2023, 1, 1), date(2023, 10, 30)
    n = figures(desk, first, last)
    assert (n["received.total"], online(n), n["received.carried_over"]) == (881, 783, 41)
    assert n["received.direct"] + n["received.post"] == 57
    assert (n["finished.early"], n["finished.on_time"], n["finished.late"]) == (766, 1, 6)
    assert n["outside.refused"] + n["outside.stopped"] + n["outside.closed"] == 52
    assert (n["pending.total"], n["pending.overdue"]) == (56, 0)
    assert (n.on_time.n, n.on_time.of, str(n.on_time.percent())) == (767, 773, "99.22")


def test_2023_in_form_07a_counts_the_other_outcomes_by_their_dates(desk: Desk) -> None:
    n = figures(desk, date(2023, 1, 1), date(2023, 10, 30), "07a")
    assert (n.on_time.n, n.on_time.of, str(n.on_time.percent())) == (819, 825, "99.27")


def test_2023_results_sent_by_post(desk: Desk) -> None:
    question = Question.of(desk, period(date(2023, 1, 1), date(2023, 10, 30)), ProfileName.FORM_07A)
    finished = dossiers_behind(desk, question, ["finished.total"])
    lines = browse.window(desk, finished, Sort(), 0, browse.count(desk, finished))
    ways = [browse.find(desk, listed.line.code).dossier.standing.returned_by for listed in lines]
    assert ways.count(ReturnWay.POST) == 57


def test_2023_procedures_in_force_online_and_by_post(desk: Desk) -> None:
    day = date(2023, 10, 30)
    versions = catalogue.in_force(desk, day)
    assert len(versions) == 42
    assert sum(v.online is not None for v in versions) == 31
    assert sum(v.post for v in versions) == 5
    question = Question.of(desk, period(date(2023, 1, 1), day), ProfileName.FORM_07A)
    filed = dossiers_behind(desk, question, ["received.online_full", "received.online_partial"])
    lines = [listed.line for listed in browse.window(desk, filed, Sort(), 0, browse.count(desk, filed))]
    assert {line.procedure_code for line in lines} == {v.code for v in versions if v.online is not None}


def test_2024_eleven_months_gives_the_counts_of_report_001(desk: Desk) -> None:
    n = figures(desk, date(2024, 1, 1), date(2024, 11, 30))
    assert (n["received.total"], n["received.carried_over"], n["received.new"]) == (1253, 48, 1205)
    assert (by_due(n), n["finished.late"], n["pending.total"]) == (1192, 0, 61)
    assert sum(v for k, v in n.figures.items() if k.startswith("outside.")) == 0


def test_2024_online_share_of_the_procedures_with_online_service(desk: Desk) -> None:
    question = Question.of(desk, period(date(2024, 1, 1), date(2024, 11, 30)), ProfileName.FORM_06A)
    versions = catalogue_reads.versions(desk.database.reader())
    served = {v.code for v in versions if v.online is not None and v.in_force(date(2024, 6, 1))}
    new = dossiers_behind(desk, question, ["received.new"])
    lines = [x.line for x in browse.window(desk, new, Sort(), 0, browse.count(desk, new))]
    of_served = [line for line in lines if line.procedure_code in served]
    assert len(of_served) == 983
    assert sum(line.channel.online for line in of_served) == 754
    assert sum(line.channel.online for line in lines) == 754


def test_today_has_dossiers_in_every_state(desk: Desk) -> None:
    found = {
        state: browse.count(desk, replace(browse.query(desk), states=frozenset({state}))) for state in State
    }
    assert [state for state, n in found.items() if n == 0] == []


def test_the_committed_sample_is_sound() -> None:
    assert check(locations.sample_database()) == ()


@pytest.mark.slow
def test_building_again_gives_the_committed_sample(tmp_path: Path) -> None:
    from sample_db.build import build

    target = tmp_path / "again.db"
    build(target)
    assert _content(target) == _content(locations.sample_database())


def _content(path: Path) -> list[str]:
    """What the file was made by, and every row. The tables of the search index hold what it says."""
    with closing(sqlite3.connect(path)) as connection:
        made = connection.execute("SELECT type, name, sql FROM sqlite_master ORDER BY type, name").fetchall()
        tables = [name for kind, name, sql in made if kind == "table" and "VIRTUAL" not in sql]
        rows = [(name, row) for name in tables for row in connection.execute(f'SELECT * FROM "{name}"')]  # noqa: S608
    return [*map(repr, made), *map(repr, rows)]
