"""A big desk to a server and back, and everything it says before and after.

    python -m tests.moving 100000

Moves the benchmark desk of so many dossiers from its file to a PostgreSQL server (a throw-away one, or that
of ``MOTCUA_TEST_POSTGRES``) and from there into a new file, and compares the three: the file of lines of each
byte by byte, the report of every month and year in every profile and judged in both ways, and what
``verify`` finds. Prints sizes, and times as multiples of writing the same rows without proof; ends with 1
where anything differs.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from hashlib import sha256
from itertools import product
from pathlib import Path
from typing import Final, TypeVar

from dateutil.relativedelta import relativedelta
from tests.engines import URL, ServerTemplate, start_server

from benchmarks import data
from motcua_tui.bootstrap import desk_of
from motcua_tui.domain.codes import JudgeBy
from motcua_tui.domain.periods import Preset, ReportingPeriod
from motcua_tui.domain.profiles import ProfileName
from motcua_tui.services import reporting
from motcua_tui.services.desk import Desk
from motcua_tui.services.desk_file import export_desk, import_desk
from motcua_tui.services.moving import a_new_desk, move
from motcua_tui.services.proving import prove
from motcua_tui.services.reporting import By, Question
from motcua_tui.storage import contents
from motcua_tui.storage.database import Database
from motcua_tui.storage.place import Place

_MIB: Final = 1024 * 1024
_T = TypeVar("_T")


def periods() -> Iterator[ReportingPeriod]:
    """Every month and every year of the benchmark desk."""
    month = data.FIRST
    while month <= data.TODAY:
        yield Preset.parse(f"cal:{month:%Y-%m}")
        month += relativedelta(months=1)
    for year in range(data.FIRST.year, data.TODAY.year + 1):
        yield Preset.parse(f"cal:{year}")


def reports(desk: Desk) -> list[str]:
    return [
        repr(reporting.report(desk, Question(period, profile, judge_by, By.FIELD)))
        for period, profile, judge_by in product(periods(), ProfileName, JudgeBy)
    ]


@contextmanager
def opened(place: Place) -> Iterator[Desk]:
    with closing(Database.open(place)) as database:
        yield desk_of(database, data.TODAY.isoformat())


def measured(what: Callable[[], _T], source: Desk, folder: Path) -> tuple[_T, float]:
    """What it gives, and how often it takes the time of writing the rows alone, which it takes turns with
    because the machine is not ours alone."""
    bare = folder / "bare.db"
    began = time.perf_counter()
    rows_alone(source, bare)
    between = time.perf_counter()
    given = what()
    ended = time.perf_counter()
    bare.unlink()
    return given, (ended - between) / (between - began)


def looked_at(place: Place, folder: Path) -> tuple[str, list[str], str, int]:
    """The hash of its file of lines, its reports, its last seal, its size in bytes."""
    file = folder / "lines.jsonl"
    with opened(place) as desk:
        export_desk(desk.database, file, force=True)
        made, size = reports(desk), desk.database.bytes()
    proof = prove(place)
    print(f"  {len(made)} reports; problems: {[problem.what for problem in proof.problems]}", flush=True)
    return sha256(file.read_bytes()).hexdigest(), made, proof.chain.seal if proof.chain else "", size


def rows_alone(source: Desk, target: Path) -> None:
    """Every row into a new file in one transaction, nothing proved."""
    with (
        source.database.snapshot() as connection,
        a_new_desk(target) as database,
        database.unit_of_work(zone=source.settings.zone, actor="", now=source.now()) as work,
    ):
        dossiers = contents.counts(connection)["dossier"]
        work.contents.fill(lambda table: contents.read(connection, table), dossiers)
        work.commit()


def main(dossiers: int) -> int:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="mc-move-")))
        if stop := start_server():
            stack.callback(stop)
        template = ServerTemplate(os.environ[URL], f"motcua_moving_{os.getpid()}", lambda _database: None)
        stack.callback(template.close)
        server = stack.enter_context(template.empty())
        source = data.desk(dossiers)
        stack.callback(source.database.close)
        print("moving to the server", flush=True)
        there, to_server = measured(lambda: move(source, server), source, folder)
        with opened(server) as desk:
            print("moving back into a file", flush=True)
            back, to_file = measured(lambda: move(desk, folder / "back.db"), source, folder)
        assert there.chain == back.chain
        places: dict[str, Place] = {
            "file": source.database.place,
            "server": server,
            "file again": folder / "back.db",
        }
        found = {}
        for name, place in places.items():
            print(f"looking at the {name}", flush=True)
            found[name] = looked_at(place, folder)
        lines, size_of_lines = folder / "lines.jsonl", (folder / "lines.jsonl").stat().st_size
        with a_new_desk(folder / "lines.db") as database:
            _moved, from_lines = measured(lambda: import_desk(lines, database, source.now()), source, folder)
        same = len({(lines_hash, tuple(made), seal) for lines_hash, made, seal, _size in found.values()}) == 1
        print(f"{there.rows} rows, {there.dossiers} dossiers, {there.chain.entries} entries of the journal")
        for name, (_hash, _made, _seal, size) in found.items():
            print(f"  {name}: {size / _MIB:.0f} MiB")
        print(f"  file of lines: {size_of_lines / _MIB:.0f} MiB")
        times = {"to the server": to_server, "back": to_file, "in from lines": from_lines}
        print(", ".join(f"{what} {ratio:.1f} ×" for what, ratio in times.items()))
        print("all the same" if same else "DIFFERENT")
        return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000))
