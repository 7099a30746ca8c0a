"""Proof that a database is sound: as a file, and as a record that agrees with itself.

What is asked of the record goes for a file and a server alike. What a period that was locked must still say
is in ``services.proving``, where periods are counted.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

from motcua_tui.domain.codes import State
from motcua_tui.domain.events import Event, Standing, replay
from motcua_tui.i18n import _
from motcua_tui.storage import summary
from motcua_tui.storage.codes import Clock
from motcua_tui.storage.connect import APPLICATION_ID, connect
from motcua_tui.storage.connect import Connection as SqliteConnection
from motcua_tui.storage.connection import Connection
from motcua_tui.storage.failures import no_database, told
from motcua_tui.storage.happenings import decode
from motcua_tui.storage.journal import broken_links
from motcua_tui.storage.projection import COUNTED, earlier_rows, standing_columns
from motcua_tui.storage.reads.locks import broken_seals
from motcua_tui.storage.reads.office import sizes, zone
from motcua_tui.storage.reads.rows import rows

Progress = Callable[[int, int | None], None]
"""Told how much is done, and of how much."""
MOST_NAMED: Final = 5
"""The dossiers that one problem names; the rest is counted."""

_AT_ONCE: Final = 1000
_EVENTS: Final = """
SELECT dossier_id, happened_at, kind, detail, number FROM dossier_event
WHERE dossier_id > :after AND dossier_id <= :last ORDER BY dossier_id, number
"""
_EARLIER: Final = f"""
SELECT dossier_id, from_on, until_on, {", ".join(COUNTED)} FROM dossier_earlier
WHERE dossier_id > :after AND dossier_id <= :last ORDER BY dossier_id, from_on
"""  # noqa: S608


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a database, as a sentence."""

    what: str


@contextmanager
def opened(path: Path) -> Iterator[SqliteConnection]:
    """A connection to a database file as it is, which nothing is changed in.

    Raises StorageError when it is not ours or turns out to be damaged.
    """
    try:
        with closing(connect(path)) as connection:
            (application,) = connection.execute("PRAGMA application_id").fetchone()
            if application != APPLICATION_ID:
                raise no_database()
            yield connection
    except sqlite3.DatabaseError as error:
        raise told(error) from error


def of_structure(connection: SqliteConnection) -> tuple[Problem, ...]:
    """What is wrong with the pages of a file; nothing else can be asked of it then."""
    return tuple(
        Problem(_("Cấu trúc tệp bị hỏng: {detail}.").format(detail=found))
        for (found,) in connection.execute("PRAGMA integrity_check")
        if found != "ok"
    )


def of_file(connection: SqliteConnection) -> Iterator[Problem]:
    """What only a file must be asked: the references between its tables and its search index."""
    for table, row, parent, _key in connection.execute("PRAGMA foreign_key_check"):
        yield Problem(
            _("Bảng {table}, dòng {row}: thiếu dòng tương ứng trong bảng {parent}.").format(
                table=table, row=row, parent=parent
            )
        )
    connection.execute("BEGIN")
    try:
        connection.execute("INSERT INTO dossier_fts (dossier_fts, rank) VALUES ('integrity-check', 1)")
    except sqlite3.DatabaseError:
        yield Problem(_("Chỉ mục tìm kiếm không khớp với hồ sơ."))
    finally:
        connection.execute("ROLLBACK")


def of_record(connection: Connection, progress: Progress | None = None) -> Iterator[Problem]:
    """Whether every dossier stands as its events say, now and on past days, the summary counts just them,
    the chain of the journal is whole, and every lock is as it was sealed. ``progress`` is told of dossiers.
    Raises StorageError."""
    yield from _standings(connection, progress)
    if summary.stored(connection) != summary.of_those_after(connection, 0):
        yield Problem(_("Bảng đếm sẵn không khớp với hồ sơ; đếm lại bằng: motcua verify --recount."))
    yield from _chain(connection)
    for number in broken_seals(connection):
        yield Problem(_("Dữ liệu của kỳ đã khóa, lần khóa số {number}, đã bị sửa.").format(number=number))


def named(codes: Iterator[str]) -> str:
    """The first codes, and how many more there are; empty where there are none."""
    first = ", ".join(islice(codes, MOST_NAMED))
    rest = sum(1 for _code in codes)
    return f"{first} … (+{rest})" if rest else first


def _standings(connection: Connection, progress: Progress | None) -> Iterator[Problem]:
    if codes := named(_wrongly_standing(connection, progress)):
        yield Problem(_("Trạng thái không khớp với lịch sử: {codes}.").format(codes=codes))


def _chain(connection: Connection) -> Iterator[Problem]:
    """The first broken link of the journal by name, the rest by number."""
    broken = broken_links(connection, Clock(zone(connection)))
    first = next(broken, None)
    if first is None:
        return
    rest = sum(1 for _link in broken)
    touched = [_code(connection, dossier_id) for dossier_id in first.dossiers[:MOST_NAMED]]
    if first.recorded_at is None:
        what = _("Lịch sử có dòng của lần ghi số {entry}, mà nhật ký không có lần ghi ấy").format(
            entry=first.entry
        )
    else:
        what = _("Lịch sử bị sửa sau khi ghi: lần ghi số {entry}, {at}, {actor}").format(
            entry=first.entry, at=f"{first.recorded_at:%d/%m/%Y %H:%M}", actor=first.actor or "–"
        )
    codes = f" ({', '.join(touched)})" if touched else ""
    yield Problem(f"{what}{codes}." + (f" (+{rest})" if rest else ""))


def _code(connection: Connection, dossier_id: int) -> str:
    found = connection.execute("SELECT code FROM dossier WHERE id = ?", (dossier_id,)).fetchone()
    return str(found[0]) if found else f"#{dossier_id}"


def _wrongly_standing(connection: Connection, progress: Progress | None) -> Iterator[str]:
    """The codes of the dossiers whose columns differ from what their events make."""
    clock = Clock(zone(connection))
    columns = tuple(standing_columns(Standing(State.SUBMITTED), clock))
    # Names of columns are ours, never text from outside.
    batches = f"SELECT id, code, {', '.join(columns)} FROM dossier WHERE id > :after ORDER BY id LIMIT :most"  # noqa: S608
    total, done, after = sizes(connection).dossiers, 0, 0
    while dossiers := rows(connection, batches, {"after": after, "most": _AT_ONCE}):
        last: int = dossiers[-1][0]
        told_by_events: dict[int, list[Event]] = {}
        for dossier, at, kind, detail, number in rows(connection, _EVENTS, {"after": after, "last": last}):
            event = Event(clock.local(at), decode(kind, detail), number)
            told_by_events.setdefault(dossier, []).append(event)
        earlier: dict[int, list[tuple[int | None, ...]]] = {}
        for dossier, *past in rows(connection, _EARLIER, {"after": after, "last": last}):
            earlier.setdefault(dossier, []).append(tuple(past))
        for dossier, code, *values in dossiers:
            history = told_by_events.get(dossier, ())
            standing = replay(history)
            if (
                standing.state is None
                or list(standing_columns(standing, clock).values()) != values
                or earlier_rows(history, standing, clock) != earlier.get(dossier, [])
            ):
                yield code
        after, done = last, done + len(dossiers)
        if progress is not None:
            progress(done, total)
