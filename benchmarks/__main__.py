"""``python -m benchmarks [PART …] [--sizes N,N,…]`` measures side by side and writes ``RESULTS.md``.

No time is asserted. A part that fails is a row that says why, and the others go on.
"""

from __future__ import annotations

import os
import traceback
from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from time import perf_counter
from typing import Final

from benchmarks import _results, data, importing, keeping, lists, reports, server, startup, working_days
from benchmarks._measure import Row, Table, show
from motcua_tui.i18n import install

SIZES: Final = (1_000, 10_000, 100_000, 1_000_000)
HUGE: Final = 5_000_000
"""Dossiers without events, for lists and reports."""

Part = Callable[[Sequence[int]], list[Table]]
PARTS: Final[dict[str, Part]] = {
    "working_days": lambda _sizes: working_days.run(),
    "reports": reports.run,
    "lists": lists.run,
    "startup": startup.run,
    "scrolling": startup.scrolling,
    "importing": lambda _sizes: importing.run(),
    "keeping": keeping.run,
    "server": server.run,
    "huge": lambda _sizes: [*lists.run((HUGE,)), *reports.run((HUGE,))],
}


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
    start = perf_counter()
    sizes = tuple(map(int, asked.sizes.split(",")))
    made = perf_counter()
    for size in sizes:
        data.desk(size).database.close()
    print(f"(desks there after {perf_counter() - made:.0f} s)")
    for part in asked.parts or PARTS:
        began = perf_counter()
        try:
            tables = PARTS[part](sizes)
        except Exception as error:  # whatever fails, the other parts are measured
            traceback.print_exc()
            tables = [Table(part, [Row(part, "", problem=f"failed: {type(error).__name__}: {error}"[:200])])]
        for table in tables:
            show(table.title, table.rows)
        print(f"\n({part}: {perf_counter() - began:.0f} s)", flush=True)
        _results.write(part, tables, perf_counter() - began)
    print(f"({perf_counter() - start:.0f} s in all)")


if __name__ == "__main__":
    main()
