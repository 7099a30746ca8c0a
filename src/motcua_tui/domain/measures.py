"""The measures of a period beside its figures: what is counted, which two counts make a rate, and the scores.

A :class:`Count` is a number of dossiers or procedures with one meaning; a :class:`Rate` is two of them,
always told as n/N. Counts of dossiers are taken where they can be listed by the same rule: as cells of the
ledger (``CELLS``), or as facts of the dossier that no later event changes (``TRAITS``). Processing times
are working days from acceptance to result, the day of acceptance not counted.

How the numbers come out of a record is in ``services.measures``; docs/counting.md says why they are so.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import accumulate
from typing import Final, Self

from motcua_tui.domain.codes import Channel, JudgeBy
from motcua_tui.domain.ledger import CellFilter, Judgement, Origin, Status
from motcua_tui.domain.periods import Period
from motcua_tui.domain.profiles import Figure, Ratio


class Count(StrEnum):
    """What is counted. The ids are used in files and JSON and stay as they are."""

    ALL = "all"
    """Carried over and received: all that the desk had in hand."""
    RECEIVED = "received"
    """Accepted in the period."""
    ONLINE = "online"
    ONLINE_FULL = "online_full"
    ONLINE_PARTIAL = "online_partial"
    POST = "post"
    DIRECT = "direct"
    RECEIVED_SERVED = "received_served"
    """Received on procedures with online service, by whatever channel."""
    ONLINE_SERVED = "online_served"
    """Of those, the ones that came online."""
    FILED_BY_OFFICER = "filed_by_officer"
    ONLINE_BY_OFFICER = "online_by_officer"
    """Online in the books, but filed by an officer for the citizen (cán bộ nộp hộ)."""
    TIMED = "timed"
    """Received online, and the moment of submission is known."""
    ACCEPTED_IN_TIME = "accepted_in_time"
    """Of those, accepted within eight working hours (NĐ 118/2025 art. 17.2)."""
    ACCEPTED_LATE = "accepted_late"
    WITH_FEE = "with_fee"
    PAID_ONLINE = "paid_online"
    """With a fee, and it was paid online."""
    PAPERS_DIGITISED = "papers_digitised"
    FINISHED = "finished"
    BY_DUE = "finished_by_due"
    """Finished before the due date or on it."""
    FINISHED_LATE = "finished_late"
    RE_DATED = "re_dated"
    """Finished after an apology with a new date."""
    REFUSED = "refused"
    STOPPED = "stopped"
    CLOSED = "closed"
    RESULTS = "results"
    """Finished with a result, granted or refused."""
    RESULTS_DIGITISED = "results_digitised"
    PENDING = "pending"
    OVERDUE = "overdue"
    AWAITING_SUPPLEMENT = "awaiting_supplement"
    WITHIN_DUE = "within_due"
    """Finished by the due date, or pending and not overdue."""
    LATE = "late"
    """Finished late, or overdue at the end of the period."""
    APOLOGISED = "apologised"
    """Late, and the applicant got an apology with a new date."""
    APOLOGISED_IN_TIME = "apologised_in_time"
    APOLOGISED_LATE = "apologised_late"
    RETURNED = "returned"
    """Results handed to the citizen in the period."""
    RETURNED_BY_POST = "returned_by_post"
    PROCEDURES = "procedures"
    """In force on the last day; so are all counts of procedures."""
    PROCEDURES_USED = "procedures_used"
    """With a dossier received in the period."""
    PROCEDURES_ONLINE = "procedures_online"
    PROCEDURES_ONLINE_FULL = "procedures_online_full"
    PROCEDURES_ONLINE_PARTIAL = "procedures_online_partial"
    """Partial online service only."""
    PROCEDURES_ONLINE_USED = "procedures_online_used"
    """With online service, and a dossier came online in the period."""
    PROCEDURES_ONLINE_FULL_USED = "procedures_online_full_used"
    PROCEDURES_ONLINE_PARTIAL_USED = "procedures_online_partial_used"
    PROCEDURES_ONLINE_UNUSED = "procedures_online_unused"
    PROCEDURES_BY_POST = "procedures_by_post"
    PROCEDURES_WITH_FEE = "procedures_with_fee"
    PROCEDURES_LIMITED = "procedures_limited"
    """With a legal and a local limit in one unit."""
    PROCEDURES_SHORTENED = "procedures_shortened"
    """Of those, the ones whose local limit is the shorter one."""

    @property
    def of_procedures(self) -> bool:
        """Whether procedures are counted, not dossiers."""
        return self.value.startswith("procedures")


class Trait(StrEnum):
    """A fact of a dossier in a period that later events leave alone, or that is as it was last told."""

    NEW = "new"
    """Accepted in the period."""
    RESULT = "result"
    """Finished in the period with a result, granted or refused."""
    ONLINE = "online"
    FILED_BY_OFFICER = "filed_by_officer"
    WITH_FEE = "with_fee"
    PAID_ONLINE = "paid_online"
    PAPERS_DIGITISED = "papers_digitised"
    RESULT_DIGITISED = "result_digitised"
    TIMED = "timed"
    """The moment of submission is known."""
    RETURNED = "returned"
    """Handed to the citizen in the period."""
    BY_POST = "by_post"
    """Handed over by post."""
    APOLOGY_IN_TIME = "apology_in_time"
    APOLOGY_LATE = "apology_late"
    """The last apology came after the last working day before the due date (NĐ 118/2025 art. 19.6)."""


def _figure(
    origin: Origin | None = None,
    channels: tuple[Channel, ...] | None = None,
    status: tuple[Status, ...] | None = None,
    judgement: tuple[Judgement, ...] | None = None,
    *,
    waiting: bool | None = None,
    re_dated: bool | None = None,
) -> Figure:
    return (
        CellFilter(
            origin=None if origin is None else frozenset({origin}),
            channel=None if channels is None else frozenset(channels),
            status=None if status is None else frozenset(status),
            judgement=None if judgement is None else frozenset(judgement),
            waiting=waiting,
            re_dated=re_dated,
        ),
    )


_NEW: Final = Origin.NEW
_ONLINE: Final = tuple(channel for channel in Channel if channel.online)
_ENDED: Final = tuple(status for status in Status if status is not Status.PENDING)
_BY_DUE: Final = (Judgement.EARLY, Judgement.ON_TIME)
_LATE: Final = (Judgement.LATE, Judgement.OVERDUE)

CELLS: Final[Mapping[Count, Figure]] = {
    Count.ALL: _figure(),
    Count.RECEIVED: _figure(_NEW),
    Count.ONLINE: _figure(_NEW, _ONLINE),
    Count.ONLINE_FULL: _figure(_NEW, (Channel.ONLINE_FULL,)),
    Count.ONLINE_PARTIAL: _figure(_NEW, (Channel.ONLINE_PARTIAL,)),
    Count.POST: _figure(_NEW, (Channel.POST,)),
    Count.DIRECT: _figure(_NEW, (Channel.DIRECT,)),
    Count.RECEIVED_SERVED: _figure(_NEW),
    Count.ONLINE_SERVED: _figure(_NEW, _ONLINE),
    Count.FINISHED: _figure(status=_ENDED),
    Count.BY_DUE: _figure(status=_ENDED, judgement=_BY_DUE),
    Count.FINISHED_LATE: _figure(status=_ENDED, judgement=_LATE),
    Count.RE_DATED: _figure(status=_ENDED, re_dated=True),
    Count.REFUSED: _figure(status=(Status.REFUSED,)),
    Count.STOPPED: _figure(status=(Status.STOPPED,)),
    Count.CLOSED: _figure(status=(Status.CLOSED,)),
    Count.PENDING: _figure(status=(Status.PENDING,)),
    Count.OVERDUE: _figure(status=(Status.PENDING,), judgement=_LATE),
    Count.AWAITING_SUPPLEMENT: _figure(status=(Status.PENDING,), waiting=True),
    Count.WITHIN_DUE: _figure(judgement=(*_BY_DUE, Judgement.IN_TIME)),
    Count.LATE: _figure(judgement=_LATE),
    Count.APOLOGISED: _figure(judgement=_LATE, re_dated=True),
    Count.APOLOGISED_IN_TIME: _figure(judgement=_LATE, re_dated=True),
    Count.APOLOGISED_LATE: _figure(judgement=_LATE, re_dated=True),
}
"""The counts that are sums of cells; those of the served procedures take their groups only, those of the
two kinds of apology have a trait beside."""

SERVED: Final = frozenset({Count.RECEIVED_SERVED, Count.ONLINE_SERVED})
"""The counts that take the dossiers of procedures with online service only."""

TRAITS: Final[Mapping[Count, frozenset[Trait]]] = {
    Count.FILED_BY_OFFICER: frozenset({Trait.NEW, Trait.FILED_BY_OFFICER}),
    Count.ONLINE_BY_OFFICER: frozenset({Trait.NEW, Trait.ONLINE, Trait.FILED_BY_OFFICER}),
    Count.TIMED: frozenset({Trait.NEW, Trait.ONLINE, Trait.TIMED}),
    Count.WITH_FEE: frozenset({Trait.NEW, Trait.WITH_FEE}),
    Count.PAID_ONLINE: frozenset({Trait.NEW, Trait.WITH_FEE, Trait.PAID_ONLINE}),
    Count.PAPERS_DIGITISED: frozenset({Trait.NEW, Trait.PAPERS_DIGITISED}),
    Count.RESULTS: frozenset({Trait.RESULT}),
    Count.RESULTS_DIGITISED: frozenset({Trait.RESULT, Trait.RESULT_DIGITISED}),
    Count.RETURNED: frozenset({Trait.RETURNED}),
    Count.RETURNED_BY_POST: frozenset({Trait.RETURNED, Trait.BY_POST}),
    Count.APOLOGISED_IN_TIME: frozenset({Trait.APOLOGY_IN_TIME}),
    Count.APOLOGISED_LATE: frozenset({Trait.APOLOGY_LATE}),
}
"""The counts of dossiers that have every one of some traits."""


class Rate(StrEnum):
    """Two counts, the first out of the second."""

    ON_TIME = "on_time"
    WITHIN_DUE = "within_due"
    ACCEPTED_IN_TIME = "accepted_in_time"
    ONLINE = "online"
    ONLINE_FULL = "online_full"
    ONLINE_PARTIAL = "online_partial"
    ONLINE_SERVED = "online_served"
    FILED_BY_OFFICER = "filed_by_officer"
    ONLINE_BY_OFFICER = "online_by_officer"
    PAPERS_DIGITISED = "papers_digitised"
    RESULTS_DIGITISED = "results_digitised"
    PAID_ONLINE = "paid_online"
    POST_IN = "post_in"
    POST_OUT = "post_out"
    APOLOGISED = "apologised"
    APOLOGISED_IN_TIME = "apologised_in_time"
    APOLOGISED_LATE = "apologised_late"
    RE_DATED = "re_dated"
    REFUSED = "refused"
    STOPPED = "stopped"
    CLOSED = "closed"
    AWAITING_SUPPLEMENT = "awaiting_supplement"
    PROCEDURES_USED = "procedures_used"
    PROCEDURES_ONLINE = "procedures_online"
    PROCEDURES_ONLINE_USED = "procedures_online_used"
    PROCEDURES_ONLINE_UNUSED = "procedures_online_unused"
    PROCEDURES_SHORTENED = "procedures_shortened"


RATES: Final[Mapping[Rate, tuple[Count, Count]]] = {
    Rate.ON_TIME: (Count.BY_DUE, Count.FINISHED),
    Rate.WITHIN_DUE: (Count.WITHIN_DUE, Count.ALL),
    Rate.ACCEPTED_IN_TIME: (Count.ACCEPTED_IN_TIME, Count.TIMED),
    Rate.ONLINE: (Count.ONLINE, Count.RECEIVED),
    Rate.ONLINE_FULL: (Count.ONLINE_FULL, Count.RECEIVED),
    Rate.ONLINE_PARTIAL: (Count.ONLINE_PARTIAL, Count.RECEIVED),
    Rate.ONLINE_SERVED: (Count.ONLINE_SERVED, Count.RECEIVED_SERVED),
    Rate.FILED_BY_OFFICER: (Count.FILED_BY_OFFICER, Count.RECEIVED),
    Rate.ONLINE_BY_OFFICER: (Count.ONLINE_BY_OFFICER, Count.ONLINE),
    Rate.PAPERS_DIGITISED: (Count.PAPERS_DIGITISED, Count.RECEIVED),
    Rate.RESULTS_DIGITISED: (Count.RESULTS_DIGITISED, Count.RESULTS),
    Rate.PAID_ONLINE: (Count.PAID_ONLINE, Count.WITH_FEE),
    Rate.POST_IN: (Count.POST, Count.RECEIVED),
    Rate.POST_OUT: (Count.RETURNED_BY_POST, Count.RETURNED),
    Rate.APOLOGISED: (Count.APOLOGISED, Count.LATE),
    Rate.APOLOGISED_IN_TIME: (Count.APOLOGISED_IN_TIME, Count.LATE),
    Rate.APOLOGISED_LATE: (Count.APOLOGISED_LATE, Count.LATE),
    Rate.RE_DATED: (Count.RE_DATED, Count.FINISHED),
    Rate.REFUSED: (Count.REFUSED, Count.FINISHED),
    Rate.STOPPED: (Count.STOPPED, Count.FINISHED),
    Rate.CLOSED: (Count.CLOSED, Count.FINISHED),
    Rate.AWAITING_SUPPLEMENT: (Count.AWAITING_SUPPLEMENT, Count.PENDING),
    Rate.PROCEDURES_USED: (Count.PROCEDURES_USED, Count.PROCEDURES),
    Rate.PROCEDURES_ONLINE: (Count.PROCEDURES_ONLINE, Count.PROCEDURES),
    Rate.PROCEDURES_ONLINE_USED: (Count.PROCEDURES_ONLINE_USED, Count.PROCEDURES_ONLINE),
    Rate.PROCEDURES_ONLINE_UNUSED: (Count.PROCEDURES_ONLINE_UNUSED, Count.PROCEDURES_ONLINE),
    Rate.PROCEDURES_SHORTENED: (Count.PROCEDURES_SHORTENED, Count.PROCEDURES_LIMITED),
}


@dataclass(frozen=True, slots=True)
class ProcessingTime:
    """How long ``n`` results took, in working days. The fractions are exact."""

    n: int
    average: Fraction
    median: Fraction
    """The middle one, or half-way between the two in the middle."""
    longest: int

    @classmethod
    def of(cls, distribution: Mapping[int, int]) -> Self | None:
        """Of how many results took how many days; None where there is none."""
        n = sum(distribution.values())
        if not n:
            return None
        days = sorted(day for day, count in distribution.items() if count)
        total = sum(day * distribution[day] for day in days)
        passed = list(accumulate(distribution[day] for day in days))
        low, high = (days[bisect_right(passed, place)] for place in ((n - 1) // 2, n // 2))
        return cls(n, Fraction(total, n), Fraction(low + high, 2), days[-1])


@dataclass(frozen=True, slots=True)
class ProcedureTime:
    """The processing time of one procedure, by its code and latest name."""

    code: str
    name: str
    time: ProcessingTime


@dataclass(frozen=True, slots=True)
class Measures:
    """The measures of one period."""

    period: Period
    judge_by: JudgeBy
    counts: Mapping[Count, int]
    time: ProcessingTime | None
    """Of all results of the period."""
    procedures: tuple[ProcedureTime, ...]
    """By code; procedures without a result are left out."""
    causes: tuple[tuple[str, int], ...]
    """The late dossiers by cause, the most frequent first; the empty cause is the one nobody told."""

    def __getitem__(self, count: Count) -> int:
        return self.counts[count]

    def rate(self, rate: Rate) -> Ratio:
        n, of = RATES[rate]
        return Ratio(self[n], self[of])


@dataclass(frozen=True, slots=True)
class Criterion:
    """A row of a score table: a rate of two counts that earns points.

    A rate of ``threshold`` per cent or more earns all points, a lower one its share: points × rate.
    """

    code: str
    name: str
    numerator: Count
    denominator: Count
    points: Decimal
    threshold: Decimal = Decimal(100)

    def ratio(self, measures: Measures) -> Ratio:
        return Ratio(measures[self.numerator], measures[self.denominator])

    def score(self, measures: Measures) -> Fraction | None:
        """The points earned, exactly; None when there is nothing to divide by."""
        ratio = self.ratio(measures)
        if ratio.of == 0:
            return None
        rate, points = Fraction(ratio.n, ratio.of), Fraction(self.points)
        return points if 100 * rate >= Fraction(self.threshold) else points * rate


QD_766: Final = (
    Criterion("2.1", "Tỷ lệ hồ sơ giải quyết đúng hạn", Count.WITHIN_DUE, Count.ALL, Decimal(20)),
    Criterion(
        "3.1",
        "Tỷ lệ thủ tục hành chính cung cấp dịch vụ công trực tuyến",
        Count.PROCEDURES_ONLINE,
        Count.PROCEDURES,
        Decimal(2),
    ),
    Criterion(
        "3.2",
        "Tỷ lệ dịch vụ công trực tuyến có phát sinh hồ sơ",
        Count.PROCEDURES_ONLINE_USED,
        Count.PROCEDURES_ONLINE,
        Decimal(4),
    ),
    Criterion("3.3", "Tỷ lệ hồ sơ nộp trực tuyến", Count.ONLINE_SERVED, Count.RECEIVED_SERVED, Decimal(6)),
    Criterion("3.6", "Tỷ lệ hồ sơ thanh toán trực tuyến", Count.PAID_ONLINE, Count.WITH_FEE, Decimal(6)),
    Criterion("4.1", "Tỷ lệ hồ sơ cấp kết quả điện tử", Count.RESULTS_DIGITISED, Count.RESULTS, Decimal(6)),
    Criterion("4.2", "Tỷ lệ hồ sơ được số hóa", Count.PAPERS_DIGITISED, Count.RECEIVED, Decimal(4)),
)
"""The indices of QĐ 766/QĐ-TTg (23 Jun 2022) that a desk can count, with their points: 2.1 is 20 × rate.
Names and points of the other indices are second-hand, so an office may put in its own."""
