"""``list``, ``show`` and ``procedures``."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from tests.cli.conftest import Motcua

from motcua_tui.domain.text import cells
from motcua_tui.services.base_calendar import base_calendar

KEYS = [
    "code",
    "procedure",
    "field",
    "applicant",
    "channel",
    "accepted_on",
    "due_on",
    "finished_on",
    "state",
    "timeliness",
    "days_left",
]
TODAY = date(2026, 11, 23)


@pytest.fixture
def register(desk: Motcua, tmp_path: Path) -> Motcua:
    """A desk with one dossier of every kind that the lists tell apart."""
    file = tmp_path / "sổ.csv"
    file.write_text(
        "Mã hồ sơ,Thủ tục,Lĩnh vực,Người nộp,Hình thức nộp,Ngày tiếp nhận,Ngày hẹn trả,Ngày có kết quả\n"
        "A-1,Gia hạn giấy phép xây dựng,Hoạt động xây dựng,Nguyễn Văn Đạt,Trực tiếp,10/11/2026,17/11/2026,\n"
        "A-2,Gia hạn giấy phép xây dựng,Hoạt động xây dựng,Trần Thị Bưởi,Trực tiếp,16/11/2026,23/11/2026,\n"
        "A-3,Gia hạn chứng chỉ kiến trúc,Kiến trúc,Lê Ước,Bưu chính công ích,18/11/2026,25/11/2026,\n"
        "A-4,Gia hạn chứng chỉ kiến trúc,Kiến trúc,Đỗ Ân,Trực tiếp,18/11/2026,30/11/2026,\n"
        "A-5,Công bố hợp quy,Vật liệu xây dựng,Công ty CP Đá,Trực tiếp,02/11/2026,09/11/2026,06/11/2026\n"
        "A-6,Công bố hợp quy,Vật liệu xây dựng,Công ty CP Cát,Trực tiếp,02/11/2026,09/11/2026,12/11/2026\n"
        "A-7,Cấp chứng chỉ hành nghề,Hoạt động xây dựng,Vũ Ỷ,Trực tiếp,18/11/2026,24/11/2026,\n",
        encoding="utf-8",
    )
    assert desk("import", "dossiers", file).code == 0
    assert desk("supplement", "A-7", "--what", "bản vẽ", "--at", "2026-11-20").code == 0
    return desk


def codes(motcua: Motcua, *options: object) -> list[str]:
    ran = motcua("list", *options, "--json")
    assert ran.code == 0
    return [row["code"] for row in ran.json]


def test_list_when_json_then_the_keys_of_the_contract_come_first(register: Motcua) -> None:
    rows = register("list", "--sort", "code", "--json").json
    assert all(list(row)[: len(KEYS)] == KEYS for row in rows)
    assert {key: rows[0][key] for key in KEYS} == {
        "code": "A-1",
        "procedure": "Gia hạn giấy phép xây dựng",
        "field": "Hoạt động xây dựng",
        "applicant": "Nguyễn Văn Đạt",
        "channel": "direct",
        "accepted_on": "2026-11-10",
        "due_on": "2026-11-17",
        "finished_on": None,
        "state": "accepted",
        "timeliness": "overdue",
        "days_left": -4,
    }
    judged = {row["code"]: (row["timeliness"], row["days_left"]) for row in rows}
    assert judged == {
        "A-1": ("overdue", -4),
        "A-2": ("due_today", 0),
        "A-3": ("near", 1),  # 24 Nov is off
        "A-4": ("in_time", 4),
        "A-5": ("early", 1),
        "A-6": ("late", -3),
        "A-7": ("in_time", None),
    }


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ((), "1234567"),
        (("--overdue",), "1"),
        (("--due-within", 0), "2"),
        (("--due-within", 1), "23"),
        (("--due-within", 4), "234"),
        (("--overdue", "--due-within", 0), "12"),
        (("--state", "accepted"), "1234"),
        (("--state", "awaiting_supplement"), "7"),
        (("--state", "result_ready"), "56"),
        (("--state", "open"), "12347"),
        (("--state", "open", "--field", "Kiến trúc"), "34"),
        (("--field", "kien truc"), "34"),
        (("--field", "xây dựng"), "12567"),
        (("--field", "Hoạt động xây dựng"), "127"),
        (("--field", "y tế"), ""),
        (("--procedure", "1.000003"), "34"),
        (("--procedure", "cong bo hop quy"), "56"),
        (("--procedure", "gia hạn"), "1234"),
        (("--procedure", "gia hạn", "--field", "Kiến trúc"), "34"),
        (("--channel", "post"), "3"),
        (("--search", "bươi"), "2"),
        (("--search", "cong ty"), "56"),
        (("--search", "a-3"), "3"),
        (("--search", "đạt", "--overdue"), "1"),
        (("--view", "waiting"), "7"),
        (("--view", "to_collect"), "56"),
        (("--view", "late_unapologised"), "16"),
    ],
)
def test_list_when_narrowed_then_just_those(
    register: Motcua, options: tuple[object, ...], expected: str
) -> None:
    assert codes(register, *options, "--sort", "code") == [f"A-{digit}" for digit in expected]


def test_list_when_sorted_and_limited_then_in_that_order(register: Motcua) -> None:
    by_name = codes(register, "--sort", "applicant")
    assert by_name == ["A-6", "A-5", "A-4", "A-3", "A-1", "A-2", "A-7"]  # Công ty, Đỗ, Lê, Nguyễn, Trần, Vũ
    assert codes(register, "--sort", "applicant", "--desc", "--limit", 2) == ["A-7", "A-2"]
    assert codes(register, "--limit", 0) == []
    assert codes(register)[0] in ("A-5", "A-6")


def test_list_when_people_read_it_then_lines_fit_the_terminal(
    register: Motcua, monkeypatch: pytest.MonkeyPatch
) -> None:
    for width in (60, 80, 120):
        monkeypatch.setenv("COLUMNS", str(width))
        ran = register("list", "--sort", "code")
        lines = ran.out.splitlines()
        assert len(lines) == 7
        assert all(cells(line) <= width for line in lines)
        assert lines[0].startswith("quá hạn 4    17/11/2026  A-1  Nguyễn Văn Đạt")
        assert ran.err == "7 / 7 hồ sơ\n"
    assert register("list", "--view", "to_accept").out == ""


def test_list_when_a_filter_means_nothing_then_it_says_so(register: Motcua) -> None:
    ran = register("list", "--procedure", "không có")
    assert (ran.code, ran.out) == (0, "")
    assert "Danh mục không có" in ran.err


@pytest.mark.parametrize(
    "wrong",
    [
        ("--state", "mở"),
        ("--due-within", "-1"),
        ("--limit", "x"),
        ("--channel", "fax"),
        ("--view", "open", "--overdue"),
        ("--sort", "màu"),
    ],
)
def test_list_when_asked_wrongly_then_usage(desk: Motcua, wrong: tuple[str, ...]) -> None:
    assert desk("list", *wrong).code == 2


def test_list_when_a_search_finds_more_than_a_screen_shows_then_all_are_listed(
    sample: Motcua, database: Path
) -> None:
    with closing(sqlite3.connect(database)) as connection:
        found = connection.execute("SELECT code, returned_on FROM dossier WHERE ' ' || search LIKE '% cap%'")
        returned = {code: on is not None for code, on in found}
    assert len(returned) > 500
    assert set(codes(sample, "--search", "cấp")) == set(returned)
    narrowed = codes(sample, "--search", "cấp", "--state", "returned")
    assert set(narrowed) == {code for code, given in returned.items() if given}


def test_list_when_due_within_n_then_days_left_says_the_same(sample: Motcua) -> None:
    calendar = base_calendar()
    rows = sample("list", "--json").json
    for n in range(8):
        expected = {
            row["code"]
            for row in rows
            if row["finished_on"] is None
            and row["accepted_on"]
            and row["due_on"]
            and row["state"] != "awaiting_supplement"
            and row["due_on"] >= TODAY.isoformat()
            and calendar.count(TODAY, date.fromisoformat(row["due_on"])) <= n
        }
        narrowed = sample("list", "--due-within", n, "--json").json
        assert {row["code"] for row in narrowed} == expected
        assert all(0 <= row["days_left"] <= n for row in narrowed)


def test_list_when_overdue_then_days_left_are_negative_working_days(sample: Motcua) -> None:
    calendar = base_calendar()
    rows = sample("list", "--overdue", "--json").json
    assert rows
    for row in rows:
        due = date.fromisoformat(row["due_on"])
        assert row["timeliness"] == "overdue"
        assert row["days_left"] == -max(1, calendar.count(due, TODAY))
    assert all(due < TODAY + timedelta(days=1) for due in (date.fromisoformat(r["due_on"]) for r in rows))


def test_show_when_json_then_history_and_explanation_with_the_keys_of_list(desk: Motcua) -> None:
    desk("accept", "B-1", "--procedure", "1.000001", "--applicant", "Ông [/] Đạt", "--at", "2026-11-02")
    found = desk("show", "B-1", "--json").json
    assert list(found)[: len(KEYS)] == KEYS
    assert (found["procedure_code"], found["limit"]) == ("1.000001", "5 ngày làm việc")
    assert (found["receipt_due"], found["lawful_due"]) == ("2026-11-09", "2026-11-09")
    assert [step["kind"] for step in found["history"]] == ["Accepted"]
    assert found["history"][0]["happened_at"] == "2026-11-02T00:00:00"
    assert found["history"][0]["recorded_at"] == "2026-11-23T09:40:00"
    assert [day["date"] for day in found["explain"] if day["counted"]] == [
        f"2026-11-0{day}" for day in (3, 4, 5, 6, 9)
    ]


def test_show_when_people_read_it_then_facts_history_and_reasons(desk: Motcua) -> None:
    desk("accept", "B-1", "--procedure", "1.000001", "--applicant", "Ông Đạt", "--at", "2026-11-20")
    ran = desk("show", " B-1 ", "--explain")
    assert ran.code == 0
    assert "Mã hồ sơ        B-1\n" in ran.out
    assert "Tình trạng      còn 4 · tạm tính\n" in ran.out
    assert "  1  20/11/2026 00:00  tiếp nhận, hẹn trả 30/11/2026 · Mai  ghi nhận 23/11/2026\n" in ran.out
    assert "thứ Ba 24/11/2026      –  Ngày Văn hóa Việt Nam  (NQ 28/2026/QH16)\n" in ran.out


def test_show_when_the_limit_began_anew_then_that_count_is_explained(desk: Motcua) -> None:
    desk("accept", "B-1", "--procedure", "1.000001", "--applicant", "A", "--at", "2026-11-02")
    desk("supplement", "B-1", "--what", "bản vẽ", "--at", "2026-11-04")
    assert desk("resume", "B-1", "--at", "2026-11-10", "--json").json["due_on"] == "2026-11-17"
    explained = desk("show", "B-1", "--json").json["explain"]
    assert (explained[0]["date"], explained[-1]["date"]) == ("2026-11-10", "2026-11-17")
    desk("undo", "B-1")
    explained = desk("show", "B-1", "--json").json["explain"]
    assert (explained[0]["date"], explained[-1]["date"]) == ("2026-11-02", "2026-11-09")


def test_show_when_the_date_comes_from_a_register_then_nothing_is_explained(register: Motcua) -> None:
    ran = register("show", "A-4", "--explain")
    assert "không tính từ thời hạn" in ran.out
    assert register("show", "A-4", "--json").json["explain"] == []


def test_show_when_there_is_no_such_dossier_then_no(desk: Motcua) -> None:
    ran = desk("show", "Z-9")
    assert (ran.code, ran.out) == (1, "")
    assert "Z-9" in ran.err


def test_procedures_when_listed_then_those_in_force_with_their_limit(desk: Motcua) -> None:
    rows = desk("procedures", "--json").json
    assert [(row["code"], row["limit"], row["unit"]) for row in rows] == [
        ("1.000002", 20, "days"),
        ("1.000001", 5, "working_days"),
        ("1.000003", 4, "working_days"),
        ("1.000004", 0.5, "working_days"),
    ]
    ran = desk("procedures", "gia han kien truc")
    assert ran.out == "1.000003    4 ngày làm việc   Gia hạn chứng chỉ kiến trúc\n"
    assert ran.err == "1 thủ tục\n"
