"""The way of a dossier through the office: who had it, since when, by when to pass it on, and when that was.

A procedure may have an internal process (quy trình nội bộ): steps with shares of its limit. The first step
begins with the acceptance, each later one with the hand-over that names it, and its limit is counted from
that moment as any other. It stands still while the applicant is waited for, and begins anew where the limit
of the dossier does. Without a step of its own a hand-over is allowed what is left of the dossier's limit.

With the result at the desk the limit is over, and nothing more is judged. Nothing here is stored: all of it
follows from the events, so an undone hand-over leaves no trace.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, time

from motcua_tui.domain import events as ev
from motcua_tui.domain.catalogue import ProcessStep
from motcua_tui.domain.codes import SupplementEffect, Unit
from motcua_tui.domain.deadlines import Due, due, paused
from motcua_tui.domain.dossier import Dossier
from motcua_tui.domain.lifecycle import Rules
from motcua_tui.domain.limits import HALF, TimeLimit
from motcua_tui.domain.text import fold
from motcua_tui.domain.timeliness import Timeliness
from motcua_tui.domain.typed_dates import short_date
from motcua_tui.errors import InputError
from motcua_tui.i18n import _


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """One hand-over and the time with its taker; ``event`` is the number of the event that began it."""

    event: int
    giver: str
    taker: str
    note: str = ""
    began_at: datetime
    ended_at: datetime | None = None
    step: int = 0
    """The place of the step in the process, from 1; 0 outside of it."""
    name: str = ""
    limit: TimeLimit | None = None
    """Of the step; None where only the limit of the dossier counts."""
    days_left: int | None = None
    """Working days of the dossier's limit that were left when it came, where the step has none."""
    due: Due | None = None
    used: int | None = None
    """Working days, or where the step has a limit days of its unit, or office minutes if ``in_minutes``.
    Only what is used since the limit began anew, without waiting; None while nobody counts."""
    counts: bool = True
    """False once the result is there."""
    judged: Timeliness | None = None
    """None where nothing counts, and while somebody has it who has only the limit of the dossier."""

    @property
    def in_minutes(self) -> bool:
        """The step is allowed hours, or half a day."""
        return self.limit is not None and _in_minutes(self.limit)

    @property
    def late(self) -> bool:
        return self.judged in (Timeliness.LATE, Timeliness.OVERDUE)


def legs(dossier: Dossier, desk: str, rules: Rules, now: datetime) -> tuple[Leg, ...]:
    """Every hand-over from the applicant to the officers, back to the desk (of that name) and to the
    applicant, as it stands at ``now``."""
    told = sorted(ev.that_count(dossier.events), key=lambda e: (e.on, e.number))
    citizen = dossier.particulars.submitter or dossier.particulars.applicant
    way = _Way(dossier, rules, now)
    for event in told:
        match event.what:
            case ev.Accepted():
                way.turn(event, citizen, desk, step=1 if rules.version.steps else 0)
            case ev.HandedOver(department, officer, note, step=step):
                taker = ", ".join(filter(None, (department, officer)))
                way.turn(event, way.holder or desk, taker, note, step=step)
            case ev.ResultReady():
                way.turn(event, way.holder or desk, desk, counts=False)
            case ev.Returned():
                way.turn(event, desk, citizen, counts=False)
            case ev.SupplementAsked() | ev.PaymentAsked(pauses=True):
                way.wait(event.at)
            case ev.Resumed() | ev.PaymentReceived():
                way.go_on(event)
            case ev.Stopped() | ev.Closed():
                way.leave(event.at)
    way.leave(None)
    return tuple(way.legs)


def current_step(dossier: Dossier, steps: Sequence[ProcessStep]) -> int:
    """The place of the step that the dossier has come to, from 1; 0 without a process or before it."""
    reached = 0
    for event in ev.that_count(dossier.events):
        match event.what:
            case ev.Accepted():
                reached = 1
            case ev.HandedOver(step=step) if step:
                reached = step
    return min(reached, len(steps))


def following_step(steps: Sequence[ProcessStep], current: int, department: str = "") -> int:
    """The place of the step that a hand-over from step ``current`` begins when nobody says which.

    The next one; but within the department of the current one that step goes on, and a department that has
    a later step begins that one. 0 without a process; after the last step that goes on.
    """
    if not steps:
        return 0
    following = min(current + 1, len(steps))
    names = [fold(step.department) for step in steps]
    wanted = fold(department)
    if not wanted or names[following - 1] == wanted:
        return following
    if current and names[current - 1] == wanted:
        return current
    return next((n for n in range(following, len(steps) + 1) if names[n - 1] == wanted), following)


def next_hand(
    dossier: Dossier, steps: Sequence[ProcessStep], department: str, step: int | None = None
) -> tuple[str, int]:
    """Which department a hand-over gives the dossier to, and the place of the step that begins.

    Without ``step`` the following one; where no department is named, the step's. Raises InputError for a
    step that the process does not have.
    """
    if step is None:
        step = following_step(steps, current_step(dossier, steps), department)
    elif not 0 <= step <= len(steps):
        raise InputError(
            _("Quy trình của thủ tục không có bước {n}.").format(n=step),
            _("Các bước được đánh số từ 1 đến {last}; 0 là ngoài quy trình.").format(last=len(steps)),
        )
    return department or (steps[step - 1].department if step else ""), step


def passed_on_late(dossier: Dossier, event: ev.Event, rules: Rules, now: datetime) -> tuple[str, ...]:
    """A warning where one more event ends a step of the process after its time."""
    told = replace(dossier, events=(*dossier.events, replace(event, number=len(dossier.events) + 1)))
    before, after = legs(dossier, "", rules, now), legs(told, "", rules, now)
    if not before or before[-1].ended_at:
        return ()
    left = after[len(before) - 1]
    if not (left.step and left.due and left.judged is Timeliness.LATE):
        return ()
    return (_("Bước {n} quá hạn: hạn là ngày {day}.").format(n=left.step, day=short_date(left.due.on)),)


@dataclass(slots=True)
class _Clock:
    """The limit of a step while it runs."""

    limit: TimeLimit
    since: datetime
    due: Due
    waits: list[tuple[datetime, datetime]] = field(default_factory=list)


class _Way:
    """Builds the legs event by event."""

    def __init__(self, dossier: Dossier, rules: Rules, now: datetime) -> None:
        self.legs: list[Leg] = []
        self.holder = ""
        self._dossier = dossier
        self._rules = rules
        self._now = now
        self._step = 0
        self._clock: _Clock | None = None
        self._waiting_since: datetime | None = None

    def turn(
        self, event: ev.Event, giver: str, taker: str, note: str = "", *, step: int = 0, counts: bool = True
    ) -> None:
        """Another hand has the dossier now."""
        self.leave(event.at)
        steps = self._rules.version.steps
        step = step if step <= len(steps) else 0
        leg = Leg(event=event.number, giver=giver, taker=taker, note=note, began_at=event.at, counts=counts)
        self.holder = taker
        if not step:
            self._clock = None
        elif step != self._step or self._clock is None:
            self._clock = self._start(steps[step - 1], event)
        self._step = step
        if step:
            leg = replace(leg, step=step, name=steps[step - 1].name)
        self.legs.append(leg)

    def wait(self, at: datetime) -> None:
        self._waiting_since = at

    def go_on(self, event: ev.Event) -> None:
        """The applicant has done his part: the limit begins anew, or the days waited are added."""
        asked, self._waiting_since = self._waiting_since, None
        clock, rules = self._clock, self._rules
        if asked is None or clock is None:
            return
        asked = max(asked, clock.since)
        restarts = rules.version.supplement.effect is SupplementEffect.RESTART
        if restarts and isinstance(event.what, ev.Resumed):
            new = due(clock.limit, event.at, rules.calendar, rules.office)
            self._clock = _Clock(clock.limit, event.at, new)
        else:
            clock.waits.append((asked, event.at))
            on = clock.due.on
            clock.due = paused(clock.limit, on, asked.date(), event.on, rules.calendar, at=clock.due.at)

    def leave(self, at: datetime | None) -> None:
        """The leg that is open ends at that moment; with None it is the last one, and goes on."""
        if not self.legs or self.legs[-1].ended_at is not None:
            return
        leg = replace(self.legs[-1], ended_at=at)
        if leg.counts:
            leg = self._by_step(leg, self._clock) if self._clock else self._by_dossier(leg)
        self.legs[-1] = leg

    def _start(self, step: ProcessStep, event: ev.Event) -> _Clock | None:
        limit, rules = self._rules.version.step_limit(step), self._rules
        if limit is None:
            return None
        after_15h = rules.version.after_15h and isinstance(event.what, ev.Accepted)
        ends = due(limit, event.at, rules.calendar, rules.office, after_15h=after_15h)
        return _Clock(limit, event.at, ends)

    def _by_step(self, leg: Leg, clock: _Clock) -> Leg:
        until = self._waiting_since or leg.ended_at or self._now
        since = max(clock.since, leg.began_at)
        waited = sum(self._used(clock.limit, max(a, since), max(b, since)) for a, b in clock.waits)
        used = self._used(clock.limit, since, max(until, since)) - waited
        judged = self._judged(clock.due, leg.ended_at)
        return replace(leg, limit=clock.limit, due=clock.due, used=used, judged=judged)

    def _by_dossier(self, leg: Leg) -> Leg:
        """By the due date of the dossier that was in force on the day."""
        calendar, ended_at = self._rules.calendar, leg.ended_at
        came = leg.began_at.date()
        then = ev.replay(self._dossier.events, until=came).lawful_due
        leg = replace(leg, days_left=None if then is None else calendar.count(came, then))
        if ended_at is None:
            return leg
        standing = ev.replay(self._dossier.events, until=ended_at.date())
        by = standing.lawful_due
        ends = Due(by, None, calendar.confirmed(came, by)) if by else None
        return replace(
            leg,
            due=ends,
            used=calendar.count(came, ended_at.date()),
            judged=self._judged(ends, ended_at),
        )

    def _used(self, limit: TimeLimit, since: datetime, until: datetime) -> int:
        if _in_minutes(limit):
            return self._rules.office.minutes_between(since, until)
        if limit.unit is Unit.DAYS:
            return (until.date() - since.date()).days
        return self._rules.calendar.count(since.date(), until.date())

    def _judged(self, ends: Due | None, ended_at: datetime | None) -> Timeliness:
        """Against the moment that the limit ends, or its day; while waiting, as it was when asked."""
        if ends is None:
            return Timeliness.ON_TIME if ended_at else Timeliness.IN_TIME
        last = datetime.combine(ends.on, ends.at or time.max)
        at = self._waiting_since or ended_at or self._now
        if ended_at is None:
            if at > last:
                return Timeliness.OVERDUE
            due_now = at.date() == ends.on and self._waiting_since is None
            return Timeliness.DUE_TODAY if due_now else Timeliness.IN_TIME
        if at > last:
            return Timeliness.LATE
        if at.date() < ends.on and self._waiting_since is None:
            return Timeliness.EARLY
        return Timeliness.ON_TIME


def _in_minutes(limit: TimeLimit) -> bool:
    return limit.unit is Unit.WORKING_HOURS or limit.amount == HALF
