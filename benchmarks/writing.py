"""What is written while somebody works: verbs, and the due dates of all open dossiers after a change of the
calendar.

Everything is written into a copy of the desk, by the clock on the wall: a commit waits for the disk.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import partial
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter_ns
from typing import Final
from unittest.mock import patch

from benchmarks import data
from benchmarks._measure import Contender, Row, Table, measure, taken_by
from motcua_tui.domain.calendar import CalendarDay, WorkCalendar
from motcua_tui.domain.codes import DayKind
from motcua_tui.domain.dossier import Particulars
from motcua_tui.domain.events import replay
from motcua_tui.services import browse, calendar_changes, verbs
from motcua_tui.services.browse import View
from motcua_tui.services.calendar_changes import DueMove
from motcua_tui.services.desk import Desk
from motcua_tui.storage.reads.catalogue import versions
from motcua_tui.storage.reads.dossiers import Sort
from motcua_tui.storage.reads.load import open_histories
from motcua_tui.storage.repositories import dossiers

ROUNDS: Final = 7
BY_HAND: Final = 200
"""Open dossiers that are read and counted anew one by one, or moved."""
_ONE_ROW: Final = "UPDATE agency SET name = name WHERE id = 1"


def run(sizes: Sequence[int]) -> list[Table]:
    tables = []
    with TemporaryDirectory(dir=data.FOLDER) as name:
        for size in sizes:
            desk = _copy(size, Path(name) / "desk.db")
            tables += [
                Table("A verb and its commit", _verbs(desk), size, steps=True),
                Table("A day off more: due dates of the open ones", _calendar(desk), size),
            ]
            desk.database.close()
    return tables


def _copy(size: int, into: Path) -> Desk:
    source = data.desk(size).database
    source.close()
    assert source.path
    shutil.copyfile(source.path, into)
    return data.open_desk(into)


def _verbs(desk: Desk) -> list[Row]:
    desk.warm_up()
    at = datetime.combine(desk.today(), time(8))

    def one_row() -> None:
        with desk.database.writing() as connection:
            connection.execute(_ONE_ROW)

    accepted = _accepted(desk, at)
    return measure(
        [
            Contender("one row and its commit", "", one_row),
            Contender("accept", "with the next code, looking for the same again", partial(next, accepted)),
            Contender("accept and finish", "", lambda: verbs.finish(desk, next(accepted), at)),
            Contender(
                "accept and finish, no summary",
                "without the sums that reports read",
                _without_summary(lambda: verbs.finish(desk, next(accepted), at)),
            ),
        ],
        rounds=ROUNDS,
        clock=perf_counter_ns,
    )


def _without_summary(call: Callable[[], object]) -> Callable[[], object]:
    def called() -> None:
        with (
            patch.object(dossiers, "recounted", lambda *_: nullcontext()),
            patch.object(dossiers, "count_new", lambda *_: None),
        ):
            call()

    return called


def _accepted(desk: Desk, at: datetime) -> Iterator[str]:
    """Each is accepted when it is asked for; its code."""
    version = versions(desk.database.reader())[0].id
    for number in count():
        wanted = Particulars(
            code="",
            procedure_version=version,
            applicant=f"Nguyễn Thị Lan {number}",
            applicant_id=f"{number:012}",
        )
        yield verbs.accept(desk, wanted, at).dossier.code


def _calendar(desk: Desk) -> list[Row]:
    """Which open dossiers a new day off would move, and moving some of them."""
    day = next(day for n in count(1) if desk.calendar.is_working(day := desk.today() + timedelta(days=n)))
    extra = CalendarDay(day, DayKind.OFF, "")
    changed = WorkCalendar((*desk.calendar.days(), extra), confirmed_until=desk.calendar.confirmed_until)
    still_open = browse.query(desk, View.OPEN)
    total = browse.count(desk, still_open)
    some = [row.line.code for row in browse.window(desk, still_open, Sort(), 0, BY_HAND)]

    def histories() -> None:
        for history in open_histories(desk.database.reader(), zone=desk.settings.zone):
            replay(history.events)

    def one_by_one() -> list[date | None]:
        found = (browse.find(desk, code).listed.line.accepted_on for code in some)
        return [changed.add(accepted_on, 5) if accepted_on else None for accepted_on in found]

    rows = measure(
        [
            Contender("reading their histories", f"{total:,} dossiers", histories),
            Contender("all recomputed", "as they are and would be", partial(_moves, desk, changed)),
            Contender("one by one", f"by {len(some)} of them", one_by_one, len(some) / max(1, total)),
        ],
        rounds=ROUNDS,
        clock=perf_counter_ns,
    )
    return [*rows, _moved(desk, changed, rows[0])]


def _moved(desk: Desk, changed: WorkCalendar, floor: Row) -> Row:
    """Giving all that move their new due dates, by some of them, in one transaction."""
    codes = [move.code for move in _moves(desk, changed)]
    some = codes[:BY_HAND]
    then = replace(desk, calendar=changed, office=desk.office.under(changed))
    what = f"{len(codes):,} dossiers, by {len(some)} of them in one transaction"
    if not some or not floor.ns:
        return Row("due dates moved", what, problem="nothing to move")
    took = taken_by(lambda: calendar_changes.move(then, some, "Nghỉ thêm một ngày"))
    ns = took * len(codes) / len(some)
    return Row("due dates moved", what, ns, ns / floor.ns)


def _moves(desk: Desk, changed: WorkCalendar) -> Sequence[DueMove]:
    return calendar_changes.moves(desk, changed)
