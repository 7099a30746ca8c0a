from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from tests.conftest import NOW, ZONE

from motcua_tui.domain.indicators import Typed
from motcua_tui.domain.periods import Period
from motcua_tui.errors import StorageError
from motcua_tui.storage.database import Database
from motcua_tui.storage.reads import indicators as reads

NOVEMBER = Period(date(2026, 11, 1), date(2026, 12, 1))
AUTUMN = Period(date(2026, 9, 1), date(2026, 12, 1))


def put(
    database: Database,
    values: dict[str, str],
    period: Period = NOVEMBER,
    who: str = "Mai",
    at: datetime = NOW,
) -> int:
    with database.unit_of_work(zone=ZONE, actor=who, now=at) as uow:
        stored = uow.indicators.put(period, values)
        uow.commit()
    return stored


def test_put_when_figures_change_then_only_those_are_stored_and_all_that_was_stays(
    database: Database,
) -> None:
    later = NOW + timedelta(hours=1)
    assert put(database, {"bm1.1": "7", "bm1.2": ""}) == 1
    assert put(database, {"bm1.1": "7"}) == 0
    assert put(database, {"bm1.1": "8", "bm1.7": "1"}, who="Lan", at=later) == 2
    assert put(database, {"bm1.7": ""}, who="Lan", at=later) == 1
    connection = database.reader()
    assert reads.values(connection, NOVEMBER) == {"bm1.1": "8"}
    assert reads.values(connection, AUTUMN) == {}
    assert reads.history(connection, NOVEMBER, zone=ZONE) == (
        Typed("bm1.1", "", "7", NOW, "Mai"),
        Typed("bm1.1", "7", "8", later, "Lan"),
        Typed("bm1.7", "", "1", later, "Lan"),
        Typed("bm1.7", "1", "", later, "Lan"),
    )


def test_periods_until_when_asked_then_those_that_are_over_the_latest_and_longest_first(
    database: Database,
) -> None:
    for period in (NOVEMBER, AUTUMN, Period(date(2025, 11, 1), date(2025, 12, 1))):
        put(database, {"bm1.1": "7"}, period)
    found = reads.periods_until(database.reader(), date(2026, 12, 1))
    assert [period.start for period in found] == [date(2026, 9, 1), date(2026, 11, 1), date(2025, 11, 1)]
    assert len(reads.periods_until(database.reader(), date(2026, 11, 30))) == 1


@pytest.mark.parametrize(
    "statement", ["UPDATE indicator_value SET value = '9'", "DELETE FROM indicator_value"]
)
def test_a_typed_figure_when_somebody_would_rewrite_it_then_refused(
    database: Database, statement: str
) -> None:
    put(database, {"bm1.1": "7"})
    with pytest.raises(StorageError, match="is never"), database.writing() as raw:
        raw.execute(statement)
