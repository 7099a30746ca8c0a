"""``python -m benchmarks [PART …] [--sizes N,N,…]`` measures side by side and writes ``RESULTS.md``.

No time is asserted. A part that fails is a row that says why, and the others go on. With other sizes than
those of the file nothing is written.
"""

from __future__ import annotations

import os
import traceback
from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from time import perf_counter
from typing import Final

from benchmarks import (
    _results,
    data,
    importing,
    keeping,
    lists,
    reports,
    scrolling,
    server,
    startup,
    working_days,
    writing,
)
from benchmarks._measure import Row, Table
from benchmarks._results import Part
from benchmarks._tables import lines_of, sheets
from motcua_tui.i18n import install

SIZES: Final = (1_000, 10_000, 100_000, 1_000_000)
HUGE: Final = 5_000_000
"""Dossiers without events, for lists and reports."""

Run = Callable[[Sequence[int]], list[Table]]
PARTS: Final[dict[str, Run]] = {
    "working_days": lambda _sizes: working_days.run(),
    "reports": reports.run,
    "lists": lists.run,
    "huge": lambda _sizes: [*lists.run((HUGE,)), *reports.run((HUGE,))],
    "startup": startup.run,
    "scrolling": scrolling.run,
    "writing": writing.run,
    "importing": importing.run,
    "keeping": keeping.run,
    "server": server.run,
}
MAKING: Final = "making desks and registers"


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the parts asked for, or all of them."""
    parser = ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    parser.add_argument(
        "--sizes", default=",".join(map(str, SIZES)), help="dossiers of the desks, the fewest first"
    )
    asked = parser.parse_args(arguments)
    unknown = set(asked.parts) - set(PARTS)
    if unknown:
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    os.environ["POLARS_MAX_THREADS"] = "1"
    install("vi")
    sizes = tuple(map(int, asked.sizes.split(",")))
    wanted = asked.parts or [name for name in PARTS if name != "huge" or sizes == SIZES]
    missing = data.missing(
        (*sizes, HUGE) if "huge" in wanted else sizes,
        [importing.rows(sizes)] if "importing" in wanted else [],
    )
    done = [_measured(MAKING, lambda _sizes: _made(missing), sizes)] if missing else []
    for name in wanted:
        done.append(_measured(name, PARTS[name], sizes))
        if sizes == SIZES:
            _results.write(done, (MAKING, *PARTS))
    print(f"({sum(part.seconds for part in done):.0f} s in all)")


def _measured(name: str, run: Run, sizes: Sequence[int]) -> Part:
    """The part, printed."""
    when, load, began = _results.now(), os.getloadavg()[0], perf_counter()
    try:
        tables = run(sizes)
    except Exception as error:  # whatever fails, the other parts are measured
        traceback.print_exc()
        tables = [Table(name, [Row(name, "", problem=f"failed: {type(error).__name__}: {error}"[:200])])]
    seconds = perf_counter() - began
    for sheet in sheets(tables):
        print("\n".join(lines_of(sheet)))
    print(f"({name}: {seconds:.0f} s)\n", flush=True)
    return Part(name, when, load, seconds, tuple(tables))


def _made(wanted: Sequence[data.Wanted]) -> list[Table]:
    """What was not there yet, each with its time."""
    made = data.make(wanted)
    return [Table("Made for the run", [Row(name, "", seconds * 1e9) for name, seconds in made.items()])]


if __name__ == "__main__":
    main()
