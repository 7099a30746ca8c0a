from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.nasty_texts import NASTY
from textual import on
from textual.app import App, ComposeResult
from textual.content import Content
from textual.screen import Screen

from motcua_tui.tui.actions import bindings_for
from motcua_tui.tui.status import ASCII
from motcua_tui.tui.widgets.charts import Bar, BarList, bar, shares, sparkline, stacked
from motcua_tui.tui.widgets.figures import FigureColumn, FigureRow, FigureTable


@pytest.mark.parametrize(
    ("value", "maximum", "width", "cells"),
    [
        (0, 10, 10, 0),
        (10, 10, 10, 10),
        (1, 1_000, 10, 1),
        (5, 10, 5, 3),
        (20, 10, 10, 10),
        (3, 10, 0, 0),
        (-1, 5, 9, 0),
    ],
)
def test_bar_when_drawn_then_is_in_proportion_and_never_hides_a_value(
    value: int, maximum: int, width: int, cells: int
) -> None:
    assert bar(value, maximum, width, glyph="#") == "#" * cells


def test_sparkline_when_drawn_then_only_zero_is_lowest() -> None:
    assert sparkline([0, 1, 4, 7]) == "▁▂▅█"
    assert sparkline([0, 1, 400], glyphs=ASCII) == "_.#"
    assert sparkline([0, 0]) == "▁▁"
    assert sparkline([]) == ""


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=5), st.integers(0, 100))
def test_shares_when_shared_then_use_every_cell_and_lose_no_value(values: list[int], width: int) -> None:
    cells = shares(values, width)
    assert sum(cells) == (width if any(values) else 0)
    for value, cell in zip(values, cells, strict=True):
        assert cell == 0 if value == 0 else cell >= (width >= len(values))
        if sum(values):
            assert abs(cell - width * value / sum(values)) < len(values)


def test_stacked_when_drawn_then_parts_differ_without_colour() -> None:
    assert str(stacked(97, 2, 1, 20)) == "▇" * 18 + "▒" + "█"
    assert str(stacked(1, 0, 1, 4, glyphs=ASCII)) == "==##"
    assert str(stacked(0, 0, 0, 20)) == ""


async def test_bar_list_when_shown_then_aligns_labels_bars_and_numbers() -> None:
    bars = BarList([Bar("quá hạn", 3, "$error"), Bar("hôm nay", 0), Bar("xa hơn [/]", 1_290)])

    class Chart(App[None]):
        def compose(self) -> ComposeResult:
            yield bars

    async with Chart().run_test(size=(30, 5)):
        assert str(bars.render()).split("\n") == [
            "quá hạn    ▇ 3",
            "hôm nay    0",
            f"xa hơn [/] {'▇' * 13} 1.290",
        ]
        bars.show([])
        assert str(bars.render()) == ""


COLUMNS = tuple(
    FigureColumn(f"{group}.{title}", title, group=group)
    for group, titles in (
        ("Tiếp nhận", ("toàn\ntrình", "một\nphần", "bưu\nchính", "trực\ntiếp", "kỳ\ntrước", "cộng")),
        ("Đã giải quyết", ("trước\nhạn", "đúng\nhạn", "trễ", "cộng")),
        ("Đang giải quyết", ("trong\nhạn", "quá\nhạn", "cộng")),
    )
    for title in titles
)
ROWS = (
    FigureRow(
        "xd",
        "Hoạt động xây dựng",
        ("183", "21", "4", "12", "18", "238", "190", "6", "2", "198", "38", "2", "40"),
    ),
    FigureRow("kt", "Kiến trúc", ("40", "0", "1", "3", "2", "46", "44", "1", "0", "45", "1", "0", "1")),
    FigureRow("", "Cộng", tuple(str(number) for number in range(100, 113)), total=True),
)


class Report(Screen[None]):
    BINDINGS = bindings_for("report")

    def __init__(self, table: FigureTable) -> None:
        super().__init__()
        self.table = table
        self.walked = 0
        self.opened: list[tuple[str, str]] = []
        self.pointed: tuple[str, str] | None = None

    def compose(self) -> ComposeResult:
        yield self.table

    def on_mount(self) -> None:
        self.table.focus()

    def action_period_previous(self) -> None:
        self.walked -= 1

    def action_period_next(self) -> None:
        self.walked += 1

    @on(FigureTable.FigureOpened)
    def _opened(self, event: FigureTable.FigureOpened) -> None:
        assert event.control is self.table
        self.opened.append((event.row_key, event.column_key))

    @on(FigureTable.FigurePointed)
    def _pointed(self, event: FigureTable.FigurePointed) -> None:
        assert event.control is self.table
        self.pointed = event.keys


class ReportApp(App[None]):
    def __init__(
        self, *, rows: tuple[FigureRow, ...] = ROWS, columns: tuple[FigureColumn, ...] = COLUMNS
    ) -> None:
        super().__init__()
        self.table = FigureTable(head="Lĩnh vực")
        self.report = Report(self.table)
        self.table.set_figures(columns, rows)

    def get_default_screen(self) -> Screen[None]:
        return self.report

    def lines(self) -> list[str]:
        return [self.table.render_line(y).text.rstrip() for y in range(self.table.size.height)]


async def test_figures_when_the_screen_has_80_columns_then_all_fit_under_their_heads() -> None:
    app = ReportApp()
    async with app.run_test(size=(80, 24)):
        groups, upper, lower, first, *_ = app.lines()
        assert all(name in groups for name in ("Tiếp nhận", "Đã giải quyết", "Đang giải quyết"))
        assert first.split()[-13:] == list(ROWS[0].figures)
        assert upper.index("toàn") + len("toàn") == lower.index("trình") + len("trình")
        assert lower.index("trình") + len("trình") == first.index("183") + len("183")
        assert lower.startswith("Lĩnh vực")


async def test_figures_when_the_cursor_is_outside_then_left_and_right_walk_the_periods() -> None:
    app = ReportApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("right", "right", "left")
        assert (app.report.walked, app.table.cursor) == (1, None)
        await pilot.press("down", "right", "right", "left")
        assert (app.report.walked, app.table.cursor) == (1, (0, 1))
        await pilot.press("escape", "left")
        assert (app.report.walked, app.table.cursor) == (0, None)
        await pilot.press("up", "enter")
        assert app.table.cursor == (0, 0)
        await pilot.press("up")
        assert app.table.cursor is None


async def test_figures_when_enter_is_pressed_then_names_row_and_column() -> None:
    app = ReportApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down", "down", "right", "enter")
        assert app.report.opened == [("kt", "Tiếp nhận.một\nphần")]
        assert "[0]" in app.lines()[4]


async def test_figures_when_keys_jump_then_the_cursor_stays_in_the_table() -> None:
    app = ReportApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("pagedown")
        assert app.table.cursor == (0, 0)
        await pilot.press("end", *["right"] * 20)
        assert app.table.cursor == (2, 12)
        await pilot.press("pageup", "left")
        assert app.table.cursor == (0, 11)
        await pilot.press("pagedown", "home")
        assert app.table.cursor == (0, 11)


async def test_figures_when_clicked_then_the_cursor_goes_there_and_twice_opens() -> None:
    app = ReportApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        column = app.lines()[3].index("190")
        await pilot.click(app.table, offset=(column, 4))
        assert app.table.cursor == (1, 6)
        await pilot.click(app.table, offset=(column, 3), times=2)
        assert app.report.opened == [("xd", "Đã giải quyết.trước\nhạn")]
        await pilot.click(app.table, offset=(2, 4))
        await pilot.click(app.table, offset=(column, 1))
        assert app.table.cursor == (0, 6)


async def test_figures_when_the_cursor_moves_then_tell_what_it_is_on() -> None:
    app = ReportApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down", "down")
        assert app.report.pointed == (ROWS[1].key, COLUMNS[0].key)
        await pilot.press("escape")
        assert app.report.pointed is None


async def test_figures_when_set_again_then_the_cursor_keeps_its_keys() -> None:
    app = ReportApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down", "down", "right")
        app.table.set_figures(COLUMNS, (ROWS[1], ROWS[2]), head="Thủ tục")
        assert app.table.cursor == (0, 1)
        app.table.set_figures(COLUMNS, (ROWS[2],))
        assert app.table.cursor is None
        app.table.set_figures(COLUMNS, ())
        await pilot.press("down", "end", "enter")
        assert app.table.cursor is None
        assert app.report.opened == []


async def test_figures_when_too_wide_then_follow_the_cursor_and_mark_what_is_hidden() -> None:
    app = ReportApp()
    async with app.run_test(size=(44, 24)) as pilot:
        await pilot.pause()
        assert app.lines()[1].endswith("›")
        await pilot.press("down", *["right"] * 12)
        assert "‹" in app.lines()[1]
        assert not app.lines()[1].endswith("›")
        assert app.lines()[3].endswith("[40]")
        assert app.lines()[3].startswith("Hoạt")
        await pilot.press(*["left"] * 12)
        assert "[183]" in app.lines()[3]


async def test_figures_when_there_are_many_rows_then_the_heads_stay_and_the_rows_scroll() -> None:
    rows = tuple(FigureRow(str(number), f"Lĩnh vực {number}", (str(number),)) for number in range(300))
    app = ReportApp(rows=rows, columns=(FigureColumn("n", "số"),))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down", "end")
        assert app.lines()[0].endswith("số")
        assert app.lines()[-1].endswith("[299]")
        await pilot.press("home")
        assert app.lines()[1].endswith("[0]")


@pytest.mark.parametrize("text", NASTY)
async def test_figures_when_heads_hold_nasty_texts_then_lines_keep_their_width(text: str) -> None:
    rows = (FigureRow(text, text, (Content.styled(text, "bold"), "1")),)
    columns = (FigureColumn("a", "một", group=text), FigureColumn("b", "hai"))
    app = ReportApp(rows=rows, columns=columns)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down")
        for y in range(app.table.size.height):
            strip = app.table.render_line(y)
            assert strip.text.isprintable()
            assert strip.cell_length == app.table.size.width


FIELDS = (
    FigureRow("xd", "Hoạt động xây dựng", ("183", "2")),
    FigureRow("kt", "Kiến trúc", ("40", "1")),
    FigureRow("qh", "Quy hoạch đô thị và nông thôn", ("12", "0")),
    FigureRow("", "Cộng", ("235", "3"), total=True),
)
TWO = (FigureColumn("n", "số" + " " * 24), FigureColumn("late", "trễ" + " " * 20))


async def test_figures_when_there_is_room_then_long_heads_stand_on_two_lines() -> None:
    app = ReportApp(rows=FIELDS, columns=TWO)
    async with app.run_test(size=(62, 24)) as pilot:
        app.table.fit(12)
        await pilot.pause()
        heads = [line[:12].rstrip() for line in app.lines()[1:7]]
        assert heads == ["Hoạt động", " xây dựng", "Kiến trúc", "Quy hoạch", " đô thị v…", "Cộng"]
        assert app.lines()[1].endswith("2")
        await pilot.press("down", "down")
        assert "[40]" in app.lines()[3]
        app.table.fit(5)
        await pilot.pause()
        assert app.lines()[1].startswith("Hoạt động…")
        assert app.lines()[2].startswith("Kiến trúc")


async def test_figures_when_rows_scroll_then_the_total_stays_below_them() -> None:
    rows = (*(FigureRow(str(n), f"Dòng {n}", (str(n), "0")) for n in range(40)), FIELDS[-1])
    app = ReportApp(rows=rows, columns=(FigureColumn("n", "số"), FigureColumn("late", "trễ")))
    async with app.run_test(size=(40, 24)) as pilot:
        app.table.fit(6)
        await pilot.press("down")
        assert [line.split()[0] for line in app.lines()[1:6]] == ["Dòng", "Dòng", "Dòng", "Dòng", "Cộng"]
        await pilot.press(*["down"] * 10)
        assert "[10]" in app.lines()[4]
        assert app.lines()[5].startswith("Cộng")
        await pilot.press("end")
        assert "[235]" in app.lines()[5]
        await pilot.press("up")
        assert "[39]" in app.lines()[4]
