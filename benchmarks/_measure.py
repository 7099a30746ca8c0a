"""Measuring side by side: every contender in turn, round after round, so that a busy machine slows all alike.

Ratios of medians are the result; times are for orientation. What happens in this process is measured by the
time that it has the processor, all threads together, so that other work on the machine does not count; what
waits for disks, servers and terminals by the clock on the wall. Whoever is missing or answers differently is
a row that says so, and is not measured.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from statistics import median
from time import perf_counter_ns, process_time_ns
from typing import Final, TypeVar

ROUNDS: Final = 15
ROUND_NS: Final = 5_000_000
SLOW_NS: Final = 3_000_000_000
"""What takes longer is measured once: there is no point in waiting for the slow way again and again."""
MS: Final = 1_000_000

Answer = TypeVar("Answer")
Clock = Callable[[], int]
"""Gives nanoseconds."""


@dataclass(frozen=True, slots=True)
class Aim:
    """What a row shall not be over: a ratio to the first row of its table, or milliseconds."""

    ratio: float | None = None
    ms: float | None = None

    def met(self, row: Row) -> bool:
        assert row.ns is not None
        return (self.ratio is None or (row.ratio or 0) <= self.ratio) and (
            self.ms is None or row.ns <= self.ms * MS
        )

    def __str__(self) -> str:
        return f"≤ {self.ratio:g} ×" if self.ratio is not None else f"≤ {self.ms:.3g} ms"


@dataclass(frozen=True, slots=True)
class Contender:
    """``call`` does ``units`` pieces of work each time; ``problem`` says why there is none."""

    name: str
    what: str
    call: Callable[[], object] | None
    units: int = 1
    aim: Aim | None = None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A result: median nanoseconds for one piece of work, and how often the first row's fit in.

    Where there is a ``problem`` nothing was measured. ``value`` stands in the place of a time for what is
    no time (bytes, frames).
    """

    name: str
    what: str
    ns: float | None = None
    ratio: float | None = None
    aim: Aim | None = None
    problem: str = ""
    value: str = ""
    met: bool | None = None
    """Whether the aim is met, where that is not said by time and ratio."""

    @property
    def is_met(self) -> bool | None:
        if self.met is not None or self.aim is None or self.ns is None:
            return self.met
        return self.aim.met(self)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows that belong together; the ratio of the first, which is the peer or the floor, is 1."""

    title: str
    rows: Sequence[Row]


def peer(
    name: str,
    what: str,
    make: Callable[[], Callable[[], Answer]],
    agreed: Answer | Callable[[Answer], bool],
    *,
    units: int = 1,
) -> Contender:
    """Another way to the same answer, which must be ``agreed`` before it is measured.

    Where it is missing, fails or answers differently, the contender says so.
    """
    try:
        call = make()
        answer = call()
    except ImportError as error:
        return Contender(name, what, None, problem=f"not installed ({error.name})")
    except Exception as error:  # whatever another library raises is told in its row
        return Contender(name, what, None, problem=f"failed: {type(error).__name__}: {error}"[:160])
    agrees = agreed(answer) if callable(agreed) else answer == agreed
    return Contender(name, what, call, units) if agrees else Contender(name, what, None, problem="disagrees")


def measure(
    contenders: Sequence[Contender], *, rounds: int = ROUNDS, clock: Clock = process_time_ns
) -> list[Row]:
    """Run all contenders in interleaved rounds; ratios are against the first of them."""
    nanoseconds = partial(taken_by, clock=clock)
    able = [(place, contender.call) for place, contender in enumerate(contenders) if contender.call]
    firsts = {place: nanoseconds(call) for place, call in able}
    repeats = {
        place: 1 if firsts[place] > SLOW_NS else max(1, ROUND_NS // max(1, nanoseconds(call)))
        for place, call in able
    }
    times: dict[int, list[float]] = {
        place: [first] if first > SLOW_NS else [] for place, first in firsts.items()
    }
    for _ in range(rounds):
        for place, call in able:
            if firsts[place] <= SLOW_NS:
                times[place].append(nanoseconds(call, repeats[place]) / repeats[place])
    medians = {place: median(taken) / contenders[place].units for place, taken in times.items()}
    unit = next(iter(medians.values()), None)
    return [
        Row(
            contender.name,
            contender.what,
            medians.get(place),
            medians[place] / unit if unit and place in medians else None,
            contender.aim,
            contender.problem,
        )
        for place, contender in enumerate(contenders)
    ]


def compare(
    measured: Iterable[tuple[str, str, Sequence[float]]], aims: dict[str, Aim] | None = None
) -> list[Row]:
    """Name, explanation and times of each into rows; ratios of medians against the first."""
    medians = [(name, what, median(times)) for name, what, times in measured]
    _, _, unit = medians[0]
    return [Row(name, what, ns, ns / unit, (aims or {}).get(name)) for name, what, ns in medians]


def taken_by(call: Callable[[], object], repeat: int = 1, *, clock: Clock = perf_counter_ns) -> int:
    """How many nanoseconds so many calls take together."""
    start = clock()
    for _ in range(repeat):
        call()
    return clock() - start


def show(title: str, rows: Sequence[Row]) -> None:
    """Print the rows as a table."""
    from benchmarks._results import cells

    lines = [cells(row) for row in rows]
    widths = [max(len(line[column]) for line in lines) for column in range(4)]
    print(f"\n{title}")
    for line in lines:
        name, time, ratio, aim, what = line
        print(
            f"  {name:<{widths[0]}}  {time:>{widths[1]}}  {ratio:>{widths[2]}}  {aim:<{widths[3]}}  {what}",
            flush=True,
        )
