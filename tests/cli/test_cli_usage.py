"""How a run is started and how it ends: global options, usage errors, interruption, crashes, pipes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

import pytest
from tests.cli.conftest import Motcua

from motcua_tui import __version__
from motcua_tui.cli import context
from motcua_tui.cli.globals import hoisted, option
from motcua_tui.tui import start


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (["list", "--db", "x.db", "--json"], ["--db", "x.db", "list", "--json"]),
        (["list", "--db=x.db"], ["--db=x.db", "list"]),
        (
            ["show", "A", "--today", "2026-01-01", "--plain"],
            ["--today", "2026-01-01", "--plain", "show", "A"],
        ),
        (["--lang", "en", "info"], ["--lang", "en", "info"]),
        (["show", "--", "--plain"], ["show", "--", "--plain"]),
        (["list", "--db"], ["--db"]),
        ([], []),
    ],
)
def test_hoisted_when_global_options_stand_anywhere_then_they_come_first(
    given: list[str], expected: list[str]
) -> None:
    assert hoisted(given) == expected


def test_option_when_given_either_way_then_its_value() -> None:
    assert option(["info", "--lang", "en"], "--lang") == "en"
    assert option(["--lang=en"], "--lang") == "en"
    assert option(["--lang"], "--lang") is None


def test_options_when_given_on_the_line_then_they_win_over_the_environment(
    sample: Motcua, database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "khác.db"
    database.rename(other)
    assert sample("info").code == 3
    for words in (("--db", other, "info"), ("info", "--db", other), ("info", f"--db=sqlite:///{other}")):
        assert sample(*words, "--json").json["database"] == str(other)
    monkeypatch.setenv("MOTCUA_DATABASE", str(other))
    assert sample("info", "--json").json["today"] == "2026-11-23"
    assert sample("info", "--json", "--today", "2026-11-20").json["today"] == "2026-11-20"


def test_version_when_asked_then_on_stdout(motcua: Motcua) -> None:
    assert motcua("--version").out == f"motcua {__version__}\n"


def test_help_when_asked_then_in_vietnamese(motcua: Motcua) -> None:
    for words in ((), ("list",), ("calendar",), ("calendar", "add")):
        ran = motcua(*words, "--help")
        assert (ran.code, ran.err) == (0, "")
        assert ran.out.startswith("Cách dùng: motcua")
        for english in ("Usage", "Options", "Commands", "Show this", "default", "required"):
            assert english not in ran.out.replace("[OPTIONS]", "")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("bogus",), "Không có lệnh “bogus”."),
        (("calendar", "bogus"), "Không có lệnh “bogus”."),
        (("list", "--bogus"), "Không có tùy chọn --bogus."),
        (("list", "--field"), "Tùy chọn --field thiếu giá trị."),
        (("list", "--db"), "Tùy chọn --db thiếu giá trị."),
        (("list", "a", "b"), "Thừa “a b”."),
        (("show",), "Thiếu CODE."),
        (("accept", "A"), "Thiếu --applicant."),
        (("list", "--limit", "x"), "Giá trị của --limit không đúng."),
        (("list", "--channel", "fax"), "Giá trị của --channel không đúng."),
        (("list", "--json=1"), "Lệnh viết chưa đúng"),
        (("info", "--lang", "fr"), "Không có ngôn ngữ “fr”."),
        (("info", "--today", "2026-02-30"), "Ngày “2026-02-30” không đúng dạng."),
    ],
)
def test_usage_when_wrong_then_two_lines_of_vietnamese(
    sample: Motcua, words: tuple[str, ...], message: str
) -> None:
    ran = sample(*words)
    assert (ran.code, ran.out) == (2, "")
    first, second = ran.err.splitlines()
    assert first.startswith(f"Lỗi: {message}")
    assert second.startswith("  → ")


def test_usage_when_a_choice_is_wrong_then_the_choices_are_told(motcua: Motcua) -> None:
    ran = motcua("due", "--accepted", "2026-01-05", "--limit", "5", "--unit", "tháng")
    assert "Chọn một trong: working_days, days, working_hours." in ran.err


def test_group_when_no_command_is_given_then_its_help_and_usage(motcua: Motcua) -> None:
    ran = motcua("import")
    assert (ran.code, ran.out) == (2, "")
    assert "Nạp sổ hồ sơ." in ran.err


def test_run_when_interrupted_then_130(motcua: Motcua, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_anything: object) -> NoReturn:
        raise KeyboardInterrupt

    monkeypatch.setattr(context.bootstrap, "open_desk", interrupted)
    assert motcua("info").code == 130


APPLICANT = "Nguyễn Văn Đạt"


def crashed(*_anything: object) -> NoReturn:
    raise LookupError(APPLICANT)


def test_run_when_something_unforeseen_happens_then_a_log_without_values(
    motcua: Motcua, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(context.bootstrap, "open_desk", crashed)
    ran = motcua("info")
    log = tmp_path / "data" / "motcua.log"
    assert (ran.code, ran.out) == (1, "")
    assert str(log) in ran.err
    assert "LookupError" in log.read_text(encoding="utf-8")
    assert APPLICANT not in ran.err + log.read_text(encoding="utf-8")
    assert log.stat().st_mode & 0o077 == 0


def test_run_when_even_the_log_cannot_be_written_then_a_sentence_all_the_same(
    motcua: Motcua, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "data").write_text("không phải thư mục")
    monkeypatch.setattr(context.bootstrap, "open_desk", crashed)
    ran = motcua("info")
    assert ran.code == 1
    assert "LookupError" in ran.err


def test_run_when_there_is_no_command_then_the_screens_open(
    sample: Motcua, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[tuple[Path, dict[str, object]]] = []
    monkeypatch.setattr(start, "open_screens", lambda path, **options: opened.append((path, options)))
    assert sample("--plain", "--today", "2026-11-20").code == 0
    assert opened == [(database, {"today": "2026-11-20", "plain": True, "officer": ""})]
    assert sample("demo").code == 0
    path, options = opened[1]
    assert (path.name, options["demo"], options["today"]) == ("demo.db", True, "2026-11-23")
    assert not path.exists()


def real(
    *words: str, stdout: int | None = subprocess.PIPE, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """A run in a process of its own, by default in a locale that knows no Vietnamese."""
    return subprocess.run(
        [sys.executable, "-m", "motcua_tui", *words],
        env={**os.environ, "MOTCUA_TODAY": "2026-11-23", "LC_ALL": "C", **environment},
        stdout=stdout,
        stderr=subprocess.PIPE,
        check=False,
    )


@pytest.fixture
def sample_file(sample: Motcua, database: Path) -> str:
    return str(database)


@pytest.mark.parametrize(
    "words",
    [
        ("list", "--limit", "3"),
        ("calendar", "export"),
        ("report", "--period", "2026-q3", "--csv"),
        ("report", "--period", "2026-q3"),
        ("show", "không có"),
    ],
)
def test_real_run_when_the_locale_knows_no_vietnamese_then_utf8_all_the_same(
    sample_file: str, words: tuple[str, ...]
) -> None:
    ran = real(*words, "--db", sample_file, PYTHONIOENCODING="ascii", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert ran.returncode == (1 if words[0] == "show" else 0)
    said = (ran.stdout + ran.stderr).decode("utf-8")
    assert any(letter in said for letter in "ếộờạ")


def test_real_run_when_the_reader_leaves_early_then_no_complaint(sample_file: str) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        ran = real("list", "--json", "--db", sample_file, stdout=writing)
    finally:
        os.close(writing)
    assert ran.returncode == 1
    assert ran.stderr == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_real_run_when_the_disk_is_full_then_a_sentence(sample_file: str) -> None:
    with Path("/dev/full").open("wb") as full:
        ran = real("list", "--db", sample_file, stdout=full.fileno())
    assert ran.returncode == 1
    assert "Không ghi được kết quả" in ran.stderr.decode()
    assert len(ran.stderr.decode().splitlines()) == 2
