from __future__ import annotations

from datetime import date

from motcua_tui.services import views
from motcua_tui.services.browse import View
from motcua_tui.services.columns import ON_SCREEN, ListColumn
from motcua_tui.services.filters import Filters
from motcua_tui.services.views import Listing
from motcua_tui.storage.reads.dossiers import Sort, SortKey

MINE = Listing(
    name="Việc của tôi",
    filters=Filters(view=View.ALL, field="Kiến trúc"),
    sort=Sort(SortKey.APPLICANT, descending=True),
    columns=(ListColumn.CODE, ListColumn.STATUS, ListColumn.ACCEPTED),
)


async def test_menu_when_a_watched_list_is_chosen_then_shows_it(sit_down) -> None:
    async with sit_down() as person:
        await person.press("2")
        await person.sees("4 hồ sơ")
        await person.press("d")
        shown = await person.sees("Lâu chưa cập nhật")
        assert "▌ Đang giải quyết" in shown
        await person.press("up", "up", "up")
        await person.sees("▌ Trễ, chưa xin lỗi")
        await person.press("up", "enter")
        shown = await person.sees("1 hồ sơ")
        assert "Chờ bổ sung  " in shown
        await person.press("ctrl+p")
        await person.types("mo danh sach qua han")
        await person.press("enter")
        await person.sees("Quá hạn  ")


async def test_menu_when_a_list_is_kept_then_it_comes_back_as_it_was(sit_down, desk) -> None:
    async with sit_down() as person:
        await person.press("2")
        await person.sees("4 hồ sơ")
        await person.press("v")
        await person.sees("Bộ lọc")
        await person.press("tab", "tab", "tab")
        await person.types("kien truc")
        await person.sees("▌ Kiến trúc")
        await person.press("enter", "ctrl+s")
        await person.sees("1 / 4 hồ sơ")
        await person.press("c")
        await person.sees("Cột của danh sách")
        await person.press("down", "space", "down", "shift+up", "enter")
        await person.sees_no_more("Người nộp")
        await person.press("less_than_sign", "d")
        await person.sees("Lâu chưa cập nhật")
        await person.press("ctrl+s")
        await person.sees("Lưu danh sách đang xem")
        await person.types("Kien truc")
        await person.press("enter")
        await person.sees("Đã lưu danh sách “Kien truc”.")
        await person.sees("Kien truc · Đang giải quyết  Kiến trúc")
        kept = views.kept(desk, "kien truc")
        assert kept.filters == Filters(field="Kiến trúc")
        assert kept.columns == (ListColumn.CODE, ListColumn.PROCEDURE, ListColumn.DUE, ListColumn.STATUS)
        assert kept.sort.key is SortKey.PROCEDURE
        await person.press("s")
        await person.sees("Kien truc* · ")
        await person.press("d")
        await person.sees("▌ + Kien truc")
        await person.press("enter")
        await person.sees("Thủ tục ▲")
        await person.sees("Kien truc · ")


async def test_menu_when_lists_are_renamed_and_forgotten_then_asks_and_does_it(sit_down, desk) -> None:
    views.keep(desk, MINE)
    async with sit_down(size=(140, 40)) as person:
        await person.press("2")
        await person.sees("4 hồ sơ")
        await person.press("d")
        await person.sees("+ Việc của tôi")
        await person.press("f2", "down", "f2")
        await person.sees("▌ Mọi hồ sơ")
        await person.press("down", "f2")
        await person.sees("Đổi tên danh sách")
        await person.press("end")
        await person.types(" 2")
        await person.press("ctrl+s")
        await person.sees("Đã đổi tên danh sách thành “Việc của tôi 2”.")
        await person.press("ctrl+p")
        await person.types("danh sach viec cua toi")
        await person.press("enter")
        await person.sees("Việc của tôi 2 · Mọi hồ sơ  Kiến trúc")
        await person.press("d", "delete")
        await person.sees("Xóa danh sách “Việc của tôi 2”?")
        await person.press("enter", "d")
        await person.sees("▌ + Việc của tôi 2")
        await person.press("delete")
        await person.sees("Xóa danh sách “Việc của tôi 2”?")
        await person.press("y")
        await person.sees("Đã xóa danh sách “Việc của tôi 2”.")
        assert views.kept_names(desk) == ()


async def test_list_when_kept_over_another_then_asks_first(sit_down, desk) -> None:
    views.keep(desk, MINE)
    async with sit_down() as person:
        await person.press("2")
        await person.sees("4 hồ sơ")
        await person.press("d", "ctrl+s")
        await person.sees("Lưu danh sách đang xem")
        await person.types("Việc của tôi")
        await person.press("enter")
        await person.sees("Đã có danh sách “Việc của tôi”.")
        await person.press("enter")
        assert views.kept(desk, "Việc của tôi") == MINE
        await person.press("d", "ctrl+s")
        await person.types("qua han")
        await person.press("enter")
        await person.sees("là danh sách có sẵn.")


async def test_columns_when_chosen_then_stand_in_that_order_with_their_dates(sit_down) -> None:
    async with sit_down(size=(140, 40)) as person:
        await person.press("2")
        await person.sees("4 hồ sơ")
        person.app.screen.show_listing(
            Listing(columns=(ListColumn.DUE, ListColumn.CODE, ListColumn.ACCEPTED, ListColumn.CHANNEL))
        )
        await person.sees("Nhận     Hình thức")
        shown = await person.sees("19/11    trực tiếp")
        line = next(line for line in shown.splitlines() if "261119-0001" in line)
        assert f"{date(2026, 11, 26):%d/%m}" in line.split("…H48")[0]
        await person.press("c", "space", "delete", "enter")
        await person.sees("Người nộp")


async def test_list_when_its_name_looks_like_markup_then_is_shown_as_it_is(sit_down, desk) -> None:
    name = "[@click=app.bell]x[/] [/]"
    views.keep(desk, Listing(name=name, filters=Filters(view=View.ALL)))
    async with sit_down() as person:
        await person.press("2")
        await person.sees("4 hồ sơ")
        await person.press("d", "end", "down", "down")
        await person.sees(f"▌ + {name}")
        await person.press("delete")
        await person.sees(f"Xóa danh sách “{name}”?")
        await person.press("enter", "d", "down", "down", "enter")
        await person.sees(f"{name} · Mọi hồ sơ")
        await person.press("ctrl+p")
        await person.types("danh sach x")
        await person.sees(f"Danh sách: {name}")


async def test_columns_when_one_date_is_added_then_all_still_fit_80_cells(sit_down) -> None:
    async with sit_down() as person:
        await person.press("2")
        await person.sees("4 hồ sơ")
        person.app.screen.show_listing(Listing(columns=(*ON_SCREEN, ListColumn.ACCEPTED)))
        shown = await person.sees("Tình trạng        Nhận")
        assert "Thủ tục" in shown
        await person.sees("chờ bổ sung 3/17  18/11")
