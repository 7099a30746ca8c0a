"""``motcua check``: exit codes, JSON by the contract, and lines for people."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from motcua_tui.cli.app import run

RIGHT = "Tiếp nhận 10 hồ sơ; đã giải quyết 9 hồ sơ (90%); đang giải quyết 1 hồ sơ."
WRONG = "Tiếp nhận 10 hồ sơ; đã giải quyết 9 hồ sơ (91%); đang giải quyết 1 hồ sơ."


def written(path: Path, text: str) -> str:
    file = path / "bao-cao.txt"
    file.write_text(text, encoding="utf-8")
    return str(file)


@pytest.mark.parametrize(("text", "code"), [(RIGHT, 0), (WRONG, 1), ("", 0)])
def test_check_when_something_is_wrong_then_the_exit_code_is_one(
    tmp_path: Path, text: str, code: int
) -> None:
    assert run(["check", written(tmp_path, text)]) == code


def test_check_when_the_file_cannot_be_read_then_the_exit_code_is_four(tmp_path: Path) -> None:
    assert run(["check", str(tmp_path / "khong-co.txt")]) == 4


def test_check_when_asked_for_json_then_the_keys_are_those_of_the_contract(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["check", written(tmp_path, WRONG), "--json"])
    claims = json.loads(capsys.readouterr().out)["claims"]
    (wrong,) = [claim for claim in claims if claim["verdict"] == "wrong"]
    assert {"text", "kind", "verdict", "quoted", "exact", "why", "line", "start", "end"} <= set(wrong)
    assert (wrong["kind"], wrong["quoted"], wrong["exact"]) == ("rate", "91%", "90")


def test_check_when_told_to_people_then_what_is_wrong_comes_first(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["check", written(tmp_path, WRONG)])
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("✗ sai, dòng 1: “91%”.")
    assert lines[1].startswith("✓ đúng")
    assert lines[-1] == "Tổng cộng 2 số liệu: sai 1; đúng 1."


def test_check_when_plain_then_the_marks_are_ascii(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["--plain", "check", written(tmp_path, WRONG)])
    assert [line[0] for line in capsys.readouterr().out.splitlines()[:-1]] == ["x", "v"]


def test_check_when_given_a_dash_then_it_reads_standard_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(WRONG.encode())))
    assert run(["check", "-"]) == 1
    assert "91%" in capsys.readouterr().out


def test_check_when_there_are_no_figures_then_it_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["check", written(tmp_path, "Không có gì.")]) == 0
    assert "Không thấy số liệu nào" in capsys.readouterr().out


def test_check_when_a_period_is_given_then_the_text_is_held_against_the_record(
    tmp_path: Path, database_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    period = ["--from", "2026-01-01", "--to", "2026-06-30"]
    assert run(["--db", str(database_path), "check", written(tmp_path, RIGHT), *period]) == 1
    assert "sổ hồ sơ của kỳ này có 0" in capsys.readouterr().out


def test_check_when_only_one_end_of_the_period_is_given_then_the_usage_is_wrong(tmp_path: Path) -> None:
    assert run(["check", written(tmp_path, RIGHT), "--from", "2026-01-01"]) == 2
