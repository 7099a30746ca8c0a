"""Charts and measures over the report: what they show, and that every figure is a door."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import date
from itertools import pairwise

import pytest
from tests.tui.conftest import FINISHED, OVERDUE, Person
from textual.widgets import Input

from motcua_tui.domain.periods import Period
from motcua_tui.tui.screens.dossiers import DossiersScreen
from motcua_tui.tui.screens.report import ReportScreen
from motcua_tui.tui.screens.report_charts import ChartsScreen, parts_of
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


async def test_procedures_when_opened_then_as_many_names_as_the_figure_says(sit_down: SitDown) -> None:
    async with sit_down() as person:
        await at_the_report(person)
        await person.press("m")
        await person.sees("Tiếp nhận trong 8 giờ làm việc")
        await person.press("tab", "tab", "tab", "down")
        await person.sees("Thủ tục có phát sinh hồ sơ\n")
        await person.press("enter")
        shown = await person.sees("1.008991")
        assert "1.013233  Gia hạn giấy phép xây dựng" in shown
        await person.press("escape")
        await person.sees_no_more("1.008991")


def test_a_short_period_is_cut_into_weeks_and_a_long_one_into_months() -> None:
    october = Period(date(2026, 10, 15), date(2026, 11, 15))
    weeks = parts_of(october)
    assert [name for name, _week in weeks] == [
        "15/10–21/10",
        "22/10–28/10",
        "29/10–04/11",
        "05/11–11/11",
        "12/11–14/11",
    ]
    assert weeks[0][1].start == october.start
    assert all(one.end == after.start for (_, one), (_, after) in pairwise(weeks))
    assert weeks[-1][1].end == october.end
    assert [name for name, _ in parts_of(Period(date(2026, 6, 15), date(2026, 9, 15)))] == [
        "2026-07",
        "2026-08",
        "2026-09",
    ]
