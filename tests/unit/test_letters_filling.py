from __future__ import annotations

import io
import re
import sys
import zipfile
from collections.abc import Mapping
from itertools import cycle
from pathlib import Path

import pytest
import segno
from docx import Document
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from hypothesis import given
from hypothesis import strategies as st
from tests.nasty_texts import NASTY

from motcua_tui.domain.text import cells, clean
from motcua_tui.reports.letters import guarded
from motcua_tui.reports.letters.fields import QR_TAG, Printed, tags
from motcua_tui.reports.letters.filling import DOTS, BrokenTemplate, Fault, fill, specimen
from motcua_tui.reports.letters.guarded import fill_guarded
from motcua_tui.reports.letters.papers import FormSet, Paper, papers, title
from motcua_tui.reports.letters.preview import preview, qr_lines

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "src" / "motcua_tui" / "data" / "templates"
CODE = "000.00.64.H48-261123-0001"
ALL = [(forms, paper) for forms in FormSet for paper in papers(forms)]
ENDLESS = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"


def shipped(forms: FormSet, paper: Paper) -> bytes:
    return (SHIPPED / forms / f"{paper}.docx").read_bytes()


def of(*paragraphs: str) -> bytes:
    """A template with those paragraphs."""
    document, made = Document(), io.BytesIO()
    for text in paragraphs:
        document.add_paragraph(text)
    document.save(made)
    return made.getvalue()


def text_of(docx: bytes) -> str:
    """All text of a document, tables too, line by line."""
    body = Document(io.BytesIO(docx)).element.body
    return "\n".join(Paragraph(p, None).text for p in body.iter(qn("w:p")))  # type: ignore[arg-type]  # only its text is asked for


def used(template: bytes) -> set[str]:
    """The tags that a template prints."""
    return set(re.findall(r"\{\{ (?:dong\.)?(\w+)", text_of(template)))


@pytest.mark.parametrize(("forms", "paper"), ALL)
def test_shipped_template_prints_every_value_and_leaves_no_tag(forms: FormSet, paper: Paper) -> None:
    template, values = shipped(forms, paper), specimen(paper)
    text = text_of(fill(template, values, CODE))
    assert title(paper, forms).upper() in text
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc" in text
    assert not re.search(r"\{[{%#]|[}%#]\}", text)
    meanings = {
        tag.name: tag.meaning for top in tags(paper) for tag in (top, *top.columns) if tag.name != QR_TAG
    }
    for name in used(template) & set(meanings):
        assert meanings[name] in text or meanings[name].upper() in text


@pytest.mark.parametrize(("forms", "paper"), ALL)
def test_shipped_template_is_the_one_drawn(forms: FormSet, paper: Paper) -> None:
    sys.path.insert(0, str(ROOT / "tools"))
    try:
        from templates import drawn  # type: ignore[import-not-found]  # beside the package, not in it
    finally:
        sys.path.pop(0)
    with (
        zipfile.ZipFile(io.BytesIO(drawn(paper, forms))) as wanted,
        zipfile.ZipFile(io.BytesIO(shipped(forms, paper))) as stored,
    ):
        assert wanted.namelist() == stored.namelist()
        assert wanted.read("word/document.xml") == stored.read("word/document.xml")


@pytest.mark.parametrize("paper", Paper)
def test_nasty_texts_come_out_of_every_letter_as_they_are(paper: Paper) -> None:
    template = shipped(FormSet.TT_03_2025, paper)
    names = [tag for tag in tags(paper) if tag.name in used(template) and not tag.columns]
    rows = {tag.name: tag.columns for tag in tags(paper) if tag.columns}
    texts = [clean(text, multiline=True) for text in NASTY]
    for first in range(0, len(texts), len(names)):
        here = texts[first:] + texts[:first]
        values: dict[str, Printed] = {tag.name: "" for tag in tags(paper) if tag.name != QR_TAG}
        values |= dict(zip([tag.name for tag in names], here, strict=False))
        values |= {
            name: [{column.name: text for column in columns} for text in texts]
            for name, columns in rows.items()
        }
        printed = text_of(fill(template, values, CODE))
        for tag in names:
            value = values.get(tag.name, "")
            assert isinstance(value, str)
            assert value in printed or value.upper() in printed
        assert not rows or all(text in printed for text in texts)


def test_nasty_codes_become_a_picture() -> None:
    for text in filter(None, map(clean, NASTY)):
        made = fill(of("{{ ma_qr }}"), {}, text)
        with zipfile.ZipFile(io.BytesIO(made)) as parts:
            (picture,) = [name for name in parts.namelist() if name.startswith("word/media/")]
            assert parts.read(picture).startswith(b"\x89PNG")


def test_empty_values_are_dotted_lines_and_can_be_asked_for() -> None:
    made = fill(of("Email: {{ email }}", "{% if email %}có{% else %}không{% endif %}"), {"email": ""}, "")
    assert text_of(made) == f"Email: {DOTS}\nkhông"


def test_picture_of_no_code_is_a_dotted_line() -> None:
    assert text_of(fill(of("{{ ma_qr }}"), {}, "")) == DOTS


@pytest.mark.parametrize("filled", [fill, fill_guarded])
@pytest.mark.parametrize(
    ("paragraph", "fault", "tag"),
    [
        ("{{ ten_sai }}", Fault.UNKNOWN_TAG, "ten_sai"),
        ("{% for g in giay_to %}{{ g.sai }}{% endfor %}", Fault.UNKNOWN_TAG, "sai"),
        ("{{ ma_ho_so | lạ }}", Fault.SYNTAX, "{{ ma_ho_so | lạ }}"),
        ("{{ ma_ho_so", Fault.SYNTAX, "{{ ma_ho_so"),
        ("{% if so %}", Fault.SYNTAX, "{% if so %}"),
        ("{{ ma_ho_so.__class__ }}", Fault.FORBIDDEN, "__class__"),
        ("{{ ma_qr._image }}", Fault.FORBIDDEN, "_image"),
        ("{{ ma_qr.tpl.save('x') }}", Fault.UNKNOWN_TAG, "tpl"),
        ("{{ 1 / 0 }}", Fault.UNUSABLE, ""),
    ],
)
def test_broken_template_names_the_tag(filled: object, paragraph: str, fault: Fault, tag: str) -> None:
    values: Mapping[str, Printed] = {"ma_ho_so": CODE, "so": "1", "giay_to": [{"ten": "Đơn"}]}
    with pytest.raises(BrokenTemplate) as broken:
        filled(of("Kính gửi:", paragraph), values, CODE)  # type: ignore[operator]  # one of the two fillers
    assert (broken.value.fault, broken.value.tag) == (fault, tag)


@pytest.mark.parametrize("content", [b"", b"not a docx", b"PK\x03\x04"])
def test_file_that_is_no_docx_is_unusable(content: bytes) -> None:
    with pytest.raises(BrokenTemplate) as broken:
        fill(content, {}, CODE)
    assert broken.value.fault is Fault.UNUSABLE


def test_guarded_gives_the_same_document() -> None:
    template, values = shipped(FormSet.TT_03_2025, Paper.APOLOGY), specimen(Paper.APOLOGY)
    assert text_of(fill_guarded(template, values, CODE)) == text_of(fill(template, values, CODE))


def test_guarded_stops_a_template_without_end() -> None:
    with pytest.raises(BrokenTemplate) as broken:
        fill_guarded(of(ENDLESS), {}, CODE, seconds=2)
    assert (broken.value.fault, broken.value.detail) == (Fault.TOO_LONG, "2")


@pytest.mark.skipif(sys.platform == "win32", reason="no limit of memory there")
def test_guarded_survives_a_template_that_wants_all_memory() -> None:
    with pytest.raises(BrokenTemplate) as broken:
        fill_guarded(of("{{ 'a' * 99999999999 }}"), {}, CODE)
    assert broken.value.fault is Fault.UNUSABLE


def test_guarded_tells_a_process_that_died(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guarded.sys, "executable", "/bin/false")
    with pytest.raises(BrokenTemplate) as broken:
        fill_guarded(of(""), {}, CODE)
    assert broken.value.fault is Fault.UNUSABLE


class _Streams(io.StringIO):
    """A text stream with its bytes behind it, as a process has."""

    def __init__(self, content: bytes = b"") -> None:
        super().__init__()
        self.buffer = io.BytesIO(content)


def _process(monkeypatch: pytest.MonkeyPatch, order: bytes) -> tuple[int, _Streams, _Streams]:
    out, err = _Streams(), _Streams()
    monkeypatch.setattr(guarded, "_limit_memory", lambda: None)
    for name, stream in (("stdin", _Streams(order)), ("stdout", out), ("stderr", err)):
        monkeypatch.setattr(sys, name, stream)
    return guarded.main(), out, err


def _order(*paragraphs: str) -> bytes:
    return guarded.order(of(*paragraphs), {"so": "12"}, CODE)


def test_other_process_gives_the_document(monkeypatch: pytest.MonkeyPatch) -> None:
    code, out, _err = _process(monkeypatch, _order("Số: {{ so }}"))
    assert code == 0
    assert text_of(out.buffer.getvalue()) == "Số: 12"


def test_other_process_tells_the_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    code, _out, err = _process(monkeypatch, _order("{{ sai }}"))
    assert code == 1
    told = guarded.told(err.getvalue().encode())
    assert (told.fault, told.tag) == (Fault.UNKNOWN_TAG, "sai")


def test_preview_shows_columns_side_by_side_and_what_is_centred() -> None:
    lines = preview(fill(shipped(FormSet.TT_03_2025, Paper.RECEIPT), specimen(Paper.RECEIPT), CODE), 100)
    heading = next(line for line in lines if "CỘNG HÒA" in line)
    assert "TÊN CƠ QUAN" in heading
    name = next(line for line in lines if "GIẤY TIẾP NHẬN" in line)
    assert name == title(Paper.RECEIPT, FormSet.TT_03_2025).upper().center(100).rstrip()


def test_preview_draws_the_code_where_its_picture_stands_and_moves_nothing_aside() -> None:
    docx = fill(shipped(FormSet.TT_03_2025, Paper.RECEIPT), specimen(Paper.RECEIPT), CODE)
    lines = preview(docx, 74, CODE)
    drawn = qr_lines(CODE)
    first = next(place for place, line in enumerate(lines) if line.startswith(drawn[1]))
    for line, wanted in zip(lines[first:], drawn[1:], strict=False):
        assert line.startswith(wanted)
        assert cells(line) <= 74
    assert not any(block in "".join(preview(docx, 74)) for block in "▀▄█")


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=60))
def test_qr_lines_are_the_modules_of_the_code(code: str) -> None:
    halves = {" ": (0, 0), "▄": (0, 1), "▀": (1, 0), "█": (1, 1)}
    wanted = [list(line) for line in segno.make_qr(code, error="m").matrix_iter(border=1)]
    drawn = [[halves[half] for half in line.ljust(len(wanted))] for line in qr_lines(code)]
    modules = [[pair[row] for pair in line] for line in drawn for row in (0, 1)]
    assert modules[: len(wanted)] == wanted


@pytest.mark.parametrize("width", [40, 80, 132])
def test_preview_of_nasty_texts_fits_and_shows_no_control(width: int) -> None:
    wanted = [text for text in NASTY if all(cells(letter) < 2 for letter in text)]
    values = {
        name: clean(text, multiline=True)
        for name, text in zip(specimen(Paper.REFUSAL), cycle(wanted), strict=False)
    }
    for line in preview(fill(shipped(FormSet.TT_03_2025, Paper.REFUSAL), values, CODE), width):
        assert cells(line) <= width
        assert " ".join(line.split()) == clean(line)


def test_preview_of_merged_cells_shows_them_once() -> None:
    document, made = Document(), io.BytesIO()
    table = document.add_table(rows=1, cols=3)
    table.rows[0].cells[0].merge(table.rows[0].cells[1]).text = "gộp"
    table.rows[0].cells[2].text = "riêng"
    document.save(made)
    assert " ".join(preview(made.getvalue(), 60)).split() == ["gộp", "riêng"]
