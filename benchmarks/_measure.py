"""Measuring side by side: every contender in turn, round after round, so that a busy machine slows all alike.

Ratios of medians are the result; times are printed for orientation only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter_ns
from typing import Final

ROUNDS: Final = 15
ROUND_NS: Final = 5_000_000
SLOW_NS: Final = 3_000_000_000
"""What takes longer is measured once: there is no point in waiting for the slow way again and again."""

_UNITS: Final = (("s ", 1_000_000_000), ("ms", 1_000_000), ("µs", 1_000), ("ns", 1))


@dataclass(frozen=True, slots=True)
class Contender:
    """Something to measure: ``call`` does ``units`` pieces of work each time."""

    name: str
    what: str
    call: Callable[[], object]
    units: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """A result: median nanoseconds for one piece of work, and how often the first contender's fit in."""

    name: str
    what: str
    ns: float
    ratio: float


def measure(contenders: Sequence[Contender], *, rounds: int = ROUNDS) -> list[Row]:
    """Run all contenders in interleaved rounds; ratios are against the first of them."""
    firsts = [nanoseconds(contender.call) for contender in contenders]
    repeats = [
        1 if first > SLOW_NS else max(1, ROUND_NS // max(1, nanoseconds(contender.call)))
        for first, contender in zip(firsts, contenders, strict=True)
    ]
    times: list[list[float]] = [
        [first / contender.units] if first > SLOW_NS else []
        for first, contender in zip(firsts, contenders, strict=True)
    ]
    for _ in range(rounds):
        for taken, first, contender, repeat in zip(times, firsts, contenders, repeats, strict=True):
            if first <= SLOW_NS:
                taken.append(nanoseconds(contender.call, repeat) / (repeat * contender.units))
    return compare([(c.name, c.what, taken) for c, taken in zip(contenders, times, strict=True)])


def compare(measured: Iterable[tuple[str, str, Sequence[float]]]) -> list[Row]:
    """Name, explanation and times of each into rows; ratios of medians against the first."""
    medians = [(name, what, median(times)) for name, what, times in measured]
    _, _, unit = medians[0]
    return [Row(name, what, ns, ns / unit) for name, what, ns in medians]


def nanoseconds(call: Callable[[], object], repeat: int = 1) -> int:
    """How long so many calls take together."""
    start = perf_counter_ns()
    for _ in range(repeat):
        call()
    return perf_counter_ns() - start


def show(title: str, rows: Sequence[Row]) -> None:
    """Print the rows as a table."""
    width = max(len(row.name) for row in rows)
    print(f"\n{title}")
    for row in rows:
        print(f"  {row.name:<{width}}  {_duration(row.ns):>9}  {row.ratio:>10,.2f}×  {row.what}", flush=True)


def _duration(ns: float) -> str:
    name, size = next((unit for unit in _UNITS if ns >= unit[1]), _UNITS[-1])
    return f"{ns / size:,.3g} {name}" if ns / size < 1000 else f"{ns / size:,.0f} {name}"
