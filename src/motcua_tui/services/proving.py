"""Proof that a record is good: a copy, the database in use, or what was just brought into a new one.

Beside what ``storage.proof`` asks, the figures of every locked period are counted again from the events that
were recorded by then and compared, dossier by dossier, with what was locked (docs/locking.md). What was
recorded afterwards may well have changed a figure since: that is told, and no fault.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from motcua_tui.domain import events as ev
from motcua_tui.domain.codes import Channel
from motcua_tui.domain.ledger import Cell, Facts, classify
from motcua_tui.domain.locking import LockedPeriod, moved
from motcua_tui.domain.typed_dates import short_date
from motcua_tui.errors import StorageError
from motcua_tui.i18n import _
from motcua_tui.storage import proof
from motcua_tui.storage.connection import Connection
from motcua_tui.storage.database import Database
from motcua_tui.storage.failures import missing
from motcua_tui.storage.journal import Head, head
from motcua_tui.storage.place import Place, Server
from motcua_tui.storage.proof import Problem, Progress
from motcua_tui.storage.reads import locks as reads
from motcua_tui.storage.reads import office as office_reads
from motcua_tui.storage.reads.locks import RecordedEvent


@dataclass(frozen=True, slots=True)
class Proof:
    """What is wrong with a record, and what is worth knowing though nothing is."""

    problems: tuple[Problem, ...]
    notes: tuple[str, ...] = ()
    chain: Head | None = None
    """Where the chain of the history ends: its last seal, kept elsewhere, shows a chain written anew. None
    where there are problems."""


def prove(place: Place, progress: Progress | None = None) -> Proof:
    """Whether a record, or the copy of one, is good. Changes nothing. Raises StorageError when there is no
    such file, or the server does not answer."""
    if isinstance(place, Server):
        with closing(Database.open(place)) as database:
            return prove_record(database.reader(), progress)
    return _prove_file(place, progress)


def _prove_file(path: Path, progress: Progress | None) -> Proof:
    if not path.is_file():
        raise missing(path)
    try:
        with proof.opened(path) as connection:
            broken = proof.of_structure(connection)
            if broken:
                return Proof(broken)
            of_file = tuple(proof.of_file(connection))
            found = prove_record(connection, progress)
    except StorageError as error:
        return Proof((Problem(error.message),))
    except (ValueError, LookupError, TypeError, OverflowError):
        return Proof((Problem(_("Có dòng mang giá trị mà chương trình không bao giờ ghi.")),))
    return Proof((*of_file, *found.problems), found.notes, None if of_file else found.chain)


def prove_record(connection: Connection, progress: Progress | None = None) -> Proof:
    """Whether what a connection shows agrees with itself, on whatever database. Raises StorageError."""
    problems, notes = list(proof.of_record(connection, progress)), []
    zone = office_reads.zone(connection)
    for lock in reads.locks(connection, zone=zone):
        period = lock.reporting.label
        differing, wrong = _compared(connection, lock, zone)
        if wrong:
            codes = proof.named(iter(sorted(wrong)))
            problems.append(
                Problem(
                    _(
                        "Số liệu kỳ {period}, khóa ngày {day}, không khớp với lịch sử lúc khóa: {codes}."
                    ).format(period=period, day=short_date(lock.locked_at.date()), codes=codes)
                )
            )
        elif differing and lock.active:
            notes.append(
                _("Kỳ {period}: {n} hồ sơ nay khác số đã gửi; xem: motcua period diff.").format(
                    period=period, n=differing
                )
            )
    return Proof(tuple(problems), tuple(notes), None if problems else head(connection))


def _compared(connection: Connection, lock: LockedPeriod, zone: str) -> tuple[int, list[str]]:
    """How many dossiers do not stand where they stood when the period was locked, and the codes of those
    that did not stand there even then."""
    from motcua_tui.services.locking import places

    sent = reads.issue(connection, lock.id).places
    others = moved(sent, places(connection, lock.period, lock.judge_by))
    histories = reads.histories(connection, others, zone=zone)
    channels = reads.channels(connection, others)
    wrong = []
    for dossier in others:
        history = histories.get(dossier, [])
        then = _cell(history, lock, channels[dossier]) if history else None
        place = sent.get(dossier)
        if then != (place.cell if place else None):
            wrong.append(history[0].code if history else f"#{dossier}")
    return len(others), wrong


def _cell(history: Sequence[RecordedEvent], lock: LockedPeriod, channel: Channel) -> Cell | None:
    """The cell of a dossier by what was recorded when the period was locked; ``channel`` is that of today."""
    known = [recorded.event for recorded in history if recorded.entry <= lock.entry]
    standing = ev.replay(known, lock.period.last)
    facts = Facts.of(standing, 0, _channel(history, known, channel))
    return classify(facts, lock.period, lock.judge_by) if facts else None


def _channel(history: Sequence[RecordedEvent], known: Sequence[ev.Event], today: Channel) -> Channel:
    """How a dossier was handed in, as it was known then."""
    told = [what.after for event in ev.that_count(known) if (what := _of_channel(event))]
    if told:
        return Channel(told[-1])
    corrections = (what.before for recorded in history if (what := _of_channel(recorded.event)))
    return Channel(next(corrections, today))


def _of_channel(event: ev.Event) -> ev.Amended | None:
    """The correction of the channel that an event is."""
    return event.what if isinstance(event.what, ev.Amended) and event.what.field == "channel" else None
