"""Measuring side by side: every contender in turn, round after round, so that a busy machine slows all alike.

Ratios of medians are the result; nanoseconds are printed for orientation only.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter_ns
from typing import Final

ROUNDS: Final = 15
ROUND_NS: Final = 5_000_000


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
    repeats = [_repeats(contender) for contender in contenders]
    times: list[list[float]] = [[] for _ in contenders]
    for _ in range(rounds):
        for taken, contender, repeat in zip(times, contenders, repeats, strict=True):
            taken.append(_run(contender.call, repeat) / (repeat * contender.units))
    medians = [median(taken) for taken in times]
    return [
        Row(contender.name, contender.what, ns, ns / medians[0])
        for contender, ns in zip(contenders, medians, strict=True)
    ]


def show(title: str, rows: Sequence[Row]) -> None:
    """Print the rows as a table."""
    width = max(len(row.name) for row in rows)
    print(f"\n{title}")
    for row in rows:
        print(f"  {row.name:<{width}}  {row.ns:>14,.0f} ns  {row.ratio:>9,.1f}×  {row.what}")


def _repeats(contender: Contender) -> int:
    """How many calls fill a round; the first call also warms the contender up."""
    contender.call()
    return max(1, ROUND_NS // max(1, _run(contender.call, 1)))


def _run(call: Callable[[], object], repeat: int) -> int:
    start = perf_counter_ns()
    for _ in range(repeat):
        call()
    return perf_counter_ns() - start
