"""Fixing a period once its report was sent, and telling what is different since.

A lock keeps the figures dossier by dossier, the sentences and the forms as they were issued (domain.md
§5, reports.md §3). Nothing is blocked by it: whatever is recorded later with an earlier date counts at
its own date, and shows here as a difference from what was sent.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from motcua_tui.domain.codes import JudgeBy
from motcua_tui.domain.ledger import CellFilter, Status
from motcua_tui.domain.locking import (
    FigureChange,
    Issue,
    LockedPeriod,
    Place,
    Places,
    figure_changes,
    ledgers,
    moved,
    moving,
    pending,
)
from motcua_tui.domain.periods import Period, ReportingPeriod
from motcua_tui.domain.profiles import ProfileName, profile
from motcua_tui.domain.roles import Right
from motcua_tui.domain.text import clean, sort_key
from motcua_tui.domain.typed_dates import short_date
from motcua_tui.errors import ConflictError, InputError, NotFoundError, RuleError
from motcua_tui.i18n import _
from motcua_tui.reports.files.statistics import statistical_form
from motcua_tui.reports.model import PeriodReport, ReportRow
from motcua_tui.reports.sentences import Style, sentences
from motcua_tui.services import reporting
from motcua_tui.services.browse import query
from motcua_tui.services.desk import Desk
from motcua_tui.services.file_names import Format, file_name
from motcua_tui.services.files import written
from motcua_tui.services.printing import printing
from motcua_tui.services.reporting import UNNAMED, By, Question
from motcua_tui.services.saving import free_path, save
from motcua_tui.storage.connection import Connection
from motcua_tui.storage.reads import catalogue as catalogue_reads
from motcua_tui.storage.reads import ledger as ledger_reads
from motcua_tui.storage.reads import locks as reads
from motcua_tui.storage.reads.dossiers import DossierQuery
from motcua_tui.storage.reads.ledger import GroupBy
from motcua_tui.storage.reads.locks import RecordedEvent

FORMATS: Final = (Format.XLSX, Format.DOCX)
"""The files that are kept of the statistical form."""


@dataclass(frozen=True, slots=True)
class Locked:
    """A period that was locked, and what a person should know about it."""

    lock: LockedPeriod
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DossierChange:
    """A dossier that does not stand where it stood; ``None`` where it did not or does not count.

    ``causes`` are the events recorded since that moved it; none where the catalogue was put right.
    """

    code: str
    was: Place | None
    now: Place | None
    causes: tuple[RecordedEvent, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """What is different from a locked period, and everything recorded into it since."""

    lock: LockedPeriod
    intact: bool
    """What is stored is what was locked, by its hash."""
    figures: tuple[FigureChange, ...]
    dossiers: Mapping[int, DossierChange]
    late: tuple[RecordedEvent, ...]
    """Events that happened in the period and were recorded after the lock, whether they moved a figure or
    not."""

    @property
    def differs(self) -> bool:
        return bool(self.figures or self.dossiers or not self.intact)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a report stands to the lock of its period."""

    lock: LockedPeriod
    figures: int
    """Figures of the total that are not what was sent."""
    late: int
    """Changes recorded since that happened in the period."""


@dataclass(frozen=True, slots=True)
class Chain:
    """Carried over must be what the period before left pending, as it is counted now and as it was sent."""

    carried_over: int
    pending_before: int
    lock: LockedPeriod | None = None
    """The lock of a period that ends the day before, if there is one."""
    sent: int | None = None
    """What it said was pending."""
    breaking: tuple[str, ...] = ()
    """The dossiers that it left and this period does not carry over, and the other way round, by code."""

    @property
    def holds(self) -> bool:
        return self.carried_over == self.pending_before and not self.breaking


# locking and unlocking


def lock(desk: Desk, question: Question) -> Locked:
    """Lock the period of a question, by field, as it is counted now.

    Raises RuleError when the period has not ended, ConflictError when it is locked by that profile.
    """
    asked = replace(question, by=By.FIELD)
    if asked.period.last > desk.today():
        raise RuleError(
            _("Kỳ {period} chưa kết thúc, chưa khóa được.").format(period=asked.reporting.label),
            _("Khóa sau ngày {day}.").format(day=short_date(asked.period.last)),
        )
    with desk.unit_of_work(Right.LOCK) as uow:
        _refuse_twice(desk, asked)
        warnings = _warnings(desk, asked)
        uow.locks.add(_lock_of(desk, asked), _issue(desk, asked))
        uow.commit()
    return Locked(find(desk, asked.reporting, asked.profile), warnings)


def unlock(desk: Desk, lock: LockedPeriod, reason: str) -> LockedPeriod:
    """Take a lock back, which stays as history. Raises InputError without a reason, ConflictError when it
    is not in force any more."""
    reason = clean(reason)
    if not reason:
        raise InputError(_("Chưa ghi lý do mở khóa."), _("Ghi lý do, ví dụ số văn bản yêu cầu báo cáo lại."))
    with desk.unit_of_work(Right.UNLOCK) as uow:
        if not uow.locks.unlock(lock.id, reason):
            raise ConflictError(
                _("Kỳ {period} không còn khóa.").format(period=lock.reporting.label),
                _("Xem các lần khóa: motcua period list --all."),
            )
        uow.commit()
    return get(desk, lock.id)


def locks(desk: Desk, *, unlocked: bool = False) -> tuple[LockedPeriod, ...]:
    """The locks in force, the newest first; with those taken back when ``unlocked``."""
    found = reads.locks(desk.database.reader(), zone=desk.settings.zone)
    return tuple(one for one in found if unlocked or one.active)


def get(desk: Desk, number: int) -> LockedPeriod:
    """The lock of that number, in force or not. Raises NotFoundError."""
    for one in locks(desk, unlocked=True):
        if one.id == number:
            return one
    raise NotFoundError(
        _("Không có lần khóa số {number}.").format(number=number), _("Xem các lần khóa: motcua period list.")
    )


def find(desk: Desk, reporting: ReportingPeriod, profile: ProfileName | None = None) -> LockedPeriod:
    """The lock in force of a period; of its usual profile where there are several and none is named.

    Raises NotFoundError.
    """
    found = reads.active(desk.database.reader(), reporting.period, zone=desk.settings.zone)
    wanted = profile or (Question.of(desk, reporting).profile if len(found) > 1 else None)
    for one in found:
        if wanted in (None, one.profile):
            return one
    raise NotFoundError(
        _("Kỳ {period} chưa khóa.").format(period=reporting.label),
        _("Khóa kỳ sau khi gửi báo cáo: motcua period lock --period {name}").format(name=reporting.name),
    )


# what was sent, and what is different


def issue(desk: Desk, lock: LockedPeriod) -> Issue:
    """All that was sent with a lock."""
    return reads.issue(desk.database.reader(), lock.id)


def save_files(desk: Desk, lock: LockedPeriod, folder: Path) -> tuple[Path, ...]:
    """Write the forms as they were issued into a folder that is made if need be; gives their paths.

    Nothing that is there is replaced. Raises OutputError.
    """
    from motcua_tui.services.templates import make_folder

    make_folder(folder)
    written = []
    for name, content in issue(desk, lock).files.items():
        path = free_path(folder / name)
        save(path, content)
        written.append(path)
    return tuple(written)


def issued_report(desk: Desk, lock: LockedPeriod) -> PeriodReport:
    """The report as it was sent, by field; the data warnings of that day are not kept."""
    sent = issue(desk, lock)
    rules = profile(lock.profile, as_on_time=lock.as_on_time)
    counted = ledgers(lock.period, sent.places)
    today = reporting.report(desk, Question(lock.reporting, lock.profile, lock.judge_by, By.FIELD))
    return replace(
        today,
        as_on_time=lock.as_on_time,
        total=rules.summarise(counted[None]),
        rows=tuple(ReportRow(row, rules.summarise(counted[row])) for row in _rows(sent.places)),
        warnings=(),
    )


def difference(desk: Desk, lock: LockedPeriod) -> Difference:
    """Every figure that is not what was sent, with the dossiers and the events behind it."""
    connection, zone = desk.database.reader(), desk.settings.zone
    sent = reads.issue(connection, lock.id)
    now = places(connection, lock.period, lock.judge_by)
    rules = profile(lock.profile, as_on_time=lock.as_on_time)
    others = moved(sent.places, now)
    return Difference(
        lock,
        reads.sealed(connection, lock.id) == lock.hash,
        figure_changes(lock.period, sent.places, now, rules, _rows(sent.places, now)),
        _dossiers(desk, lock, sent, now, others),
        reads.recorded_since(connection, lock, zone=zone),
    )


def standing(desk: Desk, report: PeriodReport) -> Standing | None:
    """How a report stands to the lock of its period that is counted and judged alike; None without one."""
    connection, zone = desk.database.reader(), desk.settings.zone
    found = reads.active(connection, report.period, zone=zone)
    asked = (report.profile, report.judge_by)
    lock = next((one for one in found if (one.profile, one.judge_by) == asked), None)
    if lock is None:
        return None
    sent = reads.issue(connection, lock.id)
    rules = profile(lock.profile, as_on_time=lock.as_on_time)
    before = rules.summarise(ledgers(lock.period, sent.places)[None])
    changed = sum(before[name] != n for name, n in report.total.figures.items())
    late = reads.recorded_since(connection, lock, zone=zone)
    return Standing(lock, changed, len(late))


def chain(desk: Desk, report: PeriodReport, pending_before: int | None = None) -> Chain:
    """What a period carries over against what the period before left, now and as it was sent.

    ``pending_before`` is the first of these where it was counted already.
    """
    connection, zone = desk.database.reader(), desk.settings.zone
    first = report.period.first
    left = pending_before
    if left is None:
        before = report.period.previous()
        counted = ledger_reads.ledger(connection, before, report.judge_by, GroupBy.PROCEDURE)
        left = counted.total(CellFilter(status=frozenset({Status.PENDING})))
    carried = report.total["received.carried_over"]
    lock = reads.ending(connection, first, zone=zone)
    if lock is None:
        return Chain(carried, left)
    sent = pending(reads.issue(connection, lock.id).places)
    codes = reads.codes(connection, sent ^ reads.open_at(connection, first))
    return Chain(carried, left, lock, len(sent), tuple(sorted(codes.values())))


def dossiers_named(desk: Desk, codes: Iterable[str]) -> DossierQuery:
    """The list of the dossiers of these codes."""
    return replace(query(desk), codes=frozenset(codes))


# parts


def _refuse_twice(desk: Desk, asked: Question) -> None:
    for one in reads.active(desk.database.reader(), asked.period, zone=desk.settings.zone):
        if one.profile is asked.profile:
            raise ConflictError(
                _("Kỳ {period} đã khóa ngày {day}.").format(
                    period=one.reporting.label, day=short_date(one.locked_at.date())
                ),
                _(
                    "Muốn khóa lại, mở khóa trước và ghi lý do: motcua period unlock {number} --reason …"
                ).format(number=one.id),
            )


def _warnings(desk: Desk, asked: Question) -> tuple[str, ...]:
    """A day that is not over, and locks in force that share only some of the days."""
    found = [
        _("Kỳ này chồng một phần lên kỳ đã khóa {period}.").format(period=one.reporting.label)
        for one in locks(desk)
        if _crosses(one.period, asked.period)
    ]
    if asked.period.last == desk.today():
        found.append(_("Hôm nay chưa hết: hồ sơ ghi thêm trong ngày sẽ hiện là chênh lệch."))
    return tuple(found)


def _crosses(one: Period, other: Period) -> bool:
    """Whether two periods share days, and neither holds the other."""
    first, second = sorted((one, other))
    return first.start < second.start < first.end < second.end


def _lock_of(desk: Desk, asked: Question) -> LockedPeriod:
    return LockedPeriod(
        id=0,
        reporting=asked.reporting,
        profile=asked.profile,
        judge_by=asked.judge_by,
        as_on_time=desk.settings.others_as_on_time,
        locked_at=desk.now(),
        actor=desk.actor,
        hash="",
        entry=0,
    )


def _issue(desk: Desk, asked: Question) -> Issue:
    made = reporting.report(desk, asked)
    extras = reporting.sentence_extras(desk, asked)
    paper = statistical_form(made, printing(desk))
    return Issue(
        places=places(desk.database.reader(), asked.period, asked.judge_by),
        texts={style.value: sentences(made, style, extras=extras) for style in Style},
        files={
            file_name(asked.reporting, asked.profile, kind): written(paper, f".{kind}") for kind in FORMATS
        },
    )


def places(connection: Connection, period: Period, judge_by: JudgeBy) -> dict[int, Place]:
    """The place of every dossier in a report by field."""
    fields = {version.id: version.field or UNNAMED for version in catalogue_reads.versions(connection)}
    cells = ledger_reads.cells(connection, period, judge_by, GroupBy.PROCEDURE)
    place = {cell: Place(fields[cell.group], replace(cell, group=0)) for cell in set(cells.values())}
    return {dossier: place[cell] for dossier, cell in cells.items()}


def _rows(*all_places: Places) -> list[str]:
    """The rows of a report, as it orders them."""
    names = {place.row for places in all_places for place in places.values()}
    return sorted(names, key=lambda name: (name == UNNAMED, sort_key(name)))


def _dossiers(
    desk: Desk, lock: LockedPeriod, sent: Issue, now: Places, others: Iterable[int]
) -> dict[int, DossierChange]:
    changes: dict[int, DossierChange] = {}
    told = reads.histories(desk.database.reader(), others, zone=desk.settings.zone)
    for dossier, history in told.items():
        since = [recorded.event.number for recorded in history if recorded.entry > lock.entry]
        causes = moving([recorded.event for recorded in history], since, lock.period.last)
        numbers = {event.number for event in causes}
        changes[dossier] = DossierChange(
            history[0].code,
            sent.places.get(dossier),
            now.get(dossier),
            tuple(recorded for recorded in history if recorded.event.number in numbers),
        )
    return changes
