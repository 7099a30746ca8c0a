"""Charts and measures over the report: what they show, and that every figure is a door."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

import pytest
from tests.tui.conftest import FINISHED, OVERDUE, Person
from textual.widgets import Input

from motcua_tui.tui.screens.dossiers import DossiersScreen
from motcua_tui.tui.screens.report import ReportScreen
from motcua_tui.tui.screens.report_charts import ChartsScreen
from motcua_tui.tui.screens.report_measures import MeasuresScreen

SitDown = Callable[..., AbstractAsyncContextManager[Person]]
SIZES = [(80, 24), (140, 40)]


async def at_the_report(person: Person) -> None:
    """The report of the running quarter, which holds the dossiers of November."""
    await person.sees("VIỆC TIẾP THEO")
    await person.press("3")
    await person.sees("Quý III/2026")
    await person.press("right")
    await person.sees("Quý IV/2026")
    await person.sees("Tỷ lệ đúng hạn")


@pytest.mark.parametrize("size", SIZES)
async def test_charts_when_opened_then_bars_with_their_numbers_and_doors(
    sit_down: SitDown, size: tuple[int, int]
) -> None:
    async with sit_down(size) as person:
        await at_the_report(person)
        await person.press("b")
        shown = await person.sees("Đúng hạn theo thời gian")
        assert isinstance(person.app.screen, ChartsScreen)
        assert "11/2026" in shown
        assert "▇" in shown
        await person.press("tab", "tab", "down")
        await person.sees("0–5 ngày LV · đang giải quyết")
        await person.press("enter")
        await person.sees(lambda text: "Quý IV/2026 · 0–5 ngày LV · đang giải quyết" in text)
        assert isinstance(person.app.screen, DossiersScreen)


async def test_measures_when_opened_then_n_of_n_and_the_list_behind(sit_down: SitDown) -> None:
    async with sit_down() as person:
        await at_the_report(person)
        await person.press("m")
        await person.sees("Tiếp nhận trong 8 giờ làm việc")
        assert isinstance(person.app.screen, MeasuresScreen)
        await person.press("tab", "down")
        await person.sees("Giải quyết đúng và trước hạn\n")
        await person.press("enter")
        shown = await person.sees("1 hồ sơ")
        assert FINISHED[-11:] in shown
        assert OVERDUE[-11:] not in shown


async def test_periods_when_walked_over_the_report_then_it_shows_the_last_one(sit_down: SitDown) -> None:
    async with sit_down() as person:
        await at_the_report(person)
        await person.press("m")
        await person.sees("Tiếp nhận trong 8 giờ làm việc")
        await person.press("left")
        await person.sees("Quý III/2026")
        await person.press("escape")
        await person.sees("Kỳ này không có hồ sơ nào")
        assert isinstance(person.app.screen, ReportScreen)
        assert not person.app.screen.query(Input)


async def test_comparison_when_switched_then_none_the_one_before_last_year_both(sit_down: SitDown) -> None:
    async with sit_down((140, 40)) as person:
        await at_the_report(person)
        await person.sees("so với Quý III/2026, Quý IV/2025")
        for told in (
            "theo lĩnh vực · xét theo",
            "so với Quý III/2026 ·",
            "so với Quý IV/2025 ·",
            "2026, Quý IV",
        ):
            await person.press("s")
            await person.sees(told)
