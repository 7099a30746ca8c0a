"""A damaged file: what can be read is read, nothing is written, and the last good copy is named."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from tests.cli.conftest import TODAY, Motcua

from motcua_tui.__main__ import main

READS = (("list", "--json"), ("info",), ("report", "--period", "2026-q3"), ("show", "A-1"), ("settings",))
WRITES = (("finish", "A-1"), ("settings", "near_days=3"))
CODES = {0, 1, 3}
ROUNDS = 200
DOSSIERS = 12


@pytest.fixture(scope="module")
def filled_desk(template_desk: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk with some dossiers, to be copied."""
    path = tmp_path_factory.mktemp("filled") / "filled.db"
    shutil.copyfile(template_desk, path)
    for number in range(1, DOSSIERS + 1):
        given = ["--procedure", "1.000001", "--applicant", "Nguyễn Thị Hòa"]
        assert main(["--db", str(path), "--today", TODAY, "accept", f"A-{number}", *given]) == 0
    return path


@pytest.fixture
def filled(motcua: Motcua, filled_desk: Path, database: Path) -> Motcua:
    """The command line over a desk with some dossiers and a good copy of it."""
    shutil.copyfile(filled_desk, database)
    assert motcua("backup").code == 0
    return motcua


def root_page(database: Path, name: str) -> int:
    """The place in the file of the first page of a table or an index."""
    with closing(sqlite3.connect(database)) as connection:
        ((page,),) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (name,))
        ((size,),) = connection.execute("PRAGMA page_size")
    return int((page - 1) * size)


def overwritten(database: Path, at: int, content: bytes) -> None:
    with database.open("r+b") as file:
        file.seek(at)
        file.write(content)


def copy_named(database: Path) -> str:
    return str(next((database.parent / "backups").glob("*.db")))


def header(database: Path) -> None:
    overwritten(database, 0, b"x" * 100)


def schema(database: Path) -> None:
    overwritten(database, 100, b"\xff" * 2000)


def table(database: Path) -> None:
    overwritten(database, root_page(database, "dossier"), b"\xee" * 4096)


def truncated(database: Path) -> None:
    content = database.read_bytes()
    database.write_bytes(content[: len(content) // 3])


@pytest.mark.parametrize("spoil", [header, schema, table, truncated])
def test_damaged_when_anything_is_asked_then_nothing_is_written_and_the_good_copy_is_named(
    filled: Motcua, database: Path, spoil: Callable[[Path], None]
) -> None:
    spoil(database)
    before = database.read_bytes()
    for words in (*READS, *WRITES):
        ran = filled(*words)
        assert ran.code in CODES, (words, ran)
        assert copy_named(database) in ran.err, words
        assert "Traceback" not in ran.err
        assert database.read_bytes() == before
    assert all(filled(*words).code == 3 for words in WRITES)
    assert filled("verify").code == 1
    assert filled("restore", copy_named(database), "--yes").code == 0
    assert len(filled("list", "--json").json) == DOSSIERS
    (kept,) = (database.parent / "backups").glob("*.replaced.db")
    assert kept.read_bytes()[100:] == before[100:]


def test_damaged_when_only_the_dossiers_are_then_the_rest_is_read(filled: Motcua, database: Path) -> None:
    table(database)
    ran = filled("procedures", "--json")
    assert (ran.code, len(ran.json)) == (0, 4)
    assert "Chú ý: Cơ sở dữ liệu bị hỏng." in ran.err
    assert filled("settings", "--json").json["officer"] == "Mai"


def test_damaged_when_there_is_no_good_copy_then_that_is_said(desk: Motcua, database: Path) -> None:
    truncated(database)
    ran = desk("list")
    assert "Không thấy bản sao lưu tốt nào" in ran.err


def test_damaged_when_the_last_copy_is_too_then_the_one_before_is_named(
    filled: Motcua, database: Path
) -> None:
    good = copy_named(database)
    bad = Path(good.replace("094000", "095000"))
    shutil.copyfile(good, bad)
    truncated(bad)
    table(database)
    assert good in filled("list").err


def test_damaged_when_the_log_beside_is_lost_or_nonsense_then_the_record_opens(
    filled: Motcua, database: Path
) -> None:
    beside = database.with_name(f"{database.name}-wal")
    beside.write_bytes(random.Random(1).randbytes(50_000))
    ran = filled("list", "--json")
    assert (ran.code, len(ran.json)) == (0, DOSSIERS)


def test_damaged_at_two_hundred_places_then_never_a_traceback_and_never_a_write(
    filled: Motcua, database: Path
) -> None:
    good = database.read_bytes()
    rng = random.Random(20261123)
    for round_ in range(ROUNDS):
        spoilt = bytearray(good)
        for _place in range(rng.randint(1, 4)):
            at = rng.randrange(len(spoilt))
            spoilt[at : at + rng.choice((1, 8, 200, 4096))] = rng.randbytes(rng.choice((1, 8, 200, 4096)))
        database.write_bytes(spoilt)
        words = READS[round_ % len(READS)]
        ran = filled(*words)
        assert ran.code in CODES, (round_, words, ran.err)
        assert "Traceback" not in ran.err, (round_, words)
        assert "sự cố ngoài dự kiến" not in ran.err, (round_, words, ran.err)
        assert database.read_bytes() == bytes(spoilt), (round_, words)
