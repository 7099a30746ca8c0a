"""``init, info, doctor, demo, settings, backup, verify``."""

from __future__ import annotations

import io
import os
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest
from tests.cli.conftest import Motcua, Ran

from motcua_tui import locations


def test_init_when_there_is_no_desk_then_one_is_made_for_its_owner_only(
    motcua: Motcua, database: Path
) -> None:
    ran = motcua(
        "init", "--agency", "Sở X", "--desk", "Bộ phận Một cửa", "--hours", "07:00-11:30,13:30-17:00"
    )
    assert (ran.code, ran.out) == (0, f"{database}\n")
    assert stat.S_IMODE(database.stat().st_mode) == 0o600
    settings = motcua("settings", "--json").json
    assert (settings["agency"], settings["desk"]) == ("Sở X", "Bộ phận Một cửa")
    asked = ("due", "--accepted", "2026-01-09T15:30", "--limit", "8", "--unit", "working_hours")
    assert motcua(*asked).out == "2026-01-10T15:30\n"


def test_init_when_there_is_a_desk_then_it_is_left_alone(desk: Motcua, database: Path) -> None:
    before = database.read_bytes()
    ran = desk("init", "--agency", "Khác")
    assert (ran.code, ran.out) == (1, "")
    assert database.read_bytes() == before


def test_init_when_json_then_where_it_is(motcua: Motcua, database: Path) -> None:
    assert motcua("init", "--agency", "Sở X", "--json").json["database"] == str(database)


@pytest.mark.parametrize("wrong", [("--hours", "sáng"), ("--hours", "11:00-07:00"), ("--bogus",)])
def test_init_when_asked_wrongly_then_nothing_is_made(
    motcua: Motcua, database: Path, wrong: tuple[str, ...]
) -> None:
    assert motcua("init", *wrong).code == 2
    assert not database.exists()


def test_info_when_asked_then_where_things_are_and_how_many(sample: Motcua, database: Path) -> None:
    found = sample("info", "--json").json
    with closing(sqlite3.connect(database)) as connection:
        ((dossiers,),) = connection.execute("SELECT count(*) FROM dossier")
    assert found["database"] == str(database)
    assert found["dossiers"] == dossiers
    assert found["open_dossiers"] == len(sample("list", "--state", "open", "--json").json)
    assert (found["today"], found["calendar_confirmed_until"]) == ("2026-11-23", "2026-12-31")
    assert "Lịch xác nhận đến           31/12/2026\n" in sample("info").out


def by_name(ran: Ran) -> dict[str, dict[str, object]]:
    return {finding["what"]: finding for finding in ran.json}


def test_doctor_when_all_is_well_then_done(sample: Motcua) -> None:
    ran = sample("doctor", "--json")
    assert ran.code == 0
    assert all(finding["ok"] for finding in ran.json)


def test_doctor_when_the_calendar_ends_soon_then_advice_and_no_fault(desk: Motcua) -> None:
    ran = desk("doctor", "--json")
    assert ran.code == 0
    assert by_name(ran)["Lịch làm việc"]["health"] == "advice"
    assert "! Lịch làm việc: xác nhận đến 22/11/2026" in desk("doctor").out
    desk("calendar", "confirm", "2027-01-31")
    assert by_name(desk("doctor", "--json"))["Lịch làm việc"]["health"] == "good"


def test_doctor_when_there_is_no_database_then_a_fault_with_its_cure(motcua: Motcua, database: Path) -> None:
    ran = motcua("doctor", "--json")
    assert ran.code == 1
    assert "motcua init" in str(by_name(ran)["Cơ sở dữ liệu"]["mend"])
    assert not database.exists()
    assert "✗ Cơ sở dữ liệu" in motcua("doctor").out
    assert "x Cơ sở dữ liệu" in motcua("doctor", "--plain").out


def test_doctor_when_the_record_contradicts_itself_then_a_fault(sample: Motcua, database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("UPDATE dossier SET lawful_due = lawful_due + 1 WHERE id = 7")
    ran = sample("doctor", "--json")
    assert ran.code == 1
    assert "không khớp với lịch sử" in str(by_name(ran)["Cơ sở dữ liệu"]["detail"])


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [("NO_COLOR", "1", "NO_COLOR"), ("TERM", "dumb", "TERM=dumb"), ("COLORTERM", "truecolor", "truecolor")],
)
def test_doctor_when_the_terminal_is_special_then_it_says_so(
    desk: Motcua, monkeypatch: pytest.MonkeyPatch, name: str, value: str, words: str
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv(name, value)
    ran = desk("doctor", "--json")
    assert ran.code == 0
    assert words in str(by_name(ran)["Màu sắc"]["detail"])


def test_settings_when_changed_then_kept_and_others_stay(desk: Motcua) -> None:
    ran = desk("settings", "near_days=3", "judge_by=promised", "agency=Sở  Y\x1b", "--json")
    assert (ran.json["near_days"], ran.json["judge_by"], ran.json["agency"]) == ("3", "promised", "Sở Y")
    assert desk("settings", "--json").json == ran.json
    assert ran.json["officer"] == "Mai"
    assert "near_days           3\n" in desk("settings").out


@pytest.mark.parametrize(
    "wrong",
    [
        "agency",
        "near_days=nhiều",
        "near_days=-1",
        "decimals=9",
        "zone=Sao/Hỏa",
        "zone=",
        "language=fr",
        "judge_by=receipt",
        "others_as_on_time=có",
        "màu=đỏ",
    ],
)
def test_settings_when_a_value_cannot_be_then_none_is_stored(desk: Motcua, wrong: str) -> None:
    before = desk("settings", "--json").json
    ran = desk("settings", "agency=Khác", wrong)
    assert (ran.code, ran.out) == (2, "")
    assert desk("settings", "--json").json == before


def test_backup_when_asked_then_a_sound_copy_with_the_same_dossiers(sample: Motcua, tmp_path: Path) -> None:
    target = tmp_path / "Bản sao có dấu.db"
    ran = sample("backup", target)
    assert (ran.code, ran.out) == (0, f"{target}\n")
    assert sample("verify", target).code == 0
    assert sample("list", "--json", "--db", target).json == sample("list", "--json").json
    again = sample("backup", target)
    assert (again.code, again.out) == (1, "")


def test_backup_when_no_file_is_named_then_one_beside_the_database(desk: Motcua, database: Path) -> None:
    made = Path(desk("backup", "--json").json["backup"])
    assert made == database.parent / "backups" / "sổ của tôi-20261123-094000.db"
    proof = desk("verify", made, "--json").json
    assert (proof["ok"], proof["problems"]) == (True, [])
    assert proof["chain"] == desk("verify", "--json").json["chain"]


def test_backup_when_it_cannot_be_written_then_an_error_and_no_file(desk: Motcua, tmp_path: Path) -> None:
    assert desk("backup", tmp_path / "không có" / "x.db").code == 3
    assert desk("backup", tmp_path).code == 1


def test_verify_when_a_copy_is_damaged_then_no_with_the_problem(sample: Motcua, tmp_path: Path) -> None:
    good = tmp_path / "good.db"
    sample("backup", good)
    content = good.read_bytes()
    middle = len(content) // 2
    for name, damaged in {
        "overwritten": content[:middle] + os.urandom(60_000) + content[middle + 60_000 :],
        "cut": content[:middle],
        "header": b"x" * 100 + content[100:],
        "text": b"day khong phai co so du lieu",
        "empty": b"",
    }.items():
        bad = tmp_path / f"{name}.db"
        bad.write_bytes(damaged)
        ran = sample("verify", bad, "--json")
        assert (ran.code, ran.json["ok"]) == (1, False), name
        assert ran.json["problems"], name
        assert sample("verify", bad).out.startswith("✗ "), name


def test_verify_when_a_dossier_was_changed_behind_the_programs_back_then_it_is_named(
    sample: Motcua, database: Path
) -> None:
    with closing(sqlite3.connect(database)) as connection, connection:
        ((code,),) = connection.execute("SELECT code FROM dossier WHERE id = 7")
        connection.execute("UPDATE dossier SET lawful_due = lawful_due + 1 WHERE id = 7")
    ran = sample("verify")
    assert ran.code == 1
    assert code in ran.out


def test_verify_when_the_summary_was_changed_then_a_recount_makes_it_good(
    sample: Motcua, database: Path, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("UPDATE dossier_summary SET n = n + 1")
    ran = sample("verify")
    assert (ran.code, "motcua verify --recount" in ran.out) == (1, True)
    assert sample("verify", "--recount").code == 0
    assert sample("verify").code == 0
    copy = tmp_path / "copy.db"
    sample("backup", copy)
    assert sample("verify", copy, "--recount").code == 2


def test_verify_when_there_is_no_file_then_no_database(motcua: Motcua, tmp_path: Path) -> None:
    assert motcua("verify").code == 3
    assert motcua("verify", tmp_path / "không có.db").code == 3
    assert motcua("verify", tmp_path).code == 3


def test_demo_when_kept_then_a_copy_of_the_sample(motcua: Motcua, tmp_path: Path) -> None:
    target = tmp_path / "mẫu.db"
    ran = motcua("demo", "--keep", target)
    assert (ran.code, ran.out) == (0, f"{target}\n")
    assert motcua("verify", target).code == 0
    assert motcua("demo", "--keep", target).code == 1
    other = tmp_path / "khác.db"
    assert motcua("demo", "--keep", other, "--json").json == {"database": str(other), "today": "2026-11-23"}


def test_demo_when_the_sample_is_missing_then_what_to_do(
    motcua: Motcua, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locations, "sample_database", lambda: tmp_path / "không có.db")
    ran = motcua("demo", "--keep", tmp_path / "x.db")
    assert ran.code == 4
    assert "Cài lại" in ran.err


READING = [
    ("info",),
    ("list",),
    ("show", "A-1"),
    ("report", "--period", "2026-q3"),
    ("procedures",),
    ("settings",),
    ("calendar", "list"),
    ("backup",),
    ("verify",),
    ("finish", "A-1"),
    ("accept", "A-1", "--procedure", "x", "--applicant", "y"),
]


@pytest.mark.parametrize("words", READING)
def test_any_command_when_there_is_no_database_then_it_says_how_to_make_one(
    motcua: Motcua, database: Path, words: tuple[str, ...]
) -> None:
    ran = motcua(*words)
    assert (ran.code, ran.out) == (3, "")
    assert "motcua init" in ran.err
    assert not database.parent.joinpath("backups").exists()
    assert not database.exists()


@pytest.mark.parametrize("words", [words for words in READING if words != ("verify",)])
@pytest.mark.parametrize("content", [b"", b"x" * 5000, b"SQLite format 3\0" + b"\1" * 5000])
def test_any_command_when_the_file_is_no_database_then_it_is_left_as_it_was(
    motcua: Motcua, database: Path, words: tuple[str, ...], content: bytes
) -> None:
    database.write_bytes(content)
    ran = motcua(*words)
    assert (ran.code, ran.out) == (3, "")
    assert database.read_bytes() == content


def test_any_command_when_the_database_is_a_folder_or_a_server_then_no_database(
    motcua: Motcua, tmp_path: Path
) -> None:
    assert motcua("list", "--db", tmp_path).code == 3
    ran = motcua("list", "--db", "postgresql://mai:mat-khau@host/desk")
    assert ran.code == 3
    assert "mat-khau" not in ran.err


def test_restore_when_confirmed_then_the_copy_is_back_and_the_old_record_kept(
    sample: Motcua, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.db"
    assert sample("backup", copy).code == 0
    before = sample("list", "--overdue", "--json").json
    assert sample("finish", before[0]["code"]).code == 0
    ran = sample("restore", copy, "--yes", "--json")
    assert ran.code == 0
    assert Path(ran.json["replaced"]).exists()
    assert sample("list", "--overdue", "--json").json == before


@pytest.mark.parametrize(("answer", "code"), [("\n", 1), ("k\n", 1), ("", 1), ("c\n", 0), ("Có\n", 0)])
def test_restore_when_asked_then_only_a_clear_yes_goes_on(
    sample: Motcua, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str, code: int
) -> None:
    copy = tmp_path / "copy.db"
    assert sample("backup", copy).code == 0
    monkeypatch.setattr("sys.stdin", io.StringIO(answer))
    ran = sample("restore", copy)
    assert (ran.code, bool(ran.out)) == (code, code == 0)


def test_backup_when_listed_then_newest_first_with_what_each_holds(desk: Motcua, database: Path) -> None:
    assert "Chưa có bản sao nào" in desk("backup", "--list").err
    made = desk("backup", "--json").json
    (one,) = desk("backup", "--list", "--json").json
    assert (one["path"], one["bytes"], one["dossiers"]) == (made["backup"], made["bytes"], 0)
    assert (one["made_at"], one["replaced"]) == ("2026-11-23T09:40:00", False)
    Path(made["backup"]).write_bytes(b"x" * 2000)
    assert "2 KB  không đọc được" in desk("backup", "--list").out
