"""Who files what and when: a plan of the sample desk's years that gives the counts of real reports.

Each cohort is a reporting period with the number of dossiers of every fate. A dossier is drawn with
its acceptance, procedure and channel; the rules give its due date; then it gets one of the fates its
dates allow. What is pending at the end of a cohort is carried over into the next one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import Enum, auto
from random import Random

from motcua_tui.domain.calendar import WorkCalendar
from motcua_tui.domain.catalogue import ProcedureVersion
from motcua_tui.domain.codes import Channel, Outcome, ReturnWay
from motcua_tui.domain.lifecycle import Rules
from motcua_tui.domain.office import OfficeHours
from sample_db.catalogue import weight

CLOSED_AFTER = 16
"""Days from the request to the closing of a dossier that was never completed."""
RISE = 0.7
"""Below 1: more dossiers come in towards the end of a period than at its start."""


class Fate(Enum):
    LATE = auto()
    ON_TIME = auto()
    OTHER = auto()
    EARLY = auto()


@dataclass(slots=True)
class Case:
    """One planned dossier."""

    accepted_at: datetime
    version: ProcedureVersion
    channel: Channel
    due_on: date
    finished_on: date | None = None
    outcome: Outcome = Outcome.GRANTED
    asked_on: date | None = None
    resumed_on: date | None = None
    redated_on: date | None = None
    promised_due: date | None = None
    payment_asked_on: date | None = None
    returned_by: ReturnWay = ReturnWay.DESK
    handed_over: bool = False
    only_submitted: bool = False
    declined: bool = False

    @property
    def accepted_on(self) -> date:
        return self.accepted_at.date()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cohort:
    """One period: its dates, its new dossiers, and how many end how. The rest ends early."""

    first: date
    last: date
    new: Callable[[Planner, date, date], list[Case]]
    pending: int
    late: int | None = 0
    """None: those that can end in no other way."""
    on_time: int | None = None
    """None: any number, drawn."""
    other: int = 0
    may_be_overdue: bool = False
    posted: int = 0
    """Results sent back by post."""


@dataclass(slots=True)
class Planner:
    """Draws dossiers and their fates, always the same ones for the same seed."""

    versions: list[ProcedureVersion]
    calendar: WorkCalendar
    office: OfficeHours
    rng: Random
    cases: list[Case] = field(default_factory=list)

    def draw(
        self,
        count: int,
        first: date,
        last: date,
        channel: Callable[[ProcedureVersion], Channel],
        *,
        among: Callable[[ProcedureVersion], bool] = lambda v: True,
    ) -> list[Case]:
        """New dossiers on working days of [first, last] of the procedures that ``among`` takes."""
        days = self.working_days(first, last)
        pool = [v for v in self.versions if v.in_force(first) and among(v)]
        chances = [weight(v) for v in pool]
        every = pool if count >= len(pool) else []
        chosen = every + self.rng.choices(pool, chances, k=count - len(every))
        return [self.case(days[int(len(days) * self.rng.random() ** RISE)], v, channel(v)) for v in chosen]

    def case(self, day: date, version: ProcedureVersion, channel: Channel) -> Case:
        """A dossier accepted on that day, with the due date that the rules give."""
        at = datetime.combine(day, self.moment())
        due = Rules(version, self.calendar, self.office).due(at)
        assert due is not None
        return Case(at, version, channel, due.on)

    def moment(self) -> time:
        """Some minute of the office hours."""
        start, minutes = self.rng.choice((((7, 30), 240), ((13, 30), 200)))
        return (datetime(2000, 1, 1, *start) + timedelta(minutes=self.rng.randrange(minutes))).time()

    def working_days(self, first: date, last: date) -> list[date]:
        return [
            d
            for n in range((last - first).days + 1)
            if self.calendar.is_working(d := first + timedelta(days=n))
        ]

    def run(self, cohort: Cohort, carried: list[Case]) -> list[Case]:
        """Give every dossier of the cohort its fate; returns those still pending at its end."""
        new = cohort.new(self, cohort.first, cohort.last)
        self.cases += new
        waiting = carried + new
        pending = self._pick(
            sorted(waiting, key=lambda c: (self._can_end(c, cohort), -c.due_on.toordinal())),
            cohort.pending,
            lambda c: cohort.may_be_overdue or c.due_on >= cohort.last,
        )
        rest = [c for c in waiting if not _among(c, pending)]
        self.rng.shuffle(rest)
        fates = [
            (Fate.LATE, cohort.late or 0),
            (Fate.OTHER, cohort.other),
            (Fate.ON_TIME, cohort.on_time or 0),
        ]
        for fate, count in fates:
            if fate is Fate.ON_TIME:
                rest.sort(key=lambda c: bool(self.ends(c, Fate.EARLY, cohort)))
            taken = self._pick(rest, count, lambda c, fate=fate: bool(self.ends(c, fate, cohort)))  # type: ignore[misc]  # mypy does not infer the bound default
            for case in taken:
                self._finish(case, fate, cohort)
            rest = [c for c in rest if not _among(c, taken)]
        for case in rest:
            self._finish(case, self._rest(case, cohort), cohort)
        ended = [c for c in waiting if c.finished_on is not None and c.outcome is Outcome.GRANTED]
        for case in self.rng.sample(ended, cohort.posted):
            case.returned_by = ReturnWay.POST
        return pending

    def _can_end(self, case: Case, cohort: Cohort) -> bool:
        return any(self.ends(case, fate, cohort) for fate in (Fate.EARLY, Fate.ON_TIME))

    def _rest(self, case: Case, cohort: Cohort) -> Fate:
        """Early for most; on the day for some, where the cohort leaves that open."""
        on_time = cohort.on_time is None and bool(self.ends(case, Fate.ON_TIME, cohort))
        if self.ends(case, Fate.EARLY, cohort):
            return Fate.ON_TIME if on_time and self.rng.random() < 0.15 else Fate.EARLY
        return Fate.ON_TIME if on_time or cohort.late is not None else Fate.LATE

    def ends(self, case: Case, fate: Fate, cohort: Cohort) -> list[date]:
        """The days of the cohort on which the dossier can end with that fate."""
        after = max(case.accepted_on, cohort.first - timedelta(days=1))
        match fate:
            case Fate.EARLY:
                return self.working_days(
                    after + timedelta(days=1), min(case.due_on - timedelta(days=1), cohort.last)
                )
            case Fate.ON_TIME:
                return [case.due_on] if after < case.due_on <= cohort.last else []
            case Fate.LATE:
                start = max(case.due_on, after) + timedelta(days=1)
                return self.working_days(start, min(cohort.last, start + timedelta(days=12)))
            case Fate.OTHER:
                days = self.ends(case, Fate.EARLY, cohort)
                return [d for d in days if d + timedelta(days=CLOSED_AFTER + 4) <= cohort.last]

    def _finish(self, case: Case, fate: Fate, cohort: Cohort) -> None:
        days = self.ends(case, fate, cohort)
        assert days, (case, fate)
        case.finished_on = self.rng.choice(days)
        if fate is Fate.OTHER:
            case.outcome = self.rng.choice(
                (Outcome.REFUSED, Outcome.REFUSED, Outcome.STOPPED, Outcome.CLOSED)
            )
            if case.outcome is Outcome.CLOSED:
                wait = case.version.supplement.wait_days + 1
                case.asked_on = case.finished_on
                case.finished_on = self.calendar.next_working(case.asked_on + timedelta(days=wait))

    def _pick(self, cases: Iterable[Case], count: int, fits: Callable[[Case], bool]) -> list[Case]:
        taken = [c for c in cases if fits(c)][:count]
        assert len(taken) == count, (count, len(taken))
        return taken


def _among(case: Case, cases: list[Case]) -> bool:
    return any(case is other for other in cases)
