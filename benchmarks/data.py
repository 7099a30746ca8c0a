"""Desks and registers of any size to measure on: seeded, kept in ``benchmarks/data``.

Procedures, channels and officers are those of the sample desk, and dossiers end early, on the day and
late as often as there. Names of people come as often as in the country, where every third one is a
Nguyễn, because the commonest words make search slow. About 2 % of the dossiers are open, and each has
about five events. A desk of more than ``DRAWN`` dossiers has several of each case, with people of their
own; of more than ``TOLD`` it is the desk of ``TOLD`` several times over, without events. A file is made
anew when the tables or this module have changed.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import cache
from hashlib import blake2b
from importlib import import_module
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Final

from dateutil.relativedelta import relativedelta

from motcua_tui import bootstrap
from motcua_tui.domain import events as ev
from motcua_tui.domain.catalogue import ProcedureVersion
from motcua_tui.domain.codes import Channel, Outcome, ReturnWay
from motcua_tui.domain.dossier import Particulars
from motcua_tui.domain.office import DEFAULT_SESSIONS, OfficeHours
from motcua_tui.domain.roles import Right
from motcua_tui.services.base_calendar import base_calendar
from motcua_tui.services.desk import Desk
from motcua_tui.services.office import confirm_calendar, create_desk
from motcua_tui.storage import projection, summary
from motcua_tui.storage.connect import connect
from motcua_tui.storage.database import Database
from motcua_tui.storage.summary import KEY
from sample_db import names, register
from sample_db.build import CONFIRMED_UNTIL, LATE_CAUSES, SETTINGS
from sample_db.catalogue import DEPARTMENT, versions
from sample_db.plan import Case, Planner

FOLDER: Final = Path(__file__).with_name("data")
FIRST: Final = date(2018, 1, 1)
TODAY: Final = date(2026, 11, 23)
SEED: Final = 2026
DRAWN: Final = 100_000
TOLD: Final = 1_000_000
WORKERS: Final = 2

# Of a hundred dossiers of the sample desk.
EARLY: Final = 79
ON_TIME: Final = 12
OUTCOMES: Final = {Outcome.GRANTED: 983, Outcome.REFUSED: 9, Outcome.STOPPED: 5, Outcome.CLOSED: 3}
# Of the dossiers of the last quarter; they make up the 2 %.
QUARTER: Final = timedelta(days=91)
STAYING_OPEN: Final = 0.6
WAITING: Final = 0.1
# Of those that took longer: asked once to complete the dossier.
COMPLETED: Final = 0.1
NEVER_COLLECTED: Final = 0.002

FAMILIES: Final = (31, 11, 9, 6, 5, 5, 4.5, 4, 4, 2, 2, 1.5, 1.3, 1.3, 1)
"""How often in a hundred people each family name of the sample's names comes."""
MIDDLES: Final = (20, 30, 6, 6, 4, 6, 5, 5, 5, 4, 5, 4)
COMPANIES: Final = 0.35
BROUGHT_BY_ANOTHER: Final = 0.2

_QUICKLY: Final = (
    "PRAGMA cache_size = -1048576",
    "PRAGMA threads = 2",
    "PRAGMA main.journal_mode = OFF",
    "PRAGMA main.synchronous = OFF",
)
"""For a file that is made again when anything goes wrong."""
_SCHEMA: Final = "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL"
_NUMBER: Final = "printf('%05d', substr(d.code, :code + 1) * :times + n.value)"
"""The running number of the ``value``-th dossier like ``d``, at the end of its code."""
_ID: Final = "(d.{} - 1) * :times + n.value + 1"
_CHANGED: Final = {
    "dossier": {
        "id": _ID.format("id"),
        "code": f"substr(d.code, 1, :code) || {_NUMBER}",
        "search": f"substr(d.search, 1, :code) || {_NUMBER} || substr(d.search, :code + 5)",
    },
    "dossier_earlier": {"dossier_id": _ID.format("dossier_id")},
}
_SEVERAL: Final = "CROSS JOIN json_each(:each) n"
_SUMMARY: Final = f"""
INSERT INTO dossier_summary ({", ".join(KEY)}, n)
SELECT {", ".join(KEY)}, n * :times FROM source.dossier_summary
"""  # noqa: S608

Wanted = tuple[str, int, str]
"""What is kept: its name, how many dossiers, and the ending of its file."""
Make = Callable[[Path], None]
Fate = tuple[datetime | None, ReturnWay, str, str]
"""When and how the result was collected, its number, and why it was late."""


def desk(dossiers: int) -> Desk:
    """A desk with so many dossiers, its clock fixed at ``TODAY``."""
    return open_desk(_kept("desk", dossiers, ".db", lambda path: _fill(path, dossiers)))


def empty_desk(path: Path) -> Desk:
    """A new desk that knows the procedures; nothing is copied behind its screens while they are measured."""
    create_desk(path, replace(SETTINGS, backup_days=0), lambda: datetime.combine(FIRST, time(8)))
    made = open_desk(path)
    confirm_calendar(made, CONFIRMED_UNTIL)
    with made.unit_of_work(Right.IMPORT) as work:
        for version in versions():
            work.catalogue.add(version)
        work.commit()
    return made


def open_desk(path: Path) -> Desk:
    return bootstrap.desk_of(Database.open(path), TODAY.isoformat())


def register_csv(rows: int) -> Path:
    """A register of so many dossiers that have ended, as the sample desk brought in its own."""
    return _kept("register", rows, ".csv", lambda path: _write_csv(path, rows))


def register_xlsx(rows: int) -> Path:
    """The same register as a workbook with date cells."""
    return _kept("register", rows, ".xlsx", lambda path: _write_xlsx(path, rows))


def entries(catalogue: Sequence[ProcedureVersion], count: int) -> Iterator[register.Entry]:
    """So many dossiers, in the order of their months."""
    alike = max(1, count // DRAWN)
    calendar = base_calendar()
    planner = Planner(list(catalogue), calendar, OfficeHours(DEFAULT_SESSIONS, calendar), Random(SEED))
    people = _People(planner)
    months = [FIRST]
    while months[-1] + relativedelta(months=1) < TODAY:
        months.append(months[-1] + relativedelta(months=1))
    for place, month in enumerate(months):
        drawn = count // alike
        share = drawn * (place + 1) // len(months) - drawn * place // len(months)
        last = min(month + relativedelta(months=1), TODAY) - timedelta(days=1)
        cases = planner.draw(share, month, last, lambda version: _channel(planner.rng, version))
        for case in sorted(cases, key=lambda case: case.accepted_at):
            fate = _live(planner, case)
            for _ in range(alike):
                yield (case, people.particulars(case), *fate)


def missing(sizes: Sequence[int], registers: Sequence[int]) -> list[Wanted]:
    """The desks and registers that are not there yet."""
    wanted = [("desk", size, ".db") for size in sizes]
    wanted += [("register", rows, suffix) for rows in registers for suffix in (".csv", ".xlsx")]
    return [one for one in wanted if not _path(*one).exists()]


def make(wanted: Sequence[Wanted]) -> dict[str, float]:
    """Make desks and registers, two at a time; their names, and the seconds that each took.

    What is made of something else comes after it.
    """
    later = [one for one in wanted if one[1] > TOLD or one[2] == ".xlsx"]
    first = sorted(set(wanted) - set(later), key=lambda one: -one[1])
    with ProcessPoolExecutor(WORKERS, get_context("spawn")) as workers:
        made = dict(workers.map(_timed, first))
        return made | dict(workers.map(_timed, later))


def _timed(wanted: Wanted) -> tuple[str, float]:
    name, size, suffix = wanted
    began = perf_counter()
    match suffix:
        case ".csv":
            register_csv(size)
        case ".xlsx":
            register_xlsx(size)
        case _:
            desk(size).database.close()
    return f"{name} of {size:,}{suffix}", perf_counter() - began


class _People:
    """Who asks for what."""

    def __init__(self, planner: Planner) -> None:
        self._rng = planner.rng
        self._ordinals: dict[date, int] = {}

    def particulars(self, case: Case) -> Particulars:
        rng, day = self._rng, case.accepted_on
        self._ordinals[day] = self._ordinals.get(day, 0) + 1
        department = DEPARTMENT[case.version.field]
        return Particulars(
            code=_code(day, self._ordinals[day]),
            procedure_version=case.version.id,
            applicant=names.company(rng) if rng.random() < COMPANIES else self._person(),
            applicant_id=f"000{rng.randrange(10**9):09d}",
            phone=names.phone(rng),
            address=names.address(rng),
            submitter=self._person() if rng.random() < BROUGHT_BY_ANOTHER else "",
            channel=case.channel,
            department=department,
            officer=rng.choice(names.OFFICERS[department]),
            fee=case.version.fee,
        )

    def _person(self) -> str:
        (family,) = self._rng.choices(names.FAMILY, FAMILIES)
        (middle,) = self._rng.choices(names.MIDDLE, MIDDLES)
        return f"{family} {middle} {self._rng.choice(names.GIVEN)}"


def _code(day: date, number: int) -> str:
    return f"{SETTINGS.agency_id}-{day:%y%m%d}-{number:04d}"


def _channel(rng: Random, version: ProcedureVersion) -> Channel:
    if version.online is not None and rng.random() < 0.5:
        return version.online
    return Channel.POST if version.post and rng.random() < 0.1 else Channel.DIRECT


def _live(planner: Planner, case: Case) -> Fate:
    """What became of a dossier by ``TODAY``; the days are written into the case."""
    rng, calendar = planner.rng, planner.calendar
    fate = rng.randrange(100)
    if fate < EARLY:
        finished_on = calendar.add(
            case.accepted_on, rng.randrange(max(1, calendar.count(case.accepted_on, case.due_on)))
        )
    elif fate < EARLY + ON_TIME:
        finished_on = case.due_on
    else:
        finished_on = calendar.add(case.due_on, rng.randint(1, 12))
    recent = case.accepted_on > TODAY - QUARTER
    if finished_on > TODAY or (recent and rng.random() < STAYING_OPEN):
        if rng.random() < WAITING:
            case.asked_on = min(calendar.add(case.accepted_on, 2), TODAY)
        return None, ReturnWay.DESK, "", ""
    case.finished_on = finished_on
    if finished_on > calendar.add(case.accepted_on, 2) and rng.random() < COMPLETED:
        case.asked_on, case.resumed_on = (calendar.add(case.accepted_on, days) for days in (1, 2))
    (case.outcome,) = rng.choices(list(OUTCOMES), list(OUTCOMES.values()))
    cause = rng.choice(LATE_CAUSES) if finished_on > case.due_on else ""
    collected = datetime.combine(calendar.add(finished_on, rng.choice((1, 1, 1, 2, 3))), time(9))
    kept = case.outcome in (Outcome.STOPPED, Outcome.CLOSED) or rng.random() < NEVER_COLLECTED
    returned_at = None if kept or collected.date() > TODAY else collected
    return returned_at, ReturnWay.DESK, f"{rng.randrange(100, 2000)}/SXD", cause


def _events(entry: register.Entry) -> list[ev.Event]:
    case, who, returned_at, way, number, cause = entry
    told = [
        ev.Event(case.accepted_at, ev.Accepted(case.due_on)),
        ev.Event(case.accepted_at + timedelta(minutes=25), ev.HandedOver(who.department)),
        ev.Event(case.accepted_at + timedelta(minutes=45), ev.HandedOver(who.department, who.officer)),
    ]
    if case.asked_on is not None:
        by = case.asked_on + timedelta(days=case.version.supplement.wait_days)
        asked_at = datetime.combine(case.asked_on, time(17))
        told.append(ev.Event(asked_at, ev.SupplementAsked("", complete_by=by)))
    if case.resumed_on is not None:
        told.append(ev.Event(datetime.combine(case.resumed_on, time(9)), ev.Resumed(case.due_on)))
    if case.finished_on is not None:
        told.append(ev.Event(datetime.combine(case.finished_on, time(17)), _ending(case, number, cause)))
    if returned_at is not None:
        told.append(ev.Event(returned_at, ev.Returned(way)))
    return told


def _ending(case: Case, number: str, cause: str) -> ev.Happening:
    match case.outcome:
        case Outcome.STOPPED:
            return ev.Stopped()
        case Outcome.CLOSED:
            return ev.Closed()
        case outcome:
            return ev.ResultReady(outcome, number, late_cause=cause)


def _fill(path: Path, dossiers: int) -> None:
    made = empty_desk(path)
    if dossiers <= TOLD:
        with made.unit_of_work(Right.IMPORT) as work:
            drawn = entries(work.catalogue.versions(), dossiers)
            work.dossiers.bulk_add((entry[1], _events(entry)) for entry in drawn)
            work.commit()
    made.database.close()
    if dossiers > TOLD:
        _multiply(path, dossiers)


def _multiply(path: Path, dossiers: int) -> None:
    """The dossiers of the desk of ``TOLD`` several times over, each time with other codes."""
    times, rest = divmod(dossiers, TOLD)
    if rest:
        raise ValueError(f"not a multiple of {TOLD:,}: {dossiers:,}")
    with closing(desk(TOLD).database) as source, closing(connect(path)) as connection:
        connection.execute("ATTACH ? AS source", (str(source.path),))
        places = {"times": times, "code": len(_code(TODAY, 0)) - 4, "each": json.dumps(list(range(times)))}
        for table in ("department", "officer"):
            connection.execute(f"INSERT OR IGNORE INTO {table} SELECT * FROM source.{table}")  # noqa: S608
        with connection.loading(dossiers):
            for pragma in _QUICKLY:
                connection.execute(pragma)
            for table, changed in _CHANGED.items():
                columns = [name for _, name, *_ in connection.execute(f"PRAGMA table_info({table})")]
                chosen = ", ".join(changed.get(name, f"d.{name}") for name in columns)
                connection.execute(
                    f"INSERT INTO {table} SELECT {chosen} FROM source.{table} d {_SEVERAL}",  # noqa: S608
                    places,
                )
            connection.execute(_SUMMARY, places)
        connection.execute("DETACH source")
        connection.execute("PRAGMA journal_mode = WAL")


def _write_csv(path: Path, rows: int) -> None:
    ended = (entry for entry in entries(versions(), rows * 2) if entry[0].finished_on is not None)
    register.write(path, islice(ended, rows))


def _write_xlsx(path: Path, rows: int) -> None:
    workbook = import_module("xlsxwriter").Workbook

    with register_csv(rows).open(encoding="utf-8", newline="") as file:
        heading, *body = csv.reader(file)
    dates = [place for place, title in enumerate(heading) if title.startswith("Ngày")]
    with workbook(path, {"constant_memory": True, "default_date_format": "dd/mm/yyyy hh:mm"}) as book:
        sheet = book.add_worksheet("Danh sách")
        sheet.write_row(0, 0, heading)
        for number, row in enumerate(body, 1):
            sheet.write_row(
                number, 0, [_moment(cell) if place in dates else cell for place, cell in enumerate(row)]
            )


def _moment(cell: str) -> datetime | str:
    if not cell:
        return ""
    return datetime.strptime(cell, "%d/%m/%Y %H:%M" if ":" in cell else "%d/%m/%Y")


def _kept(name: str, size: int, suffix: str, make: Make) -> Path:
    """The file of that name and size, made where it is not there or no longer right."""
    path = _path(name, size, suffix)
    if not path.exists():
        FOLDER.mkdir(exist_ok=True)
        for other in FOLDER.glob(f"{name}-{size}-*{suffix}*"):
            other.unlink()
        print(f"  (making {path.name})", flush=True)
        unfinished = path.with_name(f"unfinished-{path.name}")
        unfinished.unlink(missing_ok=True)
        make(unfinished)
        unfinished.rename(path)
    return path


def _path(name: str, size: int, suffix: str) -> Path:
    return FOLDER / f"{name}-{size}-{_fingerprint()}{suffix}"


@cache
def _fingerprint() -> str:
    """Of the tables of a new file, and of what fills them."""
    digest = blake2b(digest_size=4)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "new.db"
        Database.create(path).close()
        with closing(connect(path)) as connection:
            digest.update("".join(sorted(sql for (sql,) in connection.execute(_SCHEMA))).encode())
    for module in (Path(__file__), Path(projection.__file__), Path(summary.__file__)):
        digest.update(module.read_bytes())
    return digest.hexdigest()
