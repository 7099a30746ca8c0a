"""Importing the office's own days off and make-up days, such as the yearly notice brings them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final

from motcua_tui.domain.calendar import CalendarDay
from motcua_tui.domain.roles import Right
from motcua_tui.i18n import _
from motcua_tui.services.desk import Desk
from motcua_tui.services.importing.cells import read_moment
from motcua_tui.services.importing.headings import CALENDAR
from motcua_tui.services.importing.mapping import ImportMap
from motcua_tui.services.importing.result import Change, ImportResult, Notes, Progress, RowRefused, Tally
from motcua_tui.services.importing.sheets import Cell
from motcua_tui.services.importing.table import Cells, Table
from motcua_tui.services.importing.vocabulary import day_kind_of

NEEDED: Final = (("date",), ("kind",))


def import_calendar(
    desk: Desk,
    path: Path,
    *,
    map: ImportMap | None = None,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> ImportResult:
    """Bring in days off and make-up days; a day that the calendar knows otherwise is replaced.

    Due dates that are given already stay: which would move is asked for elsewhere. Raises FileError,
    InputError, StorageError.
    """
    table = Table.open(path, CALENDAR, NEEDED, map or ImportMap())
    notes = Notes()
    doubtful, total = table.survey(("date", "replaces"), notes)
    tally = Tally(total, progress)
    new: dict[date, CalendarDay] = {}
    rows: dict[date, int] = {}
    for row, cells in table.rows():
        tally.step()
        try:
            day = _day(table, cells, doubtful)
            if new.get(day.on, day) != day:
                raise table.refusal(
                    "date", cells["date"], _("trùng ngày với dòng {row}").format(row=rows[day.on])
                )
        except RowRefused as refused:
            notes.refuse(row, refused)
            continue
        known = new.get(day.on) or desk.calendar.exception(day.on)
        if known != day:
            tally.count(Change.UPDATED if known else Change.ADDED)
            new[day.on] = day
            rows[day.on] = row
    with desk.unit_of_work(Right.CALENDAR) as work:
        for on, day in new.items():
            work.calendar.record(on, desk.calendar.exception(on), day)
        work.calendar.put(new.values())
        if not dry_run:
            work.commit()
    return tally.result(notes, dry_run=dry_run)


def _day(table: Table, cells: Cells, doubtful: frozenset[str]) -> CalendarDay:
    on = _date(table, cells, "date", doubtful)
    if on is None:
        raise table.refusal("date", "", _("ô này không được để trống"))
    kind = day_kind_of(table.text(cells, "kind"))
    if kind is None:
        raise table.refusal("kind", cells["kind"], _("phải là “nghỉ” (off) hoặc “làm” (work)"))
    return CalendarDay(
        on,
        kind,
        table.text(cells, "label"),
        _date(table, cells, "replaces", doubtful),
        table.text(cells, "source"),
    )


def _date(table: Table, cells: Cells, name: str, doubtful: frozenset[str]) -> date | None:
    def read(cell: Cell) -> date | None:
        moment = read_moment(cell, table.map.order, doubtful=name in doubtful)
        return moment.date() if moment else None

    return table.read(cells, name, read)
