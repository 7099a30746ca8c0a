from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.text import Text
from tests.nasty_texts import NASTY
from textual import on
from textual.app import App, ComposeResult
from textual.content import Content
from textual.message import Message
from textual.strip import Strip

from motcua_tui.tui.status import ASCII
from motcua_tui.tui.widgets.columns import Column, fit
from motcua_tui.tui.widgets.marks import Marks
from motcua_tui.tui.widgets.record_table import RecordTable, Row
from motcua_tui.tui.widgets.window import KEPT_ROWS, MIN_WINDOW, RowWindow

Heard = TypeVar("Heard", bound=Message)
MILLION = 1_000_000
COLUMNS = (
    Column("code", "Mã hồ sơ", 12, sort_key="code"),
    Column("who", "Người nộp", 8, flex=1),
    Column("due", "Hạn", 5, align="right", sort_key="due"),
)


class CountingTable(RecordTable):
    lines_drawn = 0

    def render_line(self, y: int) -> Strip:
        self.lines_drawn += 1
        return super().render_line(y)


@dataclass
class Source:
    """Rows 0 … total − 1, made when they are asked for."""

    total: int
    windows: list[range] = field(default_factory=list)
    offset: int = 0
    """Rows that came before all others since the ids were given."""

    def rows(self, first: int, count: int) -> list[Row]:
        return [self.row(index) for index in range(first, min(first + count, self.total))]

    def row(self, index: int) -> Row:
        number = index - self.offset
        return Row(number, (f"HS-{number}", f"Người {number}", "17/11"))


class OneTable(App[None]):
    def __init__(self, source: Source, *, silent: bool = False, **options: Any) -> None:  # Any: table options
        super().__init__()
        self.source = source
        self.silent = silent
        self.table = CountingTable(options.pop("columns", COLUMNS), **options)
        self.heard: list[Message] = []

    def compose(self) -> ComposeResult:
        yield self.table

    @on(RecordTable.WindowWanted)
    def _answer(self, event: RecordTable.WindowWanted) -> None:
        self.source.windows.append(range(event.first, event.first + event.count))
        if not self.silent:
            event.table.set_total(self.source.total)
            event.table.supply(event.first, self.source.rows(event.first, event.count), ticket=event.ticket)

    @on(RecordTable.Opened)
    @on(RecordTable.Marked)
    @on(RecordTable.SortWanted)
    @on(RecordTable.Highlighted)
    def _hear(self, event: Message) -> None:
        self.heard.append(event)

    def last(self, kind: type[Heard]) -> Heard:
        return [message for message in self.heard if isinstance(message, kind)][-1]

    def line(self, y: int) -> str:
        return self.table.render_line(y).text.rstrip()


async def test_table_when_a_million_rows_then_asks_for_few_windows_and_draws_few_lines() -> None:
    app = OneTable(Source(MILLION))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert app.source.windows == [range(MIN_WINDOW + 9)]
        drawn = app.table.lines_drawn
        await pilot.press("end")
        assert app.table.cursor == MILLION - 1
        assert app.line(23).startswith("▌ HS-999999")
        await pilot.press("home")
        assert app.line(1).startswith("▌ HS-0")
        assert len(app.source.windows) <= 4
        assert app.table.lines_drawn - drawn <= 10 * 24


async def test_table_when_the_cursor_moves_within_the_screen_then_draws_two_lines() -> None:
    app = OneTable(Source(MILLION))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        drawn = app.table.lines_drawn
        await pilot.press("down")
        assert app.table.lines_drawn - drawn == 2


async def test_table_when_paged_through_then_keeps_a_bounded_number_of_rows() -> None:
    app = OneTable(Source(MILLION))
    async with app.run_test(size=(80, 24)) as pilot:
        for _ in range(150):
            await pilot.press("pagedown")
        held = sum(app.table._window.row(index) is not None for index in range(5_000))
        assert app.table.cursor == 150 * 23
        assert held <= KEPT_ROWS + MIN_WINDOW + 9


@given(
    total=st.integers(1, 5_000),
    page=st.integers(1, 60),
    tops=st.lists(st.integers(0, 5_000), min_size=1, max_size=30),
)
def test_window_when_every_wish_is_answered_then_the_visible_rows_are_here(
    total: int, page: int, tops: list[int]
) -> None:
    window = RowWindow()
    source = Source(total)
    window.set_total(total)
    for top in tops:
        top = min(top, max(0, total - page))
        if wish := window.wish(top, page):
            assert window.wish(top, page) is None, "what is on its way is not asked for twice"
            window.supply(wish.start, source.rows(wish.start, len(wish)), window.ticket)
        for index in range(top, min(top + page, total)):
            row = window.row(index)
            assert row is not None
            assert row.id == index
        while wish := window.wish(top, page):
            window.supply(wish.start, source.rows(wish.start, len(wish)), window.ticket)
        for index in range(max(0, top - page), min(top + 2 * page, total)):
            assert window.row(index) is not None, "one page on is asked for ahead"
            assert index in window.ids


async def test_table_when_pages_are_turned_then_each_is_here_already_and_drawn_once() -> None:
    app = OneTable(Source(MILLION))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        for turn in range(1, 20):
            before = app.table.lines_drawn
            app.table.action_page_down()
            assert app.table.row is not None
            await pilot.pause()
            assert app.line(23).startswith(f"▌ HS-{turn * 23}")
            assert app.table.lines_drawn - before <= 24 + 1


async def test_table_when_the_same_is_told_again_then_draws_nothing() -> None:
    app = OneTable(Source(100), empty="Trống")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        drawn = app.table.lines_drawn
        app.table.set_empty("Trống")
        app.table.set_total(100)
        app.table.supply(60, app.source.rows(60, 40))
        await pilot.pause()
        assert app.table.lines_drawn == drawn


async def test_table_when_enter_or_double_click_then_opens_the_row() -> None:
    app = OneTable(Source(100))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down", "down", "enter")
        opened = app.last(RecordTable.Opened)
        assert (opened.row_id, opened.index) == (2, 2)
        assert opened.control is app.table
        await pilot.click(app.table, offset=(5, 8), times=2)
        assert app.last(RecordTable.Opened).row_id == 7
        await pilot.click(app.table, offset=(5, 3))
        assert app.table.cursor == 2


async def test_table_when_space_then_marks_and_goes_on() -> None:
    app = OneTable(Source(3))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("space", "space")
        assert app.last(RecordTable.Marked).table.marked == {0, 1}
        assert app.line(1).startswith(" +HS-0")
        await pilot.press("up", "space")
        assert app.table.marked == {0}
        app.table.clear_marks()
        assert app.table.marked == frozenset()


async def test_table_when_shift_and_arrows_then_the_marks_follow_the_cursor() -> None:
    app = OneTable(Source(100))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("space", "down", "down", "shift+down", "shift+down", "shift+down", "shift+up")
        assert list(app.table.marks) == [0, 3, 4, 5]
        await pilot.press("down", "down", "shift+up")
        assert app.table.marked == {0, 3, 4, 5, 6, 7}
        assert len(app.table.marks) == 6
        await pilot.press("shift+up", "shift+up", "space")
        assert app.table.marked == {0, 3, 4, 5, 6, 7} - {4}


async def test_table_when_a_range_would_pass_rows_that_are_not_here_then_stops_before_them() -> None:
    app = OneTable(Source(100), silent=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.table.set_total(100)
        app.table.supply(0, app.source.rows(0, 2))
        await pilot.press("shift+down", "shift+down", "shift+down")
        assert (app.table.cursor, app.table.marked) == (1, {0, 1})


async def test_table_when_clicked_left_of_a_row_or_with_control_then_marks_it() -> None:
    app = OneTable(Source(100))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.click(RecordTable, offset=(0, 3))
        await pilot.click(RecordTable, offset=(8, 5), control=True)
        assert (app.table.marked, app.table.cursor) == ({2, 4}, 4)
        await pilot.click(RecordTable, offset=(1, 3))
        assert app.table.marked == {4}


@given(st.lists(st.tuples(st.sampled_from("rus"), st.integers(0, 9)), max_size=30))
def test_marks_when_ranges_grow_and_shrink_then_they_are_what_lies_between(
    moves: list[tuple[str, int]],
) -> None:
    """Against a plain model: marks before the range, and the range from where it began to the cursor."""
    marks, before, anchor, cursor = Marks(), set[int](), None, 0
    for kind, place in moves:
        if kind == "r":
            anchor = marks.range_at(cursor)
            cursor = place
            marks.reach(cursor, range(min(anchor, cursor), max(anchor, cursor) + 1))
        else:
            if anchor is not None:
                before |= set(range(min(anchor, cursor), max(anchor, cursor) + 1))
                anchor = None
            if kind == "u":
                marks.toggle(place)
                before ^= {place}
            elif kind == "s":
                marks.settle()
        reached = set() if anchor is None else set(range(min(anchor, cursor), max(anchor, cursor) + 1))
        assert set(marks) == before | reached
        assert len(marks) == len(list(marks)) == len(before | reached)
        assert all((row in marks) == (row in before | reached) for row in range(10))


async def test_table_when_sorting_keys_are_pressed_then_names_column_and_direction() -> None:
    app = OneTable(Source(3))
    async with app.run_test(size=(80, 24)) as pilot:
        wanted = []
        await pilot.press("s")
        assert not [message for message in app.heard if isinstance(message, RecordTable.SortWanted)]
        for keys in (">", ">", ">", "<", "s"):
            await pilot.press({">": "greater_than_sign", "<": "less_than_sign"}.get(keys, keys))
            asked = app.last(RecordTable.SortWanted)
            app.table.sort_by(asked.key, descending=asked.descending)
            wanted.append((asked.key, asked.descending))
        assert wanted == [("code", False), ("due", False), ("code", False), ("due", False), ("due", True)]
        assert "Hạn ▼" in app.line(0)


async def test_table_when_the_head_is_clicked_then_asks_for_that_order_and_then_its_reverse() -> None:
    app = OneTable(Source(3))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.click(app.table, offset=(3, 0))
        first = app.last(RecordTable.SortWanted)
        app.table.sort_by(first.key, descending=first.descending)
        await pilot.click(app.table, offset=(3, 0))
        second = app.last(RecordTable.SortWanted)
        assert (first.key, first.descending, second.key, second.descending) == ("code", False, "code", True)
        await pilot.click(app.table, offset=(30, 0))
        assert app.last(RecordTable.SortWanted) is second


async def test_table_when_no_column_can_be_sorted_then_asks_for_nothing() -> None:
    app = OneTable(Source(3), columns=(Column("a", "A", 5),))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("greater_than_sign", "s")
        assert not [message for message in app.heard if isinstance(message, RecordTable.SortWanted)]


async def test_table_when_reloaded_then_the_cursor_stays_on_its_row() -> None:
    app = OneTable(Source(1_000))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*["down"] * 5)
        app.source.offset = 3
        app.table.reload()
        await pilot.pause()
        assert (app.table.cursor, app.table.row and app.table.row.id) == (8, 5)
        app.table.reload(keep=False)
        await pilot.pause()
        assert (app.table.cursor, app.table.row and app.table.row.id) == (0, -3)
        assert app.last(RecordTable.Highlighted).index == 0


async def test_table_when_a_row_is_restored_then_the_cursor_goes_there() -> None:
    app = OneTable(Source(1_000))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.table.restore(20)
        assert app.table.cursor == 20
        app.table.restore(702, index=700)
        await pilot.pause()
        assert app.table.cursor == 702
        assert app.last(RecordTable.Highlighted).row == app.table.row


async def test_table_when_a_row_is_restored_while_it_reloads_then_waits_for_the_new_rows() -> None:
    app = OneTable(Source(1_000))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.source.offset = 3
        app.table.reload()
        app.table.restore(4)
        assert app.table.cursor == 0
        await pilot.pause()
        assert app.table.cursor == 7


async def test_table_when_an_answer_belongs_to_an_earlier_query_then_ignores_it() -> None:
    app = OneTable(Source(10), silent=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.table.set_total(10)
        app.table.reload()
        app.table.supply(0, [Row("old", ("old", "", ""))], ticket=0)
        assert app.table.row is None
        assert app.line(1).split() == ["…", "…", "…"]
        app.table.supply(0, [Row("new", ("new", "", ""))], ticket=1)
        assert app.table.row is not None
        assert app.table.row.id == "new"


async def test_table_when_the_total_is_unknown_then_shows_that_it_loads() -> None:
    app = OneTable(Source(10), silent=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down", "space", "enter", "end")
        assert app.table.total is None
        assert app.line(5).split() == ["…", "…", "…"]
        assert not app.heard


async def test_table_when_there_are_no_rows_then_says_so_and_highlights_nothing() -> None:
    app = OneTable(Source(0), empty="Chưa có hồ sơ nào. F2 tiếp nhận.")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down", "enter", "space")
        assert app.line(2).strip() == "Chưa có hồ sơ nào. F2 tiếp nhận."
        assert app.line(3) == ""
        assert app.last(RecordTable.Highlighted).row is None
        assert len(app.heard) == 1
        app.table.set_empty("Không hồ sơ nào khớp. x bỏ lọc.")
        assert "bỏ lọc" in app.line(2)


async def test_table_when_rows_vanish_then_the_cursor_is_on_the_last_one() -> None:
    app = OneTable(Source(100))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("end")
        app.source.total = 7
        app.table.reload()
        await pilot.pause()
        assert app.table.cursor == 6
        assert app.line(7).startswith("▌ HS-6")
        assert app.line(8) == ""


async def test_table_when_the_terminal_shrinks_then_the_cursor_stays_in_sight() -> None:
    app = OneTable(Source(MILLION))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*["down"] * 20)
        await pilot.resize_terminal(60, 10)
        await pilot.pause()
        assert app.line(9).startswith("▌ HS-20")
        await pilot.press("pageup", "pageup")
        assert app.line(1).startswith("▌ HS-2 ")


@pytest.mark.parametrize("text", NASTY)
async def test_table_when_a_cell_holds_a_nasty_text_then_shows_a_line_of_its_width(text: str) -> None:
    app = OneTable(Source(1), silent=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.table.set_total(1)
        app.table.supply(0, [Row(text, (text, Text(text), Content.styled(text, "bold")), "late")])
        await pilot.pause()
        strip = app.table.render_line(1)
        assert strip.text.isprintable()
        assert strip.cell_length == cell_len(strip.text) == app.table.size.width
        assert not any(segment.style and segment.style.meta for segment in strip)


async def test_table_when_a_cell_is_too_wide_then_cuts_it_by_cells() -> None:
    app = OneTable(Source(1), silent=True, glyphs=ASCII, columns=(Column("a", "A", 8), Column("b", "B", 3)))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.table.set_total(1)
        app.table.supply(0, [Row(1, ("漢字漢字漢字", "[/]"))])
        assert app.line(1) == "> 漢字漢 … [/]"


async def test_table_when_columns_change_then_asks_again_and_shows_them() -> None:
    app = OneTable(Source(5))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        asked = len(app.source.windows)
        app.table.set_columns((COLUMNS[1], COLUMNS[0], COLUMNS[2]))
        await pilot.pause()
        assert app.line(0).split()[0] == "Người"
        assert len(app.source.windows) == asked + 1


async def test_table_when_the_theme_changes_then_draws_its_rows_anew() -> None:
    app = OneTable(Source(5))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        before = list(app.table.render_line(2))
        app.theme = "textual-light"
        await pilot.pause()
        assert list(app.table.render_line(2)) != before


def test_columns_when_the_line_is_narrow_then_drop_in_the_order_asked() -> None:
    columns = (
        Column("a", "A", 10),
        Column("b", "B", 10, drop=1),
        Column("c", "C", 10, drop=2),
        Column("d", "D", 10, drop=2),
    )
    shown = {
        width: "".join(columns[slot.index].key for slot in fit(columns, width, gap=1)) for width in range(44)
    }
    assert [shown[width] for width in (43, 42, 32, 31, 21, 20)] == ["abcd", "abc", "abc", "ab", "ab", "a"]
    assert (shown[1], shown[0]) == ("a", "")


@given(
    columns=st.lists(
        st.builds(
            Column, st.just("k"), st.just("T"), st.integers(1, 30), st.integers(0, 3), drop=st.integers(0, 2)
        ),
        max_size=8,
    ),
    width=st.integers(0, 200),
    gap=st.integers(0, 2),
)
def test_columns_when_fitted_then_stand_in_order_within_the_line(
    columns: list[Column], width: int, gap: int
) -> None:
    slots = fit(tuple(columns), width, gap=gap)
    ends = [0, *(slot.start + slot.width + gap for slot in slots)]
    assert [slot.start for slot in slots] == ends[:-1]
    assert not slots or slots[-1].start + slots[-1].width <= width
    assert [slot.index for slot in slots] == sorted({slot.index for slot in slots})
    if sum(column.width + gap for column in columns) - gap <= width:
        assert len(slots) == len(columns)
        if any(column.flex for column in columns):
            assert slots[-1].start + slots[-1].width == width
