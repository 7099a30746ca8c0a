"""Several officers at once on one record: what each was told is in it, and nothing is there twice.

    python -m tests.racing 8 2000 [server | URL]

Every process takes dossiers in and carries out verbs on the newest ones, whoever took them in, on what it
has just seen of them, until so many were acknowledged. That somebody else was quicker is an answer, and
counted; so is what a rule forbids. Anything else fails, and so does one acknowledged verb that is not in the
record.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from random import Random
from time import monotonic
from typing import Final

from tests.engines import URL, ServerTemplate, start_server

from motcua_tui.bootstrap import desk_of
from motcua_tui.config import DEFAULTS
from motcua_tui.domain.catalogue import ProcedureVersion
from motcua_tui.domain.dossier import Dossier, Particulars
from motcua_tui.domain.limits import TimeLimit
from motcua_tui.errors import ConflictError, RuleError
from motcua_tui.services import browse, undoing, verbs
from motcua_tui.services.base_calendar import shipped_days
from motcua_tui.services.desk import Desk
from motcua_tui.services.proving import prove
from motcua_tui.services.verbs import Done
from motcua_tui.storage.database import Database
from motcua_tui.storage.place import Place, Server, place_of
from motcua_tui.storage.reads.history import load

NOW: Final = datetime(2026, 11, 23, 9)
SHARED: Final = 8
"""So many of the newest dossiers are what everybody works on."""
_NEWEST: Final = f"SELECT code FROM dossier ORDER BY id DESC LIMIT {SHARED}"  # noqa: S608 - a constant

Seen = Callable[[Desk, Dossier], Done]
_VERBS: Final[tuple[Seen, ...]] = (
    lambda desk, seen: verbs.hand_over(desk, seen.code, NOW, "Phòng Kinh tế", desk.actor, seen=seen),
    lambda desk, seen: verbs.hand_over(desk, seen.code, NOW, "Phòng Hạ tầng", desk.actor, seen=seen),
    lambda desk, seen: verbs.ask_supplement(desk, seen.code, NOW, "Bản vẽ", "Thiếu", seen=seen),
    lambda desk, seen: verbs.resume(desk, seen.code, NOW, seen=seen),
    lambda desk, seen: verbs.consult(desk, seen.code, NOW, "Sở Xây dựng", seen=seen),
    lambda desk, seen: verbs.answer(desk, seen.code, NOW, "Đồng ý", seen=seen),
    lambda desk, seen: verbs.finish(desk, seen.code, NOW, seen=seen),
    lambda desk, seen: undoing.undo(desk, seen.code, seen=seen),
    lambda desk, seen: undoing.redo(desk, seen.code, seen=seen),
)

Acknowledged = tuple[str, int]
"""Code and number of the event that a verb said it had recorded."""


@dataclass
class Told:
    """What one process was told, and how many seconds each verb took, waiting for the others included."""

    officer: str
    acknowledged: list[Acknowledged] = field(default_factory=list)
    taken_in: list[str] = field(default_factory=list)
    """Codes of dossiers that it accepted, which the desk numbers."""
    conflicts: int = 0
    refused: int = 0
    seconds: list[float] = field(default_factory=list)


def make(place: Place) -> str:
    """A new desk that issues codes, with a dossier to begin with; its code."""
    with closing(Database.create(place)) as database:
        settings = replace(DEFAULTS, agency_id="H48", own_codes=True)
        with database.unit_of_work(zone=settings.zone, actor="", now=NOW) as uow:
            uow.settings.put(settings.rows())
            uow.calendar.put(shipped_days())
            uow.calendar.confirm(date(2026, 12, 31))
            limit = TimeLimit.parse("5 LV")
            uow.catalogue.add(
                ProcedureVersion(code="1.013233", name="Gia hạn", field="Xây dựng", limit=limit)
            )
            uow.commit()
        return verbs.accept(_desk(database, "Mai"), _somebody("Mai"), NOW).dossier.code


def work(place: Place, officer: str, wanted: int) -> Told:
    """Carry out verbs until so many were acknowledged."""
    random, told = Random(officer), Told(officer)
    with closing(Database.open(place)) as database:
        desk = _desk(database, officer)
        desk.warm_up()
        while len(told.acknowledged) < wanted:
            began = monotonic()
            try:
                done = _one(desk, random)
            except ConflictError:
                told.conflicts += 1
            except RuleError:
                told.refused += 1
            else:
                told.acknowledged.append((done.dossier.code, done.dossier.version))
                if done.dossier.version == 1:
                    told.taken_in.append(done.dossier.code)
            told.seconds.append(monotonic() - began)
    return told


def _one(desk: Desk, random: Random) -> Done:
    if random.random() < 1 / 8:
        return verbs.accept(desk, _somebody(desk.actor), NOW)
    (code,) = random.choice(desk.database.reader().execute(_NEWEST).fetchall())
    seen = browse.find(desk, code).dossier
    return random.choice(_VERBS)(desk, seen)


def examine(place: Place, first: str, told: list[Told]) -> None:
    """Every acknowledged verb is there, once, by whoever was told so; nothing else is.

    Raises AssertionError.
    """
    taken_in = [code for each in told for code in each.taken_in]
    assert len(set(taken_in)) == len(taken_in), "one code for two dossiers"
    acknowledged = {pair: each.officer for each in told for pair in each.acknowledged}
    assert len(acknowledged) == sum(len(each.acknowledged) for each in told), "one number for two verbs"
    assert not prove(place).problems
    with closing(Database.open(place)) as database:
        (kept,) = database.reader().execute("SELECT count(*) FROM dossier").fetchone()
        assert kept == 1 + len(taken_in)
        for code in (first, *taken_in):
            stored = load(database.reader(), code, zone=DEFAULTS.zone)
            assert stored is not None, f"lost {code}"
            assert stored.dossier.version == len(stored.history)
            for each in stored.history:
                whose = acknowledged.pop((code, each.event.number), "Mai")
                assert each.actor == whose, f"{code}: step {each.event.number} is of {each.actor}"
    assert not acknowledged, f"lost: {sorted(acknowledged)[:5]}"


def race(place: Place, processes: int, wanted: int) -> list[Told]:
    """What each of the processes was told, after everything was examined."""
    first = make(place)
    with multiprocessing.get_context("spawn").Pool(processes) as pool:
        officers = [f"Cán bộ {number}" for number in range(1, processes + 1)]
        told = pool.starmap(work, [(place, officer, wanted) for officer in officers], chunksize=1)
    examine(place, first, told)
    return told


@contextmanager
def a_place(url: str | None) -> Iterator[Place]:
    """The empty database of that URL, one of a server that is started for it, or a file."""
    if url == "server":
        stop = start_server()
        template = ServerTemplate(os.environ[URL], f"motcua_race_{os.getpid()}", lambda _database: None)
        with template.empty() as place:
            yield place
        template.close()
        if stop:
            stop()
        return
    if url:
        yield place_of(url)
        return
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder) / "desk.db"


def _desk(database: Database, officer: str) -> Desk:
    desk = desk_of(database, NOW.isoformat())
    return replace(desk, settings=replace(desk.settings, officer=officer))


def _somebody(officer: str) -> Particulars:
    return Particulars(code="", procedure_version=1, applicant=f"Người nộp {officer}")


def main(processes: int, wanted: int, url: str | None) -> None:
    began = monotonic()
    with a_place(url) as place:
        told = race(place, processes, wanted)
    seconds = monotonic() - began
    counted = Counter(
        acknowledged=sum(len(each.acknowledged) for each in told),
        taken_in=sum(len(each.taken_in) for each in told),
        conflicts=sum(each.conflicts for each in told),
        refused=sum(each.refused for each in told),
    )
    took = sorted(second for each in told for second in each.seconds)
    print("server" if isinstance(place, Server) else "file", f"{processes} processes", dict(counted))
    half, most = took[len(took) // 2], took[len(took) * 99 // 100]
    print(f"{counted['acknowledged'] / seconds:.0f} verbs a second, waiting included")
    print(f"half of them took {half * 1000:.0f} ms at most,", end=" ")
    print(f"99 of 100 {most * 1000:.0f} ms, the longest {took[-1] * 1000:.0f} ms")
    print("0 lost, 0 errors, 0 duplicate codes, the chain is whole")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3] if len(sys.argv) > 3 else None)
