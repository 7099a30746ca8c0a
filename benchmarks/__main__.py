"""``python -m benchmarks [PART …] [--sizes N,N,…]`` measures and prints ratios; no time is asserted."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Sequence
from typing import Final

from benchmarks import importing, reads, startup, working_days
from benchmarks._measure import show

PARTS: Final = ("working_days", "reads", "startup", "importing")


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the parts asked for, or all of them."""
    parser = ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--sizes", default=",".join(map(str, reads.SIZES)), help="dossiers of the reads")
    asked = parser.parse_args(arguments)
    unknown = set(asked.parts) - set(PARTS)
    if unknown:
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    parts = asked.parts or PARTS
    if "working_days" in parts:
        show("Working days", working_days.run())
    if "reads" in parts:
        for size in asked.sizes.split(","):
            reads.run(int(size))
    if "startup" in parts:
        startup.run()
    if "importing" in parts:
        importing.run()


if __name__ == "__main__":
    main()
