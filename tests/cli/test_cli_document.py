"""``document``: a report in sentences, to a file or to stdout."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Motcua

PERIOD = ("--from", "2022-01-01", "--to", "2022-11-15", "--profile", "separate")


def test_document_when_no_file_is_named_then_the_text_on_stdout(sample: Motcua) -> None:
    ran = sample("document", "paragraph", *PERIOD)
    assert ran.code == 0
    assert "đã giải quyết 855/937 hồ sơ (91,25%)" in ran.out
    assert ran.err == ""


def test_document_when_a_file_is_named_then_the_docx_and_the_text_if_wished(
    sample: Motcua, tmp_path: Path
) -> None:
    path = tmp_path / "báo cáo.docx"
    ran = sample("document", "one-stop", *PERIOD, "-o", path)
    assert (ran.out, ran.err) == ("", f"Đã ghi {path}.\n")
    assert sample("document", "one-stop", *PERIOD, "-o", path).code == 1
    again = sample("document", "one-stop", *PERIOD, "-o", path, "--force", "--text")
    assert again.out.startswith("1. Về Hệ thống thông tin một cửa điện tử (từ ngày 01/01/2022")
    told = sample("document", "one-stop", *PERIOD, "-o", path, "--force", "--json").json
    assert (told["name"], told["file"]) == ("one-stop", str(path))
    assert told["text"] == again.out.rstrip("\n")


def test_document_when_there_is_no_such_one_then_the_names_there_are(sample: Motcua, tmp_path: Path) -> None:
    ran = sample("document", "x", *PERIOD)
    assert ran.code == 2
    assert "modernisation" in ran.err
    assert sample("document", "paragraph", *PERIOD, "-o", tmp_path / "a.pdf").code == 2
