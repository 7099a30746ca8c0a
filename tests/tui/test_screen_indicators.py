"""The indicators on the screen: typed, checked at once, kept without saving."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.nasty_texts import NASTY
from tests.tui.conftest import FINISHED
from textual.widgets import TextArea

from motcua_tui import locations
from motcua_tui.domain.indicators import Form
from motcua_tui.domain.periods import Preset, ReportingPeriod
from motcua_tui.domain.petitions import Petition
from motcua_tui.services import indicators, petitions
from motcua_tui.services.desk import Desk
from motcua_tui.tui.screens.indicators import IndicatorsScreen
from motcua_tui.tui.widgets.inputs import TextInput

QUARTER, BEFORE = Preset.parse("2026-q3"), Preset.parse("2026-q2")
NOVEMBER = ReportingPeriod.free(date(2026, 11, 1), date(2026, 11, 30))


async def test_indicators_when_typed_then_checked_at_once_and_kept_without_saving(
    sit_down, desk: Desk
) -> None:
    indicators.put(desk, BEFORE, {"bm1.2.1": "20"})
    async with sit_down() as person:
        await person.sees("QUÁ HẠN 4")
        await person.press("alt+c")
        shown = await person.sees("còn 19 chỉ tiêu chưa nhập")
        assert "kỳ trước: 15/03/2026 – 14/06/2026" in shown
        await person.types("7")
        await person.press("down", "down")
        await person.types("24")
        await person.press("enter")
        await person.types("25")
        shown = await person.sees("! Lớn hơn chỉ tiêu 2.1: 24.")
        assert "1 cần xem lại" in shown
        assert any("104,17% · tính" in line for line in shown.splitlines())
        assert any("24" in line and line.rstrip().endswith("20") for line in shown.splitlines())
        await person.press("up", "down", "escape")
        await person.sees("CẦN LÀM NGAY")
    found = indicators.sheet(desk, Form.BM1, QUARTER)
    assert found.typed == {"bm1.1": "7", "bm1.2.1": "24", "bm1.2.2": "25"}


async def test_indicators_when_a_figure_is_computed_then_its_dossiers_open(sit_down, desk: Desk) -> None:
    petitions.add(
        desk,
        Petition(
            received_on=date(2026, 11, 2), sender="Bà Hòa", content="Chậm", answer_by=date(2026, 11, 20)
        ),
    )
    indicators.put(desk, NOVEMBER, {"bm1.1": "1"})
    async with sit_down((140, 40)) as person:
        await person.sees("QUÁ HẠN 4")
        person.app.push_screen(IndicatorsScreen("report", NOVEMBER))
        await person.sees("Biểu mẫu 1")
        await person.press("alt+down", "alt+down")
        await person.sees("Biểu mẫu 3: Cải cách thủ tục hành chính")
        shown = await person.sees("100% · tính")
        assert "1 · sổ" in shown
        for row, wanted in (
            ("3.1.1", FINISHED),
            ("3.4.1", "1 Bà Hòa: Chậm"),
            ("3.4.2", "Không có gì trong sổ."),
        ):
            field = next(
                one for one in person.app.screen.query("IndicatorRow") if one.indicator.code == row
            ).query_one(TextInput)
            field.focus()
            await person.pilot.pause()
            await person.press("f5")
            await person.sees(wanted)
            await person.press("escape")
            await person.sees("Biểu mẫu 3: Cải cách thủ tục hành chính")


async def test_indicators_when_keys_are_pressed_then_forms_and_periods_change(sit_down, desk: Desk) -> None:
    async with sit_down() as person:
        await person.sees("QUÁ HẠN 4")
        await person.press("3")
        await person.sees("Quý III/2026")
        await person.press("alt+c")
        await person.sees("Quý III/2026 · 15/06/2026")
        await person.press("alt+left")
        await person.sees("Quý II/2026 · 15/03/2026")
        await person.press("alt+right", "f6")
        await person.sees("Loại kỳ báo cáo")
        await person.press("up", "enter")
        await person.sees("Tháng 9/2026 · 15/08/2026")
        await person.press("f7")
        await person.sees("Số liệu giữa hai ngày")
        await person.press("escape", "alt+up")
        await person.sees("Chỉ số cải cách hành chính")
        await person.press("f4")
        await person.sees("Biểu nào")
        await person.press("up", "enter")
        await person.sees("Hiện đại hóa hành chính")
        box = person.app.screen.query(TextArea).first()
        box.text = "\n".join(NASTY)
        await person.pilot.pause()
        await person.press("escape")
        await person.sees("← Quý III/2026 →")
    september = Preset.parse("2026-09")
    kept = indicators.sheet(desk, Form.MODERNISATION, september).typed["modernisation.1"]
    assert kept.startswith("[/]")


async def test_document_when_chosen_then_looked_at_copied_and_written(
    sit_down, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locations, "papers_folder", lambda: tmp_path / "papers")
    async with sit_down() as person:
        await person.sees("QUÁ HẠN 4")
        await person.press("3")
        await person.sees("Quý III/2026")
        await person.press("f9")
        await person.sees("Báo cáo bằng lời")
        await person.press("up", "enter")
        shown = await person.sees("tiếp nhận hồ sơ nào và không có hồ sơ tồn kỳ trước.")
        assert "Đoạn văn tình hình giải quyết hồ sơ · Quý III/2026" in shown
        await person.press("c")
        await person.sees("Đã sao chép 1 dòng")
        assert person.app.clipboard.startswith("Quý III/2026")
        await person.press("ctrl+s")
        await person.sees("Đã ghi paragraph-2026-09-14.docx")
        await person.press("escape")
        await person.sees("← Quý III/2026 →")
    (path,) = (tmp_path / "papers").iterdir()
    assert path.read_bytes().startswith(b"PK")
