"""Feeds damaged files and texts to everything that reads them, in processes of their own.

usage: python -m tests.fuzzing files|strings COUNT [--seed S] [--keep FOLDER]

A process reads a few hundred inputs; one that dies takes only those with it, and the input that killed it is
kept. Ends with 1 when anything broke.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import traceback
from pathlib import Path
from typing import Final

from tests.fuzzing import files, strings
from tests.fuzzing.running import Kind, run

MOST_MEMORY: Final = 3 << 30
"""Bytes that a process may take: an input that asks for more kills it."""
AT_ONCE: Final = {"files": 250, "strings": 2500}
KINDS: Final[dict[str, Kind]] = {"files": files, "strings": strings}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kind", choices=KINDS)
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, default=Path(tempfile.gettempdir()) / "fuzzed")
    parser.add_argument("--first", type=int, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.first is not None:
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        return _broken(chosen.kind, chosen.first, chosen.count, chosen.seed, chosen.keep)
    broken = 0
    for first in range(0, chosen.count, AT_ONCE[chosen.kind]):
        many = min(AT_ONCE[chosen.kind], chosen.count - first)
        keep = chosen.keep / f"{chosen.kind}-{first}"
        keep.mkdir(parents=True, exist_ok=True)
        order = [chosen.kind, many, "--seed", chosen.seed, "--keep", keep, "--first", first]
        done = subprocess.run([sys.executable, "-m", "tests.fuzzing", *map(str, order)])
        if done.returncode < 0:
            print(f"killed by signal {-done.returncode}; the input is {keep / 'last'}")
        broken += 1 if done.returncode < 0 else done.returncode
        print(f"{first + many} {chosen.kind}, {broken} broken", flush=True)
    return 1 if broken else 0


def _broken(kind: str, first: int, count: int, seed: int, keep: Path) -> int:
    """How many of the inputs broke something; goes on after each."""
    broken = 0
    for number in range(first, first + count):
        try:
            run(KINDS[kind], [number], seed, keep)
        except BaseException:
            traceback.print_exc(limit=-4)
            broken += 1
    return min(broken, 100)


if __name__ == "__main__":
    sys.exit(main())
