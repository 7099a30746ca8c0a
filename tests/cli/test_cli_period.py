"""``motcua period``, and what ``motcua report`` says of locks."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.conftest import Motcua

Q3 = ("--period", "2026-q3")


@pytest.fixture
def locked(desk: Motcua) -> Motcua:
    """A desk with one dossier of the third quarter of 2026, which is locked."""
    desk(
        "accept",
        "A-1",
        "--procedure",
        "1.000001",
        "--applicant",
        "Nguyễn Văn Đạt",
        "--at",
        "2026-09-01T08:00",
    )
    assert desk("period", "lock", *Q3).code == 0
    return desk


def test_lock_when_made_then_listed_and_not_made_twice(locked: Motcua) -> None:
    (lock,) = locked("period", "list", "--json").json
    assert lock["period"] == {"from": "2026-06-15", "to": "2026-09-14"}
    assert (lock["id"], lock["name"], lock["profile"], lock["active"]) == (1, "2026-q3", "07a", True)
    assert (lock["actor"], lock["locked_at"]) == ("Mai", "2026-11-23T09:40:00")
    again = locked("period", "lock", *Q3)
    assert again.code == 1
    assert "motcua period unlock 1" in again.err
    assert "Quý III/2026" in locked("period", "list").out
    other = locked("period", "lock", *Q3, "--profile", "766", "--json").json
    assert (other["id"], other["warnings"]) == (2, [])


def test_diff_when_a_result_is_entered_back_then_names_it_and_says_no(locked: Motcua) -> None:
    assert locked("period", "diff", *Q3).code == 0
    said = locked("finish", "A-1", "--at", "2026-09-03T10:00")
    assert "Quý III/2026" in said.err
    told = locked("period", "diff", "1")
    assert told.code == 1
    assert "Cộng · Đã giải quyết: tổng số  0 → 1" in told.out
    assert "bước 2, 03/09/2026 10:00" in told.out
    found = locked("period", "diff", *Q3, "--json").json
    assert found["intact"] is True
    figures = {change["figure"]: change for change in found["figures"] if change["row"] is None}
    assert figures["finished.early"] == {
        "row": None,
        "figure": "finished.early",
        "was": 0,
        "now": 1,
        "dossiers": ["A-1"],
    }
    (dossier,) = found["dossiers"]
    assert (dossier["was"]["status"], dossier["now"]["judgement"]) == ("pending", "early")
    assert [event["kind"] for event in dossier["events"]] == ["ResultReady"]
    assert [(late["code"], late["happened_at"]) for late in found["late_entries"]] == [
        ("A-1", "2026-09-03T10:00:00")
    ]


def test_show_when_asked_then_is_as_sent(locked: Motcua, tmp_path: Path) -> None:
    locked("finish", "A-1", "--at", "2026-09-03T10:00")
    told = locked("period", "show", "1", "--out", tmp_path)
    assert told.code == 0
    assert sorted(path.name for path in tmp_path.iterdir() if path.suffix in (".xlsx", ".docx")) == [
        "07a-2026-q3.docx",
        "07a-2026-q3.xlsx",
    ]
    assert "(2).docx" in locked("period", "show", "1", "--out", tmp_path).err
    sent = locked("period", "show", *Q3, "--json").json
    assert sent["report"]["pending"]["total"] == 1
    assert set(sent["texts"]) == {"a", "b", "c"}
    assert set(sent["files"]) == {"07a-2026-q3.docx", "07a-2026-q3.xlsx"}


def test_unlock_when_no_reason_is_given_then_refused_and_history_stays(locked: Motcua) -> None:
    assert locked("period", "unlock", "1").code == 2
    ended = locked("period", "unlock", *Q3, "--reason", "Gửi lại", "--json").json
    assert (ended["active"], ended["unlock_reason"]) == (False, "Gửi lại")
    assert locked("period", "list", "--json").json == []
    assert "mở khóa" in locked("period", "list", "--all").out
    assert locked("period", "diff", *Q3).code == 1  # not locked any more


def test_period_when_no_lock_is_named_then_wrong_usage(locked: Motcua) -> None:
    for command in ("show", "diff", "unlock"):
        assert locked("period", command).code == 2
    assert locked("period", "lock", "--period", "2026-q4").code == 1


def test_report_when_the_period_or_the_one_before_is_locked_then_says_so(locked: Motcua) -> None:
    fine = locked("report", *Q3, "--json").json
    assert fine["locked"]["figures_changed"] == 0
    assert fine["chain"] == {
        "carried_over": 0,
        "pending_before": 0,
        "sent": None,
        "lock": None,
        "holds": True,
        "breaking": [],
    }
    locked("finish", "A-1", "--at", "2026-09-03T10:00")
    assert "1 thay đổi ghi sau khi khóa" in locked("report", *Q3).out
    after = ("--from", "2026-09-15", "--to", "2026-10-14")
    chain = locked("report", *after, "--json").json["chain"]
    assert (chain["sent"], chain["carried_over"], chain["breaking"], chain["holds"]) == (1, 0, ["A-1"], False)
    assert "✗: A-1" in locked("report", *after).out
    assert "x: A-1" in locked("report", *after, "--plain").out
    assert locked("report", *after, "--json").json["locked"] is None


def test_period_when_a_lock_was_tampered_with_or_catalogue_changed_then_lines_say_it(
    locked: Motcua, database: Path
) -> None:
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(database)) as connection:
        connection.execute("DROP TRIGGER locked_period_fixed")
        connection.execute("UPDATE locked_period SET text = '{}'")
        connection.execute("UPDATE procedure_version SET field = 'Hạ tầng'")
        connection.commit()
    told = locked("period", "diff", "1").out
    assert "mã kiểm tra không khớp" in told
    assert "do danh mục thủ tục hoặc thiết lập thay đổi" in told


def test_report_when_many_break_the_chain_then_the_first_are_named_and_the_rest_counted(
    locked: Motcua,
) -> None:
    for number in range(1, 13):
        locked(
            *("accept", f"B-{number:02}", "--procedure", "1.000001", "--applicant", "Trần Thị Bé"),
            *("--at", "2026-09-02T08:00"),
        )
    told = locked("report", "--from", "2026-09-15", "--to", "2026-10-14").out
    assert "✗: B-01, B-02, B-03, B-04, B-05, B-06, B-07, B-08, B-09, B-10 … (+2)" in told
