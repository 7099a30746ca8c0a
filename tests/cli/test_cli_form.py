"""``form`` and the files of ``report``."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook
from tests.cli.conftest import Motcua

from motcua_tui.services.forms import FormName


def sheet(path: Path) -> list[list[object]]:
    return CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()


def test_form_when_written_then_the_file_and_a_word_about_it(sample: Motcua, tmp_path: Path) -> None:
    path = tmp_path / "07a.xlsx"
    ran = sample("form", "07a", "--from", "2026-06-15", "--to", "2026-09-14", "-o", path)
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == f"Đã ghi {path}.\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    rows = sheet(path)
    shown = sample("report", "--period", "2026-q3", "--json").json
    total = next(row for row in rows if row[1] == "Tổng số")
    figures = [shown["received"][key] for key in ("total", "online_full", "online_partial", "post", "direct")]
    assert total[2:7] == figures


@pytest.mark.parametrize("name", list(FormName))
def test_form_when_any_name_then_both_formats(sample: Motcua, tmp_path: Path, name: FormName) -> None:
    for ending in ("xlsx", "docx"):
        path = tmp_path / f"{name}.{ending}"
        assert sample("form", name, "--period", "week:2026-11-19", "-o", path).code == 0
        assert path.exists()


def test_form_when_no_period_is_named_then_the_usual_one_or_a_question(
    sample: Motcua, tmp_path: Path
) -> None:
    assert sample("form", "weekly", "-o", tmp_path / "a.docx").code == 0
    assert sample("form", "reminders", "-o", tmp_path / "b.docx").code == 0
    ran = sample("form", "register", "-o", tmp_path / "c.docx")
    assert ran.code == 2
    assert "Cần một kỳ" in ran.err


def test_form_when_text_is_asked_for_then_printed_to_be_pasted(sample: Motcua, tmp_path: Path) -> None:
    ran = sample("form", "reminders", "--text")
    assert ran.code == 0
    assert ran.out.startswith("DANH SÁCH HỒ SƠ ĐỀ NGHỊ ĐÔN ĐỐC GIẢI QUYẾT\n(Tính đến ngày 23/11/2026)\n")
    assert "Quá hạn 4 ngày làm việc" in ran.out
    assert ran.err == ""
    both = sample("form", "reminders", "--text", "-o", tmp_path / "a.docx", "--department", "không có")
    assert "Không có hồ sơ." in both.out
    assert (tmp_path / "a.docx").exists()


def test_form_when_each_department_is_asked_for_then_their_files(sample: Motcua, tmp_path: Path) -> None:
    ran = sample("form", "reminders", "--each-department", "-o", tmp_path / "in")
    assert ran.code == 0
    assert len(ran.out.splitlines()) > 1
    assert all(Path(line).exists() for line in ran.out.splitlines())
    assert sample("form", "reminders", "--each-department", "--text").code == 2


def test_form_when_nobody_said_where_to_then_wrong_usage(sample: Motcua) -> None:
    ran = sample("form", "reminders")
    assert ran.code == 2
    assert "--text" in ran.err


def test_form_when_the_file_is_there_then_only_by_force(sample: Motcua, tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_text("mine")
    ran = sample("form", "weekly", "-o", path)
    assert ran.code == 1
    assert "--force" in ran.err
    assert path.read_text() == "mine"
    assert sample("form", "weekly", "-o", path, "--force").code == 0


@pytest.mark.parametrize("out", ["a.pdf", "a"])
def test_form_when_the_ending_is_unknown_then_wrong_usage(sample: Motcua, tmp_path: Path, out: str) -> None:
    ran = sample("form", "weekly", "-o", tmp_path / out)
    assert ran.code == 2
    assert ".xlsx" in ran.err


def test_form_when_the_name_is_unknown_then_the_names_there_are(sample: Motcua, tmp_path: Path) -> None:
    ran = sample("form", "nothing", "-o", tmp_path / "a.docx")
    assert ran.code == 2
    assert "weekly" in ran.err


def test_report_when_files_are_asked_for_then_they_are_written_and_stdout_stays_data(
    sample: Motcua, tmp_path: Path
) -> None:
    paths = [tmp_path / f"q3.{ending}" for ending in ("xlsx", "docx", "html")]
    files = [word for path in paths for word in (f"--{path.suffix[1:]}", path)]
    ran = sample("report", "--period", "2026-q3", *files)
    assert (ran.code, ran.out) == (0, "")
    assert all(str(path) in ran.err for path in paths)
    again = sample("report", "--period", "2026-q3", *files, "--json")
    assert again.code == 1
    forced = sample("report", "--period", "2026-q3", *files, "--json", "--force")
    assert forced.json["residue"] == 0
    assert "<!DOCTYPE html>" in paths[2].read_text(encoding="utf-8")


def test_report_when_the_page_is_made_then_names_only_by_wish(sample: Motcua, tmp_path: Path) -> None:
    for wish in ([], ["--with-names"]):
        path = tmp_path / "p.html"
        assert sample("report", "--period", "2026-q3", "--html", path, "--force", *wish).code == 0
        assert ("Người nộp" in path.read_text(encoding="utf-8")) is bool(wish)
