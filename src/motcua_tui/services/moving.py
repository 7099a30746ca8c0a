"""The whole record to another database: to a server and back, from file to file.

Everything goes in one transaction of the target, which proves itself before it is committed; the source is
read as it was at one moment and never written to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Final, TypeVar

from motcua_tui.domain.codes import JudgeBy
from motcua_tui.domain.ledger import Cell
from motcua_tui.domain.periods import Period
from motcua_tui.errors import StorageError
from motcua_tui.i18n import _
from motcua_tui.services.desk import Desk
from motcua_tui.services.proving import prove_record
from motcua_tui.storage import contents
from motcua_tui.storage.connection import Connection
from motcua_tui.storage.contents import Table, Values
from motcua_tui.storage.database import Database
from motcua_tui.storage.journal import Head, head
from motcua_tui.storage.place import Place
from motcua_tui.storage.proof import Progress
from motcua_tui.storage.reads import ledger as ledger_reads
from motcua_tui.storage.reads import office as office_reads
from motcua_tui.storage.reads.ledger import GroupBy

YEARS_COMPARED: Final = 3
"""Years, this one among them, whose figures must be the same on both sides."""
_STEP: Final = 1000

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Moved:
    """What was brought over: how many rows of each table, and where the chain of the history ends."""

    counts: Mapping[str, int]
    chain: Head
    outdated: bool = False
    """Somebody went on writing where it came from."""

    @property
    def rows(self) -> int:
        return sum(self.counts.values())

    @property
    def dossiers(self) -> int:
        return self.counts["dossier"]


class Steps:
    """Tells how far something is that goes over many rows, and perhaps proves dossiers afterwards."""

    def __init__(self, rows: int, progress: Progress | None, *, to_prove: int = 0) -> None:
        self.rows, self._total = rows, rows + to_prove
        self._progress = progress
        self._done = 0

    def over(self, rows: Iterable[_T]) -> Iterator[_T]:
        for row in rows:
            yield row
            self._done += 1
            if self._done % _STEP == 0 or self._done == self._total:
                self._tell(self._done)

    def proved(self, dossiers: int, _total: int | None) -> None:
        self._tell(self.rows + dossiers)

    def _tell(self, done: int) -> None:
        if self._progress is not None:
            self._progress(done, self._total)


class UnprovedError(StorageError):
    """What was brought over is not what it was; nothing of it is kept."""


def move(desk: Desk, place: Place, *, progress: Progress | None = None) -> Moved:
    """Copy the record of a desk to a place where nothing was recorded yet.

    A file or the tables of a server are made where there are none. Nothing is kept unless every table has
    the same rows there, the chain of the history is whole and ends alike, and the figures of the last
    ``YEARS_COMPARED`` years are the same. Raises StorageError.
    """
    with desk.database.snapshot() as source, a_new_desk(place) as target:
        moved = _copied(source, target, desk.now(), progress)
    return replace(moved, outdated=head(desk.database.reader()) != moved.chain)


def copy_to_file(database: Database, path: Path, now: datetime) -> None:
    """A copy of a record as a new database file, whatever it is kept in. Raises StorageError."""
    with database.snapshot() as source, _new_file(path) as target:
        _copied(source, target, now, None)


def bring_in(
    database: Database,
    rows: Callable[[Table], Iterable[Values]],
    counts: Mapping[str, int],
    chain: Head,
    now: datetime,
    *,
    progress: Progress | None = None,
    agrees: Callable[[Connection], bool] = lambda _connection: True,
) -> Moved:
    """Fill a database where nothing was recorded yet with these rows of every table.

    They are committed only when they are as many as ``counts`` says, the history is whole and ends with
    ``chain``, and ``agrees`` says so of them. Raises UnprovedError, and StorageError where there is a record.
    """
    steps = Steps(sum(counts.values()), progress, to_prove=counts["dossier"])
    with database.unit_of_work(zone=office_reads.DEFAULT_ZONE, actor="", now=now) as work:
        work.contents.fill(lambda table: steps.over(rows(table)), counts["dossier"])
        written = work.contents.connection
        proof = prove_record(written, steps.proved)
        if proof.problems:
            raise _unproved(proof.problems[0].what)
        if contents.counts(written) != counts or proof.chain != chain or not agrees(written):
            raise _unproved(_("Số dòng, chuỗi lịch sử hoặc số liệu không giống nguồn."))
        work.commit()
    return Moved(counts, chain)


@contextmanager
def a_new_desk(place: Place) -> Iterator[Database]:
    """The database of a place, to be filled: the one that is there, else a new one; a file is there
    only when nothing went wrong. Raises StorageError."""
    if isinstance(place, Path) and not place.exists():
        with _new_file(place) as database:
            yield database
    else:
        with closing(_made_or_opened(place)) as database:
            yield database


def _copied(source: Connection, target: Database, now: datetime, progress: Progress | None) -> Moved:
    years = _years(source, now.date())
    return bring_in(
        target,
        partial(contents.read, source),
        contents.counts(source),
        head(source),
        now,
        progress=progress,
        agrees=lambda written: _years(written, now.date()) == years,
    )


def _years(connection: Connection, today: date) -> list[dict[Cell, int]]:
    """The ledgers of the last years, by procedure and judged in both ways."""
    periods = [
        Period(date(today.year - ago, 1, 1), date(today.year - ago + 1, 1, 1))
        for ago in range(YEARS_COMPARED)
    ]
    return [
        dict(ledger_reads.ledger(connection, period, judge_by, GroupBy.PROCEDURE))
        for period in periods
        for judge_by in JudgeBy
    ]


def _made_or_opened(place: Place) -> Database:
    try:
        return Database.create(place)
    except StorageError:
        return Database.open(place)


@contextmanager
def _new_file(path: Path) -> Iterator[Database]:
    """A new database file. It takes its name when it is complete, so a broken one is never taken for good."""
    part = path.with_name(f"{path.name}.part")
    _remove(part)
    try:
        with closing(Database.create(part)) as database:
            yield database
        part.rename(path)
    except BaseException:
        _remove(part)
        raise


def _remove(path: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def _unproved(what: str) -> UnprovedError:
    return UnprovedError(
        _("Bản chép không dùng được, chưa giữ gì: {problem}").format(problem=what),
        _("Kiểm tra nguồn: motcua verify."),
    )
