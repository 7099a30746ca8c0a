"""``due`` and ``days`` against the worked examples of the law."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.conftest import Motcua

WORKED = [
    ("2025-12-31", "5", "working_days", "2026-01-09"),
    ("2026-01-05", "5", "working_days", "2026-01-10"),
    ("2026-02-13", "1", "working_days", "2026-02-23"),
    ("2026-02-10", "10", "working_days", "2026-03-03"),
    ("2026-02-10", "7", "days", "2026-02-23"),
    ("2026-01-30", "20", "days", "2026-02-23"),
    ("2026-04-10", "20", "days", "2026-05-04"),
    ("2024-04-26", "5", "working_days", "2024-05-07"),
    ("2025-04-24", "5", "working_days", "2025-05-05"),
    ("2026-08-20", "3", "working_days", "2026-08-24"),
    ("2026-08-28", "1", "working_days", "2026-09-03"),
    ("2026-11-23", "1", "working_days", "2026-11-25"),
]
"""Accepted, limit, unit, due: the worked examples of the rules, holidays and make-up Saturdays included."""

HOURS = [
    ("2026-01-09T15:30", "07:00-11:30,13:30-17:00", "2026-01-10T15:30"),
    ("2026-03-06T18:00", "07:30-11:30,13:30-17:00", "2026-03-10T08:00"),
]
EXAMPLE = ("due", "--accepted", "2026-01-05", "--limit", "5")


@pytest.mark.parametrize(("accepted", "limit", "unit", "due"), WORKED)
def test_due_when_a_worked_example_then_its_date(
    motcua: Motcua, accepted: str, limit: str, unit: str, due: str
) -> None:
    ran = motcua("due", "--accepted", accepted, "--limit", limit, "--unit", unit, "--json")
    assert ran.code == 0
    assert ran.json["due"] == due
    assert ran.json | {"explain": [], "due_time": None} == {
        "accepted": accepted,
        "due": due,
        "due_time": None,
        "limit": int(limit),
        "unit": unit,
        "confirmed": due <= "2026-11-22",
        "explain": [],
    }
    assert ran.json["explain"][0]["date"] == accepted
    assert ran.json["explain"][-1]["date"] == due
    if unit == "working_days":
        assert sum(day["counted"] for day in ran.json["explain"]) == int(limit)


@pytest.mark.parametrize(("accepted", "sessions", "due"), HOURS)
def test_due_when_in_working_hours_then_a_minute(
    motcua: Motcua, accepted: str, sessions: str, due: str
) -> None:
    asked = ("due", "--accepted", accepted, "--limit", "8", "--unit", "working_hours", "--sessions", sessions)
    assert motcua(*asked).out == f"{due}\n"
    assert motcua(*asked, "--json").json["due"] == due


def test_due_when_half_a_day_then_a_date_with_its_time(motcua: Motcua) -> None:
    ran = motcua("due", "--accepted", "2026-03-06T09:00", "--limit", "0,5", "--json")
    assert (ran.json["due"], ran.json["due_time"], ran.json["limit"]) == ("2026-03-06", "17:00", 0.5)
    afternoon = motcua("due", "--accepted", "2026-03-06T14:00", "--limit", "½", "--json")
    assert (afternoon.json["due"], afternoon.json["due_time"]) == ("2026-03-09", "11:30")


def test_due_when_shown_to_a_person_then_the_date_alone_is_data(motcua: Motcua) -> None:
    ran = motcua(*EXAMPLE)
    assert (ran.out, ran.err) == ("2026-01-10\n", "thứ Bảy 10/01/2026\n")
    late = motcua("due", "--accepted", "2026-11-20", "--limit", "3")
    assert late.out == "2026-11-26\n"
    assert "tạm tính" in late.err


def test_due_when_explained_then_each_day_with_its_document(motcua: Motcua) -> None:
    lines = motcua(*EXAMPLE, "--explain").out.splitlines()
    assert [line.split()[0] for line in lines[1:]] == ["thứ"] * 6
    assert lines[-1].endswith("Làm bù cho ngày 02/01/2026  (12729/VPCP-KGVX)")


def test_due_when_after_15h_is_chosen_then_it_counts_from_the_next_working_day(motcua: Motcua) -> None:
    asked = ("due", "--accepted", "2026-03-06T15:30", "--limit", "1")
    assert motcua(*asked).out == "2026-03-09\n"
    assert motcua(*asked, "--after-15h").out == "2026-03-10\n"


def test_due_when_the_office_has_its_own_days_and_hours_then_those_count(desk: Motcua) -> None:
    assert desk("calendar", "add", "2026-01-07", "--label", "Ngày của tỉnh").code == 0
    assert desk(*EXAMPLE).out == "2026-01-12\n"


@pytest.mark.parametrize(
    "wrong",
    [
        (),
        ("--accepted", "2026-01-05"),
        ("--limit", "5"),
        ("--accepted", "2026-02-30", "--limit", "5"),
        ("--accepted", "2026-01-05T25:00", "--limit", "5"),
        ("--accepted", "0001-01-01", "--limit", "5"),
        ("--accepted", "2026-01-05", "--limit", "năm"),
        ("--accepted", "2026-01-05", "--limit", "-5"),
        ("--accepted", "2026-01-05", "--limit", "nan"),
        ("--accepted", "2026-01-05", "--limit", "99999"),
        ("--accepted", "2026-01-05", "--limit", "5", "--unit", "months"),
        ("--accepted", "2026-01-05", "--limit", "5", "--sessions", "sáng"),
    ],
)
def test_due_when_asked_wrongly_then_usage(motcua: Motcua, wrong: tuple[str, ...]) -> None:
    ran = motcua("due", *wrong)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("Lỗi: ")
    assert "→" in ran.err


def test_batch_when_rows_are_good_then_a_column_due_is_added(motcua: Motcua, tmp_path: Path) -> None:
    file = tmp_path / "hồ sơ.csv"
    rows = "".join(f'{n},"ghi chú, {n}",{row[0]},{row[1]},{row[2]}\n' for n, row in enumerate(WORKED))
    file.write_text("id,note,accepted,limit,unit\n" + rows, encoding="utf-8-sig")
    ran = motcua("due", "--batch", file)
    expected = "".join(
        f'{n},"ghi chú, {n}",{row[0]},{row[1]},{row[2]},{row[3]}\n' for n, row in enumerate(WORKED)
    )
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == "id,note,accepted,limit,unit,due\n" + expected


def test_batch_when_cells_are_odd_then_the_shape_of_the_file_stays(motcua: Motcua, tmp_path: Path) -> None:
    file = tmp_path / "b.csv"
    file.write_text(
        'Due;accepted;limit;unit;x\n;2025-12-31;5;LV;"a\nb"\n\nold;31/12/2025;5;ngày;y;extra\n2;2026-01-09T15:30;8;giờ\n',
        encoding="utf-8",
    )
    ran = motcua("due", "--batch", file, "--sessions", "07:00-11:30,13:30-17:00")
    assert ran.code == 0
    assert ran.out == (
        'due;accepted;limit;unit;x\n2026-01-09;2025-12-31;5;LV;"a\nb"\n'
        "2026-01-05;31/12/2025;5;ngày;y;extra\n2026-01-10T15:30;2026-01-09T15:30;8;giờ;\n"
    )


def test_batch_when_a_row_is_refused_then_its_due_is_empty_and_the_rest_is_done(
    motcua: Motcua, tmp_path: Path
) -> None:
    file = tmp_path / "b.csv"
    file.write_text("accepted,limit,unit\n2026-13-01,5,days\n2026-01-05,5,tháng\n2026-01-05,5,LV\n")
    ran = motcua("due", "--batch", file, "--json")
    assert ran.code == 1
    assert [row["due"] for row in ran.json] == ["", "", "2026-01-10"]
    assert ran.json[0] == {"accepted": "2026-13-01", "limit": "5", "unit": "days", "due": ""}
    assert "Dòng 2:" in ran.err
    assert "Dòng 3:" in ran.err


@pytest.mark.parametrize("content", [None, b"", b"a,b\n1,2\n", b"\xff\xfe\x00", b"accepted,limit\n"])
def test_batch_when_the_file_cannot_be_read_then_input_error(
    motcua: Motcua, tmp_path: Path, content: bytes | None
) -> None:
    file = tmp_path / "b.csv"
    if content is not None:
        file.write_bytes(content)
    ran = motcua("due", "--batch", file)
    assert (ran.code, ran.out) == (4, "")
    assert motcua("due", "--batch", tmp_path).code == 4


@pytest.mark.parametrize(
    ("first", "last", "counted"),
    [
        ("2026-01-01", "2026-01-31", 21),  # 1 and 2 Jan off, Sat 10 Jan worked
        ("2026-01-10", "2026-01-10", 1),
        ("2026-01-11", "2026-01-11", 0),
        ("2026-01-09", "2026-01-12", 3),
        ("05/01/2026", "09/01/2026", 5),
        ("2026-02-13", "2026-02-23", 2),
    ],
)
def test_days_when_counted_then_both_ends_are_in(motcua: Motcua, first: str, last: str, counted: int) -> None:
    assert motcua("days", first, last).out == f"{counted}\n"
    found = motcua("days", first, last, "--json").json
    assert found["working_days"] == counted
    assert found["from"] == "-".join(reversed(first.split("/")))
    assert found["to"] == "-".join(reversed(last.split("/")))


def test_days_when_beyond_the_confirmed_calendar_then_it_says_so(motcua: Motcua) -> None:
    ran = motcua("days", "2026-11-20", "2026-12-01")
    assert (ran.out, ran.err) == ("7\n", "Tạm tính, lịch nghỉ chưa được xác nhận.\n")


@pytest.mark.parametrize(
    "wrong", [("2026-01-05", "2026-01-01"), ("hôm nay", "mai"), ("0001-01-01", "9999-12-31"), ("2026-01-05",)]
)
def test_days_when_asked_wrongly_then_usage(motcua: Motcua, wrong: tuple[str, ...]) -> None:
    assert motcua("days", *wrong).code == 2


def test_rules_when_there_is_no_desk_then_nothing_is_made(motcua: Motcua, database: Path) -> None:
    motcua(*EXAMPLE)
    motcua("days", "2026-01-01", "2026-01-31")
    assert not database.exists()


def test_rules_when_the_database_is_none_then_it_is_not_passed_over(motcua: Motcua, database: Path) -> None:
    database.write_text("không phải cơ sở dữ liệu")
    assert motcua(*EXAMPLE).code == 3
