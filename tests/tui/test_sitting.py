from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.tui.conftest import Person

from motcua_tui.services import views
from motcua_tui.services.browse import View
from motcua_tui.services.columns import ListColumn
from motcua_tui.services.desk import Desk
from motcua_tui.services.filters import Filters
from motcua_tui.services.views import Listing
from motcua_tui.storage.reads.dossiers import Sort, SortKey
from motcua_tui.tui import sitting
from motcua_tui.tui.app import MotcuaApp
from motcua_tui.tui.sitting import Sitting
from motcua_tui.tui.widgets.record_table import RecordTable

LEFT = Sitting("dossiers", "{}", "Của tôi", "A-1", "2026-11-23")
DATABASE = Path("/desk.db")


def test_sitting_when_written_then_each_desk_and_officer_finds_their_own(tmp_path: Path) -> None:
    file = tmp_path / "state" / "screens.json"
    assert sitting.read(file, DATABASE, "Mai") == Sitting()
    sitting.write(file, DATABASE, "Mai", LEFT)
    sitting.write(file, DATABASE, "Lan", replace(LEFT, tab="report"))
    assert sitting.read(file, DATABASE, "Mai") == LEFT
    assert sitting.read(file, DATABASE, "Lan").tab == "report"
    assert sitting.read(file, Path("/other.db"), "Mai") == Sitting()
    assert file.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in file.parent.iterdir()] == ["screens.json"]


def test_sitting_when_there_are_very_many_then_the_oldest_go(tmp_path: Path) -> None:
    file = tmp_path / "screens.json"
    for number in range(60):
        sitting.write(file, DATABASE, f"officer {number}", LEFT)
    assert len(json.loads(file.read_text(encoding="utf-8"))) == 50
    assert sitting.read(file, DATABASE, "officer 9") == Sitting()
    assert sitting.read(file, DATABASE, "officer 10") == LEFT


@pytest.mark.parametrize("text", ["", "[]", '{"/desk.db Mai": 3}', '{"/desk.db Mai": {"tab": 3}}', "\x00"])
def test_sitting_when_the_file_is_damaged_then_begins_anew(tmp_path: Path, text: str) -> None:
    file = tmp_path / "screens.json"
    file.write_text(text, encoding="utf-8")
    assert sitting.read(file, DATABASE, "Mai") == Sitting()
    sitting.write(file, DATABASE, "Mai", LEFT)
    assert sitting.read(file, DATABASE, "Mai") == LEFT


def test_sitting_when_the_folder_cannot_be_written_then_nothing_happens(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file", encoding="utf-8")
    sitting.write(tmp_path / "state" / "screens.json", DATABASE, "Mai", LEFT)


def test_tab_when_another_day_begins_then_is_the_first() -> None:
    assert LEFT.tab_on(date(2026, 11, 23)) == "dossiers"
    assert LEFT.tab_on(date(2026, 11, 24)) == "today"


@asynccontextmanager
async def seated(desk: Desk, left: Sitting) -> AsyncIterator[Person]:
    app = MotcuaApp(desk, sitting=left)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        yield Person(pilot)


async def test_list_when_left_then_the_next_start_finds_it_as_it_was(desk: Desk) -> None:
    kept = views.keep(
        desk,
        Listing(
            name="Hoạt động",
            filters=Filters(view=View.ALL, field="Hoạt động xây dựng"),
            sort=Sort(SortKey.CODE, descending=True),
            columns=(ListColumn.CODE, ListColumn.ACCEPTED, ListColumn.STATUS),
        ),
    )
    async with seated(desk, Sitting()) as person:
        await person.sees("CẦN LÀM NGAY")
        await person.press("2")
        await person.sees("4 hồ sơ")
        person.app.screen.show_listing(kept)
        await person.sees("5 / 6 hồ sơ")
        await person.press("down", "down", "slash")
        await person.types("a")
        await person.sees("Tìm: a")
        left = replace(person.app.sitting, tab=person.app.current_mode)
    async with seated(desk, left) as person:
        await person.sees("5 / 6 hồ sơ")
        shown = await person.sees("Hoạt động · Mọi hồ sơ  Hoạt động xây dựng")
        assert "Mã hồ sơ ▼" in shown
        assert "Nhận" in shown
        assert "Tìm: mã, tên" in shown
        table = person.app.screen.query_one(RecordTable)
        await person.sees(lambda _shown: table.row is not None and table.row.id == left.code)
        assert table.cursor == 2


async def test_list_when_its_name_was_forgotten_meanwhile_then_is_shown_without_it(desk: Desk) -> None:
    listing = Listing(filters=Filters(view=View.ALL))
    left = Sitting("dossiers", views.to_text(listing), "Đã xóa", "không còn")
    async with seated(desk, left) as person:
        await person.sees("6 hồ sơ")
        await person.sees_no_more("Đã xóa")
        assert person.app.screen.query_one(RecordTable).cursor == 0


@pytest.mark.parametrize("listing", ["{", "[]", '{"filters": {"view": "new"}}'])
async def test_list_when_what_was_left_is_not_understood_then_is_as_at_first(
    desk: Desk, listing: str
) -> None:
    async with seated(desk, Sitting("dossiers", listing)) as person:
        await person.sees("4 hồ sơ")
        assert person.app.screen.listing == Listing()
