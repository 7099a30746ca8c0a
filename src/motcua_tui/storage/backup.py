"""Copies of a database that are consistent while others write, and proof that a database is sound."""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path
from typing import Final

from motcua_tui.domain.events import Event, Standing, replay
from motcua_tui.errors import StorageError
from motcua_tui.i18n import _
from motcua_tui.storage.codes import Clock
from motcua_tui.storage.connect import APPLICATION_ID, connect
from motcua_tui.storage.failures import missing, no_database, told
from motcua_tui.storage.happenings import decode
from motcua_tui.storage.journal import Head, broken_links, head
from motcua_tui.storage.projection import standing_columns
from motcua_tui.storage.reads.locks import broken_seals
from motcua_tui.storage.reads.office import zone

MOST_NAMED: Final = 5
"""The dossiers that one problem names; the rest is counted."""

_DATED: Final = re.compile(r"-(\d{8}-\d{6})\.db")
_EVENTS: Final = """
SELECT dossier_id, happened_at, kind, detail, number FROM dossier_event ORDER BY dossier_id, number
"""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a database, as a sentence."""

    what: str


def backup(source: Path, target: Path) -> None:
    """Copy the database in one step of SQLite's backup API to a file of its owner only.

    The copy is one file without companions. It takes its name when it is complete, so a broken
    copy is never taken for a good one; a file of that name is replaced. Raises StorageError.
    """
    part = target.with_name(f"{target.name}.part")
    try:
        os.close(os.open(part, os.O_CREAT | os.O_TRUNC | os.O_RDWR, 0o600))
        with closing(connect(source)) as origin, closing(connect(part)) as copy:
            origin.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
        part.replace(target)
    except sqlite3.Error as error:
        part.unlink(missing_ok=True)
        raise told(error) from error
    except OSError as error:
        raise StorageError(
            _("Không ghi được bản sao lưu {path}: {error}.").format(path=target, error=error.strerror),
            _("Chọn thư mục khác, hoặc kiểm tra quyền ghi và dung lượng ổ đĩa."),
        ) from error


def overwrite(source: Path, target: Path) -> None:
    """Copy ``source`` into the database ``target`` in one transaction, so that whoever has it open sees
    the old record or the new one. Raises StorageError; the target is then as it was."""
    try:
        with closing(connect(source)) as origin, closing(connect(target)) as live:
            origin.backup(live)
    except sqlite3.Error as error:
        raise told(error) from error


def set_aside(path: Path, target: Path) -> None:
    """Move a database that cannot be read out of the way, with its companions; nothing is deleted."""
    for suffix in ("", "-wal", "-shm"):
        companion = path.with_name(path.name + suffix)
        if companion.exists():
            companion.rename(target.with_name(target.name + suffix))


def prune(folder: Path, keep: int) -> tuple[Path, ...]:
    """Remove all but the last ``keep`` copies of a folder; gives those removed.

    A copy is a file whose name ends in its moment, as ``…-20261123-093000.db``; others stay.
    """
    copies = [(found[1], path) for path in folder.iterdir() if (found := _DATED.search(path.name))]
    gone = tuple(path for _moment, path in sorted(copies)[: max(0, len(copies) - keep)])
    for path in gone:
        path.unlink()
    return gone


def verify(path: Path) -> tuple[Problem, ...]:
    """What is wrong with a database; nothing when it is sound. Changes nothing.

    Looks at the file's structure, at references between tables, at the search index, whether every
    dossier stands as its events say, whether the chain of the journal is whole and every locked period is
    as it was sealed. Raises StorageError when there is no file.
    """
    if not path.is_file():
        raise missing(path)
    try:
        with closing(connect(path)) as connection:
            (application,) = connection.execute("PRAGMA application_id").fetchone()
            if application != APPLICATION_ID:
                return (Problem(no_database().message),)
            structure = tuple(_structure(connection))
            return structure or (
                *_references(connection),
                *_search(connection),
                *_standings(connection),
                *_chain(connection),
                *_locks(connection),
            )
    except sqlite3.DatabaseError as error:
        return (Problem(told(error).message),)


def last_seal(path: Path) -> Head:
    """Where the chain of a sound database ends. Raises StorageError."""
    try:
        with closing(connect(path)) as connection:
            return head(connection)
    except sqlite3.DatabaseError as error:
        raise told(error) from error


def _structure(connection: sqlite3.Connection) -> Iterator[Problem]:
    for (found,) in connection.execute("PRAGMA integrity_check"):
        if found != "ok":
            yield Problem(_("Cấu trúc tệp bị hỏng: {detail}.").format(detail=found))


def _references(connection: sqlite3.Connection) -> Iterator[Problem]:
    for table, row, parent, _key in connection.execute("PRAGMA foreign_key_check"):
        yield Problem(
            _("Bảng {table}, dòng {row}: thiếu dòng tương ứng trong bảng {parent}.").format(
                table=table, row=row, parent=parent
            )
        )


def _search(connection: sqlite3.Connection) -> Iterator[Problem]:
    connection.execute("BEGIN")
    try:
        connection.execute("INSERT INTO dossier_fts (dossier_fts, rank) VALUES ('integrity-check', 1)")
    except sqlite3.DatabaseError:
        yield Problem(_("Chỉ mục tìm kiếm không khớp với hồ sơ."))
    finally:
        connection.execute("ROLLBACK")


def _standings(connection: sqlite3.Connection) -> Iterator[Problem]:
    wrong = _wrongly_standing(connection)
    codes = list(islice(wrong, MOST_NAMED))
    if codes:
        rest = sum(1 for _code in wrong)
        named = ", ".join(codes) + (f" … (+{rest})" if rest else "")
        yield Problem(_("Trạng thái không khớp với lịch sử: {codes}.").format(codes=named))


def _locks(connection: sqlite3.Connection) -> Iterator[Problem]:
    for number in broken_seals(connection):
        yield Problem(_("Dữ liệu của kỳ đã khóa, lần khóa số {number}, đã bị sửa.").format(number=number))


def _chain(connection: sqlite3.Connection) -> Iterator[Problem]:
    """The first broken link of the journal by name, the rest by number."""
    broken = broken_links(connection, Clock(zone(connection)))
    first = next(broken, None)
    if first is None:
        return
    rest = sum(1 for _link in broken)
    named = [_code(connection, dossier_id) for dossier_id in first.dossiers[:MOST_NAMED]]
    if first.recorded_at is None:
        what = _("Lịch sử có dòng của lần ghi số {entry}, mà nhật ký không có lần ghi ấy").format(
            entry=first.entry
        )
    else:
        what = _("Lịch sử bị sửa sau khi ghi: lần ghi số {entry}, {at}, {actor}").format(
            entry=first.entry, at=f"{first.recorded_at:%d/%m/%Y %H:%M}", actor=first.actor or "–"
        )
    codes = f" ({', '.join(named)})" if named else ""
    yield Problem(f"{what}{codes}." + (f" (+{rest})" if rest else ""))


def _code(connection: sqlite3.Connection, dossier_id: int) -> str:
    found = connection.execute("SELECT code FROM dossier WHERE id = ?", (dossier_id,)).fetchone()
    return str(found[0]) if found else f"#{dossier_id}"


def _wrongly_standing(connection: sqlite3.Connection) -> Iterator[str]:
    """The codes of the dossiers whose columns differ from what their events make."""
    clock = Clock(zone(connection))
    told_by_events = groupby(connection.execute(_EVENTS), key=itemgetter(0))
    dossiers = connection.execute("SELECT * FROM dossier ORDER BY id")
    names = [column[0] for column in dossiers.description]
    events_of, events = next(told_by_events, (None, iter(())))
    for values in dossiers:
        row = dict(zip(names, values, strict=True))
        standing = Standing()
        if events_of == row["id"]:
            standing = replay(
                Event(clock.local(at), decode(kind, detail), number)
                for _id, at, kind, detail, number in events
            )
            events_of, events = next(told_by_events, (None, iter(())))
        if standing.state is None or standing_columns(standing, clock).items() - row.items():
            yield row["code"]
