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
BUDGET_NS: Final = 1_000_000_000
"""What the rounds of one contender may take together: the slower, the fewer, the slowest only once."""
MS: Final = 1_000_000

Answer = TypeVar("Answer")
Clock = Callable[[], int]
"""Gives nanoseconds."""


@dataclass(frozen=True, slots=True)
class Contender:
    """``call`` does ``units`` pieces of work each time; ``problem`` says why there is none."""

    name: str
    what: str
    call: Callable[[], object] | None
    units: float = 1
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A result: median nanoseconds for one piece of work, and how often the first row's fit in.

    Where there is a ``problem`` nothing was measured. ``value`` is what is shown in the place of the time.
    """

    name: str
    what: str
    ns: float | None = None
    ratio: float | None = None
    problem: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows that belong together; the ratio of the first, which is the peer or the floor, is 1.

    Tables of the same title at different sizes are shown as one. ``steps``: a person waits for its rows, so
    that they should take as long at any size.
    """

    title: str
    rows: Sequence[Row]
    size: int | None = None
    """Dossiers of the desk, where it is measured at several."""
    steps: bool = False


def peer(
    name: str,
    what: str,
    make: Callable[[], Callable[[], Answer]],
    agreed: Answer | Callable[[Answer], bool],
    *,
    units: float = 1,
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
    contenders: Sequence[Contender],
    *,
    rounds: int = ROUNDS,
    clock: Clock = process_time_ns,
    budget_ns: int = BUDGET_NS,
) -> list[Row]:
    """Run all contenders in interleaved rounds; ratios are against the first of them."""
    able = {place: contender.call for place, contender in enumerate(contenders) if contender.call}
    times: dict[int, list[float]] = {}
    turns: dict[int, int] = {}
    repeats: dict[int, int] = {}
    for place, call in able.items():
        first = taken_by(call, clock=clock)
        within = budget_ns // max(ROUND_NS, first)
        turns[place] = min(rounds, within) if within > 1 else 0
        times[place] = [] if turns[place] else [first]
        again = taken_by(call, clock=clock) if first < ROUND_NS else first
        repeats[place] = max(1, ROUND_NS // max(1, again))
    for turn in range(rounds):
        for place, call in able.items():
            if turn < turns[place]:
                times[place].append(taken_by(call, repeats[place], clock=clock) / repeats[place])
    medians = {place: median(taken) / contenders[place].units for place, taken in times.items()}
    unit = medians.get(0)
    return [
        Row(
            contender.name,
            contender.what,
            medians.get(place),
            medians[place] / unit if unit and place in medians else None,
            contender.problem,
        )
        for place, contender in enumerate(contenders)
    ]


def compare(measured: Iterable[tuple[str, str, Sequence[float]]]) -> list[Row]:
    """Name, explanation and times of each into rows; ratios of medians against the first."""
    medians = [(name, what, median(times)) for name, what, times in measured]
    _, _, unit = medians[0]
    return [Row(name, what, ns, ns / unit) for name, what, ns in medians]


def taken_by(call: Callable[[], object], repeat: int = 1, *, clock: Clock = perf_counter_ns) -> int:
    """How many nanoseconds so many calls take together."""
    start = clock()
    for _ in range(repeat):
        call()
    return clock() - start


by_processor: Final = partial(taken_by, clock=process_time_ns)
