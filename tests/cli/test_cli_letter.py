from __future__ import annotations

import io
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from tests.cli.conftest import Motcua

from motcua_tui.reports.documents.fields import TITLES
from motcua_tui.reports.letters.papers import FormSet, Paper, papers, title
from motcua_tui.services import documents

CODE = "000.00.00.H00-261116-0001"


@pytest.fixture
def accepted(desk: Motcua) -> Motcua:
    """A desk with one dossier, accepted a week ago."""
    options = ("--procedure", "1.000001", "--applicant", "Nguyễn Thị Hòa", "--at", "2026-11-16T08:05")
    assert desk("accept", CODE, *options).code == 0
    return desk


def text_of(path: Path) -> str:
    body = Document(io.BytesIO(path.read_bytes())).element.body
    return "\n".join(Paragraph(p, None).text for p in body.iter(qn("w:p")))  # type: ignore[arg-type]  # only its text is asked for


def test_letter_writes_a_docx_and_says_where(accepted: Motcua, tmp_path: Path) -> None:
    target = tmp_path / "giấy hẹn.docx"
    ran = accepted("letter", CODE, "receipt", "-o", target, "--number", "12", "--book", "02/2026")
    assert (ran.code, ran.out) == (0, f"{target}\n")
    assert "Đã ghi Giấy tiếp nhận hồ sơ và hẹn trả kết quả" in ran.err
    text = text_of(target)
    for said in ("Chủ hồ sơ: Nguyễn Thị Hòa", "Số: 12", "Quyển số: 02/2026", "ngày 23 tháng 11 năm 2026"):
        assert said in text


def test_letter_is_a_line_of_the_history(accepted: Motcua, tmp_path: Path) -> None:
    accepted("letter", CODE, "receipt", "-o", tmp_path / "a.docx", "--number", "12")
    last = accepted("show", CODE, "--json").json["history"][-1]
    assert (last["kind"], last["what"]) == (
        "LetterIssued",
        "in Giấy tiếp nhận hồ sơ và hẹn trả kết quả (12)",
    )


def test_letter_as_json(accepted: Motcua, tmp_path: Path) -> None:
    ran = accepted("letter", CODE, "control", "-o", tmp_path, "--json")
    assert ran.json == {
        "file": str(tmp_path / f"control-{CODE}.docx"),
        "kind": "control",
        "title": "Phiếu kiểm soát quá trình giải quyết hồ sơ",
        "set": "2025",
    }


def test_letter_without_a_file_goes_into_the_folder_one_is_in(
    accepted: Motcua, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert accepted("letter", CODE, "receipt").out == f"receipt-{CODE}.docx\n"


def test_letter_of_an_earlier_day_takes_the_set_of_that_day(accepted: Motcua, tmp_path: Path) -> None:
    accepted("redate", CODE, "--to", "2026-11-27", "--reason", "chờ ý kiến")
    for day, name in (("2025-09-14", "PHIẾU XIN LỖI"), ("2025-09-15", "VĂN BẢN XIN LỖI")):
        target = tmp_path / f"{day}.docx"
        assert accepted("letter", CODE, "apology", "-o", target, "--at", day).code == 0
        assert name in text_of(target)


def test_preview_shows_the_paper_and_writes_nothing(
    accepted: Motcua, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    before = set(tmp_path.rglob("*.docx"))
    ran = accepted("letter", CODE, "receipt", "--preview")
    assert "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ" in ran.out
    assert "Chủ hồ sơ: Nguyễn Thị Hòa" in ran.out
    assert set(tmp_path.rglob("*.docx")) == before


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ((CODE, "giấy"), 2, "Không có mẫu giấy “giấy”"),
        ((CODE,), 2, "Thiếu KIND"),
        (("Z-9", "receipt"), 1, "Không có hồ sơ mã “Z-9”"),
        ((CODE, "stop"), 1, "không dừng giải quyết"),
        ((CODE, "stop", "--at", "2025-01-02"), 1, "không dừng giải quyết"),
        ((CODE, "receipt", "--at", "2026-11-24"), 1, "tương lai"),
        (("không-có.txt", "receipt", "--batch"), 4, "Không đọc được danh sách mã"),
    ],
)
def test_letter_that_cannot_be_written_is_told(
    accepted: Motcua, words: tuple[str, ...], code: int, said: str
) -> None:
    ran = accepted("letter", *words)
    assert ran.code == code
    assert said in ran.err


def test_letter_overwrites_only_when_forced(accepted: Motcua, tmp_path: Path) -> None:
    target = tmp_path / "a.docx"
    assert accepted("letter", CODE, "receipt", "-o", target).code == 0
    assert accepted("letter", CODE, "receipt", "-o", target).code == 1
    assert accepted("letter", CODE, "receipt", "-o", target, "--force").code == 0


def test_batch_reads_codes_from_a_file_or_from_stdin(
    accepted: Motcua, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    codes, folder = tmp_path / "mã.txt", tmp_path / "ra"
    codes.write_text(f"{CODE}\nZ-9\n", encoding="utf-8")
    ran = accepted("letter", codes, "receipt", "--batch", "-o", folder)
    written = folder / f"receipt-{CODE}.docx"
    assert (ran.code, ran.out) == (1, f"{written}\n")
    assert "Z-9: Không có hồ sơ" in ran.err
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{CODE}\n"))
    ran = accepted("letter", "-", "receipt", "--batch", "-o", folder, "--force", "--json")
    assert (ran.code, ran.json) == (0, {"files": [str(written)], "refused": []})


def test_batch_of_the_register_is_one_document(accepted: Motcua, tmp_path: Path) -> None:
    codes, target = tmp_path / "mã.txt", tmp_path / "sổ.docx"
    codes.write_text(CODE, encoding="utf-8")
    assert accepted("letter", codes, "register", "--batch", "-o", target).out == f"{target}\n"
    assert CODE in text_of(target)


def test_templates_lists_every_paper_of_both_sets_and_every_document(motcua: Motcua) -> None:
    listed = motcua("templates", "--json").json
    assert [(each["set"], each["kind"], each["title"]) for each in listed] == [
        *((forms, paper, title(paper, forms)) for forms in FormSet for paper in papers(forms)),
        *(("reports", document, TITLES[document]) for document in documents.Document),
    ]
    assert all(Path(each["file"]).exists() and not each["own"] for each in listed)
    assert "2025    stop           Thông báo dừng giải quyết hồ sơ" in motcua("templates").out


@pytest.mark.parametrize("paper", [*Paper, *documents.Document])
def test_templates_names_the_tags_of_a_paper(motcua: Motcua, paper: Paper) -> None:
    assert "co_quan" in motcua("templates", paper).out
    assert "co_quan" in [tag["name"] for tag in motcua("templates", paper, "--json").json]


def test_templates_are_copied_to_be_edited(accepted: Motcua, tmp_path: Path) -> None:
    ran = accepted("templates", "--copy")
    assert ran.code == 0
    assert "Đã chép 17 mẫu" in ran.err
    own = tmp_path / "data" / "templates" / "2025" / "receipt.docx"
    assert str(own) in ran.out
    document = Document()
    document.add_paragraph("{{ ten_sai }}")
    document.save(str(own))
    ran = accepted("letter", CODE, "receipt", "-o", tmp_path / "a.docx")
    assert ran.code == 4
    assert "ten_sai" in ran.err
    assert str(own) in ran.err
