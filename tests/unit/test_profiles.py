"""The columns of every form, against an oracle that walks the register row by row."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua_tui.domain.codes import Channel, JudgeBy, Outcome
from motcua_tui.domain.ledger import Facts, Ledger
from motcua_tui.domain.periods import Period
from motcua_tui.domain.profiles import ProfileName, Ratio, Summary, profile

FIRST, LAST = date(2026, 3, 1), date(2026, 3, 31)
MARCH = Period(FIRST, LAST + timedelta(days=1))
FORMS = (ProfileName.FORM_07A, ProfileName.FORM_06A)


@dataclass
class Oracle:
    """The counting rules as they are written, one dossier at a time."""

    first: date
    last: date
    name: ProfileName
    judge_by: JudgeBy
    as_on_time: bool

    def summary(self, register: list[Facts]) -> tuple[Counter[str], tuple[int, int]]:
        n: Counter[str] = Counter()
        for facts in register:
            n.update(self.figures(facts))
        return n, self.rate(n)

    def figures(self, facts: Facts) -> list[str]:
        accepted, due = facts.accepted_on, facts.lawful_due
        if self.judge_by is JudgeBy.PROMISED and facts.promised_due:
            due = facts.promised_due
        counted_end = facts.finished_on
        if counted_end is not None and counted_end < accepted:
            counted_end = accepted
        if accepted > self.last or (counted_end is not None and counted_end < self.first):
            return []
        figures = ["received.total"]
        if accepted >= self.first:
            figures += ["received.new", f"received.{facts.channel.value}"]
        else:
            figures.append("received.carried_over")
        if counted_end is None or counted_end > self.last:
            return figures + self.pending(facts, due)
        return figures + self.finished(facts, due)

    def pending(self, facts: Facts, due: date | None) -> list[str]:
        asked = facts.waiting_since
        waiting = asked is not None and asked <= self.last
        if waiting and self.name is ProfileName.SEPARATE:
            return ["outside.awaiting_supplement"]
        figures = ["pending.total"]
        if due is None:
            figures += ["pending.no_due", "pending.in_time"]
        elif asked is not None and waiting:
            figures.append("pending.overdue" if due < asked else "pending.in_time")
        else:
            figures.append("pending.overdue" if due < self.last else "pending.in_time")
        if due == self.last:
            figures.append("pending.due_on_last_day")
        if waiting:
            figures.append("pending.awaiting_supplement")
        return figures

    def finished(self, facts: Facts, due: date | None) -> list[str]:
        assert facts.finished_on is not None
        outcome = facts.outcome or Outcome.GRANTED
        other = outcome is not Outcome.GRANTED
        if other and self.name is ProfileName.SEPARATE:
            return [f"outside.{outcome.value}"]
        figures = ["finished.total"]
        if due is None:
            judged = "on_time"
        elif outcome is Outcome.CLOSED and facts.waiting_since is not None:
            judged = "on_time" if facts.waiting_since <= due else "late"
        elif facts.finished_on > due:
            judged = "late"
        else:
            judged = "early" if facts.finished_on < due else "on_time"
        if self.name is ProfileName.GIA_LAI and judged == "on_time" and due is not None:
            judged = "early"
        if self.name is ProfileName.FORM_07A_2017 and judged == "early":
            judged = "on_time"
        if other and self.as_on_time:
            judged = "on_time"
        figures.append(f"finished.{judged}")
        if other:
            figures.append(f"finished.{outcome.value}")
        if due is None:
            figures.append("finished.no_due")
        if facts.promised_due is not None:
            figures.append("finished.re_dated")
        return figures

    def rate(self, n: Counter[str]) -> tuple[int, int]:
        done_by_due = n["finished.early"] + n["finished.on_time"]
        match self.name:
            case ProfileName.SEPARATE:
                return done_by_due, done_by_due + n["finished.late"]
            case ProfileName.GIA_LAI:
                of = n["received.new"] + n["received.carried_over"]
                return of - (n["finished.late"] + n["pending.overdue"]), of
            case ProfileName.QD_766:
                return done_by_due + n["pending.in_time"], n["finished.total"] + n["pending.total"]
            case _:
                return done_by_due, n["finished.total"]


DAYS = st.integers(-20, 45).map(lambda n: FIRST + timedelta(days=n))


@st.composite
def dossiers(draw: st.DrawFn) -> Facts:
    accepted_on = draw(DAYS)
    finished_on = draw(st.none() | st.integers(-1, 40).map(lambda n: accepted_on + timedelta(days=n)))
    return Facts(
        group=draw(st.integers(1, 3)),
        channel=draw(st.sampled_from(Channel)),
        accepted_on=accepted_on,
        finished_on=finished_on,
        lawful_due=draw(st.none() | DAYS | st.just(LAST)),
        promised_due=draw(st.none() | DAYS),
        outcome=draw(st.sampled_from(Outcome)) if finished_on else None,
        waiting_since=draw(st.none() | st.integers(0, 10).map(lambda n: accepted_on + timedelta(days=n))),
    )


registers = st.lists(dossiers(), max_size=25)
names = st.sampled_from(ProfileName)


def summary(register: list[Facts], name: ProfileName, *, as_on_time: bool = False) -> Summary:
    return profile(name, as_on_time=as_on_time).summarise(Ledger.count(register, MARCH))


@given(registers, names, st.sampled_from(JudgeBy), st.booleans(), st.integers(0, 30))
def test_summarise_when_compared_with_the_oracle_then_every_figure_agrees(
    register: list[Facts], name: ProfileName, judge_by: JudgeBy, as_on_time: bool, days: int
) -> None:
    period = Period(FIRST, FIRST + timedelta(days=days + 1))
    expected, rate = Oracle(period.first, period.last, name, judge_by, as_on_time).summary(register)
    found = profile(name, as_on_time=as_on_time).summarise(Ledger.count(register, period, judge_by))
    assert {figure: n for figure, n in found.figures.items() if n} == dict(expected)
    assert (found.on_time.n, found.on_time.of) == rate


@given(registers, names, st.booleans())
def test_summarise_when_summed_then_the_identities_hold(
    register: list[Facts], name: ProfileName, as_on_time: bool
) -> None:
    n = summary(register, name, as_on_time=as_on_time)
    assert n.residue == 0
    channels = sum(n[f"received.{channel}"] for channel in Channel)
    assert n["received.new"] == channels
    assert n["received.total"] == channels + n["received.carried_over"]
    assert n["finished.total"] == n["finished.early"] + n["finished.on_time"] + n["finished.late"]
    assert n["pending.total"] == n["pending.in_time"] + n["pending.overdue"]


@given(registers, names)
def test_summarise_when_by_group_then_the_rows_add_up_to_the_total(
    register: list[Facts], name: ProfileName
) -> None:
    ledger = Ledger.count(register, MARCH)
    rows = [profile(name).summarise(ledger, frozenset({group})) for group in ledger.groups()]
    total = profile(name).summarise(ledger)
    assert all(total[figure] == sum(row[figure] for row in rows) for figure in total.figures)


BASE = Facts(1, Channel.DIRECT, date(2026, 3, 2), None, date(2026, 3, 20), None, None, None)


def done(day: int, outcome: Outcome = Outcome.GRANTED) -> Facts:
    return replace(BASE, finished_on=date(2026, 3, day), outcome=outcome)


REGISTER = [
    done(10),
    done(20),
    done(25),
    done(10, Outcome.REFUSED),
    done(25, Outcome.STOPPED),
    replace(done(30, Outcome.CLOSED), waiting_since=date(2026, 3, 9)),
    replace(BASE, channel=Channel.ONLINE_FULL),
    replace(BASE, channel=Channel.ONLINE_PARTIAL, lawful_due=LAST),
    replace(BASE, channel=Channel.POST, waiting_since=date(2026, 3, 9)),
    replace(BASE, accepted_on=date(2026, 2, 10), lawful_due=None),
]
"""Early, on time, late; refused early, stopped late, closed and asked in time; overdue, due on the
last day, waiting, carried over without a due date."""


@pytest.mark.parametrize("name", FORMS)
def test_forms_07a_and_06a_when_summed_then_other_outcomes_are_finished_with_a_footnote(
    name: ProfileName,
) -> None:
    n = summary(REGISTER, name)
    assert (n["finished.total"], n["finished.early"], n["finished.on_time"], n["finished.late"]) == (
        6,
        2,
        2,
        2,
    )
    assert (n["finished.refused"], n["finished.stopped"], n["finished.closed"]) == (1, 1, 1)
    assert (n["pending.total"], n["pending.in_time"], n["pending.overdue"]) == (4, 3, 1)
    assert (n["pending.awaiting_supplement"], n["pending.due_on_last_day"], n["pending.no_due"]) == (1, 1, 1)
    assert n.on_time == Ratio(4, 6)


def test_form_07a_2017_when_summed_then_early_is_on_time() -> None:
    n = summary(REGISTER, ProfileName.FORM_07A_2017)
    assert (n["finished.early"], n["finished.on_time"], n["finished.late"]) == (0, 4, 2)
    assert n.on_time == Ratio(4, 6)


def test_separate_when_summed_then_other_outcomes_and_waiting_stand_apart() -> None:
    n = summary(REGISTER, ProfileName.SEPARATE)
    assert (n["finished.total"], n["finished.early"], n["finished.on_time"], n["finished.late"]) == (
        3,
        1,
        1,
        1,
    )
    assert (n["pending.total"], n["pending.in_time"], n["pending.overdue"]) == (3, 2, 1)
    assert [n[f"outside.{key}"] for key in ("refused", "stopped", "closed", "awaiting_supplement")] == [1] * 4
    inside = ("finished.refused", "finished.stopped", "finished.closed", "pending.awaiting_supplement")
    assert [n[key] for key in inside] == [0] * 4
    assert n.on_time == Ratio(2, 3)


def test_gia_lai_when_summed_then_on_the_due_date_is_early_and_overdue_counts_against() -> None:
    n = summary(REGISTER, ProfileName.GIA_LAI)
    assert (n["finished.early"], n["finished.on_time"], n["finished.late"]) == (4, 0, 2)
    assert n.on_time == Ratio(10 - (2 + 1), 10)


def test_decision_766_when_summed_then_pending_in_time_counts_for() -> None:
    assert summary(REGISTER, ProfileName.QD_766).on_time == Ratio(4 + 3, 10)


@pytest.mark.parametrize("name", [n for n in ProfileName if n is not ProfileName.SEPARATE])
def test_as_on_time_when_chosen_then_other_outcomes_are_never_late(name: ProfileName) -> None:
    n = summary(REGISTER, name, as_on_time=True)
    assert n["finished.late"] == 1
    assert n["finished.early"] + n["finished.on_time"] == 5
    assert n["finished.stopped"] == 1


def test_as_on_time_when_separate_then_nothing_changes() -> None:
    plain = summary(REGISTER, ProfileName.SEPARATE)
    assert summary(REGISTER, ProfileName.SEPARATE, as_on_time=True) == plain


@pytest.mark.parametrize("name", ProfileName)
def test_on_time_when_there_is_nothing_to_divide_by_then_no_percentage(name: ProfileName) -> None:
    empty = summary([], name)
    assert (empty.on_time, empty.residue) == (Ratio(0, 0), 0)
    assert empty.on_time.percent() is None


@given(st.integers(0, 2000), st.integers(1, 2000), st.integers(0, 4))
def test_percent_when_rounded_then_half_up(n: int, of: int, decimals: int) -> None:
    rounded = Ratio(n, of).percent(decimals)
    assert rounded is not None
    assert -rounded.as_tuple().exponent == decimals  # type: ignore[operator]  # finite: an int
    error = (Fraction(rounded) - Fraction(100 * n, of)) * 10**decimals
    assert Fraction(-1, 2) < error <= Fraction(1, 2)


def test_percent_when_the_seeds_are_recomputed_then_as_in_the_published_check() -> None:
    assert Ratio(766, 773).percent() == Decimal("99.09")
    assert Ratio(767, 773).percent() == Decimal("99.22")
    assert Ratio(1, 773).percent(3) == Decimal("0.129")
