"""The English catalogue: one meaning a text, the same placeholders, nothing left in Vietnamese."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

from motcua_tui.i18n import _, install


@pytest.fixture(params=["en"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    install(request.param)
    yield request.param
    install("vi")


@pytest.fixture(scope="module")
def catalogue() -> ModuleType:
    spec = spec_from_file_location("catalogue_tool", Path(__file__).parents[2] / "tools" / "catalogue.py")
    assert spec is not None
    assert spec.loader is not None
    tool = module_from_spec(spec)
    sys.modules[spec.name] = tool
    spec.loader.exec_module(tool)
    return tool


def write(tool: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, code: str, english: str) -> None:
    """A program of one text, with its compiled catalogue."""
    (tmp_path / "program.py").write_text(code, encoding="utf-8")
    for name, value in {
        "SOURCE": tmp_path,
        "FOLDER": tmp_path,
        "PO": tmp_path / "x.po",
        "MO": tmp_path / "x.mo",
    }.items():
        monkeypatch.setattr(tool, name, value)
    texts = tool.updated()
    for message in texts:
        if message.id:
            message.string = english
    with tool.PO.open("wb") as file:
        tool.write_po(file, texts)
    tool.MO.write_bytes(tool.compiled(tool.stored()))


@pytest.mark.usefixtures("language")
def test_text_with_a_meaning_is_told_apart_in_english() -> None:
    assert (_("Tiếp nhận", "to do"), _("Tiếp nhận", "figures"), _("Tiếp nhận")) == (
        "Accept",
        "Received",
        "Accepted",
    )


@pytest.mark.parametrize("language", ["vi", "xx"], indirect=True)
def test_text_in_vietnamese_or_an_unknown_language_stays_as_it_is(language: str) -> None:
    assert _("Tiếp nhận", "to do") == _("Tiếp nhận") == "Tiếp nhận", language


@pytest.mark.parametrize(
    ("code", "english", "fault"),
    [
        ('_("Còn {n}")', "{n} left", ""),
        ('_("Còn {n}", "short")', "{n} left", ""),
        ("f\"{_('Còn')} 3\"", "Left", ""),
        ('_("Còn {n}")', "", "untranslated: Còn {n}"),
        ('_("Còn {n}")', "{m} left", "other placeholders: Còn {n}"),
        ('_("Còn {n}")', "{n:02} left", "other placeholders: Còn {n}"),
        ('_("Còn lại")', "còn lại", "Vietnamese in the English: còn lại"),
        ('_("Theo 09/2026/TT-BTP, gõ “ngày”")', "By 118/2025/NĐ-CP, type “ngày”", ""),
    ],
)
def test_faults_of_a_translation_are_named(
    catalogue: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    code: str,
    english: str,
    fault: str,
) -> None:
    write(catalogue, monkeypatch, tmp_path, code, english)
    assert catalogue.faults() == ([fault] if fault else [])


def test_faults_name_what_is_missing_stale_or_not_compiled(
    catalogue: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    write(catalogue, monkeypatch, tmp_path, '_("Cũ")', "Old")
    (tmp_path / "program.py").write_text('_("Mới", "age")', encoding="utf-8")
    (tmp_path / "x.mo").unlink()
    assert catalogue.faults() == [
        "missing: Mới | age",
        "no longer in the code: Cũ",
        "motcua.mo is not the compiled motcua.po",
    ]
