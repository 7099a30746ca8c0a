from __future__ import annotations

import stat
from pathlib import Path

from tests.cli.conftest import Motcua


def accept(desk: Motcua, code: str, *more: str) -> None:
    ran = desk(
        "accept", code, "--procedure", "1.000001", "--applicant", "Bà Hòa", "--at", "20/11 9:00", *more
    )
    assert ran.code == 0, ran.err


def test_export_when_narrowed_then_those_dossiers_and_their_history(desk: Motcua, tmp_path: Path) -> None:
    accept(desk, "A-1")
    accept(desk, "A-2", "--channel", "post")
    path = tmp_path / "hồ sơ.csv"
    ran = desk("export", "dossiers", "-o", path, "--channel", "post", "--json")
    assert (ran.code, ran.json) == (0, {"file": str(path), "rows": 1})
    assert "A-2" in path.read_text(encoding="utf-8-sig")
    assert "A-1" not in path.read_text(encoding="utf-8-sig")
    assert desk("export", "events", "-o", tmp_path / "e.jsonl").code == 0
    assert len((tmp_path / "e.jsonl").read_text().splitlines()) == 2
    assert desk("export", "dossiers", "-o", path).code == 1
    assert desk("export", "dossiers", "-o", path, "--force").code == 0
    assert desk("export", "dossiers", "-o", tmp_path / "a.pdf").code == 2


def test_export_when_it_is_the_register_then_the_form_of_a_period(desk: Motcua, tmp_path: Path) -> None:
    accept(desk, "A-1")
    path = tmp_path / "sổ.xlsx"
    ran = desk("export", "register", "-o", path, "--from", "1/11", "--to", "23/11", "--json")
    assert (ran.code, ran.json["rows"]) == (0, 1)
    assert desk("export", "register", "-o", tmp_path / "b.xlsx").code == 2
    assert desk("export", "calendar", "-o", tmp_path / "b.csv", "--from", "1/11").code == 2


def test_ics_when_written_then_a_file_for_its_owner_or_stdout(desk: Motcua, tmp_path: Path) -> None:
    accept(desk, "A-1")
    path = tmp_path / "hạn.ics"
    assert desk("ics", "-o", path).code == 0
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    content = path.read_bytes()
    assert content.startswith(b"BEGIN:VCALENDAR\r\n")
    assert content.count(b"BEGIN:VEVENT") == 1
    assert desk("ics", "-o", path).code == 1
    shown = desk("ics", "--within", 0).out
    assert "BEGIN:VEVENT" not in shown
    assert "Hòa" in desk("ics", "--with-names").out
