"""Commands that are killed in the middle, again and again, and what must be left each time.

    python -m tests.killing_commands 200 [SEED]

Each life runs commands of one kind in a process that says when it begins one and when it has done it, and is
killed at a random moment of a random one. What was acknowledged is there, everything is sound, and a command
that was cut off has done all of its work or nothing. It tells how often it hit the middle of which kind.
"""

from __future__ import annotations

import json
import os
import select
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from enum import Enum, auto
from pathlib import Path
from random import Random
from time import monotonic
from typing import Final
from unittest import mock

from tests.killing import TODAY, make

from motcua_tui.__main__ import main as motcua
from motcua_tui.bootstrap import desk_of
from motcua_tui.domain.events import Event
from motcua_tui.errors import StorageError
from motcua_tui.services import browse
from motcua_tui.services.maintenance import check
from motcua_tui.storage import versions
from motcua_tui.storage.connect import APPLICATION_ID
from motcua_tui.storage.database import Database

ROWS: Final = 100
"""Dossiers of one import."""
_GUESS: Final = 0.2
"""Seconds of a command that was not yet seen to end."""
_MIGRATE: Final = "migrate"
_LATER: Final = (
    "CREATE TABLE later AS SELECT * FROM dossier_event",
    "CREATE INDEX later_kind ON later (kind)",
)


class Kind(Enum):
    IMPORT = auto()
    VERB = auto()
    INIT = auto()
    MIGRATION = auto()
    BACKUP = auto()
    RESTORE = auto()


@dataclass
class Cut:
    """How a life ended: the words of the commands that were done, and those of the one that was cut off,
    with what it had said; None where it had just ended."""

    done: list[tuple[list[str], str]] = field(default_factory=list)
    cut: tuple[list[str], str] | None = None


@dataclass
class Record:
    """The desk under attack, and what was acknowledged so far."""

    path: Path
    steps: dict[str, int] = field(default_factory=dict)
    """How many events each dossier has, by code, as was acknowledged."""
    imported: dict[str, bool] = field(default_factory=dict)
    """Files by name, and whether they were said to be in."""
    number: int = 0
    seconds: dict[Kind, float] = field(default_factory=dict)

    @property
    def folder(self) -> Path:
        return self.path.parent

    def new(self, suffix: str) -> Path:
        """A name that nothing has."""
        self.number += 1
        return self.folder / f"n{self.number}{suffix}"


# what a life does


def commands(record: Record, kind: Kind, random: Random) -> list[list[str]]:
    """The words of some commands of that kind; the first is not killed, for it loads the program."""
    at = ["--db", str(record.path), "--today", TODAY]
    match kind:
        case Kind.IMPORT:
            return [[*at, "import", "dossiers", str(_register(record))] for _file in range(2)]
        case Kind.VERB:
            accept = [*at, "accept", "--procedure", "1.013233", "--applicant", "Lê An"]
            ready = [code for code, steps in record.steps.items() if steps == 1]
            random.shuffle(ready)
            finish = [[*at, "finish", code] for code in ready[:4]]
            return [accept, *finish, accept, accept]
        case Kind.INIT:
            options = ["--agency", "Sở Xây dựng", "--agency-id", "H48", "--officer", "Mai"]
            return [["--db", str(record.new(".db")), "init", *options] for _desk in range(2)]
        case Kind.MIGRATION:
            return [[_MIGRATE, str(_copy(record))] for _desk in range(2)]
        case Kind.BACKUP:
            return [[*at, "backup", str(record.new(".backup"))] for _copy in range(2)]
        case Kind.RESTORE:
            copy = str(_copy(record))
            return [[*at, "restore", copy, "--yes"] for _time in range(2)]


def _register(record: Record) -> Path:
    path = record.new(".csv")
    lines = [f"{path.stem}-{row},Lê An {row},1.013233,2026-11-20,2026-11-27" for row in range(ROWS)]
    path.write_text("\n".join(("code,applicant,procedure_code,accepted_on,due_on", *lines)), "utf-8")
    record.imported[path.stem] = False
    return path


def _copy(record: Record) -> Path:
    path = record.new(".db")
    with closing(sqlite3.connect(record.path)) as source, closing(sqlite3.connect(path)) as target:
        source.backup(target)
    return path


def life(record: Record, kind: Kind, random: Random) -> Cut:
    """Run commands and kill their process somewhere."""
    wanted = commands(record, kind, random)
    argv = [sys.executable, "-m", "tests.killing_commands", "--work", json.dumps(wanted)]
    ended = Cut()
    victim = random.randrange(1, len(wanted))
    home = {name: text for name, text in os.environ.items() if not name.startswith("XDG_")}
    home["HOME"] = str(record.folder / "home")
    with subprocess.Popen(argv, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=home) as process:
        assert process.stdout is not None
        said = b""
        while said.count(b"begin\n") <= victim:
            some = os.read(process.stdout.fileno(), 65_536)
            assert some, f"{kind.name} ended by itself"
            said += some
        began = monotonic()
        allowed = random.uniform(0.0, record.seconds.get(kind, _GUESS))
        if select.select([process.stdout], [], [], allowed)[0]:
            record.seconds[kind] = monotonic() - began
        process.kill()
        said += process.stdout.read()
    for words, told in zip(wanted, said.decode().split("begin\n")[1:], strict=False):
        if told.endswith("done\n"):
            ended.done.append((words, told.removesuffix("done\n")))
        else:
            ended.cut = words, told
    return ended


def work(wanted: Sequence[Sequence[str]]) -> None:
    """What the process does that is killed."""
    for words in wanted:
        print("begin", flush=True)
        if words[0] == _MIGRATE:
            _migrate(Path(words[1]))
        else:
            assert motcua(words) == 0
        print("done", flush=True)


def _migrate(path: Path) -> None:
    """Open a file with a program that has one revision more, which copies what happened and indexes it."""
    from motcua_tui.storage import migrate

    def upgrade(connection: object, numbered: object) -> None:
        for statement in (*_LATER, f"PRAGMA user_version = {versions.NEWEST + 1}"):
            connection.exec_driver_sql(statement)  # type: ignore[attr-defined]  # SQLAlchemy's, loaded late

    with (
        mock.patch("motcua_tui.storage.file.NEWEST", versions.NEWEST + 1),
        mock.patch.object(migrate, "upgrade", upgrade),
    ):
        Database.open(path).close()


# what must be left


def examine(record: Record, kind: Kind, ended: Cut) -> None:
    """Raises AssertionError where anything acknowledged is lost or anything is not sound."""
    assert not check(record.path)
    match kind:
        case Kind.IMPORT:
            for words, _told in ended.done:
                record.imported[Path(words[-1]).stem] = True
        case Kind.VERB:
            for words, told in (*ended.done, *([ended.cut] if ended.cut else [])):
                if told:
                    code = told.split()[0]
                    record.steps[code] = 1 if "accept" in words else 2
        case Kind.INIT:
            _desks(ended)
        case Kind.MIGRATION:
            _versions(ended)
        case Kind.BACKUP:
            for words, _told in ended.done:
                assert not check(Path(words[-1]))
            if ended.cut and Path(ended.cut[0][-1]).exists():
                assert not check(Path(ended.cut[0][-1])), "half a copy under the name of a whole one"
        case Kind.RESTORE:
            pass  # the copy says what the desk says
    _compare(record)
    _tidy(record)


def _desks(ended: Cut) -> None:
    for words, _told in ended.done:
        assert not check(Path(words[1]))
    if ended.cut and (path := Path(ended.cut[0][1])).exists():
        try:
            Database.open(path).close()
        except StorageError:
            return
        assert not check(path), "half a desk that opens"


def _versions(ended: Cut) -> None:
    for words in [words for words, _told in ended.done] + ([ended.cut[0]] if ended.cut else []):
        path = Path(words[1])
        with closing(sqlite3.connect(path)) as raw:
            assert raw.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
            assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            (version,) = raw.execute("PRAGMA user_version").fetchone()
            later = raw.execute("SELECT count(*) FROM sqlite_master WHERE name LIKE 'later%'").fetchone()[0]
            assert later == (len(_LATER) if version > versions.NEWEST else 0), "half a migration"
            if ended.cut is None or words != ended.cut[0]:
                assert version > versions.NEWEST
            raw.execute(f"PRAGMA user_version = {versions.NEWEST}")
        if version > versions.NEWEST:
            assert not check(path.with_name(f"{path.stem}.v{versions.NEWEST}-1.db"))
        assert not check(path)


def _compare(record: Record) -> None:
    """Every import is in whole or not at all; every verb that was acknowledged is there."""
    with closing(Database.open(record.path)) as database:
        desk = desk_of(database, TODAY)
        for name, told in record.imported.items():
            counting = "SELECT count(*) FROM dossier WHERE code LIKE ?"
            (rows,) = database.reader().execute(counting, (f"{name}-%",)).fetchone()
            assert rows == ROWS or (rows == 0 and not told), f"{rows} of an import of {ROWS}"
            record.imported[name] = rows == ROWS
        for code, steps in record.steps.items():
            events: tuple[Event, ...] = browse.find(desk, code).dossier.events
            assert len(events) >= steps, f"lost a step of {code}"
            record.steps[code] = len(events)


def _tidy(record: Record) -> None:
    for path in record.folder.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        elif not path.name.startswith(record.path.name):
            path.unlink()


def torment(lives: int, seed: int) -> Counter[str]:
    """So many lives on one desk, each examined; how many of which kind, and how many hit the middle.

    Raises AssertionError.
    """
    random, counted = Random(seed), Counter[str]()
    with tempfile.TemporaryDirectory() as folder:
        record = Record(make(Path(folder)).path)
        for number in range(lives):
            kind = list(Kind)[number % len(Kind)]
            ended = life(record, kind, random)
            examine(record, kind, ended)
            counted[kind.name.lower()] += 1
            counted[f"{kind.name.lower()} in the middle"] += ended.cut is not None
        counted["acknowledged verbs"] = sum(record.steps.values())
        counted["acknowledged imports"] = sum(record.imported.values())
    return counted


if __name__ == "__main__":
    if sys.argv[1] == "--work":
        work(json.loads(sys.argv[2]))
    else:
        for what, times in torment(int(sys.argv[1]), int((sys.argv[2:] or ["1"])[0])).items():
            print(f"{times:>5} {what}")
        print("0 acknowledged changes lost, 0 integrity failures")
