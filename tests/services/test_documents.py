"""Whole documents: the figures of the real reports put right, and nothing that the checker objects to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import product
from pathlib import Path

import pytest
from docx import Document as Docx
from tests.nasty_texts import NASTY

from motcua_tui import bootstrap, locations
from motcua_tui.domain.indicators import Form
from motcua_tui.domain.periods import Preset, ReportingPeriod
from motcua_tui.domain.profiles import ProfileName
from motcua_tui.errors import FileError, InputError, OutputError
from motcua_tui.services import documents, indicators
from motcua_tui.services.checking import check_text, read_report
from motcua_tui.services.desk import Desk
from motcua_tui.services.documents import Document, DocumentRequest, save_document, text
from motcua_tui.services.files import save_paper
from motcua_tui.services.forms import FormName, FormRequest, form
from motcua_tui.services.maintenance import SAMPLE_TODAY, copy_sample

SEEDS = {
    "000": ReportingPeriod.free(date(2023, 1, 1), date(2023, 10, 30)),
    "001": ReportingPeriod.free(date(2024, 1, 1), date(2024, 11, 30)),
    "003": ReportingPeriod.free(date(2022, 1, 1), date(2022, 11, 15)),
    "004": ReportingPeriod.free(date(2018, 1, 1), date(2018, 9, 30)),
}
PERIODS = (*SEEDS.values(), Preset.parse("2026-q3"), Preset.parse("cal:2016"))


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The sample desk with what an officer of 2023 typed."""
    path = tmp_path_factory.mktemp("sample") / "sample.db"
    copy_sample(path)
    opened = bootstrap.open_desk(str(path), SAMPLE_TODAY)
    sent = dict.fromkeys(("modernisation.2.1", "modernisation.2.2", "modernisation.2.3"), "2.912")
    quality = {
        "modernisation.6": "- Kế hoạch số 13/KH-SXD.\n- Quyết định số 233/QĐ-SXD.",
        "modernisation.6.1": "9",
    }
    quality |= {"modernisation.6.2": "9", "modernisation.5": "Quyết định số 319/QĐ-UBND ngày 15/3/2022"}
    indicators.put(opened, SEEDS["000"], sent | quality)
    yield opened
    opened.database.close()


@pytest.fixture
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(locations, "data_folder", lambda: tmp_path / "data")
    return tmp_path / "data" / "templates" / "reports"


def written(desk: Desk, name: Document, seed: str, profile: str | None = "separate") -> str:
    return text(desk, DocumentRequest(name, SEEDS[seed], ProfileName(profile) if profile else None))


def test_modernisation_when_the_sample_of_2023_then_report_000_with_its_rates_put_right(sample: Desk) -> None:
    told = written(sample, Document.MODERNISATION, "000")
    for sentence in (
        "- Tổng số văn bản đi phát hành: 2.912 văn bản.",
        "- Tỷ lệ văn bản điện tử ký số: 2.912/2.912 = 100%.",
        "Tổng số hồ sơ tiếp nhận trong kỳ: 881 hồ sơ (trong đó, trực tuyến 783 hồ sơ; trực tiếp, bưu chính 57"
        " hồ sơ; kỳ trước chuyển sang 41 hồ sơ).",
        "- Tỷ lệ hồ sơ đã giải quyết: Trước hạn là 766/773, đạt tỷ lệ 99,09%; đúng hạn là 1/773, đạt tỷ lệ"
        " 0,13%; trễ hạn là 6/773, đạt tỷ lệ 0,78%.",
        "- Hồ sơ đang giải quyết 56 hồ sơ trong hạn; không có hồ sơ quá hạn.",
        "đã thực hiện 31/42 TTHC đạt dịch vụ công trực tuyến toàn trình và dịch vụ công trực tuyến một phần,",
        "31 TTHC, đạt tỷ lệ: 31/31 = 100%.",
        "5/42 TTHC giải quyết qua dịch vụ BCCI được ban hành tại Quyết định số 319/QĐ-UBND ngày 15/3/2022",
        "- Tiếp nhận hồ sơ qua dịch vụ BCCI, tiếp nhận trực tiếp 57 hồ sơ.",
        "- Kết quả giải quyết TTHC được trả qua dịch vụ BCCI 57 hồ sơ.",
        "- Quyết định số 233/QĐ-SXD.",
        "cải tiến ISO 9001 theo quy định: 9/9 = 100%.",
    ):
        assert sentence in told
    assert written(sample, Document.ONE_STOP, "000").split("\n")[1] in told


def test_document_when_three_decimals_and_padding_are_set_then_as_that_office_prints(sample: Desk) -> None:
    desk = replace(sample, settings=replace(sample.settings, decimals=3, padded_counts=True))
    told = written(desk, Document.ONE_STOP, "000")
    assert "/773, đạt tỷ lệ 0,129%" in told
    assert "05/42 TTHC" in told


def test_reform_when_the_sample_of_2024_then_the_figures_of_report_001(sample: Desk) -> None:
    told = written(sample, Document.REFORM, "001", None)
    for sentence in (
        "Tổng số hồ sơ tiếp nhận 1.253.",
        "Hồ sơ đã giải quyết đúng và trước hạn 1.192; trễ hạn 0.",
        "Hồ sơ đang giải quyết 61.",
        "Tổng số 754/983 (76,70%) hồ sơ tiếp nhận trực tuyến.",
        "có 42 TTHC thuộc thẩm quyền giải quyết; trong kỳ không có TTHC công bố mới;",
    ):
        assert sentence in told


def test_paragraph_when_the_samples_of_2022_and_2018_then_the_figures_of_those_reports(sample: Desk) -> None:
    told = written(sample, Document.PARAGRAPH, "003")
    for clause in (
        "đã tiếp nhận 937 hồ sơ, trong đó trực tuyến 163/937 hồ sơ (17,40%),",
        "774/937 hồ sơ (82,60%)",
        "đã giải quyết 855/937 hồ sơ (91,25%), trong đó đúng và trước hạn 600/855 hồ sơ (70,18%), quá hạn"
        " 255/855 hồ sơ (29,82%)",
        "còn lại 67 hồ sơ đang giải quyết",
    ):
        assert clause in told
    told = written(sample, Document.PARAGRAPH, "004")
    for clause in (
        "tiếp nhận mới 907 hồ sơ",
        "tồn kỳ trước 208 hồ sơ",
        "đúng và trước hạn 840/847 hồ sơ (99,17%), quá hạn 7/847 hồ sơ (0,83%)",
        "còn lại 268 hồ sơ",
    ):
        assert clause in told


@pytest.mark.parametrize("name", [Document.MODERNISATION, Document.REFORM, Document.PARAGRAPH])
def test_documents_when_checked_then_nothing_is_called_wrong(sample: Desk, name: Document) -> None:
    for reporting, profile in product(PERIODS, (None, ProfileName.SEPARATE)):
        told = text(sample, DocumentRequest(name, reporting, profile))
        assert "{" not in told
        objections = [claim for claim in check_text(told) if claim.verdict.objects]
        assert objections == [], (reporting.label, profile)


@pytest.mark.parametrize("name", list(FormName))
def test_forms_when_checked_then_nothing_is_called_wrong(
    sample: Desk, tmp_path: Path, name: FormName
) -> None:
    one_dossier_a_row = name in (FormName.REGISTER, FormName.FEES)
    reporting = Preset.parse("week:2026-11-19") if one_dossier_a_row else SEEDS["000"]
    for ending in ("xlsx", "docx"):
        path = tmp_path / f"a.{ending}"
        save_paper(form(sample, FormRequest(name, reporting)), path)
        assert [claim for claim in check_text(read_report(path)) if claim.verdict.objects] == []


def test_document_when_nothing_is_typed_then_dots_and_never_nought(small_desk: Desk) -> None:
    told = text(small_desk, DocumentRequest(Document.MODERNISATION, Preset.parse("2026-q3")))
    assert "- Tổng số văn bản đi phát hành: … văn bản." in told
    assert "của Sở Xây dựng" in told
    assert "hiện đại hóa hành chính Quý III/2026" in told
    assert "Trong kỳ không có hồ sơ tiếp nhận" in told
    assert "Sở Xây dựng đã thực hiện 1/2 TTHC" in told


def test_document_when_texts_are_nasty_then_they_are_printed_as_they_are(small_desk: Desk) -> None:
    period = Preset.parse("2026-q3")
    indicators.put(small_desk, period, {"modernisation.1": "\n".join(NASTY)})
    kept = indicators.sheet(small_desk, Form.MODERNISATION, period)["1"].text
    told = text(small_desk, DocumentRequest(Document.MODERNISATION, period))
    assert len(kept.split("\n")) > len(NASTY) / 2
    for line in kept.split("\n"):
        assert line.strip() in told


def test_save_document_when_written_then_a_docx_that_is_not_overwritten(
    small_desk: Desk, tmp_path: Path
) -> None:
    request = DocumentRequest(Document.PARAGRAPH, Preset.parse("2026-q3"))
    path = save_document(small_desk, request, tmp_path / "đoạn.docx")
    assert path.read_bytes().startswith(b"PK")
    with pytest.raises(OutputError):
        save_document(small_desk, request, path)
    with pytest.raises(InputError, match=r"a\.pdf"):
        save_document(small_desk, request, tmp_path / "a.pdf")


def test_templates_when_copied_then_the_own_ones_are_used(small_desk: Desk, own_folder: Path) -> None:
    assert {path.parent for path in documents.copy_templates()} == {own_folder}
    assert documents.copy_templates() == ()
    assert all(template.own for template in documents.templates())


@pytest.mark.parametrize(
    ("written", "printed", "fault"),
    [("{{ tong_tiep_nhan }} hồ sơ", "0 hồ sơ", ""), ("{{ ten_sai }}", "", "ten_sai")],
)
def test_template_when_the_office_has_its_own_then_it_is_used_and_its_faults_are_told(
    small_desk: Desk, own_folder: Path, written: str, printed: str, fault: str
) -> None:
    own = Docx()
    own.add_paragraph(written)
    own_folder.mkdir(parents=True)
    own.save(str(own_folder / "paragraph.docx"))
    request = DocumentRequest(Document.PARAGRAPH, Preset.parse("2026-q3"))
    if printed:
        assert text(small_desk, request) == printed
    else:
        with pytest.raises(FileError, match=fault):
            text(small_desk, request)
    assert [fault in error.message for error in documents.faults()] == ([True] if fault else [])


def test_document_name_when_unknown_then_the_names_there_are() -> None:
    assert Document.parse(" Paragraph ") is Document.PARAGRAPH
    with pytest.raises(InputError) as refused:
        Document.parse("x")
    assert "modernisation" in refused.value.hint
