"""Days off and make-up days in."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from motcua_tui.bootstrap import desk_of
from motcua_tui.domain.calendar import CalendarDay
from motcua_tui.domain.codes import DayKind
from motcua_tui.services.importing.calendar import import_calendar
from motcua_tui.services.importing.result import ImportResult
from motcua_tui.storage.database import Database

SWAP = """date,kind,label,replaces,source
2026-11-23,off,Nghỉ hoán đổi,2026-11-28,1/TB
2026-11-28,work,Làm bù,2026-11-23,1/TB
"""


def bring(database: Database, folder: Path, text: str, *, dry_run: bool = False) -> ImportResult:
    path = folder / "lịch.csv"
    path.write_text(text, encoding="utf-8")
    return import_calendar(desk_of(database, "2026-11-21"), path, dry_run=dry_run)


def test_swap_of_days_comes_in_and_a_second_time_adds_nothing(database: Database, tmp_path: Path) -> None:
    first = bring(database, tmp_path, SWAP)
    assert (first.read, first.added, first.refused) == (2, 2, ())
    calendar = desk_of(database).calendar
    assert calendar.exception(date(2026, 11, 28)) == CalendarDay(
        date(2026, 11, 28), DayKind.WORK, "Làm bù", date(2026, 11, 23), "1/TB"
    )
    assert not calendar.is_working(date(2026, 11, 23))
    again = bring(database, tmp_path, SWAP)
    assert (again.added, again.updated, again.unchanged) == (0, 0, 2)


def test_day_that_is_told_otherwise_is_replaced(database: Database, tmp_path: Path) -> None:
    bring(database, tmp_path, SWAP)
    result = bring(database, tmp_path, "Ngày;Loại;Nội dung\n23/11/2026;Làm việc;Không nghỉ nữa\n")
    assert (result.added, result.updated) == (0, 1)
    assert desk_of(database).calendar.is_working(date(2026, 11, 23))


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("2026-02-30,off,,,", "date"),
        (",off,Nghỉ,,", "date"),
        ("2026-12-24,holiday,,,", "kind"),
        ("2026-12-24,off,,mai,", "replaces"),
        ("2026-11-23,work,,,", "date"),
    ],
)
def test_rows_that_cannot_be_read_are_refused(
    database: Database, tmp_path: Path, row: str, column: str
) -> None:
    result = bring(database, tmp_path, SWAP + row + "\n")
    assert [(refused.row, refused.column) for refused in result.refused] == [(4, column)]
    assert result.added == 2


def test_same_day_twice_is_one_day(database: Database, tmp_path: Path) -> None:
    result = bring(database, tmp_path, SWAP + SWAP.splitlines()[1] + "\n")
    assert (result.read, result.added, result.unchanged) == (3, 2, 1)


def test_dry_run_changes_nothing(database: Database, tmp_path: Path) -> None:
    assert bring(database, tmp_path, SWAP, dry_run=True).added == 2
    assert desk_of(database).calendar.is_working(date(2026, 11, 23))
