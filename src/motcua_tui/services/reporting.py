"""The period report: one ledger, summed by a profile, with the dossiers behind every figure.

A row stands for the groups of the ledger that bear one name; the same names lead from a figure back
to its dossiers, so a list can only hold what its figure counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from motcua_tui.domain.codes import Channel, JudgeBy
from motcua_tui.domain.ledger import Cell, CellFilter, Ledger, Origin, Status
from motcua_tui.domain.periods import Period, ReportingPeriod, default_profile_name
from motcua_tui.domain.profiles import Profile, ProfileName, Ratio, profile
from motcua_tui.domain.text import sort_key
from motcua_tui.reports.model import DataWarning, PeriodReport, ReportRow
from motcua_tui.reports.sentences import SentenceExtras
from motcua_tui.services.browse import query
from motcua_tui.services.desk import Desk
from motcua_tui.storage.reads import catalogue as catalogue_reads
from motcua_tui.storage.reads import ledger as ledger_reads
from motcua_tui.storage.reads import office as office_reads
from motcua_tui.storage.reads import warnings as warning_reads
from motcua_tui.storage.reads.dossiers import DossierQuery
from motcua_tui.storage.reads.figures import FigureQuery
from motcua_tui.storage.reads.ledger import GroupBy
from motcua_tui.storage.reads.rows import Parameters

UNNAMED: Final = "(chưa ghi)"
"""The row of the dossiers without a field, department or officer; Vietnamese in every language."""


class By(StrEnum):
    """What the rows of a report stand for."""

    FIELD = "field"
    PROCEDURE = "procedure"
    CHANNEL = "channel"
    DEPARTMENT = "department"
    OFFICER = "officer"
    MONTH = "month"
    AGENCY = "agency"


class Against(StrEnum):
    """Which periods a report is compared with."""

    PREVIOUS = "previous"
    LAST_YEAR = "last-year"
    BOTH = "both"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Question:
    """What a report is asked: the period, how to judge, and what its rows are."""

    reporting: ReportingPeriod
    profile: ProfileName
    judge_by: JudgeBy
    by: By | None = None

    @classmethod
    def of(
        cls,
        desk: Desk,
        reporting: ReportingPeriod,
        profile: ProfileName | None = None,
        by: By | None = None,
        judge_by: JudgeBy | None = None,
    ) -> Question:
        """The question with the desk's defaults; the profile follows the period's last day."""
        return cls(
            reporting,
            profile or ProfileName(default_profile_name(reporting.period)),
            judge_by or desk.settings.judge_by,
            by,
        )

    @property
    def period(self) -> Period:
        return self.reporting.period


@dataclass(frozen=True, slots=True)
class Comparison:
    """The totals of two other periods, and what the day before the period left over."""

    previous: PeriodReport
    last_year: PeriodReport
    pending_before: int
    """Pending at the end of the day before the period, waiting ones included: what it must carry over."""


def report(desk: Desk, question: Question) -> PeriodReport:
    """The figures of the question, with rows and data warnings."""
    group_by = _group_by(question.by)
    ledger = _ledger(desk, question, group_by)
    match question.by:
        case None:
            rows: tuple[ReportRow, ...] = ()
        case By.MONTH:
            rows = months(desk, question)
        case by:
            rules = _profile(desk, question)
            rows = tuple(ReportRow(name, rules.summarise(part)) for name, part in _parts(desk, by, ledger))
    warnings = _warnings(desk, question, ledger if group_by is GroupBy.PROCEDURE else None)
    return replace(_totals(desk, question, ledger), rows=rows, warnings=warnings)


def months(desk: Desk, question: Question) -> tuple[ReportRow, ...]:
    """The figures of each month of the period, by its name (``2026-09``)."""
    return spans(desk, question, question.period.months())


def spans(desk: Desk, question: Question, parts: Sequence[tuple[str, Period]]) -> tuple[ReportRow, ...]:
    """The figures of some periods by the question's profile, each under its name."""
    rules = _profile(desk, question)
    counted = _ledgers(desk, question, [period for _, period in parts])
    return tuple(ReportRow(name, rules.summarise(counted[period])) for name, period in parts)


def compared(desk: Desk, question: Question) -> Comparison:
    """The totals of the period before and of the same period last year, by the question's profile."""
    before = question.period.previous()
    previous = replace(question, reporting=question.reporting.previous())
    last_year = replace(question, reporting=question.reporting.same_last_year())
    counted = _ledgers(desk, question, (before, previous.period, last_year.period))
    return Comparison(
        _totals(desk, previous, counted[previous.period]),
        _totals(desk, last_year, counted[last_year.period]),
        counted[before].total(_PENDING),
    )


def sentence_extras(desk: Desk, question: Question, against: Against | None = None) -> SentenceExtras:
    """What the sentences say beside the figures.

    The online share is that of the dossiers received on procedures with online service. Causes and
    apologies are those of the dossiers in the late columns. A comparison needs dossiers to compare with;
    two free dates are compared with the same days last year, unless ``against`` says otherwise.
    """
    versions = catalogue_reads.versions(desk.database.reader())
    served = frozenset(version.id for version in versions if version.online is not None)
    ledger = _ledger(desk, question, GroupBy.PROCEDURE)
    late = _late(desk, question)
    if against is None:
        against = Against.BOTH if question.reporting.preset else Against.LAST_YEAR
    return SentenceExtras(
        online=Ratio(ledger.total(_NEW_ONLINE, served), ledger.total(_NEW, served)),
        late_causes=late_causes(desk, question) if any(map(ledger.total, late)) else (),
        apologised=Ratio(
            sum(ledger.total(replace(cells, re_dated=True)) for cells in late),
            sum(ledger.total(cells) for cells in late),
        ),
        compared=tuple({one.period: one for one in others(desk, question, against).values()}.values()),
    )


def others(desk: Desk, question: Question, against: Against) -> dict[Against, PeriodReport]:
    """The totals of the periods to compare with, those that had a dossier."""
    wanted = {
        kind: replace(question, reporting=other)
        for kind, other in (
            (Against.PREVIOUS, question.reporting.previous()),
            (Against.LAST_YEAR, question.reporting.same_last_year()),
        )
        if against in (kind, Against.BOTH)
    }
    counted = _ledgers(desk, question, [other.period for other in wanted.values()])
    made = {kind: _totals(desk, other, counted[other.period]) for kind, other in wanted.items()}
    return {kind: other for kind, other in made.items() if other.total["received.total"]}


def late_causes(desk: Desk, question: Question) -> tuple[tuple[str, int], ...]:
    """The dossiers of the late columns by cause, the most frequent first; the empty one is untold."""
    from motcua_tui.storage.reads import measures as measure_reads

    condition = condition_behind(desk, question, ("finished.late", "pending.overdue"))
    return by_frequency(measure_reads.causes(desk.database.reader(), *condition).values())


def condition_behind(desk: Desk, question: Question, figures: Iterable[str]) -> tuple[str, Parameters]:
    """The condition on ``dossier d`` that takes the dossiers of some figures of the total."""
    rules = _profile(desk, question)
    found = ledger_reads.behind(
        desk.database.reader(),
        question.period,
        question.judge_by,
        GroupBy.PROCEDURE,
        tuple(cells for name in figures for cells in rules.figures[name]),
        None,
    )
    return found.condition, found.parameters


def by_frequency(causes: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """How often each cause comes, the most frequent first, what nobody told last."""
    counts = Counter(causes).items()
    return tuple(sorted(counts, key=lambda cause: (not cause[0], -cause[1], sort_key(cause[0]))))


def _late(desk: Desk, question: Question) -> tuple[CellFilter, ...]:
    figures = _profile(desk, question).figures
    return (*figures["finished.late"], *figures["pending.overdue"])


def dossiers_behind(
    desk: Desk, question: Question, figures: Iterable[str], row: str | None = None
) -> DossierQuery:
    """The list of exactly the dossiers that the figures count together, in a row or in the total."""
    rules = _profile(desk, question)
    cells = tuple(cell for name in figures for cell in rules.figures[name])
    period, groups = question.period, None
    if row is not None and question.by is not None:
        match question.by:
            case By.MONTH:
                period = dict(period.months())[row]
            case By.CHANNEL:
                cells = tuple(_only(Channel(row), cells))
            case by:
                groups = frozenset(group for group, name in _names(desk, by).items() if name == row)
    behind = FigureQuery(period, question.judge_by, cells, _group_by(question.by), groups)
    return replace(query(desk), figure=behind)


def dossiers_warned_of(desk: Desk, warnings: Iterable[DataWarning]) -> DossierQuery:
    """The list of the dossiers that data warnings name."""
    return replace(query(desk), codes=frozenset(code for warning in warnings for code in warning.codes))


_PENDING: Final = CellFilter(status=frozenset({Status.PENDING}))
_NEW: Final = CellFilter(origin=frozenset({Origin.NEW}))
_NEW_ONLINE: Final = replace(_NEW, channel=frozenset(channel for channel in Channel if channel.online))


def _profile(desk: Desk, question: Question) -> Profile:
    return profile(question.profile, as_on_time=desk.settings.others_as_on_time)


def _totals(desk: Desk, question: Question, ledger: Ledger) -> PeriodReport:
    """The report without rows and warnings."""
    return PeriodReport(
        period=question.period,
        label=question.reporting.label if question.reporting.preset else "",
        profile=question.profile,
        judge_by=question.judge_by,
        as_on_time=desk.settings.others_as_on_time,
        total=_profile(desk, question).summarise(ledger),
        rows=(),
        by=question.by.value if question.by else None,
        warnings=(),
        numbers=desk.settings.numbers,
        agency=desk.settings.agency,
        desk=desk.settings.desk,
    )


def _ledger(desk: Desk, question: Question, by: GroupBy) -> Ledger:
    return ledger_reads.ledger(desk.database.reader(), question.period, question.judge_by, by)


def _ledgers(desk: Desk, question: Question, periods: Iterable[Period]) -> dict[Period, Ledger]:
    """The ledgers of other periods, judged as the question is, without groups; all of them in one go."""
    wanted = tuple(dict.fromkeys(periods))
    reader = desk.database.reader()
    counted = ledger_reads.ledgers(reader, wanted, question.judge_by, GroupBy.NOTHING)
    return dict(zip(wanted, counted, strict=True))


def _group_by(by: By | None) -> GroupBy:
    """What the ledger is grouped by; channels and months need no groups, fields are sets of procedures."""
    match by:
        case None | By.CHANNEL | By.MONTH:
            return GroupBy.NOTHING
        case By.DEPARTMENT:
            return GroupBy.DEPARTMENT
        case By.OFFICER:
            return GroupBy.OFFICER
        case By.AGENCY:
            return GroupBy.AGENCY
        case _:
            return GroupBy.PROCEDURE


def _parts(desk: Desk, by: By, ledger: Ledger) -> list[tuple[str, Ledger]]:
    """The ledger cut into rows, each by its name: channels in their order, others by the alphabet."""
    name_of: Callable[[Cell], str]
    if by is By.CHANNEL:
        order: list[str] = list(Channel)
        name_of = _channel
    else:
        names = _names(desk, by)
        order = sorted(set(names.values()), key=lambda name: (name == UNNAMED, sort_key(name)))

        def name_of(cell: Cell) -> str:
            return names[cell.group]

    parts: dict[str, list[tuple[Cell, int]]] = {}
    for cell, n in ledger:
        parts.setdefault(name_of(cell), []).append((cell, n))
    return [(name, Ledger(ledger.period, parts[name])) for name in order if name in parts]


def _channel(cell: Cell) -> str:
    return cell.channel


def _names(desk: Desk, by: By) -> Mapping[int, str]:
    """The row that each group of the ledger belongs to; group 0 are the dossiers without one."""
    connection = desk.database.reader()
    match by:
        case By.DEPARTMENT:
            names = office_reads.departments(connection)
        case By.OFFICER:
            names = office_reads.officers(connection)
        case By.AGENCY:
            names = office_reads.agencies(connection)
        case By.PROCEDURE:
            names = _procedure_names(desk)
        case _:
            names = {version.id: version.field for version in catalogue_reads.versions(connection)}
    return {0: UNNAMED, **{group: name or UNNAMED for group, name in names.items()}}


def _procedure_names(desk: Desk) -> dict[int, str]:
    """The names of the procedures by their versions, with the code where several bear one name."""
    versions = catalogue_reads.versions(desk.database.reader())
    codes: dict[str, set[str]] = {}
    for version in versions:
        codes.setdefault(version.name, set()).add(version.code)
    return {
        version.id: version.name if len(codes[version.name]) == 1 else f"{version.name} ({version.code})"
        for version in versions
    }


def _only(channel: Channel, cells: Iterable[CellFilter]) -> Iterable[CellFilter]:
    """The filters, of one channel; those that take other channels only are left out."""
    for cell in cells:
        if cell.channel is None or channel in cell.channel:
            yield replace(cell, channel=frozenset({channel}))


def _warnings(desk: Desk, question: Question, by_procedure: Ledger | None) -> tuple[DataWarning, ...]:
    found = warning_reads.warnings(
        desk.database.reader(),
        question.period,
        today=desk.today(),
        late_entry_days=desk.settings.late_entry_days,
        by_procedure=by_procedure,
    )
    return tuple(DataWarning(warning.kind, warning.codes) for warning in found)
