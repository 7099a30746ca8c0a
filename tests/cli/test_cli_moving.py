"""``export all``, ``import all`` and ``move``: a whole desk as a file, and to another place."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from tests.cli.conftest import Motcua


def accept(desk: Motcua, code: str) -> None:
    ran = desk("accept", code, "--procedure", "1.000001", "--applicant", "Bà Hòa", "--at", "20/11 9:00")
    assert ran.code == 0, ran.err


def test_export_all_when_imported_then_the_same_desk(desk: Motcua, tmp_path: Path) -> None:
    accept(desk, "A-1")
    file, other, again = tmp_path / "cả sổ.jsonl", tmp_path / "new.db", tmp_path / "again.jsonl"
    ran = desk("export", "all", "-o", file, "--json")
    assert (ran.code, ran.json["file"]) == (0, str(file))
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    proof = desk("verify", "--json").json["chain"]
    brought = desk("import", "all", file, "--db", other, "--json")
    assert (brought.code, brought.json) == (
        0,
        {"database": str(other), "rows": ran.json["rows"], "dossiers": 1, "outdated": False, "chain": proof},
    )
    assert desk("verify", "--db", other, "--json").json["chain"] == proof
    for asked in (("list", "--json"), ("report", "--period", "2026", "--json"), ("settings", "--json")):
        assert desk(*asked, "--db", other).out == desk(*asked).out
    assert desk("export", "all", "-o", again, "--db", other).code == 0
    assert again.read_bytes() == file.read_bytes()


@pytest.mark.parametrize("more", [("--overdue",), ("--from", "1/11"), ("--search", "Hòa")])
def test_export_all_when_narrowed_then_it_is_wrong_usage(
    desk: Motcua, tmp_path: Path, more: tuple[str, ...]
) -> None:
    assert desk("export", "all", "-o", tmp_path / "a.jsonl", *more).code == 2
    assert not (tmp_path / "a.jsonl").exists()


def test_import_all_when_there_is_a_record_or_no_such_file_then_refused(desk: Motcua, tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    assert desk("export", "all", "-o", file).code == 0
    accept(desk, "A-1")
    assert desk("import", "all", file).code == 3
    assert len(desk("list", "--json").json) == 1
    assert desk("import", "all", tmp_path / "none.jsonl", "--db", tmp_path / "b.db").code == 4
    file.write_bytes(file.read_bytes()[:-9])
    ran = desk("import", "all", file, "--db", tmp_path / "b.db")
    assert (ran.code, ran.out, "bị hỏng ở dòng" in ran.err) == (4, "", True)
    assert not (tmp_path / "b.db").exists()


def test_move_when_to_a_new_file_then_told_where_and_the_old_one_stays(desk: Motcua, tmp_path: Path) -> None:
    accept(desk, "A-1")
    target = tmp_path / "new.db"
    ran = desk("move", "--to", target)
    assert (ran.code, ran.out) == (0, f"{target}\n")
    assert "1 hồ sơ" in ran.err
    assert desk("list", "--json", "--db", target).json == desk("list", "--json").json
    assert desk("move", "--to", target).code == 3
    again = desk("move", "--to", tmp_path / "third.db", "--json").json
    assert (again["dossiers"], again["outdated"]) == (1, False)
