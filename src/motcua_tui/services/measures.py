"""The measures of a period from the record, and the dossiers or procedures behind each of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Final

from motcua_tui.domain.catalogue import ProcedureVersion
from motcua_tui.domain.codes import JudgeBy
from motcua_tui.domain.ledger import Ledger
from motcua_tui.domain.measures import (
    CELLS,
    SERVED,
    TRAITS,
    Count,
    Measures,
    ProcedureTime,
    ProcessingTime,
    Trait,
)
from motcua_tui.domain.office import acceptance_due
from motcua_tui.domain.office_time import ACCEPT_WITHIN_SECONDS, OfficeTime
from motcua_tui.domain.periods import Period, ReportingPeriod
from motcua_tui.errors import InputError
from motcua_tui.i18n import _
from motcua_tui.services.browse import query
from motcua_tui.services.desk import Desk
from motcua_tui.services.measured_procedures import MeasuredProcedures
from motcua_tui.services.reporting import by_frequency
from motcua_tui.storage.codes import Clock
from motcua_tui.storage.reads import catalogue as catalogue_reads
from motcua_tui.storage.reads import ledger as ledger_reads
from motcua_tui.storage.reads import measures as reads
from motcua_tui.storage.reads.dossiers import DossierQuery, Sort, SortKey, select
from motcua_tui.storage.reads.figures import FigureQuery
from motcua_tui.storage.reads.ledger import GroupBy
from motcua_tui.storage.reads.measures import SlowAcceptance, TraitQuery
from motcua_tui.storage.reads.rows import Parameters

_INDEXED_BEFORE: Final = timedelta(days=60)
"""How long before a period office time is summed up; what was submitted earlier is looked at alone."""
_ONLINE_ONLY: Final = frozenset(
    {
        Count.PROCEDURES_ONLINE_USED,
        Count.PROCEDURES_ONLINE_FULL_USED,
        Count.PROCEDURES_ONLINE_PARTIAL_USED,
    }
)


def of(desk: Desk, first: date, last: date, judge_by: JudgeBy | None = None) -> Measures:
    """The measures from the first day to the last, both inclusive.

    Late is judged as of the last day, by the due date of the desk's settings unless told otherwise.
    Raises InputError for days the wrong way round, StorageError.
    """
    return _record(desk, first, last, judge_by).measures()


def dossiers_behind(
    desk: Desk, first: date, last: date, count: Count, judge_by: JudgeBy | None = None
) -> DossierQuery:
    """The list of exactly the dossiers that a count counts.

    For a count of procedures these are the dossiers received on them; on those used online, the ones
    that came online.
    """
    return _record(desk, first, last, judge_by).behind(count)


def codes_behind(
    desk: Desk, first: date, last: date, count: Count, judge_by: JudgeBy | None = None
) -> list[str]:
    """The codes of the dossiers that a count counts, or of the procedures, in their order."""
    if count.of_procedures:
        return [version.code for version in procedures_behind(desk, first, last, count)]
    wanted = dossiers_behind(desk, first, last, count, judge_by)
    connection = desk.database.reader()
    return select(connection, wanted).codes(connection, Sort(SortKey.CODE))


def count_named(name: str) -> Count:
    """The count of an id. Raises InputError."""
    try:
        return Count(name)
    except ValueError:
        raise InputError(
            _("Không có số đếm “{name}”.").format(name=name),
            _("Tên các số đếm có trong motcua report --measures --json."),
        ) from None


def procedures_behind(desk: Desk, first: date, last: date, count: Count) -> tuple[ProcedureVersion, ...]:
    """The procedures that a count of procedures counts, by code, each as one of its versions in force."""
    return _record(desk, first, last, None).procedures.behind(count)


def late_for(
    desk: Desk, first: date, last: date, cause: str, judge_by: JudgeBy | None = None
) -> DossierQuery:
    """The list of the late dossiers that have a cause, or none for the empty one."""
    record = _record(desk, first, last, judge_by)
    ids = frozenset(dossier for dossier, told in record.late_causes.items() if told == cause)
    period = ReportingPeriod.free(first, last).period
    return replace(query(desk), traits=TraitQuery(period, frozenset(), only=ids))


def results_of(desk: Desk, first: date, last: date, procedure: str) -> DossierQuery:
    """The list of the dossiers whose processing time is that of a procedure (its code)."""
    return replace(dossiers_behind(desk, first, last, Count.RESULTS), procedure=procedure)


def _record(desk: Desk, first: date, last: date, judge_by: JudgeBy | None) -> _Record:
    return _Record(desk, ReportingPeriod.free(first, last).period, judge_by or desk.settings.judge_by)


class _Record:
    """The record in one period; what several measures need is read once, when first asked for."""

    def __init__(self, desk: Desk, period: Period, judge_by: JudgeBy) -> None:
        self._desk = desk
        self._connection = desk.database.reader()
        self._zone = desk.settings.zone
        self._period = period
        self._judge_by = judge_by

    def measures(self) -> Measures:
        whole, procedures = self._times()
        counts = self._by_traits() | self._by_cells() | self.procedures.counts()
        counts[Count.APOLOGISED_LATE] = reads.count(
            self._connection, *self._condition(Count.APOLOGISED), Trait.APOLOGY_LATE
        )
        counts[Count.APOLOGISED_IN_TIME] = counts[Count.APOLOGISED] - counts[Count.APOLOGISED_LATE]
        counts[Count.ACCEPTED_LATE] = len(self._accepted_late)
        counts[Count.ACCEPTED_IN_TIME] = counts[Count.TIMED] - len(self._accepted_late)
        return Measures(
            period=self._period,
            judge_by=self._judge_by,
            counts={count: counts[count] for count in Count},
            time=whole,
            procedures=procedures,
            causes=self._causes(),
        )

    def behind(self, count: Count) -> DossierQuery:
        base = query(self._desk)
        if count.of_procedures:
            procedures = {version.procedure_id for version in self.procedures.behind(count)}
            groups = frozenset(v.id for v in self._versions if v.procedure_id in procedures)
            return replace(
                base, figure=self._figure(Count.ONLINE if count in _ONLINE_ONLY else Count.RECEIVED, groups)
            )
        if count in (Count.ACCEPTED_LATE, Count.ACCEPTED_IN_TIME):
            timed = TraitQuery(self._period, TRAITS[Count.TIMED])
            late = self._accepted_late
            traits = (
                replace(timed, only=late) if count is Count.ACCEPTED_LATE else replace(timed, without=late)
            )
            return replace(base, traits=traits)
        return replace(
            base,
            figure=self._figure(count, self._groups(count)) if count in CELLS else None,
            traits=TraitQuery(self._period, TRAITS[count]) if count in TRAITS else None,
        )

    @cached_property
    def procedures(self) -> MeasuredProcedures:
        return MeasuredProcedures(self._versions, self._ledger, self._period.last)

    @cached_property
    def _versions(self) -> tuple[ProcedureVersion, ...]:
        return catalogue_reads.versions(self._connection)

    @cached_property
    def _ledger(self) -> Ledger:
        return ledger_reads.ledger(self._connection, self._period, self._judge_by, GroupBy.PROCEDURE)

    def _groups(self, count: Count) -> frozenset[int] | None:
        """The procedure versions of a count; None where it takes all."""
        if count not in SERVED:
            return None
        return frozenset(version.id for version in self._versions if version.online is not None)

    def _figure(self, count: Count, groups: frozenset[int] | None) -> FigureQuery:
        return FigureQuery(self._period, self._judge_by, CELLS[count], GroupBy.PROCEDURE, groups)

    def _condition(self, count: Count) -> tuple[str, Parameters]:
        """The condition on ``dossier d`` of a count that is a sum of cells."""
        found = ledger_reads.behind(
            self._connection,
            self._period,
            self._judge_by,
            GroupBy.PROCEDURE,
            CELLS[count],
            self._groups(count),
        )
        return found.condition, found.parameters

    def _by_cells(self) -> dict[Count, int]:
        return {
            count: sum(self._ledger.total(cells, self._groups(count)) for cells in figure)
            for count, figure in CELLS.items()
        }

    def _by_traits(self) -> dict[Count, int]:
        dossiers = reads.with_traits(self._connection, self._period)
        counts = {
            count: sum(n for traits, n in dossiers.items() if wanted <= traits)
            for count, wanted in TRAITS.items()
        }
        counts[Count.RETURNED], counts[Count.RETURNED_BY_POST] = reads.returned(
            self._connection, self._period
        )
        return counts

    def _causes(self) -> tuple[tuple[str, int], ...]:
        return by_frequency(self.late_causes.values())

    @cached_property
    def late_causes(self) -> dict[int, str]:
        """The cause of each late dossier by its id."""
        return reads.causes(self._connection, *self._condition(Count.LATE))

    def _times(self) -> tuple[ProcessingTime | None, tuple[ProcedureTime, ...]]:
        """The processing time of all results, and of each procedure."""
        procedure_of = {version.id: version.procedure_id for version in self._versions}
        latest = {version.procedure_id: version for version in self._versions}
        whole: Counter[int] = Counter()
        by_procedure: dict[int, Counter[int]] = {}
        working_days: dict[tuple[int, int], int] = {}
        for one in reads.processed(self._connection, self._period):
            pair = (one.accepted_on, one.ended_on)
            if pair not in working_days:
                accepted_on, ended_on = map(date.fromordinal, pair)
                working_days[pair] = self._desk.calendar.count(accepted_on, ended_on)
            procedure = procedure_of[one.version_id]
            by_procedure.setdefault(procedure, Counter())[working_days[pair]] += one.n
            whole[working_days[pair]] += one.n
        times = (
            ProcedureTime(latest[procedure].code, latest[procedure].name, time)
            for procedure, distribution in by_procedure.items()
            if (time := ProcessingTime.of(distribution))
        )
        return ProcessingTime.of(whole), tuple(sorted(times, key=lambda one: one.code))

    @cached_property
    def _accepted_late(self) -> frozenset[int]:
        """The online dossiers of the period that waited more than eight working hours, by their ids."""
        slow = reads.slow_acceptances(self._connection, self._period)
        if not slow:
            return frozenset()
        clock = Clock(self._zone)
        since = self._period.first - _INDEXED_BEFORE
        passed = OfficeTime(self._sessions(since, clock))
        start = clock.stored(datetime.combine(since, datetime.min.time()))
        late = set()
        for one in slow:
            used = passed.between(one.submitted_at, one.accepted_at)
            if one.submitted_at < start or used == ACCEPT_WITHIN_SECONDS:
                if self._is_late(one, clock):
                    late.add(one.id)
            elif used > ACCEPT_WITHIN_SECONDS:
                late.add(one.id)
        return frozenset(late)

    def _sessions(self, since: date, clock: Clock) -> Iterator[tuple[int, int]]:
        """The office sessions from a day to the end of the period, in UTC seconds."""
        for ahead in range((self._period.end - since).days):
            for opens, closes in self._desk.office.sessions_on(since + timedelta(days=ahead)):
                yield clock.stored(opens), clock.stored(closes)

    def _is_late(self, one: SlowAcceptance, clock: Clock) -> bool:
        """By the rule itself, for an acceptance in the last minute or long after."""
        return clock.local(one.accepted_at) > acceptance_due(clock.local(one.submitted_at), self._desk.office)
