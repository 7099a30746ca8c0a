"""``import`` and ``calendar``: files in, and what they change."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.conftest import PROCEDURES, Motcua

REGISTER = """Mã hồ sơ,Thủ tục,Lĩnh vực,Người nộp,Hình thức nộp,Ngày tiếp nhận,Ngày hẹn trả
A-1,Gia hạn giấy phép xây dựng,Hoạt động xây dựng,Nguyễn Đạt,Trực tiếp,05/01/2026,12/01/2026
A-2,Gia hạn giấy phép xây dựng,Hoạt động xây dựng,Trần Bưởi,Trực tiếp,05/01/2026,
A-3,Gia hạn giấy phép xây dựng,Hoạt động xây dựng,Lê Ước,Trực tiếp,hôm kia,
"""
MAP = """on_duplicate = "skip"
[columns]
code = "SoHS"
procedure = "TT"
applicant = "Ai"
channel = "Cach"
accepted = "Nhan"
[values.channel]
"mạng" = "online_full"
[dates]
order = "mdy"
"""


@pytest.fixture
def register(tmp_path: Path) -> Path:
    file = tmp_path / "sổ theo dõi.csv"
    file.write_text(REGISTER, encoding="utf-8")
    return file


def test_import_when_a_register_then_the_keys_of_the_contract(desk: Motcua, register: Path) -> None:
    ran = desk("import", "dossiers", register, "--json")
    assert ran.code == 1
    contract = ["read", "added", "updated", "unchanged", "refused", "warnings", "due_differs"]
    assert list(ran.json) == [*contract, "differences"]
    assert (ran.json["read"], ran.json["added"], ran.json["unchanged"]) == (3, 2, 0)
    assert [list(row) for row in ran.json["refused"]] == [["row", "column", "value", "why"]]
    assert ran.json["refused"][0] | {"why": ""} == {
        "row": 4,
        "column": "Ngày tiếp nhận",
        "value": "hôm kia",
        "why": "",
    }
    (differs,) = ran.json["due_differs"]
    assert differs | {"why": ""} == {"row": 2, "sheet": "2026-01-12", "engine": "2026-01-10", "why": ""}
    assert differs["why"] == "sổ không tính ngày nghỉ hoán đổi, ngày làm bù"
    due = {row["code"]: row["due_on"] for row in desk("list", "--json").json}
    assert due == {"A-1": "2026-01-12", "A-2": "2026-01-10"}


def test_import_when_repeated_then_nothing_changes(desk: Motcua, register: Path) -> None:
    desk("import", "dossiers", register)
    before = desk("list", "--json").json
    again = desk("import", "dossiers", register, "--json").json
    assert (again["added"], again["updated"], again["unchanged"]) == (0, 0, 2)
    assert desk("list", "--json").json == before


def test_import_when_a_trial_then_told_but_not_stored(desk: Motcua, register: Path) -> None:
    ran = desk("import", "dossiers", register, "--dry-run")
    assert ran.out == ""
    assert "Đọc 3 dòng: thêm 2, cập nhật 0, không đổi 0, từ chối 1." in ran.err
    assert "Chỉ kiểm tra: chưa ghi gì." in ran.err
    assert "Dòng 4, cột “Ngày tiếp nhận”, giá trị “hôm kia”" in ran.err
    assert "sổ ghi hẹn trả 12/01/2026, theo quy định là 10/01/2026" in ran.err
    assert desk("list", "--json").json == []


def test_import_when_there_is_no_desk_then_one_is_made(
    motcua: Motcua, database: Path, register: Path
) -> None:
    assert motcua("import", "dossiers", register, "--dry-run").code == 1
    assert not database.exists()
    ran = motcua("import", "dossiers", register)
    assert f"đã tạo sổ mới {database}" in ran.err
    assert len(motcua("list", "--json").json) == 2


def test_import_when_many_rows_are_refused_then_the_first_and_a_count(desk: Motcua, tmp_path: Path) -> None:
    file = tmp_path / "sổ.csv"
    head = REGISTER.splitlines()[0]
    file.write_text("\n".join([head, *(f"C-{n},x,y,z,Trực tiếp,sai,," for n in range(1, 31))]))
    ran = desk("import", "dossiers", file)
    assert ran.code == 1
    assert ran.err.count("giá trị “sai”") == 20
    assert "… và 10 dòng nữa" in ran.err


def test_import_when_a_map_says_what_columns_are_then_it_is_followed(desk: Motcua, tmp_path: Path) -> None:
    register, columns = tmp_path / "sổ.csv", tmp_path / "ghép.toml"
    register.write_text("SoHS,TT,Ai,Cach,Nhan\nM-1,Công bố hợp quy,Công ty Đá,mạng,01/05/2026\n")
    columns.write_text(MAP, encoding="utf-8")
    ran = desk("import", "dossiers", register, "--map", columns, "--json")
    assert (ran.code, ran.json["added"]) == (0, 1)
    (row,) = desk("list", "--json").json
    assert (row["accepted_on"], row["channel"]) == ("2026-01-05", "online_full")


@pytest.mark.parametrize(
    ("map_text", "code"), [("[columns\n", 4), ('[columns]\ncolour = "x"\n', 2), ('on_duplicate = "xóa"\n', 2)]
)
def test_import_when_the_map_is_wrong_then_it_says_where(
    desk: Motcua, tmp_path: Path, register: Path, map_text: str, code: int
) -> None:
    columns = tmp_path / "ghép.toml"
    columns.write_text(map_text, encoding="utf-8")
    assert desk("import", "dossiers", register, "--map", columns).code == code
    assert desk("list", "--json").json == []


@pytest.mark.parametrize("what", ["dossiers", "procedures", "calendar"])
def test_import_when_the_file_cannot_be_read_then_input_error(
    motcua: Motcua, database: Path, tmp_path: Path, what: str
) -> None:
    assert motcua("import", what, tmp_path / "không có.csv").code == 4
    assert motcua("import", what, tmp_path).code == 4
    assert not database.exists()
    broken = tmp_path / "hỏng.xlsx"
    broken.write_bytes(b"PK\3\4 hong")
    assert motcua("import", what, broken).code == 4


def test_import_when_a_catalogue_then_its_procedures_are_in_force(motcua: Motcua, tmp_path: Path) -> None:
    file = tmp_path / "danh mục.csv"
    file.write_text(PROCEDURES, encoding="utf-8")
    first = motcua("import", "procedures", file, "--json")
    assert (first.code, first.json["added"]) == (0, 4)
    assert motcua("import", "procedures", file, "--json").json["unchanged"] == 4
    assert len(motcua("procedures", "--json").json) == 4


SWAP = """date,kind,label,replaces,source
2026-11-23,off,Nghỉ hoán đổi,2026-11-28,TB
2026-11-28,work,Làm bù,2026-11-23,TB
"""
ASKED = ("due", "--accepted", "2026-11-20", "--limit", "3")


@pytest.mark.parametrize("command", [("import", "calendar"), ("calendar", "import")])
def test_import_when_a_calendar_then_due_dates_follow(
    desk: Motcua, tmp_path: Path, command: tuple[str, str]
) -> None:
    file = tmp_path / "lịch.csv"
    file.write_text(SWAP, encoding="utf-8")
    assert desk(*ASKED).out == "2026-11-26\n"
    ran = desk(*command, file, "--json")
    assert (ran.code, ran.json["added"]) == (0, 2)
    assert desk(*ASKED).out == "2026-11-27\n"
    assert desk("days", "2026-11-27", "2026-11-29").out == "2\n"


def test_calendar_when_changed_then_due_dates_and_their_certainty_follow(desk: Motcua) -> None:
    assert desk(*ASKED, "--json").json["confirmed"] is False
    assert desk("calendar", "confirm", "2026-12-31", "--json").json == {"confirmed_until": "2026-12-31"}
    assert desk(*ASKED, "--json").json["confirmed"] is True
    added = desk("calendar", "add", "23/11/2026", "--label", "Nghỉ", "--replaces", "2026-11-28", "--json")
    assert added.json == {
        "date": "2026-11-23",
        "kind": "off",
        "label": "Nghỉ",
        "replaces": "2026-11-28",
        "source": "",
    }
    assert desk("calendar", "add", "2026-11-28", "--kind", "work").code == 0
    assert desk(*ASKED).out == "2026-11-27\n"
    assert desk("calendar", "remove", "2026-11-23", "--json").json == {"removed": "2026-11-23"}
    assert desk(*ASKED).out == "2026-11-26\n"
    assert desk("calendar", "remove", "2026-11-23").code == 1
    assert desk("calendar", "remove", "2026-11-24").code == 0
    assert desk(*ASKED).out == "2026-11-25\n"


def test_calendar_when_a_far_year_gets_a_day_then_its_guessed_holidays_stay(desk: Motcua) -> None:
    assert desk("calendar", "add", "2045-05-16").code == 0
    assert desk("days", "2045-05-15", "2045-05-17").out == "2\n"
    assert desk("days", "2045-05-01", "2045-05-01").out == "0\n"


def test_calendar_when_listed_then_the_days_of_a_year(desk: Motcua) -> None:
    found = desk("calendar", "list", "--year", 2026, "--json").json
    assert found["confirmed_until"] == "2026-11-22"
    assert {day["date"]: day["kind"] for day in found["days"]}["2026-01-10"] == "work"
    assert all(day["date"].startswith("2026") for day in found["days"])
    ran = desk("calendar", "list", "--year", 2026)
    assert "thứ Bảy 10/01/2026    làm bù  Làm bù  (12729/VPCP-KGVX)\n" in ran.out
    assert ran.err == "Lịch đã xác nhận đến hết ngày 22/11/2026.\n"


def test_calendar_when_exported_then_an_import_changes_nothing(desk: Motcua, tmp_path: Path) -> None:
    exported = desk("calendar", "export").out
    file = tmp_path / "lịch.csv"
    file.write_text(exported, encoding="utf-8")
    again = desk("calendar", "import", file, "--json").json
    assert (again["added"], again["updated"], again["refused"]) == (0, 0, [])
    assert again["read"] == again["unchanged"] == len(desk("calendar", "export", "--json").json)


@pytest.mark.parametrize(
    "wrong",
    [("add", "ngày mai"), ("add", "2026-01-01", "--kind", "nửa"), ("remove", "x"), ("confirm", "x"), ()],
)
def test_calendar_when_asked_wrongly_then_usage(desk: Motcua, wrong: tuple[str, ...]) -> None:
    assert desk("calendar", *wrong).code == 2


def test_headings_when_looked_at_then_told_and_kept_as_a_map(
    desk: Motcua, register: Path, tmp_path: Path
) -> None:
    map_file = tmp_path / "map.toml"
    ran = desk("import", "headings", register, "-o", map_file)
    assert ran.code == 0
    assert "Mã hồ sơ\tMã hồ sơ\tA-1 | A-2" in ran.out
    assert "Ngày tiếp nhận\tNgày tiếp nhận (1/3 ô không đọc được)\t05/01/2026 | hôm kia" in ran.out
    assert desk("import", "headings", register, "-o", map_file).code == 1
    again = desk("import", "headings", register, "--map", map_file, "-o", map_file, "--force", "--json").json
    assert [column["ours"] for column in again["columns"]][:3] == ["code", "procedure", "field"]
    assert (again["header_row"], again["rows"], again["missing"]) == (1, 3, [])
    assert desk("import", "dossiers", register, "--map", map_file, "--json").json["added"] == 2


def test_headings_when_one_is_missing_then_the_answer_is_no(desk: Motcua, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("SoHS,Nhan\nA-1,05/01/2026\n", encoding="utf-8")
    ran = desk("import", "headings", file)
    assert (ran.code, "SoHS\tkhông đọc\tA-1" in ran.out) == (1, True)
    assert "Chưa có cột “Mã hồ sơ”" in ran.err


def test_headings_when_the_font_is_in_doubt_then_asked(desk: Motcua, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("M· hå s¬,Ngµy tiÕp nhËn\nA-1,05/01/2026\n", encoding="utf-8")
    assert "--font tcvn3" in desk("import", "headings", file).err
    assert desk("import", "headings", file, "--font", "tcvn3").code == 0


def test_import_when_a_trial_of_a_newer_export_then_each_difference_is_told(
    desk: Motcua, register: Path, tmp_path: Path
) -> None:
    desk("import", "dossiers", register)
    register.write_text(REGISTER.replace("Nguyễn Đạt", "Nguyễn Văn Đạt"), encoding="utf-8")
    update = tmp_path / "map.toml"
    update.write_text('on_duplicate = "update"\n', encoding="utf-8")
    ran = desk("import", "dossiers", register, "--map", update, "--dry-run")
    assert "Dòng 2, hồ sơ A-1, người nộp: Nguyễn Đạt → Nguyễn Văn Đạt" in ran.err
    assert desk("import", "dossiers", register, "--map", update, "--json").json["differences"] == [
        {"row": 2, "code": "A-1", "field": "người nộp", "before": "Nguyễn Đạt", "after": "Nguyễn Văn Đạt"}
    ]
